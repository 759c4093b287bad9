//! Text into cells, clipped to an area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(if is_plain(text) { text.len() } else { text.width() }).unwrap_or(u16::MAX)
}

/// Whether each byte is a letter one column wide, as in most texts: nothing has to be looked up for them.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Writes a text `dx` columns and `dy` rows into the area, cut at its edges; says how many columns the text took.
pub(super) fn put(buf: &mut Buffer, area: Rect, (dx, dy): (u16, u16), text: &str, style: Style) -> u16 {
    let clip = area.intersection(buf.area);
    let (x, y) = (area.x.saturating_add(dx), area.y.saturating_add(dy));
    if clip.is_empty() || x < clip.x || y < clip.y || x >= clip.right() || y >= clip.bottom() {
        return 0;
    }
    if is_plain(text) {
        let end = clip.right().min(x.saturating_add(u16::try_from(text.len()).unwrap_or(u16::MAX)));
        for (x, letter) in (x..end).zip(text.chars()) {
            buf[(x, y)].set_char(letter).set_style(style);
        }
        return end - x;
    }
    let (end, _) = buf.set_stringn(x, y, text, usize::from(clip.right() - x), style);
    end - x
}

/// Writes a text on row `dy` so that it ends at the area's right edge; says which column of the area it begins at.
pub(super) fn put_right(buf: &mut Buffer, area: Rect, dy: u16, text: &str, style: Style) -> u16 {
    let dx = area.width.saturating_sub(width(text));
    put(buf, area, (dx, dy), text, style);
    dx
}

/// Writes a text that may be cut, and shows where it was: with an ellipsis in its last columns.
pub(super) fn put_cut(buf: &mut Buffer, area: Rect, (dx, dy): (u16, u16), text: &str, style: Style) -> u16 {
    let room = area.width.saturating_sub(dx);
    let took = put(buf, area, (dx, dy), text, style);
    if width(text) > room && room > 0 {
        put(buf, area, (area.width - 1, dy), "…", style);
    }
    took
}

/// Fills columns of one row with a glyph one column wide.
pub(super) fn fill(buf: &mut Buffer, area: Rect, dy: u16, (from, to): (u16, u16), glyph: &str, style: Style) {
    let clip = area.intersection(buf.area);
    let y = area.y.saturating_add(dy);
    if clip.is_empty() || y < clip.y || y >= clip.bottom() {
        return;
    }
    for x in area.x.saturating_add(from).max(clip.x)..area.x.saturating_add(to).min(clip.right()) {
        buf[(x, y)].set_symbol(glyph).set_style(style);
    }
}

/// Makes every cell ASCII: the last word where a locale has no Unicode, whatever the texts hold.
pub(super) fn fold_to_ascii(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let cell = &mut buf[(x, y)];
            if !cell.symbol().is_ascii() {
                let plain = match cell.symbol() {
                    "’" | "‘" | "′" => "'",
                    "“" | "”" | "″" => "\"",
                    "–" | "—" | "−" | "·" | "─" | "━" => "-",
                    "…" => "~",
                    "×" => "x",
                    "→" | "›" => ">",
                    "•" | "●" => "*",
                    "│" => "|",
                    "\u{a0}" => " ",
                    _ => "?",
                };
                cell.set_symbol(plain);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_stands_as_ratatui_writes_it(text in "[ -~é漢\u{301}\t]{0,12}", x in 0_u16..9, room in 0_u16..9) {
            let (mut ours, mut theirs) = (Buffer::empty(Rect::new(0, 0, 9, 1)), Buffer::empty(Rect::new(0, 0, 9, 1)));
            let style = Style::new().bold().red();
            let area = Rect::new(0, 0, (x + room).min(9), 1);
            let took = put(&mut ours, area, (x, 0), &text, style);
            if x < area.width {
                let (end, _) = theirs.set_stringn(x, 0, &text, usize::from(area.width - x), style);
                prop_assert_eq!(took, end - x);
            }
            prop_assert_eq!(ours, theirs);
            prop_assert_eq!(usize::from(width(&text)), text.width());
        }
    }
}
