use super::value::Setting;
use super::{By, Chosen, Kind};

/// One key of `config.toml`.
#[derive(Debug)]
pub struct Key {
    /// The table it stands in; empty for the top of the file.
    pub table: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// Its effect, line by line.
    pub doc: &'static [&'static str],
    /// The kind of value it takes.
    pub kind: Kind,
    /// A value that is not the default, as it stands in a file.
    pub example: &'static str,
}

/// The value that holds for one key, and its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key with its table: `figure.fps`.
    pub key: String,
    /// The value as it stands in a file; none where nothing is set.
    pub value: Option<String>,
    /// Who says so.
    pub by: By,
}

impl Key {
    /// The key with its table: `figure.fps`.
    #[must_use]
    pub fn path(&self) -> String {
        if self.table.is_empty() { self.name.to_owned() } else { format!("{}.{}", self.table, self.name) }
    }
}

pub(super) fn row<T: Setting>(key: &Key, chosen: &Chosen<T>) -> Row {
    Row { key: key.path(), value: chosen.value.written(), by: chosen.by }
}
