//! Killed at a random instant: while writing, beside another copy, while merging, while forgetting.

use std::collections::BTreeSet;
use std::fs;

use unhunch::journal::{Entry, Ids, MachineId, Mark, Record};
use unhunch::shell::records::backup::merge_in;
use unhunch::shell::records::forget::{Scope, forget};
use unhunch::shell::records::{Opened, Records, random, whole_journal};

use crate::folder::{Fact, Home, now};
use crate::{Dice, assert_kept, child, home_of_the_child, how_many, said};

/// Lets a random time pass that is shorter than a few appends.
fn dawdle(dice: &mut Dice) {
    for _ in 0..dice.below(200_000) {
        std::hint::spin_loop();
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn killed_while_two_copies_write_what_was_acknowledged_is_there() {
    let (home, mut dice) = (Home::new(), Dice::new(1));
    let mut all = Vec::new();
    let rounds = how_many() / 2;
    for _ in 0..rounds {
        // Two copies at once, one killed earlier than the other.
        let mut copies = [(); 2].map(|()| child(&home, "appends_and_says_so", "exec", 1_000_000));
        for copy in &mut copies {
            let mut lines = said(copy);
            let heard = usize::try_from(dice.below(30)).unwrap();
            all.extend(lines.by_ref().take(heard).map(|(_, id)| id));
            dawdle(&mut dice);
            copy.kill().unwrap();
            // What it said before it died was said.
            all.extend(lines.map(|(_, id)| id));
            copy.wait().unwrap();
        }
    }
    assert_kept(&home, &all, "two copies");
    let distinct: BTreeSet<&String> = all.iter().collect();
    assert!(distinct.len() == all.len() && all.len() > rounds, "{}", all.len());
    println!("{} kills while writing: {} entries were acknowledged, all of them are there", 2 * rounds, all.len());
}

/// Keeps, merges and forgets for ever, saying before and after what it does.
#[test]
#[ignore = "the child of a test below"]
#[expect(clippy::print_stdout, reason = "this is how it tells its parent")]
fn keeps_merges_and_forgets_for_ever() {
    let Some((folders, count)) = home_of_the_child() else { return };
    let other = MachineId::from_bits(0xbb);
    for round in 0..count {
        let (mut records, opened): (_, Opened<Fact>) = Records::open(Ok(&folders), now(), &mut random);
        let mut ids = opened.ids;
        for _ in 0..3 {
            let record = Record::new(&mut ids, now(), None, Entry::Popped(Mark::default()));
            records.keep_entries(std::slice::from_ref(&record)).unwrap();
            println!("kept {}", record.id);
        }
        drop(records);
        let mut theirs = Ids::new(other.clone(), u32::try_from(random() & 0xffff_ffff).unwrap());
        let brought: Vec<_> =
            (0..3).map(|_| Record::new(&mut theirs, now(), None, Entry::Popped(Mark::default()))).collect();
        let lines: String = brought.iter().map(|record| record.line().unwrap()).collect();
        let file = folders.data().join("from-elsewhere");
        fs::write(&file, lines).unwrap();
        println!("merging -");
        merge_in(&folders, &file, &mut random).unwrap();
        for record in brought {
            println!("kept {}", record.id);
        }
        if round % 2 == 1 {
            println!("forgetting -");
            forget(&folders, Scope::History, &mut random).unwrap();
            println!("forgot -");
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn killed_while_merging_and_forgetting_nothing_that_was_kept_is_gone_and_nothing_forgotten_is_back() {
    let mut dice = Dice::new(2);
    let (mut acknowledged, mut forgotten, mut cut_off) = (0, 0, 0);
    let rounds = how_many();
    let mut home = Home::new();
    for round in 0..rounds {
        if round % 20 == 0 {
            home = Home::new();
        }
        let mut copy = child(&home, "kills::keeps_merges_and_forgets_for_ever", "exec", 1_000_000);
        let mut lines = said(&mut copy);
        let mut heard: Vec<(String, String)> = Vec::new();
        heard.extend(lines.by_ref().take(usize::try_from(1 + dice.below(30)).unwrap()));
        dawdle(&mut dice);
        copy.kill().unwrap();
        heard.extend(lines);
        copy.wait().unwrap();
        // What was kept since it last began to forget is there, what was kept before it was done is not.
        let is_open = heard.iter().rposition(|(word, _)| word == "forgetting")
            > heard.iter().rposition(|(word, _)| word == "forgot");
        let since = heard.iter().rposition(|(word, _)| word == "forgetting").map_or(0, |at| at + 1);
        let until = heard.iter().rposition(|(word, _)| word == "forgot").unwrap_or(0);
        let ids = |range: &[(String, String)]| -> Vec<String> {
            range.iter().filter(|(word, _)| word == "kept").map(|(_, id)| id.clone()).collect()
        };
        let (there, gone) = (ids(&heard[since..]), ids(&heard[..until]));
        assert_kept(&home, &there, &format!("round {round}"));
        let (read, messages) = whole_journal(&home.folders);
        assert_eq!(messages, [""; 0], "round {round}");
        let read: BTreeSet<&str> = read.iter().map(|record| record.id.as_str()).collect();
        assert!(there.iter().all(|id| read.contains(id.as_str())), "round {round}: hidden");
        assert!(gone.iter().all(|id| !read.contains(id.as_str())), "round {round}: back");
        (acknowledged, forgotten) = (acknowledged + there.len(), forgotten + gone.len());
        cut_off += usize::from(is_open);
        // A launch has brought to its end what was cut off: no file holds a forgotten line any more.
        let held: BTreeSet<String> = home.entries().iter().map(|record| record.id.to_string()).collect();
        assert!(gone.iter().all(|id| !held.contains(id)), "round {round}: in a file");
        let drafts = fs::read_dir(home.folders.forgotten()).into_iter().flatten().map(Result::unwrap);
        let unfinished = drafts.filter(|it| it.path().extension().is_some_and(|ending| ending == "unfinished"));
        assert_eq!(unfinished.count(), 0, "round {round}");
    }
    assert!(acknowledged > rounds && forgotten > 0);
    println!(
        "{rounds} kills while merging and forgetting, {cut_off} of them in the middle of forgetting: \
         {acknowledged} entries are there, {forgotten} are gone for good"
    );
}
