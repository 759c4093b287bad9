//! How many entries and sessions there are, each counted once, in little memory.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::scan::{Brief, scan};
use crate::journal::{BadLine, Entry, Forgotten, LINE_LIMIT, Lines, digest, read_line};

/// Counts the lines of journals, each entry once however often it stands there.
///
/// A number is kept of each and nothing of what it says: some twelve bytes, where the entry has three hundred.
#[derive(Debug, Default)]
pub struct Census {
    forgotten: Forgotten,
    entries: HashSet<u64>,
    hidden: HashSet<u64>,
    sessions: HashMap<u64, Known>,
}

/// What the lines of one file are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many are entries.
    pub records: usize,
    /// The days of the first and the last of them.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many a later version wrote.
    pub unknown: usize,
    /// Those that are no entry: where and why, without what they hold.
    pub bad: Vec<BadLine>,
}

/// What is known of a session.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    began: bool,
    ended: bool,
}

impl Census {
    /// Counts what was forgotten by itself.
    #[must_use]
    pub fn without(forgotten: Forgotten) -> Self {
        Self { forgotten, ..Self::default() }
    }

    /// Takes a line without its end.
    pub fn take(&mut self, number: usize, line: &[u8], file: &mut Counted) {
        // Nearly every line is written the way this program writes it, and is read where it stands.
        if let Some((head, brief, length)) = scan(line)
            && length == line.len()
            && length <= LINE_LIMIT
        {
            let (began, ended) = match brief {
                Brief::Started { .. } | Brief::Step { .. } => (true, false),
                Brief::Ended { .. } => (false, true),
                Brief::Turned
                | Brief::Stopped { .. }
                | Brief::Popped { .. }
                | Brief::Felt { .. }
                | Brief::Noted { .. } => (false, false),
            };
            file.count(head.at.date_naive());
            return self.count(head.id, head.session, Known { began, ended });
        }
        let mut lines: Lines<Entry> = Lines::default();
        read_line(number, line, &mut lines);
        for record in &lines.records {
            let (began, ended) = match record.what {
                Entry::Started(_) | Entry::Step(_) => (true, false),
                Entry::Ended(_) => (false, true),
                Entry::Paused(_)
                | Entry::Resumed(_)
                | Entry::Stopped(_)
                | Entry::Popped(_)
                | Entry::Felt(_)
                | Entry::Noted(_) => (false, false),
            };
            file.count(record.day());
            let session = record.session.as_ref().map(|session| session.as_str().as_bytes());
            self.count(record.id.as_str().as_bytes(), session, Known { began, ended });
        }
        file.add(lines.unknown, lines.bad);
    }

    fn count(&mut self, id: &[u8], session: Option<&[u8]>, told: Known) {
        if self.forgotten.holds(id) {
            self.hidden.insert(digest(id));
            return;
        }
        self.entries.insert(digest(id));
        if let Some(session) = session.filter(|_| told.began || told.ended) {
            let known = self.sessions.entry(digest(session)).or_default();
            *known = Known { began: known.began || told.began, ended: known.ended || told.ended };
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// How many of what was forgotten are there.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }

    /// How many sessions there are, and how many of them have no end.
    #[must_use]
    pub fn sessions(&self) -> (usize, usize) {
        let begun = || self.sessions.values().filter(|known| known.began);
        (begun().count(), begun().filter(|known| !known.ended).count())
    }
}

impl Counted {
    /// Counts an entry.
    pub fn count(&mut self, day: NaiveDate) {
        self.records += 1;
        let (first, last) = self.days.unwrap_or((day, day));
        self.days = Some((first.min(day), last.max(day)));
    }

    /// Counts what is no entry of this version.
    pub fn add(&mut self, unknown: usize, bad: Vec<BadLine>) {
        self.unknown += unknown;
        self.bad.extend(bad.into_iter().map(|line| BadLine { bytes: Vec::new(), ..line }));
    }
}
