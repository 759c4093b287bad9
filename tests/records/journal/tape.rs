//! Entries for tests: a person's days, written as they happen.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use unhunch::journal::{
    EndHow, Ended, Entry, Ids, MachineId, Mark, PauseWhy, Paused, Record, Replay, Resumed, SessionId, Started, Step,
    StepHow, Stopped,
};
use unhunch::routine::{MovementId, Place, RoutineId};

/// A moment on the wall.
pub(crate) fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many seconds.
pub(crate) fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A journal being written, with a clock that goes on with each entry.
pub(crate) struct Tape {
    pub(crate) ids: Ids,
    pub(crate) now: DateTime<FixedOffset>,
    pub(crate) records: Vec<Record<Entry>>,
    pub(crate) session: Option<SessionId>,
}

impl Tape {
    pub(crate) fn new(start: &str) -> Self {
        let ids = Ids::new(MachineId::from_bits(0xa), 1);
        Self { ids, now: at(start), records: Vec::new(), session: None }
    }

    pub(crate) fn machine(&self) -> MachineId {
        self.ids.machine().clone()
    }

    /// Sets the clock.
    pub(crate) fn clock(&mut self, text: &str) -> &mut Self {
        self.now = at(text);
        self
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, seconds: i64) -> &mut Self {
        self.now += TimeDelta::seconds(seconds);
        self
    }

    pub(crate) fn add(&mut self, what: Entry) -> &mut Self {
        let record = Record::new(&mut self.ids, self.now, self.session.clone(), what);
        self.records.push(record);
        self
    }

    pub(crate) fn start(&mut self) -> SessionId {
        self.start_with(|_| {})
    }

    pub(crate) fn start_with(&mut self, change: impl FnOnce(&mut Started)) -> SessionId {
        let session = self.ids.session(self.now);
        self.session = Some(session.clone());
        let mut started = Started {
            routine: RoutineId::new("chair-stretch"),
            title: "The Chair Stretch".to_owned(),
            digest: "d1".to_owned(),
            place: Some(Place::Chair),
            planned: secs(586),
            own_set_ups: false,
            steps: 7,
            days: 0,
            first: Some(MovementId::new("easy-march")),
            resumes: None,
            version: "0.1.0".to_owned(),
            outcome: None,
            guard_kept: false,
        };
        change(&mut started);
        self.add(Entry::Started(started));
        session
    }

    pub(crate) fn step(&mut self, index: u32, movement: &str, work: u64) -> &mut Self {
        self.step_with(index, movement, work, |_| {})
    }

    pub(crate) fn step_with(
        &mut self,
        index: u32,
        movement: &str,
        work: u64,
        change: impl FnOnce(&mut Step),
    ) -> &mut Self {
        let mut step = Step {
            index,
            routine_step: Some(index),
            movement: MovementId::new(movement),
            instead_of: None,
            next: None,
            how: StepHow::Done,
            work: secs(work),
            planned: secs(work),
            phase: None,
            bank: secs(0),
            moving: secs(0),
            stretch: secs(0),
            end_range: false,
            areas: Vec::new(),
            first_side: None,
            sides_done: 1,
            eased: false,
        };
        change(&mut step);
        self.add(Entry::Step(step))
    }

    pub(crate) fn pause(&mut self) -> &mut Self {
        self.add(Entry::Paused(Paused { reason: PauseWhy::Asked }))
    }

    pub(crate) fn resume(&mut self, away: u64) -> &mut Self {
        self.add(Entry::Resumed(Resumed { away: secs(away) }))
    }

    pub(crate) fn stop(&mut self, nth: u32, answer: Option<u8>) -> &mut Self {
        let (movement, segment) = (MovementId::new("chair-back-extension"), "hold".to_owned());
        self.add(Entry::Stopped(Stopped { nth, answer, movement, step: 2, segment }))
    }

    pub(crate) fn end(&mut self, how: EndHow) -> &mut Self {
        self.add(Entry::Ended(Ended { how, work: secs(60), active: secs(90), step: None, last: None, during: None }))
    }

    pub(crate) fn pop(&mut self) -> &mut Self {
        self.add(Entry::Popped(Mark::default()))
    }

    pub(crate) fn replay(&self) -> Replay {
        Replay::of(self.records.iter().cloned())
    }
}
