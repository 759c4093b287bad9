//! What a body can do, and what is wrong with a pose that asks for more.

use super::body::Body;
use super::pose::Bend;
use super::{Arm, Figure, Leg, Pose};

/// Something that is wrong with a pose.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Which pose, from 0.
    pub pose: usize,
    /// The key in the file it is about.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

/// How far something can go, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The part of the body.
    pub part: &'static str,
    /// Which angle of it.
    pub angle: &'static str,
    /// The least.
    pub least: f32,
    /// The most.
    pub most: f32,
}

/// What joints can do; a little more than most people can, so that a pose near the end of a range is no fault.
const LIMITS: [Limit; 28] = [
    limit("pelvis", "forward", -180.0, 180.0),
    limit("pelvis", "side", -100.0, 100.0),
    limit("pelvis", "turn", -180.0, 180.0),
    limit("lower", "forward", -35.0, 60.0),
    limit("lower", "side", -30.0, 30.0),
    limit("lower", "turn", -20.0, 20.0),
    limit("upper", "forward", -45.0, 60.0),
    limit("upper", "side", -35.0, 35.0),
    limit("upper", "turn", -55.0, 55.0),
    limit("neck", "forward", -70.0, 70.0),
    limit("neck", "side", -50.0, 50.0),
    limit("neck", "turn", -85.0, 85.0),
    limit("head", "forward", -60.0, 60.0),
    limit("head", "side", -30.0, 30.0),
    limit("head", "turn", -40.0, 40.0),
    limit("shoulders", "up", -15.0, 40.0),
    limit("shoulders", "back", -30.0, 35.0),
    limit("arms", "raise", -65.0, 190.0),
    limit("arms", "out", -60.0, 180.0),
    limit("arms", "twist", -120.0, 120.0),
    limit("arms", "elbow", 0.0, 155.0),
    limit("arms", "wrist", -85.0, 90.0),
    limit("legs", "hip", -35.0, 140.0),
    limit("legs", "out", -30.0, 65.0),
    limit("legs", "twist", -50.0, 70.0),
    limit("legs", "knee", 0.0, 165.0),
    limit("legs", "foot", -35.0, 70.0),
    limit("pose", "fingers", -1.0, 1.0),
];

const fn limit(part: &'static str, angle: &'static str, least: f32, most: f32) -> Limit {
    Limit { part, angle, least, most }
}

/// How far an angle can go.
#[must_use]
pub fn limits(part: &str, angle: &str) -> Option<Limit> {
    LIMITS.iter().copied().find(|it| it.part == part && it.angle == angle)
}

/// How far a pin may be missed.
const NEAR: f32 = 0.01;
/// How far a joint may be below the floor: the flesh gives.
const BELOW: f32 = -0.006;
/// The most an elbow or a knee can bend, in degrees.
const ELBOW: f32 = 158.0;
const KNEE: f32 = 168.0;

impl Figure {
    /// Everything that is wrong with the poses.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.poses.is_empty() {
            faults.push(Fault {
                pose: 0,
                key: "pose",
                message: "a figure needs at least one pose".to_owned(),
                hint: "add a table `[[figure.pose]]`".to_owned(),
            });
        }
        if self.marks.iter().filter_map(|mark| mark.pose).any(|pose| pose >= self.poses.len().max(1)) {
            faults.push(Fault {
                pose: 0,
                key: "marks",
                message: format!("a mark is for a pose that is not there: there are {}", self.poses.len()),
                hint: "number the poses from 1".to_owned(),
            });
        }
        for (index, pose) in self.poses.iter().enumerate() {
            let mut note = |key, message: String, hint: &str| {
                faults.push(Fault { pose: index, key, message, hint: hint.to_owned() });
            };
            angles(pose, &mut note);
            places(pose, &mut note);
        }
        faults
    }
}

fn angles(pose: &Pose, note: &mut impl FnMut(&'static str, String, &str)) {
    let mut check = |part: &'static str, angle: &'static str, value: f32| {
        if let Some(it) = limits(part, angle)
            && !(it.least..=it.most).contains(&value)
        {
            let message = format!("{part} {angle} is {value}: a body goes from {} to {}", it.least, it.most);
            note(part, message, "stay inside what a body can do");
        }
    };
    let mut bend = |part, bend: &Bend| {
        check(part, "forward", bend.forward);
        check(part, "side", bend.side);
        check(part, "turn", bend.turn);
    };
    bend("pelvis", &pose.pelvis);
    bend("lower", &pose.lower);
    bend("upper", &pose.upper);
    bend("neck", &pose.neck);
    bend("head", &pose.head);
    for side in 0..2 {
        check("shoulders", "up", pose.shoulders[side].up);
        check("shoulders", "back", pose.shoulders[side].back);
        if let Arm::Angles { raise, out, twist, elbow, wrist } = pose.arms[side] {
            let angles = [("raise", raise), ("out", out), ("twist", twist), ("elbow", elbow), ("wrist", wrist)];
            for (angle, value) in angles {
                check("arms", angle, value);
            }
        }
        if let Leg::Angles { hip, out, twist, knee, foot } = pose.legs[side] {
            for (angle, value) in [("hip", hip), ("out", out), ("twist", twist), ("knee", knee), ("foot", foot)] {
                check("legs", angle, value);
            }
        }
    }
}

fn places(pose: &Pose, note: &mut impl FnMut(&'static str, String, &str)) {
    let body = Body::of(pose);
    if body.missed > NEAR {
        let message = format!("a hand or foot misses its place by {:.0} % of body height", body.missed * 100.0);
        note("at", message, "move the place nearer, or the body to it");
    }
    let lowest = lowest(&body);
    if lowest < BELOW {
        let message = format!("the body is {:.0} % of its height below the floor", -lowest * 100.0);
        note("at", message, "lift it with the second number of `at`");
    }
    for (arm, leg) in body.arms.iter().zip(&body.legs) {
        if arm.bend() > ELBOW {
            note(
                "arms",
                format!("an elbow is bent by {:.0} degrees: at most {ELBOW}", arm.bend()),
                "move the hand away",
            );
        }
        if leg.bend() > KNEE {
            note("legs", format!("a knee is bent by {:.0} degrees: at most {KNEE}", leg.bend()), "move the foot away");
        }
    }
}

/// The height of the lowest part of a body.
pub(super) fn lowest(body: &Body) -> f32 {
    let limbs = body.arms.iter().flat_map(|arm| [(arm.middle, 0.02), (arm.end, 0.014), (arm.tip, 0.008)]);
    let legs = body.legs.iter().flat_map(|leg| [(leg.middle, 0.03), (leg.end, 0.02), (leg.tip, 0.01)]);
    let trunk = [(body.pelvis, 0.05), (body.waist, 0.045), (body.chest, 0.03), (body.head, 0.05)];
    limbs.chain(legs).chain(trunk).map(|(it, flesh)| it.y - flesh).fold(f32::MAX, f32::min)
}
