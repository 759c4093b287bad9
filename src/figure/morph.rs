//! From one body to another, joint by joint: for what no two poses of one figure are the ends of.

use super::body::{Body, Chain, size};
use super::check::lowest;
use super::pose::{ANKLE, mix};
use super::space::{Frame, Point};
use crate::units::trigonometry::{acos, sin, sin_cos};

/// A hand is not led lower than this.
const PALM: f32 = 0.02;

impl Body {
    /// Its mirror image: what the right side did the left side does.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let point = |it: Point| Point::new(it.x, it.y, -it.z);
        let frame = |it: Frame| Frame { front: point(it.front), up: point(it.up), right: -point(it.right) };
        let chain = |it: &Chain| Chain {
            root: point(it.root),
            middle: point(it.middle),
            end: point(it.end),
            tip: point(it.tip),
        };
        let [left_arm, right_arm] = &self.arms;
        let [left_leg, right_leg] = &self.legs;
        Self {
            pelvis: point(self.pelvis),
            waist: point(self.waist),
            chest: point(self.chest),
            neck: point(self.neck),
            head: point(self.head),
            pelvis_frame: frame(self.pelvis_frame),
            lower_frame: frame(self.lower_frame),
            chest_frame: frame(self.chest_frame),
            head_frame: frame(self.head_frame),
            arms: [chain(right_arm), chain(left_arm)],
            legs: [chain(right_leg), chain(left_leg)],
            ..self.clone()
        }
    }

    /// The body so far on the way to another: parts turn, feet go along the floor, hands stay above it, bones keep their
    /// lengths.
    #[must_use]
    pub fn toward(&self, other: &Self, part: f32) -> Self {
        if part <= 0.0 {
            return self.clone();
        }
        if part >= 1.0 {
            return other.clone();
        }
        let mut lift = 0.0;
        let mut body = self.raised_toward(other, part, lift);
        // What would go through the floor is lifted over it.
        for _ in 0..3 {
            let below = mix(lowest(self), lowest(other), part).min(0.0) - lowest(&body);
            if below < 1e-4 {
                break;
            }
            lift += below;
            body = self.raised_toward(other, part, lift);
        }
        body
    }

    fn raised_toward(&self, other: &Self, part: f32, lift: f32) -> Self {
        // Each part turns from the one it hangs on.
        let turned = |on: &Frame, (a_on, a): (&Frame, &Frame), (b_on, b): (&Frame, &Frame)| {
            on.then(&a.seen_from(a_on).toward(&b.seen_from(b_on), part))
        };
        let pelvis_frame = self.pelvis_frame.toward(&other.pelvis_frame, part);
        let lower_frame =
            turned(&pelvis_frame, (&self.pelvis_frame, &self.lower_frame), (&other.pelvis_frame, &other.lower_frame));
        let chest_frame =
            turned(&lower_frame, (&self.lower_frame, &self.chest_frame), (&other.lower_frame, &other.chest_frame));
        let head_frame =
            turned(&chest_frame, (&self.chest_frame, &self.head_frame), (&other.chest_frame, &other.head_frame));
        let pelvis = self.pelvis.toward(other.pelvis, part) + Point::UP * lift;
        let waist = pelvis + lower_frame.up * size::LOWER;
        let chest = waist + chest_frame.up * size::UPPER;
        let along = |body: &Self| body.chest_frame.inside(body.neck - body.chest).unit_or(Point::UP);
        let neck = chest + chest_frame.out(along(self).turned_toward(along(other), part)) * size::NECK;
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
            fingers: mix(self.fingers, other.fingers, part),
            belly: mix(self.belly, other.belly, part),
            ..if part < 0.5 { self.clone() } else { other.clone() }
        };
        for side in 0..2 {
            body.arms[side] = body.arm_between(self, other, side, part);
            body.legs[side] = body.leg_between(self, other, side, part);
        }
        body
    }

    /// An arm swings from the shoulder, and bends where it would go through the floor: no further than it has to, so that it
    /// does so without a jerk.
    fn arm_between(&self, from: &Self, to: &Self, side: usize, part: f32) -> Chain {
        let local = |body: &Self| body.chest_frame.inside(body.arms[side].root - body.chest);
        let root = self.chest + self.chest_frame.out(local(from).toward(local(to), part));
        let ways = |body: &Self| body.arms[side].directions().map(|it| body.chest_frame.inside(it));
        let (a, b) = (ways(from), ways(to));
        let [upper, lower, hand] = [0, 1, 2].map(|bone| self.chest_frame.out(a[bone].turned_toward(b[bone], part)));
        let middle = root + upper * size::UPPER_ARM;
        let end = middle + lower * size::FOREARM;
        // What lies lower than a palm in the two it goes between may do so on the way.
        let floor = |of: fn(&Chain) -> Point| {
            let low = |body: &Self| of(&body.arms[side]).y.min(PALM);
            mix(low(from), low(to), part)
        };
        let place = Point::new(end.x, end.y.max(floor(|it| it.end)), end.z);
        let bones = [size::UPPER_ARM, size::FOREARM, size::HAND];
        let bent = middle - root.toward(end, 0.5);
        let bowed = |up: f32| Chain::reaching(root, place, bent.unit_or(Point::UP).toward(Point::UP, up), hand, bones);
        let least = floor(|it| it.middle);
        let mut chain =
            if place == end { Chain { root, middle, end, tip: end + hand * size::HAND } } else { bowed(0.0) };
        if chain.middle.y < least {
            let (mut low, mut high) = (0.0, 1.0);
            for _ in 0..10 {
                let half = mix(low, high, 0.5);
                if bowed(half).middle.y < least { low = half } else { high = half }
            }
            chain = bowed(high);
        }
        let sinks = floor(|it| it.tip) - chain.tip.y;
        if sinks > 0.0 {
            let up = (hand.y + sinks / size::HAND).clamp(-1.0, 1.0);
            let level = Point::new(hand.x, 0.0, hand.z).unit_or(Point::AHEAD);
            chain.tip = chain.end + (level * (1.0 - up * up).sqrt() + Point::UP * up) * size::HAND;
        }
        chain
    }

    /// A foot goes straight to its new place, the knee pointing from where it pointed to where it will.
    fn leg_between(&self, from: &Self, to: &Self, side: usize, part: f32) -> Chain {
        let out = if side == 0 { -1.0 } else { 1.0 };
        let root = self.pelvis + self.pelvis_frame.right * (out * size::HIP);
        let bow = |body: &Self| {
            let Chain { root, middle, end, .. } = body.legs[side];
            let bent = middle - root.toward(end, 0.5);
            // A straight knee points where the pelvis does.
            (if bent.length() > 0.01 { bent } else { body.pelvis_frame.front }).unit_or(Point::AHEAD)
        };
        let toes = |body: &Self| body.legs[side].directions()[2];
        let (a, b) = (from.legs[side].end, to.legs[side].end);
        let mut place = a.toward(b, part);
        // One foot after the other, a little off the floor.
        place.y = (place.y + 0.03 * sin(std::f32::consts::PI * part) * (b - a).length().min(1.0)).max(ANKLE * 0.6);
        let bow = bow(from).turned_toward(bow(to), part);
        let tip = toes(from).turned_toward(toes(to), part);
        let chain = Chain::reaching(root, place, bow, tip, [size::THIGH, size::SHIN, size::FOOT]);
        if chain.tip.y >= 0.01 {
            return chain;
        }
        let flat = Point::new(tip.x, 0.0, tip.z).unit_or(Point::AHEAD);
        Chain { tip: chain.end + flat * size::FOOT, ..chain }
    }
}

impl Chain {
    /// Three bones from `root` toward a place, the middle joint bowed that way, the last bone pointing along `tip`.
    fn reaching(root: Point, place: Point, bow: Point, tip: Point, [upper, lower, last]: [f32; 3]) -> Self {
        let line = place - root;
        let reached = line.length().clamp((upper - lower).abs() + 1e-4, upper + lower - 1e-4);
        let along = line.unit_or(-Point::UP);
        let across = (bow - along * bow.dot(along)).unit_or_across(along);
        let cos = ((upper * upper + reached * reached - lower * lower) / (2.0 * upper * reached)).clamp(-1.0, 1.0);
        let middle = root + along * (upper * cos) + across * (upper * (1.0 - cos * cos).max(0.0).sqrt());
        let end = root + along * reached;
        Self { root, middle, end, tip: end + tip.unit_or(along) * last }
    }
}

impl Frame {
    /// This one as `other` sees it.
    fn seen_from(&self, other: &Self) -> Self {
        Self { front: other.inside(self.front), up: other.inside(self.up), right: other.inside(self.right) }
    }

    /// The one between two, turned the shorter way.
    fn toward(&self, other: &Self, part: f32) -> Self {
        let pairs = [(self.front, other.front), (self.up, other.up), (self.right, other.right)];
        let trace: f32 = pairs.iter().map(|(a, b)| a.dot(*b)).sum();
        let angle = acos(((trace - 1.0) / 2.0).clamp(-1.0, 1.0));
        if angle < 1e-3 {
            return *other;
        }
        let sum = |of: fn(Point, Point) -> Point| pairs.iter().fold(Point::default(), |sum, (a, b)| sum + of(*a, *b));
        // Half a turn has no axis of its own: what is in the middle of the most is one.
        let axis = if angle < 3.1 {
            sum(Point::cross).unit_or(Point::UP)
        } else {
            let middles = pairs.map(|(a, b)| a + b);
            let longest = middles.into_iter().max_by(|a, b| a.length().total_cmp(&b.length()));
            longest.unwrap_or(Point::UP).unit_or(Point::UP)
        };
        let turn = |it: Point| it.turned_about(axis, angle * part);
        Self { front: turn(self.front), up: turn(self.up), right: turn(self.right) }
    }
}

impl Point {
    /// The vector product.
    fn cross(self, other: Self) -> Self {
        Self::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// Turned about an axis of length 1.
    fn turned_about(self, axis: Self, angle: f32) -> Self {
        let (sin, cos) = sin_cos(angle);
        self * cos + axis.cross(self) * sin + axis * (axis.dot(self) * (1.0 - cos))
    }
}
