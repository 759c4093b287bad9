//! A view as cells, and cells as text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unhunch::app::view::View;
use unhunch::ui::{self, Look};

/// A view in a window of this size.
pub(crate) fn drawn(view: &View, look: &Look, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    ui::draw(view, look, area, &mut buf);
    buf
}

/// The rows of a picture, without the blanks they end with.
pub(crate) fn text(buf: &Buffer) -> String {
    let mut text = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
