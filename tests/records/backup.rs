//! Everything taken out, and two machines' records brought together.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unhunch::journal::{Entry, Pool, Record};
use unhunch::shell::folders::Folders;
use unhunch::shell::records::backup::{Merged, everything, merge_in};
use unhunch::shell::records::export::Export;
use unhunch::shell::records::forget::{Scope, forget};
use unhunch::shell::records::{replay, whole_journal};

use crate::folder::{Home, Run, now};

fn merge(into: &Home, from: &Path) -> Merged {
    merge_in(&into.folders, from, &mut || 77).unwrap()
}

fn kept(home: &Home) -> Vec<Record<Entry>> {
    whole_journal(&home.folders).0
}

/// A home of another machine, with a session and a fact of its own.
fn lived(seed: u64, hours: i64) -> Home {
    let home = Home::new();
    let mut run = home.run_at(seed, now() + TimeDelta::hours(hours));
    run.start();
    run.step(0);
    run.fact("cat-cow").unwrap();
    home
}

#[test]
fn two_machines_merged_both_ways_round_come_to_the_same() {
    let (here, there) = (lived(1, 0), lived(2, -30));
    let first = merge(&here, there.folders.data());
    assert_eq!((first.facts, first.entries, first.known), (1, 2, 0));
    let second = merge(&there, here.folders.data());
    assert_eq!((second.facts, second.entries, second.known), (1, 2, 3));
    assert_eq!(kept(&here), kept(&there));
    assert_eq!(everything(&here.folders).0, everything(&there.folders).0);
    let names =
        |home: &Home| -> Vec<_> { home.journals().iter().map(|path| path.file_name().unwrap().to_owned()).collect() };
    assert_eq!(names(&here), names(&there));
    let files = |home: &Home| -> Vec<Vec<u8>> { home.journals().iter().map(|path| fs::read(path).unwrap()).collect() };
    let before = files(&here);
    assert_eq!(merge(&here, there.folders.data()).known, 6);
    assert_eq!(files(&here), before, "what is known already is not written again");
    assert_eq!(here.run(9).opened.facts.len(), 2);
}

/// What a machine may have come to: which of the sessions of three machines are in it, and which of them it forgot.
#[derive(Clone, Debug)]
struct Past {
    sessions: Vec<(u64, i64)>,
    forgot_then: bool,
    more: Vec<(u64, i64)>,
}

fn past() -> impl Strategy<Value = Past> {
    let sessions = || prop::collection::vec((1_u64..4, -300_i64..300), 0..4);
    (sessions(), any::<bool>(), sessions()).prop_map(|(sessions, forgot_then, more)| Past {
        sessions,
        forgot_then,
        more,
    })
}

fn live(past: &Past) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.folders.data()).unwrap();
    let write = |sessions: &[(u64, i64)]| {
        for (machine, hours) in sessions {
            // The same machine at the same hour has lived the same, whoever brought it here.
            let scratch = Home::new();
            let mut run = scratch.run_at(*machine, now() + TimeDelta::hours(*hours));
            run.start();
            run.step(0);
            run.fact("cat-cow").unwrap();
            drop(run);
            merge(&home, scratch.folders.data());
        }
    };
    write(&past.sessions);
    if past.forgot_then {
        forget(&home.folders, Scope::Everything, &mut || 5).unwrap();
    }
    write(&past.more);
    home
}

fn copy(home: &Home) -> Home {
    fn all(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).into_iter().flatten().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                all(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let to = Home::new();
    all(home.root.path(), to.root.path());
    to
}

/// What merging these, one after the other, comes to.
fn merged(homes: &[&Home]) -> Pool {
    let (first, rest) = homes.split_first().unwrap();
    let home = copy(first);
    for from in rest {
        merge(&home, from.folders.data());
    }
    let run = home.run(50);
    let mut all = everything(&home.folders).0;
    // What is read at a launch, and in brief, is the same.
    let entries = kept(&home);
    assert_eq!(run.records.earlier(now()), entries);
    assert_eq!(run.opened.facts.len() + entries.len(), all.lines().len());
    assert_eq!(replay(&home.folders).0, unhunch::journal::Replay::of(entries));
    all.bad = 0;
    all
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(3),
        ..ProptestConfig::default()
    })]

    #[test]
    fn merging_folders_is_associative_commutative_and_idempotent(a in past(), b in past(), c in past()) {
        let (a, b, c) = (live(&a), live(&b), live(&c));
        let all = merged(&[&a, &b, &c]);
        let bc = copy(&b);
        merge(&bc, c.folders.data());
        prop_assert_eq!(&merged(&[&a, &bc]), &all);
        prop_assert_eq!(&merged(&[&c, &b, &a]), &all);
        prop_assert_eq!(&merged(&[&b, &a, &c, &a, &b]), &all);
    }
}

#[test]
fn what_was_exported_brings_everything_back() {
    let home = lived(1, 0);
    merge(&home, lived(2, -5).folders.data());
    // A copy of a file, blanks, what is no entry, and two different lines of one name.
    let path = home.journals().remove(0);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path.with_file_name("copy.jsonl"), format!("\u{feff}{text}\n  \nrubbish\n")).unwrap();
    let (first, _) = text.split_once('\n').unwrap();
    fs::write(path.with_file_name("edited.jsonl"), first.replace("Chair", "Edited")).unwrap();
    let (lines, messages) = everything(&home.folders);
    assert_eq!(messages, [""; 0]);
    let file = home.root.path().join("backup.jsonl");
    let export = Export::of(&home.folders);
    assert_eq!((export.bad(), &export.messages), (1, &messages));
    assert_eq!(export.write_new(&file).unwrap(), lines.lines().len());
    let mut printed = Vec::new();
    export.write(&mut printed).unwrap();
    assert_eq!(fs::read(&file).unwrap(), printed);
    let expected: Vec<&str> = lines.lines().map(|line| line.text.as_str()).collect();
    assert_eq!(str::from_utf8(&printed).unwrap().lines().collect::<Vec<_>>(), expected);
    let fresh = Home::new();
    let merged = merge(&fresh, &file);
    assert_eq!((merged.facts, merged.entries, merged.bad), (2, 5, 0));
    assert_eq!(everything(&fresh.folders).0.lines().collect::<Vec<_>>(), lines.lines().collect::<Vec<_>>());
    let again = Export::of(&fresh.folders).write_new(&file).unwrap_err();
    assert!(again.why().contains("nothing is written over it"), "{again}");
    assert_eq!(fs::read(&file).unwrap(), printed);
}

#[test]
fn lines_of_a_later_version_are_taken_along_as_they_stand() {
    let there = lived(1, 0);
    let later = r#"{"v":7,"id":"zz","at":"2026-11-21T10:00:00.000+01:00","machine":"0000000000000007","kind":"levitated","x":[1]}"#;
    fs::write(there.folders.journal().join("later.jsonl"), format!("{later}\nrubbish\n{{\"v\":9}}\n")).unwrap();
    let here = Home::new();
    let merged = merge(&here, there.folders.data());
    assert_eq!((merged.entries, merged.bad), (3, 2));
    let file = here.folders.journal().join("0000000000000007-2026.jsonl");
    assert_eq!(fs::read_to_string(file).unwrap(), format!("{later}\n"));
    assert_eq!(merge(&here, there.folders.data()).entries, 0);
}

#[test]
fn what_is_older_than_a_file_ends_with_gets_a_file_of_its_own() {
    let machine = |hours| {
        let home = Home::new();
        home.run_at(1, now() + TimeDelta::hours(hours)).pop().unwrap();
        home
    };
    let here = Home::new();
    for hours in [0, -10, 10, -5] {
        merge(&here, machine(hours).folders.data());
    }
    assert_eq!(here.journals().len(), 2);
    for path in here.journals() {
        let lines: unhunch::journal::Lines<Entry> = unhunch::journal::read_lines(&fs::read(path).unwrap());
        assert!(lines.records.is_sorted_by_key(|record| record.at));
    }
    assert_eq!(here.run(3).opened.journal.len(), 4);
}

#[test]
fn while_a_copy_runs_its_file_is_left_to_it() {
    let here = Home::new();
    let mut run = here.run(1);
    run.pop().unwrap();
    let there = copy(&here);
    fs::remove_file(there.journals().pop().unwrap()).unwrap();
    there.run_at(8, now() + TimeDelta::hours(1)).pop().unwrap();
    merge(&here, there.folders.data());
    run.pop().unwrap();
    assert_eq!(here.journals().len(), 2);
    assert_eq!(here.run(2).opened.journal.len(), 3);
}

#[test]
fn a_machines_name_that_is_a_path_writes_nowhere_else() {
    let here = Home::new();
    let from = here.root.path().join("from");
    fs::create_dir(&from).unwrap();
    let line = r#"{"v":2,"id":"a","at":"2026-11-21T10:00:00.000+01:00","machine":"../../../x","kind":"popped"}"#;
    fs::write(from.join("any.jsonl"), line).unwrap();
    assert_eq!(merge(&here, &from).entries, 1);
    assert_eq!(here.journals().len(), 1);
    assert!(here.journal().parent().unwrap().ends_with("data/journal"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_there_costs_one_message_each_and_nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let (here, there) = (lived(1, 0), lived(2, 0));
    let folder = there.folders.journal();
    fs::write(folder.join("noise.jsonl"), [0xff; 1000]).unwrap();
    fs::create_dir(folder.join("folder.jsonl")).unwrap();
    symlink("/dev/zero", folder.join("zero.jsonl")).unwrap();
    fs::write(folder.join("README"), "hello").unwrap();
    let merged = merge(&here, there.folders.data());
    assert_eq!((merged.entries, merged.bad, merged.messages.len()), (2, 1, 2), "{:?}", merged.messages);
    // A link in our own folder, with the name the lines belong under.
    let elsewhere = here.root.path().join("elsewhere");
    fs::write(&elsewhere, "mine\n").unwrap();
    let third = lived(3, 0);
    let theirs = third.journals()[0].file_name().unwrap().to_owned();
    symlink(&elsewhere, here.folders.journal().join(theirs)).unwrap();
    merge(&here, third.folders.data());
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine\n");
    assert_eq!(kept(&here).len(), 6);
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let error = merge_in(&Home::new().folders, Path::new("/nowhere/at/all"), &mut || 1).unwrap_err();
    assert!(error.why().contains("/nowhere/at/all"), "{error}");
}

#[test]
fn the_records_of_another_place_are_looked_at_where_they_are() {
    let home = lived(1, 0);
    let other = Folders::under(Path::new("/nowhere")).with_data(home.folders.data());
    let mut run = Run::open(&other, 3, now());
    assert_eq!(run.opened.journal.len(), 2);
    assert!(run.opened.messages.iter().all(|message| message.contains("machine")), "{:?}", run.opened.messages);
    run.session = None;
}
