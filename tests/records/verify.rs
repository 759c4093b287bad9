//! What looking through the records says.

use std::fs;

use unhunch::shell::records::forget::{Scope, forget};
use unhunch::shell::records::verify::verify;

use crate::folder::Home;

fn lived() -> Home {
    let home = Home::new();
    let mut run = home.run(1);
    run.start();
    run.step(0);
    home
}

#[test]
fn a_whole_record_is_whole_and_looking_changes_nothing() {
    let home = lived();
    let before = fs::read(home.journal()).unwrap();
    let verified = verify(&home.folders);
    assert!(verified.is_whole());
    assert_eq!((verified.entries, verified.sessions, verified.open), (2, 1, 1));
    assert_eq!(fs::read(home.journal()).unwrap(), before);
    assert!(verify(&Home::new().folders).is_whole());
}

#[test]
fn each_bad_line_is_named_by_its_place() {
    let home = lived();
    let text = fs::read_to_string(home.journal()).unwrap();
    let (first, second) = text.split_once('\n').unwrap();
    let later = r#"{"v":3,"id":"x","at":"2026-11-21T09:30:00.123+01:00","machine":"m","kind":"popped"}"#;
    let lines = [first, "rubbish", later, "\0\0", &second[..40], &"x".repeat(70_000), second.trim_end(), "{\"v\":2"];
    fs::write(home.journal(), lines.join("\n")).unwrap();
    fs::write(home.folders.journal().join("notes.txt"), "").unwrap();
    let verified = verify(&home.folders);
    let [file] = &verified.files[..] else { panic!("{verified:?}") };
    let bad: Vec<_> = file.bad.iter().map(|bad| (bad.number, bad.why.as_str())).collect();
    assert_eq!(bad, [(2, "not JSON"), (4, "not JSON"), (5, "cut off"), (6, "longer than 64 KiB"), (8, "cut off")]);
    assert_eq!((file.records, file.unknown, verified.foreign.len()), (2, 1, 1));
    assert!(!verified.is_whole());
}

#[test]
fn a_write_that_was_cut_off_is_no_fault() {
    let home = lived();
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes.extend(b"{\"v\":2,\"id\":\"01a");
    fs::write(home.journal(), bytes).unwrap();
    let verified = verify(&home.folders);
    assert_eq!(verified.files[0].bad.len(), 1);
    assert!(verified.is_whole());
}

#[test]
fn each_entry_is_counted_once_and_what_was_forgotten_not_at_all() {
    let home = lived();
    let bytes = fs::read(home.journal()).unwrap();
    fs::write(home.folders.journal().join("copy.jsonl"), &bytes).unwrap();
    assert_eq!((verify(&home.folders).entries, verify(&home.folders).files.len()), (2, 2));
    forget(&home.folders, Scope::History, &mut || 1).unwrap();
    fs::write(home.folders.journal().join("copy.jsonl"), &bytes).unwrap();
    let verified = verify(&home.folders);
    assert_eq!((verified.entries, verified.sessions, verified.forgotten, verified.hidden), (0, 0, 2, 2));
}
