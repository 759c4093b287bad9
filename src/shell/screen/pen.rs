//! Changing the terminal's colours in few bytes.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::VISIBLE_ON_BLANK;
use super::cursor::number;

/// The colours and modifiers the terminal writes with now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Default for Pen {
    fn default() -> Self {
        Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() }
    }
}

impl Pen {
    /// Whether a cell looks as it should when it is written with this pen.
    pub(super) fn is_right_for(&self, cell: &Cell) -> bool {
        self.wanted(cell) == *self
    }

    /// Changes to what a cell needs.
    pub(super) fn take_up(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        let wanted = self.wanted(cell);
        self.change(wanted, out);
    }

    /// Makes sure that what is erased gets the terminal's own background.
    pub(super) fn plain_background(&mut self, out: &mut Vec<u8>) {
        let modifier = self.modifier.difference(VISIBLE_ON_BLANK);
        self.change(Self { bg: Color::Reset, modifier, ..*self }, out);
    }

    /// What a cell needs of the pen; on a blank most does not show and is left as it is.
    fn wanted(&self, cell: &Cell) -> Self {
        let blank = matches!(cell.symbol(), " " | "");
        if blank && !cell.modifier.union(self.modifier).intersects(VISIBLE_ON_BLANK) {
            Self { bg: cell.bg, ..*self }
        } else {
            Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
        }
    }

    fn change(&mut self, wanted: Self, out: &mut Vec<u8>) {
        if wanted == *self {
            return;
        }
        let start = out.len();
        out.extend_from_slice(b"\x1b[");
        self.differences(wanted, out);
        finish(start, out);
        // Forgetting everything and saying it all may be shorter than taking back one thing after the other.
        let from_nothing = out.len();
        out.extend_from_slice(b"\x1b[;");
        Self::default().differences(wanted, out);
        finish(from_nothing, out);
        if out.len() - from_nothing < from_nothing - start {
            out.drain(start..from_nothing);
        } else {
            out.truncate(from_nothing);
        }
        *self = wanted;
    }

    fn differences(self, wanted: Self, out: &mut Vec<u8>) {
        modifiers(self.modifier, wanted.modifier, out);
        if self.fg != wanted.fg {
            colour(wanted.fg, Ground::Fore, out);
        }
        if self.bg != wanted.bg {
            colour(wanted.bg, Ground::Back, out);
        }
    }
}

/// Ends a sequence whose last parameter left a semicolon behind.
fn finish(start: usize, out: &mut Vec<u8>) {
    if out.len() > start + 2 && out.ends_with(b";") {
        out.pop();
    }
    out.push(b'm');
}

fn parameter(n: u16, out: &mut Vec<u8>) {
    number(n, out);
    out.push(b';');
}

const SWITCHES: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

fn modifiers(from: Modifier, to: Modifier, out: &mut Vec<u8>) {
    let gone = from.difference(to);
    let mut come = to.difference(from);
    let mut switched_off = 0;
    for (modifier, _, off) in SWITCHES {
        if gone.contains(modifier) && switched_off != off {
            parameter(off, out);
            switched_off = off;
            // The two that share a switch go off together.
            for (other, _, _) in SWITCHES.into_iter().filter(|switch| switch.2 == off) {
                come.insert(to.intersection(other));
            }
        }
    }
    for (modifier, on, _) in SWITCHES {
        if come.contains(modifier) {
            parameter(on, out);
        }
    }
}

/// The sixteen colours that have names, in the order of their numbers.
pub(super) const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Fore,
    Back,
}

impl Ground {
    /// What is added to the number of a colour of the foreground.
    fn offset(self) -> u16 {
        match self {
            Self::Fore => 0,
            Self::Back => 10,
        }
    }
}

fn colour(colour: Color, ground: Ground, out: &mut Vec<u8>) {
    let base = ground.offset();
    if let Some(n) = NAMED.iter().position(|known| *known == colour).and_then(|n| u8::try_from(n).ok()) {
        parameter(base + u16::from(n) + if n < 8 { 30 } else { 90 - 8 }, out);
    } else if let Color::Indexed(n) = colour {
        for n in [38 + base, 5, u16::from(n)] {
            parameter(n, out);
        }
    } else if let Color::Rgb(r, g, b) = colour {
        for n in [38 + base, 2, u16::from(r), u16::from(g), u16::from(b)] {
            parameter(n, out);
        }
    } else {
        parameter(39 + base, out);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn written(from: Style, to: Style, symbol: &'static str) -> String {
        let mut pen = Pen::default();
        pen.take_up(Cell::new("x").set_style(from), &mut Vec::new());
        let mut out = Vec::new();
        pen.take_up(Cell::new(symbol).set_style(to), &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn only_what_changes_is_said_and_the_short_way() {
        let plain = Style::new();
        let rows = [
            (plain, plain, ""),
            (plain, plain.bold(), "E[1m"),
            (plain, plain.light_red().on_blue(), "E[91;44m"),
            (plain.red().bold(), plain.red(), "E[22m"),
            (plain.red().bold(), plain, "E[m"),
            (plain.bold().dim(), plain.dim(), "E[;2m"),
            (plain.red().bold().dim(), plain.red().dim(), "E[22;2m"),
            (plain.red(), plain.green(), "E[32m"),
            (plain.red().reversed(), plain.red().bold(), "E[27;1m"),
            (plain, plain.fg(Color::Indexed(208)), "E[38;5;208m"),
            (plain, plain.bg(Color::Rgb(1, 2, 3)), "E[48;2;1;2;3m"),
        ];
        for (from, to, expected) in rows {
            assert_eq!(written(from, to, "y"), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_blank_takes_only_the_background() {
        let red = Style::new().red().bold();
        assert_eq!(written(red, Style::new(), " "), "");
        assert_eq!(written(red, Style::new().on_blue(), " "), "E[44m");
        assert_eq!(written(red.reversed(), Style::new(), " "), "E[m");
        assert_eq!(written(red, Style::new().reversed(), " "), "E[;7m");
    }

    #[test]
    fn bold_and_reverse_survive_without_colours() {
        assert_eq!(written(Style::new(), Style::new().bold().reversed(), "y"), "E[1;7m");
    }
}
