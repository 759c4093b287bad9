//! The whole journal in brief: what looking back over years needs of each entry, and nothing else.

mod census;
mod fold;
mod scan;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use self::census::{Census, Counted};
use self::fold::Fold;
use self::scan::scan;
use super::{
    EndHow, Entry, Feeling, Forgotten, LINE_LIMIT, Lines, MachineId, Record, RecordId, SessionId, StepHow, read_line,
};
use crate::routine::{Area, MovementId, Place, RoutineId};

/// Every session in brief, and what was noted between.
///
/// It says the same of a session as a [`Replay`](super::Replay) of the same entries does, whatever the order they came
/// in and however often, and costs a fifth of the time and of the memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// The sessions whose start or a step is known, by when they began, then by id.
    pub sessions: Vec<Sitting>,
    /// The pops that were not taken back, in a session or between two, by time, then by id.
    pub pops: Vec<Pop>,
    /// What the program noted to remember, by time, then by id.
    pub notes: Vec<Note>,
    /// How many entries a later version wrote.
    pub unknown: usize,
    /// How many lines are no entry.
    pub bad: usize,
}

/// One session in brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// Its id.
    pub id: SessionId,
    /// The machine it ran on.
    pub machine: MachineId,
    /// When it began, as far as that is known: its start, else its first step.
    pub at: DateTime<FixedOffset>,
    /// Its routine, where its start is known.
    pub routine: Option<RoutineId>,
    /// The routine's title as it was shown.
    pub title: Option<Arc<str>>,
    /// Where it was done.
    pub place: Option<Place>,
    /// The announced length.
    pub planned: Duration,
    /// How many steps its plan had.
    pub plan_steps: u32,
    /// The session it goes on with (L15).
    pub resumes: Option<SessionId>,
    /// Its steps in the order of the plan, each as it was last told.
    pub steps: Vec<DoneStep>,
    /// Its stops in order, counted from one, each with the digit it was last answered with.
    pub stops: Vec<(u32, Option<u8>)>,
    /// How it ended; none while it is open.
    pub ended: Option<EndHow>,
    /// When it ended: for one that was closed later, the last that is known of it.
    pub ended_at: Option<DateTime<FixedOffset>>,
    /// The time that passed while it ran, as its end says.
    pub active: Duration,
    /// How it felt right afterwards, as it was last answered.
    pub felt: Option<Feeling>,
    /// How it felt the next day (CONTENT 3.8, F5), as it was last answered.
    pub felt_next_day: Option<Feeling>,
}

/// What was done of one step, in brief.
#[derive(Clone, Debug, PartialEq)]
pub struct DoneStep {
    /// Which step of the plan, counted from zero.
    pub index: u32,
    /// When it was over.
    pub at: DateTime<FixedOffset>,
    /// The movement that was done.
    pub movement: MovementId,
    /// The movement the routine names, where another was done in its place.
    pub instead_of: Option<MovementId>,
    /// What became of it.
    pub how: StepHow,
    /// The work that was done: effort only.
    pub work: Duration,
    /// The work that was planned.
    pub planned: Duration,
    /// The parts of the body it worked on.
    pub areas: Areas,
    /// The easier form was on.
    pub eased: bool,
}

/// A pop that was noted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pop {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Its name.
    pub id: RecordId,
    /// The session it happened in.
    pub session: Option<SessionId>,
    /// The movement it belongs to.
    pub movement: Option<MovementId>,
}

/// Something the program noted to remember.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Its name.
    pub id: RecordId,
    /// The session it belongs to.
    pub session: Option<SessionId>,
    /// What, in a word of the program's own.
    pub what: Option<Arc<str>>,
    /// The movement it belongs to.
    pub movement: Option<MovementId>,
}

/// A set of parts of the body, as small as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Areas(u32);

/// Reads lines into a [`Diary`]: in any order, each any number of times, a bad one costing itself only.
#[derive(Debug, Default)]
pub struct DiaryReader {
    fold: Fold,
    forgotten: Forgotten,
    unknown: usize,
    bad: usize,
}

impl Diary {
    /// The diary that entries come to.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = Record<Entry>>) -> Self {
        let mut fold = Fold::default();
        for record in records {
            fold.record(&record);
        }
        fold.finish()
    }
}

impl Sitting {
    /// The local day it counts for: the one it began on.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// The work that was done in all.
    #[must_use]
    pub fn work(&self) -> Duration {
        self.steps.iter().map(|step| step.work).sum()
    }

    /// Whether it counts as a session: less than ten seconds of work counts for nothing.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.work() >= super::life::LEAST_WORK
    }
}

impl Areas {
    /// Those of the set, in the order of the content.
    pub fn iter(self) -> impl Iterator<Item = Area> {
        Area::ALL.iter().copied().filter(move |area| self.contains(*area))
    }

    /// Whether a part is in the set.
    #[must_use]
    pub const fn contains(self, area: Area) -> bool {
        self.0 & (1 << area as u32) != 0
    }

    const fn add(&mut self, area: Area) {
        self.0 |= 1 << area as u32;
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Area> for Areas {
    fn from_iter<I: IntoIterator<Item = Area>>(areas: I) -> Self {
        let mut set = Self::default();
        for area in areas {
            set.add(area);
        }
        set
    }
}

impl DiaryReader {
    /// A reader that leaves out what was forgotten.
    #[must_use]
    pub fn without(forgotten: Forgotten) -> Self {
        Self { forgotten, ..Self::default() }
    }

    /// Reads lines; the end of the bytes is the end of a line.
    pub fn read(&mut self, mut lines: &[u8]) {
        while !lines.is_empty() {
            // Nearly every line is written the way this program writes it, and is read where it stands.
            if let Some((head, brief, length)) = scan(lines)
                && length <= LINE_LIMIT
            {
                if !self.forgotten.holds(head.id) {
                    self.fold.take(&head, brief);
                }
                lines = lines.get(length + 1..).unwrap_or_default();
                continue;
            }
            let end = lines.iter().position(|byte| *byte == b'\n').unwrap_or(lines.len());
            self.read_any(&lines[..end]);
            lines = lines.get(end + 1..).unwrap_or_default();
        }
    }

    /// Takes in what another reader has read.
    pub fn join(&mut self, other: Self) {
        self.fold.join(other.fold);
        self.unknown += other.unknown;
        self.bad += other.bad;
    }

    /// Counts a line that was too long to be read.
    pub const fn pass_over(&mut self) {
        self.bad += 1;
    }

    /// What the lines come to.
    #[must_use]
    pub fn finish(self) -> Diary {
        Diary { unknown: self.unknown, bad: self.bad, ..self.fold.finish() }
    }

    /// Reads any line the way the rest of the program does.
    fn read_any(&mut self, line: &[u8]) {
        let mut read: Lines<Entry> = Lines::default();
        read_line(0, line, &mut read);
        self.unknown += read.unknown;
        self.bad += read.bad.len();
        for record in read.records.iter().filter(|record| !self.forgotten.contains(&record.id)) {
            self.fold.record(record);
        }
    }
}
