use super::{Exercise, Found, cut, dose, sentences};

/// Reads a plain list: a line for each exercise, such as `1. Shoulder rolls, 10 times each way`. Where lines begin with a
/// number or a mark, those are the exercises: what stands above the first is the title, and a line without goes on with the
/// one before it. Where none does, every line is one, but for a first line that ends in a colon or says no dose.
///
/// # Errors
/// When it is no such text: what it is, and what to do.
pub fn list(bytes: &[u8]) -> Result<Found, String> {
    let source = text(bytes)?;
    let lines: Vec<&str> =
        source.trim_start_matches('\u{feff}').lines().filter(|line| line.contains(char::is_alphanumeric)).collect();
    let mut found = Found::default();
    let mut items: Vec<String> = Vec::new();
    let titled = |line: &str| cut(line.trim().trim_start_matches('#').trim().trim_end_matches(':'), 100);
    if lines.iter().any(|line| item(line).is_some()) {
        for line in lines {
            match (item(line), items.last_mut()) {
                (Some(begun), _) => items.push(begun.to_owned()),
                (None, Some(item)) if item.len() < 4_000 => {
                    item.push(' ');
                    item.push_str(line.trim());
                }
                (None, None) if found.title.is_none() => {
                    found.title = Some(titled(line)).filter(|title| !title.is_empty());
                }
                (None, Some(_) | None) => {}
            }
        }
    } else {
        for (at, line) in lines.iter().enumerate() {
            let said = dose::said(line);
            let no_dose = said.sets.is_none() && said.reps.is_none() && said.secs.is_none();
            if at == 0 && lines.len() > 1 && (line.trim_end().ends_with(':') || line.starts_with('#') || no_dose) {
                found.title = Some(titled(line)).filter(|title| !title.is_empty());
            } else {
                items.push(line.trim().to_owned());
            }
        }
    }
    for item in items {
        found.add(exercise(&item));
    }
    if found.exercises.is_empty() {
        return Err("there is no exercise in it: write one a line, such as `Chin tucks x 10, hold 5 sec`".to_owned());
    }
    Ok(found)
}

/// The text of a file, or what it is instead.
fn text(bytes: &[u8]) -> Result<&str, String> {
    let start = |what: &[u8]| bytes.starts_with(what);
    let instead = "; copy its text into a plain file, one exercise a line";
    if start(b"%PDF") {
        return Err(format!("it is a PDF{instead}"));
    }
    if start(b"{\\rtf") {
        return Err(format!("it is rich text (RTF){instead}"));
    }
    if start(b"PK\x03\x04") {
        return Err(format!("it is a packed file, such as a Word document{instead}"));
    }
    if start(b"<!DOCTYPE") || start(b"<!doctype") || start(b"<html") {
        return Err(format!("it is a web page{instead}"));
    }
    if bytes.contains(&0) {
        return Err(format!("it is no text{instead}"));
    }
    std::str::from_utf8(bytes).map_err(|_not_utf8| "it is not text in UTF-8; save it as UTF-8".to_owned())
}

/// What follows the number or the mark of a line.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = match line.trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.len() < line.len() => rest.strip_prefix(['.', ')'])?,
        _ => line.strip_prefix(['-', '*', '•', '·', '–', '☐'])?,
    };
    let text = rest.trim();
    (rest.starts_with([' ', '\t']) && !text.is_empty()).then_some(text)
}

fn exercise(item: &str) -> Exercise {
    let said = dose::said(item);
    let ends = [", ", ": ", "; ", ". "];
    let at = ends.iter().filter_map(|end| Some((said.rest.find(end)?, end.len()))).min();
    let (name, rest) =
        at.map_or((said.rest.as_str(), ""), |(at, length)| (&said.rest[..at], &said.rest[at + length..]));
    Exercise {
        line: cut(item, 300),
        name: Some(cut(name.trim_end_matches(['.', ':', ',']), 100))
            .filter(|it| !it.is_empty())
            .unwrap_or("Exercise".to_owned()),
        says: if rest.is_empty() { Vec::new() } else { sentences(&first_upper(rest)) },
        sets: said.sets,
        reps: said.reps,
        secs: said.secs,
        sides: said.sides,
        often: said.often,
        doubts: said.doubts,
    }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
