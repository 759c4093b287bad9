//! The history as CSV: a heading and a row for each session.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::app::history::Past;
use crate::journal::{Check, EndHow, Feeling, StepHow};
use crate::routine::Place;
use crate::units::text;

/// The columns; their names and their order stay, new ones come after.
const COLUMNS: [&str; 15] = [
    "date",
    "time",
    "offset",
    "routine",
    "title",
    "place",
    "planned_seconds",
    "work_seconds",
    "active_seconds",
    "steps_done",
    "ended",
    "felt",
    "felt_next_day",
    "session",
    "machine",
];

/// Writes the history from a day on, or all of it.
pub(super) fn write(past: &Past, since: Option<NaiveDate>, to: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    table.write_record(COLUMNS)?;
    for it in past.almanac().sessions(since.unwrap_or(NaiveDate::MIN)..=past.today()) {
        let (Some(began), started) = (it.began(), it.started()) else { continue };
        let done = it.steps().filter(|step| step.how == StepHow::Done).count();
        table.write_record([
            // A clock before the year 0 begins it with a sign.
            harmless(&began.date_naive().to_string()),
            began.format("%H:%M:%S").to_string(),
            // A sign first would be a formula.
            began.format("UTC%:z").to_string(),
            harmless(started.map_or("", |it| it.routine.as_str())),
            harmless(started.map_or("", |it| &it.title)),
            started.and_then(|it| it.place).map_or("", Place::word).to_owned(),
            started.map_or(0, |it| it.planned.as_secs()).to_string(),
            it.work().as_secs().to_string(),
            it.ended().map_or(0, |it| it.active.as_secs()).to_string(),
            done.to_string(),
            it.ended().map_or("", |it| EndHow::word(it.how)).to_owned(),
            it.felt(Check::After).map_or("", Feeling::word).to_owned(),
            it.felt(Check::NextDay).map_or("", Feeling::word).to_owned(),
            harmless(it.id().as_str()),
            harmless(it.machine().as_str()),
        ])?;
    }
    table.flush()
}

/// A text that no spreadsheet takes for a formula: what begins like one gets a mark in front.
fn harmless(it: &str) -> String {
    // A tab in front would be a blank once it is cleaned, and a formula after blanks is one still.
    let formula = it.trim_start().starts_with(['=', '+', '-', '@']) || it.starts_with(['\t', '\r', '\n']);
    let cleaned = text::clean(it);
    if formula { format!("'{cleaned}") } else { cleaned.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_made_harmless() {
        let rows = [
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("-x", "'-x"),
            ("@sum", "'@sum"),
            ("\t=1", "' =1"),
            ("  =1", "'  =1"),
            ("\r=1", "'\u{fffd}=1"),
            ("The Chair Stretch", "The Chair Stretch"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }
}
