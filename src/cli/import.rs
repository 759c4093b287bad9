//! `unhunch import`: a file from elsewhere, looked at and let in.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::output::{MACHINE, USAGE, complain, print};
use crate::app::dose_in_words;
use crate::app::view::words::count;
use crate::routine::{FILE_LIMIT, FileKind, Import, Library, Movement, Paint, Report, Routine, RoutineId, draft};
use crate::shell::folders::Folders;
use crate::shell::save::{Replaces, save, what_is_there};
use crate::shell::{ask, personal};
use crate::units::{amount, text};

/// Copy a routine or movement file into your library, after showing what is in it
#[derive(Clone, Debug, Args)]
pub(super) struct ImportFile {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Copy it without asking
    #[arg(short, long)]
    yes: bool,

    /// Make a routine of a list of exercises, one a line; on a terminal what is unsure is asked, else it is printed
    #[arg(long, value_enum, value_name = "KIND")]
    from: Option<From>,

    /// Put the routine into your library without asking whether to
    #[arg(long, requires = "from")]
    save: bool,
}

/// What a draft is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// A text such as "Chin tucks x 10, hold 5 sec"
    List,
}

impl ImportFile {
    pub(super) fn run(&self) -> ExitCode {
        let folders = match Folders::find() {
            Ok(folders) => folders,
            Err(why) => return fail(MACHINE, &why),
        };
        let mut library = Library::built_in();
        library.add_personal(personal::files(&folders));
        let name = self.file.display().to_string();
        let bytes = match personal::read_or_stdin(&self.file) {
            Ok(bytes) => bytes,
            Err(why) => return fail(USAGE, &format!("`{}` cannot be read: {why}", text::clean(&name))),
        };
        if let Some(from) = self.from {
            return self.draft(from, &library, &folders, &bytes);
        }
        let kind = FileKind::guess(&bytes);
        let (import, report) = match library.look_at(&name, &bytes, kind) {
            Ok(seen) => seen,
            Err(report) => {
                complain(&report.render(Paint::Plain));
                complain("unhunch: nothing was copied\n");
                return ExitCode::from(USAGE);
            }
        };
        let folder = match kind {
            FileKind::Movement => folders.movements(),
            FileKind::Routine => folders.routines(),
        };
        let place = folder.join(format!("{}.toml", import.id()));
        let there = match what_is_there(&place) {
            Ok(there) => there.is_some(),
            Err(why) => return fail(USAGE, &format!("{}: {why}", shown(&place))),
        };
        let replaces = if there { Replaces::TheFileThere } else { Replaces::Nothing };
        let described = describe(&library, &import, &report) + &places(&import, &place, there);
        let printed = print(&described);
        if printed != ExitCode::SUCCESS {
            return printed;
        }
        if !self.yes {
            match ask::yes_or_no("Copy it? [y/N] ") {
                Ok(Some(true)) => {}
                Ok(Some(false)) => return print("Nothing was copied.\n"),
                Ok(None) => {
                    return fail(USAGE, "nothing was copied: there is nobody to ask; `--yes` copies without asking");
                }
                Err(error) => return fail(MACHINE, &format!("nothing was copied: {error}")),
            }
        }
        match save(&place, &with_schema(kind, &bytes), replaces) {
            Ok(()) => {
                super::schema::write_beside(&folders);
                let run = match &import {
                    Import::Routine(routine) => format!("; `unhunch run {}` starts it", routine.id),
                    Import::Movement(_) => String::new(),
                };
                print(&format!("Copied{run}.\n"))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fail(USAGE, &format!("nothing was copied: {} has come there in the meantime", shown(&place)))
            }
            Err(error) => fail(MACHINE, &format!("nothing was copied: {error}")),
        }
    }
}

impl ImportFile {
    /// Makes a draft of something else, prints it or saves it.
    fn draft(&self, from: From, library: &Library, folders: &Folders, bytes: &[u8]) -> ExitCode {
        let name = shown(&self.file);
        if bytes.len() > FILE_LIMIT {
            let most = FILE_LIMIT / 1024;
            return fail(USAGE, &format!("`{name}` is larger than {most} KiB, the most that is read"));
        }
        let found = match from {
            From::List => draft::list(bytes),
        };
        let found = match found {
            Ok(found) => found,
            Err(why) => return fail(USAGE, &format!("`{name}`: {why}")),
        };
        let stem = self.file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let asked = ask::is_there();
        let mut nobody = draft::Nobody;
        let asks: &mut dyn draft::Asks = if asked && !self.yes { &mut Person } else { &mut nobody };
        let drafted = found.draft(library, if stem == "-" { "" } else { &stem }, asks);
        if !self.save && !asked {
            return print(&drafted.text);
        }
        let told = understood(library, &drafted);
        let place = folders.routines().join(format!("{}.toml", drafted.id));
        let here = shown(&place);
        let there = matches!(what_is_there(&place), Ok(Some(_)));
        if there && !asked {
            return fail(USAGE, &format!("{here} is there already; without `--save` the draft is printed"));
        }
        complain(&told);
        let question = if there {
            format!("{here} is there already. Replace it? [y/N] ")
        } else {
            format!("Keep it as {here}? [y/N] ")
        };
        if asked && !self.yes && (there || !self.save) && !matches!(ask::yes_or_no(&question), Ok(Some(true))) {
            return print("Nothing was kept.\n");
        }
        let replaces = if there { Replaces::TheFileThere } else { Replaces::Nothing };
        match save(&place, &with_schema(FileKind::Routine, drafted.text.as_bytes()), replaces) {
            Ok(()) => {
                super::schema::write_beside(folders);
                let id = &drafted.id;
                print(&format!(
                    "`unhunch run {id}` starts it, `unhunch sheet {id}` prints it, `unhunch edit {id}` changes it.\n"
                ))
            }
            Err(error) => fail(MACHINE, &format!("{here} cannot be written: {error}")),
        }
    }
}

/// Who sits at the terminal.
struct Person;

impl draft::Asks for Person {
    fn choose(&mut self, question: &str, answers: &[&str]) -> Option<usize> {
        ask::choose(question, answers).ok().flatten()
    }

    fn line(&mut self, question: &str) -> Option<String> {
        ask::line(question).ok().flatten()
    }
}

/// What was understood, line by line, beside the original.
fn understood(library: &Library, drafted: &draft::Drafted) -> String {
    let mut text = String::new();
    let seen = library.look_at("", drafted.text.as_bytes(), FileKind::Routine);
    let Ok((Import::Routine(routine), report)) = seen else {
        return "unhunch: the file that came of it has errors; `unhunch check` says which\n".to_owned();
    };
    let widest = drafted.lines.iter().map(|line| line.line.chars().count()).max().unwrap_or(0).min(44);
    for line in &drafted.lines {
        let step = &routine.steps[line.step];
        let Some(movement) = library.movement_of(&routine, &step.movement) else { continue };
        let own = if line.own { " (your own)" } else { "" };
        let dose = dose_in_words(&step.dose(&movement));
        let _ = writeln!(text, "  {:<widest$}  -> {}{own}: {dose}", line.line, movement.name);
        for doubt in &line.doubts {
            let _ = writeln!(text, "  {:<widest$}     ? {doubt}", "");
        }
    }
    let (front, end) = drafted.added;
    if front {
        text += "  A warm-up is added in front: warm up first.\n";
    }
    if end {
        text += "  Tall-sit reset is added at the end: it ends calmly.\n";
    }
    if drafted.left_out > 0 {
        let _ = writeln!(text, "  {} more exercises were left out: a routine is not that long.", drafted.left_out);
    }
    let doubts = drafted.lines.iter().map(|line| line.doubts.len()).sum::<usize>();
    let look = if doubts == 0 { "" } else { " The file marks what to look at again with `#!`." };
    let _ = writeln!(text, "{}: {}, {} steps.{look}", routine.title, amount::clock(routine.total), routine.steps.len());
    let remarks = report.problems().len();
    if remarks > 0 {
        let _ = writeln!(text, "`unhunch check` has {} on it.", count(remarks, "remark"));
    }
    text
}

fn fail(code: u8, why: &str) -> ExitCode {
    complain(&format!("unhunch: {why}\n"));
    ExitCode::from(code)
}

fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string()).into_owned()
}

/// What is in a file, as far as somebody who lets it in should know.
fn describe(library: &Library, import: &Import, report: &Report) -> String {
    let mut lines = match import {
        Import::Movement(movement) => of_movement(movement),
        Import::Routine(routine) => of_routine(library, routine),
    };
    if !report.is_empty() {
        lines.push(String::new());
        lines.extend(report.lines());
    }
    lines.push(String::new());
    lines.join("\n") + "\n"
}

fn row(name: &str, value: &str) -> String {
    format!("  {name:<9} {value}")
}

fn of_routine(library: &Library, routine: &Arc<Routine>) -> Vec<String> {
    let not_said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not said".to_owned());
    let mut lines = vec![
        format!("{} ({})", routine.title, routine.id),
        row("length", &format!("{}, {} steps, {}", amount::clock(routine.total), routine.steps.len(), routine.place)),
        row("kit", if routine.kit.is_empty() { "none" } else { &routine.kit }),
        row("prescribed", &not_said(&routine.prescribed)),
        row("author", &not_said(&routine.author)),
        row("licence", &not_said(&routine.licence)),
        row("sources", &list(&routine.sources)),
    ];
    if !routine.own.is_empty() {
        lines.push(String::new());
        lines.push("It brings these movements along:".to_owned());
        lines.extend(routine.own.values().map(|movement| brought(library, movement)));
    }
    lines
}

/// A movement a routine brings along, and how it stands to the one of that name here.
fn brought(library: &Library, movement: &Movement) -> String {
    let here = match library.movement(&movement.id) {
        None => "new",
        Some(known) if *known == *movement => "the same as here",
        Some(_) => "in it in the place of the one here",
    };
    let tags = if movement.avoid.is_empty() { "; no tags given" } else { "" };
    format!("  {} ({}): {here}{tags}", movement.name, movement.id)
}

fn of_movement(movement: &Movement) -> Vec<String> {
    let tags: Vec<String> = movement.avoid.iter().map(ToString::to_string).collect();
    vec![
        format!("{} ({}), a movement", movement.name, movement.id),
        row("length", &amount::clock(movement.dose.total())),
        row("avoid", &if tags.is_empty() { "no tags given".to_owned() } else { tags.join(", ") }),
        row("sources", &list(&movement.sources)),
    ]
}

fn list(texts: &[String]) -> String {
    if texts.is_empty() { "not said".to_owned() } else { texts.join("; ") }
}

/// Where it goes, and whose place it takes.
fn places(import: &Import, place: &Path, there: bool) -> String {
    let built_in = match import {
        Import::Movement(movement) => Library::is_embedded_movement(&movement.id),
        Import::Routine(routine) => Library::is_embedded_routine(&RoutineId::new(routine.id.as_str())),
    };
    let takes = match (there, built_in, import) {
        (true, _, _) => "It replaces your own file of that name.\n".to_owned(),
        (false, true, Import::Routine(routine)) => {
            format!("It takes the place of the built-in routine `{}`.\n", routine.id)
        }
        (false, true, Import::Movement(movement)) => {
            format!("It takes the place of the built-in movement `{}`, in every routine.\n", movement.id)
        }
        (false, false, _) => String::new(),
    };
    format!("It goes to {}.\n{takes}", shown(place))
}

/// The file with the line that tells an editor which schema it follows.
fn with_schema(kind: FileKind, bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with("#:schema") {
        return text.as_bytes().to_vec();
    }
    format!("{}\n{text}", super::schema::directive(kind)).into_bytes()
}
