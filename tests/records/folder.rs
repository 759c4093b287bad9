//! A home for tests, and entries to keep in it.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, TimeDelta};
use unhunch::journal::{Content, Entry, Ids, Lines, Mark, Record, SessionId, read_lines};
use unhunch::shell::folders::Folders;
use unhunch::shell::records::{Opened, RecordError, Records};

/// What stands in for a fact: another room owns the real ones.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub(crate) enum Fact {
    SetAside { movement: String },
}

impl Content for Fact {
    const SEALED: bool = true;

    fn read(line: &str, _kind: Option<&str>) -> serde_json::Result<Self> {
        serde_json::from_str(line)
    }
}

pub(crate) struct Home {
    pub(crate) root: tempfile::TempDir,
    pub(crate) folders: Folders,
}

pub(crate) struct Run {
    pub(crate) records: Records,
    pub(crate) opened: Opened<Fact>,
    pub(crate) ids: Ids,
    pub(crate) now: DateTime<FixedOffset>,
    pub(crate) session: Option<SessionId>,
}

pub(crate) fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T09:30:00+01:00").unwrap()
}

impl Home {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::under(root.path());
        Self { root, folders }
    }

    /// Starts a copy of the program at the usual time; `seed` stands for what is random.
    pub(crate) fn run(&self, seed: u64) -> Run {
        self.run_at(seed, now())
    }

    pub(crate) fn run_at(&self, seed: u64, now: DateTime<FixedOffset>) -> Run {
        Run::open(&self.folders, seed, now)
    }

    /// The files of the journal that hold lines, by name.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        let Ok(found) = fs::read_dir(self.folders.journal()) else { return Vec::new() };
        let paths = found.map(|entry| entry.unwrap().path());
        let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
        paths.sort();
        paths
    }

    /// The one file of the journal.
    pub(crate) fn journal(&self) -> PathBuf {
        let [path] = self.journals().try_into().unwrap();
        path
    }

    /// Every entry in every file.
    pub(crate) fn entries(&self) -> Vec<Record<Entry>> {
        let files = self.journals().into_iter().map(|path| fs::read(path).unwrap());
        files
            .flat_map(|bytes| -> Vec<_> {
                let lines: Lines<Entry> = read_lines(&bytes);
                lines.records
            })
            .collect()
    }
}

impl Run {
    /// Starts a copy of the program at `now`; `seed` stands for what is random.
    pub(crate) fn open(folders: &Folders, seed: u64, now: DateTime<FixedOffset>) -> Self {
        let mut bits = seed << 32;
        let mut random = || {
            bits += 1 + seed;
            bits
        };
        let (records, opened) = Records::open(Ok(folders), now, &mut random);
        Self { records, ids: opened.ids.clone(), opened, now, session: None }
    }

    pub(crate) fn keep(&mut self, what: Entry) -> Result<Record<Entry>, RecordError> {
        self.now += TimeDelta::seconds(1);
        let record = Record::new(&mut self.ids, self.now, self.session.clone(), what);
        self.records.keep_entries(std::slice::from_ref(&record)).map(|()| record)
    }

    pub(crate) fn pop(&mut self) -> Result<Record<Entry>, RecordError> {
        self.keep(Entry::Popped(Mark::default()))
    }

    pub(crate) fn start(&mut self) -> SessionId {
        let session = self.ids.session(self.now);
        self.session = Some(session.clone());
        let started = from_json(&serde_json::json!({
            "kind": "started", "routine": "chair-stretch", "title": "The Chair Stretch", "digest": "d1",
            "planned": 586, "steps": 7, "version": "0.1.0",
        }));
        self.keep(started).unwrap();
        session
    }

    pub(crate) fn step(&mut self, index: u32) -> Record<Entry> {
        let step = from_json(&serde_json::json!({
            "kind": "step", "index": index, "movement": "cat-cow", "how": "done", "work": 60, "planned": 60,
        }));
        self.keep(step).unwrap()
    }

    pub(crate) fn fact(&mut self, movement: &str) -> Result<Record<Fact>, RecordError> {
        let what = Fact::SetAside { movement: movement.to_owned() };
        let record = Record::new(&mut self.ids, self.now, None, what);
        self.records.keep_facts(std::slice::from_ref(&record)).map(|()| record)
    }
}

/// An entry as it stands in a line.
pub(crate) fn from_json(entry: &serde_json::Value) -> Entry {
    let kind = entry["kind"].as_str().map(str::to_owned);
    Entry::read(&entry.to_string(), kind.as_deref()).unwrap()
}
