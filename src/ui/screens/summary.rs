use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::Key;
use crate::app::view::Summary;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::put_cut;
use crate::ui::widgets::{Choices, Keep, Piece, Stack, Timeline, Words};

/// What was done, how it feels, what could come next.
pub(in crate::ui) fn draw(summary: &Summary, look: &Look, frame: Frame, buf: &mut Buffer) {
    let area = area(frame);
    if area.y > frame.header.y {
        put_cut(buf, frame.header, (0, 0), &summary.title, look.theme.faint);
    }
    (&stack(summary, look)).render(area, buf);
}

/// The key of the answer at a place on the screen.
pub(in crate::ui) fn key_at(summary: &Summary, look: &Look, frame: Frame, at: (u16, u16)) -> Option<Key> {
    let stack = stack(summary, look);
    stack.placed_parts(area(frame)).find_map(|(piece, place)| match piece {
        Piece::Choices(choices) => choices.key_at(place, at),
        Piece::Steps(_) | Piece::Timeline(_) | Piece::Words(_) => None,
    })
}

/// Where there is little room, the title's row belongs to what was done.
fn area(frame: Frame) -> Rect {
    let top = if frame.body.height < 12 { frame.header.y } else { frame.body.y };
    Rect { y: top, height: frame.body.bottom() - top, ..frame.body }
}

fn stack<'a>(summary: &'a Summary, look: &'a Look) -> Stack<'a> {
    let theme = &look.theme;
    let mut stack = Stack::default();
    stack.add(Keep::Essential, 0, Words { text: &summary.headline, style: theme.strong });
    stack.add(Keep::Detail, 2, Timeline { marks: &summary.timeline, current: None, look });
    for (index, line) in summary.lines.iter().enumerate() {
        let gap = if index == 0 { 2 } else { 0 };
        stack.add(Keep::Useful, gap, Words { text: line, style: theme.text });
    }
    if let Some(feel) = &summary.feel {
        stack.add(Keep::Essential, 2, Words { text: &feel.question, style: theme.strong });
        stack.add(Keep::Essential, 1, Choices { answers: &feel.choices, briefly: &[], cursor: feel.cursor, look });
        for line in &feel.after {
            stack.add(Keep::Detail, 1, Words { text: line, style: theme.faint });
        }
    }
    if let Some(next) = &summary.next {
        stack.add(Keep::Detail, 2, Words { text: next, style: theme.faint });
    }
    stack
}
