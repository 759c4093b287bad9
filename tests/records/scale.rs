//! Twenty-five years: what is read at a launch, and what is not.

use std::fs;

use unhunch::journal::{Diary, Entry, Lines, Replay, merge, read_lines};
use unhunch::routine::Family;
use unhunch::safety::{Fact, Standing};
use unhunch::shell::records::{Opened, Records, diary, whole_journal};

use crate::folder::{Home, now};
use crate::years;

/// As many entries as a person has after twenty-five years.
const ENTRIES: usize = 250_000;

fn lived(entries: usize, days: usize) -> Home {
    let home = Home::new();
    for (folder, text) in
        [(home.folders.journal(), years::journal(entries, now())), (home.folders.facts(), years::facts(days, now()))]
    {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}.jsonl", years::MACHINE)), text).unwrap();
    }
    home
}

#[test]
fn a_launch_reads_the_end_of_the_journal_and_still_honours_what_was_set_aside_first_of_all() {
    let home = lived(ENTRIES, 9_125);
    let (records, opened): (_, Opened<Fact>) = Records::open(Ok(&home.folders), now(), &mut || 3);
    assert_eq!(opened.messages, [""; 0]);
    assert!((100..400).contains(&opened.journal.len()), "{}", opened.journal.len());
    assert!(records.earlier(now()).len() < 1_000);
    // Of nine thousand daily checks the first and the last two, with what was said on the first day.
    assert_eq!(opened.facts.len(), 5);
    let mut standing = Standing::default();
    for fact in &opened.facts {
        standing.apply(&fact.what, fact.at);
    }
    assert!(standing.left_out(&"wall-chest-lean".into(), Family::Extend).is_some());
    let replay = Replay::of(opened.journal);
    assert_eq!(replay.session_days_before(now().date_naive()), u32::try_from(ENTRIES / 36).unwrap());
}

#[test]
fn a_journal_that_is_read_in_two_halves_is_read_whole_and_once() {
    let entries = 24_000;
    let home = lived(entries, 1);
    let path = home.journal();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.len() > 4 << 20, "long enough to be halved");
    let whole = Diary::of(read_lines::<Entry>(text.as_bytes()).records);
    assert_eq!(whole.sessions.len(), entries / 12);
    let middle = text.len() / 2;
    let end_of_line = middle + text[middle..].find('\n').unwrap();
    // Where the middle lies in a line, on its end, or just behind it; and a line that reaches over it and is too long.
    for more in [0, 2 * (end_of_line - middle), 2 * (end_of_line - middle) + 2] {
        let text = format!("{}{text}", "\n".repeat(more));
        fs::write(&path, text).unwrap();
        assert_eq!(diary(&home.folders), (whole.clone(), Vec::new()), "{more}");
    }
    let (before, after) = text.split_at(end_of_line + 1);
    fs::write(&path, format!("{before}{}\n{after}", "x".repeat(200_000))).unwrap();
    assert_eq!(diary(&home.folders).0, Diary { bad: 1, ..whole });
}

#[test]
fn years_are_written_the_way_the_program_writes_them_and_are_read_alike_in_brief_and_whole() {
    let text = years::journal(2_400, now());
    let lines: Lines<Entry> = read_lines(text.as_bytes());
    let written: String = lines.records.iter().map(|record| record.line().unwrap()).collect();
    assert_eq!(written, text);
    let facts: Lines<Fact> = read_lines(years::facts(50, now()).as_bytes());
    assert_eq!((facts.records.len(), facts.unknown, facts.bad.len()), (52, 0, 0));
    let home = lived(2_400, 50);
    let (brief, messages) = diary(&home.folders);
    assert_eq!((&brief, messages), (&Diary::of(lines.records.clone()), Vec::new()));
    assert_eq!(whole_journal(&home.folders).0, merge(lines.records));
    assert_eq!(brief.sessions.len(), 200);
}
