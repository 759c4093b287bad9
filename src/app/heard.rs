//! What is to be heard: the third face of a view, for whoever sees and reads nothing.

use std::time::Duration;

use crate::units::{Moment, amount};

use super::view::{Ask, Door, Ready, Screen, Summary};

/// What is to be heard at a moment.
///
/// It changes when something new is to be said. Whoever speaks says one thing at a time: a [`Heard::Phrase`] waits a
/// little for what is being said and then takes its place; a [`Heard::Aside`] and a [`Heard::Screen`] begin at once and
/// are said whole, as long as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Heard {
    /// Nobody listens: silence.
    #[default]
    Off,
    /// Nothing new; what is being said is said to its end.
    Nothing,
    /// A phrase that has its moment.
    Phrase {
        /// When it begins: the same words at another moment are another phrase.
        since: Moment,
        /// The words.
        says: String,
    },
    /// An answer to a key, which goes before any phrase.
    Aside {
        /// When it begins.
        since: Moment,
        /// The words.
        says: String,
    },
    /// What stands on the screen, sentence by sentence; nothing is silence.
    Screen(Vec<String>),
}

/// How late a phrase may still begin: later than this it would run into the next.
pub(super) const LATE: Duration = Duration::from_millis(700);

/// A screen as it is heard. What moves the body comes first, then what is safe, then what is asked.
pub(super) fn screen(screen: &Screen) -> Vec<String> {
    let lines = match screen {
        Screen::Ask(ask) => self::ask(ask),
        Screen::Door(door) => self::door(door),
        Screen::Page(page) => std::iter::once(&page.title).chain(&page.paragraphs).cloned().collect(),
        Screen::Ready(ready) => self::ready(ready),
        Screen::Summary(summary) => self::summary(summary),
        Screen::Card(_) | Screen::History(_) | Screen::Library(_) | Screen::Me(_) | Screen::Session(_) => Vec::new(),
    };
    lines.iter().map(|line| spoken(line)).filter(|line| !line.is_empty()).collect()
}

fn ask(ask: &Ask) -> Vec<String> {
    let mut lines: Vec<String> = ask.lead.iter().cloned().collect();
    // Without a question there is only something to do.
    if !ask.question.is_empty() {
        lines.extend(ask.lines.iter().chain([&ask.question]).cloned());
        lines.extend(ask.choices.iter().map(|choice| format!("{}: {}", choice.name, choice.text)));
        lines.extend(ask.after.iter().cloned());
    }
    lines
}

/// A page of the door, or what is said to whoever is held: all of it, what is ticked said so.
fn door(door: &Door) -> Vec<String> {
    let choice = |choice: &super::view::Choice| {
        let ticked = if choice.ticked == Some(true) { ", ticked" } else { "" };
        format!("{}: {}{ticked}", choice.name, choice.text)
    };
    let title = std::iter::once(door.title.clone()).filter(|title| !title.is_empty());
    title.chain(door.over.iter().cloned()).chain(door.choices.iter().map(choice)).chain(door.note.clone()).collect()
}

fn ready(ready: &Ready) -> Vec<String> {
    // In one breath, so that whoever starts at once has heard how far to go.
    let mut lines = vec![format!("{}, {}. {}", ready.title, ready.length.words(), ready.opening)];
    lines.extend(ready.safety.iter().chain(&ready.lines).chain(&ready.changes).cloned());
    lines.extend(ready.steps.first().map(|first| format!("First: {}.", first.name)));
    lines.extend(ready.check.iter().chain(&ready.guard).cloned());
    lines.push("Enter starts.".to_owned());
    lines
}

fn summary(summary: &Summary) -> Vec<String> {
    let mut lines = vec![in_words(&summary.headline)];
    lines.extend(summary.lines.iter().map(|line| in_words(line)));
    lines.extend(summary.feel.iter().flat_map(self::ask));
    lines.extend(summary.next.iter().cloned());
    lines
}

/// A line with its lengths of time in words: `6:49` is heard as a time of day.
pub(crate) fn in_words(line: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        let (minutes, seconds) = bare.split_once(':')?;
        let (minutes, seconds): (u64, u64) = (minutes.parse().ok()?, seconds.parse().ok()?);
        let length = amount::words(Duration::from_secs(minutes.checked_mul(60)?.checked_add(seconds)?));
        Some(format!("{length}{}", &word[bare.len()..]))
    };
    let words: Vec<String> = line.split(' ').map(|it| word(it).unwrap_or_else(|| it.to_owned())).collect();
    words.join(" ")
}

/// A line as it is handed to a voice: it never begins with a sign, which some program could take for an option.
pub(super) fn spoken(line: &str) -> String {
    let said = line.replace(" · ", ", ").replace('`', "");
    said.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
