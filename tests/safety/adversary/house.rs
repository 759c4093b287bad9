//! The records and the program of a machine, the way the command line puts them together.
#![expect(clippy::disallowed_methods, reason = "the records of a test are files")]
#![expect(clippy::wildcard_enum_match_arm, reason = "the rest of what can be asked of the world changes nothing here")]

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use unhunch::app::{App, Effect, Input, Memory, Options, Start};
use unhunch::coach::view::Motion;
use unhunch::journal::{EndHow, Entry, Ids, MachineId, Record, Replay};
use unhunch::routine::{Library, RoutineId};
use unhunch::safety::{Fact, Gate, StopAnswer, Wants};
use unhunch::shell::folders::Folders;
use unhunch::shell::records::{Records, backup, forget, look};
use unhunch::units::{Moment, Now};

use super::person::Sign;

/// The pages that everybody has to answer, and whether every day.
pub(crate) const NEEDED: [(&str, bool); 3] = [("Before we start", false), ("Work around", false), ("Now", true)];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Library,
    Dry,
}

/// What came of something the program asked for.
pub(crate) enum Did {
    Nothing,
    Kept,
    Tell(Box<Input>),
    Began { calm: bool, guest: bool },
    WentOn,
    WasSilent,
    Left,
}

pub(crate) struct House {
    root: tempfile::TempDir,
    folders: Folders,
    machine: u64,
}

pub(crate) struct Keeper {
    records: Records,
    /// What names the facts of a dry run, where it is one.
    dry: Option<Ids>,
    owed: Vec<Effect>,
}

fn place() -> &'static Path {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory } else { Path::new("/tmp") }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to) } else { _ = fs::copy(from, to).expect("a copy") }
    }
}

fn library() -> Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let whole = || {
        let library = Library::built_in();
        // What was read once is not read again in a copy.
        for entry in library.entries() {
            _ = library.routine(&RoutineId::new(entry.head.id.as_str()));
        }
        for id in &library.movement_ids() {
            _ = library.movement(id);
        }
        _ = library.embedded_calm();
        library
    };
    LIBRARY.get_or_init(whole).clone()
}

/// Another machine, and what was said on it.
type There = (House, Option<Sign>);

/// The data of another machine on which all was answered with nothing, or something was said.
pub(crate) fn elsewhere(says: bool) -> (PathBuf, Option<Sign>) {
    thread_local!(static THERE: RefCell<[Option<There>; 2]> = const { RefCell::new([None, None]) });
    THERE.with(|there| {
        let which = usize::from(says);
        if there.borrow()[which].is_none() {
            let it = super::desk::elsewhere_of(9 + u64::from(says), says);
            there.borrow_mut()[which] = Some(it);
        }
        let there = there.borrow();
        let (house, sign) = there[which].as_ref().expect("it is there");
        (house.folders.data().to_owned(), sign.clone())
    })
}

impl House {
    pub(crate) fn new(machine: u64) -> Self {
        let root = tempfile::tempdir_in(place()).expect("a folder");
        let folders = Folders::under(root.path());
        Self { root, folders, machine }
    }

    pub(crate) fn copy(&self) -> Self {
        let it = Self::new(self.machine);
        copy(self.root.path(), it.root.path());
        it
    }

    fn random(&self, run: u32) -> impl FnMut() -> u64 + use<> {
        // Runs have a name that no run of another machine has.
        let (mut bits, machine) = (u64::from(run) + self.machine * 1_000_003, self.machine);
        move || std::mem::replace(&mut bits, machine.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn open(&self, how: How, run: u32, wall: DateTime<FixedOffset>) -> (App, Vec<Effect>, Keeper) {
        let now = Now { moment: Moment::START, wall };
        let (records, opened) = Records::open::<Fact>(Ok(&self.folders), wall, &mut self.random(run));
        let mut replay = Replay::of(opened.journal);
        for session in opened.busy {
            replay.mark_busy(session);
        }
        let library = library();
        let start = match how {
            How::Library => Start::Library,
            How::Dry => {
                Start::Rehearse(library.routine(&RoutineId::new("chair-stretch")).expect("a routine").expect("whole"))
            }
        };
        let memory = Memory::new(opened.ids.clone(), &opened.facts, replay).with_damage(opened.damaged);
        let (app, effects) =
            App::new(library, memory, Options { start, motion: Motion::Still, ..Options::default() }, Vec::new(), now);
        (app, effects, Keeper { records, dry: (how == How::Dry).then_some(opened.ids), owed: Vec::new() })
    }

    /// Whether a dry run slow enough to be done along is played.
    pub(crate) fn may_play(&self, wall: DateTime<FixedOffset>) -> bool {
        let (facts, journal) = look::<Fact>(&self.folders, wall);
        let ids = Ids::new(MachineId::from_bits(self.machine), 0);
        let memory = Memory::new(ids, &facts.records, Replay::of(journal)).with_damage(facts.damaged);
        let now = Now { moment: Moment::START, wall };
        matches!(memory.gate(now, Wants::Moving, None), Gate::Go | Gate::Offers(_))
    }

    fn facts(&self) -> Vec<PathBuf> {
        let found = fs::read_dir(self.folders.facts()).into_iter().flatten().flatten().map(|it| it.path());
        let mut found: Vec<_> = found.filter(|it| it.extension().is_some_and(|it| it == "jsonl")).collect();
        found.sort();
        found
    }

    /// Every file of facts.
    pub(crate) fn records(&self) -> String {
        let file = |path: PathBuf| format!("    {}\n{}", path.display(), fs::read_to_string(&path).unwrap_or_default());
        self.facts().into_iter().map(file).collect()
    }

    /// Damages a byte of a line, counted from the end, of one file of facts of this machine, always of the same one: each
    /// line stands in two, and nothing can be known of what is damaged in both.
    pub(crate) fn damage(&self, line: usize) -> bool {
        let Some(path) = self.facts().into_iter().next() else { return false };
        let mut bytes = fs::read(&path).expect("facts");
        let ends: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
        let Some(end) = ends.iter().rev().nth(line) else { return false };
        bytes[end - 3] ^= 1;
        fs::write(&path, bytes).expect("facts");
        true
    }

    pub(crate) fn merge(&self, from: &Path, run: u32) {
        // Where nothing was kept there is nothing to merge.
        backup::merge_in(&self.folders, from, &mut self.random(run)).ok();
    }

    pub(crate) fn forget_history(&self) -> bool {
        forget::forget(&self.folders, forget::Scope::History, &mut self.random(1)).is_ok()
    }

    pub(crate) fn forget_answers(&self) {
        forget::forget(&self.folders, forget::Scope::Answers, &mut self.random(1)).expect("it is forgotten");
    }
}

impl Keeper {
    pub(crate) fn perform(&mut self, effect: Effect, wall: DateTime<FixedOffset>, unwritable: bool) -> Did {
        if let Some(ids) = &mut self.dry {
            // Of a dry run what is said of the body is kept, and it ends with its session (S19).
            match effect {
                Effect::Fact(record) if record.what.is_of_the_body() => {
                    let record = Record::new(ids, wall, None, record.what);
                    return self.keep(Effect::Fact(record), Did::Kept, unwritable);
                }
                Effect::Journal(record) => {
                    let Entry::Ended(ended) = record.what else { return Did::Nothing };
                    let is_left = !matches!(ended.how, EndHow::Stopped | EndHow::Unknown);
                    return if is_left { Did::Left } else { Did::Nothing };
                }
                Effect::Leave(_) => return Did::Left,
                _ => return Did::Nothing,
            }
        }
        let records = &self.records;
        let did = match &effect {
            Effect::Journal(record) => match &record.what {
                Entry::Started(it) => Did::Began { calm: it.routine.as_str() == "eyes-and-breath", guest: false },
                Entry::Resumed(it) if it.away.as_secs() >= 1_800 => Did::WentOn,
                _ => Did::Kept,
            },
            Effect::Fact(record) => did(&record.what, false),
            Effect::Leave(_) => return Did::Left,
            Effect::ReadJournal => return Did::Tell(Box::new(Input::Journal(Box::new(records.replay())))),
            Effect::ReadFacts => {
                let facts = records.facts_again(wall);
                return Did::Tell(Box::new(Input::Facts(facts.records, facts.damaged)));
            }
            Effect::ReadEarlier => return Did::Tell(Box::new(Input::Earlier(records.earlier(wall)))),
            _ => return Did::Nothing,
        };
        self.keep(effect, did, unwritable)
    }

    /// What cannot be kept now is tried again with the next.
    fn keep(&mut self, effect: Effect, did: Did, unwritable: bool) -> Did {
        self.owed.push(effect);
        if unwritable {
            let told = || Did::Tell(Box::new(Input::RecordFailed("the disk is full".to_owned())));
            return if matches!(did, Did::Kept) { told() } else { did };
        }
        for effect in self.owed.drain(..) {
            match effect {
                Effect::Fact(record) => self.records.keep_facts(&[record]).expect("it is kept"),
                Effect::Journal(record) => self.records.keep_entries(&[record]).expect("it is kept"),
                _ => {}
            }
        }
        did
    }
}

/// What a fact that is kept says of the session.
fn did(fact: &Fact, guest: bool) -> Did {
    match fact {
        Fact::Guest { of } => did(of, true),
        Fact::GuestBegan { routine } => Did::Began { calm: routine.as_str() == "eyes-and-breath", guest },
        Fact::StopAnswered { answer: StopAnswer::NoAnswer, .. } => Did::WasSilent,
        _ => Did::Kept,
    }
}
