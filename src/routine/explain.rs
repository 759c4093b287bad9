//! The why of each kind of problem, in plain words.

use super::Code;

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it is a problem and what to do, with a wrong and a right example.
    pub text: &'static str,
}

/// Each code is a heading; what follows it is its explanation.
const TEXT: &str = include_str!("explain.md");

impl Code {
    /// What this kind of problem means.
    #[must_use]
    pub fn explanation(self) -> Explanation {
        let section = TEXT.split("\n## ").find_map(|section| section.strip_prefix(self.as_str()));
        let (title, text) = section.and_then(|section| section.split_once('\n')).unwrap_or_default();
        Explanation { title: title.trim(), text: text.trim() }
    }
}
