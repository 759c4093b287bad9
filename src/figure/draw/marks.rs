//! What is drawn to explain: arrows, circles, a line of sight.

use super::super::body::point_of;
use super::super::space::Point;
use super::super::words::{MarkKind, Way};
use super::super::{Figure, Mark};
use super::{Artist, Body};
use crate::units::trigonometry::sin_cos;

/// How long an arrow is at least, however much of it points at the eye, so that it is no clump.
const SHORTEST: f32 = 0.1;

/// From so many dots for a body height a line is two dots wide.
const THICK: f32 = 55.0;

impl Way {
    /// The direction for a mark on this body.
    pub(super) fn of(self, body: &Body) -> Point {
        point_of(self, &body.chest_frame, 1.0)
    }
}

impl Mark {
    /// The same mark for the second direction: a circle goes round the other way.
    pub(super) fn backward(&self) -> Self {
        match self.kind {
            MarkKind::Circle => Self { from: self.to, to: self.from, ..*self },
            MarkKind::Arrow
            | MarkKind::BothWays
            | MarkKind::Breath
            | MarkKind::Dot
            | MarkKind::Gaze
            | MarkKind::Rest => *self,
        }
    }

    /// The way from the middle of its circle to a part of it: 0 where it begins, 1 at the head of its arrow.
    pub(super) fn on_circle(&self, part: f32) -> Point {
        let angle = self.from + (self.to - self.from) * part;
        let (sin, cos) = sin_cos(angle.to_radians());
        let (first, second) = match self.way {
            Way::Ahead | Way::Behind | Way::Front | Way::Back => (Point::RIGHT, Point::UP),
            Way::Right | Way::Left | Way::Out | Way::In => (Point::AHEAD, Point::UP),
            Way::Up | Way::Down | Way::Head | Way::Feet => (Point::AHEAD, Point::RIGHT),
        };
        (first * cos + second * sin) * self.length
    }
}

impl Figure {
    /// Where a mark is on this body.
    pub(super) fn place_of(&self, mark: &Mark, body: &Body) -> Point {
        if !mark.stays {
            return body.joint(mark.at) + mark.by;
        }
        let bodies = self.bodies();
        let sum = bodies.iter().fold(Point::default(), |sum, it| sum + it.joint(mark.at));
        sum * (1.0 / f32::from(u16::try_from(bodies.len()).unwrap_or(u16::MAX)).max(1.0)) + mark.by
    }
}

impl Artist<'_> {
    pub(super) fn mark(&mut self, mark: &Mark, body: &Body) {
        let at = self.figure.place_of(mark, body);
        let sheet = self.sheet;
        let seen = |it: Point| {
            let (x, y, _) = sheet.place(it);
            (x, y)
        };
        let way = mark.way.of(body) * mark.length;
        match mark.kind {
            MarkKind::Dot => self.blob(seen(at), (0.022 * self.sheet.scale).clamp(1.5, 4.0)),
            MarkKind::Arrow => {
                let to = self.long_enough(seen(at), seen(at + way));
                self.arrow(seen(at), to);
            }
            MarkKind::BothWays => {
                let middle = seen(at);
                let (from, to) = (self.long_enough(middle, seen(at - way)), self.long_enough(middle, seen(at + way)));
                self.arrow(middle, to);
                self.arrow(middle, from);
            }
            MarkKind::Gaze => {
                let from = body.gaze_from();
                let from_eyes = seen(from);
                let (from, to) =
                    (from_eyes, self.long_enough(from_eyes, seen(from + body.head_frame.front * mark.length)));
                self.line(from, to, 1.0, 5.0);
                self.tip(from, to);
            }
            MarkKind::Circle => self.circle(mark, at),
            MarkKind::Breath => self.breath(mark, body),
            MarkKind::Rest => self.rest(seen(at), mark.length),
        }
    }

    /// An arrow from the mouth or to it, and a short line over and under it.
    fn breath(&mut self, mark: &Mark, body: &Body) {
        let sheet = self.sheet;
        let mouth = body.head + body.head_frame.front * 0.09 - body.head_frame.up * 0.03;
        let inward = matches!(mark.way, Way::Behind | Way::Back | Way::In);
        for (aside, from, to) in [(-0.4_f32, 0.35, 0.8), (0.0, 0.1, 1.0), (0.4, 0.35, 0.8)] {
            let way = (body.head_frame.front - body.head_frame.up * (0.15 + aside)).unit_or(Point::AHEAD);
            let seen = |part: f32| {
                let (x, y, _) = sheet.place(mouth + way * (mark.length * part));
                (x, y)
            };
            let (near, far) = (seen(from), seen(to));
            self.line(near, far, 1.0, 0.0);
            if aside == 0.0 {
                if inward { self.tip(far, near) } else { self.tip(near, far) }
            }
        }
    }

    /// Three letters z that rise and grow.
    fn rest(&mut self, at: (f32, f32), length: f32) {
        for (step, part) in [(0.0_f32, 0.55_f32), (1.0, 0.75), (2.0, 1.0)] {
            let size = (length * self.sheet.scale * 0.3 * part).max(3.0).round();
            let apart = size.max(0.09 * self.sheet.scale) + 1.0;
            let (x, y) = (at.0 + step * apart, at.1 - step * apart * 0.8);
            self.line((x, y - size), (x + size, y - size), 1.0, 0.0);
            self.line((x + size, y - size), (x, y), 1.0, 0.0);
            self.line((x, y), (x + size, y), 1.0, 0.0);
        }
    }

    fn circle(&mut self, mark: &Mark, at: Point) {
        let point = |artist: &Self, part: f32| {
            let (x, y, _) = artist.sheet.place(at + mark.on_circle(part));
            (x, y)
        };
        let turns = (mark.to - mark.from).abs().to_radians();
        let step = (1.2 / (turns * mark.length * self.sheet.scale).max(1.0)).max(0.002);
        // A whole circle is drawn thin: what goes round on it matters more.
        let thin = turns > std::f32::consts::PI || self.sheet.scale < THICK;
        let mut part = 0.0;
        while part <= 1.0 {
            let at = point(self, part);
            if thin {
                self.canvas.mark(at.0, at.1);
            } else {
                self.thick(at);
            }
            part += step;
        }
        // The head of the arrow lies along the last stretch that is as long as the head.
        let back = (5.0 * step).min(0.4);
        let length = turns * mark.length * self.sheet.scale * 0.4;
        self.head_of_arrow(point(self, 1.0 - back), point(self, 1.0), length);
    }

    fn arrow(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.line(from, to, if self.sheet.scale > THICK { 2.0 } else { 1.0 }, 0.0);
        self.tip(from, to);
    }

    /// The end of an arrow, moved out until the arrow is one.
    fn long_enough(&self, from: (f32, f32), to: (f32, f32)) -> (f32, f32) {
        let way = Point::new(to.0 - from.0, to.1 - from.1, 0.0);
        let longer = way.unit_or(Point::UP) * way.length().max((SHORTEST * self.sheet.scale).min(9.0));
        (from.0 + longer.x, from.1 + longer.y)
    }

    fn blob(&mut self, (x, y): (f32, f32), radius: f32) {
        let mut dy = -radius;
        while dy <= radius {
            let mut dx = -radius;
            while dx <= radius {
                if dx * dx + dy * dy <= radius * radius + 0.5 {
                    self.canvas.mark(x + dx, y + dy);
                }
                dx += 1.0;
            }
            dy += 1.0;
        }
    }

    /// A dot two dots wide.
    fn thick(&mut self, (x, y): (f32, f32)) {
        for (dx, dy) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
            self.canvas.mark(x + dx, y + dy);
        }
    }

    /// A line, so many dots wide; with gaps where `dash` is more than nothing.
    fn line(&mut self, (ax, ay): (f32, f32), (bx, by): (f32, f32), wide: f32, dash: f32) {
        let length = ((bx - ax).powi(2) + (by - ay).powi(2)).sqrt().max(1.0);
        let mut at = 0.0;
        while at <= length {
            let part = at / length;
            let dot = (ax + (bx - ax) * part, ay + (by - ay) * part);
            if dash <= 0.0 || at % dash < dash * 0.6 {
                if wide > 1.0 { self.thick(dot) } else { self.canvas.mark(dot.0, dot.1) }
            }
            at += 0.7;
        }
    }

    /// The head of an arrow that ends at `to`.
    fn tip(&mut self, from: (f32, f32), to: (f32, f32)) {
        let length = ((to.0 - from.0).powi(2) + (to.1 - from.1).powi(2)).sqrt();
        self.head_of_arrow(from, to, length);
    }

    /// The head of an arrow so long.
    fn head_of_arrow(&mut self, from: (f32, f32), to: (f32, f32), length: f32) {
        let way = Point::new(to.0 - from.0, to.1 - from.1, 0.0);
        let size = (length * 0.4).clamp(2.0, 5.5);
        let along = way.unit_or(Point::UP);
        let mut back = -1.0;
        while back <= size {
            let half = (back + 1.0) * 0.75;
            let mut aside = -half;
            while aside <= half {
                self.canvas.mark(to.0 - along.x * back - along.y * aside, to.1 - along.y * back + along.x * aside);
                aside += 0.5;
            }
            back += 0.5;
        }
    }
}
