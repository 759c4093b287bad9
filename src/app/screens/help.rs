//! The help for whatever screen it lies over.

use crate::app::Key;
use crate::app::view::{self, KeyHint, Page, Screen, View};
use crate::safety::words::{self, outcomes};

use super::parts::hint;

/// The help for a view: its keys, one a line, and what belongs to its screen.
pub(crate) fn page(view: &View) -> Page {
    let keys = view.keys.iter().filter(|it| it.key != Key::Char('?'));
    let keys: Vec<String> = keys.map(|it| format!("{}  {}", it.name, it.does)).collect();
    let mut paragraphs = vec![keys.join("\n")];
    paragraphs.extend(remarks(&view.screen));
    Page { title: "Help".to_owned(), paragraphs, ..Page::default() }
}

/// The keys while the help is open.
pub(crate) fn keys() -> Vec<KeyHint> {
    vec![hint(Key::Esc, "any key", "closes this")]
}

fn remarks(screen: &Screen) -> Vec<String> {
    let shared = words::session::SHARED;
    match screen {
        Screen::Session(_) | Screen::Ready(_) => vec![crate::coach::sentence(shared)],
        Screen::Library(_) => {
            vec![
                "A number lists what takes no longer than that many minutes.".to_owned(),
                outcomes::STANDING_NOTICE.to_owned(),
            ]
        }
        Screen::Ask(_) | Screen::Door(_) => vec![outcomes::ONLY_DECIDES.to_owned(), outcomes::SAVED.to_owned()],
        Screen::History(_) => {
            let levels = view::LEVELS.join(", ");
            vec![
                "Arrows go from day to day; page up and page down to the stretch before and after; home to the first day."
                    .to_owned(),
                format!("A day is the darker the more was done: {levels}. A session under ten seconds counts for nothing."),
                "A run goes on over the days a week leaves free and one more. Days away do not count, nor do two days from a stop for pain.".to_owned(),
                "A movement that works on two areas counts for both.".to_owned(),
            ]
        }
        Screen::Card(_) | Screen::Me(_) | Screen::Page(_) | Screen::Summary(_) => Vec::new(),
    }
}
