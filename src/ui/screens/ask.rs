use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::Key;
use crate::app::view::Ask;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put_cut, put_right};
use crate::ui::widgets::{Choices, Keep, Piece, Stack, Words};
use crate::ui::wrap::Wrap;

/// One question: what the body is told to do first, then the question, then the answers.
pub(in crate::ui) fn draw(ask: &Ask, look: &Look, frame: Frame, buf: &mut Buffer) {
    let area = area(ask, frame);
    if area.y > frame.header.y {
        put_cut(buf, frame.header, (0, 0), &ask.title, look.theme.faint);
        if let Some((number, of)) = ask.of {
            put_right(buf, frame.header, 0, &format!("{number} of {of}"), look.theme.faint);
        }
    }
    (&stack(ask, look, frame)).render(area, buf);
}

/// The key of the answer at a place on the screen.
pub(in crate::ui) fn key_at(ask: &Ask, look: &Look, frame: Frame, at: (u16, u16)) -> Option<Key> {
    let stack = stack(ask, look, frame);
    stack.placed_parts(area(ask, frame)).find_map(|(piece, place)| match piece {
        Piece::Choices(choices) => choices.key_at(place, at),
        Piece::Steps(_) | Piece::Timeline(_) | Piece::Words(_) => None,
    })
}

/// Whether the answers need every row there is, that of the key hints too: each has to be on the screen with its key
/// where no arrows could bring it there.
pub(in crate::ui) fn is_crowded(ask: &Ask, frame: Frame) -> bool {
    let lead = ask.lead.as_deref().map_or(0, |lead| Wrap::rows(lead, frame.body.width));
    let question = Wrap::rows(&ask.question, frame.body.width);
    // In a few words two answers have room in a row.
    let rows = if ask.briefly.is_empty() { ask.choices.len() } else { ask.choices.len().div_ceil(2) };
    let answers = u16::try_from(rows).unwrap_or(u16::MAX);
    ask.cursor.is_none() && lead + question + answers > frame.body.bottom() - frame.header.y
}

/// Where there is little room, or the lead says it all, the title's row belongs to the question.
fn area(ask: &Ask, frame: Frame) -> Rect {
    let top = frame.header.y;
    if is_crowded(ask, frame) {
        Rect { y: top, height: frame.keys.bottom() - top, ..frame.body }
    } else if frame.body.height < 12 || title_is_said(ask) {
        Rect { y: top, height: frame.body.bottom() - top, ..frame.body }
    } else {
        frame.body
    }
}

/// Whether the lead begins with the title: `Stopped.`
fn title_is_said(ask: &Ask) -> bool {
    ask.lead.as_ref().is_some_and(|lead| lead.starts_with(&ask.title))
}

fn stack<'a>(ask: &'a Ask, look: &'a Look, frame: Frame) -> Stack<'a> {
    let theme = &look.theme;
    let mut stack = Stack::default();
    let crowded = is_crowded(ask, frame);
    match &ask.lead {
        Some(lead) if crowded => stack.add(Keep::Essential, 0, Words { text: lead, style: theme.strong }),
        Some(lead) => {
            for (index, sentence) in sentences(lead).enumerate() {
                let style = if index == 0 { theme.label } else { theme.strong };
                stack.add(Keep::Essential, 1, Words { text: sentence, style });
            }
        }
        None => {}
    }
    for line in &ask.lines {
        stack.add(Keep::Useful, 1, Words { text: line, style: theme.text });
    }
    let question = if crowded { Keep::Ornament } else { Keep::Essential };
    stack.add(question, 2, Words { text: &ask.question, style: theme.strong });
    stack.add(Keep::Essential, 1, Choices { answers: &ask.choices, briefly: &ask.briefly, cursor: ask.cursor, look });
    for line in &ask.after {
        stack.add(Keep::Detail, 1, Words { text: line, style: theme.faint });
    }
    stack
}

/// A text in sentences, each with its full stop.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_told_sentence_by_sentence() {
        let lead = "Stopped. Come back to the middle slowly. Rest your back on the chair.";
        let told: Vec<&str> = sentences(lead).collect();
        assert_eq!(told, ["Stopped.", "Come back to the middle slowly.", "Rest your back on the chair."]);
    }
}
