//! unhunch: a terminal stretching coach for desk breaks.
//!
//! The promise: `unhunch`, Enter, and a coach takes over; one key stops everything safely; what was done is recorded as
//! it happens; the terminal comes back exactly as it was.
//!
//! # The rooms
//!
//! One crate, a library and a thin binary. An arrow may only point *down* this list, and only `shell` touches the
//! world: every other room is handed its time, files, terminal and processes (`clippy.toml` and
//! `tests/house/architecture.rs` hold that up).
//!
//! | room | is |
//! |---|---|
//! | [`cli`] | one command a file: parse, call, print |
//! | [`shell`] | the only room that touches the world |
//! | [`ui`] | a view in, cells out |
//! | [`line`](mod@line) | the same view in, plain lines out |
//! | [`sheet`] | a plan in, a printed page out |
//! | [`app`] | which screen, which key means what |
//! | [`breaks`] | when the next break is due, and why |
//! | [`settings`] | what a person has set: `config.toml` |
//! | [`journal`] | what was done, and what follows from it |
//! | [`coach`] | the engine: plan and session |
//! | [`safety`] | questions to outcomes, stops to consequences |
//! | [`routine`] | movement and routine files: read, checked, found |
//! | [`figure`] | the drawn body: skeleton, motion, picture |
//! | [`units`] | amounts of time, points in it, text from strangers |
//!
//! The laws that comments cite stand beside the rooms they govern, and on the pages of those rooms: the engine's (L1 and on)
//! in [`coach`], safety's (S1 and on) in [`safety`], the content (CONTENT 1 to 7) in [`safety::content`] and [`routine`].

#![doc = include_str!("ARCHITECTURE.md")]
#![doc = include_str!("GLOSSARY.md")]

pub mod app;
pub mod breaks;
pub mod cli;
pub mod coach;
pub mod figure;
pub mod journal;
pub mod line;
pub mod routine;
pub mod safety;
pub mod settings;
pub mod sheet;
pub mod shell;
pub mod ui;
pub mod units;
