//! The layout of a file: the keys in the order of the built-in ones, one space around each `=`, the remarks kept.

use toml_edit::{Array, ArrayOfTables, Decor, DocumentMut, InlineTable, Item, Key, Table, Value};
use toml_parser::lexer::TokenKind;

use super::report::BYTE_ORDER_MARK;
use super::{FILE_LIMIT, FileKind, bounds};

/// The order of the keys of a table; what is not named keeps its place behind them.
const ROUTINE: &[&str] = &[
    "id",
    "title",
    "place",
    "kit",
    "when",
    "warm_up",
    "safety",
    "level",
    "row",
    "article",
    "prescribed",
    "author",
    "licence",
    "sources",
    "options",
    "steps",
    "movement",
];
const STEP: &[&str] =
    &["movement", "hold", "rep", "time", "reps", "sets", "set_rest", "setup", "rest", "change", "swaps"];
const MOVEMENT: &[&str] = &[
    "id",
    "name",
    "also",
    "phase",
    "family",
    "places",
    "kit",
    "needs",
    "areas",
    "works_on",
    "quiet",
    "end_range",
    "over",
    "setup",
    "sitting",
    "steps",
    "cue",
    "other",
    "back",
    "change",
    "between",
    "directions",
    "breath",
    "pace",
    "effort",
    "ease_when",
    "mistakes",
    "easier",
    "harder",
    "avoid",
    "swaps",
    "note",
    "article",
    "author",
    "licence",
    "sources",
    "dose",
    "ease",
    "figure",
];
const DOSE: &[&str] = &[
    "setup", "in", "hold", "rep", "time", "out", "reps", "sets", "set_rest", "sides", "unit", "rest", "change", "order",
];
/// The longest line a list of texts may take.
const WIDEST: usize = 120;

/// Why a file keeps the layout it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is no TOML, or more than is read; a check of it says why.
    NoToml,
    /// Laid out it would not say the same: a remark stands where there is no place for one.
    Remark,
    /// Laid out it would be more than is read.
    TooLarge,
}

/// The text of a file laid out anew.
///
/// # Errors
/// When it is no TOML, or when something of it would be lost.
pub fn laid_out(text: &str, kind: FileKind) -> Result<String, Kept> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).replace("\r\n", "\n");
    // The parser would take a second mark for the first.
    if text.starts_with(BYTE_ORDER_MARK) || text.len() > FILE_LIMIT || bounds::excess(&text).is_some() {
        return Err(Kept::NoToml);
    }
    let (of_the_file, below) = text.split_at(head(&text));
    let Ok(document) = below.parse::<DocumentMut>() else { return Err(Kept::NoToml) };
    let order = match kind {
        FileKind::Movement => MOVEMENT,
        FileKind::Routine => ROUTINE,
    };
    let mut out = Out::default();
    out.remarks(of_the_file, Above::Line);
    out.table(document.as_table(), "", order);
    out.remarks(document.trailing().as_str().unwrap_or_default(), Above::Line);
    let laid = out.text.trim();
    let laid = if laid.is_empty() { String::new() } else { format!("{laid}\n") };
    if laid.len() > FILE_LIMIT || bounds::excess(&laid).is_some() {
        return Err(Kept::TooLarge);
    }
    let says = |text: &str| toml::from_str::<toml::Table>(text).ok();
    let same = says(&laid).is_some_and(|it| Some(it) == says(&text)) && all_remarks(&laid) == all_remarks(&text);
    if same { Ok(laid) } else { Err(Kept::Remark) }
}

/// How long the remarks are that a file begins with and that are about the file, not about its first key: what a blank line
/// follows, and the line by which editors find the schema.
fn head(text: &str) -> usize {
    let (mut at, mut head) = (0, 0);
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        if !said.is_empty() && !said.starts_with('#') {
            break;
        }
        at += line.len();
        if said.is_empty() || at == line.len() && said.starts_with("#:schema") {
            head = at;
        }
    }
    head
}

/// Every remark of a text, in the order of their words.
fn all_remarks(text: &str) -> Vec<&str> {
    let tokens = toml_parser::Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    let mut remarks: Vec<&str> =
        tokens.map(|token| text[token.span().start()..token.span().end()].trim_end()).collect();
    remarks.sort_unstable();
    remarks
}

/// What remarks stand above.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// A key or a remark.
    Line,
    /// A heading: a blank line comes first.
    Heading,
}

#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// The remarks in what stands before something; one blank line between two blocks of them stays.
    fn remarks(&mut self, before: &str, above: Above) {
        if above == Above::Heading && !self.text.is_empty() {
            self.blank();
        }
        let mut remarked = false;
        for line in before.lines().map(str::trim) {
            if line.starts_with('#') {
                self.line(line);
                remarked = true;
            } else if remarked && line.is_empty() {
                self.blank();
            }
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A table: its values, then the tables below it.
    fn table(&mut self, table: &Table, path: &str, order: &[&str]) {
        let mut entries: Vec<(&str, &Item)> = table.iter().collect();
        let place = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
        entries.sort_by_key(|(key, _)| place(key));
        self.values(table, &entries, "");
        for (key, item) in entries {
            let path = if path.is_empty() { quoted(table, key) } else { format!("{path}.{}", quoted(table, key)) };
            match item {
                Item::Table(below) if !below.is_dotted() => self.heading(below, &path),
                Item::ArrayOfTables(tables) => self.headings(tables, &path),
                Item::Table(_) | Item::Value(_) | Item::None => {}
            }
        }
    }

    fn values(&mut self, table: &Table, entries: &[(&str, &Item)], before: &str) {
        for (name, item) in entries {
            let Some(key) = table.key(name) else { continue };
            let shown = format!("{before}{}", quoted(table, name));
            match item {
                Item::Value(value) => {
                    self.remarks(prefix(key.leaf_decor()), Above::Line);
                    let written = value_text(name, value, shown.len() + 3);
                    self.line(&format!("{shown} = {written}{}", behind(value.decor())));
                }
                Item::Table(dotted) if dotted.is_dotted() => {
                    let below: Vec<(&str, &Item)> = dotted.iter().collect();
                    self.values(dotted, &below, &format!("{shown}."));
                }
                Item::Table(_) | Item::ArrayOfTables(_) | Item::None => {}
            }
        }
    }

    fn heading(&mut self, table: &Table, path: &str) {
        // A table that only holds others needs no heading of its own.
        if !table.is_implicit() {
            self.remarks(prefix(table.decor()), Above::Heading);
            self.line(&format!("[{path}]{}", behind(table.decor())));
        }
        self.table(table, path, order_of(path));
    }

    fn headings(&mut self, tables: &ArrayOfTables, path: &str) {
        for table in tables {
            self.remarks(prefix(table.decor()), Above::Heading);
            self.line(&format!("[[{path}]]{}", behind(table.decor())));
            self.table(table, path, order_of(path));
        }
    }
}

fn order_of(path: &str) -> &'static [&'static str] {
    match path {
        "steps" => STEP,
        "movement" => MOVEMENT,
        "dose" | "movement.dose" => DOSE,
        _ => &[],
    }
}

fn quoted(table: &Table, key: &str) -> String {
    table.key(key).map_or_else(|| key.to_owned(), |key: &Key| key.display_repr().trim().to_owned())
}

fn prefix(decor: &Decor) -> &str {
    decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default()
}

/// The remark behind a value or a heading.
fn behind(decor: &Decor) -> String {
    let suffix = decor.suffix().and_then(|raw| raw.as_str()).unwrap_or_default().trim();
    if suffix.starts_with('#') { format!(" {suffix}") } else { String::new() }
}

fn value_text(key: &str, value: &Value, before: usize) -> String {
    match value {
        Value::Array(array) => array_text(key, array, before),
        Value::InlineTable(table) => inline_text(table),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.clone().decorated("", "").to_string()
        }
    }
}

fn inline_text(table: &InlineTable) -> String {
    // Over several lines it may hold remarks.
    let mut bare = table.clone();
    bare.decor_mut().clear();
    let as_it_is = bare.to_string();
    if as_it_is.contains('\n') {
        return as_it_is;
    }
    let parts: Vec<String> = table
        .iter()
        .map(|(key, value)| {
            let name = table.key(key).map_or_else(|| key.to_owned(), |key| key.display_repr().trim().to_owned());
            format!("{name} = {}", value_text(key, value, 0))
        })
        .collect();
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

fn array_text(key: &str, array: &Array, before: usize) -> String {
    let items: Vec<String> = array.iter().map(|value| value_text("", value, 0)).collect();
    let on_one_line = format!("[{}]", items.join(", "));
    let trailing = array.trailing().as_str().unwrap_or_default();
    let remarked = |decor: &Decor| prefix(decor).contains('#') || !behind(decor).is_empty();
    let has_remarks = trailing.contains('#') || array.iter().any(|value| remarked(value.decor()));
    let is_long = before + on_one_line.chars().count() > WIDEST && items.len() > 1;
    let tables = array.iter().filter(|value| value.is_inline_table()).count();
    let one_a_line = tables > 1 || key == "steps" && items.len() > 1;
    if items.is_empty() && !has_remarks || !(has_remarks || is_long || one_a_line) {
        return on_one_line;
    }
    let mut text = "[".to_owned();
    // What stands behind an item on its line is in front of the next.
    let remarks = |text: &mut String, before: &str| {
        let mut lines = before.split('\n');
        let same_line = lines.next().unwrap_or_default().trim();
        if same_line.starts_with('#') {
            text.push(' ');
            text.push_str(same_line);
        }
        for line in lines.map(str::trim).filter(|line| line.starts_with('#')) {
            text.push_str("\n  ");
            text.push_str(line);
        }
    };
    for (value, item) in array.iter().zip(&items) {
        remarks(&mut text, prefix(value.decor()));
        text.push_str("\n  ");
        text.push_str(item);
        text.push(',');
        text.push_str(&behind(value.decor()));
    }
    remarks(&mut text, trailing);
    text.push_str("\n]");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::built_in;

    #[test]
    fn the_files_of_the_house_are_laid_out_already() {
        let routines = built_in::ROUTINES.iter().map(|routine| (routine.text, FileKind::Routine));
        let movements = built_in::MOVEMENTS.iter().map(|it| (it.text, FileKind::Movement));
        for (text, kind) in routines.chain(movements) {
            let laid = laid_out(text, kind).expect("it is TOML");
            let mut lines = laid.lines().zip(text.lines());
            assert_eq!(lines.find(|(laid, text)| laid != text), None);
            assert_eq!(laid, text);
        }
    }

    #[test]
    fn remarks_stay_where_they_belong_and_keys_go_to_their_place() {
        let text = "#:schema ./routine.schema.json\n# mine\n\n\n# the title\ntitle='A' # short\n# the id\nid   =   \"a\"\nplace = \"chair\"\n# steps\n[[steps]] # first\nreps=3\n\n\nmovement=\"shoulder-rolls\"\nswaps = [\n\"eye-reset\", # far\n# near\n\"posture-reset\" ]\n# the end\n";
        let expected = "#:schema ./routine.schema.json\n# mine\n\n# the id\nid = \"a\"\n# the title\ntitle = 'A' # short\nplace = \"chair\"\n\n# steps\n[[steps]] # first\nmovement = \"shoulder-rolls\"\nreps = 3\nswaps = [\n  \"eye-reset\", # far\n  # near\n  \"posture-reset\",\n]\n# the end\n";
        let laid = laid_out(text, FileKind::Routine).expect("it is TOML");
        assert_eq!(laid, expected);
        assert_eq!(laid_out(&laid, FileKind::Routine), Ok(laid));
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        assert_eq!(laid_out("title = \"A", FileKind::Routine), Err(Kept::NoToml));
    }
}
