use std::cell::{Cell, RefCell};
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::DeTable;

use super::field::choice;
use super::{Field, Notes};
use crate::routine::vocabulary::Word;
use crate::routine::{Code, Problem};

/// The most keys in a table whose keys are not known beforehand.
pub(crate) const MOST: usize = 50;

/// A table of the file: the whole of it, `[dose]`, one of `[[steps]]`.
pub(crate) struct Table<'t> {
    entries: &'t DeTable<'t>,
    span: Range<usize>,
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    /// The keys that should be there and are not, each with what to write.
    missing: RefCell<Vec<(&'static str, Option<String>)>>,
    /// Whether any key may stand in it.
    open: Cell<bool>,
    notes: &'t Notes<'t>,
}

/// The table as a whole.
impl<'t> Table<'t> {
    /// Reads the whole file with `read`, then notes every key that `read` did not ask for.
    pub(crate) fn read_root<T>(
        entries: &'t DeTable<'t>,
        what: &'static str,
        notes: &'t Notes<'t>,
        read: impl FnOnce(&Self) -> T,
    ) -> T {
        Self::new(entries, 0..0, what, notes).read_with(read)
    }

    pub(super) fn new(entries: &'t DeTable<'t>, span: Range<usize>, what: &'static str, notes: &'t Notes<'t>) -> Self {
        Self {
            entries,
            span,
            what,
            asked: RefCell::default(),
            missing: RefCell::default(),
            open: Cell::new(false),
            notes,
        }
    }

    /// Where problems are noted.
    pub(crate) fn notes(&self) -> &'t Notes<'t> {
        self.notes
    }

    /// Where the table begins.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the value of a key stands, or else the table.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.entries.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Where the value of a key in the table under another stands, or else that table.
    pub(crate) fn span_in(&self, outer: &str, inner: &str) -> Range<usize> {
        let table = self.entries.get(outer).and_then(|outer| outer.get_ref().as_table());
        table.and_then(|table| table.get(inner)).map_or_else(|| self.span_of(outer), Spanned::span)
    }

    /// The value of a key, if it is there.
    pub(crate) fn maybe(&self, key: &'static str) -> Option<Field<'t>> {
        self.asked.borrow_mut().push(key);
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Field::new(key, value, self.notes))
    }

    /// The value of a key that must be there; `hint` says what to write when it is not.
    pub(crate) fn must(&self, key: &'static str, hint: Option<&str>) -> Option<Field<'t>> {
        let field = self.maybe(key);
        if field.is_none() {
            self.notes.count_error();
            let hint = hint.map_or_else(|| usual(key), str::to_owned);
            self.missing.borrow_mut().push((key, Some(hint)));
        }
        field
    }

    /// Whether it is the file as a whole.
    pub(in crate::routine) fn is_root(&self) -> bool {
        self.span == (0..0)
    }

    /// Notes that a key that must be there is not, in other words than the usual.
    pub(in crate::routine) fn lacks(&self, key: &'static str, hint: &str) {
        self.notes.count_error();
        self.missing.borrow_mut().push((key, Some(hint.to_owned())));
    }

    /// The texts that stand under `inner` in the tables of the list `key`, whatever else is wrong with them.
    pub(crate) fn names_in(&self, key: &str, inner: &str) -> Vec<&'t str> {
        let tables = self.entries.get(key).and_then(|value| value.get_ref().as_array());
        let names = tables.into_iter().flat_map(|tables| tables.iter());
        names.filter_map(|table| table.get_ref().as_table()?.get(inner)?.get_ref().as_str()).collect()
    }

    /// What `read` makes of every key and value, for a table whose keys are not known beforehand.
    pub(crate) fn every<T>(&self, read: impl Fn(&'t str, &Field<'t>) -> Option<T>) -> Vec<T> {
        self.open.set(true);
        if let Some((surplus, _)) = self.entries.iter().nth(MOST) {
            let message = format!("expected at most {MOST} keys in {}, found {}", self.what, self.entries.len());
            self.notes.add_with(Code::TooLong, surplus.span(), message, Some("take some out".to_owned()));
        }
        self.entries
            .iter()
            .take(MOST)
            .filter_map(|(key, value)| read(key.get_ref(), &Field::new(key, value, self.notes)))
            .collect()
    }

    pub(super) fn read_with<T>(self, read: impl FnOnce(&Self) -> T) -> T {
        let read = read(&self);
        if !self.open.get() {
            self.note_unknown_keys();
        }
        let at_the_top = |hint: String| match hint.strip_prefix("add a line") {
            // Below a heading it would be a key of that.
            Some(line) if self.is_root() && !line.starts_with(" `[") => format!("add at the top a line{line}"),
            Some(_) | None => hint,
        };
        // Headings come after the lines of the file as a whole.
        let (headings, lines): (Vec<_>, Vec<_>) = self.missing.take().into_iter().partition(|(_, hint)| {
            hint.as_ref().is_some_and(|hint| hint.contains("a line `[") || hint.starts_with("write `["))
        });
        for (key, hint) in lines.into_iter().chain(headings) {
            let hint = hint.map(at_the_top);
            let message = format!("{} must have the key `{key}`", self.what);
            let code = self.notes.code(Code::MissingKey);
            self.notes.keep(Problem { code, span: self.span(), message, hint });
        }
        read
    }

    /// Notes every key that was not asked for. One that is meant for a missing key is one mistake, not two.
    fn note_unknown_keys(&self) {
        let asked = self.asked.borrow();
        for (key, value) in self.entries.iter().filter(|(key, _)| !asked.contains(&key.get_ref().as_ref())) {
            if self.notes.is_only_counted(Code::UnknownKey) {
                continue;
            }
            let field = Field::new(key, value, self.notes);
            let message = format!("unknown key {} in {}", field.name, self.what);
            let meant = synonym(key.get_ref()).filter(|meant| asked.contains(meant));
            // What is a key elsewhere is no slip of the finger, however near it is to one of these.
            let heading = || self.notes.heading_of(key.get_ref()).filter(|_| self.is_root());
            let below = || heading().map(|table| format!("put the line below a line `[{table}]`"));
            let elsewhere = elsewhere(key.get_ref(), self.what, &asked).or_else(below).filter(|_| meant.is_none());
            let near = || self.notes.nearest(key.get_ref(), asked.iter().copied());
            let meant = if elsewhere.is_some() { None } else { meant.or_else(near) };
            let hint = match (elsewhere, meant) {
                (Some(hint), _) => hint,
                (None, Some(meant)) => format!("did you mean `{meant}`?"),
                (None, None) => take_out(&asked),
            };
            self.notes.add_with(Code::UnknownKey, field.key_span, message, Some(hint));
            self.missing.borrow_mut().retain(|(missing, _)| meant != Some(*missing));
        }
    }
}

/// What to write for a key that must be there.
fn usual(key: &str) -> String {
    let value = match key {
        "title" => "\"Back at my desk\"",
        "name" => "\"Side lean\"",
        "setup" => "\"Sit tall, feet flat.\"",
        "steps" => "[\"Lean to one side.\", \"Come back.\"]",
        "cue" => "\"Lean to one side.\"",
        "in" => "\"4s\"",
        "out" => "\"6s\"",
        _ => "\"...\"",
    };
    format!("add a line `{key} = {value}`")
}

fn one_of<W: Word>(key: &str) -> String {
    format!("add a line `{key} = \"{}\"`, or with another of: {}", W::all()[0].in_a_file(), choice::<W>())
}

fn some_of<W: Word>(key: &str) -> String {
    format!("add a line `{key} = [\"{}\"]`, with one or more of: {}", W::all()[0].in_a_file(), choice::<W>())
}

/// The key somebody means who writes another word for it.
fn synonym(key: &str) -> Option<&'static str> {
    Some(match key.to_lowercase().as_str() {
        "repetitions" | "repeats" | "times" | "sets" | "count" => "reps",
        "duration" | "seconds" | "secs" | "length" => "hold",
        "exercise" | "exercises" | "stretch" => "movement",
        "pause" | "break" => "rest",
        "warmup" | "warm-up" => "warm_up",
        "equipment" | "needed" => "kit",
        "name" => "title",
        "title" => "name",
        "contraindications" | "not_for" => "avoid",
        "alternatives" | "instead" => "swaps",
        "breathing" => "breath",
        "instructions" | "how" => "steps",
        "description" => "when",
        "colors" => "colours",
        _ => return None,
    })
}

/// What to do about a key that belongs somewhere else.
fn elsewhere(key: &str, what: &str, known: &[&str]) -> Option<String> {
    const OF_A_ROUTINE: [&str; 11] =
        ["id", "title", "place", "kit", "when", "warm_up", "safety", "level", "options", "article", "sources"];
    match (what, key) {
        ("a step", key) if OF_A_ROUTINE.contains(&key) => {
            Some("move the line up, above the first `[[steps]]`: below a heading it belongs to that step".to_owned())
        }
        ("a routine", "dose") => Some(
            "a dose belongs to a movement: write `[movement.dose]` for one of this file, or `hold`, `reps` and `rest` in a step"
                .to_owned(),
        ),
        ("a routine", "minutes" | "seconds" | "total" | "length" | "duration" | "time") => {
            Some("take it out: the length is worked out from the steps".to_owned())
        }
        ("a routine", key) if ["movement", "hold", "rep", "reps", "rest", "swaps"].contains(&key) && known.contains(&"steps") => {
            Some("put the line below a line `[[steps]]`: it belongs to a step".to_owned())
        }
        _ => None,
    }
}

/// What to do about a key that is like no other: the keys it could be, where they are few enough to be read.
fn take_out(known: &[&str]) -> String {
    if known.len() > MOST_NAMED {
        return "take it out".to_owned();
    }
    let named: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
    format!("take it out, or write one of {}", named.join(", "))
}

/// The most keys that are named in one line.
const MOST_NAMED: usize = 16;

/// Its fields, by what is expected of them.
impl Table<'_> {
    /// A text that must be there with something in it.
    pub(crate) fn text(&self, key: &'static str, longest: usize) -> String {
        self.must(key, None).and_then(|field| field.text(longest)).unwrap_or_default()
    }

    /// A text that may be left out.
    pub(crate) fn maybe_text(&self, key: &'static str, longest: usize) -> Option<String> {
        self.maybe(key)?.text(longest)
    }

    /// A list of texts with at least one in it.
    pub(crate) fn texts(&self, key: &'static str, longest: usize) -> Vec<String> {
        self.must(key, None).map_or_else(Vec::new, |field| field.some(|item| item.text(longest)))
    }

    /// A list of texts that may be left out.
    pub(crate) fn maybe_texts(&self, key: &'static str, longest: usize) -> Vec<String> {
        self.maybe(key).map_or_else(Vec::new, |field| field.each(|item| item.text(longest)))
    }

    /// A word of a closed list.
    pub(crate) fn word<W: Word>(&self, key: &'static str) -> W {
        self.must(key, Some(&one_of::<W>(key))).and_then(|field| field.word()).unwrap_or(W::all()[0])
    }

    /// A word of a closed list that may be left out.
    pub(crate) fn maybe_word<W: Word>(&self, key: &'static str) -> Option<W> {
        self.maybe(key)?.word()
    }

    /// A list of words with at least one in it.
    pub(crate) fn words<W: Word + PartialEq>(&self, key: &'static str) -> Vec<W> {
        self.must(key, Some(&some_of::<W>(key))).map_or_else(Vec::new, |field| field.some(Field::word))
    }

    /// A list of words that may be left out.
    pub(crate) fn maybe_words<W: Word + PartialEq>(&self, key: &'static str) -> Vec<W> {
        self.maybe(key).map_or_else(Vec::new, |field| field.each(Field::word))
    }

    /// An amount of time that may be left out.
    pub(crate) fn amount(&self, key: &'static str) -> Option<Duration> {
        self.maybe(key)?.amount(Duration::ZERO)
    }

    /// A whole number that may be left out.
    pub(crate) fn count(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        self.maybe(key)?.count(range)
    }

    /// Yes or no; no when left out.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.maybe(key).and_then(|field| field.flag()).unwrap_or(false)
    }

    /// A table that may be left out.
    pub(crate) fn table<T>(&self, key: &'static str, what: &'static str, read: impl FnOnce(&Self) -> T) -> Option<T> {
        self.maybe(key)?.table(what, read)
    }

    /// A list of tables, at most `most` of them; `code` is what more of them are.
    pub(crate) fn tables<T>(
        &self,
        key: &'static str,
        what: &'static str,
        (most, code): (usize, Code),
        mut read: impl FnMut(&Self) -> T,
    ) -> Vec<T> {
        let Some(items) = self.maybe(key).and_then(|field| field.list()) else { return Vec::new() };
        if let Some(surplus) = items.get(most) {
            let message = format!("expected at most {most} `[[{key}]]` tables, found {}", items.len());
            let hint = format!("take {} of them out, or make two files of it", items.len() - most);
            self.notes.add_with(code, surplus.span(), message, Some(hint));
        }
        items.into_iter().take(most).filter_map(|item| item.table(what, &mut read)).collect()
    }
}
