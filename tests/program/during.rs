//! `during`: a command beside the coach, as seen from the terminal around both.
//!
//! A command that has to wait for the test waits at a [`Gate`], not for a time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::home::{Home, READY, wait_for_the_hold};
use crate::pty::{Command, Ended, Pty};

/// What the strip says once keys are the coach's.
const LISTENS: &str = "Tab goes to it";
/// How soon a command has to hear that nobody is there any more.
const SOON: Duration = Duration::from_secs(5);

/// A pipe with a name, where a command waits for a word and a test for a command's.
struct Gate {
    folder: TempDir,
}

impl Gate {
    fn new() -> Self {
        let gate = Self { folder: tempfile::tempdir().expect("a folder") };
        let made = std::process::Command::new("mkfifo").arg(gate.path()).status().expect("mkfifo runs");
        assert!(made.success());
        gate
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("gate")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Says a word to whoever waits.
    fn open(&self) {
        fs::write(self.path(), "go\n").expect("somebody reads");
    }

    /// What somebody writes, within a bound.
    fn word_within(&self, bound: Duration) -> String {
        let (path, (send, receive)) = (self.path(), mpsc::channel());
        thread::spawn(move || send.send(fs::read_to_string(path)));
        receive.recv_timeout(bound).expect("a word in time").expect("text")
    }
}

/// `during` with a script that finds its gate in `$1`, the coach coming at once.
fn during(home: &Home, options: &str, script: &str, gate: &Path) -> Command {
    let command = home.command(&format!("during --after 0s {options} --"));
    command.arg("sh").arg("-c").arg(script).arg("sh").arg(gate)
}

/// A coach that listens, on its ready screen.
fn wait_for_ready(pty: &Pty) {
    pty.wait_until("a coach that listens", |screen| {
        let text = screen.contents();
        text.contains(READY) && text.contains(LISTENS)
    });
}

fn lead_into_the_hold(pty: &mut Pty) {
    wait_for_ready(pty);
    pty.send("\r");
    wait_for_the_hold(pty);
}

#[test]
fn it_ends_as_the_command_does() {
    let rows: [(&[&str], Ended); 14] = [
        (&["true"], Ended::Code(0)),
        (&["false"], Ended::Code(1)),
        (&["sh", "-c", "exit 3"], Ended::Code(3)),
        (&["sh", "-c", "exit 125"], Ended::Code(125)),
        (&["sh", "-c", "exit 255"], Ended::Code(255)),
        (&["sh", "-c", "kill -HUP $$"], Ended::Signal(1)),
        (&["sh", "-c", "kill -INT $$"], Ended::Signal(2)),
        (&["sh", "-c", "kill -KILL $$"], Ended::Signal(9)),
        (&["sh", "-c", "kill -SEGV $$"], Ended::Signal(11)),
        (&["sh", "-c", "kill -ABRT $$"], Ended::Signal(6)),
        (&["sh", "-c", "kill -PIPE $$"], Ended::Signal(13)),
        (&["sh", "-c", "kill -TERM $$"], Ended::Signal(15)),
        (&["/etc"], Ended::Code(126)),
        (&["/nowhere/at-all"], Ended::Code(127)),
    ];
    let home = Home::screened();
    for (words, ended) in rows {
        let mut command = home.command("during --");
        for word in words {
            command = command.arg(word);
        }
        assert_eq!(Pty::spawn(&command).wait_for_end(), ended, "{words:?}");
        let status = command.without_terminal().output().expect("it runs").status;
        let bare = std::os::unix::process::ExitStatusExt::signal(&status).map(Ended::Signal);
        assert_eq!(bare.or(status.code().map(Ended::Code)), Some(ended), "{words:?} without a terminal");
    }
}

#[test]
fn what_is_wrong_with_its_own_words_is_125_and_starts_nothing() {
    let home = Home::screened();
    let file = home.data().join("made");
    for words in ["during --bogus -- touch", "during --routine no-such-routine -- touch", "during --after soon touch"] {
        assert_eq!(Pty::spawn(&home.command(words).arg(&file)).wait_for_end(), Ended::Code(125), "{words}");
    }
    assert_eq!(Pty::spawn(&home.command("during")).wait_for_end(), Ended::Code(125));
    assert_eq!(Pty::spawn(&home.command("during --help")).wait_for_end(), Ended::Code(0));
    assert!(!file.exists());
}

#[test]
fn a_short_command_is_shown_as_always_and_the_coach_was_never_there() {
    let home = Home::screened();
    let pty = Pty::spawn(&home.command("during -- printf").arg("\\033[32mgreen\\033[m\\n"));
    assert_eq!(pty.wait_for_end(), Ended::Code(0));
    assert_eq!(String::from_utf8_lossy(&pty.bytes()), "\u{1b}[32mgreen\u{1b}[m\r\n");
    assert!(!home.state().join("runs").exists());
    assert!(!home.journal_file().exists());
}

#[test]
fn inside_another_it_becomes_the_command() {
    let home = Home::screened();
    let program = crate::home::program();
    let command = home.command("during --").arg(program).arg("during").arg("--after").arg("0s").arg("--");
    let pty = Pty::spawn(&command.arg("sh").arg("-c").arg("ps -o ppid= -p $$ >/dev/null; exit 9"));
    assert_eq!(pty.wait_for_end(), Ended::Code(9));
    assert!(!pty.screen().contents().contains(READY));
}

#[test]
fn pipes_and_files_pass_untouched_while_the_coach_is_drawn() {
    let (home, gate) = (Home::screened(), Gate::new());
    let (out, expected) = (gate.file("out"), (1..=20_000).map(|n| n.to_string()).collect::<Vec<_>>().join("\n") + "\n");
    let command =
        during(&home, "--routine held", "cat; read x < \"$1\"; echo to the terminal >&2; exit 4", &gate.path());
    let script = format!("seq 1 20000 | \"$@\" > '{}'; exit $?", out.display());
    let mut pty = Pty::spawn(&command.in_script(&format!("set -m; {script}")));
    lead_into_the_hold(&mut pty);
    gate.open();
    pty.wait_for("failed, 4");
    pty.send("q");
    pty.wait_for("Leave now?");
    pty.send("y");
    assert_eq!(pty.wait_for_end(), Ended::Code(4));
    assert!(fs::read_to_string(out).expect("a file") == expected, "the file is what the command wrote");
    assert!(pty.screen().contents().contains("to the terminal"));
}

#[test]
fn a_command_that_ends_in_a_hold_cuts_neither_side() {
    let (home, gate) = (Home::screened(), Gate::new());
    let sided = "id = \"sided\"\ntitle = \"Sided\"\nplace = \"chair\"\nwhen = \"In a test.\"\nsafety = \"Everything stays easy.\"\n\
                 [[steps]]\nmovement = \"wrist-flexor-stretch\"\nsetup = \"0s\"\nhold = \"2s\"\n\
                 [[steps]]\nmovement = \"posture-reset\"\n";
    home.put_routine("sided.toml", sided.as_bytes());
    let script = "echo some output; read x < \"$1\"; echo the end; exit 101";
    let mut pty = Pty::spawn_in_shell(&during(&home, "--routine sided", script, &gate.path()));
    wait_for_ready(&pty);
    pty.send("\r");
    pty.wait_for("● hold");
    gate.open();
    pty.wait_for("failed, 101");
    pty.wait_for("Back to work?");
    let told = home.told();
    assert_eq!(told[..2], ["started", "wrist-flexor-stretch done"], "{told:?}");
    let step = home.journal().into_iter().find(|it| it["kind"] == "step").expect("a step");
    assert_eq!(step["sides_done"].as_u64(), Some(2), "{step}");
    pty.send("\r");
    assert_eq!(pty.wait_for_status(0), 101);
    let text = pty.screen().contents();
    assert!(text.contains("some output") && text.contains("the end"), "{text}");
    pty.assert_given_back();
}

#[test]
fn a_password_is_noticed_and_answered_unseen() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "read x < \"$1\"; stty -echo; printf 'Password: '; read word; stty echo; echo; \
                  [ \"$word\" = open-sesame ] && echo it was right; read x < \"$1\"";
    let mut pty = Pty::spawn_in_shell(&during(&home, "--routine held", script, &gate.path()));
    lead_into_the_hold(&mut pty);
    let bells = pty.bells();
    gate.open();
    pty.wait_for_within(SOON, "asks for a password: Tab");
    assert!(pty.bells() > bells);
    pty.send("\t");
    pty.wait_for("Ctrl-] comes back to the coach.");
    pty.wait_for("Password:");
    pty.send("open-sesame\r");
    pty.wait_for("it was right");
    pty.send("\x1d");
    pty.wait_for("Space when you are ready.");
    gate.open();
    pty.wait_for("Back to work?");
    pty.send("\r");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("sesame"), "the password was shown");
    for record in ["journal", "facts"] {
        for file in home.files(record) {
            assert!(!fs::read_to_string(file).expect("text").contains("sesame"));
        }
    }
}

#[test]
fn ctrl_c_stops_then_interrupts_then_leaves() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "trap 'echo caught' INT; until read x < \"$1\"; do :; done; exit 5";
    let mut pty = Pty::spawn_in_shell(&during(&home, "--routine held", script, &gate.path()));
    lead_into_the_hold(&mut pty);
    pty.send("\x03");
    pty.wait_for("Ctrl-C again interrupts it");
    pty.send("\x03");
    pty.wait_for("again leaves the coach");
    pty.send("\x03");
    pty.wait_until("the command alone", |screen| !screen.alternate_screen() && screen.contents().contains("caught"));
    gate.open();
    assert_eq!(pty.wait_for_status(0), 5);
    pty.assert_given_back();
    assert_eq!(home.told().last().map(String::as_str), Some("ended ended-unknown"));
}

#[test]
fn where_nothing_moves_the_first_ctrl_c_is_the_commands() {
    let (home, gate) = (Home::screened(), Gate::new());
    let mut pty = Pty::spawn(&during(&home, "--routine held", "read x < \"$1\"", &gate.path()));
    wait_for_ready(&pty);
    pty.send("\x03");
    pty.wait_for("interrupted, 0:");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), Ended::Signal(Signal::INT.as_raw()));
    pty.assert_screen_given_back();
}

#[test]
fn ctrl_z_stops_both_and_no_line_is_lost() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "read x < \"$1\"; i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo \"line $i\"; done; \
                  read x < \"$1\"; echo the end";
    let mut pty = Pty::spawn_in_shell(&during(&home, "--routine held", script, &gate.path()));
    lead_into_the_hold(&mut pty);
    gate.open();
    pty.send("\x1a");
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.assert_screen_given_back();
    assert_eq!(pty.modes(), pty.modes_before());
    pty.foreground();
    pty.wait_for("Space when you are ready.");
    pty.wait_for("line 3000");
    gate.open();
    pty.wait_for("Back to work?");
    pty.send("\r");
    assert_eq!(pty.wait_for_status(1), 0);
    pty.assert_screen_given_back();
    assert_eq!(pty.modes(), pty.modes_before());
    let all = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let expected = (1..=3_000).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\r\n");
    assert!(all.contains(&format!("{expected}\r\nthe end\r\n")), "the lines are all there, in order");
}

#[test]
fn ctrl_z_before_the_coach_comes_stops_both_too() {
    let (home, gate) = (Home::screened(), Gate::new());
    let command = home.command("during --after 1h -- sh -c");
    let command = command.arg("echo begun; read x < \"$1\"; echo the end").arg("sh").arg(gate.path());
    let mut pty = Pty::spawn_in_shell(&command);
    pty.wait_for("begun");
    pty.send("\x1a");
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.foreground();
    gate.open();
    assert_eq!(pty.wait_for_status(1), 0);
    pty.assert_given_back();
}

#[test]
fn whatever_takes_the_coach_away_the_command_is_told() {
    let script = "trap 'echo HUP > \"$1\"; exit' HUP; trap 'echo TERM > \"$1\"; exit' TERM; \
                  echo begun; sleep 1000 & while :; do wait; done";
    for (signal, word) in [(Signal::TERM, "TERM"), (Signal::KILL, "HUP"), (Signal::HUP, "HUP")] {
        let (home, gate) = (Home::screened(), Gate::new());
        let mut pty = Pty::spawn(&during(&home, "--routine held", script, &gate.path()));
        lead_into_the_hold(&mut pty);
        pty.signal(signal);
        assert_eq!(gate.word_within(SOON).trim(), word, "{signal:?}");
        pty.wait_for_end();
    }
    let (home, gate) = (Home::screened(), Gate::new());
    let mut pty = Pty::spawn(&during(&home, "--routine held", script, &gate.path()));
    lead_into_the_hold(&mut pty);
    pty.close();
    assert_eq!(gate.word_within(SOON).trim(), "HUP");
    assert_eq!(pty.wait_for_end(), Ended::Signal(Signal::HUP.as_raw()));
    assert_eq!(home.told().last().map(String::as_str), Some("ended interrupted"));
}

#[test]
fn a_command_that_wants_the_screen_is_left_alone() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script =
        "printf '\\033[?1049h\\033[Hdrawn by the command'; read x < \"$1\"; printf '\\033[?1049l'; read x < \"$1\"";
    let command = home.command("during --after 400ms --routine held -- sh -c").arg(script).arg("sh").arg(gate.path());
    let mut pty = Pty::spawn_in_shell(&command);
    pty.wait_for("drawn by the command");
    // What is typed is the command's, however long nobody comes.
    pty.send("x");
    gate.open();
    wait_for_ready(&pty);
    gate.open();
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
}

#[test]
fn a_hostile_command_leaves_no_mode_and_asks_nothing() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "read x < \"$1\"; printf '\\033[c\\033[6n\\033[>q\\033[?2026$p\\033]11;?\\007\\033P+q544e\\033\\\\\\005'; \
                  printf '\\033[?1000;1006;2004h\\033[?25l\\033(0\\033[4h\\033[3;5r\\033=\\033[31mred'; \
                  head -c 3000 /dev/urandom; printf '\\033[?1049hhidden\\033[?1049l\\033\\\\ and the last word\\n'";
    let pty = Pty::spawn_in_shell(&during(&home, "--routine held --when-done leave", script, &gate.path()));
    wait_for_ready(&pty);
    gate.open();
    assert_eq!(pty.wait_for_status(0), 0);
    pty.wait_for("and the last word");
    pty.assert_screen_given_back();
    assert_eq!(pty.modes(), pty.modes_before());
    assert!(!pty.screen().application_keypad());
}

#[test]
fn a_child_that_keeps_the_terminal_holds_up_nobody() {
    let home = Home::screened();
    let pty = Pty::spawn(&home.command("during -- sh -c").arg("trap '' HUP; sleep 1000 & echo done $!"));
    assert_eq!(pty.wait_for_end_within(SOON), Ended::Code(0));
    let text = pty.screen().contents();
    let child = text.trim().strip_prefix("done ").expect("the child's number");
    let there = std::process::Command::new("kill").arg(child).status().expect("kill runs");
    assert!(there.success(), "the child lives on");
}

#[test]
fn in_lines_the_coach_speaks_and_the_output_comes_when_it_is_asked_for() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "read x < \"$1\"; a=ab; echo ${a}cd; echo ${a}ef; read x < \"$1\"; exit 6";
    let mut pty = Pty::spawn_in_shell(&during(&home, "--plain --routine held", script, &gate.path()));
    pty.wait_for("Keys are yours now.");
    gate.open();
    pty.insist("o\r", "abcd");
    gate.open();
    pty.wait_for("failed, 6.");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 6);
    let bytes = pty.bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(text.matches("abef").count(), 2, "said once, and written once:\n{text}");
}

#[test]
fn what_is_typed_before_the_coach_listens_is_the_commands() {
    let (home, gate) = (Home::screened(), Gate::new());
    let script = "echo question; read answer; echo \"got $answer\"; read x < \"$1\"";
    let command = home.command("during --after 1s --routine held -- sh -c").arg(script).arg("sh").arg(gate.path());
    let mut pty = Pty::spawn_in_shell(&command);
    pty.wait_for("question");
    pty.send("yes\r");
    pty.wait_for("got yes");
    wait_for_ready(&pty);
    assert!(!home.journal_file().exists(), "no key of the work has begun anything");
    gate.open();
    assert_eq!(pty.wait_for_status(0), 0);
}

#[test]
fn how_long_it_took_is_kept_as_a_hash_and_no_word_of_it() {
    let (home, gate) = (Home::screened(), Gate::new());
    let pty = Pty::spawn_in_shell(&during(&home, "--routine held", "read x < \"$1\"; : a-secret-word", &gate.path()));
    wait_for_ready(&pty);
    gate.open();
    assert_eq!(pty.wait_for_status(0), 0);
    let runs = fs::read_to_string(home.state().join("runs")).expect("it is kept");
    let words: Vec<&str> = runs.split_whitespace().collect();
    assert_eq!((words.len(), words[0].len()), (2, 16), "{runs}");
    assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_hexdigit())), "{runs}");
}
