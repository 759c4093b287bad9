//! What chance does to a file.

use unhunch::routine::FILE_LIMIT;

use super::chance::Random;

/// Pieces that turn a file into another kind of trouble.
const GRAFTS: [&[u8]; 50] = [
    b"\"",
    b"\"\"\"",
    b"'",
    b"'''",
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"=",
    b"==",
    b"\n",
    b"\r",
    b"\r\n",
    b",",
    b".",
    b"#",
    b"\0",
    b"\x1b[2J",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x91\xa9",
    b"\xcc\x81",
    b"\\u001b",
    b"\\",
    b"[steps]\n",
    b"[[steps]]\n",
    b"[[movement]]\n",
    b"[movement.dose]\n",
    b"movement = \"cat-cow\"\n",
    b"hold = 20s\n",
    b"1e999",
    b"-9223372036854775809",
    b"0x",
    b"1979-05-27T07:32:00Z",
    b"a.b.c = 1\n",
    b": ",
    b"{\"v\":1,",
    b"\"at\":\"2026-11-21T09:30:00.123+01:00\"",
    b"99999999999999999999",
    b"\\ud800",
    b"null",
    b"<exercise>",
    b"</",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"&b;",
    b"<![CDATA[",
    b"1. ",
    b"10 times each way, 20 seconds",
];

pub(crate) fn mutated(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Random(number);
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            1 => {
                let graft = GRAFTS[dice.below(GRAFTS.len())];
                bytes.splice(at..at, graft.iter().copied());
            }
            2 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).expect("a byte"),
            3 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let to = (from + dice.below(400)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            4 => bytes.truncate(at),
            5 => {
                // The same piece over and over, up to the limit: what is quadratic shows here.
                let end = (at + 1 + dice.below(60)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                let room = FILE_LIMIT.saturating_sub(bytes.len()) / piece.len().max(1);
                let times = if dice.below(4) == 0 { room } else { dice.below(50.min(room + 1)) };
                let many = piece.repeat(times);
                bytes.splice(at..at, many);
            }
            _ => {
                let graft = GRAFTS[dice.below(GRAFTS.len())];
                let room = FILE_LIMIT.saturating_sub(bytes.len()) / graft.len();
                let times = if dice.below(6) == 0 { room } else { dice.below(30.min(room + 1)) };
                bytes.splice(at..at, graft.repeat(times));
            }
        }
        bytes.truncate(FILE_LIMIT);
    }
    bytes
}
