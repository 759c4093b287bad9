use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Check, LINES_VERSION, Page, Standing};
use crate::routine::{CALM, Origin};
use crate::safety::outcome::Outcome;

/// Whether a routine may start now (S2, S3, S13, S17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It may.
    Go,
    /// These pages come first.
    Asks(Due),
    /// They are offered: the last session is long ago.
    Offers(Due),
    /// A question about an earlier session comes first.
    NeedAnswer(Unanswered),
    /// Something that was said rules it out; the gravest of it comes to this.
    Held(Outcome),
}

/// Pages that are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which, in their order.
    pub pages: Vec<Page>,
    /// Why.
    pub why: Why,
    /// The damaged lines of the record a full answer settles.
    pub unread: Vec<String>,
}

/// Why pages are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They never were, or with other lines.
    First,
    /// It is another day.
    Today,
    /// A stop was answered with something, or not at all.
    AfterStop,
    /// They were answered 90 days ago.
    Expired,
    /// Something that ruled movement out is settled.
    AfterHold,
    /// A part of the record cannot be read (S18).
    Unread,
    /// The last session is over 30 days back.
    Gap,
    /// The person says that something changed.
    Changed,
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

/// How long *Before we start* and *Work around* last.
const LASTS_DAYS: i64 = 90;
/// After how long without a session they are offered (F6).
const GAP: TimeDelta = TimeDelta::days(30);

impl Standing {
    /// Whether a routine may start at `now`.
    ///
    /// `last_session` is when the last session was; hand in [`None`] once the offer for a gap was declined. `unread` names
    /// the lines of the record that cannot be read. No hold ends with a day: the person's word ends it (S13).
    #[must_use]
    pub fn gate(
        &self,
        now: DateTime<FixedOffset>,
        wants: Wants,
        last_session: Option<DateTime<FixedOffset>>,
        unread: &BTreeSet<String>,
    ) -> Gate {
        if !self.ledger.opens(wants) {
            return Gate::Held(self.ledger.outcome());
        }
        if self.signs_open.is_some() {
            return Gate::NeedAnswer(Unanswered::Signs);
        }
        if wants == Wants::Moving && !self.untold.is_empty() {
            return Gate::NeedAnswer(Unanswered::HowEnded);
        }
        let unread: Vec<String> = unread.difference(&self.settled_lines).cloned().collect();
        let (mut pages, why) = self.due(now, wants, !unread.is_empty());
        if !pages.is_empty() {
            pages.sort_unstable();
            return Gate::Asks(Due { pages, why, unread });
        }
        let asked = self.answered.get(&Page::Before).map(|it| it.at);
        if wants == Wants::Moving && last_session.is_some_and(|last| asked.is_some_and(|at| now - last.max(at) > GAP)) {
            return Gate::Offers(Due { pages: Page::ALL.to_vec(), why: Why::Gap, unread });
        }
        Gate::Go
    }

    fn due(&self, now: DateTime<FixedOffset>, wants: Wants, unread: bool) -> (Vec<Page>, Why) {
        let today = now.date_naive();
        // An answer from the day after tomorrow was kept by a clock that was wrong: it cannot be trusted to expire.
        let age = |page: Page| self.answered.get(&page).map(|it| (today - it.at.date_naive()).num_days());
        let known = |page: Page| self.answered.get(&page).is_some_and(|it| it.version >= LINES_VERSION);
        let expired = |page: Page| !age(page).is_some_and(|age| (-1..LASTS_DAYS).contains(&age));
        let mut pages = Vec::new();
        let mut why = match self.check {
            Check::On(day) if day == today => None,
            Check::On(_) | Check::Never => Some(Why::Today),
            Check::Again => Some(Why::AfterStop),
        };
        if why.is_some() || !known(Page::Now) {
            pages.push(Page::Now);
        }
        let before = [
            (unread, Why::Unread),
            (!known(Page::Before), Why::First),
            (self.after_hold, Why::AfterHold),
            (expired(Page::Before), Why::Expired),
        ];
        // Breathing needs to know what is new, and no more.
        if let Some((_, because)) = before.into_iter().find(|(is, _)| *is).filter(|_| wants == Wants::Moving || unread)
        {
            why = Some(because);
            pages.push(Page::Before);
            if unread && !pages.contains(&Page::Now) {
                pages.push(Page::Now);
            }
            // Who has answered nothing yet, or had it forgotten, is asked for everything.
            if matches!(because, Why::AfterHold | Why::First) && !pages.contains(&Page::Now) {
                pages.push(Page::Now);
            }
        }
        if wants == Wants::Moving && (!known(Page::Around) || expired(Page::Around)) {
            pages.push(Page::Around);
        }
        (pages, why.unwrap_or(Why::First))
    }
}
