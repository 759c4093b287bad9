//! The font of a sheet: how wide its letters are, and the bytes that a PDF embeds.
//!
//! `DejaVu` Sans Condensed, cut down to Latin letters, punctuation and a few signs; its licence stands beside the files.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};

/// One of the two weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For what is read.
    Regular,
    /// For what is looked for.
    Bold,
}

static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| face(Weight::Regular));
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| face(Weight::Bold));

fn face(weight: Weight) -> Face<'static> {
    Face::parse(weight.bytes(), 0).expect("the embedded font is one")
}

impl Weight {
    /// The font file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("fonts/DejaVuSansCondensed.ttf"),
            Self::Bold => include_bytes!("fonts/DejaVuSansCondensed-Bold.ttf"),
        }
    }

    pub(super) fn face(self) -> &'static Face<'static> {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }

    /// The glyph of a character; that of U+FFFD where the font has none, so that it is seen that something was there.
    #[must_use]
    pub fn glyph(self, c: char) -> u16 {
        let found = self.face().glyph_index(c).or_else(|| self.face().glyph_index('\u{fffd}'));
        found.map_or(0, |glyph| glyph.0)
    }

    /// How wide a glyph is, in thousandths of the font's size.
    #[must_use]
    pub fn advance(self, glyph: u16) -> f32 {
        let units = f32::from(self.face().units_per_em());
        f32::from(self.face().glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)) * 1000.0 / units
    }

    /// How wide a text is at a size, in the unit of the size.
    #[must_use]
    pub fn width(self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(self.glyph(c))).sum::<f32>() * size / 1000.0
    }

    /// A text in lines that are at most so wide. A word that is wider alone is cut.
    #[must_use]
    pub fn wrapped(self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                if !line.is_empty() && self.width(&line, size) + self.advance(self.glyph(c)) * size / 1000.0 > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
