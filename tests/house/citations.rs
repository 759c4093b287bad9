//! Every law and section that a comment cites can be found by one search.

#![expect(clippy::disallowed_methods, reason = "a test may read the sources")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The letters of numbered laws, and of the numbered tables of the content.
const LETTERS: [&str; 9] = ["F", "K", "L", "P", "R", "S", "T", "W", "E"];
/// Names of documents that are cited with a section.
const SECTIONS: [&str; 2] = ["CONTENT", "RULES"];
/// Documents that once were outside the project.
const GONE: [&str; 5] = ["DESIGN", "ECOSYSTEM", "STYLE", "BENCH", "DESK"];

/// Every file below `folder` whose name ends so.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the project can be read");
    for path in entries.map(|entry| entry.expect("the project can be read").path()) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

fn texts(folders: &[&str], ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut found);
    }
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("it is text"))).collect()
}

/// Whether a word is a numbered law: a letter and one or two digits.
fn is_numbered(word: &str) -> bool {
    word.split_at_checked(1).is_some_and(|(letter, number)| {
        LETTERS.contains(&letter)
            && matches!(number.len(), 1 | 2)
            && !number.starts_with('0')
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// What a comment cites: `L12`, `CONTENT 3.7`, and the name of a document that is gone.
fn cited(comment: &str) -> Vec<String> {
    let words: Vec<&str> = comment
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).filter(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if is_numbered(word) || GONE.contains(word) {
            found.push((*word).to_owned());
        } else if let (true, Some(next)) = (SECTIONS.contains(word), next) {
            found.push(format!("{word} {next}"));
        }
    }
    found
}

/// The comment of a line of Rust; of any other file the whole line.
fn comment(line: &str) -> &str {
    line.find("//").map_or("", |at| &line[at..])
}

/// Everything that can be cited: what stands in bold, at the beginning of a row, or in a heading of the project's documents.
fn defined() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in texts(&["src", "routines"], ".md") {
        for line in text.lines() {
            let start = line.trim_start_matches(['-', ' ', '|', '#', '*']);
            let name = start.split(['*', '|', ':']).next().unwrap_or_default().trim();
            let is_law = line.starts_with("- **") || line.starts_with('|');
            if (is_law && is_numbered(name))
                || (line.starts_with('#') && SECTIONS.iter().any(|it| name.starts_with(it)))
            {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

/// Which citations of a comment cannot be found.
fn lost(comment: &str, defined: &BTreeSet<String>) -> Vec<String> {
    cited(comment).into_iter().filter(|citation| !defined.contains(citation)).collect()
}

#[test]
fn every_law_and_section_that_a_comment_cites_can_be_found() {
    let defined = defined();
    let mut wrong = Vec::new();
    for (path, text) in texts(&["src", "tests"], ".rs") {
        for (number, line) in text.lines().enumerate() {
            for citation in lost(comment(line), &defined) {
                wrong.push(format!("{}:{}: {citation}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "cited and written down nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn a_made_up_law_is_seen() {
    let defined = defined();
    let (law, section) = (format!("L{}", 99), format!("CONTENT {}", 9.9));
    assert_eq!(lost(&format!("As {law} and {section} say."), &defined), [law, section]);
    assert_eq!(lost(&format!("The house of {}.", GONE[0]), &defined), [GONE[0]]);
    assert_eq!(lost("It freezes on the press (L6; CONTENT 3.7).", &defined), Vec::<String>::new());
}
