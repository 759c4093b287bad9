//! A body and its room, projected and drawn.

mod fit;
mod hand;
mod limbs;
mod marks;
pub(super) mod outline;
pub(super) mod passage;
mod props;
mod trunk;

use super::body::Body;
use super::camera::{Camera, Sheet};
use super::canvas::{Canvas, Group, Paint, Piece, Stroke};
use super::picture::{Glyphs, Picture};
use super::space::Point;
use super::words::{Area, PropKind, Shot, Which};
use super::{Figure, Shown};

/// From this height up the floor is a plane that the picture shows, and a line would only cut through it.
const PLANE: f32 = 30.0;

/// In a small picture an edge would take as much as it tells: what only touches has none there.
fn least_edge(scale: f32) -> f32 {
    if scale < 50.0 { 0.02 } else { 0.0 }
}

/// A foot that is no higher stands on the floor.
const STANDS: f32 = 0.055;

/// The picture of a figure.
pub(super) fn draw(figure: &Figure, shown: &Shown, width: u16, height: u16, glyphs: Glyphs) -> Picture {
    if width == 0 || height == 0 {
        return Picture::blank(width, height);
    }
    let camera = Camera::new(figure.eye, shown.turned, shown.mirrored);
    let sheet = fit::fit(figure, camera, width, height);
    let body = figure.body(shown.along, shown.breath);
    let mut artist = Artist { canvas: Canvas::new(width, height), sheet, figure, turned_over: false };
    if figure.shot != Shot::Hands {
        for prop in &figure.props {
            artist.prop(prop);
        }
        artist.trunk(&body);
        artist.head(&body);
    }
    artist.limbs(&body);
    artist.canvas.part_limbs(least_edge(sheet.scale));
    if figure.shot != Shot::Hands {
        artist.face(&body);
        artist.blades(&body);
    }
    for mark in figure.marks_at(shown.along) {
        let mark = if shown.backward { mark.backward() } else { *mark };
        artist.mark(&mark, &body);
    }
    let on_mat = figure.props.iter().any(|prop| prop.kind == PropKind::Mat);
    if figure.shot == Shot::Whole && figure.eye.height < PLANE && !on_mat {
        artist.floor(width, edge_of_floor(figure, &sheet));
        artist.shadows(&body);
    }
    artist.canvas.picture(glyphs)
}

/// What is drawing, and on what.
struct Artist<'a> {
    canvas: Canvas,
    sheet: Sheet,
    figure: &'a Figure,
    /// Whether things are drawn as their mirror images.
    turned_over: bool,
}

/// What works of a part: all of it, or the side that faces there.
#[derive(Clone, Copy)]
enum Works {
    No,
    All,
    Facing(Point),
}

/// To which half of the body a part belongs, as it is seen.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    /// The arm and the leg of the far side.
    Far,
    /// The trunk.
    Middle,
    /// The arm and the leg of the near side.
    Near,
}

/// A part of the body while it is drawn.
#[derive(Clone, Copy)]
struct Part {
    works: Works,
    group: Group,
    half: Half,
}

impl Artist<'_> {
    fn works(&self, area: Area) -> bool {
        self.figure.area.contains(&area)
    }

    /// Whether a side of the body works, where only one does.
    fn works_on(&self, side: usize) -> bool {
        match self.figure.which {
            Which::Both => true,
            Which::Left => side == 0,
            Which::Right => side == 1,
        }
    }

    fn capsule(&mut self, from: Point, to: Point, radius: (f32, f32), part: Part) {
        let seen = |way: Point| self.sheet.camera.see(way);
        let works = match part.works {
            Works::No => None,
            Works::All => Some((Point::default(), -1.0)),
            Works::Facing(way) => Some((seen(way), 0.0)),
        };
        let brightness = match part.half {
            Half::Far => 0.0,
            Half::Middle => 0.6,
            Half::Near => 1.0,
        };
        self.stroke(from, to, radius, Paint::Body { works, group: part.group, brightness });
    }

    /// The hair: dim, in every second dot, so that it is told from the face without colour too.
    fn hair(&mut self, from: Point, to: Point, radius: (f32, f32)) {
        self.stroke(from, to, radius, Paint::Hair { group: Group::Head });
    }

    fn thing(&mut self, from: Point, to: Point, radius: f32) {
        let place = |it: Point| if self.turned_over { Point::new(it.x, it.y, -it.z) } else { it };
        self.stroke(place(from), place(to), (radius, radius), Paint::Prop);
    }

    fn stroke(&mut self, from: Point, to: Point, radius: (f32, f32), paint: Paint) {
        let scale = self.sheet.scale;
        let stroke = Stroke {
            from: self.sheet.place(from),
            to: self.sheet.place(to),
            radius: (radius.0 * scale, radius.1 * scale),
            depth_of_dot: 1.0 / scale,
        };
        self.canvas.stroke(&stroke, paint);
    }

    /// The floor's near edge.
    fn floor(&mut self, width: u16, y: f32) {
        let y = y.min(self.canvas.bottom());
        for x in 0..width * 2 {
            if x % 4 < 2 {
                self.canvas.floor(f32::from(x), y);
            }
        }
    }

    /// A dash of floor under each foot and each leg of a chair, so that what stands farther back does not float.
    fn shadows(&mut self, body: &Body) {
        for leg in body.legs.iter().filter(|leg| leg.end.y < STANDS) {
            let along = (leg.tip - leg.end).unit_or(Point::AHEAD) * 0.03;
            self.shadow(leg.end - along, leg.tip + along);
        }
        for foot in self.figure.props.iter().flat_map(props::feet) {
            let aside = self.sheet.camera.right * 0.025;
            self.shadow(foot - aside, foot + aside);
        }
    }

    fn shadow(&mut self, from: Point, to: Point) {
        let on_floor = |it: Point| self.sheet.place(Point { y: -0.004, ..it });
        let ((ax, ay, _), (bx, by, _)) = (on_floor(from), on_floor(to));
        let steps = (bx - ax).abs().max((by - ay).abs()).max(1.0);
        let mut at = 0.0;
        while at <= steps {
            let part = at / steps;
            self.canvas.floor(ax + (bx - ax) * part, ay + (by - ay) * part);
            at += 1.0;
        }
    }
}

/// How far down the near edge of the floor is: under everything that stands on it at any moment.
fn edge_of_floor(figure: &Figure, sheet: &Sheet) -> f32 {
    let feet = figure.bodies().iter().flat_map(|body| body.legs.iter().flat_map(|leg| [leg.end, leg.tip]));
    let feet = feet.filter(|it| it.y < STANDS).map(|it| Point { y: 0.0, ..it });
    let things = figure.props.iter().flat_map(props::feet);
    let (_, ground, _) = sheet.place(Point::new(0.0, -0.004, 0.0));
    feet.chain(things).map(|it| sheet.place(it).1).fold(ground, f32::max)
}

/// Whether of two shoulders or hips this one is on the far side of the body.
fn half_of(artist: &Artist<'_>, root: Point, other: Point) -> Half {
    let off = artist.sheet.camera.eye.dot(root - other) / 2.0;
    if off < -0.03 {
        Half::Far
    } else if off > 0.03 {
        Half::Near
    } else {
        Half::Middle
    }
}

/// Whether a mark of this pose is shown so far along the motion.
fn is_shown(figure: &Figure, pose: Option<usize>, along: f32) -> bool {
    pose.is_none_or(|pose| figure.nearest(along) == pose)
}

impl Figure {
    /// The marks that are shown so far along the motion.
    fn marks_at(&self, along: f32) -> impl Iterator<Item = &super::Mark> {
        self.marks.iter().filter(move |mark| is_shown(self, mark.pose, along))
    }
}

/// The places of a body that every part of it is inside of, and how much room there is round them.
fn contour(body: &Body) -> impl Iterator<Item = (Point, f32)> + '_ {
    // A hand that is seen from near is longer than its bone.
    let hand = |arm: &super::body::Chain| arm.end + (arm.tip - arm.end) * 1.7;
    let arms = body
        .arms
        .iter()
        .flat_map(move |arm| [(arm.root, 0.035), (arm.middle, 0.025), (arm.end, 0.025), (hand(arm), 0.015)]);
    [(body.head, 0.075), (body.pelvis, 0.06), (body.waist, 0.055)].into_iter().chain(arms)
}
