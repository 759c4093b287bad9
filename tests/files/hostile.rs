//! Anything may be in a file, and it is answered, quickly, and with words that are harmless.
//!
//! In a normal run a few dozen of each kind; `UNHUNCH_LONG=MINUTES cargo test --release --test files hostile::a_long_run` goes on for
//! as long. Every case comes from a number, which is printed when it fails. What was found stands in `tests/errors` or here.
#![expect(clippy::disallowed_methods, reason = "a long run looks at the clock, and the files are files")]

#[path = "../support/chance.rs"]
mod chance;
mod dice;
mod files;
mod parsers;

use std::time::{Duration, Instant};

use dice::mutated;

/// What a file may take, in a release build (the long run asks for it).
const MOST: Duration = Duration::from_millis(50);

#[test]
fn a_long_run_finds_nothing() {
    let Some(minutes) = std::env::var("UNHUNCH_LONG").ok().and_then(|minutes| minutes.parse::<u64>().ok()) else {
        return;
    };
    let (files, others) = (files::seeds(), parsers::seeds());
    let (end, mut number, mut slowest) =
        (Instant::now() + Duration::from_secs(minutes * 60), 1_u64 << 32, Duration::ZERO);
    let mut slow = 0;
    while Instant::now() < end {
        let bytes = if number % 8 == 7 { files::soup(number) } else { mutated(&files, number) };
        let took = files::answer(number, &bytes);
        // The machine may be slow for a moment, whose work it is: what is slow is slow again.
        if took > MOST && (0..3).all(|_| files::answer(number, &bytes) > MOST) {
            slow += 1;
            eprintln!("case {number} takes {took:?}");
        }
        slowest = slowest.max(took);
        parsers::read(number, &bytes);
        parsers::read(number, &mutated(&others, number));
        number += 1;
    }
    eprintln!("{} files, as many for every other reader; the slowest in {slowest:?}", number - (1 << 32));
    assert_eq!(slow, 0, "files that take more than {MOST:?}");
}
