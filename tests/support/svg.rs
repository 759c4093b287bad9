//! A buffer as an SVG picture: dots, blocks and lines as shapes, so that no font can tear them; letters as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// Columns and rows in pixels.
pub(crate) const CELL: (usize, usize) = (8, 16);
/// Between dots of braille, which stand evenly across cells.
const DOT: usize = 4;
/// The margin around a picture.
const MARGIN: usize = 12;

/// The bit of each dot of a braille cell, row by row.
const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

const PAPER: &str = "#1c1d29";
const INK: &str = "#e4e5ec";

/// A picture of a buffer.
pub(crate) fn svg(buf: &Buffer) -> String {
    head(buf) + &shapes(buf, Blanks::Kept) + "</g>\n</svg>\n"
}

/// One picture that moves: the buffers one after the other, so many a second, and again. Where motion is not wanted, the
/// one in the middle.
pub(crate) fn moving(frames: &[Buffer], a_second: u32) -> String {
    let (count, a_second) = (u32::try_from(frames.len()).unwrap(), f64::from(a_second));
    let seconds = f64::from(count) / a_second;
    let mut out = head(&frames[0]);
    let _ = writeln!(
        out,
        "<style>.f{{visibility:hidden;animation:f {seconds}s step-end infinite}}@keyframes f{{0%{{visibility:visible}}\
         {:.4}%{{visibility:hidden}}}}@media(prefers-reduced-motion:reduce){{.f{{animation:none}}.m{{visibility:visible}}}}</style>",
        100.0 / f64::from(count)
    );
    for (at, frame) in (0..).zip(frames) {
        let behind = f64::from(count - at) / a_second;
        let middle = if at == count / 2 { " m" } else { "" };
        let _ = writeln!(
            out,
            "<g class=\"f{middle}\" style=\"animation-delay:-{behind}s\">{}</g>",
            shapes(frame, Blanks::Placed)
        );
    }
    out + "</g>\n</svg>\n"
}

/// What a picture of a buffer begins with.
fn head(buf: &Buffer) -> String {
    let (wide, high) =
        (usize::from(buf.area.width) * CELL.0 + 2 * MARGIN, usize::from(buf.area.height) * CELL.1 + 2 * MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" fill=\"{INK}\" font-family=\"ui-monospace,Menlo,Consolas,\
         'DejaVu Sans Mono',monospace\" font-size=\"13\" xml:space=\"preserve\">\n"
    )
}

/// What becomes of blanks before a word and between words: not every program that shows a picture keeps them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blanks {
    Kept,
    /// A word stands where it belongs without them.
    Placed,
}

/// The letters, blocks and dots of a buffer.
fn shapes(buf: &Buffer, blanks: Blanks) -> String {
    let (width, height) = (usize::from(buf.area.width), usize::from(buf.area.height));
    let mut text = String::new();
    let mut dots: BTreeMap<String, String> = BTreeMap::new();
    let mut blocks: BTreeMap<String, String> = BTreeMap::new();
    let lit = |x: usize, y: usize| {
        let cell = &buf[(u16::try_from(x / 2).unwrap(), u16::try_from(y / 4).unwrap())];
        let bits = braille(cell).unwrap_or(0);
        (bits & BITS[y % 4][x % 2] != 0).then(|| paint(cell))
    };
    for y in 0..height * 4 {
        let mut x = 0;
        while x < width * 2 {
            let Some(colour) = lit(x, y) else {
                x += 1;
                continue;
            };
            let from = x;
            while x < width * 2 && lit(x, y).as_ref() == Some(&colour) {
                x += 1;
            }
            let path = dots.entry(colour).or_default();
            let _ = write!(path, "M{} {}h{}", from * DOT + DOT / 2, y * DOT + DOT / 2, (x - from - 1) * DOT);
        }
    }
    for y in 0..height {
        let cell = |x: usize| &buf[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())];
        let mut x = 0;
        while x < width {
            let (from, style) = (x, style(cell(x)));
            if let Some((top, rows)) = block(cell(x)) {
                while x < width && block(cell(x)) == Some((top, rows)) && self::style(cell(x)) == style {
                    x += 1;
                }
                let path = blocks.entry(paint(cell(from))).or_default();
                let (wide, left) = ((x - from) * CELL.0, from * CELL.0);
                let _ = write!(path, "M{left} {}h{wide}v{rows}h-{wide}z", y * CELL.1 + top);
                continue;
            }
            let mut run = String::new();
            while x < width && is_letter(cell(x)) && self::style(cell(x)) == style {
                run.push_str(cell(x).symbol());
                x += cell(x).symbol().width().max(1);
            }
            if run.is_empty() {
                x += 1;
                continue;
            }
            let leading = if blanks == Blanks::Placed { run.len() - run.trim_start_matches(' ').len() } else { 0 };
            let from = from + leading;
            let shown = run[leading..].trim_end();
            let columns = shown.width();
            let escaped = shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let escaped = if blanks == Blanks::Placed { escaped.replace("  ", "\u{a0}\u{a0}") } else { escaped };
            if blanks == Blanks::Placed && columns == 0 {
                continue;
            }
            let _ = writeln!(
                text,
                "<text x=\"{}\" y=\"{}\" textLength=\"{}\"{style}>{escaped}</text>",
                from * CELL.0,
                y * CELL.1 + 12,
                columns * CELL.0,
            );
        }
    }
    let mut out = String::new();
    for (colour, path) in blocks {
        let _ = writeln!(out, "<path fill=\"{colour}\" d=\"{path}\"/>");
    }
    for (colour, path) in dots {
        let _ = writeln!(
            out,
            "<path stroke=\"{colour}\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-dasharray=\"0 {DOT}\" \
             d=\"{path}\"/>"
        );
    }
    out + &text
}

fn braille(cell: &Cell) -> Option<u32> {
    let letter = cell.symbol().chars().next()?;
    ('\u{2800}'..='\u{28ff}').contains(&letter).then(|| u32::from(letter) - 0x2800)
}

/// Where a block or a line begins in its cell, and how high it is.
fn block(cell: &Cell) -> Option<(usize, usize)> {
    let letter = cell.symbol().chars().next()?;
    Some(match letter {
        '█' => (0, 16),
        '▀' => (0, 8),
        '▁'..='▇' => {
            let rows = 2 * (letter as usize - '▁' as usize + 1);
            (16 - rows, rows)
        }
        '━' => (7, 2),
        '─' => (8, 1),
        _ => return None,
    })
}

fn is_letter(cell: &Cell) -> bool {
    braille(cell).is_none() && block(cell).is_none()
}

/// The colour of a cell.
fn paint(cell: &Cell) -> String {
    if let Color::Rgb(r, g, b) = cell.fg {
        format!("#{r:02x}{g:02x}{b:02x}")
    } else if cell.modifier.contains(Modifier::DIM) {
        "#8a8c99".to_owned()
    } else {
        INK.to_owned()
    }
}

/// The attributes of a letter.
fn style(cell: &Cell) -> String {
    if cell.symbol() == " " {
        return String::new();
    }
    let colour = paint(cell);
    let fill = if colour == INK { String::new() } else { format!(" fill=\"{colour}\"") };
    let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    format!("{fill}{bold}")
}
