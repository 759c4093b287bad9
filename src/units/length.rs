use std::time::Duration;

use super::amount;

/// How long a plan is: the time it takes by itself, and whether getting into position comes on top of it, in the time the
/// person needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    /// The time it takes by itself.
    pub time: Duration,
    /// Whether each set-up waits for the person and is not counted.
    pub own_set_ups: bool,
}

impl Length {
    /// As a clock has it: `6:56`, or `6:56 plus your set-ups`.
    #[must_use]
    pub fn clock(self) -> String {
        self.with_set_ups(amount::clock(self.time))
    }

    /// In words: `6 minutes 56 seconds`, or `6 minutes 56 seconds plus your set-ups`.
    #[must_use]
    pub fn words(self) -> String {
        self.with_set_ups(amount::words(self.time))
    }

    fn with_set_ups(self, time: String) -> String {
        if self.own_set_ups { time + " plus your set-ups" } else { time }
    }
}

impl From<Duration> for Length {
    fn from(time: Duration) -> Self {
        Self { time, own_set_ups: false }
    }
}
