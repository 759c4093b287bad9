//! The screen: what is shown, what should be, and the fewest bytes from one to the other.

mod cursor;
mod pen;

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use cursor::Cursor;
use pen::Pen;

/// What is shown, what is drawn next on all of it or a part, and where the terminal's cursor and colours stand.
///
/// It never asks the terminal anything (an answer may never come) and holds its bytes until they are taken, so that a
/// frame leaves in one write. A frame that changes nothing has no bytes at all.
#[derive(Debug)]
pub(crate) struct Screen {
    /// Without cells while the terminal is blank.
    shown: Buffer,
    /// A row of a blank terminal.
    blank: Vec<Cell>,
    /// As large as what was painted last.
    drawn: Buffer,
    /// The row that is being sent, as it will be.
    line: Vec<Cell>,
    /// Which of its cells have to be written.
    dirty: Vec<bool>,
    cursor: Cursor,
    pen: Pen,
    bytes: Vec<u8>,
}

/// From this many bytes on a frame is wrapped in the sequences that make a terminal show it at once; smaller ones arrive
/// in one piece anyway.
const SYNCHRONIZE_FROM: usize = 1_024;
const BEGIN_SYNCHRONIZED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONIZED: &[u8] = b"\x1b[?2026l";

/// What sets a cell apart from its neighbours even when there is no letter in it.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

impl Screen {
    /// A screen without cells, until [`Self::begin`].
    pub(crate) fn new() -> Self {
        Self {
            shown: Buffer::empty(Rect::ZERO),
            blank: Vec::new(),
            drawn: Buffer::empty(Rect::ZERO),
            line: Vec::new(),
            dirty: Vec::new(),
            cursor: Cursor::default(),
            pen: Pen::default(),
            bytes: Vec::with_capacity(8 * 1_024),
        }
    }

    /// Begins on a terminal that becomes this screen with the bytes `enter`.
    ///
    /// Nothing may be written before them, or it would be the person's own screen that is cleared.
    pub(crate) fn begin(&mut self, enter: &[u8], area: Rect) {
        self.bytes.clear();
        self.bytes.extend_from_slice(enter);
        self.resize(area);
    }

    /// The area that is drawn on.
    pub(crate) fn area(&self) -> Rect {
        self.shown.area
    }

    /// Takes another size; the next frame is drawn from nothing.
    pub(crate) fn resize(&mut self, area: Rect) {
        self.shown = Buffer { area, content: Vec::new() };
        self.blank = vec![Cell::EMPTY; usize::from(area.width)];
        self.forget();
    }

    /// Clears the terminal and draws the next frame whole: it is not known what is on it.
    fn forget(&mut self) {
        self.bytes.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
        self.cursor = Cursor::at(0, 0);
        self.pen = Pen::default();
    }

    /// Draws a frame; the bytes for it wait in [`Self::take`].
    pub(crate) fn paint(&mut self, draw: impl FnOnce(&mut Buffer)) {
        self.paint_part(self.shown.area, draw);
    }

    /// Draws a part of a frame whose other cells stay as they are: `draw` gets a buffer that has no others.
    pub(crate) fn paint_part(&mut self, part: Rect, draw: impl FnOnce(&mut Buffer)) {
        // Emptied first, so that each cell is made empty once.
        self.drawn.content.clear();
        self.drawn.resize(part.intersection(self.shown.area));
        draw(&mut self.drawn);
        if self.shown.content.is_empty() && self.drawn.area != self.shown.area {
            self.shown = Buffer::empty(self.shown.area);
        }
        for y in self.drawn.area.rows().map(|row| row.y) {
            self.row(y);
        }
        if self.shown.content.is_empty() {
            // The first frame is what is shown; nothing of it has to be copied.
            std::mem::swap(&mut self.shown, &mut self.drawn);
        }
    }

    /// The bytes that have to be written now.
    pub(crate) fn take(&mut self, out: &mut Vec<u8>) {
        let large = self.bytes.len() >= SYNCHRONIZE_FROM;
        if large {
            out.extend_from_slice(BEGIN_SYNCHRONIZED);
        }
        out.append(&mut self.bytes);
        if large {
            out.extend_from_slice(END_SYNCHRONIZED);
        }
    }

    /// Writes what of a drawn row is not shown yet; then it is.
    fn row(&mut self, y: u16) {
        let width = usize::from(self.shown.area.width);
        let row = usize::from(y) * width..(usize::from(y) + 1) * width;
        let part = self.drawn.area;
        let columns = usize::from(part.left())..usize::from(part.right());
        let from = usize::from(y - part.y) * columns.len();
        let drawn = &self.drawn.content[from..from + columns.len()];
        let shown = self.shown.content.get(row.clone()).unwrap_or(&self.blank);
        let same =
            shown[columns.clone()].iter().zip(drawn).take_while(|(shown, drawn)| looks_same(shown, drawn)).count();
        if same == drawn.len() {
            return;
        }
        let first = columns.start + same;
        self.line.clear();
        self.line.extend_from_slice(&shown[..first]);
        self.line.extend_from_slice(&drawn[same..]);
        self.line.extend_from_slice(&shown[columns.end..]);
        let next = &self.line;
        mark_dirty(shown, next, first..columns.end, &mut self.dirty);
        let blank_from = next.iter().rposition(|cell| !is_plain_blank(cell)).map_or(0, |last| last + 1);
        let mut x = 0;
        while x < width {
            if !self.dirty[x] {
                x += 1;
                continue;
            }
            if x >= blank_from && self.dirty[x..].iter().filter(|dirty| **dirty).count() > 3 {
                // The rest of the row is empty: three bytes instead of a blank for each cell.
                self.cursor.go(column(x), y, &mut self.bytes);
                self.pen.plain_background(&mut self.bytes);
                self.bytes.extend_from_slice(b"\x1b[K");
                break;
            }
            let from = self.bridge(next, x, y);
            for (at, cell) in next.iter().enumerate().take(x).skip(from) {
                self.cursor.wrote(column(at) + 1, self.shown.area.width);
                self.bytes.extend_from_slice(cell.symbol().as_bytes());
            }
            let cell = &next[x];
            self.cursor.go(column(x), y, &mut self.bytes);
            self.pen.take_up(cell, &mut self.bytes);
            let symbol = cell.symbol();
            self.bytes.extend_from_slice(if symbol.is_empty() { b" " } else { symbol.as_bytes() });
            let glyph = glyph_width(cell);
            x += glyph;
            if is_predictable(symbol) {
                self.cursor.wrote(column(x), self.shown.area.width);
            } else {
                self.cursor = Cursor::default(); // terminals differ in how far such a letter moves
            }
        }
        for (at, _) in self.dirty.iter().enumerate().filter(|(_, dirty)| **dirty) {
            if let Some(shown) = self.shown.content.get_mut(row.start + at) {
                shown.clone_from(&next[at]);
            }
        }
    }

    /// Where to begin writing to reach `x`: a few unchanged letters before it, when writing them again is shorter than
    /// moving over them, else `x` itself.
    fn bridge(&self, next: &[Cell], x: usize, y: u16) -> usize {
        let Some(Position { x: at, y: on }) = self.cursor.position() else { return x };
        let at = usize::from(at);
        let gap = at < x && x - at <= 3 && on == y;
        let same = |cell: &Cell| cell.symbol().len() == 1 && self.pen.is_right_for(cell);
        if gap && next[at..x].iter().all(same) { at } else { x }
    }
}

/// Marks what has to be written again in some columns of a row.
fn mark_dirty(shown: &[Cell], next: &[Cell], columns: Range<usize>, dirty: &mut Vec<bool>) {
    dirty.clear();
    dirty.resize(columns.start, false);
    dirty.extend(columns.map(|at| !looks_same(&shown[at], &next[at])));
    dirty.resize(shown.len(), false);
    // Some fonts draw a block a little wider than its cell: what stands beside one that goes is written again too.
    for at in 0..shown.len() {
        if dirty[at] && is_block(&shown[at]) && !looks_same(&shown[at], &next[at]) {
            for beside in [at.saturating_sub(1), (at + 1).min(shown.len() - 1)] {
                dirty[beside] = true;
            }
        }
    }
    // A letter two columns wide is written, and overwritten, as a whole.
    while spread_over_glyphs(shown, dirty) | spread_over_glyphs(next, dirty) {}
}

/// Marks the whole of every letter of which a part is marked; true when that marked more.
fn spread_over_glyphs(cells: &[Cell], dirty: &mut [bool]) -> bool {
    let mut more = false;
    let mut x = 0;
    while x < cells.len() {
        let end = (x + glyph_width(&cells[x])).min(cells.len());
        if end > x + 1 && dirty[x..end].contains(&true) && dirty[x..end].contains(&false) {
            dirty[x..end].fill(true);
            more = true;
        }
        x = end;
    }
    more
}

/// Whether a cell has a block in it, such as large digits are made of.
fn is_block(cell: &Cell) -> bool {
    cell.symbol().chars().next().is_some_and(|c| ('\u{2580}'..='\u{259f}').contains(&c))
}

fn looks_same(one: &Cell, other: &Cell) -> bool {
    one == other
        || (one.symbol() == " "
            && other.symbol() == " "
            && one.bg == other.bg
            && !one.modifier.union(other.modifier).intersects(VISIBLE_ON_BLANK))
}

fn is_plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(VISIBLE_ON_BLANK)
}

fn glyph_width(cell: &Cell) -> usize {
    match cell.symbol().as_bytes() {
        // ASCII, Latin and their like, boxes and blocks, braille: one column, without looking it up.
        [] | [_] | [_, _] | [0xe2, 0x94..=0x96 | 0xa0..=0xa3, _] => 1,
        [..] => usize::from(cell.cell_width()).max(1),
    }
}

/// Whether every terminal moves its cursor by the same for this letter.
fn is_predictable(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    letters.next();
    letters.next().is_none()
}

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;

    fn begun(area: Rect) -> Screen {
        let mut screen = Screen::new();
        screen.begin(b"", area);
        screen
    }

    fn terminal(area: Rect) -> vt100::Parser {
        let size = |n| NonZeroU16::new(n).unwrap();
        vt100::Parser::new(size(area.height), size(area.width), 0)
    }

    fn frame(screen: &mut Screen, draw: impl FnOnce(Rect, &mut Buffer)) -> Vec<u8> {
        screen.paint(|buffer| draw(buffer.area, buffer));
        let mut out = Vec::new();
        screen.take(&mut out);
        out
    }

    fn colour(colour: Color) -> vt100::Color {
        if let Some(n) = pen::NAMED.iter().position(|known| *known == colour) {
            vt100::Color::Idx(n.try_into().unwrap())
        } else if let Color::Rgb(r, g, b) = colour {
            vt100::Color::Rgb(r, g, b)
        } else if let Color::Indexed(n) = colour {
            vt100::Color::Idx(n)
        } else {
            vt100::Color::Default
        }
    }

    fn assert_shows(parser: &vt100::Parser, buffer: &Buffer) {
        for Position { x, y } in buffer.area.positions() {
            let (cell, seen) = (&buffer[(x, y)], parser.screen().cell(y, x).unwrap());
            if seen.is_wide_continuation() {
                continue;
            }
            let text = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(text, cell.symbol(), "letter at {x},{y}");
            assert_eq!(seen.bgcolor(), colour(cell.bg), "background at {x},{y}");
            assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "reverse at {x},{y}");
            assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED), "underline at {x},{y}");
            if text != " " {
                assert_eq!(seen.fgcolor(), colour(cell.fg), "colour at {x},{y}");
                if !cell.modifier.contains(Modifier::BOLD.union(Modifier::DIM)) {
                    // The test's terminal knows one of the two at a time.
                    assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "bold at {x},{y}");
                    assert_eq!(seen.dim(), cell.modifier.contains(Modifier::DIM), "dim at {x},{y}");
                }
                assert_eq!(seen.italic(), cell.modifier.contains(Modifier::ITALIC), "italic at {x},{y}");
            }
        }
    }

    #[test]
    fn a_frame_that_changes_nothing_has_no_bytes() {
        let mut screen = begun(Rect::new(0, 0, 20, 3));
        let draw = |_: Rect, buffer: &mut Buffer| {
            buffer.set_string(2, 1, "hold", Style::new().bold().red());
        };
        assert!(!frame(&mut screen, draw).is_empty());
        assert_eq!(frame(&mut screen, draw), b"");
    }

    #[test]
    fn a_digit_that_changes_costs_its_move_and_itself() {
        let mut screen = begun(Rect::new(0, 0, 120, 40));
        let digit = |text: &'static str| {
            move |_: Rect, buffer: &mut Buffer| {
                buffer.set_string(90, 9, text, Style::new().bold());
            }
        };
        frame(&mut screen, digit("12"));
        assert_eq!(frame(&mut screen, digit("11")), b"\x08\x31");
        assert_eq!(frame(&mut screen, digit("10")), b"\x08\x30");
        assert_eq!(frame(&mut screen, digit("09")), b"\x08\x0809");
    }

    #[test]
    fn a_style_left_behind_is_not_reset_until_another_is_needed() {
        let mut screen = begun(Rect::new(0, 0, 20, 2));
        frame(&mut screen, |_, buffer| {
            buffer.set_string(0, 0, "a", Style::new().green());
        });
        let bytes = frame(&mut screen, |_, buffer| {
            buffer.set_string(0, 0, "ab", Style::new().green());
        });
        assert_eq!(bytes, b"b");
    }

    #[test]
    fn unchanged_letters_between_two_changes_are_written_again_when_that_is_shorter() {
        let mut screen = begun(Rect::new(0, 0, 20, 1));
        frame(&mut screen, |_, buffer| {
            buffer.set_string(0, 0, "1:29", Style::new());
        });
        let bytes = frame(&mut screen, |_, buffer| {
            buffer.set_string(0, 0, "0:28", Style::new());
        });
        assert_eq!(bytes, b"\r0:28");
    }

    #[test]
    fn a_row_that_empties_is_erased_not_overwritten() {
        let mut screen = begun(Rect::new(0, 0, 40, 1));
        frame(&mut screen, |_, buffer| {
            buffer.set_string(0, 0, "Seated side-on twist", Style::new());
        });
        assert_eq!(
            frame(&mut screen, |_, buffer| {
                buffer.set_string(0, 0, "Seated", Style::new());
            }),
            b"\x1b[8G\x1b[K"
        );
    }

    #[test]
    fn the_widths_that_are_not_looked_up_are_right() {
        let letters = ('\u{20}'..='\u{7ff}').chain('\u{2500}'..='\u{25bf}').chain('\u{2800}'..='\u{28ff}');
        for letter in letters.filter(|letter| !letter.is_control()) {
            let mut cell = Cell::default();
            cell.set_char(letter);
            assert_eq!(glyph_width(&cell), usize::from(cell.cell_width()).max(1), "{letter:?}");
        }
    }

    #[test]
    fn nothing_is_written_before_the_screen_is_entered_not_even_when_it_is_left_half_way() {
        let mut screen = Screen::new();
        screen.begin(b"<enter>", Rect::new(0, 0, 4, 1));
        assert!(frame(&mut screen, |_, _| {}).starts_with(b"<enter>\x1b[m\x1b[H\x1b[2J"));
        screen.resize(Rect::new(0, 0, 5, 1));
        screen.begin(b"<enter>", Rect::new(0, 0, 5, 1));
        assert!(frame(&mut screen, |_, _| {}).starts_with(b"<enter>"));
    }

    #[test]
    fn a_large_frame_is_shown_at_once() {
        let mut screen = begun(Rect::new(0, 0, 80, 24));
        let bytes = frame(&mut screen, |area, buffer| {
            for y in 0..area.height {
                buffer.set_string(0, y, "x".repeat(80), Style::new());
            }
        });
        assert!(bytes.starts_with(BEGIN_SYNCHRONIZED) && bytes.ends_with(END_SYNCHRONIZED));
    }

    #[test]
    fn an_area_without_cells_is_survived() {
        for area in [Rect::new(0, 0, 0, 0), Rect::new(0, 0, 0, 5), Rect::new(0, 0, 5, 0), Rect::new(0, 0, 1, 1)] {
            let mut screen = begun(area);
            frame(&mut screen, |_, _| {});
            screen.resize(Rect::new(0, 0, 3, 3));
            frame(&mut screen, |_, buffer| {
                buffer.set_string(0, 0, "abc", Style::new());
            });
            screen.resize(area);
            frame(&mut screen, |_, _| {});
        }
    }

    fn any_colour() -> impl Strategy<Value = Color> {
        prop_oneof![
            4 => Just(Color::Reset),
            3 => proptest::sample::select(&pen::NAMED[..]),
            1 => any::<u8>().prop_map(Color::Indexed),
            1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
        ]
    }

    fn any_style() -> impl Strategy<Value = Style> {
        let modifiers = [
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::BOLD.union(Modifier::REVERSED),
            Modifier::ITALIC.union(Modifier::UNDERLINED),
            Modifier::REVERSED,
        ];
        (any_colour(), any_colour(), proptest::sample::select(modifiers.to_vec()))
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn any_text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            proptest::sample::select(vec!["a", " ", "7", "  ", "\u{28ff}", "│", "▄", "漢", "é", "-"]),
            0..12,
        )
        .prop_map(|parts| parts.concat())
    }

    type Written = Vec<(u16, u16, String, Style)>;

    fn any_frame() -> impl Strategy<Value = Written> {
        proptest::collection::vec((0_u16..24, 0_u16..6, any_text(), any_style()), 0..14)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        #[test]
        fn whatever_is_drawn_after_whatever_the_terminal_shows_it(frames in proptest::collection::vec(any_frame(), 1..6)) {
            let area = Rect::new(0, 0, 24, 6);
            let mut screen = begun(area);
            let mut parser = terminal(area);
            for written in frames {
                let bytes = frame(&mut screen, |area, buffer| {
                    for (x, y, text, style) in &written {
                        let room = usize::from(area.width - x);
                        buffer.set_stringn(*x, *y, text, room, *style);
                    }
                });
                parser.process(&bytes);
                assert_shows(&parser, &screen.shown);
            }
        }

        #[test]
        fn whatever_part_is_drawn_after_whatever_the_terminal_shows_it_there_and_nothing_elsewhere(
            whole in any_frame(),
            parts in proptest::collection::vec((0_u16..24, 0_u16..6, 0_u16..24, 0_u16..6, any_frame()), 1..6),
        ) {
            let area = Rect::new(0, 0, 24, 6);
            let mut screen = begun(area);
            let mut parser = terminal(area);
            let draw = |written: &Written, buffer: &mut Buffer| {
                for (x, y, text, style) in written {
                    if buffer.area.contains((*x, *y).into()) {
                        // A letter two columns wide is cut in two where a part ends; no part of a screen ends inside one.
                        let text = text.replace('漢', "=");
                        buffer.set_stringn(*x, *y, text, usize::from(buffer.area.right() - x), *style);
                    }
                }
            };
            let mut bytes = Vec::new();
            screen.paint(|buffer| draw(&whole, buffer));
            let mut expected = screen.shown.clone();
            for (x, y, width, height, written) in &parts {
                let part = Rect::new(*x, *y, *width, *height).intersection(area);
                screen.paint_part(part, |buffer| draw(written, buffer));
                let mut drawn = Buffer::empty(part);
                draw(written, &mut drawn);
                for at in part.positions() {
                    expected[at] = drawn[at].clone();
                }
                screen.take(&mut bytes);
                parser.process(&bytes);
                bytes.clear();
                assert_shows(&parser, &expected);
            }
        }
    }
}
