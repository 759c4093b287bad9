//! What a session says at its start, during holds and at its end (CONTENT 3.7, 4, 7.1).

use super::fill;
use crate::units::Length;

texts! {
    /// The first line of any routine, under its title and length. Fill with [`opening`].
    OPENING = "You'll need: {kit}. Never more than {ceiling} out of 10, never pain. `s` stops, any time.";
    /// Added where a routine goes to the floor.
    OPENING_FLOOR = "If something is wrong, just come out of it; press `s` when you are up.";
    /// Asked once, on the first ready screen with a movement that leans on the chair; unanswered it rolls.
    CHAIR_CHECK = "Can your chair roll or tip? Until you say no, we swap what leans on it.";
    /// The answer to "it cannot".
    CHAIR_IS_FINE = "Remembered: your chair cannot roll or tip. To change that: m in the library.";
    /// Asked before floor work.
    SPACE_CHECK = "Clear floor, and a way to get up again? A chair nearby helps.";
    /// The closing line. Fill with [`done`].
    DONE = "Done. {mmss}, {sets} movements. Take two breaths before you go back.";
    /// The closing question with its answers.
    FELT = "How does the upper back feel after that? looser / same / sorer";
    /// What could come next. Fill with [`next`].
    NEXT = "Next: {suggestion}.";
    /// The closing line of a session that ended early. Fill with [`ended_early`].
    ENDED_EARLY = "Stopped at {name}. That counts. Pick up where you left off, or leave it there.";
    /// At the start of a hold.
    HOLD_START = "Ease in; stop at the first firm stretch.";
    /// Half-way through a hold of 20 s or more.
    HOLD_HALF = "Face soft? Breathing?";
    /// In the last 3 s of a hold.
    HOLD_LAST = "Coming out slowly.";
    /// The only line of arches and twists, at the start.
    HOLD_END_RANGE = "No pushing. If nothing lets go, nothing needs to.";
    /// The scale a hold can be felt on.
    FEEL_SCALE = "0 nothing, 3 gentle, 4 firm, 5+ too much";
    /// What holds for every movement.
    SHARED = "stop for sharp pain, tingling, numbness, dizziness, chest pain. No bouncing. No breath-holding. Both sides even if one feels tighter.";
}

/// The first line of a routine, under its title and length.
#[must_use]
pub fn opening(kit: &str, ceiling: u8) -> String {
    fill(OPENING, &[("kit", kit), ("ceiling", &ceiling.to_string())])
}

/// The closing line; `took` is how long the session ran, pauses left out.
#[must_use]
pub fn done(took: Length, movements: usize) -> String {
    fill(DONE, &[("mmss", &took.clock()), ("sets", &movements.to_string())])
}

/// What could come next.
#[must_use]
pub fn next(suggestion: &str) -> String {
    fill(NEXT, &[("suggestion", suggestion)])
}

/// The closing line of a session that ended early.
#[must_use]
pub fn ended_early(name: &str) -> String {
    fill(ENDED_EARLY, &[("name", name)])
}

/// The closing question without its answers.
#[must_use]
pub fn felt_question() -> &'static str {
    FELT.find('?').map_or(FELT, |at| &FELT[..=at])
}

/// The answers to the closing question, in order.
pub fn felt_answers() -> impl Iterator<Item = &'static str> {
    FELT.split_once("? ").map_or("", |(_, answers)| answers).split(" / ")
}
