//! Movements and routines: what a file may say, checked, and the library of them.
//!
//! A [`Movement`] is one thing a body does; a [`Routine`] is an ordered list of [`Step`]s over movements. Both are
//! read from TOML by a strict reader that reports *all* mistakes of a file at once as [`Problem`]s with a place in it.
//! The built-in files are embedded in the binary; the [`Library`] knows them by id and parses one when it is asked for.

#![doc = include_str!("../routines/FILES.md")]
#![doc = include_str!("../routines/RULES.md")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

mod bounds;
mod built_in;
mod dose;
pub mod draft;
mod explain;
mod figure_file;
mod file;
mod id;
mod kind;
mod layout;
mod library;
mod movement;
mod movement_file;
mod nearest;
mod origin;
mod problem;
pub(crate) mod reader;
mod report;
mod routine_file;
mod rules;
pub(crate) mod schema;
mod share;
mod shelf;
mod sided;
mod sources;
mod step;
mod syntax;
mod taken;
pub(crate) mod vocabulary;

pub(crate) use built_in::CALM;
pub use dose::{Dose, Effort, Order, SideUnit};
pub use explain::Explanation;
pub(crate) use file::settings as read_settings;
pub use file::{FILE_LIMIT, STDIN};
pub use id::{MovementId, RoutineId};
pub use kind::FileKind;
pub use layout::{Kept, laid_out};
pub use library::{Entry, Head, Library, PersonalFile, Status};
pub use movement::{Adaptation, Movement, Pace};
pub use movement_file::is_id;
pub use origin::{Digest, Origin};
pub use problem::{Code, Grade, Problem};
pub use report::{Paint, Position, Report};
pub use rules::FLOOR_CHANGE;
pub(crate) use rules::LEAST_MOVING;
pub use schema::schema;
pub use share::{Import, Source, bundle};
pub use sided::{Side, Sided};
pub use sources::{OUR_OWN_JUDGEMENT, Reference};
pub use step::Step;
pub use vocabulary::{Area, Family, Kit, Need, Over, Phase, Place, RoutinePlace, Tag};

/// An ordered list of steps over movements, as its file says it (CONTENT 5).
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// The name of its file.
    pub id: RoutineId,
    /// What it is called.
    pub title: String,
    /// Where it takes place.
    pub place: RoutinePlace,
    /// What is needed, for a person to read; empty where nothing is.
    pub kit: String,
    /// When to do it.
    pub when: String,
    /// A word on its warm-up.
    pub warm_up: String,
    /// A word on doing it safely.
    pub safety: String,
    /// Whom it is for.
    pub level: String,
    /// Where it stands in the library among its like, smaller numbers first; the others follow by title.
    pub row: Option<u32>,
    /// Other ways to do one of its movements, for a person to read.
    pub options: BTreeMap<MovementId, String>,
    /// The article's techniques in it.
    pub article: Option<String>,
    /// By whom and when it was prescribed, where it was; in force once this person has said that it is theirs.
    pub prescribed: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Under which terms it may be passed on.
    pub licence: Option<String>,
    /// What it rests on.
    pub sources: Vec<String>,
    /// What to do, in order; never empty.
    pub steps: Vec<Step>,
    /// Movements it brings along; in it they win over those of the library.
    pub own: BTreeMap<MovementId, Arc<Movement>>,
    /// How long it takes as it is written, for a person with no tags.
    pub total: Duration,
    /// Where it comes from.
    pub origin: Origin,
    /// Which version of the file it is.
    pub digest: Digest,
}
