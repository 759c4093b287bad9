//! A body and its room, projected and drawn.

use super::body::{Body, Chain, size};
use super::canvas::{Canvas, Group, Paint, Stroke};
use super::picture::{Glyphs, Picture};
use super::space::Point;
use super::words::{Area, MarkKind, PropKind, Shot, View, Way, Which};
use super::{Figure, Mark, Prop, Shown};

/// From where it is seen: directions of the picture in the room.
#[derive(Clone, Copy, Debug)]
struct Camera {
    right: Point,
    up: Point,
    eye: Point,
    /// -1 where the picture is mirrored.
    flip: f32,
}

impl Camera {
    fn new(view: View, steps: u8, mirrored: bool) -> Self {
        let (turn, height): (f32, f32) = match view {
            View::Side => (10.0, 5.0),
            View::ThreeQuarter => (42.0, 12.0),
            View::Front => (90.0, 4.0),
            View::Back => (-90.0, 4.0),
            View::High => (25.0, 38.0),
            View::Above => (0.0, 82.0),
        };
        let (turn_sin, turn_cos) = (turn + f32::from(steps) * 45.0).to_radians().sin_cos();
        let (up_sin, up_cos) = height.to_radians().sin_cos();
        Self {
            right: Point::new(turn_cos, 0.0, -turn_sin),
            up: Point::new(-up_sin * turn_sin, up_cos, -up_sin * turn_cos),
            eye: Point::new(up_cos * turn_sin, up_sin, up_cos * turn_cos),
            flip: if mirrored { -1.0 } else { 1.0 },
        }
    }

    /// Across, up and toward the eye.
    fn see(&self, it: Point) -> Point {
        Point::new(self.right.dot(it) * self.flip, self.up.dot(it), self.eye.dot(it))
    }
}

/// How the room lies on the dots.
struct Sheet {
    camera: Camera,
    scale: f32,
    left: f32,
    top: f32,
}

impl Sheet {
    fn place(&self, it: Point) -> (f32, f32, f32) {
        let seen = self.camera.see(it);
        (self.left + seen.x * self.scale, self.top - seen.y * self.scale, seen.z)
    }
}

/// The picture of a figure.
pub(super) fn draw(figure: &Figure, shown: &Shown, width: u16, height: u16, glyphs: Glyphs) -> Picture {
    if width == 0 || height == 0 {
        return Picture::blank(width, height);
    }
    let camera = Camera::new(figure.view, shown.turned, shown.mirrored);
    let sheet = fit(figure, camera, width, height);
    let body = figure.body(shown.along, shown.breath);
    let mut artist = Artist { canvas: Canvas::new(width, height), sheet, middle: camera.see(body.waist).z };
    for prop in &figure.props {
        artist.prop(prop);
    }
    artist.body(figure, &body);
    artist.canvas.part_limbs();
    artist.eyes(&body);
    for mark in &figure.marks {
        artist.mark(mark, &body);
    }
    if figure.shot == Shot::Whole && figure.view != View::Above {
        artist.floor(width);
    }
    artist.canvas.picture(glyphs)
}

/// Lays the room on the dots: the same for every moment of the motion, so that nothing shakes.
fn fit(figure: &Figure, camera: Camera, width: u16, height: u16) -> Sheet {
    let mut low = Point::new(f32::MAX, f32::MAX, 0.0);
    let mut high = Point::new(f32::MIN, f32::MIN, 0.0);
    let mut see = |it: Point, room: f32| {
        let seen = camera.see(it);
        low = Point::new(low.x.min(seen.x - room), low.y.min(seen.y - room), 0.0);
        high = Point::new(high.x.max(seen.x + room), high.y.max(seen.y + room), 0.0);
    };
    for body in figure.bodies() {
        let bones = |chain: &Chain| [chain.root, chain.middle, chain.end, chain.tip];
        match figure.shot {
            Shot::Hands => {
                for arm in &body.arms {
                    see(arm.middle.toward(arm.end, 0.4), 0.02);
                    see(arm.end, 0.03);
                    see(arm.tip, 0.02);
                }
                continue;
            }
            Shot::Head => {
                see(body.head, 0.075);
                see(body.chest, 0.06);
                for arm in &body.arms {
                    see(arm.root, 0.05);
                }
                continue;
            }
            Shot::Upper | Shot::Whole => {}
        }
        see(body.head, 0.07);
        see(body.pelvis, 0.06);
        see(body.waist, 0.055);
        for arm in &body.arms {
            for it in bones(arm) {
                see(it, 0.025);
            }
        }
        if figure.shot == Shot::Whole {
            for leg in &body.legs {
                for it in [leg.middle, leg.end, leg.tip] {
                    see(it, 0.03);
                }
            }
        }
    }
    for mark in &figure.marks {
        if mark.kind == MarkKind::Gaze {
            for body in figure.bodies() {
                see(body.head + body.head_frame.front * (0.1 + mark.length), 0.02);
            }
        }
    }
    if figure.shot == Shot::Whole {
        for prop in &figure.props {
            for it in reach(prop) {
                see(it, 0.015);
            }
        }
    }
    let (across, down) = (f32::from(width) * 2.0, f32::from(height) * 4.0);
    let (wide, tall) = ((high.x - low.x).max(0.1), (high.y - low.y).max(0.1));
    let scale = ((across - 2.0) / wide).min((down - 3.0) / tall);
    let left = (across - wide * scale) / 2.0 - low.x * scale;
    // What is lower than the picture stands a little below its middle.
    let spare = down - 1.0 - tall * scale;
    let top = spare * 0.6 + high.y * scale;
    Sheet { camera, scale, left, top }
}

/// The places of a prop that have to be on the picture.
fn reach(prop: &Prop) -> Vec<Point> {
    let at = prop.at;
    let it = |x, y, z| at + Point::new(x, y, z);
    match prop.kind {
        PropKind::Chair => vec![it(-0.11, 0.0, 0.1), it(-0.11, 0.5, -0.1), it(0.14, 0.2, 0.0)],
        PropKind::ChairSideOn => vec![it(-0.1, 0.0, -0.14), it(0.1, 0.52, -0.14), it(0.1, 0.0, 0.12)],
        PropKind::Wall => vec![it(0.0, 0.0, 0.0)],
        PropKind::Doorway => vec![it(0.0, 0.0, -0.3), it(0.0, 1.0, 0.3)],
        PropKind::Desk => vec![it(0.0, 0.0, 0.0), it(0.3, 0.4, 0.0)],
        PropKind::Mat => vec![it(-0.5, 0.0, 0.0), it(0.38, 0.0, 0.0)],
        PropKind::Towel | PropKind::Roller | PropKind::Ball | PropKind::Pillow => vec![at],
    }
}

struct Artist {
    canvas: Canvas,
    sheet: Sheet,
    /// The depth of the middle of the body.
    middle: f32,
}

/// The parts of the body as groups.
mod group {
    use super::Group;

    pub(super) const TRUNK: Group = Group(0);
    pub(super) const HEAD: Group = Group(1);

    pub(super) fn arm(side: usize, bone: u8) -> Group {
        Group(10 + u8::from(side > 0) * 10 + bone)
    }

    pub(super) fn leg(side: usize, bone: u8) -> Group {
        Group(40 + u8::from(side > 0) * 10 + bone)
    }
}

/// What works of a part: all of it, or the side that faces there.
#[derive(Clone, Copy)]
enum Works {
    No,
    All,
    Facing(Point),
}

impl Artist {
    fn capsule(&mut self, from: Point, to: Point, radius: (f32, f32), works: Works, group: Group) {
        let seen = |way: Point| self.sheet.camera.see(way);
        let works = match works {
            Works::No => None,
            Works::All => Some((Point::default(), -1.0)),
            Works::Facing(way) => Some((seen(way), 0.0)),
        };
        self.stroke(from, to, radius, Paint::Body { works, group });
    }

    fn thing(&mut self, from: Point, to: Point, radius: f32) {
        self.stroke(from, to, (radius, radius), Paint::Prop);
    }

    fn stroke(&mut self, from: Point, to: Point, radius: (f32, f32), paint: Paint) {
        let scale = self.sheet.scale;
        let stroke = Stroke {
            from: self.sheet.place(from),
            to: self.sheet.place(to),
            radius: (radius.0 * scale, radius.1 * scale),
            depth_of_dot: 1.0 / scale,
        };
        let middle = self.middle;
        self.canvas.stroke(&stroke, paint, |depth| 0.5 + (depth - middle) * 4.0);
    }

    fn body(&mut self, figure: &Figure, body: &Body) {
        let works = |area: Area| figure.area.contains(&area);
        let of_side = |side: usize| match figure.which {
            Which::Both => true,
            Which::Left => side == 0,
            Which::Right => side == 1,
        };
        self.trunk(figure, body);
        self.head(body, works(Area::Neck), works(Area::Eyes));
        let all = |it: bool| if it { Works::All } else { Works::No };
        for side in 0..2 {
            let mine = of_side(side);
            let arm = &body.arms[side];
            let upper = all(mine && works(Area::Arms));
            let fore = all(mine && (works(Area::Forearms) || works(Area::Arms)));
            let shoulder = all(mine && works(Area::Shoulders));
            self.capsule(arm.root, arm.middle, (0.031, 0.025), upper, group::arm(side, 0));
            self.capsule(
                arm.root,
                arm.root.toward(arm.middle, 0.3),
                (0.035, 0.031),
                if matches!(upper, Works::All) { upper } else { shoulder },
                group::arm(side, 0),
            );
            self.capsule(arm.middle, arm.end, (0.024, 0.017), fore, group::arm(side, 1));
            self.hand(figure, body, side, all(mine && (works(Area::Hands) || works(Area::Forearms))));
            let leg = &body.legs[side];
            let thigh = if mine && works(Area::Hips) && !works(Area::Thighs) {
                Works::No
            } else {
                all(mine && (works(Area::Thighs) || works(Area::Legs)))
            };
            self.capsule(leg.root, leg.middle, (0.053, 0.037), thigh, group::leg(side, 0));
            if mine && works(Area::Hips) {
                self.capsule(
                    leg.root,
                    leg.root.toward(leg.middle, 0.35),
                    (0.054, 0.048),
                    Works::All,
                    group::leg(side, 0),
                );
            }
            let shin = all(mine && works(Area::Legs));
            self.capsule(leg.middle, leg.end, (0.036, 0.023), shin, group::leg(side, 1));
            let along = (leg.tip - leg.end).unit_or(Point::AHEAD);
            let down = (leg.end - leg.middle).unit_or(-Point::UP);
            let sole = (down - along * down.dot(along)).unit_or(-Point::UP) * 0.016;
            self.capsule(leg.end + sole - along * 0.018, leg.tip + sole, (0.019, 0.013), shin, group::leg(side, 1));
        }
    }

    fn trunk(&mut self, figure: &Figure, body: &Body) {
        let works = |area: Area| figure.area.contains(&area);
        let (low, high) = (&body.lower_frame, &body.chest_frame);
        let hips = body.pelvis_frame.right;
        let sideways = match figure.which {
            Which::Both | Which::Left => -high.right,
            Which::Right => high.right,
        };
        let lower = match (works(Area::LowBack), works(Area::Belly)) {
            (true, true) => Works::All,
            (true, false) => Works::Facing(-low.front),
            (false, true) => Works::Facing(low.front),
            (false, false) if works(Area::Side) => Works::Facing(sideways),
            (false, false) => Works::No,
        };
        let upper = match (works(Area::UpperBack), works(Area::Chest)) {
            (true, true) => Works::All,
            (true, false) => Works::Facing(-high.front),
            (false, true) => Works::Facing(high.front),
            (false, false) if works(Area::Side) => Works::Facing(sideways),
            (false, false) => Works::No,
        };
        let seat = if works(Area::Hips) { Works::All } else { Works::No };
        let trunk = group::TRUNK;
        self.capsule(body.pelvis - hips * 0.036, body.pelvis + hips * 0.036, (0.056, 0.056), seat, trunk);
        for s in [-1.0, 1.0] {
            let hip = body.pelvis + hips * (0.028 * s);
            let waist = body.waist + low.right * (0.026 * s);
            let ribs = body.chest - high.up * 0.06 + high.right * (0.042 * s);
            self.capsule(hip, waist, (0.054, 0.047), lower, trunk);
            self.capsule(waist, ribs, (0.047, 0.051), upper, trunk);
        }
        let belly = body.waist - low.up * 0.045 + low.front * (0.004 + 0.03 * body.belly);
        self.capsule(belly, belly + low.up * 0.04, (0.047, 0.045), lower, trunk);
        let [left, right] = &body.arms;
        let shoulders = if works(Area::Shoulders) { Works::All } else { upper };
        self.capsule(left.root, right.root, (0.034, 0.034), shoulders, trunk);
        for arm in &body.arms {
            let slope = if works(Area::Neck) || works(Area::Shoulders) { Works::All } else { upper };
            self.capsule(
                body.chest.toward(body.neck, 0.45),
                arm.root.toward(body.chest, 0.25),
                (0.02, 0.026),
                slope,
                trunk,
            );
        }
    }

    fn head(&mut self, body: &Body, neck_works: bool, eyes_work: bool) {
        let frame = &body.head_frame;
        let neck = if neck_works { Works::All } else { Works::No };
        let face = if eyes_work { Works::Facing(frame.front) } else { Works::No };
        self.capsule(
            body.chest - body.chest_frame.up * 0.02,
            body.neck + frame.up * 0.01,
            (0.03, 0.026),
            neck,
            group::TRUNK,
        );
        self.capsule(body.head - frame.up * 0.004, body.head + frame.up * 0.012, (0.05, size::HEAD), face, group::HEAD);
        let jaw = body.head - frame.up * 0.03 + frame.front * 0.018;
        self.capsule(jaw, jaw + frame.front * 0.01, (0.036, 0.026), face, group::HEAD);
        let nose = body.head + frame.front * 0.05 - frame.up * 0.004;
        self.capsule(nose, nose + frame.front * 0.022 - frame.up * 0.012, (0.012, 0.009), face, group::HEAD);
    }

    /// The eyes, where the face is seen.
    fn eyes(&mut self, body: &Body) {
        let frame = &body.head_frame;
        if frame.front.dot(self.sheet.camera.eye) < 0.35 {
            return;
        }
        for s in [-1.0, 1.0] {
            let eye = body.head + frame.front * 0.05 + frame.right * (0.021 * s) + frame.up * 0.012;
            let (x, y, depth) = self.sheet.place(eye);
            self.canvas.hole(x, y, depth + 0.03);
            if self.sheet.scale > 150.0 {
                for (dx, dy) in [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
                    self.canvas.hole(x + dx, y + dy, depth + 0.03);
                }
            }
        }
    }

    fn hand(&mut self, figure: &Figure, body: &Body, side: usize, works: Works) {
        let Chain { end, tip, middle, .. } = body.arms[side];
        let group = group::arm(side, 1);
        if figure.shot != Shot::Hands {
            self.capsule(end, tip, (0.018, 0.011), works, group);
            return;
        }
        // Seen close up a hand has fingers, laid open toward the eye.
        let along = (tip - end).unit_or((end - middle).unit_or(Point::UP));
        let eye = self.sheet.camera.eye;
        let flat = Point::new(
            along.y * eye.z - along.z * eye.y,
            along.z * eye.x - along.x * eye.z,
            along.x * eye.y - along.y * eye.x,
        )
        .unit_or(self.sheet.camera.right);
        let (spread, fist) = (body.fingers.max(0.0), (-body.fingers).max(0.0));
        let palm = end + along * 0.045;
        self.capsule(end + along * 0.012 - flat * 0.012, palm - flat * 0.016, (0.014, 0.012), works, group);
        self.capsule(end + along * 0.012 + flat * 0.012, palm + flat * 0.016, (0.014, 0.012), works, group);
        self.capsule(end + along * 0.012, palm, (0.014, 0.012), works, group);
        for finger in [-1.5_f32, -0.5, 0.5, 1.5] {
            let (sin, cos) = (finger * (4.0 + 16.0 * spread)).to_radians().sin_cos();
            let from = palm + flat * (finger * 0.0125);
            let length = 0.052 * (1.0 - 0.72 * fist) * (1.0 - 0.06 * finger.abs());
            self.capsule(
                from,
                from + (along * cos + flat * sin) * length,
                (0.007, 0.0055),
                works,
                Group(100 + u8::from(side > 0)),
            );
        }
        // The thumbs are on the inner side of hands that are held up with the palms ahead.
        let inner =
            if side == 0 { -1.0 } else { 1.0 } * if flat.dot(body.chest_frame.right) > 0.0 { -1.0 } else { 1.0 };
        let from = end + along * 0.02 + flat * (0.02 * inner);
        let (sin, cos) = (28.0 + 34.0 * spread - 18.0 * fist).to_radians().sin_cos();
        self.capsule(from, from + (along * cos + flat * (sin * inner)) * 0.042, (0.009, 0.0065), works, group);
    }

    fn prop(&mut self, prop: &Prop) {
        let it = |x, y, z| prop.at + Point::new(x, y, z);
        match prop.kind {
            PropKind::Chair => {
                for z in [-0.1, 0.1] {
                    self.thing(it(-0.1, 0.0, z), it(-0.085, 0.2, z), 0.007);
                    self.thing(it(0.13, 0.0, z), it(0.125, 0.2, z), 0.007);
                    self.thing(it(-0.085, 0.2, z), it(-0.105, 0.46, z), 0.008);
                    self.thing(it(-0.085, 0.208, z), it(0.13, 0.208, z), 0.009);
                }
                for height in [0.36, 0.4, 0.44, 0.46] {
                    let back = -0.085 - (height - 0.2) * 0.077;
                    self.thing(it(back, height, -0.1), it(back, height, 0.1), 0.011);
                }
                for x in [-0.06, -0.03, 0.0, 0.03, 0.06, 0.09] {
                    self.thing(it(x, 0.208, -0.1), it(x, 0.208, 0.1), 0.009);
                }
            }
            PropKind::ChairSideOn => {
                for x in [-0.1, 0.1] {
                    self.thing(it(x, 0.0, -0.13), it(x, 0.2, -0.12), 0.008);
                    self.thing(it(x, 0.0, 0.12), it(x, 0.2, 0.11), 0.008);
                    self.thing(it(x, 0.2, -0.12), it(x, 0.48, -0.14), 0.009);
                    self.thing(it(x, 0.208, -0.12), it(x, 0.208, 0.11), 0.009);
                }
                for height in [0.38, 0.43, 0.48] {
                    let back = -0.12 - (height - 0.2) * 0.07;
                    self.thing(it(-0.1, height, back), it(0.1, height, back), 0.011);
                }
                for z in [-0.08, -0.04, 0.0, 0.04, 0.08] {
                    self.thing(it(-0.1, 0.208, z), it(0.1, 0.208, z), 0.009);
                }
            }
            PropKind::Wall => {
                for z in [-0.34, 0.34] {
                    self.thing(it(-0.012, 0.0, z), it(-0.012, 1.25, z), 0.008);
                }
                self.thing(it(-0.012, 0.0, -0.34), it(-0.012, 0.0, 0.34), 0.006);
            }
            PropKind::Doorway => {
                for z in [-0.27, 0.27] {
                    self.thing(it(0.0, 0.0, z), it(0.0, 1.13, z), 0.017);
                }
                self.thing(it(0.0, 1.13, -0.27), it(0.0, 1.13, 0.27), 0.014);
            }
            PropKind::Desk => {
                for z in [-0.2, -0.1, 0.0, 0.1, 0.2] {
                    self.thing(it(0.0, 0.4, z), it(0.34, 0.4, z), 0.011);
                }
                for z in [-0.18, 0.18] {
                    self.thing(it(0.3, -prop.at.y, z), it(0.3, 0.4, z), 0.009);
                    self.thing(it(0.04, -prop.at.y, z), it(0.04, 0.4, z), 0.009);
                }
            }
            PropKind::Mat => {
                for z in [-0.14, 0.14] {
                    self.thing(it(-0.55, -0.006, z), it(0.42, -0.006, z), 0.005);
                }
                for x in [-0.55, 0.42] {
                    self.thing(it(x, -0.006, -0.14), it(x, -0.006, 0.14), 0.005);
                }
            }
            PropKind::Towel => self.thing(it(0.0, 0.0, -0.17), it(0.0, 0.0, 0.17), 0.02),
            PropKind::Roller => self.thing(it(0.0, 0.0, -0.17), it(0.0, 0.0, 0.17), 0.04),
            PropKind::Ball => self.thing(prop.at, prop.at, 0.026),
            PropKind::Pillow => {
                self.thing(it(-0.05, 0.0, -0.08), it(0.06, 0.0, -0.08), 0.026);
                self.thing(it(-0.05, 0.0, 0.08), it(0.06, 0.0, 0.08), 0.026);
                self.thing(it(-0.05, 0.0, 0.0), it(0.06, 0.0, 0.0), 0.026);
            }
        }
    }

    fn floor(&mut self, width: u16) {
        let (_, y, _) = self.sheet.place(Point::new(0.0, -0.004, 0.0));
        for x in 0..width * 2 {
            if x % 4 < 2 {
                self.canvas.floor(f32::from(x), y);
            }
        }
    }

    fn mark(&mut self, mark: &Mark, body: &Body) {
        let (x, y, _) = self.sheet.place(body.joint(mark.at) + mark.by);
        let scale = self.sheet.scale;
        let length = (mark.length * scale).max(4.0);
        let way = match mark.way {
            Way::Front => body.chest_frame.front,
            Way::Back => -body.chest_frame.front,
            Way::Head => body.chest_frame.up,
            Way::Feet => -body.chest_frame.up,
            Way::Ahead => Point::AHEAD,
            Way::Behind => -Point::AHEAD,
            Way::Up => Point::UP,
            Way::Down => -Point::UP,
            Way::Right | Way::Out => Point::RIGHT,
            Way::Left | Way::In => -Point::RIGHT,
        };
        match mark.kind {
            MarkKind::Dot => {
                for (dx, dy) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
                    self.canvas.mark(x + dx, y + dy);
                }
            }
            MarkKind::Arrow => {
                let seen = self.sheet.camera.see(way);
                let along = Point::new(seen.x, -seen.y, 0.0).unit_or(Point::UP);
                self.line((x, y), (x + along.x * length, y + along.y * length), 1.0);
                self.tip((x + along.x * length, y + along.y * length), along, (length * 0.35).clamp(2.0, 5.0));
            }
            MarkKind::Gaze => {
                let seen = self.sheet.camera.see(body.head_frame.front);
                let along = Point::new(seen.x, -seen.y, 0.0);
                let (x, y, _) = self.sheet.place(body.head + body.head_frame.front * 0.09 + body.head_frame.up * 0.012);
                self.line((x, y), (x + along.x * length, y + along.y * length), 4.0);
                self.tip((x + along.x * length, y + along.y * length), along.unit_or(Point::AHEAD), 3.0);
            }
            MarkKind::Circle => self.arc((x, y), (length, length), (-60.0, 250.0)),
            MarkKind::Turn => self.arc((x, y), (length, length * 0.35), (20.0, 160.0)),
        }
    }

    /// A line of dots, `step` apart; in dashes where it is more than one.
    fn line(&mut self, (ax, ay): (f32, f32), (bx, by): (f32, f32), step: f32) {
        let length = ((bx - ax).powi(2) + (by - ay).powi(2)).sqrt().max(1.0);
        let mut at = 0.0;
        while at <= length {
            let part = at / length;
            self.canvas.mark(ax + (bx - ax) * part, ay + (by - ay) * part);
            at += if step > 1.0 && at % step >= 1.0 { step - 1.0 } else { 1.0 };
        }
    }

    /// The head of an arrow.
    fn tip(&mut self, (x, y): (f32, f32), along: Point, size: f32) {
        for side in [-1.0, 1.0] {
            let (ex, ey) =
                (x - along.x * size - along.y * size * 0.8 * side, y - along.y * size + along.x * size * 0.8 * side);
            self.line((x, y), (ex, ey), 1.0);
        }
    }

    /// An arc with an arrow's head at its end; angles in degrees, counter-clockwise from the right.
    fn arc(&mut self, (x, y): (f32, f32), (wide, tall): (f32, f32), (from, to): (f32, f32)) {
        let flip = self.sheet.camera.flip;
        let at = |angle: f32| {
            let (sin, cos) = angle.to_radians().sin_cos();
            (x + wide * cos * flip, y + tall * sin)
        };
        let step = (80.0 / wide.max(1.0)).clamp(2.0, 30.0);
        let mut angle = from;
        while angle < to {
            let (px, py) = at(angle);
            self.canvas.mark(px, py);
            angle += step;
        }
        let (ex, ey) = at(to);
        let (bx, by) = at(to - 12.0);
        let along = Point::new(ex - bx, ey - by, 0.0).unit_or(Point::UP);
        self.tip((ex, ey), along, (wide * 0.4).clamp(2.0, 4.0));
    }
}
