//! Reading a TOML file of a person strictly, all mistakes in one run.
//!
//! A [`Table`] is asked for its fields one by one. A field that is missing or wrong is noted with its place in the
//! file, and a stand-in is returned, so that the reading goes on to the next mistake; what was read is used only when
//! [`Notes`] holds no error at the end. The keys that were asked for are the keys there are: any other is unknown.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::nearest::nearest;
use super::{Code, Grade, Problem};
use crate::units::text;

mod field;
mod table;

pub(crate) use field::{Field, LIST};
pub(crate) use table::{MOST, Table};

/// The longest name, title or other short text, in characters.
pub(crate) const LINE: usize = 150;
/// The longest piece of prose, in characters.
pub(crate) const PROSE: usize = 1_000;
/// How many problems of a file are kept.
const KEPT: usize = 100;
/// The most of a stranger's text that is quoted in a message, in characters.
const QUOTED: usize = 40;

/// The tables of the settings that have a key of this name.
pub(crate) type TablesOf = fn(&str) -> Vec<&'static str>;

/// The problems found in a file so far, and its text to point into.
pub(crate) struct Notes<'s> {
    source: &'s str,
    /// The name of the file without its ending, where it has one.
    stem: Option<&'s str>,
    /// Of the settings alone: where else a key can stand.
    tables_of: Option<TablesOf>,
    problems: RefCell<Vec<Problem>>,
    errors: Cell<usize>,
    left_out: Cell<usize>,
    /// Whether the table being read is a figure's: what is wrong there costs the figure only.
    in_figure: Cell<bool>,
}

impl<'s> Notes<'s> {
    /// Nothing noted yet about a file with this text.
    pub(crate) fn new(source: &'s str, stem: Option<&'s str>, tables_of: Option<TablesOf>) -> Self {
        Self {
            source,
            stem,
            tables_of,
            problems: RefCell::default(),
            errors: Cell::new(0),
            left_out: Cell::new(0),
            in_figure: Cell::new(false),
        }
    }

    /// Notes a problem with a fix, where there is one.
    pub(crate) fn add_with(&self, code: Code, span: Range<usize>, message: impl Into<String>, hint: Option<String>) {
        let code = self.code(code);
        if code.grade() == Grade::Error {
            self.count_error();
        }
        self.keep(Problem { code, span, message: message.into(), hint });
    }

    /// Counts a problem nobody gets to read, where as many are kept as are said; whether it was counted.
    fn is_only_counted(&self, code: Code) -> bool {
        if !self.is_full() {
            return false;
        }
        if self.code(code).grade() == Grade::Error {
            self.count_error();
        }
        self.left_out.set(self.left_out.get() + 1);
        true
    }

    /// Reads a figure with `read`: what is wrong in it is noted as the figure's. Whether all was well.
    pub(crate) fn in_figure<T>(&self, read: impl FnOnce() -> T) -> (T, bool) {
        let before = self.problems.borrow().len() + self.left_out.get();
        self.in_figure.set(true);
        let read = read();
        self.in_figure.set(false);
        (read, self.problems.borrow().len() + self.left_out.get() == before)
    }

    /// The code of a problem where it stands.
    fn code(&self, code: Code) -> Code {
        if self.in_figure.get() { code.in_figure() } else { code }
    }

    /// Counts an error whose wording is settled later.
    fn count_error(&self) {
        if !self.in_figure.get() {
            self.errors.set(self.errors.get() + 1);
        }
    }

    fn keep(&self, problem: Problem) {
        if self.is_full() {
            self.left_out.set(self.left_out.get() + 1);
        } else {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// What the author most likely meant by `word`, as a fix; none when nobody would get to read it.
    pub(crate) fn did_you_mean<'c>(&self, word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<String> {
        self.nearest(word, known).map(|known| format!("did you mean `{known}`?"))
    }

    fn nearest<'c>(&self, word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
        if self.is_full() { None } else { nearest(word, known) }
    }

    /// The name of the file without its ending, where it has one.
    pub(super) fn stem(&self) -> Option<&'s str> {
        self.stem
    }

    /// The heading that a setting belongs below, where it stands below none.
    fn heading_of(&self, key: &str) -> Option<String> {
        let tables = self.tables_of?(key);
        (!tables.is_empty()).then(|| tables.join("]` or `["))
    }

    /// How many errors were noted so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors.get()
    }

    fn is_full(&self) -> bool {
        self.problems.borrow().len() == KEPT
    }

    /// The problems, and how many more there were than are kept.
    pub(crate) fn into_parts(self) -> (Vec<Problem>, usize) {
        (self.problems.into_inner(), self.left_out.get())
    }
}

/// A stranger's text for a message: cleaned, shortened, in backticks.
pub(crate) fn quote(raw: &str) -> String {
    format!("`{}`", shorten(raw))
}

fn shorten(raw: &str) -> String {
    let head: String = raw.chars().take(QUOTED).collect();
    let dots = if head.len() < raw.len() { "…" } else { "" };
    format!("{}{dots}", text::clean(&head))
}
