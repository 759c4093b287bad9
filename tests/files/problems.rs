//! What is said about broken files: exactly what, exactly where, all of it at once.
//!
//! What single mistakes are told stands in `tests/errors`; here is what holds for all of them.

use proptest::prelude::*;
use unhunch::routine::{Code, FILE_LIMIT, FileKind, Grade, Library, Paint, PersonalFile, Report};

use crate::golden;

const SOUND_ROUTINE: &str = include_str!("../problems/routine.toml");
const SOUND_MOVEMENT: &str = include_str!("../problems/movement.toml");

fn check(kind: FileKind, name: &str, bytes: impl Into<Vec<u8>>) -> Report {
    Library::built_in().check(&PersonalFile { path: name.to_owned(), kind, bytes: Ok(bytes.into()) })
}

fn routine(text: &str) -> Report {
    check(FileKind::Routine, "a.toml", text)
}

fn movement(text: &str) -> Report {
    check(FileKind::Movement, "a.toml", text)
}

/// Everything a report says, in the shape of the tables.
fn said(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    for problem in report.problems() {
        let place = report.position(problem).map_or_else(String::new, |at| format!("{}:{} ", at.line, at.column));
        said.push(format!("> {place}{} {}", problem.code, problem.message));
        said.extend(problem.hint.iter().map(|hint| format!("? {hint}")));
    }
    said
}

fn codes(report: &Report) -> Vec<Code> {
    report.problems().iter().map(|problem| problem.code).collect()
}

/// A text repeated with a number in it.
fn numbered(count: usize, before: &str, after: &str) -> String {
    (0..count).flat_map(|number| [before.to_owned(), number.to_string(), after.to_owned()]).collect()
}

#[test]
fn the_sound_files_are_sound() {
    assert_eq!(said(&routine(SOUND_ROUTINE)), Vec::<String>::new());
    assert_eq!(said(&movement(SOUND_MOVEMENT)), Vec::<String>::new());
}

#[test]
fn all_mistakes_of_a_file_are_said_at_once_and_in_its_order() {
    let text = r#"id = "a"
titel = "A"
place = "chiar"

[[steps]]
movement = "shoulder-rols"
reps = 0

[[steps]]
movement = "chair-back-extension"
hold = 10
swap = ["eye-reset"]
"#;
    let report = routine(text);
    let expected = [
        Code::UnknownKey,
        Code::UnknownWord,
        Code::UnknownMovement,
        Code::OutOfRange,
        Code::WrongType,
        Code::UnknownKey,
    ];
    assert_eq!(codes(&report), expected);
}

#[test]
fn characters_that_hide_or_act_are_pointed_at_and_never_shown() {
    let rows = [
        ("\"A\"", "\"A\u{1b}[31mB\"", "> 2:11 U005 a control or hidden character stands here: U+001B"),
        ("\"A\"", "\"A\u{202e}B\"", "> 2:11 U005 a control or hidden character stands here: U+202E"),
        ("\"A\"", "\"A\u{9b}2JB\"", "> 2:11 U005 a control or hidden character stands here: U+009B"),
        ("\"A\"\n", "\"A\" # zero\u{200b}width\n", "> 2:19 U005 a control or hidden character stands here: U+200B"),
        ("title", "\0title", "> 2:1 U005 a control or hidden character stands here: U+0000"),
    ];
    for (out, put, expected) in rows {
        let report = routine(&SOUND_ROUTINE.replacen(out, put, 1));
        let hint = if put.contains('\u{202e}') {
            "? delete it, and type the line anew: it may turn round what is seen behind it"
        } else {
            "? delete it; if it cannot be seen, type the line anew"
        };
        assert_eq!(said(&report), [expected, hint], "{put:?}");
        assert_harmless(&report);
    }
    let escaped = routine(&SOUND_ROUTINE.replacen("\"A\"", r#""A\u001b[31mB""#, 1));
    let expected = "> 2:9 U005 a control or hidden character is written as an escape in `title`";
    let hint = "? take the escape out: the backslash and the letters and digits after it, and what it leaves behind, like `[31m`";
    assert_eq!(said(&escaped), [expected, hint]);
}

#[test]
fn a_title_is_one_line() {
    for title in ["\"Two\\nlines\"", "\"\"\"Two\nlines\"\"\""] {
        let report = routine(&SOUND_ROUTINE.replace("\"A\"", title));
        assert_eq!(codes(&report), [Code::UncleanText], "{title}: {:?}", said(&report));
    }
}

#[test]
fn a_pile_of_marks_stays_small_where_the_line_is_shown() {
    for pile in ["\u{301}".repeat(30), "\u{301}\u{200d}".repeat(30)] {
        let report = routine(&SOUND_ROUTINE.replace("\"A\"", &format!("\"A{pile}B\"")));
        let shown = report.render(Paint::Plain);
        let piles = shown.split(|c: char| c != '\u{301}' && c != '\u{200d}').map(|pile| pile.chars().count());
        assert!(piles.max() <= Some(8), "{shown}");
    }
}

#[test]
fn no_problem_points_behind_the_end_of_the_file() {
    let sound = SOUND_ROUTINE;
    for cut in (0..sound.len()).filter(|at| sound.is_char_boundary(*at)) {
        for end in ["", "=", "\"", "[", "a = 1.", "a = 0x", "a = \"\\", "a = '", "a.", "é"] {
            let text = format!("{}{end}", &sound[..cut]);
            let report = routine(&text);
            let behind = report.problems().iter().find(|it| it.span.end > text.len() || it.span.start > it.span.end);
            assert!(behind.is_none(), "{:?} of {} in\n{text}", behind, text.len());
        }
    }
}

#[test]
fn a_strangers_words_are_harmless_in_every_message() {
    let nasty = r"\u001b[2J\u202e\u009b\u0007";
    let text = format!(
        "\"{nasty}\" = 1\nid = \"{nasty}\"\ntitle = 5\nplace = \"{nasty}\"\n[[steps]]\nmovement = \"{nasty}\"\nhold = \"{nasty}\"\n\"{nasty}\" = 1\n[options]\n\"{nasty}\" = \"x\"\n"
    );
    let report = check(FileKind::Routine, "\u{1b}[31m\u{202e}evil\u{9b}.toml", text);
    assert!(report.problems().len() > 5);
    assert_harmless(&report);
}

#[track_caller]
fn assert_harmless(report: &Report) {
    for shown in report.lines().into_iter().chain([report.render(Paint::Plain)]) {
        let harmful = shown.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(harmful, None, "{shown:?}");
    }
    // With colours there are escapes, and they are the renderer's own: colour and weight, nothing else.
    for sequence in report.render(Paint::Coloured).split('\u{1b}').skip(1) {
        let end = sequence.find('m').expect("an escape sequence of colours ends in m");
        assert!(sequence[..end].chars().all(|c| c == '[' || c == ';' || c.is_ascii_digit()), "{sequence:?}");
    }
}

#[test]
fn steps_are_counted() {
    let step = "[[steps]]\nmovement = \"posture-reset\"\nhold = \"1s\"\nsetup = \"0s\"\n";
    let with = |steps: usize| routine(&format!("id = \"a\"\ntitle = \"A\"\nplace = \"chair\"\n{}", step.repeat(steps)));
    assert_eq!(said(&with(500)), Vec::<String>::new());
    let expected = [
        "> 2004:1 U035 expected at most 500 `[[steps]]` tables, found 501",
        "? take 1 of them out, or make two files of it",
    ];
    assert_eq!(said(&with(501)), expected);
}

#[test]
fn a_routine_of_three_hours_is_the_longest() {
    let with = |setup: &str| {
        let first = format!("[[steps]]\nmovement = \"posture-reset\"\nhold = \"90s\"\nsetup = \"{setup}\"\n");
        let steps = "[[steps]]\nmovement = \"posture-reset\"\nhold = \"90s\"\nsetup = \"8m30s\"\n".repeat(17);
        routine(&format!("id = \"a\"\ntitle = \"A\"\nplace = \"chair\"\n{first}{steps}"))
    };
    assert!(!with("8m30s").is_broken());
    let too_long = with("8m30s1ms");
    let said = said(&too_long);
    let message = "> 73:12 U036 with this step the routine is longer than 3h, the most it may be";
    assert!(too_long.is_broken() && said.iter().any(|line| line == message), "{said:?}");
}

#[test]
fn a_file_of_256_kib_is_the_largest() {
    let padded = |size: usize| format!("{SOUND_ROUTINE}#{}", "x".repeat(size - SOUND_ROUTINE.len() - 1));
    assert_eq!(said(&routine(&padded(FILE_LIMIT))), Vec::<String>::new());
    let expected = [
        "> U002 the file is larger than 256 KiB, the most that is read",
        "? a routine is a few KiB; is it the right file?",
    ];
    assert_eq!(said(&routine(&padded(FILE_LIMIT + 1))), expected);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_are_no_mistake() {
    let text = format!("\u{feff}{}", SOUND_ROUTINE.replace('\n', "\r\n"));
    assert_eq!(said(&routine(&text)), Vec::<String>::new());
    let report = routine(&text.replacen("\"A\"", "5", 1).replacen("\"a\"", "\"a b\"", 1));
    assert_eq!(said(&report)[0].split(' ').nth(1), Some("1:6"));
    assert_eq!(said(&report)[2].split(' ').nth(1), Some("2:9"));
}

#[test]
fn own_movements_may_be_each_others_swaps() {
    let own = |id: &str, swap: &str| {
        let text = SOUND_MOVEMENT.replace("id = \"a\"", &format!("id = \"{id}\"\nswaps = [\"{swap}\"]"));
        format!("[[movement]]\n{}", text.replace("[dose]", "[movement.dose]"))
    };
    let text = format!("{SOUND_ROUTINE}{}{}", own("one", "two"), own("two", "one"));
    assert_eq!(said(&routine(&text)), Vec::<String>::new());
}

#[test]
fn a_movement_may_have_a_figure() {
    let text =
        format!("{SOUND_MOVEMENT}\n[figure]\nview = \"side\"\n[[figure.pose]]\nname = \"tall\"\nat = [0, 0.506]\n");
    assert_eq!(said(&movement(&text)), Vec::<String>::new());
}

#[test]
fn a_movement_in_anothers_place_may_be_stricter_but_not_looser() {
    let text = SOUND_MOVEMENT
        .replace("\"a\"", "\"seated-chair-twist\"")
        .replace("avoid = []", "avoid = []\nswaps = [\"posture-reset\"]");
    let report = check(FileKind::Movement, "seated-chair-twist.toml", text.clone());
    let expected = [
        "> 6:13 U042 `seated-chair-twist` replaces a movement that needs 1m30s of warm-up, so it needs as much",
        "? write `end_range = \"1m30s\"`, or give it another id",
    ];
    assert_eq!(said(&report), expected);
    let stricter = text.replace("end_range = false", "end_range = \"2m\"");
    assert_eq!(said(&check(FileKind::Movement, "seated-chair-twist.toml", stricter)), Vec::<String>::new());
}

#[test]
fn a_hundred_problems_are_kept_and_the_rest_is_counted() {
    let keys = numbered(150, "zz", " = 1\n");
    let report = routine(&format!("{keys}{SOUND_ROUTINE}"));
    assert_eq!((report.problems().len(), report.left_out()), (100, 50));
    assert!(report.is_broken());
    assert_eq!(report.lines().last().map(String::as_str), Some("a.toml: and 50 more problems"));
}

#[test]
fn warnings_do_not_stop_a_routine() {
    let library = Library::built_in();
    let text = SOUND_ROUTINE.replace("posture-reset", "easy-march");
    let report = routine(&text);
    assert_eq!(report.problems().iter().map(unhunch::routine::Problem::grade).max(), Some(Grade::Warning));
    assert!(!report.is_broken());
    assert!(library.read_file("a.toml", text.as_bytes()).is_ok());
}

/// The list "Bad input" of the issue, as a person sees it.
#[test]
fn reports_look_like_this() {
    let title = |title: &str| SOUND_ROUTINE.replacen("\"A\"", title, 1);
    let end_range = "[[steps]]\nmovement = \"chair-back-extension\"\n[[steps]]\nmovement = \"posture-reset\"\n";
    let mut not_utf8 = SOUND_ROUTINE.as_bytes().to_vec();
    not_utf8.splice(18..19, [0xff]);
    let several = "id = \"a\"\ntitel = \"My back\"\nplace = \"chair\"\n\n[[steps]]\nmovement = \"shoulder-rols\"\n\n[[steps]]\nmovement = \"posture-reset\"\nhold = \"20\"\n";
    let rows: [(&str, Vec<u8>); 10] = [
        ("syntax", title("\"A").into()),
        ("unknown-key", SOUND_ROUTINE.replacen("place", "plaec", 1).into()),
        ("unknown-movement", SOUND_ROUTINE.replacen("shoulder-rolls", "shoulder-rols", 1).into()),
        ("bad-amount", format!("{SOUND_ROUTINE}hold = 20\nsetup = \"5\"\n").into()),
        (
            "end-range-without-warm-up",
            SOUND_ROUTINE.replacen("[[steps]]\nmovement = \"posture-reset\"\n", end_range, 1).into(),
        ),
        ("hold-of-ten-hours", format!("{SOUND_ROUTINE}hold = \"10h\"\n").into()),
        ("not-utf8", not_utf8),
        ("escape-in-title", title("\"A \u{9b}31m red \\u001b[2J \u{202e}title\"").into()),
        ("five-megabytes", vec![b'x'; 5_000_000]),
        ("several", several.into()),
    ];
    for (name, bytes) in rows {
        let report = check(FileKind::Routine, "a.toml", bytes);
        assert_eq!(name == "not-utf8", codes(&report) == [Code::NotUtf8]);
        let seen = format!("{}\n---\n{}\n", report.render(Paint::Plain), report.lines().join("\n"));
        golden::check(&format!("routine/{name}"), &seen);
    }
    let unreadable =
        PersonalFile { path: "a.toml".into(), kind: FileKind::Routine, bytes: Err("is a directory".into()) };
    let report = Library::built_in().check(&unreadable);
    assert_eq!(codes(&report), [Code::Unreadable]);
    golden::check(
        "routine/unreadable",
        &format!("{}\n---\n{}\n", report.render(Paint::Plain), report.lines().join("\n")),
    );
    let coloured = routine(several).render(Paint::Coloured).replace('\u{1b}', "␛");
    golden::check("routine/several-coloured", &coloured);
}

/// Files made to be slow, as large as a file may be. Whatever is quadratic in one of them takes hours, not seconds.
#[test]
fn files_made_to_be_slow_are_answered() {
    let full = |piece: &str| piece.repeat(FILE_LIMIT / piece.len());
    let files = [
        full("\r"),
        full("\u{202e}a"),
        full("=\n"),
        full("]"),
        full("[["),
        full("a={"),
        full("a."),
        full("\"\"\""),
        format!("a = {}", full("]").split_off(4)),
        format!("title = \"e{}\"", full("\u{301}").split_off(20)),
        format!("steps = [{}]", "1,".repeat(100_000)),
        full("[[steps]]\nswaps = [\"shulder-rols\", \"shulder-rolls\"]\n"),
        numbered(24_000, "k", " = 1\n"),
        numbered(8_000, "[[movement]]\nid = \"m", "\"\n"),
        format!(
            "[options]\n{}{}",
            "cat-cwo1 = \"x\"\n".repeat(9_000),
            "[[steps]]\nmovement = \"cat-cow\"\n".repeat(500)
        ),
    ];
    for text in files {
        let begin = text.chars().take(20).collect::<String>();
        let report = routine(&text);
        let shown = report.render(Paint::Plain).len() + report.lines().len();
        assert!(shown > 0 && shown < 200_000, "{begin:?}: {shown} bytes shown");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in [FileKind::Routine, FileKind::Movement] {
            let report = check(kind, "a.toml", bytes.clone());
            prop_assert!(report.is_broken());
            assert_harmless(&report);
        }
    }

    #[test]
    fn any_text_like_a_file_is_answered(
        pieces in prop::collection::vec(prop::sample::select(&[
            "id", "title", "place", "steps", "movement", "hold", "rep", "time", "reps", "swaps", "dose", "ease", "pace",
            "[", "]", "[[", "]]", "{", "}", "=", " = ", "\n", "\n", ".", ",", "\"", "\"\"\"", "'", "#", "1", "-1", "1e9", "true",
            "\"20s\"", "\"10h\"", "\"cat-cow\"", "\"a\"", "\\u001b", "\u{1b}", "\u{202e}", "\u{feff}", "\r\n", "日", "e\u{301}",
            "2026-11-21", "\0",
        ][..]), 0..120)
    ) {
        let text = pieces.concat();
        for kind in [FileKind::Routine, FileKind::Movement] {
            assert_harmless(&check(kind, "a.toml", text.as_bytes()));
        }
    }

    #[test]
    fn a_sound_file_with_a_hole_or_a_graft_is_answered(
        from in 0..200_usize, length in 0..40_usize, graft in "(?s).{0,8}", which in any::<bool>()
    ) {
        let (kind, sound) =
            if which { (FileKind::Routine, SOUND_ROUTINE) } else { (FileKind::Movement, SOUND_MOVEMENT) };
        let mut text = sound.to_owned();
        let from = from.min(text.len());
        let to = (from + length).min(text.len());
        text.replace_range(from..to, &graft);
        assert_harmless(&check(kind, "a.toml", text));
    }
}
