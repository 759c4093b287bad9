use crate::app::Key;
use crate::app::view::{Page, Screen, View};
use crate::safety::words::cards::CARDS;

use super::go::{Go, To};
use super::parts::{hint, plain_view};

/// The learn cards, one a screen (CONTENT 7.2).
#[derive(Debug, Default)]
pub(crate) struct Learn {
    card: usize,
}

impl Learn {
    pub(super) fn key(&mut self, key: Key) -> Go {
        match key {
            Key::Right | Key::Down | Key::Enter | Key::Char('j' | 'l' | ' ') | Key::PageDown
                if self.card + 1 < CARDS.len() =>
            {
                self.card += 1;
            }
            Key::Left | Key::Up | Key::Char('k' | 'h') | Key::PageUp => self.card = self.card.saturating_sub(1),
            Key::Home => self.card = 0,
            Key::End => self.card = CARDS.len() - 1,
            Key::Enter | Key::Esc => return Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    pub(super) fn view(&self) -> View {
        let card = CARDS[self.card];
        let page = Page {
            title: card.title.to_owned(),
            paragraphs: vec![card.text.to_owned()],
            of: Some((self.card + 1, CARDS.len())),
            ..Page::default()
        };
        let mut keys = Vec::new();
        if self.card + 1 < CARDS.len() {
            keys.push(hint(Key::Right, "→", "next"));
        }
        if self.card > 0 {
            keys.push(hint(Key::Left, "←", "back"));
        }
        keys.extend([
            hint(Key::Esc, "esc", "library"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ]);
        plain_view(Screen::Page(page), keys)
    }
}
