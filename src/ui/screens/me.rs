use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::library::way;
use crate::app::Key;
use crate::app::view::{Me, MeRow};
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, put_right, width};
use crate::ui::wrap::Wrap;

/// What is stored about the person, in groups; it scrolls with the selection.
pub(in crate::ui) fn draw(me: &Me, look: &Look, frame: Frame, buf: &mut Buffer) {
    let theme = &look.theme;
    put(buf, frame.header, (0, 0), "About you", theme.label);
    let area = frame.body;
    let lines = lines(me, area.width);
    let first = first_line(me, &lines, area.height);
    let last = lines.len().saturating_sub(usize::from(area.height));
    for (dy, line) in (0..area.height).zip(&lines[first..]) {
        let row = Rect { y: area.y + dy, height: 1, ..area };
        match line {
            Line::Blank => {}
            Line::Heading(text) => {
                put_cut(buf, row, (0, 0), text, theme.faint);
            }
            Line::More(text) => {
                put(buf, row, (6, 0), text, theme.text);
            }
            Line::Value(text) => {
                put_cut(buf, row, (6, 0), text, theme.faint);
            }
            Line::Row(index, it) => draw_row(it, *index == me.selected, look, row, buf),
        }
    }
    if area.is_empty() {
        return;
    }
    let edge = area.width - 1;
    if first > 0 {
        put(buf, area, (edge, 0), look.pick("↑", "^"), theme.label);
    }
    if first < last {
        put(buf, area, (edge, area.height - 1), look.pick("↓", "v"), theme.label);
    }
}

/// The first line that is shown.
fn first_line(me: &Me, lines: &[Line<'_>], rows: u16) -> usize {
    let selected = lines.iter().position(|line| matches!(line, Line::Row(index, _) if *index == me.selected));
    let (height, ahead) = (usize::from(rows), usize::from(rows / 4));
    let last = lines.len().saturating_sub(height);
    // At the top the first heading is shown too.
    (selected.unwrap_or(0) + 1 + ahead).saturating_sub(height).min(last)
}

/// A click on the selected row changes it, on another goes there.
pub(in crate::ui) fn keys_at(me: &Me, frame: Frame, (column, row): (u16, u16)) -> Vec<Key> {
    let area = frame.body;
    if !area.contains((column, row).into()) {
        return Vec::new();
    }
    let lines = lines(me, area.width);
    let at = first_line(me, &lines, area.height) + usize::from(row - area.y);
    let row = lines.get(..=at).and_then(|above| match above.last()? {
        Line::Row(index, _) => Some(*index),
        Line::More(_) | Line::Value(_) => {
            above.iter().rev().find_map(|it| if let Line::Row(index, _) = it { Some(*index) } else { None })
        }
        Line::Blank | Line::Heading(_) => None,
    });
    row.map_or_else(Vec::new, |row| way(me.selected, row))
}

enum Line<'a> {
    Blank,
    Heading(&'a str),
    Row(usize, &'a MeRow),
    /// The next line of the row before it.
    More(&'a str),
    /// The value of the row before it, which has no room beside its text.
    Value(&'a str),
}

/// The least columns a text has beside its value; where there are fewer the value stands below.
const LEAST_BESIDE: u16 = 14;

/// Where a row's text begins, how many columns it has, and whether its value stands beside it.
fn text_place(row: &MeRow, columns: u16) -> (u16, u16, bool) {
    let dx = if row.ticked.is_some() { 6 } else { 2 };
    // The last two columns belong to the arrows.
    let room = columns.saturating_sub(dx + 2);
    let value = if row.value.is_empty() { 0 } else { width(&row.value) + 2 };
    match room.checked_sub(value) {
        Some(left) if left >= LEAST_BESIDE || value == 0 => (dx, left.max(1), true),
        Some(_) | None => (dx, room.max(1), false),
    }
}

fn lines(me: &Me, columns: u16) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut index = 0;
    for group in &me.groups {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(&group.title));
        for row in &group.rows {
            lines.push(Line::Row(index, row));
            let (_, columns, beside) = text_place(row, columns);
            lines.extend(Wrap::new(&row.text, columns).skip(1).map(Line::More));
            if !beside {
                lines.push(Line::Value(&row.value));
            }
            index += 1;
        }
    }
    lines
}

fn draw_row(row: &MeRow, selected: bool, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    if selected {
        put(buf, area, (0, 0), look.pick("›", ">"), theme.accent);
    }
    if let Some(ticked) = row.ticked {
        let tick = if ticked { look.pick("[✓]", "[x]") } else { "[ ]" };
        put(buf, area, (2, 0), tick, if ticked { theme.label } else { theme.faint });
    }
    let room = Rect { width: area.width.saturating_sub(2), ..area };
    let (dx, columns, beside) = text_place(row, area.width);
    if beside {
        put_right(buf, room, 0, &row.value, theme.faint);
    }
    let text = Wrap::new(&row.text, columns).next().unwrap_or_default();
    put(buf, area, (dx, 0), text, if selected { theme.strong } else { theme.text });
}
