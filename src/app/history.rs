//! The history put together: which days a stretch has, what it comes to, in words.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{Datelike as _, NaiveDate};

use super::view::words;
use super::view::{DayState, History, HistoryDay, HistorySession, Page, Span};
use crate::journal::{
    Almanac, Check, EndHow, Entry, Feeling, FeltCount, Record, Session, StepHow, Tally, Week, days_after, days_before,
    monday,
};
use crate::routine::{Library, MovementId, RoutineId};
use crate::units::{Length, amount, text};

/// A record with what is known beside it: today, the goal, the days that do not count.
#[derive(Clone, Debug)]
pub struct Past {
    almanac: Almanac,
    today: NaiveDate,
    /// The days away, of which there is a word to say.
    away: Vec<RangeInclusive<NaiveDate>>,
    week: Week,
    run: usize,
}

/// What the time of a sum is of; left out where there is no room.
pub const OF_MOVING: &str = " of moving";
/// What is said where nothing was done yet.
pub const NOTHING: &str = "Nothing yet. What you do will be here.";
/// How many weeks the year has, so that a day is under its weekday a year ago.
const WEEKS: u64 = 53;
/// The word of a note that a pattern was said to be worth showing to a professional.
pub const WORTH_SHOWING: &str = "worth-showing";
/// After so many days it is said again.
const SAID_AGAIN: u64 = 28;
/// How many routines are named.
const ROUTINES: usize = 5;

impl Past {
    /// The record as it stands today. `goal` is on how many days of a week something is meant to be done, `away` are the declared holidays, `held` the days on which movement was ruled out.
    #[must_use]
    pub fn new(
        almanac: Almanac,
        today: NaiveDate,
        goal: u32,
        away: Vec<RangeInclusive<NaiveDate>>,
        held: &[RangeInclusive<NaiveDate>],
    ) -> Self {
        let off = [&away, held].concat();
        let (week, run) = (almanac.week(today, goal), almanac.run(today, goal, &off));
        Self { almanac, today, away, week, run }
    }

    /// The same with the sessions of one routine only; the week and the run stay.
    #[must_use]
    pub fn of_routine(self, routine: &RoutineId) -> Self {
        Self { almanac: self.almanac.of_routine(routine), ..self }
    }

    /// The record by its days.
    #[must_use]
    pub const fn almanac(&self) -> &Almanac {
        &self.almanac
    }

    /// Today.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// This week against its goal.
    #[must_use]
    pub const fn week(&self) -> Week {
        self.week
    }

    /// How many days the run has that is going on.
    #[must_use]
    pub const fn run(&self) -> usize {
        self.run
    }

    /// The days of the stretch that `day` is in.
    #[must_use]
    pub fn window(&self, span: Span, day: NaiveDate) -> RangeInclusive<NaiveDate> {
        match span {
            Span::Day => day..=day,
            Span::Week => monday(day)..=days_after(monday(day), 6),
            Span::Month => {
                let first = day.with_day(1).unwrap_or(day);
                let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(NaiveDate::MAX);
                first..=days_before(next, 1)
            }
            Span::Year => {
                let mut last = days_after(monday(self.today), 6);
                while day <= days_before(last, WEEKS * 7) {
                    last = days_before(last, (WEEKS - 1) * 7);
                }
                days_before(last, WEEKS * 7 - 1)..=last
            }
        }
    }

    /// What a stretch comes to.
    #[must_use]
    pub fn tally(&self, span: Span, day: NaiveDate) -> Tally {
        self.almanac.tally(self.window(span, day))
    }

    /// The stretch as it is shown with `day` selected; `tally` is what it comes to.
    #[must_use]
    pub fn show(&self, span: Span, day: NaiveDate, tally: &Tally) -> History {
        let window = self.window(span, day);
        let days: Vec<HistoryDay> =
            window.start().iter_days().take_while(|it| it <= window.end()).map(|it| self.day(it)).collect();
        let selected = days.iter().position(|it| it.date == day).unwrap_or(0);
        let areas = tally.areas.iter().filter(|(_, time)| !time.is_zero()).copied().collect();
        let felt = if tally.felt.answers() == 0 { Vec::new() } else { self.felt(span, &window) };
        let title = |(id, title, times): &(RoutineId, String, usize)| {
            let title = if title.is_empty() { id.as_str() } else { title };
            (text::clean(title).into_owned(), *times)
        };
        History {
            span,
            title: self.title(span, &window),
            selected,
            day: self.day_line(day),
            sessions: self.almanac.sessions(day..=day).map(session).collect(),
            lines: self.lines(span, tally),
            areas,
            felt,
            felt_lines: felt_lines(tally),
            routines: tally.routines.iter().take(ROUTINES).map(title).collect(),
            days,
        }
    }

    fn day(&self, date: NaiveDate) -> HistoryDay {
        let work = self.almanac.day(date).map(|day| day.work).unwrap_or_default();
        let state = if date > self.today {
            DayState::Ahead
        } else if work.is_zero() && self.away.iter().any(|range| range.contains(&date)) {
            DayState::Away
        } else {
            DayState::Lived
        };
        HistoryDay { date, work, state }
    }

    fn title(&self, span: Span, window: &RangeInclusive<NaiveDate>) -> String {
        let last = *window.end().min(&self.today);
        match span {
            Span::Day => words::day(last),
            Span::Week => format!("The week from {}", words::date(*window.start())),
            Span::Month => window.start().format("%B %Y").to_string(),
            Span::Year => format!("The year to {}", words::date(last)),
        }
    }

    /// One day in a line: `Sat 21 Nov 2026: 2 sessions, 12 min.`
    fn day_line(&self, date: NaiveDate) -> String {
        format!("{}: {}.", words::short_day(date), self.said_of(date))
    }

    /// What there is to say of a day.
    fn said_of(&self, date: NaiveDate) -> String {
        match (self.almanac.day(date), self.day(date).state) {
            (Some(it), _) => format!("{}, {}", words::count(it.sessions(), "session"), amount::brief(it.work)),
            (None, DayState::Away) => "away".to_owned(),
            (None, DayState::Ahead) => "still to come".to_owned(),
            (None, DayState::Lived) => "nothing noted".to_owned(),
        }
    }

    /// How it felt after, in parts: single sessions for a day, days for a week or a month, weeks for a year.
    fn felt(&self, span: Span, window: &RangeInclusive<NaiveDate>) -> Vec<FeltCount> {
        let alone = |session: &Session| {
            let mut count = FeltCount::default();
            count.add(session.felt(Check::After));
            count
        };
        let step = match span {
            Span::Day => return self.almanac.sessions(window.clone()).map(alone).collect(),
            Span::Week | Span::Month => 1,
            Span::Year => 7,
        };
        let starts = window.start().iter_days().step_by(step).take_while(|it| it <= window.end());
        starts.map(|from| self.almanac.felt(from..=days_after(from, step as u64 - 1))).collect()
    }

    /// What was done in all, in sentences.
    fn lines(&self, span: Span, tally: &Tally) -> Vec<String> {
        if self.almanac.first().is_none() {
            return vec![NOTHING.to_owned()];
        }
        let mut lines = Vec::new();
        if tally.sessions > 0 {
            let sessions = words::count(tally.sessions, "session");
            let days = words::count(tally.days, "day");
            lines.push(format!("{sessions} on {days}, {}{OF_MOVING}.", amount::brief(tally.work)));
        } else if span != Span::Day {
            lines.push("Nothing noted here.".to_owned());
        }
        lines.push(format!("This week: {} of {}.", self.week.done, words::count(self.week.goal as usize, "day")));
        if self.run >= 3 {
            lines.push(format!("{} in a run; a missed day is fine.", words::count(self.run, "day")));
        }
        if let Some(gap) = &tally.longest_gap {
            let day = gap.day.format("%-d %b");
            lines.push(format!("Longest gap in a day: {} ({day}).", amount::brief(gap.length)));
        }
        if let Some(breaks) = tally.breaks {
            // One that was taken had been offered, also where the note of that is lost.
            let offered = breaks.offered.max(breaks.taken);
            lines.push(format!("{} of {} taken.", breaks.taken, words::count(offered, "break")));
        }
        lines
    }

    /// Takes in what was said of a session meanwhile.
    pub fn felt_since(&mut self, said: Record<Entry>) {
        self.almanac.felt_since(said);
    }

    /// Whether the answers make a pattern that is worth showing to a professional, and it has not been said lately
    /// (CONTENT 3.8, F5).
    #[must_use]
    pub fn is_worth_showing(&self) -> bool {
        let lately = days_before(self.today, SAID_AGAIN);
        let said = self.almanac.notes().any(|(at, what)| what == WORTH_SHOWING && at.date_naive() > lately);
        !said && self.almanac.is_worth_showing(self.today)
    }

    /// What was done in all since the first day; [`None`] where nothing was.
    #[must_use]
    pub fn all_in_all(&self) -> Option<String> {
        let first = self.almanac.first()?;
        let tally = self.almanac.tally(first..=self.today);
        let (sessions, days) = (words::count(tally.sessions, "session"), words::count(tally.days, "day"));
        let since = words::date(first);
        Some(format!("All in all since {since}: {sessions} on {days}, {} of moving.", amount::brief(tally.work)))
    }

    /// The days on which something was done, each as a line, its work and its sessions.
    #[must_use]
    pub fn listing(&self, among: RangeInclusive<NaiveDate>) -> Vec<(String, Duration, Vec<HistorySession>)> {
        let days = self.almanac.days(among);
        days.map(|(date, day)| {
            (self.day_line(date), day.work, self.almanac.sessions(date..=date).map(session).collect())
        })
        .collect()
    }

    /// A day's sessions step by step.
    #[must_use]
    pub fn day_page(&self, day: NaiveDate, library: &Library) -> Page {
        let name = |id: &MovementId| {
            let name = library.movement(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            text::clean(&name).into_owned()
        };
        let mut paragraphs = vec![crate::coach::sentence(&self.said_of(day))];
        for done in self.almanac.sessions(day..=day) {
            let HistorySession { time, title, took, note } = session(done);
            let note = if note.is_empty() { note } else { format!(", {note}") };
            let mut lines = vec![format!("{time}  {title}, {}{note}", took.clock())];
            for step in done.steps() {
                let how = match step.how {
                    StepHow::Done | StepHow::Other => "",
                    StepHow::Skipped => ", skipped",
                    StepHow::Left => ", left here",
                    StepHow::SetAside => ", set aside",
                };
                let eased = if step.eased { ", easier form" } else { "" };
                let work = if step.work.is_zero() { String::new() } else { format!(", {}", amount::brief(step.work)) };
                lines.push(format!("   - {}{work}{eased}{how}", name(&step.movement)));
            }
            paragraphs.push(lines.join("\n"));
        }
        Page { title: words::day(day), paragraphs, ..Page::default() }
    }
}

/// A session in short.
fn session(session: &Session) -> HistorySession {
    let title =
        session.started().map_or("a routine", |it| if it.title.is_empty() { it.routine.as_str() } else { &it.title });
    let mut notes = Vec::new();
    match session.ended().map(|it| it.how) {
        Some(EndHow::Finished | EndHow::Other) => {}
        Some(EndHow::Stopped | EndHow::Unknown) => notes.push("stopped"),
        Some(EndHow::Quit | EndHow::Interrupted | EndHow::Closed) => notes.push("part of it"),
        None => notes.push("not ended"),
    }
    notes.extend(session.felt(Check::After).and_then(feeling));
    let next_day = session.felt(Check::NextDay).and_then(feeling).map(|how| format!("the next day {how}"));
    notes.extend(next_day.as_deref());
    HistorySession {
        time: session.began().map_or_else(String::new, |at| at.format("%-H:%M").to_string()),
        title: text::clean(title).into_owned(),
        took: Length {
            time: session.ended().map_or_else(|| session.work(), |it| it.active),
            own_set_ups: session.started().is_some_and(|it| it.own_set_ups),
        },
        note: notes.join(", "),
    }
}

const fn feeling(how: Feeling) -> Option<&'static str> {
    match how {
        Feeling::Looser | Feeling::Same | Feeling::Sorer => Some(how.word()),
        Feeling::Other => None,
    }
}

/// What the answers come to, with how many there are; what they come from is nobody's to say.
fn felt_lines(tally: &Tally) -> Vec<String> {
    let said = |when: &str, count: FeltCount| {
        let FeltCount { looser, same, sorer } = count;
        let answers = words::count(count.answers(), "answer");
        (count.answers() > 0).then(|| format!("{when}: looser {looser}, same {same}, sorer {sorer}, of {answers}."))
    };
    [said("Right after", tally.felt), said("The next day", tally.felt_next_day)].into_iter().flatten().collect()
}

/// The time of an area against the most of any, from 1 to 3; 0 for none.
#[must_use]
pub fn share(time: Duration, most: Duration) -> usize {
    if time.is_zero() || most.is_zero() {
        return 0;
    }
    let thirds = (time.as_millis() * 3).div_ceil(most.as_millis());
    usize::try_from(thirds).unwrap_or(3).clamp(1, 3)
}
