//! What only another process can show: death in the middle, disks that fail, and the order of system calls.
//!
//! The tests start this test program again and tell it to run the ignored test, which is the child. They are a program
//! of their own because a process that is just being started holds its parent's locks for an instant.
//!
//! There are fifty kills and fifty faults; with `UNHUNCH_LONG=1` in the environment a thousand of each (or as many
//! as it says), which takes some minutes: `UNHUNCH_LONG=1 cargo test --test crash -- --nocapture` prints what came of them.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests start processes and look at the files they write")]

mod faults;
#[path = "../records/folder.rs"]
mod folder;
mod kills;
mod order;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use unhunch::journal::{EndHow, Entry, Mark, Record, Replay, SessionId};
use unhunch::shell::folders::Folders;
use unhunch::shell::records::{Opened, Records, random};

use crate::folder::{Fact, Home, Run, now};

const HOME: &str = "UNHUNCH_TEST_HOME";
const COUNT: &str = "UNHUNCH_TEST_COUNT";

/// How many kills and faults there are.
pub(crate) fn how_many() -> usize {
    match env::var("UNHUNCH_LONG").map(|count| count.parse()) {
        Ok(Ok(count)) if count > 1 => count,
        Ok(_) => 1_000,
        Err(_) => 50,
    }
}

/// Numbers that look random and are the same every time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `most`.
    pub(crate) const fn below(&mut self, most: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// Starts a child; `before` is what a shell does first, such as another program that watches it.
pub(crate) fn child(home: &Home, name: &str, before: &str, count: usize) -> Child {
    let script = format!("{before} \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script])
        .arg(env::current_exe().unwrap())
        .args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(HOME, home.root.path())
        .env(COUNT, count.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child says, line by line, without what the test program says around it.
pub(crate) fn said(child: &mut Child) -> impl Iterator<Item = (String, String)> + use<> {
    let words = ["kept", "failed", "forgetting", "forgot", "merged"];
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    lines.filter_map(move |line| {
        let at = words.iter().filter_map(|word| line.find(&format!("{word} "))).min()?;
        let (word, rest) = line[at..].split_once(' ')?;
        Some((word.to_owned(), rest.to_owned()))
    })
}

fn home_of_the_child() -> Option<(Folders, u32)> {
    let root = env::var_os(HOME)?;
    let count = env::var(COUNT).ok()?.parse().ok()?;
    Some((Folders::under(Path::new(&root)), count))
}

/// Appends entries, saying after each what was acknowledged and what was not.
#[test]
#[ignore = "the child of the tests below"]
#[expect(clippy::print_stdout, reason = "this is how it tells its parent")]
fn appends_and_says_so() {
    let Some((folders, count)) = home_of_the_child() else { return };
    let (mut records, opened): (_, Opened<Fact>) = Records::open(Ok(&folders), now(), &mut random);
    let mut ids = opened.ids;
    for n in 0..count {
        let mark = Mark { step: Some(n), ..Mark::default() };
        let record = Record::new(&mut ids, now(), None, Entry::Popped(mark));
        match records.keep_entries(std::slice::from_ref(&record)) {
            Ok(()) => println!("kept {}", record.id),
            Err(error) => println!("failed {error}"),
        }
    }
}

/// Begins a session, does a step, says so, and waits until it is killed.
#[test]
#[ignore = "the child of a test below"]
#[expect(clippy::print_stdout, reason = "this is how it tells its parent")]
fn begins_a_session_and_hangs() {
    let Some(root) = env::var_os(HOME) else { return };
    let mut run = Run::open(&Folders::under(Path::new(&root)), 5, now());
    println!("kept {}", run.start());
    println!("kept {}", run.step(0).id);
    println!("kept {}", run.fact("cat-cow").unwrap().id);
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_session_is_left_alone_while_its_program_lives_and_closed_and_taken_up_when_it_was_killed() {
    let home = Home::new();
    let mut child = child(&home, "begins_a_session_and_hangs", "exec", 0);
    let mut ids = said(&mut child).map(|(_, id)| id).take(3);
    let session = SessionId::new(&ids.next().unwrap());
    assert_eq!(ids.count(), 2);
    let beside = home.run(6);
    assert_eq!(beside.opened.busy, std::slice::from_ref(&session));
    assert!(Replay::of(beside.opened.journal).session(&session).unwrap().is_open());
    child.kill().unwrap();
    child.wait().unwrap();
    let next = home.run(7);
    assert_eq!(next.opened.facts.len(), 1);
    let replay = Replay::of(next.opened.journal);
    assert_eq!(replay.session(&session).unwrap().ended().unwrap().how, EndHow::Closed);
    assert_eq!(replay.resumable(now(), next.ids.machine()).map(|it| (it.session, it.step)), Some((session, 1)));
}

/// Every entry that was acknowledged is there, the record can be read, and the next append works.
pub(crate) fn assert_kept(home: &Home, acknowledged: &[String], what: &str) {
    let mut run = home.run(99);
    let next = run.pop().unwrap();
    let there: BTreeSet<String> = home.entries().iter().map(|record| record.id.to_string()).collect();
    for id in acknowledged {
        assert!(there.contains(id), "{what}: {id} was acknowledged and is gone");
    }
    assert!(there.contains(next.id.as_str()), "{what}: the next append");
}

#[test]
fn a_limit_on_the_size_of_files_is_a_message_and_not_a_death() {
    let home = Home::new();
    let mut child = child(&home, "appends_and_says_so", "ulimit -f 4; exec", 100);
    let (kept, failed): (Vec<_>, Vec<_>) = said(&mut child).partition(|(word, _)| word == "kept");
    assert!(child.wait().unwrap().success(), "the child died");
    assert_eq!(failed[0].1, "the record could not be kept: the file may not grow any further");
    let kept: Vec<String> = kept.into_iter().map(|(_, id)| id).collect();
    assert!(kept.len() > 5);
    assert_kept(&home, &kept, "a limit");
    // The next copy, without the limit, goes on after the line that was cut off.
    let last = home.run(2).pop().unwrap();
    assert_eq!(home.entries().last(), Some(&last));
    assert!(fs::metadata(home.journal()).unwrap().len() > 2_000);
}

#[test]
fn a_pipe_in_the_folder_holds_nothing_up() {
    let home = Home::new();
    let kept = [home.run(1).pop().unwrap()];
    let pipe = home.folders.journal().join("pipe.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let opened = home.run(2).opened;
    assert_eq!(opened.journal, kept);
    assert!(opened.messages[0].contains("not a plain file"), "{:?}", opened.messages);
}
