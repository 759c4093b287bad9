//! Forgetting: the one rewrite of the records (`src/journal/RECORDS.md`).
//!
//! First what goes is listed as forgotten, which hides it at once and for good; then the files are replaced without it,
//! one after the other, each whole. A death in between leaves a mark, and the next launch brings it to its end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::store::{self, Lock};
use super::{RecordError, file, forgotten, machine, read, unreadable};
use crate::journal::{Forgotten, LINE_LIMIT, MachineId, Pool, Which};
use crate::shell::folders::Folders;

/// How much is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the person said and what was decided.
    Answers,
    /// Both records.
    Everything,
    /// What was done.
    History,
}

/// What forgetting removes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// How many facts.
    pub facts: usize,
    /// How many entries of the journal.
    pub entries: usize,
    /// How many sessions they belong to.
    pub sessions: usize,
    /// The days of the first and the last of the facts and entries.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many lines that are no entry.
    pub bad: usize,
    /// The files they stand in, and the copies that were kept of lines that could not be read.
    pub files: Vec<PathBuf>,
    /// What is in the folders and stays, because it is none of the program's, or cannot be read.
    pub stays: Vec<String>,
}

impl Scope {
    /// Its word in a command and in the mark.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Everything => "everything",
            Self::History => "history",
        }
    }

    fn folders(self, folders: &Folders) -> Vec<(PathBuf, Which)> {
        let (facts, journal) = ((folders.facts(), Which::Facts), (folders.journal(), Which::Journal));
        match self {
            Self::Answers => vec![facts],
            Self::Everything => vec![facts, journal],
            Self::History => vec![journal],
        }
    }
}

impl Survey {
    /// Whether there is nothing to forget.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// What forgetting would remove.
#[must_use]
pub fn survey(folders: &Folders, scope: Scope) -> Survey {
    let mut survey = Survey::default();
    let mut sessions = BTreeSet::new();
    for (folder, record) in scope.folders(folders) {
        let listing = read::list(&folder);
        survey.stays.extend(listing.failed.iter().map(RecordError::to_string));
        survey.stays.extend(listing.foreign.iter().map(|name| super::show(&folder.join(name))));
        let mut all = Pool::default();
        for found in &listing.files {
            match pool(&found.path, record) {
                Ok(pool) => {
                    survey.files.push(found.path.clone());
                    all.join(pool);
                }
                Err(error) => survey.stays.push(unreadable(&found.path, &error)),
            }
        }
        survey.bad += all.bad;
        for line in all.lines() {
            let day = line.at.date_naive();
            let (first, last) = survey.days.unwrap_or((day, day));
            survey.days = Some((first.min(day), last.max(day)));
            sessions.extend(line.session().filter(|_| record == Which::Journal));
        }
        match record {
            Which::Facts => survey.facts = all.lines().len(),
            Which::Journal => survey.entries = all.lines().len(),
        }
        survey.files.extend(listing.aside.iter().map(|name| folder.join(name)));
    }
    survey.sessions = sessions.len();
    survey
}

/// Forgets: what there is now is listed as forgotten, and removed from the files.
///
/// # Errors
/// When a copy that runs is writing, or something could not be removed; what was listed stays hidden all the same.
pub fn forget(folders: &Folders, scope: Scope, random: &mut dyn FnMut() -> u64) -> Result<(), RecordError> {
    let machine = machine::name(&folders.machine_file(), random).unwrap_or_else(|(fresh, _)| fresh);
    let _locks = lock(folders, scope, &machine)?;
    let mut all = Pool::default();
    for (folder, record) in scope.folders(folders) {
        for found in read::list(&folder).files {
            // One that cannot be read cannot be forgotten either, and is told about when it is removed.
            if let Ok(pool) = pool(&found.path, record) {
                all.join(pool);
            }
        }
    }
    let forgotten: Forgotten = all.lines().map(|line| &line.id).collect();
    let folder = folders.forgotten();
    let mark = forgotten::mark(&folder, &machine);
    file::folder(&folder).map_err(|error| RecordError::at(&folder, &error))?;
    file::replace(&mark, scope.word().as_bytes()).map_err(|error| RecordError::at(&mark, &error))?;
    forgotten::remember(&folder, &machine, &forgotten)?;
    finish(folders, scope, &mark)
}

/// Brings a forgetting to its end that something cut off; without one it does nothing.
pub(super) fn resume(folders: &Folders, machine: &MachineId) -> Result<(), RecordError> {
    let mark = forgotten::mark(&folders.forgotten(), machine);
    let Ok(mut file) = file::read(&mark) else { return Ok(()) };
    let mut word = String::new();
    // A mark that was not written whole was never acted upon: everything is what is asked for by default.
    std::io::Read::read_to_string(&mut file, &mut word).map_err(|error| RecordError::at(&mark, &error))?;
    let scopes = [Scope::Answers, Scope::Everything, Scope::History];
    let scope = scopes.into_iter().find(|scope| scope.word() == word.trim()).unwrap_or(Scope::Everything);
    // A copy that runs lets it wait: what is listed is hidden already.
    let Ok(_locks) = lock(folders, scope, machine) else { return Ok(()) };
    finish(folders, scope, &mark)
}

fn finish(folders: &Folders, scope: Scope, mark: &Path) -> Result<(), RecordError> {
    let (forgotten, failed) = forgotten::read(&folders.forgotten());
    if let Some(failed) = failed {
        return Err(RecordError::new(failed));
    }
    for (folder, record) in scope.folders(folders) {
        purge(&folder, record, &forgotten, Bad::Goes)?;
    }
    file::remove(mark).map_err(|error| RecordError::at(mark, &error))?;
    file::sync_folder(&folders.forgotten());
    Ok(())
}

/// What becomes of lines that are no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    Goes,
    Stays,
}

/// Replaces the files of a folder by what of them was not forgotten; one of which nothing is left goes. Goes on where one
/// cannot be replaced, and tells of the first.
pub(super) fn purge(folder: &Path, record: Which, forgotten: &Forgotten, bad: Bad) -> Result<(), RecordError> {
    let mut failed = None;
    let listing = read::list(folder);
    if let Some(error) = listing.failed {
        return Err(error);
    }
    for found in &listing.files {
        if let Err(error) = purge_file(&found.path, record, forgotten, bad) {
            failed.get_or_insert_with(|| RecordError::at(&found.path, &error));
        }
    }
    if bad == Bad::Goes {
        for path in listing.aside.iter().map(|name| folder.join(name)) {
            if let Err(error) = file::remove(&path) {
                failed.get_or_insert_with(|| RecordError::at(&path, &error));
            }
        }
    }
    file::sync_folder(folder);
    failed.map_or(Ok(()), Err)
}

fn purge_file(path: &Path, record: Which, forgotten: &Forgotten, bad: Bad) -> std::io::Result<()> {
    let mut kept = Vec::new();
    let (mut gone, mut over_long) = (false, false);
    read::each_line(path, |_, line| {
        let mut pool = Pool::default();
        pool.take(line, Some(record));
        over_long |= line.len() > LINE_LIMIT;
        let stays = pool.lines().any(|it| !forgotten.contains(&it.id)) || (pool.bad > 0 && bad == Bad::Stays);
        if stays {
            kept.extend_from_slice(line);
            kept.push(b'\n');
        } else {
            gone |= !line.trim_ascii().is_empty();
        }
    })?;
    if over_long && bad == Bad::Stays {
        // It was not read whole, so it cannot be written again; what was forgotten is hidden in any case.
        return Ok(());
    }
    match (gone, kept.is_empty()) {
        (_, true) => file::remove(path),
        (true, false) => file::replace(path, &kept),
        (false, false) => Ok(()),
    }
}

/// The lines of a file of a record.
pub(super) fn pool(path: &Path, record: Which) -> std::io::Result<Pool> {
    let mut pool = Pool::default();
    read::each_line(path, |_, line| pool.take(line, Some(record)))?;
    Ok(pool)
}

fn lock(folders: &Folders, scope: Scope, machine: &MachineId) -> Result<Vec<Lock>, RecordError> {
    let mut locks = Vec::new();
    for (folder, _) in scope.folders(folders) {
        let listing = read::list(&folder);
        if listing.files.is_empty() && listing.aside.is_empty() {
            continue;
        }
        let own = listing.files.iter().filter_map(|found| store::own(machine, &found.name));
        locks.extend(store::lock_all(&folder, own)?);
    }
    Ok(locks)
}
