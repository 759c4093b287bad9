use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::question::Reply;
use super::words::outcomes::{self, Resting};
use super::words::{own, screening};

/// What a screening, or a stop, says about today (CONTENT 3.2); later is more serious, and the most serious wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Nothing ticked: everything.
    Go,
    /// An adjustment ticked: movements swapped or shown in a gentler form.
    Adapt,
    /// Someone has to be seen first: only the breathing break and the desk check.
    Pause,
    /// Advice the same day: nothing moves.
    Urgent,
    /// Help now: nothing moves until local midnight.
    Emergency,
}

/// A line that one particular answer adds to the text of its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// A blow nobody has checked: the emergency text says to stay still.
    StayStill,
    /// A fever without back pain: until tomorrow, in the place of the pause text, which speaks of seeing somebody.
    Fever,
    /// Question 8.
    BookThisWeek,
    /// Dizziness nobody has looked into.
    HaveItChecked,
    /// Pregnancy is ticked.
    Maternity,
    /// The closing line of stage 1.
    Closing,
}

/// How many movements of a routine a person's adjustments change, for the adapt text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swaps {
    /// Swapped.
    pub swapped: usize,
    /// In the routine.
    pub total: usize,
    /// Shown with a gentler form.
    pub gentler: usize,
}

impl Outcome {
    /// All of them, the least serious first.
    pub const ALL: [Self; 5] = [Self::Go, Self::Adapt, Self::Pause, Self::Urgent, Self::Emergency];

    /// The text as the content has it; the adapt text still has its slots.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Go => outcomes::GO,
            Self::Adapt => outcomes::ADAPT,
            Self::Pause => outcomes::PAUSE,
            Self::Urgent => outcomes::URGENT,
            Self::Emergency => outcomes::EMERGENCY,
        }
    }

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

    /// Its word, for the records and for what is stored.
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

    /// Whether the program leaves once its text has been read (CONTENT 3.2).
    #[must_use]
    pub fn leaves(self) -> bool {
        self == Self::Emergency
    }

    /// The whole text, one paragraph each: the outcome, what particular answers add, the saved line, and from pause on
    /// the standing notice (CONTENT 3.5, 3.9).
    ///
    /// `swaps` fills the adapt text; without a routine to count them of it is the short one. `number` is the emergency
    /// number as the person typed it.
    #[must_use]
    pub fn reading(self, notes: &[Note], swaps: Option<Swaps>, number: Option<&str>) -> Vec<Cow<'static, str>> {
        let mut lines: Vec<Cow<'static, str>> = Vec::new();
        lines.push(match self {
            Self::Adapt => match swaps {
                Some(Swaps { swapped, total, gentler }) => outcomes::adapt(swapped, total, gentler).into(),
                None => own::ADAPT.into(),
            },
            Self::Pause if notes.contains(&Note::Fever) => outcomes::FEVER.into(),
            Self::Emergency => {
                let still = notes.contains(&Note::StayStill);
                outcomes::emergency(number, if still { Resting::Still } else { Resting::Easiest }).into()
            }
            Self::Go | Self::Pause | Self::Urgent => self.text().into(),
        });
        lines.extend(notes.iter().filter_map(|note| note.line()).map(Cow::from));
        lines.push(outcomes::SAVED.into());
        if self >= Self::Pause {
            lines.push(outcomes::STANDING_NOTICE.into());
        }
        lines
    }
}

impl Note {
    /// The line it adds; [`None`] where it changes the text itself.
    #[must_use]
    pub const fn line(self) -> Option<&'static str> {
        match self {
            Self::StayStill | Self::Fever => None,
            Self::BookThisWeek => Some(outcomes::BOOK_THIS_WEEK),
            Self::HaveItChecked => Some(outcomes::HAVE_IT_CHECKED),
            Self::Maternity => Some(outcomes::MATERNITY),
            Self::Closing => Some(screening::CLOSING),
        }
    }

    /// Whether it still belongs to a text of this outcome: a more serious one speaks for itself.
    #[must_use]
    pub fn fits(self, outcome: Outcome) -> bool {
        match self {
            Self::StayStill => outcome == Outcome::Emergency,
            Self::Fever | Self::BookThisWeek | Self::HaveItChecked => outcome == Outcome::Pause,
            Self::Maternity => outcome == Outcome::Adapt,
            Self::Closing => outcome <= Outcome::Pause,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_stand_in_order_of_seriousness() {
        assert!(Outcome::ALL.is_sorted());
        assert_eq!(Outcome::ALL.into_iter().max(), Some(Outcome::Emergency));
    }

    #[test]
    fn each_outcome_ends_with_the_saved_line_and_from_pause_on_with_the_notice() {
        for outcome in Outcome::ALL {
            let lines = outcome.reading(&[], Some(Swaps { swapped: 1, total: 7, gentler: 2 }), None);
            assert!(lines.iter().any(|line| line == outcomes::SAVED), "{outcome:?}");
            let last = lines.last().unwrap();
            assert_eq!(last == outcomes::STANDING_NOTICE, outcome >= Outcome::Pause, "{outcome:?}");
        }
    }

    #[test]
    fn a_fever_has_its_own_text_because_nobody_needs_to_be_seen_for_it() {
        let lines = Outcome::Pause.reading(&[Note::Fever], None, None);
        assert_eq!(lines, [outcomes::FEVER, outcomes::SAVED, outcomes::STANDING_NOTICE]);
    }

    #[test]
    fn only_go_and_adapt_move_and_only_emergency_leaves() {
        assert_eq!(Outcome::ALL.map(Outcome::moves), [true, true, false, false, false]);
        assert_eq!(Outcome::ALL.map(Outcome::leaves), [false, false, false, false, true]);
    }
}
