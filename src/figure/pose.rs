//! One posture, as a file says it.

use super::space::Point;
use super::words::{Base, Hold, Rest, Way};

/// The left and the right of a pair.
pub type Pair<T> = [T; 2];

/// One posture: where the pelvis is, how the trunk bends, what each limb does. Angles are in degrees, places in
/// fractions of body height.
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// What it is called.
    pub name: String,
    /// Where the middle between the hips is.
    pub at: Point,
    /// How the pelvis leans, tilts and turns in the room.
    pub pelvis: Bend,
    /// How the lower trunk bends from the pelvis.
    pub lower: Bend,
    /// How the upper trunk bends from the lower.
    pub upper: Bend,
    /// How the neck bends from the upper trunk.
    pub neck: Bend,
    /// How the head bends from the neck, beyond what it does with it.
    pub head: Bend,
    /// The shoulder girdle, left and right.
    pub shoulders: Pair<Girdle>,
    /// The arms, left and right.
    pub arms: Pair<Arm>,
    /// The legs, left and right.
    pub legs: Pair<Leg>,
    /// How far the fingers are spread: 0 together, 1 a fan, -1 a fist.
    pub fingers: f32,
    /// How far the belly is out, from 0 to 1.
    pub belly: f32,
    /// How far the eyes are open, from 0 to 1.
    pub eyes: f32,
    /// Where the palms look; where it is not said, a hand that is seen from near is laid open toward the eye.
    pub palms: Pair<Option<Way>>,
}

/// How a part of the trunk bends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bend {
    /// Forward; back is negative.
    pub forward: f32,
    /// To the right side; to the left is negative.
    pub side: f32,
    /// Turned to the right; to the left is negative.
    pub turn: f32,
}

/// How a shoulder stands on the chest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Girdle {
    /// Lifted toward the ear.
    pub up: f32,
    /// Drawn back.
    pub back: f32,
}

/// What an arm does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arm {
    /// It is held at these angles.
    Angles {
        /// Raised forward: 90 level, 180 overhead.
        raise: f32,
        /// Away from the body.
        out: f32,
        /// Turned inward.
        twist: f32,
        /// Bent at the elbow.
        elbow: f32,
        /// Bent at the wrist, toward the palm.
        wrist: f32,
    },
    /// The heel of its hand is at a place.
    At {
        /// The place.
        place: Point,
        /// Where the elbow points.
        elbow: Way,
        /// Where the fingers point; along the forearm if it is not said.
        fingers: Option<Way>,
    },
    /// Its hand holds a part of the body.
    Hold {
        /// What it holds.
        what: Hold,
        /// Where the elbow points.
        elbow: Way,
        /// Where the fingers point; as the hold has it if it is not said.
        fingers: Option<Way>,
    },
}

/// What a leg does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leg {
    /// It is held at these angles.
    Angles {
        /// Bent forward at the hip.
        hip: f32,
        /// Away from the middle.
        out: f32,
        /// Turned outward.
        twist: f32,
        /// Bent at the knee.
        knee: f32,
        /// The toes pointed away.
        foot: f32,
    },
    /// Its ankle is at a place.
    At {
        /// The place.
        place: Point,
        /// Where the knee points.
        knee: Way,
        /// Where the toes point.
        toes: Way,
    },
    /// Its ankle rests on the body.
    Rest {
        /// Where it rests.
        on: Rest,
        /// Where the knee points.
        knee: Way,
        /// Where the toes point.
        toes: Way,
    },
}

impl Arm {
    /// Hanging, the elbow a little soft.
    pub const HANGING: Self = Self::Angles { raise: 2.0, out: 6.0, twist: 0.0, elbow: 10.0, wrist: 0.0 };
}

/// The height of an ankle over the sole.
pub const ANKLE: f32 = 0.035;

impl Bend {
    pub(super) fn toward(self, other: Self, part: f32) -> Self {
        Self {
            forward: mix(self.forward, other.forward, part),
            side: mix(self.side, other.side, part),
            turn: mix(self.turn, other.turn, part),
        }
    }
}

impl Girdle {
    pub(super) fn toward(self, other: Self, part: f32) -> Self {
        Self { up: mix(self.up, other.up, part), back: mix(self.back, other.back, part) }
    }
}

/// The number between two.
pub(super) fn mix(a: f32, b: f32, part: f32) -> f32 {
    a + (b - a) * part
}

impl Pose {
    /// The posture of this name, which a file's first pose begins from.
    #[must_use]
    pub fn base(base: Base) -> Self {
        let feet = |x: f32, out: f32, knee: Way| {
            [-out, out].map(|z| Leg::At { place: Point::new(x, ANKLE, z), knee, toes: Way::Ahead })
        };
        let bend = |forward, side, turn| Bend { forward, side, turn };
        let blank = Self {
            name: String::new(),
            at: Point::new(0.0, 0.506, 0.0),
            pelvis: Bend::default(),
            lower: bend(-2.0, 0.0, 0.0),
            upper: bend(4.0, 0.0, 0.0),
            neck: bend(6.0, 0.0, 0.0),
            head: Bend::default(),
            shoulders: [Girdle::default(); 2],
            arms: [Arm::HANGING; 2],
            legs: feet(0.0, 0.055, Way::Front),
            fingers: 0.0,
            belly: 0.0,
            eyes: 1.0,
            palms: [None; 2],
        };
        match base {
            Base::Standing => blank,
            Base::Sitting => Self {
                at: Point::new(0.0, 0.285, 0.0),
                legs: feet(0.25, 0.06, Way::Ahead),
                arms: [Arm::Hold { what: Hold::Thigh, elbow: Way::Back, fingers: None }; 2],
                ..blank
            },
            Base::HandsAndKnees => Self {
                at: Point::new(0.0, 0.275, 0.0),
                pelvis: bend(84.0, 0.0, 0.0),
                lower: bend(4.0, 0.0, 0.0),
                upper: bend(0.0, 0.0, 0.0),
                neck: bend(0.0, 0.0, 0.0),
                arms: [-0.09, 0.09].map(|z| Arm::At {
                    place: Point::new(0.3, 0.02, z),
                    elbow: Way::Feet,
                    fingers: Some(Way::Ahead),
                }),
                legs: [-0.055, 0.055].map(|z| Leg::At {
                    place: Point::new(-0.23, 0.03, z),
                    knee: Way::Front,
                    toes: Way::Behind,
                }),
                ..blank
            },
            Base::Lying => Self {
                at: Point::new(0.0, 0.058, 0.0),
                pelvis: bend(-90.0, 0.0, 0.0),
                lower: bend(0.0, 0.0, 0.0),
                upper: bend(0.0, 0.0, 0.0),
                neck: bend(6.0, 0.0, 0.0),
                arms: [Arm::Angles { raise: -4.0, out: 18.0, twist: 0.0, elbow: 8.0, wrist: 0.0 }; 2],
                legs: feet(0.27, 0.055, Way::Up),
                ..blank
            },
            Base::SideLying => Self {
                at: Point::new(0.0, 0.105, 0.0),
                pelvis: bend(0.0, -90.0, 90.0),
                lower: bend(0.0, 0.0, 0.0),
                upper: bend(0.0, 0.0, 0.0),
                neck: bend(4.0, 8.0, 0.0),
                arms: [Arm::Angles { raise: 90.0, out: 0.0, twist: 0.0, elbow: 5.0, wrist: 0.0 }; 2],
                legs: [Leg::Angles { hip: 80.0, out: 0.0, twist: 0.0, knee: 90.0, foot: 0.0 }; 2],
                ..blank
            },
            Base::Kneeling => Self {
                at: Point::new(0.0, 0.27, 0.0),
                legs: [
                    Leg::At { place: Point::new(-0.23, 0.03, -0.055), knee: Way::Ahead, toes: Way::Behind },
                    Leg::At { place: Point::new(0.24, ANKLE, 0.055), knee: Way::Ahead, toes: Way::Ahead },
                ],
                ..blank
            },
        }
    }
}
