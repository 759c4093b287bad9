//! A body on its way from one figure to another: the eye goes round with it, and the picture stays large enough.

use std::time::Duration;

use super::super::camera::{Camera, Eye};
use super::super::passage::Passage;
use super::super::picture::{Glyphs, Picture};
use super::super::pose::mix;
use super::super::words::{Path, Shot, Which};
use super::super::{Figure, Scene, Shown};
use super::fit::{Bounds, bounds_of, share};
use super::{Artist, Canvas, PLANE, edge_of_floor, least_edge};

/// The moments of a passage its picture is fitted to.
const MOMENTS: u8 = 16;
/// How many of them around a moment are looked at.
const AROUND: i16 = 3;

impl Passage<'_> {
    /// The picture so far along it.
    #[must_use]
    pub fn draw(&self, part: f32, width: u16, height: u16, glyphs: Glyphs) -> Picture {
        if width == 0 || height == 0 {
            return Picture::blank(width, height);
        }
        let eye = eye(self, part);
        let camera = Camera::new(eye, 0, false);
        let [first, last] = [self.from, self.to].map(|(figure, _)| share(figure.shot));
        let sheet = bounds(self, part).lay(camera, mix(first, last, part), width, height);
        let bare = bare(eye);
        let mut artist = Artist { canvas: Canvas::new(width, height), sheet, figure: &bare, turned_over: false };
        let body = self.body(part);
        let (left, come) = self.props(part);
        for ((figure, shown), there) in [(self.from, left), (self.to, come)] {
            artist.turned_over = shown.mirrored;
            for prop in figure.props.iter().filter(|_| there) {
                artist.prop(prop);
            }
        }
        artist.trunk(&body);
        artist.head(&body);
        artist.limbs(&body);
        artist.canvas.part_limbs(least_edge(sheet.scale));
        artist.face(&body);
        if eye.height < PLANE {
            let [first, last] = [self.from, self.to].map(|(figure, _)| edge_of_floor(figure, &sheet));
            artist.floor(width, mix(first, last, part));
            artist.shadows(&body);
        }
        artist.canvas.picture(glyphs)
    }
}

/// Nothing but a body: what works is shown where it works.
fn bare(eye: Eye) -> Figure {
    let scene = Scene {
        eye,
        shot: Shot::Whole,
        area: Vec::new(),
        which: Which::Both,
        side: Which::Right,
        props: Vec::new(),
        marks: Vec::new(),
        path: Path::ThereAndBack,
        cycle: Duration::ZERO,
    };
    Figure::trusted(scene, Vec::new())
}

/// From where it is seen: a mirrored picture is one of a mirrored body, seen from its other side.
fn eye_of((figure, shown): (&Figure, Shown)) -> Eye {
    let turn = figure.eye.turn + f32::from(shown.turned) * 45.0;
    Eye { turn: if shown.mirrored { 180.0 - turn } else { turn }, height: figure.eye.height }
}

/// The eye goes round the shorter way, slowly at both ends.
fn eye(passage: &Passage<'_>, part: f32) -> Eye {
    let (from, to) = (eye_of(passage.from), eye_of(passage.to));
    let eased = part * part * (3.0 - 2.0 * part);
    let round = (to.turn - from.turn + 180.0).rem_euclid(360.0) - 180.0;
    Eye { turn: from.turn + round * eased, height: mix(from.height, to.height, eased) }
}

/// What has to be on the picture: the pictures at both ends as they are, between them the body on its way, so that the
/// picture grows and shrinks gently.
fn bounds(passage: &Passage<'_>, part: f32) -> Bounds {
    let whole = |(figure, shown): (&Figure, Shown)| {
        let camera = Camera::new(figure.eye, shown.turned, shown.mirrored);
        bounds_of(figure, camera)
    };
    let (first, last) = (whole(passage.from), whole(passage.to));
    // From one close picture to the next of the same kind nothing further is seen.
    let shot = if passage.from.0.shot == passage.to.0.shot { passage.to.0.shot } else { Shot::Whole };
    let at = |moment: i16| {
        let part = f32::from(moment.clamp(0, i16::from(MOMENTS))) / f32::from(MOMENTS);
        let mut bounds = Bounds::new(Camera::new(eye(passage, part), 0, false));
        bounds.hold_body(shot, &passage.body(part));
        bounds
    };
    let far = part * f32::from(MOMENTS);
    #[expect(clippy::cast_possible_truncation, reason = "there are few moments")]
    let moment = far.floor() as i16;
    let around = |middle: i16| {
        let mut bounds = at(middle);
        for off in -AROUND..=AROUND {
            bounds.hold_bounds(&at(middle + off));
        }
        bounds
    };
    let body = around(moment).toward(&around(moment + 1), far - f32::from(moment));
    let from = smooth(part / 0.2);
    let to = smooth((1.0 - part) / 0.2);
    last.toward(&first.toward(&body, from), to)
}

fn smooth(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}
