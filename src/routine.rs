//! Movements and routines: what a file may say, checked, and the library of them.
//!
//! A [`Movement`] is one thing a body does; a [`Routine`] is an ordered list of [`Step`]s over movements. Both are
//! read from TOML by a strict reader that reports *all* mistakes of a file at once as [`Problem`]s with a place in it.
//! The built-in files are embedded in the binary; the [`Library`] knows them by id and parses one when it is asked for.

mod dose;
mod id;
mod movement;
mod vocabulary;

pub use dose::{Dose, Effort, Order, SideUnit};
pub use id::{MovementId, RoutineId};
pub use movement::{Adaptation, Movement, Pace};
pub use vocabulary::{Area, Family, Kit, Need, Over, Phase, Place, Tag};
