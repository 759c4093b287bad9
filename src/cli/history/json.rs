//! The history as JSON; what it holds is said in `unhunch history --help` and in the schema the tests hold it to.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Serialize, Serializer};
use serde_json::{Number, Value};

use crate::app::history::Past;
use crate::journal::{self, Check, EndHow, Feeling, FeltCount, StepHow, Tally};
use crate::routine::{Area, Place};
use crate::units::text;

#[derive(Serialize)]
struct History<'a> {
    format: &'static str,
    version: u32,
    from: Option<NaiveDate>,
    to: NaiveDate,
    totals: Totals,
    /// Each is made when it is written: all of them at once are several times the record.
    #[serde(serialize_with = "each")]
    sessions: Each<'a>,
}

#[derive(Serialize)]
struct Totals {
    days: usize,
    sessions: usize,
    work_seconds: Number,
    areas: Vec<AreaTime>,
    felt: Felt,
    felt_next_day: Felt,
    routines: Vec<Often>,
    longest_gap: Option<Gap>,
    breaks: Option<Breaks>,
}

#[derive(Serialize)]
struct AreaTime {
    area: &'static str,
    work_seconds: Number,
}

#[derive(Serialize)]
struct Felt {
    looser: usize,
    same: usize,
    sorer: usize,
}

#[derive(Serialize)]
struct Often {
    routine: String,
    title: Option<String>,
    times: usize,
}

#[derive(Serialize)]
struct Gap {
    day: NaiveDate,
    seconds: Number,
}

#[derive(Serialize)]
struct Breaks {
    offered: usize,
    taken: usize,
}

#[derive(Serialize)]
struct Session<'a> {
    id: &'a str,
    machine: &'a str,
    began: Option<String>,
    day: Option<NaiveDate>,
    routine: Option<String>,
    title: Option<String>,
    place: Option<&'static str>,
    planned_seconds: Number,
    work_seconds: Number,
    active_seconds: Number,
    ended: Option<&'static str>,
    ended_at: Option<String>,
    felt: Option<&'static str>,
    felt_next_day: Option<&'static str>,
    resumes: Option<&'a str>,
    stops: Vec<Option<u8>>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    index: u32,
    movement: String,
    instead_of: Option<String>,
    how: &'static str,
    work_seconds: Number,
    planned_seconds: Number,
    areas: Vec<&'static str>,
    eased: bool,
}

/// The sessions of a stretch of days.
struct Each<'a> {
    past: &'a Past,
    days: RangeInclusive<NaiveDate>,
}

fn each<S: Serializer>(sessions: &Each<'_>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(sessions.past.almanac().sessions(sessions.days.clone()).map(session))
}

/// Writes the history from a day on, or all of it.
pub(super) fn write(past: &Past, since: Option<NaiveDate>, to: &mut dyn Write) -> io::Result<()> {
    let days = since.unwrap_or(NaiveDate::MIN)..=past.today();
    let history = History {
        format: "unhunch history",
        version: 1,
        from: since,
        to: past.today(),
        totals: totals(&past.almanac().tally(days.clone())),
        sessions: Each { past, days },
    };
    serde_json::to_writer_pretty(&mut *to, &history)?;
    to.write_all(b"\n")
}

fn totals(tally: &Tally) -> Totals {
    Totals {
        days: tally.days,
        sessions: tally.sessions,
        work_seconds: seconds(tally.work),
        areas: tally
            .areas
            .iter()
            .map(|(area, time)| AreaTime { area: area.word(), work_seconds: seconds(*time) })
            .collect(),
        felt: felt(tally.felt),
        felt_next_day: felt(tally.felt_next_day),
        routines: tally
            .routines
            .iter()
            .map(|(routine, title, times)| Often {
                routine: clean(routine.as_str()),
                title: Some(clean(title)),
                times: *times,
            })
            .collect(),
        longest_gap: tally.longest_gap.map(|gap| Gap { day: gap.day, seconds: seconds(gap.length) }),
        breaks: tally.breaks.map(|it| Breaks { offered: it.offered, taken: it.taken }),
    }
}

const fn felt(count: FeltCount) -> Felt {
    Felt { looser: count.looser, same: count.same, sorer: count.sorer }
}

fn session(it: &journal::Session) -> Session<'_> {
    let at = |at: DateTime<FixedOffset>| at.to_rfc3339_opts(SecondsFormat::Millis, false);
    let started = it.started();
    Session {
        id: it.id().as_str(),
        machine: it.machine().as_str(),
        began: it.began().map(at),
        day: it.day(),
        routine: started.map(|it| clean(it.routine.as_str())),
        title: started.map(|it| clean(&it.title)),
        place: started.and_then(|it| it.place).map(Place::word),
        planned_seconds: seconds(started.map_or(Duration::ZERO, |it| it.planned)),
        work_seconds: seconds(it.work()),
        active_seconds: seconds(it.ended().map_or(Duration::ZERO, |it| it.active)),
        ended: it.ended().map(|it| EndHow::word(it.how)),
        ended_at: it.ended_at().map(at),
        felt: it.felt(Check::After).map(Feeling::word),
        felt_next_day: it.felt(Check::NextDay).map(Feeling::word),
        resumes: started.and_then(|it| it.resumes.as_ref()).map(journal::SessionId::as_str),
        stops: it.stops().map(|stop| stop.answer).collect(),
        steps: it
            .steps()
            .map(|step| Step {
                index: step.index,
                movement: clean(step.movement.as_str()),
                instead_of: step.instead_of.as_ref().map(|id| clean(id.as_str())),
                how: StepHow::word(step.how),
                work_seconds: seconds(step.work),
                planned_seconds: seconds(step.planned),
                areas: Area::ALL.iter().filter(|area| step.areas.contains(area)).map(|area| area.word()).collect(),
                eased: step.eased,
            })
            .collect(),
    }
}

fn clean(it: &str) -> String {
    text::clean(it).into_owned()
}

/// Whole seconds without decimals, others with at most three, as the record has them.
fn seconds(length: Duration) -> Number {
    if length.subsec_millis() == 0 {
        return length.as_secs().into();
    }
    match serde_json::json!(f64::from(u32::try_from(length.as_millis()).unwrap_or(u32::MAX)) / 1_000.0) {
        Value::Number(number) => number,
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => length.as_secs().into(),
    }
}
