use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::app::view::{Ask, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::SessionId;
use crate::routine::{Movement, RoutineId};
use crate::safety::words::{self, stop as texts};
use crate::safety::{Fact, FollowUp, Outcome, Reply, SoreSide, StopAnswer, consequence, pops, signs};

use super::coaching::choice;
use super::pages::Pages;
use super::questions::reading;
use super::{At, Context, Go, hint, plain_view};

/// The stop menu when the session is over already: from the summary, or to answer it again after a mistake. There is no
/// limit to it (CONTENT 3.7).
#[derive(Debug)]
pub(crate) struct StopMenu {
    session: SessionId,
    movement: Option<Arc<Movement>>,
    asking: Asking,
    /// Which answer the arrows stand on, to be read in full.
    reading: Option<usize>,
}

#[derive(Debug)]
enum Asking {
    What,
    Side,
    Signs,
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
        Some(Ok(routine)) => super::ready::brief(&routine, context, &BTreeSet::new()).lay().length(),
        Some(Err(_)) | None => pops::OWES,
    }
}

impl StopMenu {
    /// The menu again, about a movement.
    pub(super) fn again(session: SessionId, movement: Option<Arc<Movement>>) -> Self {
        Self { session, movement, asking: Asking::What, reading: None }
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
            (_, Key::CtrlC) => Go::Leave,
            (Asking::What, Key::Esc) => Go::Library,
            (Asking::What, Key::Down | Key::Up) => {
                self.reading = reading(self.reading, key, StopAnswer::KEYS.len() - 1);
                Go::Stay
            }
            (Asking::What, Key::Char(digit @ '0'..='9')) => {
                self.answer(StopAnswer::KEYS[digit as usize - '0' as usize], context)
            }
            (Asking::Side, Key::Char(digit @ '1'..='3')) => {
                let side = [SoreSide::Left, SoreSide::Right, SoreSide::Both][digit as usize - '1' as usize];
                if let Some(movement) = &self.movement {
                    let what = crate::safety::What::Movement(movement.id.clone());
                    let session = self.session.as_str().to_owned();
                    let reason = crate::safety::Reason::SharpPain;
                    context.fact(Fact::SetAside { what, reason, side: Some(side), session });
                }
                Go::Library
            }
            (Asking::Signs, Key::Char(digit @ '1'..='3')) => {
                let answer = Reply::ALL[digit as usize - '1' as usize];
                context.fact(Fact::SignsAnswered { answer, session: self.session.as_str().to_owned() });
                match signs(answer) {
                    Some(outcome) => {
                        *context.leave = Leave::NotNow;
                        Go::to(At::Pages(Pages::outcome(outcome, context)))
                    }
                    None => Go::Library,
                }
            }
            _ => Go::Stay,
        }
    }

    fn answer(&mut self, answer: StopAnswer, context: &mut Context<'_>) -> Go {
        let movement = self.movement.as_deref();
        let consequence = consequence(answer, movement, context.memory.standing(), context.now.wall);
        for fact in consequence.facts(self.session.as_str()) {
            context.fact(fact);
        }
        if consequence.outcome.is_some_and(|outcome| outcome >= Outcome::Pause) {
            *context.leave = Leave::NotNow;
        }
        match consequence.asks {
            Some(FollowUp::SoreSide) => self.asking = Asking::Side,
            Some(FollowUp::Signs) => self.asking = Asking::Signs,
            None => {
                if let Some(outcome) = consequence.outcome {
                    let again = Self::again(self.session.clone(), self.movement.clone());
                    let again = At::StopMenu(Box::new(again));
                    return Go::to(At::Pages(Pages::stop(
                        &consequence.says,
                        Some(outcome),
                        At::Library,
                        again,
                        context,
                    )));
                }
                // What the session would have done is past; what is remembered is said.
                for line in consequence.says.iter().filter(|_| !consequence.set_aside.is_empty()) {
                    context.say(words::plain(line));
                }
                return Go::Library;
            }
        }
        Go::Stay
    }

    pub(super) fn view(&self) -> View {
        let ask = match self.asking {
            Asking::What => ask(None, true, self.reading),
            Asking::Side => Ask {
                lines: vec![texts::SAY_SHARP.to_owned()],
                question: texts::WHICH_SIDE.to_owned(),
                choices: vec![
                    choice(Key::Char('1'), "1", "left"),
                    choice(Key::Char('2'), "2", "right"),
                    choice(Key::Char('3'), "3", "both"),
                ],
                ..Ask::default()
            },
            Asking::Signs => Ask {
                lead: Some(texts::SAY_DIZZY.to_owned()),
                question: words::plain(texts::SIGNS),
                choices: ('1'..)
                    .zip(Reply::ALL)
                    .map(|(digit, reply)| choice(Key::Char(digit), &digit.to_string(), reply.text()))
                    .collect(),
                ..Ask::default()
            },
        };
        plain_view(Screen::Ask(ask), vec![hint(Key::Esc, "esc", "library"), hint(Key::Char('?'), "?", "help")])
    }
}
