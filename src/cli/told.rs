//! A routine as a timeline, for a person and for a program.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::app::{dose_words, kit_of};
use crate::coach::{Plan, PlannedStep, sentence, why, why_here};
use crate::routine::{Movement, Routine};
use crate::units::amount;

/// A routine as it is for this person now: each step with the clock at its beginning, what is swapped and why, what is
/// needed.
pub(super) fn routine(routine: &Routine, plan: &Plan) -> String {
    let mut text = format!("{} ({})\n", routine.title, routine.id);
    let kit = kit_of(plan);
    let _ = writeln!(text, "{} · {} · {kit}", plan.announced().clock(), routine.place);
    for words in [&routine.when, &routine.warm_up, &routine.safety, &routine.level] {
        if !words.is_empty() {
            let _ = writeln!(text, "{}", sentence(words));
        }
    }
    text.push('\n');
    let widest = plan.steps.iter().map(|step| step.movement.name.width()).max().unwrap_or(0);
    for (at, step) in beginnings(plan) {
        let name = &step.movement.name;
        let pad = " ".repeat(widest - name.width());
        let _ = writeln!(text, "{:>7}  {name}{pad}  {}", amount::clock(at), dose_words(step));
        for note in notes(step) {
            let _ = writeln!(text, "         {note}");
        }
    }
    let _ = writeln!(text, "{:>7}  end", amount::clock(plan.length()));
    for dropped in &plan.dropped {
        let _ = writeln!(text, "\n{} is left out: {}.", dropped.name, why(&dropped.clash));
    }
    let mut sources: Vec<&str> =
        plan.steps.iter().flat_map(|step| &step.movement.sources).map(String::as_str).collect();
    sources.sort_unstable();
    sources.dedup();
    if !sources.is_empty() {
        let _ = writeln!(text, "\nRests on {}; `unhunch sources {}` says more.", sources.join(", "), routine.id);
    }
    text
}

/// Each step with when it begins.
fn beginnings(plan: &Plan) -> Vec<(Duration, &PlannedStep)> {
    let mut at = Duration::ZERO;
    let mut begun = Vec::new();
    for step in &plan.steps {
        begun.push((at, step));
        at += step.length();
    }
    begun
}

fn notes(step: &PlannedStep) -> Vec<String> {
    let mut notes: Vec<String> = why_here(&step.origin).into_iter().collect();
    notes.extend(step.lines.iter().map(|line| sentence(line)));
    notes
}

/// A routine for a program.
#[derive(Serialize)]
pub(super) struct TheRoutine<'p> {
    id: &'p str,
    title: &'p str,
    place: &'static str,
    kit: &'p str,
    when: &'p str,
    safety: &'p str,
    level: &'p str,
    /// As it is for this person now.
    seconds: u64,
    steps: Vec<ToldStep<'p>>,
    left_out: Vec<&'p str>,
    sources: &'p [String],
}

#[derive(Serialize)]
struct ToldStep<'p> {
    movement: &'p str,
    name: &'p str,
    at: u64,
    seconds: u64,
    dose: String,
    notes: Vec<String>,
    sources: &'p [String],
}

impl<'p> TheRoutine<'p> {
    pub(super) fn of(routine: &'p Routine, plan: &'p Plan) -> Self {
        let steps = beginnings(plan).into_iter().map(|(at, step)| ToldStep {
            movement: step.movement.id.as_str(),
            name: &step.movement.name,
            at: at.as_secs(),
            seconds: step.length().as_secs(),
            dose: dose_words(step),
            notes: notes(step),
            sources: &step.movement.sources,
        });
        Self {
            id: routine.id.as_str(),
            title: &routine.title,
            place: routine.place.word(),
            kit: &routine.kit,
            when: &routine.when,
            safety: &routine.safety,
            level: &routine.level,
            seconds: plan.length().as_secs(),
            steps: steps.collect(),
            left_out: plan.dropped.iter().map(|dropped| dropped.movement.as_str()).collect(),
            sources: &routine.sources,
        }
    }
}

/// A movement for a program.
#[derive(Serialize)]
pub(super) struct TheMovement<'m> {
    id: &'m str,
    name: &'m str,
    phase: &'static str,
    family: &'static str,
    places: Vec<&'static str>,
    kit: &'m str,
    setup: &'m str,
    steps: &'m [String],
    cue: &'m str,
    seconds: u64,
    warm_up_seconds: Option<u64>,
    avoid: Vec<&'static str>,
    swaps: Vec<&'m str>,
    sources: &'m [String],
}

impl<'m> TheMovement<'m> {
    pub(super) fn of(movement: &'m Movement) -> Self {
        Self {
            id: movement.id.as_str(),
            name: &movement.name,
            phase: movement.phase.word(),
            family: movement.family.word(),
            places: movement.places.iter().map(|place| place.word()).collect(),
            kit: &movement.kit,
            setup: &movement.setup,
            steps: &movement.steps,
            cue: &movement.cue,
            seconds: movement.dose.total().as_secs(),
            warm_up_seconds: movement.end_range.map(|needed| needed.as_secs()),
            avoid: movement.avoid.iter().map(|tag| tag.word()).collect(),
            swaps: movement.swaps.iter().map(crate::routine::MovementId::as_str).collect(),
            sources: &movement.sources,
        }
    }
}
