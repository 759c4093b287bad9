//! The break at the desk: when it is offered, where it shows, and that no key is lost to it.
#![cfg(unix)]

#[path = "../support/chance.rs"]
mod chance;
mod life;

mod tables;
mod weeks;
