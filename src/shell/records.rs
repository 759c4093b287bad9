//! The two records on the disk (`src/journal/RECORDS.md`): `facts/<machine>.jsonl` and `journal/<machine>.jsonl`.
//!
//! **What was acknowledged is on the disk.** An entry is one line; it is appended with one write, then flushed, and only
//! then does [`Records::keep_entries`] return [`Ok`]. Nothing is ever rewritten or cut away: a line torn by a crash is
//! ended by a newline before the next one. A failure is returned as words; what failed is written again with the next.
//!
//! **Two copies never write one file.** A copy takes the first of `<machine>.jsonl`, `<machine>.2.jsonl`, ... whose
//! lock is free, when it has something to write, and keeps it until it ends. A session that was left open is closed in
//! its own file, by whoever holds that file's lock, so that it gets one end even when two copies start at once; only this
//! machine's sessions are closed.
//!
//! **Reading is tolerant and bounded.** Facts are read whole, the daily checks of days gone by apart
//! ([`Checks`](crate::journal::Checks)). Of a journal, opening reads the last sessions ([`LATELY`](crate::journal::LATELY)),
//! as far as they stand in the last 64 KiB, which costs a fraction of a millisecond however long it is;
//! [`Records::earlier`] reads on, to 256 KiB or the 22 days that the pop rules look at, before the first plan is laid. What
//! is lost with the rest: which side a movement began with, where it was last done some seventy sessions ago (it begins left
//! again). The count of days with sessions is carried by `started` entries.

mod append;
mod aside;
pub mod backup;
pub mod export;
mod failure;
pub(super) mod file;
pub mod forget;
mod forgotten;
mod machine;
mod read;
mod store;
pub mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, FixedOffset};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::append::Appender;
pub use self::failure::RecordError;
use self::failure::{show, words};
use self::store::{Lock, Store};
use super::folders::Folders;
use crate::journal::{
    BadLine, Diary, DiaryReader, Entry, Forgotten, Ids, Lines, MachineId, Record, RecordId, Replay, SessionId,
    bring_back, is_ahead, merge,
};

/// The two records, open for appending.
#[derive(Debug)]
pub struct Records {
    journal: Result<Appender<Store>, RecordError>,
    facts: Result<Appender<Store>, RecordError>,
    journals: Option<PathBuf>,
    forgotten: Forgotten,
}

/// What was found when the records were opened.
#[derive(Debug)]
pub struct Opened<F> {
    /// Where the ids of this run come from.
    pub ids: Ids,
    /// The facts of all machines, by time and id, but for daily checks that nothing hangs on any more ([`Checks`](crate::journal::Checks)).
    pub facts: Vec<Record<F>>,
    /// Whether every file of facts could be read and every line in them understood, torn ones apart, which were never
    /// acknowledged. Where not, something that was decided may be missing: a reason to say so, not to refuse for ever.
    pub facts_whole: bool,
    /// The end of the journals of all machines, by time and id, with the ends of sessions just closed: enough for the first
    /// picture; see [`Records::earlier`].
    pub journal: Vec<Record<Entry>>,
    /// The sessions in files that another copy is writing: [`Replay::mark_busy`] them.
    pub busy: Vec<SessionId>,
    /// How many journal entries a later version wrote.
    pub unknown: usize,
    /// Why nothing can be kept, where opening can tell; it is not among the messages.
    pub failed: Option<RecordError>,
    /// What went wrong, one sentence each, for the person.
    pub messages: Vec<String>,
    /// What is in the folders and is none of the program's: left alone, worth telling only when asked.
    pub foreign: Vec<String>,
}

impl Records {
    /// Opens the records: finds the machine's name, reads, and closes what was left open.
    ///
    /// Nothing here fails: where there is no folder, or it cannot be read or written, the program runs without, and
    /// `messages` says why. `random` gives random bits, `now` is the time.
    pub fn open<F: DeserializeOwned + Serialize>(
        folders: Result<&Folders, &str>,
        now: DateTime<FixedOffset>,
        random: &mut dyn FnMut() -> u64,
    ) -> (Self, Opened<F>) {
        #[expect(clippy::cast_possible_truncation, reason = "half of the random bits are as random")]
        let run = random() as u32;
        let folders = match folders {
            Ok(folders) => folders,
            Err(why) => return Self::without(why, Ids::new(MachineId::from_bits(random()), run)),
        };
        survive_file_limit();
        let (machine, nameless) = match machine::name(&folders.machine_file(), random) {
            Ok(machine) => (machine, None),
            Err((fresh, error)) => (fresh, Some(error)),
        };
        let mut opened = Opened {
            ids: Ids::new(machine.clone(), run),
            facts: Vec::new(),
            facts_whole: true,
            journal: Vec::new(),
            busy: Vec::new(),
            unknown: 0,
            failed: None,
            messages: Vec::new(),
            foreign: Vec::new(),
        };
        if let Err(error) = forget::resume(folders, &machine) {
            opened.messages.push(format!("what was forgotten could not all be removed: {}", error.why()));
        }
        let (forgotten, unread) = forgotten::read(&folders.forgotten());
        opened.read_facts(&folders.facts(), &machine, now, &forgotten);
        opened.read_journal(&folders.journal(), &machine, now, &forgotten);
        // Where nothing can be read at all, that is what there is to say.
        opened.messages.extend(unread.filter(|_| opened.failed.is_none()));
        if let Some(error) = nameless {
            opened.say_nameless(&folders.facts(), &error);
        }
        let store = |folder| Ok(Appender::new(Store::new(folder, machine.clone())));
        let (journal, facts) = (store(folders.journal()), store(folders.facts()));
        (Self { journal, facts, journals: Some(folders.journal()), forgotten }, opened)
    }

    /// No records: the program runs, and each thing it would keep says why it was not.
    fn without<F>(why: &str, ids: Ids) -> (Self, Opened<F>) {
        let error = RecordError::new(why);
        let opened = Opened {
            ids,
            facts: Vec::new(),
            facts_whole: false,
            journal: Vec::new(),
            busy: Vec::new(),
            unknown: 0,
            failed: Some(error.clone()),
            messages: Vec::new(),
            foreign: Vec::new(),
        };
        (
            Self { journal: Err(error.clone()), facts: Err(error), journals: None, forgotten: Forgotten::default() },
            opened,
        )
    }

    /// Reads further back than opening did, as far as any rule looks; a [`Replay`] is fed all of it, what it knows already
    /// included.
    ///
    /// A file that cannot be read was told about when it was opened.
    #[must_use]
    pub fn earlier(&self, now: DateTime<FixedOffset>) -> Vec<Record<Entry>> {
        let files = self.journals.as_deref().map(read::list).unwrap_or_default().files;
        let tails = files.iter().filter_map(|found| read::tail(&found.path, read::End::Since(cutoff(now))).ok());
        merge(tails.flat_map(|lines| lines.records).filter(|record| !self.forgotten.contains(&record.id)).collect())
    }

    /// Reads the whole journal in brief; what cannot be read was told about when it was opened.
    #[must_use]
    pub fn diary(&self) -> Diary {
        self.journals.as_deref().map(|journals| in_brief(journals, &self.forgotten).0).unwrap_or_default()
    }

    /// Keeps entries in the journal; they are on the disk when this returns [`Ok`].
    ///
    /// # Errors
    /// When they could not be kept, and why; they are tried again with the next.
    pub fn keep_entries(&mut self, entries: &[Record<Entry>]) -> Result<(), RecordError> {
        keep(&mut self.journal, entries)
    }

    /// Keeps facts; they are on the disk when this returns [`Ok`].
    ///
    /// # Errors
    /// As [`Records::keep_entries`].
    pub fn keep_facts<F: Serialize>(&mut self, facts: &[Record<F>]) -> Result<(), RecordError> {
        keep(&mut self.facts, facts)
    }
}

/// Reads what is kept as far as it shapes a plan, and does nothing else: it names no machine, closes no session and
/// writes nothing (S12). What cannot be read is told about when the records are opened.
#[must_use]
pub fn look<F: DeserializeOwned + Serialize>(
    folders: &Folders,
    now: DateTime<FixedOffset>,
) -> (Vec<Record<F>>, Vec<Record<Entry>>) {
    let (forgotten, _) = forgotten::read(&folders.forgotten());
    let facts = read::list(&folders.facts()).files;
    let facts = facts.iter().filter_map(|found| read::facts(&found.path, &forgotten).ok());
    let facts = facts.flat_map(|mut lines| {
        bring_back(&mut lines.records, now);
        lines.records
    });
    let journals = read::list(&folders.journal()).files;
    let journals = journals.iter().filter_map(|found| read::tail(&found.path, read::End::Since(cutoff(now))).ok());
    let entries = journals.flat_map(|lines| lines.records);
    let entries = entries.filter(|record: &Record<Entry>| !forgotten.contains(&record.id));
    (merge(facts.collect()), merge(entries.collect()))
}

/// Reads all journals in a folder to their beginning, merged: what a history asks for.
#[must_use]
pub fn whole_journal(folders: &Folders) -> (Vec<Record<Entry>>, Vec<String>) {
    let listing = read::list(&folders.journal());
    let (forgotten, unread) = forgotten::read(&folders.forgotten());
    let mut messages: Vec<_> = listing.failed.iter().map(RecordError::to_string).chain(unread).collect();
    let mut records = Vec::new();
    for found in &listing.files {
        match read::whole(&found.path) {
            Ok(mut lines) => records.append(&mut lines.records),
            Err(error) => messages.push(unreadable(&found.path, &error)),
        }
    }
    records.retain(|record: &Record<Entry>| !forgotten.contains(&record.id));
    (merge(records), messages)
}

/// Reads all journals in a folder to their beginning, in brief: what looking back over years asks for. Costs some forty
/// milliseconds for 250,000 entries.
///
/// With it come messages, one sentence each, about what could not be read.
#[must_use]
pub fn diary(folders: &Folders) -> (Diary, Vec<String>) {
    let (forgotten, unread) = forgotten::read(&folders.forgotten());
    let (diary, mut messages) = in_brief(&folders.journal(), &forgotten);
    messages.extend(unread);
    (diary, messages)
}

/// Reads the facts of all machines as far as anything hangs on them, for somebody who only asks; what cannot be read is left out.
#[must_use]
pub fn facts<F: DeserializeOwned + Serialize>(folders: &Folders) -> Vec<Record<F>> {
    let files = read::list(&folders.facts()).files;
    let (forgotten, _) = forgotten::read(&folders.forgotten());
    let all = files.iter().filter_map(|found| read::facts(&found.path, &forgotten).ok());
    merge(all.flat_map(|lines| lines.records).collect())
}

fn in_brief(journals: &Path, forgotten: &Forgotten) -> (Diary, Vec<String>) {
    let listing = read::list(journals);
    let mut messages: Vec<_> = listing.failed.iter().map(RecordError::to_string).collect();
    let mut reader = DiaryReader::without(forgotten.clone());
    for found in &listing.files {
        if let Err(error) = read::in_brief(&found.path, &mut reader, || DiaryReader::without(forgotten.clone())) {
            messages.push(unreadable(&found.path, &error));
        }
    }
    (reader.finish(), messages)
}

fn keep<T: Serialize>(
    appender: &mut Result<Appender<Store>, RecordError>,
    records: &[Record<T>],
) -> Result<(), RecordError> {
    let appender = appender.as_mut().map_err(|error| error.clone())?;
    let mut lines = String::new();
    for record in records {
        let line = record.line().map_err(|error| RecordError::new(format!("it does not fit in a line: {error}")))?;
        if line.len() > crate::journal::LINE_LIMIT {
            return Err(RecordError::new("it does not fit in a line"));
        }
        lines.push_str(&line);
    }
    appender.append(&lines)
}

impl<F: DeserializeOwned + Serialize> Opened<F> {
    fn read_facts(&mut self, folder: &Path, machine: &MachineId, now: DateTime<FixedOffset>, forgotten: &Forgotten) {
        let mut listing = read::list(folder);
        self.facts_whole &= listing.failed.is_none();
        self.failed = self.failed.take().or(listing.failed.take());
        self.foreign.append(&mut listing.foreign);
        let (mut bad, mut ahead) = (Vec::new(), Vec::new());
        let mut unknown = 0;
        let mut records = Vec::new();
        for found in listing.files {
            match read::facts(&found.path, forgotten) {
                Ok(mut lines) => {
                    ahead.extend(bring_back(&mut lines.records, now).map(|id| (found.name.clone(), id)));
                    unknown += take(lines, &found.name, &mut records, &mut bad);
                }
                Err(error) => {
                    self.unread(&found, machine, &error);
                    self.facts_whole = false;
                }
            }
        }
        self.facts_whole &= unknown == 0 && bad.iter().all(|(_, line)| line.is_torn());
        if unknown > 0 {
            let count = counted(unknown, "fact", "facts");
            self.messages.push(format!("{count} in {} came from a later version and could not be used", show(folder)));
        }
        let aside = folder.join(format!("{machine}.bad"));
        self.say_bad(&aside, "facts", &bad);
        self.say_ahead(&aside, "facts", ahead);
        self.facts = merge(records);
    }

    fn read_journal(&mut self, folder: &Path, machine: &MachineId, now: DateTime<FixedOffset>, forgotten: &Forgotten) {
        let mut listing = read::list(folder);
        self.failed = self.failed.take().or(listing.failed.take());
        self.foreign.append(&mut listing.foreign);
        let (mut bad, mut ahead) = (Vec::new(), Vec::new());
        let mut records = Vec::new();
        for found in listing.files {
            let tail = || {
                let mut lines = read::tail(&found.path, read::End::First)?;
                lines.records.retain(|record: &Record<Entry>| !forgotten.contains(&record.id));
                Ok(lines)
            };
            let lines = match store::number(machine, &found.name) {
                Some(number) => self.read_own(folder, machine, number, now, tail),
                None => tail(),
            };
            match lines {
                Ok(lines) => {
                    let last = lines.records.iter().rfind(|record| is_ahead(record.at, now));
                    ahead.extend(last.map(|record| (found.name.clone(), record.id.clone())));
                    self.unknown += take(lines, &found.name, &mut records, &mut bad);
                }
                Err(error) => self.unread(&found, machine, &error),
            }
        }
        let aside = folder.join(format!("{machine}.bad"));
        self.say_bad(&aside, "journal", &bad);
        self.say_ahead(&aside, "journal", ahead);
        self.journal = merge(records);
    }

    /// Reads a file of this machine: what another copy is writing is busy, what was left open in a free one is closed.
    fn read_own(
        &mut self,
        folder: &Path,
        machine: &MachineId,
        number: u32,
        now: DateTime<FixedOffset>,
        tail: impl Fn() -> std::io::Result<Lines<Entry>>,
    ) -> std::io::Result<Lines<Entry>> {
        let lock = store::lock(folder, machine, number).unwrap_or(Lock::Unknown);
        // Read only now: with the lock held nobody else closes what this finds open.
        let mut lines = tail()?;
        if matches!(lock, Lock::Busy) {
            // Its last line may be half written at this moment.
            lines.bad.retain(|line| !line.is_torn());
        }
        if !matches!(lock, Lock::Held(_)) {
            self.busy.extend(lines.records.iter().filter_map(|record| record.session.clone()).collect::<BTreeSet<_>>());
            return Ok(lines);
        }
        let mut closings = close(&lines, machine, &mut self.ids, now);
        if !closings.is_empty() {
            let store = Store::of_slot(folder.to_owned(), machine.clone(), number, lock);
            if let Err(error) = keep(&mut Ok(Appender::new(store)), &closings) {
                self.messages.push(error.to_string());
            }
            lines.records.append(&mut closings);
        }
        Ok(lines)
    }

    /// Says that a file could not be read; what stands in the place of our own cannot be written either.
    fn unread(&mut self, found: &read::Found, machine: &MachineId, error: &std::io::Error) {
        if store::number(machine, &found.name) == Some(1) {
            self.failed.get_or_insert_with(|| RecordError::at(&found.path, error));
        } else {
            self.messages.push(unreadable(&found.path, error));
        }
    }

    /// Says that this run has a name of its own; where nothing can be kept at all, that is what there is to say.
    fn say_nameless(&mut self, folder: &Path, nameless: &RecordError) {
        if self.failed.is_none() {
            self.failed = file::folder(folder).err().map(|error| RecordError::at(folder, &error));
        }
        if self.failed.is_none() {
            self.messages.push(format!("the name of this machine could not be kept: {}", nameless.why()));
        }
    }

    /// Says once, by the last of each file, that entries are dated later than they can have been written.
    fn say_ahead(&mut self, aside: &Path, record: &str, ahead: Vec<(String, RecordId)>) {
        let line = |(name, id): (String, RecordId)| {
            (name, BadLine { number: 0, why: "dated ahead".to_owned(), bytes: id.as_str().as_bytes().to_vec() })
        };
        let lines: Vec<_> = ahead.into_iter().map(line).collect();
        // Where that it was said cannot be kept it is not said: what was written holds all the same.
        if !lines.is_empty() && aside::keep(aside, &lines).is_ok_and(|new| new > 0) {
            self.messages.push(format!(
                "entries of the {record} are dated later than today, as by a clock that was wrong; they are kept, and hold"
            ));
        }
    }

    fn say_bad(&mut self, aside: &Path, record: &str, bad: &[(String, BadLine)]) {
        if bad.is_empty() {
            return;
        }
        let said = match aside::keep(aside, bad) {
            Ok(0) => return,
            Ok(new) => {
                let count = counted(new, "line", "lines");
                format!(
                    "{count} of the {record} could not be read; a copy is kept in {}, nothing else is lost",
                    show(aside)
                )
            }
            Err(error) => {
                let count = counted(bad.len(), "line", "lines");
                format!("{count} of the {record} could not be read, and no copy could be kept: {}", error.why())
            }
        };
        self.messages.push(said);
    }
}

/// How far any rule looks back: three weeks of pops (CONTENT 3.6), and a day for the offsets.
fn cutoff(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    now.checked_sub_days(Days::new(22)).unwrap_or(now)
}

/// The ends of the sessions that one file left open (L8).
fn close(lines: &Lines<Entry>, machine: &MachineId, ids: &mut Ids, now: DateTime<FixedOffset>) -> Vec<Record<Entry>> {
    let mut open: BTreeMap<&SessionId, bool> = BTreeMap::new();
    for record in &lines.records {
        let Some(session) = &record.session else { continue };
        let ended = open.entry(session).or_default();
        *ended |= matches!(record.what, Entry::Ended(_));
    }
    // Nearly always there is none, and then nothing is copied.
    if open.values().all(|ended| *ended) {
        return Vec::new();
    }
    let of_open =
        |record: &&Record<Entry>| record.session.as_ref().is_some_and(|session| open.get(session) == Some(&false));
    let replay = Replay::of(lines.records.iter().filter(of_open).cloned());
    let closing = replay.open(machine).map(|life| (life.id().clone(), Entry::Ended(life.closing())));
    closing.map(|(session, end)| Record::new(ids, now, Some(session), end)).collect()
}

/// Takes the entries of a file and its bad lines; returns how many entries this version does not know.
fn take<T>(lines: Lines<T>, name: &str, records: &mut Vec<Record<T>>, bad: &mut Vec<(String, BadLine)>) -> usize {
    *records = read::joined(std::mem::take(records), lines.records);
    bad.extend(lines.bad.into_iter().map(|line| (name.to_owned(), line)));
    lines.unknown
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
