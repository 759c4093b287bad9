//! The pop log (CONTENT 3.6, S7): a noted pop owes five minutes of stretching; nothing is scored, cheered or asked for.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};

use super::words::{follow_up, pops as words};

/// What one pop owes.
pub const OWES: Duration = Duration::from_secs(300);
/// The most that can be owed.
pub const CAP: Duration = Duration::from_secs(600);
/// A second pop this soon is told about the spot.
const SAME_SPOT: TimeDelta = TimeDelta::minutes(20);
/// This many in a day are many.
const MANY_A_DAY: usize = 3;
/// This many days of seven with one are many.
const MANY_DAYS: usize = 5;
/// How many days a count looks back over: three weeks.
const LOOKS_BACK: u64 = 21;

/// The pops of the last three weeks and what is owed today.
///
/// Fed in the order of time. What is owed is cleared at local midnight; the day is the one the times say they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pops {
    owed: Duration,
    day: Option<NaiveDate>,
    last: Option<DateTime<FixedOffset>>,
    days: BTreeMap<NaiveDate, usize>,
    /// The day the desk check was last offered.
    offered: Option<NaiveDate>,
}

/// What a pop is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// Whether it was the second within twenty minutes.
    pub same_spot: bool,
    /// What is offered because there were many.
    pub offer: Option<Offer>,
}

/// What is offered because there were many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The desk check.
    DeskCheck,
    /// The desk check, and a physiotherapist: it is the third week running.
    Physiotherapist,
}

impl Pops {
    /// Notes a pop.
    pub fn note(&mut self, at: DateTime<FixedOffset>) -> Reaction {
        let today = at.date_naive();
        self.turn_to(today);
        self.owed = (self.owed + OWES).min(CAP);
        let same_spot = self.last.is_some_and(|last| at - last < SAME_SPOT);
        self.last = Some(at);
        *self.days.entry(today).or_default() += 1;
        let offers = self.is_many(today, 0) && self.offered != Some(today);
        let offer = offers.then(|| {
            self.offered = Some(today);
            if self.is_many(today, 1) && self.is_many(today, 2) { Offer::Physiotherapist } else { Offer::DeskCheck }
        });
        Reaction { same_spot, offer }
    }

    /// Pays with focused stretch seconds: effort of prepare, extend, rotate, stretch, release and cool-down, without
    /// breathing, quiet rest and the end-range movements. Which those are is the caller's to know.
    pub fn pay(&mut self, stretched: Duration, at: DateTime<FixedOffset>) {
        self.turn_to(at.date_naive());
        self.owed = self.owed.saturating_sub(stretched);
    }

    /// What is owed at `now`.
    #[must_use]
    pub fn owed(&self, now: DateTime<FixedOffset>) -> Duration {
        if self.day == Some(now.date_naive()) { self.owed } else { Duration::ZERO }
    }

    fn turn_to(&mut self, day: NaiveDate) {
        if self.day != Some(day) {
            self.owed = Duration::ZERO;
            self.day = Some(day);
        }
        if let Some(oldest) = day.checked_sub_days(Days::new(LOOKS_BACK)) {
            self.days = self.days.split_off(&oldest);
        }
    }

    /// Whether the seven days that ended `weeks` weeks before `today` had three in a day, or some on five days.
    fn is_many(&self, today: NaiveDate, weeks: u64) -> bool {
        let week: Option<Vec<usize>> = (0..7)
            .map(|day| today.checked_sub_days(Days::new(7 * weeks + day)))
            .map(|day| day.map(|day| self.days.get(&day).copied().unwrap_or(0)))
            .collect();
        week.is_some_and(|week| {
            // Three in a day are said on that day, not on the six after it.
            let three = if weeks == 0 { week[0] >= MANY_A_DAY } else { week.iter().any(|pops| *pops >= MANY_A_DAY) };
            three || week.iter().filter(|pops| **pops > 0).count() >= MANY_DAYS
        })
    }
}

impl Reaction {
    /// What is said at once, in order; `five_for_one` is the length of that routine as it is planned for this person now.
    ///
    /// What is offered waits until the session is over: there it can be taken up.
    #[must_use]
    pub fn lines(self, five_for_one: Duration) -> Vec<String> {
        let mut lines = vec![words::noted(five_for_one)];
        if self.same_spot {
            lines.push(words::SAME_SPOT.to_owned());
        }
        lines
    }
}

impl Offer {
    /// The words of the offer, in order.
    #[must_use]
    pub const fn lines(self) -> &'static [&'static str] {
        match self {
            Self::DeskCheck => &[words::DESK_CHECK],
            Self::Physiotherapist => &[words::DESK_CHECK, follow_up::PATTERN],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::testing::at;

    fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn a_pop_owes_five_minutes_and_never_more_than_ten_are_owed() {
        let now = at("2025-03-03T09:00:00+01:00");
        let mut pops = Pops::default();
        let owed: Vec<Duration> = (0..3)
            .map(|hour| {
                let later = now + TimeDelta::hours(hour);
                pops.note(later);
                pops.owed(later)
            })
            .collect();
        assert_eq!(owed, [secs(300), secs(600), secs(600)]);
    }

    #[test]
    fn stretching_pays_and_cannot_be_paid_ahead() {
        let now = at("2025-03-03T09:00:00+01:00");
        let mut pops = Pops::default();
        pops.pay(secs(100), now);
        pops.note(now);
        pops.pay(secs(120), now);
        assert_eq!(pops.owed(now), secs(180));
        pops.pay(secs(999), now);
        assert_eq!(pops.owed(now), Duration::ZERO);
    }

    #[test]
    fn what_is_owed_is_gone_at_local_midnight() {
        let mut pops = Pops::default();
        pops.note(at("2025-03-03T23:59:59+01:00"));
        assert_eq!(pops.owed(at("2025-03-03T23:59:59+01:00")), secs(300));
        assert_eq!(pops.owed(at("2025-03-04T00:00:00+01:00")), Duration::ZERO);
        pops.note(at("2025-03-04T00:00:00+01:00"));
        assert_eq!(pops.owed(at("2025-03-04T00:00:00+01:00")), secs(300));
    }

    #[test]
    fn a_second_pop_within_twenty_minutes_hears_about_the_spot() {
        let mut pops = Pops::default();
        assert!(!pops.note(at("2025-03-03T09:00:00+01:00")).same_spot);
        assert!(pops.note(at("2025-03-03T09:19:59+01:00")).same_spot);
        assert!(!pops.note(at("2025-03-03T09:39:59+01:00")).same_spot);
    }

    #[test]
    fn the_third_of_a_day_offers_the_desk_check_once() {
        let mut pops = Pops::default();
        let offers: Vec<Option<Offer>> =
            (9..14).map(|hour| pops.note(at(&format!("2025-03-03T{hour:02}:00:00+01:00"))).offer).collect();
        assert_eq!(offers, [None, None, Some(Offer::DeskCheck), None, None]);
        assert_eq!(pops.note(at("2025-03-04T09:00:00+01:00")).offer, None);
    }

    #[test]
    fn the_fifth_day_of_seven_offers_the_desk_check() {
        let mut pops = Pops::default();
        let offers: Vec<Option<Offer>> = [1, 2, 4, 5, 7, 14]
            .into_iter()
            .map(|day| pops.note(at(&format!("2025-03-{day:02}T09:00:00+01:00"))).offer)
            .collect();
        assert_eq!(offers, [None, None, None, None, Some(Offer::DeskCheck), None]);
    }

    #[test]
    fn the_third_week_running_suggests_a_physiotherapist() {
        let mut pops = Pops::default();
        let mut offers = Vec::new();
        for day in [3, 10, 17] {
            for hour in 9..12 {
                offers.extend(pops.note(at(&format!("2025-03-{day:02}T{hour:02}:00:00+01:00"))).offer);
            }
        }
        assert_eq!(offers, [Offer::DeskCheck, Offer::DeskCheck, Offer::Physiotherapist]);
    }

    #[test]
    fn a_pop_is_answered_with_the_length_of_five_for_one() {
        let reaction = Pops::default().note(at("2025-03-03T09:00:00+01:00"));
        assert_eq!(
            reaction.lines(secs(469)),
            ["Noted. No need to look for another. Five for one? It's 7:49, any time today."]
        );
        let all = Reaction { same_spot: true, offer: Some(Offer::Physiotherapist) };
        assert_eq!(all.lines(secs(1))[1..], [words::SAME_SPOT]);
        assert_eq!(Offer::DeskCheck.lines(), [words::DESK_CHECK]);
        assert_eq!(Offer::Physiotherapist.lines(), [words::DESK_CHECK, follow_up::PATTERN]);
    }
}
