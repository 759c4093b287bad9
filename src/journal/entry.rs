use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::from_str;

use super::wire::{list, maybe_wall, seconds, words};
use super::{Content, RecordId, SessionId};
use crate::routine::{Area, MovementId, Phase, Place, RoutineId};

/// One thing that was done, in its lasting form.
///
/// Lengths are seconds. Names of fields and words never change their meaning; new ones may be added.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Entry {
    /// The questions of the day were answered, and nothing was found.
    Checked,
    /// A session began.
    Started(Started),
    /// A step is over; a later one of the same session and index replaces it.
    Step(Step),
    /// The session waits for the person.
    Paused(Paused),
    /// It goes on after a pause.
    Resumed(Resumed),
    /// The person stopped it; a later one of the same session and `nth` replaces it, so that the press is kept before
    /// the answer is known.
    Stopped(Stopped),
    /// Something popped, and the person noted it; in a session or between two.
    Popped(Mark),
    /// The person's answer to how it felt afterwards.
    Felt(Felt),
    /// Something the program should remember having said, asked or done.
    Noted(Mark),
    /// The session is over; the first one of a session counts (L8).
    Ended(Ended),
}

impl Content for Entry {
    const SEALED: bool = false;

    fn read(line: &str, kind: Option<&str>) -> serde_json::Result<Self> {
        Ok(match kind {
            Some("checked") => Self::Checked,
            Some("ended") => Self::Ended(from_str(line)?),
            Some("felt") => Self::Felt(from_str(line)?),
            Some("noted") => Self::Noted(from_str(line)?),
            Some("paused") => Self::Paused(from_str(line)?),
            Some("popped") => Self::Popped(from_str(line)?),
            Some("resumed") => Self::Resumed(from_str(line)?),
            Some("started") => Self::Started(from_str(line)?),
            Some("step") => Self::Step(from_str(line)?),
            Some("stopped") => Self::Stopped(from_str(line)?),
            Some(_) | None => return Err(serde::de::Error::custom("a kind this version does not know")),
        })
    }
}

/// The beginning of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Started {
    /// The routine.
    pub routine: RoutineId,
    /// Its title as it was shown.
    pub title: String,
    /// A digest of the plan's source, so that an edited routine is not taken for the same one.
    pub digest: String,
    /// Where it is done.
    #[serde(default, deserialize_with = "list::place", skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The announced length.
    #[serde(with = "seconds")]
    pub planned: Duration,
    /// Whether set-ups waited for the person, and are not counted.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_set_ups: bool,
    /// The number of steps in the plan.
    pub steps: u32,
    /// On how many local days before this one there were sessions: what the first-week doses need when only the end of
    /// the journal is read (CONTENT 2.2).
    #[serde(default)]
    pub days: u32,
    /// The movement of the first step that is done here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<MovementId>,
    /// The session this one goes on with (L15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resumes: Option<SessionId>,
    /// The version of the program.
    pub version: String,
    /// The outcome of the screening, in safety's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The person kept the plan when the frequency guard asked (S6).
    #[serde(default, skip_serializing_if = "is_false")]
    pub guard_kept: bool,
}

/// The part of a step that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Which step of the plan, counted from zero.
    pub index: u32,
    /// Which step of the routine it comes from, counted from zero; none where the plan put it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routine_step: Option<u32>,
    /// The movement that was done.
    pub movement: MovementId,
    /// The movement the routine names, where another was done in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<MovementId>,
    /// The movement of the step after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<MovementId>,
    /// Whether the step was done, skipped or left.
    pub how: StepHow,
    /// The work that was done: effort only, without set-up, ramps, rest and change.
    #[serde(with = "seconds")]
    pub work: Duration,
    /// The work that was planned.
    #[serde(with = "seconds")]
    pub planned: Duration,
    /// The phase of the movement.
    #[serde(default, deserialize_with = "list::phase", skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The part of the work that counts towards the warm-up bank (W1).
    #[serde(default, with = "seconds", skip_serializing_if = "Duration::is_zero")]
    pub bank: Duration,
    /// The part of that which was moving (W1).
    #[serde(default, with = "seconds", skip_serializing_if = "Duration::is_zero")]
    pub moving: Duration,
    /// The part of the work that is focused stretch, which pays for a pop (CONTENT 3.6).
    #[serde(default, with = "seconds", skip_serializing_if = "Duration::is_zero")]
    pub stretch: Duration,
    /// The movement goes to the end of a range (W1).
    #[serde(default, skip_serializing_if = "is_false")]
    pub end_range: bool,
    /// The parts of the body it worked on, so that history needs no library.
    #[serde(default, deserialize_with = "list::areas", skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// The side that was completed first, where one was (L10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_side: Option<Side>,
    /// The number of completed sides.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sides_done: u32,
    /// The easier form was on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub eased: bool,
}

/// Why a session waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// The reason.
    pub reason: PauseWhy,
}

/// The time a session waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The length of the pause; one of thirty minutes empties the bank (L12).
    #[serde(with = "seconds")]
    pub away: Duration,
}

/// A stop and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which stop of the session this is, counted from one.
    pub nth: u32,
    /// The answer, by its number ([`crate::safety::StopAnswer::code`]); none while the question stands, and where nobody
    /// answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<u8>,
    /// The movement that ran.
    pub movement: MovementId,
    /// Its step of the plan, counted from zero.
    pub step: u32,
    /// The kind of segment that ran, as the engine's word for it.
    pub segment: String,
}

/// A mark in time: a pop, or something to remember.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The thing noted, in a word of the program's own; a person's own words are never kept (CONTENT 3.8, F8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The movement it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<MovementId>,
    /// The step of the plan, counted from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// The entry it is about: the pop that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<RecordId>,
}

/// A person's answer to how it felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Felt {
    /// The answer.
    pub how: Feeling,
    /// When it was asked.
    pub asked: Check,
}

/// The end of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// Which of the ways.
    pub how: EndHow,
    /// The work that was done in all.
    #[serde(with = "seconds")]
    pub work: Duration,
    /// The time that passed while it ran: without pauses.
    #[serde(with = "seconds")]
    pub active: Duration,
    /// The step of the plan it ended in, counted from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// The last that is known of it, where it was closed at the next launch.
    #[serde(default, serialize_with = "maybe_wall", skip_serializing_if = "Option::is_none")]
    pub last: Option<DateTime<FixedOffset>>,
    /// The state it was in then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<During>,
}

words! {
    /// The way a step ended.
    StepHow {
        /// Done to its end.
        Done = "done",
        /// Skipped by the person.
        Skipped = "skipped",
        /// The session ended in it.
        Left = "left",
        /// Given up in a stop: the movement was set aside.
        SetAside = "set-aside",
    }
}

words! {
    /// A side of the body; for circles, left is the first direction.
    Side {
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
    }
}

words! {
    /// Why a session waits.
    PauseWhy {
        /// The person asked for it.
        Asked = "asked",
        /// Nobody looked: the machine slept or the program was stopped (L5).
        Away = "away",
        /// The window became too small.
        TooSmall = "too-small",
        /// A stop was answered (L6).
        AfterStop = "after-stop",
        /// It was taken up from an earlier session (L15).
        TakenUp = "taken-up",
    }
}

words! {
    /// A person's own word for how it felt.
    Feeling {
        /// Looser.
        Looser = "looser",
        /// The same.
        Same = "same",
        /// Sorer.
        Sorer = "sorer",
    }
}

words! {
    /// When it was asked how it felt.
    Check {
        /// On the summary screen.
        After = "after",
        /// The next day (CONTENT 3.8, F5).
        NextDay = "next-day",
    }
}

words! {
    /// The ways a session ends; five of them are different things (L13).
    EndHow {
        /// It was done to its end.
        Finished = "finished",
        /// It was stopped, and the answer ended it.
        Stopped = "stopped",
        /// The person left.
        Quit = "quit",
        /// A signal or the end of the terminal ended it.
        Interrupted = "interrupted",
        /// Nobody answered the stop question for a minute (CONTENT 3.7).
        Unknown = "ended-unknown",
        /// It was left open, and a later launch closed it: a crash, or the power went.
        Closed = "closed",
    }
}

words! {
    /// The state of a session when nothing more was heard of it.
    During {
        /// It ran.
        Work = "work",
        /// It waited for the person.
        Pause = "pause",
        /// It was stopped and the question stood.
        Stop = "stop",
    }
}

impl Mark {
    /// Notes that a pop was noted by mistake.
    #[must_use]
    pub fn takes_back(pop: &RecordId) -> Self {
        Self { what: Some(TAKEN_BACK.to_owned()), of: Some(pop.clone()), ..Self::default() }
    }

    /// The pop it takes back, if that is what it notes.
    #[must_use]
    pub fn taken_back(&self) -> Option<&RecordId> {
        self.of.as_ref().filter(|_| self.what.as_deref() == Some(TAKEN_BACK))
    }
}

/// The mark that takes a pop back.
pub(super) const TAKEN_BACK: &str = "pop-taken-back";

impl Side {
    /// The other side; a word from a later version has none to offer, and left is where everyone begins (L10).
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right | Self::Other => Self::Left,
        }
    }
}

impl StepHow {
    /// Whether a resumed session goes on after it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Skipped | Self::SetAside | Self::Other => true,
            Self::Left => false,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde calls")]
const fn is_false(it: &bool) -> bool {
    !*it
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde calls")]
const fn is_zero(it: &u32) -> bool {
    *it == 0
}
