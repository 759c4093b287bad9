//! The skeleton: from a posture to joints in space.

use super::pose::{Arm, Bend, Girdle, Leg, Pair, Pose, mix};
use super::space::{Frame, Point};
use super::words::{Hold, Joint, Rest, Way};
use crate::units::trigonometry::{acos, sin_cos};

/// Lengths and widths, in fractions of body height (`routines/FIGURES.md`).
pub mod size {
    /// Pelvis to the middle of the back.
    pub const LOWER: f32 = 0.15;
    /// From there to the base of the neck.
    pub const UPPER: f32 = 0.17;
    /// From there to the skull.
    pub const NECK: f32 = 0.07;
    /// From there to the middle of the head.
    pub const SKULL: f32 = 0.045;
    /// The head's radius.
    pub const HEAD: f32 = 0.056;
    /// Half the shoulders.
    pub const SHOULDER: f32 = 0.088;
    /// How far the shoulders are below the base of the neck.
    pub const SLOPE: f32 = 0.022;
    /// Half the hips.
    pub const HIP: f32 = 0.05;
    /// Shoulder to elbow.
    pub const UPPER_ARM: f32 = 0.165;
    /// Elbow to wrist.
    pub const FOREARM: f32 = 0.15;
    /// Wrist to the finger tips.
    pub const HAND: f32 = 0.05;
    /// Hip to knee.
    pub const THIGH: f32 = 0.24;
    /// Knee to ankle.
    pub const SHIN: f32 = 0.235;
    /// Ankle to toes.
    pub const FOOT: f32 = 0.085;
}

/// Three bones in a row: shoulder, elbow, wrist, finger tips, or hip, knee, ankle, toes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chain {
    /// Where it hangs on the trunk.
    pub root: Point,
    /// Elbow or knee.
    pub middle: Point,
    /// Wrist or ankle.
    pub end: Point,
    /// Finger tips or toes.
    pub tip: Point,
}

/// A body in space.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Between the hips.
    pub pelvis: Point,
    /// The middle of the back.
    pub waist: Point,
    /// The base of the neck.
    pub chest: Point,
    /// The top of the neck.
    pub neck: Point,
    /// The middle of the head.
    pub head: Point,
    /// Which way the pelvis looks.
    pub pelvis_frame: Frame,
    /// Which way the lower trunk looks.
    pub lower_frame: Frame,
    /// Which way the chest looks.
    pub chest_frame: Frame,
    /// Which way the head looks.
    pub head_frame: Frame,
    /// The arms, left and right.
    pub arms: Pair<Chain>,
    /// The legs, left and right.
    pub legs: Pair<Chain>,
    /// As [`Pose::fingers`].
    pub fingers: f32,
    /// As [`Pose::belly`].
    pub belly: f32,
    /// As [`Pose::eyes`].
    pub eyes: f32,
    /// Where the palms look, as far as it is said.
    pub palms: Pair<Option<Point>>,
    /// How far the worst pin is missed.
    pub missed: f32,
}

/// Where a limb is to go.
#[derive(Clone, Copy, Debug)]
enum Goal {
    /// Along these directions of the part it hangs on.
    Along([Point; 3]),
    /// To a place, the middle joint bowed that way, the tip pointing that way.
    To { place: Point, bow: Point, tip: Option<Point> },
}

/// -1 for the left, 1 for the right.
fn sign(side: usize) -> f32 {
    if side == 0 { -1.0 } else { 1.0 }
}

impl Body {
    /// The body in one posture.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        Self::between(pose, pose, 0.0, 0.0)
    }

    /// The body between two postures: `part` is 0 at the first and 1 at the second. `breath` is -1 to 1.
    ///
    /// A limb that has the same kind of aim in both keeps it all the way, so that what is pinned stays; one that has not
    /// turns from one direction into the other.
    #[must_use]
    pub fn between(from: &Pose, to: &Pose, part: f32, breath: f32) -> Self {
        let mut body = Self::trunk(from, to, part, breath);
        if part <= 0.0 {
            body.hang_limbs(from, None);
        } else if part >= 1.0 {
            body.hang_limbs(to, None);
        } else {
            body.hang_limbs(from, Some((to, part)));
        }
        body
    }

    fn trunk(from: &Pose, to: &Pose, part: f32, breath: f32) -> Self {
        let turned = |bend: Bend| Frame::bent(bend.forward, bend.side, bend.turn);
        let pelvis_frame = turned(from.pelvis.toward(to.pelvis, part));
        let lower_frame = pelvis_frame.then(&turned(from.lower.toward(to.lower, part)));
        let mut upper = from.upper.toward(to.upper, part);
        upper.forward -= breath;
        let mut neck = from.neck.toward(to.neck, part);
        neck.forward += breath;
        let chest_frame = lower_frame.then(&turned(upper));
        // The neck takes half of its bend, the head the rest.
        let half = Bend { forward: neck.forward / 2.0, side: neck.side / 2.0, turn: neck.turn / 2.0 };
        let neck_frame = chest_frame.then(&turned(half));
        let head_frame = neck_frame.then(&turned(half)).then(&turned(from.head.toward(to.head, part)));
        let pelvis = from.at.toward(to.at, part);
        let waist = pelvis + lower_frame.up * size::LOWER;
        let chest = waist + chest_frame.up * size::UPPER;
        let neck = chest + neck_frame.up * size::NECK;
        let head = neck + head_frame.up * size::SKULL + head_frame.front * 0.008;
        let mut body = Self {
            pelvis,
            waist,
            chest,
            neck,
            head,
            pelvis_frame,
            lower_frame,
            chest_frame,
            head_frame,
            arms: [Chain::default(); 2],
            legs: [Chain::default(); 2],
            fingers: mix(from.fingers, to.fingers, part),
            belly: mix(from.belly, to.belly, part),
            eyes: mix(from.eyes, to.eyes, part),
            palms: [None; 2],
            missed: 0.0,
        };
        for side in 0..2 {
            let girdle = from.shoulders[side].toward(to.shoulders[side], part);
            body.arms[side].root = body.shoulder(side, girdle);
            body.legs[side].root = pelvis + pelvis_frame.right * (sign(side) * size::HIP);
            let palm = |pose: &Pose| pose.palms[side].map(|way| point_of(way, &chest_frame, sign(side)));
            body.palms[side] = match (palm(from), palm(to)) {
                (Some(a), Some(b)) => Some(a.turned_toward(b, part)),
                (a, b) => a.or(b),
            };
        }
        body
    }

    /// The collar bone keeps its length, however the shoulder is lifted or drawn back.
    fn shoulder(&self, side: usize, girdle: Girdle) -> Point {
        let (up_sin, up_cos) = sin_cos(girdle.up.to_radians());
        let (back_sin, back_cos) = sin_cos(girdle.back.to_radians());
        let local = Point::new(-back_sin * up_cos, up_sin, sign(side) * back_cos * up_cos) * size::SHOULDER;
        self.chest + self.chest_frame.out(local) - self.chest_frame.up * size::SLOPE
    }

    fn hang_limbs(&mut self, from: &Pose, to: Option<(&Pose, f32)>) {
        // Two bodies of their own for limbs that change their kind of aim; made only when one does.
        let mut ends: Option<(Self, Self)> = None;
        let mut ends_of = |from: &Pose, to: &Pose| ends.get_or_insert_with(|| (Self::of(from), Self::of(to))).clone();
        // A leg that rests on the other comes after it.
        for side in in_order(from.legs.map(|leg| matches!(leg, Leg::Rest { .. }))) {
            let goal = match to {
                None => self.leg_goal(side, &from.legs[side]),
                Some((to, part)) if alike_leg(&from.legs[side], &to.legs[side]) => {
                    self.leg_goal(side, &from.legs[side]).toward(self.leg_goal(side, &to.legs[side]), part)
                }
                Some((to, part)) => {
                    let (a, b) = ends_of(from, to);
                    Goal::Along(a.leg_directions(side)).toward(Goal::Along(b.leg_directions(side)), part)
                }
            };
            let frame = self.pelvis_frame;
            self.legs[side] = self.reach(self.legs[side].root, &frame, goal, [size::THIGH, size::SHIN, size::FOOT]);
        }
        let holds_other =
            |arm: Arm| matches!(arm, Arm::Hold { what: Hold::OtherArm | Hold::OtherHand | Hold::OtherFingers, .. });
        let arms = to.map_or(from.arms, |(to, _)| {
            [0, 1].map(|side| if holds_other(to.arms[side]) { to.arms[side] } else { from.arms[side] })
        });
        for side in in_order(arms.map(holds_other)) {
            let goal = match to {
                None => self.arm_goal(side, &from.arms[side]),
                Some((to, part)) if alike_arm(&from.arms[side], &to.arms[side]) => {
                    self.arm_goal(side, &from.arms[side]).toward(self.arm_goal(side, &to.arms[side]), part)
                }
                Some((to, part)) => {
                    let (a, b) = ends_of(from, to);
                    Goal::Along(a.arm_directions(side)).toward(Goal::Along(b.arm_directions(side)), part)
                }
            };
            let frame = self.chest_frame;
            self.arms[side] =
                self.reach(self.arms[side].root, &frame, goal, [size::UPPER_ARM, size::FOREARM, size::HAND]);
        }
    }

    fn arm_directions(&self, side: usize) -> [Point; 3] {
        self.arms[side].directions().map(|it| self.chest_frame.inside(it))
    }

    fn leg_directions(&self, side: usize) -> [Point; 3] {
        self.legs[side].directions().map(|it| self.pelvis_frame.inside(it))
    }

    fn arm_goal(&self, side: usize, arm: &Arm) -> Goal {
        let s = sign(side);
        match *arm {
            Arm::Angles { raise, out, twist, elbow, wrist } => {
                let upper = Frame::bent(-raise, 0.0, 0.0).then(&Frame::bent(0.0, -s * out, 0.0)).then(&Frame::bent(
                    0.0,
                    0.0,
                    -s * twist,
                ));
                let along = |angle: f32| {
                    let (sin, cos) = sin_cos(angle.to_radians());
                    upper.out(Point::new(sin, -cos, 0.0))
                };
                Goal::Along([along(0.0), along(elbow), along(elbow + wrist)])
            }
            Arm::At { place, elbow, fingers } => Goal::To {
                place,
                bow: point_of(elbow, &self.chest_frame, s),
                tip: fingers.map(|way| point_of(way, &self.chest_frame, s)),
            },
            Arm::Hold { what, elbow, fingers } => {
                let (place, tip) = self.held(what, side);
                Goal::To {
                    place,
                    bow: point_of(elbow, &self.chest_frame, s),
                    tip: Some(fingers.map_or(tip, |way| point_of(way, &self.chest_frame, s))),
                }
            }
        }
    }

    fn leg_goal(&self, side: usize, leg: &Leg) -> Goal {
        let s = sign(side);
        match *leg {
            Leg::Angles { hip, out, twist, knee, foot } => {
                let thigh = Frame::bent(-hip, 0.0, 0.0).then(&Frame::bent(0.0, -s * out, 0.0)).then(&Frame::bent(
                    0.0,
                    0.0,
                    s * twist,
                ));
                let (knee_sin, knee_cos) = sin_cos(knee.to_radians());
                let calf = Point::new(-knee_sin, -knee_cos, 0.0);
                let (point_sin, point_cos) = sin_cos(foot.to_radians());
                let toes = Point::new(knee_cos, -knee_sin, 0.0) * point_cos + calf * point_sin;
                Goal::Along([thigh.out(-Point::UP), thigh.out(calf), thigh.out(toes)])
            }
            Leg::At { place, knee, toes } => Goal::To {
                place,
                bow: point_of(knee, &self.pelvis_frame, s),
                tip: Some(point_of(toes, &self.pelvis_frame, s)),
            },
            Leg::Rest { on: Rest::OtherThigh, knee, toes } => {
                let other = self.legs[1 - side];
                let across = (other.middle - other.root).unit_or(Point::AHEAD);
                let over = (self.pelvis_frame.up - across * self.pelvis_frame.up.dot(across)).unit_or(Point::UP);
                Goal::To {
                    place: other.root.toward(other.middle, 0.72) + over * 0.062 + self.pelvis_frame.right * (-s * 0.03),
                    bow: point_of(knee, &self.pelvis_frame, s),
                    tip: Some(point_of(toes, &self.pelvis_frame, s)),
                }
            }
        }
    }

    /// Where the hand is that holds a part of the body, and where its fingers point.
    fn held(&self, what: Hold, side: usize) -> (Point, Point) {
        let s = sign(side);
        let (other_arm, leg, other_leg) = (self.arms[1 - side], self.legs[side], self.legs[1 - side]);
        let head = |x, y, z| self.head + self.head_frame.out(Point::new(x, y, z));
        let chest = |x, y, z| self.chest + self.chest_frame.out(Point::new(x, y, z));
        let belly = |x, y, z| self.waist + self.lower_frame.out(Point::new(x, y, z));
        let pelvis = |x, y, z| self.pelvis + self.pelvis_frame.out(Point::new(x, y, z));
        let right = self.chest_frame.right;
        let over = |chain: &Chain| {
            let along = (chain.middle - chain.root).unit_or(Point::AHEAD);
            (self.pelvis_frame.front + self.pelvis_frame.up * 0.4
                - along * (self.pelvis_frame.front + self.pelvis_frame.up * 0.4).dot(along))
            .unit_or(Point::UP)
        };
        match what {
            Hold::HeadBack => (head(-0.04, -0.012, s * 0.05), self.head_frame.out(Point::new(-0.5, 0.3, -s))),
            Hold::Ear => (head(0.002, -0.02, s * 0.075), self.head_frame.out(Point::new(-0.4, 1.0, -s * 0.3))),
            Hold::Chin => (head(0.088, -0.14, s * 0.012), self.head_frame.out(Point::new(-0.3, 1.0, 0.0))),
            Hold::Chest => (chest(0.075, -0.07, s * 0.03), -right * s),
            Hold::Belly => (belly(0.075 + 0.03 * self.belly, -0.03, s * 0.03), -right * s),
            Hold::Hip => (pelvis(0.01, 0.06, s * 0.1), self.pelvis_frame.front),
            Hold::BehindBack => (pelvis(-0.1, 0.01, s * 0.012), -self.pelvis_frame.up),
            Hold::InFront => (chest(0.24, -0.05, s * 0.012), self.chest_frame.front),
            // The forearms cross, and the fingers lie round the outside of the shoulder.
            Hold::OtherShoulder => {
                (chest(0.05, -0.035 - s * 0.012, -s * 0.098), self.chest_frame.out(Point::new(-0.8, 0.15, -s * 0.7)))
            }
            Hold::OtherArm => {
                let place = other_arm.root.toward(other_arm.middle, 0.85);
                (
                    place + self.chest_frame.front * 0.045 - Point::UP * 0.01,
                    self.chest_frame.out(Point::new(-0.3, 1.0, 0.0)),
                )
            }
            Hold::OtherHand => {
                (other_arm.end.toward(other_arm.tip, 0.4), (other_arm.tip - other_arm.end).unit_or(Point::UP))
            }
            Hold::OtherFingers => {
                let tip = other_arm.end.toward(other_arm.tip, 0.75);
                (tip + self.chest_frame.front * 0.03, -self.chest_frame.front)
            }
            Hold::Knee | Hold::OtherKnee => {
                let leg = if what == Hold::Knee { leg } else { other_leg };
                (leg.root.toward(leg.middle, 0.93) + over(&leg) * 0.055, (leg.middle - leg.root).unit_or(Point::AHEAD))
            }
            // A little outside, so that the forearms lie along the trunk and not across the lap.
            Hold::Thigh => {
                let along = (leg.middle - leg.root).unit_or(Point::AHEAD);
                // Its front, however far the pelvis is tipped over it.
                let (front, up) = (self.pelvis_frame.front, self.pelvis_frame.up);
                let on_top = (up * along.dot(front) - front * along.dot(up)).unit_or(Point::UP);
                let outside = self.pelvis_frame.right * (s * 0.02);
                (leg.root.toward(leg.middle, 0.55) + on_top * 0.055 + outside, along)
            }
            Hold::UnderThigh => (leg.root.toward(leg.middle, 0.72) - over(&leg) * 0.055, -right * s),
            Hold::Shin => {
                let along = (leg.end - leg.middle).unit_or(-Point::UP);
                let thigh = (leg.root - leg.middle).unit_or(-Point::UP);
                let before = -(thigh - along * thigh.dot(along)).unit_or(Point::AHEAD);
                (leg.middle.toward(leg.end, 0.22) + before * 0.045, -right * s)
            }
            Hold::Seat => (pelvis(-0.01, -0.012, s * 0.133), -self.pelvis_frame.up),
        }
    }

    /// Three bones from `root` toward a goal; bones keep their lengths, a place out of reach is pointed at.
    fn reach(&mut self, root: Point, frame: &Frame, goal: Goal, [upper, lower, last]: [f32; 3]) -> Chain {
        let (place, bow, tip) = match goal {
            Goal::Along(directions) => {
                let [a, b, c] = directions.map(|it| frame.out(it));
                let middle = root + a * upper;
                let end = middle + b * lower;
                return Chain { root, middle, end, tip: end + c * last };
            }
            Goal::To { place, bow, tip } => (place, bow, tip),
        };
        let line = place - root;
        let far = line.length();
        let reached = far.clamp((upper - lower).abs() + 1e-4, upper + lower - 1e-4);
        let along = line.unit_or(-Point::UP);
        let across = (bow - along * bow.dot(along)).unit_or_across(along);
        let cos = ((upper * upper + reached * reached - lower * lower) / (2.0 * upper * reached)).clamp(-1.0, 1.0);
        let middle = root + along * (upper * cos) + across * (upper * (1.0 - cos * cos).max(0.0).sqrt());
        let end = root + along * reached;
        self.missed = self.missed.max((far - reached).abs());
        let forearm = (end - middle).unit_or(along);
        Chain { root, middle, end, tip: end + tip.unwrap_or(forearm).unit_or(forearm) * last }
    }

    /// Where a line of sight begins.
    pub(super) fn gaze_from(&self) -> Point {
        self.head + self.head_frame.front * 0.1 + self.head_frame.up * 0.008
    }

    /// The place of a joint.
    #[must_use]
    pub fn joint(&self, joint: Joint) -> Point {
        let [left_arm, right_arm] = &self.arms;
        let [left_leg, right_leg] = &self.legs;
        match joint {
            Joint::Pelvis => self.pelvis,
            Joint::Waist => self.waist,
            Joint::Chest => self.chest,
            Joint::Neck => self.neck,
            Joint::Head => self.head,
            Joint::LeftShoulder => left_arm.root,
            Joint::RightShoulder => right_arm.root,
            Joint::LeftElbow => left_arm.middle,
            Joint::RightElbow => right_arm.middle,
            Joint::LeftHand => left_arm.end,
            Joint::RightHand => right_arm.end,
            Joint::LeftFingers => left_arm.tip,
            Joint::RightFingers => right_arm.tip,
            Joint::LeftHip => left_leg.root,
            Joint::RightHip => right_leg.root,
            Joint::LeftKnee => left_leg.middle,
            Joint::RightKnee => right_leg.middle,
            Joint::LeftFoot => left_leg.end,
            Joint::RightFoot => right_leg.end,
            Joint::LeftToes => left_leg.tip,
            Joint::RightToes => right_leg.tip,
        }
    }
}

impl Goal {
    fn toward(self, other: Self, part: f32) -> Self {
        match (self, other) {
            (Self::Along(a), Self::Along(b)) => Self::Along([0, 1, 2].map(|bone| a[bone].turned_toward(b[bone], part))),
            (Self::To { place: a, bow: from, tip: first }, Self::To { place: b, bow: to, tip: second }) => Self::To {
                place: a.toward(b, part),
                bow: from.turned_toward(to, part),
                tip: match (first, second) {
                    (Some(first), Some(second)) => {
                        Some(first.unit_or(Point::UP).turned_toward(second.unit_or(Point::UP), part))
                    }
                    (first, second) => first.or(second),
                },
            },
            (Self::Along(_), to @ Self::To { .. }) | (to @ Self::To { .. }, Self::Along(_)) => to,
        }
    }
}

impl Chain {
    /// Where its bones point.
    pub(super) fn directions(&self) -> [Point; 3] {
        [self.middle - self.root, self.end - self.middle, self.tip - self.end].map(|it| it.unit_or(-Point::UP))
    }

    /// How far the middle joint is bent, in degrees; 0 is straight.
    #[must_use]
    pub fn bend(&self) -> f32 {
        let [upper, lower, _] = self.directions();
        acos(upper.dot(lower).clamp(-1.0, 1.0)).to_degrees()
    }
}

/// A direction in words, in space.
pub(super) fn point_of(way: Way, trunk: &Frame, s: f32) -> Point {
    match way {
        Way::Ahead => Point::AHEAD,
        Way::Behind => -Point::AHEAD,
        Way::Up => Point::UP,
        Way::Down => -Point::UP,
        Way::Right => Point::RIGHT,
        Way::Left => -Point::RIGHT,
        Way::Out => trunk.right * s,
        Way::In => -trunk.right * s,
        Way::Front => trunk.front,
        Way::Back => -trunk.front,
        Way::Head => trunk.up,
        Way::Feet => -trunk.up,
    }
}

/// Both sides, the one that waits for the other last.
const fn in_order(waits: Pair<bool>) -> [usize; 2] {
    if waits[0] { [1, 0] } else { [0, 1] }
}

/// Whether an arm has the same kind of aim in both.
fn alike_arm(a: &Arm, b: &Arm) -> bool {
    match (a, b) {
        (Arm::At { fingers: first, .. }, Arm::At { fingers: second, .. }) => first.is_some() == second.is_some(),
        (Arm::Hold { what: first, .. }, Arm::Hold { what: second, .. }) => first == second,
        (Arm::Angles { .. }, Arm::Angles { .. }) => true,
        (Arm::Angles { .. } | Arm::At { .. } | Arm::Hold { .. }, _) => false,
    }
}

fn alike_leg(a: &Leg, b: &Leg) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

impl Point {
    /// The same direction with length 1, or some direction across `along` where it has none.
    pub(super) fn unit_or_across(self, along: Self) -> Self {
        if self.length() > 1e-4 {
            return self.unit_or(Self::UP);
        }
        let other = if along.x.abs() < 0.9 { Self::AHEAD } else { Self::UP };
        (other - along * other.dot(along)).unit_or(Self::UP)
    }
}
