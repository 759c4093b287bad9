//! Where an offer shows besides the status and the line: the bell and a notification, a small pane, a popup.
//!
//! Nothing here takes the keyboard of a person who types. A pane never has it; a popup is opened after a pause in typing
//! and gives back what it is typed.

#[cfg(unix)]
pub mod popup;

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use super::command::{self, Came};
use super::places::own;

/// What is asked of another program has so long.
const LIMIT: Duration = Duration::from_secs(2);
/// How long tmux shows a line, in milliseconds.
const SHOWN: &str = "8000";

#[expect(clippy::disallowed_methods, reason = "the environment is the shell's")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Rings, and has the terminal show a notification where it is one that is known to.
pub fn ring(text: &str) {
    let mut out = io::stderr();
    if !out.is_terminal() {
        return;
    }
    let mut bytes = b"\x07".to_vec();
    bytes.extend(notification(text));
    // Nobody is there to be told that nobody is there.
    out.write_all(&bytes).and_then(|()| out.flush()).ok();
}

/// The bytes of a notification; none for a terminal that may not know them, or would show them.
fn notification(text: &str) -> Vec<u8> {
    let said: String = text.chars().filter(|it| !it.is_control() && *it != ';').collect();
    let plain = format!("\x1b]777;notify;unhunch;{said}\x1b\\");
    if variable("TMUX").is_none() {
        let known = host_is_known(variable("TERM").as_deref(), variable("TERM_PROGRAM").as_deref());
        return if known { plain.into_bytes() } else { Vec::new() };
    }
    let said = tmux(&["display-message", "-p", "#{client_termname} #{allow-passthrough}"]).unwrap_or_default();
    match said.trim().split_once(' ') {
        Some((host, "on" | "all")) if host_is_known(Some(host), None) => {
            format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")).into_bytes()
        }
        _ => Vec::new(),
    }
}

/// Whether a terminal shows OSC 777 as a notification: tried on kitty and foot, documented by the others.
fn host_is_known(term: Option<&str>, program: Option<&str>) -> bool {
    let term = term.unwrap_or_default();
    ["xterm-kitty", "foot", "xterm-ghostty", "rxvt-unicode"].iter().any(|known| term.starts_with(known))
        || matches!(program, Some("WezTerm" | "ghostty"))
}

/// Shows a notification by a command: the person's, or the desktop's where there is one.
#[must_use]
pub fn notify(own: Option<&[String]>, text: &str) -> Came {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let mut argv = match own {
        Some(own) => own.to_vec(),
        None if cfg!(target_os = "macos") => {
            let script = "on run argv\ndisplay notification (item 1 of argv) with title \"unhunch\"\nend run";
            words(&["osascript", "-e", script])
        }
        None if variable("WAYLAND_DISPLAY").or_else(|| variable("DISPLAY")).is_some() => {
            words(&["notify-send", "--app-name=unhunch", "--", "unhunch"])
        }
        None => return Came::Failed("there is no desktop here".to_owned()),
    };
    argv.push(text.to_owned());
    command::run(&argv, &[], LIMIT)
}

/// What is around this process that has panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// tmux of this version.
    Tmux(u32, u32),
    /// zellij.
    Zellij,
    /// kitty that takes commands on a socket of its own.
    Kitty,
}

impl Host {
    /// What is around this process, if it has panes and answers.
    #[must_use]
    pub fn here() -> Option<Self> {
        if variable("TMUX").is_some() {
            let (major, minor) = version(&tmux(&["-V"])?)?;
            return Some(Self::Tmux(major, minor));
        }
        if variable("ZELLIJ").is_some() {
            return Some(Self::Zellij);
        }
        variable("KITTY_LISTEN_ON").map(|_| Self::Kitty)
    }

    /// Shows an offer beside the work; the keyboard stays where it is.
    ///
    /// # Errors
    /// What to do about it, in a sentence.
    pub fn show(&self, text: &str) -> Result<(), String> {
        let own = own();
        let card = ["nudge", "--card"];
        let argv: Vec<String> = match self {
            Self::Tmux(major, minor) if (*major, *minor) >= (3, 7) => {
                [&["tmux", "new-pane", "-d", "-x", "50", "-y", "6", own.as_str()], card.as_slice()].concat()
            }
            // Without `-N`, which would eat keys.
            Self::Tmux(major, minor) if (*major, *minor) >= (3, 2) => {
                vec!["tmux", "display-message", "-d", SHOWN, "--", text]
            }
            Self::Tmux(..) => vec!["tmux", "display-message", "--", text],
            Self::Zellij => {
                let run = "zellij run --floating --no-focus --pinned true --close-on-exit --width 50 --height 6 --";
                run.split(' ').chain([own.as_str()]).chain(card).collect()
            }
            Self::Kitty => {
                let run = "kitty @ launch --type=window --keep-focus --";
                run.split(' ').chain([own.as_str()]).chain(card).collect()
            }
        }
        .into_iter()
        .map(str::to_owned)
        .collect();
        match command::run(&argv, &[], LIMIT) {
            Came::Ended(Some(0), _) => Ok(()),
            Came::Ended(..) => Err(format!("`{}` did not work", argv[..2].join(" "))),
            Came::TooLong => Err(format!("`{}` did not answer", argv[..2].join(" "))),
            Came::Failed(why) => Err(format!("`{}` could not be run: {why}", argv[0])),
        }
    }
}

/// The version tmux says it is, such as `tmux 3.3a` or `tmux next-3.7`.
fn version(said: &str) -> Option<(u32, u32)> {
    let digits = said.trim().trim_start_matches(|it: char| !it.is_ascii_digit());
    let (major, rest) = digits.split_once('.')?;
    let minor = rest.split(|it: char| !it.is_ascii_digit()).next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// What tmux prints; none where there is none or it does not answer.
pub(super) fn tmux(arguments: &[&str]) -> Option<String> {
    let argv: Vec<String> = [&["tmux"], arguments].concat().iter().map(|it| (*it).to_owned()).collect();
    match command::run(&argv, &[], LIMIT) {
        Came::Ended(Some(0), said) => Some(said),
        Came::Ended(..) | Came::TooLong | Came::Failed(_) => None,
    }
}

/// When the last key was pressed in the tmux around this process, in seconds since 1970.
#[must_use]
pub fn tmux_activity() -> Option<i64> {
    variable("TMUX")?;
    tmux(&["list-clients", "-F", "#{client_activity}"])?.lines().filter_map(|line| line.trim().parse().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_tmux_is_read_however_it_is_written() {
        for (said, expected) in [
            ("tmux 3.3a\n", Some((3, 3))),
            ("tmux next-3.7", Some((3, 7))),
            ("tmux 2.9", Some((2, 9))),
            ("tmux master", None),
            ("", None),
        ] {
            assert_eq!(version(said), expected, "{said}");
        }
    }
}
