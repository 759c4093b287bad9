use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::json;
use unhunch::journal::{Entry, LINE_LIMIT, Record, merge};
use unhunch::shell::records::whole_journal;

use crate::folder::{Home, from_json, now};

fn popped(home: &Home, count: usize) -> Vec<Record<Entry>> {
    let mut run = home.run(1);
    (0..count).map(|_| run.pop().unwrap()).collect()
}

fn january() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2027-01-02T09:00:00+01:00").unwrap()
}

fn append(path: &std::path::Path, bytes: &[u8]) {
    File::options().append(true).open(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_line_that_cannot_be_read_is_kept_aside_counted_and_said_once() {
    let home = Home::new();
    let kept = popped(&home, 2);
    append(&home.journal(), b"garbage \x1b[2J\n\0\0\0\0\n{\"v\":2}\n");
    let run = home.run(2);
    assert_eq!(run.opened.journal, kept);
    let [message] = &run.opened.messages[..] else { panic!("{:?}", run.opened.messages) };
    assert!(message.starts_with("3 lines of the journal could not be read; a copy is kept in "), "{message}");
    assert!(message.ends_with(", nothing else is lost"), "{message}");
    let aside = home.folders.journal().join(format!("{}-journal.bad", run.ids.machine()));
    let text = fs::read_to_string(&aside).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(!text.contains('\x1b'), "nothing in it acts on a terminal");
    assert!(fs::read(home.journal()).unwrap().windows(7).any(|it| it == b"garbage"), "it stays where it is");
    assert_eq!(home.run(3).opened.messages, [""; 0]);
    append(&home.journal(), b"more garbage\n");
    assert!(home.run(4).opened.messages[0].starts_with("1 line of the journal"));
}

#[test]
fn a_bad_line_of_facts_is_said_is_damage_and_the_others_are_read() {
    let home = Home::new();
    let facts: Vec<_> = {
        let mut run = home.run(1);
        ["cat-cow", "open-book"].map(|movement| run.fact(movement).unwrap()).into()
    };
    let path = home.folders.facts().join(format!("{}-facts.jsonl", home.run(1).ids.machine()));
    append(&path, b"{\"v\":2,\"id\"");
    let opened = home.run(2).opened;
    assert_eq!((opened.facts, opened.damaged.len()), (facts.clone(), 1), "cut off: somebody said something");
    append(&path, b"\n{\"v\":3}\n");
    let opened = home.run(3).opened;
    assert_eq!((opened.facts, opened.damaged.len()), (facts, 2));
    assert!(opened.messages[0].starts_with("1 line of the facts could not be read"), "{:?}", opened.messages);
}

#[test]
fn a_line_of_a_gigabyte_is_passed_over_and_what_stands_before_and_after_it_is_read() {
    let home = Home::new();
    let mut kept = popped(&home, 3);
    // A hole in the file: a line of a gigabyte that takes no space.
    let mut file = File::options().write(true).open(home.journal()).unwrap();
    file.seek(SeekFrom::End(if cfg!(debug_assertions) { 64 << 20 } else { 1 << 30 })).unwrap();
    file.write_all(b"\n").unwrap();
    drop(file);
    let mut run = home.run(2);
    assert_eq!(run.opened.journal, kept);
    assert_eq!(run.opened.messages.len(), 1, "{:?}", run.opened.messages);
    let last = run.pop().unwrap();
    kept.push(last.clone());
    kept = merge(kept);
    drop(run);
    let next = home.run(3);
    assert_eq!(next.opened.journal, [last], "what stands behind it is enough to begin with");
    assert_eq!(next.opened.messages, [""; 0]);
    assert_eq!(whole_journal(&home.folders).0, kept);
}

#[test]
fn lines_of_every_length_are_read_alike_from_the_end_and_from_the_beginning() {
    // Lengths around the block that is read at once and the limit, so that every kind of cut through a line occurs.
    let lengths = [200, 65_000, 65_300, 65_534, 65_535, 65_536, 65_537, 70_000, 131_071, 131_072, 131_073, 200_000];
    for first in lengths {
        for second in lengths {
            let home = Home::new();
            let mut kept = popped(&home, 1);
            let line = kept[0].line().unwrap();
            for (n, length) in [first, second, 200].into_iter().enumerate() {
                let id = format!("zz-{n}");
                let text = line.replace(kept[0].id.as_str(), &id);
                let padding = " ".repeat(length - text.trim_end().len());
                append(&home.journal(), format!("{}{padding}\n", text.trim_end()).as_bytes());
                if length <= LINE_LIMIT {
                    let id = unhunch::journal::RecordId::new(&id);
                    kept.push(Record { id, ..kept[0].clone() });
                }
            }
            let run = home.run(2);
            assert!(kept.ends_with(&run.opened.journal) && !run.opened.journal.is_empty(), "{first} {second}");
            assert!(kept.ends_with(&run.records.earlier(now())), "{first} {second}");
            assert_eq!(whole_journal(&home.folders).0, kept, "{first} {second}");
        }
    }
}

#[test]
fn the_end_of_a_long_journal_is_read_and_not_the_rest() {
    let home = Home::new();
    let kept = popped(&home, 10);
    let line = kept[0].line().unwrap();
    let path = home.journal();
    let old = line.replace("2026-11-21", "2026-09-01");
    let many: String = (0..4_000).map(|n| old.replace(kept[0].id.as_str(), &format!("old-{n}"))).collect();
    let recent = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{many}{recent}")).unwrap();
    let run = home.run(2);
    // One block is enough to see that the rest is old.
    for read in [run.records.earlier(now()), run.opened.journal] {
        assert!(read.ends_with(&kept));
        assert!((100..1_000).contains(&read.len()), "{}", read.len());
    }
    assert_eq!(whole_journal(&home.folders).0.len(), 4_010);
}

#[test]
fn a_launch_in_january_reads_what_was_done_in_december_and_leaves_the_years_before_alone() {
    let home = Home::new();
    let ended = json!({ "kind": "ended", "how": "finished", "work": 120, "active": 120, "step": 1 });
    let mut sessions = Vec::new();
    for days in [800, 400, 20, 10, 2] {
        let mut run = home.run_at(7, january() - TimeDelta::days(days));
        sessions.push(run.start());
        run.step(0);
        run.keep(from_json(&ended)).unwrap();
    }
    let names = home.journals();
    assert_eq!(names.len(), 3, "{names:?}");
    let run = home.run_at(8, january());
    // Of the years before, the last sessions, for one of them may be open still.
    let began: BTreeSet<_> = run.opened.journal.iter().filter_map(|entry| entry.session.clone()).collect();
    assert_eq!(began, sessions.iter().cloned().collect());
    let since: BTreeSet<_> = run.records.earlier(run.now).iter().filter_map(|entry| entry.session.clone()).collect();
    assert_eq!(since, sessions[2..].iter().cloned().collect());
}

#[test]
fn foreign_files_folders_and_files_that_cannot_be_read_cost_one_message_each_at_most() {
    let home = Home::new();
    let kept = popped(&home, 2);
    let folder = home.folders.journal();
    fs::write(folder.join("README.txt"), "hello").unwrap();
    fs::write(folder.join(".stignore"), "").unwrap();
    fs::create_dir(folder.join("old")).unwrap();
    fs::create_dir(folder.join("folder.jsonl")).unwrap();
    fs::write(folder.join("noise.jsonl"), [0xff; 1000]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero.jsonl")).unwrap();
    let opened = home.run(2).opened;
    assert_eq!(opened.journal, kept);
    assert_eq!(opened.foreign, ["README.txt", "old"]);
    assert_eq!(opened.messages.len(), if cfg!(unix) { 3 } else { 2 }, "{:?}", opened.messages);
}

#[test]
fn the_files_of_other_machines_and_of_a_sync_in_conflict_are_read_once_each_entry() {
    let home = Home::new();
    let kept = popped(&home, 2);
    let path = home.journal();
    let other = path.with_extension("sync-conflict-20261121-093000-ABCDEFG.jsonl");
    fs::copy(&path, &other).unwrap();
    fs::copy(&path, path.with_file_name("ffffffffffffffff-2026.jsonl")).unwrap();
    assert_eq!(home.run(2).opened.journal, kept);
}
