//! Files that were made to deceive: whoever looks at them sees that something is there, and nothing of it acts.

use std::path::PathBuf;

use crate::home::{Home, QUICK, assert_plain};
use crate::piped::{self, Over};
use crate::pty::Pty;

/// What would clear the screen, name the window, write the clipboard and turn the text round, as it stands in a file. TOML
/// refuses some of it and lets the rest through, as letters or as escapes.
const ACTS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}live\u{2066}\u{200b}\u{feff}";
const ESCAPED: &str = "\\u001b[2J\\u001b]52;c;b3duZWQ=\\u0007\\u009b31m\\u202elive\\u2066\\u200b";

/// The keys of a routine that hold words of its author.
const WORDS: [&str; 5] = ["title", "kit", "when", "warm_up", "safety"];

/// A routine with this text in all its words, and in those of a movement of its own.
fn routine(id: &str, words: &str) -> String {
    let mut text = QUICK.replace("\"quick\"", &format!("\"{id}\""));
    for key in WORDS {
        let line = text.lines().find(|line| line.starts_with(key)).expect("the key").to_owned();
        text = text.replace(&line, &format!("{key} = \"{words}\""));
    }
    text + &format!(
        "author = \"{words}\"\nlicence = \"{words}\"\n\n[[movement]]\n{}",
        movement("own-lean", words).replace("[dose]", "[movement.dose]")
    )
}

fn movement(id: &str, words: &str) -> String {
    format!(
        "id = \"{id}\"\nname = \"{words}\"\nphase = \"stretch\"\nfamily = \"flex\"\nplaces = [\"chair\"]\n\
         areas = [\"upper-back\"]\nend_range = false\nsetup = \"{words}\"\nsteps = [\"{words}\"]\ncue = \"{words}\"\n\
         breath = \"{words}\"\neffort = 3\navoid = [\"rib\"]\nswaps = [\"posture-reset\"]\nsources = [\"{words}\"]\n\n\
         [dose]\nhold = \"1s\"\n"
    )
}

/// A home with files whose words and names would act on a terminal.
fn home() -> Home {
    let home = Home::screened();
    // What is a key of the routine comes before its steps.
    let at_the_top = |text: String| {
        let (before, after) = text.split_once("author").expect("it is there");
        let (author, movement) = after.split_once("\n\n").expect("it is there");
        before.replacen("\n\n[[steps]]", &format!("\nauthor{author}\n\n[[steps]]"), 1) + movement
    };
    home.put_routine("openly.toml", at_the_top(routine("openly", ACTS)).as_bytes());
    home.put_routine("escaped.toml", at_the_top(routine("escaped", ESCAPED)).as_bytes());
    home.put_routine("pile.toml", at_the_top(routine("pile", &format!("e{}", "\u{301}".repeat(140)))).as_bytes());
    home.put_routine("named\u{1b}]0;owned\u{7}\u{202e}\u{9b}2J.toml", QUICK.as_bytes());
    home.put_routine("line.toml", &b"x".repeat(10 << 20));
    std::fs::create_dir_all(home.data().join("routines/movements")).expect("a folder");
    home.put_routine("movements/lean.toml", movement("lean", ESCAPED).as_bytes());
    // As far as words may go: letters of two columns, of no column, of other directions, and very many.
    home.put_routine("longest.toml", at_the_top(routine("longest", &longest())).as_bytes());
    home
}

/// 150 letters, which is as long as a title may be, none of which is forbidden.
fn longest() -> String {
    let letters = "שלום 日本語 👩\u{200d}👩\u{200d}👧 e\u{301}\u{301}\u{301}\u{301} مرحبا ﷽ ";
    letters.chars().cycle().take(149).chain(['x']).collect()
}

/// Asserts that nothing of what was planted acts, whatever the program itself writes to draw.
fn assert_harmless(what: &str, shown: &str) {
    let acts = |c: char| {
        ('\u{80}'..='\u{9f}').contains(&c)
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    assert_eq!(shown.chars().find(|c| acts(*c)), None, "{what}: {shown}");
    for planted in ["\u{1b}]0;owned", "\u{1b}]52", "\u{1b}[2J\u{1b}]"] {
        assert!(!shown.contains(planted), "{what}: {shown}");
    }
}

fn run(home: &Home, args: &str) -> Over {
    let over = piped::run(&home.command(args), "");
    for shown in [&over.said, &over.complained] {
        assert_plain(shown.as_bytes());
        assert_harmless(args, shown);
    }
    over
}

#[test]
fn every_command_that_shows_a_file_shows_it_harmlessly() {
    let home = home();
    let over = run(&home, "check");
    assert_eq!(over.code, Some(2));
    for said in ["U005", "a control or hidden character", "larger than 256 KiB"] {
        assert!(over.said.contains(said), "{said}: {}", over.said);
    }
    for args in ["check --format short", "check --format json", "check --format github", "check --deny warnings"] {
        assert_eq!(run(&home, args).code, Some(2), "{args}");
    }
    for args in ["list", "list --movements", "list --json", "sources", "doctor", "fmt --check"] {
        assert!(run(&home, args).code.is_some(), "{args}");
    }
    for name in ["openly", "escaped", "pile", "line"] {
        for command in ["show", "plan", "run", "export --stdout"] {
            let over = run(&home, &format!("{command} {name}"));
            assert_eq!(over.code, Some(2), "{command} {name}: {}", over.said);
        }
    }
    for args in ["show longest", "show longest --json", "export longest --stdout", "check"] {
        assert!(run(&home, args).said.contains("日本語"), "{args}");
    }
    assert_eq!(run(&home, "plan longest --script").code, Some(0));
    let path: PathBuf = home.data().join("routines").join("escaped.toml");
    let over = run(&home, &format!("import {}", path.display()));
    assert_eq!(over.code, Some(2));
}

#[test]
fn a_name_that_acts_is_said_harmlessly_when_it_is_asked_for() {
    let home = home();
    for command in ["show", "plan", "run", "edit", "export", "import", "check", "sources", "fmt"] {
        let over = piped::run(&home.command(command).arg(format!("a{ACTS}")), "");
        for shown in [&over.said, &over.complained] {
            assert_plain(shown.as_bytes());
            assert_harmless(command, shown);
        }
        assert_ne!(over.code, Some(0), "{command}: {}", over.said);
    }
}

#[test]
fn the_library_the_problems_and_the_session_show_them_harmlessly() {
    let home = home();
    let mut pty = Pty::spawn_in_shell(&home.command("--quiet").size(140, 60));
    pty.wait_for("The Chair Stretch");
    for name in ["openly", "escaped", "pile", "line", "lean"] {
        pty.send(&format!("/{name}\r"));
        pty.wait_until(name, |screen| screen.contents().contains("cannot run yet"));
        pty.send("\r");
        pty.wait_until("its page", |screen| !screen.contents().contains("minutes"));
        pty.send("\x1b");
        pty.wait_for("minutes");
        pty.send("\x1b");
        pty.wait_for("The Chair Stretch");
    }
    pty.send("q");
    pty.wait_for_status(0);
    assert_harmless("the library", &String::from_utf8_lossy(&pty.bytes()));
    for (cols, rows) in [(80, 24), (40, 12)] {
        let mut pty = Pty::spawn_in_shell(&home.command("--quiet").size(cols, rows));
        pty.wait_for("hair Stretch");
        pty.send("\x1b[F");
        pty.send(&"k".repeat(12));
        pty.send("q");
        pty.wait_for_status(0);
        assert_harmless("a small library", &String::from_utf8_lossy(&pty.bytes()));
        pty.assert_given_back();
    }
    // A second home: how the first session ended would be asked about.
    for (face, home) in [("", home), ("--plain", self::home())] {
        let mut pty = Pty::spawn_in_shell(&home.command(&format!("--quiet {face} run longest")).size(100, 60));
        pty.wait_for("日本語");
        pty.send("\r");
        pty.wait_for("of 2");
        pty.send("s");
        pty.wait_for("What's going on?");
        pty.send("\x03");
        pty.wait_for_status(0);
        assert_harmless("the session", &String::from_utf8_lossy(&pty.bytes()));
    }
}
