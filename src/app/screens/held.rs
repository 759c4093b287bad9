use crate::app::view::{Door, Screen, View};
use crate::app::{Key, Leave};
use crate::journal::SessionId;
use crate::safety::words::{self, door as texts};
use crate::safety::{Fact, Outcome, Wants, timing};

use super::context::Context;
use super::door::keys_of;
use super::go::{Go, Mistake, To};
use super::parts::plain_view;
use super::read::{Read, Room};

/// What somebody is told who is held: what was said, what to do, what stays open, and when to come back.
#[derive(Debug)]
pub(crate) struct Held {
    door: Door,
    outcome: Outcome,
    /// Where somebody else, or the same person once it is settled, goes on.
    then: To,
    read: Read,
    /// Whether the breathing break and the desk check are a key away.
    calm: bool,
    /// Whether it is a guest who is held.
    is_guest: bool,
    /// What `u` takes back.
    mistake: Option<Mistake>,
    /// The session whose chest pain may have passed since.
    passing: Option<SessionId>,
}

impl Held {
    /// The page; [`None`] where nothing is held any more. `says` is what was said to the answer it comes from.
    pub(super) fn new(then: To, says: &[&str], context: &mut Context<'_>) -> Option<Self> {
        let number = context.options.emergency_number.clone();
        let ledger = context.memory.standing().ledger();
        let reading = ledger.reading(number.as_deref())?;
        let calm = ledger.opens(Wants::Calm);
        let emergency = reading.outcome == Outcome::Emergency;
        *context.leave = Leave::NotNow;
        let mut lines = reading.lines;
        let is_guest = context.memory.is_guest();
        if !emergency {
            let says = says.iter().map(|it| words::plain(it));
            lines.splice(1..1, says);
            lines.push(if is_guest { texts::GUEST_HELD } else { texts::ONLY_ELSE }.to_owned());
        }
        let key = |name: &str, does: &str| (name.to_owned(), does.to_owned());
        let mut keys = vec![key("m", "checked, or a mistake")];
        if calm {
            keys.extend([key("b", "breathing break"), key("d", "desk check")]);
        }
        // What holds a guest holds every later one.
        if !is_guest {
            keys.push(key("x", "someone else"));
        }
        keys.push(key("q", "leave"));
        let door = Door { over: lines, emergency, keys, ..Door::default() };
        let read = Read::new(context.room);
        Some(Self { door, outcome: reading.outcome, then, read, calm, is_guest, mistake: None, passing: None })
    }

    /// The same after a stop, whose answer `u` takes back.
    pub(super) fn after_a_stop(mut self, mistake: Option<Mistake>, passing: Option<SessionId>) -> Self {
        let key = |name: &str, does: &str| (name.to_owned(), does.to_owned());
        if mistake.is_some() {
            self.door.keys.insert(0, key("u", "back"));
        }
        if passing.is_some() {
            self.door.keys.insert(0, key("p", "it has passed"));
        }
        (self.mistake, self.passing) = (mistake, passing);
        self
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        self.door.note = None;
        // The text of an emergency stays for a second whatever is pressed (S20).
        let stands = self.read.first().is_some_and(|first| context.now.moment.since(first) >= timing::STAYS);
        if self.outcome == Outcome::Emergency && !stands && key != Key::Down && key != Key::Up {
            self.door.note = Some(texts::TOO_EARLY.to_owned());
            return Go::Stay;
        }
        match key {
            Key::Down | Key::PageDown | Key::Char('j' | ' ') => self.read.down(&self.shown(), key),
            Key::Up | Key::PageUp | Key::Char('k') => self.read.up(key),
            Key::Char('u') | Key::Backspace | Key::Left => {
                if let Some(Mistake { back, leave }) = self.mistake.take() {
                    context.fact(Fact::Mistake);
                    *context.leave = leave;
                    return Go::To(back);
                }
                // What was ticked last is settled by its name, as a mistake.
                return self.correct(context);
            }
            Key::Char('p') if self.passing.is_some() => {
                let session = self.passing.take().map(|it| it.as_str().to_owned()).unwrap_or_default();
                context.fact(Fact::Passed { session });
                return Go::To(To::Held(Box::new(self.then.clone())));
            }
            Key::Char('m') => return self.correct(context),
            Key::Char('b') if self.calm => return Go::To(To::Routine(context.library.embedded_calm())),
            Key::Char('d') if self.calm => return Go::To(To::Desk),
            Key::Char('x') if !self.is_guest => {
                context.memory.guest_comes(context.now, context.effects);
                return Go::To(self.then.clone());
            }
            Key::CtrlC | Key::Char('q') => return Go::Leave,
            Key::Enter | Key::Esc if self.outcome == Outcome::Emergency => return Go::Leave,
            Key::Enter | Key::Esc => return Go::To(To::Library),
            _ => {}
        }
        Go::Stay
    }

    /// What was said is corrected by its name: the only thing at once, of several the list of them.
    fn correct(&self, context: &Context<'_>) -> Go {
        match &context.memory.standing().ledger().holds()[..] {
            [] => Go::To(self.then.clone()),
            [only] => Go::To(To::Correct(Box::new(*only), Box::new(self.then.clone()))),
            _ => Go::To(To::Me(0)),
        }
    }

    pub(super) fn resize(&mut self, room: Option<Room>) {
        self.read.resize(room);
    }

    pub(super) fn show(&mut self, now: crate::units::Moment) {
        let shown = self.shown();
        self.read.show_always(&shown, now);
    }

    fn shown(&self) -> Door {
        Door { scroll: self.read.scroll(), ..self.door.clone() }
    }

    /// The lines that stay on the shell after an emergency.
    pub(super) fn parting(&self) -> Option<&[String]> {
        (self.outcome == Outcome::Emergency).then_some(&self.door.over)
    }

    pub(super) fn view(&self) -> View {
        let door = self.shown();
        let keys = keys_of(&door);
        plain_view(Screen::Door(door), keys)
    }
}
