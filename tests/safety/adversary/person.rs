//! What the person sees on a screen and means by a key: read from the screen, not from the program's state.

use unhunch::app::Key;
use unhunch::app::view::{Screen, View};
use unhunch::safety::words::door as words;
use unhunch::safety::{Item, Outcome, Page, Sign};

/// A page as the person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what a page is may be several things")]
pub(crate) struct Seen {
    /// The keys that report something that rules a session out, each with its name.
    pub(crate) grave: Vec<(Key, String)>,
    /// The key that says that there is nothing.
    pub(crate) none: Option<Key>,
    /// The keys that say more of what was ticked; those that make it lighter than a hold are `light`.
    pub(crate) follow_up: Option<FollowUp>,
    /// What is asked about by its name, with the keys that settle it.
    pub(crate) settles: Option<(String, Vec<Key>)>,
    /// Whether a key came too early: it was no answer, and the person knows.
    pub(crate) early: bool,
    /// Whether it says that something is held.
    pub(crate) holds: bool,
    /// Whether it is the text of an emergency.
    pub(crate) emergency: bool,
    pub(crate) session: bool,
    pub(crate) stop: bool,
    pub(crate) library: bool,
    /// The lines that are ticked.
    pub(crate) ticked: Vec<String>,
}

/// A follow-up: what it is about, and which keys make it light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FollowUp {
    pub(crate) of: String,
    pub(crate) light: Vec<Key>,
    pub(crate) grave: Vec<Key>,
}

fn digit(at: usize) -> Key {
    Key::Char(char::from_digit(u32::try_from(at).unwrap_or(0), 10).unwrap_or('0'))
}

fn items() -> impl Iterator<Item = Item> {
    Page::ALL.into_iter().flat_map(|page| page.lines().iter().map(|(_, item)| *item))
}

/// Reads a screen.
pub(crate) fn read(view: &View) -> Seen {
    let mut seen = Seen::default();
    match &view.screen {
        Screen::Door(door) => {
            seen.early = door.note.as_ref().is_some_and(|note| note == words::TOO_EARLY);
            seen.emergency = door.emergency;
            seen.holds = door.choices.is_empty();
            let ticked = door.choices.iter().filter(|choice| choice.ticked == Some(true));
            let word = |text: &str| items().find(|it| it.text() == text).map(|it| it.word().to_owned());
            seen.ticked = ticked.filter_map(|choice| word(&choice.text)).collect();
            if let Some(page) = Page::ALL.into_iter().find(|page| page.title() == door.title) {
                seen.none = Some(Key::Char(page.none()));
                let grave = page.lines().iter().filter(|(_, item)| item.outcome(None) >= Outcome::Pause);
                seen.grave = grave.map(|(key, item)| (Key::Char(*key), item.word().to_owned())).collect();
            } else if let Some((item, asks)) = items()
                .filter_map(|item| Some((item, item.asks()?)))
                .find(|(item, asks)| asks.question == door.title && door.over.iter().any(|line| line == item.text()))
            {
                let keys = |light: bool| {
                    let answers = asks.answers().enumerate();
                    let answers = answers.filter(move |(_, (told, _))| (asks.outcome(*told) < Outcome::Pause) == light);
                    answers.map(|(at, _)| digit(at + 1)).collect()
                };
                seen.follow_up = Some(FollowUp { of: item.word().to_owned(), light: keys(true), grave: keys(false) });
            } else if door.choices.last().is_some_and(|last| last.text == words::NOT_YET) {
                let name =
                    Sign::ALL.into_iter().map(Item::Sign).chain(items()).find(|it| door.title.contains(it.name()));
                let keys = door.choices.iter().rev().skip(1).map(|choice| choice.key).collect();
                seen.settles = name.map(|item| (item.word().to_owned(), keys));
            }
        }
        Screen::Ask(ask) => {
            let grave = |names: &[(&str, &str)]| -> Vec<(Key, String)> {
                let find = |text: &str| ask.choices.iter().find(|choice| choice.text.starts_with(text));
                names.iter().filter_map(|(text, name)| Some((find(text)?.key, (*name).to_owned()))).collect()
            };
            match ask.title.as_str() {
                "Stopped" => {
                    seen.stop = true;
                    seen.none = Some(Key::Char('0'));
                    seen.grave = grave(&[("Pain, tingling", "stop-arm-or-leg"), ("Chest pain", "stop-chest")]);
                }
                "Last time" if ask.choices.len() > 3 => {
                    seen.none = ask.choices.iter().find(|choice| choice.text == "fine").map(|choice| choice.key);
                    seen.grave = grave(&[("into an arm", "stop-arm-or-leg"), ("chest", "stop-chest")]);
                }
                _ if ask.choices.len() == 3 && ask.question.starts_with("Any trouble speaking") => {
                    seen.none = Some(Key::Char('2'));
                    seen.grave = vec![(Key::Char('1'), "stop-signs".to_owned())];
                }
                _ => {}
            }
        }
        Screen::Session(_) => seen.session = true,
        Screen::Library(_) => seen.library = true,
        Screen::Card(_)
        | Screen::History(_)
        | Screen::Me(_)
        | Screen::Page(_)
        | Screen::Ready(_)
        | Screen::Summary(_) => {}
    }
    seen
}
