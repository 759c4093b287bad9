//! A machine that looks for a way past the door.
//!
//! The person of this file stands outside the program: what they said is what they pressed while the page that asks for
//! it stood on the screen, whatever the program made of it. Sequences over a small alphabet drive the real program with
//! its records, every one of a small depth and many of a great one from one seed, and three sentences are held:
//!
//! - no session begins, and none goes on after half an hour, while something was said that rules it out and nobody took it
//!   back or had it checked;
//! - whoever said nothing of the kind is never held;
//! - the text of an emergency has stood on the screen for a second before the program is left.
//!
//! `UNHUNCH_ADVERSARY=200000` walks so many at random instead of the few of the gate.

mod desk;
mod person;

use std::fmt::Write as _;

use desk::{Act, Desk, Home};

/// Lives one sequence; what was broken, if anything.
fn live(home: Home, acts: &[Act]) -> Option<String> {
    let mut desk = Desk::new(home);
    for act in acts {
        desk.act(*act);
        if let Some(broken) = desk.broken.take() {
            return Some(broken);
        }
    }
    None
}

/// The same fault with as few acts as it takes.
fn shortest(home: Home, mut acts: Vec<Act>) -> Vec<Act> {
    loop {
        let shorter = (0..acts.len()).map(|at| {
            let mut fewer = acts.clone();
            fewer.remove(at);
            fewer
        });
        match shorter.into_iter().find(|fewer| live(home, fewer).is_some()) {
            Some(fewer) => acts = fewer,
            None => return acts,
        }
    }
}

fn told(found: &[(Home, Vec<Act>, String)]) -> String {
    let mut said = String::new();
    for (home, acts, why) in found {
        _ = writeln!(said, "{home:?} {acts:?}\n    {why}");
    }
    said
}

/// Every sequence of this depth, unless it begins like one that is broken already.
fn every(home: Home, alphabet: &[Act], depth: usize) -> (usize, Vec<(Home, Vec<Act>, String)>) {
    let (mut lived, mut found, mut rows) = (0, Vec::new(), vec![Vec::new()]);
    for _ in 0..depth {
        let mut next = Vec::new();
        for row in &rows {
            for act in alphabet {
                let mut acts: Vec<Act> = row.clone();
                acts.push(*act);
                lived += 1;
                match live(home, &acts) {
                    Some(why) => found.push((home, acts, why)),
                    None => next.push(acts),
                }
            }
        }
        rows = next;
    }
    (lived, found)
}

#[expect(clippy::disallowed_methods, reason = "a variable of the environment asks for the long form")]
fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn no_short_way_leads_past_the_door() {
    let depth = number("UNHUNCH_ADVERSARY_DEPTH", 1);
    let mut all = Vec::new();
    let mut lived = 0;
    for home in Home::ALL {
        let (count, found) = every(home, &Act::ALL, depth);
        lived += count;
        all.extend(found);
    }
    println!("{lived} sequences of every kind up to {depth}");
    assert!(all.is_empty(), "{}\n{}", all.len(), told(&all[..all.len().min(12)]));
}

#[test]
fn no_long_way_leads_past_the_door() {
    let walks = number("UNHUNCH_ADVERSARY", 25);
    let mut chance = crate::chance::Random(u64::try_from(number("UNHUNCH_ADVERSARY_SEED", 7)).unwrap_or(7));
    let mut found = Vec::new();
    for _ in 0..walks {
        let home = Home::ALL[chance.below(Home::ALL.len())];
        let length = 10 + chance.below(50);
        let acts: Vec<Act> = (0..length).map(|_| Act::LIKELY[chance.below(Act::LIKELY.len())]).collect();
        if live(home, &acts).is_some() {
            let acts = shortest(home, acts);
            let why = live(home, &acts).unwrap_or_default();
            if !found.iter().any(|(_, known, _)| *known == acts) {
                found.push((home, acts, why));
            }
        }
    }
    found.sort_by_key(|(_, acts, _)| acts.len());
    println!("{walks} walks");
    assert!(found.is_empty(), "{}\n{}", found.len(), told(&found[..found.len().min(40)]));
}
