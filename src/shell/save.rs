//! Writing a file of the person's whole or not at all.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::records::file;

/// What may stand at the place a file is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaces {
    /// Nothing: a file that is there stays as it is.
    Nothing,
    /// A plain file, which is replaced.
    TheFileThere,
}

/// Writes a file: first beside its place, then at once into it. Its folders are made where they are missing.
///
/// # Errors
/// When it cannot be written, when something is there that may not be replaced ([`ErrorKind::AlreadyExists`]), or when a
/// symlink or something else that is no plain file is; nothing is changed then.
pub fn save(path: &Path, bytes: &[u8], replaces: Replaces) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        file::folder(folder)?;
    }
    let there = what_is_there(path)?;
    if there.is_some() && replaces == Replaces::Nothing {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let beside = beside(path);
    write(&beside, bytes, there.as_ref())?;
    let moved = if there.is_some() { rename(&beside, path) } else { put(&beside, path) };
    match &moved {
        Ok(()) => file::sync_folder(folder),
        Err(_) => remove(&beside),
    }
    moved
}

/// What is at the place of a file: nothing, or a plain file.
///
/// # Errors
/// When it is something else, a symlink included, or cannot be asked for.
pub fn what_is_there(path: &Path) -> io::Result<Option<Metadata>> {
    let other = |what| Err(io::Error::new(ErrorKind::InvalidInput, what));
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => other("a symlink is there, and nothing is written through one"),
        Ok(found) if !found.is_file() => other("something is there that is no plain file"),
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A name in the same folder that nothing else has.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn write(beside: &Path, bytes: &[u8], there: Option<&Metadata>) -> io::Result<()> {
    let mut file = file::create(beside)?;
    if let Some(there) = there {
        // Whoever may read the file that is replaced may read this one.
        file.set_permissions(there.permissions()).ok();
    }
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        remove(beside);
    }
    written
}

/// Moves a file to a place where nothing is. What has come there in the meantime stays.
fn put(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Ok(()) => {
            remove(beside);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // A file system without a second name for a file.
        Err(_) => match what_is_there(path)? {
            Some(_) => Err(ErrorKind::AlreadyExists.into()),
            None => rename(beside, path),
        },
    }
}

#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a leftover of ours.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn remove(path: &Path) {
    fs::remove_file(path).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test may look at files")]
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[expect(clippy::disallowed_methods, reason = "a test may look at files")]
    fn text(path: &Path) -> String {
        fs::read_to_string(path).expect("text")
    }

    #[test]
    fn a_file_is_written_whole_into_folders_that_are_made() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("a/b/c.toml");
        save(&path, b"one", Replaces::Nothing).expect("written");
        assert_eq!(text(&path), "one");
        assert_eq!(names(path.parent().expect("a folder")), ["c.toml"]);
    }

    #[test]
    fn what_is_there_stays_unless_it_may_be_replaced() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("c.toml");
        save(&path, b"one", Replaces::Nothing).expect("written");
        let error = save(&path, b"two", Replaces::Nothing).expect_err("it is there");
        assert_eq!((error.kind(), text(&path)), (ErrorKind::AlreadyExists, "one".to_owned()));
        save(&path, b"two", Replaces::TheFileThere).expect("written");
        assert_eq!(text(&path), "two");
        assert_eq!(names(root.path()), ["c.toml"]);
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_through_a_symlink() {
        let root = tempfile::tempdir().expect("a folder");
        let (real, link) = (root.path().join("real.toml"), root.path().join("link.toml"));
        save(&real, b"one", Replaces::Nothing).expect("written");
        for target in [real.clone(), root.path().join("nowhere")] {
            std::os::unix::fs::symlink(target, &link).expect("a link");
            for replaces in [Replaces::Nothing, Replaces::TheFileThere] {
                let error = save(&link, b"two", replaces).expect_err("a symlink");
                assert!(error.to_string().contains("symlink"), "{error}");
            }
            remove(&link);
        }
        assert_eq!((text(&real), names(root.path())), ("one".to_owned(), vec!["real.toml".to_owned()]));
    }

    #[test]
    #[cfg(unix)]
    fn a_replaced_file_keeps_its_permissions_and_a_new_one_is_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("c.toml");
        let mode = |path: &Path| fs::symlink_metadata(path).expect("there").permissions().mode() & 0o777;
        save(&path, b"one", Replaces::Nothing).expect("written");
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("ours");
        save(&path, b"two", Replaces::TheFileThere).expect("written");
        assert_eq!(mode(&path), 0o644);
    }
}
