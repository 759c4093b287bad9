//! Making an offer: exactly one of all who could makes it, and shows it in the places that are set.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::here::Here;
use super::output::{MACHINE, complain, print};
use super::world::hook;
use crate::breaks::{self, Voice};
use crate::settings::{Argv, Surface};
use crate::shell::command::{self, Came};
use crate::shell::desk::{Kept, Patience, Signs};
use crate::shell::surface::{self, Host};
use crate::shell::{Clock, wait};

/// Makes an offer where one is due: what shells, timers and panes call
#[derive(Clone, Debug, Args)]
pub(super) struct Nudge {
    /// Be the small pane beside the work
    #[arg(long, hide = true)]
    card: bool,

    /// Be the popup over this pane
    #[arg(long, hide = true, value_name = "PANE")]
    popup: Option<String>,
}

/// Runs a command, and ends it when it takes too long
#[derive(Clone, Debug, Args)]
pub(super) struct KeepTime {
    /// So many seconds
    seconds: u64,
    /// The command
    #[arg(last = true, required = true)]
    argv: Vec<String>,
}

/// An idle or busy command has so long.
const LIMIT: Duration = Duration::from_secs(2);
/// The card stays so long.
const CARD: Duration = Duration::from_secs(30);
/// What answers an offer.
const ANSWERS: &str = "`unhunch` starts, `unhunch later` waits, `unhunch skip` leaves it out.";

/// An offer that was made.
pub(super) struct Made {
    pub(super) voice: Voice,
    pub(super) words: String,
}

/// What came of trying.
pub(super) enum Tried {
    /// Nothing is to be offered, or somebody else does it.
    Nothing,
    /// It is made here.
    Made(Made),
    /// It cannot be kept, so nothing is offered: why.
    Failed(String),
}

/// The signs of the person that cost a process: their idle command, and tmux where it is around.
pub(super) fn signs(here: &Here) -> Signs {
    let idle = here.settings.idle_command.value.as_ref().and_then(|Argv(argv)| idle(&command::run(argv, &[], LIMIT)));
    Signs { idle, active: surface::tmux_activity() }
}

/// For how many seconds somebody is idle, by what their command printed; nothing where it is no number.
pub(super) fn idle(came: &Came) -> Option<i64> {
    let Came::Ended(Some(0), said) = came else { return None };
    let millis: i64 = said.trim().parse().ok()?;
    (0..=i64::from(u32::MAX)).contains(&millis).then_some(millis / 1_000)
}

/// Makes an offer, if one is due that may be said this loud and nobody else makes it.
pub(super) fn try_it(here: &Here, signs: Signs, least: Voice) -> Tried {
    let at = here.at();
    // What other machines said of today reaches this one by its files alone.
    let (today, held) = (here.now.date_naive(), here.held());
    // Who only looks has the lock for a moment: who would make the offer waits for that, or nobody might make it.
    let (claimed, kept) = here.visit(Patience::Waits, signs, |desk| {
        desk.hold(today, held);
        let due = desk.due(&here.rules, here.now);
        let ours = due.is_now(at) && due.voice >= least && desk.claim(at);
        ours.then(|| (due.voice, desk.wants_short(), desk.sat(at, &here.rules)))
    });
    let (voice, short, sat) = match (claimed, kept) {
        (_, Kept::No(why)) => return Tried::Failed(why),
        (Some(claimed), Kept::Yes) => claimed,
        (None, _) | (_, Kept::Busy) => return Tried::Nothing,
    };
    let busy = here.settings.busy_command.value.as_ref().map(|Argv(argv)| command::run(argv, &[], LIMIT));
    let is_busy = matches!(busy, Some(Came::Ended(Some(0), _)));
    let now = Clock::start().now().wall;
    let settled = here
        .files
        .visit(Patience::Waits, &here.rules, now, Signs::default(), |desk| desk.settle(now.timestamp(), is_busy));
    match settled {
        (true, Kept::Yes) => {
            let sat = sat.unwrap_or(0);
            hook(here.settings.on_nudged.value.as_ref(), "nudged", "", sat);
            Tried::Made(Made { voice, words: breaks::offer(Some(sat), short) })
        }
        (_, Kept::No(why)) => Tried::Failed(why),
        (_, Kept::Yes | Kept::Busy) => Tried::Nothing,
    }
}

/// Shows an offer in the places that are set, the status and the line apart; what did not work. A prompt does not wait until
/// nobody types, so there is no popup from one; who only watches waits for that.
pub(super) fn show(here: &Here, made: &Made, patience: Patience) -> Vec<String> {
    let mut failed = Vec::new();
    if made.voice < Voice::Full {
        return failed;
    }
    for surface in &here.settings.nudge_how.value.0 {
        let shown = match surface {
            Surface::Status | Surface::Line => Ok(()),
            Surface::Notify => {
                surface::ring(&made.words);
                let own = here.settings.notify_command.value.as_ref().map(|Argv(argv)| argv.as_slice());
                match surface::notify(own, &made.words) {
                    Came::Failed(why) if own.is_some() => Err(format!("`notify_command` could not be run: {why}")),
                    Came::TooLong => Err("`notify_command` took too long".to_owned()),
                    Came::Ended(..) | Came::Failed(_) => Ok(()),
                }
            }
            Surface::Pane => match Host::here() {
                Some(host) => host.show(&format!("{} {ANSWERS}", made.words)),
                None => Err("`pane` needs tmux, zellij or kitty around it; there is none here".to_owned()),
            },
            Surface::Popup => popup(patience),
        };
        failed.extend(shown.err());
    }
    failed
}

/// Opens a popup when nobody has typed for five seconds; after a minute of typing there is none.
#[cfg(unix)]
fn popup(patience: Patience) -> Result<(), String> {
    const QUIET: i64 = 5;
    let tries = match patience {
        Patience::Waits => 30,
        Patience::Looks => 1,
    };
    for at in 1..=tries {
        let now = Clock::start().now().wall.timestamp();
        match surface::tmux_activity() {
            None => return Err("`popup` needs tmux around it; there is none here".to_owned()),
            Some(last) if now - last > QUIET => return surface::popup::open(),
            Some(_) if at < tries => wait::pause(Duration::from_secs(2)),
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn popup(_: Patience) -> Result<(), String> {
    Err("`popup` needs tmux".to_owned())
}

impl Made {
    /// The offer in a line.
    pub(super) fn line(&self) -> String {
        format!("{} {ANSWERS}", self.words)
    }
}

impl Nudge {
    pub(super) fn run(&self) -> ExitCode {
        let here = match Here::find() {
            Ok(here) => here,
            Err(code) => return code,
        };
        if self.card || self.popup.is_some() {
            return self.be_beside(&here);
        }
        here.files.name_terminal();
        let lines = here.settings.nudge_how.value.0.contains(&Surface::Line);
        let least = if lines { Voice::Line } else { Voice::Full };
        match try_it(&here, signs(&here), least) {
            Tried::Nothing | Tried::Failed(_) => ExitCode::SUCCESS,
            Tried::Made(made) => {
                for why in show(&here, &made, Patience::Looks) {
                    complain(&format!("unhunch: {why}\n"));
                }
                if lines { print(&format!("{}\n", made.line())) } else { ExitCode::SUCCESS }
            }
        }
    }

    /// The card or the popup.
    fn be_beside(&self, here: &Here) -> ExitCode {
        let at = here.at();
        let ((sat, short), _) =
            here.visit(Patience::Looks, Signs::default(), |desk| (desk.sat(at, &here.rules), desk.wants_short()));
        let words = breaks::offer(sat, short);
        match &self.popup {
            None => {
                let shown = print(&format!("\n  {words}\n\n  `unhunch` starts, `unhunch later` waits.\n"));
                wait::pause(CARD);
                shown
            }
            Some(pane) => take_popup(&words, pane),
        }
    }
}

#[cfg(unix)]
fn take_popup(words: &str, pane: &str) -> ExitCode {
    use surface::popup::{self, Answer};
    let text = format!("\n  {words}\n\n  Enter starts. Any other key goes on to your work.\n");
    match popup::run(&text, pane) {
        Ok(Answer::Yes) => {
            popup::take();
            ExitCode::SUCCESS
        }
        Ok(Answer::None) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("unhunch: {error}\n"));
            ExitCode::from(MACHINE)
        }
    }
}

#[cfg(not(unix))]
fn take_popup(_: &str, _: &str) -> ExitCode {
    ExitCode::from(MACHINE)
}

impl KeepTime {
    pub(super) fn run(&self) -> ExitCode {
        match command::run(&self.argv, &[], Duration::from_secs(self.seconds)) {
            Came::Ended(Some(0), _) => ExitCode::SUCCESS,
            Came::Ended(..) | Came::TooLong | Came::Failed(_) => ExitCode::from(MACHINE),
        }
    }
}
