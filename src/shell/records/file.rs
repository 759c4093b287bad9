//! Opening files that are files, and nothing else: no symlink, no pipe, no device.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Opens a regular file to read.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn read(path: &Path) -> io::Result<File> {
    regular(path, guarded(OpenOptions::new().read(true)).open(path))
}

/// Opens a regular file to append to and read, readable by its owner alone; makes it where there is none.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn append(path: &Path) -> io::Result<File> {
    let file = regular(path, guarded(OpenOptions::new().read(true).append(true).create(true)).open(path))?;
    keep_private(&file);
    Ok(file)
}

/// Makes a new file to write, readable by its owner alone; fails where there is one.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(crate) fn create(path: &Path) -> io::Result<File> {
    guarded(OpenOptions::new().write(true).create_new(true)).open(path)
}

/// Puts these bytes in the place of a file, whole or not at all: nobody ever sees half of it.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft(path);
    remove(&draft)?;
    let write = || {
        let mut file = create(&draft)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        fs::rename(&draft, path)
    };
    let written = write();
    if written.is_err() {
        // What went wrong is told; that the draft stayed is not worth a word, it is removed the next time.
        fs::remove_file(&draft).ok();
    }
    written?;
    sync_folder(path.parent().unwrap_or(path));
    Ok(())
}

/// Removes a file for good; one that is not there is removed.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Where a file is written before it takes its place; a name that is no record's.
fn draft(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.draft"))
}

/// Makes a folder of ours and what is missing above it, for its owner alone.
///
/// # Errors
/// When something else is in its place, a symlink to a folder elsewhere included.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => return Err(symlink()),
        Ok(found) if !found.is_dir() => return Err(ErrorKind::NotADirectory.into()),
        Ok(found) => keep_folder_private(path, &found),
        Err(error) if error.kind() == ErrorKind::NotFound => builder.create(path)?,
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Has the names in a folder on the disk: a new file is only there for good after this.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(crate) fn sync_folder(path: &Path) {
    // Not every file system can; the file itself is synced in any case, so there is nothing to tell.
    if cfg!(unix)
        && let Ok(folder) = guarded(OpenOptions::new().read(true)).open(path)
    {
        folder.sync_all().ok();
    }
}

/// Whether `file` is what stands at `path` now: a file sync may have put another in its place.
pub(super) fn still_at(file: &File, path: &Path) -> bool {
    let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), file.metadata()) else { return false };
    same(&there, &here)
}

#[cfg(unix)]
fn same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    a.file_type() == b.file_type()
}

fn regular(path: &Path, opened: io::Result<File>) -> io::Result<File> {
    let file = match opened {
        Ok(file) => file,
        // The system's word for "that was a symlink" differs from one to the next.
        Err(_) if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) => return Err(symlink()),
        Err(error) => return Err(error),
    };
    #[cfg(not(unix))]
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(symlink());
    }
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::new(ErrorKind::InvalidInput, "not a plain file")) }
}

fn symlink() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "a symlink, and nothing is read or written through one")
}

/// Lets an open neither follow a symlink nor wait for the other end of a pipe.
#[cfg(unix)]
fn guarded(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600).custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

#[cfg(not(unix))]
fn guarded(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn keep_private(file: &File) {
    use std::os::unix::fs::PermissionsExt as _;
    let open = file.metadata().is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    if open {
        // Where it is not ours to change it stays as its owner wants it.
        file.set_permissions(fs::Permissions::from_mode(0o600)).ok();
    }
}

#[cfg(not(unix))]
fn keep_private(_: &File) {}

#[cfg(unix)]
fn keep_folder_private(path: &Path, found: &fs::Metadata) {
    use std::os::unix::fs::PermissionsExt as _;
    if found.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).ok();
    }
}

#[cfg(not(unix))]
fn keep_folder_private(_: &Path, _: &fs::Metadata) {}
