//! The turn of a year, clocks that are wrong, and facts that nothing takes.

use std::fs;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::json;
use unhunch::journal::{EndHow, Entry, Replay};
use unhunch::shell::records::backup::merge_in;
use unhunch::shell::records::forget::{Scope, forget};
use unhunch::shell::records::{replay, whole_journal};

use crate::folder::{Home, Run, from_json, now};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn end(run: &mut Run, how: &str) {
    run.keep(from_json(&json!({ "kind": "ended", "how": how, "work": 60, "active": 60, "step": 0 }))).unwrap();
}

fn names(home: &Home) -> Vec<String> {
    let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_str().unwrap()[16..].to_owned();
    home.journals().iter().map(name).collect()
}

#[test]
fn a_session_over_the_turn_of_the_year_stands_in_the_file_of_the_year_it_began_in() {
    let home = Home::new();
    let mut run = home.run_at(1, at("2026-12-31T23:59:58+01:00"));
    let session = run.start();
    run.now = at("2027-01-01T00:05:00+01:00");
    run.step(0);
    end(&mut run, "finished");
    run.session = None;
    run.pop().unwrap();
    drop(run);
    assert_eq!(names(&home), ["-2026.jsonl", "-2027.jsonl"]);
    // What is said of it the next day is said there too.
    let mut next = home.run_at(2, at("2027-01-01T09:00:00+01:00"));
    next.session = Some(session.clone());
    next.keep(from_json(&json!({ "kind": "felt", "how": "same", "asked": "next-day" }))).unwrap();
    let old = fs::read_to_string(&home.journals()[0]).unwrap();
    assert_eq!(old.lines().count(), 4, "{old}");
    assert!(replay(&home.folders).0.session(&session).unwrap().ended().is_some());
}

#[test]
fn a_session_left_open_is_closed_whatever_year_its_clock_said() {
    let home = Home::new();
    let clocks = ["1970-01-01T00:00:10+00:00", "2100-06-01T12:00:00+01:00", "2019-05-01T08:00:00+02:00"];
    let sessions = clocks.map(|clock| home.run_at(1, at(clock)).start());
    for (launch, clock) in
        ["2026-11-21T09:30:00+01:00", "1970-01-01T00:00:20+00:00", "2100-06-02T12:00:00+01:00"].into_iter().enumerate()
    {
        let run = home.run_at(10 + u64::try_from(launch).unwrap(), at(clock));
        assert_eq!(run.opened.damaged, []);
        for session in &sessions {
            let ends = home.entries().into_iter().filter(|entry| entry.session.as_ref() == Some(session));
            let ends = ends.filter(|entry| matches!(&entry.what, Entry::Ended(end) if end.how == EndHow::Closed));
            assert_eq!(ends.count(), 1, "{clock}");
        }
    }
    assert_eq!(names(&home), ["-1970.jsonl", "-2019.jsonl", "-2100.jsonl"]);
}

#[test]
fn while_neither_file_takes_a_fact_the_end_of_a_session_is_one_that_nobody_knows() {
    let home = Home::new();
    let machine = home.run(1).ids.machine().clone();
    let files = ["facts", "copy"].map(|name| home.folders.facts().join(format!("{machine}-{name}.jsonl")));
    for both in [false, true] {
        fs::create_dir_all(&files[0]).unwrap();
        if both {
            fs::create_dir_all(&files[1]).unwrap();
        }
        let mut run = home.run(if both { 3 } else { 2 });
        let session = run.start();
        assert_eq!(run.fact("cat-cow").is_err(), both);
        end(&mut run, "stopped");
        drop(run);
        let replay = Replay::of(home.entries());
        let ended = replay.session(&session).unwrap();
        assert_eq!(ended.ended_unseen(), both);
        fs::remove_dir(&files[0]).unwrap();
        fs::remove_file(&files[1]).or_else(|_| fs::remove_dir(&files[1])).unwrap();
    }
}

#[test]
fn what_is_forgotten_and_merged_is_so_in_every_year() {
    let (here, there) = (Home::new(), Home::new());
    for (home, seed) in [(&here, 1), (&there, 2)] {
        for days in [0, 300, 600, 900] {
            let mut run = home.run_at(seed, now() - TimeDelta::days(days));
            run.start();
            run.step(0);
            end(&mut run, "finished");
            run.fact("cat-cow").unwrap();
        }
    }
    let merged = merge_in(&here.folders, there.folders.data(), &mut || 9).unwrap();
    assert_eq!((merged.facts, merged.entries), (4, 12));
    assert_eq!(here.journals().len(), 6);
    assert_eq!(merge_in(&here.folders, there.folders.data(), &mut || 9).unwrap().known, 16);
    forget(&here.folders, Scope::History, &mut || 9).unwrap();
    assert_eq!((whole_journal(&here.folders).0, here.journals().len()), (Vec::new(), 0));
    let opened = here.run(5).opened;
    assert_eq!((opened.facts.len(), opened.damaged), (8, Vec::new()), "no fact goes with the history");
    assert_eq!(merge_in(&here.folders, there.folders.data(), &mut || 9).unwrap().entries, 0);
}

#[test]
fn records_of_the_first_form_stay_as_they_are_and_are_named_once() {
    let home = Home::new();
    let old = [home.folders.facts(), home.folders.journal()].map(|folder| folder.join("00000000000000aa.jsonl"));
    let line = "{\"v\":1,\"id\":\"a\",\"at\":\"2026-11-20T09:30:00.000+01:00\",\"machine\":\"00000000000000aa\",\"fact\":\"lifted\"}\n";
    for path in &old {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, line).unwrap();
    }
    let opened = home.run(1).opened;
    assert_eq!((opened.facts.len(), opened.journal.len(), opened.damaged.len()), (0, 0, 0));
    let [message] = &opened.messages[..] else { panic!("{:?}", opened.messages) };
    assert!(message.contains("records of an older form"), "{message}");
    assert_eq!(home.run(2).opened.messages, [""; 0], "said once");
    for path in &old {
        assert_eq!(fs::read_to_string(path).unwrap(), line);
    }
}
