//! From the bytes a terminal sends to keys and clicks.
//!
//! The program reads its terminal itself: a sequence torn in two by a slow line is put together again (a lone Escape
//! would stop a session), what is pasted is never keys, and a terminal that has gone away is noticed.

use std::time::Duration;

use crate::app::{Focus, Key};

/// Something a person did at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The left button was pressed and let go over a cell.
    Click {
        /// Columns from the left.
        col: u16,
        /// Rows from the top.
        row: u16,
    },
    /// Ctrl-D: the end of what is typed, where lines are read.
    EndOfInput,
    /// They went to the terminal's window, or to another one.
    Focus(Focus),
    /// A key.
    Key(Key),
    /// A letter of a paste: text, never a key.
    Pasted(char),
    /// Ctrl-Z.
    Suspend,
}

/// How long an Escape may wait for the rest of a sequence before it is the key. A line slower than this tears the sequence of
/// an arrow key: its Escape is the key that stops, and the rest of it is dropped rather than taken for answers.
pub(crate) const ESCAPE_WAITS: Duration = Duration::from_millis(50);
/// How long the rest of a longer sequence may take before what came of it is dropped, and for how long after an Escape that
/// became the key the rest of its sequence is known for what it is.
const SEQUENCE_WAITS: Duration = Duration::from_millis(500);
/// How long a paste may stop before it counts as over, so that a lost end never locks the keyboard.
const PASTE_WAITS: Duration = Duration::from_secs(2);
/// Longer sequences than this mean nothing here.
const LONGEST_SEQUENCE: usize = 64;
/// Of a longer string only its beginning and its end are kept: nothing in it means anything here.
const LONGEST_STRING: usize = 1_024;

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Reads keys from bytes that arrive in pieces.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// A sequence or letter of which the end has not come yet.
    begun: Vec<u8>,
    /// When its first byte came.
    began: Duration,
    /// When the last byte came.
    last: Duration,
    reading: Reading,
    /// When an Escape became the key: what follows soon may be the rest of its sequence.
    escaped: Option<Duration>,
    /// Whether what has begun is that rest, which means nothing any more.
    is_a_rest: bool,
    /// The beginning of a letter in a paste.
    pasted: Vec<u8>,
    /// Where the left button went down.
    pressed: Option<(u16, u16)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Keys,
    /// Inside a paste; this much of the mark that ends it has come.
    Paste { matched: usize },
}

/// What the bytes so far are.
#[derive(Debug, PartialEq, Eq)]
enum Sequence {
    /// The beginning of something.
    Unfinished,
    /// Something whole.
    Whole,
    /// Nothing; the last byte does not belong to it.
    Broken,
}

impl Keys {
    /// Takes bytes that arrived at `at`, a time that never runs backwards.
    pub(crate) fn feed(&mut self, bytes: &[u8], at: Duration, out: &mut Vec<Typed>) {
        self.settle(at, out);
        self.last = at;
        for byte in bytes {
            self.byte(*byte, out);
        }
    }

    /// When a lone Escape that has come becomes the key, if nothing follows.
    pub(crate) fn matures(&self) -> Option<Duration> {
        self.begun.ends_with(b"\x1b").then(|| self.last + ESCAPE_WAITS)
    }

    /// Gives up waiting for what should have come by now.
    pub(crate) fn settle(&mut self, at: Duration, out: &mut Vec<Typed>) {
        let waited = at.saturating_sub(self.last);
        if self.begun.ends_with(b"\x1b") && waited >= ESCAPE_WAITS {
            self.begun.clear();
            self.escaped = Some(at);
            out.push(Typed::Key(Key::Esc));
        } else if at.saturating_sub(self.began) >= SEQUENCE_WAITS {
            self.begun.clear();
        }
        if waited >= PASTE_WAITS {
            self.reading = Reading::Keys;
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Typed>) {
        if let Reading::Paste { matched } = self.reading {
            let matched = if PASTE_ENDS[matched] == byte { matched + 1 } else { usize::from(byte == PASTE_ENDS[0]) };
            self.reading = if matched == PASTE_ENDS.len() { Reading::Keys } else { Reading::Paste { matched } };
            if matched > 0 {
                self.pasted.clear();
            } else {
                self.pasted.push(byte);
                match std::str::from_utf8(&self.pasted) {
                    Ok(text) => {
                        out.extend(text.chars().filter(|c| !c.is_control()).map(Typed::Pasted));
                        self.pasted.clear();
                    }
                    // A letter has four bytes at most.
                    Err(error) if error.error_len().is_some() || self.pasted.len() > 3 => self.pasted.clear(),
                    Err(_) => {}
                }
            }
            return;
        }
        if self.begun.is_empty() {
            self.began = self.last;
            let escaped = self.escaped.take().filter(|at| self.last.saturating_sub(*at) < SEQUENCE_WAITS);
            self.is_a_rest = escaped.is_some() && matches!(byte, b'[' | b'O');
            if self.is_a_rest {
                self.begun.push(0x1b);
            }
        }
        self.begun.push(byte);
        match sequence(&self.begun) {
            Sequence::Unfinished => {
                if is_string(&self.begun) {
                    if self.begun.len() > LONGEST_STRING {
                        let end = self.begun.len() - 2;
                        self.begun.drain(2..end);
                    }
                } else if self.begun.len() > LONGEST_SEQUENCE {
                    self.begun.clear();
                }
            }
            Sequence::Whole => {
                let whole = std::mem::take(&mut self.begun);
                // The beginning of a paste counts in any case: what is pasted is never keys.
                if !std::mem::take(&mut self.is_a_rest) || whole == PASTE_BEGINS {
                    self.whole(&whole, out);
                }
            }
            Sequence::Broken => {
                let broken = std::mem::take(&mut self.begun);
                if broken.len() > 1 && broken[broken.len() - 2] == b'\x1b' && !std::mem::take(&mut self.is_a_rest) {
                    // Escape and at once another key: both, for Escape is the key that stops, and must not get lost.
                    out.push(Typed::Key(Key::Esc));
                }
                if broken.len() > 1 {
                    self.byte(byte, out);
                }
            }
        }
    }

    fn whole(&mut self, bytes: &[u8], out: &mut Vec<Typed>) {
        if bytes == PASTE_BEGINS {
            self.reading = Reading::Paste { matched: 0 };
        } else if let Some(button) = Button::read(bytes) {
            out.extend(self.button(button));
        } else {
            out.extend(meaning(bytes));
        }
    }

    /// A click is the button pressed and let go over one cell. It acts when the button is let go, so that nothing the
    /// terminal still has to say about it can reach the shell after the program has left.
    fn button(&mut self, button: Button) -> Option<Typed> {
        let Button { col, row, edge, left, wheel } = button;
        if !left {
            // The wheel goes where the arrows go.
            return wheel.map(Typed::Key);
        }
        match edge {
            Edge::Down => {
                self.pressed = Some((col, row));
                None
            }
            Edge::Up => (self.pressed.take() == Some((col, row))).then_some(Typed::Click { col, row }),
        }
    }
}

/// Puts together what a terminal sent in pieces, without asking what it means.
#[derive(Debug, Default)]
pub(crate) struct Torn {
    begun: Vec<u8>,
}

impl Torn {
    /// Takes bytes; hands on each sequence, letter or byte that is whole, and what turned out to be none.
    pub(crate) fn feed(&mut self, bytes: &[u8], mut out: impl FnMut(&[u8])) {
        for byte in bytes {
            self.begun.push(*byte);
            if sequence(&self.begun) != Sequence::Unfinished || self.begun.len() > LONGEST_STRING {
                out(&self.begun);
                self.begun.clear();
            }
        }
    }

    /// What has begun and not ended.
    pub(crate) fn rest(self) -> Vec<u8> {
        self.begun
    }
}

/// What `bytes` are, all but the last of which were found unfinished before.
fn sequence(bytes: &[u8]) -> Sequence {
    match bytes {
        [] | [0x1b] => Sequence::Unfinished,
        [0x1b, b'[', body @ ..] => control(body),
        [0x1b, b'O', body @ ..] => match body {
            [] => Sequence::Unfinished,
            [0x20..=0x7e, ..] => Sequence::Whole,
            [..] => Sequence::Broken,
        },
        [0x1b, b'P' | b']' | b'X' | b'^' | b'_', body @ ..] => string(body),
        [0x1b, ..] => Sequence::Broken,
        [first, rest @ ..] => letter(*first, rest),
    }
}

/// A sequence after `ESC [`.
fn control(body: &[u8]) -> Sequence {
    match body {
        // The old mouse sends three raw bytes, the Linux console's F1 to F5 a second bracket.
        [b'M', raw @ ..] if raw.len() >= 3 => Sequence::Whole,
        [] | [b'M', ..] | [b'['] | [.., 0x20..=0x3f] => Sequence::Unfinished,
        [.., 0x40..=0x7e] => Sequence::Whole,
        [..] => Sequence::Broken,
    }
}

/// A string, such as an answer to a question: it ends with a bell or a string terminator.
fn string(body: &[u8]) -> Sequence {
    match body {
        [.., 0x07] | [.., 0x1b, b'\\'] => Sequence::Whole,
        // No answer has these in it: somebody is typing.
        [.., 0x03 | b'\r'] | [.., 0x1b, _] => Sequence::Broken,
        [..] => Sequence::Unfinished,
    }
}

/// A letter in UTF-8.
fn letter(first: u8, rest: &[u8]) -> Sequence {
    let length = match first {
        0x00..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Sequence::Broken,
    };
    if rest.last().is_some_and(|last| !matches!(last, 0x80..=0xbf)) {
        Sequence::Broken
    } else if rest.len() + 1 < length {
        Sequence::Unfinished
    } else {
        Sequence::Whole
    }
}

/// Whether these bytes are the beginning of a string a terminal sends, such as the answer to a question another
/// program asked: it is as long as it is, and swallowed.
fn is_string(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1b, b'P' | b']' | b'X' | b'^' | b'_', ..])
}

fn meaning(bytes: &[u8]) -> Option<Typed> {
    let key = match bytes {
        [0x03] => Key::CtrlC,
        [0x04] => return Some(Typed::EndOfInput),
        [0x1a] => return Some(Typed::Suspend),
        b"\t" => Key::Tab,
        b"\r" | b"\n" | b"\x1bOM" => Key::Enter,
        [0x08 | 0x7f] => Key::Backspace,
        [0x1b, b'O', last] => key_named(*last)?,
        [0x1b, b'[', parameters @ .., b'~'] => match first_number(parameters)? {
            1 | 7 => Key::Home,
            4 | 8 => Key::End,
            5 => Key::PageUp,
            6 => Key::PageDown,
            _ => return None,
        },
        [0x1b, b'[', b'I'] => return Some(Typed::Focus(Focus::Here)),
        [0x1b, b'[', b'O'] => return Some(Typed::Focus(Focus::Elsewhere)),
        [0x1b, b'[', b'Z'] => Key::BackTab,
        [0x1b, b'[', parameters @ .., last] if !parameters.starts_with(b"[") => key_named(*last)?,
        [0x1b, ..] => return None,
        letters => {
            std::str::from_utf8(letters).ok()?.chars().next().filter(|letter| !letter.is_control()).map(Key::Char)?
        }
    };
    Some(Typed::Key(key))
}

fn key_named(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        _ => return None,
    })
}

fn first_number(parameters: &[u8]) -> Option<u16> {
    let first = parameters.split(|byte| *byte == b';').next()?;
    std::str::from_utf8(first).ok()?.parse().ok()
}

/// One report of the mouse.
struct Button {
    col: u16,
    row: u16,
    edge: Edge,
    left: bool,
    /// What a turn of the wheel stands for.
    wheel: Option<Key>,
}

enum Edge {
    Down,
    Up,
}

impl Button {
    fn read(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1b, b'[', b'<', parameters @ .., last @ (b'M' | b'm')] => {
                let mut numbers =
                    parameters.split(|byte| *byte == b';').map(|n| std::str::from_utf8(n).ok()?.parse::<u16>().ok());
                let button = numbers.next()??;
                let col = numbers.next()??.checked_sub(1)?;
                let row = numbers.next()??.checked_sub(1)?;
                let edge = if *last == b'M' { Edge::Down } else { Edge::Up };
                let wheel = wheel(button);
                // The bits 4, 8 and 16 are keys held down, 32 is movement, 64 the wheel.
                Some(Self { col, row, edge, left: button & !0b1_1100 == 0, wheel })
            }
            [0x1b, b'[', b'M', button, col, row] => {
                let place = |byte: &u8| u16::from(byte.saturating_sub(33));
                let button = button.saturating_sub(32) & !0b1_1100;
                let wheel = wheel(u16::from(button));
                let edge = if button == 3 { Edge::Up } else { Edge::Down };
                Some(Self { col: place(col), row: place(row), edge, left: button == 0 || button == 3, wheel })
            }
            _ => None,
        }
    }
}

/// The key of a turn of the wheel.
const fn wheel(button: u16) -> Option<Key> {
    match button & !0b1_1100 {
        64 => Some(Key::Up),
        65 => Some(Key::Down),
        _ => None,
    }
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// Feeds pieces ten milliseconds apart and then waits long.
    fn typed(pieces: &[&[u8]]) -> Vec<Typed> {
        let mut keys = Keys::default();
        let mut out = Vec::new();
        let mut now = at(0);
        for piece in pieces {
            keys.feed(piece, now, &mut out);
            now += at(10);
        }
        keys.settle(now + at(5_000), &mut out);
        out
    }

    fn keys(pieces: &[&[u8]]) -> Vec<Key> {
        typed(pieces)
            .into_iter()
            .filter(|typed| !matches!(typed, Typed::Pasted(_)))
            .map(|typed| match typed {
                Typed::Key(key) => key,
                other @ (Typed::Click { .. }
                | Typed::EndOfInput
                | Typed::Focus(_)
                | Typed::Pasted(_)
                | Typed::Suspend) => {
                    panic!("not a key: {other:?}")
                }
            })
            .collect()
    }

    #[test]
    fn every_key_the_program_knows_is_read() {
        let rows: [(&[u8], Key); 29] = [
            (b"s", Key::Char('s')),
            (b" ", Key::Char(' ')),
            (b"?", Key::Char('?')),
            ("é".as_bytes(), Key::Char('é')),
            ("漢".as_bytes(), Key::Char('漢')),
            (b"\r", Key::Enter),
            (b"\n", Key::Enter),
            (b"\x1bOM", Key::Enter),
            (b"\x1b", Key::Esc),
            (b"\t", Key::Tab),
            (b"\x1b[Z", Key::BackTab),
            (b"\x7f", Key::Backspace),
            (b"\x08", Key::Backspace),
            (b"\x03", Key::CtrlC),
            (b"\x1b[A", Key::Up),
            (b"\x1b[B", Key::Down),
            (b"\x1b[C", Key::Right),
            (b"\x1b[D", Key::Left),
            (b"\x1bOA", Key::Up),
            (b"\x1bOB", Key::Down),
            (b"\x1b[1;5A", Key::Up),
            (b"\x1b[H", Key::Home),
            (b"\x1b[F", Key::End),
            (b"\x1b[1~", Key::Home),
            (b"\x1b[4~", Key::End),
            (b"\x1b[7~", Key::Home),
            (b"\x1b[8~", Key::End),
            (b"\x1b[5~", Key::PageUp),
            (b"\x1b[6;2~", Key::PageDown),
        ];
        for (bytes, key) in rows {
            assert_eq!(keys(&[bytes]), [key], "{bytes:?}");
        }
    }

    #[test]
    fn a_sequence_torn_anywhere_is_one_key() {
        for whole in [b"\x1b[A".as_slice(), b"\x1b[1;5A", b"\x1bOA", "漢".as_bytes(), b"\x1b[5~"] {
            for cut in 1..whole.len() {
                assert_eq!(typed(&[&whole[..cut], &whole[cut..]]), typed(&[whole]), "{whole:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn the_rest_of_a_torn_sequence_is_no_key() {
        for whole in [b"\x1b[A".as_slice(), b"\x1b[1;5A", b"\x1bOA", b"\x1b[5~", b"\x1b[1~", b"\x1b[<0;1;2M"] {
            for pause in [60, 200, 499] {
                let mut keys = Keys::default();
                let mut out = Vec::new();
                keys.feed(&whole[..1], at(0), &mut out);
                keys.settle(at(55), &mut out);
                keys.feed(&whole[1..], at(55 + pause), &mut out);
                keys.feed(b"1", at(1_000 + pause), &mut out);
                assert_eq!(out, [Typed::Key(Key::Esc), Typed::Key(Key::Char('1'))], "{whole:?} after {pause} ms");
            }
        }
    }

    #[test]
    fn an_escape_is_the_key_once_nothing_has_followed_for_a_while() {
        let mut keys = Keys::default();
        let mut out = Vec::new();
        keys.feed(b"\x1b", at(100), &mut out);
        assert_eq!((out.as_slice(), keys.matures()), (&[][..], Some(at(150))));
        keys.settle(at(149), &mut out);
        assert_eq!(out, []);
        keys.settle(at(150), &mut out);
        assert_eq!(out, [Typed::Key(Key::Esc)]);
        keys.feed(b"[A", at(650), &mut out);
        assert_eq!(out[1..], [Typed::Key(Key::Char('[')), Typed::Key(Key::Char('A'))]);
    }

    #[test]
    fn an_escape_is_never_lost_whatever_follows_it() {
        assert_eq!(keys(&[b"\x1bs"]), [Key::Esc, Key::Char('s')]);
        assert_eq!(keys(&[b"\x1b\x1b"]), [Key::Esc, Key::Esc]);
        assert_eq!(keys(&[b"\x1b\x1b[A"]), [Key::Esc, Key::Up]);
        assert_eq!(keys(&[b"\x1b\r"]), [Key::Esc, Key::Enter]);
        assert_eq!(keys(&[b"\x1b\x03"]), [Key::Esc, Key::CtrlC]);
    }

    #[test]
    fn what_is_pasted_is_never_keys() {
        assert_eq!(keys(&[b"a\x1b[200~sq\r\x1b[A\x1b[201\x1b[201~b"]), [Key::Char('a'), Key::Char('b')]);
        assert_eq!(keys(&[b"\x1b[20", b"0~ss", b"ss\x1b[2", b"01~b"]), [Key::Char('b')]);
    }

    #[test]
    fn a_paste_is_letters_without_the_ends_of_its_lines() {
        let pasted = typed(&["\x1b[200~n\u{e9}".as_bytes(), b"c\rk\x1b[201~"]);
        assert_eq!(pasted, ['n', '\u{e9}', 'c', 'k'].map(Typed::Pasted));
    }

    #[test]
    fn the_wheel_goes_where_the_arrows_go() {
        assert_eq!(keys(&[b"\x1b[<64;3;4M\x1b[<65;3;4M\x1b[<68;3;4M"]), [Key::Up, Key::Down, Key::Up]);
    }

    #[test]
    fn a_paste_that_never_ends_gives_the_keyboard_back_after_a_silence() {
        let mut keys = Keys::default();
        let mut out = Vec::new();
        keys.feed(b"\x1b[200~sss", at(0), &mut out);
        keys.feed(b"s", at(1_900), &mut out);
        keys.feed(b"s", at(3_900), &mut out);
        out.retain(|typed| !matches!(typed, Typed::Pasted(_)));
        assert_eq!(out, [Typed::Key(Key::Char('s'))]);
    }

    #[test]
    fn a_sequence_that_never_ends_gives_the_keyboard_back() {
        for begun in [b"\x1b[".as_slice(), b"\x1b]11;rgb", b"\x1bP", b"\x1bO", b"\xe6"] {
            let mut keys = Keys::default();
            let mut out = Vec::new();
            keys.feed(begun, at(0), &mut out);
            keys.feed(b"s", at(600), &mut out);
            assert_eq!(out, [Typed::Key(Key::Char('s'))], "{begun:?}");
        }
    }

    #[test]
    fn the_keys_that_stop_are_heard_inside_a_sequence_that_never_ends() {
        for begun in [b"\x1b[".as_slice(), b"\x1b]", b"\x1bP1", b"\x1bO", b"\xe6", b"\x1b[3", b"\x1b[<0;1"] {
            assert_eq!(keys(&[begun, b"\x03"]), [Key::CtrlC], "{begun:?}");
            assert_eq!(keys(&[begun, b"\x1b"]), [Key::Esc], "{begun:?}");
            assert_eq!(keys(&[begun, b"\x1b\x03"]), [Key::Esc, Key::CtrlC], "{begun:?}");
        }
    }

    #[test]
    fn answers_to_questions_nobody_here_asked_are_swallowed() {
        let rows: [&[u8]; 6] = [
            b"\x1b]11;rgb:ffff/ffff/ffff\x07",
            b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            b"\x1bP>|xterm(370)\x1b\\",
            b"\x1b[?62;22c",
            b"\x1b[12;40R",
            b"\x1b[[A",
        ];
        for bytes in rows {
            assert_eq!(typed(&[bytes, b"x"]), [Typed::Key(Key::Char('x'))], "{bytes:?}");
        }
    }

    #[test]
    fn where_the_focus_is_is_no_key() {
        assert_eq!(typed(&[b"\x1b[I"]), [Typed::Focus(Focus::Here)]);
        assert_eq!(typed(&[b"\x1b[O"]), [Typed::Focus(Focus::Elsewhere)]);
        assert_eq!(typed(&[b"\x1b[", b"Os"]), [Typed::Focus(Focus::Elsewhere), Typed::Key(Key::Char('s'))]);
        assert_eq!(keys(&[b"\x1bOA"]), [Key::Up]);
    }

    #[test]
    fn a_click_is_the_left_button_pressed_and_let_go_over_one_cell() {
        let click = [Typed::Click { col: 4, row: 2 }];
        assert_eq!(typed(&[b"\x1b[<0;5;3M\x1b[<0;5;3m"]), click);
        assert_eq!(typed(&[b"\x1b[M \x25\x23\x1b[M#\x25\x23"]), click);
        assert_eq!(typed(&[b"\x1b[<0;5;3M"]), []);
        assert_eq!(typed(&[b"\x1b[<0;5;3M\x1b[<0;9;3m"]), []);
        assert_eq!(typed(&[b"\x1b[<2;5;3M\x1b[<2;5;3m"]), []);
        assert_eq!(typed(&[b"\x1b[<66;5;3M"]), []);
        assert_eq!(typed(&[b"\x1b[<0;0;0M\x1b[<0;0;0m"]), []);
    }

    #[test]
    fn bytes_that_are_no_letter_are_dropped_and_the_next_one_is_read() {
        assert_eq!(keys(&[b"\xff\xfes"]), [Key::Char('s')]);
        assert_eq!(keys(&[b"\xc3s"]), [Key::Char('s')]);
        assert_eq!(keys(&[b"\x00\x01\x1c\xc2\x80s"]), [Key::Char('s')]);
        assert_eq!(keys(&[b"\xe6\xbc\x03"]), [Key::CtrlC]);
    }

    #[test]
    fn no_bytes_in_whatever_pieces_ever_panic_or_hold_the_keyboard() {
        let seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut state = seed;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let alphabet = b"\x1b\x1b[[OM<;0123~mAPs\x07\\]\xe6\xbc\xa2\xff ";
        let mut keys = Keys::default();
        let mut now = at(0);
        for _ in 0..20_000 {
            let piece: Vec<u8> =
                (0..next() % 12).map(|_| alphabet[usize::try_from(next()).unwrap() % alphabet.len()]).collect();
            keys.feed(&piece, now, &mut Vec::new());
            now += at(next() % 700);
        }
        let mut out = Vec::new();
        keys.feed(b"q", now + at(3_000), &mut out);
        assert_eq!(out.last(), Some(&Typed::Key(Key::Char('q'))), "seed {seed:#x}");
    }
}
