//! Files a person writes: what is read from them, what is said about them, how they are laid out and shared.

mod content;
mod errors;
mod explain;
#[path = "../support/golden.rs"]
mod golden;
mod hostile;
mod layout;
mod library;
mod problems;
mod schema;
mod share;
mod sheet;
