//! Drafts of routines made of the lists that people have, such as the sheet of a physiotherapist.
//!
//! A list does not say what a routine has to say: which tags a movement is not for, whether it goes to end range. What is
//! missing is asked where somebody is there; else it takes the most careful value, and the file says so.

mod dose;
mod list;
mod names;
mod own;
mod write;

use std::collections::BTreeSet;

use super::reader::LINE;
use super::{Code, FileKind, Library, MovementId, PersonalFile, RoutineId};
use crate::units::text;
use names::Known;
use write::{Draft, Line};

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

impl Found {
    fn add(&mut self, exercise: Exercise) {
        if self.exercises.len() < MOST {
            self.exercises.push(exercise);
        } else {
            self.left_out += 1;
        }
    }

    /// The routine that is made of it, `fallback` being what it is called where nothing says it. What a list does not say is
    /// asked; what nobody answers takes the most careful value, and a line that begins with `#!` says so in the file.
    #[must_use]
    pub fn draft(&self, library: &Library, fallback: &str, asks: &mut dyn Asks) -> Drafted {
        let title = cut(self.title.as_deref().unwrap_or(fallback), LINE);
        let title = if title.is_empty() { "My sheet".to_owned() } else { title };
        let mut id = slug(&title).unwrap_or_else(|| "my-sheet".to_owned());
        if Library::is_embedded_routine(&RoutineId::new(&id)) {
            id += "-sheet";
        }
        let known = Known::new(library);
        let mut taken = BTreeSet::new();
        let steps: Vec<Line<'_>> = self
            .exercises
            .iter()
            .map(|exercise| match known.certainly(exercise, library, asks) {
                Some((movement, doubt)) => Line::known(exercise, &movement, doubt),
                None => Line::own(exercise, free_id(exercise, &mut taken, library), asks),
            })
            .collect();
        let prescribed = asks.line(PRESCRIBED).map(|by| cut(&by, LINE)).filter(|by| !by.is_empty());
        let whole =
            |front, end| Draft { id: &id, title: &title, prescribed: prescribed.as_deref(), front, end, steps: &steps };
        let plain = whole(false, false);
        let path = format!("{id}.toml");
        let said = |draft: &Draft<'_>| -> Vec<Code> {
            let bytes = Ok(draft.text(self.left_out).into_bytes());
            let file = PersonalFile { path: path.clone(), kind: FileKind::Routine, bytes };
            library.check(&file).problems().iter().map(|problem| problem.code).collect()
        };
        let codes = said(&plain);
        // What was prescribed gets its warm-up from the engine, and keeps its order.
        let cold = codes.iter().any(|code| matches!(code, Code::NotWarm | Code::Order)) && prescribed.is_none();
        let draft = whole(cold, codes.contains(&Code::NoCalmEnd));
        let first = if cold { IN_FRONT.len() } else { 0 };
        Drafted {
            text: draft.text(self.left_out),
            added: (cold, draft.end),
            lines: steps.iter().enumerate().map(|(at, line)| line.heard(first + at)).collect(),
            id: RoutineId::new(&id),
            left_out: self.left_out,
        }
    }
}

/// Who wrote a sheet is asked in these words.
const PRESCRIBED: &str = "Did somebody prescribe this to you? By whom and when (Enter: nobody did): ";
/// What comes before a list that lacks warm-up.
const IN_FRONT: [&str; 3] = ["shoulder-rolls", "arm-circles", "easy-march"];

/// Who is asked about what a list does not say.
pub trait Asks {
    /// Which of these answers; none where nobody is there.
    fn choose(&mut self, question: &str, answers: &[&str]) -> Option<usize>;
    /// What is typed; none where nobody is there.
    fn line(&mut self, question: &str) -> Option<String>;
}

/// Nobody.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Asks for Nobody {
    fn choose(&mut self, _: &str, _: &[&str]) -> Option<usize> {
        None
    }

    fn line(&mut self, _: &str) -> Option<String> {
        None
    }
}

/// A routine made of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// What it is called in files.
    pub id: RoutineId,
    /// Its file.
    pub text: String,
    /// What was understood, line by line.
    pub lines: Vec<Understood>,
    /// Whether a warm-up was put in front, and a calm end at the end.
    pub added: (bool, bool),
    /// How many exercises there were besides.
    pub left_out: usize,
}

/// A line of a list and the step it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The line.
    pub line: String,
    /// Which step of the routine it is, counted from zero.
    pub step: usize,
    /// What is to be looked at again.
    pub doubts: Vec<String>,
    /// Whether it is a movement of one's own.
    pub own: bool,
}

/// An id for a movement of one's own that nothing else has.
fn free_id(exercise: &Exercise, taken: &mut BTreeSet<String>, library: &Library) -> String {
    let base = slug(&exercise.name).unwrap_or_else(|| "movement".to_owned());
    let is_taken = |id: &String| taken.contains(id) || library.movement(&MovementId::new(id)).is_some();
    let (mut id, mut number) = (base.clone(), 1);
    while is_taken(&id) {
        number += 1;
        id = format!("{base}-{number}");
    }
    taken.insert(id.clone());
    id
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
