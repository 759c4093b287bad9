use std::collections::BTreeSet;

use super::meaning::Meaning;
use crate::routine::Tag;
use crate::safety::outcome::Outcome;
use crate::safety::question::{Answer, Form, Given, QuestionId};

/// A question in the form it was asked in; they sort in the order they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub(super) id: QuestionId,
    pub(super) form: Form,
}

/// The way the answers lead through the questions.
pub(super) struct Walk<'a> {
    pub(super) path: Vec<(Asked, &'a Answer, Meaning)>,
    /// Where it stands; [`None`] when everything has been answered.
    pub(super) open: Option<Asked>,
    pub(super) adult: bool,
}

impl Asked {
    pub(super) const fn full(id: QuestionId) -> Self {
        Self { id, form: Form::Full }
    }

    /// The answer as the records keep it; items and ticks are kept elsewhere.
    pub(super) fn given(self, answer: &Answer) -> Option<Given> {
        match answer {
            Answer::Reply(reply) => Some(Given { question: self.id, answer: *reply, form: self.form }),
            Answer::Item(_) | Answer::Ticked(_) => None,
        }
    }
}

impl<'a> Walk<'a> {
    pub(super) const fn new() -> Self {
        Self { path: Vec::new(), open: None, adult: true }
    }

    /// The most serious of what was said.
    pub(super) fn outcome(&self) -> Outcome {
        self.path.iter().map(|(_, _, meaning)| meaning.outcome).max().unwrap_or(Outcome::Go)
    }

    /// The tags that answers bring by themselves.
    pub(super) fn said_tags(&self) -> impl Iterator<Item = Tag> {
        self.path.iter().filter_map(|(_, _, meaning)| meaning.tag)
    }

    /// What was ticked.
    pub(super) fn ticked(&self) -> Option<&'a BTreeSet<Tag>> {
        self.path.iter().find_map(|(_, answer, _)| match answer {
            Answer::Ticked(ticked) => Some(ticked),
            Answer::Item(_) | Answer::Reply(_) => None,
        })
    }

    /// The item of stage 0 that was chosen.
    pub(super) fn item(&self) -> Option<u8> {
        self.path.iter().find_map(|(_, answer, _)| match answer {
            Answer::Item(item) if *item > 0 => Some(*item),
            Answer::Item(_) | Answer::Reply(_) | Answer::Ticked(_) => None,
        })
    }

    /// The answers that are read back, in order: those the outcome rests on, each after the question it follows up.
    /// None for go, and none for emergency, whose text never waits.
    pub(super) fn to_read_back(&self) -> Vec<Asked> {
        let outcome = self.outcome();
        if !self.adult || matches!(outcome, Outcome::Go | Outcome::Emergency) {
            return Vec::new();
        }
        let led: BTreeSet<QuestionId> =
            self.path.iter().filter(|(_, _, it)| it.outcome == outcome).map(|(asked, _, _)| asked.id).collect();
        let followed: BTreeSet<QuestionId> = led.iter().filter(|id| id.root() != **id).map(|id| id.root()).collect();
        let read = |asked: &Asked, meaning: &Meaning| {
            meaning.outcome == outcome || (asked.form == Form::Full && followed.contains(&asked.id))
        };
        self.path.iter().filter(|(asked, _, meaning)| read(asked, meaning)).map(|(asked, _, _)| *asked).collect()
    }

    /// The last answer, as the line under the emergency text names it.
    pub(super) fn last_answer(&self) -> String {
        match self.path.last() {
            Some((_, Answer::Item(item), _)) => item.to_string(),
            Some((_, Answer::Reply(reply), _)) => reply.text().to_owned(),
            Some((_, Answer::Ticked(_), _)) | None => String::new(),
        }
    }
}
