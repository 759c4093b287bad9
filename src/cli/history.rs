//! `unhunch history` and `unhunch stats`: what was done, as text, JSON or CSV.

mod json;
mod table;

use std::process::ExitCode;

use clap::Args;

use super::face::is_plain;
use super::flags::Flags;
use super::output::{MACHINE, USAGE, complain, is_seen, print, print_with};
use super::settings;
use crate::app::history::{NOTHING, Past};
use crate::app::view::Span;
use crate::journal::{Almanac, monday};
use crate::line::{self, Charts};
use crate::routine::{Library, RoutineId};
use crate::safety::{DaysOff, Fact};
use crate::settings::Settings;
use crate::shell::folders::Folders;
use crate::shell::{self, Clock, Surroundings, personal, records};
use crate::units::{Stretch, When, text};

/// What `unhunch history` is asked for.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = HELP)]
pub(super) struct History {
    /// From that day on, or so long back: `2026-11-01`, `10d`, `2w`, `6m`, `1y`
    #[arg(long, value_name = "WHEN")]
    since: Option<When>,

    /// This week, from Monday
    #[arg(long, conflicts_with = "since")]
    week: bool,

    /// Only this routine
    #[arg(long, value_name = "NAME")]
    routine: Option<String>,

    /// As JSON, one object
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// As CSV, a row for each session
    #[arg(long)]
    csv: bool,
}

/// What the JSON and the CSV hold; names keep their meaning, new ones may be added.
const HELP: &str = "\
Without --since the last two weeks are listed; --json and --csv hold everything.
A session under ten seconds of work counts for nothing and is left out.

JSON: one object. `format` is \"unhunch history\", `version` 1. `from` and `to` are days, `from` null for everything.
`sessions` in the order they began, each with `id`, `machine`, `began` (RFC 3339 with the offset of the place), `day`,
`routine`, `title`, `place`, `planned_seconds`, `work_seconds` (effort only), `active_seconds` (without pauses),
`ended` (finished, stopped, quit, interrupted, ended-unknown, closed), `ended_at`, `felt` and `felt_next_day` (looser, same,
sorer), `resumes` (the session it goes on with), `stops` (the number of each answer in the stop menu, or null) and `steps`
(`index`, `movement`, `instead_of`, `how`, `work_seconds`, `planned_seconds`, `areas`, `eased`). `totals` has `days`,
`sessions`, `work_seconds`, `areas`, `felt`, `felt_next_day`, `routines`, `longest_gap`, `breaks`. What is not known is null.
Fields keep their names and meanings; new ones may be added.

CSV: a heading and a row for each session, in UTF-8. A text that a spreadsheet would take for a formula begins with '.";

/// The days that are listed where nothing else is asked for.
const LISTED: Stretch = Stretch::Days(13);

/// The record of a person, for somebody who only asks.
struct Asked {
    past: Past,
    settings: Settings,
}

/// Reads the record.
///
/// # Errors
/// When there is no folder it could be in: the text that says so.
fn ask(flags: &Flags) -> Result<Asked, String> {
    let folders = Folders::find().map_err(|why| format!("unhunch: there is no record: {why}\n"))?;
    let (settings, _) = settings::of(flags, Some(&folders));
    let now = Clock::start().now();
    let today = now.day();
    let (replay, messages) = records::replay(&folders);
    for message in messages {
        complain(&format!("unhunch: {}\n", text::clean(&message)));
    }
    let facts = records::facts::<Fact>(&folders, now.wall).records;
    let (off, _) = DaysOff::and_standing(facts.iter().map(|record| (&record.what, record.at)));
    let past = Past::new(Almanac::of(replay), today, settings.days.value.0, off.away(), &off.held(today));
    Ok(Asked { past, settings })
}

/// Which charts fit these surroundings.
fn charts(settings: &Settings) -> Charts {
    let surroundings = Surroundings::here();
    if !is_seen() || is_plain(surroundings, settings) {
        Charts::None
    } else if surroundings.charset == shell::Charset::Ascii {
        Charts::Ascii
    } else {
        Charts::Unicode
    }
}

/// Prints the sessions.
pub(super) fn history(asked: &History, flags: &Flags) -> ExitCode {
    let Asked { mut past, settings } = match ask(flags) {
        Ok(it) => it,
        Err(why) => {
            complain(&why);
            return ExitCode::from(MACHINE);
        }
    };
    let today = past.today();
    if let Some(name) = &asked.routine {
        if let Some(why) = unknown(name, &past) {
            complain(&why);
            return ExitCode::from(USAGE);
        }
        past = past.of_routine(&RoutineId::new(name));
    }
    let since = match asked.since {
        Some(When::Day(day)) => Some(day),
        Some(When::Far(stretch)) => Some(stretch.before(today)),
        None if asked.week => Some(monday(today)),
        None => None,
    };
    if asked.json {
        print_with(|out| json::write(&past, since, out))
    } else if asked.csv {
        print_with(|out| table::write(&past, since, out))
    } else {
        let days = past.listing(since.unwrap_or(LISTED.before(today))..=today);
        let mut lines = line::days(&days, charts(&settings));
        match (lines.is_empty(), past.almanac().first()) {
            (true, None) => lines.push(NOTHING.to_owned()),
            (true, Some(_)) => lines.push("Nothing noted here.".to_owned()),
            (false, _) => {}
        }
        print(&(lines.join("\n") + "\n"))
    }
}

/// Why there is nothing to ask about a routine: nobody knows it.
fn unknown(name: &str, past: &Past) -> Option<String> {
    let id = RoutineId::new(name);
    let done = || past.almanac().all().iter().any(|it| it.routine() == Some(&id));
    let mut library = Library::built_in();
    if let Ok(folders) = Folders::find() {
        library.add_personal(personal::files(&folders));
    }
    if library.routine(&id).is_some() || done() {
        return None;
    }
    let hint = library.suggest(name).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
    Some(format!("unhunch: there is no routine called `{}`{hint}\n", text::clean(name)))
}

/// Prints the sums of a year.
pub(super) fn stats(flags: &Flags) -> ExitCode {
    let Asked { past, settings } = match ask(flags) {
        Ok(it) => it,
        Err(why) => {
            complain(&why);
            return ExitCode::from(MACHINE);
        }
    };
    let (span, today) = (Span::Year, past.today());
    let shown = past.show(span, today, &past.tally(span, today));
    let mut lines = line::stats(&shown, charts(&settings));
    if charts(&settings) != Charts::None {
        lines.push(String::new());
    }
    lines.extend(past.all_in_all());
    print(&(lines.join("\n") + "\n"))
}
