use std::collections::{BTreeMap, BTreeSet};

use crate::routine::{Family, Kit, Movement, MovementId, RoutineId, Side, Tag};

/// What is known of a person, as far as it shapes a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The adjustments they ticked.
    pub tags: BTreeSet<Tag>,
    /// The things they lack, for good or just now.
    pub lacks: BTreeSet<Kit>,
    /// Movements set aside, by name.
    pub set_aside: BTreeSet<MovementId>,
    /// Families set aside whole.
    pub families_aside: BTreeSet<Family>,
    /// Movements that come in their easier form at half the hold this time, and which side goes last (S4).
    pub gently: BTreeMap<MovementId, Option<Side>>,
    /// Whether the first-week doses apply (CONTENT 2.2).
    pub first_week: bool,
    /// Whether stretches are held longer (CONTENT 2.2); the first week comes before it.
    pub longer_holds: bool,
    /// Whether the back was sorer after the last sessions (CONTENT 3.8, F5; S21).
    pub sorer: Sorer,
    /// The side of each movement that was completed first last time (L10).
    pub last_first: BTreeMap<MovementId, Side>,
    /// How much time set-ups have.
    pub set_ups: SetUps,
    /// The movements this person has done before; [`None`] where none is new to them.
    pub met: Option<BTreeSet<MovementId>>,
    /// The routines they have said were prescribed to them, each by its file as it was then.
    pub prescribed: BTreeSet<(RoutineId, String)>,
    /// End-range movements the frequency guard swaps this time; the first takes `seated-cat-cow` (S6).
    pub guarded: Vec<MovementId>,
}

/// How much time a person has asked for to get into position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SetUps {
    /// As long as the words and the way take.
    #[default]
    Plain,
    /// Half as long again.
    HalfAsLongAgain,
    /// Twice as long.
    TwiceAsLong,
    /// As long as the person needs: Enter ends it.
    Wait,
}

impl SetUps {
    /// Those with a time, the shortest first.
    pub const TIMED: [Self; 3] = [Self::Plain, Self::HalfAsLongAgain, Self::TwiceAsLong];

    /// How many halves of the plain time.
    pub(super) const fn halves(self) -> u32 {
        match self {
            Self::Plain | Self::Wait => 2,
            Self::HalfAsLongAgain => 3,
            Self::TwiceAsLong => 4,
        }
    }
}

/// Whether the back was sorer after the last sessions (S21).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sorer {
    /// It was not.
    #[default]
    No,
    /// After the last one: what is stretched comes at half the dose, and no dose rises.
    Once,
    /// After the last two at least: no arch and no end range either.
    Again,
}

/// Why a movement cannot stand where its routine has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The person has a tag it avoids.
    Avoid(Tag),
    /// It is set aside.
    SetAside,
    /// Its family is.
    FamilyAside(Family),
    /// Something it needs is missing: any of these would do.
    Kit(Vec<Kit>),
    /// The frequency guard swaps it.
    Guard,
    /// It arches or goes to the end of a range, and the back was sorer twice running.
    Sorer,
    /// The warm-up bank is too short for it.
    WarmUp,
}

impl Sorer {
    /// After so many sessions in a row that it was sorer.
    #[must_use]
    pub const fn running(sessions: usize) -> Self {
        match sessions {
            0 => Self::No,
            1 => Self::Once,
            _ => Self::Again,
        }
    }
}

impl Person {
    /// Why `movement` is not for this person now, the warm-up aside; [`None`] when it is.
    #[must_use]
    pub fn clash(&self, movement: &Movement) -> Option<Clash> {
        if let Some(tag) = movement.avoid.iter().find(|tag| self.tags.contains(tag)) {
            return Some(Clash::Avoid(*tag));
        }
        if self.set_aside.contains(&movement.id) {
            return Some(Clash::SetAside);
        }
        // Calm is never set aside (F7), whatever a record says.
        if movement.family != Family::Calm && self.families_aside.contains(&movement.family) {
            return Some(Clash::FamilyAside(movement.family));
        }
        if self.sorer == Sorer::Again && (movement.family == Family::Extend || movement.end_range.is_some()) {
            return Some(Clash::Sorer);
        }
        let has = |kit: Kit| !self.lacks.contains(&kit);
        if let Some(need) = movement.needs.iter().find(|need| !need.met_by(has)) {
            return Some(Clash::Kit(need.0.clone()));
        }
        if self.guarded.contains(&movement.id) {
            return Some(Clash::Guard);
        }
        None
    }

    /// Whether `movement` is one this person has never done.
    #[must_use]
    pub fn is_new_to(&self, movement: &MovementId) -> bool {
        self.met.as_ref().is_some_and(|met| !met.contains(movement))
    }

    /// Whether `movement` would be shown with an adaptation to this person.
    #[must_use]
    pub fn eases(&self, movement: &Movement) -> bool {
        movement.ease.keys().any(|tag| self.tags.contains(tag))
    }

    /// Which side of a two-sided movement goes first: the opposite of the one completed first last time, left to
    /// begin with (L10); a sore side goes last (S4).
    #[must_use]
    pub fn first_side(&self, movement: &MovementId) -> Side {
        match self.gently.get(movement) {
            Some(Some(sore)) => sore.other(),
            Some(None) | None => self.last_first.get(movement).map_or(Side::Left, |side| side.other()),
        }
    }
}
