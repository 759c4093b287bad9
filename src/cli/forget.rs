//! `unhunch me --forget`: says what it removes, asks, and removes it.

use std::io::{self, BufRead as _, Read as _, Write as _};
use std::process::ExitCode;

use chrono::NaiveDate;

use super::output::{MACHINE, complain, count, print};
use crate::shell::folders::Folders;
use crate::shell::records::forget::{Scope, Survey, forget, survey};
use crate::shell::records::random;
use crate::units::text;

/// Says what would go, asks unless the answer was given with the command, and forgets.
pub(super) fn run(scope: Scope, answered: bool) -> ExitCode {
    let folders = match Folders::find() {
        Ok(folders) => folders,
        Err(why) => return failed(&why),
    };
    let found = survey(&folders, scope);
    if found.is_empty() {
        let mut lines = vec!["There is nothing to forget.".to_owned()];
        lines.extend(stays(&found));
        return print(&(lines.join("\n") + "\n"));
    }
    let question = if answered { "" } else { "Type y and Enter to remove it, anything else to keep it: " };
    let shown = print(&format!("{}{question}", said(&found, scope)));
    // What was not seen is not agreed to.
    if shown != ExitCode::SUCCESS {
        return shown;
    }
    if !answered && !agrees() {
        return print("Nothing was removed.\n");
    }
    match forget(&folders, scope, &mut random) {
        Ok(()) => print("It is forgotten.\n"),
        Err(error) => failed(error.why()),
    }
}

/// What is removed, and what is not.
fn said(found: &Survey, scope: Scope) -> String {
    let mut lines = vec!["This will be removed for good:".to_owned()];
    if matches!(scope, Scope::Answers | Scope::Everything) {
        let facts = count(found.facts, "fact", "facts");
        lines.push(format!(
            "  what you answered and what was decided: {facts} (the questions, your kit, what is set aside)"
        ));
    }
    if matches!(scope, Scope::History | Scope::Everything) {
        let (sessions, entries) =
            (count(found.sessions, "session", "sessions"), count(found.entries, "entry", "entries"));
        lines.push(format!("  what was done: {sessions}, {entries} (steps, stops, pops, how it felt)"));
    }
    if let Some((first, last)) = found.days {
        lines.push(if first == last {
            format!("  all of it from {}", day(first))
        } else {
            format!("  from {} to {}", day(first), day(last))
        });
    }
    if found.bad > 0 {
        lines.push(format!("  {} that could not be read", count(found.bad, "line", "lines")));
    }
    lines.push("in these files:".to_owned());
    lines.extend(found.files.iter().map(|path| format!("  {}", text::clean(&path.display().to_string()))));
    lines.extend(stays(found));
    let rest = match scope {
        Scope::Answers => "What was done stays, and so do your routines and settings.",
        Scope::Everything => "Your routines and settings stay.",
        Scope::History => "Your answers stay, and so do your routines and settings.",
    };
    lines.push(rest.to_owned());
    lines.push("Backups are not touched, and merging one does not bring it back.".to_owned());
    lines.join("\n") + "\n"
}

/// What is left alone, line by line.
fn stays(found: &Survey) -> impl Iterator<Item = String> {
    found.stays.iter().map(|it| format!("This stays: {}", text::clean(it)))
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Whether the next line says yes; the end of the input does not.
fn agrees() -> bool {
    let mut line = String::new();
    let read = io::stdin().lock().take(1_024).read_line(&mut line);
    if read.is_ok() && !line.ends_with('\n') {
        // Where Enter was not pressed the cursor still stands behind the question.
        let _ = io::stdout().write_all(b"\n");
    }
    read.is_ok() && matches!(line.trim().to_lowercase().as_str(), "y" | "yes" | "forget")
}

fn failed(why: &str) -> ExitCode {
    complain(&format!("unhunch: it could not all be removed: {}\n", text::clean(why)));
    ExitCode::from(MACHINE)
}
