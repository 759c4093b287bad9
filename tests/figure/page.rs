//! The page about figures says what is true.

use unhunch::figure::{
    Area, Base, Hold, Joint, MOST_POSES, MarkKind, Path, PropKind, Rest, Shot, View, Way, Which, limits,
};
use unhunch::routine::{FileKind, Library, PersonalFile};

const PAGE: &str = include_str!("../../routines/FIGURES.md");
const SOUND: &str = include_str!("../problems/movement.toml");

#[test]
fn its_example_is_a_figure_without_a_problem() {
    let example = PAGE.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).expect("it has an example");
    let bytes = Ok(format!("{SOUND}\n{example}").into_bytes());
    let file = PersonalFile { path: "a.toml".to_owned(), kind: FileKind::Movement, bytes };
    let report = Library::built_in().check(&file);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_word_of_a_figure_is_on_it() {
    let quoted = |word: &str| PAGE.contains(&format!("`{word}`")) || PAGE.contains(&format!("\"{word}\""));
    macro_rules! words {
        ($($list:ident),+) => { [$($list::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()),+].concat() };
    }
    for word in words!(Area, Base, Hold, MarkKind, Path, PropKind, Rest, Shot, View, Way, Which) {
        assert!(quoted(word), "{word} is not on the page");
    }
    for joint in Joint::ALL {
        let word = joint.word();
        let part = word.strip_prefix("left-").or(word.strip_prefix("right-")).unwrap_or(word);
        assert!(quoted(part), "{word} is not on the page");
    }
    assert_eq!(MOST_POSES, 6);
}

#[test]
fn every_range_on_it_is_the_one_that_is_checked() {
    let mut seen = 0;
    for line in PAGE.lines().filter(|line| line.starts_with("| `")) {
        let part = line.split('`').nth(1).expect("a key");
        // `angle` least to most
        let pieces: Vec<&str> = line.split('`').collect();
        for pair in pieces.windows(2) {
            let Some(limit) = limits(part, pair[0]) else { continue };
            let said: Vec<f32> =
                pair[1].split_whitespace().filter_map(|it| it.trim_matches([',', ';']).parse().ok()).collect();
            assert_eq!(said.get(..2), Some([limit.least, limit.most].as_slice()), "{part} {}", pair[0]);
            seen += 1;
        }
    }
    assert_eq!(seen, 27, "every angle has its range there");
}
