//! The face in lines: pipes, terminals that only take lines, screen readers.

use rustix::process::Signal;

use crate::home::{Home, READY, assert_plain};
use crate::piped::{self, Piped};
use crate::pty::{Ended, Pty};

const FELT: &str = "How does the upper back feel after that?";
const GIVEN_UP: &str = "The input has ended; unhunch ends here.\n";

#[test]
fn plain_on_a_terminal_takes_single_keys_and_walks_to_the_summary() {
    let home = Home::screened();
    let mut pty = Pty::spawn_in_shell(&home.command("--plain --quiet run quick").size(100, 200));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for(FELT);
    pty.send("2q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert_plain(&pty.bytes());
    assert_eq!(home.told(), ["started", "posture-reset done", "eye-reset done", "ended finished", "felt"]);
}

#[test]
fn a_dumb_terminal_is_spoken_to_in_lines() {
    let home = Home::screened();
    let mut pty = Pty::spawn_in_shell(&home.command("--quiet run held").env("TERM", "dumb").size(100, 200));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for("Tall-sit reset, hold.");
    pty.send("s");
    pty.wait_for("What's going on?");
    pty.insist("5", "Call 112, 999 or 911 now.");
    // It stays for a second whatever is pressed (S20).
    pty.insist("q", "[status ");
    assert_eq!(pty.wait_for_status(0), 4);
    pty.assert_given_back();
    assert_plain(&pty.bytes());
    assert_eq!(home.told().last().map(String::as_str), Some("ended stopped"));
}

#[test]
fn a_signal_in_lines_on_a_terminal_is_the_same_as_in_a_picture() {
    let home = Home::screened();
    let mut pty = Pty::spawn(&home.command("--plain run held"));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for("Tall-sit reset, hold.");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), Ended::Signal(Signal::TERM.as_raw()));
    assert_eq!(home.told().last().map(String::as_str), Some("ended interrupted"));
}

#[test]
fn through_pipes_a_letter_and_enter_are_a_key_and_the_whole_routine_is_told() {
    let home = Home::screened_before();
    let mut piped = Piped::start(&home.command("run quick"));
    piped.hear("New or worse");
    piped.hear("Keys:");
    // Whoever answers a grave question before it can have been read has not answered it (S10).
    piped.insist("0", READY);
    piped.tell("");
    piped.hear("Step 1 of 2: Tall-sit reset.");
    piped.hear("Tall-sit reset, hold.");
    piped.hear("Step 2 of 2: Far-look eye reset.");
    piped.hear(FELT);
    piped.tell("1");
    piped.tell("q");
    let over = piped.end();
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_plain(over.said.as_bytes());
    assert_eq!(home.told(), ["checked", "started", "posture-reset done", "eye-reset done", "ended finished", "felt"]);
    assert_eq!(home.said(), ["answered", "answered"]);
}

#[test]
fn stopped_through_pipes_the_exit_code_is_3() {
    let home = Home::screened();
    let mut piped = Piped::start(&home.command("run held"));
    piped.hear("Keys:");
    piped.tell("");
    piped.hear("Tall-sit reset, hold.");
    piped.tell("s");
    piped.hear("What's going on?");
    piped.insist("6", "End here, or go on without it?");
    piped.insist("1", FELT);
    piped.tell("q");
    let over = piped.end();
    assert_eq!((over.code, over.complained.as_str()), (Some(3), ""));
    assert_plain(over.said.as_bytes());
    assert_eq!(home.told().last().map(String::as_str), Some("ended stopped"));
}

#[test]
fn the_end_of_the_input_is_said_once_and_interrupts() {
    let home = Home::screened();
    let mut piped = Piped::start(&home.command("run held"));
    piped.hear("Keys:");
    piped.tell("");
    piped.hear("Tall-sit reset, hold.");
    let over = piped.end();
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_eq!(over.said.matches(GIVEN_UP).count(), 1, "{}", over.said);
    assert!(over.said.ends_with(GIVEN_UP), "{}", over.said);
    assert_plain(over.said.as_bytes());
    assert_eq!(home.told(), ["started", "eye-reset done", "posture-reset left", "ended interrupted"]);
}

#[test]
fn with_nothing_to_read_from_every_command_says_so_and_ends() {
    for args in ["", "run quick", "me", "learn", "desk", "--minutes 5 --place floor"] {
        for (name, script) in [("empty", "exec \"$@\" </dev/null"), ("closed", "exec \"$@\" <&-")] {
            let home = Home::screened_before();
            let over = piped::run(&home.command(args).in_script(script), "");
            let code = if args == "run quick" { 4 } else { 0 };
            assert_eq!((over.code, over.complained.as_str()), (Some(code), ""), "{args} {name}");
            assert!(over.said.ends_with(GIVEN_UP), "{args} {name}: {}", over.said);
            assert_plain(over.said.as_bytes());
            assert_eq!(home.told(), [""; 0]);
            assert_eq!(home.said(), ["answered", "answered"]);
        }
    }
}

#[test]
fn a_door_that_ends_with_the_input_starts_nothing_and_keeps_what_was_ticked() {
    let home = Home::new();
    let mut piped = Piped::start(&home.command("run quick"));
    piped.hear("Keys:");
    piped.insist("5", "(ticked)");
    let over = piped.end();
    assert_eq!(over.code, Some(4));
    assert!(over.said.ends_with(GIVEN_UP), "{}", over.said);
    assert_eq!((home.told(), home.said()), (Vec::new(), vec!["ticked".to_owned()]));
}

#[test]
fn an_output_nobody_reads_ends_it_quietly() {
    let home = Home::screened();
    let over = piped::run(&home.command("").in_script("\"$@\" | head -n 2"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_eq!(over.said.lines().count(), 2);

    // In the middle of a hold, with the input still open.
    let listener = "{ \"$@\"; echo $? >&2; } | while read -r line; do echo \"$line\"; \
                    case $line in 'Tall-sit reset, hold.'*) exit;; esac; done";
    let mut piped = Piped::start(&home.command("run held").in_script(listener));
    piped.hear("Keys:");
    piped.tell("");
    piped.hear("Tall-sit reset, hold.");
    let over = piped.end_by_itself();
    assert_eq!((over.code, over.complained.as_str()), (Some(0), "0\n"));
    assert_eq!(home.told().last().map(String::as_str), Some("ended interrupted"));

    for args in ["--help", "--version", "--about"] {
        let over = piped::run(&home.command(args).in_script("{ \"$@\"; echo $? >&2; } | true"), "");
        assert_eq!((over.code, over.complained.as_str()), (Some(0), "0\n"), "{args}");
    }
}
