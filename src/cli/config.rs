//! `unhunch config`: what is set, where, and what can be.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::flags::{Flags, Listed};
use super::output::{USAGE, complain, print};
use super::settings;
use crate::routine::Paint;
use crate::settings::{By, Characters, Colours, Settings, sample};
use crate::shell::folders::Folders;
use crate::shell::{self, Surroundings};
use crate::units::text;

/// Prints what is set, or a sample with everything that can be.
pub(super) fn run(flags: &Flags, listed: &Listed, wants_sample: bool) -> ExitCode {
    if wants_sample {
        return print(&sample());
    }
    let folders = Folders::find();
    let (mut settings, report) = settings::of(flags, folders.as_ref().ok());
    settings::list(&mut settings, listed);
    let place = match &folders {
        Err(why) => format!("There is no place for a config file: {}\n", text::clean(why)),
        Ok(folders) => {
            let path = folders.config_file().display().to_string();
            let path = text::clean(&path);
            match &report {
                None => format!("{path} is not there: every default holds. `unhunch config --sample` prints one.\n"),
                Some(_) => format!("{path}\n"),
            }
        }
    };
    let printed = print(&(place + &table(&settings, Surroundings::here())));
    match report {
        Some(report) if !report.is_empty() => {
            complain(&format!("\n{}", report.render(Paint::Plain)));
            ExitCode::from(USAGE)
        }
        Some(_) | None => printed,
    }
}

/// Every setting, what holds, and who says so.
fn table(settings: &Settings, surroundings: Surroundings) -> String {
    let mut table = String::new();
    for row in settings.rows() {
        let here = match row.key.as_str() {
            "look.colours" if settings.colours.value == Colours::Auto => Some(colours(surroundings)),
            "look.characters" if settings.characters.value == Characters::Auto => Some(characters(surroundings)),
            "plain" if !settings.plain.value && surroundings.face == shell::Face::Lines => {
                Some(("true", "not a terminal that can be drawn on"))
            }
            _ => None,
        };
        let value = row.value.as_deref().unwrap_or("-");
        let by = row.by.word();
        match here {
            Some((value, why)) => {
                let by = By::Environment.word();
                writeln!(table, "{:<20} {value:<10} {by} ({why})", row.key)
            }
            None => writeln!(table, "{:<20} {value:<10} {by}", row.key),
        }
        .expect("a text takes everything");
    }
    table
}

fn colours(surroundings: Surroundings) -> (&'static str, &'static str) {
    match surroundings.colours {
        shell::Colours::None => ("\"none\"", "NO_COLOR"),
        shell::Colours::Sixteen => ("\"16\"", "TERM"),
        shell::Colours::Palette => ("\"256\"", "TERM"),
        shell::Colours::True => ("\"true\"", "COLORTERM"),
    }
}

fn characters(surroundings: Surroundings) -> (&'static str, &'static str) {
    match surroundings.charset {
        shell::Charset::Ascii => ("\"ascii\"", "LC_ALL, LC_CTYPE or LANG"),
        shell::Charset::Unicode => ("\"unicode\"", "LC_ALL, LC_CTYPE or LANG"),
    }
}
