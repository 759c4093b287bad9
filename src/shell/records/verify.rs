//! Looking through the records without touching them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{forgotten, read, words};
use crate::journal::{BadLine, Content, Entry, Forgotten, Lines, Record, RecordId, Replay, read_line};
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
    /// The files of the first form, which stay as they are and are not read.
    pub old: Vec<String>,
    /// What could not be looked into, one sentence each.
    pub failed: Vec<String>,
}

/// What there is in one file.
#[derive(Clone, Debug, Default)]
pub struct VerifiedFile {
    /// Where it is, from the data folder on.
    pub name: String,
    /// How many entries it holds.
    pub records: usize,
    /// The days of the first and the last of them.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many another version wrote.
    pub unknown: usize,
    /// The lines that are no entry: where and why, without what they hold.
    pub bad: Vec<BadLine>,
    /// Why it could not be read.
    pub failed: Option<String>,
}

/// The names of entries, each once however often it stands there.
#[derive(Default)]
struct Names {
    there: HashSet<RecordId>,
    /// Those that were forgotten.
    hidden: HashSet<RecordId>,
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
    let facts = verified.look(&folders.facts(), "facts", &forgotten, |_: Record<Fact>| {});
    let mut replay = Replay::default();
    let entries = verified.look(&folders.journal(), "journal", &forgotten, |entry: Record<Entry>| replay.feed(entry));
    (verified.facts, verified.entries) = (facts.there.len(), entries.there.len());
    verified.hidden = facts.hidden.len() + entries.hidden.len();
    let begun = || replay.sessions().filter(|session| session.began().is_some());
    (verified.sessions, verified.open) = (begun().count(), begun().filter(|session| session.is_open()).count());
    verified
}

impl Verified {
    /// Looks through a folder, and takes what was not forgotten.
    fn look<T: Content>(
        &mut self,
        folder: &Path,
        record: &str,
        forgotten: &Forgotten,
        mut take: impl FnMut(Record<T>),
    ) -> Names {
        let listing = read::list(folder);
        self.failed.extend(listing.failed.iter().map(|error| error.why().to_owned()));
        self.foreign.extend(listing.foreign.iter().map(|name| named(record, name)));
        self.old.extend(listing.old.iter().map(|name| named(record, name)));
        let mut names = Names::default();
        for found in listing.files {
            let mut file = VerifiedFile { name: named(record, &found.name), ..VerifiedFile::default() };
            let read = read::each_line(&found.path, |number, line| {
                let mut lines: Lines<T> = Lines::default();
                read_line(number, line, &mut lines);
                file.unknown += lines.unknown;
                file.bad.extend(lines.bad.into_iter().map(|line| BadLine { bytes: Vec::new(), ..line }));
                for record in lines.records {
                    file.records += 1;
                    let (first, last) = file.days.unwrap_or((record.day(), record.day()));
                    file.days = Some((first.min(record.day()), last.max(record.day())));
                    if forgotten.contains(&record.id) {
                        names.hidden.insert(record.id);
                    } else {
                        names.there.insert(record.id.clone());
                        take(record);
                    }
                }
            });
            // One that cannot be read to its end has what was read till then.
            file.failed = read.err().map(|error| words(&error));
            self.files.push(file);
        }
        names
    }
}

fn named(record: &str, name: &str) -> String {
    PathBuf::from(record).join(name).display().to_string()
}
