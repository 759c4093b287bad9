//! How large the room is drawn, and where.

use super::super::Figure;
use super::super::camera::{Camera, Sheet};
use super::super::space::Point;
use super::super::words::{MarkKind, PropKind, Shot};
use super::props::reach;
use super::{Body, contour, is_shown};

/// What has to be on the picture, as it is seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    camera: Camera,
    low: Point,
    high: Point,
}

impl Bounds {
    /// Nothing yet.
    pub(super) fn new(camera: Camera) -> Self {
        let most = Point::new(f32::MAX, f32::MAX, 0.0);
        Self { camera, low: most, high: -most }
    }

    /// What others have, too.
    pub(super) fn hold_bounds(&mut self, other: &Self) {
        self.low = Point::new(self.low.x.min(other.low.x), self.low.y.min(other.low.y), 0.0);
        self.high = Point::new(self.high.x.max(other.high.x), self.high.y.max(other.high.y), 0.0);
    }

    /// So far on the way to other ones.
    pub(super) fn toward(&self, other: &Self, part: f32) -> Self {
        let (low, high) = (self.low.toward(other.low, part), self.high.toward(other.high, part));
        Self { low, high, ..*self }
    }

    /// Lays them on the dots, so much of what is left over above them.
    pub(super) fn lay(&self, camera: Camera, share: f32, width: u16, height: u16) -> Sheet {
        let Self { low, high, .. } = *self;
        let (across, down) = (f32::from(width) * 2.0, f32::from(height) * 4.0);
        let (wide, tall) = ((high.x - low.x).max(0.1), (high.y - low.y).max(0.1));
        let scale = ((across - 2.0) / wide).min((down - 3.0) / tall);
        let left = (across - wide * scale) / 2.0 - low.x * scale;
        let left_over = down - 1.0 - tall * scale;
        let top = left_over * share + high.y * scale;
        Sheet { camera, scale, left, top }
    }

    fn hold(&mut self, it: Point, room: f32) {
        let seen = self.camera.see(it);
        self.low = Point::new(self.low.x.min(seen.x - room), self.low.y.min(seen.y - room), 0.0);
        self.high = Point::new(self.high.x.max(seen.x + room), self.high.y.max(seen.y + room), 0.0);
    }

    pub(super) fn hold_body(&mut self, shot: Shot, body: &Body) {
        match shot {
            Shot::Hands => {
                for arm in &body.arms {
                    self.hold(arm.middle.toward(arm.end, 0.6), 0.02);
                    self.hold(arm.end, 0.035);
                    self.hold(arm.end + (arm.tip - arm.end) * 1.8, 0.05);
                }
            }
            Shot::Head => {
                self.hold(body.head, 0.075);
                self.hold(body.chest, 0.06);
                for arm in &body.arms {
                    self.hold(arm.root, 0.05);
                }
            }
            Shot::Chest => {
                self.hold(body.head, 0.075);
                self.hold(body.waist, 0.04);
                for arm in &body.arms {
                    self.hold(arm.root, 0.04);
                    self.hold(arm.end, 0.025);
                    self.hold(arm.end + (arm.tip - arm.end) * 2.0, 0.012);
                }
            }
            Shot::Upper => contour(body).for_each(|(it, room)| self.hold(it, room)),
            Shot::Whole => {
                contour(body).for_each(|(it, room)| self.hold(it, room));
                for leg in &body.legs {
                    for it in [leg.middle, leg.end, leg.tip] {
                        self.hold(it, 0.03);
                    }
                }
            }
        }
    }
}

/// Lays the room on the dots: the same for every moment of the motion, so that nothing shakes.
pub(super) fn fit(figure: &Figure, camera: Camera, width: u16, height: u16) -> Sheet {
    bounds_of(figure, camera).lay(camera, share(figure.shot), width, height)
}

/// What has to be on the picture of a figure, whatever the moment.
pub(super) fn bounds_of(figure: &Figure, camera: Camera) -> Bounds {
    let mut bounds = Bounds::new(camera);
    let bodies = figure.bodies();
    let last = f32::from(u16::try_from(bodies.len() - 1).unwrap_or(u16::MAX)).max(1.0);
    for (index, body) in bodies.iter().enumerate() {
        bounds.hold_body(figure.shot, body);
        let along = f32::from(u16::try_from(index).unwrap_or(u16::MAX)) / last;
        for mark in figure.marks.iter().filter(|mark| is_shown(figure, mark.pose, along)) {
            let at = figure.place_of(mark, body);
            match mark.kind {
                MarkKind::Gaze => bounds.hold(body.gaze_from() + body.head_frame.front * mark.length, 0.02),
                MarkKind::Arrow | MarkKind::BothWays => {
                    let way = mark.way.of(body) * mark.length;
                    bounds.hold(at, 0.02);
                    bounds.hold(at + way, 0.045);
                    if mark.kind == MarkKind::BothWays {
                        bounds.hold(at - way, 0.045);
                    }
                }
                MarkKind::Circle => {
                    for step in 0..=4_u8 {
                        let part = f32::from(step) / 4.0;
                        bounds.hold(at + mark.on_circle(part), 0.025);
                    }
                }
                MarkKind::Breath | MarkKind::Dot => bounds.hold(at, 0.03),
                MarkKind::Rest => bounds.hold(at, mark.length),
            }
        }
    }
    for prop in figure.props.iter().filter(|prop| figure.shot == Shot::Whole || prop.kind == PropKind::Tree) {
        for it in reach(prop) {
            bounds.hold(it, 0.015);
        }
    }
    bounds
}

/// How much of what is left over stands above: what is lower than the picture stands a little below its middle, what is
/// cut off goes on below.
pub(super) const fn share(shot: Shot) -> f32 {
    match shot {
        Shot::Whole => 0.6,
        Shot::Upper | Shot::Chest | Shot::Head => 0.4,
        Shot::Hands => 0.5,
    }
}
