use crate::app::view::{Page, Screen, View};
use crate::app::{Key, Leave};
use crate::safety::words::{self, outcomes};
use crate::safety::{Fact, Finding, Hold, Note, Outcome, Swaps};

use super::questions::Questions;
use super::{At, Context, Go, hint, open, plain_view};

/// Texts to read, one after the other; the last one leads on.
#[derive(Debug)]
pub(crate) struct Pages {
    texts: Vec<Page>,
    at: usize,
    then: Then,
    /// Where `u`, pressed by mistake, goes back to.
    mistake: Option<Mistake>,
    /// Whether `b` opens the breathing break.
    calm: bool,
    /// The session whose chest pain may have passed since, which makes it urgent (CONTENT 3.7).
    passing: Option<String>,
}

/// Where the last page leads.
#[derive(Debug)]
pub(super) enum Then {
    /// To the library.
    Library,
    /// Out of the program: emergency.
    Leave,
    /// To another screen.
    To(Box<At>),
}

/// What is taken back when an answer was pressed by mistake.
#[derive(Debug)]
pub(super) enum Mistake {
    /// The last answer of a screening.
    Screening(Box<Questions>),
    /// The answer to a stop: its question comes back.
    Stop(Box<At>),
}

impl Pages {
    /// One plain text.
    pub(super) fn text(title: &str, paragraphs: Vec<String>) -> Self {
        let page = Page { title: title.to_owned(), paragraphs, ..Page::default() };
        Self::new(vec![page], Then::Library)
    }

    /// Pages that lead on.
    pub(super) fn new(texts: Vec<Page>, then: Then) -> Self {
        Self { texts, at: 0, then, mistake: None, calm: false, passing: None }
    }

    /// The text of an outcome that is in force.
    pub(super) fn outcome(outcome: Outcome, context: &Context<'_>) -> Self {
        let then = if outcome.leaves() { Then::Leave } else { Then::Library };
        // A pause that nobody's word has to lift is a fever's, and speaks of tomorrow.
        let is_fever = outcome == Outcome::Pause && context.memory.standing().hold() == Hold::Nothing;
        let notes: &[Note] = if is_fever { &[Note::Fever] } else { &[] };
        Self::new(vec![outcome_page(outcome, &[], notes, None, None, context)], then)
    }

    /// The text of what a screening came to; `u` goes back to it.
    pub(super) fn finding(finding: &Finding, questions: Questions, context: &mut Context<'_>) -> Self {
        let swaps = questions.swaps(context).filter(|_| finding.outcome == Outcome::Adapt);
        let mistaken = finding.if_mistaken.as_deref();
        let page = outcome_page(finding.outcome, &[], &finding.notes, swaps, mistaken, context);
        let then = match finding.outcome {
            outcome if outcome.moves() => Then::To(Box::new(questions.next(context))),
            outcome if outcome.leaves() => Then::Leave,
            _ => Then::Library,
        };
        Self { mistake: Some(Mistake::Screening(Box::new(questions))), ..Self::new(vec![page], then) }
    }

    /// The text of what a stop came to, after what is said to its answer; `u` goes back to the question.
    pub(super) fn stop(
        says: &[&str],
        outcome: Outcome,
        answered: Option<&str>,
        then: At,
        back: At,
        context: &Context<'_>,
    ) -> Self {
        // The emergency text never waits, so that what it rests on stands under it (CONTENT 3.2).
        let mistaken = answered.filter(|_| outcome == Outcome::Emergency).map(outcomes::if_mistaken);
        let page = outcome_page(outcome, says, &[], None, mistaken.as_deref(), context);
        let then = if outcome.leaves() { Then::Leave } else { Then::To(Box::new(then)) };
        Self { mistake: Some(Mistake::Stop(Box::new(back))), ..Self::new(vec![page], then) }
    }

    /// What is said when nobody answered the stop question; there is no answer to take back.
    pub(super) fn unanswered(says: &[&str], then: At) -> Self {
        let page = Page { paragraphs: says.iter().map(|it| words::plain(it)).collect(), bare: true, ..Page::default() };
        Self::new(vec![page], Then::To(Box::new(then)))
    }

    /// The same, with the breathing break a key away (S2).
    pub(super) fn calm_offered(mut self) -> Self {
        self.calm = true;
        self
    }

    /// The same, leading on to another screen.
    pub(super) fn leading_to(mut self, at: At) -> Self {
        self.then = Then::To(Box::new(at));
        self
    }

    /// The same, with "it has passed" a key away.
    pub(super) fn passing(mut self, session: String) -> Self {
        self.passing = Some(session);
        self
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let page = &mut self.texts[self.at];
        match key {
            Key::Down | Key::Char('j') => page.scroll += 1,
            Key::Up | Key::Char('k') => page.scroll = page.scroll.saturating_sub(1),
            Key::Char('u') if self.mistake.is_some() => return self.take_back(context),
            Key::Char('b') if self.calm => return Go::to(open(context.library.embedded_calm(), context)),
            Key::Char('d') if self.calm => return Go::to(At::Desk(super::desk::DeskCheck::default())),
            Key::Char('p') if self.passing.is_some() => {
                let session = self.passing.take().unwrap_or_default();
                context.fact(Fact::Passed { session });
                return Go::to(At::Pages(Self::outcome(Outcome::Urgent, context)));
            }
            Key::CtrlC => return Go::Leave,
            Key::Char('q') if !self.leaves() => return Go::Leave,
            _ if self.at + 1 < self.texts.len() => self.at += 1,
            _ => {
                return match std::mem::replace(&mut self.then, Then::Library) {
                    Then::Library => Go::Library,
                    Then::Leave => {
                        *context.leave = Leave::NotNow;
                        Go::Leave
                    }
                    Then::To(at) => Go::To(at),
                };
            }
        }
        Go::Stay
    }

    fn leaves(&self) -> bool {
        matches!(self.then, Then::Leave)
    }

    fn take_back(&mut self, context: &mut Context<'_>) -> Go {
        context.fact(Fact::Mistake);
        *context.leave = match &self.mistake {
            Some(Mistake::Stop(at)) => match &**at {
                At::StopMenu(menu) => menu.leave(),
                _ => Leave::Done,
            },
            Some(Mistake::Screening(_)) | None => Leave::Done,
        };
        match self.mistake.take() {
            Some(Mistake::Screening(mut questions)) => {
                questions.take_back();
                Go::to(At::Questions(questions))
            }
            Some(Mistake::Stop(at)) => Go::To(at),
            None => Go::Stay,
        }
    }

    pub(super) fn view(&self) -> View {
        let mut page = self.texts[self.at].clone();
        if self.texts.len() > 1 {
            page.of = Some((self.at + 1, self.texts.len()));
        }
        let mut keys = vec![hint(Key::Enter, "enter", if self.leaves() { "leave" } else { "go on" })];
        if self.mistake.is_some() {
            keys.push(hint(Key::Char('u'), "u", outcomes::BY_MISTAKE));
        }
        if self.passing.is_some() {
            keys.push(hint(Key::Char('p'), "p", words::stop::IT_HAS_PASSED));
        }
        if self.calm {
            keys.push(hint(Key::Char('b'), "b", "breathing break"));
            keys.push(hint(Key::Char('d'), "d", "desk check"));
        }
        if !self.leaves() {
            keys.push(hint(Key::Char('q'), "q", "leave"));
        }
        plain_view(Screen::Page(page), keys)
    }
}

/// The text of an outcome, plain lines that stay until a key is pressed (S8).
fn outcome_page(
    outcome: Outcome,
    says: &[&str],
    notes: &[Note],
    swaps: Option<Swaps>,
    if_mistaken: Option<&str>,
    context: &Context<'_>,
) -> Page {
    let number = context.options.emergency_number.as_deref();
    let mut paragraphs: Vec<String> = says.iter().map(|it| words::plain(it)).collect();
    paragraphs.extend(outcome.reading(notes, swaps, number).iter().map(|it| words::plain(it)));
    paragraphs.extend(if_mistaken.map(words::plain));
    Page { paragraphs, bare: outcome >= Outcome::Pause, ..Page::default() }
}
