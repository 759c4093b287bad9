use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Key;
use crate::app::view::{Door, DoorPiece, DoorRow};
use crate::ui::look::Look;
use crate::ui::put::put;

/// A page of the door, at any size: what has to be answered is laid out where the program can see how much of it is shown.
pub(in crate::ui) fn draw(door: &Door, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let laid = door.lay(area.width, area.height);
    let from = door.scroll.min(laid.most());
    let left = u16::try_from(laid.left).unwrap_or(0);
    let shown = laid.rows.iter().skip(from).take(laid.room);
    for (row, dy) in laid.above.iter().chain(shown).zip(0..) {
        put_row(row, look, area, (left, dy), buf);
    }
    let below = u16::try_from(laid.below.len()).unwrap_or(0);
    let at = area.height.saturating_sub(below);
    for (row, dy) in laid.below.iter().zip(at..) {
        put_row(row, look, area, (left, dy), buf);
    }
    let edge = area.width - 1;
    let above = u16::try_from(laid.above.len()).unwrap_or(0);
    if from > 0 {
        put(buf, area, (edge, above), look.pick("↑", "^"), look.theme.label);
    }
    if from < laid.most() {
        put(buf, area, (edge, at.saturating_sub(1)), look.pick("↓", "v"), look.theme.label);
    }
}

fn put_row(row: &DoorRow, look: &Look, area: Rect, (left, dy): (u16, u16), buf: &mut Buffer) {
    if dy >= area.height {
        return;
    }
    for (at, text, piece) in row {
        let style = match piece {
            DoorPiece::Key => look.theme.label,
            DoorPiece::Title => look.theme.strong,
            DoorPiece::Tick => look.theme.text,
            DoorPiece::Words | DoorPiece::Over => Style::new(),
        };
        let at = left + u16::try_from(*at).unwrap_or(u16::MAX - left);
        let text = if *piece == DoorPiece::Tick && text == "[x]" { look.pick("[✓]", "[x]") } else { text };
        put(buf, area, (at, dy), text, style);
    }
}

/// The key of the line at a place on the screen.
pub(in crate::ui) fn key_at(door: &Door, area: Rect, (column, row): (u16, u16)) -> Option<Key> {
    let laid = door.lay(area.width, area.height);
    let from = door.scroll.min(laid.most());
    let at = usize::from(row.checked_sub(area.y)?).checked_sub(laid.above.len())?;
    if at >= laid.room {
        return None;
    }
    let across = usize::from(column.checked_sub(area.x)?).checked_sub(laid.left)?;
    let mut pieces = laid.rows.get(from + at)?.iter().rev();
    // A row begins with its key; what a line goes on with has none and is its words alone.
    let (_, name, _) = pieces.find(|(at, _, piece)| *piece == DoorPiece::Key && *at <= across)?;
    door.choices.iter().find(|choice| choice.name == *name).map(|choice| choice.key)
}
