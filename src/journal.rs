//! The record of what was done: entries, one line each, and the state that follows from them.
//!
//! The room may know movements, routines and safety's words, and nothing of files: `shell/records` stores the lines that are
//! written and read here. [`Entry`] is the place to begin, then [`Replay`], which answers what the rules ask, and
//! [`Almanac`], which answers what the history shows.
//!
//! A [`Record`] is the envelope both records of the program share: the journal's hold an [`Entry`], the facts' hold
//! what safety decided. A record is one line of JSON, written once and never rewritten:
//!
//! ```text
//! {"v":2,"id":"...","at":"2026-11-21T09:30:00.123+01:00","machine":"...","session":"...","kind":"step",...}
//! ```
//!
//! Reading is tolerant: [`read_lines`] keeps every whole line, a line that cannot be read costs that line only, and an
//! entry this version does not understand (another `v`, another `kind`, another shape) is counted and left alone.
//! [`Replay`] is fed entries and answers what the rules need; it does not matter in which order it is fed, or how often.
//!
//! # The format must last
//!
//! Every line written in this form stays readable: `tests/goldens/journal/v2.jsonl` holds one of each kind. A new kind or a
//! new optional field needs no new version; `v` changes only if an old reader would misunderstand a line.

#![doc = include_str!("journal/RECORDS.md")]

mod ahead;
mod almanac;
mod entry;
mod forgotten;
mod ids;
mod kind;
mod lines;
mod pool;
mod record;
mod replay;
mod session;
mod tally;
mod wire;

pub use ahead::{bring_back, is_ahead};
pub use almanac::{Almanac, Day, days_after, days_before};
pub use entry::{
    Check, During, EndHow, Ended, Entry, Feeling, Felt, Mark, PauseWhy, Paused, Resumed, Side, Started, Step, StepHow,
    Stopped,
};
pub use forgotten::Forgotten;
pub(crate) use forgotten::digest;
pub use ids::{Ids, MachineId, RecordId, SessionId};
pub use kind::{Week, monday};
pub use lines::{BadLine, Damage, LINE_LIMIT, Lines, read_line, read_lines};
pub use pool::{Pool, PoolLine, Which};
pub use record::{Content, Record, VERSION, merge, seal};
pub use replay::{Finished, LATELY, Replay, Resumable, Unexplained};
pub use session::Session;
pub use tally::{BREAK_OFFERED, BREAK_TAKEN, Breaks, FeltCount, Gap, Tally};
