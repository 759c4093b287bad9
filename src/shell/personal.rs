//! The person's own routine and movement files, as bytes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::folders::Folders;
use crate::routine::{FILE_LIMIT, FileKind, PersonalFile, STDIN};

/// Reads every TOML file in the folders of the person, in the order of their names. A folder that is not there holds
/// none; a file that cannot be read is in the list with the reason.
#[must_use]
pub fn files(folders: &Folders) -> Vec<PersonalFile> {
    Unread::of(folders).some(usize::MAX)
}

/// The files in the folders of the person that are still to be read: first the movements, then the routines, each in the
/// order of their names.
#[derive(Debug, Default)]
pub struct Unread(std::vec::IntoIter<(PathBuf, FileKind)>);

impl Unread {
    /// All there are.
    #[must_use]
    pub fn of(folders: &Folders) -> Self {
        let movements = paths(&folders.movements()).into_iter().map(|path| (path, FileKind::Movement));
        let routines = paths(&folders.routines()).into_iter().map(|path| (path, FileKind::Routine));
        Self(movements.chain(routines).collect::<Vec<_>>().into_iter())
    }

    /// Reads the next ones, until they have this many bytes together; none when all were read.
    pub fn some(&mut self, most: usize) -> Vec<PersonalFile> {
        let (mut files, mut size) = (Vec::new(), 0_usize);
        while size < most
            && let Some((path, kind)) = self.0.next()
        {
            let bytes = read(&path);
            // Opening one that is empty, or is none, takes its time too.
            size = size.saturating_add(bytes.as_ref().map_or(0, Vec::len).max(1_024));
            files.push(PersonalFile { path: path.display().to_string(), kind, bytes });
        }
        files
    }
}

/// The names of the person's files of a kind, as far as a name can be an id; nothing is read.
#[must_use]
pub fn names(folders: &Folders, kind: FileKind) -> Vec<String> {
    let folder = match kind {
        FileKind::Movement => folders.movements(),
        FileKind::Routine => folders.routines(),
    };
    let is_id = |name: &String| name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
    let stems = paths(&folder).into_iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    stems.filter(is_id).collect()
}

/// The TOML files in a folder, by name.
#[expect(clippy::disallowed_methods, reason = "this is where the person's files are read")]
fn paths(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_toml(path)).collect();
    paths.sort();
    paths
}

/// The bytes of a file as [`read`] gives them; none when there is no file of this name.
#[must_use]
pub fn read_if_there(path: &Path) -> Option<Result<Vec<u8>, String>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(read(path)),
    }
}

/// The files that were named: a file is itself, a folder every TOML file in it and below it, `-` what comes through the
/// pipe. One that is named twice is there once. What cannot be read is in the list with the reason.
#[must_use]
pub fn named(paths: &[PathBuf]) -> Vec<PersonalFile> {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let bytes = read_bounded(io::stdin().lock()).map_err(|error| plainly(&error));
            found.add(STDIN.to_owned(), bytes, None);
        } else if path.is_dir() {
            found.walk(path, 0);
        } else {
            found.read(path);
        }
    }
    found.files
}

/// How many folders deep a walk goes.
const DEEPEST: usize = 16;

/// What a walk has come by.
#[derive(Default)]
struct Found {
    files: Vec<PersonalFile>,
    /// Where the walk has been, links resolved, so that a link in a circle ends it.
    been: BTreeSet<PathBuf>,
}

impl Found {
    #[expect(clippy::disallowed_methods, reason = "this is where the person's files are read")]
    fn walk(&mut self, folder: &Path, depth: usize) {
        if depth > DEEPEST || !self.is_new(folder) {
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.add(folder.display().to_string(), Err(plainly(&error)), None),
        };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            if is_toml(&path) {
                self.read(&path);
            } else if path.is_dir() && !is_hidden(&path) {
                self.walk(&path, depth + 1);
            }
        }
    }

    fn read(&mut self, path: &Path) {
        if self.is_new(path) {
            let folder = path.parent().and_then(Path::file_name);
            let kind = folder.is_some_and(|name| name == "movements").then_some(FileKind::Movement);
            self.add(path.display().to_string(), read(path), kind);
        }
    }

    fn add(&mut self, path: String, bytes: Result<Vec<u8>, String>, kind: Option<FileKind>) {
        let kind = kind.unwrap_or_else(|| FileKind::guess(bytes.as_deref().unwrap_or_default()));
        self.files.push(PersonalFile { path, kind, bytes });
    }

    fn is_new(&mut self, path: &Path) -> bool {
        self.been.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "toml")
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The bytes of a file, one more than the limit at most: whatever is longer is refused without being read.
///
/// # Errors
/// When it is no regular file, or cannot be read: why, in a few words.
#[expect(clippy::disallowed_methods, reason = "this is where the person's files are read")]
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    // Asked before opening: opening a pipe waits for somebody to write into it.
    let kind = fs::metadata(path).map_err(|error| plainly(&error))?;
    if kind.is_dir() {
        return Err("it is a directory".to_owned());
    }
    if !kind.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    File::open(path).and_then(read_bounded).map_err(|error| plainly(&error))
}

/// The same, `-` being what comes in.
///
/// # Errors
/// Why it cannot be read.
pub fn read_or_stdin(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == "-" {
        return read_bounded(io::stdin().lock()).map_err(|error| plainly(&error));
    }
    read(path)
}

fn read_bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_LIMIT).unwrap_or(u64::MAX) + 1;
    from.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// "No such file or directory (os error 2)": the number is for programmers.
fn plainly(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
