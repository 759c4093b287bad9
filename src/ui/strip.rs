//! The row under a screen that says how the command beside it is doing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fits;
use super::look::Look;
use super::put::{put_cut, put_right, width};
use crate::app::view::{Strip, View};

/// What of a window is the screen's, and what the strip's; a window that has just room for a screen has none for a strip
/// unless it calls, and then it takes the row of the keys.
pub(super) fn split(view: &View, area: Rect) -> (Rect, Rect) {
    let Some(strip) = &view.strip else { return (area, Rect { height: 0, ..area }) };
    let rest = Rect { height: area.height.saturating_sub(1), ..area };
    let row = Rect { y: area.y + rest.height, height: area.height.min(1), ..area };
    if fits(rest) {
        (rest, row)
    } else if strip.calls {
        (area, row)
    } else {
        (area, Rect { height: 0, ..row })
    }
}

/// Draws the strip.
pub(super) fn draw(strip: &Strip, look: &Look, row: Rect, buf: &mut Buffer) {
    if row.is_empty() || row.intersection(buf.area).is_empty() {
        return;
    }
    for at in row.intersection(buf.area).positions() {
        buf[at].reset();
    }
    let theme = &look.theme;
    let inner = Rect { x: row.x + 1.min(row.width), width: row.width.saturating_sub(2), ..row };
    let needed = width(&strip.name) + width(&strip.says) + width(&strip.tells) + 12;
    let end = if needed <= inner.width && !strip.tells.is_empty() {
        put_right(buf, inner, 0, &strip.tells, theme.faint).saturating_sub(2)
    } else {
        inner.width
    };
    let mut left = Rect { width: end, ..inner };
    let mut say = |text: &str, style| {
        let taken = put_cut(buf, left, (0, 0), text, style);
        left = Rect { x: left.x + taken, width: left.width.saturating_sub(taken), ..left };
    };
    say(look.pick("▸ ", "> "), if strip.calls { theme.label } else { theme.faint });
    say(&strip.name, if strip.calls { theme.strong } else { theme.text });
    if !strip.says.is_empty() {
        say(look.dot(), theme.faint);
        say(&strip.says, if strip.calls { theme.label } else { theme.text });
    }
    if !strip.line.is_empty() {
        say(look.dot(), theme.faint);
        say(&strip.line, theme.faint);
    }
}
