//! What only another process can show: death in the middle, and a limit on the size of files.
//!
//! The tests start this test program again and tell it to run the ignored test, which is the child. They are a program
//! of their own because a process that is just being started holds its parent's locks for an instant.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests start processes and look at the files they write")]

#[path = "../records/folder.rs"]
mod folder;

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

fn child(home: &Home, name: &str, before: &str) -> Child {
    let script = format!("{before} exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script])
        .arg(env::current_exe().unwrap())
        .args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(HOME, home.root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Appends for ever, saying after each what was acknowledged and what was not.
#[test]
#[ignore = "the child of the tests below"]
#[expect(clippy::print_stdout, reason = "this is how it tells its parent")]
fn writes_until_it_dies() {
    let Some(root) = env::var_os(HOME) else { return };
    let (mut records, opened): (_, Opened<Fact>) =
        Records::open(Ok(&Folders::under(Path::new(&root))), now(), &mut random);
    let mut ids = opened.ids;
    for n in 0..100_000_u32 {
        let mark = Mark { step: Some(n), ..Mark::default() };
        let record = Record::new(&mut ids, now(), None, Entry::Popped(mark));
        match records.keep_entries(std::slice::from_ref(&record)) {
            Ok(()) => println!("kept {}", record.id),
            Err(error) => {
                println!("failed {error}");
                return;
            }
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
    let mut child = child(&home, "begins_a_session_and_hangs", "");
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut ids = said.by_ref().filter_map(|line| Some(line.split_once("kept ")?.1.to_owned())).take(3);
    let session = SessionId::new(&ids.next().unwrap());
    assert_eq!(ids.count(), 2);
    let beside = home.run(6);
    assert_eq!(beside.opened.busy, std::slice::from_ref(&session));
    assert!(Replay::of(beside.opened.journal).life(&session).unwrap().is_open());
    child.kill().unwrap();
    child.wait().unwrap();
    let next = home.run(7);
    assert_eq!(next.opened.facts.len(), 1);
    let replay = Replay::of(next.opened.journal);
    assert_eq!(replay.life(&session).unwrap().ended().unwrap().how, EndHow::Closed);
    assert_eq!(replay.resumable(now(), next.ids.machine()).map(|it| (it.session, it.step)), Some((session, 1)));
}

fn kept(child: &mut Child, most: usize) -> (Vec<String>, Option<String>) {
    let (mut kept, mut failed) = (Vec::new(), None);
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some((_, id)) = line.split_once("kept ") {
            kept.push(id.to_owned());
        } else if let Some((_, error)) = line.split_once("failed ") {
            failed = Some(error.to_owned());
        }
        if kept.len() == most {
            child.kill().unwrap();
        }
    }
    (kept, failed)
}

fn assert_kept(home: &Home, kept: &[String]) {
    let entries = home.entries();
    for id in kept {
        assert!(entries.iter().any(|record| record.id.as_str() == id), "{id} was acknowledged and is gone");
    }
}

#[test]
fn killed_at_any_instant_what_was_acknowledged_is_there() {
    let home = Home::new();
    let mut all = Vec::new();
    for round in 1..=50 {
        // Two copies at once, one killed earlier than the other.
        let (mut first, mut second) =
            (child(&home, "writes_until_it_dies", ""), child(&home, "writes_until_it_dies", ""));
        all.extend(kept(&mut first, round).0);
        all.extend(kept(&mut second, 3).0);
        first.wait().unwrap();
        second.wait().unwrap();
    }
    assert_kept(&home, &all);
    let mut run = home.run(9);
    run.pop().unwrap();
    assert!(all.len() >= 50 * 51 / 2, "{}", all.len());
}

#[test]
fn a_limit_on_the_size_of_files_is_a_message_and_not_a_death() {
    let home = Home::new();
    let mut child = child(&home, "writes_until_it_dies", "ulimit -f 4;");
    let (kept, error) = kept(&mut child, usize::MAX);
    assert!(child.wait().unwrap().success(), "the child died");
    assert_eq!(error.as_deref(), Some("the record could not be kept: the file may not grow any further"));
    assert!(kept.len() > 5);
    assert_kept(&home, &kept);
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
