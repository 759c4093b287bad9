//! From where a figure is seen, and how the room lies on the dots.

use super::space::Point;
use super::words::View;
use crate::units::trigonometry::sin_cos;

/// From where a figure is seen, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Eye {
    /// How far round from its right toward its front: 90 is in front of it.
    pub turn: f32,
    /// How high: 90 is straight above it.
    pub height: f32,
}

impl From<View> for Eye {
    fn from(view: View) -> Self {
        let (turn, height) = match view {
            View::Side => (10.0, 5.0),
            View::ThreeQuarter => (42.0, 12.0),
            View::Front => (90.0, 4.0),
            View::Back => (-90.0, 4.0),
            View::High => (25.0, 38.0),
            View::Above => (0.0, 82.0),
        };
        Self { turn, height }
    }
}

/// Directions of the picture in the room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Camera {
    pub(super) right: Point,
    pub(super) up: Point,
    pub(super) eye: Point,
    /// -1 where the picture is mirrored.
    pub(super) flip: f32,
}

impl Camera {
    pub(super) fn new(eye: Eye, steps: u8, mirrored: bool) -> Self {
        let (turn_sin, turn_cos) = sin_cos((eye.turn + f32::from(steps) * 45.0).to_radians());
        let (up_sin, up_cos) = sin_cos(eye.height.to_radians());
        Self {
            right: Point::new(turn_cos, 0.0, -turn_sin),
            up: Point::new(-up_sin * turn_sin, up_cos, -up_sin * turn_cos),
            eye: Point::new(up_cos * turn_sin, up_sin, up_cos * turn_cos),
            flip: if mirrored { -1.0 } else { 1.0 },
        }
    }

    /// Across, up and toward the eye.
    pub(super) fn see(&self, it: Point) -> Point {
        Point::new(self.right.dot(it) * self.flip, self.up.dot(it), self.eye.dot(it))
    }
}

/// How the room lies on the dots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub(super) camera: Camera,
    /// Dots for a body height.
    pub(super) scale: f32,
    pub(super) left: f32,
    pub(super) top: f32,
}

impl Sheet {
    /// Across and down in dots, and the depth toward the eye.
    pub(super) fn place(&self, it: Point) -> (f32, f32, f32) {
        let seen = self.camera.see(it);
        (self.left + seen.x * self.scale, self.top - seen.y * self.scale, seen.z)
    }
}
