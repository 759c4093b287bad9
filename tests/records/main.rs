//! The two records on the disk: kept, locked, read back, whatever happens.
#![expect(clippy::disallowed_methods, reason = "these tests look at the files the shell writes")]

mod backup;
mod close;
mod damage;
#[path = "../support/facts.rs"]
mod facts;
mod folder;
mod forget;
mod journal;
mod keep;
mod read;
mod scale;
mod turns;
mod verify;
#[path = "../support/years.rs"]
mod years;
