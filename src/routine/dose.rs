use std::time::Duration;

use super::vocabulary::vocabulary;

/// How much of a movement: what one rep is, how many, on how many sides, and the time around them.
///
/// Its length is `setup + reps*sides*(in + effort + out) + (reps*sides - sides)*rest + (sides - 1)*change`
/// (CONTENT 4, "Timing model"), where several sets are so many times the reps with a longer rest between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dose {
    /// Time to get into position before the first rep.
    pub setup: Duration,
    /// Time spent arriving in a hold.
    pub ramp_in: Duration,
    /// What one rep is, and how long it takes.
    pub effort: Effort,
    /// Time spent coming back from a hold.
    pub ramp_out: Duration,
    /// How many reps on each side, in a set.
    pub reps: u32,
    /// How many sets.
    pub sets: u32,
    /// Rest between two sets, in the place of the rest between reps.
    pub set_rest: Duration,
    /// 1, 2 (left and right, or both directions) or 3 (three spots on the roller).
    pub sides: u32,
    /// What a side is.
    pub unit: SideUnit,
    /// Rest between the reps of one side.
    pub rest: Duration,
    /// Time for the change from one side to the next.
    pub change: Duration,
    /// Whether one side is finished first or each rep changes sides.
    pub order: Order,
}

/// What the effort of a rep is; the length is in the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Staying in a position.
    Hold(Duration),
    /// One controlled rep, there and back.
    Rep(Duration),
    /// A stretch of moving or resting with no reps to count: a march, rolling, quiet rest.
    Time(Duration),
}

vocabulary! {
    /// In which order the sides go (L10).
    Order, "an order" {
        /// All reps of one side, then the other.
        Block = "block",
        /// The side changes with each rep.
        Alternate = "alternate",
    }
}

vocabulary! {
    /// What the sides (or, on one side, the reps) of a movement are called.
    SideUnit, "a unit" {
        /// Left and right of the body.
        Side = "side",
        /// Two directions of the same circle.
        Direction = "direction",
        /// Spots one after the other along the back.
        Level = "level",
        /// Breaths.
        Breath = "breath",
        /// Turns of rolling.
        Bout = "bout",
    }
}

impl Effort {
    /// How long it takes.
    #[must_use]
    pub const fn length(self) -> Duration {
        match self {
            Self::Hold(length) | Self::Rep(length) | Self::Time(length) => length,
        }
    }

    /// The key a file gives it by: `hold`, `rep` or `time`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hold(_) => "hold",
            Self::Rep(_) => "rep",
            Self::Time(_) => "time",
        }
    }

    /// The same kind of effort with another length.
    #[must_use]
    pub const fn with_length(self, length: Duration) -> Self {
        match self {
            Self::Hold(_) => Self::Hold(length),
            Self::Rep(_) => Self::Rep(length),
            Self::Time(_) => Self::Time(length),
        }
    }
}

impl Dose {
    /// The rest between two sets where a file says none.
    pub const SET_REST: Duration = Duration::from_secs(30);

    /// How many reps on each side in all sets.
    #[must_use]
    pub const fn repeats(&self) -> u32 {
        self.reps * self.sets
    }

    /// The same dose with at most so many repeats on each side, and at least one: whole sets first, then fewer reps.
    pub(crate) fn at_most(&mut self, most: u32) {
        if self.repeats() > most {
            self.reps = self.reps.min(most.max(1));
            self.sets = (most / self.reps).max(1);
        }
    }

    /// The whole length by the timing model.
    #[must_use]
    pub fn total(&self) -> Duration {
        let turns = self.repeats() * self.sides;
        // Where the sides alternate, one rest parts two sets; else each side has its own.
        let between_sets = match self.order {
            Order::Alternate => self.sets.saturating_sub(1),
            Order::Block => self.sets.saturating_sub(1) * self.sides,
        };
        self.setup
            + (self.ramp_in + self.effort.length() + self.ramp_out) * turns
            + self.rest * turns.saturating_sub(self.sides + between_sets)
            + self.set_rest * between_sets
            + self.change * self.sides.saturating_sub(1)
    }

    /// The seconds of work in it: effort only, without set-up, ramps, rest or change.
    #[must_use]
    pub fn work(&self) -> Duration {
        self.effort.length() * (self.repeats() * self.sides)
    }
}
