//! Comparing text with a golden file under `tests/goldens`.
//!
//! A golden changes only on purpose: `UPDATE_GOLDENS=1 cargo test` writes what the tests saw, and the difference is
//! reviewed like code.

use std::path::PathBuf;

/// Fails unless `seen` is what `tests/goldens/NAME.txt` says; with `UPDATE_GOLDENS` set, makes the file say it.
#[track_caller]
pub(crate) fn check(name: &str, seen: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(format!("{name}.txt"));
    if update() {
        write(&path, seen);
        return;
    }
    let golden = read(&path).unwrap_or_else(|| panic!("no golden {}; UPDATE_GOLDENS=1 writes it", path.display()));
    if golden != seen {
        let first = golden.lines().zip(seen.lines()).position(|(golden, seen)| golden != seen);
        let line = first.unwrap_or_else(|| golden.lines().count().min(seen.lines().count()));
        panic!(
            "{} differs at line {}\n  golden: {:?}\n    seen: {:?}\n--- all that was seen\n{seen}",
            path.display(),
            line + 1,
            golden.lines().nth(line),
            seen.lines().nth(line),
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may ask how it is run")]
fn update() -> bool {
    std::env::var_os("UPDATE_GOLDENS").is_some()
}

#[expect(clippy::disallowed_methods, reason = "goldens are files")]
fn read(path: &PathBuf) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[expect(clippy::disallowed_methods, reason = "goldens are files")]
fn write(path: &PathBuf, text: &str) {
    let folder = path.parent().expect("a golden has a folder");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text)).expect("the golden can be written");
}
