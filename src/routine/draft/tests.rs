use std::sync::LazyLock;

use super::*;
use crate::routine::{Code, FileKind, PersonalFile};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::built_in);

fn draft(found: &Found) -> String {
    found.draft(&LIBRARY, "from a file", &mut Nobody).text
}

/// What the checker says of a draft.
fn codes(text: &str) -> Vec<Code> {
    let id = text.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).expect("an id");
    let file =
        PersonalFile { path: format!("{id}.toml"), kind: FileKind::Routine, bytes: Ok(text.as_bytes().to_vec()) };
    let report = LIBRARY.check(&file);
    report.problems().iter().map(|problem| problem.code).collect()
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
            ("Chin tuck", Some(8), None, Sides::One),
            ("Rest", None, Some(120), Sides::One),
        ]
    );
    let text = draft(&found);
    assert!(text.contains("[[steps]]\nmovement = \"shoulder-rolls\"\nreps = 10\n"), "{text}");
    assert!(text.contains("\"Lift both thumbs"), "{text}");
}

/// Lines as leaflets and sheets write them: what each comes to. A question mark stands where something is asked.
const LINES: &str = "
Chin tucks x 10, hold 5 sec                       | chin-tuck 10 x 5s
3 x 12 scapular squeezes                          | scapular-squeeze 3 sets of 12
2 sets of 15 sec each side: neck side stretch     | neck-side-stretch 2 x 15s both
Cat cow 10 reps slowly, 2x/day                    | cat-cow 10, often
1. Shoulder rolls, 10 times each way              | shoulder-rolls 10 ways
- Shoulder rolls x10                              | shoulder-rolls 10
• Chin tuck 8 reps                                | chin-tuck 8
3) Child's pose – hold 30 seconds                 | childs-pose 30s
Child’s pose 3 x 30\"                             | childs-pose 3 x 30s
Open book 10 reps per side                        | open-book 10 both
Open books, 3 sets of 10, each side               | open-book 3 sets of 10 both
Thread the needle 5x each side                    | thread-the-needle 5 both
Knees to chest 3 x 20s                            | knees-to-chest 3 x 20s
Knee to chest, hold 20 sec, repeat 3 times        | knees-to-chest 3 x 20s
Doorway chest stretch 30s x 3                     | doorway-chest-stretch 3 x 30s
Doorway stretches - 2 x 30 sec                    | doorway-chest-stretch? 2 x 30s
Wall angels 2x10                                  | wall-angels 2 sets of 10
Wall angel, 10 reps                               | wall-angels 10
Belly breathing 2 min                             | diaphragmatic-breathing 120s
Belly breathing, 1½ min, twice daily              | diaphragmatic-breathing 90s, often
Belly breathing ½ minute                          | diaphragmatic-breathing 30s
Belly breathing 1/2 min                           | diaphragmatic-breathing 30s
Belly breathing 0,5 min                           | diaphragmatic-breathing 30s
Belly breathing 1.5 min                           | diaphragmatic-breathing 90s
Arm circles 10 times in each direction            | arm-circles 10 ways
10 x arm circles                                  | arm-circles 10
Short walk 5 minutes                              | easy-walk 300s
Neck turns 5 each side                            | neck-turn 5 both
Neck turn 5x each side, hold 10 secs              | neck-turn 5 x 10s both
Neck side stretch 20 sec L+R                      | neck-side-stretch 20s both
Neck side stretch: left and right, 20 s           | neck-side-stretch 20s both
Upper back hug 15s x 2                            | upper-back-hug 2 x 15s
Upper-back hugs, 15 Sek.                          | upper-back-hug 15s
Quiet rest 2'                                     | quiet-rest 120s
Palms-up reach 3 x 10 s                           | palms-up-reach 3 x 10s
Cat-Cow 8-10 reps                                 | cat-cow 8?
Cat-Cow 8 to 10 reps                              | cat-cow 8?
Chin tucks 1000 reps                              | chin-tuck?
Child's pose hold 1 hour                          | childs-pose?
Child's pose hold 60 min                          | childs-pose?
Chin tucks 10 reps, 15 reps                       | chin-tuck 10?
Figure four, 30 sec each leg, 3 times a week      | seated-figure-four? 30s both, often
Foam roller stretch 30 sec x 2                    | foam-roller-extension 2 x 30s
Towel roll stretch 1 min                          | towel-roll-extension 60s
Seated side bends 5 each side                     | seated-side-bend 5 both
Desk lean 20 seconds                              | desk-lean 20s
Standing hip flexor stretch 30 sec each side      | standing-hip-flexor 30s both
Kneeling hip flexor stretch, 2 sets of 30s/side   | kneeling-hip-flexor 2 x 30s both
Wrist flexor stretch 3 x 15 sec                   | wrist-flexor-stretch 3 x 15s
Floor angels 10                                   | supine-arm-sweep 10?
Seated cat cow x 6                                | seated-cat-cow 6
Clamshells 3 x 15 each side                       | - 3 sets of 15 both
Bird dog 3 x 8                                    | - 3 sets of 8
Glute bridge: hold 5s, 10 reps                    | - 10 x 5s
Upper trapezius stretch R & L 3x30sec             | neck-side-stretch? 3 x 30s both
Side lying open book rotation, 8/side             | open-book? 8 both
Plank side 20s/side                               | - 20s both
Scapular retraction, squeeze 5 seconds, 15 reps   | scapular-squeeze 15 x 5s
Shoulder shrugs 2 sets x 15                       | - 2 sets of 15
Neck rotation 5 each side                         | neck-turn 5 both
Upper trap stretch 2 x 20 s                       | neck-side-stretch 2 x 20s
";

/// What a line comes to, told like the right column above.
fn told(line: &str) -> String {
    let found = list(line.as_bytes()).expect("a list");
    let exercise = &found.exercises[0];
    let known = Known::new(&LIBRARY).called(&exercise.name);
    let mut told = known.as_ref().map_or("-".to_owned(), |(id, sure)| format!("{id}{}", if *sure { "" } else { "?" }));
    let number = match (exercise.sets, exercise.reps, exercise.secs) {
        (Some(sets), Some(reps), _) => format!(" {sets} sets of {reps}"),
        (_, Some(reps), Some(secs)) => format!(" {reps} x {secs}s"),
        (_, Some(reps), None) => format!(" {reps}"),
        (_, None, Some(secs)) => format!(" {secs}s"),
        (_, None, None) => String::new(),
    };
    told += &number;
    told += if exercise.doubts.is_empty() { "" } else { "?" };
    told += match exercise.sides {
        Sides::One => "",
        Sides::Both => " both",
        Sides::Ways => " ways",
    };
    told + if exercise.often.is_some() { ", often" } else { "" }
}

#[test]
fn lines_as_people_write_them_keep_their_dose_or_are_asked_about() {
    let rows = LINES.lines().filter_map(|row| row.split_once(" | "));
    let wrong: Vec<String> = rows
        .filter(|(line, expected)| told(line.trim()) != expected.trim())
        .map(|(line, expected)| format!("{}: {} instead of {}", line.trim(), told(line.trim()), expected.trim()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_list_without_numbers_is_a_line_an_exercise() {
    let found = list(b"From my physio\n\nChin tucks x 10\nCat cow 5 reps\n").expect("a list");
    assert_eq!(found.title.as_deref(), Some("From my physio"));
    let text = draft(&found);
    assert!(text.contains("# Chin tucks x 10\n[[steps]]\nmovement = \"chin-tuck\"\nreps = 10\n"), "{text}");
    let sets = draft(&list(b"- 3 x 12 wall angels\n").expect("a list"));
    assert!(sets.contains("movement = \"wall-angels\"\nsets = 3\nreps = 12\n"), "{sets}");
}

#[test]
fn what_nobody_answers_takes_the_most_careful_value_and_the_routine_runs() {
    let text =
        draft(&list("1. Wave, slowly\n2. Nod 3 x 10\n3. Dead bug, 2 sets of 8 each side\n".as_bytes()).expect("found"));
    assert_eq!(codes(&text), [], "{text}");
    assert_eq!(text.matches("end_range = \"2m\"").count(), 3, "{text}");
    for tag in crate::routine::Tag::ALL {
        assert_eq!(text.matches(&format!("\"{tag}\"")).count(), 3, "{tag}: {text}");
    }
    assert!(text.contains("#! not in the library"), "{text}");
    assert!(text.contains("# Added in front"), "{text}");
}

/// Somebody who always takes the same answer.
struct Always(usize, &'static str);

impl Asks for Always {
    fn choose(&mut self, _: &str, answers: &[&str]) -> Option<usize> {
        Some(self.0.min(answers.len() - 1))
    }

    fn line(&mut self, _: &str) -> Option<String> {
        Some(self.1.to_owned())
    }
}

#[test]
fn whatever_is_answered_the_file_has_no_error() {
    let source = "Sheet\n\n- Wave x 10\n- Doorway stretches 2 x 30 sec\n- Wall stretch 3 x 20 s\n- Dead bug 3 x 8 each side\n- Plank 30 sec\n";
    let found = list(source.as_bytes()).expect("a list");
    for answer in 0..8 {
        for by in ["", "A. Berg, 3 November"] {
            let drafted = found.draft(&LIBRARY, "x", &mut Always(answer, by));
            let errors: Vec<Code> =
                codes(&drafted.text).into_iter().filter(|code| code.grade() == crate::routine::Grade::Error).collect();
            assert_eq!(errors, [], "{answer}\n{}", drafted.text);
            assert_eq!(drafted.text.contains("prescribed = "), !by.is_empty());
            assert_eq!(drafted.lines.len(), 5);
            assert!(!drafted.text.contains("#! taken for"), "it was asked");
        }
    }
    let no = found.draft(&LIBRARY, "x", &mut Always(1, "")).text;
    assert!(no.contains("id = \"doorway-stretches\""), "something else has words of its own: {no}");
}

#[test]
fn a_dose_in_another_measure_is_never_taken_in_silence() {
    let doubts = |line: &str| {
        let found = list(line.as_bytes()).expect("a list");
        let drafted = found.draft(&LIBRARY, "x", &mut Nobody);
        (drafted.lines[0].doubts.join("; "), drafted.text)
    };
    let (said, text) = doubts("Cat cow 60 seconds");
    assert!(said.contains("taken as") && text.contains("reps = "), "{said}\n{text}");
    let (said, text) = doubts("March on the spot 20 reps");
    assert!(said.contains("by time") && !text.contains("reps = 20"), "{said}\n{text}");
    let (said, _) = doubts("Child's pose 5 reps");
    assert!(said.contains("how long each is held"), "{said}");
    let (said, _) = doubts("Cat cow 10 each side");
    assert!(said.contains("each side"), "{said}");
    assert!(doubts("Cat cow").0.contains("how much"));
    assert_eq!(doubts("Chin tuck x 10").0, "");
}

#[test]
fn what_is_no_such_file_is_refused() {
    for bad in ["", "-\n*\n", "{\\rtf1 x", "%PDF-1.7", "PK\u{3}\u{4}", "<!DOCTYPE html>", "a\0b"] {
        list(bad.as_bytes()).expect_err("no list");
    }
}

#[test]
fn what_strangers_write_stays_text() {
    let found = list("1. \u{1b}]0;x\u{7}\"\\ \u{202e}evil\"]\n[[steps]]\n2. ###\n3. Wave\n4. Wave\n".as_bytes())
        .expect("a list");
    let text = draft(&found);
    assert!(text.lines().all(|line| line == text::clean(line)), "{text}");
    assert_eq!(codes(&text), [], "{text}");
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
