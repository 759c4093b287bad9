//! The break at the desk: when it is offered, where it shows, and that no key is lost to it.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests start the program and look at the files it writes")]

#[path = "../support/chance.rs"]
mod chance;
mod home;
mod life;
#[path = "../support/pty.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod pty;

mod answers;
mod keys;
mod numbers;
mod races;
mod shells;
mod tables;
mod weeks;
#[path = "../support/years.rs"]
mod years;
