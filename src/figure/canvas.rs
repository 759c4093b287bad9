//! Dots with depth: two by four of them make a cell.

use super::drawing::Fill;
use super::picture::{Cell, Glyphs, Ink, Picture, Shade};
use super::space::Point;

/// What a dot belongs to: a part of the body, or a thing. Where one part passes another there is an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Pelvis, chest, shoulders and neck.
    Trunk,
    /// Head and hair.
    Head,
    /// A piece of an arm: which side, and which piece.
    Arm(u8, Piece),
    /// A piece of a leg.
    Leg(u8, Piece),
    /// A finger of a hand that is seen from near: 0 to 3, and 4 for the thumb.
    Finger(u8, u8),
    /// No part of the body.
    Thing,
}

/// A piece of a limb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Where it grows out of the trunk.
    Root,
    /// The rest of the upper arm or the thigh.
    Upper,
    /// Forearm and hand, or shin and foot.
    Lower,
}

impl Group {
    /// How far in front of another part it has to be for an edge, in fractions of body height: what grows out of the
    /// other has none until it is well before it, what only passes it has one always.
    fn edge(self, behind: Self) -> f32 {
        match (self, behind) {
            (Self::Leg(_, Piece::Root), Self::Trunk) | (Self::Trunk, Self::Leg(_, Piece::Root)) => 0.06,
            (Self::Arm(_, Piece::Root), Self::Trunk) | (Self::Trunk, Self::Arm(_, Piece::Root)) => 0.03,
            (Self::Head, Self::Trunk) | (Self::Trunk, Self::Head) => 0.02,
            (Self::Arm(a, first), Self::Arm(b, second)) | (Self::Leg(a, first), Self::Leg(b, second)) if a == b => {
                if first == Piece::Lower || second == Piece::Lower {
                    0.03
                } else {
                    f32::INFINITY
                }
            }
            (Self::Finger(a, _), Self::Arm(b, Piece::Lower) | Self::Finger(b, _))
            | (Self::Arm(a, Piece::Lower), Self::Finger(b, _))
                if a == b =>
            {
                0.006
            }
            _ => 0.0,
        }
    }
}

/// A tapered stroke with round ends, in dots; the depth grows toward the eye.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    /// Where it begins: across, down, depth.
    pub(super) from: (f32, f32, f32),
    /// Where it ends.
    pub(super) to: (f32, f32, f32),
    /// How thick it is at both ends: half of it.
    pub(super) radius: (f32, f32),
    /// Depth for one dot of thickness.
    pub(super) depth_of_dot: f32,
}

/// How a stroke is coloured.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paint {
    /// As the body, its working side in the accent: the direction, in dots across, up and toward the eye, that the
    /// working side faces, and how much of it works (-1 all of it, 0 half).
    Body { works: Option<(Point, f32)>, group: Group, brightness: f32 },
    /// In every second dot.
    Hair { group: Group },
    /// As a prop.
    Prop,
}

#[derive(Clone, Copy, Debug)]
struct Dot {
    depth: f32,
    brightness: f32,
    kind: Kind,
    group: Group,
    hair: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Empty,
    Skin,
    Accent,
    Prop,
    Floor,
    Mark,
}

const EMPTY: Dot =
    Dot { depth: f32::NEG_INFINITY, brightness: 0.0, kind: Kind::Empty, group: Group::Thing, hair: false };

/// How far one part of a body has to be in front of another for a line between them, in body heights.
const STEP: f32 = 0.012;

/// The dots of a picture.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    dots: Vec<Dot>,
}

impl Canvas {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let (width, height) = (usize::from(columns) * 2, usize::from(rows) * 4);
        Self { width, height, dots: vec![EMPTY; width * height] }
    }

    /// The dots from `low` to `high`, as far as there are any.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped to the canvas first")]
    fn span(low: f32, high: f32, size: usize) -> std::ops::Range<usize> {
        #[expect(clippy::cast_precision_loss, reason = "a canvas has a few hundred dots")]
        let most = size as f32;
        (low.clamp(0.0, most) as usize)..(high.ceil().clamp(0.0, most) as usize)
    }

    /// Draws a stroke where nothing is in front of it.
    pub(super) fn stroke(&mut self, stroke: &Stroke, paint: Paint) {
        let ((ax, ay, az), (bx, by, bz)) = (stroke.from, stroke.to);
        let (ra, rb) = (stroke.radius.0.max(0.62), stroke.radius.1.max(0.62));
        let most = ra.max(rb);
        let (dx, dy) = (bx - ax, by - ay);
        let squared = (dx * dx + dy * dy).max(1e-6);
        let columns = Self::span(ax.min(bx) - most, ax.max(bx) + most + 1.0, self.width);
        for y in Self::span(ay.min(by) - most, ay.max(by) + most + 1.0, self.height) {
            let py = centre(y);
            for x in columns.clone() {
                let px = centre(x);
                let part = (((px - ax) * dx + (py - ay) * dy) / squared).clamp(0.0, 1.0);
                let radius = ra + (rb - ra) * part;
                let (ox, oy) = (px - ax - dx * part, py - ay - dy * part);
                let off = ox * ox + oy * oy;
                if off > radius * radius {
                    continue;
                }
                let bulge = (radius * radius - off).sqrt();
                let depth = az + (bz - az) * part + bulge * stroke.depth_of_dot;
                let dot = &mut self.dots[y * self.width + x];
                if depth <= dot.depth {
                    continue;
                }
                let (kind, group, brightness) = match paint {
                    Paint::Prop => (Kind::Prop, Group::Thing, 0.0),
                    Paint::Body { works, group, brightness } => {
                        let facing = |(way, least): (Point, f32)| way.dot(Point::new(ox, -oy, bulge)) >= least * radius;
                        (if works.is_some_and(facing) { Kind::Accent } else { Kind::Skin }, group, brightness)
                    }
                    Paint::Hair { group } if (x + y) % 2 == 0 || off > (radius - 0.9).powi(2) => {
                        (Kind::Skin, group, 0.0)
                    }
                    Paint::Hair { group } => (Kind::Empty, group, 0.0),
                };
                *dot = Dot { depth, brightness, kind, group, hair: matches!(paint, Paint::Hair { .. }) };
            }
        }
    }

    /// The last row of dots.
    pub(super) fn bottom(&self) -> f32 {
        f32::from(u16::try_from(self.height.saturating_sub(1)).unwrap_or(u16::MAX))
    }

    /// A single dot over everything.
    pub(super) fn mark(&mut self, x: f32, y: f32) {
        self.put(
            x,
            y,
            Dot { depth: f32::INFINITY, brightness: 1.0, kind: Kind::Mark, group: Group::Thing, hair: false },
        );
    }

    /// A dot of the floor, where nothing else is.
    pub(super) fn floor(&mut self, x: f32, y: f32) {
        if self.get(x, y).is_some_and(|dot| dot.kind == Kind::Empty) {
            self.put(
                x,
                y,
                Dot { depth: f32::NEG_INFINITY, brightness: 0.0, kind: Kind::Floor, group: Group::Thing, hair: false },
            );
        }
    }

    /// A hole in the body, such as an eye, unless something is in front of it.
    pub(super) fn hole(&mut self, x: f32, y: f32, depth: f32) {
        if self.get(x, y).is_some_and(|dot| dot.depth <= depth) {
            self.put(x, y, EMPTY);
        }
    }

    fn index(&self, x: f32, y: f32) -> Option<usize> {
        let columns = Self::span(x, x + 0.01, self.width);
        let rows = Self::span(y, y + 0.01, self.height);
        let inside = x >= 0.0 && y >= 0.0 && !columns.is_empty() && !rows.is_empty();
        inside.then(|| rows.start * self.width + columns.start)
    }

    fn get(&self, x: f32, y: f32) -> Option<Dot> {
        self.index(x, y).map(|at| self.dots[at])
    }

    fn put(&mut self, x: f32, y: f32, dot: Dot) {
        if let Some(at) = self.index(x, y) {
            self.dots[at] = dot;
        }
    }

    /// Takes out the dots of what is behind along the edges of what is at least so far in front.
    pub(super) fn part_limbs(&mut self, least: f32) {
        let mut gone = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                let at = y * self.width + x;
                let dot = self.dots[at];
                if dot.kind == Kind::Empty {
                    continue;
                }
                let behind = |other: Dot| {
                    other.depth.is_finite()
                        && other.group != Group::Thing
                        && other.group != dot.group
                        && other.depth > dot.depth + other.group.edge(dot.group).max(least)
                };
                let left = x > 0 && behind(self.dots[at - 1]);
                let right = x + 1 < self.width && behind(self.dots[at + 1]);
                let above = y > 0 && behind(self.dots[at - self.width]);
                let below = y + 1 < self.height && behind(self.dots[at + self.width]);
                if left || right || above || below {
                    gone.push(at);
                }
            }
        }
        for at in gone {
            self.dots[at] = EMPTY;
        }
    }

    /// How many dots there are across and down.
    pub(super) const fn dots(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// What is seen at a dot, if anything.
    pub(super) fn seen(&self, x: usize, y: usize) -> Option<Fill> {
        let dot = self.dots[y * self.width + x];
        match dot.kind {
            Kind::Skin | Kind::Empty if dot.hair => Some(Fill::Hair),
            Kind::Skin if dot.brightness < 0.34 => Some(Fill::Far),
            Kind::Skin => Some(Fill::Body),
            Kind::Accent => Some(Fill::Works),
            Kind::Prop => Some(Fill::Prop),
            Kind::Empty | Kind::Floor | Kind::Mark => None,
        }
    }

    /// Whether there is an edge between two dots: nothing beside something, a thing beside the body, or one part well in
    /// front of another.
    pub(super) fn parts(&self, one: (usize, usize), other: (usize, usize)) -> bool {
        let (one_seen, other_seen) = (self.seen(one.0, one.1), self.seen(other.0, other.1));
        let is_body = |seen: Option<Fill>| seen.is_some_and(|fill| fill != Fill::Prop);
        if !is_body(one_seen) || !is_body(other_seen) {
            return one_seen != other_seen;
        }
        let dot = |(x, y): (usize, usize)| self.dots[y * self.width + x];
        let (one, other) = (dot(one), dot(other));
        one.group != other.group && (one.depth - other.depth).abs() > STEP
    }

    /// The picture in characters.
    pub(super) fn picture(&self, glyphs: Glyphs) -> Picture {
        let (columns, rows) = (self.width / 2, self.height / 4);
        let mut cells = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                cells.push(self.cell(column, row, glyphs));
            }
        }
        let small = |it: usize| u16::try_from(it).unwrap_or(u16::MAX);
        Picture { width: small(columns), height: small(rows), cells }
    }

    fn cell(&self, column: usize, row: usize, glyphs: Glyphs) -> Cell {
        /// The bit of each dot in a braille pattern, row by row.
        const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let mut bits = 0;
        let mut counts = [0_u8; 5];
        let mut brightness = 0.0;
        let mut marked = 0;
        for (dy, line) in BITS.iter().enumerate() {
            for (dx, bit) in line.iter().enumerate() {
                let dot = self.dots[(row * 4 + dy) * self.width + column * 2 + dx];
                let kind = match dot.kind {
                    Kind::Empty => continue,
                    Kind::Skin => 0,
                    Kind::Accent => 1,
                    Kind::Prop => 2,
                    Kind::Floor => 3,
                    Kind::Mark => 4,
                };
                counts[kind] += 1;
                bits |= bit;
                if dot.kind == Kind::Mark {
                    marked |= bit;
                }
                if kind < 2 {
                    brightness += dot.brightness;
                }
            }
        }
        if bits == 0 {
            return Cell { glyph: ' ', ink: Ink::None };
        }
        let [skin, accent, prop, floor, mark] = counts;
        let body = skin + accent;
        let shade = match brightness / f32::from(body.max(1)) {
            it if it < 0.34 => Shade::Far,
            it if it < 0.72 => Shade::Middle,
            _ => Shade::Near,
        };
        // A cell has one ink: where there is a mark, the mark alone is drawn; but a thin one goes behind the body.
        let mark = if mark <= 2 && body > 3 { 0 } else { mark };
        if mark > 0 {
            bits = marked;
        }
        let ink = if mark > 0 {
            Ink::Mark
        } else if body > 0 && body >= prop {
            if accent >= skin { Ink::Accent(shade) } else { Ink::Skin(shade) }
        } else if prop > 0 {
            Ink::Prop
        } else if floor > 0 {
            Ink::Floor
        } else {
            Ink::None
        };
        let glyph = match glyphs {
            Glyphs::Braille => char::from_u32(0x2800 + bits).unwrap_or(' '),
            Glyphs::Ascii => ascii(bits, ink),
        };
        Cell { glyph, ink }
    }
}

/// The character that is nearest to a pattern of dots.
fn ascii(bits: u32, ink: Ink) -> char {
    let upper = (bits & 0b0001_1011).count_ones();
    let lower = (bits & 0b1110_0100).count_ones();
    let (left, right) = ((bits & 0b0100_0111).count_ones(), (bits & 0b1011_1000).count_ones());
    match ink {
        Ink::None => ' ',
        Ink::Floor => '.',
        Ink::Mark => '*',
        Ink::Prop if left.abs_diff(right) >= 2 || bits.count_ones() == 4 && upper == lower => '|',
        Ink::Prop => '=',
        Ink::Skin(_) | Ink::Accent(_) if upper <= 1 => '.',
        Ink::Skin(_) | Ink::Accent(_) if lower <= 1 => '\'',
        Ink::Skin(_) | Ink::Accent(_) if bits.count_ones() <= 4 => ':',
        Ink::Accent(_) => '@',
        Ink::Skin(Shade::Far) => '+',
        Ink::Skin(Shade::Middle | Shade::Near) => '#',
    }
}

/// The middle of a dot.
fn centre(at: usize) -> f32 {
    f32::from(u16::try_from(at).unwrap_or(u16::MAX)) + 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The middle row of a trunk with a limb across it, so far in front of it.
    fn row(limb: Group, before: f32) -> String {
        let mut canvas = Canvas::new(20, 5);
        let mut stroke = |x: f32, radius: f32, depth: f32, group: Group| {
            let (from, to) = ((x, -10.0, depth), (x, 30.0, depth));
            let paint = Paint::Body { works: None, group, brightness: 1.0 };
            canvas.stroke(&Stroke { from, to, radius: (radius, radius), depth_of_dot: 0.0 }, paint);
        };
        stroke(20.0, 15.0, 0.0, Group::Trunk);
        stroke(20.0, 4.0, before, limb);
        canvas.part_limbs(0.0);
        canvas.dots[10 * 40..11 * 40].iter().map(|dot| if dot.kind == Kind::Empty { ' ' } else { '#' }).collect()
    }

    #[test]
    fn a_limb_that_passes_another_part_has_an_edge_and_one_that_grows_out_of_it_has_none() {
        let gaps = |row: &str| row.trim().matches(' ').count();
        assert_eq!(gaps(&row(Group::Arm(1, Piece::Lower), 0.001)), 2, "a forearm just before the trunk");
        assert_eq!(gaps(&row(Group::Leg(0, Piece::Upper), 0.001)), 2, "a thigh just before the trunk");
        assert_eq!(gaps(&row(Group::Arm(1, Piece::Root), 0.001)), 0, "a shoulder grows out of the trunk");
        assert_eq!(gaps(&row(Group::Leg(0, Piece::Root), 0.05)), 0, "a hip grows out of the trunk");
        assert_eq!(gaps(&row(Group::Arm(1, Piece::Root), 0.04)), 2, "a shoulder well before it");
        assert_eq!(gaps(&row(Group::Thing, 0.1)), 0, "a thing has its own colour");
    }
}
