//! The command line.

use crate::home::{Home, READY, assert_plain};
use crate::piped;
use crate::pty::{Ended, Pty};

#[test]
fn what_is_only_asked_for_is_said_on_stdout_and_is_no_failure() {
    let home = Home::new();
    let rows = [
        ("--help", "Usage: unhunch [OPTIONS] [COMMAND]"),
        ("-h", "Usage: unhunch [OPTIONS] [COMMAND]"),
        ("run --help", "Usage: unhunch run [OPTIONS] <NAME|FILE>"),
        ("--version", concat!("unhunch ", env!("CARGO_PKG_VERSION"), "\n")),
        ("--about", "It isn't medical advice"),
    ];
    for (args, said) in rows {
        let over = piped::run(&home.command(args), "");
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        assert!(over.said.contains(said), "{args}: {}", over.said);
        assert_plain(over.said.as_bytes());
    }
    assert!(!home.state().exists(), "nothing was written");
}

#[test]
fn what_is_not_understood_is_one_message_on_stderr_and_exit_code_2() {
    let home = Home::new();
    let rows = [
        ("--nope", "unexpected argument '--nope'"),
        ("--plian", "a similar argument exists: '--plain'"),
        ("nope", "unrecognized subcommand 'nope'"),
        ("lern", "a similar subcommand exists: 'learn'"),
        ("run", "<NAME|FILE>"),
        ("run quick held", "unexpected argument 'held'"),
        ("--minutes 0", "0 is not in 1..=180"),
        ("--minutes soon", "invalid value 'soon'"),
        ("--place sofa", "[possible values: chair, standing, wall, floor]"),
        ("run chair-strech", "there is no routine called `chair-strech`; did you mean `chair-stretch`?"),
        ("run qiuck", "did you mean `quick`?"),
        ("run Chair-Stretch", "did you mean `chair-stretch`?"),
        ("run zzzzzzzzzz", "there is no routine called `zzzzzzzzzz`; `unhunch` lists them all"),
        ("run evil\u{1b}[31m", "there is no routine called `evil\u{fffd}[31m`"),
        ("--evil\u{1b}]0;x\u{7}", "unexpected argument"),
    ];
    for (args, complained) in rows {
        let over = piped::run(&home.command(args), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{args}: {}", over.complained);
        assert!(over.complained.contains(complained), "{args}: {}", over.complained);
        assert_plain(over.complained.as_bytes());
    }
    assert!(!home.state().exists(), "nothing was written");
}

#[test]
fn a_mistake_on_a_terminal_leaves_it_as_it_was() {
    let home = Home::new();
    let pty = Pty::spawn_in_shell(&home.command("run chair-strech"));
    assert_eq!(pty.wait_for_status(0), 2);
    pty.wait_for("did you mean `chair-stretch`?");
    pty.assert_given_back();
    assert!(!pty.bytes().contains(&0x1b), "nothing was drawn");
}

#[test]
fn each_command_opens_its_screen_and_q_leaves_with_0() {
    let home = Home::screened();
    let rows = [
        ("", "Desk reset"),
        ("--minutes 1", "up to 1:00"),
        ("--place wall", "The Wall Stretch"),
        ("me", "What to work around"),
        ("learn", "pop"),
        ("desk", "Desk check"),
        ("run quick", READY),
    ];
    for (args, seen) in rows {
        let mut pty = Pty::spawn_in_shell(&home.command(args));
        pty.wait_for(seen);
        pty.assert_borrowed();
        pty.send("q");
        assert_eq!(pty.wait_for_status(0), 0, "{args}");
        pty.assert_given_back();
    }
    assert_eq!((home.told(), home.said().len()), (Vec::new(), 3));
}

#[test]
fn a_routine_is_run_from_any_file_too() {
    let home = Home::screened();
    let path = home.put_routine("../mailed.toml", crate::home::QUICK.replace("\"quick\"", "\"mailed\"").as_bytes());
    let mut pty = Pty::spawn(&home.command("run").arg(&path));
    pty.wait_for(READY);
    pty.send("q");
    assert_eq!(pty.wait_for_end(), Ended::Code(0));
}

#[test]
fn a_file_that_is_none_is_one_message_and_exit_code_2() {
    let home = Home::screened();
    let pipe = home.data().join("pipe.toml");
    let made = piped::run(&crate::pty::Command::new("mkfifo").arg(&pipe), "");
    assert_eq!(made.code, Some(0), "{}", made.complained);
    let rows = [
        ("/nowhere/at/all.toml".to_owned(), "no such file or directory"),
        (home.data().display().to_string(), "it is a directory"),
        (pipe.display().to_string(), "it is not a regular file"),
        ("/dev/zero".to_owned(), "it is not a regular file"),
        ("/dev/stdin".to_owned(), "it is not a regular file"),
    ];
    for (path, why) in rows {
        let over = piped::run(&home.command("run").arg(&path), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{path}");
        assert_eq!(over.complained, format!("unhunch: `{path}` cannot be read: {why}\n"));
    }
}
