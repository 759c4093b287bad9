//! Opening the records: the machine's name, what is read first, and the end of what was left open (L8).

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::append::Appender;
use super::store::{self, Lock, Store};
use super::{
    Kept, RecordError, Records, aside, counted, counts, cutoff, facts, file, forget, forgotten, is_recent, machine,
};
use super::{read, show, unreadable};
use crate::journal::{
    BadLine, Content, Damage, Entry, Forgotten, Ids, Lines, MachineId, Record, RecordId, Replay, SessionId, is_ahead,
    merge,
};
use crate::shell::folders::Folders;

/// What was found when the records were opened.
#[derive(Debug)]
pub struct Opened<F> {
    /// Where the ids of this run come from.
    pub ids: Ids,
    /// The facts of all machines, by time and id.
    pub facts: Vec<Record<F>>,
    /// What of the facts cannot be read: something that was said may be missing (S18).
    pub damaged: Vec<Damage>,
    /// The end of the journals of all machines, by time and id, with the ends of sessions just closed: enough for the first
    /// picture; see [`Records::earlier`].
    pub journal: Vec<Record<Entry>>,
    /// The sessions in files that another copy is writing: [`Replay::mark_busy`] them.
    pub busy: Vec<SessionId>,
    /// How many journal entries another version wrote.
    pub unknown: usize,
    /// Why nothing can be kept, where opening can tell; it is not among the messages.
    pub failed: Option<RecordError>,
    /// What went wrong, one sentence each, for the person.
    pub messages: Vec<String>,
    /// What is in the folders and is none of the program's: left alone, worth telling only when asked.
    pub foreign: Vec<String>,
}

/// What is read of the end of a file that is not of these weeks, in bytes: some four sessions.
const FEW: u64 = 16 * 1024;

impl Records {
    /// Opens the records: finds the machine's name, reads, and closes what was left open.
    ///
    /// Nothing here fails: where there is no folder, or it cannot be read or written, the program runs without, and
    /// `messages` says why. `random` gives random bits, `now` is the time.
    pub fn open<F: Content>(
        folders: Result<&Folders, &str>,
        now: DateTime<FixedOffset>,
        random: &mut dyn FnMut() -> u64,
    ) -> (Self, Opened<F>) {
        #[expect(clippy::cast_possible_truncation, reason = "half of the random bits are as random")]
        let run = random() as u32;
        let folders = match folders {
            Ok(folders) => folders,
            // The program runs, and each thing it would keep says why it was not.
            Err(why) => {
                let error = RecordError::new(why);
                let mut opened = Opened::empty(Ids::new(MachineId::from_bits(random()), run));
                opened.failed = Some(error.clone());
                return (Self { kept: Err(error), forgotten: Forgotten::default() }, opened);
            }
        };
        super::survive_file_limit();
        let (machine, nameless) = match machine::name(&folders.machine_file(), random) {
            Ok(machine) => (machine, None),
            Err((fresh, error)) => (fresh, Some(error)),
        };
        let mut opened = Opened::empty(Ids::new(machine.clone(), run));
        if let Err(error) = forget::resume(folders, &machine) {
            opened.messages.push(format!("what was forgotten could not all be removed: {}", error.why()));
        }
        let (forgotten, unread) = forgotten::read(&folders.forgotten());
        let mut kept = Kept::new(&machine, folders);
        let mut old = opened.read_facts(&kept, now, &forgotten);
        old.extend(opened.read_journal(&mut kept, now, &forgotten));
        // Where nothing can be read at all, that is what there is to say.
        opened.messages.extend(unread.filter(|_| opened.failed.is_none()));
        if let Some(error) = nameless {
            opened.say_nameless(&folders.facts(), &error);
        }
        opened.say_old(&kept, old);
        (Self { kept: Ok(kept), forgotten }, opened)
    }
}

impl<F> Opened<F> {
    const fn empty(ids: Ids) -> Self {
        Self {
            ids,
            facts: Vec::new(),
            damaged: Vec::new(),
            journal: Vec::new(),
            busy: Vec::new(),
            unknown: 0,
            failed: None,
            messages: Vec::new(),
            foreign: Vec::new(),
        }
    }
}

impl<F: Content> Opened<F> {
    /// Reads the facts; returns the names of files of the first form.
    fn read_facts(&mut self, kept: &Kept, now: DateTime<FixedOffset>, forgotten: &Forgotten) -> Vec<String> {
        let mut read = facts::read(&kept.facts_folder, forgotten, now);
        self.failed = self.failed.take().or(read.listing.failed.take());
        self.foreign.append(&mut read.listing.foreign);
        for (found, error) in &read.unread {
            self.unread(found, &kept.machine, error);
        }
        let aside = kept.facts_folder.join(format!("{}-facts.bad", kept.machine));
        self.say_bad(&aside, "facts", &read.bad);
        self.say_ahead(&aside, "facts", read.ahead);
        (self.facts, self.damaged) = (read.facts.records, read.facts.damaged);
        read.listing.old
    }

    /// Reads the ends of the journals; returns the names of files of the first form.
    fn read_journal(&mut self, kept: &mut Kept, now: DateTime<FixedOffset>, forgotten: &Forgotten) -> Vec<String> {
        let mut listing = read::list(&kept.journal);
        self.failed = self.failed.take().or(listing.failed.take());
        self.foreign.append(&mut listing.foreign);
        let (mut bad, mut ahead) = (Vec::new(), Vec::new());
        let mut records = Vec::new();
        for found in listing.files {
            let own = store::own(&kept.machine, &found.name);
            let least = if is_recent(&found, cutoff(now)) { read::BLOCK as u64 } else { FEW };
            if own.is_none() && least == FEW {
                continue;
            }
            let begun = |lines: &Lines<Entry>| {
                let replay = Replay::of(lines.records.iter().cloned());
                replay.open(&kept.machine).all(|session| session.started().is_some())
            };
            let tail = || {
                let mut lines = read::tail(&found.path, least, begun)?;
                lines.records.retain(|entry| counts(entry, forgotten, now));
                Ok(lines)
            };
            let lines = match own {
                Some((name, number)) => self.read_own(&kept.journal, &kept.machine, name, number, now, tail),
                None => tail(),
            };
            let lines = match lines {
                Ok(lines) => lines,
                Err(error) => {
                    self.unread(&found, &kept.machine, &error);
                    continue;
                }
            };
            if let (Some(_), Some(year)) = (own, found.year()) {
                kept.sessions.extend(lines.records.iter().filter_map(|it| Some((it.session.clone()?, year))));
            }
            let newest = lines.records.iter().rfind(|record| is_ahead(record.at, now));
            ahead.extend(newest.map(|record| (found.name.clone(), record.id.clone())));
            self.unknown += lines.unknown;
            bad.extend(lines.bad.into_iter().map(|line| (found.name.clone(), line)));
            records.extend(lines.records);
        }
        let aside = kept.journal.join(format!("{}-journal.bad", kept.machine));
        self.say_bad(&aside, "journal", &bad);
        self.say_ahead(&aside, "journal", ahead);
        self.journal = merge(records);
        listing.old
    }

    /// Reads a file of this machine: what another copy is writing is busy, what was left open in a free one is closed.
    fn read_own(
        &mut self,
        folder: &Path,
        machine: &MachineId,
        name: &str,
        number: u32,
        now: DateTime<FixedOffset>,
        tail: impl Fn() -> io::Result<Lines<Entry>>,
    ) -> io::Result<Lines<Entry>> {
        let lock = store::lock(folder, name, number).unwrap_or(Lock::Unknown);
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
        let replay = Replay::of(lines.records.iter().cloned());
        let mut closings: Vec<_> = replay
            .open(machine)
            .map(|open| Record::new(&mut self.ids, now, Some(open.id().clone()), Entry::Ended(open.closing())))
            .collect();
        if !closings.is_empty() {
            let mut appender = Appender::new(Store::of_slot(folder.to_owned(), name.to_owned(), number, lock));
            let text = closings.iter().map(super::line).collect::<Result<String, _>>();
            if let Err(error) = text.and_then(|text| appender.append(&text)) {
                self.messages.push(error.to_string());
            }
            lines.records.append(&mut closings);
        }
        Ok(lines)
    }

    /// Says that a file could not be read; what stands in the place of our own cannot be written either.
    fn unread(&mut self, found: &read::Found, machine: &MachineId, error: &io::Error) {
        if store::own(machine, &found.name).is_some_and(|(_, number)| number == 1) {
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

    /// Says once that there are records of the first form.
    fn say_old(&mut self, kept: &Kept, old: Vec<String>) {
        let aside = kept.facts_folder.join(format!("{}-facts.bad", kept.machine));
        let names = old.into_iter().map(|name| {
            let bytes = name.clone().into_bytes();
            (name, BadLine { number: 0, why: "of an older form".to_owned(), bytes })
        });
        let names: Vec<_> = names.collect();
        if names.is_empty() || file::folder(&kept.facts_folder).is_err() {
            return;
        }
        if aside::keep(&aside, &names).is_ok_and(|new| new > 0) {
            self.messages.push(
                "there are records of an older form; they stay as they are and are not read, so the questions are asked anew"
                    .to_owned(),
            );
        }
    }

    /// Says once, by the last of each file, that entries are dated later than they can have been written.
    fn say_ahead(&mut self, aside: &Path, record: &str, ahead: Vec<(String, RecordId)>) {
        let line = |(name, id): (String, RecordId)| {
            (name, BadLine { number: 0, why: "dated ahead".to_owned(), bytes: id.as_str().as_bytes().to_vec() })
        };
        let lines: Vec<_> = ahead.into_iter().map(line).collect();
        // If the warning cannot be recorded it is left out, or it would be said at every launch.
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
