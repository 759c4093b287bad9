//! A file that is laid out says what it said before, to the program and to whoever reads its remarks.
#![expect(clippy::disallowed_methods, reason = "the files are files")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use unhunch::routine::{FILE_LIMIT, FileKind, Import, Kept, Library, laid_out};

/// Every file of the house, and every broken one, by the folder it lies in.
fn files() -> Vec<(String, FileKind, String)> {
    let folders = [
        ("routines", FileKind::Routine),
        ("routines/movements", FileKind::Movement),
        ("tests/errors/routines", FileKind::Routine),
        ("tests/errors/movements", FileKind::Movement),
    ];
    let mut files = Vec::new();
    for (folder, kind) in folders {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder") {
            let path = entry.expect("it").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_some_and(|it| it == "toml")
                && let Ok(text) = fs::read_to_string(&path)
            {
                files.push((name, kind, text));
            }
        }
    }
    files.sort();
    files
}

/// What is read from a text: all of it, or the problems without their places.
fn said(name: &str, text: &str, kind: FileKind) -> String {
    match Library::built_in().look_at(name, text.as_bytes(), kind) {
        Ok((Import::Routine(routine), _)) => format!("{:?} {:?}", routine.steps, routine.own),
        Ok((Import::Movement(movement), _)) => format!("{movement:?}"),
        Err(report) => {
            let mut problems: Vec<String> =
                report.problems().iter().map(|it| format!("{} {}", it.code, it.message)).collect();
            problems.sort();
            problems.join("\n")
        }
    }
}

fn remarks(text: &str) -> usize {
    text.lines().filter(|line| line.contains("#!")).count()
}

#[test]
fn a_file_that_is_laid_out_says_the_same_and_stays_as_it_is() {
    let mut laid_ones = 0;
    for (name, kind, text) in files() {
        // A problem that is told of where it stands is another one where that is elsewhere.
        let is_told_with_a_line = said(&name, &text, kind).contains("on line");
        let Ok(laid) = laid_out(&text, kind) else { continue };
        laid_ones += 1;
        assert!(is_told_with_a_line || said(&name, &laid, kind) == said(&name, &text, kind), "{name}:\n{laid}");
        assert_eq!(laid_out(&laid, kind).as_ref(), Ok(&laid), "{name}");
    }
    assert!(laid_ones > 120, "{laid_ones} files were laid out");
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_layout() {
    for text in ["title = \"A\n", "[[[[", "a = {[]a=", "\u{0}", "a = 1\na = 2\n", "\u{feff}\u{feff}a = 1\n"] {
        assert_eq!(laid_out(text, FileKind::Routine), Err(Kept::NoToml), "{text:?}");
    }
}

#[test]
fn a_file_that_would_be_too_large_laid_out_keeps_its_layout() {
    // Each key is laid out on a line with blanks and quotes that it does without.
    let keys: Vec<String> = (10_000..24_000).map(|n| format!("a{n}='12345678'\n")).collect();
    let text = keys.concat();
    assert!(text.len() <= FILE_LIMIT, "{}", text.len());
    assert_eq!(laid_out(&text, FileKind::Routine), Err(Kept::TooLarge));
}

#[test]
fn tables_in_tables_are_refused_before_they_take_long() {
    let key = ["a"; 31].join(".");
    let text = format!("{}1{}", format!("{key} = {{ ").repeat(31), " }".repeat(31));
    assert_eq!(laid_out(&text, FileKind::Routine), Err(Kept::NoToml));
}

#[test]
fn a_remark_in_braces_stays_where_it_is() {
    let text = "pace = {\n  in = \"4s\", # in\n  out = \"6s\",\n}\n";
    assert_eq!(laid_out(text, FileKind::Movement).as_deref(), Ok(text));
}

#[test]
fn a_file_of_another_system_gets_the_line_ends_of_this_one() {
    assert_eq!(laid_out("\u{feff}a=1\r\n\r\n\r\nb = 2\r\n", FileKind::Routine).as_deref(), Ok("a = 1\nb = 2\n"));
}

/// What somebody does to a line of a file without changing what it says.
#[derive(Clone, Debug)]
enum Touch {
    Blank,
    Remark,
    RemarkBehind,
    Spaces,
    Tabs,
}

fn touch() -> impl Strategy<Value = Touch> {
    prop_oneof![
        Just(Touch::Blank),
        Just(Touch::Remark),
        Just(Touch::RemarkBehind),
        Just(Touch::Spaces),
        Just(Touch::Tabs)
    ]
}

fn touched(text: &str, touches: &[(usize, Touch)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (number, (at, touch)) in touches.iter().enumerate() {
        let at = at % lines.len();
        let line = &mut lines[at];
        match touch {
            Touch::Blank => line.insert(0, '\n'),
            Touch::Remark => *line = format!("#! {number}\n{line}"),
            Touch::RemarkBehind => *line = format!("{line} #! {number}"),
            Touch::Spaces => *line = line.replacen(" = ", "=   ", 1) + "  ",
            Touch::Tabs => *line = format!("\t{line}"),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_to_the_lines_of_a_file_no_remark_is_lost_and_it_says_the_same(
        which in any::<prop::sample::Index>(),
        touches in prop::collection::vec((0_usize..500, touch()), 0..12),
    ) {
        let files = files();
        let (name, kind, text) = which.get(&files);
        prop_assume!(!text.is_empty() && !text.starts_with('\u{feff}') && laid_out(text, *kind).is_ok() && !text.contains("\"\"\"") && !text.contains("'''"));
        let other = touched(text, &touches);
        let laid = laid_out(&other, *kind).map_err(|kept| TestCaseError::fail(format!("{kept:?}:\n{other}")))?;
        prop_assert_eq!(remarks(&laid), remarks(&other));
        prop_assert_eq!(laid_out(&laid, *kind), Ok(laid.clone()));
        let bare = |text: &str| -> String { text.lines().filter(|line| !line.trim_start().starts_with('#')).collect() };
        if !touches.iter().any(|(_, touch)| matches!(touch, Touch::Remark | Touch::RemarkBehind)) {
            let untouched = laid_out(text, *kind);
            prop_assert_eq!(Ok(bare(&laid)), untouched.as_deref().map(bare).map_err(|kept| *kept));
        }
        let (before, after) = (said(name, text, *kind), said(name, &laid, *kind));
        prop_assert!(before.contains("on line") || before == after, "{}\n{}", before, after);
    }
}
