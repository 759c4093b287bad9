//! What a shell completes a name with.

use std::ffi::OsStr;

use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};

use crate::routine::{FileKind, Library};
use crate::shell::folders::Folders;
use crate::shell::personal;

/// The names of all routines; nothing is read but the names of files.
pub(super) fn routines(typed: &OsStr) -> Vec<CompletionCandidate> {
    let library = Library::built_in();
    let built_in = library.heads().map(|head| candidate(head.id.as_str(), Some(&head.title)));
    built_in.chain(own(FileKind::Routine)).filter(|it| begins(it, typed)).collect()
}

/// The names of all movements.
pub(super) fn movements(typed: &OsStr) -> Vec<CompletionCandidate> {
    let ids = Library::built_in().movement_ids();
    let built_in = ids.iter().map(|id| candidate(id.as_str(), None));
    built_in.chain(own(FileKind::Movement)).filter(|it| begins(it, typed)).collect()
}

/// The names of all routines and movements.
pub(super) fn anything(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = routines(typed);
    for movement in movements(typed) {
        if !all.iter().any(|known| known.get_value() == movement.get_value()) {
            all.push(movement);
        }
    }
    all
}

/// The names of all routines, and files.
pub(super) fn routines_and_files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = routines(typed);
    all.extend(PathCompleter::file().complete(typed));
    all
}

fn own(kind: FileKind) -> Vec<CompletionCandidate> {
    let Ok(folders) = Folders::find() else { return Vec::new() };
    personal::names(&folders, kind).iter().map(|name| candidate(name, None)).collect()
}

fn candidate(name: &str, help: Option<&str>) -> CompletionCandidate {
    CompletionCandidate::new(name).help(help.map(|help| help.to_owned().into()))
}

fn begins(candidate: &CompletionCandidate, typed: &OsStr) -> bool {
    candidate.get_value().to_string_lossy().starts_with(&*typed.to_string_lossy())
}
