//! A figure as outlines: areas to fill and lines to draw, for paper.
//!
//! The same body is drawn into the same canvas as for a terminal, only finer; what is seen of it is traced. What is hidden is
//! therefore hidden here too, and a figure needs nothing said twice.

use std::collections::BTreeMap;

/// A place on a drawing: across and down, in units of the drawing's width and height.
pub type Spot = (f32, f32);

/// Areas and lines that make up a picture, to be drawn in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// How wide and how high it is.
    pub size: (f32, f32),
    /// Closed outlines to fill, in even-odd order of each area's loops.
    pub areas: Vec<(Fill, Vec<Vec<Spot>>)>,
    /// Where one part ends before another, or before nothing.
    pub edges: Vec<Vec<Spot>>,
    /// Lines that explain: arrows, circles, a line of sight.
    pub marks: Vec<Line>,
}

/// What an area is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// What stands about.
    Prop,
    /// The body, on its far side.
    Far,
    /// The body.
    Body,
    /// The part of it that works.
    Works,
    /// The hair.
    Hair,
    /// The floor.
    Floor,
}

/// A line that explains something.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The places it goes through.
    pub through: Vec<Spot>,
    /// Whether it ends in the head of an arrow.
    pub arrow: bool,
    /// Whether it is broken.
    pub dashed: bool,
}

impl Drawing {
    /// The top left and bottom right corner of what is on it, but for the floor, which goes on.
    #[must_use]
    pub fn bounds(&self) -> (Spot, Spot) {
        let loops = self.areas.iter().filter(|(fill, _)| *fill != Fill::Floor).flat_map(|(_, loops)| loops);
        let lines = self.marks.iter().map(|line| &line.through);
        let spots = loops.chain(&self.edges).chain(lines).flatten();
        spots.fold(((f32::MAX, f32::MAX), (f32::MIN, f32::MIN)), |(low, high), (x, y)| {
            ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y)))
        })
    }

    /// The same drawing with only what lies between two corners.
    #[must_use]
    pub fn framed(mut self, (low, high): (Spot, Spot)) -> Self {
        let loops = self.areas.iter_mut().flat_map(|(_, loops)| loops.iter_mut());
        let lines = self.marks.iter_mut().map(|line| &mut line.through);
        for spot in loops.chain(&mut self.edges).chain(lines).flatten() {
            *spot = (spot.0.clamp(low.0, high.0) - low.0, spot.1.clamp(low.1, high.1) - low.1);
        }
        self.size = (high.0 - low.0, high.1 - low.1);
        self
    }
}

/// How far a point may lie beside the line that is drawn instead, in dots.
const TOLERANCE: f32 = 0.45;

/// The closed outlines of what is seen, area by area, smoothed; `seen` has a row of dots after the other.
pub(super) fn outlines(width: usize, seen: &[Option<Fill>]) -> Vec<(Fill, Vec<Vec<Spot>>)> {
    let mut sides: BTreeMap<Fill, Vec<(Corner, Corner)>> = BTreeMap::new();
    let mut add = |fill: Option<Fill>, from: Corner, to: Corner| {
        if let Some(fill) = fill {
            sides.entry(fill).or_default().push((from, to));
        }
    };
    let height = seen.len() / width.max(1);
    let at = |x: usize, y: usize| if x < width && y < height { seen[y * width + x] } else { None };
    // Each side between two dots that are not alike, for both of them, with the dot on the right of the way along it.
    for y in 0..=height {
        for x in 0..=width {
            let here = at(x, y);
            let (above, before) = (y.checked_sub(1).and_then(|y| at(x, y)), x.checked_sub(1).and_then(|x| at(x, y)));
            let (left, top) = (to_i32(x), to_i32(y));
            if here != above {
                add(here, (left, top), (left + 1, top));
                add(above, (left + 1, top), (left, top));
            }
            if here != before {
                add(here, (left, top + 1), (left, top));
                add(before, (left, top), (left, top + 1));
            }
        }
    }
    let smooth = |sides| {
        let chains = chained(sides).into_iter().map(|chain| simplified(&smoothed(&chain)));
        chains.filter(|chain| chain.len() > 3).collect()
    };
    sides.into_iter().map(|(fill, sides)| (fill, smooth(sides))).collect()
}

/// The lines between dots that `parts` tells apart, smoothed.
pub(super) fn edges(
    width: usize,
    height: usize,
    parts: impl Fn((usize, usize), (usize, usize)) -> bool,
) -> Vec<Vec<Spot>> {
    let mut sides = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (left, top) = (to_i32(x), to_i32(y));
            if x + 1 < width && parts((x, y), (x + 1, y)) {
                sides.push(((left + 1, top), (left + 1, top + 1)));
            }
            if y + 1 < height && parts((x, y), (x, y + 1)) {
                sides.push(((left, top + 1), (left + 1, top + 1)));
            }
        }
    }
    chained_any_way(sides)
        .into_iter()
        .map(|chain| simplified(&smoothed(&chain)))
        .filter(|chain| chain.len() > 1)
        .collect()
}

type Corner = (i32, i32);

/// Joins directed sides end to end into closed chains.
fn chained(sides: Vec<(Corner, Corner)>) -> Vec<Vec<Corner>> {
    let mut from: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (start, end) in sides {
        from.entry(start).or_default().push(end);
    }
    let mut chains = Vec::new();
    while let Some((&start, _)) = from.first_key_value() {
        let mut chain = vec![start];
        let mut at = start;
        while let Some(ends) = from.get_mut(&at) {
            let next = ends.pop().expect("an empty list is taken out");
            if ends.is_empty() {
                from.remove(&at);
            }
            chain.push(next);
            at = next;
            if at == start {
                break;
            }
        }
        chains.push(chain);
    }
    chains
}

/// Joins sides into chains that run from one meeting of several to the next, or round.
fn chained_any_way(sides: Vec<(Corner, Corner)>) -> Vec<Vec<Corner>> {
    let mut at: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (a, b) in sides {
        at.entry(a).or_default().push(b);
        at.entry(b).or_default().push(a);
    }
    let starts: Vec<Corner> = at.iter().filter(|(_, ends)| ends.len() != 2).map(|(corner, _)| *corner).collect();
    let meets: std::collections::BTreeSet<Corner> = starts.iter().copied().collect();
    let mut chains = Vec::new();
    let mut queue = starts;
    while let Some(start) = queue.pop().or_else(|| at.first_key_value().map(|(corner, _)| *corner)) {
        while let Some(next) = take(&mut at, start) {
            let mut chain = vec![start, next];
            while let Some(last) = chain.last().copied().filter(|last| !meets.contains(last) && *last != start) {
                let Some(next) = take(&mut at, last) else { break };
                chain.push(next);
            }
            chains.push(chain);
        }
    }
    chains
}

/// Takes one side that begins at a corner.
fn take(at: &mut BTreeMap<Corner, Vec<Corner>>, corner: Corner) -> Option<Corner> {
    let ends = at.get_mut(&corner)?;
    let next = ends.pop()?;
    if ends.is_empty() {
        at.remove(&corner);
    }
    if let Some(back) = at.get_mut(&next) {
        back.retain(|it| *it != corner);
        if back.is_empty() {
            at.remove(&next);
        }
    }
    Some(next)
}

/// The chain without its steps: every point becomes the middle of those around it. Ends stay.
fn smoothed(chain: &[Corner]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = chain.iter().map(|(x, y)| (to_f32(*x), to_f32(*y))).collect();
    let closed = spots.len() > 3 && spots.first() == spots.last();
    if closed {
        spots.pop();
    }
    for _ in 0..3 {
        let count = spots.len();
        let before = spots.clone();
        let around = |at: usize, off: usize| {
            let spot = |it: usize| before[it % count];
            if closed {
                Some((spot(at + count - off % count), spot(at + off)))
            } else {
                Some((before[at.checked_sub(off)?], *before.get(at + off)?))
            }
        };
        for (at, spot) in spots.iter_mut().enumerate() {
            let Some((last, next)) = around(at, 1) else { continue };
            let (far_last, far_next) = around(at, 2).unwrap_or((last, next));
            let mean = |pick: fn(Spot) -> f32| {
                (pick(before[at]) * 2.0 + (pick(last) + pick(next)) * 1.5 + pick(far_last) + pick(far_next)) / 7.0
            };
            *spot = (mean(|it| it.0), mean(|it| it.1));
        }
    }
    if let (true, Some(first)) = (closed, spots.first().copied()) {
        spots.push(first);
    }
    spots
}

/// The chain without the points that are hardly beside the line through their neighbours (Douglas and Peucker).
fn simplified(chain: &[Spot]) -> Vec<Spot> {
    let mut keep = vec![false; chain.len()];
    let mut open = if chain.is_empty() { Vec::new() } else { vec![(0, chain.len() - 1)] };
    while let Some((from, to)) = open.pop() {
        keep[from] = true;
        keep[to] = true;
        let beside = |at: usize| off(chain[at], chain[from], chain[to]);
        let Some(worst) = (from + 1..to).max_by(|a, b| beside(*a).total_cmp(&beside(*b))) else { continue };
        if beside(worst) > TOLERANCE {
            open.push((from, worst));
            open.push((worst, to));
        }
    }
    chain.iter().zip(keep).filter_map(|(spot, keep)| keep.then_some(*spot)).collect()
}

/// How far a place is from the stretch between two others.
fn off(spot: Spot, from: Spot, to: Spot) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let squared = dx * dx + dy * dy;
    let part = if squared < 1e-9 {
        0.0
    } else {
        (((spot.0 - from.0) * dx + (spot.1 - from.1) * dy) / squared).clamp(0.0, 1.0)
    };
    let (x, y) = (from.0 + dx * part - spot.0, from.1 + dy * part - spot.1);
    (x * x + y * y).sqrt()
}

fn to_i32(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

fn to_f32(at: i32) -> f32 {
    f32::from(i16::try_from(at).unwrap_or(i16::MAX))
}
