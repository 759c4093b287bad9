use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::facts::Fact;
use super::outcome::{Note, Outcome};
use super::question::{Answer, Form, Given, Question, QuestionId, Reply, STAGE_1};
use super::words;
use crate::routine::Tag;

mod meaning;
mod walk;

use meaning::{Meaning, Next};
use walk::{Asked, Walk};

/// Which set of questions this is: it goes up when a question changes, and then they are asked again (CONTENT 3.2).
pub const SCREENING_VERSION: u32 = 1;

/// One run through the questions, one at a time.
///
/// It is nothing but the answers given so far: what stands next, what is read back and what it comes to follow from
/// them each time, so that going back is taking an answer away. Dropped half-way it leaves nothing behind: only an
/// [`End`] can become a [`Fact`].
///
/// Stage 0 ends at once on items 1 to 3. Stage 1 ends at the first answer that is urgent, because nothing in it can be
/// worse, and goes on to its end otherwise. Stage 2 follows only when stage 1 comes to go or adapt.
#[derive(Clone, Debug)]
pub struct Screening {
    stage: Stage,
    known: Known,
    /// What the list of stage 2 opens with: the known tags, one suggested, or what was ticked before going back.
    ticks: BTreeSet<Tag>,
    answers: BTreeMap<Asked, Answer>,
    /// What was answered last, unless it was taken back: not always the question before the one that stands, because
    /// an answer read back can send one back past others.
    last: Option<Asked>,
    /// How many of the answers read back were found right.
    confirmed: usize,
}

/// What earlier screenings have left that changes the questions of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The questions whose yes a professional has cleared, and when.
    pub cleared: BTreeMap<QuestionId, NaiveDate>,
    /// The tags that are ticked.
    pub tags: BTreeSet<Tag>,
    /// Whether follow-up 10b has ever been answered.
    pub operation_asked: bool,
}

/// How an answer was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It does not fit the question; nothing has changed.
    Unheard,
    /// The next question stands.
    Asking,
    /// An answer is read back.
    ReadingBack,
    /// It has come to its end.
    Done,
}

/// What a screening comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Not 18: the text for that, no routines, nothing stored.
    NotAdult,
    /// An outcome.
    Found(Finding),
}

/// What the answers say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The questions that were asked.
    pub stage: Stage,
    /// The most serious of what they say.
    pub outcome: Outcome,
    /// The answers, in order.
    pub answers: Vec<Given>,
    /// The item of stage 0 that was chosen.
    pub item: Option<u8>,
    /// The tags from now on; for stage 0, those known.
    pub tags: BTreeSet<Tag>,
    /// The questions a pause or an urgent rests on: lifting it clears them.
    pub held_by: BTreeSet<QuestionId>,
    /// The lines that particular answers add.
    pub notes: Vec<Note>,
    /// What stands under the emergency text.
    pub if_mistaken: Option<String>,
}

/// Which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Stage 0: right now.
    RightNow,
    /// Stage 1 and, where it comes to go or adapt, stage 2.
    First,
    /// Stage 2 by itself: the adjustments.
    Tags,
}

impl Screening {
    /// Stage 0: the check before the first routine of a day.
    #[must_use]
    pub fn right_now() -> Self {
        Self::new(Stage::RightNow, Known::default())
    }

    /// Stage 1 and, where it comes to go or adapt, stage 2.
    #[must_use]
    pub fn first(known: Known) -> Self {
        Self::new(Stage::First, known)
    }

    /// Stage 2 by itself, to change the adjustments.
    #[must_use]
    pub fn tags(known: Known) -> Self {
        Self::new(Stage::Tags, known)
    }

    /// The same with one more tag ticked as the list opens: `dizzy`, after the second dizzy stop.
    #[must_use]
    pub fn suggesting(mut self, tag: Tag) -> Self {
        self.ticks.insert(tag);
        self
    }

    fn new(stage: Stage, known: Known) -> Self {
        Self { stage, ticks: known.tags.clone(), known, answers: BTreeMap::new(), last: None, confirmed: 0 }
    }

    /// Takes an answer to the question that stands. Without one, or with an answer of another kind, nothing changes.
    pub fn answer(&mut self, answer: Answer) -> Progress {
        let fits = self.ask().is_some_and(|question| question.kind.takes(&answer));
        if !fits {
            return Progress::Unheard;
        }
        if let Some(open) = self.walk().open {
            self.answers.insert(open, answer);
            self.last = Some(open);
            self.confirmed = 0;
        } else if answer == Answer::Reply(Reply::Yes) {
            self.confirmed += 1;
        } else if let Some(wrong) = self.walk().to_read_back().get(self.confirmed).copied() {
            self.take_back(wrong);
        }
        self.progress()
    }

    /// Goes back one question (`u`): the answer given last is taken away and asked for again. At the first question it
    /// does nothing.
    pub fn mistake(&mut self) {
        if self.confirmed > 0 {
            self.confirmed -= 1;
        } else if let Some(last) = self.last.or_else(|| self.walk().path.last().map(|(asked, _, _)| *asked)) {
            self.take_back(last);
        }
    }

    /// Whether there is an answer that [`Screening::mistake`] takes away.
    #[must_use]
    pub fn has_answers(&self) -> bool {
        !self.walk().path.is_empty()
    }

    /// The question that stands; [`None`] once it has come to its end.
    #[must_use]
    pub fn ask(&self) -> Option<Question> {
        let walk = self.walk();
        if let Some(open) = walk.open {
            return Some(match (open.form, self.known.cleared.get(&open.id)) {
                (Form::Since, Some(date)) => Question::since(open.id, *date),
                (_, _) => Question::full(open.id, self.ticked(&walk)),
            });
        }
        let asked = *walk.to_read_back().get(self.confirmed)?;
        let (answer, question) = self.in_words(asked);
        Some(Question::read_back(asked.id, answer, &question))
    }

    /// What it has come to; [`None`] while a question stands.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        let walk = self.walk();
        if walk.open.is_some() || self.confirmed < walk.to_read_back().len() {
            return None;
        }
        if !walk.adult {
            return Some(End::NotAdult);
        }
        let outcome = walk.outcome();
        let tags = self.tags_after(&walk);
        let mut notes: Vec<Note> = walk.path.iter().filter_map(|(_, _, meaning)| meaning.note).collect();
        if tags.contains(&Tag::Pregnancy) && self.stage != Stage::RightNow {
            notes.push(Note::Maternity);
        }
        if self.stage == Stage::First {
            notes.push(Note::Closing);
        }
        notes.retain(|note| note.fits(outcome));
        let if_mistaken = (outcome == Outcome::Emergency).then(|| words::outcomes::if_mistaken(&walk.last_answer()));
        let held = |meaning: &Meaning| (Outcome::Pause..=Outcome::Urgent).contains(&meaning.outcome);
        let held_by = match self.stage {
            Stage::RightNow => BTreeSet::new(),
            Stage::First | Stage::Tags => {
                walk.path.iter().filter(|(_, _, it)| held(it)).map(|(asked, _, _)| asked.id.clears()).collect()
            }
        };
        let answers = walk.path.iter().filter_map(|(asked, answer, _)| asked.given(answer)).collect();
        Some(End::Found(Finding {
            stage: self.stage,
            outcome,
            answers,
            item: walk.item(),
            tags,
            held_by,
            notes,
            if_mistaken,
        }))
    }

    /// Where it stands.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self.ask() {
            Some(Question { form: Form::ReadBack, .. }) => Progress::ReadingBack,
            Some(_) => Progress::Asking,
            None => Progress::Done,
        }
    }

    /// Takes an answer away, with everything that followed from it. What a list had ticked stays ticked in it.
    fn take_back(&mut self, asked: Asked) {
        if let Some(Answer::Ticked(ticked)) = self.answers.get(&asked) {
            self.ticks.clone_from(ticked);
        }
        self.answers.retain(|it, _| it.id.root() != asked.id.root() || *it < asked);
        self.last = None;
        self.confirmed = 0;
    }

    fn walk(&self) -> Walk<'_> {
        let mut walk = Walk::new();
        let mut at = match self.stage {
            Stage::RightNow => Asked::full(QuestionId::RightNow),
            Stage::First => self.asked(STAGE_1[0]),
            Stage::Tags => Asked::full(QuestionId::Tags),
        };
        loop {
            let Some(answer) = self.answers.get(&at) else {
                walk.open = Some(at);
                return walk;
            };
            let meaning = Meaning::new(at, answer, &self.known);
            walk.path.push((at, answer, meaning));
            at = match meaning.next {
                Next::Ask(next) => next,
                Next::On => match self.after(at.id.root(), walk.outcome()) {
                    Some(next) => next,
                    None => return walk,
                },
                Next::End => return walk,
                Next::NotAdult => {
                    walk.adult = false;
                    return walk;
                }
            };
        }
    }

    /// The question after this one and its follow-ups.
    fn after(&self, root: QuestionId, outcome: Outcome) -> Option<Asked> {
        let at = STAGE_1.iter().position(|it| *it == root)?;
        match STAGE_1.get(at + 1) {
            Some(next) => Some(self.asked(*next)),
            None => outcome.moves().then_some(Asked::full(QuestionId::Tags)),
        }
    }

    fn asked(&self, id: QuestionId) -> Asked {
        let form = if self.known.cleared.contains_key(&id) { Form::Since } else { Form::Full };
        Asked { id, form }
    }

    /// The tags the list of stage 2 opens with.
    fn ticked(&self, walk: &Walk<'_>) -> BTreeSet<Tag> {
        let mut ticked = self.ticks.clone();
        ticked.extend(walk.said_tags());
        ticked
    }

    /// The tags from now on: those ticked and those that answers of stage 1 bring.
    fn tags_after(&self, walk: &Walk<'_>) -> BTreeSet<Tag> {
        let mut tags = walk.ticked().unwrap_or(&self.known.tags).clone();
        tags.extend(walk.said_tags());
        tags
    }

    /// An answer and its question, the way they are read back.
    fn in_words(&self, asked: Asked) -> (&'static str, String) {
        match self.answers.get(&asked) {
            Some(Answer::Reply(reply)) => (
                reply.text(),
                match (asked.form, self.known.cleared.get(&asked.id)) {
                    (Form::Since, Some(date)) => words::screening::since(*date),
                    (_, _) => asked.id.text().to_owned(),
                },
            ),
            // Choosing an item, and ticking a line, is saying yes to it.
            Some(Answer::Item(item)) => {
                let item = usize::from(*item).checked_sub(1).and_then(|at| words::screening::RIGHT_NOW_ITEMS.get(at));
                (words::screening::YES, item.copied().unwrap_or(words::screening::RIGHT_NOW).to_owned())
            }
            Some(Answer::Ticked(ticked)) => {
                let lines: Vec<&str> = ticked.iter().map(|tag| words::screening::tag(*tag)).collect();
                (words::screening::YES, lines.join("; "))
            }
            None => (words::screening::YES, asked.id.text().to_owned()),
        }
    }
}

impl Finding {
    /// What the records keep of it.
    #[must_use]
    pub fn fact(self) -> Fact {
        let Self { stage, outcome, answers, item, tags, held_by, notes: _, if_mistaken: _ } = self;
        match stage {
            Stage::RightNow => Fact::CheckedToday { outcome, item, answers },
            Stage::First => Fact::Screened { version: SCREENING_VERSION, outcome, answers, tags, held_by },
            Stage::Tags => Fact::Tagged { outcome, answers, tags, held_by },
        }
    }
}
