//! `unhunch journal`: the records looked through, taken out, and brought together.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::JournalCommand;
use super::output::{MACHINE, USAGE, complain, count, print, print_with};
use crate::shell::folders::Folders;
use crate::shell::records::export::Export;
use crate::shell::records::verify::{Verified, VerifiedFile, verify};
use crate::shell::records::{backup, random};
use crate::units::text;

/// No more bad lines of one file are named.
const MOST_NAMED: usize = 10;

/// Does what was asked.
pub(super) fn run(command: &JournalCommand) -> ExitCode {
    let folders = match Folders::find() {
        Ok(folders) => folders,
        Err(why) => return failed(MACHINE, &why),
    };
    match command {
        JournalCommand::Verify { dir } => look(folders, dir.as_deref()),
        JournalCommand::Export { file } => export(&folders, file.as_deref()),
        JournalCommand::Merge { dir } => merge(&folders, dir),
    }
}

fn look(folders: Folders, dir: Option<&Path>) -> ExitCode {
    let folders = match dir {
        Some(dir) if !dir.is_dir() => {
            return failed(USAGE, &format!("there is no folder `{}`", dir.display()));
        }
        Some(dir) => folders.with_data(dir),
        None => folders,
    };
    let verified = verify(&folders);
    let printed = print(&report(&verified, folders.data()));
    if verified.is_whole() { printed } else { ExitCode::from(USAGE) }
}

fn report(verified: &Verified, data: &Path) -> String {
    let mut said = format!("{}\n", text::clean(&data.display().to_string()));
    let mut say = |line: &str| writeln!(said, "{line}").expect("a text takes everything");
    for file in &verified.files {
        say(&summary(file));
        let named = file.bad.iter().take(MOST_NAMED);
        for bad in named {
            let never = if bad.is_torn() { " (a write that was cut off; it was never said to be kept)" } else { "" };
            say(&format!("    line {}: {}{never}", bad.number, bad.why));
        }
        if file.bad.len() > MOST_NAMED {
            say(&format!("    and {} more", file.bad.len() - MOST_NAMED));
        }
    }
    for name in &verified.foreign {
        say(&format!("  {}: none of unhunch's, left alone", text::clean(name)));
    }
    for name in &verified.old {
        say(&format!("  {}: of an older form, left as it is and not read", text::clean(name)));
    }
    for why in &verified.failed {
        say(&format!("  {}", text::clean(why)));
    }
    let mut all = vec![
        count(verified.facts, "fact", "facts"),
        count(verified.entries, "entry", "entries"),
        count(verified.sessions, "session", "sessions"),
    ];
    if verified.open > 0 {
        all.push(format!("{} of them without an end", verified.open));
    }
    if verified.forgotten > 0 {
        all.push(format!("{} forgotten", verified.forgotten));
    }
    if verified.hidden > 0 {
        all.push(format!("{} of those still in a file, and hidden", verified.hidden));
    }
    say(&format!("{}.", all.join(", ")));
    say(if verified.is_whole() {
        "Everything can be read."
    } else {
        "Not everything can be read; the rest is not touched by that."
    });
    said
}

fn summary(file: &VerifiedFile) -> String {
    let name = text::clean(&file.name);
    if let Some(why) = &file.failed {
        return format!("  {name}: cannot be read: {}", text::clean(why));
    }
    let mut parts = vec![count(file.records, "entry", "entries")];
    if let Some((first, last)) = file.days {
        parts.push(format!("{first} to {last}"));
    }
    if file.unknown > 0 {
        parts.push(format!("{} of another version", file.unknown));
    }
    if !file.bad.is_empty() {
        parts.push(format!("{} that cannot be read", count(file.bad.len(), "line", "lines")));
    }
    format!("  {name}: {}", parts.join(", "))
}

fn export(folders: &Folders, file: Option<&Path>) -> ExitCode {
    let lines = Export::of(folders);
    let written = match file {
        Some(path) => match lines.write_new(path) {
            Ok(written) => {
                let kept = count(written, "line", "lines");
                print(&format!("{kept} in {}\n", text::clean(&path.display().to_string())))
            }
            Err(error) => return failed(MACHINE, error.why()),
        },
        None => print_with(|out| lines.write(out).map(|_| ())),
    };
    if lines.bad() > 0 {
        complain(&format!(
            "unhunch: {} that cannot be read left out; `unhunch journal verify` says where\n",
            count(lines.bad(), "line", "lines")
        ));
    }
    if lines.messages.is_empty() { written } else { told(&lines.messages) }
}

fn merge(folders: &Folders, from: &Path) -> ExitCode {
    if backup::is_ours(folders, from) {
        return failed(USAGE, "that is where the records are already");
    }
    let merged = match backup::merge_in(folders, from, &mut random) {
        Ok(merged) => merged,
        Err(error) => return failed(MACHINE, error.why()),
    };
    let (facts, entries) = (count(merged.facts, "fact", "facts"), count(merged.entries, "entry", "entries"));
    let mut said = format!("{facts} and {entries} came in; {} known already", merged.known);
    for (number, what) in [
        (merged.forgotten, "forgotten, and stay so"),
        (merged.forgotten_there, "forgotten there, and forgotten here now"),
        (merged.bad, "no entry, and left out"),
    ] {
        if number > 0 {
            write!(said, "; {number} {what}").expect("a text takes everything");
        }
    }
    let printed = print(&format!("{said}.\n"));
    if merged.messages.is_empty() { printed } else { told(&merged.messages) }
}

/// Says what could not be read.
fn told(messages: &[String]) -> ExitCode {
    for message in messages {
        complain(&format!("unhunch: {}\n", text::clean(message)));
    }
    ExitCode::from(USAGE)
}

fn failed(code: u8, why: &str) -> ExitCode {
    complain(&format!("unhunch: {}\n", text::clean(why)));
    ExitCode::from(code)
}
