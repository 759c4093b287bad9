use crate::app::Key;
use crate::app::view::{Ask, Choice, Page, Screen, View};
use crate::safety::words::desk::{self, POINTS};

use super::go::{Go, To};
use super::parts::{hint, plain_view};

/// The ten-point check of the desk (CONTENT 7.4). Nothing of it is stored.
#[derive(Debug, Default)]
pub(crate) struct DeskCheck {
    answers: Vec<usize>,
}

impl DeskCheck {
    pub(super) fn key(&mut self, key: Key) -> Go {
        let done = self.answers.len() == POINTS.len();
        match key {
            Key::Char(digit @ '1'..='3') if !done => self.answers.push(digit as usize - '1' as usize),
            Key::Char('y') if !done => self.answers.push(0),
            Key::Char('n') if !done => self.answers.push(1),
            Key::Char('u') | Key::Backspace | Key::Left => _ = self.answers.pop(),
            Key::Esc => return Go::To(To::Library),
            Key::Enter if done => return Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    pub(super) fn view(&self) -> View {
        let at = self.answers.len();
        let mut leave = vec![
            hint(Key::Esc, "esc", "library"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        if at > 0 {
            leave.insert(0, hint(Key::Char('u'), "u", "back"));
        }
        let Some(point) = POINTS.get(at) else {
            return plain_view(Screen::Page(self.result()), leave);
        };
        let choices = desk::answers()
            .zip('1'..)
            .map(|(text, digit)| Choice {
                key: Key::Char(digit),
                name: digit.to_string(),
                text: text.to_owned(),
                ticked: None,
            })
            .collect();
        let ask = Ask {
            title: "Desk check".to_owned(),
            question: (*point).to_owned(),
            choices,
            of: Some((at + 1, POINTS.len())),
            ..Ask::default()
        };
        plain_view(Screen::Ask(ask), leave)
    }

    /// What is worth a look, and the closing line.
    fn result(&self) -> Page {
        let open = self.answers.iter().zip(POINTS).filter(|(answer, _)| **answer == 1);
        let mut paragraphs: Vec<String> = open.map(|(_, point)| point.to_owned()).collect();
        let title = if paragraphs.is_empty() { "Desk check" } else { "Worth a look" };
        paragraphs.push(desk::BEST_POSITION.to_owned());
        Page { title: title.to_owned(), paragraphs, ..Page::default() }
    }
}
