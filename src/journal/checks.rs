//! Reading a file of facts without the daily checks that nothing hangs on any more.

use super::Forgotten;
use super::wire::{MOMENT, is_moment, is_plain};

/// Leaves daily checks out of a file of facts: of several that came to go and stand one behind the other, in order of their
/// days, all but the first and the last two.
///
/// What follows from the facts is the same with them and without (a property test holds it to that): which day was checked
/// is said by the last, the last but one is what a mistake would go back to, and what the first lifts the others find
/// lifted. After years they are nearly all there is in such a file, and a launch reads all of it.
#[derive(Debug)]
pub struct Checks {
    forgotten: Forgotten,
    /// How many checks there are so far of the row that is going on.
    row: usize,
    /// The last two of them, each with its number; the place of a check is how far on in the row it is, odd or even.
    last: [(usize, [u8; LENGTH]); 2],
}

impl Checks {
    /// Leaves out what was forgotten too.
    #[must_use]
    pub fn without(forgotten: Forgotten) -> Self {
        Self { forgotten, row: 0, last: [(0, [0; LENGTH]); 2] }
    }

    /// Takes the next line of a file, without its end, and passes on what is not left out, each with its number.
    pub fn take(&mut self, number: usize, line: &[u8], mut pass: impl FnMut(usize, &[u8])) {
        let Some(check) = Check::read(line, self.last()) else {
            self.end(&mut pass);
            return pass(number, line);
        };
        if self.forgotten.holds(check.id()) {
            return;
        }
        if !self.goes_on_with(check) {
            self.end(&mut pass);
            pass(number, line);
        }
        self.hold(number, check);
    }

    /// Takes those of the next lines that are checks and go on with the row, which is quick to see; says how many there
    /// are and how many bytes they have with their ends. `number` is that of the first line.
    pub fn take_row(&mut self, number: usize, lines: &[u8]) -> (usize, usize) {
        let mut taken = 0;
        for line in lines.chunks_exact(LENGTH + 1) {
            // What is a check has no end of a line in it.
            let check = line.strip_suffix(b"\n").and_then(|line| Check::read(line, self.last()));
            let Some(check) = check.filter(|it| self.goes_on_with(*it) && !self.forgotten.holds(it.id())) else {
                break;
            };
            self.hold(number + taken, check);
            taken += 1;
        }
        (taken, taken * (LENGTH + 1))
    }

    /// The last check of the row.
    fn last(&self) -> Option<Check<'_>> {
        self.row.checked_sub(1).map(|at| Check(&self.last[at % 2].1))
    }

    /// Whether a check belongs to the row; a clock that was set back begins a new one.
    fn goes_on_with(&self, check: Check<'_>) -> bool {
        self.last().is_some_and(|last| last.day() <= check.day())
    }

    fn hold(&mut self, number: usize, check: Check<'_>) {
        self.last[self.row % 2] = (number, *check.0);
        self.row += 1;
    }

    /// Passes on what was held back at the end of a file.
    pub fn end(&mut self, mut pass: impl FnMut(usize, &[u8])) {
        // The first of a row was passed on when it came.
        for at in self.row.saturating_sub(2).max(1)..self.row {
            let (number, line) = &self.last[at % 2];
            pass(*number, line);
        }
        self.row = 0;
    }
}

/// A check that came to go, written just the way this program writes it.
#[derive(Clone, Copy, Debug)]
struct Check<'a>(&'a [u8; LENGTH]);

impl<'a> Check<'a> {
    /// Reads a line; `other` is a check that may differ from it in id and time alone, which is quick to see.
    fn read(line: &'a [u8], other: Option<Check<'_>>) -> Option<Self> {
        let line: &[u8; LENGTH] = line.try_into().ok()?;
        let stands = |at: usize, part: &[u8]| line[at..].starts_with(part);
        let is_framed = match other {
            Some(Check(other)) if line[AT + MOMENT..] == other[AT + MOMENT..] => true,
            _ => {
                let machine = line[MACHINE..].first_chunk()?;
                stands(AT + MOMENT, TO_MACHINE) && is_plain(machine) && line.ends_with(AFTER)
            }
        };
        let is_one = is_framed
            && line.starts_with(BEFORE)
            && stands(ID + ID_LENGTH, TO_AT)
            // The last sixteen bytes of an id overlap the first.
            && is_plain(line[ID..].first_chunk()?)
            && is_plain(line[..ID + ID_LENGTH].last_chunk()?)
            && is_moment(line[AT..].first_chunk::<MOMENT>()?);
        is_one.then_some(Self(line))
    }

    fn id(self) -> &'a [u8] {
        &self.0[ID..ID + ID_LENGTH]
    }

    fn day(self) -> &'a [u8] {
        &self.0[AT..AT + 10]
    }
}

const BEFORE: &[u8] = b"{\"v\":1,\"id\":\"";
const TO_AT: &[u8] = b"\",\"at\":\"";
const TO_MACHINE: &[u8] = b"\",\"machine\":\"";
const AFTER: &[u8] = b"\",\"fact\":\"checked-today\",\"outcome\":\"go\"}";
/// How long an id is, in bytes; the name of a machine has sixteen.
const ID_LENGTH: usize = 27;
/// Where in the line its values begin, and how long it is, in bytes.
const ID: usize = BEFORE.len();
const AT: usize = ID + ID_LENGTH + TO_AT.len();
const MACHINE: usize = AT + MOMENT + TO_MACHINE.len();
const LENGTH: usize = MACHINE + 16 + AFTER.len();

#[cfg(test)]
mod tests {
    use super::*;

    fn line(n: usize, day: &str) -> String {
        format!(
            "{{\"v\":1,\"id\":\"01a1fbba49b9-f1b4010e-{n:05x}\",\"at\":\"{day}T07:10:00.000+01:00\",\
             \"machine\":\"1ebb53cd185c9586\",\"fact\":\"checked-today\",\"outcome\":\"go\"}}"
        )
    }

    fn passed(lines: &[String], forgotten: Forgotten) -> Vec<usize> {
        let mut checks = Checks::without(forgotten);
        let mut passed = Vec::new();
        let mut pass = |number: usize, text: &[u8]| {
            assert_eq!(text, lines[number].as_bytes());
            passed.push(number);
        };
        for (number, line) in lines.iter().enumerate() {
            checks.take(number, line.as_bytes(), &mut pass);
        }
        checks.end(&mut pass);
        let one_by_one = std::mem::take(&mut passed);
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        let mut pass = |number: usize, text: &[u8]| {
            assert_eq!(text, lines[number].as_bytes());
            passed.push(number);
        };
        let (mut rest, mut number) = (text.as_bytes(), 0);
        while !rest.is_empty() {
            let (more, bytes) = checks.take_row(number, rest);
            (rest, number) = (&rest[bytes..], number + more);
            if let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
                checks.take(number, &rest[..end], &mut pass);
                (rest, number) = (&rest[end + 1..], number + 1);
            }
        }
        checks.end(pass);
        assert_eq!(passed, one_by_one);
        passed
    }

    #[test]
    fn of_the_checks_in_a_row_the_first_and_the_last_two_are_read() {
        let days: Vec<String> = (10..20).map(|day| line(day, &format!("2026-11-{day}"))).collect();
        assert_eq!(passed(&days, Forgotten::default()), [0, 8, 9]);
        for most in 0..3 {
            assert_eq!(passed(&days[..most], Forgotten::default()), (0..most).collect::<Vec<_>>());
        }
    }

    #[test]
    fn whatever_else_there_is_begins_a_new_row() {
        let others = [
            "{\"v\":1,\"id\":\"x\",\"fact\":\"lifted\"}".to_owned(),
            line(1, "2026-11-15").replace("\"go\"", "\"pause\""),
            line(1, "2026-11-15").replace("go\"}", "go\",\"item\":0}"),
            line(1, "2026-02-30"),
            line(1, "2026-11-10"),
            String::new(),
            line(1, "2026-11-15")[..100].to_owned(),
            format!("{} ", line(1, "2026-11-15")),
        ];
        for other in others {
            let mut lines: Vec<String> = (11..20).map(|day| line(day, &format!("2026-11-{day}"))).collect();
            lines.insert(4, other.clone());
            let rest = if other.contains("2026-11-10") { vec![4, 8, 9] } else { vec![4, 5, 8, 9] };
            assert_eq!(passed(&lines, Forgotten::default()), [vec![0, 2, 3], rest].concat(), "{other}");
        }
    }

    #[test]
    fn a_garbled_line_is_never_left_out() {
        use crate::journal::{Lines, read_line};
        let lines: Vec<String> = (10..14).map(|day| line(day, &format!("2026-11-{day}"))).collect();
        for at in 0..LENGTH {
            for byte in [0, b'\t', b'"', b'\\', b'7', b'x', 0x80, 0xff] {
                let mut checks = Checks::without(Forgotten::default());
                let mut garbled = lines[1].clone().into_bytes();
                garbled[at] = byte;
                let mut is_passed = false;
                let mut pass = |number: usize, text: &[u8]| is_passed |= number == 1 && text == garbled;
                checks.take(0, lines[0].as_bytes(), &mut pass);
                checks.take(1, &garbled, &mut pass);
                checks.take(2, lines[2].as_bytes(), &mut pass);
                checks.take(3, lines[3].as_bytes(), &mut pass);
                checks.end(pass);
                let mut read: Lines<crate::safety::Fact> = Lines::default();
                read_line(1, &garbled, &mut read);
                assert!(is_passed || read.records.len() == 1, "{at} {byte}: {}", String::from_utf8_lossy(&garbled));
            }
        }
    }

    #[test]
    fn what_was_forgotten_is_no_check() {
        use crate::journal::RecordId;
        let lines: Vec<String> = (10..16).map(|day| line(day, &format!("2026-11-{day}"))).collect();
        let ids = [10, 15].map(|n| RecordId::new(&format!("01a1fbba49b9-f1b4010e-{n:05x}")));
        assert_eq!(passed(&lines, ids.iter().collect()), [1, 3, 4]);
    }
}
