use std::collections::HashSet;

use chrono::{DateTime, DurationRound as _, FixedOffset, NaiveDate, TimeDelta};
use serde::Serialize;
use serde::ser::Error as _;
use serde_json::Value;

use super::wire::wall;
use super::{Ids, MachineId, RecordId, SessionId, digest};
use crate::safety::Fact;

/// The version of the lines this program writes; the first form has no reader any more.
pub const VERSION: u32 = 2;

/// The contents a record can hold: a value that is written as a map with a tag of its own, `kind` in the journal.
pub trait Content: Serialize + Sized {
    /// Whether its lines carry a seal, so that no damage to one goes unseen ([`seal`]).
    const SEALED: bool;

    /// Reads it out of a whole line, whose `kind` is known already where it has one.
    ///
    /// # Errors
    /// When this version does not know what the line holds.
    fn read(line: &str, kind: Option<&str>) -> serde_json::Result<Self>;
}

impl Content for Fact {
    const SEALED: bool = true;

    fn read(line: &str, _kind: Option<&str>) -> serde_json::Result<Self> {
        serde_json::from_str(line)
    }
}

/// One line of a record: the envelope and what it holds.
///
/// `v`, `id`, `at`, `machine` and `sum` belong to the envelope; a `T` that names its `session` itself shares that field
/// with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<T> {
    /// Its name, unique among all machines.
    pub id: RecordId,
    /// When it happened, with the offset of the place the person was in; whole milliseconds.
    pub at: DateTime<FixedOffset>,
    /// The machine it happened on.
    pub machine: MachineId,
    /// The session it belongs to, if it belongs to one.
    pub session: Option<SessionId>,
    /// The entry or fact itself.
    pub what: T,
}

impl<T> Record<T> {
    /// A record of something that happened at `at`.
    #[must_use]
    pub fn new(ids: &mut Ids, at: DateTime<FixedOffset>, session: Option<SessionId>, what: T) -> Self {
        let id = ids.record(at);
        let at = at.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(at);
        Self { id, at, machine: ids.machine().clone(), session, what }
    }

    /// The day the person lived it on, by their own clock then.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

impl<T: Content> Record<T> {
    /// Its line, with the end of the line.
    ///
    /// # Errors
    /// When what it holds does not serialize as a map, or takes a name of the envelope's for something else.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        // A name that stands twice in a line makes it unreadable, so this is looked at before it is written.
        let what = serde_json::to_value(&self.what)?;
        let names = |name| what.get(name).is_some();
        if ["v", "id", "at", "machine", "sum"].into_iter().any(names) {
            return Err(serde_json::Error::custom("a name of the envelope stands in what it holds"));
        }
        let session = self.session.as_ref().filter(|_| !names("session"));
        let Self { id, at, machine, session: _, what } = self;
        let mut line = serde_json::to_string(&Line { v: VERSION, id, at: *at, machine, session, what })?;
        if T::SEALED {
            line = seal(&line)?;
        }
        line.push('\n');
        Ok(line)
    }
}

/// A record in the order its line has.
#[derive(Serialize)]
struct Line<'a, T> {
    v: u32,
    id: &'a RecordId,
    #[serde(serialize_with = "wall")]
    at: DateTime<FixedOffset>,
    machine: &'a MachineId,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a SessionId>,
    #[serde(flatten)]
    what: &'a T,
}

/// A line with its seal: `sum`, a digest of everything else it says, whatever the order.
///
/// A digest that does not fit says that the line is damaged, also where it can still be read and says something else now.
///
/// # Errors
/// When the line is no JSON object.
pub fn seal(line: &str) -> Result<String, serde_json::Error> {
    let says: serde_json::Map<String, Value> = serde_json::from_str(line)?;
    let inside = line.trim_end().strip_suffix('}').unwrap_or(line);
    Ok(format!("{inside},\"sum\":\"{}\"}}", sum(says)))
}

/// Whether a line has the seal that fits it.
pub(super) fn is_sealed(line: &str) -> bool {
    let Ok(mut says) = serde_json::from_str::<serde_json::Map<String, Value>>(line) else { return false };
    let found = says.remove("sum");
    found.as_ref().and_then(Value::as_str) == Some(&sum(says))
}

fn sum(says: serde_json::Map<String, Value>) -> String {
    format!("{:016x}", digest(Value::Object(says).to_string().as_bytes()))
}

/// Merges the records of several files, in whatever order they come: sorted by time and id, each id once.
#[must_use]
pub fn merge<T: Content>(mut records: Vec<Record<T>>) -> Vec<Record<T>> {
    let in_time = |a: &Record<T>, b: &Record<T>| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id));
    records.sort_by(in_time);
    // The ids of one machine grow with the time, so that there is nearly always nothing more to look at.
    let grow = records.is_sorted_by(|a, b| a.id < b.id);
    let mut seen = HashSet::new();
    if grow || records.iter().all(|record| seen.insert(&record.id)) {
        return records;
    }
    // Two different lines with one id are somebody's edit; the text decides, so that the order of reading does not.
    records.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.line().ok().cmp(&b.line().ok())));
    records.dedup_by(|later, earlier| later.id == earlier.id);
    records.sort_by(in_time);
    records
}
