//! The only room that touches the world: terminal, keys, clock, signals, files.
//!
//! `run` is the place to begin: the loop that takes what came from outside, hands it with the time to an
//! [`App`](crate::app::App), carries out the effects and shows the view. `host` is what the loop waits on, `terminal` the guard that gives the terminal back,
//! `records` and `desk` the files. Nothing here decides anything about a body.

pub mod ask;
mod clock;
pub mod command;
pub mod desk;
#[cfg(unix)]
pub mod during;
pub mod editor;
mod exit;
pub mod folders;
mod host;
pub mod inspect;
mod keys;
mod lines;
mod panics;
pub mod personal;
pub mod places;
pub mod records;
mod run;
#[cfg(unix)]
pub mod runs;
pub mod save;
mod screen;
#[cfg(unix)]
mod signals;
pub mod speaker;
pub mod surface;
mod surroundings;
mod terminal;
pub mod wait;
#[cfg(unix)]
mod watch;
#[cfg(unix)]
mod watchdog;
#[cfg(unix)]
mod write;

pub use clock::Clock;
pub use exit::{Exit, leave_at_once};
#[cfg(unix)]
pub(crate) use host::{Passed, Process, Until};
pub use run::{Performed, Picture, World, run_drawn, run_lines};
#[cfg(unix)]
pub(crate) use run::{run_drawn_beside, run_lines_beside};
pub use surroundings::{Charset, Colours, Ends, Face, Surroundings, has_arguments, is_called_with, is_given_early};
