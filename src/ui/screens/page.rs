use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::{KeyHint, Page};
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, put_right, width};
use crate::ui::widgets::{Flow, Words};

/// A text to read, in a column of its own.
pub(in crate::ui) fn draw(page: &Page, look: &Look, frame: Frame, buf: &mut Buffer) {
    put_cut(buf, frame.header, (0, 0), &page.title, look.theme.label);
    if let Some((number, of)) = page.of {
        put_right(buf, frame.header, 0, &format!("{number} of {of}"), look.theme.faint);
    }
    paragraphs(page, 1, look, frame.body, buf);
}

/// The paragraphs with blank rows between two, scrolled; an arrow shows that there is more.
fn paragraphs(page: &Page, gap: u16, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    // The arrows have columns of their own, where there are arrows.
    let over = rows(page, gap, area.width) > area.height;
    let width = if over { area.width.saturating_sub(2).max(1) } else { area.width };
    let most = rows(page, gap, width).saturating_sub(area.height);
    let offset = u16::try_from(page.scroll).unwrap_or(u16::MAX).min(most);
    let mut at = -i32::from(offset);
    for words in texts(page, look) {
        for (dx, line) in words.lines(width) {
            if let Ok(dy) = u16::try_from(at)
                && dy < area.height
            {
                put(buf, area, (dx, dy), line, words.style);
                if dx == 0 {
                    put(buf, area, (0, dy), Words::label_of(line), look.theme.strong);
                }
            }
            at += 1;
        }
        at += i32::from(gap);
    }
    let edge = area.width - 1;
    if offset > 0 {
        put(buf, area, (edge, 0), look.pick("↑", "^"), look.theme.label);
    }
    if offset < most {
        put(buf, area, (edge, area.height - 1), look.pick("↓", "v"), look.theme.label);
    }
}

fn texts<'a>(page: &'a Page, look: &Look) -> impl Iterator<Item = Words<'a>> {
    let style = look.theme.text;
    page.paragraphs.iter().map(move |text| Words { text, style })
}

/// How many rows the paragraphs take.
fn rows(page: &Page, gap: u16, width: u16) -> u16 {
    let style = Style::new();
    let words = page.paragraphs.iter().map(|text| Words { text, style });
    words.map(|words| words.rows(width) + gap).sum::<u16>().saturating_sub(gap)
}

/// The texts of section 3: plain lines at the left, nothing around them, no colour needed (S8).
pub(in crate::ui) fn draw_bare(page: &Page, keys: &[KeyHint], look: &Look, area: Rect, buf: &mut Buffer) {
    let top = u16::from(area.height >= 20);
    let inner =
        Rect { x: area.x + 1, y: area.y + top, width: area.width.saturating_sub(2).min(72), height: area.height - top };
    let title = if page.title.is_empty() { 0 } else { 2 };
    if title > 0 {
        put_cut(buf, inner, (0, 0), &page.title, look.theme.strong);
    }
    let text = Rect { y: inner.y + title, height: inner.height.saturating_sub(title), ..inner };
    let hint_columns: u16 = keys.iter().map(|hint| width(hint.name) + width(hint.does) + 4).sum();
    let hint_rows = if hint_columns <= text.width + 3 { 1 } else { u16::try_from(keys.len()).unwrap_or(u16::MAX) };
    // The whole text matters more than the keys under it, and both more than the space between.
    let spaced = rows(page, 1, text.width);
    let (gap, hints_at) = if spaced + 1 + hint_rows <= text.height {
        (1, Some(spaced + 1))
    } else if spaced <= text.height {
        (1, None)
    } else {
        (u16::from(rows(page, 0, text.width) > text.height), None)
    };
    paragraphs(page, gap, look, text, buf);
    let Some(mut dy) = hints_at else { return };
    let mut dx = 0;
    for hint in keys {
        dx += put(buf, text, (dx, dy), hint.name, Style::new()) + 1;
        dx += put(buf, text, (dx, dy), hint.does, Style::new()) + 3;
        if hint_rows > 1 {
            (dx, dy) = (0, dy + 1);
        }
    }
}
