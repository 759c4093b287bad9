use crate::routine::{Movement, Over, Place};
use crate::safety::words::stop as words;

/// How the body is placed in a movement, as far as coming out of it goes (CONTENT 3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// On a chair.
    Chair,
    /// On one's feet, at a wall or not.
    Upright,
    /// On the floor, on the back or the side.
    OnBack,
    /// On the floor over a towel or a roller.
    OnRoll,
    /// On hands and knees, or kneeling.
    AllFours,
}

/// The floor movements on hands and knees or on the knees; every other one is lying down, `open-book` on the side.
const ON_KNEES: [&str; 4] = ["cat-cow", "childs-pose", "kneeling-hip-flexor", "thread-the-needle"];

impl Position {
    /// The position of `movement` in its usual place.
    #[must_use]
    pub fn of(movement: &Movement) -> Self {
        Self::at(movement, movement.places.first().copied().unwrap_or(Place::Chair))
    }

    /// The position of `movement` where the body is now, for one that can be done in several places.
    #[must_use]
    pub fn at(movement: &Movement, place: Place) -> Self {
        match place {
            Place::Chair => Self::Chair,
            Place::Standing | Place::Wall => Self::Upright,
            Place::Floor if ON_KNEES.contains(&movement.id.as_str()) => Self::AllFours,
            Place::Floor => match movement.over {
                Some(Over::Towel | Over::Roller) => Self::OnRoll,
                Some(Over::Edge | Over::Wall) | None => Self::OnBack,
            },
        }
    }

    /// The first thing shown after a stop: the way out.
    #[must_use]
    pub const fn exit_cue(self) -> &'static str {
        match self {
            Self::Chair => words::EXIT_CHAIR,
            Self::Upright => words::EXIT_UPRIGHT,
            Self::OnBack => words::EXIT_ON_BACK,
            Self::OnRoll => words::EXIT_ON_ROLL,
            Self::AllFours => words::EXIT_ALL_FOURS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::Family;
    use crate::safety::testing::movement;

    #[test]
    fn the_way_out_fits_the_position() {
        let rows = [
            ("seated-cat-cow", Place::Chair, None, words::EXIT_CHAIR),
            ("chair-back-extension", Place::Chair, Some(Over::Edge), words::EXIT_CHAIR),
            ("wall-chest-lean", Place::Wall, Some(Over::Wall), words::EXIT_UPRIGHT),
            ("easy-march", Place::Standing, None, words::EXIT_UPRIGHT),
            ("knees-to-chest", Place::Floor, None, words::EXIT_ON_BACK),
            ("open-book", Place::Floor, None, words::EXIT_ON_BACK),
            ("towel-roll-extension", Place::Floor, Some(Over::Towel), words::EXIT_ON_ROLL),
            ("foam-roller-release", Place::Floor, Some(Over::Roller), words::EXIT_ON_ROLL),
            ("cat-cow", Place::Floor, None, words::EXIT_ALL_FOURS),
            ("thread-the-needle", Place::Floor, None, words::EXIT_ALL_FOURS),
            ("childs-pose", Place::Floor, None, words::EXIT_ALL_FOURS),
            ("kneeling-hip-flexor", Place::Floor, None, words::EXIT_ALL_FOURS),
        ];
        for (id, place, over, cue) in rows {
            let mut movement = movement(id, Family::Extend, place);
            movement.over = over;
            assert_eq!(Position::of(&movement).exit_cue(), cue, "{id}");
        }
    }

    #[test]
    fn a_movement_done_elsewhere_than_usual_has_the_way_out_of_where_it_is() {
        let mut breathing = movement("diaphragmatic-breathing", Family::Calm, Place::Chair);
        breathing.places.push(Place::Floor);
        assert_eq!(Position::at(&breathing, Place::Floor), Position::OnBack);
    }
}
