//! Twenty-five years: what is read at a launch, and what is not.

use std::collections::BTreeMap;

use unhunch::journal::{Entry, Lines, Replay, merge, read_lines};
use unhunch::routine::Family;
use unhunch::safety::{Fact, Standing};
use unhunch::shell::records::{Opened, Records, replay, whole_journal};

use crate::folder::{Home, now};
use crate::years;

/// As many entries as a person has after twenty-five years.
const ENTRIES: usize = 250_000;

fn lived(entries: usize) -> Home {
    let home = Home::new();
    years::put(home.folders.data(), entries, now());
    home
}

#[test]
fn a_launch_reads_the_end_of_the_journal_and_still_honours_what_was_set_aside_first_of_all() {
    let home = lived(ENTRIES);
    let (records, opened): (_, Opened<Fact>) = Records::open(Ok(&home.folders), now(), &mut || 3);
    assert_eq!(opened.messages, [""; 0]);
    assert!((100..400).contains(&opened.journal.len()), "{}", opened.journal.len());
    assert!(records.earlier(now()).len() < 1_000);
    assert_eq!(opened.facts.len(), 3);
    let mut standing = Standing::default();
    for fact in &opened.facts {
        standing.apply(&fact.what, fact.at);
    }
    assert!(standing.left_out(&"wall-chest-lean".into(), Family::Extend).is_some());
    let replay = Replay::of(opened.journal);
    let days = replay.session_days_before(now().date_naive());
    assert_eq!(days, u32::try_from((ENTRIES * 3 / 37).div_ceil(3)).unwrap());
}

#[test]
fn years_are_written_the_way_the_program_writes_them_and_stand_in_the_files_it_writes() {
    let years: BTreeMap<i32, String> = years::journal(24_000, now());
    let text: String = years.values().cloned().collect();
    let lines: Lines<Entry> = read_lines(text.as_bytes());
    let written: String = lines.records.iter().map(|record| record.line().unwrap()).collect();
    assert_eq!(written, text);
    let facts: Lines<Fact> = read_lines(years::facts(50, now()).as_bytes());
    assert_eq!((facts.records.len(), facts.unknown, facts.bad.len()), (3, 0, 0));
    let home = lived(24_000);
    assert_eq!((home.journals().len(), years.len()), (2, 2));
    assert_eq!(replay(&home.folders), (Replay::of(lines.records.clone()), Vec::new()));
    assert_eq!(whole_journal(&home.folders).0, merge(lines.records));
}
