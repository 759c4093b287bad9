use std::sync::Arc;

use crate::app::view::{Ask, Choice, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::SessionId;
use crate::routine::Movement;
use crate::safety::words::{self, stop as texts};
use crate::safety::{AskHowEnded, Fact, HowEnded, Outcome, Reply, consequence, signs};

use super::pages::Pages;
use super::{At, Context, Go, after_looking_back, hint, plain_view};

/// "How did that end?", about a session nobody explained (CONTENT 3.7).
#[derive(Debug)]
pub(crate) struct LookingBack {
    session: SessionId,
    movement: Option<Arc<Movement>>,
    asking: Asking,
}

#[derive(Debug)]
enum Asking {
    How,
    Signs,
}

impl LookingBack {
    /// The question, or after two silences the urgent wording once; [`None`] when there is nothing to explain.
    pub(super) fn due(context: &mut Context<'_>) -> Option<At> {
        let unexplained = context.memory.replay().unexplained(context.memory.ids().machine())?;
        let session = unexplained.session;
        match context.memory.standing().ask_how_ended(session.as_str()) {
            AskHowEnded::No => None,
            AskHowEnded::ShowUrgent => {
                context.fact(Fact::UrgentShown { session: session.as_str().to_owned() });
                Some(At::Pages(Pages::outcome(Outcome::Urgent, context)))
            }
            AskHowEnded::Ask => {
                let movement = unexplained.movement.and_then(|id| context.library.movement(&id));
                Some(At::LookingBack(Self { session, movement, asking: Asking::How }))
            }
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match (&self.asking, key) {
            (_, Key::CtrlC | Key::Char('q')) => {
                self.silent(context);
                Go::Leave
            }
            (Asking::How, Key::Esc) => {
                self.silent(context);
                Go::to(after_looking_back(context))
            }
            (Asking::How, Key::Char(digit @ '1'..='7')) => {
                self.answer(HowEnded::ALL[digit as usize - '1' as usize], context)
            }
            (Asking::Signs, Key::Char(digit @ '1'..='3')) => {
                let answer = Reply::ALL[digit as usize - '1' as usize];
                let session = self.session.as_str().to_owned();
                context.fact(Fact::SignsAnswered { answer, session });
                match signs(answer) {
                    Some(outcome) => {
                        *context.leave = Leave::NotNow;
                        Go::to(At::Pages(Pages::outcome(outcome, context)))
                    }
                    None => Go::to(after_looking_back(context)),
                }
            }
            _ => Go::Stay,
        }
    }

    fn answer(&mut self, how: HowEnded, context: &mut Context<'_>) -> Go {
        let session = self.session.as_str().to_owned();
        context.fact(Fact::HowEnded { session: session.clone(), answer: Some(how) });
        let Some(answer) = how.as_stop() else { return Go::to(after_looking_back(context)) };
        let movement = self.movement.as_deref();
        let consequence = consequence(answer, movement, context.memory.standing(), context.now.wall);
        for fact in consequence.facts_afterwards(&session) {
            context.fact(fact);
        }
        if how == HowEnded::Dizzy {
            self.asking = Asking::Signs;
            return Go::Stay;
        }
        let again = Self { session: self.session.clone(), movement: self.movement.clone(), asking: Asking::How };
        if let Some(outcome) = consequence.outcome {
            *context.leave = Leave::NotNow;
            let next = after_looking_back(context);
            let pages = Pages::stop(&consequence.says, Some(outcome), next, At::LookingBack(again), context);
            let passes = outcome == Outcome::Emergency;
            return Go::to(At::Pages(if passes { pages.passing(session) } else { pages }));
        }
        // What is put aside is said; what only matters next time needs no words now.
        for line in consequence.says.iter().filter(|_| !consequence.set_aside.is_empty()) {
            context.say(words::plain(line));
        }
        Go::to(after_looking_back(context))
    }

    fn silent(&self, context: &mut Context<'_>) {
        context.fact(Fact::HowEnded { session: self.session.as_str().to_owned(), answer: None });
    }

    pub(super) fn view(&self) -> View {
        let choice = |(digit, text): (char, &str)| Choice {
            key: Key::Char(digit),
            name: digit.to_string(),
            text: text.to_owned(),
            ticked: None,
        };
        let ask = match self.asking {
            Asking::How => Ask {
                title: "Last time".to_owned(),
                lines: self.movement.iter().map(|movement| format!("It stopped in {}.", movement.name)).collect(),
                question: texts::HOW_ENDED.to_owned(),
                choices: ('1'..).zip(HowEnded::ALL).map(|(digit, how)| choice((digit, how.text()))).collect(),
                ..Ask::default()
            },
            Asking::Signs => Ask {
                title: "Last time".to_owned(),
                lead: Some(texts::SAY_DIZZY.to_owned()),
                question: words::plain(texts::SIGNS),
                choices: ('1'..).zip(Reply::ALL).map(|(digit, reply)| choice((digit, reply.text()))).collect(),
                ..Ask::default()
            },
        };
        let mut keys = vec![hint(Key::Char('q'), "q", "leave"), hint(Key::Char('?'), "?", "help")];
        if matches!(self.asking, Asking::How) {
            keys.insert(0, hint(Key::Esc, "esc", "rather not say"));
        }
        plain_view(Screen::Ask(ask), keys)
    }
}
