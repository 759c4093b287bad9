//! Points and turns in space.

use crate::units::trigonometry::{acos, cos, sin, sin_cos};
use std::ops::{Add, Mul, Neg, Sub};

/// A place or a direction, in fractions of body height: x ahead, y up, z to the right of a body that looks ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Ahead.
    pub x: f32,
    /// Up.
    pub y: f32,
    /// To the right.
    pub z: f32,
}

impl Point {
    /// Ahead.
    pub const AHEAD: Self = Self::new(1.0, 0.0, 0.0);
    /// Up.
    pub const UP: Self = Self::new(0.0, 1.0, 0.0);
    /// To the right.
    pub const RIGHT: Self = Self::new(0.0, 0.0, 1.0);

    /// The point there.
    #[must_use]
    pub const fn new(x: f32, y: f32, z: f32) -> Self {
        Self { x, y, z }
    }

    /// The scalar product.
    #[must_use]
    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    /// The direction that is square to both.
    #[must_use]
    pub(super) fn across(self, other: Self) -> Self {
        Self::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// How long it is.
    #[must_use]
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The same direction with length 1; `or` where it has no direction.
    #[must_use]
    pub fn unit_or(self, or: Self) -> Self {
        let length = self.length();
        if length > 1e-6 { self * (1.0 / length) } else { or }
    }

    /// The place between two: 0 is this one, 1 the other.
    #[must_use]
    pub fn toward(self, other: Self, part: f32) -> Self {
        self + (other - self) * part
    }

    /// The direction between two, turned the shorter way; both have length 1.
    #[must_use]
    pub(super) fn turned_toward(self, other: Self, part: f32) -> Self {
        let angle = acos(self.dot(other).clamp(-1.0, 1.0));
        if angle < 1e-3 {
            return other;
        }
        let across = (other - self * self.dot(other)).unit_or(Self::UP);
        (self * cos(angle * part) + across * sin(angle * part)).unit_or(other)
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Point {
    type Output = Self;

    fn neg(self) -> Self {
        self * -1.0
    }
}

impl Mul<f32> for Point {
    type Output = Self;

    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by, self.z * by)
    }
}

/// Which way a part of the body looks: its front, its upper end, its right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Where its front points.
    pub front: Point,
    /// Where its upper end points.
    pub up: Point,
    /// Where its right points.
    pub right: Point,
}

impl Frame {
    /// Standing and looking ahead.
    pub const STANDING: Self = Self { front: Point::AHEAD, up: Point::UP, right: Point::RIGHT };

    /// Where a direction of this part points in the world.
    #[must_use]
    pub fn out(&self, local: Point) -> Point {
        self.front * local.x + self.up * local.y + self.right * local.z
    }

    /// A direction of the world as this part sees it.
    #[must_use]
    pub(super) fn inside(&self, world: Point) -> Point {
        Point::new(self.front.dot(world), self.up.dot(world), self.right.dot(world))
    }

    /// A part that is turned from this one.
    #[must_use]
    pub(super) fn then(&self, turned: &Self) -> Self {
        Self { front: self.out(turned.front), up: self.out(turned.up), right: self.out(turned.right) }
    }

    /// Bent forward, then to the right side, then turned to the right; in degrees.
    #[must_use]
    pub(super) fn bent(forward: f32, side: f32, turn: f32) -> Self {
        let (fs, fc) = sin_cos(forward.to_radians());
        let (ss, sc) = sin_cos(side.to_radians());
        let (ts, tc) = sin_cos(turn.to_radians());
        let bend = Self { front: Point::new(fc, -fs, 0.0), up: Point::new(fs, fc, 0.0), right: Point::RIGHT };
        let tilt = Self { front: Point::AHEAD, up: Point::new(0.0, sc, ss), right: Point::new(0.0, -ss, sc) };
        let swing = Self { front: Point::new(tc, 0.0, ts), up: Point::UP, right: Point::new(-ts, 0.0, tc) };
        swing.then(&tilt).then(&bend)
    }
}
