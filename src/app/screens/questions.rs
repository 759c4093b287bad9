use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::view::{Ask, Choice, Screen, View};
use crate::app::{Key, Leave};
use crate::routine::{Routine, Tag};
use crate::safety::words::{self, outcomes, screening as texts};
use crate::safety::{
    Answer, End, Form, Kind, Outcome, Progress, Question, QuestionId, STAGE_1, Screening, Stage, Swaps,
};

use super::pages::Pages;
use super::{At, Context, Go, hint, open, plain_view};

/// The screening, one question at a time. Left half-way it leaves nothing behind (S1).
#[derive(Debug)]
pub(crate) struct Questions {
    stage: Stage,
    screening: Screening,
    then: Then,
    /// What is ticked in the list of stage 2, and where the arrows stand.
    ticked: BTreeSet<Tag>,
    cursor: usize,
    /// Which answer the arrows stand on, to be read in full; Enter does not give it.
    reading: Option<usize>,
    /// The tags the list opened with, to know when it is another list.
    opened_with: Option<BTreeSet<Tag>>,
    /// What the program is and is not, on the first question of the first run (CONTENT 3.9).
    notice: bool,
}

/// Where it leads when it comes to go or adapt.
#[derive(Clone, Debug)]
pub(super) enum Then {
    /// To a routine.
    Open(Arc<Routine>),
    /// To what is stored about the person.
    Me,
    /// To the library.
    Library,
}

impl Questions {
    /// Stage 0.
    pub(super) fn right_now(then: Then) -> Self {
        Self::new(Stage::RightNow, Screening::right_now(), then)
    }

    /// Stage 1, and stage 2 where it comes to that.
    pub(super) fn first(then: Then, context: &Context<'_>) -> Self {
        let standing = context.memory.standing();
        let first_run = standing.outcome(context.now.day()).is_none();
        Self { notice: first_run, ..Self::new(Stage::First, Screening::first(standing.known()), then) }
    }

    /// Stage 2 by itself, with one more tag ticked as it opens where one is suggested.
    pub(super) fn tags(suggested: Option<Tag>, then: Then, context: &Context<'_>) -> Self {
        let screening = Screening::tags(context.memory.standing().known());
        let screening = match suggested {
            Some(tag) => screening.suggesting(tag),
            None => screening,
        };
        Self::new(Stage::Tags, screening, then)
    }

    fn new(stage: Stage, screening: Screening, then: Then) -> Self {
        let mut it = Self {
            stage,
            screening,
            then,
            ticked: BTreeSet::new(),
            cursor: 0,
            reading: None,
            opened_with: None,
            notice: false,
        };
        it.open_list();
        it
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let Some(question) = self.screening.ask() else { return Go::Library };
        match key {
            Key::CtrlC | Key::Char('q') => {
                _ = self.give_up(context);
                return Go::Leave;
            }
            Key::Esc => return self.give_up(context),
            Key::Char('u') | Key::Backspace => {
                self.screening.mistake();
                self.open_list();
            }
            Key::Down | Key::Up if !question.kind.choices().is_empty() => {
                let last = question.kind.choices().len() - 1;
                self.reading = reading(self.reading, key, last);
            }
            _ => {
                let answer = if let Kind::Many(_) = question.kind {
                    self.tick(key)
                } else {
                    question.kind.choices().into_iter().find(|it| gives(key, it)).map(|it| it.answer)
                };
                if let Some(answer) = answer {
                    return self.answer(answer, context);
                }
            }
        }
        Go::Stay
    }

    /// Half-way: not screened, nothing stored.
    fn give_up(&self, context: &mut Context<'_>) -> Go {
        match self.then {
            Then::Open(_) => {
                // A routine was wanted, and without answers there is none.
                if *context.leave == Leave::Done {
                    *context.leave = Leave::NotNow;
                }
                Go::Library
            }
            Then::Me => Go::to(At::Me(super::me::MeScreen::default())),
            Then::Library => Go::Library,
        }
    }

    fn answer(&mut self, answer: Answer, context: &mut Context<'_>) -> Go {
        if self.screening.answer(answer) != Progress::Done {
            self.open_list();
            return Go::Stay;
        }
        match self.screening.end() {
            None => Go::Stay,
            Some(End::NotAdult) => {
                *context.leave = Leave::NotNow;
                Go::to(At::Pages(Pages::text("", vec![words::plain(texts::NOT_ADULT)])))
            }
            Some(End::Found(finding)) => {
                context.fact(finding.clone().fact());
                if *context.leave == Leave::NotNow && finding.outcome.moves() {
                    *context.leave = Leave::Done;
                }
                let questions = std::mem::replace(self, Self::right_now(Then::Me));
                if finding.outcome == Outcome::Go && questions.stage == Stage::RightNow {
                    return Go::to(questions.next(context));
                }
                if !finding.outcome.moves() {
                    *context.leave = Leave::NotNow;
                }
                Go::to(At::Pages(Pages::finding(&finding, questions, context)))
            }
        }
    }

    /// Where go and adapt lead.
    pub(super) fn next(&self, context: &mut Context<'_>) -> At {
        match &self.then {
            Then::Open(routine) => open(Arc::clone(routine), context),
            Then::Me => At::Me(super::me::MeScreen::default()),
            Then::Library => At::Library,
        }
    }

    /// How much of the wanted routine a person's adjustments change.
    pub(super) fn swaps(&self, context: &Context<'_>) -> Option<Swaps> {
        let Then::Open(routine) = &self.then else { return None };
        let plan = super::ready::brief(routine, context, &BTreeSet::new()).lay();
        Some(Swaps { swapped: plan.changed(), total: routine.steps.len(), gentler: plan.adapted() })
    }

    /// Takes the last answer back, after its outcome was shown.
    pub(super) fn take_back(&mut self) {
        self.screening.mistake();
        self.open_list();
    }

    /// Opens the list of stage 2 with what is ticked in it.
    fn open_list(&mut self) {
        self.reading = None;
        let Some(Question { kind: Kind::Many(ticked), .. }) = self.screening.ask() else {
            self.opened_with = None;
            return;
        };
        if self.opened_with.as_ref() != Some(&ticked) {
            self.ticked.clone_from(&ticked);
            self.opened_with = Some(ticked);
            self.cursor = 0;
        }
    }

    /// A key in the list of stage 2; Enter answers.
    fn tick(&mut self, key: Key) -> Option<Answer> {
        let tags = Tag::ALL;
        match key {
            Key::Down => self.cursor = (self.cursor + 1).min(tags.len() - 1),
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = tags.len() - 1,
            Key::Char(' ') => self.toggle(tags[self.cursor]),
            Key::Char(letter @ 'a'..='p') => {
                self.cursor = letter as usize - 'a' as usize;
                self.toggle(tags[self.cursor]);
            }
            Key::Enter => return Some(Answer::Ticked(self.ticked.clone())),
            _ => {}
        }
        None
    }

    fn toggle(&mut self, tag: Tag) {
        if !self.ticked.remove(&tag) {
            self.ticked.insert(tag);
        }
    }

    /// Stage 0 is a grave question (S10); so is nothing else of the screening.
    pub(super) fn grave_question(&self) -> Option<String> {
        let question = self.screening.ask()?;
        (self.stage == Stage::RightNow).then(|| format!("{:?} {:?}", question.id, question.form))
    }

    /// `cramped` says that the answers cannot stand there whole: then they are read one by one.
    pub(super) fn view(&self, cramped: bool) -> View {
        let Some(question) = self.screening.ask() else {
            return plain_view(Screen::Ask(Ask::default()), Vec::new());
        };
        let mut ask = Ask {
            title: title(question.id, question.form).to_owned(),
            question: words::plain(&question.text),
            of: question.of,
            ..Ask::default()
        };
        if self.notice && question.id == STAGE_1[0] {
            ask.lines.push(outcomes::STANDING_NOTICE.to_owned());
        }
        let mut keys = Vec::new();
        if let Kind::Many(_) = question.kind {
            ask.choices = self.list();
            ask.cursor = Some(self.cursor);
            keys.push(hint(Key::Char(' '), "space", "tick"));
            keys.push(hint(Key::Enter, "enter", "done"));
        } else {
            ask.choices = question.kind.choices().iter().map(choice).collect();
            let one_by_one = cramped && self.stage == Stage::RightNow && ask.choices.len() > 3;
            ask.cursor = self.reading.or(one_by_one.then_some(0));
            if one_by_one {
                keys.push(hint(Key::Down, "↓", "read on"));
            }
        }
        if self.screening.has_answers() {
            keys.push(hint(Key::Char('u'), "u", outcomes::BY_MISTAKE));
        }
        keys.push(hint(Key::Esc, "esc", "not now"));
        keys.push(hint(Key::Char('q'), "q", "leave"));
        keys.push(hint(Key::Char('?'), "?", "what this is for"));
        plain_view(Screen::Ask(ask), keys)
    }

    fn list(&self) -> Vec<Choice> {
        Tag::ALL
            .iter()
            .zip('a'..)
            .map(|(tag, letter)| Choice {
                key: Key::Char(letter),
                name: letter.to_string(),
                text: words::plain(texts::tag(*tag)),
                ticked: Some(self.ticked.contains(tag)),
            })
            .collect()
    }
}

/// The next answer to be read in full.
pub(super) fn reading(at: Option<usize>, key: Key, last: usize) -> Option<usize> {
    match (at, key) {
        (Some(at), Key::Up) => Some(at.saturating_sub(1)),
        (at, Key::Down) => Some(at.map_or(0, |at| at + 1).min(last)),
        (at, _) => at,
    }
}

/// What the questions are headed with.
fn title(id: QuestionId, form: Form) -> &'static str {
    match (form, id) {
        (Form::ReadBack, _) => "Is that right?",
        (_, QuestionId::Tags | QuestionId::LookedInto) => "What to work around",
        (_, QuestionId::RightNow | QuestionId::HurtsToMove | QuestionId::BackPainToo) => "Right now",
        _ => "A few questions first",
    }
}

/// Whether a key gives a choice: its digit, or the first letter of a yes or no.
fn gives(key: Key, choice: &crate::safety::Choice) -> bool {
    let Key::Char(char) = key else { return false };
    let digit = char.to_digit(10) == Some(u32::from(choice.digit));
    let letter = matches!((char, choice.text), ('y', texts::YES) | ('n', texts::NO));
    digit || letter
}

fn choice(choice: &crate::safety::Choice) -> Choice {
    let digit = char::from(b'0' + choice.digit % 10);
    Choice { key: Key::Char(digit), name: digit.to_string(), text: words::plain(choice.text), ticked: None }
}
