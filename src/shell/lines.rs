//! From lines of a pipe to keys: a letter and Enter, where no terminal gives single keys.

use crate::app::Key;

/// A longer line than this is cut; nobody types it.
const LONGEST_LINE: usize = 4_096;

/// Reads keys from lines that arrive in pieces.
///
/// An empty line is Enter; a line that is a key's name is that key; in any other each character is a key, in order,
/// without the blanks around them.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    begun: Vec<u8>,
}

impl Lines {
    /// Takes bytes; calls `out` with the keys of each line they end.
    pub(crate) fn feed(&mut self, bytes: &[u8], mut out: impl FnMut(Vec<Key>)) {
        for byte in bytes {
            if *byte == b'\n' {
                out(keys(&std::mem::take(&mut self.begun)));
            } else if self.begun.len() < LONGEST_LINE {
                self.begun.push(*byte);
            }
        }
    }

    /// The keys of a last line without an end, when the input is over.
    pub(crate) fn rest(&mut self) -> Option<Vec<Key>> {
        let rest = std::mem::take(&mut self.begun);
        (!rest.is_empty()).then(|| keys(&rest))
    }
}

fn keys(line: &[u8]) -> Vec<Key> {
    let line = String::from_utf8_lossy(line);
    let line = line.strip_suffix('\r').unwrap_or(&line);
    if line.is_empty() {
        return vec![Key::Enter];
    }
    let word = line.trim();
    match word.to_ascii_lowercase().as_str() {
        "backspace" => return vec![Key::Backspace],
        "down" => return vec![Key::Down],
        "end" => return vec![Key::End],
        "enter" => return vec![Key::Enter],
        "esc" | "escape" => return vec![Key::Esc],
        "home" => return vec![Key::Home],
        "left" => return vec![Key::Left],
        "pagedown" => return vec![Key::PageDown],
        "pageup" => return vec![Key::PageUp],
        "right" => return vec![Key::Right],
        "" | "space" => return vec![Key::Char(' ')],
        "tab" => return vec![Key::Tab],
        "up" => return vec![Key::Up],
        _ => {}
    }
    word.chars()
        .filter(|letter| !letter.is_control() && *letter != char::REPLACEMENT_CHARACTER)
        .map(Key::Char)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<Vec<Key>> {
        let mut lines = Lines::default();
        let mut out = Vec::new();
        for piece in pieces {
            lines.feed(piece, |keys| out.push(keys));
        }
        out.extend(lines.rest());
        out
    }

    #[test]
    fn a_line_is_a_key_a_name_or_several_keys() {
        let rows: [(&[u8], &[Key]); 13] = [
            (b"\n", &[Key::Enter]),
            (b"\r\n", &[Key::Enter]),
            (b"s\n", &[Key::Char('s')]),
            (b"S\r\n", &[Key::Char('S')]),
            (b" s \n", &[Key::Char('s')]),
            (b"12\n", &[Key::Char('1'), Key::Char('2')]),
            (b"enter\n", &[Key::Enter]),
            (b"Esc\n", &[Key::Esc]),
            (b"up\n", &[Key::Up]),
            (b"down\n", &[Key::Down]),
            (b"space\n", &[Key::Char(' ')]),
            (b" \n", &[Key::Char(' ')]),
            (b"\xff\x1bq\n", &[Key::Char('q')]),
        ];
        for (bytes, keys) in rows {
            assert_eq!(read(&[bytes]), [keys], "{bytes:?}");
        }
    }

    #[test]
    fn lines_come_in_any_pieces_and_the_last_needs_no_end() {
        assert_eq!(
            read(&[b"s", b"\n\nen", b"ter\nq"]),
            [vec![Key::Char('s')], vec![Key::Enter], vec![Key::Enter], vec![Key::Char('q')]]
        );
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let mut lines = Lines::default();
        for _ in 0..100 {
            lines.feed(&[b'x'; 1_000], |_| panic!("no line has ended"));
        }
        assert_eq!(lines.rest().unwrap().len(), LONGEST_LINE);
    }
}
