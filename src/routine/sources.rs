//! What the movements rest on: the rows of the article and the numbered sources (CONTENT, appendix), none invented.

/// Something a movement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What a file names it by: `[43]`, `article T1`.
    pub id: &'static str,
    /// What it is, and where it can be read.
    pub text: &'static str,
}

/// One source a line: its id, then what it is.
const TEXT: &str = include_str!("sources.txt");

/// What `design` stands for in a file (CONTENT 4, "Sources").
pub const OUR_OWN_JUDGEMENT: &str = "our own judgement";

impl Reference {
    /// Every source, the rows of the article first.
    pub fn all() -> impl Iterator<Item = Self> {
        TEXT.lines().filter_map(|line| {
            let end = if line.starts_with('[') { line.find(' ')? } else { line.match_indices(' ').nth(1)?.0 };
            Some(Self { id: &line[..end], text: line[end..].trim_start() })
        })
    }

    /// The source a file names so.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::all().find(|source| source.id == id)
    }
}
