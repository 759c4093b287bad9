//! The house itself: its walls, the words it uses, and that what is cited can be found.

mod architecture;
mod citations;
mod wording;
