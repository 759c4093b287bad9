//! What is said about a file that is no TOML: which mistake of a person it most likely is, and what to write instead.
//!
//! The parser says where it stumbled and what it could have taken; a person wants to know what to type. So the lines
//! the parser complains of are read once more, loosely, and the commonest slips are told apart: a quote that is missing, a
//! word without quotes, a colon, a heading with a bracket too few, a list left open three lines above. What is none of them
//! is said in the parser's words.

mod heading;
mod value;

pub(super) use value::amount;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::reader::quote;
use super::{Code, FileKind, Problem};
use crate::units::text;

/// The most syntax errors that are said of a file; the rest of such a file is guesswork.
const MOST: usize = 20;
/// The longest line that is written out in a fix, in characters.
const LINE: usize = 90;

/// Where a sound file can be seen.
const A_WHOLE_FILE: &str = "`unhunch new my-back --stdout` shows a whole file";

/// A slip that was recognised.
pub(super) struct Slip {
    span: Range<usize>,
    message: String,
    hint: String,
    reach: Reach,
}

/// How far the consequences of a slip go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The line.
    Line,
    /// Everything below.
    Rest,
}

impl Slip {
    fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: hint.into(), reach: Reach::Line }
    }

    fn with_all_below(self) -> Self {
        Self { reach: Reach::Rest, ..self }
    }
}

/// What the parser complains of, by the line it stands on.
pub(super) struct Complaint<'e> {
    /// Where it stumbled.
    pub(super) span: Range<usize>,
    /// Its words.
    pub(super) message: &'e str,
}

/// What to say of these complaints, one problem a line at most, in the order of the file, and on how many more lines there
/// are some. A file of no kind is the settings.
pub(super) fn problems(
    source: &str,
    lines: &Lines<'_>,
    complaints: Vec<Complaint<'_>>,
    kind: Option<FileKind>,
) -> (Vec<Problem>, usize) {
    let (mut problems, left_out) = slips_and_complaints(source, lines, complaints);
    if kind.is_none() {
        for hint in problems.iter_mut().filter_map(|problem| problem.hint.as_mut()) {
            *hint = hint.replace(A_WHOLE_FILE, "`unhunch config --sample` shows a whole file");
        }
    }
    (problems, left_out)
}

fn slips_and_complaints(source: &str, lines: &Lines<'_>, complaints: Vec<Complaint<'_>>) -> (Vec<Problem>, usize) {
    let mut by_line: BTreeMap<usize, Complaint<'_>> = BTreeMap::new();
    for complaint in complaints {
        let line = lines.holding(complaint.span.start);
        by_line.entry(line).or_insert(complaint);
    }
    let mut problems = Vec::new();
    // Up to this line everything is said.
    let mut said = 0;
    // A whole file without a single key is no file of ours.
    if !source.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(['=', ':', '['])) {
        let first = source.len() - source.trim_start().len();
        let end = source[first..].find('\n').map_or(source.len(), |end| first + end);
        let message = "there is no `key = value` in this file at all".to_owned();
        let hint = format!("write lines like `key = \"value\"`; {A_WHOLE_FILE}");
        return (vec![syntax(first..end, message, Some(hint))], 0);
    }
    let mut below_a_double = false;
    let mut slips = BTreeSet::new();
    let mut passed = 0;
    let mut walk = Walk { source, lines, line: 0, section: None };
    while let Some(statement) = walk.next(&by_line) {
        // What is left open is complained of wherever the parser gave up waiting for its end.
        let last = match &statement.slip {
            Some(Slip { reach: Reach::Rest, .. }) => usize::MAX,
            Some(_) | None => statement.lines.end,
        };
        let first = statement.lines.start.max(said);
        let Some((at, complaint)) = by_line.range(first..last.max(first)).next() else { continue };
        let is_twice = complaint.message.starts_with("duplicate key");
        let (problem, reach) = match statement.slip {
            Some(slip) => {
                slips.insert(statement.lines.start);
                (syntax(slip.span, slip.message, Some(slip.hint)), slip.reach)
            }
            // Under a heading that stands twice everything else does too.
            None if is_twice => {
                let is_heading = lines.text(*at).trim_start().starts_with('[');
                if below_a_double && !is_heading {
                    continue;
                }
                below_a_double = is_heading;
                let first = if is_heading { heading::first(lines, *at) } else { None };
                // A heading that was said to be wrong already is why this one seems to be.
                if first.is_some_and(|first| slips.contains(&first)) {
                    passed += 1;
                    if passed > MOST {
                        return (problems, 0);
                    }
                    continue;
                }
                (duplicate(lines, *at, statement.section.map_or("", |line| lines.text(line).trim())), Reach::Line)
            }
            None => (plain(complaint, source), Reach::Line),
        };
        problems.push(problem);
        said = statement.lines.end;
        if reach == Reach::Rest {
            return (problems, 0);
        }
        if problems.len() == MOST {
            return (problems, by_line.range(said..).count());
        }
    }
    if problems.is_empty()
        && let Some(complaint) = by_line.values().next()
    {
        problems.push(plain(complaint, source));
    }
    (problems, 0)
}

fn syntax(span: Range<usize>, message: String, hint: Option<String>) -> Problem {
    Problem { code: Code::Syntax, span, message, hint }
}

/// What the parser says, where nothing better is known.
fn plain(complaint: &Complaint<'_>, source: &str) -> Problem {
    let end = complaint.span.end.max(complaint.span.start);
    let span = complaint.span.start.min(source.len())..end.min(source.len());
    let message = format!("this line cannot be read: {}", text::clean(complaint.message));
    let hint = "a line is `key = value`, a heading in brackets like `[[steps]]`, or a comment that begins with `#`";
    syntax(span, message, Some(hint.to_owned()))
}

/// A key or a heading that stands twice.
fn duplicate(lines: &Lines<'_>, at: usize, section: &str) -> Problem {
    let line = lines.text(at);
    let begin = lines.start(at) + (line.len() - line.trim_start().len());
    let end = lines.start(at) + line.trim_end().len();
    if line.trim_start().starts_with('[') {
        let (message, hint) = heading::twice(lines, at);
        return syntax(begin..end, message, Some(hint));
    }
    let key = line.split('=').next().unwrap_or(line).trim();
    let same = |line: &str| line.split_once('=').is_some_and(|(other, _)| other.trim() == key);
    let section_of = |line: &str| line.trim_start().starts_with('[');
    let before = (0..at).rev().take_while(|at| !section_of(lines.text(*at)));
    let first = before.filter(|at| same(lines.text(*at))).last();
    let message = match first {
        Some(first) => format!("{} stands twice here, on line {} too", quote(key), first + 1),
        None => format!("{} stands twice", quote(key)),
    };
    let hint = match section {
        "[[steps]]" => "keep one of the two lines, or begin another step with a line `[[steps]]` above this one",
        _ => "keep one of the two lines",
    };
    syntax(begin..begin + key.len().max(1), message, Some(hint.to_owned()))
}

/// A stretch of the file that says one thing: a heading, a key and its value, a comment.
struct Statement {
    /// The lines it takes.
    lines: Range<usize>,
    /// The line of the heading it stands under.
    section: Option<usize>,
    slip: Option<Slip>,
}

/// Goes through a file statement by statement.
struct Walk<'s, 'l> {
    source: &'s str,
    lines: &'l Lines<'s>,
    line: usize,
    section: Option<usize>,
}

impl Walk<'_, '_> {
    /// The next statement. Only where there are complaints is it looked at closely.
    fn next(&mut self, complaints: &BTreeMap<usize, Complaint<'_>>) -> Option<Statement> {
        let first = self.line;
        if first >= self.lines.count() {
            return None;
        }
        let line = self.lines.text(first);
        let text = line.trim_end_matches(['\n', '\r']);
        let start = self.lines.start(first);
        let section = self.section;
        let trimmed = text.trim();
        let begin = start + (text.len() - text.trim_start().len());
        self.line = first + 1;
        let mut slip = if trimmed.is_empty() || trimmed.starts_with('#') {
            None
        } else if trimmed.starts_with('[') {
            self.section = Some(first);
            if complaints.contains_key(&first) { heading::slip(trimmed, begin) } else { None }
        } else {
            let (slip, end) = self.key_and_value(trimmed, begin);
            self.line = self.lines.holding(end.min(self.source.len())).max(first) + 1;
            slip
        };
        // A text that was broken into two lines: the second is no mistake of its own.
        if let Some(slip) = slip.as_mut().filter(|_| self.line == first + 1) {
            let mut whole = trimmed.to_owned();
            while self.line < self.lines.count()
                && complaints.contains_key(&self.line)
                && is_the_rest_of_a_text(self.lines.text(self.line))
            {
                whole.push(' ');
                whole.push_str(self.lines.text(self.line).trim());
                self.line += 1;
            }
            if self.line > first + 1 {
                "the text that begins here goes on in the next line".clone_into(&mut slip.message);
                slip.hint = if whole.chars().count() > LINE {
                    "put all of it on one line".to_owned()
                } else {
                    format!("write it on one line: `{}`", text::clean(&whole))
                };
            }
        }
        Some(Statement { lines: first..self.line, section, slip })
    }

    /// Reads `key = value` loosely: what is wrong with it, and where it ends.
    fn key_and_value(&self, text: &str, begin: usize) -> (Option<Slip>, usize) {
        let end = begin + text.len();
        let whole = begin..end;
        if let Some(slip) = no_assignment(text, whole.clone()) {
            return (Some(slip), end);
        }
        let Some(equals) = assignment(text) else { return (None, end) };
        let key = text[..equals].trim();
        if let Some(slip) = wrong_key(key, text, equals, begin) {
            return (Some(slip), end);
        }
        let mut value_at = equals + 1;
        if text[value_at..].starts_with('=') {
            value_at += text[value_at..].len() - text[value_at..].trim_start_matches(['=', ' ']).len();
            let hint = fixed(key, text[value_at..].trim());
            return (Some(Slip::new(begin + equals..begin + value_at, "there are two `=`", hint)), end);
        }
        value::slip(self.source, key, begin + value_at)
    }
}

/// Where the `=` between key and value stands.
fn assignment(text: &str) -> Option<usize> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let close = text[1..].find(quote)? + 2;
            Some(close + text[close..].find('=')?)
        }
        _ => text.find('='),
    }
}

/// A line without `=` where one is needed.
fn no_assignment(text: &str, span: Range<usize>) -> Option<Slip> {
    for mark in ["//", "--", ";", "/*", "<!--", "%"] {
        if let Some(rest) = text.strip_prefix(mark) {
            let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-*/>".contains(c));
            let hint = format!("write `# {}`", short(rest));
            return Some(Slip::new(span, format!("a comment begins with `#`, not with `{mark}`"), hint));
        }
    }
    if text.starts_with(['{', '<']) {
        let hint = format!("write lines like `key = \"value\"`; {A_WHOLE_FILE}");
        return Some(Slip::new(span, "this is no TOML but another kind of file", hint).with_all_below());
    }
    if text.starts_with([']', '}', ',']) {
        return Some(Slip::new(span, format!("{} closes nothing that is open here", quote(text)), "take it out"));
    }
    let colon = text.find(':').filter(|colon| {
        let key = text[..*colon].trim().trim_start_matches("- ").trim();
        !key.is_empty() && is_bare(key) && assignment(text).is_none_or(|equals| *colon < equals)
    });
    if let Some(colon) = colon {
        let key = text[..colon].trim_start_matches("- ").trim();
        let value = text[colon + 1..].trim();
        let at = span.start + colon..span.start + colon + 1;
        let hint = match (key, value) {
            ("steps" | "movements" | "movement", "") => "write `[[steps]]` above each step".to_owned(),
            (_, "") => format!("write `{} = ` and a value", text::clean(key)),
            _ => fixed(key, value),
        };
        return Some(Slip::new(at, format!("expected `=` after {}, found `:`", quote(key)), hint));
    }
    if assignment(text).is_some() {
        return None;
    }
    let (key, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    if key == "-" {
        let hint = format!("write `[[steps]]` on a line and `movement = \"{}\"` on the next", short(rest));
        return Some(Slip::new(span, "a list of steps is not written with `-`", hint));
    }
    if is_bare(key) && rest.starts_with(['"', '\'', '[', '“']) {
        return Some(Slip::new(span, format!("expected `=` between {} and its value", quote(key)), fixed(key, rest)));
    }
    if is_bare(key) && rest.is_empty() {
        let hint = format!("write `{key} = ` and a value, or take the line out");
        return Some(Slip::new(span, format!("expected `=` and a value after {}", quote(key)), hint));
    }
    let hint = "if it belongs to the text of the line above, put all of it on one line between the quotes; if it is a \
                remark, begin it with `#`";
    Some(Slip::new(span, "this line has no `=`: it is no key with a value", hint))
}

fn wrong_key(key: &str, text: &str, equals: usize, begin: usize) -> Option<Slip> {
    let span = begin..begin + key.len().max(1);
    let value = text[equals + 1..].trim();
    if key.is_empty() {
        return Some(Slip::new(
            span,
            "there is no key before the `=`",
            "write first which key it is for, like `kit = ...`, or take the line out",
        ));
    }
    if key.starts_with(['"', '\'']) || key.split('.').all(|part| is_bare(part.trim())) {
        return None;
    }
    let plain = key.trim_matches(['“', '”', '"', '\'', '`', '*']).to_lowercase();
    let mended: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mended = mended.join("_");
    let message = format!("{} is no key: a key is one word of letters a to z, with `_` for a space", quote(key));
    let hint = if mended.is_empty() || key.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        "take the line out, or make it a remark with `#`; the keys are English words, like `title`".to_owned()
    } else {
        fixed(&mended, value)
    };
    Some(Slip::new(span, message, hint))
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn is_the_rest_of_a_text(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(['"', '\'', '”']) && assignment(line).is_none() && !line.starts_with(['"', '\'', '[', '#'])
}

/// The line as it should be written, as a fix.
fn fixed(key: &str, value: &str) -> String {
    let line = format!("{key} = {}", value::mended(value));
    if line.chars().count() > LINE {
        return format!("write `{} = \"...\"`, the whole text between two straight quotes", text::clean(key));
    }
    format!("write `{}`", text::clean(&line))
}

/// A stranger's text for a fix.
fn short(text: &str) -> String {
    let head: String = text.chars().take(LINE).collect();
    text::clean(head.trim()).into_owned()
}

/// The lines of a text, counted from 0.
pub(super) struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { source, starts }
    }

    /// The line that holds this byte.
    pub(super) fn holding(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    pub(super) fn text(&self, line: usize) -> &'s str {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.source.len());
        &self.source[self.starts[line]..end]
    }

    fn start(&self, line: usize) -> usize {
        self.starts[line]
    }

    fn count(&self) -> usize {
        self.starts.len()
    }
}
