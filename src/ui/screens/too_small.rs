use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::words::too_small;
use crate::ui::look::Look;
use crate::ui::put::{put, width};
use crate::ui::wrap::Wrap;

/// One calm line in the middle: there is no room.
pub(in crate::ui) fn draw(look: &Look, area: Rect, buf: &mut Buffer) {
    let words = too_small();
    let rows = Wrap::rows(&words, area.width);
    let top = area.height.saturating_sub(rows) / 2;
    for (dy, line) in (top..).zip(Wrap::new(&words, area.width)) {
        put(buf, area, (area.width.saturating_sub(width(line)) / 2, dy), line, look.theme.text);
    }
}
