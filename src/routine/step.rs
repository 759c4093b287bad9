use std::time::Duration;

use super::{Dose, Movement, MovementId};

/// One line of a routine: a movement and what it changes of its dose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub movement: MovementId,
    /// Another length of the hold, the rep or the time; which of them is the movement's to say.
    pub effort: Option<Duration>,
    /// Another number of reps.
    pub reps: Option<u32>,
    /// How many sets of them.
    pub sets: Option<u32>,
    /// Another rest between two sets.
    pub set_rest: Option<Duration>,
    /// Another time to get into position.
    pub setup: Option<Duration>,
    /// Another rest between reps.
    pub rest: Option<Duration>,
    /// Another time for the change of side.
    pub change: Option<Duration>,
    /// Other movements to do in its place, in order.
    pub swaps: Option<Vec<MovementId>>,
}

impl Step {
    /// The dose of the step: the movement's, with the step's changes.
    #[must_use]
    pub fn dose(&self, movement: &Movement) -> Dose {
        let dose = movement.dose;
        let sets = self.sets.unwrap_or(dose.sets);
        // A movement that is written for one set says nothing of a rest between two.
        let rest_of_the_movement = if dose.sets > 1 { dose.set_rest } else { Dose::SET_REST };
        Dose {
            sets,
            set_rest: if sets > 1 { self.set_rest.unwrap_or(rest_of_the_movement) } else { Duration::ZERO },
            setup: self.setup.unwrap_or(dose.setup),
            effort: self.effort.map_or(dose.effort, |length| dose.effort.with_length(length)),
            reps: self.reps.unwrap_or(dose.reps),
            rest: self.rest.unwrap_or(dose.rest),
            change: self.change.unwrap_or(dose.change),
            ..dose
        }
    }
}
