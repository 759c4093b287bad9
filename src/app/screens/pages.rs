use crate::app::Key;
use crate::app::view::{Page, Screen, View};
use crate::safety::words;

use super::go::{Go, Says, Text, To};
use super::parts::{hint, plain_view};

/// A text to read, which leads on.
#[derive(Debug)]
pub(crate) struct Pages {
    page: Page,
    then: To,
}

impl Pages {
    /// The page of a text that holds nothing.
    pub(super) fn new(text: Text) -> Self {
        let page = match text.says {
            Says::Page(page) => page,
            Says::Unanswered(says) => {
                Page { paragraphs: says.iter().map(|it| words::plain(it)).collect(), bare: true, ..Page::default() }
            }
            Says::Stop { .. } => Page::default(),
        };
        Self { page, then: text.then }
    }

    pub(super) fn key(&mut self, key: Key) -> Go {
        match key {
            Key::Down | Key::Char('j') => self.page.scroll += 1,
            Key::Up | Key::Char('k') => self.page.scroll = self.page.scroll.saturating_sub(1),
            Key::CtrlC | Key::Char('q') => return Go::Leave,
            _ => return Go::To(self.then.clone()),
        }
        Go::Stay
    }

    pub(super) fn view(&self) -> View {
        let keys = vec![hint(Key::Enter, "enter", "go on"), hint(Key::Char('q'), "q", "leave")];
        plain_view(Screen::Page(self.page.clone()), keys)
    }
}
