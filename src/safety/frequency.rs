//! The frequency guard (CONTENT 3.6, S6): whether the end of the range comes too soon, or too often in a day.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::facts::Fact;
pub use super::facts::Guard;
use super::words::frequency as words;
use crate::routine::MovementId;

/// The movement that is offered in the place of the first one the guard is about.
pub const OFFERS: &str = "seated-cat-cow";
/// A spot is left for this long.
const TOO_SOON: TimeDelta = TimeDelta::minutes(20);
/// This many sessions with end range in a day are enough.
const ENOUGH_A_DAY: usize = 2;

/// An end-range movement that was finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The movement.
    pub movement: MovementId,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The session, or the first of those that resumed one another.
    pub session: String,
}

/// What the guard asks about, once, on the ready screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// Why.
    pub guard: Guard,
    /// The movements of the plan it is about, in its order: [`OFFERS`] stands in for the first where it can, the others
    /// take their own swaps.
    pub movements: Vec<MovementId>,
    /// How many minutes ago the first of them was, for too soon; at least one.
    pub minutes: u64,
}

/// Whether a plan whose end-range movements are `end_range`, in its order, is asked about at `now`.
///
/// `finished` holds what other sessions finished: what the session being resumed did is this session's own. When it is
/// both, too often is asked, because it is about more of the plan.
#[must_use]
pub fn guard(end_range: &[MovementId], finished: &[Finished], now: DateTime<FixedOffset>) -> Option<Asks> {
    let first = end_range.first()?;
    let today: BTreeSet<&str> = finished
        .iter()
        .filter(|it| it.at.with_timezone(now.offset()).date_naive() == now.date_naive())
        .map(|it| it.session.as_str())
        .collect();
    let age = |movement: &MovementId| {
        let ages = finished.iter().filter(|it| it.movement == *movement).map(|it| now - it.at);
        // A record from the future, by a clock that was put back, is taken as just now.
        ages.map(|age| age.max(TimeDelta::zero())).min().filter(|age| *age < TOO_SOON)
    };
    let minutes = |movement| age(movement).and_then(|age| u64::try_from(age.num_minutes()).ok()).unwrap_or(0).max(1);
    if today.len() >= ENOUGH_A_DAY {
        return Some(Asks { guard: Guard::TooOften, movements: end_range.to_vec(), minutes: minutes(first) });
    }
    let soon: Vec<MovementId> = end_range.iter().filter(|movement| age(movement).is_some()).cloned().collect();
    let minutes = minutes(soon.first()?);
    Some(Asks { guard: Guard::TooSoon, movements: soon, minutes })
}

impl Asks {
    /// The question; `name` is what the first of its movements is called.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        match self.guard {
            Guard::TooSoon => words::too_soon(name, self.minutes),
            Guard::TooOften => words::TOO_OFTEN.to_owned(),
        }
    }

    /// What the record keeps when the swaps are taken.
    pub fn swapped(&self) -> impl Iterator<Item = Fact> {
        let guard = self.guard;
        self.movements.iter().map(move |movement| Fact::GuardSwapped { guard, movement: movement.clone() })
    }

    /// What the record keeps when the plan is kept.
    pub fn kept(&self) -> impl Iterator<Item = Fact> {
        let guard = self.guard;
        self.movements.iter().map(move |movement| Fact::GuardKept { guard, movement: movement.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::testing::at;

    const NOW: &str = "2025-03-03T15:00:00+01:00";

    fn done(movement: &str, when: &str, session: &str) -> Finished {
        Finished { movement: movement.into(), at: at(when), session: session.to_owned() }
    }

    fn plan() -> [MovementId; 2] {
        ["chair-back-extension".into(), "seated-chair-twist".into()]
    }

    #[test]
    fn the_same_movement_again_under_twenty_minutes_is_too_soon() {
        let before = [done("seated-chair-twist", "2025-03-03T14:40:01+01:00", "s1")];
        let asks = guard(&plan(), &before, at(NOW)).unwrap();
        assert_eq!((asks.guard, asks.minutes), (Guard::TooSoon, 19));
        assert_eq!(asks.movements, ["seated-chair-twist".into()]);
        assert_eq!(
            asks.text("Seated side-on twist"),
            "Seated side-on twist was 19 minutes ago. The same spot is best left for about twenty. `c` Seated Cat-Cow \
             in its place, `k` keep it."
        );
        let earlier = [done("seated-chair-twist", "2025-03-03T14:40:00+01:00", "s1")];
        assert_eq!(guard(&plan(), &earlier, at(NOW)), None);
    }

    #[test]
    fn another_movement_is_not_too_soon() {
        assert_eq!(guard(&plan(), &[done("wall-chest-lean", "2025-03-03T14:59:00+01:00", "s1")], at(NOW)), None);
    }

    #[test]
    fn the_third_session_with_end_range_in_a_local_day_is_too_often() {
        let mut before = vec![
            done("wall-chest-lean", "2025-03-03T00:10:00+01:00", "s1"),
            done("foam-roller-release", "2025-03-03T00:20:00+01:00", "s1"),
        ];
        assert_eq!(guard(&plan(), &before, at(NOW)), None);
        before.push(done("wall-chest-lean", "2025-03-03T09:00:00+01:00", "s2"));
        let asks = guard(&plan(), &before, at(NOW)).unwrap();
        assert_eq!((asks.guard, asks.movements.len()), (Guard::TooOften, 2));
        assert_eq!(asks.text("Chair-back stretch"), words::TOO_OFTEN);
    }

    #[test]
    fn yesterday_does_not_count_as_today() {
        let before = [
            done("wall-chest-lean", "2025-03-02T23:50:00+01:00", "s1"),
            done("wall-chest-lean", "2025-03-03T09:00:00+01:00", "s2"),
        ];
        assert_eq!(guard(&plan(), &before, at(NOW)), None);
    }

    #[test]
    fn a_plan_without_end_range_is_never_asked_about() {
        let before = [
            done("wall-chest-lean", "2025-03-03T08:00:00+01:00", "s1"),
            done("wall-chest-lean", "2025-03-03T09:00:00+01:00", "s2"),
        ];
        assert_eq!(guard(&[], &before, at(NOW)), None);
    }

    #[test]
    fn when_it_is_both_too_often_is_asked_and_something_just_done_is_a_minute_ago() {
        let before = [
            done("chair-back-extension", "2025-03-03T14:59:50+01:00", "s1"),
            done("wall-chest-lean", "2025-03-03T09:00:00+01:00", "s2"),
        ];
        let asks = guard(&plan(), &before, at(NOW)).unwrap();
        assert_eq!((asks.guard, asks.minutes), (Guard::TooOften, 1));
    }
}
