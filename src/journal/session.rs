use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{
    Check, During, EndHow, Ended, Entry, Feeling, Felt, MachineId, Record, RecordId, SessionId, Started, Step, StepHow,
    Stopped,
};
use crate::coach::BANK_LASTS;
use crate::routine::{MovementId, RoutineId};
use crate::safety::{Resume, StopAnswer};

/// One session as the journal knows it.
///
/// It is the same whatever the order its entries came in: the ids of one run say what was later, whatever the clock did.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    id: SessionId,
    machine: MachineId,
    started: Option<Kept<Started>>,
    steps: BTreeMap<u32, Kept<Step>>,
    stops: BTreeMap<u32, Kept<Stopped>>,
    turns: BTreeMap<RecordId, (DateTime<FixedOffset>, Turn)>,
    ended: Option<Kept<Ended>>,
    felt: BTreeMap<RecordId, (DateTime<FixedOffset>, Felt)>,
}

/// A fact with its place in time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept<T> {
    pub(super) id: RecordId,
    pub(super) at: DateTime<FixedOffset>,
    pub(super) what: T,
}

/// A change of a session from running to waiting, or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Paused,
    Resumed(Duration),
    Stopped(Option<u8>),
    Worked,
}

impl Session {
    /// The session `id` of `machine`, of which nothing is known yet.
    #[must_use]
    pub(super) const fn new(id: SessionId, machine: MachineId) -> Self {
        Self {
            id,
            machine,
            started: None,
            steps: BTreeMap::new(),
            stops: BTreeMap::new(),
            turns: BTreeMap::new(),
            ended: None,
            felt: BTreeMap::new(),
        }
    }

    /// Takes in one of its entries; one that was taken in already changes nothing.
    pub(super) fn feed(&mut self, record: Record<Entry>) {
        let Record { id, at, what, .. } = record;
        match what {
            Entry::Started(what) => {
                self.turns.insert(id.clone(), (at, Turn::Worked));
                let kept = Kept { id, at, what };
                // One session starts once; were there two lines, the first is the one.
                if self.started.as_ref().is_none_or(|old| kept.id < old.id) {
                    self.started = Some(kept);
                }
            }
            Entry::Step(what) => {
                self.turns.insert(id.clone(), (at, Turn::Worked));
                keep_latest(&mut self.steps, what.index, Kept { id, at, what });
            }
            Entry::Paused(_) => {
                self.turns.insert(id, (at, Turn::Paused));
            }
            Entry::Resumed(resumed) => {
                self.turns.insert(id, (at, Turn::Resumed(resumed.away)));
            }
            Entry::Stopped(what) => {
                self.turns.insert(id.clone(), (at, Turn::Stopped(what.answer)));
                keep_latest(&mut self.stops, what.nth, Kept { id, at, what });
            }
            Entry::Ended(what) => {
                let kept = Kept { id, at, what };
                let rank = |it: &Kept<Ended>| (it.what.how == EndHow::Closed, it.id.clone());
                if self.ended.as_ref().is_none_or(|old| rank(&kept) < rank(old)) {
                    self.ended = Some(kept);
                }
            }
            Entry::Felt(felt) => {
                self.felt.insert(id, (at, felt));
            }
            Entry::Checked | Entry::Noted(_) | Entry::Popped(_) => {}
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &SessionId {
        &self.id
    }

    /// The machine it ran on.
    #[must_use]
    pub const fn machine(&self) -> &MachineId {
        &self.machine
    }

    /// Its beginning, unless that lies before the part of the journal that was read.
    #[must_use]
    pub fn started(&self) -> Option<&Started> {
        self.started.as_ref().map(|kept| &kept.what)
    }

    /// When it began.
    #[must_use]
    pub fn started_at(&self) -> Option<DateTime<FixedOffset>> {
        self.started.as_ref().map(|kept| kept.at)
    }

    /// When it began, as far as that is known: its start, else its first step.
    #[must_use]
    pub fn began(&self) -> Option<DateTime<FixedOffset>> {
        self.started_at().or_else(|| self.steps.values().next().map(|step| step.at))
    }

    /// The local day it counts for: the one it began on.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.began().map(|at| at.date_naive())
    }

    /// Its routine, where its start is known.
    #[must_use]
    pub fn routine(&self) -> Option<&RoutineId> {
        self.started().map(|it| &it.routine)
    }

    /// Its steps in the order of the plan, each as it was last told.
    #[must_use]
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.values().map(|kept| &kept.what)
    }

    pub(super) fn kept_steps(&self) -> impl Iterator<Item = &Kept<Step>> {
        self.steps.values()
    }

    /// Its stops in order, each as it was last told.
    #[must_use]
    pub fn stops(&self) -> impl DoubleEndedIterator<Item = &Stopped> {
        self.stops.values().map(|kept| &kept.what)
    }

    /// Its end, if it has ended.
    #[must_use]
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref().map(|kept| &kept.what)
    }

    /// When it ended: for one that was closed later, the last that is known of it.
    #[must_use]
    pub fn ended_at(&self) -> Option<DateTime<FixedOffset>> {
        let ended = self.ended.as_ref()?;
        let known = if ended.what.how == EndHow::Closed { ended.what.last.or_else(|| self.last_turn()) } else { None };
        Some(known.unwrap_or(ended.at))
    }

    /// The last answer to how it felt, of those given at that time.
    #[must_use]
    pub fn felt(&self, asked: Check) -> Option<Feeling> {
        self.answer(asked).map(|(_, _, how)| how)
    }

    /// The answer to how it felt the next day, or else right afterwards.
    #[must_use]
    pub fn felt_last(&self) -> Option<Feeling> {
        self.felt(Check::NextDay).or_else(|| self.felt(Check::After))
    }

    /// The last answer of the next day, with its time (CONTENT 3.8, F5).
    pub(super) fn felt_next_day(&self) -> Option<(&RecordId, DateTime<FixedOffset>, Feeling)> {
        self.answer(Check::NextDay)
    }

    fn answer(&self, asked: Check) -> Option<(&RecordId, DateTime<FixedOffset>, Feeling)> {
        let said = self.felt.iter().rev().find(|(_, (_, felt))| felt.asked == asked);
        said.map(|(id, (at, felt))| (id, *at, felt.how))
    }

    /// Whether it began and has no end: it runs, or its program died.
    #[must_use]
    pub fn is_open(&self) -> bool {
        // An answer that came after the end, its session cut off by where reading began, is no open session.
        self.ended.is_none() && !self.turns.is_empty()
    }

    /// The work that was done in all.
    #[must_use]
    pub fn work(&self) -> Duration {
        self.steps().map(|step| step.work).sum()
    }

    /// Whether it counts as a session: less than ten seconds of work counts for nothing.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.work() >= LEAST_WORK
    }

    /// Whether work at the end of a range was done in it (S6).
    #[must_use]
    pub fn has_end_range(&self) -> bool {
        self.steps().any(|step| step.end_range && !step.work.is_zero())
    }

    /// The step of the plan a resumed session begins with: the one after the last that is over (L15).
    #[must_use]
    pub fn next_step(&self) -> u32 {
        self.steps().filter(|step| step.how.is_over()).map(|step| step.index.saturating_add(1)).max().unwrap_or(0)
    }

    /// The movement of that step, if the entries say it.
    #[must_use]
    pub fn next_movement(&self) -> Option<&MovementId> {
        let next = self.next_step();
        if let Some(step) = self.steps.get(&next).filter(|step| step.what.how == StepHow::Left) {
            return Some(&step.what.movement);
        }
        match next.checked_sub(1) {
            Some(before) => self.steps.get(&before)?.what.next.as_ref(),
            None => self.started()?.first.as_ref(),
        }
    }

    /// The seconds of warm-up it banked, in all and moving (W1): what was done since the last pause of thirty minutes.
    #[must_use]
    pub fn bank(&self) -> (Duration, Duration) {
        let emptied = self.emptied();
        let steps = self.steps.values().filter(|step| emptied.is_none_or(|emptied| step.id > *emptied));
        steps.fold((Duration::ZERO, Duration::ZERO), |(bank, moving), step| {
            (bank + step.what.bank, moving + step.what.moving)
        })
    }

    /// Whether a pause of thirty minutes emptied the bank, with what an earlier session brought (L12).
    #[must_use]
    pub fn was_emptied(&self) -> bool {
        self.emptied().is_some()
    }

    fn emptied(&self) -> Option<&RecordId> {
        let long = |turn: &Turn| matches!(turn, Turn::Resumed(away) if *away >= BANK_LASTS);
        self.turns.iter().rev().find(|(_, (_, turn))| long(turn)).map(|(id, _)| id)
    }

    /// When work was last going on, as far as the entries say: the last that is known, or the pause or stop it stands in.
    #[must_use]
    pub fn last_work(&self) -> Option<DateTime<FixedOffset>> {
        let mut waiting = None;
        for (at, turn) in self.turns.values().rev() {
            match turn {
                Turn::Paused | Turn::Stopped(_) => waiting = Some(*at),
                Turn::Resumed(_) | Turn::Worked => return waiting.or(self.ended_at()).or(Some(*at)),
            }
        }
        waiting
    }

    /// Returns the state it was in when the last was heard of it.
    #[must_use]
    pub fn during(&self) -> During {
        // The answer to a stop comes later, under the same number; the last answer counts.
        match self.turns.values().next_back() {
            Some((_, Turn::Stopped(None))) => During::Stop,
            Some((_, Turn::Paused | Turn::Stopped(Some(_)))) => During::Pause,
            Some((_, Turn::Resumed(_) | Turn::Worked)) | None => During::Work,
        }
    }

    /// Whether nobody knows how it ended (CONTENT 3.7): the stop question was not answered, or it crashed while it ran.
    #[must_use]
    pub fn ended_unseen(&self) -> bool {
        let Some(ended) = self.ended() else { return false };
        match ended.how {
            EndHow::Unknown => true,
            EndHow::Closed => ended.during.unwrap_or_else(|| self.during()) != During::Pause,
            EndHow::Finished | EndHow::Stopped | EndHow::Quit | EndHow::Interrupted | EndHow::Other => false,
        }
    }

    /// Whether it may be taken up again, time and place apart (L15).
    #[must_use]
    pub fn may_resume(&self) -> bool {
        let Some(ended) = self.ended() else { return false };
        let said = |stop: &Stopped| stop.answer.and_then(StopAnswer::from_code);
        let spoke_up = |stop: &Stopped| said(stop).is_none_or(|answer| answer.resume() == Resume::Never);
        let last_stop = self.stops.values().next_back().and_then(|stop| said(&stop.what));
        let by_its_end = match ended.how {
            EndHow::Interrupted | EndHow::Closed | EndHow::Quit => true,
            EndHow::Stopped => last_stop.is_some_and(|answer| answer.resume() == Resume::May),
            EndHow::Finished | EndHow::Unknown | EndHow::Other => false,
        };
        by_its_end && !self.stops().any(spoke_up) && self.started().is_some_and(|it| self.next_step() < it.steps)
    }

    /// The end to write for it when it was left open (L8).
    #[must_use]
    pub fn closing(&self) -> Ended {
        let waited: Duration = self.turns.values().map(|(_, turn)| turn.away()).sum();
        let last = self.last_turn();
        let passed = self.started_at().zip(last).and_then(|(from, to)| (to - from).to_std().ok()).unwrap_or_default();
        Ended {
            how: EndHow::Closed,
            work: self.work(),
            active: passed.saturating_sub(waited),
            step: Some(self.next_step()),
            last,
            during: Some(self.during()),
        }
    }

    fn last_turn(&self) -> Option<DateTime<FixedOffset>> {
        self.turns.values().next_back().map(|(at, _)| *at)
    }
}

impl Turn {
    const fn away(self) -> Duration {
        match self {
            Self::Resumed(away) => away,
            Self::Paused | Self::Stopped(_) | Self::Worked => Duration::ZERO,
        }
    }
}

/// Less work than this counts for nothing.
pub(super) const LEAST_WORK: Duration = Duration::from_secs(10);

fn keep_latest<T>(map: &mut BTreeMap<u32, Kept<T>>, key: u32, kept: Kept<T>) {
    if map.get(&key).is_none_or(|old| kept.id > old.id) {
        map.insert(key, kept);
    }
}
