//! `unhunch export`: a routine as one file with all it needs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::output::{MACHINE, USAGE, complain, print};
use super::{names, open};
use crate::routine::{FileKind, Import, Library, MovementId, Paint, Routine, Source, bundle, laid_out};
use crate::shell::folders::Folders;
use crate::shell::personal;
use crate::shell::save::{Replaces, save};
use crate::units::text;

/// Make one file of a routine, its movements and their figures: to mail, to keep, to change
///
/// Whoever has unhunch reads it with `unhunch import FILE` or `unhunch run FILE`.
#[derive(Clone, Debug, Args)]
pub(super) struct Export {
    /// A routine's name, such as `chair-stretch`
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(names::routines))]
    routine: String,

    /// Where to write it; without this it is NAME.toml in the folder you are in
    #[arg(short, long, value_name = "FILE", conflicts_with = "stdout")]
    output: Option<PathBuf>,

    /// Print it instead
    #[arg(long)]
    stdout: bool,
}

impl Export {
    pub(super) fn run(&self) -> ExitCode {
        let (folders, library) = open::library();
        let routine = open::named(&library, &self.routine);
        let made = routine.and_then(|it| parcel(&library, folders.as_ref().ok(), &it).map(|parcel| (it, parcel)));
        let (routine, parcel) = match made {
            Ok(made) => made,
            Err(why) => {
                complain(&why);
                return ExitCode::from(USAGE);
            }
        };
        if self.stdout {
            return print(&parcel.text);
        }
        let path = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.toml", routine.id)));
        let shown = path.display().to_string();
        let shown = text::clean(&shown);
        match save(&path, parcel.text.as_bytes(), Replaces::Nothing) {
            Ok(()) => {
                let steps = count(routine.steps.len(), "step");
                let movements = count(parcel.movements, "movement");
                print(&format!("{shown}: {}, {steps}, {movements} with their figures\n", routine.title))
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                complain(&format!("unhunch: `{shown}` is there already; `--output FILE` names another place\n"));
                ExitCode::from(USAGE)
            }
            Err(error) => {
                complain(&format!("unhunch: `{shown}` cannot be written: {error}\n"));
                ExitCode::from(MACHINE)
            }
        }
    }
}

fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// A routine made into one file.
struct Parcel {
    text: String,
    /// How many movements are in it.
    movements: usize,
}

/// The routine with every movement it needs, read once more to see that nothing was lost.
fn parcel(library: &Library, folders: Option<&Folders>, routine: &Routine) -> Result<Parcel, String> {
    let personal = |folder: fn(&Folders) -> PathBuf, id: &str| -> Result<String, String> {
        let path = folders.map(folder).unwrap_or_default().join(format!("{id}.toml"));
        let bytes = personal::read(&path).map_err(|why| unreadable(&path, &why))?;
        String::from_utf8(bytes).map_err(|_not_utf8| unreadable(&path, "it is not text"))
    };
    let routine_text = match library.source_of_routine(&routine.id) {
        Some(Source::Embedded(text)) => text.to_owned(),
        Some(Source::Personal) | None => personal(Folders::routines, routine.id.as_str())?,
    };
    let of_movement = |id: &MovementId| match library.source_of_movement(id) {
        Some(Source::Embedded(text)) => Ok(text.to_owned()),
        Some(Source::Personal) | None => personal(Folders::movements, id.as_str()),
    };
    let needed = library.needed_by(routine);
    let movements = needed.iter().map(of_movement).collect::<Result<Vec<_>, _>>()?;
    let text = bundle(&routine_text, movements.iter().map(String::as_str));
    // Laid out as `fmt` does; where a remark has no place in that layout, the ends of the lines are made alike.
    let text = laid_out(&text, FileKind::Routine).unwrap_or_else(|_| text.replace("\r\n", "\n"));
    let name = format!("{}.toml", routine.id);
    let again = library.look_at(&name, text.as_bytes(), FileKind::Routine);
    let (Import::Routine(again), _) = again.map_err(|report| report.render(Paint::Plain))? else {
        return Err(format!("unhunch: `{}` does not fit into one file\n", routine.id));
    };
    let same = |id: &MovementId| again.own.get(id) == library.movement_of(routine, id).as_ref();
    if again.steps != routine.steps || !needed.iter().chain(routine.own.keys()).all(same) {
        return Err(format!("unhunch: `{}` does not fit into one file\n", routine.id));
    }
    Ok(Parcel { text, movements: again.own.len() })
}

fn unreadable(path: &Path, why: &str) -> String {
    format!("unhunch: `{}` cannot be read: {why}\n", text::clean(&path.display().to_string()))
}
