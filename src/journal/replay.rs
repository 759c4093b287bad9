use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::session::Kept;
use super::{Check, Entry, Feeling, MachineId, Record, RecordId, Session, SessionId, Side, Step, StepHow, is_ahead};
use crate::routine::{MovementId, Place, RoutineId};
use crate::safety::pops;
use crate::safety::timing::KEEP_PLACE;

/// The state that follows from the journal.
///
/// It is fed entries, each any number of times and in any order, and answers what the rules ask. A day is the local day
/// the person lived, by the offset each entry carries. What was fed is all it knows: from the end of a journal it knows
/// the recent past, and `started` entries carry forward the one count that goes back to the beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replay {
    sessions: BTreeMap<SessionId, Session>,
    pops: BTreeMap<RecordId, Pop>,
    taken_back: BTreeSet<RecordId>,
    checks: BTreeMap<RecordId, DateTime<FixedOffset>>,
    notes: BTreeMap<RecordId, (DateTime<FixedOffset>, Option<String>)>,
    busy: BTreeSet<SessionId>,
}

/// A pop, and the session it was in.
#[derive(Clone, Debug, PartialEq)]
struct Pop {
    at: DateTime<FixedOffset>,
    session: Option<SessionId>,
}

/// How many of the last sessions the first picture hangs on: those a suggestion looks at, and some to spare for sessions
/// so short that they do not count.
pub const LATELY: usize = 14;

/// An end-range movement that was finished (S6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The movement.
    pub movement: MovementId,
    /// The session.
    pub session: SessionId,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// A session that can be taken up again (L15).
#[derive(Clone, Debug, PartialEq)]
pub struct Resumable {
    /// The session; the new one names it in `resumes`.
    pub session: SessionId,
    /// Its routine.
    pub routine: RoutineId,
    /// The title it had.
    pub title: String,
    /// The digest of what its plan was made from.
    pub digest: String,
    /// Where it was done.
    pub place: Option<Place>,
    /// The number of steps in its plan.
    pub steps: u32,
    /// The step of its plan to begin with, counted from zero.
    pub step: u32,
    /// The movement of that step, if the entries say it.
    pub movement: Option<MovementId>,
    /// The steps that are known of it, in the order of the plan.
    pub done: Vec<Step>,
    /// The seconds of warm-up in the bank, over all the sessions it goes on with; zero after thirty minutes without work.
    pub bank: Duration,
    /// The part of them that was moving (W1).
    pub moving: Duration,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
}

/// A session nobody knows the end of: the next launch asks (CONTENT 3.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexplained {
    /// The session; the answer is recorded under its id.
    pub session: SessionId,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
    /// The movement that ran, if the entries say it.
    pub movement: Option<MovementId>,
    /// Where the session was done.
    pub place: Option<Place>,
}

impl Replay {
    /// Builds the state from these entries.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = Record<Entry>>) -> Self {
        let mut replay = Self::default();
        for record in records {
            replay.feed(record);
        }
        replay
    }

    /// Takes in an entry; one that was taken in already changes nothing.
    pub fn feed(&mut self, record: Record<Entry>) {
        match &record.what {
            Entry::Checked => _ = self.checks.insert(record.id, record.at),
            Entry::Popped(_) => _ = self.pops.insert(record.id, Pop { at: record.at, session: record.session }),
            Entry::Noted(mark) => {
                if let Some(pop) = mark.taken_back() {
                    self.taken_back.insert(pop.clone());
                }
                self.notes.insert(record.id.clone(), (record.at, mark.what.clone()));
                self.tell(record);
            }
            Entry::Started(_)
            | Entry::Step(_)
            | Entry::Paused(_)
            | Entry::Resumed(_)
            | Entry::Stopped(_)
            | Entry::Felt(_)
            | Entry::Ended(_) => self.tell(record),
        }
    }

    /// Tells a session what happened in it; without one it belongs to nothing.
    fn tell(&mut self, record: Record<Entry>) {
        if let Some(id) = record.session.clone() {
            let session = || Session::new(id.clone(), record.machine.clone());
            self.sessions.entry(id.clone()).or_insert_with(session).feed(record);
        }
    }

    /// When the questions of a day were answered and nothing was found, with the name of the entry, in no order of time.
    pub fn checks(&self) -> impl Iterator<Item = (&RecordId, DateTime<FixedOffset>)> {
        self.checks.iter().map(|(id, at)| (id, *at))
    }

    /// Notes the program made for itself, with their times, by the names of the entries.
    pub fn notes(&self) -> impl Iterator<Item = (DateTime<FixedOffset>, &str)> {
        self.notes.values().filter_map(|(at, what)| Some((*at, what.as_deref()?)))
    }

    /// The sessions by themselves.
    pub(super) fn into_sessions(self) -> impl Iterator<Item = Session> {
        self.sessions.into_values()
    }

    /// Says that a session belongs to a program that runs now, so that it is not taken up by this one.
    pub fn mark_busy(&mut self, session: SessionId) {
        self.busy.insert(session);
    }

    /// The sessions, in the order they began.
    #[must_use]
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = &Session> {
        self.sessions.values()
    }

    /// The session of this id.
    #[must_use]
    pub fn session(&self, session: &SessionId) -> Option<&Session> {
        self.sessions.get(session)
    }

    /// The sessions of `machine` that have no end.
    pub fn open<'a>(&'a self, machine: &'a MachineId) -> impl Iterator<Item = &'a Session> {
        self.sessions().filter(move |session| session.is_open() && session.machine() == machine)
    }

    /// Of each movement the side that was completed first the last time one was (L10).
    #[must_use]
    pub fn first_sides(&self) -> BTreeMap<&MovementId, Side> {
        let mut last = BTreeMap::new();
        for (_, step) in self.steps() {
            let Some(side) = step.what.first_side else { continue };
            let found = ((step.at, &step.id), side);
            let known = last.entry(&step.what.movement).or_insert(found);
            if known.0 <= found.0 {
                *known = found;
            }
        }
        last.into_iter().map(|(movement, (_, side))| (movement, side)).collect()
    }

    /// The movements that were done to their end.
    #[must_use]
    pub fn movements_done(&self) -> BTreeSet<MovementId> {
        let done = self.steps().filter(|(_, step)| step.what.how == StepHow::Done);
        done.map(|(_, step)| step.what.movement.clone()).collect()
    }

    /// The end-range movements that were finished in the `within` before `now` in another session than `except` and those
    /// it goes on with, the latest last (S6).
    #[must_use]
    pub fn finished_end_range(
        &self,
        now: DateTime<FixedOffset>,
        within: Duration,
        except: Option<&SessionId>,
    ) -> Vec<Finished> {
        let except = except.map(|session| self.root(session));
        let mut finished: Vec<Finished> = self
            .steps()
            .filter(|(_, step)| step.what.end_range && step.what.how == StepHow::Done)
            // A clock set back makes the past look like the future; what is near counts either way.
            .filter(|(_, step)| (now - step.at).abs().to_std().is_ok_and(|ago| ago < within))
            .filter(|(session, _)| except != Some(self.root(session.id())))
            .map(|(session, step)| Finished {
                movement: step.what.movement.clone(),
                session: session.id().clone(),
                at: step.at,
            })
            .collect();
        finished.sort_by_key(|it| it.at);
        finished
    }

    /// The pops noted since a local day, in order; those that were taken back are none.
    #[must_use]
    pub fn pops_since(&self, day: NaiveDate) -> Vec<(DateTime<FixedOffset>, &RecordId)> {
        let mut pops: Vec<_> = self.pops().filter(|(at, _)| at.date_naive() >= day).collect();
        pops.sort_unstable();
        pops
    }

    /// The pops noted on a local day, in order.
    #[must_use]
    pub fn pops_on(&self, day: NaiveDate) -> Vec<DateTime<FixedOffset>> {
        let mut pops: Vec<_> = self.pops().map(|(at, _)| at).filter(|at| at.date_naive() == day).collect();
        pops.sort_unstable();
        pops
    }

    /// The focused stretch seconds of a local day (CONTENT 3.6).
    #[must_use]
    pub fn stretched_on(&self, day: NaiveDate) -> Duration {
        self.steps().filter(|(_, step)| step.at.date_naive() == day).map(|(_, step)| step.what.stretch).sum()
    }

    /// The stretch that is owed on a local day: five minutes for each pop, ten at most, paid by what was stretched after
    /// it; a new day owes nothing (S7, CONTENT 3.6). A pop in a session in which
    /// something `was_felt` owes nothing (S23).
    #[must_use]
    pub fn owed(&self, day: NaiveDate, was_felt: impl Fn(&SessionId) -> bool) -> Duration {
        let owes =
            |id: &RecordId, pop: &Pop| !self.taken_back.contains(id) && !pop.session.as_ref().is_some_and(&was_felt);
        let pops = self.pops.iter().filter(|(id, pop)| owes(id, pop));
        let pops = pops.map(|(id, pop)| (pop.at, id, Turn::Pop));
        let paid = self.steps().map(|(_, step)| (step.at, &step.id, Turn::Stretch(step.what.stretch)));
        let mut turns: Vec<_> = pops.chain(paid).filter(|(at, ..)| at.date_naive() == day).collect();
        turns.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        turns.into_iter().fold(Duration::ZERO, |owed, (_, _, turn)| match turn {
            Turn::Pop => (owed + pops::OWES).min(pops::CAP),
            Turn::Stretch(length) => owed.saturating_sub(length),
        })
    }

    /// On how many local days before `day` there were sessions; under seven, the first-week doses hold (CONTENT 2.2).
    ///
    /// `started` entries carry the count forward, so that it is right from the end of a journal too.
    #[must_use]
    pub fn session_days_before(&self, day: NaiveDate) -> u32 {
        let worked: BTreeSet<NaiveDate> =
            self.sessions().filter(|session| session.counts()).filter_map(Session::day).collect();
        let from = |start: NaiveDate| worked.range(start..day).count();
        let carried = self.sessions().filter_map(|session| Some((session.day()?, session.started()?.days)));
        let carried =
            carried.filter(|(start, _)| *start <= day).map(|(start, days)| days.saturating_add(count(from(start))));
        carried.max().unwrap_or(0).max(count(worked.range(..day).count()))
    }

    /// When a session that counts was last done, up to `now` (F6).
    #[must_use]
    pub fn last_session(&self, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        let counting = self.sessions().filter(|session| session.counts());
        counting.filter_map(|session| session.ended_at().or_else(|| session.last_work())).filter(|at| *at <= now).max()
    }

    /// The session that can be taken up again on `machine` at `now` (L15): its last one, if it ended within thirty minutes
    /// and in a way that allows it.
    #[must_use]
    pub fn resumable(&self, now: DateTime<FixedOffset>, machine: &MachineId) -> Option<Resumable> {
        let session = self.last_on(machine, now)?;
        let ended = session.ended_at()?;
        // By the wall clock; where it was set back, what seems to come is as near as what is past.
        let near = |at: DateTime<FixedOffset>| (now - at).abs() <= RESUME_WITHIN;
        if !near(ended) || !session.may_resume() {
            return None;
        }
        let started = session.started()?;
        let warm = session.last_work().is_some_and(near);
        let (bank, moving) = if warm { self.bank(session.id()) } else { (Duration::ZERO, Duration::ZERO) };
        Some(Resumable {
            session: session.id().clone(),
            routine: started.routine.clone(),
            title: started.title.clone(),
            digest: started.digest.clone(),
            place: started.place,
            steps: started.steps,
            step: session.next_step(),
            movement: session.next_movement().cloned(),
            done: session.steps().cloned().collect(),
            bank,
            moving,
            ended,
        })
    }

    /// The seconds of warm-up a session has in the bank, in all and moving, with those of the sessions it goes on with
    /// (L12).
    #[must_use]
    pub fn bank(&self, session: &SessionId) -> (Duration, Duration) {
        let mut sum = (Duration::ZERO, Duration::ZERO);
        for session in self.chain(session) {
            let (bank, moving) = session.bank();
            sum = (sum.0 + bank, sum.1 + moving);
            if session.was_emptied() {
                break;
            }
        }
        sum
    }

    /// The last session on `machine` at `now`, when nobody saw its end (CONTENT 3.7). Whether it was explained since is in the facts.
    #[must_use]
    pub fn unexplained(&self, now: DateTime<FixedOffset>, machine: &MachineId) -> Option<Unexplained> {
        let session = self.last_on(machine, now)?;
        if !session.ended_unseen() {
            return None;
        }
        let stopped = session.stops().next_back().filter(|stop| stop.answer.is_none()).map(|stop| &stop.movement);
        Some(Unexplained {
            session: session.id().clone(),
            ended: session.ended_at()?,
            movement: stopped.or_else(|| session.next_movement()).cloned(),
            place: session.started().and_then(|started| started.place),
        })
    }

    /// The session that is asked about on `day`, and its day: the last that counts on the last day with one, of a week
    /// back, until it was answered how that was the day after (CONTENT 3.8, F5; S21).
    #[must_use]
    pub fn next_day_due(&self, day: NaiveDate) -> Option<(&SessionId, NaiveDate)> {
        let before = |session: &&Session| session.counts() && session.day().is_some_and(|it| it < day);
        let session = self.sessions().rfind(before)?;
        let on = session.day().filter(|on| (day - *on).num_days() <= ASKED_FOR)?;
        let answered = self.sessions().filter(|it| it.day() == Some(on)).any(|it| it.felt_next_day().is_some());
        (!answered).then_some((session.id(), on))
    }

    /// Of how many of the last sessions in a row it was said that the back was sorer (S21): the next day, or, where that
    /// was not answered, right after. A session of which neither was said says nothing, and only the next day's answer
    /// ends the row: right after, everything feels looser.
    #[must_use]
    pub fn sorer_running(&self, now: DateTime<FixedOffset>) -> usize {
        let sorer = |session: &Session| {
            let next_day = session.felt_next_day().filter(|(_, at, _)| !is_ahead(*at, now)).map(|(.., how)| how);
            match (next_day, session.felt(Check::After)) {
                (Some(how), _) => Some(how == Feeling::Sorer),
                (None, Some(Feeling::Sorer)) => Some(true),
                (None, _) => None,
            }
        };
        self.sessions().rev().filter_map(sorer).take_while(|sorer| *sorer).count()
    }

    /// The last session on `machine` that no other copy runs; one that a clock dated ahead is the last for ever, and is none.
    fn last_on(&self, machine: &MachineId, now: DateTime<FixedOffset>) -> Option<&Session> {
        let ahead = |session: &Session| session.started_at().is_some_and(|at| is_ahead(at, now));
        self.sessions()
            .rfind(|session| session.machine() == machine && !self.busy.contains(session.id()) && !ahead(session))
    }

    fn pops(&self) -> impl Iterator<Item = (DateTime<FixedOffset>, &RecordId)> {
        self.pops.iter().filter(|(id, _)| !self.taken_back.contains(*id)).map(|(id, pop)| (pop.at, id))
    }

    fn steps(&self) -> impl Iterator<Item = (&Session, &Kept<Step>)> {
        self.sessions.values().flat_map(|session| session.kept_steps().map(move |step| (session, step)))
    }

    /// A session and the ones it goes on with, the latest first.
    fn chain<'a>(&'a self, session: &'a SessionId) -> impl Iterator<Item = &'a Session> {
        let before = |session: &&'a Session| {
            let resumes = session.started()?.resumes.as_ref()?;
            // A session can only go on with an earlier one; a file that says otherwise makes no circle.
            self.sessions.get(resumes).filter(|earlier| earlier.id() < session.id())
        };
        std::iter::successors(self.sessions.get(session), before)
    }

    /// The session the chain of one began with.
    fn root<'a>(&'a self, session: &'a SessionId) -> &'a SessionId {
        self.chain(session).last().map_or(session, Session::id)
    }
}

/// A change of the stretch that is owed.
enum Turn {
    Pop,
    Stretch(Duration),
}

/// For so many days it is asked how the back was the day after.
const ASKED_FOR: i64 = 7;
const RESUME_WITHIN: TimeDelta = TimeDelta::seconds(KEEP_PLACE.as_secs().cast_signed());

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
