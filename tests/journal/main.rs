//! The journal: its lasting form, and what follows from it.

mod days;
mod diary;
mod format;
mod merge;
mod replay;
mod tape;
