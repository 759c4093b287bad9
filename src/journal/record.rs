use std::collections::HashSet;

use chrono::{DateTime, DurationRound as _, FixedOffset, NaiveDate, TimeDelta};
use serde::Serialize;

use super::wire::wall;
use super::{Ids, MachineId, RecordId, SessionId};

/// The version of the envelope this program writes.
pub const VERSION: u32 = 1;

/// One line of a record: the envelope and what it holds.
///
/// `T` serializes as a map that brings its own `kind`; `v`, `id`, `at`, `machine` and `session` belong to the envelope.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<T> {
    /// The version of the envelope.
    pub v: u32,
    /// Its name, unique among all machines.
    pub id: RecordId,
    /// When it happened, with the offset of the place the person was in; whole milliseconds.
    #[serde(with = "wall")]
    pub at: DateTime<FixedOffset>,
    /// The machine it happened on.
    pub machine: MachineId,
    /// The session it belongs to, if it belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// What happened.
    #[serde(flatten)]
    pub what: T,
}

impl<T> Record<T> {
    /// A record of something that happened at `at`.
    #[must_use]
    pub fn new(ids: &mut Ids, at: DateTime<FixedOffset>, session: Option<SessionId>, what: T) -> Self {
        let id = ids.record(at);
        let at = at.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(at);
        Self { v: VERSION, id, at, machine: ids.machine().clone(), session, what }
    }

    /// The day the person lived it on, by their own clock then.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

impl<T: Serialize> Record<T> {
    /// Its line, with the end of the line.
    ///
    /// # Errors
    /// When what it holds does not serialize as a map.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        let mut line = serde_json::to_string(self)?;
        line.push('\n');
        Ok(line)
    }
}

/// Merges the records of several files, in whatever order they come: sorted by time and id, each id once.
#[must_use]
pub fn merge<T: Serialize>(mut records: Vec<Record<T>>) -> Vec<Record<T>> {
    let in_time = |a: &Record<T>, b: &Record<T>| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id));
    records.sort_by(in_time);
    let mut seen = HashSet::with_capacity(records.len());
    if records.iter().all(|record| seen.insert(record.id.clone())) {
        return records;
    }
    // Two different lines with one id are somebody's edit; the text decides, so that the order of reading does not.
    records.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.line().ok().cmp(&b.line().ok())));
    records.dedup_by(|later, earlier| later.id == earlier.id);
    records.sort_by(in_time);
    records
}
