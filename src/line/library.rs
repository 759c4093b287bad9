use crate::app::view::{Library, LibraryRow, Preview, RowState, words};

/// The list with the selected routine.
pub(super) fn whole(library: &Library) -> Vec<String> {
    let mut lines = vec![format!("unhunch, {}{}.", words::count(library.rows.len(), "routine"), filter(library))];
    lines.extend(library.standing.clone());
    if library.rows.is_empty() {
        lines.push(words::NOTHING_FOUND.to_owned());
    }
    lines.extend((1..).zip(&library.rows).map(|(number, row)| format!("{number}. {}", said(row))));
    if let Some(row) = library.rows.get(library.selected) {
        lines.push(format!("Selected: {}", said(row)));
    }
    lines.extend(library.preview.iter().flat_map(preview));
    lines
}

fn filter(library: &Library) -> String {
    library.filter.as_ref().map(|filter| format!(" for {filter}")).unwrap_or_default()
}

fn said(row: &LibraryRow) -> String {
    let about = match (&row.state, row.length) {
        (RowState::Broken(problems), _) => words::count(*problems, "problem"),
        (RowState::Closed, _) => "not now".to_owned(),
        (RowState::Open, Some(length)) => length.words(),
        (RowState::Open, None) => String::new(),
    };
    // Nobody knows yet where a file with problems is done.
    let place = if matches!(row.state, RowState::Broken(_)) { "" } else { row.place.as_str() };
    let said = format!("{}.", super::listed(&[&row.title, &about, place]));
    match &row.why {
        Some(why) => format!("Suggested: {said} {why}"),
        None => said,
    }
}

fn preview(preview: &Preview) -> Vec<String> {
    if !preview.problems.is_empty() {
        return std::iter::once(words::BROKEN.to_owned()).chain(preview.problems.iter().cloned()).collect();
    }
    let kit = if preview.kit.is_empty() { "nothing" } else { &preview.kit };
    let mut lines = vec![preview.when.clone(), format!("You'll need: {kit}."), preview.safety.clone()];
    let steps: Vec<&str> = preview.steps.iter().map(|(_, name, _)| name.as_str()).collect();
    lines.push(format!(
        "{}: {}.",
        super::sentence(&words::count(steps.len(), "step")).trim_end_matches('.'),
        steps.join(", ")
    ));
    if preview.changed > 0 {
        lines.push(format!("{} changed for you.", words::count(preview.changed, "movement")));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// What is new of the library: how many routines pass a new filter, and the row that is selected now.
pub(super) fn news(told: &Library, library: &Library) -> Vec<String> {
    let mut lines = Vec::new();
    if library.typing && !told.typing {
        lines.push("Type words to find, then Enter.".to_owned());
    }
    if library.standing != told.standing {
        lines.extend(library.standing.clone());
    }
    let other_rows = library.rows != told.rows;
    if other_rows || library.filter != told.filter {
        lines.push(format!("{}{}.", words::count(library.rows.len(), "routine"), filter(library)));
    }
    let row = library.rows.get(library.selected);
    if row != told.rows.get(told.selected) || library.selected != told.selected {
        lines.extend(row.map(|row| format!("{} of {}: {}", library.selected + 1, library.rows.len(), said(row))));
    }
    let problems = library.preview.as_ref().filter(|preview| !preview.problems.is_empty());
    if library.preview != told.preview {
        lines.extend(problems.into_iter().flat_map(preview));
    }
    lines
}
