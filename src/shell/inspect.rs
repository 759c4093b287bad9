//! What the machine is like, for whoever wants to know why something does not work.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::units::text;

/// How a folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// It can be written to, and nobody else can read it.
    Fine,
    /// It is not there, and can be made.
    NotThere,
    /// It can be written to, and others can read it.
    OpenToOthers,
    /// It cannot be used, and this is why.
    Unusable(String),
}

/// How a folder is.
#[must_use]
pub fn folder(path: &Path) -> FolderState {
    match fs::metadata(path) {
        Ok(found) if !found.is_dir() => FolderState::Unusable("it is no folder".to_owned()),
        Ok(_) if !is_writable(path) => FolderState::Unusable("it cannot be written to".to_owned()),
        Ok(found) if is_open(&found) => FolderState::OpenToOthers,
        Ok(_) => FolderState::Fine,
        Err(error) if error.kind() == ErrorKind::NotFound => above(path),
        Err(error) => FolderState::Unusable(error.to_string()),
    }
}

/// Whether a folder that is not there can be made, by the nearest one above it that is.
fn above(path: &Path) -> FolderState {
    match path.ancestors().skip(1).find(|above| above.exists()) {
        Some(above) if above.is_dir() && is_writable(above) => FolderState::NotThere,
        Some(above) => {
            let above = above.display().to_string();
            FolderState::Unusable(format!("it is not there, and `{}` cannot be written to", text::clean(&above)))
        }
        None => FolderState::Unusable("it is not there".to_owned()),
    }
}

#[cfg(unix)]
fn is_writable(path: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(path, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.permissions().readonly())
}

#[cfg(unix)]
fn is_open(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &fs::Metadata) -> bool {
    false
}

/// The columns and rows of the terminal that is written to.
#[must_use]
pub fn window() -> Option<(u16, u16)> {
    #[cfg(unix)]
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok().map(|size| (size.ws_col, size.ws_row));
    #[cfg(not(unix))]
    let size = crossterm::terminal::size().ok();
    size.filter(|(cols, rows)| *cols > 0 && *rows > 0)
}

/// The system and the kind of processor.
#[must_use]
pub fn machine() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// A variable of the environment, safe to show; none where it is empty.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the environment is read here, and the answer handed on")]
pub fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(text::clean(&value.to_string_lossy()).into_owned())
}
