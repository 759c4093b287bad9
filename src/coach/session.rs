use std::collections::BTreeMap;
use std::time::Duration;

use crate::safety::{StopTalk, timing};
use crate::units::{Length, Moment};

use super::bank::Bank;
use super::event::{Bell, Effect, Ended, Ending, Event, Happening};
use super::lay::{Brief, Level};
use super::plan::{Part, Plan, PlannedStep, Segment};
use super::view::PauseReason;

mod effort;
mod journey;
pub(super) mod show;
mod stop;

/// The cursor over a plan, with a clock that is handed to it.
///
/// **Everything that happens to a session goes through [`Session::handle`]; nothing else changes it.** The loop that
/// drives it is:
///
/// 1. wait for an event or for [`Session::next_deadline`], whichever is first;
/// 2. `handle(event, now)`, with [`Event::Look`] when it was the deadline, and do what the effects say, in order;
/// 3. show [`Session::view`];
/// 4. until [`Session::ending`] says how it ended.
///
/// Looking late, early, often or with an old clock is safe (L1 to L5).
#[derive(Clone, Debug)]
pub struct Session {
    brief: Brief,
    plan: Plan,
    /// Which step of the plan runs.
    step: usize,
    /// Its segments as they are now.
    segments: Vec<Segment>,
    /// Which of them runs.
    segment: usize,
    state: State,
    /// The last look (L1, L5).
    seen: Moment,
    bank: Bank,
    /// Where the body is.
    level: Level,
    /// The most that was done of each effort, so that nothing is credited twice (L14).
    credits: BTreeMap<Effort, Duration>,
    /// The segments that were left, latest last: the way back.
    trail: Vec<Place>,
    /// Steps that were left, and how.
    left: BTreeMap<usize, super::event::Left>,
    /// The work of each step as it was recorded last.
    recorded: BTreeMap<usize, Duration>,
    /// The running step's efforts without the easier form; [`None`] while that is off.
    full: Option<Vec<Vec<Duration>>>,
    /// Time it ran up to `tallied`, pauses left out.
    active: Duration,
    tallied: Moment,
    /// How often it was stopped.
    stops: u32,
}

/// Where a session stands, in order of life; each with exactly its own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A segment runs from `began` to `deadline`.
    Running {
        /// When it would have begun without pauses.
        began: Moment,
        /// When it is over.
        deadline: Moment,
    },
    /// The body has had the time to get into position, and the person says when it goes on.
    Waiting {
        /// Since when.
        since: Moment,
    },
    /// It goes on at `deadline`, where it was (L9).
    CountingIn {
        /// What is over of the segment.
        elapsed: Duration,
        /// When it goes on.
        deadline: Moment,
    },
    /// It waits for the person.
    Paused {
        /// What is over of the segment.
        elapsed: Duration,
        /// Why it waits.
        reason: PauseReason,
        /// Since when.
        since: Moment,
    },
    /// It was stopped and the person is asked what is going on.
    Stopped(Stop),
    /// It is over.
    Ended(Ending),
}

/// A stop, from the press to the last answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The part it interrupted.
    pub part: Part,
    /// Since when the session had stood still: the press, or the beginning of the pause it came in.
    pub since: Moment,
    /// Where the talk about it stands.
    pub talk: Talk,
}

/// Where the talk about a stop stands (CONTENT 3.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Talk {
    /// The way out of the position is shown; answers work already.
    ExitCue {
        /// When the question comes.
        deadline: Moment,
    },
    /// What is going on is asked.
    Asking {
        /// When it counts as unanswered.
        deadline: Moment,
    },
    /// It was answered, and something more is asked about it.
    Answered(Box<StopTalk>),
    /// The rest after a cramp.
    CrampRest {
        /// When it is over.
        deadline: Moment,
    },
}

/// One effort of a plan: step, side, rep.
type Effort = (usize, usize, usize);

/// A segment of the plan: step and part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    step: usize,
    part: Part,
}

/// How long nobody may look before unwatched time is not credited (L5).
pub const WATCHED: Duration = Duration::from_secs(3);
/// In how much of a segment `b` goes to the one before (L14).
const BACK_TO_BEFORE: Duration = Duration::from_secs(3);
/// What `+` adds (L14).
const LONGER: Duration = Duration::from_secs(10);
/// A pause this long empties the bank (L12).
pub const BANK_LASTS: Duration = Duration::from_secs(30 * 60);

impl Session {
    /// Begins `plan`, laid from `brief`; `bank` is what a session it resumes had in its bank (L15).
    ///
    /// # Panics
    /// Never with a plan that [`Brief::lay`] made: it is not empty.
    #[must_use]
    pub fn begin(brief: Brief, plan: Plan, bank: Bank, now: Moment) -> (Self, Vec<Effect>) {
        let segments = plan.steps.first().map(PlannedStep::segments).unwrap_or_default();
        let state = match segments.first() {
            Some(first) => State::Running { began: now, deadline: now + first.length },
            None => State::Ended(Ending::Finished),
        };
        let session = Self {
            brief,
            plan,
            step: 0,
            segments,
            segment: 0,
            state,
            seen: now,
            bank,
            level: Level::Up,
            credits: BTreeMap::new(),
            trail: Vec::new(),
            left: BTreeMap::new(),
            recorded: BTreeMap::new(),
            full: None,
            active: Duration::ZERO,
            tallied: now,
            stops: 0,
        };
        (session, vec![Effect::Bell(Bell::Start)])
    }

    /// Takes an event at `now`.
    ///
    /// A `now` before the last one counts as the last one (L1). Deadlines that are due are settled before the event is
    /// applied (L4); time that nobody watched freezes the session instead (L5).
    #[must_use]
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let now = now.max(self.seen);
        let mut effects = Vec::new();
        let frozen = self.freeze_if_unwatched(now, &mut effects);
        self.settle(now, &mut effects);
        self.seen = now;
        // Whoever presses pause on coming back means to pause, not to go on.
        if !(frozen && matches!(event, Event::Pause)) {
            self.apply(event, now, &mut effects);
        }
        effects
    }

    /// When to look next: the running deadline or the next second of its countdown, whichever is first; [`None`] while
    /// a person is waited for (L7).
    ///
    /// The stop question is looked at every second too: only so does the session notice time that nobody watched.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Moment> {
        match self.state {
            State::Running { deadline, .. }
            | State::CountingIn { deadline, .. }
            | State::Stopped(Stop {
                talk: Talk::ExitCue { deadline } | Talk::Asking { deadline } | Talk::CrampRest { deadline },
                ..
            }) => {
                let left = deadline.since(self.seen);
                let whole = Duration::from_secs(left.as_secs());
                let next = if whole == left { whole.saturating_sub(Duration::from_secs(1)) } else { whole };
                Some(deadline - next)
            }
            State::Stopped(Stop { talk: Talk::Answered(_), .. })
            | State::Waiting { .. }
            | State::Paused { .. }
            | State::Ended(_) => None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn ending(&self) -> Option<Ending> {
        if let State::Ended(ending) = self.state { Some(ending) } else { None }
    }

    /// The routine's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.brief.routine.title
    }

    /// The plan as it is now.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The running step, counted from zero.
    #[must_use]
    pub const fn step(&self) -> usize {
        self.step
    }

    /// The running step of the plan.
    #[must_use]
    pub fn current(&self) -> &PlannedStep {
        &self.plan.steps[self.step]
    }

    /// The running part of it.
    #[must_use]
    pub fn part(&self) -> Part {
        self.segments[self.segment].part
    }

    /// When it was last looked at (L1).
    #[must_use]
    pub const fn seen(&self) -> Moment {
        self.seen
    }

    /// What is in the warm-up bank.
    #[must_use]
    pub const fn bank(&self) -> Bank {
        self.bank
    }

    /// How long it ran, pauses left out, and set-ups that waited for the person.
    #[must_use]
    pub fn ran(&self) -> Length {
        Length { time: self.active, ..self.plan.announced() }
    }

    /// The work done so far, the running effort included.
    #[must_use]
    pub fn work(&self) -> Duration {
        let steps = self.plan.steps.len().max(self.recorded.last_key_value().map_or(0, |(step, _)| step + 1));
        (0..steps).map(|step| self.work_kept(step)).sum()
    }

    /// The work done in one step, as it is now or as its record keeps it where it was laid anew since.
    fn work_kept(&self, step: usize) -> Duration {
        let now = self.work_in(step);
        if now.is_zero() { self.recorded.get(&step).copied().unwrap_or_default() } else { now }
    }

    /// The work done in one step of the plan.
    #[must_use]
    pub fn work_in(&self, step: usize) -> Duration {
        self.credits.range((step, 0, 0)..(step + 1, 0, 0)).map(|(_, done)| *done).sum()
    }

    /// How each step of the plan was left, by step.
    #[must_use]
    pub const fn left(&self) -> &BTreeMap<usize, super::event::Left> {
        &self.left
    }

    /// Freezes what runs as of the last look when nobody looked for too long. Whether it did.
    fn freeze_if_unwatched(&mut self, now: Moment, effects: &mut Vec<Effect>) -> bool {
        if now.since(self.seen) <= WATCHED {
            return false;
        }
        match &mut self.state {
            State::Running { .. } | State::CountingIn { .. } => {
                self.pause(PauseReason::Away, self.seen, effects);
                true
            }
            State::Stopped(stop) => {
                stop.talk.put_off(now.since(self.seen));
                false
            }
            // Who needed so long has cooled down, as in a pause.
            &mut State::Waiting { since } if now.since(since) >= BANK_LASTS => {
                self.pause(PauseReason::Away, since, effects);
                true
            }
            State::Waiting { .. } | State::Paused { .. } | State::Ended(_) => false,
        }
    }

    /// Settles every deadline that is due at `now`; each next segment starts at the old deadline (L3).
    fn settle(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        loop {
            match &mut self.state {
                State::Running { deadline, .. } if *deadline <= now => {
                    let deadline = *deadline;
                    if self.current().counts(self.part()) {
                        self.advance(deadline, effects);
                    } else {
                        self.tally(deadline);
                        self.state = State::Waiting { since: deadline };
                    }
                }
                State::CountingIn { elapsed, deadline } if *deadline <= now => {
                    let (elapsed, deadline) = (*elapsed, *deadline);
                    let left = self.segments[self.segment].length.saturating_sub(elapsed);
                    self.tallied = deadline;
                    self.state = State::Running { began: deadline - elapsed, deadline: deadline + left };
                }
                State::Stopped(stop) => match stop.talk {
                    Talk::ExitCue { deadline } if deadline <= now => {
                        stop.talk = Talk::Asking { deadline: deadline + timing::QUESTION };
                    }
                    Talk::Asking { deadline } if deadline <= now => self.unanswered(deadline, effects),
                    Talk::CrampRest { deadline } if deadline <= now => self.wait_after_stop(),
                    Talk::ExitCue { .. } | Talk::Asking { .. } | Talk::CrampRest { .. } | Talk::Answered(_) => return,
                },
                State::Running { .. }
                | State::Waiting { .. }
                | State::CountingIn { .. }
                | State::Paused { .. }
                | State::Ended(_) => return,
            }
        }
    }

    /// Applies an event in a state with no deadline due. Pairs that are not named are ignored, each on purpose: the
    /// golden table (`tests/goldens/coach/transitions.txt`) shows them all.
    fn apply(&mut self, event: Event, now: Moment, effects: &mut Vec<Effect>) {
        match (&self.state, event) {
            (State::Ended(_), _) | (_, Event::Look) | (State::Paused { .. }, Event::Suspend | Event::TooSmall) => {}
            (_, Event::Interrupt) => self.end(self.ending_when_cut_off(Ending::Interrupted), now, effects),
            (_, Event::Quit) => self.end(self.ending_when_cut_off(Ending::Quit), now, effects),
            (State::Stopped(_), event) => self.talk(event, now, effects),
            (_, Event::Stop) => self.stop(now, effects),
            (&State::Paused { elapsed, since, .. }, Event::Pause) => self.go_on(elapsed, since, now, effects),
            (_, Event::Pause) => self.pause(PauseReason::Asked, now, effects),
            (_, Event::Suspend) => self.pause(PauseReason::Away, now, effects),
            (_, Event::TooSmall) => self.pause(PauseReason::TooSmall, now, effects),
            (State::Running { .. } | State::Waiting { .. }, Event::Ready) => self.ready(now, effects),
            (_, Event::Skip) => self.skip(now, effects),
            (_, Event::Back) => self.back(now),
            (_, Event::Easier) => self.toggle_easier(now),
            (_, Event::Longer) => self.longer(now),
            (_, Event::Popped) => self.note_pop(effects),
            _ => {}
        }
    }

    fn pause(&mut self, reason: PauseReason, now: Moment, effects: &mut Vec<Effect>) {
        let elapsed = self.elapsed(now);
        self.tally(now);
        self.state = State::Paused { elapsed, reason, since: now };
        effects.push(Effect::Record(Happening::Paused(reason)));
    }

    /// Counts in where it was left (L9); a pause that outlasts the bank empties it first (L12).
    fn go_on(&mut self, elapsed: Duration, since: Moment, now: Moment, effects: &mut Vec<Effect>) {
        let away = now.since(since);
        effects.push(Effect::Record(Happening::Resumed(away)));
        if away >= BANK_LASTS {
            self.bank = Bank::default();
            if self.current().movement.end_range.is_some() {
                self.leave_cold(now, effects);
                if self.ending().is_none() {
                    self.state = State::CountingIn { elapsed: Duration::ZERO, deadline: now + timing::COUNT_IN };
                }
                return;
            }
            self.forget_ahead(effects);
            self.lay_rest_again();
        }
        self.state = State::CountingIn { elapsed, deadline: now + timing::COUNT_IN };
    }

    /// What is over of the running segment.
    fn elapsed(&self, now: Moment) -> Duration {
        match self.state {
            State::Running { began, .. } => now.since(began).min(self.segments[self.segment].length),
            State::Waiting { .. } => self.segments[self.segment].length,
            State::CountingIn { elapsed, .. } | State::Paused { elapsed, .. } => elapsed,
            State::Stopped(_) | State::Ended(_) => Duration::ZERO,
        }
    }

    /// Ends the session: credits what is done, leaves the open steps, says how it ended. Once (L8).
    fn end(&mut self, how: Ending, now: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(now);
        self.record_open(effects);
        self.state = State::Ended(how);
        effects.push(Effect::Record(Happening::Ended(Ended {
            how,
            work: self.work(),
            active: self.active,
            step: self.step,
        })));
        if how == Ending::Finished {
            effects.push(Effect::Bell(Bell::End));
        }
    }
}

impl Talk {
    /// Puts its deadline off by time that nobody watched: a question's time is a person's time (L7).
    fn put_off(&mut self, unwatched: Duration) {
        match self {
            Self::ExitCue { deadline } | Self::Asking { deadline } | Self::CrampRest { deadline } => {
                *deadline = *deadline + unwatched;
            }
            Self::Answered(_) => {}
        }
    }
}
