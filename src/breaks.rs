//! When the next break is due, and why: from samples, without a process that always runs. Pure.
//!
//! Whoever calls the program brings a [`Sample`]: when the person was last seen, how long the machine slept. A [`Desk`]
//! takes it in with [`Desk::observe`] and says with [`Desk::due`] when the next offer may leave. What it keeps is a few
//! numbers, so that it can be written to a small file and read by the next caller.
//!
//! # The rules
//!
//! - **Presence has three values.** *Active* is proved by keys. *Away* is proved by a lock, a suspended machine, the
//!   person's `idle_command` or their word. *Unknown* counts as sitting for [`Rules::reading`], then as away: who reads
//!   gets breaks, and an empty chair none.
//! - **Sitting is counted, not time on the clock**; a proved absence of [`Rules::away`] is a break.
//! - **An offer comes when it can be taken**: not in a session, not while busy (it comes back two minutes after), not for
//!   ten minutes after waking, not outside the hours and days, never while movement is ruled out or a holiday is on.
//! - **An offer that is ignored makes the next one quieter, never louder**: after one only a line, after two nothing but
//!   the status until the next break, after five in a day nothing but the status until tomorrow.
//! - **`later` is granted as often as it is asked for**; the third in a row makes the next offer the shortest there is.

mod desk;
mod due;
mod rules;
mod say;

pub use desk::{Desk, Granted, Held, Note, Sample};
pub use due::{Due, Voice, Why};
pub use rules::Rules;
pub use say::{left, offer};
