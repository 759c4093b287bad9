//! A machine that looks for a way past the door.
//!
//! The person of this file stands outside the program: what they said is what they pressed while the question that asks
//! for it stood on the screen, whatever the program made of it. Sequences over a small alphabet drive the real program
//! with its real records, every one of a small depth and many of a great one from one seed, and these sentences are held:
//!
//! - no session begins, and none goes on after half an hour, while something was said that rules it out and nobody took
//!   it back or had it checked, and none begins that the pages were not seen and answered for;
//! - whoever said nothing of the kind is never held;
//! - the text that says to get help has stood on the screen for a second before the program is left.
//!
//! What says "nothing" takes nothing back: that is what the keys for it are there for. `UNHUNCH_ADVERSARY=200000` walks so
//! many at random instead of the few of the gate, `UNHUNCH_ADVERSARY_DEPTH=3` tries every sequence up to there, and
//! `UNHUNCH_ADVERSARY_SEED` draws others.

mod acts;
mod desk;
mod house;
mod person;
mod screens;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::OnceLock;

use acts::Act;
use desk::{Begun, Desk, Home};
use person::Broken;

/// A way past the door: where it begins, and what is done.
type Way = (Home, Vec<Act>);

/// Lives one sequence; what was broken and after how many acts, and whether the last act did anything.
fn live(begun: &[Begun; 2], home: Home, acts: &[Act]) -> (Option<(Broken, usize)>, bool) {
    let mut desk = Desk::new(home, begun);
    let mut did = true;
    for (at, act) in acts.iter().enumerate() {
        desk.act(*act);
        did = desk.did;
        if let Some(broken) = desk.person.broken.take().filter(is_looked_for) {
            return (Some((broken, at + 1)), did);
        }
    }
    (None, did)
}

/// Whether this sentence is held just now: all are, unless `UNHUNCH_ADVERSARY_ONLY` names some.
fn is_looked_for(broken: &Broken) -> bool {
    static ONLY: OnceLock<Option<String>> = OnceLock::new();
    let only = ONLY.get_or_init(|| variable("UNHUNCH_ADVERSARY_ONLY"));
    only.as_ref().is_none_or(|only| only.split(',').any(|it| format!("{broken:?}").starts_with(it)))
}

/// The kind of a fault, whatever it was said about.
fn kind(broken: &Broken) -> std::mem::Discriminant<Broken> {
    std::mem::discriminant(broken)
}

/// The same fault with as few acts as it takes, each the plainest that does.
fn shortest(begun: &[Begun; 2], home: Home, mut acts: Vec<Act>, broken: &Broken) -> Vec<Act> {
    let fails = |acts: &[Act]| live(begun, home, acts).0.is_some_and(|(it, _)| kind(&it) == kind(broken));
    loop {
        let widths = [8, 4, 2, 1].into_iter();
        let places = widths.flat_map(|width| (0..(acts.len() + 1).saturating_sub(width)).map(move |at| (at, width)));
        let mut fewer = places.map(|(at, width)| [&acts[..at], &acts[at + width..]].concat());
        if let Some(fewer) = fewer.find(|it| fails(it)) {
            acts = fewer;
            continue;
        }
        let plainer = (0..acts.len()).flat_map(|at| Act::PLAIN.iter().map(move |act| (at, *act)));
        let mut plainer = plainer.filter(|(at, act)| act.rank() < acts[*at].rank()).map(|(at, act)| {
            let mut other = acts.clone();
            other[at] = act;
            other
        });
        match plainer.find(|it| fails(it)) {
            Some(other) => acts = other,
            None => return acts,
        }
    }
}

#[derive(Default)]
struct Found {
    sequences: usize,
    acts: usize,
    ways: BTreeMap<Way, Broken>,
}

impl Found {
    fn told(&self) -> String {
        let mut ways: Vec<_> = self.ways.iter().collect();
        ways.sort_by_key(|((home, acts), broken)| (acts.len(), *home, (*broken).clone()));
        // Of those that do the same things, the shortest is told.
        let mut told = BTreeSet::new();
        ways.retain(|((_, acts), broken)| {
            let name = |it: String| it.split('(').next().unwrap_or_default().to_owned();
            let acts: BTreeSet<_> = acts.iter().map(|act| name(format!("{act:?}"))).collect();
            told.insert((name(format!("{broken:?}")), acts))
        });
        let mut said =
            format!("{} sequences, {} acts, {} ways past the door\n", self.sequences, self.acts, self.ways.len());
        for ((home, acts), broken) in ways.into_iter().take(300) {
            _ = writeln!(said, "{home:?} {acts:?}\n    {broken:?}");
        }
        said
    }

    /// Every sequence of this depth, unless it begins like one that is broken already, or with something that did nothing.
    fn every(&mut self, begun: &[Begun; 2], home: Home, depth: usize) {
        let mut rows = vec![Vec::new()];
        for left in (0..depth).rev() {
            let mut next = Vec::new();
            for row in &rows {
                for act in Act::ALL {
                    let mut acts: Vec<Act> = row.clone();
                    acts.push(act);
                    self.sequences += 1;
                    self.acts += acts.len();
                    let (broken, did) = live(begun, home, &acts);
                    if let Some((broken, _)) = broken {
                        self.ways.insert((home, acts), broken);
                    } else if did && left > 0 {
                        next.push(acts);
                    }
                }
            }
            rows = next;
        }
    }

    /// Walks of up to this length.
    fn walk(&mut self, begun: &[Begun; 2], walks: usize, longest: usize, seed: u64) {
        let mut chance = crate::chance::Random(seed);
        for _ in 0..walks {
            let home = Home::ALL[chance.below(Home::ALL.len())];
            let length = 4 + chance.below(longest);
            let acts: Vec<Act> = (0..length).map(|_| Act::any(|bound| chance.below(bound))).collect();
            self.sequences += 1;
            let (broken, _) = live(begun, home, &acts);
            self.acts += broken.as_ref().map_or(acts.len(), |(_, at)| *at);
            if let Some((broken, at)) = broken {
                let acts = shortest(begun, home, acts[..at].to_vec(), &broken);
                self.ways.insert((home, acts), broken);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a variable of the environment asks for the long form")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn number(name: &str, otherwise: usize) -> usize {
    variable(name).and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn no_short_way_leads_past_the_door() {
    let begun = Begun::both();
    let mut found = Found::default();
    for home in Home::ALL {
        found.every(&begun, home, number("UNHUNCH_ADVERSARY_DEPTH", 1));
    }
    println!("{}", found.told());
    assert!(found.ways.is_empty(), "{}", found.told());
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn no_long_way_leads_past_the_door() {
    let begun = Begun::both();
    let mut found = Found::default();
    let seed = u64::try_from(number("UNHUNCH_ADVERSARY_SEED", 7)).unwrap_or(7);
    found.walk(&begun, number("UNHUNCH_ADVERSARY", 200), number("UNHUNCH_ADVERSARY_LONGEST", 24), seed);
    println!("{}", found.told());
    assert!(found.ways.is_empty(), "{}", found.told());
}

/// One way that `UNHUNCH_ADVERSARY_WAY` names as the reports do, `Ready [Day, Through]`, act by act.
#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn one_way_is_walked_act_by_act() {
    let Some(way) = variable("UNHUNCH_ADVERSARY_WAY") else { return };
    let (home, acts) = way.split_once(" [").expect("a home and its acts");
    let home = Home::ALL.into_iter().find(|it| format!("{it:?}") == home).expect("a home");
    let known = |name: &str| (0..32).flat_map(Act::with).find(|it| format!("{it:?}") == name);
    let mut desk = Desk::new(home, &Begun::both());
    for act in acts.trim_end_matches(']').split(", ") {
        desk.act(known(act).expect("an act"));
        let seen = desk.seen().map(|seen| (seen.place, seen.asks.as_str(), &seen.ticked));
        println!("{act}: {seen:?}\n    {:?}", desk.person.said);
        println!("{}", desk.records());
        if let Some(broken) = desk.person.broken.take() {
            println!("    broken: {broken:?}");
        }
    }
}
