//! The pieces screens are made of: each takes only what it draws, and survives any area.

mod area_map;
mod big_digits;
mod big_words;
mod breath_bar;
mod choices;
mod figure;
mod flow;
mod key_bar;
mod steps;
mod timeline;
mod words;

pub(super) use area_map::{area_map, style_of};
pub(super) use big_digits::{BigDigits, Size};
pub(super) use big_words::BigWords;
pub(super) use breath_bar::BreathBar;
pub(super) use choices::Choices;
pub(in crate::ui) use figure::figure;
pub(super) use flow::{Flow, Keep, Piece, Stack};
pub(super) use key_bar::KeyBar;
pub(super) use steps::{StepRow, Steps};
pub(super) use timeline::Timeline;
pub(super) use words::{Words, balanced};
