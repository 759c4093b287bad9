//! What the records cost as they grow: `cargo bench --bench records`.
#![expect(clippy::disallowed_methods, reason = "homes of every size are made here")]

#[path = "../support/years.rs"]
mod years;

use chrono::{DateTime, FixedOffset};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use tempfile::TempDir;
use unhunch::journal::{Entry, Ids, Lines, MachineId, Mark, Record, Replay, read_lines};
use unhunch::safety::Fact;
use unhunch::shell::folders::Folders;
use unhunch::shell::records::{Opened, Records, replay};

/// How many entries there are: some days, two and a half years, twenty-five years.
const ENTRIES: [usize; 3] = [250, 25_000, 250_000];

fn main() {
    divan::main();
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T09:30:00+01:00").expect("a time")
}

/// A home with so many entries, and as many days of facts as belong to them.
fn home(entries: usize) -> (TempDir, Folders) {
    let root = tempfile::tempdir().expect("a folder");
    let folders = Folders::under(root.path());
    if entries > 0 {
        years::put(folders.data(), entries, now());
    }
    (root, folders)
}

fn open(folders: &Folders) -> (Records, Opened<Fact>) {
    Records::open(Ok(folders), now(), &mut || 5)
}

/// What a launch reads before its first picture.
#[divan::bench(args = [0, 250, 25_000, 250_000])]
fn opening(bencher: Bencher<'_, '_>, entries: usize) {
    let (_root, folders) = home(entries);
    bencher.bench(|| Replay::of(open(&folders).1.journal));
}

/// What it reads before the first plan.
#[divan::bench(args = ENTRIES)]
fn reading_on(bencher: Bencher<'_, '_>, entries: usize) {
    let (_root, folders) = home(entries);
    let records = open(&folders).0;
    bencher.bench(|| records.earlier(now()));
}

/// One entry, on the disk.
#[divan::bench(args = ENTRIES)]
fn appending(bencher: Bencher<'_, '_>, entries: usize) {
    let (_root, folders) = home(entries);
    let mut records = open(&folders).0;
    let mut ids = Ids::new(MachineId::from_bits(1), 1);
    bencher.bench_local(|| {
        let record = Record::new(&mut ids, now(), None, Entry::Popped(Mark::default()));
        records.keep_entries(&[record]).expect("the disk takes it");
    });
}

/// The whole journal, from its files.
#[divan::bench(args = ENTRIES, sample_count = 20)]
fn looking_back(bencher: Bencher<'_, '_>, entries: usize) {
    let (_root, folders) = home(entries);
    bencher.counter(ItemsCount::new(entries)).bench(|| replay(&folders));
}

/// Bytes that are no lines, as nasty as they come: what they cost grows as they do.
#[divan::bench(args = [1_000_000, 2_000_000, 4_000_000], consts = [0, 1, 2, 3], sample_count = 5)]
fn nonsense<const KIND: usize>(bencher: Bencher<'_, '_>, bytes: usize) {
    let pattern: &[u8] = match KIND {
        0 => b"[",
        1 => b"{\"v\":2,\"id\":\"",
        2 => b"{\"v\":2,\"id\":\"a\",\"at\":\"2026-11-21T09:30:00.123+01:00\",\"machine\":\"m\",\"kind\":\"step\",\"x\":{\n",
        _ => b"\n\0\xff",
    };
    let text: Vec<u8> = pattern.iter().copied().cycle().take(bytes).collect();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let lines: Lines<Entry> = read_lines(&text);
        lines.bad.len()
    });
}
