//! The finished picture: cells with a character and an ink.

/// A grid of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The cells, row by row.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The character: a blank, a braille pattern, or ASCII.
    pub glyph: char,
    /// What it is drawn in.
    pub ink: Ink,
}

/// What a cell is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Nothing.
    None,
    /// The body.
    Skin(Shade),
    /// The part of it that works.
    Accent(Shade),
    /// What stands about.
    Prop,
    /// The floor.
    Floor,
    /// An arrow, a dot, a line of sight.
    Mark,
}

/// How bright a part of the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// At the far side.
    Far,
    /// In the middle.
    Middle,
    /// At the near side.
    Near,
}

/// Which characters a picture is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Only ASCII.
    Ascii,
    /// Braille patterns, eight dots to a cell.
    Braille,
}

impl Picture {
    /// A picture with nothing on it.
    #[must_use]
    pub fn blank(width: u16, height: u16) -> Self {
        let cells = vec![Cell { glyph: ' ', ink: Ink::None }; usize::from(width) * usize::from(height)];
        Self { width, height, cells }
    }

    /// The cell in a column and a row, both from 0; none outside.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Cell> {
        let inside = column < self.width && row < self.height;
        inside.then(|| self.cells[usize::from(row) * usize::from(self.width) + usize::from(column)])
    }

    /// How many cells have something in them.
    #[must_use]
    pub fn drawn(&self) -> usize {
        self.cells.iter().filter(|cell| cell.ink != Ink::None).count()
    }

    /// The rows as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for row in self.cells.chunks(usize::from(self.width).max(1)) {
            let line: String = row.iter().map(|cell| cell.glyph).collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Lays another picture over this one, its left column at `column`.
    pub(super) fn lay(&mut self, other: &Self, column: u16) {
        for y in 0..other.height.min(self.height) {
            for x in 0..other.width.min(self.width.saturating_sub(column)) {
                let at = usize::from(y) * usize::from(self.width) + usize::from(column + x);
                self.cells[at] = other.cells[usize::from(y) * usize::from(other.width) + usize::from(x)];
            }
        }
    }
}
