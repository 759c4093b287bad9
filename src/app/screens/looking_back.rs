use std::sync::Arc;

use crate::app::view::{Ask, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::SessionId;
use crate::routine::Movement;
use crate::safety::words::{self, stop as texts};
use crate::safety::{AskHowEnded, Consequence, Fact, FollowUp, HowEnded, Outcome, Reply, consequence, signs};

use super::context::Context;
use super::go::{Go, Mistake, Says, Stopped, Text, To};
use super::parts::{choice, hint, plain_view};
use super::stop_menu::{self, SIDES};

/// "How did that end?", about a session nobody explained (CONTENT 3.7).
#[derive(Clone, Debug)]
pub(crate) struct LookingBack {
    session: SessionId,
    movement: Option<Arc<Movement>>,
    asking: Asking,
    /// What follows from the answer, while something more is asked about it.
    consequence: Option<Consequence>,
}

#[derive(Clone, Debug)]
enum Asking {
    How,
    Side,
    Signs,
}

impl LookingBack {
    /// The question, or after two silences the urgent wording once; [`None`] when there is nothing to explain.
    pub(super) fn due(context: &mut Context<'_>) -> Option<To> {
        let memory = &*context.memory;
        let unexplained = memory.replay().unexplained(context.now.wall, memory.ids().machine())?;
        let session = unexplained.session;
        match context.memory.standing().ask_how_ended(session.as_str()) {
            AskHowEnded::No => None,
            AskHowEnded::ShowUrgent => {
                context.fact(Fact::UrgentShown { session: session.as_str().to_owned() });
                let text = Text { then: To::Beginning, ..Text::new(Says::Outcome(Outcome::Urgent)) };
                Some(To::Text(Box::new(text)))
            }
            AskHowEnded::Ask => {
                let movement = unexplained.movement.and_then(|id| context.library.movement(&id));
                Some(To::LookingBack(Box::new(Stopped { session, movement, signs_of: None })))
            }
        }
    }

    /// The question, or that about the signs where an answer was given already.
    pub(super) fn new(stopped: Stopped) -> Self {
        let Stopped { session, movement, signs_of } = stopped;
        let asking = if signs_of.is_some() { Asking::Signs } else { Asking::How };
        Self { session, movement, asking, consequence: signs_of }
    }

    pub(super) const fn name(&self) -> &'static str {
        match self.asking {
            Asking::How => "how did that end",
            Asking::Side => "how did that end, side",
            Asking::Signs => "how did that end, signs",
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match (&self.asking, key) {
            (Asking::How, Key::CtrlC | Key::Char('q')) => {
                self.silent(context);
                Go::Leave
            }
            (Asking::Side | Asking::Signs, Key::CtrlC | Key::Char('q')) => Go::Leave,
            (Asking::How, Key::Esc) => {
                self.silent(context);
                Go::To(To::Beginning)
            }
            (Asking::How, Key::Char(digit @ '1'..='7')) => {
                self.answer(HowEnded::ALL[digit as usize - '1' as usize], context)
            }
            (Asking::Side, Key::Char(digit @ '1'..='3')) => {
                let side = SIDES[digit as usize - '1' as usize].0;
                stop_menu::sore(side, &self.session, self.movement.as_ref(), context);
                self.done(context)
            }
            (Asking::Signs, Key::Char(digit @ '1'..='3')) => {
                let answer = Reply::ALL[digit as usize - '1' as usize];
                let session = self.session.as_str().to_owned();
                context.fact(Fact::SignsAnswered { answer, session });
                match signs(answer) {
                    Some(outcome) => self.text(Vec::new(), outcome, answer.text(), context),
                    None => self.done(context),
                }
            }
            _ => Go::Stay,
        }
    }

    fn answer(&mut self, how: HowEnded, context: &mut Context<'_>) -> Go {
        let session = self.session.as_str().to_owned();
        context.fact(Fact::HowEnded { session: session.clone(), answer: Some(how) });
        let Some(answer) = how.as_stop() else { return Go::To(To::Beginning) };
        let movement = self.movement.as_deref();
        let consequence = consequence(answer, movement, context.memory.standing(), context.now.wall);
        for fact in consequence.facts_afterwards(&session) {
            context.fact(fact);
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
    fn done(&self, context: &mut Context<'_>) -> Go {
        let Some(consequence) = &self.consequence else { return Go::To(To::Beginning) };
        if let Some(outcome) = consequence.outcome {
            return self.text(consequence.says.clone(), outcome, consequence.answer.text(), context);
        }
        // What is put aside is said, unless it stood over a question; what only matters next time needs no words now.
        let is_new = !consequence.set_aside.is_empty() && consequence.asks.is_none();
        for line in consequence.says.iter().filter(|_| is_new) {
            context.say(words::plain(line));
        }
        Go::To(To::Beginning)
    }

    /// What it has come to; `u` takes back what was answered last.
    fn text(&self, says: Vec<&'static str>, outcome: Outcome, answered: &'static str, context: &mut Context<'_>) -> Go {
        *context.leave = Leave::NotNow;
        let signs_of = self.consequence.clone().filter(|_| matches!(self.asking, Asking::Signs));
        let stopped = Stopped { session: self.session.clone(), movement: self.movement.clone(), signs_of };
        let mistake = Some(Mistake { back: To::LookingBack(Box::new(stopped)), leave: Leave::Done });
        let passes = outcome == Outcome::Emergency && matches!(self.asking, Asking::How);
        let passing = passes.then(|| self.session.clone());
        let says = Says::Stop { says, outcome, answered };
        Go::to_text(Text { says, then: To::Beginning, mistake, passing })
    }

    fn silent(&self, context: &mut Context<'_>) {
        context.fact(Fact::HowEnded { session: self.session.as_str().to_owned(), answer: None });
    }

    pub(super) fn view(&self) -> View {
        let choice = |(digit, text): (char, &str)| choice(Key::Char(digit), &digit.to_string(), text);
        let ask = match self.asking {
            Asking::How => Ask {
                title: "Last time".to_owned(),
                lines: self.movement.iter().map(|movement| format!("It stopped in {}.", movement.name)).collect(),
                question: texts::HOW_ENDED.to_owned(),
                choices: ('1'..).zip(HowEnded::ALL).map(|(digit, how)| choice((digit, how.text()))).collect(),
                ..Ask::default()
            },
            Asking::Side => Ask { title: "Last time".to_owned(), ..stop_menu::ask_side() },
            Asking::Signs => Ask { title: "Last time".to_owned(), ..stop_menu::ask_signs() },
        };
        let mut keys = vec![hint(Key::Char('q'), "q", "leave"), hint(Key::Char('?'), "?", "help")];
        if matches!(self.asking, Asking::How) {
            keys.insert(0, hint(Key::Esc, "esc", "rather not say"));
        }
        plain_view(Screen::Ask(ask), keys)
    }
}
