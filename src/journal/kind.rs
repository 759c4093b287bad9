//! Numbers that are kind: a week's goal, a run of days, what the answers say.
//!
//! Nothing here counts against anybody. A run goes on over the days a week leaves free and one more; days away, days on
//! which movement was ruled out, and the two days from a stop for pain are neither done nor missed.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};

use super::almanac::{days_after, days_before};
use super::{Almanac, Feeling, Session, Stopped};
use crate::safety::StopAnswer;

/// A week against its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// On how many of its days something was done.
    pub done: u32,
    /// On how many it is meant to be.
    pub goal: u32,
}

/// The number of answers in a row that have to say sorer for a pattern (CONTENT 3.8, F5).
const SORER_RUNNING: usize = 3;
/// The days that are looked at for "no better": the four weeks of the rule (CONTENT 3.8, F5).
const REGULAR_DAYS: u64 = 28;
/// On how many of them there have to be sessions for regular use: three a week (CONTENT 2.1).
const REGULAR_USE: usize = 12;
/// The number of answers that "no better" has to rest on.
const ENOUGH_ANSWERS: usize = 8;

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: NaiveDate) -> NaiveDate {
    days_before(day, u64::from(day.weekday().num_days_from_monday()))
}

impl Almanac {
    /// The week a day is in, against a goal of so many days; a goal of none is one, of more than seven seven.
    #[must_use]
    pub fn week(&self, day: NaiveDate, goal: u32) -> Week {
        let monday = monday(day);
        let done = self.days(monday..=days_after(monday, 6)).count();
        Week { monday, done: u32::try_from(done).unwrap_or(7), goal: goal.clamp(1, 7) }
    }

    /// The run of days that is going on: on how many days something was done, back to where more days in a row were
    /// missed than the goal leaves free and one. Days in `off` are not missed; today is not missed before it is over.
    #[must_use]
    pub fn run(&self, today: NaiveDate, goal: u32, off: &[RangeInclusive<NaiveDate>]) -> usize {
        let spare = 8 - goal.clamp(1, 7);
        let mut off: Vec<_> = off.to_vec();
        off.extend(self.stops_for_pain());
        let mut run = 0;
        let mut reached = today;
        for (day, _) in self.days(NaiveDate::MIN..=today).rev() {
            let mut missed = 0;
            let mut between = days_after(day, 1);
            while between < reached && missed <= spare {
                // A long time away is passed in one step.
                match off.iter().filter(|range| range.contains(&between)).map(|range| *range.end()).max() {
                    Some(end) => between = end,
                    None => missed += 1,
                }
                between = days_after(between, 1);
            }
            if missed > spare {
                break;
            }
            run += 1;
            reached = day;
        }
        run
    }

    /// The days on which a session was stopped for what the body said, each with the day after it.
    fn stops_for_pain(&self) -> impl Iterator<Item = RangeInclusive<NaiveDate>> {
        // Nothing, a pop, a cramp and an interruption are no reasons; no answer may be one.
        let spoke_up =
            |stop: &Stopped| stop.answer.and_then(StopAnswer::from_code).is_none_or(StopAnswer::checks_again);
        let stopped = self.all().iter().filter(move |it| it.stops().any(spoke_up));
        stopped.filter_map(Session::day).map(|day| day..=days_after(day, 1))
    }

    /// Whether the answers make a pattern that is worth showing to a professional: sorer three sessions running, or no
    /// better after four weeks of regular use (CONTENT 3.8, F5).
    #[must_use]
    pub fn is_worth_showing(&self, today: NaiveDate) -> bool {
        self.is_sorer_running(today) || self.is_no_better(today)
    }

    /// The latest answers all say sorer; what was said the next day stands for what was said after.
    fn is_sorer_running(&self, today: NaiveDate) -> bool {
        let answers = self.sessions(days_before(today, REGULAR_DAYS)..=today).rev();
        let latest: Vec<_> = answers.filter_map(Session::felt_last).take(SORER_RUNNING).collect();
        latest.len() == SORER_RUNNING && latest.iter().all(|how| *how == Feeling::Sorer)
    }

    /// Looser was not said more often than sorer, over weeks of regular use and enough answers.
    fn is_no_better(&self, today: NaiveDate) -> bool {
        let weeks = days_before(today, REGULAR_DAYS - 1)..=today;
        let since = self.first().is_some_and(|first| first <= *weeks.start());
        let mut count = super::tally::FeltCount::default();
        for session in self.sessions(weeks.clone()) {
            count.add(session.felt_last());
        }
        let regular = self.days(weeks).count() >= REGULAR_USE;
        since && regular && count.answers() >= ENOUGH_ANSWERS && count.looser <= count.sorer
    }
}
