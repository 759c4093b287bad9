use crate::app::view::{Page, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::SessionId;
use crate::safety::words::{self, outcomes};
use crate::safety::{Fact, Hold, Note, Outcome, Swaps};

use super::context::Context;
use super::go::{Go, Mistake, Says, Text, To};
use super::parts::{hint, plain_view};

/// A text to read, which leads on.
#[derive(Debug)]
pub(crate) struct Pages {
    page: Page,
    /// Where it leads; nowhere but out of the program in an emergency.
    then: Option<To>,
    /// What `u`, pressed by mistake, takes back.
    mistake: Option<Mistake>,
    /// Whether the breathing break and the desk check are a key away (S2).
    calm: bool,
    /// The session whose chest pain may have passed since, which makes it urgent (CONTENT 3.7).
    passing: Option<SessionId>,
}

impl Pages {
    /// The page of a text.
    pub(super) fn new(text: Text, context: &Context<'_>) -> Self {
        let Text { says, then, mistake, passing } = text;
        let (page, outcome) = match says {
            Says::Page(page) => (page, None),
            Says::Unanswered(says) => {
                let paragraphs = says.iter().map(|it| words::plain(it)).collect();
                (Page { paragraphs, bare: true, ..Page::default() }, None)
            }
            Says::Outcome(outcome) => {
                // Only a fever pauses without a hold, and its text speaks of tomorrow.
                let is_fever = outcome == Outcome::Pause && context.memory.standing().hold() == Hold::Nothing;
                let notes: &[Note] = if is_fever { &[Note::Fever] } else { &[] };
                (outcome_page(outcome, &[], notes, None, None, context), Some(outcome))
            }
            Says::Finding(finding, swaps) => {
                let (outcome, mistaken) = (finding.outcome, finding.if_mistaken.as_deref());
                (outcome_page(outcome, &[], &finding.notes, swaps, mistaken, context), Some(outcome))
            }
            Says::Stop { says, outcome, answered } => {
                // The emergency text never waits, so that what it rests on stands under it (CONTENT 3.2).
                let mistaken = (outcome == Outcome::Emergency).then(|| outcomes::if_mistaken(answered));
                (outcome_page(outcome, &says, &[], None, mistaken.as_deref(), context), Some(outcome))
            }
        };
        let then = Some(then).filter(|_| !outcome.is_some_and(Outcome::leaves));
        Self { page, then, mistake, calm: false, passing }
    }

    /// The same, with the breathing break and the desk check a key away.
    pub(super) fn calm_offered(mut self) -> Self {
        self.calm = true;
        self
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Down | Key::Char('j') => self.page.scroll += 1,
            Key::Up | Key::Char('k') => self.page.scroll = self.page.scroll.saturating_sub(1),
            Key::Char('u') => match self.mistake.take() {
                Some(Mistake { back, leave }) => {
                    context.fact(Fact::Mistake);
                    *context.leave = leave;
                    return Go::To(back);
                }
                None => return self.go_on(context),
            },
            Key::Char('b') if self.calm => return Go::To(To::Routine(context.library.embedded_calm())),
            Key::Char('d') if self.calm => return Go::To(To::Desk),
            Key::Char('p') if self.passing.is_some() => {
                let session = self.passing.take().map(|it| it.as_str().to_owned()).unwrap_or_default();
                context.fact(Fact::Passed { session });
                return Go::to_text(Text::new(Says::Outcome(Outcome::Urgent)));
            }
            Key::CtrlC => return Go::Leave,
            Key::Char('q') if self.then.is_some() => return Go::Leave,
            _ => return self.go_on(context),
        }
        Go::Stay
    }

    fn go_on(&mut self, context: &mut Context<'_>) -> Go {
        if let Some(then) = self.then.take() {
            return Go::To(then);
        }
        *context.leave = Leave::NotNow;
        Go::Leave
    }

    pub(super) fn view(&self) -> View {
        let mut keys = vec![hint(Key::Enter, "enter", if self.then.is_some() { "go on" } else { "leave" })];
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
        if self.then.is_some() {
            keys.push(hint(Key::Char('q'), "q", "leave"));
        }
        plain_view(Screen::Page(self.page.clone()), keys)
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
