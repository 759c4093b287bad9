//! The lists of what was forgotten, one for each machine, so that a file sync can carry them; all are in force.

use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::{RecordError, file, show, words};
use crate::journal::{Forgotten, MachineId};

/// Reads all lists in a folder; most people have none. Says what could not be read.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn read(folder: &Path) -> (Forgotten, Option<String>) {
    let mut forgotten = Forgotten::default();
    let mut failed = None;
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return (forgotten, None),
        Err(error) => return (forgotten, Some(unread(folder, &error))),
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| is_list(path)) {
        match one(&path) {
            Ok(list) => forgotten = forgotten.and(&list),
            Err(error) => failed = Some(unread(&path, &error)),
        }
    }
    (forgotten, failed)
}

/// Adds to the list of `machine`, which is replaced whole.
///
/// # Errors
/// When it could not be kept.
pub(super) fn remember(folder: &Path, machine: &MachineId, more: &Forgotten) -> Result<(), RecordError> {
    let path = path(folder, machine);
    let at = |error| RecordError::at(&path, &error);
    file::folder(folder).map_err(|error| RecordError::at(folder, &error))?;
    let list = match one(&path) {
        Ok(list) => list,
        Err(error) if error.kind() == ErrorKind::NotFound => Forgotten::default(),
        Err(error) => return Err(at(error)),
    };
    file::replace(&path, list.and(more).list().as_bytes()).map_err(at)
}

/// The mark that a forgetting was begun and has to be brought to its end.
pub(super) fn mark(folder: &Path, machine: &MachineId) -> PathBuf {
    folder.join(format!("{machine}.unfinished"))
}

fn path(folder: &Path, machine: &MachineId) -> PathBuf {
    folder.join(format!("{machine}.forgotten"))
}

fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "forgotten")
}

fn one(path: &Path) -> io::Result<Forgotten> {
    let mut list = Vec::new();
    file::read(path)?.take(MOST_READ).read_to_end(&mut list)?;
    Ok(Forgotten::read(&list))
}

fn unread(path: &Path, error: &io::Error) -> String {
    format!("the list of what was forgotten could not be read: {} ({})", words(error), show(path))
}

/// The most that is read of a list, in bytes: some three and a half million entries.
const MOST_READ: u64 = 64 << 20;
