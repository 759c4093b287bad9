use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{Days, NaiveDate};

use super::tally::{FeltCount, Tally};
use super::{Diary, Feeling, Sitting};

/// A diary by the days it was lived on.
///
/// A session belongs to the local day it began on, by the offset it carries. One with under ten seconds of work counts
/// for nothing and is on no day; of any other, what was done counts, however it ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Almanac {
    diary: Diary,
    days: BTreeMap<NaiveDate, Day>,
}

/// What was done on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The work in all.
    pub work: Duration,
    /// The sessions that count, as indices of the diary's, in the order they began.
    sessions: Vec<usize>,
}

impl Day {
    /// How many sessions count.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }
}

impl Almanac {
    /// The days of a diary.
    #[must_use]
    pub fn of(diary: Diary) -> Self {
        let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
        for (at, sitting) in diary.sessions.iter().enumerate() {
            if sitting.counts() {
                let day = days.entry(sitting.day()).or_default();
                day.work += sitting.work();
                day.sessions.push(at);
            }
        }
        Self { diary, days }
    }

    /// The diary itself.
    #[must_use]
    pub const fn diary(&self) -> &Diary {
        &self.diary
    }

    /// The diary by itself again.
    #[must_use]
    pub fn into_diary(self) -> Diary {
        self.diary
    }

    /// What was done on a day; [`None`] where nothing was.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> Option<&Day> {
        self.days.get(&day)
    }

    /// The first day something was done on.
    #[must_use]
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.keys().next().copied()
    }

    /// The days with sessions among these, in order.
    #[must_use]
    pub fn days(&self, among: RangeInclusive<NaiveDate>) -> impl DoubleEndedIterator<Item = (NaiveDate, &Day)> {
        // A range that ends before it begins is no range of a map.
        let among = if among.is_empty() { *among.end()..=*among.end() } else { among };
        let empty = among.is_empty();
        self.days.range(among).filter(move |_| !empty).map(|(day, it)| (*day, it))
    }

    /// The sessions that count of these days, in the order they began.
    #[must_use]
    pub fn sittings(&self, among: RangeInclusive<NaiveDate>) -> impl DoubleEndedIterator<Item = &Sitting> {
        self.days(among).flat_map(|(_, day)| day.sessions.iter().map(|at| &self.diary.sessions[*at]))
    }

    /// Notes what was said of a session the next day, without reading the diary again.
    pub fn felt_next_day(&mut self, session: &super::SessionId, how: Feeling) {
        if let Some(sitting) = self.diary.sessions.iter_mut().find(|it| it.id == *session) {
            sitting.felt_next_day = Some(how);
        }
    }

    /// The sums over these days.
    #[must_use]
    pub fn tally(&self, among: RangeInclusive<NaiveDate>) -> Tally {
        let mut tally = Tally::default();
        let mut areas: BTreeMap<_, Duration> = BTreeMap::new();
        let mut routines: HashMap<&str, (usize, &Sitting)> = HashMap::new();
        for (_, day) in self.days(among.clone()) {
            tally.days += 1;
            tally.work += day.work;
            tally.sessions += day.sessions.len();
        }
        for sitting in self.sittings(among.clone()) {
            for step in &sitting.steps {
                for area in step.areas.iter() {
                    *areas.entry(area).or_default() += step.work;
                }
            }
            tally.felt.add(sitting.felt);
            tally.felt_next_day.add(sitting.felt_next_day);
            // A session that goes on with an earlier one is the same routine, done once.
            if let (Some(routine), None) = (&sitting.routine, &sitting.resumes) {
                let entry = routines.entry(routine.as_str()).or_insert((0, sitting));
                *entry = (entry.0 + 1, sitting);
            }
        }
        tally.areas = areas.into_iter().collect();
        tally.areas.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tally.routines = routines
            .into_values()
            .filter_map(|(times, last)| Some((last.routine.clone()?, last.title.clone(), times)))
            .collect();
        tally.routines.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        tally.longest_gap = self.longest_gap(among.clone());
        tally.breaks = super::tally::breaks(&self.diary, &among);
        tally
    }

    /// How it felt after, over these days in order.
    #[must_use]
    pub fn felt(&self, among: RangeInclusive<NaiveDate>) -> FeltCount {
        self.sittings(among).fold(FeltCount::default(), |mut count, sitting| {
            count.add(sitting.felt);
            count
        })
    }

    /// The longest time within a day that lies between two sessions.
    fn longest_gap(&self, among: RangeInclusive<NaiveDate>) -> Option<super::tally::Gap> {
        let mut longest: Option<super::tally::Gap> = None;
        for (day, it) in self.days(among) {
            let sittings = it.sessions.iter().map(|at| &self.diary.sessions[*at]);
            let mut last_end: Option<chrono::DateTime<chrono::FixedOffset>> = None;
            for sitting in sittings {
                let gap = last_end.and_then(|end| (sitting.at - end).to_std().ok().map(|length| (end, length)));
                if let Some((from, length)) = gap
                    && longest.as_ref().is_none_or(|it| length > it.length)
                {
                    longest = Some(super::tally::Gap { day, from, length });
                }
                let end = sitting.ended_at.unwrap_or(sitting.at);
                last_end = Some(last_end.map_or(end, |it| it.max(end)));
            }
        }
        longest
    }
}

/// The day so many days before another; the first there is where there is none.
#[must_use]
pub fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

/// The day so many days after another; the last there is where there is none.
#[must_use]
pub fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
