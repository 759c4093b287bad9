//! What checking costs: `cargo bench --bench check`. A thousand routine files may take half a second on one core.

use divan::Bencher;
use divan::counter::ItemsCount;
use unhunch::routine::{FileKind, Library, PersonalFile};

fn main() {
    divan::main();
}

fn files(count: usize) -> Vec<PersonalFile> {
    let text = include_str!("../../routines/upper-back-release.toml");
    let file = |number: usize| PersonalFile {
        path: format!("routine-{number}.toml"),
        kind: FileKind::Routine,
        bytes: Ok(text.replacen("upper-back-release", &format!("routine-{number}"), 1).into_bytes()),
    };
    (0..count).map(file).collect()
}

/// The longest routine of the house, so many times, from the bytes to the reports.
#[divan::bench(args = [1, 100, 1_000])]
fn routine_files(bencher: Bencher<'_, '_>, count: usize) {
    let files = files(count);
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let reports = Library::built_in().check_all(&files);
        assert!(reports.iter().all(unhunch::routine::Report::is_empty));
        reports
    });
}
