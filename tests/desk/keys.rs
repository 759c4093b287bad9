//! "Who got the keys": sentences typed through a real client of tmux while an offer opens over the work. What reached the
//! work is compared with what was typed; nothing may be missing, out of order, or taken for an answer.
//!
//! The gate types a few where tmux is installed; for all of them:
//!
//! ```sh
//! UNHUNCH_SENTENCES=200 cargo test --test desk keys -- --nocapture
//! ```

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::chance::Random;
use crate::home::Home;
use crate::pty::{BOUND, Command, Pty};

/// How long somebody takes from one key to the next, in milliseconds: a paste, and three typists.
const SPEEDS: [u64; 4] = [0, 30, 80, 200];
const WORDS: [&str; 12] = ["never", "come", "in", "mid", "sentence", "and", "give", "back", "every", "key", "q", "1"];

struct Tmux {
    home: Home,
    pty: Pty,
    socket: PathBuf,
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.ask(&["kill-server"]);
    }
}

impl Tmux {
    /// A server of its own, a client on a terminal, and in its pane the work: it keeps what it is typed.
    fn start(settings: &str) -> Option<Self> {
        std::process::Command::new("tmux").arg("-V").stdout(Stdio::null()).status().ok()?;
        let home = Home::new(settings);
        let socket = home.path().join("tmux");
        let work = "cat > \"$HOME/typed\"";
        let command = home.dress(Command::new("tmux")).env("SHELL", "/bin/sh").size(100, 30);
        let command = ["-S", &socket.to_string_lossy(), "-f", "/dev/null", "new-session", work]
            .into_iter()
            .fold(command, Command::arg);
        let pty = Pty::spawn(&command);
        let it = Self { home, pty, socket };
        it.until("the work runs", || it.home.path().join("typed").exists());
        it.until("somebody looks at it", || !it.ask(&["list-clients", "-F", "#{client_name}"]).is_empty());
        Some(it)
    }

    fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new("tmux");
        command.arg("-S").arg(&self.socket).args(arguments).stdin(Stdio::null());
        command
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let over = self.command(arguments).stderr(Stdio::null()).output().expect("tmux runs");
        String::from_utf8_lossy(&over.stdout).trim().to_owned()
    }

    fn until(&self, what: &str, mut is: impl FnMut() -> bool) {
        let deadline = Instant::now() + BOUND;
        while !is() {
            assert!(Instant::now() < deadline, "{what}\n{}", self.pty.screen().contents());
            pause(Duration::from_millis(5));
        }
    }

    /// The offer opens over the work as it does from a watcher in this tmux.
    fn open(&self, how: &str) -> Child {
        if how == "popup" {
            // What `popup` runs once nobody has typed for five seconds; here somebody begins at that moment.
            let inside = format!("'{}' nudge --popup %0", env!("CARGO_BIN_EXE_unhunch"));
            let client = self.ask(&["list-clients", "-F", "#{client_name}"]);
            let popup = ["display-popup", "-c", &client, "-t", "%0", "-w", "54", "-h", "7", "-E", &inside];
            let mut command = self.command(&popup);
            return command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("tmux runs");
        }
        self.home.sat(51);
        let around = self.ask(&["display-message", "-p", "#{socket_path},#{pid},0"]);
        let mut command = self.home.command("nudge").env("TMUX", around).without_terminal();
        command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts")
    }
}

/// A person's fingers take their time.
fn pause(length: Duration) {
    std::thread::sleep(length);
}

fn who_gets_the_keys(how: &str, settings: &str) {
    let sentences = std::env::var("UNHUNCH_SENTENCES").ok().and_then(|it| it.parse().ok()).unwrap_or(4);
    let Some(mut tmux) = Tmux::start(settings) else { return };
    // What the popup says follows from it.
    tmux.home.sat(51);
    let mut random = Random(51);
    let mut typed = String::new();
    for sentence in 0..sentences {
        let speed = SPEEDS[sentence % SPEEDS.len()];
        let words: Vec<&str> = (0..6).map(|_| WORDS[random.below(WORDS.len())]).collect();
        let line = words.join(" ") + "\r";
        let opens_at = random.below(line.len());
        let mut opened = None;
        for (at, key) in line.chars().enumerate() {
            if at == opens_at {
                opened = Some(tmux.open(how));
            }
            tmux.pty.send(&key.to_string());
            pause(Duration::from_millis(speed));
        }
        typed.push_str(&line.replace('\r', "\n"));
        let there = || fs::read_to_string(tmux.home.path().join("typed")).unwrap_or_default();
        tmux.until(&format!("sentence {sentence} at {speed} ms a key: {line:?}"), || there().len() >= typed.len());
        assert_eq!(there(), typed, "sentence {sentence} at {speed} ms a key");
        // One that opened with the last key waits for the next; there is none.
        tmux.ask(&["display-popup", "-C"]);
        opened.expect("it was opened").wait().expect("it ends");
    }
    // A paste may be over before anything is drawn; somebody who types sees it.
    let shown = String::from_utf8_lossy(&tmux.pty.bytes()).matches("minutes of sitting").count();
    assert!(shown >= sentences / 2, "{how}: it was seen {shown} times");
    println!("{how}: {sentences} sentences, {} keys, all with the work", typed.len());
}

#[test]
fn a_line_of_tmux_takes_no_key() {
    who_gets_the_keys("pane", "[nudge]\nhow = [\"pane\"]\n");
}

#[test]
fn a_popup_gives_back_every_key() {
    who_gets_the_keys("popup", "");
}

#[test]
fn enter_alone_after_a_quiet_takes_the_break_and_enter_at_once_is_the_works() {
    let Some(mut tmux) = Tmux::start("") else { return };
    tmux.home.sat(51);
    let mut popup = tmux.open("popup");
    tmux.pty.wait_for("Enter starts.");
    tmux.pty.send("\r");
    popup.wait().expect("it ends");
    let there = || fs::read_to_string(tmux.home.path().join("typed")).unwrap_or_default();
    tmux.until("it was the work's", || there() == "\n");
    assert_eq!(tmux.ask(&["list-windows", "-F", "#{window_name}"]).lines().count(), 1);

    let mut popup = tmux.open("popup");
    tmux.pty.wait_for("Enter starts.");
    pause(Duration::from_millis(1_700));
    tmux.pty.send("\r");
    popup.wait().expect("it ends");
    tmux.until("a window is there for the break", || {
        tmux.ask(&["list-windows", "-F", "#{window_name}"]).lines().any(|name| name == "break")
    });
    assert_eq!(there(), "\n", "that Enter was an answer");
}
