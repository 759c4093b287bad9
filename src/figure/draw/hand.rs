//! Hands: a mitten from afar, palm and fingers from near.

use super::super::body::Chain;
use super::super::space::Point;
use super::{Artist, Body, Group, Part};
use crate::units::trigonometry::sin_cos;

/// From so many dots for a body height a mitten has a thumb.
const THUMB: f32 = 70.0;
/// From so many a finger is wider than a dot.
const NEAR_ENOUGH: f32 = 105.0;
/// From so many there is room for a gap between two fingers.
const APART: f32 = 200.0;

impl Artist<'_> {
    pub(super) fn hand(&mut self, body: &Body, side: usize, part: Part) {
        let Chain { end, tip, middle, .. } = body.arms[side];
        let along = (tip - end).unit_or((end - middle).unit_or(Point::UP));
        if self.sheet.scale < THUMB {
            self.capsule(end, end + along * 0.062, (0.018, 0.013), part);
            return;
        }
        // Without word of where the palm looks, the hand is laid open toward the eye.
        let s = if side == 0 { -1.0 } else { 1.0 };
        let (across, palm_way) = if let Some(palm) = body.palms[side] {
            let across = along.across(palm).unit_or(self.sheet.camera.right);
            (across * s, Some((palm - along * palm.dot(along)).unit_or(Point::UP)))
        } else {
            let flat = along.across(self.sheet.camera.eye).unit_or(self.sheet.camera.right);
            let inner = if flat.dot(body.chest_frame.right) * s > 0.0 { -1.0 } else { 1.0 };
            (flat * inner, None)
        };
        // `across` points to the thumb's side.
        if self.sheet.scale < NEAR_ENOUGH {
            self.capsule(end, end + along * 0.042, (0.018, 0.019), part);
            self.capsule(end + along * 0.042, end + along * 0.066, (0.017, 0.012), part);
            self.capsule(end + along * 0.016, end + along * 0.04 + across * 0.028, (0.01, 0.008), part);
            return;
        }
        let (spread, fist) = (body.fingers.max(0.0), (-body.fingers).max(0.0));
        let knuckles = end + along * 0.046;
        for way in [-1.0, 0.0, 1.0] {
            let off = across * (0.014 * way);
            self.capsule(end + along * 0.01 + off * 0.7, knuckles + off * 1.2, (0.014, 0.012), part);
        }
        let apart = self.sheet.scale > APART;
        let thick = if apart { (0.0062, 0.0057) } else { (0.0085, 0.008) };
        let digit =
            |finger| Part { group: if apart { Group::Finger(u8::from(side > 0), finger) } else { part.group }, ..part };
        let curl = palm_way.unwrap_or(self.sheet.camera.eye);
        for (index, finger) in (0_u8..).zip([-1.5_f32, -0.5, 0.5, 1.5]) {
            let (sin, cos) = sin_cos((finger * (3.0 + 15.0 * spread)).to_radians());
            let length = 0.031 * (1.0 - 0.08 * finger.abs());
            let from = knuckles + across * (finger * 0.0128);
            let way = along * cos + across * sin;
            // A fist folds the fingers in at two joints.
            let bent = |angle: f32| {
                let (sin, cos) = sin_cos((angle * fist).to_radians());
                way * cos + curl * sin
            };
            let joint = from + bent(70.0) * length;
            let fingers = digit(index);
            self.capsule(from, joint, thick, fingers);
            self.capsule(joint, joint + bent(190.0) * length, thick, fingers);
        }
        let from = end + along * 0.018 + across * 0.018;
        let (sin, cos) = sin_cos((30.0 + 30.0 * spread - 10.0 * fist).to_radians());
        let thumb = digit(4);
        self.capsule(from, from + (along * cos + across * sin + curl * (0.8 * fist)) * 0.042, (0.01, 0.0075), thumb);
    }
}
