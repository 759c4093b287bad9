//! The real loop in a real terminal, driving a double: whatever happens, the terminal comes back as it was and the
//! program has been told.
//!
//! The double runs in this same test program, started again as a child that runs only [`child`].

use std::io::{Read, Write};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::double;
use crate::pty::{Command, Ended, Pty};

/// The other end of every test here: the process in the terminal.
#[test]
fn child() {
    #[expect(clippy::disallowed_methods, reason = "this is how the test tells itself that it is the child")]
    if let Ok(face) = std::env::var(double::FACE) {
        double::live(&face);
    }
}

/// A child, and where it notes what reached it.
struct Case {
    folder: TempDir,
    command: Command,
}

impl Case {
    fn new(face: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let exe = std::env::current_exe().unwrap();
        let command =
            Command::new(exe).arg("--exact").arg("terminal::child").arg("--nocapture").env(double::FACE, face);
        let command = command.env(double::LOG, folder.path().join("log"));
        Self { folder, command }
    }

    fn drawn() -> Self {
        Self::new("drawn")
    }

    fn lines() -> Self {
        Self::new("lines")
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.command = self.command.env(name, value);
        self
    }

    /// What reached the child, in order, without the first size.
    #[expect(clippy::disallowed_methods, reason = "the test reads what its child wrote")]
    fn log(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.into_iter().skip_while(|line| line.starts_with("Resize")).collect()
    }

    fn start(&self) -> Pty {
        let pty = Pty::spawn(&self.command);
        pty.wait_for("typed []");
        pty
    }

    /// Starts it where closing the window sends it no signal: only the shell gets one, and ignores it.
    fn start_where_hangups_are_ignored(&self) -> Pty {
        let pty = Pty::spawn(&self.command.clone().in_script("trap '' HUP; \"$@\"; exit $?"));
        pty.wait_for("typed []");
        pty
    }

    fn start_in_shell(&self) -> Pty {
        let pty = Pty::spawn_in_shell(&self.command);
        pty.wait_for("typed []");
        pty
    }
}

/// How long the process may outlive its window.
const TWO_SECONDS: Duration = Duration::from_secs(2);
const KEY_A: &str = "Key(Char('a'))";

#[test]
fn it_draws_on_a_borrowed_screen_takes_keys_and_gives_the_terminal_back() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.assert_borrowed();
    pty.send("a\x1b[A");
    pty.wait_for("typed [a<Up>]");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert_eq!(case.log(), [KEY_A, "Key(Up)", "Key(Char('q'))"]);
}

#[test]
fn the_exit_code_is_what_leaving_meant() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("s");
    assert_eq!(pty.wait_for_end(), Ended::Code(3));
    pty.assert_screen_given_back();
}

#[test]
fn a_key_is_answered_with_few_bytes() {
    let case = Case::drawn();
    let mut pty = case.start();
    let before = pty.bytes().len();
    pty.send("a");
    pty.wait_for("typed [a]");
    let answer = pty.bytes()[before..].to_vec();
    assert!(answer.len() <= 10, "{:?}", String::from_utf8_lossy(&answer));
}

#[test]
fn ticks_go_on_without_a_key() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("t");
    pty.wait_for("ticks 5");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), Ended::Code(0));
}

#[test]
fn a_bell_is_one_byte() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("ba");
    pty.wait_for("typed [a]");
    assert_eq!(pty.bells(), 1);
}

#[test]
fn a_click_is_the_key_it_stands_for() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("\x1b[<0;3;5M\x1b[<0;3;5m\x1b[<0;3;1M\x1b[<0;3;1m");
    pty.wait_for("typed [c]");
}

#[test]
fn ctrl_c_is_a_key_and_escape_needs_no_second_key() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("\x03");
    pty.wait_for("typed [<CtrlC>]");
    pty.send("\x1b");
    pty.wait_for("typed [<CtrlC><Esc>]");
}

#[test]
fn what_is_pasted_is_not_typed() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("\x1b[200~qspd\r\x1b[201~a");
    pty.wait_for("typed [a]");
    // Its letters are told as text, and whoever takes no text ignores them.
    let told: Vec<String> = case.log().into_iter().filter(|line| !line.starts_with("Pasted(")).collect();
    assert_eq!(told, [KEY_A]);
}

#[test]
fn a_panic_gives_the_terminal_back_says_one_line_and_still_ends_the_record() {
    for (key, place) in [("p", "asked to"), ("d", "asked to while drawing")] {
        let case = Case::drawn();
        let mut pty = case.start_in_shell();
        pty.send("a");
        pty.wait_for("typed [a]");
        pty.send(key);
        assert_eq!(pty.wait_for_status(0), 1);
        pty.assert_given_back();
        let screen = pty.screen().contents();
        let said: Vec<_> = screen.lines().filter(|line| line.starts_with("unhunch: ")).collect();
        assert_eq!(said.len(), 1, "{screen}");
        assert!(screen.contains(place), "{screen}");
        assert_eq!(case.log().last().map(String::as_str), Some("Interrupt"));
    }
}

#[test]
fn a_panic_in_another_thread_leaves_the_screen_alone() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("wa");
    pty.wait_for("typed [wa]");
    pty.assert_borrowed();
    assert!(!pty.screen().contents().contains("in a thread"));
}

#[test]
fn a_signal_that_ends_it_ends_the_record_gives_the_terminal_back_and_stays_the_cause() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let case = Case::drawn();
        let pty = case.start();
        pty.signal(signal);
        assert_eq!(pty.wait_for_end(), Ended::Signal(signal.as_raw()));
        pty.assert_screen_given_back();
        assert_eq!(case.log(), ["Interrupt"]);

        let case = Case::drawn();
        let pty = case.start_in_shell();
        pty.signal(signal);
        assert_eq!(pty.wait_for_status(0), 128 + signal.as_raw());
        pty.assert_given_back();
        assert_eq!(case.log(), ["Interrupt"]);
    }
}

#[test]
fn two_signals_at_once_interrupt_once() {
    let case = Case::drawn();
    let pty = case.start();
    // Stopped, it meets both together when it goes on.
    pty.signal(Signal::STOP);
    pty.wait_for_stop(1);
    pty.signal(Signal::TERM);
    pty.signal(Signal::INT);
    pty.signal(Signal::CONT);
    assert!(matches!(pty.wait_for_end(), Ended::Signal(2 | 15)));
    pty.assert_screen_given_back();
    assert_eq!(case.log(), ["Interrupt"]);
}

#[test]
fn a_loop_that_hangs_is_ended_by_the_signal_all_the_same() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.send("h");
    pty.wait_for("typed [h]");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_status(0), 128 + Signal::TERM.as_raw());
    pty.assert_given_back();
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.send("a\x1a");
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    assert_eq!(case.log(), [KEY_A, "Suspend"]);
    pty.foreground();
    pty.wait_for("typed [a]");
    pty.assert_borrowed();
    pty.send("b\x1a");
    assert_eq!(pty.wait_for_status(1), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    pty.foreground();
    pty.wait_for("typed [a]");
    pty.send("q");
    assert_eq!(pty.wait_for_status(2), 0);
    pty.assert_given_back();
    let (b, q) = ("Key(Char('b'))", "Key(Char('q'))");
    assert_eq!(case.log(), [KEY_A, "Suspend", "Resume", b, "Suspend", "Resume", q]);
}

#[test]
fn a_stop_by_signal_is_the_same_and_a_signal_while_stopped_ends_it() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.signal(Signal::TSTP);
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    pty.foreground();
    pty.wait_for("typed []");
    pty.signal(Signal::TSTP);
    assert_eq!(pty.wait_for_status(1), 128 + Signal::STOP.as_raw());
    pty.signal(Signal::TERM);
    pty.foreground();
    assert_eq!(pty.wait_for_status(2), 128 + Signal::TERM.as_raw());
    pty.assert_given_back();
    let mut log = case.log();
    assert_eq!(log.pop().as_deref(), Some("Interrupt"));
    // The two signals that wait for it when it goes on are not ordered.
    log.truncate(3);
    assert_eq!(log, ["Suspend", "Resume", "Suspend"]);
}

#[test]
fn the_window_may_change_while_it_is_stopped() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.send("\x1a");
    pty.wait_for_status(0);
    pty.resize(50, 10);
    pty.foreground();
    pty.wait_for("size 50x10");
    pty.send("q");
    assert_eq!(pty.wait_for_status(1), 0);
    pty.assert_given_back();
}

#[test]
fn a_stop_it_was_not_asked_for_is_healed_when_it_goes_on() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("a");
    pty.wait_for("typed [a]");
    pty.signal(Signal::STOP);
    pty.wait_for_stop(1);
    let before = pty.bytes().len();
    pty.signal(Signal::CONT);
    pty.wait_for_bytes(before, b"\x1b[2J");
    pty.send("e");
    pty.wait_for("typed [ae]");
    assert_eq!(case.log()[1], "Resume");
    pty.assert_borrowed();
}

#[test]
fn ctrl_z_does_nothing_where_nobody_could_bring_it_back() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.send("\x1aa");
    pty.wait_for("typed [a]");
    assert_eq!(case.log(), [KEY_A]);
}

#[test]
fn a_storm_of_sizes_ends_in_a_picture_of_the_last_one() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.send("t");
    for round in 0_u16..60 {
        pty.resize(1 + round * 37 % 120, 1 + round * 11 % 50);
    }
    pty.resize(1, 1);
    pty.resize(61, 13);
    pty.wait_for("size 61x13");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
}

#[test]
fn a_window_of_one_cell_is_survived() {
    let case = Case::drawn();
    let mut pty = case.start_in_shell();
    pty.resize(1, 1);
    pty.wait_until("one letter", |screen| screen.contents() == "d");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
}

#[test]
fn the_window_closed_ends_it() {
    let case = Case::drawn();
    let mut pty = case.start();
    pty.close();
    assert_eq!(pty.wait_for_end_within(TWO_SECONDS), Ended::Signal(Signal::HUP.as_raw()));
    assert_eq!(case.log(), ["Interrupt"]);
}

#[test]
fn the_window_closed_ends_it_though_nobody_sends_a_signal() {
    for face in ["drawn", "lines"] {
        let case = Case::new(face);
        let mut pty = case.start_where_hangups_are_ignored();
        pty.close();
        assert_eq!(pty.wait_for_end_within(TWO_SECONDS), Ended::Code(128 + Signal::HUP.as_raw()), "{face}");
        assert_eq!(case.log(), ["Interrupt"], "{face}");
    }
}

#[test]
fn the_window_closed_ends_even_a_loop_that_hangs() {
    let case = Case::drawn();
    let mut pty = case.start_where_hangups_are_ignored();
    pty.send("h");
    pty.wait_for("typed [h]");
    pty.close();
    assert_eq!(pty.wait_for_end_within(TWO_SECONDS), Ended::Code(128 + Signal::HUP.as_raw()));
}

#[test]
fn bold_and_reverse_are_there_without_colours() {
    for no_color in ["1", ""] {
        let case = Case::drawn().with("NO_COLOR", no_color);
        let pty = case.start();
        let screen = pty.screen();
        assert!(screen.cell(0, 7).unwrap().bold() && !screen.cell(0, 7).unwrap().inverse());
        assert!(screen.cell(0, 11).unwrap().inverse() && !screen.cell(0, 11).unwrap().bold());
        assert!(!screen.cell(1, 0).unwrap().bold() && !screen.cell(1, 0).unwrap().inverse());
    }
}

#[test]
fn lines_on_a_terminal_take_single_keys_and_move_no_cursor() {
    let case = Case::lines().with("TERM", "dumb");
    let mut pty = case.start_in_shell();
    pty.send("a\x03");
    pty.wait_for("typed [a<CtrlC>]");
    let bytes = pty.bytes();
    assert!(!bytes.contains(&b'\x1b'), "{:?}", String::from_utf8_lossy(&bytes));
    assert!(pty.screen().contents().lines().any(|line| line == "typed [a<CtrlC>]"), "each line begins at the edge");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
}

#[test]
fn lines_on_a_terminal_end_with_ctrl_d_stop_with_ctrl_z_and_heed_signals() {
    let case = Case::lines();
    let mut pty = case.start_in_shell();
    pty.send("\x1a");
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    pty.foreground();
    pty.send("a");
    pty.wait_for("typed [a]");
    pty.send("\x04");
    assert_eq!(pty.wait_for_status(1), 0);
    pty.assert_given_back();
    assert_eq!(case.log(), ["Suspend", "Resume", KEY_A, "Interrupt"]);

    let case = Case::lines();
    let pty = case.start_in_shell();
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_status(0), 128 + Signal::TERM.as_raw());
    pty.assert_given_back();
    assert_eq!(case.log(), ["Interrupt"]);
}

fn piped(case: &Case, input: &str) -> (ExitStatus, String) {
    let mut child = case.command.without_terminal().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    (child.wait().unwrap(), output)
}

#[test]
fn a_pipe_gives_keys_in_lines_and_gets_an_answer_to_each() {
    let case = Case::lines();
    let (status, output) = piped(&case, "a\n\nup\nxy\nq\nnever\n");
    assert_eq!(status.code(), Some(0));
    let answers: Vec<_> = output.lines().filter(|line| line.starts_with("typed")).collect();
    let expected = ["typed []", "typed [a]", "typed [a<Enter>]", "typed [a<Enter><Up>]", "typed [a<Enter><Up>xy]"];
    assert_eq!(answers, expected);
    assert!(!output.contains('\x1b') && !output.contains('\x07'));
}

#[test]
fn the_end_of_the_input_is_an_interruption_also_while_it_ticks() {
    let case = Case::lines();
    let (status, output) = piped(&case, "t\na");
    assert_eq!(status.code(), Some(0));
    assert!(output.contains("typed [a]"), "{output}");
    assert_eq!(case.log().last().map(String::as_str), Some("Interrupt"));
}

#[test]
fn it_ticks_while_it_waits_for_a_line() {
    let case = Case::lines();
    let mut child = case.command.without_terminal().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut keys = child.stdin.take().unwrap();
    keys.write_all(b"t\n").unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut seen = String::new();
    while !seen.contains("ticks 3") {
        let mut chunk = [0; 256];
        let count = output.read(&mut chunk).unwrap();
        assert_ne!(count, 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&chunk[..count]));
    }
    drop(keys);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_output_nobody_reads_ends_it_quietly_and_with_success() {
    let case = Case::lines();
    let mut command = case.command.without_terminal();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _keys = child.stdin.take().unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("typed") {
        let mut byte = [0];
        assert_eq!(output.read(&mut byte).unwrap(), 1);
        seen.extend(byte);
    }
    drop(output);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(case.log(), ["Interrupt"]);
}

#[test]
fn the_whole_screen_needs_a_terminal_to_read_from() {
    let case = Case::drawn();
    let mut command = case.command.without_terminal();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "double: stdin is not a terminal\n");
    assert_eq!(case.log(), [""; 0]);
}
