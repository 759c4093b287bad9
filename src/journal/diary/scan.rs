//! Reading a line where it stands, as far as the diary needs it, if it is written just the way this program writes it.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::Areas;
use crate::journal::wire::{LONGEST, as_written, has_only_plain_letters};
use crate::journal::{Check, EndHow, Feeling, StepHow};
use crate::routine::{Area, Place};

/// The envelope of an entry. The names are UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Head<'a> {
    pub(super) id: &'a [u8],
    pub(super) at: DateTime<FixedOffset>,
    pub(super) machine: &'a [u8],
    pub(super) session: Option<&'a [u8]>,
}

/// What the diary needs of an entry. The texts are UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Brief<'a> {
    Started {
        routine: &'a [u8],
        title: &'a [u8],
        place: Option<Place>,
        planned: Duration,
        steps: u32,
        resumes: Option<&'a [u8]>,
    },
    Step {
        index: u32,
        movement: &'a [u8],
        instead_of: Option<&'a [u8]>,
        how: StepHow,
        work: Duration,
        planned: Duration,
        areas: Areas,
        eased: bool,
    },
    /// It was paused, or went on.
    Turned,
    Stopped {
        nth: u32,
        answer: Option<u8>,
    },
    Popped {
        movement: Option<&'a [u8]>,
    },
    Felt {
        how: Feeling,
        asked: Check,
    },
    Noted {
        what: Option<&'a [u8]>,
        movement: Option<&'a [u8]>,
        of: Option<&'a [u8]>,
    },
    Ended {
        how: EndHow,
        active: Duration,
        last: Option<DateTime<FixedOffset>>,
    },
}

/// Reads the line that `bytes` begin with, and says how long it is without its end.
///
/// [`None`] wherever something stands that this program does not write just so: such a line is read again, slowly and
/// kindly, so that this may be as strict as it is quick.
pub(super) fn scan(bytes: &[u8]) -> Option<(Head<'_>, Brief<'_>, usize)> {
    let mut line = Cursor { bytes, at: 0 };
    line.eat(b"{\"v\":1,\"id\":")?;
    let id = line.text()?;
    line.eat(b",\"at\":")?;
    let at = as_written(line.text()?)?;
    line.eat(b",\"machine\":")?;
    let machine = line.text()?;
    let session = line.maybe_text(b",\"session\":")?;
    line.eat(b",\"kind\":")?;
    let brief = match line.text()? {
        b"started" => started(&mut line)?,
        b"step" => step(&mut line)?,
        b"paused" => {
            line.eat(b",\"reason\":")?;
            line.text()?;
            Brief::Turned
        }
        b"resumed" => {
            line.eat(b",\"away\":")?;
            line.seconds()?;
            Brief::Turned
        }
        b"stopped" => stopped(&mut line)?,
        b"popped" => Brief::Popped { movement: mark(&mut line)?.movement },
        b"felt" => felt(&mut line)?,
        b"noted" => {
            let Mark { what, movement, of } = mark(&mut line)?;
            Brief::Noted { what, movement, of }
        }
        b"ended" => ended(&mut line)?,
        _ => return None,
    };
    line.eat(b"}")?;
    let length = line.at;
    let ends = line.bytes.get(length).is_none_or(|byte| *byte == b'\n');
    ends.then_some((Head { id, at, machine, session }, brief, length))
}

fn started<'a>(line: &mut Cursor<'a>) -> Option<Brief<'a>> {
    line.eat(b",\"routine\":")?;
    let routine = line.text()?;
    line.eat(b",\"title\":")?;
    let title = line.text()?;
    line.eat(b",\"digest\":")?;
    line.text()?;
    let place = line.maybe_text(b",\"place\":")?.and_then(|word| Place::from_word(str::from_utf8(word).ok()?));
    line.eat(b",\"planned\":")?;
    let planned = line.seconds()?;
    line.eat(b",\"steps\":")?;
    let steps = line.number()?;
    line.eat(b",\"days\":")?;
    line.number()?;
    line.maybe_text(b",\"first\":")?;
    let resumes = line.maybe_text(b",\"resumes\":")?;
    line.eat(b",\"version\":")?;
    line.text()?;
    line.maybe_text(b",\"outcome\":")?;
    line.maybe(b",\"guard_kept\":true");
    Some(Brief::Started { routine, title, place, planned, steps, resumes })
}

fn step<'a>(line: &mut Cursor<'a>) -> Option<Brief<'a>> {
    line.eat(b",\"index\":")?;
    let index = line.number()?;
    line.maybe_number(b",\"routine_step\":")?;
    line.eat(b",\"movement\":")?;
    let movement = line.text()?;
    let instead_of = line.maybe_text(b",\"instead_of\":")?;
    line.maybe_text(b",\"next\":")?;
    line.eat(b",\"how\":")?;
    let how = StepHow::of_bytes(line.text()?);
    line.eat(b",\"work\":")?;
    let work = line.seconds()?;
    line.eat(b",\"planned\":")?;
    let planned = line.seconds()?;
    line.maybe_text(b",\"phase\":")?;
    line.maybe_seconds(b",\"bank\":")?;
    line.maybe_seconds(b",\"moving\":")?;
    line.maybe_seconds(b",\"stretch\":")?;
    line.maybe(b",\"end_range\":true");
    let areas = if line.maybe(b",\"areas\":[") { line.areas()? } else { Areas::default() };
    line.maybe_text(b",\"first_side\":")?;
    line.maybe_number(b",\"sides_done\":")?;
    let eased = line.maybe(b",\"eased\":true");
    Some(Brief::Step { index, movement, instead_of, how, work, planned, areas, eased })
}

fn stopped<'a>(line: &mut Cursor<'a>) -> Option<Brief<'a>> {
    line.eat(b",\"nth\":")?;
    let nth = line.number()?;
    let answer = line.maybe_number(b",\"answer\":")?.map(u8::try_from).transpose().ok()?;
    line.eat(b",\"movement\":")?;
    line.text()?;
    line.eat(b",\"step\":")?;
    line.number()?;
    line.eat(b",\"segment\":")?;
    line.text()?;
    Some(Brief::Stopped { nth, answer })
}

fn mark<'a>(line: &mut Cursor<'a>) -> Option<Mark<'a>> {
    let what = line.maybe_text(b",\"what\":")?;
    let movement = line.maybe_text(b",\"movement\":")?;
    line.maybe_number(b",\"step\":")?;
    let of = line.maybe_text(b",\"of\":")?;
    Some(Mark { what, movement, of })
}

/// What a mark says.
struct Mark<'a> {
    what: Option<&'a [u8]>,
    movement: Option<&'a [u8]>,
    of: Option<&'a [u8]>,
}

fn felt<'a>(line: &mut Cursor<'a>) -> Option<Brief<'a>> {
    line.eat(b",\"how\":")?;
    let how = Feeling::of_bytes(line.text()?);
    line.eat(b",\"asked\":")?;
    let asked = Check::of_bytes(line.text()?);
    Some(Brief::Felt { how, asked })
}

fn ended<'a>(line: &mut Cursor<'a>) -> Option<Brief<'a>> {
    line.eat(b",\"how\":")?;
    let how = EndHow::of_bytes(line.text()?);
    line.eat(b",\"work\":")?;
    line.seconds()?;
    line.eat(b",\"active\":")?;
    let active = line.seconds()?;
    line.maybe_number(b",\"step\":")?;
    let last = match line.maybe_text(b",\"last\":")? {
        Some(last) => Some(as_written(last)?),
        None => None,
    };
    line.maybe_text(b",\"during\":")?;
    Some(Brief::Ended { how, active, last })
}

/// How far into a line has been read.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Passes just these bytes; [`None`] where others stand.
    #[inline]
    fn eat<const N: usize>(&mut self, expected: &[u8; N]) -> Option<()> {
        self.maybe(expected).then_some(())
    }

    /// Passes these bytes, if they stand here.
    #[inline]
    fn maybe<const N: usize>(&mut self, expected: &[u8; N]) -> bool {
        // Of a length that is known while it is compiled, so that no call is made to compare.
        let there = self.bytes[self.at..].first_chunk::<N>() == Some(expected);
        if there {
            self.at += N;
        }
        there
    }

    /// A text without escapes.
    #[inline]
    fn text(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes[self.at..].strip_prefix(b"\"")?;
        let mut ascii = true;
        let mut end = 0;
        loop {
            // Eight plain letters at once; what is none of them is looked at by itself.
            while let Some(eight) = rest.get(end..end + 8)
                && has_only_plain_letters(u64::from_le_bytes(eight.try_into().ok()?))
            {
                end += 8;
            }
            match *rest.get(end)? {
                b'"' => {
                    let text = &rest[..end];
                    self.at += end + 2;
                    return (ascii || str::from_utf8(text).is_ok()).then_some(text);
                }
                b'\\' | 0..0x20 => return None,
                byte => ascii &= byte < 0x80,
            }
            end += 1;
        }
    }

    /// A text behind its name, if that stands here; the outer [`None`] is a text that is none.
    #[expect(clippy::option_option, reason = "not there, and not readable, are two things")]
    #[inline]
    fn maybe_text<const N: usize>(&mut self, name: &[u8; N]) -> Option<Option<&'a [u8]>> {
        if self.maybe(name) { self.text().map(Some) } else { Some(None) }
    }

    /// A whole number of at most nine digits.
    fn number(&mut self) -> Option<u32> {
        let (value, digits) = self.digits();
        let first = self.bytes.get(self.at)?;
        // JSON knows no number that begins with a nought and goes on, and a tenth digit may not fit.
        if digits == 0 || digits > 9 || (digits > 1 && *first == b'0') {
            return None;
        }
        self.at += digits;
        Some(value)
    }

    #[expect(clippy::option_option, reason = "not there, and not readable, are two things")]
    fn maybe_number<const N: usize>(&mut self, name: &[u8; N]) -> Option<Option<u32>> {
        if self.maybe(name) { self.number().map(Some) } else { Some(None) }
    }

    /// The number that begins here, as far as ten digits of it say, and how many digits it has.
    fn digits(&self) -> (u32, usize) {
        let rest = &self.bytes[self.at..];
        let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let value = rest[..digits.min(9)].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        (value, digits)
    }

    /// A length in seconds with at most three decimals.
    fn seconds(&mut self) -> Option<Duration> {
        let seconds = self.number()?;
        let mut millis = 0;
        if self.maybe(b".") {
            let (value, digits) = self.digits();
            millis = match digits {
                1 => value * 100,
                2 => value * 10,
                3 => value,
                _ => return None,
            };
            self.at += digits;
        }
        // An exponent is a number too, but none this program writes.
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E' | b'.')) {
            return None;
        }
        Some(Duration::from_millis(u64::from(seconds) * 1_000 + u64::from(millis)).min(LONGEST))
    }

    /// Passes a length behind its name, if that stands here.
    fn maybe_seconds<const N: usize>(&mut self, name: &[u8; N]) -> Option<()> {
        if self.maybe(name) { self.seconds().map(|_| ()) } else { Some(()) }
    }

    /// The parts of the body in a list whose beginning has been passed, to its end.
    fn areas(&mut self) -> Option<Areas> {
        let mut areas = Areas::default();
        loop {
            let word = self.text()?;
            // One a later version adds is dropped, as it is everywhere.
            if let Some(area) = Area::ALL.iter().find(|area| area.word().as_bytes() == word) {
                areas.add(*area);
            }
            if self.maybe(b"]") {
                return Some(areas);
            }
            self.eat(b",")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_this_program_writes_is_read_where_it_stands() {
        let lines = include_bytes!("../../../tests/goldens/journal/v1.jsonl");
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let (_, _, length) = scan(line).unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(line)));
            assert_eq!(length, line.len());
        }
    }
}
