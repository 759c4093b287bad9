//! `unhunch status`: how long until a break, and why; for prompts, status bars and programs.

use std::process::ExitCode;

use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde_json::{Value, json};

use super::here::{Here, not_kept};
use super::output::print;
use crate::breaks::{self, Due, Voice, Why};
use crate::shell::desk::{Kept, Patience, Running, Seen, Signs};
use crate::units::text;

/// How long until a break, and why: for a prompt or a status bar
///
/// Reads two small files and takes a few milliseconds.
///
/// Exit codes with --exit-code: 0 a break is due and may be taken now, 4 it is not.
#[derive(Clone, Debug, Args)]
pub(super) struct Status {
    /// How it is written: `text`, `json`, `waybar`, `i3status`, or a text with {left}, {why}, {at}, {sat}, {session}
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: String,

    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Say in sentences what decides it
    #[arg(long)]
    why: bool,

    /// Say by the exit code whether a break is due
    #[arg(long)]
    exit_code: bool,
}

/// The exit code where no break is due.
const NOT_NOW: u8 = 4;

/// What there is to say.
struct Standing {
    now: DateTime<FixedOffset>,
    due: Due,
    sat: Option<i64>,
    short: bool,
    session: Option<Seen>,
    kept: Kept,
}

impl Status {
    pub(super) fn run(&self) -> ExitCode {
        let here = match Here::find() {
            Ok(here) => here,
            Err(code) => return code,
        };
        here.files.name_terminal();
        let session = here.files.session();
        let ((due, sat, short), kept) = here.visit(Patience::Looks, Signs::default(), |desk| {
            (desk.due(&here.rules, here.now), desk.sat(here.at(), &here.rules), desk.wants_short())
        });
        let it = Standing { now: here.now, due, sat, short, session, kept };
        let format = if self.json { "json" } else { &self.format };
        let mut said = match format {
            "text" => it.text(),
            "json" => it.json().to_string(),
            "waybar" => it.waybar().to_string(),
            "i3status" => it.i3status().to_string(),
            custom => it.fill(custom),
        };
        if self.why {
            said.push('\n');
            said.push_str(&it.why());
        }
        let printed = if said.is_empty() { ExitCode::SUCCESS } else { print(&format!("{said}\n")) };
        if self.exit_code && printed == ExitCode::SUCCESS && !it.is_due() {
            return ExitCode::from(NOT_NOW);
        }
        printed
    }
}

impl Standing {
    /// Whether a break could be taken now, whoever says it.
    fn is_due(&self) -> bool {
        let waits = matches!(self.due.why, Why::Offered | Why::Ignored);
        waits || self.due.at.is_some_and(|at| at <= self.now.timestamp())
    }

    fn left(&self) -> String {
        breaks::left(&self.due, self.now.timestamp())
    }

    fn text(&self) -> String {
        if let Some(session) = self.session_text() {
            return session;
        }
        let left = self.left();
        if self.is_due() {
            "break due".to_owned()
        } else if left.is_empty() {
            self.due.why.short().to_owned()
        } else {
            format!("{}: {left}", self.due.why.short())
        }
    }

    /// A session that runs, in a few words.
    fn session_text(&self) -> Option<String> {
        let Some(Seen::Runs(running)) = &self.session else { return None };
        Some(match running {
            None => "in a session".to_owned(),
            Some(it) => {
                let mut said = format!("{} {}/{}", text::clean(&it.movement), it.step, it.steps);
                if let Some(side) = &it.side {
                    said = format!("{said}, {}", text::clean(side));
                }
                match self.seconds_left(it) {
                    Some(left) => format!("{said}, {left} s"),
                    None => format!("{said}, {}", text::clean(&it.doing)),
                }
            }
        })
    }

    fn seconds_left(&self, running: &Running) -> Option<i64> {
        running.ends.map(|ends| (ends - self.now.timestamp()).max(0))
    }

    /// The sentences of `--why`.
    fn why(&self) -> String {
        let mut lines = vec![self.due.why.sentence().to_owned()];
        if let Some(sat) = self.sat {
            lines.push(format!("{} of sitting since the last break.", minutes(sat)));
        }
        if let Some(at) = self.at().filter(|_| !self.is_due()) {
            lines.push(format!("The next offer may come at {at}."));
        }
        if self.short {
            lines.push("You asked for later three times: it will be the shortest there is.".to_owned());
        }
        if let Some(Seen::CutOff(_)) = self.session {
            lines.push("The last session was cut off; `unhunch` takes it up.".to_owned());
        }
        if let Kept::No(_) = self.kept {
            lines.extend(not_kept(&self.kept).map(|why| format!("{} Nothing is offered meanwhile.", why.trim())));
        }
        lines.join("\n")
    }

    fn at(&self) -> Option<String> {
        let at = self.due.at.and_then(|at| DateTime::from_timestamp(at, 0))?.with_timezone(self.now.offset());
        let form = if at.date_naive() == self.now.date_naive() { "%H:%M" } else { "%a %H:%M" };
        Some(at.format(form).to_string())
    }

    fn fill(&self, format: &str) -> String {
        let said = [
            ("{left}", self.left()),
            ("{why}", self.due.why.short().to_owned()),
            ("{at}", self.at().unwrap_or_default()),
            ("{sat}", self.sat.map(minutes).unwrap_or_default()),
            ("{session}", self.session_text().unwrap_or_default()),
        ];
        let filled =
            said.iter().fold(text::clean(format).into_owned(), |text, (name, value)| text.replace(name, value));
        filled.trim().to_owned()
    }

    fn json(&self) -> Value {
        let session = self.session.as_ref().map(|seen| {
            let (state, running) = match seen {
                Seen::Runs(running) => ("running", running),
                Seen::CutOff(running) => ("cut-off", running),
            };
            match running {
                None => json!({ "state": state }),
                Some(it) => json!({
                    "state": state, "routine": it.routine, "step": it.step, "steps": it.steps,
                    "movement": it.movement, "doing": it.doing, "side": it.side,
                    "seconds_left": self.seconds_left(it).filter(|_| state == "running"),
                }),
            }
        });
        let due_in = self.due.at.map(|at| (at - self.now.timestamp()).max(0));
        json!({
            "text": self.text(), "due": self.is_due(), "seconds": due_in, "at": self.due.at,
            "why": self.due.why.word(), "sat_seconds": self.sat, "quiet": self.due.voice == Voice::Status,
            "shortest": self.short, "session": session,
        })
    }

    fn waybar(&self) -> Value {
        let class = if self.is_due() { "due" } else { self.due.why.word() };
        json!({ "text": self.text(), "alt": class, "tooltip": self.why(), "class": class })
    }

    fn i3status(&self) -> Value {
        json!({ "name": "unhunch", "full_text": self.text(), "short_text": self.left(), "urgent": self.is_due() })
    }
}

fn minutes(seconds: i64) -> String {
    format!("{} min", seconds / 60)
}
