//! Pictures kept as text: compared, or written anew with `UPDATE_GOLDENS=1`.

#![expect(clippy::disallowed_methods, reason = "goldens are files, and a variable of the environment rewrites them")]

use std::path::PathBuf;
use std::{env, fs};

/// The folder of a set of goldens.
pub(crate) fn folder(set: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "goldens", set].iter().collect()
}

/// The names of the goldens of a set.
pub(crate) fn kept(set: &str) -> Vec<String> {
    let files = fs::read_dir(folder(set)).into_iter().flatten().flatten();
    files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

/// Compares a text with the golden of this name, or writes it; what differs comes back as a message.
pub(crate) fn compare(set: &str, name: &str, text: &str) -> Result<(), String> {
    let path = folder(set).join(format!("{name}.txt"));
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::create_dir_all(folder(set)).map_err(|error| error.to_string())?;
        return fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()));
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return Ok(());
    }
    let row = golden.lines().zip(text.lines()).position(|(then, now)| then != now);
    let row = row.unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
    let line = |text: &str| text.lines().nth(row).unwrap_or("(no line)").to_owned();
    Err(format!("{name}, line {}:\n  kept  {}\n  now   {}\n", row + 1, line(&golden), line(text)))
}
