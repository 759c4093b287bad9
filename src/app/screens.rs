//! The screens, one file each: a value that takes keys, says where to go, and shows itself.
#![expect(clippy::wildcard_enum_match_arm, reason = "a key means something only where a screen names it")]

mod coaching;
mod context;
mod correction;
mod desk;
mod door;
mod go;
mod held;
mod help;
mod history;
mod learn;
pub(super) mod library;
mod me;
mod next_day;
mod pages;
mod parts;
mod picking_up;
mod previewed;
mod read;
pub(super) mod ready;
mod small_questions;
mod stop_menu;
mod summary;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::routine::{Library, Routine};
use crate::safety::{Due, Gate, Page, Wants, Why};
use crate::units::{Moment, Now};

use super::view::View;
use super::{Key, Memory, Start};
pub(super) use coaching::{SessionInput, Stands};
pub(super) use context::Context;
pub(super) use go::Begin;
use go::{Asked, Says, Text};
pub(super) use go::{Go, To};
pub(super) use help::{keys as help_keys, page as help_page};
pub(super) use parts::{choice, hint};
pub(super) use read::Room;

/// A screen over the library, which is always there.
#[derive(Debug)]
pub(super) enum At {
    /// A session runs, or is being stopped.
    Coaching(Box<coaching::Coaching>),
    /// Something that was said is corrected.
    Correction(Box<correction::Correction>),
    /// The check of the desk.
    Desk(desk::DeskCheck),
    /// The pages of the door.
    Door(Box<door::DoorScreen>),
    /// What is held.
    Held(Box<held::Held>),
    /// What was done.
    History(Box<history::HistoryScreen>),
    /// The learn cards.
    Learn(learn::Learn),
    /// What is stored about the person.
    Me(me::MeScreen),
    /// A text to read.
    Pages(pages::Pages),
    /// Whether to take up an earlier session is asked.
    PickingUp(Box<picking_up::PickingUp>),
    /// A routine about to start.
    Ready(Box<ready::ReadyScreen>),
    /// One question about kit, the roller's week, or something set aside.
    Small(Box<small_questions::SmallQuestion>),
    /// The stop menu after a session.
    StopMenu(Box<stop_menu::StopMenu>),
    /// A session after its end.
    Summary(Box<summary::SummaryScreen>),
}

/// The screen the program begins with: what an earlier session left open comes first. None is the library.
pub(super) fn begin(context: &mut Context<'_>) -> Option<At> {
    let to = match &context.options.start {
        Start::Rehearse(_) => To::Beginning,
        Start::Desk | Start::Learn | Start::Me | Start::Run(_) | Start::Library => {
            stop_menu::due(context).unwrap_or(To::Beginning)
        }
    };
    make(to, context)
}

/// Makes the screen of a destination, the one place where screens are made. None is the library, which is always there.
pub(super) fn make(to: To, context: &mut Context<'_>) -> Option<At> {
    let at = match to {
        To::Library => return None,
        To::Beginning => match &context.options.start {
            Start::Desk => return make(To::Desk, context),
            Start::Learn => return make(To::Learn, context),
            Start::Me => return make(To::Me(0), context),
            Start::Rehearse(routine) => {
                let brief = context.brief(routine, &BTreeSet::new());
                let begin = Begin { plan: brief.lay(), brief, resumes: None, guard_kept: false };
                At::Coaching(Box::new(coaching::Coaching::begin(begin, context)))
            }
            Start::Run(routine) => return open(Arc::clone(routine), true, context),
            Start::Library => At::PickingUp(Box::new(picking_up::PickingUp::due(context)?)),
        },
        To::BringBack(what, back) => match small_questions::bring_back(what, None, &back, context) {
            Some(question) => At::Small(Box::new(question)),
            None => return make(*back, context),
        },
        To::Coaching(begin) => At::Coaching(Box::new(coaching::Coaching::begin(*begin, context))),
        To::Correct(open, then) => At::Correction(Box::new(correction::Correction::new(*open, *then, context))),
        To::Desk => At::Desk(desk::DeskCheck::default()),
        To::Door(due, then) => At::Door(Box::new(door::DoorScreen::new(*due, *then, context))),
        To::Held(then) => match held::Held::new((*then).clone(), &[], context) {
            Some(held) => At::Held(Box::new(held)),
            None => return make(*then, context),
        },
        To::History => At::History(Box::new(history::HistoryScreen::open(context))),
        To::Learn => At::Learn(learn::Learn::default()),
        To::Me(row) => At::Me(me::MeScreen::at(row)),
        To::Ready(routine) => match small_questions::before_ready(&routine, context) {
            Some(question) => At::Small(Box::new(question)),
            None => At::Ready(Box::new(ready::ReadyScreen::new(routine, context))),
        },
        To::Routine(routine) => return open(routine, true, context),
        To::RoutineWithoutOffer(routine) => return open(routine, false, context),
        To::Screening(asked, then) => {
            let (pages, why) = match asked {
                Asked::Changed => (Page::ALL.to_vec(), Why::Changed),
                Asked::Tags(_) => (vec![Page::Around], Why::Changed),
            };
            let due = Due { pages, why, unread: Vec::new() };
            At::Door(Box::new(door::DoorScreen::new(due, *then, context).suggesting(asked)))
        }
        To::StopMenu(stopped) => At::StopMenu(Box::new(stop_menu::StopMenu::new(*stopped))),
        To::Summary(over) => At::Summary(Box::new(summary::SummaryScreen::new(*over, context))),
        To::Text(text) => return text_of(*text, context),
    };
    Some(at)
}

/// A text: what is held is told in its own way.
fn text_of(text: Text, context: &mut Context<'_>) -> Option<At> {
    let Text { says, then, mistake, passing } = text;
    let says = match says {
        Says::Stop { says, .. } => says,
        Says::Page(_) | Says::Unanswered(_) => {
            return Some(At::Pages(pages::Pages::new(Text { says, then, mistake, passing })));
        }
    };
    match held::Held::new(then.clone(), &says, context) {
        Some(held) => Some(At::Held(Box::new(held.after_a_stop(mistake, passing)))),
        None => make(then, context),
    }
}

/// Opens a routine: what stands before it first, then its ready screen; after a long gap there is an offer.
fn open(routine: Arc<Routine>, offers: bool, context: &mut Context<'_>) -> Option<At> {
    let to = match door_of(&routine, offers, context) {
        Gate::Go => To::Ready(routine),
        Gate::Offers(due) => {
            return Some(At::Small(Box::new(small_questions::SmallQuestion::long_gap(due, routine))));
        }
        Gate::Asks(due) => {
            *context.leave = super::Leave::NotNow;
            To::Door(Box::new(due), Box::new(To::Routine(routine)))
        }
        Gate::NeedAnswer(unanswered) => stop_menu::before(unanswered, To::Routine(routine), context)?,
        Gate::Held(_) => To::Held(Box::new(To::Routine(routine))),
    };
    make(to, context)
}

/// Whether a routine may start now.
pub(super) fn door_of(routine: &Routine, offers: bool, context: &Context<'_>) -> Gate {
    let wants = Wants::of(routine.id.as_str(), &routine.origin);
    let last = context.memory.replay().last_session(context.now.wall).filter(|_| offers);
    context.memory.gate(context.now, wants, last)
}

impl At {
    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match self {
            Self::Coaching(it) => it.key(key, context),
            Self::Desk(it) => it.key(key),
            Self::History(it) => it.key(key, context),
            Self::Learn(it) => it.key(key),
            Self::Me(it) => it.key(key, context),
            Self::Pages(it) => it.key(key),
            Self::PickingUp(it) => it.key(key),
            Self::Correction(it) => it.key(key, context),
            Self::Door(it) => it.key(key, context),
            Self::Held(it) => it.key(key, context),
            Self::Ready(it) => it.key(key, context),
            Self::Small(it) => it.key(key, context),
            Self::StopMenu(it) => it.key(key, context),
            Self::Summary(it) => it.key(key, context),
        }
    }

    pub(super) fn view(&self, library: &Library, memory: &Memory, now: Now, fps: Option<u32>) -> View {
        match self {
            Self::Coaching(it) => it.view(now, fps),
            Self::Desk(it) => it.view(),
            Self::History(it) => it.view(library, memory),
            Self::Learn(it) => it.view(),
            Self::Me(it) => it.view(library, memory, now),
            Self::Pages(it) => it.view(),
            Self::PickingUp(it) => it.view(now),
            Self::Correction(it) => it.view(),
            Self::Door(it) => it.view(),
            Self::Held(it) => it.view(),
            Self::Ready(it) => it.view(),
            Self::Small(it) => it.view(),
            Self::StopMenu(it) => it.view(),
            Self::Summary(it) => it.view(),
        }
    }

    /// The window is another one.
    pub(super) fn resize(&mut self, room: Option<Room>) {
        match self {
            Self::Correction(it) => it.resize(room),
            Self::Door(it) => it.resize(room),
            Self::Held(it) => it.resize(room),
            _ => {}
        }
    }

    /// What it shows is on the screen now.
    pub(super) fn shown(&mut self, now: Moment) {
        match self {
            Self::Correction(it) => it.show(now),
            Self::Door(it) => it.show(now),
            Self::Held(it) => it.show(now),
            _ => {}
        }
    }

    /// Whether it waits by itself for what has to be read, and says so where a key comes too early (S16).
    pub(super) const fn waits_by_itself(&self) -> bool {
        matches!(self, Self::Correction(_) | Self::Door(_) | Self::Held(_))
    }

    /// What stays on the shell.
    pub(super) fn parting(&self) -> Option<&[String]> {
        if let Self::Held(held) = self { held.parting() } else { None }
    }

    pub(super) fn next_deadline(&self, fps: Option<u32>) -> Option<Moment> {
        if let Self::Coaching(coaching) = self { coaching.next_deadline(fps) } else { None }
    }

    /// The question whose answers wait until it has been seen, by a name of its own (S10).
    pub(super) fn grave_question(&self) -> Option<String> {
        match self {
            Self::Coaching(it) => it.grave_question(),
            Self::Door(it) => Some(it.name()),
            Self::Correction(_) => Some("correction".to_owned()),
            Self::Held(_) => Some("held".to_owned()),
            Self::StopMenu(it) => Some(it.name().to_owned()),
            Self::Desk(_)
            | Self::History(_)
            | Self::Learn(_)
            | Self::Me(_)
            | Self::Pages(_)
            | Self::PickingUp(_)
            | Self::Ready(_)
            | Self::Small(_)
            | Self::Summary(_) => None,
        }
    }
}
