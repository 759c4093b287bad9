//! Trunk, neck and head.

use super::super::body::size;
use super::super::space::Point;
use super::super::words::Area;
use super::{Artist, Body, Group, Half, Part, Works};

/// Where the trunk is cut: how far up (0 the pelvis, 1 the middle of the back, 2 the base of the neck), how far to the
/// side its two columns are, and how thick they are.
const CUTS: [(f32, f32, f32); 6] = [
    (0.0, 0.038, 0.055),
    (0.5, 0.031, 0.05),
    (1.0, 0.025, 0.046),
    (1.35, 0.034, 0.05),
    (1.7, 0.048, 0.048),
    (1.86, 0.05, 0.036),
];

/// From so many dots for a body height a face has an ear and a mouth.
const NEAR_ENOUGH: f32 = 105.0;

/// A cut through the trunk.
#[derive(Clone, Copy)]
struct Cut {
    middle: Point,
    front: Point,
    right: Point,
    radius: f32,
}

/// The spine goes through pelvis, waist and the base of the neck without a corner.
fn cut(body: &Body, (up, aside, radius): (f32, f32, f32)) -> Cut {
    let (low, high) = (&body.lower_frame, &body.chest_frame);
    let between = (low.up + high.up).unit_or(high.up);
    let waist_front = (low.front + high.front).unit_or(high.front);
    let waist_right = (low.right + high.right).unit_or(high.right);
    let (from, to, first, second, part, length) = if up <= 1.0 {
        let start = (body.pelvis_frame.up + low.up).unit_or(low.up);
        (body.pelvis, body.waist, start, between, up, size::LOWER)
    } else {
        (body.waist, body.chest, between, high.up, up - 1.0, size::UPPER)
    };
    let (square, cube) = (part * part, part * part * part);
    let middle = from * (2.0 * cube - 3.0 * square + 1.0)
        + first * ((cube - 2.0 * square + part) * length)
        + to * (3.0 * square - 2.0 * cube)
        + second * ((cube - square) * length);
    let (front, right) = if up <= 1.0 {
        (body.pelvis_frame.front.toward(waist_front, up), body.pelvis_frame.right.toward(waist_right, up))
    } else {
        (waist_front.toward(high.front, up - 1.0), waist_right.toward(high.right, up - 1.0))
    };
    let right = right.unit_or(Point::RIGHT);
    Cut { middle, front: front.unit_or(Point::AHEAD), right: right * aside, radius }
}

impl Artist<'_> {
    pub(super) fn trunk(&mut self, body: &Body) {
        let cuts = CUTS.map(|it| cut(body, it));
        for (index, pair) in cuts.windows(2).enumerate() {
            let [a, b] = [pair[0], pair[1]];
            let works = if index < 2 {
                self.trunk_works([Area::LowBack, Area::Belly], a)
            } else {
                self.trunk_works([Area::UpperBack, Area::Chest], a)
            };
            for s in [-1.0, 0.0, 1.0] {
                let works = match (works, self.works(Area::Side)) {
                    (Works::No, true) if self.side_works(s) => Works::All,
                    (works, _) => works,
                };
                let part = Part { works, group: Group::Trunk, half: Half::Middle };
                self.capsule(a.middle + a.right * s, b.middle + b.right * s, (a.radius, b.radius), part);
            }
        }
        self.seat(body);
        let lower = self.trunk_works([Area::LowBack, Area::Belly], cuts[1]);
        let low = &body.lower_frame;
        let belly = body.waist - low.up * 0.05 + low.front * (0.002 + 0.038 * body.belly);
        let part = Part { works: lower, group: Group::Trunk, half: Half::Middle };
        self.capsule(belly, belly + low.up * 0.035, (0.047, 0.044), part);
        self.shoulders(body, self.trunk_works([Area::UpperBack, Area::Chest], cuts[4]));
    }

    /// What works of the trunk at the height of this back and this front.
    fn trunk_works(&self, [back, front]: [Area; 2], cut: Cut) -> Works {
        match (self.works(back), self.works(front)) {
            (true, true) => Works::All,
            (true, false) => Works::Facing(-cut.front),
            (false, true) => Works::Facing(cut.front),
            (false, false) => Works::No,
        }
    }

    /// Whether this column of the trunk (-1 the left, 0 the middle, 1 the right) is a side that works.
    fn side_works(&self, column: f32) -> bool {
        (column > 0.0 || self.works_on(0)) && (column < 0.0 || self.works_on(1))
    }

    fn seat(&mut self, body: &Body) {
        let works = if self.works(Area::Hips) { Works::All } else { Works::No };
        let part = Part { works, group: Group::Trunk, half: Half::Middle };
        let frame = &body.pelvis_frame;
        for s in [-1.0, 1.0] {
            let cheek = body.pelvis + frame.right * (0.036 * s) - frame.front * 0.014 - frame.up * 0.006;
            self.capsule(cheek, cheek + frame.up * 0.02, (0.052, 0.05), part);
        }
    }

    fn shoulders(&mut self, body: &Body, upper: Works) {
        let [left, right] = &body.arms;
        let part = |works| Part { works, group: Group::Trunk, half: Half::Middle };
        let all = |it| if it { Works::All } else { upper };
        self.capsule(left.root, right.root, (0.034, 0.034), part(all(self.works(Area::Shoulders))));
        let slope = all(self.works(Area::Neck) || self.works(Area::Shoulders));
        for arm in &body.arms {
            let from = body.chest.toward(body.neck, 0.45);
            self.capsule(from, arm.root.toward(body.chest, 0.25), (0.02, 0.027), part(slope));
        }
    }

    pub(super) fn head(&mut self, body: &Body) {
        let frame = &body.head_frame;
        let neck = if self.works(Area::Neck) { Works::All } else { Works::No };
        let part = Part { works: neck, group: Group::Trunk, half: Half::Middle };
        self.capsule(body.chest - body.chest_frame.up * 0.02, body.neck + frame.up * 0.012, (0.031, 0.027), part);
        let part = Part { works: Works::No, group: Group::Head, half: Half::Middle };
        let at = |x: f32, y: f32| body.head + frame.front * x + frame.up * y;
        self.capsule(at(-0.008, 0.008), at(0.006, 0.012), (0.05, 0.05), part);
        self.capsule(at(0.012, 0.0), at(0.02, -0.028), (0.043, 0.037), part);
        self.capsule(at(0.016, -0.036), at(0.031, -0.047), (0.031, 0.022), part);
        self.capsule(at(0.05, -0.001), at(0.064, -0.014), (0.009, 0.0105), part);
        if self.works(Area::Eyes) && body.eyes > 0.5 {
            for s in [-1.0, 1.0] {
                let eye = at(0.042, 0.008) + frame.right * (0.022 * s);
                self.capsule(eye - frame.front * 0.012, eye, (0.019, 0.017), Part { works: Works::All, ..part });
            }
        }
        self.hair(at(-0.018, 0.014), at(-0.004, 0.022), (0.051, 0.049));
        self.hair(at(-0.026, -0.012), at(-0.02, 0.0), (0.036, 0.045));
    }

    /// The inner edges of the shoulder blades, where the upper back works and is seen: they go where the shoulders go, twice
    /// as far, or it would not be seen.
    pub(super) fn blades(&mut self, body: &Body) {
        let frame = &body.chest_frame;
        if !self.works(Area::UpperBack) || frame.front.dot(self.sheet.camera.eye) > -0.35 {
            return;
        }
        for (s, arm) in [-1.0, 1.0].into_iter().zip(&body.arms) {
            let back = -frame.front.dot(arm.root - body.chest) / size::SHOULDER;
            let (aside, down) = (0.052 - 0.055 * back, frame.up.dot(arm.root - body.chest) * 0.5);
            let at = |aside: f32, up: f32| {
                body.chest + frame.right * (s * aside) + frame.up * (up + down) - frame.front * 0.05
            };
            let edge =
                [at(aside + 0.012, -0.015), at(aside, -0.06), at(aside + 0.022, -0.1), at(aside + 0.045, -0.075)];
            for pair in edge.windows(2) {
                let (from, to) = (self.sheet.place(pair[0]), self.sheet.place(pair[1]));
                let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).ceil().max(1.0);
                let mut step = 0.0;
                while step <= steps {
                    let part = step / steps;
                    let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
                    self.canvas.hole(x, y, from.2 + 0.03);
                    step += 1.0;
                }
            }
        }
    }

    /// Eyes, ear and mouth, where they are seen.
    pub(super) fn face(&mut self, body: &Body) {
        let frame = &body.head_frame;
        let eye = self.sheet.camera.eye;
        let close = self.sheet.scale > NEAR_ENOUGH;
        let at = |x: f32, y: f32, z: f32| body.head + frame.front * x + frame.up * y + frame.right * z;
        for s in [-1.0, 1.0] {
            let outward = frame.front * 0.8 + frame.right * (0.6 * s);
            if outward.dot(eye) < if close { 0.25 } else { 0.5 } {
                continue;
            }
            let (x, y, depth) = self.sheet.place(at(0.05, 0.008, 0.021 * s));
            // From near an eye is wide; closed it is a line.
            let scale = self.sheet.scale;
            let wide = if scale > 190.0 { (scale / 170.0).round() } else { 0.0 };
            let tall = if body.eyes > 0.5 && scale > 70.0 { (scale / 130.0).round().max(1.0) } else { 0.0 };
            let mut dx = -wide;
            while dx <= wide {
                let mut dy = 0.0;
                while dy <= tall {
                    self.canvas.hole(x + dx, y + dy, depth + 0.03);
                    dy += 1.0;
                }
                dx += 1.0;
            }
        }
        if close && frame.front.dot(eye) > 0.2 {
            let wide = (self.sheet.scale / 90.0).round();
            let mut dx = -wide;
            while dx <= wide {
                let (x, y, depth) = self.sheet.place(at(0.05, -0.036, 0.0));
                self.canvas.hole(x + dx, y, depth + 0.03);
                dx += 1.0;
            }
        }
    }
}
