//! What is drawn and what is said: every screen in both faces, and when a picture is drawn anew.

mod changed;
mod faces;
mod frames;
#[path = "../support/golden.rs"]
mod golden;
#[path = "../scenarios/house.rs"]
mod house;
mod moments;
mod narration;
#[path = "../support/picture.rs"]
mod picture;
mod pictures;
mod readme;
#[path = "../support/svg.rs"]
mod svg;
