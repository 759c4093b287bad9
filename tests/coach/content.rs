//! The rules of CONTENT 4 and 5, read from its text: what the plans are held to, without asking the engine. A movement
//! that came after it is held to what its own file says.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

use unhunch::routine::Library;

use crate::walk::secs;

/// The content as it was handed over.
const CONTENT: &str = include_str!("../content/CATALOGUE.md");

/// What the content says of every movement and routine, as far as plans are concerned.
pub(crate) struct Content {
    /// The phase of each movement (CONTENT 4, "Index").
    phases: BTreeMap<String, &'static str>,
    /// Where each movement is done.
    places: BTreeMap<String, String>,
    /// The seconds of warm-up each end-range movement needs (W1).
    needed: BTreeMap<String, u64>,
    /// The routines as written.
    pub(crate) routines: BTreeMap<&'static str, Written>,
    /// How many items of each routine each tag swaps or drops, and whether that is more than half (the catalogue, 5.1).
    pub(crate) swapped: BTreeMap<(&'static str, &'static str), (usize, bool)>,
}

/// A routine as written.
#[derive(Default)]
pub(crate) struct Written {
    /// Its total.
    pub(crate) total: Duration,
    /// The work in it.
    pub(crate) work: Duration,
    /// Its steps and their lengths.
    pub(crate) steps: Vec<(&'static str, Duration)>,
}

/// Where the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    Up,
    Floor,
}

/// The texts between backticks of a line.
fn names(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split('`').skip(1).step_by(2)
}

/// The cells of a row of a table.
fn cells(line: &'static str) -> Vec<&'static str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// The first number in a text.
fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn section(from: &str, to: &str) -> impl Iterator<Item = &'static str> {
    let (from, to) = (from.to_owned(), to.to_owned());
    CONTENT.lines().skip_while(move |line| !line.starts_with(&from)).take_while(move |line| !line.starts_with(&to))
}

impl Content {
    pub(crate) fn read() -> Self {
        let mut phases = BTreeMap::new();
        for line in section("| Phase | Movements |", "### ").filter(|line| line.contains('`')) {
            phases.extend(names(line).map(|name| (name.to_owned(), cells(line)[0])));
        }
        let mut places = BTreeMap::new();
        let mut movement = "";
        for line in section("# 4. ", "# 5. ") {
            if line.starts_with("### ") {
                movement = names(line).next().expect("a movement has a name");
            } else if let Some((_, place)) = line.split_once("**Where:** ") {
                let place = place.split('.').next().expect("a place ends in a full stop");
                places.insert(movement.to_owned(), place.to_owned());
            }
        }
        let w1 = section("- **W1**", "- **W2**").next().expect("there is a W1");
        let (first, second) = w1.split_once("; 90 s before ").expect("W1 has two lists");
        let mut needed: BTreeMap<_, _> = names(first).take(3).map(|name| (name.to_owned(), 120)).collect();
        needed.extend(names(second.split(". The bank").next().expect("a list")).map(|name| (name.to_owned(), 90)));
        let library = Library::built_in();
        for movement in library.movement_ids().iter().filter_map(|id| library.movement(id)) {
            let id = movement.id.to_string();
            if let Entry::Vacant(phase) = phases.entry(id.clone()) {
                phase.insert(movement.phase.word());
                let at: Vec<_> = movement.places.iter().map(ToString::to_string).collect();
                places.insert(id.clone(), at.join(" or "));
                needed.extend(movement.end_range.map(|needed| (id, needed.as_secs())));
            }
        }
        Self { phases, places, needed, routines: routines(), swapped: swapped() }
    }

    pub(crate) fn phase(&self, movement: &str) -> &'static str {
        self.phases[movement]
    }

    /// Whether its work goes into the bank.
    pub(crate) fn banks(&self, movement: &str) -> bool {
        matches!(self.phase(movement), "warm-up" | "prepare" | "reset")
    }

    /// Whether that work is moving.
    pub(crate) fn moves(&self, movement: &str) -> bool {
        matches!(self.phase(movement), "warm-up" | "prepare")
    }

    /// Whether a routine may end on it (W3).
    pub(crate) fn ends_well(&self, movement: &str) -> bool {
        matches!(self.phase(movement), "cool-down" | "reset")
    }

    /// The work that must be in the bank before it (W1).
    pub(crate) fn needed(&self, movement: &str) -> Option<Duration> {
        self.needed.get(movement).copied().map(secs)
    }

    /// Where the body is in it; none where it stays as it is.
    pub(crate) fn stand(&self, movement: &str) -> Option<Stand> {
        match self.places[movement].as_str() {
            "floor" => Some(Stand::Floor),
            "anywhere" | "chair or floor" => None,
            "chair" | "standing" | "wall" | "chair or standing" | "standing or chair" => Some(Stand::Up),
            place => panic!("{movement} is done at {place}"),
        }
    }
}

fn routines() -> BTreeMap<&'static str, Written> {
    let mut routines = BTreeMap::<_, Written>::new();
    for line in section("| Routine | Where |", "### ").skip(2).filter(|line| line.starts_with('|')) {
        let cells = cells(line);
        let total = number(cells[3].split('(').nth(1).expect("seconds in brackets")).expect("a total");
        let work = number(cells[4]).expect("the work");
        let id = names(line).next().expect("a routine has a name");
        routines.insert(id, Written { total: secs(total), work: secs(work), steps: Vec::new() });
    }
    let mut routine = "";
    for line in section("### `chair-stretch` The Chair Stretch", "## 5.1") {
        if line.starts_with("### ") {
            routine = names(line).next().expect("a routine has a name");
        } else if line.starts_with("| ") && cells(line)[0].parse::<u32>().is_ok() {
            let step = (names(line).next().expect("a step has a movement"), secs(number(cells(line)[3]).expect("s")));
            routines.get_mut(routine).expect("it is in the list").steps.push(step);
        }
    }
    routines
}

fn swapped() -> BTreeMap<(&'static str, &'static str), (usize, bool)> {
    let mut rows = section("## 5.1", "## 5.2").filter(|line| line.starts_with('|'));
    let tags: Vec<&str> = names(rows.next().expect("a head")).collect();
    let mut swapped = BTreeMap::new();
    for row in rows.skip(1) {
        let routine = names(row).next().expect("a routine");
        for (tag, cell) in tags.iter().zip(cells(row).into_iter().skip(2)) {
            let count = number(cell).map_or(0, |count| usize::try_from(count).expect("a small number"));
            swapped.insert((routine, *tag), (count, cell.ends_with('!')));
        }
    }
    swapped
}
