//! `unhunch doctor`: what the program finds where it runs, and what to do where that is not enough.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use chrono::Datelike as _;

use super::flags::Flags;
use super::nudge::idle;
use super::output::{MACHINE, count, print};
use super::settings;
use crate::app::view::window::{ROOMY, SMALLEST};
use crate::routine::{Library, Status};
use crate::settings::{Argv, Characters, Settings};
use crate::shell::command::{self, Came};
use crate::shell::folders::Folders;
use crate::shell::inspect::{self, FolderState};
use crate::shell::records::verify::verify;
use crate::shell::{self, Clock, Ends, Surroundings, personal};
use crate::units::text;

/// How good a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Fine,
    /// It works; it could be better.
    Note,
    /// It has to be mended.
    Mend,
}

/// Something that was looked at.
struct Finding {
    grade: Grade,
    what: &'static str,
    found: String,
    /// What to do about it; nothing where it is fine.
    advice: String,
}

fn fine(what: &'static str, found: impl Into<String>) -> Finding {
    Finding { grade: Grade::Fine, what, found: found.into(), advice: String::new() }
}

fn note(what: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding { grade: Grade::Note, what, found: found.into(), advice: advice.into() }
}

fn mend(what: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding { grade: Grade::Mend, what, found: found.into(), advice: advice.into() }
}

/// Looks at everything and says what there is to do; exit code 1 when something has to be mended.
pub(super) fn run() -> ExitCode {
    let folders = Folders::find();
    let (settings, report) = settings::of(&Flags::default(), folders.as_ref().ok());
    let mut findings = vec![fine("version", format!("{} on {}", env!("CARGO_PKG_VERSION"), inspect::machine()))];
    findings.extend(terminal(&settings));
    findings.push(clock());
    match &folders {
        Err(why) => findings.push(mend("folders", text::clean(why), "set `UNHUNCH_DATA_DIR` to a folder of yours")),
        Ok(folders) => {
            findings.extend(of_folders(folders));
            findings.push(match &report {
                Some(report) if !report.is_empty() => mend(
                    "settings",
                    count(report.problems().len(), "problem", "problems"),
                    "`unhunch config` shows each; the defaults hold meanwhile",
                ),
                Some(_) => fine("settings", shown(&folders.config_file())),
                None => fine("settings", "no config.toml; the defaults hold"),
            });
            findings.push(own_files(folders));
            findings.push(records(folders));
            findings.extend(of_breaks(&settings));
        }
    }
    let worst = findings.iter().map(|finding| finding.grade).max().unwrap_or(Grade::Fine);
    let printed = print(&said(&findings));
    if printed == ExitCode::SUCCESS && worst == Grade::Mend { ExitCode::from(MACHINE) } else { printed }
}

fn said(findings: &[Finding]) -> String {
    let mut said = String::new();
    for Finding { grade, what, found, advice } in findings {
        let mark = match grade {
            Grade::Fine => "ok  ",
            Grade::Note => "note",
            Grade::Mend => "MEND",
        };
        writeln!(said, "{mark}  {what:<11} {found}").expect("a text takes everything");
        if !advice.is_empty() {
            writeln!(said, "      {:<11} {advice}", "").expect("a text takes everything");
        }
    }
    let to_mend = findings.iter().filter(|finding| finding.grade == Grade::Mend).count();
    let sum = match to_mend {
        0 => "Nothing has to be mended.".to_owned(),
        _ => format!("{} to be mended.", count(to_mend, "thing has", "things have")),
    };
    writeln!(said, "\n{sum}").expect("a text takes everything");
    said
}

fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string()).into_owned()
}

fn terminal(settings: &Settings) -> Vec<Finding> {
    let here = Surroundings::here();
    let term = inspect::variable("TERM");
    let named = term.as_deref().unwrap_or("no name");
    let ends = Ends { stdin_is_terminal: io::stdin().is_terminal(), stdout_is_terminal: io::stdout().is_terminal() };
    let mut findings = Vec::new();
    findings.push(match (ends.stdin_is_terminal && ends.stdout_is_terminal, here.face) {
        (false, _) => note(
            "terminal",
            "input or output is none: everything is said in lines",
            "fine for pipes; else run it in a terminal",
        ),
        (true, shell::Face::Lines) => note(
            "terminal",
            format!("{named}: it is not drawn on"),
            "set `TERM` to what your terminal is, such as `xterm-256color`",
        ),
        (true, shell::Face::Drawn) => fine("terminal", named),
    });
    if ends.stdout_is_terminal {
        findings.push(match inspect::window() {
            None => note("size", "the terminal does not say", "80 columns by 24 rows are taken"),
            Some((cols, rows)) if cols < SMALLEST.0 || rows < SMALLEST.1 => {
                let least = format!("make the window at least {} columns by {} rows", SMALLEST.0, SMALLEST.1);
                mend("size", format!("{cols} by {rows}"), least)
            }
            Some((cols, rows)) if cols < ROOMY.0 || rows < ROOMY.1 => {
                note("size", format!("{cols} by {rows}"), "from 80 by 24 on, everything fits at once")
            }
            Some((cols, rows)) => fine("size", format!("{cols} by {rows}")),
        });
    }
    findings.push(match here.colours {
        shell::Colours::None => note("colours", "none", "`NO_COLOR` is set; `look.colours` in config.toml outranks it"),
        shell::Colours::Sixteen => {
            note("colours", "16", "if it has more, `TERM=xterm-256color` or `COLORTERM=truecolor` says so")
        }
        shell::Colours::Palette => fine("colours", "256"),
        shell::Colours::True => fine("colours", "any"),
    });
    findings.push(match (here.charset, settings.characters.value) {
        (_, Characters::Ascii) => fine("characters", "ASCII, as is set"),
        (_, Characters::Unicode) | (shell::Charset::Unicode, Characters::Auto) => fine("characters", "Unicode"),
        (shell::Charset::Ascii, Characters::Auto) => note(
            "characters",
            "ASCII: the locale says nothing of UTF-8",
            "`LANG=C.UTF-8`, or `characters = \"unicode\"` under `[look]` in config.toml",
        ),
    });
    findings
}

fn clock() -> Finding {
    let now = Clock::start().now().wall;
    let said = now.format("%Y-%m-%d %H:%M %:z").to_string();
    if (2025..2100).contains(&now.year()) {
        fine("clock", said)
    } else {
        mend("clock", said, "set the date: days and pauses are counted by it")
    }
}

fn of_folders(folders: &Folders) -> Vec<Finding> {
    let config = folders.config_file();
    let state = folders.machine_file();
    let data = finding("data", folders.data(), "`UNHUNCH_DATA_DIR`");
    let parent = |path: &Path| path.parent().unwrap_or(Path::new(".")).to_owned();
    vec![
        data,
        finding("config", &parent(&config), "`UNHUNCH_CONFIG_DIR`"),
        finding("state", &parent(&state), "`UNHUNCH_STATE_DIR`"),
    ]
}

fn finding(what: &'static str, path: &Path, variable: &str) -> Finding {
    let name = shown(path);
    match inspect::folder(path) {
        FolderState::Fine => fine(what, name),
        FolderState::NotThere => fine(what, format!("{name} (made when it is needed)")),
        // What is set is no secret.
        FolderState::OpenToOthers if what == "config" => fine(what, name),
        FolderState::OpenToOthers => {
            let advice = format!("`chmod 700 {name}`: what you answered is nobody else's");
            note(what, format!("{name}: others can read it"), advice)
        }
        FolderState::Unusable(why) => mend(
            what,
            format!("{name}: {}", text::clean(&why)),
            format!("give yourself the right to write there, or name another with {variable}"),
        ),
    }
}

/// The commands that say whether the person is there and may be asked.
fn of_breaks(settings: &Settings) -> Vec<Finding> {
    const LIMIT: Duration = Duration::from_secs(2);
    let ran = |argv: &Argv| command::run(&argv.0, &[], LIMIT);
    let wrong = |came: Came| match came {
        Came::Ended(Some(code), _) => format!("it ended with code {code} and printed no number of milliseconds"),
        Came::Ended(None, _) => "it was ended by a signal".to_owned(),
        Came::TooLong => "it took over two seconds".to_owned(),
        Came::Failed(why) => format!("it cannot be run: {}", text::clean(&why)),
    };
    let idle = settings.idle_command.value.as_ref().map(|argv| match ran(argv) {
        came if idle(&came).is_some() => fine("idle", "`idle_command` answers"),
        came => {
            mend("idle", wrong(came), "see `idle_command` in config.toml; without it only keys in terminals are seen")
        }
    });
    let busy = settings.busy_command.value.as_ref().map(|argv| match ran(argv) {
        Came::Ended(Some(0), _) => fine("busy", "`busy_command` says that you are busy"),
        Came::Ended(Some(_), _) => fine("busy", "`busy_command` says that you are free"),
        came @ (Came::Ended(None, _) | Came::TooLong | Came::Failed(_)) => {
            mend("busy", wrong(came), "see `busy_command` in config.toml; until then you count as free")
        }
    });
    idle.into_iter().chain(busy).collect()
}

fn own_files(folders: &Folders) -> Finding {
    let mut library = Library::built_in();
    let files = personal::files(folders);
    let number = count(files.len(), "file", "files");
    library.add_personal(files);
    let broken = library.entries().iter().filter(|entry| matches!(entry.status, Status::Broken(_))).count();
    match broken {
        0 => fine("own files", number),
        _ => {
            mend("own files", format!("{number}, {broken} of them with errors"), "`unhunch check` says what and where")
        }
    }
}

fn records(folders: &Folders) -> Finding {
    let verified = verify(folders);
    let kept = format!(
        "{}, {}",
        count(verified.facts, "fact", "facts"),
        count(verified.entries, "entry", "entries of the journal")
    );
    if verified.is_whole() && verified.old.is_empty() {
        fine("records", kept)
    } else if verified.is_whole() {
        note("records", format!("{kept}; others are of an older form"), "they stay as they are and are not read")
    } else {
        mend("records", format!("{kept}; not everything can be read"), "`unhunch journal verify` says what")
    }
}
