//! Bells that are told apart by their rhythm: how often, and how fast.

use std::time::Duration;

use crate::coach::Bell;
use crate::units::Moment;

/// The rings that are still to come.
#[derive(Clone, Debug, Default)]
pub(super) struct Bells {
    rings: Vec<Moment>,
}

/// Between two rings that belong together.
const QUICK: Duration = Duration::from_millis(200);
/// Between two rings of the end.
const SLOW: Duration = Duration::from_millis(450);
/// A ring this late would be taken for another one.
const LATE: Duration = Duration::from_secs(1);

/// How often a bell rings, and what is between two rings: quickly three times to begin, twice for the other side, once at
/// the end of a hold, slowly three times at the end.
const fn rhythm(bell: Bell) -> (u32, Duration) {
    match bell {
        Bell::Start => (3, QUICK),
        Bell::Change => (2, QUICK),
        Bell::HoldEnd => (1, QUICK),
        Bell::End => (3, SLOW),
    }
}

impl Bells {
    /// Begins a bell; what was still ringing makes way.
    pub(super) fn ring(&mut self, bell: Bell, now: Moment) {
        let (times, between) = rhythm(bell);
        self.rings = (0..times).map(|nth| now + between * nth).collect();
    }

    /// No ring any more.
    pub(super) fn hush(&mut self) {
        self.rings.clear();
    }

    /// Whether it rings now.
    pub(super) fn due(&mut self, now: Moment) -> bool {
        let due = self.rings.iter().any(|ring| *ring <= now && now.since(*ring) < LATE);
        self.rings.retain(|ring| *ring > now);
        due
    }

    /// When it rings next.
    pub(super) fn next(&self) -> Option<Moment> {
        self.rings.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_bells_have_one_rhythm() {
        let all = [Bell::Start, Bell::Change, Bell::HoldEnd, Bell::End];
        for (index, one) in all.into_iter().enumerate() {
            for other in &all[index + 1..] {
                assert_ne!(rhythm(one), rhythm(*other), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_bell_rings_as_often_as_its_rhythm_says_and_no_longer() {
        let mut bells = Bells::default();
        let mut now = Moment::at(Duration::from_secs(3));
        bells.ring(Bell::End, now);
        let mut rang = 0;
        while let Some(next) = bells.next() {
            now = next;
            rang += usize::from(bells.due(now));
        }
        assert_eq!((rang, now), (3, Moment::at(Duration::from_millis(3_900))));
        assert!(!bells.due(now));
    }
}
