use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::app::view::{Ask, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::{Entry, Mark, SessionId};
use crate::routine::{Movement, RoutineId};
use crate::safety::words::{self, stop as texts};
use crate::safety::{Consequence, Fact, FollowUp, Outcome, Reply, SoreSide, StopAnswer, consequence, pops, signs};

use super::context::Context;
use super::go::{Go, Mistake, Says, Stopped, Text, To};
use super::parts::{choice, hint, plain_view, reading};

/// The stop menu when the session is over already: from the summary, or to answer it again after a mistake. There is no
/// limit to it (CONTENT 3.7).
#[derive(Clone, Debug)]
pub(crate) struct StopMenu {
    session: SessionId,
    movement: Option<Arc<Movement>>,
    /// How the program was left before anything was answered here.
    leave: Leave,
    asking: Asking,
    /// What follows from the answer, while something more is asked about it.
    consequence: Option<Consequence>,
    /// Which answer the arrows stand on, to be read in full.
    reading: Option<usize>,
}

#[derive(Clone, Debug)]
enum Asking {
    What,
    Side,
    Signs,
}

/// The answers to which side is sore.
pub(super) const SIDES: [(SoreSide, &str); 3] =
    [(SoreSide::Left, "left"), (SoreSide::Right, "right"), (SoreSide::Both, "both")];

/// Records which side is sore in a movement that has just been set aside.
pub(super) fn sore(side: SoreSide, session: &SessionId, movement: Option<&Arc<Movement>>, context: &mut Context<'_>) {
    let Some(movement) = movement else { return };
    let what = crate::safety::What::Movement(movement.id.clone());
    let (session, reason) = (session.as_str().to_owned(), crate::safety::Reason::SharpPain);
    context.fact(Fact::SetAside { what, reason, side: Some(side), session });
}

/// Which side is sore.
pub(super) fn ask_side() -> Ask {
    Ask {
        lines: vec![texts::SAY_SHARP.to_owned()],
        question: texts::WHICH_SIDE.to_owned(),
        choices: SIDES
            .iter()
            .zip('1'..)
            .map(|((_, text), digit)| choice(Key::Char(digit), &digit.to_string(), text))
            .collect(),
        ..Ask::default()
    }
}

/// Question 4a.
pub(super) fn ask_signs() -> Ask {
    Ask {
        lead: Some(texts::SAY_DIZZY.to_owned()),
        question: words::plain(texts::SIGNS),
        choices: ('1'..)
            .zip(Reply::ALL)
            .map(|(digit, reply)| choice(Key::Char(digit), &digit.to_string(), reply.text()))
            .collect(),
        ..Ask::default()
    }
}

/// The menu: what the body does first, then, once it is `asked`, the question; the digits work from the start.
pub(super) fn ask(lead: Option<&str>, asked: bool, reading: Option<usize>) -> Ask {
    Ask {
        title: "Stopped".to_owned(),
        lead: lead.map(words::plain),
        question: if asked { texts::QUESTION.to_owned() } else { String::new() },
        choices: StopAnswer::KEYS
            .iter()
            .zip('0'..)
            .map(|(answer, digit)| choice(Key::Char(digit), &digit.to_string(), answer.text()))
            .collect(),
        cursor: reading,
        ..Ask::default()
    }
}

/// How long `five-for-one` is as it is planned for this person now.
pub(super) fn five_for_one(context: &Context<'_>) -> Duration {
    match context.library.routine(&RoutineId::new("five-for-one")) {
        Some(Ok(routine)) => context.brief(&routine, &BTreeSet::new()).lay().length(),
        Some(Err(_)) | None => pops::OWES,
    }
}

impl StopMenu {
    /// The menu about a session, at the question about the signs where an answer was given already.
    pub(super) fn new(stopped: Stopped, leave: Leave) -> Self {
        let Stopped { session, movement, signs_of } = stopped;
        let asking = if signs_of.is_some() { Asking::Signs } else { Asking::What };
        Self { session, movement, leave, asking, consequence: signs_of, reading: None }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.asking {
            Asking::What => "after",
            Asking::Side => "after, side",
            Asking::Signs => "after, signs",
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match (&self.asking, key) {
            (_, Key::CtrlC | Key::Char('q')) => Go::Leave,
            (_, Key::Esc) => Go::To(To::Library),
            (Asking::What, Key::Down | Key::Up) => {
                self.reading = reading(self.reading, key, StopAnswer::KEYS.len() - 1);
                Go::Stay
            }
            (Asking::What, Key::Char(digit @ '0'..='9')) => {
                self.answer(StopAnswer::KEYS[digit as usize - '0' as usize], context)
            }
            (Asking::Side, Key::Char(digit @ '1'..='3')) => {
                let side = SIDES[digit as usize - '1' as usize].0;
                sore(side, &self.session, self.movement.as_ref(), context);
                self.done(context)
            }
            (Asking::Signs, Key::Char(digit @ '1'..='3')) => {
                let answer = Reply::ALL[digit as usize - '1' as usize];
                context.fact(Fact::SignsAnswered { answer, session: self.session.as_str().to_owned() });
                match signs(answer) {
                    Some(outcome) => {
                        *context.leave = Leave::NotNow;
                        self.text(Vec::new(), outcome, answer.text())
                    }
                    None => self.done(context),
                }
            }
            _ => Go::Stay,
        }
    }

    fn answer(&mut self, answer: StopAnswer, context: &mut Context<'_>) -> Go {
        let movement = self.movement.as_deref();
        let consequence = consequence(answer, movement, context.memory.standing(), context.now.wall);
        // The session is over: what it would have done now waits for the next one.
        for fact in consequence.facts_afterwards(self.session.as_str()) {
            context.fact(fact);
        }
        if consequence.pop {
            let popped = Mark { movement: consequence.movement.clone(), ..Mark::default() };
            context.memory.entry(&self.session, Entry::Popped(popped), context.now, context.effects);
        }
        let asks = consequence.asks;
        self.consequence = Some(consequence);
        match asks {
            Some(FollowUp::SoreSide) => self.asking = Asking::Side,
            Some(FollowUp::Signs) => self.asking = Asking::Signs,
            None => return self.done(context),
        }
        Go::Stay
    }

    /// Everything has been answered: what it comes to.
    fn done(&mut self, context: &mut Context<'_>) -> Go {
        let Some(consequence) = self.consequence.clone() else { return Go::To(To::Library) };
        if let Some(outcome) = consequence.outcome {
            if outcome >= Outcome::Pause {
                *context.leave = Leave::NotNow;
            }
            return self.text(consequence.says, outcome, consequence.answer.text());
        }
        // What the session would have done is past; what is remembered is said, unless it stood over a question.
        let is_kept = !consequence.set_aside.is_empty() || consequence.pop;
        for line in consequence.says.iter().filter(|_| is_kept && consequence.asks.is_none()) {
            context.say(words::plain(line));
        }
        Go::To(To::Library)
    }

    /// What it has come to; `u` takes back what was answered last.
    fn text(&self, says: Vec<&'static str>, outcome: Outcome, answered: &'static str) -> Go {
        let signs_of = self.consequence.clone().filter(|_| matches!(self.asking, Asking::Signs));
        let stopped = Stopped { session: self.session.clone(), movement: self.movement.clone(), signs_of };
        let mistake = Some(Mistake { back: To::StopMenu(Box::new(stopped), self.leave), leave: self.leave });
        Go::to_text(Text { mistake, ..Text::new(Says::Stop { says, outcome, answered }) })
    }

    pub(super) fn view(&self) -> View {
        let ask = match self.asking {
            Asking::What => ask(None, true, self.reading),
            Asking::Side => ask_side(),
            Asking::Signs => ask_signs(),
        };
        let keys = vec![
            hint(Key::Esc, "esc", "library"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        plain_view(Screen::Ask(ask), keys)
    }
}
