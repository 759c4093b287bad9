use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use super::record::is_sealed;
use super::{Content, MachineId, Record, RecordId, SessionId, VERSION, digest};

/// No line of a record is longer, in bytes; a longer one is not read.
pub const LINE_LIMIT: usize = 64 * 1024;

/// The records read from lines, and the lines that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines<T> {
    /// The entries, in the order of the lines.
    pub records: Vec<Record<T>>,
    /// The number of entries with a version, kind or shape this program does not know; they are left alone.
    ///
    /// Of what carries a seal there are none: what cannot be understood there is bad.
    pub unknown: usize,
    /// The lines that are no entry at all.
    pub bad: Vec<BadLine>,
}

/// Something of the facts that cannot be read. What cannot be read is not nothing (S18): the questions are asked once
/// more for it, and a fact that names it says that they were answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    /// The name of the file.
    pub file: String,
    /// A digest of what stands there: the same for as long as nobody touches it.
    pub digest: String,
}

/// A line that is no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Which line, counted from one; zero where only the end of a file was read.
    pub number: usize,
    /// Why it could not be read.
    pub why: String,
    /// Its bytes; cut at [`LINE_LIMIT`].
    pub bytes: Vec<u8>,
}

impl BadLine {
    /// Whether it was cut off, as a crash in the middle of a write leaves it.
    #[must_use]
    pub fn is_torn(&self) -> bool {
        self.why == TORN
    }

    /// Names the damage, as a fact that settles it does.
    #[must_use]
    pub fn damage(&self, file: &str) -> Damage {
        Damage { file: file.to_owned(), digest: format!("{:016x}", digest(&self.bytes)) }
    }
}

const TORN: &str = "cut off";
const NOT_JSON: &str = "not JSON";
const BROKEN_SEAL: &str = "damaged";
const OTHER_VERSION: &str = "of another version";

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { records: Vec::new(), unknown: 0, bad: Vec::new() }
    }
}

/// Reads the lines of a record; each bad one costs itself only.
#[must_use]
pub fn read_lines<T: Content>(bytes: &[u8]) -> Lines<T> {
    let mut lines = Lines::default();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        read_line(at + 1, line, &mut lines);
    }
    lines
}

/// Reads one line, without its end, into `lines`; a blank one is nothing.
pub fn read_line<T: Content>(number: usize, line: &[u8], lines: &mut Lines<T>) {
    let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    if text.is_empty() {
        return;
    }
    let why = match if line.len() > LINE_LIMIT { Err(too_long()) } else { parse(text) } {
        Ok(Some(record)) => return lines.records.push(record),
        Ok(None) if T::SEALED => OTHER_VERSION.to_owned(),
        Ok(None) => return lines.unknown += 1,
        Err(why) => why,
    };
    lines.bad.push(BadLine { number, why, bytes: text[..text.len().min(LINE_LIMIT)].to_vec() });
}

/// The entry in a line; none where it is one this version does not know.
fn parse<T: Content>(line: &[u8]) -> Result<Option<Record<T>>, String> {
    let Ok(line) = str::from_utf8(line) else { return Err(NOT_JSON.to_owned()) };
    let head: Head = match serde_json::from_str(line) {
        Ok(head) => head,
        Err(_) if serde_json::from_str(line).is_ok_and(|other: Version| other.v != VERSION) => return Ok(None),
        Err(error) => return Err(reason(&error)),
    };
    let Head { v, id, at, machine, session, kind } = head;
    if v != VERSION {
        return Ok(None);
    }
    if T::SEALED && !is_sealed(line) {
        return Err(BROKEN_SEAL.to_owned());
    }
    let what = T::read(line, kind.as_deref());
    Ok(what.ok().map(|what| Record { id, at, machine, session, what }))
}

fn too_long() -> String {
    format!("longer than {} KiB", LINE_LIMIT / 1024)
}

fn reason(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    match error.classify() {
        Category::Eof => TORN,
        Category::Data => "not an entry",
        Category::Io | Category::Syntax => NOT_JSON,
    }
    .to_owned()
}

/// The envelope alone: read first, so that a version may change everything else.
#[derive(Deserialize)]
struct Head {
    v: u32,
    id: RecordId,
    at: DateTime<FixedOffset>,
    machine: MachineId,
    #[serde(default)]
    session: Option<SessionId>,
    #[serde(default)]
    kind: Option<String>,
}

/// All that another version promises to have.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Entry;

    const GOOD: &str = r#"{"v":2,"id":"a","at":"2026-11-21T09:30:00.123+01:00","machine":"m","kind":"popped"}"#;

    fn read(text: &[u8]) -> (usize, usize, Vec<(usize, String)>) {
        let lines: Lines<Entry> = read_lines(text);
        let bad = lines.bad.into_iter().map(|bad| (bad.number, bad.why)).collect();
        (lines.records.len(), lines.unknown, bad)
    }

    #[test]
    fn a_bad_line_costs_that_line_only() {
        let long = format!("{{\"v\":2,\"x\":\"{}\"}}", "x".repeat(LINE_LIMIT));
        let deep = "[".repeat(10_000);
        let rows: [(&[u8], Option<&str>); 14] = [
            (b"", None),
            (b"  \r", None),
            (b"{", Some("cut off")),
            (&GOOD.as_bytes()[..GOOD.len() - 3], Some("cut off")),
            (b"hello", Some("not JSON")),
            (b"\0\0\0\0", Some("not JSON")),
            (b"\xff\xfe\x00", Some("not JSON")),
            (b"{\"v\":2,\"id\":\"\xff\"}", Some("not JSON")),
            (b"{\"v\":2}", Some("not an entry")),
            (b"[1,2]", Some("not an entry")),
            (br#"{"v":2,"id":"a","at":"yesterday","machine":"m","kind":"popped"}"#, Some("not an entry")),
            (br#"{"v":2,"id":"a","at":"2026-02-30T00:00:00Z","machine":"m","kind":"popped"}"#, Some("not an entry")),
            (long.as_bytes(), Some("longer than 64 KiB")),
            (deep.as_bytes(), Some("not an entry")),
        ];
        for (row, why) in rows {
            let text = [GOOD.as_bytes(), row, GOOD.as_bytes(), b""].join(&b'\n');
            let bad: Vec<_> = why.map(|why| (2, why.to_owned())).into_iter().collect();
            assert_eq!(read(&text), (2, 0, bad), "{:?}", String::from_utf8_lossy(&row[..row.len().min(60)]));
        }
    }

    #[test]
    fn carriage_returns_and_a_byte_order_mark_are_no_harm() {
        let text = format!("\u{feff}{GOOD}\r\n{GOOD}\r\n");
        assert_eq!(read(text.as_bytes()), (2, 0, vec![]));
    }

    #[test]
    fn a_whole_last_line_without_its_end_counts() {
        assert_eq!(read(GOOD.as_bytes()), (1, 0, vec![]));
    }

    #[test]
    fn what_a_later_version_writes_is_counted_and_left_alone() {
        let rows = [
            GOOD.replace("popped", "levitated"),
            GOOD.replace(r#""v":2"#, r#""v":3"#),
            r#"{"v":3,"when":"later"}"#.to_owned(),
            GOOD.replace("popped", "step"),
        ];
        for row in rows {
            assert_eq!(read(row.as_bytes()), (0, 1, vec![]), "{row}");
        }
    }

    #[test]
    fn fields_and_words_of_a_later_version_are_no_harm() {
        let line = GOOD.replace(
            r#""kind":"popped""#,
            r#""kind":"ended","how":"levitated","work":1.5,"active":-3,"mood":{"deep":[1]}"#,
        );
        let lines: Lines<Entry> = read_lines(line.as_bytes());
        let Entry::Ended(ended) = &lines.records[0].what else { panic!("{lines:?}") };
        assert_eq!(ended.how, crate::journal::EndHow::Other);
        assert_eq!(ended.work.as_millis(), 1_500);
        assert_eq!(ended.active.as_millis(), 0);
    }
}
