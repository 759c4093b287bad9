//! The command the coach runs beside (`unhunch during`): who has the keys, and what ends when.
//!
//! - **No key for the work is acted on.** A coach that came by itself listens only once nobody has typed for a while; until
//!   then the world gives every key to the command, and [`CommandNews::Listening`] says when that is over.
//! - **The coach never cuts a hold.** A command that ends is told by the bell and the strip. The hold, its reps and the other
//!   side run out; where the body is in no hold any more, going back to work is offered, and silence goes on.
//! - **Ctrl-C first stops what moves a body**, then interrupts the command, then leaves the coach. Where no body is moved the
//!   first one is the command's.
#![expect(clippy::wildcard_enum_match_arm, reason = "a key means something only where it is named")]

use std::sync::Arc;
use std::time::Duration;

use crate::routine::{FileKind, Library, Routine, Status};
use crate::safety::Outcome;
use crate::safety::words;
use crate::units::{Moment, Now, amount};

use super::screens::{At, SessionInput, Stands, choice, hint};
use super::suggestion::{is_at_a_desk, suggest};
use super::view::{Ask, KeyHint, Page, Screen, Strip, View};
use super::{App, Effect, Key, Memory};

/// The command beside the coach.
#[derive(Clone, Debug)]
pub struct Beside {
    name: String,
    began: Moment,
    when_done: WhenDone,
    /// How the key that comes back from the command is written.
    back: String,
    face: BesideFace,
    running: Running,
    line: String,
    wants: Wants,
    listening: Listening,
    /// Whether the last key was a Ctrl-C that was passed on.
    interrupted: bool,
    /// Whether anything was done with the coach.
    touched: bool,
    offer: Offer,
    /// When the coach is left by itself, the routine being over as well.
    leaves: Option<Moment>,
    /// Until when an `o` may become the request for the command's output.
    asking: Option<Moment>,
    /// An outcome's text that was shown last.
    grave: Option<Page>,
}

/// Which face the coach has beside a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideFace {
    /// The screen: the strip's clock runs.
    Drawn,
    /// Lines: nothing runs, and the last lines of the command are said when they are asked for.
    Spoken,
}

/// What happens when the command has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenDone {
    /// The coach is left at the next step.
    Leave,
    /// Going back to work is offered at the next step; silence goes on.
    #[default]
    Offer,
    /// The routine is done to its end.
    Finish,
}

/// How a command has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowEnded {
    /// With this exit code.
    Code(u8),
    /// By this signal.
    Signal(i32),
}

/// What a command wants of the terminal it does not see just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Nothing that the coach can tell.
    Nothing,
    /// A password: it reads a line without showing it.
    Password,
    /// The whole screen, or single keys.
    Screen,
}

/// What reaches the coach of the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandNews {
    /// Its last line, harmless and short.
    Line(String),
    /// What it wants of the terminal.
    Wants(Wants),
    /// Keys are the coach's from here on.
    Listening,
    /// It has ended.
    Ended(HowEnded),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Running {
    Yes,
    /// It has ended, after this long.
    No(HowEnded, Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listening {
    /// What is typed is still the command's.
    NotYet,
    Yes,
}

/// The offer to go back to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    NotYet,
    /// It is shown; [`None`]: the session was paused before it, and stays so.
    Shown(Option<Moment>),
    /// It was declined, or nobody answered.
    Over,
}

/// How long going back to work is offered.
const OFFERED: Duration = Duration::from_secs(10);
/// How long a summary stays where nothing is left to wait for.
const LINGERS: Duration = Duration::from_secs(20);
/// How long `o` may be followed by Enter.
const ASKED_WITHIN: Duration = Duration::from_millis(1_500);
/// Where nothing is known of a command, a routine takes no longer than this.
const USUAL: Duration = Duration::from_secs(5 * 60 + 59);

impl Beside {
    /// A command that began at `began`, and the letter that together with Control comes back from it.
    #[must_use]
    pub fn new(name: String, began: Moment, when_done: WhenDone, back: char, face: BesideFace) -> Self {
        Self {
            name,
            began,
            when_done,
            back: format!("Ctrl-{}", back.to_ascii_uppercase()),
            face,
            running: Running::Yes,
            line: String::new(),
            wants: Wants::Nothing,
            listening: Listening::NotYet,
            interrupted: false,
            touched: false,
            offer: Offer::NotYet,
            leaves: None,
            asking: None,
            grave: None,
        }
    }

    fn is_running(&self) -> bool {
        self.running == Running::Yes
    }

    fn is_offering(&self) -> bool {
        matches!(self.offer, Offer::Shown(_))
    }

    /// The strip at `now`; `stopped`: the person is asked why a session was stopped.
    fn strip(&self, now: Now, stopped: bool) -> Strip {
        let clock = |length: Duration| amount::clock(Duration::from_secs(length.as_secs()));
        let (says, calls, news) = match (self.running, self.wants) {
            (Running::No(how, after), _) => {
                let says = format!("{}, {}", how.words(), clock(after));
                (says, true, format!("{}: {}.", self.name, how.words()))
            }
            (Running::Yes, Wants::Password) => {
                let says = "asks for a password: Tab".to_owned();
                (says, true, format!("{} asks for a password. Tab goes to it.", self.name))
            }
            (Running::Yes, Wants::Screen) => {
                let says = "wants the screen: Tab".to_owned();
                (says, true, format!("{} wants the screen. Tab goes to it.", self.name))
            }
            (Running::Yes, Wants::Nothing) => {
                let elapsed = match self.face {
                    BesideFace::Drawn => clock(now.moment.since(self.began)),
                    BesideFace::Spoken => String::new(),
                };
                let news = match self.listening {
                    Listening::NotYet => format!("{} goes on meanwhile. What you type still goes to it.", self.name),
                    Listening::Yes => {
                        format!("Keys are yours now. Tab goes to {}; o Enter says its last lines.", self.name)
                    }
                };
                (elapsed, false, news)
            }
        };
        let tells = match (self.running, self.listening) {
            (Running::Yes, Listening::NotYet) => "what you type still goes to it",
            (Running::Yes, Listening::Yes) if stopped && !self.interrupted => "Ctrl-C again interrupts it",
            (Running::Yes, Listening::Yes) if self.interrupted => "interrupted; Ctrl-C again leaves the coach",
            (Running::Yes, Listening::Yes) if self.wants == Wants::Nothing => "Tab goes to it",
            (Running::No(..), _) | (Running::Yes, Listening::Yes) => "",
        };
        Strip { name: self.name.clone(), says, line: self.line.clone(), tells: tells.to_owned(), calls, news }
    }

    /// The offer as a question.
    fn question(&self, until: Option<Moment>) -> (Screen, Vec<KeyHint>) {
        let how = match self.running {
            Running::No(how, _) => how.words(),
            Running::Yes => String::new(),
        };
        let on = if until.is_some() { "go on with the routine" } else { "stay here" };
        let ask = Ask {
            title: self.name.clone(),
            lead: Some(crate::coach::sentence(&how)),
            question: "Back to work?".to_owned(),
            choices: vec![choice(Key::Enter, "enter", "back to work"), choice(Key::Char(' '), "space", on)],
            after: until.map(|_| "Without an answer it goes on in ten seconds.".to_owned()).into_iter().collect(),
            ..Ask::default()
        };
        (Screen::Ask(ask), vec![hint(Key::Char('s'), "s", "stop")])
    }
}

impl HowEnded {
    /// In words: never by a colour alone.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Code(0) => "done".to_owned(),
            Self::Code(code) => format!("failed, {code}"),
            Self::Signal(2) => "interrupted".to_owned(),
            Self::Signal(signal) => format!("ended by signal {signal}"),
        }
    }
}

impl App {
    /// The same program beside a command.
    #[must_use]
    pub fn beside(mut self, beside: Beside) -> Self {
        self.beside = Some(Box::new(beside));
        self
    }

    /// What has to stand below the command's output when the coach is left: the text of an outcome that is in force.
    #[must_use]
    pub fn stands_below(&self) -> Option<&Page> {
        let outcome = self.house.memory.standing().outcome()?;
        let grave = self.beside.as_ref()?.grave.as_ref();
        grave.filter(|_| matches!(outcome, Outcome::Urgent | Outcome::Emergency))
    }

    /// Takes what is new of the command.
    pub(super) fn command_news(&mut self, news: CommandNews, now: Now, effects: &mut Vec<Effect>) {
        let Some(beside) = &mut self.beside else { return };
        match news {
            CommandNews::Line(line) => beside.line = line,
            CommandNews::Listening => beside.listening = Listening::Yes,
            CommandNews::Wants(wants) => {
                if wants != Wants::Nothing && wants != beside.wants {
                    effects.push(Effect::Bell);
                }
                beside.wants = wants;
            }
            CommandNews::Ended(how) => {
                beside.running = Running::No(how, now.moment.since(beside.began));
                effects.push(Effect::Bell);
            }
        }
    }

    /// Takes a key that is about the command; whether it was one.
    pub(super) fn command_key(&mut self, key: Key, now: Now, effects: &mut Vec<Effect>) -> bool {
        let stands = self.stands();
        let text = self.takes_text();
        let Some(beside) = &mut self.beside else { return false };
        (beside.touched, beside.leaves) = (true, None);
        let interrupted = std::mem::take(&mut beside.interrupted);
        if beside.is_offering() {
            return self.answer_offer(key, now, effects);
        }
        if beside.face == BesideFace::Spoken && !text {
            if beside.asking.take().is_some() {
                if key == Key::Enter {
                    effects.push(Effect::SayOutput);
                    return true;
                }
                self.key_of_the_coach(Key::Char('o'), now, effects);
            } else if key == Key::Char('o') {
                beside.asking = Some(now.moment + ASKED_WITHIN);
                return true;
            }
        }
        let Some(beside) = self.beside.as_mut().filter(|it| it.is_running()) else {
            // The routine is over, and so is the work it ran beside.
            if matches!(self.at, Some(At::Summary(_))) && matches!(key, Key::Enter | Key::Esc) {
                effects.push(Effect::Leave(self.house.leave));
                return true;
            }
            return false;
        };
        match key {
            Key::Tab => {
                let back = format!("This is {}. {} comes back to the coach.", beside.name, beside.back);
                let mut says = Vec::new();
                if stands == Some(Stands::Holding)
                    && let Some(At::Coaching(coaching)) = &self.at
                {
                    says.push(words::plain(coaching.way_out()));
                }
                says.push(back);
                self.tell_session(SessionInput::Pause, now, effects);
                effects.push(Effect::Visit(says));
                true
            }
            Key::CtrlC
                if !interrupted && !matches!(stands, Some(Stands::SettingUp | Stands::Holding | Stands::Paused)) =>
            {
                beside.interrupted = true;
                effects.push(Effect::Interrupt);
                true
            }
            _ => false,
        }
    }

    /// What time brings: the offer, its end, and leaving where the command is over.
    pub(super) fn settle_command(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let stands = self.stands();
        let Some(beside) = &mut self.beside else { return };
        if beside.asking.is_some_and(|until| until <= now.moment) {
            beside.asking = None;
            self.key_of_the_coach(Key::Char('o'), now, effects);
            return;
        }
        if beside.is_running() {
            return;
        }
        if let Offer::Shown(Some(until)) = beside.offer {
            if until <= now.moment {
                self.decline(now, effects);
            }
            return;
        }
        let (touched, when_done, offer) = (beside.touched, beside.when_done, beside.offer);
        match (&self.at, stands) {
            // Nobody has begun anything: the work is over, and so is the occasion.
            (_, None) if !touched => effects.push(Effect::Leave(self.house.leave)),
            (None | Some(At::Ready(_)), _) if when_done == WhenDone::Leave => {
                effects.push(Effect::Leave(self.house.leave));
            }
            (Some(At::Coaching(_)), Some(Stands::SettingUp | Stands::Paused)) if when_done == WhenDone::Leave => {
                self.back_to_work(now, effects);
            }
            (Some(At::Coaching(_)), Some(Stands::SettingUp))
                if offer == Offer::NotYet && when_done == WhenDone::Offer =>
            {
                beside.offer = Offer::Shown(Some(now.moment + OFFERED));
                self.tell_session(SessionInput::Pause, now, effects);
            }
            (Some(At::Coaching(_)), Some(Stands::Paused)) if offer == Offer::NotYet && when_done == WhenDone::Offer => {
                beside.offer = Offer::Shown(None);
            }
            (Some(At::Summary(_)), _) if *beside.leaves.get_or_insert(now.moment + LINGERS) <= now.moment => {
                effects.push(Effect::Leave(self.house.leave));
            }
            _ => {}
        }
    }

    /// When to look next because of the command.
    pub(super) fn command_deadline(&self, now: Moment) -> Option<Moment> {
        let beside = self.beside.as_ref()?;
        let offer = if let Offer::Shown(until) = beside.offer { until } else { None };
        let ticks = beside.is_running() && beside.face == BesideFace::Drawn;
        let tick = ticks.then(|| {
            let whole = Duration::from_secs(now.since(beside.began).as_secs() + 1);
            beside.began + whole
        });
        [offer, beside.leaves, beside.asking, tick].into_iter().flatten().min()
    }

    /// Adds what there is to see of the command.
    pub(super) fn command_view(&self, view: &mut View, now: Now) {
        let Some(beside) = &self.beside else { return };
        if let Offer::Shown(until) = beside.offer
            && view.help.is_none()
        {
            (view.screen, view.keys) = beside.question(until);
        }
        let stopped = self.stands() == Some(Stands::Stopped);
        view.strip = Some(beside.strip(now, stopped));
        if beside.is_running() && view.help.is_none() {
            let help = view.keys.iter().position(|it| it.key == Key::Char('?')).unwrap_or(view.keys.len());
            view.keys.insert(help, hint(Key::Tab, "tab", "the command"));
            for it in view.keys.iter_mut().filter(|it| it.key == Key::CtrlC && stopped && !beside.interrupted) {
                it.does = "interrupt the command";
            }
        } else if matches!(view.screen, Screen::Summary(_)) {
            for it in view.keys.iter_mut().filter(|it| it.key == Key::Enter) {
                it.does = "back to work";
            }
        }
    }

    /// Remembers an outcome's text that is on the screen now.
    pub(super) fn remember_grave(&mut self, now: Now) {
        if self.beside.is_some()
            && matches!(self.at, Some(At::Held(_)))
            && let Screen::Door(door) = self.view(now).screen
            && let Some(beside) = &mut self.beside
        {
            beside.grave = Some(Page { paragraphs: door.over, bare: true, ..Page::default() });
        }
    }

    fn answer_offer(&mut self, key: Key, now: Now, effects: &mut Vec<Effect>) -> bool {
        match key {
            Key::Enter => self.back_to_work(now, effects),
            Key::Char(' ' | 'n' | '2') => self.decline(now, effects),
            Key::Char('s' | 'q') | Key::Esc | Key::CtrlC => {
                if let Some(beside) = &mut self.beside {
                    beside.offer = Offer::Over;
                }
                return false;
            }
            _ => {}
        }
        true
    }

    /// Goes on with the routine.
    fn decline(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(beside) = &mut self.beside else { return };
        let was = std::mem::replace(&mut beside.offer, Offer::Over);
        if matches!(was, Offer::Shown(Some(_))) {
            self.tell_session(SessionInput::GoOn, now, effects);
        }
    }

    fn back_to_work(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.tell_session(SessionInput::Quit, now, effects);
        effects.push(Effect::Leave(self.house.leave));
    }

    /// Where the body is, while a session lasts.
    fn stands(&self) -> Option<Stands> {
        if let Some(At::Coaching(coaching)) = &self.at { Some(coaching.stands()) } else { None }
    }
}

/// The routine to offer beside a command: the one that fits best of those that take no longer than the command took
/// before; the shortest that fits where none is that short; none of them on the floor. [`None`] where nothing may be done now.
#[must_use]
pub fn routine_beside(library: &Library, memory: &Memory, now: Now, at_most: Option<Duration>) -> Option<Arc<Routine>> {
    let at_most = at_most.unwrap_or(USUAL);
    let fits = |at: usize, longest: Duration| {
        library.entries()[at].head.total <= longest && is_at_a_desk(&library.entries()[at])
    };
    let found = suggest(library, memory, now, None, |at| fits(at, at_most)).or_else(|| {
        let routines = library.entries().iter().filter(|it| it.status == Status::Ok && it.kind == FileKind::Routine);
        let mut lengths: Vec<Duration> = routines.map(|it| it.head.total).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths.into_iter().find_map(|shortest| suggest(library, memory, now, None, |at| fits(at, shortest)))
    })?;
    library.routine(&library.entries()[found.entry].head.id)?.ok()
}
