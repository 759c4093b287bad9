use serde::{Deserialize, Serialize};

use super::reply::Reply;

/// What was said comes to (CONTENT 3.2); later is more serious, and the most serious wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Nothing ticked: everything.
    Go,
    /// An adjustment ticked: movements swapped or shown in a gentler form.
    Adapt,
    /// Someone has to be seen first: only the breathing break and the desk check.
    Pause,
    /// Advice soon, or before any exercise: nothing moves.
    Urgent,
    /// Help now: nothing moves.
    Emergency,
}

impl Outcome {
    /// All of them, the least serious first.
    pub const ALL: [Self; 5] = [Self::Go, Self::Adapt, Self::Pause, Self::Urgent, Self::Emergency];

    /// What the answer to 4a comes to: any of the signs is an emergency, and not sure counts as yes.
    #[must_use]
    pub fn of_signs(answer: Reply) -> Option<Self> {
        answer.counts_as_yes().then_some(Self::Emergency)
    }

    /// The same about something that was over a day ago: nobody is in an emergency for it now, and somebody has to be
    /// spoken to today.
    #[must_use]
    pub fn long_past(self) -> Self {
        self.min(Self::Urgent)
    }

    /// Its word, for the records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Adapt => "adapt",
            Self::Pause => "pause",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }

    /// Whether a routine that moves may run.
    #[must_use]
    pub fn moves(self) -> bool {
        self <= Self::Adapt
    }
}
