use std::ops::RangeInclusive;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::facts::Fact;
use super::standing::Standing;

/// The days that are neither done nor missed: declared holidays, and days on which movement was ruled out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    away: Vec<RangeInclusive<NaiveDate>>,
    held: Vec<RangeInclusive<NaiveDate>>,
    /// Since when something is held that no day lifts by itself.
    held_since: Option<NaiveDate>,
}

impl DaysOff {
    /// How a person stands after these facts, in the order of their times, and the days off there are.
    #[must_use]
    pub fn and_standing<'a>(facts: impl IntoIterator<Item = (&'a Fact, DateTime<FixedOffset>)>) -> (Self, Standing) {
        let mut off = Self::default();
        let standing = Standing::through(facts, |standing, fact, at| off.apply(fact, at, standing));
        (off, standing)
    }

    /// Takes in a fact that was recorded at `at`; `standing` is what is in force after it.
    pub fn apply(&mut self, fact: &Fact, at: DateTime<FixedOffset>, standing: &Standing) {
        let day = at.date_naive();
        if let Fact::Away { from, until } = fact
            && from < until
        {
            // What is said last holds: a new holiday replaces what was still to come of another.
            self.end_away(*from);
            self.away.extend(until.pred_opt().map(|last| *from..=last));
        } else if *fact == Fact::Back {
            self.end_away(day);
        }
        match (standing.is_held(), self.held_since) {
            (false, Some(since)) => {
                self.held.push(since..=day);
                self.held_since = None;
            }
            (true, None) => self.held_since = Some(day),
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// Nothing of a holiday is left from `day` on.
    fn end_away(&mut self, day: NaiveDate) {
        self.away.retain(|range| *range.start() < day);
        for range in &mut self.away {
            if let Some(last) = day.pred_opt().filter(|last| last < range.end()) {
                *range = *range.start()..=last;
            }
        }
    }

    /// The declared holidays.
    #[must_use]
    pub fn away(&self) -> Vec<RangeInclusive<NaiveDate>> {
        self.away.clone()
    }

    /// The days on which movement was ruled out, as far as `today`.
    #[must_use]
    pub fn held(&self, today: NaiveDate) -> Vec<RangeInclusive<NaiveDate>> {
        let open = self.held_since.map(|since| since..=today.max(since));
        self.held.iter().cloned().chain(open).collect()
    }

    /// The holiday that `day` is in, or else the next to come.
    #[must_use]
    pub fn away_on(&self, day: NaiveDate) -> Option<&RangeInclusive<NaiveDate>> {
        self.away.iter().filter(|range| *range.end() >= day).min_by_key(|range| *range.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn off(facts: &[(&str, Fact)]) -> DaysOff {
        let (mut off, mut standing) = (DaysOff::default(), Standing::default());
        for (date, fact) in facts {
            let at = format!("{date}T12:00:00+01:00").parse().unwrap();
            standing.apply(fact, at);
            off.apply(fact, at, &standing);
        }
        off
    }

    fn away(from: &str, until: &str) -> Fact {
        Fact::Away { from: day(from), until: day(until) }
    }

    #[test]
    fn a_holiday_has_the_days_before_the_person_is_back() {
        let off = off(&[("2026-11-21", away("2026-11-21", "2026-12-05"))]);
        assert_eq!(off.away(), [day("2026-11-21")..=day("2026-12-04")]);
        assert!(off.away_on(day("2026-12-04")).is_some() && off.away_on(day("2026-12-05")).is_none());
    }

    #[test]
    fn who_is_back_early_is_away_no_longer() {
        let off = off(&[("2026-11-21", away("2026-11-21", "2026-12-05")), ("2026-11-25", Fact::Back)]);
        assert_eq!(off.away(), [day("2026-11-21")..=day("2026-11-24")]);
    }

    #[test]
    fn what_is_said_last_of_a_holiday_holds() {
        let off = off(&[
            ("2026-11-21", away("2026-11-21", "2026-12-05")),
            ("2026-11-23", away("2026-11-23", "2026-11-26")),
            ("2026-11-23", away("2026-11-26", "2026-11-26")),
        ]);
        assert_eq!(off.away(), [day("2026-11-21")..=day("2026-11-22"), day("2026-11-23")..=day("2026-11-25")]);
    }

    #[test]
    fn days_on_which_movement_was_ruled_out_are_off_until_that_was_lifted() {
        use super::super::{Item, Settled, Sign};
        let (item, when) = (Item::Sign(Sign::Limb), "2026-11-02T12:00:00+01:00".parse().unwrap());
        let ticked = ("2026-11-02", Fact::Ticked { item, when });
        assert_eq!(off(std::slice::from_ref(&ticked)).held(day("2026-11-09")), [day("2026-11-02")..=day("2026-11-09")]);
        let lifted = off(&[ticked, ("2026-11-07", Fact::Over { item, when, how: Settled::Checked })]);
        assert_eq!(lifted.held(day("2026-11-09")), [day("2026-11-02")..=day("2026-11-07")]);
    }
}
