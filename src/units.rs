//! Amounts of time, points in it, and text that is safe to show.
//!
//! A length of time is a [`std::time::Duration`] everywhere; the functions of [`amount`] read and write it the way a
//! routine file does (`"1m30s"`) and the way a clock does (`1:30`). A point in time inside one run of the program is a
//! [`Moment`]: it cannot read a clock, so a room that takes one cannot either. [`text::clean`] is the one
//! way in for words that somebody else wrote.

pub mod amount;
mod id;
mod length;
mod moment;
mod now;
mod stretch;
pub mod text;
pub mod trigonometry;

pub(crate) use id::id;
pub use length::Length;
pub use moment::Moment;
pub use now::Now;
pub use stretch::{Stretch, StretchError, When};
