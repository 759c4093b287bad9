//! The bytes of a file, up to the point where its fields are read.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use super::bounds::{self, Excess};
use super::reader::{Notes, Table, TablesOf, quote};
use super::report::BYTE_ORDER_MARK;
use super::shelf::{Author, Shelf, Sight};
use super::syntax::{self, Complaint, Lines};
use super::{
    Code, Digest, FileKind, Movement, Origin, Problem, Report, Routine, built_in, movement_file, routine_file,
};
use crate::units::text;

/// The largest file that is read, in bytes (`routines/FILES.md`).
pub const FILE_LIMIT: usize = 256 * 1024;

/// What a file is called that comes through a pipe; it has no name that its id could be.
pub const STDIN: &str = "<stdin>";

/// Whose file is read.
#[derive(Clone, Copy)]
enum Text<'a> {
    /// One of ours: a test has looked at it as one looks at a stranger's.
    Ours(&'a str),
    /// A person's, or why it could not be read.
    Theirs(Result<&'a [u8], &'a str>),
}

/// A file of a person by what it is for.
#[derive(Clone, Copy)]
enum What {
    /// A movement or a routine.
    File(FileKind),
    /// The settings, and the tables each key of theirs can stand in.
    Settings(TablesOf),
}

/// What came of reading a file: what it says, unless it has errors, and what there is to say about it.
pub(super) struct Reading<T> {
    /// What it says.
    pub(super) value: Option<T>,
    /// What is wrong with it; it may be warnings only.
    pub(super) report: Report,
    /// The id it gives itself and where that stands, whatever else is wrong with it.
    pub(super) id: Option<(String, Range<usize>)>,
}

/// Reads a personal routine. `bytes` is the file, or why it could not be read.
pub(super) fn routine(name: &str, bytes: Result<&[u8], &str>, shelf: &Shelf) -> Reading<Routine> {
    read(name, Text::Theirs(bytes), FileKind::Routine, |table| {
        let origin = Origin::Personal { path: text::clean(name).into_owned() };
        let digest = Digest::of(bytes.unwrap_or_default());
        let routine = routine_file::routine(table, Sight::new(shelf, Author::Routine), origin, digest);
        named_as_the_file(table, routine.id.as_str(), name);
        routine
    })
}

/// Reads a routine that is not among the person's files yet, whatever the file is called.
pub(super) fn routine_from_afar(name: &str, bytes: &[u8], shelf: &Shelf) -> Reading<Routine> {
    read(name, Text::Theirs(Ok(bytes)), FileKind::Routine, |table| {
        let origin = Origin::Personal { path: text::clean(name).into_owned() };
        routine_file::routine(table, Sight::new(shelf, Author::Routine), origin, Digest::of(bytes))
    })
}

/// Reads a movement that is not among the person's files yet, whatever the file is called.
pub(super) fn movement_from_afar(name: &str, bytes: &[u8], shelf: &Shelf) -> Reading<Movement> {
    read(name, Text::Theirs(Ok(bytes)), FileKind::Movement, |table| {
        movement_file::movement(table, &Sight::new(shelf, Author::Movement))
    })
}

/// Reads a personal movement.
pub(super) fn movement(name: &str, bytes: Result<&[u8], &str>, shelf: &Shelf) -> Reading<Movement> {
    read(name, Text::Theirs(bytes), FileKind::Movement, |table| {
        let movement = movement_file::movement(table, &Sight::new(shelf, Author::Movement));
        named_as_the_file(table, movement.id.as_str(), name);
        movement
    })
}

/// Reads an embedded routine. Personal movements in it may make it break a rule.
pub(super) fn embedded_routine(id: &str, source: &str, shelf: &Shelf) -> Reading<Routine> {
    let name = format!("{id}.toml");
    read(&name, Text::Ours(source), FileKind::Routine, |table| {
        let sight = Sight::new(shelf, Author::House);
        let routine = routine_file::routine(table, sight, Origin::BuiltIn, Digest::of(source.as_bytes()));
        named_as_the_file(table, routine.id.as_str(), &name);
        routine
    })
}

/// Reads an embedded movement.
pub(super) fn embedded_movement(id: &str, at: usize, shelf: &Shelf) -> Movement {
    let name = format!("{id}.toml");
    let reading = read(&name, Text::Ours(built_in::MOVEMENTS[at].text), FileKind::Movement, |table| {
        let movement = movement_file::movement(table, &Sight::new(shelf, Author::House));
        named_as_the_file(table, movement.id.as_str(), &name);
        movement
    });
    reading.value.expect("every embedded movement is read by a test")
}

/// Reads a file of settings with `read`. What is wrong with one of them costs that one only; of a file that is not TOML
/// nothing is taken. `tables_of` names the tables that a key can stand in.
pub(crate) fn settings<T>(
    name: &str,
    bytes: Result<&[u8], &str>,
    tables_of: TablesOf,
    read: impl FnOnce(&Table<'_>) -> T,
) -> (Option<T>, Report) {
    let document = document(name, Text::Theirs(bytes), What::Settings(tables_of), read);
    (document.value, document.report)
}

/// The name of a file without its folders and its ending.
pub(super) fn stem(path: &str) -> &str {
    let name = last_part(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn read<T>(name: &str, text: Text<'_>, kind: FileKind, read: impl FnOnce(&Table<'_>) -> T) -> Reading<T> {
    let Document { value, errors, report, id } = document(name, text, What::File(kind), read);
    Reading { value: value.filter(|_| errors == 0), report, id }
}

/// A file that was looked at from end to end.
struct Document<T> {
    /// What was made of it, mistakes or not; none where it is not TOML.
    value: Option<T>,
    /// How many errors its fields have.
    errors: usize,
    report: Report,
    /// The id it gives itself and where that stands.
    id: Option<(String, Range<usize>)>,
}

/// Looks a file through.
fn document<T>(name: &str, text: Text<'_>, what: What, read: impl FnOnce(&Table<'_>) -> T) -> Document<T> {
    let (mut read, mut value) = (Some(read), None);
    let Document { value: sound, errors, report, id } =
        look_over(name, text, what, &mut |table| value = read.take().map(|read| read(table)));
    Document { value: sound.and(value), errors, report, id }
}

/// The same for whatever is made of the file, so that the program holds it once.
fn look_over(name: &str, text: Text<'_>, what: What, read: &mut dyn FnMut(&Table<'_>)) -> Document<()> {
    let refuse = |source: Option<String>, code, span, message: String, hint: Option<&str>| {
        let problem = Problem { code, span, message, hint: hint.map(str::to_owned) };
        Document { value: None, errors: 1, report: Report::new(name, source, vec![problem], 0), id: None }
    };
    let source = match text {
        Text::Ours(source) => source,
        Text::Theirs(bytes) => match bounded(bytes) {
            Ok(source) => source,
            Err(refusal) => {
                let Refusal { source, code, span, message, hint } = refusal;
                return refuse(source, code, span, message, hint);
            }
        },
    };
    let (says, kind, tables_of) = match what {
        What::File(kind) => (kind.says(), Some(kind), None),
        What::Settings(tables_of) => ("the settings", None, Some(tables_of)),
    };
    let notes = Notes::new(source, (name != STDIN).then(|| stem(name)), tables_of);
    if let Text::Theirs(_) = text {
        look_through(source, &notes);
    }
    let (document, syntax) = DeTable::parse_recoverable(source);
    if syntax.is_empty()
        && let Some((message, hint)) = kind.and_then(|kind| kind.is_another(source))
    {
        return refuse(Some(source.to_owned()), Code::OtherKind, 0..0, message, Some(&hint));
    }
    let id = document.get_ref().get("id").and_then(|id| Some((id.get_ref().as_str()?.to_owned(), id.span())));
    Table::read_root(document.get_ref(), says, &notes, read);
    let errors = notes.errors();
    let (mut problems, mut left_out) = notes.into_parts();
    if !syntax.is_empty() {
        let lines = Lines::of(source);
        let span = |error: &toml::de::Error| error.span().unwrap_or(0..0);
        let torn: Vec<usize> = syntax.iter().map(|error| span(error).start).collect();
        let complaints = syntax.iter().map(|error| Complaint { span: span(error), message: error.message() });
        let mut complaints: Vec<Complaint<'_>> = complaints.collect();
        complaints.sort_by_key(|complaint| complaint.span.start);
        let (said, more) = syntax::problems(source, &lines, complaints, kind);
        left_out += more;
        let torn = torn.into_iter().chain(said.iter().map(|problem| problem.span.start)).collect::<Vec<_>>();
        only_what_is_sure(&mut problems, &lines, &torn);
        // That `[steps]` should have two brackets is said where the next one stands.
        if said.iter().any(|problem| lines.text(lines.holding(problem.span.start)).trim_start().starts_with('[')) {
            problems.retain(|it| {
                it.code != Code::WrongType || !lines.text(lines.holding(it.span.start)).trim_start().starts_with('[')
            });
        }
        // TOML itself refuses some of the characters that were noted already; once is enough.
        let unclean: BTreeSet<usize> = problems.iter().map(|problem| lines.holding(problem.span.start)).collect();
        problems.extend(said.into_iter().filter(|it| !unclean.contains(&lines.holding(it.span.start))));
    }
    let report = Report::new(name, Some(source.to_owned()), problems, left_out);
    Document { value: syntax.is_empty().then_some(()), errors, report, id }
}

/// Why the text of a file is not read.
struct Refusal {
    source: Option<String>,
    code: Code,
    span: Range<usize>,
    message: String,
    hint: Option<&'static str>,
}

/// The text of a file, if it is one, no larger and no deeper than a file may be.
fn bounded<'a>(bytes: Result<&'a [u8], &str>) -> Result<&'a str, Refusal> {
    let refusal = |source, code, span, message, hint| Refusal { source, code, span, message, hint };
    let bytes = bytes.map_err(|why| {
        let message = format!("the file cannot be read: {}", text::clean(why));
        refusal(None, Code::Unreadable, 0..0, message, unreadable(why))
    })?;
    if bytes.len() > FILE_LIMIT {
        let message = format!("the file is larger than {} KiB, the most that is read", FILE_LIMIT / 1024);
        let hint = "a routine is a few KiB; is it the right file?";
        return Err(refusal(None, Code::TooLarge, 0..0, message, Some(hint)));
    }
    let source = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let shown = String::from_utf8_lossy(bytes).into_owned();
        let message = format!("expected text in UTF-8, found the byte 0x{:02x}", bytes[at]);
        let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
        let hint = "save the file as UTF-8: an editor asks for it as `encoding` in `save as`";
        refusal(Some(shown), Code::NotUtf8, span, message, Some(hint))
    })?;
    match bounds::excess(source) {
        Some(Excess { code, span, message, hint }) => {
            Err(refusal(Some(source.to_owned()), code, span, message, Some(hint)))
        }
        None => Ok(source),
    }
}

/// What to do about a file that cannot be read, by why.
fn unreadable(why: &str) -> Option<&'static str> {
    let fixes = [
        ("permission", "give yourself the right to read it: `chmod u+r FILE`"),
        ("no such file", "look at the spelling, and at the folder you are in"),
        ("directory", "a file is expected here; rename the folder so that it does not end in `.toml`"),
        ("symbolic link", "the link leads in a circle; make it lead to a file, or remove it"),
        ("regular file", "a plain text file is expected here; this is a device or a pipe"),
    ];
    fixes.into_iter().find(|(word, _)| why.contains(word)).map(|(_, fix)| fix)
}

/// Notes every character that does not belong into a file, wherever it stands.
fn look_through(source: &str, notes: &Notes<'_>) {
    let text = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
    let skipped = source.len() - text.len();
    for stretch in text::unclean(text) {
        let span = stretch.start + skipped..stretch.end + skipped;
        let found = source[span.clone()].chars().next().map_or(0, u32::from);
        let message = format!("a control or hidden character stands here: U+{found:04X}");
        let hint = if matches!(found, 0x202A..=0x202E | 0x2066..=0x2069) {
            "delete it, and type the line anew: it may turn round what is seen behind it"
        } else {
            "delete it; if it cannot be seen, type the line anew"
        };
        let hint = hint.to_owned();
        notes.add_with(Code::UncleanText, span, message, Some(hint));
    }
}

/// After a syntax error some of a file is guesswork: what is missing may only be torn off, and what follows a torn header
/// may stand in the wrong table. Kept is what would be wrong anyway.
fn only_what_is_sure(problems: &mut Vec<Problem>, lines: &Lines<'_>, torn: &[usize]) {
    let torn: BTreeSet<usize> = torn.iter().map(|at| lines.holding(*at)).collect();
    let torn_header = torn.iter().copied().find(|line| lines.text(*line).trim_start().starts_with('['));
    let shifted = |line: usize| torn_header.is_some_and(|header| line >= header);
    problems.retain(|problem| {
        let line = lines.holding(problem.span.start);
        let value_is_wrong = matches!(
            problem.code,
            Code::TooLong
                | Code::OutOfRange
                | Code::UnknownWord
                | Code::UnknownMovement
                | Code::BadId
                | Code::BadAmount
                | Code::AmountOutOfRange
        );
        // Before every value stands its key: what begins the file was made up by the parser.
        let came_of_the_tear = problem.span.start == 0;
        let stands_wrong = matches!(problem.code, Code::UnknownKey | Code::WrongType | Code::Twice) && !shifted(line);
        problem.code == Code::UncleanText
            || (!torn.contains(&line) && !came_of_the_tear && (value_is_wrong || stands_wrong))
    });
}

fn named_as_the_file(table: &Table<'_>, id: &str, name: &str) {
    // A missing or unreadable id was noted as such.
    if id.is_empty() || id == stem(name) || name == STDIN {
        return;
    }
    let message = format!("the id is `{id}`, the file is called {}", quote(last_part(name)));
    let hint = if movement_file::is_id(stem(name)) {
        format!("write `id = \"{}\"`, or rename the file to `{id}.toml`", stem(name))
    } else {
        format!("rename the file to `{id}.toml`")
    };
    table.notes().add_with(Code::NotTheFileName, table.span_of("id"), message, Some(hint));
}
