use std::collections::BTreeSet;

use crate::app::view::{Ask, Choice, Page, Screen, View};
use crate::app::{Key, Leave};
use crate::routine::Tag;
use crate::safety::words::{self, outcomes, screening as texts};
use crate::safety::{
    Answer, End, Finding, Form, Kind, Outcome, Progress, Question, QuestionId, Reply, STAGE_1, Screening, Stage, Swaps,
};

use super::context::Context;
use super::go::{Asked, Go, Mistake, Says, Text, To};
use super::parts::{choice, hint, plain_view, reading};

/// The screening, one question at a time. Left half-way it leaves nothing behind (S1).
#[derive(Debug)]
pub(crate) struct Questions {
    stage: Stage,
    screening: Screening,
    /// Where it leads when it comes to go or adapt.
    then: To,
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

impl Questions {
    /// Some questions, and where they lead.
    pub(super) fn ask(asked: Asked, then: To, context: &Context<'_>) -> Self {
        let standing = context.memory.standing();
        let (stage, screening) = match asked {
            Asked::RightNow => (Stage::RightNow, Screening::right_now()),
            Asked::First => (Stage::First, Screening::first(standing.known())),
            Asked::Tags(None) => (Stage::Tags, Screening::tags(standing.known())),
            Asked::Tags(Some(tag)) => (Stage::Tags, Screening::tags(standing.known()).suggesting(tag)),
            Asked::Again(stage, screening) => (stage, screening),
        };
        let first_run = stage == Stage::First && standing.outcome(context.now.day()).is_none();
        Self { notice: first_run, ..Self::new(stage, screening, then) }
    }

    fn new(stage: Stage, screening: Screening, then: To) -> Self {
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
        let Some(question) = self.screening.ask() else { return Go::To(To::Library) };
        match key {
            Key::CtrlC | Key::Char('q') => {
                _ = self.give_up(context);
                return Go::Leave;
            }
            Key::Esc => return self.give_up(context),
            // No key that answers a question confirms what was answered, or the rhythm of no would erase a yes (S15).
            _ if question.form == Form::ReadBack => {
                let right = match key {
                    Key::Enter => Reply::Yes,
                    Key::Char('u') | Key::Backspace => Reply::No,
                    _ => return Go::Stay,
                };
                return self.answer(Answer::Reply(right), context);
            }
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
        let To::Routine(_) = self.then else { return Go::To(self.then.clone()) };
        // A routine was wanted, and without answers there is none.
        if *context.leave == Leave::Done {
            *context.leave = Leave::NotNow;
        }
        Go::To(To::Library)
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
                let paragraphs = vec![words::plain(texts::NOT_ADULT)];
                Go::to_text(Text::new(Says::Page(Page { paragraphs, ..Page::default() })))
            }
            Some(End::Found(finding)) => {
                context.fact(finding.clone().fact());
                if *context.leave == Leave::NotNow && finding.outcome.moves() {
                    *context.leave = Leave::Done;
                }
                if finding.outcome == Outcome::Go && self.stage == Stage::RightNow {
                    return Go::To(self.then.clone());
                }
                if !finding.outcome.moves() {
                    *context.leave = Leave::NotNow;
                }
                self.found(finding, context)
            }
        }
    }

    /// What it has come to; `u` takes the last answer back.
    fn found(&self, finding: Finding, context: &Context<'_>) -> Go {
        let mut before = self.screening.clone();
        before.mistake();
        let back = To::screening(Asked::Again(self.stage, before), self.then.clone());
        let then = if finding.outcome.moves() { self.then.clone() } else { To::Library };
        let swaps = self.swaps(context).filter(|_| finding.outcome == Outcome::Adapt);
        let mistake = Some(Mistake { back, leave: Leave::Done });
        Go::to_text(Text { then, mistake, ..Text::new(Says::Finding(finding, swaps)) })
    }

    /// How much of the wanted routine a person's adjustments change.
    fn swaps(&self, context: &Context<'_>) -> Option<Swaps> {
        let To::Routine(routine) = &self.then else { return None };
        let plan = context.brief(routine, &BTreeSet::new()).lay();
        Some(Swaps { swapped: plan.changed(), total: routine.steps.len(), gentler: plan.adapted() })
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
        let reads_back = question.form == Form::ReadBack;
        if reads_back {
            keys.push(hint(Key::Enter, "enter", "that is right"));
            keys.push(hint(Key::Char('u'), "u", "ask me again"));
        } else if let Kind::Many(_) = question.kind {
            ask.choices = self.list();
            ask.cursor = Some(self.cursor);
            keys.push(hint(Key::Char(' '), "space", "tick"));
            keys.push(hint(Key::Enter, "enter", "done"));
        } else {
            ask.choices = question.kind.choices().iter().map(shown).collect();
            let one_by_one = cramped && self.stage == Stage::RightNow && ask.choices.len() > 3;
            ask.cursor = self.reading.or(one_by_one.then_some(0));
            if one_by_one {
                keys.push(hint(Key::Down, "↓", "read on"));
            }
        }
        if self.screening.has_answers() && !reads_back {
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

fn shown(answer: &crate::safety::Choice) -> Choice {
    let digit = char::from(b'0' + answer.digit % 10);
    choice(Key::Char(digit), &digit.to_string(), &words::plain(answer.text))
}
