//! The drawn body: skeleton, posture, motion, picture (`routines/FIGURES.md`).
//!
//! A [`Figure`] is what a movement's file says of it: key [`Pose`]s, props, marks, from where it is seen. [`Figure::during`]
//! says where the motion stands at a moment of the dose, [`Figure::draw`] gives the [`Picture`] of that. Lengths are
//! fractions of body height, angles are degrees; nothing here knows a terminal.

#![doc = include_str!("../routines/FIGURES.md")]

mod body;
mod camera;
mod canvas;
mod check;
mod draw;
mod drawing;
mod morph;
mod motion;
mod passage;
mod picture;
mod pose;
mod space;
mod words;

use std::sync::OnceLock;
use std::time::Duration;

pub use body::{Body, Chain, size};
pub use camera::Eye;
pub use check::{Fault, Limit, limits};
pub use drawing::{Drawing, Fill, Line, Spot};
pub use motion::{Beat, Shown};
pub use passage::Passage;
pub use picture::{Cell, Glyphs, Ink, Picture, Shade};
pub use pose::{ANKLE, Arm, Bend, Girdle, Leg, Pair, Pose};
pub use space::{Frame, Point};
pub use words::{Area, Base, Hold, Joint, MarkKind, Path, PropKind, Rest, Shot, View, Way, Which};

/// What a movement's file says of its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    eye: Eye,
    shot: Shot,
    area: Vec<Area>,
    which: Which,
    side: Which,
    props: Vec<Prop>,
    marks: Vec<Mark>,
    path: Path,
    cycle: Duration,
    poses: Vec<Pose>,
    /// The body at moments all along the motion, for what has to fit on the picture.
    bodies: OnceLock<Vec<Body>>,
}

/// Everything about a figure but its poses.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// From where it is seen.
    pub eye: Eye,
    /// How much of it is seen.
    pub shot: Shot,
    /// What works.
    pub area: Vec<Area>,
    /// On which side it works.
    pub which: Which,
    /// Which side of the body the poses show; the other one is its mirror image.
    pub side: Which,
    /// What stands about.
    pub props: Vec<Prop>,
    /// What explains.
    pub marks: Vec<Mark>,
    /// How it goes through its poses.
    pub path: Path,
    /// How long once through takes where the dose has no reps.
    pub cycle: Duration,
}

/// Something that stands or lies about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prop {
    /// What it is.
    pub kind: PropKind,
    /// Where it is.
    pub at: Point,
}

/// Something drawn to explain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The joint it is at.
    pub at: Joint,
    /// How far from it.
    pub by: Point,
    /// Where it points; of a circle, the direction it goes round.
    pub way: Way,
    /// How long it is; of a circle, half of how wide.
    pub length: f32,
    /// In degrees, where a circle begins: 0 is ahead (of a circle round that, to the right), 90 up (of a circle round
    /// that, to the right).
    pub from: f32,
    /// Where a circle ends.
    pub to: f32,
    /// The only pose it is shown near, from 0; all of them if it is not said.
    pub pose: Option<usize>,
    /// Whether it stays in the middle of where the joint goes, instead of going along.
    pub stays: bool,
}

/// The most poses a figure may have.
pub const MOST_POSES: usize = 6;

/// How many moments between two poses are looked at.
const MOMENTS: u8 = 6;

impl Figure {
    /// The figure with these poses, or everything that is wrong with them.
    ///
    /// # Errors
    /// When there is no pose, a joint is past its limit, a pin is out of reach, or something is below the floor.
    pub fn new(scene: Scene, poses: Vec<Pose>) -> Result<Self, Vec<Fault>> {
        let figure = Self::trusted(scene, poses);
        let faults = figure.faults();
        if faults.is_empty() { Ok(figure) } else { Err(faults) }
    }

    /// The figure with these poses, which are known to be sound: the embedded ones, that a test looks through.
    #[must_use]
    pub fn trusted(scene: Scene, mut poses: Vec<Pose>) -> Self {
        // All figures are kept, and a pose is a large thing.
        poses.shrink_to_fit();
        let Scene { eye, shot, area, which, side, props, marks, path, cycle } = scene;
        Self { eye, shot, area, which, side, props, marks, path, cycle, poses, bodies: OnceLock::new() }
    }

    /// The body at moments all along the motion, worked out when the figure is first drawn.
    pub(crate) fn bodies(&self) -> &[Body] {
        self.bodies.get_or_init(|| {
            let count = u16::try_from(self.spans()).unwrap_or(1) * u16::from(MOMENTS);
            (0..=count).map(|it| self.body(f32::from(it) / f32::from(count.max(1)), 0.0)).collect()
        })
    }

    /// How it goes through its poses.
    #[must_use]
    pub const fn path(&self) -> Path {
        self.path
    }

    /// Its poses, in order; never empty.
    #[must_use]
    pub fn poses(&self) -> &[Pose] {
        &self.poses
    }

    /// Whether the left side of the body is shown by the mirror image.
    #[must_use]
    pub fn left_is_mirrored(&self) -> bool {
        self.side != Which::Left
    }

    /// The picture of a moment, in `width` columns and `height` rows.
    #[must_use]
    pub fn draw(&self, shown: &Shown, width: u16, height: u16, glyphs: Glyphs) -> Picture {
        draw::draw(self, shown, width, height, glyphs)
    }

    /// The outlines of a moment, for paper.
    #[must_use]
    pub fn drawing(&self, shown: &Shown) -> Drawing {
        draw::outline::drawing(self, shown)
    }

    /// The first and the deepest pose side by side, an arrow between them: all there is to see without motion.
    #[must_use]
    pub fn draw_still(&self, shown: &Shown, width: u16, height: u16, glyphs: Glyphs) -> Picture {
        let half = width.saturating_sub(3) / 2;
        let mut picture = Picture::blank(width, height);
        let pose = |along| self.draw(&Shown { along, breath: 0.0, ..*shown }, half, height, glyphs);
        picture.lay(&pose(0.0), 0);
        picture.lay(&pose(self.deepest()), width - half);
        let arrow = if glyphs == Glyphs::Ascii { '>' } else { '→' };
        let at = usize::from(height / 2) * usize::from(width) + usize::from(half + 1);
        if let Some(cell) = picture.cells.get_mut(at) {
            *cell = Cell { glyph: arrow, ink: Ink::Mark };
        }
        picture
    }
}
