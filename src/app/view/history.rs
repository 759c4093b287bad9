//! What the history shows.

use crate::units::Length;
use std::time::Duration;

use chrono::NaiveDate;

use crate::journal::FeltCount;
use crate::routine::Area;

/// What was done, over a stretch of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// How long a stretch.
    pub span: Span,
    /// Which one: `The year to 21 November 2026`.
    pub title: String,
    /// Its days, in order, without gaps.
    pub days: Vec<HistoryDay>,
    /// Which of them is selected.
    pub selected: usize,
    /// The selected day, in a line.
    pub day: String,
    /// The sessions of the selected day.
    pub sessions: Vec<HistorySession>,
    /// What was done in all, in sentences: the sums, the week, the run, the breaks.
    pub lines: Vec<String>,
    /// The time by area, the most first.
    pub areas: Vec<(Area, Duration)>,
    /// How it felt after, in parts of the stretch.
    pub felt: Vec<FeltCount>,
    /// What the answers come to, in sentences; empty where there are none.
    pub felt_lines: Vec<String>,
    /// The routines done most, with how often.
    pub routines: Vec<(String, usize)>,
}

/// How long a stretch of time is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// The weeks of a year up to now.
    #[default]
    Year,
}

/// One day of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryDay {
    /// Which.
    pub date: NaiveDate,
    /// The work done on it.
    pub work: Duration,
    /// Where it stands.
    pub state: DayState,
}

/// Where a day of the history stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Something was done, or nothing.
    Lived,
    /// Nothing was done, and it was declared so.
    Away,
    /// It is still to come.
    Ahead,
}

/// One session of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistorySession {
    /// When it began, by the clock then: `9:30`.
    pub time: String,
    /// The routine's title.
    pub title: String,
    /// How long it ran, pauses left out; of one that has no end yet, the work in it.
    pub took: Length,
    /// How it felt, or how it ended where it was not to its end; empty where there is nothing to say.
    pub note: String,
}

impl Span {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl HistoryDay {
    /// How much was done, from 0 for nothing to 4.
    #[must_use]
    pub const fn level(&self) -> usize {
        match self.work.as_secs() {
            0 => 0,
            1..180 => 1,
            180..360 => 2,
            360..720 => 3,
            _ => 4,
        }
    }
}

/// What the levels of a day mean, from 1 on.
pub const LEVELS: [&str; 4] = ["under 3 min", "under 6", "under 12", "more"];
