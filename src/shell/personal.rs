//! The person's own routine and movement files, as bytes.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::folders::Folders;
use crate::routine::{FILE_LIMIT, FileKind, PersonalFile};

/// Reads every TOML file in the folders of the person, in the order of their names. A folder that is not there holds
/// none; a file that cannot be read is in the list with the reason.
#[must_use]
pub fn files(folders: &Folders) -> Vec<PersonalFile> {
    let mut files = listed(&folders.movements(), FileKind::Movement);
    files.extend(listed(&folders.routines(), FileKind::Routine));
    files
}

#[expect(clippy::disallowed_methods, reason = "this is where the person's files are read")]
fn listed(folder: &Path, kind: FileKind) -> Vec<PersonalFile> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    paths.sort();
    let file = |path: &Path| PersonalFile { path: path.display().to_string(), kind, bytes: read(path) };
    paths.iter().map(|path| file(path)).collect()
}

/// The bytes of a file as [`read`] gives them; none when there is no file of this name.
#[must_use]
pub fn read_if_there(path: &Path) -> Option<Result<Vec<u8>, String>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(read(path)),
    }
}

/// The bytes of a file, one more than the limit at most: whatever is longer is refused without being read.
///
/// # Errors
/// When it is no regular file, or cannot be read: why, in a few words.
#[expect(clippy::disallowed_methods, reason = "this is where the person's files are read")]
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let said = |error: std::io::Error| {
        // "No such file or directory (os error 2)": the number is for programmers.
        let text = error.to_string();
        let plain = text.split(" (os error").next().unwrap_or(&text);
        plain.to_lowercase()
    };
    // Asked before opening: opening a pipe waits for somebody to write into it.
    if !fs::metadata(path).map_err(said)?.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_LIMIT).unwrap_or(u64::MAX) + 1;
    File::open(path).map_err(said)?.take(limit).read_to_end(&mut bytes).map_err(said)?;
    Ok(bytes)
}
