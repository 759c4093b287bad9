//! `unhunch check`: everything that is wrong with routine and movement files, in one go.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::output::{MACHINE, USAGE, complain, is_painted, print};
use crate::routine::{Code, FileKind, Grade, Library, Paint, PersonalFile, Report};
use crate::shell::folders::Folders;
use crate::shell::personal;
use crate::units::text;

/// Say everything that is wrong with routine and movement files, and how to mend it
///
/// Without a file it checks your own folder; a folder is checked with all folders below it. Each problem has a code,
/// and `unhunch check --explain U021` says the why of it.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Exit codes: 0 all files run, 1 the machine failed, 2 a file has an error (or a warning, with \
                        `--deny warnings`) or the command line is wrong.")]
pub(super) struct Check {
    /// Files and folders; `-` is what comes through the pipe
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,

    /// How to say it: with the line and a fix, one line each, as JSON, or for GitHub's annotations
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Let warnings fail the check too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Say what a code means, with a wrong and a right example; `all` lists the codes
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "deny"])]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

impl Check {
    pub(super) fn run(&self) -> ExitCode {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let (library, files) = match self.gather() {
            Ok(gathered) => gathered,
            Err(why) => {
                complain(&format!("unhunch: {why}\n"));
                return ExitCode::from(MACHINE);
            }
        };
        if files.is_empty() && self.format == Format::Human {
            return print(&self.nothing());
        }
        let reports = library.check_all(&files);
        let counts = Counts::of(&reports);
        let text = match self.format {
            Format::Human => human(&reports, counts),
            Format::Short => reports.iter().flat_map(Report::short).map(|line| line + "\n").collect(),
            Format::Json => json(&reports, counts),
            Format::Github => reports.iter().map(github).collect(),
        };
        let printed = print(&text);
        let fails = counts.errors + counts.figure_errors > 0 || (self.deny.is_some() && counts.warnings > 0);
        if printed == ExitCode::SUCCESS && fails { ExitCode::from(USAGE) } else { printed }
    }

    /// The library the files are seen in, and the files.
    fn gather(&self) -> Result<(Library, Vec<PersonalFile>), String> {
        let mut library = Library::built_in();
        let folders = Folders::find();
        if self.paths.is_empty() {
            return Ok((library, personal::files(&folders?)));
        }
        if let Ok(folders) = &folders {
            let own = personal::files(folders).into_iter();
            library.add_personal(own.filter(|file| file.kind == FileKind::Movement).collect());
        }
        Ok((library, personal::named(&self.paths)))
    }

    fn nothing(&self) -> String {
        let folder = match Folders::find() {
            Ok(folders) if self.paths.is_empty() => folders.routines().display().to_string(),
            Ok(_) | Err(_) => return "There is no TOML file there.\n".to_owned(),
        };
        let folder = text::clean(&folder).into_owned();
        format!("There are no files of your own in {folder}.\n`unhunch new my-routine` begins one.\n")
    }
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    figure_errors: usize,
    warnings: usize,
}

impl Counts {
    fn of(reports: &[Report]) -> Self {
        let mut counts = Self { files: reports.len(), ..Self::default() };
        for report in reports {
            counts.errors += report.left_out();
            for problem in report.problems() {
                match problem.grade() {
                    Grade::Error => counts.errors += 1,
                    Grade::FigureError => counts.figure_errors += 1,
                    Grade::Warning => counts.warnings += 1,
                }
            }
        }
        counts
    }

    /// `3 files: 2 errors, 1 warning.`
    fn says(self) -> String {
        let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let found = [(self.errors, "error"), (self.figure_errors, "figure error"), (self.warnings, "warning")];
        let found: Vec<String> = found.iter().filter(|(n, _)| *n > 0).map(|(n, one)| count(*n, one)).collect();
        let files = count(self.files, "file");
        if found.is_empty() { format!("{files}: no problems.") } else { format!("{files}: {}.", found.join(", ")) }
    }
}

fn human(reports: &[Report], counts: Counts) -> String {
    let paint = if is_painted() { Paint::Coloured } else { Paint::Plain };
    let mut text = String::new();
    for report in reports.iter().filter(|report| !report.is_empty()) {
        text.push_str(&report.render(paint));
        text.push('\n');
    }
    let mut codes: Vec<Code> = reports.iter().flat_map(Report::problems).map(|problem| problem.code).collect();
    codes.sort_unstable();
    let _ = writeln!(text, "{}", counts.says());
    if let Some(first) = codes.first() {
        let _ = writeln!(text, "The code in brackets has more to say: `unhunch check --explain {first}`.");
    }
    text
}

/// One problem for a program.
#[derive(Serialize)]
struct Found<'r> {
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    code: &'static str,
    grade: &'static str,
    message: &'r str,
    fix: Option<&'r str>,
    start: usize,
    end: usize,
}

fn json(reports: &[Report], counts: Counts) -> String {
    #[derive(Serialize)]
    struct Whole<'r> {
        version: u32,
        #[serde(flatten)]
        counts: Counts,
        problems: Vec<Found<'r>>,
    }
    let problems = reports.iter().flat_map(|report| report.problems().iter().map(move |it| found(report, it)));
    let whole = Whole { version: 1, counts, problems: problems.collect() };
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

fn found<'r>(report: &'r Report, problem: &'r crate::routine::Problem) -> Found<'r> {
    let at = report.position(problem);
    Found {
        file: report.file(),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        code: problem.code.as_str(),
        grade: problem.grade().word(),
        message: &problem.message,
        fix: problem.hint.as_deref(),
        start: problem.span.start,
        end: problem.span.end,
    }
}

/// The lines by which GitHub puts a problem beside its line.
fn github(report: &Report) -> String {
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut lines = String::new();
    for problem in report.problems() {
        let level = if problem.grade() == Grade::Warning { "warning" } else { "error" };
        let at = report.position(problem);
        let place = at.map_or_else(String::new, |at| format!(",line={},col={}", at.line, at.column));
        let fix = problem.hint.as_ref().map_or_else(String::new, |hint| format!("\n{hint}"));
        let message = data(&format!("{}{fix}", problem.message));
        let file = property(report.file());
        let _ = writeln!(lines, "::{level} file={file}{place},title={}::{message}", problem.code);
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn explain(asked: &str) -> ExitCode {
    if asked == "all" {
        let line = |code: &Code| format!("{code}  {:<12} {}\n", code.grade().word(), code.explanation().title);
        return print(&Code::ALL.iter().map(line).collect::<String>());
    }
    let upper = asked.trim().to_uppercase();
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == upper) else {
        let shown = text::clean(asked);
        complain(&format!("unhunch: there is no code `{shown}`; `unhunch check --explain all` lists them\n"));
        return ExitCode::from(USAGE);
    };
    let explanation = code.explanation();
    let grade = match code.grade() {
        Grade::Error => "an error: the file does not run until it is mended",
        Grade::FigureError => "a figure error: the routine runs, with words in the figure's place",
        Grade::Warning => "a warning: the file runs as it is",
    };
    print(&format!("{code}: {}\n({grade})\n\n{}\n", explanation.title, explanation.text))
}
