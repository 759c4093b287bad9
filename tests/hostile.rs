//! Any file of up to 256 KiB is answered, quickly, and with words that are harmless: the files of the house, mutated.
//!
//! In a normal run a few dozen; `UNHUNCH_LONG=MINUTES cargo test --release --test hostile` goes on for as long. Every
//! case comes from a number, which is printed when it fails. What was found stands in `tests/errors` or below.
#![expect(clippy::disallowed_methods, reason = "a long run looks at the clock, and the files are files")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use unhunch::routine::{FILE_LIMIT, FileKind, Library, Paint, PersonalFile};

/// What a file may take, in a release build on a quiet machine (the long run asks for it).
const MOST: Duration = Duration::from_millis(50);
const CASES: u64 = 40;

/// A number that looks like chance and is the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % (most.max(1) as u64)).expect("it is below a usize")
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["routines", "routines/movements", "tests/errors/routines", "tests/errors/movements"];
    let mut seeds = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> =
            fs::read_dir(root.join(folder)).expect("a folder").map(|it| it.expect("it").path()).collect();
        paths.sort();
        let files = paths.iter().filter(|path| path.extension().is_some_and(|it| it == "toml"));
        seeds.extend(files.map(|path| fs::read(path).expect("a file")));
    }
    seeds
}

/// Pieces that turn a file into another kind of trouble.
const GRAFTS: [&[u8]; 38] = [
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
];

fn mutated(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Dice(number);
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

/// Answers a file in every way there is; how long that took.
fn answer(number: u64, bytes: &[u8]) -> Duration {
    let mut longest = Duration::ZERO;
    for kind in [FileKind::Routine, FileKind::Movement] {
        let file = PersonalFile { path: "a.toml".to_owned(), kind, bytes: Ok(bytes.to_vec()) };
        let library = Library::built_in();
        let began = Instant::now();
        let report = library.check(&file);
        let shown = [report.render(Paint::Plain), report.short().join("\n")];
        let _ = FileKind::guess(bytes);
        longest = longest.max(began.elapsed());
        for shown in shown {
            let harmful =
                shown.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
            assert_eq!(harmful, None, "case {number}");
        }
        for problem in report.problems() {
            assert!(problem.hint.as_ref().is_some_and(|hint| !hint.is_empty()), "case {number}: {}", problem.message);
        }
    }
    longest
}

#[test]
fn whatever_a_file_holds_is_answered() {
    let seeds = seeds();
    for number in 0..CASES {
        answer(number, &mutated(&seeds, number));
    }
}

/// A file that is one piece of brackets, keys and signs over and over, up to the limit.
fn soup(number: u64) -> Vec<u8> {
    const PIECES: [&str; 14] = ["[", "]", "{", "}", "[", "{", "a=", "a", "=", ",", ".", "\n", "\"\"", "#"];
    let mut dice = Dice(number);
    let mut take = |most| (0..=dice.below(most)).map(|_| PIECES[dice.below(PIECES.len())]).collect::<String>();
    let (begin, piece) = (take(4), take(7));
    let mut bytes = format!("a = {begin}").into_bytes();
    while bytes.len() < FILE_LIMIT {
        bytes.extend(piece.as_bytes());
    }
    bytes.truncate(FILE_LIMIT);
    bytes
}

#[test]
fn brackets_in_the_places_of_keys_do_not_take_all_of_the_stack() {
    // The parser counts a bracket as closed here that it never counted as open.
    let made_for_it = "a = ".to_owned() + &"{[]a=".repeat(FILE_LIMIT / 5 - 1);
    let dotted = "a = ".to_owned() + &(String::from("{") + &"a.".repeat(32) + "a =").repeat(1_000);
    for text in [made_for_it, dotted] {
        answer(0, text.as_bytes());
    }
    for number in 0..CASES {
        answer(number, &soup(number));
    }
}

/// How long the thread works on answering this file, whoever else wants the machine.
#[cfg(unix)]
fn work(bytes: &[u8]) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("it is not before the beginning");
    let once = || {
        let began = now();
        answer(0, bytes);
        now().saturating_sub(began)
    };
    (0..3).map(|_| once()).min().expect("it was done three times")
}

#[cfg(unix)]
#[test]
fn a_file_eight_times_as_long_is_no_more_than_eight_times_the_work() {
    let kinds: [fn(usize) -> String; 15] = [
        |_| "[[steps]]\nmovement = \"cat-cow\"\nhold = \"20s\"\n".to_owned(),
        |_| "[[steps]]\nmovement = \"cat-crow\"\nhold = 20s\n".to_owned(),
        |_| "# what is said here at some length is of no use to anybody\n".to_owned(),
        |number| format!("key{number} = \"a text of a few words\"\n"),
        |number| format!("key{number} = a text of a few words\n"),
        |number| format!("\"a\\tkey{number}\".b = \"a text of a few words\"\n"),
        |_| "title = \"a text of a few words, once more\"\n".to_owned(),
        |_| "title = \"a text of a few words, never closed\n".to_owned(),
        |_| "a text of a few words ".to_owned(),
        |_| "[movement.dose] # a remark behind a heading\n".to_owned(),
        |_| "[[movement]]\n[movement.dose]\nhold = \"twenty\"\nHold = \"20s\"\n".to_owned(),
        |_| "sources = [\"a text of a few words\", 'and another',\n".to_owned(),
        |_| "a hidden \u{200b} letter and \u{202e} another\r\n".to_owned(),
        |_| "title = \"\"\"a text over\nmany lines\"\"\"\n".to_owned(),
        |_| "{ title = \"a text of a few words\" },".to_owned(),
    ];
    for (at, kind) in kinds.iter().enumerate() {
        let file = |size: usize| {
            let (mut text, mut number) = (String::from("id = \"a\"\n"), 0);
            while text.len() < size {
                text.push_str(&kind(number));
                number += 1;
            }
            text
        };
        let [small, large] = [FILE_LIMIT / 9, FILE_LIMIT / 9 * 8].map(|size| work(file(size).as_bytes()));
        // What is quadratic is 64 times the work; what a machine does meanwhile is no more than a factor.
        assert!(large < small * 20, "kind {at}: {small:?}, then {large:?}");
    }
}

#[test]
fn a_long_run_finds_nothing() {
    let Some(minutes) = std::env::var("UNHUNCH_LONG").ok().and_then(|minutes| minutes.parse::<u64>().ok()) else {
        return;
    };
    let seeds = seeds();
    let (end, mut number, mut slowest) = (Instant::now() + Duration::from_mins(minutes), 1_u64 << 32, Duration::ZERO);
    let mut slow = 0;
    while Instant::now() < end {
        let took = answer(number, &mutated(&seeds, number));
        // A shared machine stops anybody now and then: what is slow is slow again.
        if took > MOST
            && answer(number, &mutated(&seeds, number)) > MOST
            && answer(number, &mutated(&seeds, number)) > MOST
        {
            slow += 1;
            eprintln!("case {number} takes {took:?}");
        }
        slowest = slowest.max(took);
        number += 1;
    }
    eprintln!("{} files, the slowest in {slowest:?}", number - (1 << 32));
    assert_eq!(slow, 0, "files that take more than {MOST:?}");
}
