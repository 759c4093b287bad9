//! What screens are put together from.

use crate::app::view::{Ask, Choice, KeyHint, Screen, View};
use crate::app::{Heard, Key};
use crate::coach;
use crate::routine::Movement;
use crate::safety::words;
use crate::safety::{FollowUp, StopQuestion, StopTalk};

/// A view of one screen and its keys, nothing else.
pub(super) fn plain_view(screen: Screen, keys: Vec<KeyHint>) -> View {
    View { screen, keys, notice: None, help: None, strip: None, heard: Heard::Off }
}

/// A key and what it does.
pub(in crate::app) const fn hint(key: Key, name: &'static str, does: &'static str) -> KeyHint {
    KeyHint { key, name, does }
}

/// An answer and its key.
pub(in crate::app) fn choice(key: Key, name: &str, text: &str) -> Choice {
    Choice { key, name: name.to_owned(), text: text.to_owned(), ticked: None }
}

/// The next answer to be read in full.
pub(super) fn reading(at: Option<usize>, key: Key, last: usize) -> Option<usize> {
    match (at, key) {
        (Some(at), Key::Up) => Some(at.saturating_sub(1)),
        (at, Key::Down) => Some(at.map_or(0, |at| at + 1).min(last)),
        (at, _) => at,
    }
}

/// The first question of a stop: what the body does first, then, once it is `asked`, the question; the keys work from the
/// start.
pub(super) fn ask_stop(question: StopQuestion, lead: Option<&str>, asked: bool, reading: Option<usize>) -> Ask {
    let answers = question.answers();
    Ask {
        title: "Stopped".to_owned(),
        lead: lead.map(words::plain),
        question: if asked { question.text().to_owned() } else { String::new() },
        choices: answers.map(|(key, answer)| choice(Key::Char(key), &key.to_string(), question.says(answer))).collect(),
        cursor: reading,
        ..Ask::default()
    }
}

/// What is asked about a stop that was answered.
pub(super) fn ask_about(talk: &StopTalk, title: String, movement: Option<&Movement>) -> Ask {
    let mut says = talk.says();
    // What the body does first comes before anything else is asked.
    let leads = matches!(talk.asks(), Some(FollowUp::Signs | FollowUp::Easier)) && !says.is_empty();
    let lead = leads.then(|| says.remove(0));
    if talk.asks() == Some(FollowUp::Easier) {
        says = movement.iter().map(|movement| coach::sentence(&movement.easier)).collect();
    }
    let answers = talk.answers().into_iter();
    Ask {
        title,
        lead,
        lines: says,
        question: talk.question(),
        choices: answers.map(|(key, text)| choice(Key::Char(key), &key.to_string(), text)).collect(),
        // Enter takes what ends the routine.
        cursor: (talk.asks() == Some(FollowUp::EndOrGoOn)).then_some(0),
        ..Ask::default()
    }
}
