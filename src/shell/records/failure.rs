use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why a record could not be kept, in words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    why: String,
}

impl RecordError {
    /// It could not be kept, and this is why.
    #[must_use]
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }

    /// Something the system said, about nothing in particular.
    pub(super) fn io(error: &io::Error) -> Self {
        Self::new(words(error))
    }

    /// Something the system said about a file or folder. What it said comes first: a narrow window cuts the rest.
    pub(super) fn at(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{} ({})", words(error), show(path)))
    }

    /// Why, without the sentence around it.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the record could not be kept: {}", self.why)
    }
}

impl std::error::Error for RecordError {}

/// A path for a sentence: nothing in it can act on the terminal.
pub(super) fn show(path: &Path) -> String {
    let text = path.display().to_string();
    format!("`{}`", text.replace(|c: char| c.is_control(), "\u{fffd}"))
}

/// What the system said, calmly and without its number.
pub(super) fn words(error: &io::Error) -> String {
    if let Some((_, known)) = KNOWN.iter().find(|(kind, _)| *kind == error.kind()) {
        return (*known).to_owned();
    }
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

const KNOWN: [(ErrorKind, &str); 7] = [
    (ErrorKind::StorageFull, "no space left on the device"),
    (ErrorKind::QuotaExceeded, "the disk quota is used up"),
    (ErrorKind::FileTooLarge, "the file may not grow any further"),
    (ErrorKind::ReadOnlyFilesystem, "the file system is read-only"),
    (ErrorKind::PermissionDenied, "no permission"),
    (ErrorKind::NotADirectory, "not a folder"),
    (ErrorKind::IsADirectory, "a folder, not a file"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_and_why() {
        let full = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(RecordError::io(&full).to_string(), "the record could not be kept: no space left on the device");
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        let place = Path::new("/x/\u{1b}[2J");
        assert_eq!(
            RecordError::at(place, &denied).to_string(),
            "the record could not be kept: no permission (`/x/\u{fffd}[2J`)"
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_number_of_an_error_is_not_shown() {
        assert_eq!(words(&io::Error::from_raw_os_error(5)), "input/output error");
    }
}
