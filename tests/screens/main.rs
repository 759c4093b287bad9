//! What is drawn and what is said: every screen in both faces, and when a picture is drawn anew.

mod changed;
mod films;
mod frames;
mod goldens;
#[path = "../support/goldens.rs"]
mod kept;
mod narration;
mod pictures;
#[path = "../support/samples.rs"]
mod samples;
#[path = "../support/svg.rs"]
mod svg;
