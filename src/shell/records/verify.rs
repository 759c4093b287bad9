//! Looking through the records without touching them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{forgotten, read, words};
use crate::journal::{BadLine, Entry, Lines, Record, RecordId, Replay};
use crate::safety::Fact;
use crate::shell::folders::Folders;

/// What there is in the folders of the records.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// The files, facts before journal, by name.
    pub files: Vec<VerifiedFile>,
    /// How many facts there are, each counted once.
    pub facts: usize,
    /// How many entries of the journal, each counted once.
    pub entries: usize,
    /// How many sessions they tell of.
    pub sessions: usize,
    /// How many of those have no end: one runs, or its program died and the next launch closes it.
    pub open: usize,
    /// How many are in the list of what was forgotten.
    pub forgotten: usize,
    /// How many of those are still there, and hidden.
    pub hidden: usize,
    /// What is in the folders and is none of the program's.
    pub foreign: Vec<String>,
    /// What could not be looked into, one sentence each.
    pub failed: Vec<String>,
}

/// What there is in one file.
#[derive(Clone, Debug)]
pub struct VerifiedFile {
    /// Where it is, from the data folder on.
    pub name: String,
    /// How many entries.
    pub records: usize,
    /// The days of the first and the last of them.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many entries a later version wrote.
    pub unknown: usize,
    /// The lines that are no entry.
    pub bad: Vec<BadLine>,
    /// Why it could not be read.
    pub failed: Option<String>,
}

impl Verified {
    /// Whether everything could be read. What a write that was cut off left behind was never acknowledged, and what a
    /// later version wrote is whole for that version: neither is a fault.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let whole = |file: &VerifiedFile| file.failed.is_none() && file.bad.iter().all(BadLine::is_torn);
        self.failed.is_empty() && self.files.iter().all(whole)
    }
}

/// Looks through the records of a data folder.
#[must_use]
pub fn verify(folders: &Folders) -> Verified {
    let mut verified = Verified::default();
    let (forgotten, failed) = forgotten::read(&folders.forgotten());
    verified.failed.extend(failed);
    verified.forgotten = forgotten.len();
    let facts: Vec<Record<Fact>> = verified.look(&folders.facts(), "facts");
    let entries: Vec<Record<Entry>> = verified.look(&folders.journal(), "journal");
    let mut count = |ids: Vec<RecordId>| {
        let ids: BTreeSet<RecordId> = ids.into_iter().collect();
        let hidden = ids.iter().filter(|id| forgotten.contains(id)).count();
        verified.hidden += hidden;
        ids.len() - hidden
    };
    let facts = count(facts.into_iter().map(|it| it.id).collect());
    let there = count(entries.iter().map(|it| it.id.clone()).collect());
    (verified.facts, verified.entries) = (facts, there);
    let replay = Replay::of(entries.into_iter().filter(|it| !forgotten.contains(&it.id)));
    let lives = || replay.lives().filter(|life| life.day().is_some());
    (verified.sessions, verified.open) = (lives().count(), lives().filter(|life| life.is_open()).count());
    verified
}

impl Verified {
    fn look<T: serde::de::DeserializeOwned>(&mut self, folder: &Path, record: &str) -> Vec<Record<T>> {
        let listing = read::list(folder);
        self.failed.extend(listing.failed.iter().map(|error| error.why().to_owned()));
        self.foreign.extend(listing.foreign.iter().map(|name| named(record, name)));
        let mut records = Vec::new();
        for found in listing.files {
            let name = named(record, &found.name);
            let (lines, failed) = match read::whole::<T>(&found.path) {
                Ok(lines) => (lines, None),
                Err(error) => (Lines::default(), Some(words(&error))),
            };
            let days = lines.records.iter().map(Record::day);
            let days = days.clone().min().zip(days.max());
            let Lines { records: mut read, unknown, bad } = lines;
            self.files.push(VerifiedFile { name, records: read.len(), days, unknown, bad, failed });
            records.append(&mut read);
        }
        records
    }
}

fn named(record: &str, name: &str) -> String {
    PathBuf::from(record).join(name).display().to_string()
}
