//! Reading a file of facts without the daily checks that nothing hangs on any more.

use super::Forgotten;
use super::wire::{MOMENT, is_moment, is_plain};

/// Leaves daily checks out of a file of facts: of several that came to go and stand one behind the other, in order of their
/// days, all but the first and the last two.
///
/// What follows from the facts is the same with them and without (a property test holds it to that): which day was checked
/// is said by the last, the last but one is what a mistake would go back to, and what the first lifts the others find
/// lifted. After years they are nearly all there is in such a file, and a launch reads all of it.
#[derive(Debug, Default)]
pub struct Checks {
    forgotten: Forgotten,
    /// The day of the last check of the row that is going on, as it is written.
    day: Option<[u8; 10]>,
    /// The last checks of the row, if they are not its first; those that are not used stay to be written over.
    held: [(usize, Vec<u8>); 2],
    holds: usize,
}

impl Checks {
    /// Leaves out what was forgotten too.
    #[must_use]
    pub fn without(forgotten: Forgotten) -> Self {
        Self { forgotten, ..Self::default() }
    }

    /// Takes the next line of a file, without its end, and passes on what is not left out, each with its number.
    pub fn take(&mut self, number: usize, line: &[u8], mut pass: impl FnMut(usize, &[u8])) {
        let Some((id, day)) = check(line) else {
            self.end(&mut pass);
            return pass(number, line);
        };
        if self.forgotten.holds(id) {
            return;
        }
        // A clock that was set back begins a new row.
        if self.day.is_none_or(|last| day < last) {
            self.end(&mut pass);
            self.day = Some(day);
            return pass(number, line);
        }
        self.day = Some(day);
        self.held.swap(0, 1);
        let (held, text) = &mut self.held[1];
        *held = number;
        text.clear();
        text.extend_from_slice(line);
        self.holds = (self.holds + 1).min(2);
    }

    /// Passes on what was held back at the end of a file.
    pub fn end(&mut self, mut pass: impl FnMut(usize, &[u8])) {
        for (number, line) in &self.held[2 - self.holds..] {
            pass(*number, line);
        }
        (self.day, self.holds) = (None, 0);
    }
}

/// The id and the day of a check that came to go and is written just the way this program writes it.
fn check(line: &[u8]) -> Option<(&[u8], [u8; 10])> {
    let mut line = line;
    eat(&mut line, b"{\"v\":1,\"id\":\"")?;
    let id = value::<27>(&mut line)?;
    eat(&mut line, b"\",\"at\":\"")?;
    let at = value::<MOMENT>(&mut line)?;
    eat(&mut line, b"\",\"machine\":\"")?;
    let machine = value::<16>(&mut line)?;
    eat(&mut line, b"\",\"fact\":\"checked-today\",\"outcome\":\"go\"}")?;
    let is_one = line.is_empty() && is_plain(id) && is_plain(machine) && is_moment(at);
    is_one.then_some((id, *at.first_chunk()?))
}

/// Passes what has to stand here.
#[inline]
fn eat<const N: usize>(line: &mut &[u8], expected: &[u8; N]) -> Option<()> {
    (value::<N>(line)? == expected).then_some(())
}

/// Passes so many bytes.
#[inline]
fn value<'a, const N: usize>(line: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (value, rest) = line.split_first_chunk()?;
    *line = rest;
    Some(value)
}

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
        checks.end(pass);
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
    fn what_was_forgotten_is_no_check() {
        use crate::journal::RecordId;
        let lines: Vec<String> = (10..16).map(|day| line(day, &format!("2026-11-{day}"))).collect();
        let ids = [10, 15].map(|n| RecordId::new(&format!("01a1fbba49b9-f1b4010e-{n:05x}")));
        assert_eq!(passed(&lines, ids.iter().collect()), [1, 3, 4]);
    }
}
