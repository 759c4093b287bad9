//! The files embedded in the binary. `src/build.rs` reads the folder `routines` with this room's own reader, and writes the
//! two tables: nothing about a movement or a routine is said anywhere but in its file.
//!
//! What the library's first picture needs of a file stands beside its text, so that nothing is parsed for it.

use std::time::Duration;

use super::{Family, RoutinePlace};

/// A routine of the house.
pub(super) struct BuiltIn {
    /// Its id.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// Where it takes place.
    pub(super) place: RoutinePlace,
    /// What it needs, for a person to read.
    pub(super) kit: &'static str,
    /// How long it takes as it is written.
    pub(super) total: Duration,
    /// The text of its file.
    pub(super) text: &'static str,
}

/// A movement of the house.
pub(super) struct BuiltInMovement {
    /// Its id.
    pub(super) id: &'static str,
    /// Its family.
    pub(super) family: Family,
    /// Whether it goes to the end of a range.
    pub(super) is_end_range: bool,
    /// The text of its file.
    pub(super) text: &'static str,
}

/// The routine that is left when movement is paused (S2).
pub(crate) const CALM: &str = "eyes-and-breath";

// The routines in the order of the library, the movements by id.
#[cfg(embedded)]
include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// What there is while `src/build.rs` reads the files.
#[cfg(not(embedded))]
pub(super) static ROUTINES: &[BuiltIn] = &[];
#[cfg(not(embedded))]
pub(super) static MOVEMENTS: &[BuiltInMovement] = &[];
