//! Drafts of routines made of the lists that people have, such as the sheet of a physiotherapist.
//!
//! A list does not say what a routine has to say: which tags a movement is not for, whether it goes to end range. What is
//! missing is marked, and nothing is guessed that keeps a body safe.

mod dose;
mod list;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::nearest::nearest;
use super::reader::{LINE, PROSE};
use super::{Family, Library, MovementId, Phase, RoutineId, RoutinePlace};
use crate::units::text;

pub use list::list;

/// What was found in a file, to be made into a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What the whole is called.
    pub title: Option<String>,
    /// The exercises, in order; no more than a routine may bring along.
    pub exercises: Vec<Exercise>,
    /// How many more there were.
    pub left_out: usize,
}

/// One exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exercise {
    /// The line it was read from; empty where it was no line.
    pub line: String,
    /// What it is called.
    pub name: String,
    /// How to do it, a sentence an item.
    pub says: Vec<String>,
    /// How many sets, where there is more to one than a repeat.
    pub sets: Option<u32>,
    /// How often, in a set and on a side.
    pub reps: Option<u32>,
    /// How long, on a side, in seconds.
    pub secs: Option<u32>,
    /// Whether it is done to both sides.
    pub sides: Sides,
    /// How often in a day or a week.
    pub often: Option<String>,
    /// What is to be asked of whoever wrote it.
    pub doubts: Vec<String>,
}

/// How many sides an exercise has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// One.
    #[default]
    One,
    /// Left and right.
    Both,
    /// One way round, and the other.
    Ways,
}

/// The most exercises that are taken.
const MOST: usize = 60;
/// The most words of a cue.
const CUE_WORDS: usize = 12;
/// What a line begins with that says what is missing.
const MISSING: &str = "#!";

impl Found {
    fn add(&mut self, exercise: Exercise) {
        if self.exercises.len() < MOST {
            self.exercises.push(exercise);
        } else {
            self.left_out += 1;
        }
    }

    /// The draft of a routine, `fallback` being what it is called where nothing says it: TOML in which lines that begin
    /// with `#!` are to be filled in.
    #[must_use]
    pub fn draft(&self, library: &Library, fallback: &str) -> (RoutineId, String) {
        let title = cut(self.title.as_deref().unwrap_or(fallback), LINE);
        let title = if title.is_empty() { "A draft".to_owned() } else { title };
        let id = slug(&title).unwrap_or_else(|| "draft".to_owned());
        let mut draft = Draft::new(&id, &title);
        if self.left_out > 0 {
            draft.missing(&format!("{} more exercises were left out: a routine is not that long", self.left_out));
        }
        let known = Known::new(library);
        let mut taken = BTreeSet::new();
        let mut own = Vec::new();
        for exercise in &self.exercises {
            let sets = exercise.sets.unwrap_or(1);
            if let Some((movement, sure)) = known.called(&exercise.name) {
                draft.heard(exercise);
                if !sure {
                    draft.missing(&format!("taken for `{movement}`: is it that?"));
                }
                draft.step(movement.as_str(), sets);
                draft.dose_of_a_step(library, &movement, exercise);
                continue;
            }
            let base = slug(&exercise.name).unwrap_or_else(|| "movement".to_owned());
            let is_taken = |id: &String| taken.contains(id) || library.movement(&MovementId::new(id)).is_some();
            let (mut id, mut number) = (base.clone(), 1);
            while is_taken(&id) {
                number += 1;
                id = format!("{base}-{number}");
            }
            taken.insert(id.clone());
            draft.heard(exercise);
            draft.step(&id, sets);
            own.push((id, exercise));
        }
        for (id, exercise) in own {
            draft.movement(&id, exercise);
        }
        (RoutineId::new(&id), draft.text)
    }
}

/// What the movements of a library are called, each name in its stems.
struct Known(Vec<(String, MovementId)>);

impl Known {
    fn new(library: &Library) -> Self {
        let movements = library.movement_ids().into_iter().filter_map(|id| library.movement(&id));
        let names = movements.flat_map(|movement| {
            let names = movement.also.iter().chain([&movement.name]).map(|name| stems(name));
            let id = stems(&movement.id.as_str().replace('-', " "));
            names.chain([id]).map(|name| (name, movement.id.clone())).collect::<Vec<_>>()
        });
        Self(names.filter(|(name, _)| !name.is_empty()).collect())
    }

    /// The movement a name means, and whether that is sure: the same stems are, a name that is only near is not.
    fn called(&self, name: &str) -> Option<(MovementId, bool)> {
        let name = stems(name);
        if name.is_empty() {
            return None;
        }
        if let Some((_, id)) = self.0.iter().find(|(known, _)| *known == name) {
            return Some((id.clone(), true));
        }
        // Of a short name every other is a few letters away.
        let near = (name.len() > 5)
            .then_some(())
            .and_then(|()| nearest(&name, self.0.iter().map(|(known, _)| known.as_str())));
        if let Some((_, id)) = near.and_then(|near| self.0.iter().find(|(known, _)| known == near)) {
            return Some((id.clone(), false));
        }
        // All words of one name are in the other, and of one movement only.
        let words: BTreeSet<&str> = name.split(' ').collect();
        let within = |known: &str| {
            let known: BTreeSet<&str> = known.split(' ').collect();
            // More than half of a longer name, or one word of two, stands for it.
            let stands_for = words.len() * 2 > known.len() || (words.len(), known.len()) == (1, 2);
            (known.len() > 1 && known.is_subset(&words)) || (words.is_subset(&known) && stands_for)
        };
        let found: BTreeSet<&MovementId> = self.0.iter().filter(|(known, _)| within(known)).map(|(_, id)| id).collect();
        match found.into_iter().collect::<Vec<_>>().as_slice() {
            [id] => Some(((*id).clone(), false)),
            _ => None,
        }
    }
}

/// The words of a name in their stems, in the order of the alphabet: plurals, endings and words that say nothing are gone.
fn stems(name: &str) -> String {
    const NOTHING: [&str; 14] = [
        "a",
        "an",
        "and",
        "exercise",
        "exercises",
        "gentle",
        "gently",
        "of",
        "slow",
        "slowly",
        "stretch",
        "stretches",
        "stretching",
        "the",
    ];
    let lower = name.to_lowercase().replace(['\'', '’'], "");
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !NOTHING.contains(word))
        .map(|word| {
            let stem = word.strip_suffix("ings").or_else(|| word.strip_suffix("ing")).filter(|stem| stem.len() > 3);
            let stem = stem
                .or_else(|| word.strip_suffix("es").filter(|stem| stem.len() > 3 && stem.ends_with(['s', 'x', 'h'])));
            let stem = stem.or_else(|| word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')));
            stem.unwrap_or(word).to_owned()
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The text as it grows.
struct Draft {
    text: String,
}

impl Draft {
    fn new(id: &str, title: &str) -> Self {
        let mut draft = Self { text: String::new() };
        draft.line("# A draft. Lines that begin with `#!` say what is missing: take the mark out and fill them in.");
        draft.line("# `unhunch check FILE` says what is still to do.");
        draft.value("id", id);
        draft.value("title", title);
        let places: Vec<_> = RoutinePlace::ALL.iter().map(|place| place.word()).collect();
        draft.missing(&format!("place = \"chair\"  # {}", places.join(", ")));
        draft
    }

    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn value(&mut self, key: &str, value: &str) {
        writeln!(self.text, "{key} = {}", quoted(value)).expect("a text takes everything");
    }

    /// A line that somebody has to fill in.
    fn missing(&mut self, line: &str) {
        writeln!(self.text, "{MISSING} {line}").expect("a text takes everything");
    }

    /// The line an exercise was read from, and what is not sure about it.
    fn heard(&mut self, exercise: &Exercise) {
        self.text.push('\n');
        if !exercise.line.is_empty() {
            self.line(&format!("# {}", text::clean(&exercise.line)));
        }
        if let Some(often) = &exercise.often {
            self.line(&format!("# how often: {}", text::clean(often)));
        }
        for doubt in &exercise.doubts {
            self.missing(doubt);
        }
    }

    /// A step, with its sets where there is more than one.
    fn step(&mut self, movement: &str, sets: u32) {
        self.line("[[steps]]");
        self.value("movement", movement);
        if sets > 1 {
            self.line(&format!("sets = {sets}"));
        }
    }

    /// What a list says of the dose of a movement that is known here.
    fn dose_of_a_step(&mut self, library: &Library, id: &MovementId, exercise: &Exercise) {
        if let Some(reps) = exercise.reps {
            self.line(&format!("reps = {reps}"));
        }
        let kind = library.movement(id).map(|movement| movement.dose.effort.key());
        match (exercise.secs, kind) {
            (Some(secs), Some(kind @ ("hold" | "time"))) => self.line(&format!("{kind} = \"{secs}s\"")),
            // A repeat with a stay in it: three seconds there and three back are the least.
            (Some(secs), Some("rep")) => {
                self.line(&format!("rep = \"{}s\"  # {secs} s held, and the way there and back", secs + 6));
            }
            _ => {}
        }
    }

    fn movement(&mut self, id: &str, exercise: &Exercise) {
        self.line("\n[[movement]]");
        self.value("id", id);
        self.value("name", &cut(&exercise.name, LINE));
        let phases: Vec<_> = Phase::ALL.iter().map(|phase| phase.word()).collect();
        self.missing(&format!("phase = \"stretch\"  # {}", phases.join(", ")));
        let families: Vec<_> = Family::ALL.iter().map(|family| family.word()).collect();
        self.missing(&format!("family = \"shoulder\"  # {}", families.join(", ")));
        self.missing("places = [\"chair\"]  # chair, standing, wall, floor");
        self.missing("end_range = false  # or how much warm-up it needs, like \"1m30s\"");
        self.missing("setup = \"Sit tall.\"  # how to get into position");
        if exercise.says.is_empty() {
            self.missing("steps = [\"...\"]  # how to do it, a sentence an item");
        } else {
            self.line("steps = [");
            for sentence in exercise.says.iter().take(20) {
                writeln!(self.text, "  {},", quoted(&cut(sentence, PROSE))).expect("a text takes everything");
            }
            self.line("]");
        }
        match exercise.says.iter().find(|sentence| sentence.split_whitespace().count() <= CUE_WORDS) {
            Some(cue) => self.value("cue", &cut(cue, LINE)),
            None => self.missing("cue = \"...\"  # what is said while it is done, at most 12 words"),
        }
        self.missing("effort = 3  # the strongest it may feel, from 0 to 10");
        self.missing("avoid = []  # whom it is not for: `unhunch check --explain U010`");
        self.line("\n[movement.dose]");
        self.dose(exercise);
    }

    fn dose(&mut self, exercise: &Exercise) {
        self.missing("setup = \"8s\"  # time to get into position");
        match (exercise.secs, exercise.reps) {
            (Some(secs), Some(_)) => self.line(&format!("hold = \"{secs}s\"")),
            (Some(secs), None) => self.line(&format!("time = \"{secs}s\"")),
            (None, Some(_)) => self.missing("rep = \"6s\"  # how long a repeat takes, there and back"),
            (None, None) => self.missing("hold = \"20s\"  # or `rep = \"6s\"`, or `time = \"1m\"`"),
        }
        if let Some(reps) = exercise.reps {
            self.line(&format!("reps = {reps}"));
        }
        match exercise.sides {
            Sides::One => {}
            Sides::Both => self.line("sides = 2\nchange = \"5s\""),
            Sides::Ways => self.line("sides = 2\nunit = \"direction\""),
        }
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text::clean(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// At most so many characters of a text.
fn cut(text: &str, most: usize) -> String {
    let clean = text::clean(text);
    let text = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        Some((at, _)) => text[..at].trim_end().to_owned(),
        None => text,
    }
}

/// An id made of a name; none where nothing of it can be in one.
fn slug(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let all = words.collect::<Vec<_>>().join("-");
    let all = all.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let short = all.get(..50).unwrap_or(all).trim_end_matches('-');
    (!short.is_empty()).then(|| short.to_owned())
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<String> {
    let text = cut(text, 4_000);
    let mut sentences = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['.', '!', '?']) {
        let end = at + rest[at..].len() - rest[at..].trim_start_matches(['.', '!', '?']).len();
        if rest[end..].is_empty() || rest[end..].starts_with(' ') {
            sentences.push(rest[..end].trim().to_owned());
            rest = &rest[end..];
        } else {
            // A number with a point, or an abbreviation.
            let word = rest[end..].find(' ').map_or(rest.len(), |at| end + at);
            sentences.push(rest[..word].trim().to_owned());
            rest = &rest[word..];
        }
    }
    sentences.push(rest.trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests;
