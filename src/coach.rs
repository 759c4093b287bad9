//! The engine: a routine laid out for one person, and the cursor that walks them through it.
//!
//! **[`Session::handle`] is the only thing that changes a session, and time is an argument of it.** A [`Brief`] gathers a
//! routine, the movements it may need and what is known of the [`Person`]; [`Brief::lay`] makes the [`Plan`]; a
//! [`Session`] walks it; [`view::SessionView`] is what there is to see of it. The room may know movements, routines and the
//! rules of safety; it reads no clock and keeps nothing, and what has to be done in the world it returns as [`Effect`]s.
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//! use unhunch::coach::{Bank, Brief, Ending, Event, Person, Session};
//! use unhunch::{routine::{Library, RoutineId}, units::Moment};
//!
//! let library = Library::built_in();
//! let routine = library.routine(&RoutineId::new("micro-break")).expect("it is built in").expect("it has no mistakes");
//! let brief = Brief::gather(Arc::clone(&routine), Person::default(), &|id| library.movement_of(&routine, id));
//! let (plan, mut now) = (brief.lay(), Moment::START);
//! let (mut session, _) = Session::begin(brief, plan, Bank::default(), now);
//! while session.next_deadline().is_some() {
//!     now = now + Duration::from_secs(1);
//!     session.handle(Event::Look, now);
//! }
//! assert_eq!(session.ending(), Some(Ending::Finished));
//! ```

#![doc = include_str!("coach/LAWS.md")]

mod adapt;
mod bank;
mod demo;
mod event;
mod figure;
mod lay;
mod person;
mod plan;
mod reach;
pub mod script;
mod session;
pub mod view;

pub use crate::routine::Side;
pub use bank::Bank;
pub use demo::Demo;
pub use event::{Bell, Effect, Ended, Ending, Event, Happening, Left, StepLeft, Stopped};
pub use lay::{Brief, ENDINGS, FALLBACK, FILLER, Level, MOST_FILLED};
pub use person::{Clash, Person, SetUps, Sorer};
pub use plan::{Dropped, Origin, Part, Plan, PlannedStep, Segment};
pub(crate) use session::show::{sentence, why, why_here};
pub use session::{BANK_LASTS, Session, State, Stop, Talk, WATCHED};
