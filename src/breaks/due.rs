use chrono::{DateTime, FixedOffset, TimeZone as _};

use super::desk::{CHECK, STANDS};
use super::{Desk, Held, Rules};

/// When the next offer may leave, if nothing else happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The moment, in seconds since 1970; none where it hangs on something that has no known time.
    pub at: Option<i64>,
    /// The rule that decides it.
    pub why: Why,
    /// The loudest way it may be said.
    pub voice: Voice,
}

/// The loudness of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Only by the status, for who looks.
    Status,
    /// By a line between two commands too.
    Line,
    /// In every way that is set.
    Full,
}

/// The rule that decides when the next offer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A session runs.
    InSession,
    /// Movement is ruled out.
    Held,
    /// A holiday.
    AwayDays,
    /// Nobody is there.
    Away,
    /// The person is busy.
    Busy,
    /// They have been for hours.
    StillBusy,
    /// They just were.
    AfterBusy,
    /// The machine just woke.
    Woke,
    /// They asked to wait.
    Later,
    /// An offer stands.
    Offered,
    /// Outside the hours and days that are set.
    OffHours,
    /// Two offers in a row were ignored.
    Ignored,
    /// Five offers were ignored today.
    Enough,
    /// A fixed time.
    Fixed,
    /// The time sat since the last break.
    Sat,
}

/// So long after waking nothing is offered.
const WAKING: i64 = 10 * 60;
/// So long after a meeting an offer comes back.
const AFTER_BUSY: i64 = 120;
/// After so long it is asked whether somebody is still busy.
const STILL: i64 = 3 * 3_600;
/// So many ignored offers in a row are enough until the next break.
const IN_A_ROW: u32 = 2;

impl Due {
    const fn never(why: Why) -> Self {
        Self { at: None, why, voice: Voice::Status }
    }

    /// Whether an offer may leave at `now`.
    #[must_use]
    pub fn is_now(&self, now: i64) -> bool {
        self.voice > Voice::Status && self.at.is_some_and(|at| at <= now)
    }
}

impl Desk {
    /// When the next offer may leave, and why, as of `now`; what is known is what was observed last.
    #[must_use]
    pub fn due(&self, rules: &Rules, now: DateTime<FixedOffset>) -> Due {
        let (at, today) = (now.timestamp(), now.date_naive());
        match self.held {
            Some((day, Held::Outcome)) if day == today => return Due::never(Why::Held),
            Some((day, Held::Away)) if day == today => return Due::never(Why::AwayDays),
            Some(_) | None => {}
        }
        if self.in_session {
            return Due::never(Why::InSession);
        }
        let (mut due, mut why) = self.wanted(rules, now);
        if let Some(busy) = self.busy {
            let still = at - busy.since >= STILL;
            match (busy.checked, busy.until) {
                (Some(checked), _) => push(&mut due, &mut why, Some(checked + CHECK), Why::Busy),
                (None, Some(until)) => push(&mut due, &mut why, Some(until + AFTER_BUSY), Why::Busy),
                (None, None) => return Due::never(if still { Why::StillBusy } else { Why::Busy }),
            }
        }
        if at > self.absent_from(rules) {
            return Due::never(Why::Away);
        }
        push(&mut due, &mut why, self.offered.map(|offered| offered + STANDS), Why::Offered);
        push(&mut due, &mut why, self.later, Why::Later);
        push(&mut due, &mut why, self.freed.map(|freed| freed + AFTER_BUSY), Why::AfterBusy);
        push(&mut due, &mut why, self.woke.map(|woke| woke + WAKING), Why::Woke);
        let from = now.timezone().timestamp_opt(due.max(at), 0).single();
        let Some(open) = from.and_then(|from| rules.next_open(from)) else {
            return Due::never(Why::OffHours);
        };
        if open.timestamp() > due.max(at) {
            (due, why) = (open.timestamp(), Why::OffHours);
        }
        let voice = match self.ignored {
            _ if self.has_enough(today) => Voice::Status,
            0 => Voice::Full,
            1 => Voice::Line,
            IN_A_ROW.. => Voice::Status,
        };
        if voice == Voice::Status {
            why = if self.has_enough(today) { Why::Enough } else { Why::Ignored };
        }
        Due { at: Some(due), why, voice }
    }

    /// When a break is wanted, by what was sat and by the fixed times.
    fn wanted(&self, rules: &Rules, now: DateTime<FixedOffset>) -> (i64, Why) {
        let sat = self.here + (rules.every - self.sat).max(0);
        let (past, next) = rules.fixed(now);
        let fixed = past.filter(|at| *at > self.settled).or(next);
        match fixed {
            Some(fixed) if fixed < sat => (fixed, Why::Fixed),
            Some(_) | None => (sat, Why::Sat),
        }
    }
}

/// Not before `at`, if that is later: then that is why.
fn push(due: &mut i64, why: &mut Why, at: Option<i64>, because: Why) {
    if let Some(at) = at.filter(|at| *at > *due) {
        (*due, *why) = (at, because);
    }
}
