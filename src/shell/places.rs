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

/// Where programs keep what they can make again.
#[must_use]
pub fn cache_home() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")))
}

/// Whether there is a program of this name where programs are looked for, or at this path.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the environment is the shell's")]
pub fn has_program(name: &str) -> bool {
    let named = std::path::Path::new(name);
    if named.components().count() > 1 {
        return is_program(named);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.is_absolute() && is_program(&folder.join(name)))
}

#[cfg(unix)]
fn is_program(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &std::path::Path) -> bool {
    path.with_extension("exe").is_file()
}

/// This program, by its whole path.
#[must_use]
pub fn own() -> String {
    env::current_exe().map_or_else(|_| "unhunch".to_owned(), |path| path.to_string_lossy().into_owned())
}
