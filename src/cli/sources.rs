//! `unhunch sources`: what the movements rest on.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::flags::Flags;
use super::looked::Looked;
use super::names;
use super::output::{USAGE, complain, print};
use crate::routine::{Movement, MovementId, OUR_OWN_JUDGEMENT, Reference, Routine};
use crate::units::text;

/// Say what the movements rest on: every source, or those of a routine or a movement
#[derive(Args, Clone, Debug)]
pub(super) struct Sources {
    /// A routine or a movement
    #[arg(add = ArgValueCompleter::new(names::anything))]
    name: Option<String>,
}

impl Sources {
    pub(super) fn run(&self) -> ExitCode {
        let Some(name) = &self.name else { return print(&all()) };
        let looked = Looked::at(&Flags::default());
        if let Some(Ok(routine)) = looked.library.routine(&name.as_str().into()) {
            let movements =
                routine.steps.iter().filter_map(|step| looked.library.movement_of(&routine, &step.movement));
            let mut seen: Vec<MovementId> = Vec::new();
            let mut lines = String::new();
            for movement in movements {
                if !seen.contains(&movement.id) {
                    seen.push(movement.id.clone());
                    lines.push_str(&of(&movement));
                }
            }
            return print(&(lines + &own(&routine)));
        }
        if let Some(movement) = looked.library.movement(&MovementId::new(name)) {
            return print(&of(&movement));
        }
        let library = &looked.library;
        let near = library.suggest(name).map(|id| id.to_string());
        let near = near.or_else(|| library.suggest_movement(name).map(|id| id.to_string()));
        let hint = near.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
        complain(&format!("unhunch: there is no routine or movement called `{}`{hint}\n", text::clean(name)));
        ExitCode::from(USAGE)
    }
}

/// Every source, each with its number.
fn all() -> String {
    let mut text = "What the movements rest on. Each movement's file names its own; `design` is our own judgement.\n\
                    Read as excerpts; every sentence of the program is freshly worded.\n\n"
        .to_owned();
    for source in Reference::all() {
        let _ = writeln!(text, "{} {}", source.id, source.text);
    }
    text
}

/// The sources of one movement.
pub(super) fn of(movement: &Movement) -> String {
    let mut text = format!("{} ({})\n", movement.name, movement.id);
    for line in lines(&movement.sources) {
        let _ = writeln!(text, "  {line}");
    }
    text
}

/// What a routine says of its own sources, where it does.
fn own(routine: &Routine) -> String {
    if routine.sources.is_empty() {
        return String::new();
    }
    lines(&routine.sources).iter().map(|line| line.clone() + "\n").collect()
}

fn lines(sources: &[String]) -> Vec<String> {
    if sources.is_empty() {
        return vec!["no source is named".to_owned()];
    }
    let line = |id: &String| match Reference::named(id) {
        Some(source) => format!("{id} {}", source.text),
        None if id == "design" => OUR_OWN_JUDGEMENT.to_owned(),
        None => id.clone(),
    };
    sources.iter().map(line).collect()
}
