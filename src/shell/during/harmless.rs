//! What a command wrote while the coach had the screen, as it is written to the normal screen afterwards: text, colours
//! and the movements of a line, nothing else.
//!
//! Raw, a question in it would be answered by the terminal into the shell's line, and a mode set in it would stay. So only
//! what is known to be harmless is let through, and all else is left out; what was drawn on the other screen is left out
//! whole, as it would be gone by now.

use super::pieces::{Piece, Pieces, marked, plain};

/// Lets through what is harmless.
#[derive(Debug, Default)]
pub(super) struct Harmless {
    pieces: Pieces,
    pass: Pass,
}

#[derive(Debug, Default)]
struct Pass {
    /// Whether the other screen is shown.
    on_other: bool,
    /// Whether a colour or weight may be on.
    styled: bool,
}

/// The modes that show the other screen.
pub(super) const OTHER_SCREEN: [u16; 3] = [47, 1047, 1049];

impl Harmless {
    /// From a command that has, or has not, the other screen already.
    pub(super) fn starting(on_other: bool) -> Self {
        Self { pieces: Pieces::default(), pass: Pass { on_other, styled: false } }
    }

    /// Takes bytes, and appends what of them is harmless.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let Self { pieces, pass } = self;
        pieces.feed(bytes, |piece| pass.piece(piece, out));
    }

    /// Ends it, so that no colour is left on and nothing unfinished is waited for.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        if self.pass.styled {
            out.extend_from_slice(b"\x1b[m");
        }
        *self = Self::starting(self.pass.on_other);
    }
}

impl Pass {
    fn piece(&mut self, piece: Piece<'_>, out: &mut Vec<u8>) {
        match piece {
            Piece::Sequence(sequence) => self.sequence(sequence, out),
            Piece::Text(_) | Piece::Control(_) if self.on_other => {}
            Piece::Text(text) => out.extend_from_slice(text),
            Piece::Control(byte) => out.push(byte),
            Piece::Escape(_) => {}
        }
    }

    fn sequence(&mut self, sequence: &[u8], out: &mut Vec<u8>) {
        if let Some((modes, set @ (b'h' | b'l'))) = marked(sequence, b'?')
            && modes.iter().any(|mode| OTHER_SCREEN.contains(mode))
        {
            self.on_other = set == b'h';
        }
        let Some((numbers, last)) = plain(sequence).filter(|_| !self.on_other) else { return };
        match last {
            b'm' => self.styled = true,
            // Erasing what scrolled away would take what stood there before the command.
            b'J' if numbers.contains(&3) => return,
            b'@'..=b'H' | b'J' | b'K' | b'L' | b'M' | b'P' | b'X' | b'`' | b'd' | b'f' => {}
            _ => return,
        }
        out.extend_from_slice(sequence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn let_through(bytes: &[u8]) -> Vec<u8> {
        let mut filter = Harmless::default();
        let mut out = Vec::new();
        filter.feed(bytes, &mut out);
        out
    }

    #[test]
    fn text_colours_and_progress_stay_as_they_are() {
        let kept: [&[u8]; 6] = [
            b"\x1b[1;32m   Compiling\x1b[0m unhunch v0.1.0\r\n",
            b"\x1b[38;2;1;2;3mred\x1b[m\ttab",
            b"\x1b[38:5:9mcolon\x1b[m",
            b" 10%\r 20%\x1b[K\r\n\x1b[1A\x1b[2K100%",
            "漢字 é ✓ 👩‍👩‍👧".as_bytes(),
            b"caf\xe9\n",
        ];
        for bytes in kept {
            assert_eq!(let_through(bytes), bytes, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn questions_and_modes_and_strings_are_left_out() {
        let left_out: [&[u8]; 30] = [
            b"\x1b[c",
            b"\x1b[0c",
            b"\x1b[>c",
            b"\x1b[=c",
            b"\x1b[5n",
            b"\x1b[6n",
            b"\x1b[?6n",
            b"\x1b[>q",
            b"\x1b[?2026$p",
            b"\x1b[4$p",
            b"\x1b[18t",
            b"\x1b[21t",
            b"\x1b[x",
            b"\x1b[?u",
            b"\x1b[>1u",
            b"\x1b[>4;2m",
            b"\x1b[?1000h",
            b"\x1b[?1000;1006h",
            b"\x1b[?2004h",
            b"\x1b[4h",
            b"\x1b[2;5r",
            b"\x1b[3J",
            b"\x1b]11;?\x07",
            b"\x1b]11;?\x1b\\",
            b"\x1b]0;a title\x07",
            b"\x1bP+q544e\x1b\\",
            b"\x1b_Gi=1,a=q;AAAA\x1b\\",
            b"\x05",
            b"\x1bZ",
            b"\x1bc",
        ];
        for bytes in left_out {
            let around = [b"a", bytes, b"b"].concat();
            assert_eq!(let_through(&around), b"ab", "{:?}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(let_through(b"a\x1b(0\x0e\x0fb\xc2\x9b6nc\x9b6n"), b"ab6nc6n");
    }

    #[test]
    fn what_was_drawn_on_the_other_screen_is_left_out() {
        assert_eq!(let_through(b"before \x1b[?1049h\x1b[2J\x1b[Hvim\r\n\x1b[1mx\x1b[?1049lafter"), b"before after");
    }

    #[test]
    fn a_colour_that_was_left_on_is_ended() {
        let mut filter = Harmless::default();
        let mut out = Vec::new();
        filter.feed(b"\x1b[31mred\x1b[", &mut out);
        filter.end(&mut out);
        filter.feed(b"6n", &mut out);
        assert_eq!(out, b"\x1b[31mred\x1b[m6n", "what was unfinished is forgotten");
    }

    /// Whatever a command writes, cut anywhere: what comes out has no sequence but those that are known to be harmless,
    /// no string, no other control, and it is the same for every way it arrived.
    #[test]
    fn nothing_but_what_is_harmless_comes_out_of_any_noise() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 11).expect("64 bits") % below
        };
        let alphabet: &[&[u8]] = &[
            b"\x1b",
            b"\x1b",
            b"[",
            b"\x1b[",
            b"\x1b]",
            b"\x1bP",
            b"\\",
            b"\x07",
            b"?",
            b">",
            b"$",
            b" ",
            b"!",
            b"6n",
            b"c",
            b"0;1",
            b"m",
            b"h",
            b"l",
            b"u",
            b"t",
            b"q",
            b"p",
            b"r",
            b"1049",
            b"K",
            b"A",
            b"J",
            b"3",
            b"\x18",
            b"\x05",
            b"\x9b",
            b"\xc2",
            b"\xe6\xbc\xa2",
            b"\xff",
            b"\r",
            b"\n",
            b"x",
            b"\x00",
            b"\x7f",
            b"\x9c",
            b"999999999",
        ];
        for round in 0..20_000 {
            let noise: Vec<u8> = (0..=next(40)).flat_map(|_| alphabet[next(alphabet.len())]).copied().collect();
            let whole = let_through(&noise);
            let mut filter = Harmless::default();
            let mut torn = Vec::new();
            for piece in noise.chunks(1 + round % 3) {
                filter.feed(piece, &mut torn);
            }
            assert_eq!(torn, whole, "{noise:?}");
            assert_harmless(&whole, &noise);
        }
    }

    /// A reading of its own, simpler than the filter's.
    fn assert_harmless(out: &[u8], noise: &[u8]) {
        let mut rest = out;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                0x1b => {
                    let body = after.strip_prefix(b"[").unwrap_or_else(|| panic!("{noise:?} let {out:?} through"));
                    let end = body.iter().position(|byte| !(byte.is_ascii_digit() || b";:".contains(byte)));
                    let end = end.unwrap_or_else(|| panic!("{noise:?} let {out:?} through"));
                    assert!(b"mABCDEFGH@JKLMPX`df".contains(&body[end]), "{noise:?} let {out:?} through");
                    rest = &body[end + 1..];
                }
                b'\n' | b'\r' | b'\t' | 0x08 => {}
                other => assert!(*other >= 0x20 && *other != 0x7f, "{noise:?} let {other:#x} through"),
            }
        }
        for control in 0x80..=0x9f_u8 {
            let found = out.windows(2).any(|pair| pair == [0xc2, control]);
            assert!(!found, "{noise:?} let a control of eight bits through");
        }
    }
}
