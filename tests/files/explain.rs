//! Every kind of problem is explained, and its examples are what they say.

use unhunch::routine::{Code, FileKind, Library, PersonalFile};

/// Codes whose examples are described, because no few lines of a file can show them; `tests/errors` and
/// `tests/problems.rs` have them whole.
const DESCRIBED: [Code; 8] = [
    Code::Unreadable,
    Code::TooLarge,
    Code::NotUtf8,
    Code::TwoFiles,
    Code::OtherKind,
    Code::TooManySteps,
    Code::RoutineTooLong,
    Code::LooserThanBuiltIn,
];

const ROUTINE: [&str; 3] = ["id = \"example\"", "title = \"Back at my desk\"", "place = \"chair\""];
const STEPS: &str = "[[steps]]\nmovement = \"shoulder-rolls\"\n\n[[steps]]\nmovement = \"posture-reset\"\n";
const MOVEMENT: [&str; 11] = [
    "id = \"example\"",
    "name = \"Side lean\"",
    "phase = \"stretch\"",
    "family = \"flex\"",
    "places = [\"chair\"]",
    "end_range = false",
    "setup = \"Sit tall.\"",
    "steps = [\"Lean over.\"]",
    "cue = \"Lean over.\"",
    "effort = 4",
    "avoid = []",
];

/// An example: where it belongs, and its lines.
fn example<'t>(text: &'t str, word: &str) -> (&'t str, String) {
    let at = text.find(&format!("\n{word}")).unwrap_or_else(|| panic!("no `{word}` in\n{text}")) + 1;
    let (head, rest) = text[at..].split_once('\n').expect("lines follow");
    let mut lines: Vec<&str> = rest.lines().take_while(|line| line.is_empty() || line.starts_with("    ")).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let lines: String = lines.iter().map(|line| line.strip_prefix("    ").unwrap_or("").to_owned() + "\n").collect();
    let place = head.trim_start_matches(word).trim_start_matches([',', ' ']).trim_end_matches(':');
    (place, lines)
}

/// The lines of a sound file whose keys the example does not have itself.
fn without(sound: &[&str], example: &str) -> String {
    let key = |line: &str| line.split('=').next().unwrap_or(line).trim().to_owned();
    let own: Vec<String> = example.lines().take_while(|line| !line.starts_with('[')).map(key).collect();
    let kept = sound.iter().filter(|line| !own.contains(&key(line)));
    kept.map(|line| (*line).to_owned() + "\n").collect()
}

/// The whole file an example stands for.
fn whole(place: &str, lines: &str) -> (FileKind, String) {
    let (above, below) = match lines.find("\n[").map(|at| at + 1) {
        _ if lines.starts_with('[') => ("", lines),
        Some(at) => lines.split_at(at),
        None => (lines, ""),
    };
    match place {
        "as a whole routine" => (FileKind::Routine, lines.to_owned()),
        "in a routine" => (FileKind::Routine, format!("{}{lines}\n{STEPS}", without(&ROUTINE, lines))),
        "as steps" => (FileKind::Routine, format!("{}\n{lines}", without(&ROUTINE, ""))),
        "in a step" => (FileKind::Routine, format!("{}\n{STEPS}{lines}", without(&ROUTINE, ""))),
        "in a movement" => {
            let dose = if below.contains("[dose]") { "" } else { "[dose]\nhold = \"20s\"\n" };
            let swaps =
                if above.contains("avoid") && !above.contains("swaps") { "swaps = [\"posture-reset\"]\n" } else { "" };
            (FileKind::Movement, format!("{}{above}{swaps}{dose}{below}", without(&MOVEMENT, lines)))
        }
        other => panic!("nothing is known of an example {other:?}"),
    }
}

fn codes(place: &str, lines: &str) -> (Vec<Code>, String) {
    let (kind, text) = whole(place, lines);
    let file = PersonalFile { path: "example.toml".to_owned(), kind, bytes: Ok(text.clone().into_bytes()) };
    let codes = Library::built_in().check(&file).problems().iter().map(|problem| problem.code).collect();
    (codes, text)
}

#[test]
fn every_code_has_a_title_a_reason_and_two_examples() {
    for code in Code::ALL {
        let explanation = code.explanation();
        assert!(!explanation.title.is_empty(), "{code} is not explained");
        let reason = explanation.text.split("\nWrong").next().expect("there is a first part");
        assert!(reason.split_whitespace().count() >= 12, "{code}: {reason:?}");
        assert!(explanation.text.contains("\nWrong") && explanation.text.contains("\nRight"), "{code}");
    }
}

#[test]
fn a_wrong_example_has_just_its_problem_and_a_right_one_none() {
    for code in Code::ALL.iter().filter(|code| !DESCRIBED.contains(code)) {
        let text = code.explanation().text;
        let (place, lines) = example(text, "Wrong");
        let (found, file) = codes(place, &lines);
        assert_eq!(found, [*code], "{code}, wrong:\n{file}");
        let (place, lines) = example(text, "Right");
        let (found, file) = codes(place, &lines);
        assert_eq!(found, [], "{code}, right:\n{file}");
    }
}

#[test]
fn nothing_is_explained_that_is_no_code() {
    let text = include_str!("../../src/routine/explain.md");
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<&str> = headings.iter().filter_map(|heading| heading.split(' ').next()).collect();
    assert_eq!(codes, Code::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>());
}
