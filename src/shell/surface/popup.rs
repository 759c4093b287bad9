//! A popup that opened by itself over the work, in tmux: it gives back every key.
//!
//! Whatever is typed goes on to the pane below, and after a short quiet the popup is gone. Only Enter, alone and after a
//! longer quiet, is an answer.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::tmux;
use crate::shell::places::own;

/// Enter is an answer only after so long without a key.
const QUIET: Duration = Duration::from_millis(1_500);
/// After so long without a key nobody is in the middle of a word.
const PAUSE: Duration = Duration::from_millis(400);
/// Nobody looks.
const LONGEST: Duration = Duration::from_secs(60);
/// What is read at once.
const CHUNK: usize = 256;

/// What came of a popup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Enter: the break is taken.
    Yes,
    /// Nothing: something else was typed, or nobody was there.
    None,
}

/// Shows a text and waits; what is typed goes on to this pane of tmux.
///
/// # Errors
/// When there is no terminal.
#[expect(clippy::disallowed_methods, reason = "how long nobody typed is measured here")]
pub fn run(text: &str, pane: &str) -> io::Result<Answer> {
    let stdin = rustix::stdio::stdin();
    // At once, without throwing away what was typed before.
    let mut raw = tcgetattr(stdin)?;
    raw.make_raw();
    tcsetattr(stdin, OptionalActions::Now, &raw)?;
    let mut out = io::stdout();
    out.write_all(text.replace('\n', "\r\n").as_bytes())?;
    out.flush()?;
    let opened = Instant::now();
    let mut last = opened;
    let mut typed = false;
    loop {
        let wait = if typed { PAUSE } else { LONGEST.saturating_sub(opened.elapsed()) };
        let bytes = read(wait)?;
        if bytes.is_empty() {
            return Ok(Answer::None);
        }
        if !typed && last.elapsed() >= QUIET && matches!(bytes.as_slice(), b"\r" | b"\n") {
            return Ok(Answer::Yes);
        }
        pass_on(&bytes, pane);
        (typed, last) = (true, Instant::now());
    }
}

/// What is typed within this time; nothing where nothing is, or the terminal is gone.
fn read(within: Duration) -> io::Result<Vec<u8>> {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::from_borrowed_fd(stdin, PollFlags::IN)];
    let limit = Timespec::try_from(within).ok();
    loop {
        match poll(&mut fds, limit.as_ref()) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(0) => return Ok(Vec::new()),
            Ok(_) => break,
        }
    }
    let mut chunk = [0; CHUNK];
    let read = rustix::io::read(stdin, &mut chunk).unwrap_or(0);
    Ok(chunk[..read].to_vec())
}

fn pass_on(bytes: &[u8], pane: &str) {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut arguments = vec!["send-keys", "-t", pane, "-H"];
    arguments.extend(hex.iter().map(String::as_str));
    tmux(&arguments);
}

/// Opens the popup over the pane that is looked at; nobody waits for it.
///
/// # Errors
/// What to do about it, in a sentence.
pub fn open() -> Result<(), String> {
    let own = own();
    let there = tmux(&["list-clients", "-F", "#{client_activity} #{client_name} #{pane_id}"])
        .ok_or("a popup needs tmux around it; there is none here")?;
    let newest = there.lines().max().unwrap_or_default().to_owned();
    let [_, client, pane] = newest.split_whitespace().collect::<Vec<_>>()[..] else {
        return Err("nobody looks at tmux".to_owned());
    };
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let inside = format!("{} nudge --popup {}", quoted(&own), quoted(pane));
    let argv = ["tmux", "display-popup", "-c", client, "-t", pane, "-w", "54", "-h", "7", "-E", &inside];
    let argv: Vec<String> = argv.iter().map(|it| (*it).to_owned()).collect();
    crate::shell::command::start(&argv, &[], Duration::from_secs(70)).map_err(|error| error.to_string())
}

/// Opens a window beside the work, for the break that was taken.
pub fn take() {
    tmux(&["new-window", "-n", "break", &own()]);
}
