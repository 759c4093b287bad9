use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Check, Hold, SCREENING_VERSION, Standing};
use crate::routine::{CALM, Origin};
use crate::safety::outcome::Outcome;

/// Whether a routine may start now (S1 to S3, F6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It may.
    Go,
    /// Stage 1 comes first; for [`ScreeningWhy::Gap`] it is only offered.
    NeedScreening(ScreeningWhy),
    /// Stage 0 comes first.
    NeedCheck(CheckWhy),
    /// A question about an earlier session comes first.
    NeedAnswer(Unanswered),
    /// Only the breathing break and the desk check, under a pause.
    CalmOnly,
    /// Nothing but the text of this outcome: urgent or emergency.
    Blocked(Outcome),
}

/// Why stage 1 is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreeningWhy {
    /// It never was.
    Never,
    /// The questions have changed since.
    NewVersion,
    /// It was 90 days ago.
    Expired,
    /// A pause was lifted.
    AfterPause,
    /// The last session is over 30 days back: offered, not needed.
    Gap,
}

/// Why stage 0 is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckWhy {
    /// The first routine of the local day.
    FirstToday,
    /// A stop answered 1 to 6, or not at all.
    AfterStop,
    /// The day after an emergency.
    AfterEmergency,
}

/// What has been left unanswered about an earlier session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// How it ended; breathing and looking need no answer to it (S18).
    HowEnded,
    /// The signs that were asked after a dizzy stop (S24).
    Signs,
}

/// What a person wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// A routine of breathing, looking and resting only: the embedded `eyes-and-breath` (S2).
    Calm,
    /// Any other routine.
    Moving,
}

impl Wants {
    /// What the routine of this name from there wants to do: only the embedded calm one counts as calm (S2).
    #[must_use]
    pub fn of(id: &str, origin: &Origin) -> Self {
        if *origin == Origin::BuiltIn && id == CALM { Self::Calm } else { Self::Moving }
    }
}

/// How long a screening lasts.
const SCREENING_LASTS_DAYS: i64 = 90;
/// After how long without a session stage 1 is offered (F6).
const GAP: TimeDelta = TimeDelta::days(30);

impl Standing {
    /// Whether a routine may start at `now`.
    ///
    /// `last_session` is when the last session was; hand in [`None`] once the offer for a gap was declined. No answer
    /// given here can shut somebody out for ever: a fever ends with its day, a hold with the person's
    /// word, never by time (S13).
    #[must_use]
    pub fn gate(&self, now: DateTime<FixedOffset>, wants: Wants, last_session: Option<DateTime<FixedOffset>>) -> Gate {
        let today = now.date_naive();
        if self.is_emergency(today) {
            return Gate::Blocked(Outcome::Emergency);
        }
        if self.hold != Hold::Urgent && self.signs_open.is_some() {
            return Gate::NeedAnswer(Unanswered::Signs);
        }
        match self.hold {
            Hold::Urgent => return Gate::Blocked(Outcome::Urgent),
            Hold::Pause if wants == Wants::Moving => return Gate::CalmOnly,
            Hold::Nothing if wants == Wants::Moving && self.is_fever(today) => return Gate::CalmOnly,
            Hold::Nothing | Hold::Pause => {}
        }
        let Some(screened) = self.screened else {
            return Gate::NeedScreening(ScreeningWhy::Never);
        };
        if self.emergency.is_some() {
            return Gate::NeedCheck(CheckWhy::AfterEmergency);
        }
        if wants == Wants::Calm {
            return Gate::Go;
        }
        if !self.untold.is_empty() {
            return Gate::NeedAnswer(Unanswered::HowEnded);
        }
        if screened.version < SCREENING_VERSION {
            return Gate::NeedScreening(ScreeningWhy::NewVersion);
        }
        // A screening from the day after tomorrow was kept by a clock that was wrong: it cannot be trusted to expire.
        let age = (today - screened.at.date_naive()).num_days();
        if !(-1..SCREENING_LASTS_DAYS).contains(&age) {
            return Gate::NeedScreening(ScreeningWhy::Expired);
        }
        if self.after_pause {
            return Gate::NeedScreening(ScreeningWhy::AfterPause);
        }
        if last_session.is_some_and(|last| now - last.max(screened.at) > GAP) {
            return Gate::NeedScreening(ScreeningWhy::Gap);
        }
        match self.check {
            Check::On(day) if day == today => Gate::Go,
            Check::On(_) | Check::Never => Gate::NeedCheck(CheckWhy::FirstToday),
            Check::Again => Gate::NeedCheck(CheckWhy::AfterStop),
        }
    }
}

impl ScreeningWhy {
    /// Whether the person may decline.
    #[must_use]
    pub const fn is_offer(self) -> bool {
        matches!(self, Self::Gap)
    }
}
