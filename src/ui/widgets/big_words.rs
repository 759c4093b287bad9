use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::ui::put::put;

/// A few words in letters five half rows high, for what has to be seen from across a room: a change of side.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct BigWords<'a> {
    /// The words; letters without a picture are left out.
    pub(in crate::ui) text: &'a str,
    /// In what style.
    pub(in crate::ui) style: Style,
    /// Whether only ASCII may be drawn; then a letter is five rows high.
    pub(in crate::ui) ascii: bool,
}

impl BigWords<'_> {
    /// How many rows a line of letters takes.
    pub(in crate::ui) const fn rows(ascii: bool) -> u16 {
        if ascii { 5 } else { 3 }
    }

    /// The lines the words take at a width, each as long as it can be; [`None`] when a word is wider.
    fn lines(&self, width: u16) -> Option<Vec<&str>> {
        let mut lines = Vec::new();
        let mut rest = self.text;
        while !rest.is_empty() {
            let mut ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
            let end = ends.rfind(|end| columns(&rest[..*end]) <= width)?;
            lines.push(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        Some(lines)
    }

    /// How many rows the words need at a width; [`None`] when a word is wider.
    pub(in crate::ui) fn height(&self, width: u16) -> Option<u16> {
        let lines = u16::try_from(self.lines(width)?.len()).ok()?;
        Some(lines * (Self::rows(self.ascii) + 1) - 1)
    }
}

impl Widget for &BigWords<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        let mut dy = 0;
        for line in self.lines(area.width).unwrap_or_default() {
            let mut dx = 0;
            for letter in line.chars() {
                let Some((wide, rows)) = picture(letter) else { continue };
                for column in 0..wide {
                    let ink = |row: usize| rows.get(row).is_some_and(|bits| bits >> (wide - 1 - column) & 1 == 1);
                    if self.ascii {
                        for (row, at) in (0..5).zip(dy..) {
                            if ink(row) {
                                put(buf, area, (dx + column, at), "#", self.style);
                            }
                        }
                    } else {
                        for (row, at) in [0, 2, 4].into_iter().zip(dy..) {
                            let glyph = match (ink(row), ink(row + 1)) {
                                (true, true) => "█",
                                (true, false) => "▀",
                                (false, true) => "▄",
                                (false, false) => continue,
                            };
                            put(buf, area, (dx + column, at), glyph, self.style);
                        }
                    }
                }
                dx += wide + 1;
            }
            dy += BigWords::rows(self.ascii) + 1;
        }
    }
}

fn columns(line: &str) -> u16 {
    let wide: u16 = line.chars().filter_map(picture).map(|(wide, _)| wide + 1).sum();
    wide.saturating_sub(1)
}

/// A letter's width and its five rows, the leftmost column in the highest bit.
#[rustfmt::skip]
fn picture(letter: char) -> Option<(u16, [u8; 5])> {
    Some(match letter.to_ascii_lowercase() {
        ' ' => (2, [0, 0, 0, 0, 0]),
        'a' => (4, [0b0110, 0b1001, 0b1111, 0b1001, 0b1001]),
        'b' => (4, [0b1110, 0b1001, 0b1110, 0b1001, 0b1110]),
        'c' => (4, [0b0111, 0b1000, 0b1000, 0b1000, 0b0111]),
        'd' => (4, [0b1110, 0b1001, 0b1001, 0b1001, 0b1110]),
        'e' => (3, [0b111, 0b100, 0b111, 0b100, 0b111]),
        'f' => (3, [0b111, 0b100, 0b111, 0b100, 0b100]),
        'g' => (4, [0b0111, 0b1000, 0b1011, 0b1001, 0b0111]),
        'h' => (4, [0b1001, 0b1001, 0b1111, 0b1001, 0b1001]),
        'i' => (1, [1, 1, 1, 1, 1]),
        'j' => (3, [0b001, 0b001, 0b001, 0b101, 0b010]),
        'k' => (4, [0b1001, 0b1010, 0b1100, 0b1010, 0b1001]),
        'l' => (3, [0b100, 0b100, 0b100, 0b100, 0b111]),
        'm' => (5, [0b10001, 0b11011, 0b10101, 0b10001, 0b10001]),
        'n' => (4, [0b1001, 0b1101, 0b1011, 0b1001, 0b1001]),
        'o' | '0' => (4, [0b0110, 0b1001, 0b1001, 0b1001, 0b0110]),
        'p' => (4, [0b1110, 0b1001, 0b1110, 0b1000, 0b1000]),
        'q' => (4, [0b0110, 0b1001, 0b1001, 0b1011, 0b0111]),
        'r' => (4, [0b1110, 0b1001, 0b1110, 0b1010, 0b1001]),
        's' | '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        't' => (3, [0b111, 0b010, 0b010, 0b010, 0b010]),
        'u' => (4, [0b1001, 0b1001, 0b1001, 0b1001, 0b0110]),
        'v' => (5, [0b10001, 0b10001, 0b01010, 0b01010, 0b00100]),
        'w' => (5, [0b10001, 0b10001, 0b10101, 0b11011, 0b10001]),
        'x' => (3, [0b101, 0b101, 0b010, 0b101, 0b101]),
        'y' => (3, [0b101, 0b101, 0b010, 0b010, 0b010]),
        'z' => (3, [0b111, 0b001, 0b010, 0b100, 0b111]),
        '1' => (2, [0b01, 0b11, 0b01, 0b01, 0b01]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
        '3' => (3, [0b111, 0b001, 0b011, 0b001, 0b111]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
        '7' => (3, [0b111, 0b001, 0b010, 0b010, 0b010]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture_of(text: &str, ascii: bool, area: Rect) -> Vec<String> {
        let mut buf = Buffer::empty(area);
        (&BigWords { text, style: Style::new(), ascii }).render(area, &mut buf);
        (0..area.height)
            .map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn words_are_large() {
        assert_eq!(
            picture_of("left side", false, Rect::new(0, 0, 40, 3)),
            [
                "█   █▀▀ █▀▀ ▀█▀    █▀▀ █ █▀▀▄ █▀▀",
                "█   █▀▀ █▀▀  █     ▀▀█ █ █  █ █▀▀",
                "▀▀▀ ▀▀▀ ▀    ▀     ▀▀▀ ▀ ▀▀▀  ▀▀▀"
            ]
        );
    }

    #[test]
    fn words_that_do_not_fit_side_by_side_stand_one_under_the_other() {
        let words = BigWords { text: "second direction", style: Style::new(), ascii: false };
        assert_eq!(words.height(80), Some(3));
        assert_eq!(words.height(40), Some(7));
        assert_eq!(words.height(12), None);
    }

    #[test]
    fn in_ascii_every_cell_is_ascii() {
        assert!(picture_of("spot 2 of 3", true, Rect::new(0, 0, 60, 5)).iter().all(|row| row.is_ascii()));
    }

    #[test]
    fn any_area_is_survived() {
        for (width, height) in [(0, 0), (1, 1), (9, 2), (30, 9)] {
            picture_of("right side", false, Rect::new(0, 0, width, height));
        }
    }
}
