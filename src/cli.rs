//! The command line: parse, call, print.
//!
//! A file a command; `arguments` is the list of them and `main` the match over them, the place to begin. A command is handed the
//! flags it takes and nothing else. What touches files, terminals or processes is called in `shell`.

mod answer;
mod arguments;
mod away;
mod begin;
mod check;
mod config;
mod doctor;
mod during;
mod export;
mod face;
mod flags;
mod fmt;
mod forget;
mod here;
mod history;
mod hook;
mod import;
mod journal;
mod list;
mod looked;
mod man;
mod names;
mod new;
mod nudge;
mod open;
mod output;
mod plan;
mod remind;
mod schema;
mod settings;
mod sheet;
mod show;
mod sources;
mod status;
mod told;
mod watch;
mod world;

use std::process::ExitCode;

use clap::CommandFactory as _;

use arguments::{Arguments, Command};
use begin::begin;
use face::{is_plain, look};
use flags::{Flags, Listed};
use open::{Wants, open};
use output::{MACHINE, USAGE, complain, print};

use crate::line::Narrator;
use crate::shell::{self, Clock, Surroundings};

/// The whole program: reads the arguments, runs, and gives the exit code (`src/ARCHITECTURE.md`, exit codes).
#[must_use]
pub fn main() -> ExitCode {
    #[cfg(unix)]
    if let Some(code) = shell::during::become_command() {
        return ExitCode::from(code);
    }
    // A shell that asks for completions names the variable; nothing else does.
    clap_complete::CompleteEnv::with_factory(Arguments::command).var("UNHUNCH_COMPLETE").complete();
    let Arguments { command, listed, flags, about, verbose } = Arguments::given();
    if about {
        return print_about();
    }
    if verbose && command.is_none() {
        return print_version();
    }
    let coach = |wants| coach(&flags, &listed, wants);
    match &command {
        None => coach(Wants::Library),
        Some(Command::Run { routine }) => coach(Wants::Run(routine)),
        Some(Command::Me { forget: None, .. }) => coach(Wants::Me),
        Some(Command::Learn) => coach(Wants::Learn),
        Some(Command::Desk) => coach(Wants::Desk),
        Some(Command::During(it)) => it.run(&flags),
        // What follows only prints, and needs no record open.
        Some(Command::Me { forget: Some(what), yes }) => forget::run((*what).into(), *yes),
        Some(Command::Config { sample }) => config::run(&flags, &listed, *sample),
        Some(Command::Show(it)) => show::show(it, &flags),
        Some(Command::Plan(it)) => it.run(&flags),
        Some(Command::History(it)) => history::history(it, &flags),
        Some(Command::Stats) => history::stats(&flags),
        Some(Command::Check(it)) => it.run(),
        Some(Command::Doctor) => doctor::run(),
        Some(Command::Man(it)) => it.run(Arguments::command()),
        Some(Command::Export(it)) => it.run(),
        Some(Command::Import(it)) => it.run(),
        Some(Command::Schema(it)) => it.run(),
        Some(Command::Fmt(it)) => it.run(),
        Some(Command::New(it)) => it.run(),
        Some(Command::Edit(it)) => it.run(),
        Some(Command::List(it)) => it.run(),
        Some(Command::Sheet(it)) => it.run(),
        Some(Command::Sources(it)) => it.run(),
        Some(Command::Journal { command }) => journal::run(command),
        Some(Command::Away(it)) => away::away(it),
        Some(Command::Status(it)) => it.run(),
        Some(Command::Later(it)) => it.run(),
        Some(Command::Skip) => answer::skip(),
        Some(Command::Mark(it)) => it.run(),
        Some(Command::Watch(it)) => it.run(),
        Some(Command::Nudge(it)) => it.run(),
        Some(Command::Hook(it)) => it.run(),
        Some(Command::Remind(it)) => it.run(),
        Some(Command::KeepTime(it)) => it.run(),
    }
}

/// Opens the coach, and stays until it is left.
fn coach(flags: &Flags, listed: &Listed, wants: Wants<'_>) -> ExitCode {
    let mut clock = Clock::start();
    let now = clock.now();
    let opened = match open(flags, listed, wants, now) {
        Ok(opened) => opened,
        Err(report) => {
            complain(&report);
            return ExitCode::from(USAGE);
        }
    };
    let surroundings = Surroundings::here();
    let plain = is_plain(surroundings, &opened.settings);
    let (mut app, mut world, settings) = begin(opened.moving(!plain), None, now);
    let ended = if plain {
        let mut narrator = Narrator::new();
        shell::run_lines(&mut app, &mut world, &mut clock, |view| narrator.tell(view))
    } else {
        shell::run_drawn(&mut app, &mut world, &mut clock, &look(surroundings, &settings))
    };
    world.end(clock.now().wall);
    // What an emergency says stands on the shell too (S20).
    for line in app.parting() {
        let _ = print(&format!("{line}\n"));
    }
    match ended {
        Ok(exit) => exit.end(),
        Err(error) => {
            complain(&format!("unhunch: the terminal failed: {error}\n"));
            ExitCode::from(MACHINE)
        }
    }
}

/// What the program is and is not, with its version.
/// What this program was built for and from, and what is in it.
fn print_version() -> ExitCode {
    let (version, target, commit) = (env!("CARGO_PKG_VERSION"), env!("UNHUNCH_TARGET"), env!("UNHUNCH_BUILT_FROM"));
    let features = if cfg!(unix) { "coach beside a command, signals, popup in tmux" } else { "coach" };
    print(&format!("unhunch {version}\ntarget: {target}\ncommit: {commit}\nfeatures: {features}; no network\n"))
}

fn print_about() -> ExitCode {
    use crate::safety::words::outcomes;
    let version = env!("CARGO_PKG_VERSION");
    print(&format!("unhunch {version}, {}\n{}\n", outcomes::BUILT_FROM, outcomes::STANDING_NOTICE))
}
