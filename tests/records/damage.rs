//! S18: what cannot be read is not nothing. Every byte of a line of every kind of fact is damaged in turn.

use std::fs;
use std::path::PathBuf;

use unhunch::app::{Effect, Memory};
use unhunch::journal::{Damage, Ids, MachineId, Record, Replay};
use unhunch::safety::{Fact, Gate, LINES_VERSION, Page, Wants};
use unhunch::shell::records::{self, Facts, Records};
use unhunch::units::{Moment, Now};

use crate::facts::{examples, kinds_without_an_example};
use crate::folder::{Home, now};

/// Keeps facts the way the program does; returns their two files and what stands in each.
fn kept(home: &Home, facts: &[Fact]) -> ([PathBuf; 2], String) {
    let (mut records, opened) = Records::open::<Fact>(Ok(&home.folders), now(), &mut || 7);
    let mut ids = opened.ids;
    let machine = ids.machine().clone();
    let facts: Vec<_> = facts.iter().map(|fact| Record::new(&mut ids, now(), None, fact.clone())).collect();
    records.keep_facts(&facts).unwrap();
    let files = ["facts", "copy"].map(|name| home.folders.facts().join(format!("{machine}-{name}.jsonl")));
    let [text, copy] = [&files[0], &files[1]].map(|file| fs::read_to_string(file).unwrap());
    assert_eq!(text, copy, "each fact stands in both");
    (files, text)
}

fn read(home: &Home) -> Facts<Fact> {
    records::facts(&home.folders, now())
}

#[test]
fn every_kind_of_fact_has_an_example() {
    assert_eq!(kinds_without_an_example(), [""; 0], "add one to tests/support/facts.rs");
}

/// With any byte of any line damaged in one of the two files everything is known that was known before, and that something
/// is damaged is known too; with one file alone, what is left was there before, and what is missing is damage.
#[test]
fn no_damaged_byte_of_a_fact_makes_anybody_less_careful() {
    let around = Fact::KitHas { kit: unhunch::routine::Kit::Roller };
    let mut tried = 0;
    for fact in examples() {
        let home = Home::new();
        let (files, text) = kept(&home, &[around.clone(), fact.clone(), around.clone()]);
        let before = read(&home);
        assert_eq!((before.records.len(), before.damaged.len()), (3, 0));
        let first = text.find('\n').unwrap() + 1;
        let end = first + text[first..].find('\n').unwrap() + 1;
        for at in first..end {
            let old = text.as_bytes()[at];
            let other = if at % 3 == 0 { b'"' } else { b'\n' };
            for new in [old ^ 1, other].into_iter().filter(|new| *new != old) {
                let (damaged, whole) = (&files[at % 2], &files[1 - at % 2]);
                let mut bytes = text.clone().into_bytes();
                bytes[at] = new;
                fs::write(damaged, &bytes).unwrap();
                let what = || String::from_utf8_lossy(&bytes[first..end]).into_owned();
                let both = read(&home);
                assert_eq!(both.records, before.records, "{}", what());
                assert!(!both.damaged.is_empty(), "{}", what());
                fs::remove_file(whole).unwrap();
                let alone = read(&home);
                assert!(alone.records.iter().all(|it| before.records.contains(it)), "{}", what());
                assert!(!alone.damaged.is_empty(), "{}", what());
                fs::write(damaged, &text).unwrap();
                fs::write(whole, &text).unwrap();
                tried += 1;
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

/// How careful the door is with these facts, the least careful first: to a routine that moves, and to the calm one.
fn careful(facts: Facts<Fact>) -> [u8; 2] {
    let ids = Ids::new(MachineId::from_bits(9), 9);
    let memory = Memory::new(ids, &facts.records, Replay::default()).with_damage(facts.damaged);
    let now = Now { moment: Moment::START, wall: now() };
    [Wants::Moving, Wants::Calm].map(|wants| match memory.gate(now, wants, None) {
        Gate::Go => 0,
        Gate::Offers(_) => 1,
        Gate::Asks(_) => ASKS,
        Gate::NeedAnswer(_) => ASKS + 1,
        Gate::Held(outcome) => ASKS + 2 + outcome as u8,
    })
}

/// What a door is at least that has to ask first.
const ASKS: u8 = 2;

/// With any byte of a line of any kind damaged in one of the two files nothing opens that was closed, and whoever could
/// begin is asked first; where the other file is gone, everybody is asked at least.
#[test]
fn no_damaged_byte_of_a_fact_opens_what_was_closed() {
    let answered = Page::ALL.map(|page| Fact::Answered { page, version: LINES_VERSION, unread: Vec::new() });
    let mut held = 0;
    for fact in examples() {
        let home = Home::new();
        let facts: Vec<Fact> = answered.iter().cloned().chain([fact.clone()]).collect();
        let (files, text) = kept(&home, &facts);
        let before = careful(read(&home));
        held += usize::from(before[0] > ASKS);
        let first = text.trim_end().rfind('\n').unwrap() + 1;
        for at in first..text.len() {
            let old = text.as_bytes()[at];
            let other = if at % 3 == 0 { b'"' } else { b'\n' };
            for new in [old ^ 1, other].into_iter().filter(|new| *new != old) {
                let (damaged, whole) = (&files[at % 2], &files[1 - at % 2]);
                let mut bytes = text.clone().into_bytes();
                bytes[at] = new;
                fs::write(damaged, &bytes).unwrap();
                let what = || String::from_utf8_lossy(&bytes[first..]).into_owned();
                let after = careful(read(&home));
                assert!(after.iter().zip(before).all(|(after, before)| *after >= before.max(ASKS)), "{}", what());
                fs::remove_file(whole).unwrap();
                assert!(careful(read(&home)).iter().all(|it| *it >= ASKS), "{}", what());
                fs::write(damaged, &text).unwrap();
                fs::write(whole, &text).unwrap();
            }
        }
    }
    assert!(held > 0, "no example holds");
}

#[test]
fn a_file_of_facts_that_is_gone_or_cannot_be_read_takes_nothing_with_it() {
    for fact in examples() {
        let home = Home::new();
        let (files, _) = kept(&home, std::slice::from_ref(&fact));
        let before = read(&home).records;
        fs::remove_file(&files[0]).unwrap();
        assert_eq!(read(&home), Facts { records: before.clone(), damaged: Vec::new() });
        fs::create_dir(&files[0]).unwrap();
        let facts = read(&home);
        assert_eq!((facts.records, facts.damaged.len()), (before, 1));
        // The next fact is kept all the same, in the other file.
        let (mut records, opened) = Records::open::<Fact>(Ok(&home.folders), now(), &mut || 8);
        let mut ids = opened.ids;
        records.keep_facts(&[Record::new(&mut ids, now(), None, Fact::GuestCame)]).unwrap();
        assert_eq!(read(&home).records.len(), 2);
    }
}

#[test]
fn what_was_settled_is_not_asked_about_again_and_new_damage_is() {
    let home = Home::new();
    let (files, text) = kept(&home, &[Fact::GuestCame, Fact::Back]);
    fs::write(&files[0], text.replace("guest-came", "guest-camf")).unwrap();
    let memory = |facts: Facts<Fact>| {
        let ids = Ids::new(MachineId::from_bits(9), 9);
        Memory::new(ids, &facts.records, Replay::default()).with_damage(facts.damaged)
    };
    let mut first = memory(read(&home));
    assert_eq!(first.damaged().len(), 1);
    let mut effects = Vec::new();
    first.settle(Now { moment: Moment::START, wall: now() }, &mut effects);
    assert_eq!(first.damaged(), []);
    let (mut records, _) = Records::open::<Fact>(Ok(&home.folders), now(), &mut || 7);
    for effect in effects {
        let Effect::Fact(settled) = effect else { panic!("{effect:?}") };
        records.keep_facts(&[settled]).unwrap();
    }
    assert_eq!(memory(read(&home)).damaged(), []);
    let more = fs::read_to_string(&files[1]).unwrap().replace("back", "bacl");
    fs::write(&files[1], more).unwrap();
    let damaged: Vec<Damage> = memory(read(&home)).damaged().to_vec();
    assert_eq!(damaged.len(), 1);
    assert!(damaged[0].file.ends_with("-copy.jsonl"), "{damaged:?}");
}
