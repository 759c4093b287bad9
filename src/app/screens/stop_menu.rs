use chrono::{DateTime, FixedOffset};

use crate::app::view::{Screen, View};
use crate::app::{Key, Leave, Start};
use crate::journal::{Entry, Mark, Session, SessionId};
use crate::safety::words::{own, stop as texts};
use crate::safety::{About, Fact, FollowUp, Outcome, StopAnswer, StopQuestion, StopTalk, Unanswered};

use super::context::Context;
use super::go::{Go, Mistake, Says, Stopped, Text, To};
use super::parts::{ask_about, ask_stop, hint, plain_view, reading};

/// The stop menu when the session is over already: from the summary, at the next launch about an end nobody saw, or to
/// answer again after a mistake. There is no limit to it (CONTENT 3.7).
#[derive(Clone, Debug)]
pub(crate) struct StopMenu {
    stopped: Stopped,
    /// Which answer the arrows stand on, to be read in full.
    reading: Option<usize>,
}

/// What an earlier session left unanswered, and where its answer leads.
pub(super) fn due(context: &Context<'_>) -> Option<To> {
    signs_due(To::Beginning, context).or_else(|| {
        let memory = &*context.memory;
        let unexplained = memory.replay().unexplained(context.now.wall, memory.ids().machine())?;
        let asks = memory.standing().asks_how_ended(unexplained.session.as_str());
        asks.then(|| {
            let movement = unexplained.movement.and_then(|id| context.library.movement(&id));
            last_time(unexplained.session, movement, unexplained.ended, To::Beginning)
        })
    })
}

/// The same before something that moves begins.
pub(super) fn before(unanswered: Unanswered, then: To, context: &Context<'_>) -> Option<To> {
    match unanswered {
        Unanswered::Signs => signs_due(then, context),
        Unanswered::HowEnded => {
            let session = SessionId::new(context.memory.standing().untold()?);
            let known = context.memory.replay().session(&session);
            let ended = known.and_then(Session::ended_at).unwrap_or(context.now.wall);
            let movement = known.and_then(Session::next_movement).and_then(|id| context.library.movement(id));
            Some(last_time(session, movement, ended, then))
        }
    }
}

fn last_time(
    session: SessionId,
    movement: Option<std::sync::Arc<crate::routine::Movement>>,
    at: DateTime<FixedOffset>,
    then: To,
) -> To {
    let asked = StopQuestion::LastTime;
    To::StopMenu(Box::new(Stopped { session, movement, at, asked, talk: None, leave: Leave::Done, then }))
}

/// The signs that were asked after a stop and never answered (S24).
fn signs_due(then: To, context: &Context<'_>) -> Option<To> {
    let open = context.memory.standing().signs_open()?.clone();
    let movement = open.movement.and_then(|id| context.library.movement(&id));
    let about = About {
        session: &open.session,
        movement: movement.as_deref(),
        standing: context.memory.standing(),
        stopped: open.at,
        now: context.now.wall,
    };
    let talk = StopTalk::signs_again(open.answer, &about);
    let (session, asked) = (SessionId::new(&open.session), StopQuestion::LastTime);
    let stopped = Stopped { session, movement, at: open.at, asked, talk: Some(talk), leave: Leave::Done, then };
    Some(To::StopMenu(Box::new(stopped)))
}

impl StopMenu {
    pub(super) const fn new(stopped: Stopped) -> Self {
        Self { stopped, reading: None }
    }

    /// A name of its own for each question.
    pub(super) fn name(&self) -> &'static str {
        match self.stopped.talk.as_ref().and_then(StopTalk::asks) {
            None => "after",
            Some(FollowUp::SoreSide) => "after, side",
            Some(FollowUp::Signs) => "after, signs",
            Some(FollowUp::Easier | FollowUp::EndOrGoOn) => "after, the session",
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match (&self.stopped.talk, key) {
            (_, Key::CtrlC | Key::Char('q')) => {
                self.left_unanswered(context);
                Go::Leave
            }
            (_, Key::Esc) => {
                self.left_unanswered(context);
                self.elsewhere(context)
            }
            (None, Key::Down | Key::Up) => {
                self.reading = reading(self.reading, key, self.stopped.asked.answers().count() - 1);
                Go::Stay
            }
            (None, Key::Char(key)) => match self.stopped.asked.answer(key) {
                Some(answer) => self.answer(answer, context),
                None => Go::Stay,
            },
            (Some(talk), Key::Char(key)) => match talk.reads(key) {
                Some(said) => {
                    let mut talk = talk.clone();
                    if let Some(fact) = talk.fact(said, self.stopped.session.as_str()) {
                        context.fact(fact);
                    }
                    talk.take(said);
                    self.go_on(&talk, context)
                }
                None => Go::Stay,
            },
            _ => Go::Stay,
        }
    }

    fn answer(&mut self, answer: StopAnswer, context: &mut Context<'_>) -> Go {
        let Stopped { session, movement, at, asked, .. } = &self.stopped;
        let about = About {
            session: session.as_str(),
            movement: movement.as_deref(),
            standing: context.memory.standing(),
            stopped: *at,
            now: context.now.wall,
        };
        let (talk, facts) = StopTalk::begin(*asked, answer, &about);
        for fact in facts {
            context.fact(fact);
        }
        if talk.consequence().pop {
            let popped = Mark { movement: talk.consequence().movement.clone(), ..Mark::default() };
            context.memory.entry(session, Entry::Popped(popped), context.now, context.effects);
        }
        self.go_on(&talk, context)
    }

    /// Asks what is asked next; when everything has been answered, says what it comes to.
    fn go_on(&mut self, talk: &StopTalk, context: &mut Context<'_>) -> Go {
        self.reading = None;
        self.stopped.talk = Some(talk.clone());
        if talk.asks().is_some() {
            return Go::Stay;
        }
        if let Some(outcome) = talk.outcome() {
            *context.leave = Leave::NotNow;
            return self.text(talk, outcome);
        }
        // What the session would have done is past; what is remembered is said, unless it stood over a question.
        let consequence = talk.consequence();
        let is_kept = !consequence.set_aside.is_empty() || consequence.pop;
        if is_kept && consequence.asks.is_none() {
            for line in talk.says() {
                context.say(line);
            }
        }
        Go::To(self.stopped.then.clone())
    }

    /// What it has come to; `u` takes back what was answered last.
    fn text(&self, talk: &StopTalk, outcome: Outcome) -> Go {
        let stopped = Stopped { talk: talk.before_the_last(), ..self.stopped.clone() };
        let mistake = Some(Mistake { back: To::StopMenu(Box::new(stopped)), leave: self.stopped.leave });
        let passes = self.stopped.asked == StopQuestion::LastTime && talk.signs().is_none();
        let passing = (passes && outcome == Outcome::Emergency).then(|| self.stopped.session.clone());
        let says = if talk.signs().is_some() { Vec::new() } else { talk.consequence().says.clone() };
        let says = Says::Stop { says };
        Go::to_text(Text { says, then: self.stopped.then.clone(), mistake, passing })
    }

    /// What is kept of a question that is walked away from.
    fn left_unanswered(&self, context: &mut Context<'_>) {
        match &self.stopped.talk {
            None if self.stopped.asked == StopQuestion::LastTime => {
                let session = self.stopped.session.as_str().to_owned();
                context.fact(Fact::HowEnded { session, answer: None });
            }
            Some(talk) if talk.asks() == Some(FollowUp::Signs) => *context.leave = Leave::NotNow,
            None | Some(_) => {}
        }
    }

    /// Where somebody goes who would rather not say: not to what waits for the answer.
    fn elsewhere(&self, context: &mut Context<'_>) -> Go {
        let start = &context.options.start;
        let is_open = self.stopped.talk.is_none() && self.stopped.asked == StopQuestion::LastTime;
        if is_open {
            context.say(own::UNTOLD);
        }
        match (&self.stopped.then, start) {
            (To::Beginning, Start::Desk | Start::Learn | Start::Me) => Go::To(To::Beginning),
            _ => Go::To(To::Library),
        }
    }

    pub(super) fn view(&self) -> View {
        let Stopped { movement, asked, talk, at, .. } = &self.stopped;
        let last_time = *asked == StopQuestion::LastTime;
        let mut ask = match talk {
            None => ask_stop(*asked, None, true, self.reading),
            Some(talk) => ask_about(talk, String::new(), movement.as_deref()),
        };
        if last_time {
            "Last time".clone_into(&mut ask.title);
            let day = at.format("%-d %B");
            let lines = match (movement, talk) {
                (Some(movement), None) => Some(format!("It stopped in {} on {day}.", movement.name)),
                (None, None) => Some(format!("It stopped on {day}.")),
                (_, Some(talk)) if talk.says().is_empty() => {
                    Some(format!("You stopped on {day}: {}.", talk.consequence().answer.brief()))
                }
                (_, Some(_)) => None,
            };
            ask.lines.splice(..0, lines);
        }
        let away = if last_time && talk.is_none() { texts::RATHER_NOT_SAY } else { "library" };
        let keys =
            vec![hint(Key::Esc, "esc", away), hint(Key::Char('q'), "q", "leave"), hint(Key::Char('?'), "?", "help")];
        plain_view(Screen::Ask(ask), keys)
    }
}
