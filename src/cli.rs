//! The command line: parse, call, print.

mod answer;
mod arguments;
mod away;
mod check;
mod config;
mod doctor;
mod during;
mod export;
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

use crate::app::{App, Input, Start};
use crate::coach::view::Motion;
use crate::line::Narrator;
use crate::settings::{Characters, Colours, Settings};
use crate::shell::{self, Clock, Surroundings};
use crate::ui;
use arguments::{Arguments, Command};
use open::Opened;
use output::{complain, is_seen, print, print_with};
use world::Recorder;

/// The whole program: reads the arguments, runs, and gives the exit code (`src/ARCHITECTURE.md`, exit codes).
#[must_use]
pub fn main() -> ExitCode {
    #[cfg(unix)]
    if let Some(code) = shell::during::become_command() {
        return ExitCode::from(code);
    }
    // A shell that asks for completions names the variable; nothing else does.
    clap_complete::CompleteEnv::with_factory(Arguments::command).var("UNHUNCH_COMPLETE").complete();
    let arguments = Arguments::given();
    if arguments.about {
        return print_about();
    }
    // What only prints needs no record.
    match &arguments.command {
        Some(Command::Check(it)) => return it.run(),
        Some(Command::Config { sample }) => return config::run(&arguments, *sample),
        Some(Command::Show(it)) => return show::show(it, &arguments),
        Some(Command::During(it)) => return it.run(&arguments),
        Some(Command::Doctor) => return doctor::run(&arguments),
        Some(Command::Man(manual)) => return manual.run(),
        Some(Command::Export(export)) => return export.run(),
        Some(Command::Import(import)) => return import.run(),
        Some(Command::Schema(schema)) => return schema.run(),
        Some(Command::Fmt(it)) => return it.run(),
        Some(Command::New(it)) => return it.run(),
        Some(Command::Edit(it)) => return it.run(),
        Some(Command::List(it)) => return it.run(&arguments),
        Some(Command::Plan(it)) => return it.run(&arguments),
        Some(Command::Sheet(it)) => return it.run(&arguments),
        Some(Command::Sources(it)) => return it.run(&arguments),
        Some(Command::Journal { command }) => return journal::run(command),
        Some(Command::Me { forget: Some(what), yes }) => return forget::run((*what).into(), *yes),
        Some(Command::History(it)) => return history::history(it, &arguments),
        Some(Command::Stats) => return history::stats(&arguments),
        Some(Command::Away(it)) => return away::away(it),
        Some(Command::Status(it)) => return it.run(&arguments),
        Some(Command::Later(it)) => return it.run(&arguments),
        Some(Command::Skip) => return answer::skip(&arguments),
        Some(Command::Mark(it)) => return it.run(&arguments),
        Some(Command::Watch(it)) => return it.run(&arguments),
        Some(Command::Nudge(it)) => return it.run(&arguments),
        Some(Command::Hook(it)) => return it.run(&arguments),
        Some(Command::Remind(it)) => return it.run(),
        Some(Command::KeepTime(it)) => return it.run(),
        Some(_) | None => {}
    }
    let mut clock = Clock::start();
    let opened = match open::open(&arguments, clock.now()) {
        Ok(opened) => opened,
        Err(report) => {
            complain(&report);
            return ExitCode::from(USAGE);
        }
    };
    run(opened, clock)
}

/// The exit code for wrong usage and bad files.
const USAGE: u8 = 2;
/// The exit code for a machine that failed.
const MACHINE: u8 = 1;

/// Whether everything is said in lines here.
fn is_plain(surroundings: Surroundings, settings: &Settings) -> bool {
    settings.plain.value || surroundings.face == shell::Face::Lines
}

/// Has figures move where they are drawn and nobody wants them still.
fn moving(opened: &mut Opened, plain: bool) {
    if !plain && !opened.settings.still.value && opened.options.frames > 0 {
        opened.options.motion = Motion::Moving;
    }
}

fn run(mut opened: Opened, mut clock: Clock) -> ExitCode {
    let surroundings = Surroundings::here();
    let plain = is_plain(surroundings, &opened.settings);
    moving(&mut opened, plain);
    let Opened { folders, library, memory, records, mut options, settings, failed, notices } = opened;
    if plain {
        options.face = crate::app::Face::Spoken;
    }
    let now = clock.now();
    let mut world = Recorder::new(records, now.wall, folders, &settings);
    let (mut app, effects) = App::new(library, memory, options, notices, now);
    if let Some(why) = failed {
        let _ = app.update(Input::RecordFailed(why), clock.now());
    }
    for effect in effects {
        if let shell::Performed::Tell(input) = shell::World::perform(&mut world, effect) {
            let _ = app.update(input, clock.now());
        }
    }
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

/// How the screens look in these surroundings, where nothing else is set.
fn look(surroundings: Surroundings, settings: &Settings) -> ui::Look {
    let colours = match (settings.colours.value, surroundings.colours) {
        (Colours::None, _) | (Colours::Auto, shell::Colours::None) => ui::Colours::None,
        (Colours::Sixteen, _) | (Colours::Auto, shell::Colours::Sixteen) => ui::Colours::Sixteen,
        (Colours::Palette, _) | (Colours::Auto, shell::Colours::Palette) => ui::Colours::TwoFiftySix,
        (Colours::True, _) | (Colours::Auto, shell::Colours::True) => ui::Colours::TrueColour,
    };
    let glyphs = match (settings.characters.value, surroundings.charset) {
        (Characters::Ascii, _) | (Characters::Auto, shell::Charset::Ascii) => ui::Glyphs::Ascii,
        (Characters::Unicode, _) | (Characters::Auto, shell::Charset::Unicode) => ui::Glyphs::Unicode,
    };
    ui::Look::new(glyphs, colours)
}

/// What the program is and is not, with its version.
fn print_about() -> ExitCode {
    use crate::safety::words::outcomes;
    let version = env!("CARGO_PKG_VERSION");
    print(&format!("unhunch {version}, {}\n{}\n", outcomes::BUILT_FROM, outcomes::STANDING_NOTICE))
}

/// So many of something, in words.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Where the program begins, by the command.
fn start(command: Option<&Command>, found: Option<std::sync::Arc<crate::routine::Routine>>) -> Start {
    match (command, found) {
        (Some(Command::Run { .. }), Some(routine)) => Start::Run(routine),
        (Some(Command::Me { .. }), _) => Start::Me,
        (Some(Command::Learn), _) => Start::Learn,
        (Some(Command::Desk), _) => Start::Desk,
        (Some(_) | None, _) => Start::Library,
    }
}
