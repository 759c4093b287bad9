//! What a command writes to its terminal, taken apart: text, the controls that move a line along, and sequences.
//!
//! Strings (OSC, DCS and their like), other controls and what is broken are swallowed here, so that nobody downstream can
//! let one of them through by mistake.

/// A piece of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text without controls: ASCII, whole letters in UTF-8, or single bytes of another charset.
    Text(&'a [u8]),
    /// `\n`, `\r`, tab or backspace.
    Control(u8),
    /// A whole control sequence, from its `ESC [` on.
    Sequence(&'a [u8]),
    /// `ESC` and one more byte.
    Escape(u8),
}

/// Takes output apart that arrives in any pieces.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    state: State,
    /// What of a sequence or a letter has come.
    begun: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// In a letter of so many bytes.
    Letter(usize),
    Escape,
    /// After `ESC` and an intermediate: one final byte ends it, and it means nothing here.
    Intermediate,
    Sequence,
    /// In a sequence too long to mean anything.
    Overlong,
    String,
    /// In a string, after an `ESC` that may begin its end.
    StringEscape,
}

/// Longer sequences than this are swallowed.
const LONGEST: usize = 64;
const ESC: u8 = 0x1b;
const CANCEL: [u8; 2] = [0x18, 0x1a];

impl Pieces {
    /// Takes bytes and hands their pieces on.
    pub(super) fn feed(&mut self, mut bytes: &[u8], mut out: impl FnMut(Piece<'_>)) {
        while let Some(first) = bytes.first() {
            if self.state == State::Text {
                let run = bytes.iter().position(|byte| !(0x20..0x7f).contains(byte)).unwrap_or(bytes.len());
                if run > 0 {
                    out(Piece::Text(&bytes[..run]));
                    bytes = &bytes[run..];
                    continue;
                }
            }
            self.byte(*first, &mut out);
            bytes = &bytes[1..];
        }
    }

    fn byte(&mut self, byte: u8, out: &mut impl FnMut(Piece<'_>)) {
        match self.state {
            State::Text => self.text(byte, out),
            State::Letter(length) => self.letter(byte, length, out),
            State::Escape => self.escape(byte, out),
            State::Intermediate => match byte {
                ESC => self.state = State::Escape,
                0x20..=0x2f => {}
                _ => self.state = State::Text,
            },
            State::Sequence | State::Overlong => self.sequence(byte, out),
            State::String | State::StringEscape => self.string(byte, out),
        }
    }

    fn text(&mut self, byte: u8, out: &mut impl FnMut(Piece<'_>)) {
        match byte {
            ESC => self.state = State::Escape,
            b'\n' | b'\r' | b'\t' | 0x08 => out(Piece::Control(byte)),
            0xc2..=0xf4 => {
                self.begun.clear();
                self.begun.push(byte);
                let length = if byte < 0xe0 { 2 } else { 3 + usize::from(byte >= 0xf0) };
                self.state = State::Letter(length);
            }
            // A byte of an older charset; from 0x80 to 0x9f they are controls there.
            0x20..0x7f | 0xa0..=0xff => out(Piece::Text(&[byte])),
            _ => {}
        }
    }

    fn letter(&mut self, byte: u8, length: usize, out: &mut impl FnMut(Piece<'_>)) {
        if (0x80..=0xbf).contains(&byte) {
            self.begun.push(byte);
            if self.begun.len() < length {
                return;
            }
            let is_control = matches!(self.begun[..], [0xc2, 0x80..=0x9f]);
            if !is_control && std::str::from_utf8(&self.begun).is_ok() {
                out(Piece::Text(&self.begun));
            }
            self.state = State::Text;
            return;
        }
        // It was no letter of UTF-8 after all.
        let stray = self.begun[0];
        self.state = State::Text;
        out(Piece::Text(&[stray]));
        self.byte(byte, out);
    }

    fn escape(&mut self, byte: u8, out: &mut impl FnMut(Piece<'_>)) {
        self.state = match byte {
            ESC => State::Escape,
            b'[' => {
                self.begun.clear();
                self.begun.extend_from_slice(b"\x1b[");
                State::Sequence
            }
            b']' | b'P' | b'X' | b'^' | b'_' => State::String,
            0x20..=0x2f => State::Intermediate,
            0x30..=0x7e => {
                out(Piece::Escape(byte));
                State::Text
            }
            _ => State::Text,
        };
    }

    fn sequence(&mut self, byte: u8, out: &mut impl FnMut(Piece<'_>)) {
        match byte {
            ESC => self.state = State::Escape,
            0x20..=0x3f if self.state == State::Sequence && self.begun.len() < LONGEST => self.begun.push(byte),
            0x20..=0x3f => self.state = State::Overlong,
            0x40..=0x7e => {
                if self.state == State::Sequence {
                    self.begun.push(byte);
                    out(Piece::Sequence(&self.begun));
                }
                self.state = State::Text;
            }
            0x00..0x20 | 0x7f if !CANCEL.contains(&byte) => {}
            _ => self.state = State::Text,
        }
    }

    fn string(&mut self, byte: u8, out: &mut impl FnMut(Piece<'_>)) {
        self.state = match (self.state, byte) {
            (_, 0x07) | (State::StringEscape, b'\\') => State::Text,
            (_, ESC) => State::StringEscape,
            (_, byte) if CANCEL.contains(&byte) => State::Text,
            (State::StringEscape, byte) => {
                // A terminal ends the string here and begins another sequence.
                self.escape(byte, out);
                self.state
            }
            _ => State::String,
        };
    }
}

/// The numbers of a sequence without marks and intermediates, and its final byte; [`None`] for one with them.
pub(super) fn plain(sequence: &[u8]) -> Option<(Vec<u16>, u8)> {
    let (last, body) = sequence.strip_prefix(b"\x1b[")?.split_last()?;
    body.iter().all(|byte| byte.is_ascii_digit() || b";:".contains(byte)).then(|| (numbers(body), *last))
}

/// The numbers of a sequence with one mark before them, such as `?`, and its final byte.
pub(super) fn marked(sequence: &[u8], mark: u8) -> Option<(Vec<u16>, u8)> {
    let (last, body) = sequence.strip_prefix(b"\x1b[")?.split_last()?;
    let body = body.strip_prefix(&[mark])?;
    body.iter().all(|byte| byte.is_ascii_digit() || b";:".contains(byte)).then(|| (numbers(body), *last))
}

fn numbers(body: &[u8]) -> Vec<u16> {
    let number = |part: &[u8]| std::str::from_utf8(part).ok().and_then(|it| it.parse().ok()).unwrap_or(0);
    body.split(|byte| *byte == b';').map(number).collect()
}
