//! The house itself: its walls, and the words it uses.

mod architecture;
mod wording;
