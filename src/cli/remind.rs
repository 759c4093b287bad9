//! `unhunch remind`: what brings an offer to where one works, as text for other programs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::output::{MACHINE, USAGE, complain, print};
use crate::shell::places::{config_home, home, own};
use crate::shell::save::{Replaces, save};
use crate::shell::{ask, personal};

/// Print what brings breaks to where you work: a timer, a status bar, a prompt
///
/// Nothing is changed unless you add --write, and then you are shown the change and asked.
#[derive(Clone, Debug, Args)]
pub(super) struct Remind {
    #[command(flatten)]
    what: What,

    /// Show what would be written and where, ask, and write it
    #[arg(long)]
    write: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "a flag is there or it is not")]
#[derive(Clone, Copy, Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// A timer of the systemd of your session
    #[arg(long)]
    systemd: bool,
    /// An agent of launchd, on macOS
    #[arg(long)]
    launchd: bool,
    /// A line for cron
    #[arg(long)]
    cron: bool,
    /// A segment of tmux's status line
    #[arg(long)]
    tmux: bool,
    /// A segment of the starship prompt
    #[arg(long)]
    starship: bool,
    /// A module of waybar
    #[arg(long)]
    waybar: bool,
    /// A hook of Claude Code: one line while the agent works
    #[arg(long)]
    claude_code: bool,
}

/// A piece of text and the file it belongs to.
struct Piece {
    file: Option<PathBuf>,
    text: String,
    /// Whether the file has more in it than this.
    shared: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Systemd,
    Launchd,
    Cron,
    Tmux,
    Starship,
    Waybar,
    ClaudeCode,
}

impl What {
    fn kind(self) -> Kind {
        let Self { systemd, launchd, cron, tmux, starship, waybar, claude_code: _ } = self;
        match (systemd, launchd, cron, tmux, starship, waybar) {
            (true, ..) => Kind::Systemd,
            (_, true, ..) => Kind::Launchd,
            (_, _, true, ..) => Kind::Cron,
            (_, _, _, true, ..) => Kind::Tmux,
            (_, _, _, _, true, _) => Kind::Starship,
            (.., true) => Kind::Waybar,
            _ => Kind::ClaudeCode,
        }
    }
}

impl Remind {
    pub(super) fn run(&self) -> ExitCode {
        let own = own();
        let pieces = pieces(self.what.kind(), &own);
        if !self.write {
            return print(&shown(&pieces));
        }
        for piece in &pieces {
            if let Err(code) = write(piece) {
                return code;
            }
        }
        print(match self.what.kind() {
            Kind::Systemd => "Now: `systemctl --user daemon-reload`, `systemctl --user enable --now unhunch.timer`.\n",
            Kind::Launchd => "Now: `launchctl load ~/Library/LaunchAgents/unhunch.plist`.\n",
            Kind::Tmux => "Now: `tmux source-file` with that file, or start tmux anew.\n",
            Kind::Cron | Kind::Starship | Kind::Waybar | Kind::ClaudeCode => "",
        })
    }
}

fn pieces(kind: Kind, own: &str) -> Vec<Piece> {
    let filled = |text: &str| text.replace("@UNHUNCH@", own);
    let piece = |file: Option<PathBuf>, text: &str, shared| Piece { file, text: filled(text), shared };
    match kind {
        Kind::Systemd => {
            let folder = config_home().map(|config| config.join("systemd/user"));
            let file = |name: &str| folder.as_ref().map(|folder| folder.join(name));
            vec![
                piece(file("unhunch.service"), include_str!("remind/service.txt"), false),
                piece(file("unhunch.timer"), include_str!("remind/timer.txt"), false),
            ]
        }
        Kind::Launchd => {
            let file = home().map(|home| home.join("Library/LaunchAgents/unhunch.plist"));
            vec![piece(file, include_str!("remind/launchd.txt"), false)]
        }
        Kind::Cron => vec![piece(None, include_str!("remind/cron.txt"), true)],
        Kind::Tmux => {
            let newer = config_home().map(|config| config.join("tmux/tmux.conf")).filter(|path| path.exists());
            let file = newer.or_else(|| home().map(|home| home.join(".tmux.conf")));
            vec![piece(file, include_str!("remind/tmux.txt"), true)]
        }
        Kind::Starship => {
            let file = config_home().map(|config| config.join("starship.toml"));
            vec![piece(file, include_str!("remind/starship.txt"), true)]
        }
        Kind::Waybar => vec![piece(None, include_str!("remind/waybar.txt"), true)],
        Kind::ClaudeCode => vec![piece(None, include_str!("remind/claude-code.txt"), true)],
    }
}

/// The pieces as they are printed: with more than one, each below the name of its file.
fn shown(pieces: &[Piece]) -> String {
    let named = pieces.len() > 1;
    let each = pieces.iter().map(|piece| match &piece.file {
        Some(file) if named => format!("# {}\n{}", file.display(), piece.text),
        Some(_) | None => piece.text.clone(),
    });
    each.collect::<Vec<_>>().join("\n")
}

/// Shows a piece, asks, and writes it.
fn write(piece: &Piece) -> Result<(), ExitCode> {
    let Some(file) = &piece.file else {
        complain("unhunch: this one is for you to put in its place: nothing is written\n");
        return Err(ExitCode::from(USAGE));
    };
    let there = personal::read_if_there(file).transpose().map_err(|why| failed(file, &why))?;
    let there = String::from_utf8_lossy(&there.unwrap_or_default()).into_owned();
    if there.contains(piece.text.trim()) {
        complain(&format!("{} has it already.\n", file.display()));
        return Ok(());
    }
    let text = if piece.shared && !there.is_empty() {
        format!("{}\n\n{}", there.trim_end(), piece.text)
    } else {
        piece.text.clone()
    };
    let added: String = piece.text.lines().flat_map(|line| ["+ ", line, "\n"]).collect();
    let how = match (there.is_empty(), piece.shared) {
        (true, _) => "is made",
        (false, true) => "gets this at its end",
        (false, false) => "is replaced by this",
    };
    complain(&format!("{} {how}:\n{added}", file.display()));
    match ask::yes_or_no("Write it? [y/N] ") {
        Ok(Some(true)) => save(file, text.as_bytes(), Replaces::TheFileThere).map_err(|error| failed(file, &error)),
        Ok(Some(false)) => {
            complain("Nothing was written.\n");
            Err(ExitCode::SUCCESS)
        }
        Ok(None) => {
            complain("unhunch: nobody is there to be asked; nothing was written\n");
            Err(ExitCode::from(USAGE))
        }
        Err(error) => Err(failed(file, &error)),
    }
}

fn failed(file: &Path, why: &dyn std::fmt::Display) -> ExitCode {
    complain(&format!("unhunch: {}: {why}\n", file.display()));
    ExitCode::from(MACHINE)
}
