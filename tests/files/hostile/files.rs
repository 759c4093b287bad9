//! Routine and movement files: the files of the house, mutated, and files made for it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use unhunch::routine::{FILE_LIMIT, FileKind, Library, Paint, PersonalFile};

use super::chance::Random;
use super::dice::mutated;

const CASES: u64 = 40;

pub(crate) fn seeds() -> Vec<Vec<u8>> {
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

/// Asserts that nothing in a text acts on a terminal.
pub(crate) fn assert_harmless(number: u64, shown: &str) {
    let harmful = shown.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
    assert_eq!(harmful, None, "case {number}");
}

/// Answers a file in every way there is; how long the thread worked on it.
pub(crate) fn answer(number: u64, bytes: &[u8]) -> Duration {
    let mut longest = Duration::ZERO;
    for kind in [FileKind::Routine, FileKind::Movement] {
        let file = PersonalFile { path: "a.toml".to_owned(), kind, bytes: Ok(bytes.to_vec()) };
        let library = Library::built_in();
        let began = worked();
        let report = library.check(&file);
        let shown = [report.render(Paint::Plain), report.short().join("\n")];
        let _ = FileKind::guess(bytes);
        longest = longest.max(worked().saturating_sub(began));
        for shown in shown {
            assert_harmless(number, &shown);
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
pub(crate) fn soup(number: u64) -> Vec<u8> {
    const PIECES: [&str; 14] = ["[", "]", "{", "}", "[", "{", "a=", "a", "=", ",", ".", "\n", "\"\"", "#"];
    let mut dice = Random(number);
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

/// How long this thread has worked, whoever else wants the machine.
#[cfg(unix)]
fn worked() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("it is not before the beginning")
}

/// How long it has been, where nobody says how long a thread has worked.
#[cfg(not(unix))]
fn worked() -> Duration {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

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
        let [small, large] = [FILE_LIMIT / 9, FILE_LIMIT / 9 * 8].map(|size| {
            let text = file(size);
            (0..3).map(|_| answer(0, text.as_bytes())).min().unwrap_or_default()
        });
        // What is quadratic is 64 times the work; what a machine does meanwhile is no more than a factor.
        assert!(large < small * 20, "kind {at}: {small:?}, then {large:?}");
    }
}
