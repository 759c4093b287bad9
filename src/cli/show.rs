//! `unhunch show`: a routine or a movement to look at, without starting anything and without a record.

pub(super) mod figure;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::routine::{Library, Movement, MovementId, Paint, Routine, RoutineId, Status};
use crate::units::text;

use super::flags::Flags;
use super::list::json;
use super::looked::Looked;
use super::output::{USAGE, complain, print};
use super::{names, told};
use figure::{Along, Cells};

/// What is shown, and how.
#[derive(Args, Clone, Debug)]
pub(super) struct Show {
    /// A name such as `wall-stretch`: the routine of that name, or else the movement
    #[arg(add = ArgValueCompleter::new(names::anything))]
    name: String,

    /// The movement, where a routine has the same name; asking for a picture means it too
    #[arg(long)]
    movement: bool,

    /// As JSON, for programs
    #[arg(long, conflicts_with_all = ["frame", "size"])]
    json: bool,

    /// Print one picture of the movement: 0 is its first pose, 1 its last
    #[arg(long, value_name = "PART", allow_negative_numbers = true)]
    frame: Option<Along>,

    /// Print a picture of so many columns and rows, such as 48x20
    #[arg(long, value_name = "COLSxROWS")]
    size: Option<Cells>,
}

impl Show {
    /// Whether one picture is to be printed.
    const fn wants_picture(&self) -> bool {
        self.frame.is_some() || self.size.is_some()
    }
}

/// What a name means.
enum Found {
    Movement(Arc<Movement>),
    Routine(Arc<Routine>),
}

/// Shows it; the exit code says whether it was there.
pub(super) fn show(show: &Show, flags: &Flags) -> ExitCode {
    let looked = Looked::at(flags);
    let shown = match find(show, &looked.library) {
        Ok(Found::Movement(movement)) if show.json => Ok(print(&json(&told::TheMovement::of(&movement)))),
        Ok(Found::Movement(movement)) => figure::show(movement, show, &looked.settings),
        Ok(Found::Routine(routine)) => {
            let plan = looked.plan(&routine);
            Ok(print(&if show.json {
                json(&told::TheRoutine::of(&routine, &plan))
            } else {
                told::routine(&routine, &plan)
            }))
        }
        Err(why) => Err(why),
    };
    shown.unwrap_or_else(|why| {
        complain(&why);
        ExitCode::from(USAGE)
    })
}

/// What the name means: the routine first, unless the movement is asked for.
fn find(show: &Show, library: &Library) -> Result<Found, String> {
    let name = show.name.as_str();
    let movement = || library.movement(&MovementId::new(name)).map(Found::Movement);
    let broken = || {
        let entry = library.entries().iter().find(|entry| entry.head.id.as_str() == name)?;
        let Status::Broken(report) = &entry.status else { return None };
        Some(report.render(Paint::Plain))
    };
    let movement_only = show.movement || show.wants_picture();
    if !movement_only {
        match library.routine(&RoutineId::new(name)) {
            Some(Ok(routine)) => return Ok(Found::Routine(routine)),
            Some(Err(report)) => return Err(report.render(Paint::Plain)),
            None => {}
        }
    }
    if let Some(movement) = movement() {
        return Ok(movement);
    }
    if let Some(report) = broken() {
        return Err(report);
    }
    let what = if movement_only { "movement" } else { "routine or movement" };
    let near = library.suggest_movement(name).map(|id| id.to_string());
    let near = if movement_only { near } else { library.suggest(name).map(|id| id.to_string()).or(near) };
    let hint = near.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
    Err(format!("unhunch: there is no {what} called `{}`{hint}\n", text::clean(name)))
}
