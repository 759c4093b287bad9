//! The journal: its lasting form, and what follows from it.

mod almanac;
mod days;
mod format;
mod merge;
mod replay;
mod tape;
