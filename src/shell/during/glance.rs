//! What can be told of a command's output at a glance: its last lines, and the modes it has set on its terminal.

use std::collections::{BTreeSet, VecDeque};

use crate::units::text;

use super::harmless::OTHER_SCREEN;
use super::pieces::{Piece, Pieces, marked, plain};

/// The output at a glance.
#[derive(Debug, Default)]
pub(super) struct Glance {
    pieces: Pieces,
    lines: LastLines,
    modes: Modes,
}

/// The last lines, as text.
#[derive(Debug, Default)]
struct LastLines {
    begun: Vec<u8>,
    /// Whether the next text takes the begun line's place: a line of progress is written over.
    returned: bool,
    last: VecDeque<Vec<u8>>,
}

/// So many lines are kept to be said.
const LINES: usize = 20;
/// A longer line is cut, in bytes.
const LONGEST: usize = 400;
/// The same, in letters as it is shown.
const LETTERS: usize = 160;

impl Glance {
    /// Looks at output.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let Self { pieces, lines, modes } = self;
        pieces.feed(bytes, |piece| match piece {
            Piece::Sequence(sequence) => modes.sequence(sequence),
            Piece::Escape(byte) => modes.escape(byte),
            Piece::Text(_) | Piece::Control(_) if modes.on_other_screen() => {}
            Piece::Text(text) => lines.text(text),
            Piece::Control(byte) => lines.control(byte),
        });
    }

    /// The last line with anything on it, harmless and short.
    pub(super) fn line(&self) -> String {
        let begun = !is_blank(&self.lines.begun);
        let line = if begun { Some(&self.lines.begun) } else { self.lines.last.back() };
        line.map(|line| shown(line)).unwrap_or_default()
    }

    /// The last lines with anything on them.
    pub(super) fn lines(&self) -> Vec<String> {
        let begun = Some(&self.lines.begun).filter(|line| !is_blank(line));
        let all = self.lines.last.iter().chain(begun);
        let count = all.clone().count();
        all.skip(count.saturating_sub(LINES)).map(|line| shown(line)).collect()
    }

    /// What is set on the terminal.
    pub(super) const fn modes(&self) -> &Modes {
        &self.modes
    }
}

impl LastLines {
    fn text(&mut self, text: &[u8]) {
        if std::mem::take(&mut self.returned) {
            self.begun.clear();
        }
        let room = LONGEST.saturating_sub(self.begun.len());
        self.begun.extend_from_slice(&text[..text.len().min(room)]);
    }

    fn control(&mut self, byte: u8) {
        match byte {
            b'\r' => self.returned = true,
            b'\n' => {
                self.returned = false;
                if !is_blank(&self.begun) {
                    if self.last.len() == LINES {
                        self.last.pop_front();
                    }
                    self.last.push_back(self.begun.clone());
                }
                self.begun.clear();
            }
            b'\t' => self.text(b" "),
            _ => {}
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// A line as it may be shown: nothing invisible, nothing that turns the direction of writing, not long.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    text::clean(text.trim()).chars().take(LETTERS).collect()
}

/// The modes a command has set on its terminal, so that they can be taken back and given again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Modes {
    /// The private modes that are not as at the beginning, of those that are known here.
    private: BTreeSet<u16>,
    /// The keypad sends its own keys.
    keypad: bool,
    /// Letters push others aside.
    insert: bool,
    /// Only some rows scroll.
    region: bool,
    /// The cursor's shape.
    cursor: Option<u16>,
    /// The flags of the keyboard protocol, as they were pushed.
    keyboard: Vec<u16>,
    /// How other keys are told (xterm's `modifyOtherKeys`).
    other_keys: u16,
}

/// The private modes that are known, and whether they are on at the beginning.
const PRIVATE: [(u16, bool); 19] = [
    (1, false),
    (5, false),
    (6, false),
    (7, true),
    (9, false),
    (25, true),
    (47, false),
    (1000, false),
    (1001, false),
    (1002, false),
    (1003, false),
    (1004, false),
    (1005, false),
    (1006, false),
    (1015, false),
    (1016, false),
    (1047, false),
    (1049, false),
    (2004, false),
];
/// More are never pushed in earnest.
const MOST_PUSHED: usize = 8;

impl Modes {
    /// Whether the command shows the other screen.
    pub(super) fn on_other_screen(&self) -> bool {
        OTHER_SCREEN.iter().any(|mode| self.private.contains(mode))
    }

    /// The bytes that take everything back.
    pub(super) fn taken_back(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut say = |text: String| out.extend_from_slice(text.as_bytes());
        if !self.keyboard.is_empty() {
            say(format!("\x1b[<{}u", self.keyboard.len()));
        }
        if self.other_keys > 0 {
            say("\x1b[>4m".to_owned());
        }
        if self.region {
            // This would send the cursor home.
            say("\x1b7\x1b[r\x1b8".to_owned());
        }
        if self.insert {
            say("\x1b[4l".to_owned());
        }
        if self.keypad {
            say("\x1b>".to_owned());
        }
        if self.cursor.is_some() {
            say("\x1b[0 q".to_owned());
        }
        for (mode, on) in PRIVATE.iter().filter(|(mode, _)| self.private.contains(mode)) {
            say(format!("\x1b[?{mode}{}", if *on { 'h' } else { 'l' }));
        }
        out
    }

    /// The bytes that set everything again.
    pub(super) fn given_again(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut say = |text: String| out.extend_from_slice(text.as_bytes());
        for (mode, on) in PRIVATE.iter().rev().filter(|(mode, _)| self.private.contains(mode)) {
            say(format!("\x1b[?{mode}{}", if *on { 'l' } else { 'h' }));
        }
        if let Some(cursor) = self.cursor {
            say(format!("\x1b[{cursor} q"));
        }
        if self.keypad {
            say("\x1b=".to_owned());
        }
        if self.other_keys > 0 {
            say(format!("\x1b[>4;{}m", self.other_keys));
        }
        for flags in &self.keyboard {
            say(format!("\x1b[>{flags}u"));
        }
        out
    }

    fn sequence(&mut self, sequence: &[u8]) {
        if let Some((modes, set @ (b'h' | b'l'))) = marked(sequence, b'?') {
            for mode in modes {
                if let Some((_, on)) = PRIVATE.iter().find(|(known, _)| *known == mode) {
                    if (set == b'h') == *on {
                        self.private.remove(&mode)
                    } else {
                        self.private.insert(mode)
                    };
                }
            }
        } else if let Some((numbers, last)) = marked(sequence, b'>') {
            match (last, &numbers[..]) {
                (b'u', [flags, ..]) if self.keyboard.len() < MOST_PUSHED => self.keyboard.push(*flags),
                (b'm', [4, how]) => self.other_keys = *how,
                (b'm', [4]) => self.other_keys = 0,
                _ => {}
            }
        } else if let Some((numbers, b'u')) = marked(sequence, b'<') {
            let popped = usize::from(numbers[0].max(1));
            self.keyboard.truncate(self.keyboard.len().saturating_sub(popped));
        } else if let Some((numbers, last)) = plain(sequence) {
            match last {
                b'h' if numbers == [4] => self.insert = true,
                b'l' if numbers == [4] => self.insert = false,
                b'r' => self.region = numbers.iter().any(|number| *number > 0),
                _ => {}
            }
        } else if let [0x1b, b'[', digits @ .., b' ', b'q'] = sequence {
            let number = std::str::from_utf8(digits).ok().and_then(|it| it.parse().ok());
            self.cursor = number.filter(|shape| (1..=6).contains(shape));
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'=' => self.keypad = true,
            b'>' => self.keypad = false,
            b'c' => *self = Self::default(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glance(bytes: &[u8]) -> Glance {
        let mut glance = Glance::default();
        glance.feed(bytes);
        glance
    }

    #[test]
    fn the_last_line_is_the_last_with_anything_on_it() {
        let rows: [(&[u8], &str); 9] = [
            (b"", ""),
            (b"one\r\n", "one"),
            (b"one\r\n\r\n  \r\n", "one"),
            (b"one\r\ntwo", "two"),
            (b" 10%\r 20%\r", "20%"),
            (b"\x1b[1;32m   Compiling\x1b[0m serde\x1b]0;title\x07 v1\r\n", "Compiling serde v1"),
            (b"\xff\xfe\x00\x07", "\u{fffd}\u{fffd}"),
            ("漢字\r\n".as_bytes(), "漢字"),
            (b"shell\r\n\x1b[?1049hvim on its screen", "shell"),
        ];
        for (bytes, line) in rows {
            assert_eq!(glance(bytes).line(), line, "{bytes:?}");
        }
    }

    #[test]
    fn a_line_is_bounded_and_turns_nothing_round() {
        let long = glance(&vec![b'x'; 1_000_000]).line();
        assert_eq!(long.len(), LETTERS);
        let turned = glance("a\u{202e}b\u{200b}c".as_bytes()).line();
        assert!(!turned.contains(['\u{202e}', '\u{200b}']), "{turned}");
    }

    #[test]
    fn the_last_twenty_lines_are_kept() {
        let text = (1..=50).map(|n| format!("line {n}\r\n")).collect::<Vec<_>>().join("\r\n");
        let lines = glance(text.as_bytes()).lines();
        assert_eq!((lines.len(), lines[0].as_str(), lines[19].as_str()), (20, "line 31", "line 50"));
        assert_eq!(glance(format!("{text}begun").as_bytes()).lines()[19], "begun");
    }

    #[test]
    fn what_is_set_is_taken_back_and_given_again() {
        let set = b"\x1b[?1049h\x1b[?25l\x1b[?1000;1006h\x1b[?2004h\x1b=\x1b[4h\x1b[2;9r\x1b[5 q\x1b[>1u\x1b[>4;2m";
        let vim = glance(set);
        assert!(vim.modes().on_other_screen());
        let mut back = glance(set);
        back.feed(&vim.modes().taken_back());
        assert_eq!(back.modes(), &Modes::default());
        assert_eq!(back.modes().taken_back(), b"");
        let mut again = Glance::default();
        again.feed(&vim.modes().given_again());
        // Which rows scroll and whether letters push is the next picture's to say.
        let Modes { region: _, insert: _, ref private, keypad, cursor, ref keyboard, other_keys } = *again.modes();
        assert_eq!((private, keypad), (&vim.modes().private, vim.modes().keypad));
        assert_eq!((cursor, keyboard, other_keys), (vim.modes().cursor, &vim.modes().keyboard, vim.modes().other_keys));
    }
}
