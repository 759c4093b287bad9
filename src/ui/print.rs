use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::look::{Colours, Look};
use super::widgets;
use crate::coach::view::FigureView;

/// Draws a figure into the whole of an area.
pub fn figure(figure: &FigureView, look: &Look, area: Rect, buf: &mut Buffer) {
    widgets::figure(figure, look, area, buf);
}

/// A figure as text, row by row, in an area of so many columns and rows. Coloured with the look's colours; without
/// colours there is nothing but the characters.
#[must_use]
pub fn print(figure: &FigureView, look: &Look, (columns, rows): (u16, u16)) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    widgets::figure(figure, look, area, &mut buf);
    let mut text = String::new();
    for row in buf.content.chunks(usize::from(columns).max(1)) {
        let end = row.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last + 1);
        let mut pen = String::new();
        for cell in &row[..end] {
            let style = if look.colours == Colours::None || cell.symbol() == " " { String::new() } else { sgr(cell) };
            if style != pen {
                let _ = write!(text, "\u{1b}[0{style}m");
                pen = style;
            }
            text.push_str(cell.symbol());
        }
        text.push_str(if pen.is_empty() { "\n" } else { "\u{1b}[0m\n" });
    }
    text
}

/// The first colours of the terminal's own, in its order.
const NAMED: [Color; 8] =
    [Color::Black, Color::Red, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Cyan, Color::Gray];

/// The numbers that set a cell's style, each after a semicolon.
fn sgr(cell: &Cell) -> String {
    let mut numbers = String::new();
    for (modifier, number) in [(Modifier::BOLD, 1), (Modifier::DIM, 2)] {
        if cell.modifier.contains(modifier) {
            let _ = write!(numbers, ";{number}");
        }
    }
    if let Color::Rgb(r, g, b) = cell.fg {
        let _ = write!(numbers, ";38;2;{r};{g};{b}");
    } else if let Color::Indexed(index) = cell.fg {
        let _ = write!(numbers, ";38;5;{index}");
    } else if let Some(index) = NAMED.iter().position(|named| *named == cell.fg) {
        let _ = write!(numbers, ";{}", 30 + index);
    }
    numbers
}
