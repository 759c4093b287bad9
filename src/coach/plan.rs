use std::sync::Arc;
use std::time::Duration;

use crate::routine::{Dose, Effort, Movement, MovementId, Order, RoutineId, Side};
use crate::units::Length;

use super::person::Clash;

/// A routine laid out for one person now: steps with their segments, swaps already made, never empty.
///
/// Its length is the sum of its segments, and a session nobody touches takes exactly that long (L11).
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The routine it was laid from.
    pub routine: RoutineId,
    /// The steps, in order.
    pub steps: Vec<PlannedStep>,
    /// Steps of the routine that were dropped, because every swap for them was taken (W6).
    pub dropped: Vec<Dropped>,
}

/// A step of the routine that has no place in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Which step of the routine, counted from zero.
    pub routine_step: usize,
    /// What it was.
    pub movement: MovementId,
    /// What it is called.
    pub name: String,
    /// Why it clashed.
    pub clash: Clash,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// What is done.
    pub movement: Arc<Movement>,
    /// Which step of the routine it stands for, counted from zero; [`None`] for one the plan added.
    pub routine_step: Option<usize>,
    /// Why it stands here.
    pub origin: Origin,
    /// Adaptation lines for this person.
    pub lines: Vec<String>,
    /// Whether it is laid in its easier form, as when a movement comes back (S4).
    pub gently: bool,
    /// Which side of the body goes first, where the sides are the body's.
    pub first_side: Side,
    /// The dose it was laid with; what is done is in [`PlannedStep::efforts`].
    pub dose: Dose,
    /// The time to get into position.
    pub setup: Duration,
    /// Whether the set-up lasts until the person says so; its time is counted nowhere then.
    pub waits: bool,
    /// The length of each effort, by side and then by rep, through all sets. Every side has the same unless the person asked for less
    /// on the way, so both sides get the same time by construction (L10).
    pub efforts: Vec<Vec<Duration>>,
    /// Extra rest the person asked for, after each rep of each side.
    pub extra_rest: Vec<Vec<Duration>>,
}

/// Why a step stands in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The routine has it.
    Routine,
    /// It stands in another movement's place.
    Swap {
        /// What the routine has.
        name: String,
        /// Its id.
        movement: MovementId,
        /// Why that is not done.
        clash: Clash,
    },
    /// It fills up the warm-up bank for the movement named (L12).
    Filler {
        /// The end-range movement that needs it.
        name: String,
    },
    /// It ends a routine that would not end on a cool-down or reset (W3).
    Ending,
}

/// A stretch of time with one meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it means.
    pub part: Part,
    /// How long it is; never zero.
    pub length: Duration,
}

/// What a segment means. Sides and reps count from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Getting into position.
    SetUp,
    /// Arriving in a hold.
    In {
        /// Which side.
        side: usize,
        /// Which rep of that side.
        rep: usize,
    },
    /// The effort: a hold, a rep cycle, a breath, a stretch of moving.
    Work {
        /// Which side.
        side: usize,
        /// Which rep of that side.
        rep: usize,
    },
    /// Coming back.
    Out {
        /// Which side.
        side: usize,
        /// Which rep of that side.
        rep: usize,
    },
    /// Rest after a rep.
    Rest {
        /// Which side.
        side: usize,
        /// After which rep of that side.
        rep: usize,
    },
    /// The change to a side.
    Change {
        /// To which side.
        to: usize,
    },
}

impl Plan {
    /// The announced length: the sum of its segments (L11).
    #[must_use]
    pub fn length(&self) -> Duration {
        self.steps.iter().map(PlannedStep::length).sum()
    }

    /// Its length, with what is said of set-ups that wait for the person.
    #[must_use]
    pub fn announced(&self) -> Length {
        Length { time: self.length(), own_set_ups: self.steps.iter().any(|step| step.waits) }
    }

    /// How many steps of the routine are swapped or dropped.
    #[must_use]
    pub fn changed(&self) -> usize {
        let swapped = self.steps.iter().filter(|step| matches!(step.origin, Origin::Swap { .. })).count();
        swapped + self.dropped.len()
    }

    /// How many of its steps carry an adaptation line.
    #[must_use]
    pub fn adapted(&self) -> usize {
        self.steps.iter().filter(|step| !step.lines.is_empty()).count()
    }
}

impl PlannedStep {
    /// A step that does `dose` of `movement` as it is.
    #[must_use]
    pub fn new(movement: Arc<Movement>, dose: Dose, routine_step: Option<usize>, origin: Origin) -> Self {
        let reps = dose.repeats() as usize;
        let sides = dose.sides as usize;
        Self {
            movement,
            routine_step,
            origin,
            lines: Vec::new(),
            gently: false,
            first_side: Side::Left,
            setup: dose.setup,
            waits: false,
            efforts: vec![vec![dose.effort.length(); reps]; sides],
            extra_rest: vec![vec![Duration::ZERO; reps]; sides],
            dose,
        }
    }

    /// Its segments in order; a zero makes none.
    #[must_use]
    pub fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut add = |part, length: Duration| {
            if !length.is_zero() {
                segments.push(Segment { part, length });
            }
        };
        add(Part::SetUp, self.setup);
        let turns = self.turns();
        for (at, (side, rep)) in turns.iter().copied().enumerate() {
            add(Part::In { side, rep }, self.dose.ramp_in);
            add(Part::Work { side, rep }, self.efforts[side][rep]);
            add(Part::Out { side, rep }, self.dose.ramp_out);
            let Some((next_side, next_rep)) = turns.get(at + 1).copied() else { break };
            // Alternating sides change with each rep, but the change of side is counted once per new side: the timing
            // model has sides - 1 changes and a rest for every other gap, in either order.
            let first_visit = !turns[..=at].iter().any(|(seen, _)| *seen == next_side);
            if next_side != side && first_visit {
                add(Part::Change { to: next_side }, self.dose.change);
            } else {
                // Where the sides alternate a set is over with its last rep on the last side.
                let rest = if next_rep == rep { self.dose.rest } else { self.rest_after(rep) };
                add(Part::Rest { side, rep }, rest + self.extra_rest[side][rep]);
            }
        }
        segments
    }

    /// The set a rep belongs to, and which of that set it is, both counted from zero.
    #[must_use]
    pub const fn in_set(&self, rep: usize) -> (usize, usize) {
        let reps = self.dose.reps as usize;
        if self.dose.sets > 1 && reps > 0 { (rep / reps, rep % reps) } else { (0, rep) }
    }

    /// Whether a set is over with this rep.
    #[must_use]
    pub const fn ends_a_set(&self, rep: usize) -> bool {
        self.dose.sets > 1 && self.in_set(rep + 1).1 == 0
    }

    /// The rest after a rep, without what was asked for besides: a longer one after a set.
    #[must_use]
    pub const fn rest_after(&self, rep: usize) -> Duration {
        if self.ends_a_set(rep) { self.dose.set_rest } else { self.dose.rest }
    }

    /// The order in which sides and reps are done.
    #[must_use]
    pub fn turns(&self) -> Vec<(usize, usize)> {
        let most = self.efforts.iter().map(Vec::len).max().unwrap_or(0);
        match self.dose.order {
            Order::Block => self
                .efforts
                .iter()
                .enumerate()
                .flat_map(|(side, reps)| (0..reps.len()).map(move |rep| (side, rep)))
                .collect(),
            Order::Alternate => (0..most)
                .flat_map(|rep| {
                    self.efforts
                        .iter()
                        .enumerate()
                        .filter(move |(_, reps)| rep < reps.len())
                        .map(move |(s, _)| (s, rep))
                })
                .collect(),
        }
    }

    /// Its length, without a set-up that waits for the person.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.segments().into_iter().filter(|it| self.counts(it.part)).map(|segment| segment.length).sum()
    }

    /// Whether the time of a part is counted.
    #[must_use]
    pub fn counts(&self, part: Part) -> bool {
        !(self.waits && part == Part::SetUp)
    }

    /// The work in it: effort only.
    #[must_use]
    pub fn work(&self) -> Duration {
        self.efforts.iter().flatten().sum()
    }

    /// The side of the body that `side` of the dose is, where the sides are the body's.
    #[must_use]
    pub fn body_side(&self, side: usize) -> Option<Side> {
        self.movement.two_sided().then(|| if side == 0 { self.first_side } else { self.first_side.other() })
    }

    /// Whether the effort is a hold.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self.dose.effort, Effort::Hold(_))
    }
}
