use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::append::{Ending, Sink};
use super::{RecordError, file};
use crate::journal::MachineId;

/// The file of one record this program appends to: the first of its name that no other copy has.
///
/// A name is the machine's with what the file holds: `<machine>-facts`, `<machine>-2026`. The lock is a file of its own
/// beside the record (`<name>.lock`), so that a record can be read everywhere while it
/// is written, and a file sync that puts a new file in its place takes no lock away.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    name: String,
    slot: Option<Slot>,
}

#[derive(Debug)]
struct Slot {
    path: PathBuf,
    file: Option<File>,
    #[expect(dead_code, reason = "held, not used: the lock is free when it is dropped")]
    lock: Lock,
}

/// What asking for a lock came to.
#[derive(Debug)]
pub(super) enum Lock {
    /// It is ours while this lives.
    Held(#[expect(dead_code, reason = "held, not used: the lock is free when it is dropped")] File),
    /// Another copy has it.
    Busy,
    /// This file system knows no locks.
    Unknown,
}

/// No more copies than this run at once.
pub(super) const MOST_SLOTS: u32 = 64;

impl Store {
    /// The record of this name in `folder`; nothing is opened yet.
    pub(super) const fn new(folder: PathBuf, name: String) -> Self {
        Self { folder, name, slot: None }
    }

    /// The one file of it with this number, whose lock is held already.
    pub(super) fn of_slot(folder: PathBuf, name: String, number: u32, lock: Lock) -> Self {
        let path = folder.join(file_name(&name, number));
        Self { folder, name, slot: Some(Slot { path, file: None, lock }) }
    }

    fn take_slot(&self) -> Result<Slot, RecordError> {
        for number in 1..=MOST_SLOTS {
            let lock = lock(&self.folder, &self.name, number)?;
            if !matches!(lock, Lock::Busy) {
                let path = self.folder.join(file_name(&self.name, number));
                return Ok(Slot { path, file: None, lock });
            }
        }
        Err(RecordError::new(format!("{MOST_SLOTS} copies of the program run already")))
    }
}

impl Sink for Store {
    fn ready(&mut self) -> Result<Ending, RecordError> {
        if self.slot.is_none() {
            file::folder(&self.folder).map_err(|error| RecordError::at(&self.folder, &error))?;
            self.slot = Some(self.take_slot()?);
        }
        let slot = self.slot.as_mut().expect("a slot was taken above");
        let at = |error| RecordError::at(&slot.path, &error);
        if slot.file.as_ref().is_none_or(|open| !file::still_at(open, &slot.path)) {
            slot.file = None;
            slot.file = Some(file::append(&slot.path).map_err(at)?);
            file::sync_folder(&self.folder);
        }
        let open = slot.file.as_mut().expect("it was opened above");
        ending(open).map_err(at)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open()?.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.open()?.sync_data()
    }
}

impl Store {
    fn open(&mut self) -> io::Result<&mut File> {
        let file = self.slot.as_mut().and_then(|slot| slot.file.as_mut());
        file.ok_or_else(|| io::Error::other("the file is not open"))
    }
}

fn ending(file: &mut File) -> io::Result<Ending> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(Ending::Whole);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(if last == *b"\n" { Ending::Whole } else { Ending::Torn })
}

/// Asks for the lock of one file of this name without waiting for it.
pub(super) fn lock(folder: &Path, name: &str, number: u32) -> Result<Lock, RecordError> {
    let path = folder.join(file_name(name, number)).with_extension("lock");
    let file = file::append(&path).map_err(|error| RecordError::at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock::Held(file)),
        Err(TryLockError::WouldBlock) => Ok(Lock::Busy),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => Ok(Lock::Busy),
        // Lines are appended whole, so that writing without a lock does little harm; closing and resuming need one.
        Err(TryLockError::Error(_)) => Ok(Lock::Unknown),
    }
}

/// Asks for the locks of all of these files, each by its name and number: while they are held no copy writes to them.
///
/// # Errors
/// When a copy that runs has one of them.
pub(super) fn lock_all<'a>(
    folder: &Path,
    files: impl Iterator<Item = (&'a str, u32)>,
) -> Result<Vec<Lock>, RecordError> {
    let lock = |(name, number)| match lock(folder, name, number)? {
        Lock::Busy => Err(RecordError::new("another copy of unhunch is running; leave it first")),
        lock @ (Lock::Held(_) | Lock::Unknown) => Ok(lock),
    };
    files.collect::<BTreeSet<_>>().into_iter().map(lock).collect()
}

/// The file of this name and number: `<name>.jsonl`, `<name>.2.jsonl`.
pub(super) fn file_name(name: &str, number: u32) -> String {
    match number {
        1 => format!("{name}.jsonl"),
        _ => format!("{name}.{number}.jsonl"),
    }
}

/// The name and the number of a file, if it may be one of `machine`'s own.
pub(super) fn own<'a>(machine: &MachineId, file: &'a str) -> Option<(&'a str, u32)> {
    let (name, rest) = file
        .strip_suffix(".jsonl")?
        .split_once('.')
        .map_or((file.strip_suffix(".jsonl")?, None), |(name, rest)| (name, Some(rest)));
    let number = rest.map_or(Some(1), |rest| rest.parse().ok())?;
    let is_own = name.strip_prefix(machine.as_str())?.starts_with('-') && file_name(name, number) == file;
    is_own.then_some((name, number))
}
