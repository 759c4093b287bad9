//! Looking through the records without touching them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{forgotten, read, words};
use crate::journal::{BadLine, Census, Counted, Lines, read_line};
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
    /// Its lines.
    pub lines: Counted,
    /// Why it could not be read.
    pub failed: Option<String>,
}

impl Verified {
    /// Whether everything could be read. What a write that was cut off left behind was never acknowledged, and what a
    /// later version wrote is whole for that version: neither is a fault.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let whole = |file: &VerifiedFile| file.failed.is_none() && file.lines.bad.iter().all(BadLine::is_torn);
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
    let (mut facts, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    verified.look(&folders.facts(), "facts", |number, line, file| {
        let mut lines: Lines<Fact> = Lines::default();
        read_line(number, line, &mut lines);
        for record in lines.records {
            file.count(record.day());
            let set = if forgotten.contains(&record.id) { &mut hidden } else { &mut facts };
            set.insert(record.id);
        }
        file.add(lines.unknown, lines.bad);
    });
    let mut census = Census::without(forgotten.clone());
    verified.look(&folders.journal(), "journal", |number, line, file| census.take(number, line, file));
    (verified.facts, verified.entries) = (facts.len(), census.entries());
    verified.hidden = hidden.len() + census.hidden();
    (verified.sessions, verified.open) = census.sessions();
    verified
}

impl Verified {
    fn look(&mut self, folder: &Path, record: &str, mut take: impl FnMut(usize, &[u8], &mut Counted)) {
        let listing = read::list(folder);
        self.failed.extend(listing.failed.iter().map(|error| error.why().to_owned()));
        self.foreign.extend(listing.foreign.iter().map(|name| named(record, name)));
        for found in listing.files {
            let name = named(record, &found.name);
            let mut lines = Counted::default();
            let read = read::each_line(&found.path, |number, line| take(number, line, &mut lines));
            // One that cannot be read to its end has what was read till then.
            let failed = read.err().map(|error| words(&error));
            self.files.push(VerifiedFile { name, lines, failed });
        }
    }
}

fn named(record: &str, name: &str) -> String {
    PathBuf::from(record).join(name).display().to_string()
}
