//! The whole program, from outside: the binary that people run, in a terminal and in pipes, in a home of its own.
//!
//! Everything waits for text on the screen, nothing for time. What is asserted is what a person can find afterwards: the
//! screen, the terminal's modes, the exit code and the two records.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests start the program and look at the files it writes")]

#[path = "../support/double.rs"]
mod double;
#[path = "../support/pty.rs"]
mod pty;

mod arguments;
mod backup;
mod begin;
mod broken_files;
mod check;
mod during;
mod finish;
#[path = "../support/golden.rs"]
mod golden;
mod history;
mod home;
mod hostile_files;
mod layout;
mod lines;
mod looked_at;
mod looks;
mod own_files;
mod piped;
mod readme;
mod records;
mod settings;
mod sharing;
mod shells;
mod show;
mod signals;
mod stop;
mod strange;
mod terminal;
mod voice;
