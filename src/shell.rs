//! The only room that touches the world: terminal, keys, clock, signals, files.

mod clock;
mod screen;
mod surroundings;

pub use clock::Clock;
pub use surroundings::{Charset, Colours, Ends, Face, Surroundings};
