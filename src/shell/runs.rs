//! Where it is kept how long commands took before.

use std::os::unix::ffi::OsStringExt as _;

use super::folders::Folders;
use super::personal;
use super::save::{Replaces, save};
use crate::app::runs::Runs;

/// What is known of earlier runs; nothing where it cannot be read.
#[must_use]
pub fn load(folders: &Folders) -> Runs {
    let bytes = personal::read_if_there(&folders.runs_file()).and_then(Result::ok).unwrap_or_default();
    Runs::read(&String::from_utf8_lossy(&bytes))
}

/// Keeps it; where that fails the next routine fits less well, and there is nothing to say.
pub fn store(folders: &Folders, runs: &Runs) {
    let _ = save(&folders.runs_file(), runs.text().as_bytes(), Replaces::TheFileThere);
}

/// What makes the hashes of this machine its own.
#[must_use]
pub fn salt(folders: &Folders) -> String {
    let bytes = personal::read_if_there(&folders.machine_file()).and_then(Result::ok).unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// The folder the program was started in, as bytes.
#[must_use]
pub fn here() -> Vec<u8> {
    std::env::current_dir().map(|it| it.into_os_string().into_vec()).unwrap_or_default()
}
