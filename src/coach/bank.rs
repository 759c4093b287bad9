use std::time::Duration;

use crate::routine::{LEAST_MOVING, Movement};

/// The seconds of warm-up actually done (CONTENT 5, W1; L12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    /// Work in warm-up, prepare and reset steps.
    pub work: Duration,
    /// The part of it from movements that move: warm-up and prepare.
    pub moving: Duration,
}

impl Bank {
    /// Credits `work` done in `movement`; movements of other phases leave the bank as it is.
    pub fn credit(&mut self, movement: &Movement, work: Duration) {
        if movement.banks() {
            self.work += work;
        }
        if movement.moves() {
            self.moving += work;
        }
    }

    /// What is missing before a movement that needs `needed` may start; zero when nothing is.
    #[must_use]
    pub fn missing(&self, needed: Duration) -> Duration {
        needed.saturating_sub(self.work).max(LEAST_MOVING.saturating_sub(self.moving))
    }

    /// Whether `movement` may start: it does not go to the end of a range, or the bank is full enough.
    #[must_use]
    pub fn allows(&self, movement: &Movement) -> bool {
        movement.end_range.is_none_or(|needed| self.missing(needed).is_zero())
    }
}
