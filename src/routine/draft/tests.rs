use std::sync::LazyLock;

use super::*;
use crate::routine::{Code, FileKind, PersonalFile};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::built_in);

fn draft(found: &Found) -> String {
    found.draft(&LIBRARY, "from a file").1
}

/// What the checker says of a draft.
fn codes(text: &str) -> Vec<Code> {
    let id = text.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).expect("an id");
    let file =
        PersonalFile { path: format!("{id}.toml"), kind: FileKind::Routine, bytes: Ok(text.as_bytes().to_vec()) };
    let report = LIBRARY.check(&file);
    report.problems().iter().map(|problem| problem.code).collect()
}

/// A draft with every mark taken out, as somebody would who agrees to all of it.
fn filled(text: &str) -> String {
    text.lines().map(|line| line.strip_prefix("#! ").unwrap_or(line).to_owned() + "\n").collect()
}

const WORKRAVE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<exercises>
  <exercise>
    <title>Shoulder-arm stretch</title>
    <description>Keep one arm stretched in front of your chest. Push this arm towards you &amp; hold it briefly, with &quot;care&quot;.</description>
    <sequence duration="40">
      <image src="a.png" duration="10"/>
      <image src="a.png" mirrorx="yes" duration="10"/>
    </sequence>
  </exercise>
  <!-- <exercise><title>Not this one</title></exercise> -->
  <exercise>
    <title xml:lang="de">Finger strecken</title>
    <title xml:lang="en">Finger stretch</title>
    <description>Spread your fingers.</description>
    <sequence duration="45"><image src="b.png" duration="5"/></sequence>
  </exercise>
</exercises>"#;

#[test]
fn workraves_exercises_become_a_draft() {
    let found = workrave(WORKRAVE.as_bytes()).expect("exercises");
    assert_eq!(found.exercises.len(), 2);
    let first = &found.exercises[0];
    assert_eq!((first.name.as_str(), first.secs, first.sides), ("Shoulder-arm stretch", Some(20), Sides::Both));
    assert_eq!(
        first.says,
        [
            "Keep one arm stretched in front of your chest.",
            "Push this arm towards you & hold it briefly, with \"care\".",
        ]
    );
    assert_eq!((found.exercises[1].name.as_str(), found.exercises[1].secs), ("Finger stretch", Some(45)));
    let text = draft(&found);
    assert!(text.contains("[[movement]]\nid = \"shoulder-arm-stretch\"\n"), "{text}");
    assert!(text.contains("time = \"20s\"\nsides = 2\n"), "{text}");
}

#[test]
fn a_numbered_list_becomes_a_draft_in_which_known_movements_are_known() {
    let source = "My sheet:\n\n1. Shoulder rolls, 10 times each way\n2) Thumb lift: lift both thumbs.\n   Hold 15s, 3x each hand.\n\
                  - Chin tuck 8 reps\n* Rest - lie down for 2 minutes\n";
    let found = list(source.as_bytes()).expect("a list");
    assert_eq!(found.title.as_deref(), Some("My sheet"));
    let told: Vec<_> = found.exercises.iter().map(|it| (it.name.as_str(), it.reps, it.secs, it.sides)).collect();
    assert_eq!(
        told,
        [
            ("Shoulder rolls", Some(10), None, Sides::Ways),
            ("Thumb lift", Some(3), Some(15), Sides::Both),
            ("Chin tuck 8 reps", Some(8), None, Sides::One),
            ("Rest", None, Some(120), Sides::One),
        ]
    );
    let text = draft(&found);
    assert!(text.contains("[[steps]]\nmovement = \"shoulder-rolls\"\nreps = 10\n"), "{text}");
    assert!(text.contains("\"Lift both thumbs.\",\n  \"Hold 15s, 3x each hand.\","), "{text}");
}

#[test]
fn the_checker_says_what_is_missing_and_is_content_when_it_is_filled_in() {
    for found in [workrave(WORKRAVE.as_bytes()), list(b"1. Wave, slowly\n2. Nod\n")] {
        let text = draft(&found.expect("found"));
        let said = codes(&text);
        assert!(said.contains(&Code::MissingKey), "{said:?}");
        assert!(
            said.iter().all(|code| matches!(code, Code::MissingKey | Code::NotOneEffort | Code::UnknownMovement)),
            "{said:?}\n{text}"
        );
        let said = codes(&filled(&text));
        assert!(said.iter().all(|code| code.grade() != crate::routine::Grade::Error), "{said:?}\n{}", filled(&text));
    }
}

#[test]
fn what_is_no_such_file_is_refused() {
    let bomb = format!("<exercises>{}{}</exercises>", "<a>".repeat(15_000), "</a>".repeat(15_000));
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><exercises><exercise><title>&a;</title></exercise></exercises>";
    for bad in ["", "<exercises>", "<exercises/>", "<other/>", "\u{1b}[2J", entity, &bomb] {
        let why = workrave(bad.as_bytes()).expect_err("no exercises");
        assert_eq!(why, text::clean(&why), "{bad}");
    }
    assert!(workrave(b"\xff").is_err());
    let attributes = (0..2_000).map(|number| format!(" a{number}=\">\"")).collect::<Vec<_>>().concat();
    let many = format!("<exercises{attributes}><exercise><title>A</title></exercise></exercises>");
    assert_eq!(workrave(many.as_bytes()), Err("there is more in it than any list of exercises has".to_owned()));
    for bad in ["", "no list", "1.5 is a number", "-\n*\n"] {
        list(bad.as_bytes()).expect_err("no list");
    }
}

#[test]
fn what_strangers_write_stays_text() {
    let found = list("1. \u{1b}]0;x\u{7}\"\\ \u{202e}evil\"]\n[[steps]]\n2. ###\n3. Wave\n4. Wave\n".as_bytes())
        .expect("a list");
    let text = draft(&found);
    assert!(text.lines().all(|line| line == text::clean(line)), "{text}");
    assert!(
        codes(&text).iter().all(|code| matches!(code, Code::MissingKey | Code::NotOneEffort | Code::UnknownMovement)),
        "{text}"
    );
    assert!(text.contains("movement = \"wave-2\""), "{text}");
}

#[test]
fn more_than_a_routine_holds_is_left_out_and_said() {
    let found = list("1. Wave\n".repeat(500).as_bytes()).expect("a list");
    assert_eq!((found.exercises.len(), found.left_out), (MOST, 440));
    assert!(draft(&found).contains("#! 440 more exercises were left out"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(200) })]

    #[test]
    fn whatever_is_read_a_draft_is_toml(lines in proptest::collection::vec("([0-9]{1,3}[.)] |- |\\* )?.{0,40}", 0..12)) {
        if let Ok(found) = list(lines.join("\n").as_bytes()) {
            let text = draft(&found);
            proptest::prop_assert!(text.parse::<toml::Table>().is_ok(), "{}", text);
        }
    }
}
