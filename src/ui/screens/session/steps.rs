use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::coach::view::{Doing, SessionView};
use crate::ui::look::Look;
use crate::ui::put::put;
use crate::ui::widgets::{Flow, Words};

/// Columns of a number with the blanks after it.
const NUMBER: u16 = 3;

/// What stands in the figure's place: how to get into position, or what to do.
pub(super) fn draw(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    // Lines of about forty columns are read without losing the next one.
    let area = Rect { width: area.width.saturating_sub(2).min(52), ..area };
    let mut below = area;
    if view.doing == Doing::SetUp {
        put(buf, below, (0, 0), "Set-up", theme.faint);
        below = under(below, 2);
        let words = Words { text: &view.setup, style: theme.strong };
        (&words).render(below, buf);
        below = under(below, words.rows(below.width) + 2);
        put(buf, below, (0, 0), "Then", theme.faint);
        below = under(below, 2);
        numbered(&view.steps, Shown::Ahead, look, below, buf);
    } else {
        put(buf, below, (0, 0), "How it goes", theme.faint);
        numbered(&view.steps, Shown::Now, look, under(below, 2), buf);
    }
}

/// Whether the steps are to be followed now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// They come after the set-up: the first ones are enough.
    Ahead,
    /// They are; all of them have to be there.
    Now,
}

/// The steps, with a blank row between two while there is room.
fn numbered(steps: &[String], shown: Shown, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let (style, number_style) = match shown {
        Shown::Ahead => (theme.faint, theme.faint),
        Shown::Now => (theme.text, theme.label),
    };
    let words = || steps.iter().map(|text| Words { text, style });
    let columns = area.width.saturating_sub(NUMBER);
    let rows: u16 = words().map(|words| words.rows(columns)).sum();
    let gaps = u16::try_from(steps.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let gap = u16::from(shown == Shown::Ahead || rows.saturating_add(gaps) <= area.height);
    let mut below = area;
    for (number, words) in (1..).zip(words()) {
        let rows = words.rows(columns);
        if below.is_empty() || shown == Shown::Ahead && number > 1 && rows > below.height {
            return;
        }
        put(buf, below, (0, 0), &number.to_string(), number_style);
        let text = Rect { x: below.x + NUMBER.min(below.width), width: columns, ..below };
        (&words).render(text, buf);
        below = under(below, rows + gap);
    }
}

fn under(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
