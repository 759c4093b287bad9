//! Routines that travel: made into one file with all they need, and looked at before they are let in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::report::BYTE_ORDER_MARK;
use super::{FileKind, Library, Movement, MovementId, Origin, Report, Routine, RoutineId, built_in, file};

/// Where the text of a movement or a routine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Embedded in the binary: this is it.
    Embedded(&'static str),
    /// In a file of the person's, called like its id.
    Personal,
}

/// A file that was looked at before it is let in.
#[derive(Clone, Debug)]
pub enum Import {
    /// One thing a body does.
    Movement(Arc<Movement>),
    /// A list of steps, with what it brings along.
    Routine(Arc<Routine>),
}

impl Import {
    /// The name of the file it becomes, without its ending.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Movement(movement) => movement.id.as_str(),
            Self::Routine(routine) => routine.id.as_str(),
        }
    }
}

impl Library {
    /// Looks at a file from elsewhere as it would be read if it were among the person's, whatever it is called. The report
    /// holds its warnings.
    ///
    /// # Errors
    /// When the file has an error; the report says all of them.
    pub fn look_at(&self, name: &str, bytes: &[u8], kind: FileKind) -> Result<(Import, Report), Report> {
        let (import, report) = match kind {
            FileKind::Movement => {
                let reading = file::movement_from_afar(name, bytes, self.shelf());
                (reading.value.map(|it| Import::Movement(Arc::new(it))), reading.report)
            }
            FileKind::Routine => {
                let reading = file::routine_from_afar(name, bytes, self.shelf());
                (reading.value.map(|it| Import::Routine(Arc::new(it))), reading.report)
            }
        };
        match import {
            Some(import) => Ok((import, report)),
            None => Err(report),
        }
    }

    /// Every movement a routine needs and does not bring along: those of its steps in their order, then whatever could be
    /// done in their place.
    #[must_use]
    pub fn needed_by(&self, routine: &Routine) -> Vec<MovementId> {
        let swaps = routine.steps.iter().flat_map(|step| step.swaps.iter().flatten());
        let mut open: Vec<MovementId> = routine.steps.iter().map(|step| &step.movement).chain(swaps).cloned().collect();
        let (mut seen, mut needed, mut at) = (BTreeSet::new(), Vec::new(), 0);
        while let Some(id) = open.get(at).cloned() {
            at += 1;
            if !seen.insert(id.clone()) {
                continue;
            }
            if let Some(movement) = self.movement_of(routine, &id) {
                open.extend(movement.swaps.iter().cloned());
                // What an embedded routine has of its own stands in no file of a routine.
                if routine.origin == Origin::BuiltIn || !routine.own.contains_key(&id) {
                    needed.push(id);
                }
            }
        }
        needed
    }

    /// Where the text of a routine is; none where there is no such routine.
    #[must_use]
    pub fn source_of_routine(&self, id: &RoutineId) -> Option<Source> {
        let entry = self.entries().iter().find(|entry| entry.kind == FileKind::Routine && entry.head.id == *id)?;
        let embedded = built_in::ROUTINES.iter().find(|routine| routine.id == id.as_str());
        match (&entry.origin, embedded) {
            (Origin::BuiltIn, Some(embedded)) => Some(Source::Embedded(embedded.text)),
            (Origin::BuiltIn | Origin::Personal { .. }, _) => Some(Source::Personal),
        }
    }

    /// Where the text of a movement is; none where there is no such movement.
    #[must_use]
    pub fn source_of_movement(&self, id: &MovementId) -> Option<Source> {
        if self.shelf().changes(id.as_str()) {
            return Some(Source::Personal);
        }
        let embedded = built_in::MOVEMENTS.iter().find(|movement| movement.id == id.as_str());
        embedded.map(|movement| Source::Embedded(movement.text))
    }

    /// Whether an embedded movement has this name.
    #[must_use]
    pub fn is_embedded_movement(id: &MovementId) -> bool {
        built_in::MOVEMENTS.iter().any(|movement| movement.id == id.as_str())
    }

    /// Whether an embedded routine has this name.
    #[must_use]
    pub fn is_embedded_routine(id: &RoutineId) -> bool {
        built_in::ROUTINES.iter().any(|routine| routine.id == id.as_str())
    }
}

/// The text of a routine's file with the texts of movements' files as `[[movement]]` tables at its end.
///
/// All of them are sound files: their comments and their layout stay, only the headers of their tables change.
#[must_use]
pub fn bundle<'t>(routine: &str, movements: impl IntoIterator<Item = &'t str>) -> String {
    let mut text = plain(routine).trim_end().to_owned() + "\n";
    for movement in movements {
        text += "\n[[movement]]\n";
        text += below("movement", plain(movement)).trim_end();
        text.push('\n');
    }
    text
}

/// A file's text without what is for editors only: a mark of its bytes, the name of a schema.
fn plain(text: &str) -> &str {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    match text.strip_prefix("#:schema") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    }
}

/// A TOML text as the content of a table called `name`: `[dose]` becomes `[name.dose]`.
fn below(name: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while !rest.is_empty() {
        let (blank, line) = rest.split_at(rest.len() - rest.trim_start_matches([' ', '\t']).len());
        out += blank;
        let end = if line.starts_with('[') {
            let (brackets, key) = line.split_at(if line.starts_with("[[") { 2 } else { 1 });
            let end = key.find('\n').map_or(key.len(), |at| at + 1);
            out += brackets;
            out += name;
            out.push('.');
            out += key[..end].trim_start_matches([' ', '\t']);
            brackets.len() + end
        } else {
            let end = statement(line);
            out += &line[..end];
            end
        };
        rest = &line[end..];
    }
    out
}

/// Where the line ends that begins with `text`, the lines of a list and of a long text included.
fn statement(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = text[at..].chars().next() {
        at += match next {
            '"' | '\'' => quoted(&text[at..]),
            '#' => text[at..].find('\n').unwrap_or(text.len() - at),
            '\n' if depth == 0 => return at + 1,
            '[' | '{' => {
                depth += 1;
                1
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                1
            }
            other => other.len_utf8(),
        };
    }
    at
}

/// How long the text in quotes is that `text` begins with.
fn quoted(text: &str) -> usize {
    let quote = &text[..1];
    let (long, escapes) = (quote.repeat(3), quote == "\"");
    let mark = if text.starts_with(&long) { long.as_str() } else { quote };
    let mut at = mark.len();
    while let Some(next) = text[at..].chars().next() {
        if text[at..].starts_with(mark) {
            at += mark.len();
            // A long text may end in quotes of its own.
            let own = text[at..].len() - text[at..].trim_start_matches(quote).len();
            return at + if mark.len() == long.len() { own.min(2) } else { 0 };
        }
        at += next.len_utf8();
        if escapes && next == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_headers_are_moved() {
        let text = "a = 1 # [no]\n[dose]\n  [[figure.pose]] # x\nlist = [\n  [1, 2],\n[3],\n]\n[ end ]\n";
        let moved = "a = 1 # [no]\n[m.dose]\n  [[m.figure.pose]] # x\nlist = [\n  [1, 2],\n[3],\n]\n[m.end ]\n";
        assert_eq!(below("m", text), moved);
    }

    #[test]
    fn what_stands_in_quotes_is_no_header() {
        for text in [
            "a = \"\"\"\n[dose]\n\"\"\"\n",
            "a = '''\n[dose]\n\\'''\n",
            "a = \"\"\"x\"\"\"\"\"\nb = 1\n",
            "a = \"\"\"\\\"\"\"\n[no]\"\"\"\n",
            "a = { b = \"}[\", c = ']' }\n",
            "a = \"\\\\\"\nb = 2\n",
            "a = \"\"\nb = ''\n",
        ] {
            assert_eq!(below("m", &format!("{text}[dose]\n")), format!("{text}[m.dose]\n"), "{text}");
        }
    }

    #[test]
    fn what_is_for_an_editor_stays_behind() {
        let movement = "\u{feff}#:schema x\nid = \"b\"\n[dose]\n";
        let whole = bundle("#:schema ./routine.schema.json\nid = \"a\"\n", [movement]);
        assert_eq!(whole, "id = \"a\"\n\n[[movement]]\nid = \"b\"\n[movement.dose]\n");
    }
}
