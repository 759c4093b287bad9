use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::answer::{Later, Mark};
use super::away::Away;
use super::check::Check;
use super::during::During;
use super::export::Export;
use super::flags::{Flags, Listed};
use super::fmt::Fmt;
use super::history::History;
use super::hook::Hook;
use super::import::ImportFile;
use super::list::List;
use super::man::Manual;
use super::names;
use super::new::{Edit, New};
use super::nudge::{KeepTime, Nudge};
use super::plan::PlanOf;
use super::remind::Remind;
use super::schema::Schema;
use super::sheet::SheetOf;
use super::show::Show;
use super::sources::Sources;
use super::status::Status;
use super::watch::Watch;
use crate::shell;
use crate::shell::records::forget::Scope;

/// The exit code where a command was not started.
const NOT_STARTED: i32 = 125;

/// A stretching coach for desk breaks, in the terminal.
///
/// Without a command it opens the library: Enter starts the selected routine, one key stops everything.
#[derive(Clone, Debug, Default, Parser)]
#[command(name = "unhunch", version)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) listed: Listed,

    #[command(flatten)]
    pub(super) flags: Flags,

    /// Say what this program is and is not
    #[arg(long)]
    pub(super) about: bool,

    /// With `--version`: what it was built for, from which commit, and what is in it
    #[arg(long)]
    pub(super) verbose: bool,
}

impl Arguments {
    /// The arguments the program was called with; when they are wrong, or ask for help, that is said and it ends.
    ///
    /// Without any there is nothing to parse: the definition of all commands is not even built, and the first picture is
    /// there sooner.
    pub(super) fn given() -> Self {
        if !shell::has_arguments() {
            return Self::default();
        }
        Self::try_parse().unwrap_or_else(|error| {
            if error.kind() == clap::error::ErrorKind::DisplayVersion && shell::is_given_early("--verbose") {
                return Self { verbose: true, ..Self::default() };
            }
            // Whoever starts a command through this program can tell its own failures from the command's.
            let _ = error.print();
            let code =
                if error.exit_code() != 0 && shell::is_called_with("during") { NOT_STARTED } else { error.exit_code() };
            shell::leave_at_once(code)
        })
    }
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum Command {
    /// Go straight to a routine: its name in the library, or a file
    Run {
        /// A name such as `chair-stretch`, or a routine's TOML file
        #[arg(value_name = "NAME|FILE", add = ArgValueCompleter::new(names::routines_and_files))]
        routine: String,
    },
    During(During),
    /// Look at a movement, moving, or at what is in a routine
    Show(Show),
    /// What was done: the last two weeks, or since when you say
    History(History),
    /// What it comes to: days, minutes by area, how it felt
    Stats,
    /// Days away, which are not missed
    Away(Away),
    Status(Status),
    Later(Later),
    /// Leave this break out: the next comes after the full time
    Skip,
    Mark(Mark),
    Watch(Watch),
    Remind(Remind),
    Hook(Hook),
    #[command(hide = true)]
    Nudge(Nudge),
    #[command(hide = true)]
    KeepTime(KeepTime),
    /// Your answers, what to work around, your kit, what is set aside
    Me {
        /// Remove what is stored about you, after saying what and asking
        #[arg(long, value_name = "WHAT", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "everything")]
        forget: Option<Forget>,

        /// Do not ask
        #[arg(long, requires = "forget")]
        yes: bool,
    },
    /// Look through what is kept, take it out, bring two machines' records together
    Journal {
        #[command(subcommand)]
        command: JournalCommand,
    },
    /// Short cards: what a pop is, why not to push, and the like
    Learn,
    /// A ten-point check of your desk
    Desk,
    Export(Export),
    Import(ImportFile),
    Schema(Schema),
    /// What is set, where it is set, and what can be
    Config {
        /// Print a config.toml with every setting, its meaning and its default
        #[arg(long)]
        sample: bool,
    },
    Check(Check),
    /// Look at the terminal, the folders, the files and the records, and say what to do where something is wrong
    ///
    /// Exit codes: 0 nothing has to be mended, 1 something has.
    Doctor,
    Man(Manual),
    List(List),
    Fmt(Fmt),
    New(New),
    Edit(Edit),
    Plan(PlanOf),
    Sheet(SheetOf),
    Sources(Sources),
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Say what is there and whether all of it can be read
    Verify {
        /// Another data folder than yours
        dir: Option<PathBuf>,
    },
    /// Write everything as one file of lines
    Export {
        /// A new file; without one it is printed
        file: Option<PathBuf>,
    },
    /// Take in what another machine kept: in any order, any number of times
    Merge {
        /// Its data folder, or a file that was exported there
        dir: PathBuf,
    },
}

/// What can be forgotten.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Forget {
    /// What you answered and what was decided
    Answers,
    /// All of it
    Everything,
    /// What was done
    History,
}

impl From<Forget> for Scope {
    fn from(what: Forget) -> Self {
        match what {
            Forget::Answers => Self::Answers,
            Forget::Everything => Self::Everything,
            Forget::History => Self::History,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_arguments_are_the_default() {
        let parsed = Arguments::parse_from(["unhunch"]);
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Arguments::default()));
    }
}
