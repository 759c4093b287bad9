//! `unhunch new` and `unhunch edit`: a file to begin with, and the editor on it.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::output::{MACHINE, USAGE, complain, is_painted, print};
use super::schema::{directive, write_beside};
use super::{names, open};
use crate::routine::{FileKind, Library, MovementId, Paint, Report, RoutineId, Source, is_id};
use crate::shell::folders::Folders;
use crate::shell::save::{Replaces, save};
use crate::shell::{ask, editor, personal};
use crate::units::text;

/// Begin a routine or a movement of your own: a file with remarks, opened in your editor
///
/// Nothing that is there is overwritten.
#[derive(Args, Clone, Debug)]
pub(super) struct New {
    /// What the routine's file is called, in small letters with hyphens
    #[arg(default_value = "my-routine", value_name = "NAME")]
    name: String,

    /// Begin a movement of this name instead
    #[arg(long, value_name = "NAME")]
    movement: Option<String>,

    /// Begin with what another routine says (with `--movement`: another movement)
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(names::anything))]
    from: Option<String>,

    /// Print it and write nothing
    #[arg(long)]
    stdout: bool,
}

/// Open a routine or a movement in your editor, and check it when you save
///
/// A built-in one is copied into your folder first; yours then takes its place.
#[derive(Args, Clone, Debug)]
pub(super) struct Edit {
    /// A routine, or else a movement
    #[arg(add = ArgValueCompleter::new(names::anything))]
    name: String,

    /// The movement, where a routine has the same name
    #[arg(long)]
    movement: bool,
}

const ROUTINE: &str = include_str!("new/routine.toml");
const MOVEMENT: &str = include_str!("new/movement.toml");

impl New {
    pub(super) fn run(&self) -> ExitCode {
        self.begin().unwrap_or_else(Failed::end)
    }

    fn begin(&self) -> Result<ExitCode, Failed> {
        let (kind, name) = match &self.movement {
            Some(name) => (FileKind::Movement, name),
            None => (FileKind::Routine, &self.name),
        };
        if !is_id(name) {
            let shown = text::clean(name);
            return Err(Failed::usage(format!(
                "`{shown}` is no name for a file: small letters, digits and hyphens, beginning with a letter"
            )));
        }
        let (folders, library) = open::library();
        let text = if let Some(from) = &self.from {
            renamed(&text_of(kind, from, &library, folders.as_ref().ok())?, kind, name)
        } else {
            let template = if kind == FileKind::Routine { ROUTINE } else { MOVEMENT };
            template.replace("{id}", name).replace("{title}", &title(name))
        };
        if self.stdout {
            return Ok(print(&text));
        }
        let folders = folders.map_err(Failed::machine)?;
        if is_embedded(kind, name) {
            return Err(Failed::usage(format!("`{name}` is built in; `unhunch edit {name}` makes it yours")));
        }
        let path = place(kind, name, &folders);
        write(kind, &path, &text, &folders)?;
        if !editor::is_named() || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let shown = shown(&path);
            return Ok(print(&format!("{shown}\nOpen it in an editor; `unhunch check` says what is wrong with it.\n")));
        }
        edit(&path)
    }
}

impl Edit {
    pub(super) fn run(&self) -> ExitCode {
        self.open().unwrap_or_else(Failed::end)
    }

    fn open(&self) -> Result<ExitCode, Failed> {
        let name = self.name.as_str();
        let (folders, library) = open::library();
        let folders = folders.map_err(Failed::machine)?;
        let routine = (FileKind::Routine, place(FileKind::Routine, name, &folders));
        let movement = (FileKind::Movement, place(FileKind::Movement, name, &folders));
        let places = if self.movement { vec![movement] } else { vec![routine, movement] };
        for (kind, path) in places {
            if is_id(name) && path.exists() {
                return edit(&path);
            }
            if is_embedded(kind, name) {
                write(kind, &path, &text_of(kind, name, &library, Some(&folders))?, &folders)?;
                complain(&format!("unhunch: it is copied to {}; this copy takes its place\n", shown(&path)));
                return edit(&path);
            }
        }
        Err(unknown(name, &library))
    }
}

/// Opens the editor until the file is fine or the person has had enough.
fn edit(path: &Path) -> Result<ExitCode, Failed> {
    let mut line = None;
    loop {
        editor::open(path, line).map_err(Failed::machine)?;
        let report = check(path);
        if report.is_empty() {
            return Ok(print(&format!("{}: no problems.\n", shown(path))));
        }
        let paint = if is_painted() { Paint::Coloured } else { Paint::Plain };
        let printed = print(&report.render(paint));
        line = report.problems().first().and_then(|problem| report.position(problem)).map(|at| at.line);
        let at = line.map_or_else(String::new, |line| format!(" at line {line}"));
        match ask::yes_or_no(&format!("Open it again{at}? y and Enter, or Enter to leave it so: ")) {
            Ok(Some(true)) => {}
            Ok(Some(false) | None) if report.is_broken() => return Ok(ExitCode::from(USAGE)),
            Ok(Some(false) | None) => return Ok(printed),
            Err(error) => return Err(Failed::machine(format!("the answer cannot be read: {error}"))),
        }
    }
}

/// What there is to say of a file of the person's, seen with all the others.
fn check(path: &Path) -> Report {
    let files = Folders::find().map(|folders| personal::files(&folders)).unwrap_or_default();
    let path = path.display().to_string();
    // Of two files of one id the other is the one that was there before.
    let (this, mut files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.path == path);
    files.extend(this);
    let mut reports = Library::built_in().check_all(&files);
    reports.pop().unwrap_or_else(|| Library::built_in().check_all(&personal::named(&[PathBuf::from(&path)])).remove(0))
}

/// The text of a routine's or a movement's file.
fn text_of(kind: FileKind, name: &str, library: &Library, folders: Option<&Folders>) -> Result<String, Failed> {
    let source = match kind {
        FileKind::Routine => library.source_of_routine(&RoutineId::new(name)),
        FileKind::Movement => library.source_of_movement(&MovementId::new(name)),
    };
    match (source, folders) {
        (Some(Source::Embedded(text)), _) => Ok(text.to_owned()),
        (Some(Source::Personal), Some(folders)) => {
            let path = place(kind, name, folders);
            let bytes = personal::read(&path);
            let bytes = bytes.map_err(|why| Failed::usage(format!("{} cannot be read: {why}", shown(&path))))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        }
        (Some(Source::Personal) | None, _) => Err(unknown(name, library)),
    }
}

/// A file's text with another id and a title that can be told apart.
fn renamed(text: &str, kind: FileKind, name: &str) -> String {
    let (mut id, mut called) = (false, false);
    let key = if kind == FileKind::Routine { "title" } else { "name" };
    let line = |line: &str| {
        let is = |key: &str| line.split_once('=').is_some_and(|(before, _)| before.trim() == key);
        if !id && is("id") {
            id = true;
            return Some(format!("id = \"{name}\"\n"));
        }
        if !called && is(key) {
            called = true;
            return Some(format!("{key} = \"{}\"\n", title(name)));
        }
        (!line.starts_with("#:schema")).then(|| format!("{line}\n"))
    };
    text.lines().filter_map(line).collect()
}

/// A name as a title: `my-back` is `My back`.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn is_embedded(kind: FileKind, name: &str) -> bool {
    match kind {
        FileKind::Routine => Library::is_embedded_routine(&RoutineId::new(name)),
        FileKind::Movement => Library::is_embedded_movement(&MovementId::new(name)),
    }
}

fn place(kind: FileKind, name: &str, folders: &Folders) -> PathBuf {
    let folder = match kind {
        FileKind::Routine => folders.routines(),
        FileKind::Movement => folders.movements(),
    };
    folder.join(format!("{name}.toml"))
}

/// Writes a new file; one that is there stays.
fn write(kind: FileKind, path: &Path, text: &str, folders: &Folders) -> Result<(), Failed> {
    let text = if text.starts_with("#:schema") { text.to_owned() } else { format!("{}\n{text}", directive(kind)) };
    match save(path, text.as_bytes(), Replaces::Nothing) {
        Ok(()) => {
            write_beside(folders);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            Err(Failed::usage(format!("{} is there already; `unhunch edit {name}` opens it", shown(path))))
        }
        Err(error) => Err(Failed::machine(format!("{} cannot be written: {error}", shown(path)))),
    }
}

fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string()).into_owned()
}

fn unknown(name: &str, library: &Library) -> Failed {
    let near = library.suggest(name).map(|id| id.to_string());
    let near = near.or_else(|| library.suggest_movement(name).map(|id| id.to_string()));
    let hint = near.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
    Failed::usage(format!("there is no routine or movement called `{}`{hint}", text::clean(name)))
}

/// Why it ends early, and with which exit code.
struct Failed {
    code: u8,
    why: String,
}

impl Failed {
    fn usage(why: String) -> Self {
        Self { code: USAGE, why }
    }

    fn machine(why: String) -> Self {
        Self { code: MACHINE, why }
    }

    fn end(self) -> ExitCode {
        complain(&format!("unhunch: {}\n", self.why));
        ExitCode::from(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::PersonalFile;

    fn problems(kind: FileKind, text: &str) -> Vec<String> {
        let bytes = Ok(text.as_bytes().to_vec());
        Library::built_in().check(&PersonalFile { path: "my-own.toml".to_owned(), kind, bytes }).short()
    }

    #[test]
    fn what_a_file_begins_with_has_no_problem() {
        for (kind, template) in [(FileKind::Routine, ROUTINE), (FileKind::Movement, MOVEMENT)] {
            let text = template.replace("{id}", "my-own").replace("{title}", &title("my-own"));
            assert_eq!(problems(kind, &text), Vec::<String>::new());
        }
    }

    #[test]
    fn what_a_file_begins_with_from_another_has_no_problem() {
        let library = Library::built_in();
        for entry in library.entries() {
            let text = text_of(FileKind::Routine, entry.head.id.as_str(), &library, None);
            let text = renamed(&text.unwrap_or_else(|failed| panic!("{}", failed.why)), FileKind::Routine, "my-own");
            assert_eq!(problems(FileKind::Routine, &text), Vec::<String>::new());
            assert!(text.contains("title = \"My own\""), "{text}");
        }
        for id in library.movement_ids() {
            let text = text_of(FileKind::Movement, id.as_str(), &library, None);
            let text = renamed(&text.unwrap_or_else(|failed| panic!("{}", failed.why)), FileKind::Movement, "my-own");
            // Under a name of its own it takes the tags of all that go as far (S22), which is said.
            let but_tags = problems(FileKind::Movement, &text).into_iter().filter(|it| !it.contains("U073"));
            assert_eq!(but_tags.collect::<Vec<_>>(), Vec::<String>::new());
        }
    }
}
