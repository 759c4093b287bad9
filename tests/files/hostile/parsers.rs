//! Everything else that is read: settings, drafts from other programs, the two records, amounts, the environment.

use unhunch::journal::{Almanac, Entry, Forgotten, Lines, MachineId, Replay, read_lines};
use unhunch::routine::draft::{self, Found};
use unhunch::routine::{FileKind, Library, Paint, laid_out};
use unhunch::safety::Fact;
use unhunch::settings::{Settings, sample};
use unhunch::shell::{Ends, Surroundings};
use unhunch::units::amount;

use super::dice::mutated;
use super::files::assert_harmless;

const CASES: u64 = 150;

const SHEET: &str = "My sheet\n\n1. Shoulder rolls, 10 times each way\n2) Neck side stretch: hold 20 seconds, both sides\n\
                     - Chin tuck 3x10\n   slowly\n\u{2022} Wall angels for 1 1/2 minutes\n";
const JOURNAL: &str = include_str!("../../goldens/journal/v2.jsonl");

/// What files of these kinds look like before chance has been at them.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    [&sample(), SHEET, JOURNAL].map(|text| text.as_bytes().to_vec()).into()
}

/// Reads the bytes as everything there is, whatever they are.
pub(crate) fn read(number: u64, bytes: &[u8]) {
    let (_, report) = Settings::read("config.toml", Ok(bytes));
    assert_harmless(number, &report.render(Paint::Plain));
    if let Ok(text) = std::str::from_utf8(bytes) {
        for kind in [FileKind::Routine, FileKind::Movement] {
            if let Ok(laid) = laid_out(text, kind) {
                assert_eq!(laid_out(&laid, kind), Ok(laid), "case {number}");
            }
        }
    }
    drafts(number, bytes);
    records(bytes);
    for line in String::from_utf8_lossy(bytes).lines().take(100) {
        if let Ok(length) = amount::parse(line) {
            assert_eq!(amount::parse(&amount::write(length)), Ok(length), "case {number}: {line:?}");
        }
        let _ = MachineId::parse(line);
        let ends = Ends { stdin_is_terminal: true, stdout_is_terminal: true };
        let _ = Surroundings::read(|_| Some(line.to_owned()), ends);
    }
}

fn drafts(number: u64, bytes: &[u8]) {
    match draft::list(bytes) {
        Ok(found) => draft(number, &found),
        Err(why) => assert_harmless(number, &why),
    }
}

/// A draft is TOML that the checker reads, whatever was found.
fn draft(number: u64, found: &Found) {
    let drafted = found.draft(&Library::built_in(), "fallback", &mut draft::Nobody);
    let (id, text) = (drafted.id, drafted.text);
    assert_harmless(number, &text);
    assert!(text.parse::<toml::Table>().is_ok(), "case {number}: {id}: {text}");
}

fn records(bytes: &[u8]) {
    let entries: Lines<Entry> = read_lines(bytes);
    let facts: Lines<Fact> = read_lines(bytes);
    assert!(facts.records.len() + facts.unknown <= bytes.split(|byte| *byte == b'\n').count());
    let _ = (Forgotten::read(bytes), Almanac::of(Replay::of(entries.records)));
}

#[test]
fn whatever_is_read_as_settings_drafts_or_records_is_answered() {
    let seeds = seeds();
    for number in 0..CASES {
        read(number, &mutated(&seeds, number));
    }
}
