//! `unhunch watch`: decides in the foreground when to make an offer; `--once` for a timer.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::here::Here;
use super::nudge::{Tried, show, signs, try_it};
use super::output::{MACHINE, complain, is_seen, print};
use crate::breaks::Voice;
use crate::settings::Surface;
use crate::shell::desk::Patience;
use crate::shell::wait;

/// Watch in the foreground when to offer a break, and offer it
///
/// It wakes up twice a minute at most. `unhunch remind` prints what starts it with your session, and other ways.
#[derive(Clone, Debug, Args)]
pub(super) struct Watch {
    /// Look once and end: for a timer or cron
    #[arg(long)]
    once: bool,
}

/// Between two looks lies this much at least.
const SHORTEST: i64 = 30;
/// Who watches looks so often, so that an absence is seen.
const LONGEST: i64 = 60;

impl Watch {
    pub(super) fn run(&self) -> ExitCode {
        let mut said: Option<String> = None;
        loop {
            let here = match Here::find() {
                Ok(here) => here,
                Err(code) => return code,
            };
            here.files.name_terminal();
            let signs = signs(&here);
            // A terminal of its own takes a line; without one a line is left to the shells.
            let how = &here.settings.nudge_how.value.0;
            let lines = is_seen() && how.contains(&Surface::Line);
            let speaks = how.iter().any(|how| matches!(how, Surface::Notify | Surface::Pane | Surface::Popup));
            let tried = if lines {
                try_it(&here, signs, Voice::Line)
            } else if speaks {
                try_it(&here, signs, Voice::Full)
            } else {
                here.visit(Patience::Looks, signs, |_| ());
                Tried::Nothing
            };
            let mut trouble = Vec::new();
            match tried {
                Tried::Nothing => {}
                Tried::Failed(why) => trouble.push(format!("the state cannot be kept, so nothing is offered: {why}")),
                Tried::Made(made) => {
                    trouble = show(&here, &made, Patience::Waits);
                    if lines && print(&format!("{} {}\n", here.now.format("%H:%M"), made.line())) != ExitCode::SUCCESS {
                        return ExitCode::from(MACHINE);
                    }
                    here.keep_notes();
                }
            }
            // The same trouble is said once, not twice a minute.
            for why in trouble {
                if said.as_ref() != Some(&why) {
                    complain(&format!("unhunch: {why}\n"));
                    said = Some(why);
                }
            }
            if self.once {
                return ExitCode::SUCCESS;
            }
            let (due, _) = here.visit(Patience::Looks, signs, |desk| desk.due(&here.rules, here.now));
            let until = due.at.map_or(LONGEST, |at| at - here.at()).clamp(SHORTEST, LONGEST);
            wait::pause(Duration::from_secs(until.unsigned_abs()));
        }
    }
}
