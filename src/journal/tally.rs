use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Feeling;
use crate::routine::{Area, RoutineId};

/// The sums over some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of days with sessions that count.
    pub days: usize,
    /// The number of sessions that count.
    pub sessions: usize,
    /// The work in them: effort only.
    pub work: Duration,
    /// The work by area, the most first; a movement that works on two counts for both.
    pub areas: Vec<(Area, Duration)>,
    /// Answers to how it felt right after.
    pub felt: FeltCount,
    /// Answers to how it felt the next day.
    pub felt_next_day: FeltCount,
    /// The routines with the title each had last and how often it was done, the most first.
    pub routines: Vec<(RoutineId, String, usize)>,
    /// The longest time within a day between two sessions.
    pub longest_gap: Option<Gap>,
    /// The breaks that were taken and offered; none where nothing was offered.
    pub breaks: Option<Breaks>,
}

/// The number of times that each answer was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeltCount {
    /// Looser.
    pub looser: usize,
    /// The same.
    pub same: usize,
    /// Sorer.
    pub sorer: usize,
}

/// The time between two sessions of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The day.
    pub day: NaiveDate,
    /// When the earlier one ended.
    pub from: DateTime<FixedOffset>,
    /// Its length.
    pub length: Duration,
}

/// Breaks, by what was noted of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// The number of offers.
    pub offered: usize,
    /// The number of breaks taken.
    pub taken: usize,
}

/// The word a note has for a break that was offered.
pub const BREAK_OFFERED: &str = "break-offered";
/// The word a note has for a break that was taken.
pub const BREAK_TAKEN: &str = "break-taken";

impl FeltCount {
    /// Counts an answer.
    pub fn add(&mut self, how: Option<Feeling>) {
        match how {
            Some(Feeling::Looser) => self.looser += 1,
            Some(Feeling::Same) => self.same += 1,
            Some(Feeling::Sorer) => self.sorer += 1,
            Some(Feeling::Other) | None => {}
        }
    }

    /// Counts the answers.
    #[must_use]
    pub const fn answers(&self) -> usize {
        self.looser + self.same + self.sorer
    }
}

impl std::iter::Sum for FeltCount {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, it| Self {
            looser: sum.looser + it.looser,
            same: sum.same + it.same,
            sorer: sum.sorer + it.sorer,
        })
    }
}

/// The breaks that were noted on these days.
pub(super) fn breaks<'a>(
    notes: impl Iterator<Item = (DateTime<FixedOffset>, &'a str)>,
    among: &RangeInclusive<NaiveDate>,
) -> Option<Breaks> {
    let mut breaks = Breaks::default();
    for (_, what) in notes.filter(|(at, _)| among.contains(&at.date_naive())) {
        breaks.offered += usize::from(what == BREAK_OFFERED);
        breaks.taken += usize::from(what == BREAK_TAKEN);
    }
    (breaks.offered > 0).then_some(breaks)
}
