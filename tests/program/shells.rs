//! What shells, packagers and whoever has a problem ask of the program.

use std::fs;

use crate::home::{Home, assert_plain};
use crate::piped::{self, Over};
use crate::pty::{Command, Pty};

fn run(home: &Home, args: &[&str]) -> Over {
    piped::run(&args.iter().fold(home.command(""), Command::arg), "")
}

/// What bash is told to complete the last word with.
fn completed(home: &Home, words: &[&str]) -> Vec<String> {
    let last = (words.len() - 1).to_string();
    let command = home.command("").env("UNHUNCH_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", &last);
    let command = command.env("_CLAP_IFS", "\n").arg("--");
    let over = piped::run(&words.iter().fold(command, Command::arg), "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    over.said.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn names_of_routines_and_movements_are_completed() {
    let home = Home::new();
    home.put_routine("evil\u{1b}[2J.toml", b"");
    assert_eq!(completed(&home, &["unhunch", "run", "chair-s"]), ["chair-stretch"]);
    assert_eq!(completed(&home, &["unhunch", "export", "q"]), ["quiet-office", "quick"]);
    assert_eq!(completed(&home, &["unhunch", "show", "thread"]), ["thread-the-needle"]);
    for command in ["run", "show", "plan", "export", "edit", "sources"] {
        assert_eq!(completed(&home, &["unhunch", command, "chair-s"]), ["chair-stretch"], "{command}");
    }
    for command in ["show", "edit", "sources"] {
        assert_eq!(completed(&home, &["unhunch", command, "chin-t"]), ["chin-tuck"], "{command}");
    }
    assert_eq!(completed(&home, &["unhunch", "new", "x", "--from", "chin-t"]), ["chin-tuck"]);
    assert!(completed(&home, &["unhunch", "des"]).contains(&"desk".to_owned()));
    assert_eq!(completed(&home, &["unhunch", "export", "evil"]), [""; 0]);
}

#[test]
fn each_shell_gets_its_script_and_a_foreign_variable_changes_nothing() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let over = piped::run(&home.command("").env("UNHUNCH_COMPLETE", shell), "");
        assert_eq!(over.code, Some(0), "{shell}: {}", over.complained);
        assert!(over.said.contains("UNHUNCH_COMPLETE"), "{shell}: {}", over.said);
    }
    let over = piped::run(&home.command("config --sample").env("COMPLETE", "1"), "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let home = Home::new();
    let folder = home.data().join("man1");
    let over = run(&home, &["man", &folder.display().to_string()]);
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    for name in [
        "unhunch.1",
        "unhunch-run.1",
        "unhunch-export.1",
        "unhunch-fmt.1",
        "unhunch-doctor.1",
        "unhunch-man.1",
        "unhunch-journal-verify.1",
    ] {
        let page = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(".TH ") && page.contains(".SH SYNOPSIS"), "{name}: {page}");
    }
    assert_eq!(run(&home, &["man", &folder.display().to_string()]).code, Some(0), "it can be done again");
}

#[test]
fn the_doctor_finds_nothing_to_mend_in_a_sound_home() {
    let home = Home::screened();
    let over = run(&home, &["doctor"]);
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{}", over.said);
    for said in ["version", "terminal", "colours", "characters", "clock", "data", "settings", "own files", "records"] {
        assert!(over.said.contains(said), "{said}: {}", over.said);
    }
    assert!(over.said.ends_with("Nothing has to be mended.\n"), "{}", over.said);
    assert_plain(over.said.as_bytes());
    let new = Home::new();
    assert_eq!(run(&new, &["doctor"]).code, Some(0));
    assert!(!new.state().exists(), "looking writes nothing");
}

#[test]
fn the_doctor_says_what_to_do_about_each_thing_that_is_wrong() {
    let home = Home::screened();
    home.put_routine("broken.toml", b"id = \"broken\"\n");
    home.put_settings("fps = 3\n");
    fs::write(home.facts_file(), "no line\n{}\n").expect("a file");
    let over = run(&home, &["doctor"]);
    assert_eq!(over.code, Some(1), "{}", over.said);
    for said in
        ["1 of them with errors", "`unhunch check`", "`unhunch config`", "`unhunch journal verify`", "3 things have"]
    {
        assert!(over.said.contains(said), "{said}: {}", over.said);
    }
    assert_plain(over.said.as_bytes());
}

#[test]
fn on_a_terminal_the_doctor_measures_it() {
    let home = Home::screened();
    for (cols, rows, code, said) in
        [(100, 30, 0, "100 by 30"), (60, 20, 0, "from 80 by 24 on"), (30, 20, 1, "at least 40 columns")]
    {
        let pty = Pty::spawn_in_shell(&home.command("doctor").size(cols, rows));
        assert_eq!(pty.wait_for_status(0), code);
        let written = String::from_utf8_lossy(&pty.bytes()).replace(['\r', '\n'], "");
        assert!(written.contains(said), "{written}");
        assert!(!pty.bytes().contains(&0x1b), "nothing is drawn");
    }
}

#[test]
fn a_list_becomes_a_routine_that_runs() {
    let home = Home::new();
    let sheet = home.data().join("My sheet.txt");
    fs::write(&sheet, "1. Shoulder rolls, 10 times each way\n2. Wave, 5 times\n").expect("a file");
    let sheet = sheet.display().to_string();
    let printed = run(&home, &["import", "--from", "list", &sheet]);
    assert_eq!(printed.code, Some(0), "{}", printed.complained);
    assert!(
        printed.said.contains("id = \"my-sheet\"") && printed.said.contains("#! not in the library"),
        "{}",
        printed.said
    );
    let saved = run(&home, &["import", "--from", "list", &sheet, "--save"]);
    assert_eq!(saved.code, Some(0), "{}", saved.complained);
    for said in ["Shoulder rolls, 10 times each way", "-> Wave (your own): 5 reps", "A warm-up is added in front"] {
        assert!(saved.complained.contains(said), "{said}: {}", saved.complained);
    }
    assert_eq!(run(&home, &["check"]).code, Some(0));
    assert_eq!(run(&home, &["plan", "my-sheet"]).code, Some(0));
    let again = run(&home, &["import", "--from", "list", &sheet, "--save"]);
    assert!(again.code == Some(2) && again.complained.contains("is there already"), "{}", again.complained);
    // From what comes in, and nothing that is there is replaced unasked.
    let piped = home
        .command("import --from list -")
        .without_terminal()
        .stdin(fs::File::open(&sheet).expect("it is there"))
        .output();
    assert!(String::from_utf8_lossy(&piped.expect("it ran").stdout).contains("movement = \"wave\""));
    fs::write(&sheet, "{\\rtf1 chin tucks}").expect("a file");
    let wrong = run(&home, &["import", "--from", "list", &sheet]);
    assert!(wrong.code == Some(2) && wrong.complained.contains("it is rich text (RTF)"), "{}", wrong.complained);
}

#[test]
fn on_a_terminal_what_a_sheet_does_not_say_is_asked_in_plain_words() {
    let home = Home::new();
    let sheet = home.data().join("sheet.txt");
    fs::write(&sheet, "My sheet:\n- Doorway stretches 2 x 30 sec\n- Wave 3 x 8\n").expect("a file");
    let mut pty = Pty::spawn_in_shell(&home.command(&format!("import --from list {}", sheet.display())));
    for (question, answer) in [
        ("is that Doorway chest stretch?", "1\n"),
        ("where is it done?", "2\n"),
        ("what is it for?", "nonsense\n"),
        ("> nonsense", "2\n"),
        ("what does it move most?", "2\n"),
        ("as far as a joint can", "1\n"),
        ("careful with?", "1\n"),
        ("Did somebody prescribe", "A. Berg, 3 November\n"),
        ("Keep it as", "y\n"),
    ] {
        pty.wait_for(question);
        pty.send(answer);
    }
    assert_eq!(pty.wait_for_status(0), 0);
    let written = fs::read_to_string(home.data().join("routines/my-sheet.toml")).expect("it was kept");
    for said in [
        "prescribed = \"A. Berg, 3 November\"",
        "end_range = false",
        "avoid = []",
        "sets = 3",
        "places = [\"standing\"]",
    ] {
        assert!(written.contains(said), "{said}: {written}");
    }
    assert!(!written.contains("\n#!"), "{written}");
}
