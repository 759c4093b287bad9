//! How long it takes to get to where a movement begins: as long as its words take, and the body's way there.

use std::time::Duration;

use crate::routine::{Movement, Place, RoutinePlace};

/// How a body is held up, as far as the way from one to another takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Sitting,
    Standing,
    OnTheFloor,
}

/// Sitting down, or standing up.
const UP_OR_DOWN: Duration = Duration::from_secs(4);
/// To the floor, or up from it.
const TO_THE_FLOOR: Duration = Duration::from_secs(8);

impl Stance {
    /// How a routine of this place begins: on a chair where it is done on one, else on one's feet; what is done anywhere is
    /// done where one sits.
    pub(super) const fn at(place: RoutinePlace) -> Self {
        match place {
            RoutinePlace::Chair | RoutinePlace::Anywhere | RoutinePlace::Mixed => Self::Sitting,
            RoutinePlace::Standing | RoutinePlace::Wall | RoutinePlace::Floor => Self::Standing,
        }
    }

    /// How the body is held up in `movement`: as before where the movement can be done so, else in its usual way.
    pub(super) fn after(self, movement: &Movement) -> Self {
        let of = |place: Place| match place {
            Place::Chair => Self::Sitting,
            Place::Standing | Place::Wall => Self::Standing,
            Place::Floor => Self::OnTheFloor,
        };
        if movement.places.iter().any(|place| of(*place) == self) {
            return self;
        }
        movement.places.first().map_or(self, |place| of(*place))
    }

    /// How long the way to another takes.
    pub(super) const fn way_to(self, other: Self) -> Duration {
        match (self, other) {
            (Self::Sitting, Self::Sitting)
            | (Self::Standing, Self::Standing)
            | (Self::OnTheFloor, Self::OnTheFloor) => Duration::ZERO,
            (Self::Sitting, Self::Standing) | (Self::Standing, Self::Sitting) => UP_OR_DOWN,
            (Self::OnTheFloor, _) | (_, Self::OnTheFloor) => TO_THE_FLOOR,
        }
    }
}
