//! The screens, one file each: a value that takes keys, says where to go, and shows itself.
#![expect(clippy::wildcard_enum_match_arm, reason = "a key means something only where a screen names it")]

pub(super) mod coaching;
pub(super) mod desk;
pub(super) mod help;
pub(super) mod history;
pub(super) mod learn;
pub(super) mod library;
pub(super) mod looking_back;
pub(super) mod me;
pub(super) mod pages;
pub(super) mod picking_up;
mod previewed;
pub(super) mod questions;
pub(super) mod ready;
pub(super) mod small_questions;
pub(super) mod stop_menu;
pub(super) mod summary;

use std::sync::Arc;

use crate::routine::{Library, Routine};
use crate::safety::{Gate, Outcome, ScreeningWhy, Wants};
use crate::units::{Moment, Now};

use super::view::{KeyHint, Screen, View};
use super::{Effect, Key, Leave, Memory, Options, Start};
use questions::Questions;

/// Where the program is.
#[derive(Debug)]
pub(super) enum At {
    /// A session runs, or is being stopped.
    Coaching(Box<coaching::Coaching>),
    /// The check of the desk.
    Desk(desk::DeskCheck),
    /// What was done.
    History(Box<history::HistoryScreen>),
    /// The learn cards.
    Learn(learn::Learn),
    /// The library; its state outlasts it.
    Library,
    /// How an earlier session ended is asked.
    LookingBack(looking_back::LookingBack),
    /// What is stored about the person.
    Me(me::MeScreen),
    /// A text to read.
    Pages(pages::Pages),
    /// Whether to take up an earlier session is asked.
    PickingUp(Box<picking_up::PickingUp>),
    /// The screening.
    Questions(Box<Questions>),
    /// A routine about to start.
    Ready(Box<ready::ReadyScreen>),
    /// One question about kit, the roller's week, or something set aside.
    Small(Box<small_questions::SmallQuestion>),
    /// The stop menu after a session.
    StopMenu(Box<stop_menu::StopMenu>),
    /// A session after its end.
    Summary(Box<summary::SummaryScreen>),
}

/// Where to go from a screen.
#[derive(Debug)]
pub(super) enum Go {
    /// Nowhere.
    Stay,
    /// To another screen.
    To(Box<At>),
    /// To the library.
    Library,
    /// Out of the program.
    Leave,
}

/// What reaches a session besides keys.
#[derive(Clone, Copy, Debug)]
pub(super) enum SessionInput {
    Look,
    Pause,
    Suspend,
    TooSmall,
    Interrupt,
}

/// What a screen may use while it takes a key.
pub(super) struct Context<'a> {
    pub(super) library: &'a Arc<Library>,
    pub(super) memory: &'a mut Memory,
    pub(super) options: &'a Options,
    /// How the program would be left now.
    pub(super) leave: &'a mut Leave,
    /// Lines that are said once.
    pub(super) notices: &'a mut Vec<String>,
    pub(super) now: Now,
    pub(super) effects: &'a mut Vec<Effect>,
}

impl Go {
    pub(super) fn to(at: At) -> Self {
        Self::To(Box::new(at))
    }
}

impl Context<'_> {
    /// Records a fact.
    pub(super) fn fact(&mut self, fact: crate::safety::Fact) {
        self.memory.fact(fact, self.now, self.effects);
    }

    /// Says a line once.
    pub(super) fn say(&mut self, line: impl Into<String>) {
        self.notices.push(line.into());
    }
}

/// Where the program begins: what an earlier session left open comes first.
pub(super) fn begin(context: &mut Context<'_>) -> At {
    if let Start::Rehearse(routine) = &context.options.start {
        return coaching::rehearse(routine, context);
    }
    if let Some(at) = looking_back::LookingBack::due(context) {
        return at;
    }
    after_looking_back(context)
}

/// Where the program begins once nothing is left to ask about an earlier session.
pub(super) fn after_looking_back(context: &mut Context<'_>) -> At {
    match &context.options.start {
        Start::Desk => At::Desk(desk::DeskCheck::default()),
        Start::Learn => At::Learn(learn::Learn::default()),
        Start::Me => At::Me(me::MeScreen::default()),
        Start::Rehearse(routine) => coaching::rehearse(routine, context),
        Start::Run(routine) => open(Arc::clone(routine), context),
        Start::Library => picking_up::PickingUp::due(context).unwrap_or(At::Library),
    }
}

/// What a routine wants to do: only the embedded calm one counts as calm (S2).
pub(super) fn wants(routine: &Routine, library: &Library) -> Wants {
    let calm = library.embedded_calm();
    if calm.id == routine.id && calm.digest == routine.digest && calm.origin == routine.origin {
        Wants::Calm
    } else {
        Wants::Moving
    }
}

/// Opens a routine: what stands before it first, then its ready screen.
pub(super) fn open(routine: Arc<Routine>, context: &mut Context<'_>) -> At {
    open_with(routine, context, true)
}

/// The same, with the offer for a long gap declined.
pub(super) fn open_without_offer(routine: Arc<Routine>, context: &mut Context<'_>) -> At {
    open_with(routine, context, false)
}

fn open_with(routine: Arc<Routine>, context: &mut Context<'_>, offers: bool) -> At {
    let wants = wants(&routine, context.library);
    let last = context.memory.replay().last_session(context.now.wall).filter(|_| offers);
    match context.memory.standing().gate(context.now.wall, wants, last) {
        Gate::Go => small_questions::before_ready(routine, context),
        Gate::NeedScreening(ScreeningWhy::Gap) => {
            At::Small(Box::new(small_questions::SmallQuestion::long_gap(routine)))
        }
        Gate::NeedScreening(_) => At::Questions(Box::new(Questions::first(questions::Then::Open(routine), context))),
        Gate::NeedCheck(_) => At::Questions(Box::new(Questions::right_now(questions::Then::Open(routine)))),
        Gate::CalmOnly => {
            *context.leave = Leave::NotNow;
            At::Pages(pages::Pages::outcome(Outcome::Pause, context).calm_offered())
        }
        Gate::Blocked(outcome) => {
            *context.leave = Leave::NotNow;
            At::Pages(pages::Pages::outcome(outcome, context))
        }
    }
}

impl At {
    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match self {
            Self::Coaching(it) => it.key(key, context),
            Self::Desk(it) => it.key(key),
            Self::History(it) => it.key(key, context),
            Self::Learn(it) => it.key(key),
            Self::Library => Go::Stay,
            Self::LookingBack(it) => it.key(key, context),
            Self::Me(it) => it.key(key, context),
            Self::Pages(it) => it.key(key, context),
            Self::PickingUp(it) => it.key(key, context),
            Self::Questions(it) => it.key(key, context),
            Self::Ready(it) => it.key(key, context),
            Self::Small(it) => it.key(key, context),
            Self::StopMenu(it) => it.key(key, context),
            Self::Summary(it) => it.key(key, context),
        }
    }

    pub(super) fn view(&self, library: &Library, memory: &Memory, now: Now, fps: Option<u32>, cramped: bool) -> View {
        match self {
            Self::Coaching(it) => it.view(now, fps),
            Self::Desk(it) => it.view(),
            Self::History(it) => it.view(library, memory),
            Self::Learn(it) => it.view(),
            Self::Library => plain_view(Screen::Page(super::view::Page::default()), Vec::new()),
            Self::LookingBack(it) => it.view(),
            Self::Me(it) => it.view(library, memory, now),
            Self::Pages(it) => it.view(),
            Self::PickingUp(it) => it.view(now),
            Self::Questions(it) => it.view(cramped),
            Self::Ready(it) => it.view(),
            Self::Small(it) => it.view(),
            Self::StopMenu(it) => it.view(),
            Self::Summary(it) => it.view(),
        }
    }

    pub(super) fn next_deadline(&self, fps: Option<u32>) -> Option<Moment> {
        if let Self::Coaching(coaching) = self { coaching.next_deadline(fps) } else { None }
    }

    /// The question whose answers wait until it has been seen, by a name of its own (S10).
    pub(super) fn grave_question(&self) -> Option<String> {
        match self {
            Self::Coaching(it) => it.grave_question(),
            Self::Questions(it) => it.grave_question(),
            Self::LookingBack(it) => Some(it.name().to_owned()),
            Self::StopMenu(it) => Some(it.name().to_owned()),
            Self::Desk(_)
            | Self::History(_)
            | Self::Learn(_)
            | Self::Library
            | Self::Me(_)
            | Self::Pages(_)
            | Self::PickingUp(_)
            | Self::Ready(_)
            | Self::Small(_)
            | Self::Summary(_) => None,
        }
    }
}

/// A view of one screen and its keys, nothing else.
pub(super) fn plain_view(screen: Screen, keys: Vec<KeyHint>) -> View {
    View { screen, keys, notice: None, help: None }
}

/// A key and what it does.
pub(super) const fn hint(key: Key, name: &'static str, does: &'static str) -> KeyHint {
    KeyHint { key, name, does }
}
