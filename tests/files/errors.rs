//! Broken files as people write them, each with what it is told, byte for byte.
//!
//! `tests/errors/routines` and `movements` hold one broken file each, `folders` holds files that are only wrong together;
//! beside each stands its report. A report is reviewed for one thing: whether somebody who sees nothing but the file and
//! the report mends it at the first attempt. `UPDATE_GOLDENS=1` writes the reports anew.
#![expect(clippy::disallowed_methods, reason = "the broken files are files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use unhunch::routine::{Code, FileKind, Library, Paint, PersonalFile, Report};

/// Codes that no file in a repository can have, or that stand in another test: unreadable and too large.
const ELSEWHERE: [Code; 2] = [Code::Unreadable, Code::TooLarge];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("it").path()).collect();
    paths.sort();
    paths
}

/// Every TOML file in a folder and below it.
fn files(folder: &Path) -> Vec<PersonalFile> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(listed(&path).into_iter().rev());
        } else if path.extension().is_some_and(|it| it == "toml") {
            let kind = match path.parent().and_then(Path::file_name) {
                Some(name) if name == "movements" => FileKind::Movement,
                Some(_) | None => FileKind::Routine,
            };
            let name = path.strip_prefix(folder).ok().filter(|it| !it.as_os_str().is_empty());
            let name = name.unwrap_or_else(|| Path::new(path.file_name().expect("a name")));
            found.push(PersonalFile {
                path: name.display().to_string(),
                kind,
                bytes: Ok(fs::read(&path).expect("a file")),
            });
        }
    }
    found
}

/// What is broken, by the path of its report, and the reports on it.
fn cases() -> Vec<(PathBuf, Vec<Report>)> {
    let alone = ["routines", "movements"].into_iter().flat_map(|kind| listed(&root().join(kind)));
    let alone = alone.filter(|path| path.extension().is_some_and(|it| it == "toml"));
    let folders = listed(&root().join("folders")).into_iter().filter(|path| path.is_dir());
    let check = |path: PathBuf| {
        let reports = Library::built_in().check_all(&files(&path));
        (path.with_extension("txt"), reports)
    };
    alone.chain(folders).map(check).collect()
}

fn shown(reports: &[Report]) -> String {
    let with_something = reports.iter().filter(|report| !report.is_empty());
    with_something.map(|report| report.render(Paint::Plain)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_broken_file_is_told_what_its_report_says() {
    let cases = cases();
    assert!(cases.len() >= 120, "{} broken files", cases.len());
    let mut other = Vec::new();
    for (path, reports) in cases {
        let seen = shown(&reports);
        assert!(!seen.is_empty(), "{} is not broken", path.display());
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            fs::write(&path, &seen).expect("a report");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&seen) {
            other.push(format!("{}\n{seen}", path.display()));
        }
    }
    assert!(other.is_empty(), "{} reports are other than they were:\n{}", other.len(), other.join("\n"));
}

#[test]
fn every_problem_says_what_to_write_instead() {
    for (path, reports) in cases() {
        for problem in reports.iter().flat_map(Report::problems) {
            assert!(problem.hint.is_some(), "{}: {}", path.display(), problem.message);
        }
    }
}

#[test]
fn every_kind_of_problem_has_a_broken_file() {
    let found: BTreeSet<Code> = cases()
        .iter()
        .flat_map(|(_, reports)| reports)
        .flat_map(Report::problems)
        .map(|problem| problem.code)
        .collect();
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| !found.contains(code) && !ELSEWHERE.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
