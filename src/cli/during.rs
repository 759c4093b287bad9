//! `unhunch during`: the coach while a command runs.

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::flags::Flags;
use super::names;
use crate::app;
use crate::units::{amount, text};

/// Run a command, and move while it runs
///
/// The command starts at once, on a terminal of its own, and is shown as always for a few seconds; if it is done by then,
/// that was all. Then the coach comes, and a row below says how the command is doing. Tab goes to the command, Ctrl-]
/// comes back. Afterwards its output is on the screen, and its exit code is this one's.
#[derive(Args, Clone, Debug)]
pub(super) struct During {
    /// How long the command is shown as always: `3s`, `1m`
    #[arg(long, value_name = "TIME", default_value = "3s", value_parser = after)]
    after: Duration,

    /// A name such as `chair-stretch`, or a routine's TOML file
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "minutes", add = ArgValueCompleter::new(names::routines_and_files))]
    routine: Option<String>,

    /// Offer what takes no longer than N minutes (and 59 seconds)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=180))]
    minutes: Option<u32>,

    /// What happens when the command is done
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    when_done: WhenDone,

    /// The command and its arguments
    #[arg(value_name = "CMD", trailing_var_arg = true, required = true)]
    command: Vec<OsString>,
}

/// What happens when the command is done: never in the middle of a movement.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum WhenDone {
    /// At the next step going back to work is offered; without an answer the routine goes on
    #[default]
    Offer,
    /// At the next step the coach leaves
    Leave,
    /// The routine is done to its end
    Finish,
}

impl From<WhenDone> for app::WhenDone {
    fn from(when: WhenDone) -> Self {
        match when {
            WhenDone::Offer => Self::Offer,
            WhenDone::Leave => Self::Leave,
            WhenDone::Finish => Self::Finish,
        }
    }
}

fn after(text: &str) -> Result<Duration, String> {
    amount::parse(text).map_err(|error| error.to_string())
}

/// A longer command line is cut where it is shown, in letters.
const LONGEST_NAME: usize = 40;

impl During {
    /// What the command is called: its program without its folder, and its arguments, harmless and short.
    fn name(&self) -> String {
        let words = self.command.iter().enumerate().map(|(at, word)| {
            let word = word.to_string_lossy();
            let word = if at == 0 { word.rsplit('/').next().unwrap_or(&word).to_owned() } else { word.into_owned() };
            text::clean(&word).into_owned()
        });
        let whole = words.collect::<Vec<_>>().join(" ");
        if whole.chars().count() <= LONGEST_NAME {
            return whole;
        }
        let cut: String = whole.chars().take(LONGEST_NAME - 1).collect();
        format!("{cut}…")
    }

    #[cfg(not(unix))]
    pub(super) fn run(&self, _: &Flags) -> ExitCode {
        let _ = (self.name(), self.after, &self.routine, self.minutes, app::WhenDone::from(self.when_done));
        super::output::complain("unhunch: `during` works on Linux and macOS only\n");
        ExitCode::from(125)
    }

    #[cfg(unix)]
    pub(super) fn run(&self, flags: &Flags) -> ExitCode {
        beside::run(self, flags)
    }
}

#[cfg(unix)]
mod beside {
    use std::io;
    use std::process::ExitCode;
    use std::sync::Arc;
    use std::time::Duration;

    use super::During;
    use crate::app::runs::{Runs, command_hash};
    use crate::app::{Beside, BesideFace, HowEnded, routine_beside};
    use crate::cli::begin::begin;
    use crate::cli::face::{is_plain, look};
    use crate::cli::flags::{Flags, Listed};
    use crate::cli::open::{self, Wants};
    use crate::cli::output::complain;
    use crate::line::{self, Narrator};
    use crate::routine::Routine;
    use crate::shell::during::{self, Begun, NOT_STARTED, exit_as};
    use crate::shell::folders::Folders;
    use crate::shell::runs::{here, load, salt, store};
    use crate::shell::{self, Clock, Exit, Passed, Process, Surroundings, Until, run_drawn_beside, run_lines_beside};

    pub(super) fn run(it: &During, flags: &Flags) -> ExitCode {
        let asked = match it.routine.as_deref().map(|name| open::find(&open::library().1, name)).transpose() {
            Ok(asked) => asked,
            Err(report) => {
                complain(&report);
                return ExitCode::from(NOT_STARTED);
            }
        };
        let mut clock = Clock::start();
        let began = clock.moment();
        let mut process = match during::begin(&it.command, &mut clock) {
            Ok(Begun::Runs(process)) => process,
            Ok(Begun::Not(code)) => return ExitCode::from(code),
            Err(error) => {
                complain(&format!("unhunch: the command cannot be started: {error}\n"));
                return ExitCode::from(NOT_STARTED);
            }
        };
        let passed = process.pass(Until::Due(it.after));
        let below = match passed {
            Ok(Passed::Due) => coach(it, flags, asked, began, &mut process),
            Ok(Passed::Back | Passed::Over) => Ok(Left::seen_nothing()),
            Ok(Passed::Gone(signal)) => Ok(Left { exit: Some(Exit::Signal(signal)), ..Left::seen_nothing() }),
            Err(error) => Err(error),
        };
        let (exit, failed) = match below.and_then(|left| finish(&mut process, left)) {
            Ok(exit) => (exit, None),
            Err(error) => (Exit::Code(1), Some(error)),
        };
        drop(process);
        if let Some(error) = failed {
            complain(&format!("unhunch: the terminal failed: {error}\n"));
        }
        exit.end()
    }

    /// How the coach was left.
    struct Left {
        /// Whether it was there at all.
        seen: bool,
        /// How the process would end, where that has nothing to do with the command.
        exit: Option<Exit>,
        /// What has to stand below the output.
        below: Vec<String>,
        /// What the run of the command is remembered by.
        remembered: Option<(Folders, u64)>,
    }

    impl Left {
        fn seen_nothing() -> Self {
            Self { seen: false, exit: None, below: Vec::new(), remembered: None }
        }
    }

    /// The coach, from where it comes to where it is left.
    fn coach(
        it: &During,
        flags: &Flags,
        asked: Option<Arc<Routine>>,
        began: crate::units::Moment,
        process: &mut Process<'_>,
    ) -> io::Result<Left> {
        let now = process.present();
        let mut opened = open::open(flags, &Listed::default(), Wants::Beside, now).map_err(io::Error::other)?;
        let remembered = opened.folders.clone().map(|folders| {
            let words = it.command.iter().map(|word| word.as_encoded_bytes());
            let hash = command_hash(&salt(&folders), &here(), words);
            (folders, hash)
        });
        let took = remembered.as_ref().and_then(|(folders, hash)| load(folders).median(*hash));
        let at_most = it.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60 + 59)).or(took);
        let routine = match asked {
            Some(routine) => Some(routine),
            None => routine_beside(&opened.library, &opened.memory, now, at_most),
        };
        // Where nothing may be done now the coach does not come by itself.
        let Some(routine) = routine else { return Ok(Left { remembered, ..Left::seen_nothing() }) };
        opened.options.start = crate::app::Start::Run(routine);
        let surroundings = Surroundings::here();
        let plain = is_plain(surroundings, &opened.settings);
        let back = opened.settings.back.value.letter();
        process.come_back_by(back);
        let face = if plain { BesideFace::Spoken } else { BesideFace::Drawn };
        let beside = Beside::new(it.name(), began, it.when_done.into(), back, face);

        let (mut app, mut world, settings) = begin(opened.moving(!plain), Some(beside), now);
        let ended = if plain {
            let mut narrator = Narrator::new();
            run_lines_beside(&mut app, &mut world, process, |view| narrator.tell(view))
        } else {
            run_drawn_beside(&mut app, &mut world, process, &look(surroundings, &settings))
        };
        world.end(process.present().wall);
        let exit = ended?;
        let below = app.stands_below().map(line::page).unwrap_or_default();
        let exit = if let Exit::Signal(_) = exit { Some(exit) } else { None };
        Ok(Left { seen: true, exit, below, remembered })
    }

    /// Shows what the command has written, and the rest of it until its end.
    fn finish(process: &mut Process<'_>, left: Left) -> io::Result<Exit> {
        const HANGUP: i32 = 1;
        let Left { seen, exit, below, remembered } = left;
        if let Some(Exit::Signal(signal)) = exit {
            process.signal_command(signal);
            if signal == HANGUP {
                return Ok(Exit::Signal(signal));
            }
        }
        if seen {
            process.show_command(&[])?;
        }
        if let Passed::Gone(signal) = process.pass(Until::Over)? {
            process.signal_command(signal);
            return Ok(Exit::Signal(signal));
        }
        if seen {
            process.take_modes_back();
        }
        if !below.is_empty() {
            Process::say_below(&below)?;
        }
        let how = process.work().and_then(shell::during::Work::ended).unwrap_or(HowEnded::Code(NOT_STARTED));
        // A run that somebody has broken off says nothing about the next one.
        if let (Some((folders, hash)), HowEnded::Code(_)) = (remembered, how) {
            let mut runs: Runs = load(&folders);
            runs.note(hash, process.present().moment.since_start());
            store(&folders, &runs);
        }
        Ok(exit_as(how))
    }
}
