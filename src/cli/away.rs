//! `unhunch away`: days that are neither done nor missed.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;

use super::output::{MACHINE, USAGE, complain, print};
use crate::app::view::words;
use crate::journal::Record;
use crate::safety::{DaysOff, Fact};
use crate::shell::Clock;
use crate::shell::folders::Folders;
use crate::shell::records::{Records, random};
use crate::units::Stretch;

/// What `unhunch away` is told.
#[derive(Clone, Debug, Args)]
#[group(multiple = false)]
pub(super) struct Away {
    /// So long from today on: `10d`, `2w`, `1m`
    #[arg(value_name = "LENGTH")]
    length: Option<Stretch>,

    /// Until the day you are back: `2026-12-05`
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,

    /// Back earlier than that
    #[arg(long)]
    end: bool,
}

/// Notes days away, ends them, or says whether there are any.
pub(super) fn away(asked: &Away) -> ExitCode {
    let now = Clock::start().now();
    let today = now.day();
    let until = asked.until.or(asked.length.map(|length| length.after(today)));
    if until.is_some_and(|until| until <= today) {
        complain("unhunch: the day you are back has to be later than today\n");
        return ExitCode::from(USAGE);
    }
    let folders = Folders::find();
    let (mut records, opened) = Records::open::<Fact>(folders.as_ref().map_err(String::as_str), now.wall, &mut random);
    let facts = opened.facts.iter().map(|record| (&record.what, record.at));
    let (mut off, mut standing) = DaysOff::and_standing(facts);
    let before = off.away_on(today).cloned();
    let mut apply = |record: &Record<Fact>| {
        standing.apply(&record.what, record.at);
        off.apply(&record.what, record.at, &standing);
        off.away_on(today).cloned()
    };
    let fact = match until {
        Some(until) => Fact::Away { from: today, until },
        None if asked.end && before.is_some() => Fact::Back,
        None => {
            return print(&match before {
                Some(away) => format!("{} `unhunch away --end` ends it.\n", said(&away)),
                None => "Not away. `unhunch away 2w` says you are; those days are not missed.\n".to_owned(),
            });
        }
    };
    let mut ids = opened.ids;
    let record = Record::new(&mut ids, now.wall, None, fact);
    if let Err(error) = records.keep_facts(std::slice::from_ref(&record)) {
        complain(&format!("unhunch: {error}\n"));
        return ExitCode::from(MACHINE);
    }
    print(&match apply(&record) {
        Some(away) => format!("{} Those days are not missed.\n", said(&away)),
        None => "Welcome back.\n".to_owned(),
    })
}

fn said(away: &std::ops::RangeInclusive<NaiveDate>) -> String {
    let back = crate::journal::days_after(*away.end(), 1);
    format!("Away until {}.", words::date(back))
}
