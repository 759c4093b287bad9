//! The engine: a routine laid out for one person, and the cursor that walks them through it.

pub mod view;
