//! Which screen there is, which key means what: the whole state of the program, changed in one place (K3).

mod input;
pub mod view;

pub use input::{Input, Key, Leave};
