//! A routine on paper: a plan in, a printed page out, as HTML, SVG or PDF.
//!
//! A [`Sheet`] is what stands on the paper, taken from a plan: the dose of this person, or the routine as it is written. Each
//! step has its key poses as outlines, from the same posed body that the screen shows. [`html`] leaves the layout to the
//! browser; [`svg`] and [`pdf`] share one layout in points ([`layout::pages`]), with the font that the PDF embeds.
//!
//! Nothing on a sheet is fetched from elsewhere. Begin with [`Sheet::of`].

pub mod font;
pub mod html;
pub mod layout;
pub mod pdf;
pub mod svg;

use crate::app::{dose_words, kit_of};
use crate::coach::{Plan, PlannedStep, sentence, why_here};
use crate::figure::{Drawing, Shown};
use crate::routine::{OUR_OWN_JUDGEMENT, Reference, Routine};
use crate::safety::words::{outcomes, session};

/// What stands on the paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The routine's title.
    pub title: String,
    /// How long it takes, where, and what is needed.
    pub about: String,
    /// When to do it and how to do it safely.
    pub remarks: Vec<String>,
    /// Whose doses these are.
    pub doses: String,
    /// What is done, in order.
    pub steps: Vec<SheetStep>,
    /// When to stop.
    pub stop: Vec<String>,
    /// What it rests on.
    pub sources: Vec<String>,
}

/// One movement on the paper.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetStep {
    /// What it is called.
    pub name: String,
    /// How much of it.
    pub dose: String,
    /// What belongs to it, each with a word for what it is; empty for none.
    pub lines: Vec<(&'static str, String)>,
    /// Its key poses, side by side.
    pub poses: Vec<Drawing>,
}

/// Whose doses stand on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doses {
    /// Those of the person here, now.
    ForYou,
    /// Those that the routine's file says.
    AsWritten,
}

/// How much paper there is round a figure, in units of its drawing: room for the head of an arrow.
const ROUND: f32 = 10.0;

impl Sheet {
    /// The sheet of a plan of this routine.
    #[must_use]
    pub fn of(routine: &Routine, plan: &Plan, doses: Doses) -> Self {
        let kit = if routine.kit.is_empty() { kit_of(plan) } else { routine.kit.clone() };
        let kit = if kit == "nothing" { "nothing needed".to_owned() } else { kit };
        let about = format!("{} · {} · {kit}", plan.announced().clock(), routine.place);
        let said = [&routine.when, &routine.warm_up, &routine.safety];
        let mut remarks: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).map(|it| sentence(it)).collect();
        if let Some(by) = &routine.prescribed {
            remarks.push(sentence(&format!("Prescribed by {by}")));
        }
        if let Some(author) = &routine.author {
            remarks.push(format!("By {author}."));
        }
        let stop = [format!("Stop: {}", session::SHARED), outcomes::STANDING_NOTICE.to_owned()];
        let doses = match doses {
            Doses::ForYou => "The doses are yours as they were on the day this was printed.",
            Doses::AsWritten => "The doses are as the routine is written.",
        };
        Self {
            title: routine.title.clone(),
            about,
            remarks,
            doses: doses.to_owned(),
            steps: steps(plan),
            stop: stop.into(),
            sources: sources(routine, plan),
        }
    }
}

/// The steps of a plan; a movement that came before is not explained again.
fn steps(plan: &Plan) -> Vec<SheetStep> {
    let mut steps: Vec<SheetStep> = plan.steps.iter().map(SheetStep::of).collect();
    for (at, step) in steps.iter_mut().enumerate() {
        let id = &plan.steps[at].movement.id;
        if let Some(first) = plan.steps[..at].iter().position(|earlier| earlier.movement.id == *id) {
            step.lines.retain(|(what, _)| matches!(*what, "" | "Cue" | "For you"));
            step.lines.insert(0, ("", format!("As in {}.", first + 1)));
        }
    }
    steps
}

impl SheetStep {
    fn of(step: &PlannedStep) -> Self {
        let movement = &step.movement;
        let mut lines = Vec::new();
        let mut add = |what, words: String| {
            if !words.is_empty() {
                lines.push((what, sentence(&words)));
            }
        };
        if let Some(why) = why_here(&step.origin) {
            add("", why);
        }
        add("Set-up", movement.setup.to_string());
        add("Do", movement.steps.iter().map(|step| sentence(step)).collect::<Vec<_>>().join(" "));
        add("Cue", movement.cue.to_string());
        add("Breathe", movement.breath.clone());
        add("Not", movement.mistakes.clone());
        add("Easier", movement.easier.clone());
        for line in &step.lines {
            add("For you", line.clone());
        }
        Self { name: movement.name.clone(), dose: dose_words(step), lines, poses: poses(step) }
    }
}

/// The key poses of a step, on the side it begins with.
fn poses(step: &PlannedStep) -> Vec<Drawing> {
    let Some(figure) = &step.movement.figure else { return Vec::new() };
    let mirrored =
        step.body_side(0).is_some_and(|side| (side == crate::coach::Side::Left) == figure.left_is_mirrored());
    let draw = |along| figure.drawing(&Shown { along, mirrored, ..Shown::FIRST });
    let deepest = figure.deepest();
    let drawn: Vec<Drawing> = match (figure.moves(), figure.poses().len()) {
        (false, _) => vec![draw(0.0)],
        (true, ..=2) => vec![draw(0.0), draw(deepest)],
        (true, _) => vec![draw(0.0), draw(deepest / 2.0), draw(deepest)],
    };
    // All poses in one frame, so that none is larger than the others.
    let frame = drawn.iter().map(Drawing::bounds).reduce(|(low, high), (other_low, other_high)| {
        ((low.0.min(other_low.0), low.1.min(other_low.1)), (high.0.max(other_high.0), high.1.max(other_high.1)))
    });
    let Some((low, high)) = frame else { return Vec::new() };
    let frame = ((low.0 - ROUND, low.1 - ROUND), (high.0 + ROUND, high.1 + ROUND));
    drawn.into_iter().map(|drawing| drawing.framed(frame)).collect()
}

/// What the movements of a plan rest on, each source once.
fn sources(routine: &Routine, plan: &Plan) -> Vec<String> {
    let mut ids: Vec<&String> =
        plan.steps.iter().flat_map(|step| &step.movement.sources).chain(&routine.sources).collect();
    ids.sort_unstable();
    ids.dedup();
    let told = |id: &String| match Reference::named(id) {
        Some(source) => format!("{id} {}", source.text),
        None if id == "design" => OUR_OWN_JUDGEMENT.to_owned(),
        None => id.clone(),
    };
    // What has no address of its own stands in one line, or a page would begin for it.
    let (mut lines, short): (Vec<String>, Vec<String>) =
        ids.into_iter().map(told).partition(|source| source.starts_with('['));
    lines.extend(Some(short.join("; ")).filter(|line| !line.is_empty()));
    lines
}

/// The days of a week, for the grid to tick.
pub const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// How many weeks the grid has.
pub const WEEKS: u8 = 4;
