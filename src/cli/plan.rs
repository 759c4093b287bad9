//! `unhunch plan`: what a routine would be for this person now, down to its segments, or played fast. The
//! session of it is never recorded (S12); what is said of the body in it is (S19).

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use serde::Serialize;

use super::face::{is_plain, look};
use super::flags::Flags;
use super::list::json;
use super::looked::Looked;
use super::output::{MACHINE, USAGE, complain, print};
use super::{names, told};
use crate::app::{App, Effect, Input, Leave, Memory, Options, Start, in_words, kit_of};
use crate::coach::script::{COME_UP, Script};
use crate::coach::view::Motion;
use crate::coach::{Part, Plan, PlannedStep};
use crate::journal::{EndHow, Entry, Ids, Record};
use crate::line::Narrator;
use crate::routine::Routine;
use crate::safety::{Fact, Gate, Wants, words};
use crate::shell::folders::Folders;
use crate::shell::records::{Records, random};
use crate::shell::{self, Clock, Performed, Surroundings, World};
use crate::units::{Now, text};

/// Say what a routine would be for you now, step by step, without starting it
///
/// Nothing is recorded but what you say of your body after a stop. Played less than eight times as fast, it begins only
/// when a session could.
#[derive(Args, Clone, Debug)]
pub(super) struct PlanOf {
    /// A routine, or a routine's TOML file
    #[arg(value_name = "NAME|FILE", add = ArgValueCompleter::new(names::routines_and_files))]
    name: String,

    /// Print every segment with its beginning and its length
    #[arg(long, conflicts_with_all = ["json", "speed"])]
    script: bool,

    /// Print what is heard, with when it is said
    #[arg(long, conflicts_with_all = ["json", "script", "speed"])]
    heard: bool,

    /// As JSON, for programs
    #[arg(long, conflicts_with = "speed")]
    json: bool,

    /// Play it N times as fast
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1000))]
    speed: Option<u32>,
}

impl PlanOf {
    pub(super) fn run(&self, flags: &Flags) -> ExitCode {
        let looked = Looked::at(flags);
        let routine = match looked.routine(&self.name) {
            Ok(routine) => routine,
            Err(why) => {
                complain(&why);
                return ExitCode::from(USAGE);
            }
        };
        if let Some(speed) = self.speed {
            return play(looked, routine, speed);
        }
        let plan = looked.plan(&routine);
        print(&match () {
            () if self.script => script(&plan),
            () if self.heard => heard(&plan),
            () if self.json => json(&of(&routine, &plan)),
            () => told::routine(&routine, &plan),
        })
    }
}

/// Every segment of a plan in the order of the clock: when it begins, how long it is, what it is.
fn script(plan: &Plan) -> String {
    let mut at = Duration::ZERO;
    let mut text = String::new();
    for segment in segments(plan) {
        let Told { step, movement, part, side, rep, .. } = &segment;
        let number = |name: &str, n: &Option<usize>| n.map(|n| format!(" {name} {n}")).unwrap_or_default();
        let (side, rep) = (number("side", side), number("rep", rep));
        let length = segment.length;
        let _ = writeln!(
            text,
            "{:>9.3} {:>7.3}  {step:>2} {movement} {part}{side}{rep}",
            at.as_secs_f64(),
            length.as_secs_f64()
        );
        at += length;
    }
    let _ = writeln!(text, "{:>9.3}          total", at.as_secs_f64());
    text
}

/// What is heard of a plan: when it begins, in minutes and seconds, and the words. What it needs is heard on the ready
/// screen, before the clock runs.
fn heard(plan: &Plan) -> String {
    let mut text = String::new();
    let kit = kit_of(plan);
    if kit != "nothing" {
        let _ = writeln!(text, "  ready   You'll need: {kit}.");
    }
    let mut line = |at: Duration, says: &str| {
        let tenths = at.as_millis() / 100;
        let (minutes, seconds, tenth) = (tenths / 600, tenths / 10 % 60, tenths % 10);
        let _ = writeln!(text, "{minutes:>3}:{seconds:02}.{tenth}  {says}");
    };
    for phrase in Script::of(plan).phrases() {
        line(phrase.at, &phrase.says);
    }
    line(plan.length(), &in_words(&words::session::done(plan.announced(), plan.steps.len())));
    if plan.steps.last().is_some_and(|step| step.movement.on_floor()) {
        let _ = writeln!(text, "          {COME_UP}");
    }
    text
}

/// A segment for a program or a person.
#[derive(Serialize)]
struct Told<'p> {
    step: usize,
    movement: &'p str,
    part: &'static str,
    side: Option<usize>,
    rep: Option<usize>,
    #[serde(skip)]
    length: Duration,
    milliseconds: u128,
}

fn segments(plan: &Plan) -> impl Iterator<Item = Told<'_>> {
    let numbered = (1..).zip(&plan.steps);
    numbered
        .flat_map(|(number, step)| step.segments().into_iter().map(move |it| tell(number, step, it.part, it.length)))
}

fn tell(number: usize, step: &PlannedStep, part: Part, length: Duration) -> Told<'_> {
    let (name, side, rep) = match part {
        Part::SetUp => ("set-up", None, None),
        Part::In { side, rep } => ("in", Some(side), Some(rep)),
        Part::Work { side, rep } => (step.dose.effort.key(), Some(side), Some(rep)),
        Part::Out { side, rep } => ("out", Some(side), Some(rep)),
        Part::Rest { side, rep } => ("rest", Some(side), Some(rep)),
        Part::Change { to } => ("change", Some(to), None),
    };
    let (side, rep) = (side.filter(|_| step.efforts.len() > 1).map(|side| side + 1), rep.map(|rep| rep + 1));
    Told {
        step: number,
        movement: step.movement.id.as_str(),
        part: name,
        side,
        rep,
        length,
        milliseconds: length.as_millis(),
    }
}

fn of<'p>(routine: &'p Routine, plan: &'p Plan) -> impl Serialize + use<'p> {
    #[derive(Serialize)]
    struct Whole<'p> {
        routine: &'p str,
        title: &'p str,
        milliseconds: u128,
        segments: Vec<Told<'p>>,
    }
    Whole {
        routine: routine.id.as_str(),
        title: &routine.title,
        milliseconds: plan.length().as_millis(),
        segments: segments(plan).collect(),
    }
}

/// From this speed on nobody moves along with a playback (S19).
const TOO_FAST_TO_DO: u32 = 8;

/// Plays a routine fast, from its first step to its end. Slower than eight times it is gated like a session (S19).
fn play(looked: Looked, routine: Arc<Routine>, speed: u32) -> ExitCode {
    let Looked { library, memory, settings, now } = looked;
    if speed < TOO_FAST_TO_DO
        && let Some(why) = closed(&memory, &routine, now)
    {
        complain(&format!("unhunch: {why}\n"));
        return ExitCode::from(Leave::NotNow.code());
    }
    let surroundings = Surroundings::here();
    let plain = is_plain(surroundings, &settings);
    let mut clock = Clock::start().at_speed(speed);
    let options = Options {
        quiet: true,
        // A figure that moved as fast as this would only flicker.
        motion: Motion::Still,
        start: Start::Rehearse(routine),
        emergency_number: settings.emergency_number.value.clone().map(|number| number.0),
        ..Options::default()
    };
    let (mut app, effects) = App::new(library, memory, options, Vec::new(), clock.now());
    let mut world = Rehearsal::default();
    for effect in effects {
        let _ = world.perform(effect);
    }
    let ended = if plain {
        let mut narrator = Narrator::new();
        shell::run_lines(&mut app, &mut world, &mut clock, |view| narrator.tell(view))
    } else {
        shell::run_drawn(&mut app, &mut world, &mut clock, &look(surroundings, &settings))
    };
    match ended {
        Ok(exit) => {
            let _ = print(world.says());
            exit.end()
        }
        Err(error) => {
            complain(&format!("unhunch: the terminal failed: {error}\n"));
            ExitCode::from(MACHINE)
        }
    }
}

/// Why a session of this routine could not begin now; none when it could.
fn closed(memory: &Memory, routine: &Routine, now: Now) -> Option<String> {
    let wants = Wants::of(routine.id.as_str(), &routine.origin);
    match memory.gate(now, wants, None) {
        Gate::Go | Gate::Offers(_) => None,
        Gate::Asks(_) | Gate::NeedAnswer(_) => {
            let id = text::clean(routine.id.as_str());
            Some(format!("at this speed one could move along; `unhunch run {id}` asks first what has to be asked"))
        }
        Gate::Held(_) => memory.standing().ledger().reading(None).map(|reading| reading.lines.join("\n")),
    }
}

/// A world in which nothing of the session is kept; what is said of the body is (S19).
#[derive(Default)]
struct Rehearsal {
    kept: Option<Records>,
    ids: Option<Ids>,
    failed: bool,
}

impl Rehearsal {
    /// Keeps a fact as a launch would, under the time that it is.
    fn keep(&mut self, fact: Fact) -> Performed {
        let now = Clock::start().now().wall;
        if self.kept.is_none() {
            let folders = Folders::find();
            let folders = folders.as_ref().map_err(String::as_str);
            let (records, opened) = Records::open::<Fact>(folders, now, &mut random);
            self.kept = Some(records);
            self.ids = Some(opened.ids);
        }
        let (Some(records), Some(ids)) = (&mut self.kept, &mut self.ids) else { return Performed::Nothing };
        match records.keep_facts(&[Record::new(ids, now, None, fact)]) {
            Ok(()) => Performed::Nothing,
            Err(error) => {
                self.failed = true;
                Performed::Tell(Input::RecordFailed(error.to_string()))
            }
        }
    }

    /// What is said when it is over.
    const fn says(&self) -> &'static str {
        match (&self.kept, self.failed) {
            (None, _) => "That was a dry run; nothing was recorded.\n",
            (Some(_), false) => "That was a dry run; only what you said of your body was recorded.\n",
            (Some(_), true) => "That was a dry run; what you said of your body could not be recorded.\n",
        }
    }
}

impl World<Effect> for Rehearsal {
    fn perform(&mut self, effect: Effect) -> Performed {
        match effect {
            // What a stop comes to is still to be said.
            Effect::Journal(record) if matches!(&record.what, Entry::Ended(ended) if !matches!(ended.how, EndHow::Stopped | EndHow::Unknown)) => {
                Performed::Leave(Leave::Done)
            }
            Effect::Fact(record) if record.what.is_of_the_body() => self.keep(record.what),
            Effect::Leave(leave) => Performed::Leave(leave),
            Effect::Bell
            | Effect::Sound(_)
            | Effect::Fact(_)
            | Effect::Journal(_)
            | Effect::ReadJournal
            | Effect::ReadFacts
            | Effect::ReadEarlier
            | Effect::ReadOwn
            | Effect::ReadMoreOwn
            | Effect::Interrupt
            | Effect::SayOutput
            | Effect::Visit(_) => Performed::Nothing,
        }
    }
}
