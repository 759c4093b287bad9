use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Forgotten, LINE_LIMIT, MachineId, RecordId, SessionId, VERSION};

/// Lines of records from anywhere, each once, as they were written: what is taken from one place to another.
///
/// A line of a later version is as good as any, as long as it says what it is called, when it was and where: nothing is
/// read of it but that. Joining pools is joining sets, so that it does not matter in which order, or how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    lines: BTreeSet<PoolLine>,
    /// The number of lines that are no entry, or one of the first form, which has no reader any more.
    pub bad: usize,
}

/// A line of a record; lines sort by time, then by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PoolLine {
    /// When it happened.
    pub at: DateTime<FixedOffset>,
    /// Its name.
    pub id: RecordId,
    /// The line itself, without its end.
    pub text: String,
    /// The machine it happened on.
    pub machine: MachineId,
    /// The record it belongs to.
    pub record: Which,
}

/// One of the two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// The facts: the person's answers and the decisions that follow.
    Facts,
    /// The journal: sessions, steps, pops.
    Journal,
}

impl PoolLine {
    /// The session it belongs to, if it belongs to one.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        #[derive(Deserialize)]
        struct Of {
            session: Option<SessionId>,
        }
        serde_json::from_str::<Of>(&self.text).ok()?.session
    }
}

impl Pool {
    /// Takes in a line, without its end; `record` is the one it stands in, where that is known. A blank one is nothing.
    pub fn take(&mut self, line: &[u8], record: Option<Which>) {
        let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        if text.is_empty() {
            return;
        }
        match if line.len() > LINE_LIMIT { None } else { placed(text, record) } {
            Some(line) => {
                self.lines.insert(line);
            }
            None => self.bad += 1,
        }
    }

    /// Takes in everything of another pool.
    pub fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.bad += other.bad;
    }

    /// Leaves out what was forgotten; says how many lines that were.
    pub fn forget(&mut self, forgotten: &Forgotten) -> usize {
        let before = self.lines.len();
        self.lines.retain(|line| !forgotten.contains(&line.id));
        before - self.lines.len()
    }

    /// Leaves out what stands in another pool.
    pub fn leave_out(&mut self, other: &Self) {
        self.lines.retain(|line| !other.lines.contains(line));
    }

    /// The lines, by time, then by id.
    #[must_use]
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &PoolLine> + ExactSizeIterator {
        self.lines.iter()
    }
}

/// Reads the place of a line in its record; [`None`] for a line that is no entry of any version.
fn placed(text: &[u8], record: Option<Which>) -> Option<PoolLine> {
    let text = str::from_utf8(text).ok()?;
    let head: Head = serde_json::from_str(text).ok().filter(|head: &Head| head.v >= VERSION)?;
    let says = match (head.kind, head.fact) {
        (Some(_), None) => Some(Which::Journal),
        (None, Some(_)) => Some(Which::Facts),
        (None, None) | (Some(_), Some(_)) => None,
    };
    let record = record.or(says)?;
    Some(PoolLine { at: head.at, id: head.id, text: text.to_owned(), machine: head.machine, record })
}

/// The envelope, as far as every version is expected to keep it, and what tells the two records apart.
#[derive(Deserialize)]
struct Head {
    v: u32,
    id: RecordId,
    at: DateTime<FixedOffset>,
    machine: MachineId,
    kind: Option<IgnoredAny>,
    fact: Option<IgnoredAny>,
}
