//! `unhunch list`: the routines, or the movements, as a table.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::flags::Flags;
use super::looked::Looked;
use super::output::{count, print};
use crate::routine::{Entry, Movement, Origin, Status};
use crate::units::{Length, amount};

/// List the routines, or the movements
#[derive(Args, Clone, Debug)]
pub(super) struct List {
    /// The movements
    #[arg(long)]
    movements: bool,

    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self) -> ExitCode {
        let looked = Looked::at(&Flags::default());
        let library = &looked.library;
        if self.movements {
            let ids = library.movement_ids();
            let movements = ids.iter().filter_map(|id| library.movement(id));
            let rows: Vec<MovementRow> = movements.map(|movement| MovementRow::of(&movement)).collect();
            return print(&if self.json { json(&rows) } else { movements_in_lines(&rows) });
        }
        let rows: Vec<RoutineRow<'_>> = library.entries().iter().map(|entry| RoutineRow::of(entry, &looked)).collect();
        print(&if self.json { json(&rows) } else { routines_in_lines(&rows) })
    }
}

#[derive(Serialize)]
struct RoutineRow<'l> {
    id: &'l str,
    title: &'l str,
    seconds: u64,
    /// Whether set-ups wait for the person and are not counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    own_set_ups: bool,
    place: &'static str,
    kit: &'l str,
    file: Option<&'l str>,
    problems: usize,
}

impl<'l> RoutineRow<'l> {
    fn of(entry: &'l Entry, looked: &Looked) -> Self {
        let head = &entry.head;
        let file = match &entry.origin {
            Origin::BuiltIn => None,
            Origin::Personal { path } => Some(path.as_str()),
        };
        let problems = match &entry.status {
            Status::Ok => 0,
            Status::Broken(report) => report.problems().len() + report.left_out(),
        };
        let place = head.place.word();
        let length = looked.length(entry);
        Self {
            id: head.id.as_str(),
            title: &head.title,
            seconds: length.time.as_secs(),
            own_set_ups: length.own_set_ups,
            place,
            kit: &head.kit,
            file,
            problems,
        }
    }
}

fn routines_in_lines(rows: &[RoutineRow<'_>]) -> String {
    let line = |row: &RoutineRow<'_>| {
        if row.problems > 0 {
            let problems = count(row.problems, "problem", "problems");
            return [
                row.id.to_owned(),
                String::new(),
                String::new(),
                format!("{problems}; `unhunch check` says which"),
            ];
        }
        let time = std::time::Duration::from_secs(row.seconds);
        let length = Length { time, own_set_ups: row.own_set_ups }.clock();
        let own = if row.file.is_some() { " (yours)" } else { "" };
        [row.id.to_owned(), length, row.place.to_owned(), format!("{}{own}", row.title)]
    };
    table(&rows.iter().map(line).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct MovementRow {
    id: String,
    name: String,
    phase: &'static str,
    family: &'static str,
    places: Vec<&'static str>,
    seconds: u64,
}

impl MovementRow {
    fn of(movement: &Movement) -> Self {
        Self {
            id: movement.id.to_string(),
            name: movement.name.clone(),
            phase: movement.phase.word(),
            family: movement.family.word(),
            places: movement.places.iter().map(|place| place.word()).collect(),
            seconds: movement.dose.total().as_secs(),
        }
    }
}

fn movements_in_lines(rows: &[MovementRow]) -> String {
    let line = |row: &MovementRow| {
        let length = amount::clock(std::time::Duration::from_secs(row.seconds));
        [row.id.clone(), length, row.phase.to_owned(), format!("{} ({})", row.name, row.places.join(", "))]
    };
    table(&rows.iter().map(line).collect::<Vec<_>>())
}

/// Four columns, each as wide as its widest cell.
fn table(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..3).map(width).collect();
    let line = |row: &[String; 4]| {
        let pad = |column: usize| " ".repeat(widths[column] - row[column].width());
        let [first, second, third, last] = row;
        format!("{first}{}  {}{second}  {third}{}  {last}\n", pad(0), pad(1), pad(2))
    };
    rows.iter().map(line).collect()
}

/// Something as JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    // What is serialised here has no map with keys that are no text, the one thing that could fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
