use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::ui::put::put;

/// A clock in digits to be read from two metres.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct BigDigits<'a> {
    /// Digits and colons: `9`, `47`, `1:30`.
    pub(in crate::ui) text: &'a str,
    /// How large.
    pub(in crate::ui) size: Size,
    /// In what style.
    pub(in crate::ui) style: Style,
    /// Whether only ASCII may be drawn.
    pub(in crate::ui) ascii: bool,
}

/// How large digits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Size {
    /// Fourteen rows.
    Huge,
    /// Seven rows.
    Large,
    /// Five rows.
    Medium,
    /// Three rows.
    Small,
}

impl Size {
    /// The sizes, the largest first.
    pub(in crate::ui) const ALL: [Self; 4] = [Self::Huge, Self::Large, Self::Medium, Self::Small];

    /// The largest in which `text` fits.
    pub(in crate::ui) fn fitting(text: &str, width: u16, height: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.rows() <= height && size.columns(text) <= width)
    }

    /// How many rows a digit has.
    pub(in crate::ui) const fn rows(self) -> u16 {
        match self {
            Self::Huge => 14,
            Self::Large => 7,
            Self::Medium => 5,
            Self::Small => 3,
        }
    }

    /// How many columns a text takes.
    pub(in crate::ui) fn columns(self, text: &str) -> u16 {
        let (digit, colon) = match self {
            Self::Huge => (20, 6),
            Self::Large => (10, 3),
            Self::Medium => (6, 2),
            Self::Small => (4, 1),
        };
        let gap = self.gap();
        let wide: u16 = text.chars().map(|c| gap + if c == ':' { colon } else { digit }).sum();
        wide.saturating_sub(gap)
    }

    const fn gap(self) -> u16 {
        match self {
            Self::Huge => 4,
            Self::Large => 2,
            Self::Medium | Self::Small => 1,
        }
    }

    /// The rows of a glyph as pictures; huge ones are large ones doubled.
    fn glyph(self, index: usize, ascii: bool) -> &'static [&'static str] {
        match self {
            Self::Huge | Self::Large => &LARGE[index],
            Self::Medium => &MEDIUM[index],
            Self::Small if ascii => &SMALL_ASCII[index],
            Self::Small => &SMALL[index],
        }
    }
}

impl Widget for &BigDigits<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        let mut dx = 0;
        for c in self.text.chars() {
            let Some(index) = c.to_digit(10).map(|digit| digit as usize).or((c == ':').then_some(COLON)) else {
                continue;
            };
            for (row, line) in (0..).zip(self.size.glyph(index, self.ascii)) {
                if self.size == Size::Huge {
                    self.doubled(line, (dx, row * 2), area, buf);
                } else {
                    self.line(line, (dx, row), area, buf);
                }
            }
            dx += self.size.columns(c.encode_utf8(&mut [0; 4])) + self.size.gap();
        }
    }
}

impl BigDigits<'_> {
    fn line(&self, line: &str, (dx, dy): (u16, u16), area: Rect, buf: &mut Buffer) {
        for (at, c) in (dx..).zip(line.chars()) {
            self.cell(c, (at, dy), area, buf);
        }
    }

    /// One row of a large glyph as two rows and twice the columns: half blocks become a full and an empty row.
    fn doubled(&self, line: &str, (dx, dy): (u16, u16), area: Rect, buf: &mut Buffer) {
        for (at, c) in (0..).zip(line.chars()) {
            let (upper, lower) = match c {
                '█' => ('█', '█'),
                '▀' => ('█', ' '),
                '▄' => (' ', '█'),
                _ => (' ', ' '),
            };
            for half in 0..2 {
                self.cell(upper, (dx + at * 2 + half, dy), area, buf);
                self.cell(lower, (dx + at * 2 + half, dy + 1), area, buf);
            }
        }
    }

    fn cell(&self, c: char, at: (u16, u16), area: Rect, buf: &mut Buffer) {
        let mut utf8 = [0; 4];
        let glyph = match (c, self.ascii) {
            (' ', _) => return,
            ('█', true) => "#",
            ('▀', true) => "\"",
            ('▄', true) => ".",
            _ => c.encode_utf8(&mut utf8),
        };
        put(buf, area, at, glyph, self.style);
    }
}

/// Where the colon stands among the glyphs.
const COLON: usize = 10;

/// Drawn like segments, so that from one second to the next few cells change.
#[rustfmt::skip]
const LARGE: [[&str; 7]; 11] = [
    ["▄████████▄", "███    ███", "███    ███", "███    ███", "███    ███", "███    ███", "▀████████▀"],
    ["    ▄█████", "    ▀▀▀███", "       ███", "       ███", "       ███", "       ███", "       ███"],
    ["▄████████▄", "       ███", "       ███", "▄████████▀", "███       ", "███       ", "██████████"],
    ["▄████████▄", "       ███", "       ███", "  ████████", "       ███", "       ███", "▀████████▀"],
    ["███    ███", "███    ███", "███    ███", "██████████", "       ███", "       ███", "       ███"],
    ["██████████", "███       ", "███       ", "█████████▄", "       ███", "       ███", "▀████████▀"],
    ["▄████████▄", "███       ", "███       ", "█████████▄", "███    ███", "███    ███", "▀████████▀"],
    ["█████████▄", "       ███", "       ███", "       ███", "       ███", "       ███", "       ███"],
    ["▄████████▄", "███    ███", "███    ███", "██████████", "███    ███", "███    ███", "▀████████▀"],
    ["▄████████▄", "███    ███", "███    ███", "▀█████████", "       ███", "       ███", "▀████████▀"],
    ["   ", "▄▄▄", "▀▀▀", "   ", "▄▄▄", "▀▀▀", "   "],
];

#[rustfmt::skip]
const MEDIUM: [[&str; 5]; 11] = [
    ["▄████▄", "██  ██", "██  ██", "██  ██", "▀████▀"],
    [" ▄██  ", "▀▀██  ", "  ██  ", "  ██  ", "▄████▄"],
    ["▄████▄", "▀▀  ██", " ▄▄██▀", "██▀▀  ", "██████"],
    ["▄████▄", "▀▀  ██", "  ████", "▄▄  ██", "▀████▀"],
    ["██  ██", "██  ██", "▀█████", "    ██", "    ██"],
    ["██████", "██    ", "█████▄", "▄▄  ██", "▀████▀"],
    ["▄████▄", "██    ", "█████▄", "██  ██", "▀████▀"],
    ["██████", "    ██", "   ██▀", "  ██▀ ", "  ██  "],
    ["▄████▄", "██  ██", "▄████▄", "██  ██", "▀████▀"],
    ["▄████▄", "██  ██", "▀█████", "    ██", "▀████▀"],
    ["  ", "██", "  ", "██", "  "],
];

#[rustfmt::skip]
const SMALL: [[&str; 3]; 11] = [
    ["█▀▀█", "█  █", "█▄▄█"], [" ▄█ ", "  █ ", " ▄█▄"], ["▀▀▀█", "█▀▀▀", "█▄▄▄"], ["▀▀▀█", " ▀▀█", "▄▄▄█"],
    ["█  █", "▀▀▀█", "   █"], ["█▀▀▀", "▀▀▀█", "▄▄▄█"], ["█▀▀▀", "█▀▀█", "█▄▄█"], ["▀▀▀█", "  ▄▀", "  █ "],
    ["█▀▀█", "█▀▀█", "█▄▄█"], ["█▀▀█", "▀▀▀█", "▄▄▄█"], ["▄", " ", "▀"],
];

#[rustfmt::skip]
const SMALL_ASCII: [[&str; 3]; 11] = [
    [" __ ", "|  |", "|__|"], ["    ", "  | ", "  | "], [" __ ", " __|", "|__ "], [" __ ", " __|", " __|"],
    ["    ", "|__|", "   |"], [" __ ", "|__ ", " __|"], [" __ ", "|__ ", "|__|"], [" __ ", "   |", "   |"],
    [" __ ", "|__|", "|__|"], [" __ ", "|__|", " __|"], [" ", ".", "."],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(text: &str, size: Size, ascii: bool, area: Rect) -> Vec<String> {
        let mut buf = Buffer::empty(area);
        (&BigDigits { text, size, style: Style::new(), ascii }).render(area, &mut buf);
        (0..area.height)
            .map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn digits_stand_side_by_side() {
        let rows = picture("1:30", Size::Medium, false, Rect::new(0, 0, 26, 5));
        assert_eq!(
            rows,
            [
                " ▄██      ▄████▄ ▄████▄",
                "▀▀██   ██ ▀▀  ██ ██  ██",
                "  ██        ████ ██  ██",
                "  ██   ██ ▄▄  ██ ██  ██",
                "▄████▄    ▀████▀ ▀████▀",
            ]
        );
    }

    #[test]
    fn in_ascii_every_cell_is_ascii() {
        for size in Size::ALL {
            let rows = picture("0123456789:", size, true, Rect::new(0, 0, 240, 14));
            assert!(rows.iter().all(|row| row.is_ascii()), "{size:?}: {rows:?}");
        }
    }

    #[test]
    fn every_glyph_is_as_large_as_its_size_says() {
        for size in Size::ALL {
            for (index, c) in "0123456789:".chars().enumerate() {
                let halve = if size == Size::Huge { 2 } else { 1 };
                for ascii in [false, true] {
                    let glyph = size.glyph(index, ascii);
                    assert_eq!(u16::try_from(glyph.len()).unwrap() * halve, size.rows(), "{size:?} {c}");
                    for row in glyph {
                        let wide = u16::try_from(row.chars().count()).unwrap() * halve;
                        assert_eq!(wide, size.columns(&c.to_string()), "{size:?} {c} {row:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn digits_shrink_with_the_room() {
        assert_eq!(Size::fitting("1:30", 45, 9), Some(Size::Large));
        assert_eq!(Size::fitting("1:30", 36, 9), Some(Size::Medium));
        assert_eq!(Size::fitting("1:30", 36, 4), Some(Size::Small));
        assert_eq!(Size::fitting("1:30", 10, 4), None);
        assert_eq!(Size::fitting("30", 60, 20), Some(Size::Huge));
    }

    #[test]
    fn a_clipped_area_gets_what_fits() {
        for (width, height) in [(0, 0), (1, 1), (7, 3), (11, 30)] {
            let area = Rect::new(0, 0, width, height);
            for size in Size::ALL {
                picture("8:88", size, false, area);
            }
        }
    }
}
