//! A sheet laid on pages of paper: texts and figures at places in points, from the top left corner.

use super::font::Weight;
use super::{DAYS, Sheet, SheetStep, WEEKS};
use crate::figure::Drawing;

/// The paper it is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 mm by 297 mm.
    #[default]
    A4,
    /// 8.5 inches by 11.
    Letter,
}

impl Paper {
    /// Its width and height in points.
    #[must_use]
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.0, 842.0),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// How large the letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// To be read at arm's length.
    #[default]
    Usual,
    /// To be read from the floor.
    Large,
}

impl Lines {
    /// The size of the letters in points.
    #[must_use]
    pub const fn size(self) -> f32 {
        match self {
            Self::Usual => 9.5,
            Self::Large => 13.5,
        }
    }
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<'s> {
    /// What is on it.
    pub things: Vec<Thing<'s>>,
}

/// Something on a page. Places are in points from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing<'s> {
    /// A line of text; `at` is where it begins on its base line.
    Text {
        /// Across and down.
        at: (f32, f32),
        /// The size of the letters.
        size: f32,
        /// Their weight.
        weight: Weight,
        /// What it says.
        text: String,
    },
    /// A figure, its top left corner and by how much it is scaled.
    Figure {
        /// Across and down.
        at: (f32, f32),
        /// Points for one of its units.
        scale: f32,
        /// What is drawn.
        drawing: &'s Drawing,
    },
    /// A thin line across.
    Rule {
        /// From where.
        from: (f32, f32),
        /// To where.
        to: (f32, f32),
    },
    /// An empty box to tick.
    Box {
        /// Its top left corner.
        at: (f32, f32),
        /// How wide and high it is.
        side: f32,
    },
}

/// The margin on every side.
const MARGIN: f32 = 42.0;
/// How high a row of figures is.
const FIGURE: f32 = 92.0;
/// Between two things.
const GAP: f32 = 10.0;

/// The pages of a sheet; at least one.
#[must_use]
pub fn pages(sheet: &Sheet, paper: Paper, lines: Lines) -> Vec<Page<'_>> {
    let (width, height) = paper.size();
    let mut press = Press { pages: vec![Page::default()], down: MARGIN, width, height, size: lines.size() };
    press.head(sheet);
    for (number, step) in (1..).zip(&sheet.steps) {
        press.step(number, step);
    }
    press.days();
    press.foot(sheet);
    press.pages
}

/// What lays things on pages, one below the other.
struct Press<'s> {
    pages: Vec<Page<'s>>,
    /// How far down the page is full.
    down: f32,
    width: f32,
    height: f32,
    size: f32,
}

impl<'s> Press<'s> {
    fn put(&mut self, thing: Thing<'s>) {
        self.pages.last_mut().expect("there is a page").things.push(thing);
    }

    /// Begins a new page where less than `needed` is left.
    fn room(&mut self, needed: f32) {
        if self.down + needed > self.height - MARGIN && self.down > MARGIN {
            self.pages.push(Page::default());
            self.down = MARGIN;
        }
    }

    /// The column of texts, from `left` on.
    fn text(&mut self, left: f32, text: &str, size: f32, weight: Weight) {
        for line in weight.wrapped(text, size, self.width - MARGIN - left) {
            self.room(size * 1.3);
            self.down += size * 1.3;
            self.put(Thing::Text { at: (left, self.down), size, weight, text: line });
        }
    }

    fn rule(&mut self) {
        let (down, right) = (self.down, self.width - MARGIN);
        self.put(Thing::Rule { from: (MARGIN, down), to: (right, down) });
    }

    fn head(&mut self, sheet: &Sheet) {
        self.text(MARGIN, &sheet.title, self.size * 2.0, Weight::Bold);
        self.down += 2.0;
        self.text(MARGIN, &sheet.about, self.size, Weight::Bold);
        for remark in &sheet.remarks {
            self.text(MARGIN, remark, self.size, Weight::Regular);
        }
        self.text(MARGIN, &sheet.doses, self.size, Weight::Regular);
        self.down += GAP;
    }

    /// How high the texts of a step are, beside its figures.
    fn height_of(&self, step: &SheetStep, left: f32) -> f32 {
        let width = self.width - MARGIN - left;
        let lines: usize =
            step.lines.iter().map(|line| Weight::Regular.wrapped(&labelled(line), self.size, width).len()).sum();
        let count = f32::from(u16::try_from(lines).unwrap_or(u16::MAX));
        self.size * (1.25 * 1.3 + 1.3 * 1.3) + count * self.size * 1.3
    }

    /// A movement: its figures on the left, its words on the right; together on a page where they fit on one.
    fn step(&mut self, number: usize, step: &'s SheetStep) {
        let column = if step.poses.len() > 2 { 200.0 } else { 180.0 };
        let left = MARGIN + if step.poses.is_empty() { 0.0 } else { column + GAP };
        let high = self.height_of(step, left);
        self.room(high.max(FIGURE).min(self.height - MARGIN * 2.0) + GAP);
        self.rule();
        let (top, page) = (self.down, self.pages.len());
        self.figures(step, column, top + 6.0);
        self.text(left, &format!("{number}. {}", step.name), self.size * 1.25, Weight::Bold);
        self.text(left, &step.dose, self.size * 1.1, Weight::Bold);
        for line in &step.lines {
            self.text(left, &labelled(line), self.size, Weight::Regular);
        }
        if self.pages.len() == page && !step.poses.is_empty() {
            self.down = self.down.max(top + FIGURE);
        }
        self.down += GAP;
    }

    fn figures(&mut self, step: &'s SheetStep, column: f32, top: f32) {
        let count = f32::from(u8::try_from(step.poses.len()).unwrap_or(1).max(1));
        let wide = (column - GAP * (count - 1.0)) / count;
        for (at, drawing) in (0_u8..).zip(&step.poses) {
            let (w, h) = drawing.size;
            let scale = (wide / w).min((FIGURE - 8.0) / h);
            let left = MARGIN + f32::from(at) * (wide + GAP) + (wide - w * scale) / 2.0;
            let down = top + (FIGURE - 8.0 - h * scale) / 2.0;
            self.put(Thing::Figure { at: (left, down), scale, drawing });
        }
    }

    /// A grid of days to tick.
    fn days(&mut self) {
        let (cell, size) = (self.size * 2.0, self.size);
        self.room(f32::from(WEEKS) * cell + cell * 2.0);
        self.rule();
        self.text(MARGIN, "Days", size * 1.25, Weight::Bold);
        let top = self.down + size * 1.6;
        let across = |at: u8| MARGIN + 60.0 + f32::from(at) * cell * 1.7;
        for (at, day) in (0_u8..).zip(DAYS) {
            self.put(Thing::Text { at: (across(at), top), size, weight: Weight::Regular, text: day.to_owned() });
        }
        for week in 0..WEEKS {
            let down = top + cell * 0.4 + f32::from(week) * cell;
            let text = format!("week {}", week + 1);
            self.put(Thing::Text { at: (MARGIN, down + size), size, weight: Weight::Regular, text });
            for at in 0_u8..7 {
                self.put(Thing::Box { at: (across(at), down), side: size * 1.3 });
            }
        }
        self.down = top + f32::from(WEEKS) * cell + GAP;
    }

    fn foot(&mut self, sheet: &Sheet) {
        self.room(self.size * 6.0);
        self.rule();
        for line in &sheet.stop {
            self.text(MARGIN, line, self.size, Weight::Bold);
        }
        self.down += GAP / 2.0;
        for source in &sheet.sources {
            self.text(MARGIN, source, self.size * 0.72, Weight::Regular);
        }
    }
}

/// A line with the word for what it is.
pub(super) fn labelled((what, words): &(&'static str, String)) -> String {
    if what.is_empty() { words.clone() } else { format!("{what}: {words}") }
}
