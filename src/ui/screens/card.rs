//! A movement to look at.
//!
//! ```text
//!  name                                     also called    header
//!
//!  the figure, or nothing        the cue
//!                                Set-up
//!                                1  the steps
//!                                breath
//! ```
//!
//! A tall narrow window has the figure above the words, a small one has none.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::view::Card;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put_cut, put_right, width};
use crate::ui::widgets::{Keep, Stack, Words, figure};

/// The width at which it reads best.
pub(in crate::ui) const WIDTH: u16 = 120;

/// Columns and rows from which on the words stand beside the figure.
const BESIDE: (u16, u16) = (74, 13);
/// Rows the words have under a figure.
const UNDER: u16 = 17;
/// Rows a figure has at least.
const FIGURE: u16 = 10;

/// Where the figure and the words go.
fn places(body: Rect) -> (Option<Rect>, Rect) {
    if body.width >= BESIDE.0 && body.height >= BESIDE.1 {
        let columns = body.width * 52 / 100;
        let gap = if body.width >= 90 { 4 } else { 2 };
        let words = Rect { x: body.x + columns + gap, width: body.width - columns - gap, ..body };
        (Some(Rect { width: columns, ..body }), words)
    } else if body.height > UNDER + FIGURE {
        let rows = body.height - UNDER - 1;
        (Some(Rect { height: rows, ..body }), Rect { y: body.y + rows + 1, height: UNDER, ..body })
    } else {
        (None, body)
    }
}

pub(in crate::ui) fn draw(card: &Card, look: &Look, frame: Frame, buf: &mut Buffer) {
    let theme = &look.theme;
    let name = put_cut(buf, frame.header, (0, 0), &card.name, theme.label);
    let also = card.also.join(", ");
    if name + width(&also) + 3 <= frame.header.width {
        put_right(buf, frame.header, 0, &also, theme.faint);
    }
    let (picture, words) = match places(frame.body) {
        (Some(area), words) if card.figure.is_some() => (Some(area), words),
        (Some(_) | None, _) => (None, Rect { width: frame.body.width.min(72), ..frame.body }),
    };
    if let (Some(area), Some(it)) = (picture, &card.figure) {
        figure(it, look, area, buf);
    }
    let steps: Vec<String> = (1..).zip(&card.steps).map(|(number, text)| format!("{number}  {text}")).collect();
    let breath = format!("breath  {}", card.breath);
    let mut stack = Stack::default();
    stack.add(Keep::Essential, 0, Words { text: &card.cue, style: theme.strong });
    stack.add(Keep::Essential, 1, Words { text: &card.setup, style: theme.text });
    for (index, text) in steps.iter().enumerate() {
        stack.add(Keep::Useful, u16::from(index == 0), Words { text, style: theme.text });
    }
    if !card.breath.is_empty() {
        stack.add(Keep::Detail, 1, Words { text: &breath, style: theme.faint });
    }
    (&stack).render(words, buf);
}
