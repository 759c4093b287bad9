use serde::{Deserialize, Serialize};

use super::words::door as words;

/// Yes, no or not sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure, which counts as yes.
    NotSure,
}

impl Reply {
    /// All three, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotSure];

    /// What it says.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Yes => words::YES,
            Self::No => words::NO,
            Self::NotSure => words::NOT_SURE,
        }
    }

    /// Whether it is yes: not sure is.
    #[must_use]
    pub const fn counts_as_yes(self) -> bool {
        matches!(self, Self::Yes | Self::NotSure)
    }

    /// The answer this key gives.
    #[must_use]
    pub fn from_digit(digit: char) -> Option<Self> {
        ('1'..).zip(Self::ALL).find_map(|(it, reply)| (it == digit).then_some(reply))
    }
}
