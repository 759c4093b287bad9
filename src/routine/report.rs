use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Code, Grade, Problem};
use crate::units::text;

/// Everything that is wrong with one file, ready to be shown to the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the file; safe to show.
    file: String,
    /// The text of the file; none where it could not be read.
    source: Option<String>,
    /// In the order of the file.
    problems: Vec<Problem>,
    /// How many more there were than are kept.
    left_out: usize,
    /// Where the lines of the text begin; empty where there is no problem that stands in one.
    lines: Vec<usize>,
}

/// What some editors begin a file with; it is no part of the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Whether a report is for a terminal with colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Text only.
    Plain,
    /// With colours and weights.
    Coloured,
}

/// How many columns a line of the file may take.
const COLUMNS: usize = 100;
/// The most of a line that is looked at on either side of a problem, and of the problem itself, in characters.
const AROUND: usize = 400;
const WITHIN: usize = 400;

/// Where something stands in a file, both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

impl Report {
    /// The report about `file`, whose text is `source`.
    pub(super) fn new(file: &str, source: Option<String>, mut problems: Vec<Problem>, left_out: usize) -> Self {
        let file = text::clean(file).into_owned();
        // The parser may point behind the last byte.
        let end = source.as_ref().map_or(usize::MAX, String::len);
        for problem in &mut problems {
            problem.span = problem.span.start.min(end)..problem.span.end.min(end);
        }
        let mut report = Self { file, source, problems, left_out, lines: Vec::new() };
        report.put_in_order();
        report
    }

    /// Adds what is only known with other files at hand.
    pub(super) fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        self.problems.sort_by_key(|problem| (problem.span.start, problem.span.end, problem.code));
        if self.lines.is_empty()
            && !self.problems.is_empty()
            && let Some(source) = &self.source
        {
            self.lines.push(0);
            self.lines.extend(source.match_indices('\n').map(|(at, _)| at + 1));
        }
    }

    /// Takes out what another problem says better.
    pub(super) fn take_out(&mut self, code: Code) {
        self.problems.retain(|problem| problem.code != code);
    }

    /// The name of the file, safe to show.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What is wrong, in the order of the file.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the file cannot run.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.left_out > 0 || self.problems.iter().any(|problem| problem.grade() == Grade::Error)
    }

    /// Whether there is nothing to say about the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many problems there were beyond those kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Where a problem of this report stands; none where the file could not be read.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> Option<Position> {
        self.excerpt(problem).map(|excerpt| excerpt.position)
    }

    /// Each problem in one line: `file:line:col: error[U012]: message`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.problems.iter().map(|problem| self.line(problem)).collect();
        if self.left_out > 0 {
            lines.push(format!("{}: {}", self.file, more(self.left_out)));
        }
        lines
    }

    /// The same with the fixes.
    #[must_use]
    pub fn short(&self) -> Vec<String> {
        let with_fix = |problem: &Problem| match &problem.hint {
            Some(hint) => format!("{}; {hint}", self.line(problem)),
            None => self.line(problem),
        };
        let more = (self.left_out > 0).then(|| format!("{}: {}", self.file, more(self.left_out)));
        self.problems.iter().map(with_fix).chain(more).collect()
    }

    /// The report in full: each problem with its line of the file, a caret and a fix.
    #[must_use]
    pub fn render(&self, paint: Paint) -> String {
        let renderer = match paint {
            Paint::Plain => Renderer::plain(),
            Paint::Coloured => Renderer::styled(),
        }
        .term_width(COLUMNS);
        let mut parts: Vec<String> = self.problems.iter().map(|problem| self.snippet(problem, &renderer)).collect();
        if self.left_out > 0 {
            parts.push(format!("{}: {}", self.file, more(self.left_out)));
        }
        parts.join("\n\n") + "\n"
    }

    fn line(&self, problem: &Problem) -> String {
        let Problem { code, message, .. } = problem;
        let (file, grade) = (&self.file, problem.grade().word());
        match self.position(problem) {
            Some(Position { line, column }) => format!("{file}:{line}:{column}: {grade}[{code}]: {message}"),
            None => format!("{file}: {grade}[{code}]: {message}"),
        }
    }

    fn snippet(&self, problem: &Problem, renderer: &Renderer) -> String {
        let level = match problem.grade() {
            Grade::Warning => Level::WARNING,
            Grade::FigureError => Level::ERROR.with_name(Grade::FigureError.word()),
            Grade::Error => Level::ERROR,
        };
        let title = level.primary_title(&problem.message).id(problem.code.as_str());
        let mut group = match self.excerpt(problem) {
            Some(excerpt) => {
                let annotation = AnnotationKind::Primary.span(excerpt.span);
                let snippet = Snippet::source(excerpt.text).line_start(excerpt.position.line).annotation(annotation);
                match excerpt.left {
                    Left::Whole => title.element(snippet.path(&self.file)),
                    // The renderer would count the column from where the line was cut.
                    Left::Cut => {
                        let Position { line, column } = excerpt.position;
                        title.element(Origin::path(&self.file).line(line).char_column(column)).element(snippet)
                    }
                }
            }
            None => title.element(Origin::path(&self.file)),
        };
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.message(hint));
        }
        renderer.render(&[group])
    }

    /// The first line a problem is about, cleaned piece by piece so that the caret stays under what it points at. Of a
    /// very long line it is the part around the problem.
    fn excerpt(&self, problem: &Problem) -> Option<Excerpt> {
        let source = self.source.as_deref()?;
        let start = floor(source, problem.span.start);
        let line = self.lines.partition_point(|begin| *begin <= start).max(1);
        let line_start = self.lines.get(line - 1).copied().unwrap_or(0);
        let line_end = self.lines.get(line).map_or(source.len(), |next| next - 1);
        let line_end = line_end - usize::from(source[line_start..line_end].ends_with('\r'));
        let start = start.min(line_end);
        let end = floor(source, problem.span.end).clamp(start, line_end);
        let before = &source[line_start..start];
        let before = if line == 1 { before.trim_start_matches(BYTE_ORDER_MARK) } else { before };
        let column = before.chars().count() + 1;
        let left = if column > AROUND { Left::Cut } else { Left::Whole };
        let before = last(before, AROUND);
        let within = first(&source[start..end], WITHIN);
        let after = first(&source[end..line_end], AROUND);
        // A pile of marks that goes on in the next piece is one pile, so the line is cleaned once more as a whole.
        let upto = |text: &str| text::clean(text).len();
        let whole = before.clone() + &within + &after;
        let span = upto(&before)..upto(&whole[..before.len() + within.len()]);
        let text = text::clean(&whole).into_owned();
        Some(Excerpt { text, span, left, position: Position { line, column } })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Paint::Plain))
    }
}

/// One line of a file, safe to show.
struct Excerpt {
    text: String,
    span: Range<usize>,
    left: Left,
    position: Position,
}

/// Whether the line is there from its beginning.
enum Left {
    Cut,
    Whole,
}

/// The first characters of a text, cleaned; dots stand for the rest.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", text::clean(&text[..cut])),
        None => text::clean(text).into_owned(),
    }
}

/// The last characters of a text, cleaned; dots stand for the rest.
fn last(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        Some((cut, c)) => format!("…{}", text::clean(&text[cut + c.len_utf8()..])),
        None => text::clean(text).into_owned(),
    }
}

fn more(count: usize) -> String {
    format!("and {count} more problem{}", if count == 1 { "" } else { "s" })
}

/// The nearest character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}
