//! What screens are put together from.

use crate::app::Key;
use crate::app::view::{Choice, KeyHint, Screen, View};

/// A view of one screen and its keys, nothing else.
pub(super) fn plain_view(screen: Screen, keys: Vec<KeyHint>) -> View {
    View { screen, keys, notice: None, help: None }
}

/// A key and what it does.
pub(in crate::app) const fn hint(key: Key, name: &'static str, does: &'static str) -> KeyHint {
    KeyHint { key, name, does }
}

/// An answer and its key.
pub(super) fn choice(key: Key, name: &str, text: &str) -> Choice {
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
