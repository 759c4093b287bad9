//! What is asked of a person, what their answers come to, and every word said about it (CONTENT 3, CONTENT 7, `src/safety/LAWS.md`).
//!
//! - [`words`]: the texts, one place each, byte for byte as the content has them.
//! - [`Page`], [`Item`], [`Ledger`]: the door, what can be said at it, and what is open of what was said.
//! - [`StopAnswer`] to [`Consequence`]: what a stop does; [`StopTalk`]: the one conversation about it.
//! - [`Fact`]: what is recorded of all that; [`Standing`]: what is in force, replayed from the facts, and the
//!   [`Gate`] a routine has to pass.
//! - [`pops`], [`frequency`], [`follow_up`]: what is owed, what comes too soon, what comes back.
//!
//! The program never says what a yes means: it only decides whether to guide movement today. Pressing a key can
//! always be taken back, and no answer shuts anybody out for ever.

#![doc = include_str!("safety/LAWS.md")]

#[doc = include_str!("safety/CONTENT.md")]
#[expect(
    clippy::doc_markdown,
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    reason = "sources are numbered in brackets, with their addresses"
)]
pub mod content {}
mod consequence;
mod days_off;
mod door;
mod facts;
pub mod follow_up;
pub mod frequency;
mod outcome;
pub mod pops;
mod reply;
mod standing;
mod stop;
mod talk;
#[cfg(test)]
mod testing;
pub mod timing;
pub mod words;

pub use consequence::{Asks, Consequence, Then, consequence};
pub use days_off::DaysOff;
pub use door::{Asks as FollowUpAsks, Item, LINES_VERSION, Ledger, Open, Page, Reading, Settled, Sign, Told};
pub use facts::{Fact, Guard, Reason, SoreSide, What};
pub use outcome::Outcome;
pub use reply::Reply;
pub use standing::{Aside, Due, Gate, LeftOut, OpenSigns, Return, Standing, Unanswered, Wants, Why};
pub use stop::{Position, Resume, StopAnswer};
pub use talk::{About, FollowUp, Said, StopQuestion, StopTalk};
