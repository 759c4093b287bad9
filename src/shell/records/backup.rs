//! Taking records from one place to another: everything as one file of lines, and another machine's folder into ours.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, FixedOffset};

use super::append::Appender;
use super::forget::{Bad, pool, purge};
use super::store::{self, Lock, MOST_SLOTS, Store};
use super::{FACTS, RecordError, file, forgotten, machine, of_year, read, show, unreadable};
use crate::journal::{MachineId, Pool, PoolLine, Which};
use crate::shell::folders::Folders;

/// What a merge came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// How many facts came in.
    pub facts: usize,
    /// How many entries of the journal came in.
    pub entries: usize,
    /// How many of what is there were here already.
    pub known: usize,
    /// How many of what is there were forgotten, and stay forgotten.
    pub forgotten: usize,
    /// How many that are here were forgotten there, and are forgotten now.
    pub forgotten_there: usize,
    /// How many lines there are no entry.
    pub bad: usize,
    /// What could not be read, one sentence each.
    pub messages: Vec<String>,
}

/// Everything in both records, each line once, by time; with what could not be read, one sentence each.
#[must_use]
pub fn everything(folders: &Folders) -> (Pool, Vec<String>) {
    let (forgotten, failed) = forgotten::read(&folders.forgotten());
    let mut messages: Vec<_> = failed.into_iter().collect();
    let mut all = Pool::default();
    for (folder, record) in [(folders.facts(), Which::Facts), (folders.journal(), Which::Journal)] {
        all.join(in_folder(&folder, Some(record), &mut messages));
    }
    all.forget(&forgotten);
    (all, messages)
}

/// Takes in what another machine kept: its data folder, a folder of files of lines, or one such file.
///
/// What is here already, or was forgotten here or there, is left out, so that it does not matter in which order, or how
/// often, things are merged. Lines are taken as they stand, those of a later version too.
///
/// # Errors
/// When nothing can be read there, or something could not be kept here; what was kept stays, and merging again brings
/// the rest.
pub fn merge_in(folders: &Folders, from: &Path, random: &mut dyn FnMut() -> u64) -> Result<Merged, RecordError> {
    let machine = machine::name(&folders.machine_file(), random).map_err(|(_, error)| error)?;
    let mut merged = Merged::default();
    let mut lines = Pool::default();
    let mut theirs = None;
    if from.is_dir() {
        let there = Folders::under(from).with_data(from);
        let records = [(there.facts(), Which::Facts), (there.journal(), Which::Journal)];
        let known = records.into_iter().filter(|(folder, _)| folder.symlink_metadata().is_ok());
        for (folder, record) in known.map(|(folder, record)| (folder, Some(record))).chain([(from.to_owned(), None)]) {
            lines.join(in_folder(&folder, record, &mut merged.messages));
        }
        let (list, failed) = forgotten::read(&there.forgotten());
        merged.messages.extend(failed);
        theirs = Some(list).filter(|list| !list.is_empty());
    } else {
        read::each_line(from, |_, line| lines.take(line, None)).map_err(|error| RecordError::at(from, &error))?;
    }
    merged.bad = lines.bad;
    let (mut forgotten, failed) = forgotten::read(&folders.forgotten());
    if let Some(failed) = failed {
        return Err(RecordError::new(failed));
    }
    let (mut here, unread) = everything(folders);
    merged.messages.extend(unread);
    if let Some(theirs) = theirs {
        merged.forgotten_there = here.forget(&theirs);
        forgotten = forgotten.and(&theirs);
        forgotten::remember(&folders.forgotten(), &machine, &theirs)?;
        if merged.forgotten_there > 0 {
            forget_too(folders, &machine, &forgotten)?;
        }
    }
    merged.forgotten = lines.forget(&forgotten);
    let all = lines.lines().len();
    lines.leave_out(&here);
    merged.known = all - lines.lines().len();
    keep(folders, &machine, &lines, &mut merged)?;
    Ok(merged)
}

/// Removes from our files what was forgotten elsewhere.
fn forget_too(
    folders: &Folders,
    machine: &MachineId,
    forgotten: &crate::journal::Forgotten,
) -> Result<(), RecordError> {
    for (folder, record) in [(folders.facts(), Which::Facts), (folders.journal(), Which::Journal)] {
        let listing = read::list(&folder);
        if listing.files.is_empty() {
            continue;
        }
        let own = listing.files.iter().filter_map(|found| store::own(machine, &found.name));
        let _locks = store::lock_all(&folder, own)?;
        purge(&folder, record, forgotten, Bad::Stays)?;
    }
    Ok(())
}

/// Keeps lines, each in a file of the machine it comes from: a fact in two, an entry in that of the year its session began
/// in.
fn keep(folders: &Folders, ours: &MachineId, lines: &Pool, merged: &mut Merged) -> Result<(), RecordError> {
    let mut years = BTreeMap::new();
    let mut by_file: BTreeMap<(Which, String), Vec<&PoolLine>> = BTreeMap::new();
    for line in lines.lines() {
        // What has no machine's name becomes no file's name.
        let machine = MachineId::parse(line.machine.as_str()).unwrap_or_else(|| ours.clone());
        match line.record {
            Which::Facts => {
                for name in FACTS {
                    by_file.entry((Which::Facts, format!("{machine}-{name}"))).or_default().push(line);
                }
                merged.facts += 1;
            }
            Which::Journal => {
                let own = line.at.year();
                let year = line.session().map_or(own, |session| *years.entry(session).or_insert(own));
                by_file.entry((Which::Journal, of_year(&machine, year))).or_default().push(line);
                merged.entries += 1;
            }
        }
    }
    for ((record, name), lines) in by_file {
        let folder = match record {
            Which::Facts => folders.facts(),
            Which::Journal => folders.journal(),
        };
        file::folder(&folder).map_err(|error| RecordError::at(&folder, &error))?;
        let (number, lock) = slot(&folder, &name, record, lines[0].at)?;
        let mut appender = Appender::new(Store::of_slot(folder, name, number, lock));
        for some in lines.chunks(AT_ONCE) {
            let text: String = some.iter().flat_map(|line| [&line.text, "\n"]).collect();
            appender.append(&text)?;
        }
    }
    Ok(())
}

/// How many lines are appended with one write.
const AT_ONCE: usize = 500;

/// The first file of this name that nobody writes and whose last entry is not later than `first`: the files of the journal
/// stay in the order of time, because only their ends are read at a launch.
fn slot(folder: &Path, name: &str, record: Which, first: DateTime<FixedOffset>) -> Result<(u32, Lock), RecordError> {
    for number in 1..=MOST_SLOTS {
        let lock = store::lock(folder, name, number)?;
        let path = folder.join(store::file_name(name, number));
        if matches!(lock, Lock::Busy) {
            continue;
        }
        let fits = match pool(&path, record) {
            Ok(pool) => record == Which::Facts || pool.lines().next_back().is_none_or(|last| last.at <= first),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            // What is in its place is told when it is read; there are other names.
            Err(_) => false,
        };
        if fits {
            return Ok((number, lock));
        }
    }
    Err(RecordError::new(format!("all {MOST_SLOTS} files of {name} in {} are taken", show(folder))))
}

fn in_folder(folder: &Path, record: Option<Which>, messages: &mut Vec<String>) -> Pool {
    let listing = read::list(folder);
    messages.extend(listing.failed.iter().map(RecordError::to_string));
    let mut all = Pool::default();
    for found in &listing.files {
        let mut lines = Pool::default();
        match read::each_line(&found.path, |_, line| lines.take(line, record)) {
            Ok(()) => all.join(lines),
            Err(error) => messages.push(unreadable(&found.path, &error)),
        }
    }
    all
}

/// Whether a folder is where our own records are.
#[must_use]
pub fn is_ours(folders: &Folders, folder: &Path) -> bool {
    let real = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    real(folder).is_some_and(|folder| Some(folder) == real(folders.data()))
}
