//! Whatever a terminal sends, the keyboard works afterwards. `UNHUNCH_LONG=MINUTES` goes on for as long.

use std::time::{Duration, Instant};

use super::*;

const CASES: u64 = 3_000;

/// What terminals answer, and what of it gets torn.
const PIECES: [&[u8]; 32] = [
    b"\x1b",
    b"\x1b[",
    b"\x1bO",
    b"\x1bP",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]52;c;",
    b"\x1b]0;",
    b"\x1b\\",
    b"\x07",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[20",
    b"\x1b[<0;10;5M",
    b"\x1b[<0;10;5m",
    b"\x1b[<0;99999;0M",
    b"\x1b[M",
    b"\x1b[M\x20\x21\x21",
    b"\x1b[?62;1;6;22c",
    b"\x1b[12;40R",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[1;5A",
    b"\x1b[99999999999999~",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\xf0\x9f\x91",
    b"\xa9",
    b"\xff",
    b"\0",
    b"\r",
    b"\x03",
    b"q",
    b";;;;",
];

/// A number that looks like chance and is the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (most as u64)).expect("it is below a usize")
    }
}

fn feed_anything(number: u64) {
    let mut dice = Dice(number);
    let (mut keys, mut out, mut now) = (Keys::default(), Vec::new(), Duration::ZERO);
    let mut sent = 0;
    for _ in 0..=dice.below(12) {
        let mut bytes = PIECES[dice.below(PIECES.len())].to_vec();
        match dice.below(5) {
            0 => bytes = bytes.repeat(1 + dice.below(400)),
            1 => bytes.truncate(dice.below(bytes.len()) + 1),
            2 => bytes.push(u8::try_from(dice.below(256)).expect("a byte")),
            _ => {}
        }
        sent += bytes.len();
        keys.feed(&bytes, now, &mut out);
        assert!(keys.begun.len() <= LONGEST_STRING + bytes.len(), "case {number}");
        now += Duration::from_millis(dice.below(700) as u64);
    }
    // An Escape that was waited for comes with the byte that was not its own.
    assert!(out.len() <= sent + 1, "case {number}: {} out of {sent} bytes", out.len());
    keys.settle(now + Duration::from_secs(5), &mut out);
    out.clear();
    keys.feed(b"x", now + Duration::from_secs(6), &mut out);
    assert_eq!(out, [Typed::Key(Key::Char('x'))], "case {number}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a long run looks at the clock and the environment")]
fn whatever_a_terminal_sends_the_next_key_is_a_key() {
    (0..CASES).for_each(feed_anything);
    let Some(minutes) = std::env::var("UNHUNCH_LONG").ok().and_then(|it| it.parse::<u64>().ok()) else { return };
    let (end, mut number) = (Instant::now() + Duration::from_secs(minutes * 60), 1_u64 << 32);
    while Instant::now() < end {
        feed_anything(number);
        number += 1;
    }
    eprintln!("{} streams of a terminal", number - (1 << 32));
}

#[test]
fn a_string_without_an_end_is_not_kept() {
    let (mut keys, mut out) = (Keys::default(), Vec::new());
    keys.feed(b"\x1b]52;c;", Duration::ZERO, &mut out);
    keys.feed(&b"A".repeat(10 << 20), Duration::ZERO, &mut out);
    assert!(keys.begun.len() <= LONGEST_STRING);
    keys.feed(b"\x1b\\x", Duration::ZERO, &mut out);
    assert_eq!(out, [Typed::Key(Key::Char('x'))]);
}
