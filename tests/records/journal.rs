//! The journal: its lasting form, and what follows from it.

mod almanac;
mod checks;
mod days;
mod diary;
mod format;
mod merge;
mod replay;
mod tape;
