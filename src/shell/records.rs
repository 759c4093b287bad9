//! The two records on the disk (`src/journal/RECORDS.md`): the facts in `facts/<machine>-facts.jsonl` and, once more, in
//! `facts/<machine>-copy.jsonl`; the journal in `journal/<machine>-<year>.jsonl`.
//!
//! **What was acknowledged is on the disk.** An entry is one line; it is appended with one write, then flushed, and only
//! then does [`Records::keep_entries`] return [`Ok`]. Nothing is ever rewritten or cut away: a line torn by a crash is
//! ended by a newline before the next one. A failure is returned as words; what failed is written again with the next.
//!
//! **A fact stands in two files** (S18), and holds as long as one of them has it. Each line has a seal, so that a damaged
//! one is known as such; it is told as [`Damage`](crate::journal::Damage), and so is a line that was cut off. While neither file takes a fact, no
//! session gets an end that looks as if everything was known of it.
//!
//! **Two copies never write one file.** A copy takes the first of `<name>.jsonl`, `<name>.2.jsonl`, ... whose lock is
//! free, when it has something to write, and keeps it until it ends. A session that was left open is closed in its own
//! file, by whoever holds that file's lock, so that it gets one end even when two copies start at once; only this
//! machine's sessions are closed.
//!
//! **Reading is tolerant and bounded.** Facts are read whole. A session belongs to the journal's file of the year it began
//! in. Opening reads the ends of the files of this year and of the year that `cutoff` lies in, and the last few sessions
//! of any other file of this machine, so that none stays open; [`Records::earlier`] reads on, as far back as the pop rules
//! look, before the first plan is laid. What is lost with the rest: which side a movement began with, where it was last
//! done long ago (it begins left again). The count of days with sessions is carried by `started` entries.

mod append;
mod aside;
pub mod backup;
pub mod export;
mod facts;
mod failure;
pub(super) mod file;
pub mod forget;
mod forgotten;
mod machine;
mod opening;
mod read;
mod store;
pub mod verify;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Days, FixedOffset};

use self::append::Appender;
pub use self::facts::Facts;
pub use self::failure::RecordError;
use self::failure::{show, words};
pub use self::opening::Opened;
use self::store::Store;
use super::folders::Folders;
use crate::journal::{Content, EndHow, Ended, Entry, Forgotten, MachineId, Record, Replay, SessionId, is_ahead, merge};

/// The two records, open for appending.
#[derive(Debug)]
pub struct Records {
    kept: Result<Kept, RecordError>,
    forgotten: Forgotten,
}

/// What is appended to.
#[derive(Debug)]
struct Kept {
    machine: MachineId,
    journal: PathBuf,
    facts_folder: PathBuf,
    /// The journal's file of each year something was kept in.
    years: BTreeMap<i32, Appender<Store>>,
    /// The year each session began in, as far as that is known.
    sessions: BTreeMap<SessionId, i32>,
    /// The two files of facts.
    facts: [Appender<Store>; 2],
}

/// What the two files of facts are called behind the name of the machine.
const FACTS: [&str; 2] = ["facts", "copy"];

impl Records {
    /// Reads further back than opening did, as far as any rule looks; a [`Replay`] is fed all of it, what it knows already
    /// included.
    ///
    /// A file that cannot be read was told about when it was opened.
    #[must_use]
    pub fn earlier(&self, now: DateTime<FixedOffset>) -> Vec<Record<Entry>> {
        self.kept.as_ref().map_or_else(|_| Vec::new(), |kept| since(&kept.journal, now, &self.forgotten))
    }

    /// Reads the whole journal; what cannot be read was told about when it was opened.
    #[must_use]
    pub fn replay(&self) -> Replay {
        let mut replay = Replay::default();
        if let Ok(kept) = &self.kept {
            each_entry(&kept.journal, &self.forgotten, |entry| replay.feed(entry));
        }
        replay
    }

    /// Reads the facts again, as they stand now: another copy, or a file sync, may have brought some (S17).
    #[must_use]
    pub fn facts_again<F: Content>(&self, now: DateTime<FixedOffset>) -> Facts<F> {
        let kept = self.kept.as_ref();
        kept.map_or_else(|_| Facts::default(), |kept| facts::read(&kept.facts_folder, &self.forgotten, now).facts)
    }

    /// Keeps entries in the journal; they are on the disk when this returns [`Ok`].
    ///
    /// While a fact could be kept in neither of its files, the end of a session is kept as one that nobody knows: what was
    /// said in it is asked for at the next launch.
    ///
    /// # Errors
    /// When they could not be kept, and why; they are tried again with the next.
    pub fn keep_entries(&mut self, entries: &[Record<Entry>]) -> Result<(), RecordError> {
        let kept = self.kept.as_mut().map_err(|error| error.clone())?;
        let owes_facts = kept.facts.iter_mut().all(|file| file.owes() && file.append("").is_err());
        let mut lines: BTreeMap<i32, String> = BTreeMap::new();
        for entry in entries {
            let line = if owes_facts { line(&with_unknown_end(entry))? } else { line(entry)? };
            lines.entry(kept.year_of(entry)).or_default().push_str(&line);
        }
        let mut all = Ok(());
        for (year, lines) in lines {
            // One that fails keeps no other year from being written.
            let one = kept.year(year).append(&lines);
            all = all.and(one);
        }
        all
    }

    /// Keeps facts, each in two files; they are on the disk, in one at least, when this returns [`Ok`].
    ///
    /// # Errors
    /// As [`Records::keep_entries`].
    pub fn keep_facts<F: Content>(&mut self, facts: &[Record<F>]) -> Result<(), RecordError> {
        let kept = self.kept.as_mut().map_err(|error| error.clone())?;
        let lines = facts.iter().map(line).collect::<Result<String, _>>()?;
        let [first, second] = &mut kept.facts;
        let first = first.append(&lines);
        second.append(&lines).or(first)
    }
}

impl Kept {
    fn new(machine: &MachineId, folders: &Folders) -> Self {
        let store = |name| Appender::new(Store::new(folders.facts(), format!("{machine}-{name}")));
        Self {
            machine: machine.clone(),
            journal: folders.journal(),
            facts_folder: folders.facts(),
            years: BTreeMap::new(),
            sessions: BTreeMap::new(),
            facts: FACTS.map(store),
        }
    }

    /// The year whose file an entry belongs in: the one its session began in, else its own.
    fn year_of(&mut self, entry: &Record<Entry>) -> i32 {
        let own = entry.at.year();
        entry.session.as_ref().map_or(own, |session| *self.sessions.entry(session.clone()).or_insert(own))
    }

    fn year(&mut self, year: i32) -> &mut Appender<Store> {
        let store = || Appender::new(Store::new(self.journal.clone(), of_year(&self.machine, year)));
        self.years.entry(year).or_insert_with(store)
    }
}

/// What the journal's file of a year is called.
fn of_year(machine: &MachineId, year: i32) -> String {
    format!("{machine}-{year}")
}

fn line<T: Content>(record: &Record<T>) -> Result<String, RecordError> {
    let line = record.line().map_err(|error| RecordError::new(format!("it does not fit in a line: {error}")))?;
    if line.len() > crate::journal::LINE_LIMIT {
        return Err(RecordError::new("it does not fit in a line"));
    }
    Ok(line)
}

/// The same entry; an end is one that nobody knows.
fn with_unknown_end(entry: &Record<Entry>) -> Record<Entry> {
    let mut entry = entry.clone();
    if let Entry::Ended(Ended { how, .. }) = &mut entry.what {
        *how = EndHow::Unknown;
    }
    entry
}

/// Reads what is kept as far as it shapes a plan, and does nothing else: it names no machine, closes no session and
/// writes nothing (S12). What cannot be read of the journal is told about when the records are opened.
#[must_use]
pub fn look<F: Content>(folders: &Folders, now: DateTime<FixedOffset>) -> (Facts<F>, Vec<Record<Entry>>) {
    let (forgotten, _) = forgotten::read(&folders.forgotten());
    let facts = facts::read(&folders.facts(), &forgotten, now).facts;
    (facts, since(&folders.journal(), now, &forgotten))
}

/// The journal's entries as far back as any rule looks, and some more.
fn since(journal: &Path, now: DateTime<FixedOffset>, forgotten: &Forgotten) -> Vec<Record<Entry>> {
    let cutoff = cutoff(now);
    let files = read::list(journal).files.into_iter().filter(|found| is_recent(found, cutoff));
    let enough = |lines: &crate::journal::Lines<Entry>| lines.records.first().is_some_and(|it| it.at < cutoff);
    let tails = files.filter_map(|found| read::tail(&found.path, read::BLOCK as u64, enough).ok());
    merge(tails.flat_map(|lines| lines.records).filter(|entry| counts(entry, forgotten, now)).collect())
}

/// Whether anything may follow from an entry: it was not forgotten, and is no check that a wrong clock dated ahead, which
/// would stand in the place of today's.
fn counts(entry: &Record<Entry>, forgotten: &Forgotten, now: DateTime<FixedOffset>) -> bool {
    let is_check_ahead = entry.what == Entry::Checked && is_ahead(entry.at, now);
    !is_check_ahead && !forgotten.contains(&entry.id)
}

/// Whether a file of the journal may hold what happened since then.
fn is_recent(found: &read::Found, cutoff: DateTime<FixedOffset>) -> bool {
    found.year().is_none_or(|year| year >= cutoff.year())
}

/// Reads all journals in a folder to their beginning: what looking back over years asks for.
///
/// With it come messages, one sentence each, about what could not be read.
#[must_use]
pub fn replay(folders: &Folders) -> (Replay, Vec<String>) {
    let mut replay = Replay::default();
    let (forgotten, unread) = forgotten::read(&folders.forgotten());
    let mut messages = each_entry(&folders.journal(), &forgotten, |entry| replay.feed(entry));
    messages.extend(unread);
    (replay, messages)
}

/// The same entry by entry, merged.
#[must_use]
pub fn whole_journal(folders: &Folders) -> (Vec<Record<Entry>>, Vec<String>) {
    let mut records = Vec::new();
    let (forgotten, unread) = forgotten::read(&folders.forgotten());
    let mut messages = each_entry(&folders.journal(), &forgotten, |entry| records.push(entry));
    messages.extend(unread);
    (merge(records), messages)
}

/// Takes every entry in a folder that was not forgotten; says what could not be read.
fn each_entry(journal: &Path, forgotten: &Forgotten, mut take: impl FnMut(Record<Entry>)) -> Vec<String> {
    let listing = read::list(journal);
    let mut messages: Vec<_> = listing.failed.iter().map(RecordError::to_string).collect();
    for found in &listing.files {
        let mut lines = crate::journal::Lines::default();
        let read = read::each_line(&found.path, |number, line| {
            crate::journal::read_line(number, line, &mut lines);
            lines.records.drain(..).filter(|record| !forgotten.contains(&record.id)).for_each(&mut take);
            lines.bad.clear();
        });
        if let Err(error) = read {
            messages.push(unreadable(&found.path, &error));
        }
    }
    messages
}

/// Reads the facts of all machines, for somebody who only asks.
#[must_use]
pub fn facts<F: Content>(folders: &Folders, now: DateTime<FixedOffset>) -> Facts<F> {
    let (forgotten, _) = forgotten::read(&folders.forgotten());
    facts::read(&folders.facts(), &forgotten, now).facts
}

/// How far any rule looks back: three weeks of pops (CONTENT 3.6), and a day for the offsets.
fn cutoff(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    now.checked_sub_days(Days::new(22)).unwrap_or(now)
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("{} could not be read: {}", show(path), words(error))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Random bits from the system, by way of what it seeds hash maps with.
#[must_use]
pub fn random() -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    RandomState::new().hash_one(std::process::id())
}

/// Turns the signal for a file over the size limit into a failing write: its default is death in the middle of a line.
///
/// A handler that only notes it does that; it is in force for this process alone, and a program it starts has the default.
fn survive_file_limit() {
    #[cfg(unix)]
    {
        use std::sync::atomic::AtomicBool;
        use std::sync::{Arc, Once};
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let noted = Arc::new(AtomicBool::new(false));
            // Where it cannot be had the write after the limit is the last; there is nothing to do about it.
            signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noted).ok();
        });
    }
}
