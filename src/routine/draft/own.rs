//! A movement that the library does not have: what keeps a body safe is asked in plain words, and careful where nobody answers.

use super::{Asks, Exercise};
use crate::routine::{Family, Phase, Place};

/// What is known of it beside its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) place: Place,
    pub(super) phase: Phase,
    pub(super) family: Family,
    /// Whether it goes to the end of a range.
    pub(super) end_range: bool,
    /// Whether everybody may do it; else nobody who has ticked anything.
    pub(super) for_everybody: bool,
    /// Whether any of this was guessed.
    pub(super) guessed: bool,
}

const PLACES: [(&str, Place); 4] = [
    ("on a chair", Place::Chair),
    ("standing", Place::Standing),
    ("at a wall", Place::Wall),
    ("on the floor", Place::Floor),
];

const PHASES: [(&str, Phase); 3] = [
    ("it warms up: easy and loose", Phase::WarmUp),
    ("it stretches or strengthens", Phase::Stretch),
    ("it settles, for the end", Phase::CoolDown),
];

const FAMILIES: [(&str, Family); 8] = [
    ("the neck", Family::Neck),
    ("the shoulders", Family::Shoulder),
    ("the back, arching", Family::Extend),
    ("the back, turning", Family::Rotate),
    ("the back, rounding", Family::Flex),
    ("hips or legs", Family::Hips),
    ("wrists or hands", Family::Hands),
    ("none of these, or not sure", Family::Extend),
];

/// Words of a name by which a place is known.
const OF_PLACES: [(Place, &[&str]); 3] = [
    (Place::Wall, &["wall", "doorway"]),
    (
        Place::Floor,
        &[
            "floor",
            "lying",
            "supine",
            "prone",
            "kneel",
            "plank",
            "bridge",
            "all fours",
            "bird dog",
            "clamshell",
            "crunch",
        ],
    ),
    (Place::Standing, &["stand", "squat", "lunge", "heel raise", "calf", "balance", "step"]),
];

impl Own {
    /// What is asked of an exercise.
    pub(super) fn asked(exercise: &Exercise, asks: &mut dyn Asks) -> Self {
        let name = exercise.name.to_lowercase();
        let guess = OF_PLACES.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
        let careful = Self {
            place: guess.map_or(Place::Chair, |(place, _)| *place),
            phase: Phase::Stretch,
            family: Family::Extend,
            end_range: true,
            for_everybody: false,
            guessed: true,
        };
        let mut choose = |question: &str, answers: &[&str]| {
            asks.choose(&format!("{}: {question}", exercise.name), answers).map(|at| at.min(answers.len() - 1))
        };
        let Some(place) = choose("where is it done?", &PLACES.map(|(says, _)| says)) else { return careful };
        let Some(phase) = choose("what is it for?", &PHASES.map(|(says, _)| says)) else { return careful };
        let Some(family) = choose("what does it move most?", &FAMILIES.map(|(says, _)| says)) else { return careful };
        let end = "does it go as far as a joint can, or press you over or against something?";
        let Some(end) = choose(end, &["no", "yes, or not sure"]) else { return careful };
        let made_for = "was it chosen for you by somebody who knows what you have to be careful with?";
        let Some(made_for) = choose(made_for, &["yes", "no, or not sure"]) else { return careful };
        Self {
            place: PLACES[place].1,
            phase: PHASES[phase].1,
            family: FAMILIES[family].1,
            end_range: end != 0,
            for_everybody: made_for == 0,
            guessed: false,
        }
    }
}
