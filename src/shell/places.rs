//! Where other programs look for their files.

use std::env;
use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "the environment is the shell's")]
fn folder(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// The person's home.
#[must_use]
pub fn home() -> Option<PathBuf> {
    folder("HOME")
}

/// Where programs have their settings.
#[must_use]
pub fn config_home() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")))
}

/// This program, by its whole path.
#[must_use]
pub fn own() -> String {
    env::current_exe().map_or_else(|_| "unhunch".to_owned(), |path| path.to_string_lossy().into_owned())
}
