use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::append::{Ending, Sink};
use super::{RecordError, file};
use crate::journal::MachineId;

/// The file of one record this program appends to: the first of the machine's that no other copy has.
///
/// The lock is a file of its own beside the record (`<machine>.lock`), so that a record can be read everywhere while it
/// is written, and a file sync that puts a new file in its place takes no lock away.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    machine: MachineId,
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
    /// The record of `machine` in `folder`; nothing is opened yet.
    pub(super) const fn new(folder: PathBuf, machine: MachineId) -> Self {
        Self { folder, machine, slot: None }
    }

    /// The one file of it with this number, whose lock is held already.
    pub(super) fn of_slot(folder: PathBuf, machine: MachineId, number: u32, lock: Lock) -> Self {
        let path = folder.join(name(&machine, number));
        Self { folder, machine, slot: Some(Slot { path, file: None, lock }) }
    }

    fn take_slot(&self) -> Result<Slot, RecordError> {
        for number in 1..=MOST_SLOTS {
            let lock = lock(&self.folder, &self.machine, number)?;
            if !matches!(lock, Lock::Busy) {
                let path = self.folder.join(name(&self.machine, number));
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

/// Asks for the lock of one file of `machine` without waiting for it.
pub(super) fn lock(folder: &Path, machine: &MachineId, number: u32) -> Result<Lock, RecordError> {
    let path = folder.join(name(machine, number)).with_extension("lock");
    let file = file::append(&path).map_err(|error| RecordError::at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock::Held(file)),
        Err(TryLockError::WouldBlock) => Ok(Lock::Busy),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => Ok(Lock::Busy),
        // Lines are appended whole, so that writing without a lock does little harm; closing and resuming need one.
        Err(TryLockError::Error(_)) => Ok(Lock::Unknown),
    }
}

/// Asks for the locks of all of these files of `machine`, and of its first one: while they are held no copy writes to them.
///
/// # Errors
/// When a copy that runs has one of them.
pub(super) fn lock_all(
    folder: &Path,
    machine: &MachineId,
    files: impl Iterator<Item = u32>,
) -> Result<Vec<Lock>, RecordError> {
    let numbers: BTreeSet<u32> = files.chain([1]).collect();
    let lock = |number| match lock(folder, machine, number)? {
        Lock::Busy => Err(RecordError::new("another copy of unhunch is running; leave it first")),
        lock @ (Lock::Held(_) | Lock::Unknown) => Ok(lock),
    };
    numbers.into_iter().map(lock).collect()
}

/// The name of one file of `machine`: `<machine>.jsonl`, `<machine>.2.jsonl`.
pub(super) fn name(machine: &MachineId, number: u32) -> String {
    match number {
        1 => format!("{machine}.jsonl"),
        _ => format!("{machine}.{number}.jsonl"),
    }
}

/// Which file of `machine` has this name, if it is one of its own.
pub(super) fn number(machine: &MachineId, name: &str) -> Option<u32> {
    let rest = name.strip_prefix(machine.as_str())?.strip_suffix(".jsonl")?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix('.')?.parse().ok()?;
    (self::name(machine, number) == name).then_some(number)
}
