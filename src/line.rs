//! The spoken face: a [`View`] in, plain lines out, for screen readers, pipes and terminals that cannot draw.
//!
//! A line is a sentence or two: no cursor movement, no boxes, no colours. [`render`] says a whole view; a [`Narrator`]
//! says what is new since it last spoke, so that nothing has to be heard twice.

use std::time::Duration;

use crate::app::Key;
use crate::app::view::{History, HistorySession, KeyHint, Screen, View};

mod ask;
mod card;
mod charts;
mod door;
mod history;
mod library;
mod me;
mod narrator;
mod page;
mod ready;
mod session;
mod summary;

pub use card::card;
pub use charts::Charts;
pub use narrator::Narrator;

/// The whole view: the screen, a notice, the keys.
#[must_use]
pub fn render(view: &View) -> Vec<String> {
    let mut lines = match &view.help {
        Some(help) => page::whole(help),
        None => screen(&view.screen),
    };
    lines.extend(view.strip.as_ref().map(|strip| strip.news.clone()));
    lines.extend(view.notice.clone());
    lines.extend(keys(view));
    lines
}

/// The sums of a stretch of the history as lines, without its days; with charts where they are seen.
#[must_use]
pub fn stats(history: &History, charts: Charts) -> Vec<String> {
    history::stats(history, charts)
}

/// Days of the history with their sessions, a line each; with charts where they are seen.
#[must_use]
pub fn days(days: &[(String, Duration, Vec<HistorySession>)], charts: Charts) -> Vec<String> {
    history::listed_days(days, charts)
}

/// A text to read, as lines.
#[must_use]
pub fn page(page: &crate::app::view::Page) -> Vec<String> {
    page::whole(page)
}

/// The whole screen, without its keys.
fn screen(screen: &Screen) -> Vec<String> {
    match screen {
        Screen::Ask(it) => ask::whole(it),
        Screen::Card(it) => card(it),
        Screen::Door(it) => door::whole(it),
        Screen::History(it) => history::whole(it),
        Screen::Library(it) => library::whole(it),
        Screen::Me(it) => me::whole(it),
        Screen::Page(it) => page::whole(it),
        Screen::Ready(it) => ready::whole(it),
        Screen::Session(it) => session::whole(it),
        Screen::Summary(it) => summary::whole(it),
    }
}

/// The keys on one line: `Keys: s: stop; space: pause.`
fn keys(view: &View) -> Option<String> {
    let moves = match &view.screen {
        _ if view.help.is_some() => false,
        Screen::Ask(it) => it.cursor.is_some(),
        Screen::Library(_) | Screen::Me(_) => true,
        Screen::Card(_)
        | Screen::Door(_)
        | Screen::History(_)
        | Screen::Page(_)
        | Screen::Ready(_)
        | Screen::Session(_)
        | Screen::Summary(_) => false,
    };
    let moves = moves.then(|| "j and k: move".to_owned());
    // What is not drawn cannot be turned.
    let heard = view.keys.iter().filter(|hint| hint.key != Key::Char('v'));
    let hints = heard.map(|KeyHint { name, does, .. }| format!("{name}: {does}"));
    let all: Vec<String> = moves.into_iter().chain(hints).collect();
    (!all.is_empty()).then(|| format!("Keys: {}.", all.join("; ")))
}

/// A text with its first letter large and a full stop: a sentence.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '?', ':']) || text.is_empty() { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

/// The parts that are not empty, with commas between them.
fn listed(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
