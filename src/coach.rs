//! The engine: a routine laid out for one person, and the cursor that walks them through it.
//!
//! **[`Session::handle`] is the only thing that changes a session, and time is an argument of it.** A [`Brief`] gathers a
//! routine, the movements it may need and what is known of the [`Person`]; [`Brief::lay`] makes the [`Plan`]; a
//! [`Session`] walks it; [`view::SessionView`] is what there is to see of it.

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
