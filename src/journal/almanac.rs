use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::tally::{FeltCount, Gap, Tally};
use super::{Check, Entry, Record, Replay, Session, Started};
use crate::routine::RoutineId;

/// Sessions by the local day they were done on.
///
/// A session belongs to the local day it began on, by the offset it carries. One with under ten seconds of work counts
/// for nothing and is on no day; of any other, what was done counts, however it ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Almanac {
    /// In the order they began.
    sessions: Vec<Session>,
    notes: Vec<(DateTime<FixedOffset>, String)>,
    days: BTreeMap<NaiveDate, Day>,
}

/// One day of sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The work in all.
    pub work: Duration,
    /// The sessions that count, as indices of the diary's, in the order they began.
    sessions: Vec<usize>,
}

impl Day {
    /// Returns the number of sessions that count.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }
}

impl Almanac {
    /// The days of what was done.
    #[must_use]
    pub fn of(replay: Replay) -> Self {
        let notes = replay.notes().map(|(at, what)| (at, what.to_owned())).collect();
        let mut sessions: Vec<_> = replay.into_sessions().filter(|it| it.began().is_some()).collect();
        sessions.sort_by(|a, b| a.began().cmp(&b.began()).then_with(|| a.id().cmp(b.id())));
        Self::by_days(sessions, notes)
    }

    fn by_days(sessions: Vec<Session>, notes: Vec<(DateTime<FixedOffset>, String)>) -> Self {
        let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
        for (at, session) in sessions.iter().enumerate().filter(|(_, it)| it.counts()) {
            let Some(day) = session.day() else { continue };
            let day = days.entry(day).or_default();
            day.work += session.work();
            day.sessions.push(at);
        }
        Self { sessions, notes, days }
    }

    /// The same with the sessions of one routine only.
    #[must_use]
    pub fn of_routine(mut self, routine: &RoutineId) -> Self {
        self.sessions.retain(|it| it.routine() == Some(routine));
        Self::by_days(self.sessions, self.notes)
    }

    /// Every session whose beginning is known, in the order they began, also those that do not count.
    #[must_use]
    pub fn all(&self) -> &[Session] {
        &self.sessions
    }

    /// Returns the notes the program made for itself, with their times.
    pub fn notes(&self) -> impl Iterator<Item = (DateTime<FixedOffset>, &str)> {
        self.notes.iter().map(|(at, what)| (*at, what.as_str()))
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
    pub fn sessions(&self, among: RangeInclusive<NaiveDate>) -> impl DoubleEndedIterator<Item = &Session> {
        self.days(among).flat_map(|(_, day)| day.sessions.iter().map(|at| &self.sessions[*at]))
    }

    /// Takes in what was said of a session meanwhile, without reading the journal again.
    pub fn felt_since(&mut self, said: Record<Entry>) {
        let of = |it: &&mut Session| Some(it.id()) == said.session.as_ref();
        if let (Entry::Felt(_), Some(session)) = (&said.what, self.sessions.iter_mut().find(of)) {
            session.feed(said);
        }
    }

    /// The sums over these days.
    #[must_use]
    pub fn tally(&self, among: RangeInclusive<NaiveDate>) -> Tally {
        let mut tally = Tally::default();
        let mut areas: BTreeMap<_, Duration> = BTreeMap::new();
        let mut routines: HashMap<&str, (usize, &Started)> = HashMap::new();
        for (_, day) in self.days(among.clone()) {
            tally.days += 1;
            tally.work += day.work;
            tally.sessions += day.sessions.len();
        }
        for session in self.sessions(among.clone()) {
            for step in session.steps() {
                for area in step.areas.iter().collect::<BTreeSet<_>>() {
                    *areas.entry(*area).or_default() += step.work;
                }
            }
            tally.felt.add(session.felt(Check::After));
            tally.felt_next_day.add(session.felt(Check::NextDay));
            // A session that goes on with an earlier one is the same routine, done once.
            if let Some(started) = session.started().filter(|it| it.resumes.is_none()) {
                let entry = routines.entry(started.routine.as_str()).or_insert((0, started));
                *entry = (entry.0 + 1, started);
            }
        }
        tally.areas = areas.into_iter().collect();
        tally.areas.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tally.routines =
            routines.into_values().map(|(times, last)| (last.routine.clone(), last.title.clone(), times)).collect();
        tally.routines.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        tally.longest_gap = self.longest_gap(among.clone());
        tally.breaks = super::tally::breaks(self.notes(), &among);
        tally
    }

    /// Answers to how it felt right after, over these days in order.
    #[must_use]
    pub fn felt(&self, among: RangeInclusive<NaiveDate>) -> FeltCount {
        self.sessions(among).fold(FeltCount::default(), |mut count, session| {
            count.add(session.felt(Check::After));
            count
        })
    }

    /// The longest time within a day that lies between two sessions.
    fn longest_gap(&self, among: RangeInclusive<NaiveDate>) -> Option<Gap> {
        let mut longest: Option<Gap> = None;
        for (day, it) in self.days(among) {
            let mut last_end: Option<DateTime<FixedOffset>> = None;
            for session in it.sessions.iter().map(|at| &self.sessions[*at]) {
                let Some(began) = session.began() else { continue };
                let gap = last_end.and_then(|end| (began - end).to_std().ok().map(|length| (end, length)));
                if let Some((from, length)) = gap
                    && longest.as_ref().is_none_or(|it| length > it.length)
                {
                    longest = Some(Gap { day, from, length });
                }
                let end = session.ended_at().unwrap_or(began);
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
