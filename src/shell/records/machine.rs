use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use super::{RecordError, file};
use crate::journal::MachineId;

/// The name of this machine, made once; `random` is asked where there is none yet.
///
/// Two copies that start at once on a fresh machine come to the same name: the name is written whole to a file of its
/// own, and put in place only where there is none.
///
/// # Errors
/// When the name cannot be kept: then this run has one of its own.
pub(super) fn name(path: &Path, random: &mut dyn FnMut() -> u64) -> Result<MachineId, (MachineId, RecordError)> {
    if let Some(machine) = read(path) {
        return Ok(machine);
    }
    let fresh = MachineId::from_bits(random());
    make(path, &fresh, random()).map_err(|error| (fresh, error))
}

fn make(path: &Path, fresh: &MachineId, salt: u64) -> Result<MachineId, RecordError> {
    let at = |error| RecordError::at(path, &error);
    let folder = path.parent().expect("the machine's file stands in a folder");
    file::folder(folder).map_err(at)?;
    let draft = path.with_extension(format!("{salt:016x}"));
    let write = || {
        let mut file = file::create(&draft)?;
        file.write_all(format!("{fresh}\n").as_bytes())?;
        file.sync_data()
    };
    let placed = write().and_then(|()| place(&draft, path));
    remove(&draft);
    placed.map_err(at)?;
    file::sync_folder(folder);
    Ok(read(path).unwrap_or_else(|| fresh.clone()))
}

/// Puts the draft in place, unless a name stands there already.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn place(draft: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && read(path).is_some() => Ok(()),
        // Something stands there that is no name, or this file system knows no second name for a file.
        Err(_) => fs::rename(draft, path),
    }
}

#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn remove(draft: &Path) {
    // It is gone already where it was renamed.
    fs::remove_file(draft).ok();
}

fn read(path: &Path) -> Option<MachineId> {
    let mut text = String::new();
    file::read(path).ok()?.take(64).read_to_string(&mut text).ok()?;
    MachineId::parse(text.trim_end())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "these tests look at the files the shell writes")]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/machine");
        let mut bits = 0;
        let mut random = || {
            bits += 1;
            bits
        };
        let first = name(&path, &mut random).unwrap();
        assert_eq!(name(&path, &mut random).unwrap(), first);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft stays");
    }

    #[test]
    fn copies_that_start_at_once_come_to_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/machine");
        let names: Vec<MachineId> = std::thread::scope(|scope| {
            let path = &path;
            let start = |seed: u64| {
                scope.spawn(move || {
                    let mut bits = seed << 8;
                    name(path, &mut || {
                        bits += 1;
                        bits
                    })
                    .unwrap()
                })
            };
            let copies: Vec<_> = (1..=8).map(start).collect();
            copies.into_iter().map(|copy| copy.join().unwrap()).collect()
        });
        assert!(names.iter().all(|name| *name == names[0]), "{names:?}");
    }

    #[test]
    fn a_spoilt_name_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("machine");
        for spoilt in ["", "../../elsewhere\n", "\0\0\0"] {
            fs::write(&path, spoilt).unwrap();
            let named = name(&path, &mut || 5).unwrap();
            assert_eq!(read(&path), Some(named), "{spoilt:?}");
        }
    }

    #[test]
    fn where_no_name_can_be_kept_this_run_has_one_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("state"), "in the way").unwrap();
        let (fresh, error) = name(&folder.path().join("state/machine"), &mut || 5).unwrap_err();
        assert_eq!(fresh, MachineId::from_bits(5));
        assert!(error.why().starts_with("not a folder"), "{error}");
    }
}
