//! The file that a list becomes.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use super::own::Own;
use super::{Asks, Exercise, IN_FRONT, Sides, Understood, cut, quoted};
use crate::routine::reader::{LINE, PROSE};
use crate::routine::{Effort, Movement, Place, RoutinePlace, Tag};
use crate::units::{amount, text};

/// What a line begins with that says what to look at again.
const MARK: &str = "#!";
/// The most words of a cue.
const CUE_WORDS: usize = 12;
/// The longest hold that is of use; what lasts longer is a time.
const LONG_HOLD: u32 = 90;

/// One line of a list as a step.
pub(super) struct Line<'a> {
    exercise: &'a Exercise,
    movement: String,
    /// What the step says of the dose.
    dose: Vec<String>,
    doubts: Vec<String>,
    place: Place,
    own: Option<Own>,
}

impl<'a> Line<'a> {
    /// A movement of the library; `doubt` is what is not sure about that.
    pub(super) fn known(exercise: &'a Exercise, movement: &Arc<Movement>, doubt: Option<String>) -> Self {
        let (dose, mut doubts) = dose_of_a_step(movement, exercise);
        doubts.extend(exercise.doubts.iter().cloned());
        doubts.extend(doubt);
        let place = movement.places.first().copied().unwrap_or(Place::Chair);
        Self { exercise, movement: movement.id.to_string(), dose, doubts, place, own: None }
    }

    /// A movement of one's own.
    pub(super) fn own(exercise: &'a Exercise, id: String, asks: &mut dyn Asks) -> Self {
        let own = Own::asked(exercise, asks);
        let mut doubts = exercise.doubts.clone();
        if (exercise.reps, exercise.secs, exercise.sets) == (None, None, None) {
            doubts.push("how much of it is not said: 20 seconds are taken".to_owned());
        }
        if own.guessed {
            doubts.push(
                "not in the library: it waits for a warm-up, and is left out for whoever has ticked anything"
                    .to_owned(),
            );
        }
        let dose = Vec::from_iter(exercise.sets.filter(|sets| *sets > 1).map(|sets| format!("sets = {sets}")));
        Self { exercise, movement: id, dose, doubts, place: own.place, own: Some(own) }
    }

    /// What was understood, the step being at `step`.
    pub(super) fn heard(&self, step: usize) -> Understood {
        let line = if self.exercise.line.is_empty() { &self.exercise.name } else { &self.exercise.line };
        let line = text::clean(line).into_owned();
        Understood { line, step, doubts: self.doubts.clone(), own: self.own.is_some() }
    }
}

/// The whole file.
pub(super) struct Draft<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) prescribed: Option<&'a str>,
    /// Whether a warm-up comes in front, and a calm end at the end.
    pub(super) front: bool,
    pub(super) end: bool,
    pub(super) steps: &'a [Line<'a>],
}

impl Draft<'_> {
    /// Its text; so many exercises were left out.
    pub(super) fn text(&self, left_out: usize) -> String {
        let mut out = Out(String::new());
        out.line(
            "# Made of a list: each step stands below the line it was read from. `#!` marks what to look at again.",
        );
        out.value("id", self.id);
        out.value("title", self.title);
        out.value("place", self.place().word());
        if let Some(by) = self.prescribed {
            out.value("prescribed", by);
        }
        if left_out > 0 {
            out.mark(&format!("{left_out} more exercises were left out: a routine is not that long"));
        }
        if self.front {
            out.line("\n# Added in front: warm up first.");
            for id in IN_FRONT {
                out.line("[[steps]]");
                out.value("movement", id);
            }
        }
        for step in self.steps {
            out.step(step);
        }
        if self.end {
            out.line("\n# Added at the end: it ends calmly.\n[[steps]]");
            out.value("movement", "posture-reset");
        }
        for step in self.steps {
            if let Some(own) = step.own {
                out.movement(&step.movement, step.exercise, own);
            }
        }
        out.0
    }

    /// Where the whole of it is done.
    fn place(&self) -> RoutinePlace {
        let all = |place: Place| self.steps.iter().all(|step| step.place == place);
        if self.steps.iter().any(|step| step.place == Place::Floor) {
            RoutinePlace::Floor
        } else if all(Place::Chair) {
            RoutinePlace::Chair
        } else if all(Place::Standing) {
            RoutinePlace::Standing
        } else if all(Place::Wall) {
            RoutinePlace::Wall
        } else {
            RoutinePlace::Mixed
        }
    }
}

/// What a list says of the dose of a movement of the library, and what is to be asked about it: nothing of a dose is
/// left out, or put into another measure, in silence.
fn dose_of_a_step(movement: &Movement, exercise: &Exercise) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut doubts) = (Vec::new(), Vec::new());
    let said = |length: Duration| amount::words(length);
    if let Some(sets) = exercise.sets.filter(|sets| *sets > 1) {
        lines.push(format!("sets = {sets}"));
    }
    let one = movement.dose.effort.length();
    match (movement.dose.effort, exercise.reps, exercise.secs) {
        (Effort::Time(_), Some(reps), None) => {
            doubts.push(format!("{reps} repeats: it is done by time here, {} of it", said(one)));
        }
        (Effort::Rep(_), None, Some(secs)) => {
            let reps = (f64::from(secs) / one.as_secs_f64().max(1.0)).round().clamp(1.0, 100.0);
            lines.push(format!("reps = {reps}"));
            doubts.push(format!("{secs} seconds of it: taken as {reps} repeats of {}", said(one)));
        }
        (effort, reps, secs) => {
            lines.extend(reps.map(|reps| format!("reps = {reps}")));
            match (effort, secs) {
                (Effort::Hold(_) | Effort::Time(_), Some(secs)) => {
                    lines.push(format!("{} = \"{secs}s\"", effort.key()));
                }
                // A repeat with a stay in it: three seconds there and three back are the least.
                (Effort::Rep(_), Some(secs)) => {
                    lines.push(format!("rep = \"{}s\"  # {secs} s held, and the way there and back", secs + 6));
                }
                (Effort::Hold(_), None) if reps.is_some_and(|reps| reps > 1) && one > Duration::from_secs(10) => {
                    doubts.push(format!("how long each is held is not said: {} are taken", said(one)));
                }
                (Effort::Hold(_) | Effort::Time(_) | Effort::Rep(_), None) => {}
            }
            if (reps, secs, exercise.sets) == (None, None, None) {
                doubts.push("how much of it is not said: the dose of the library is taken".to_owned());
            }
        }
    }
    if exercise.sides != Sides::One && movement.dose.sides < 2 {
        doubts.push("each side: here both sides are done at once".to_owned());
    }
    (lines, doubts)
}

/// The text as it grows.
struct Out(String);

impl Out {
    fn line(&mut self, line: &str) {
        self.0 += line;
        self.0.push('\n');
    }

    fn value(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {}", quoted(value)));
    }

    fn mark(&mut self, line: &str) {
        self.line(&format!("{MARK} {}", text::clean(line)));
    }

    fn step(&mut self, step: &Line<'_>) {
        self.0.push('\n');
        if !step.exercise.line.is_empty() {
            self.line(&format!("# {}", text::clean(&step.exercise.line)));
        }
        if let Some(often) = &step.exercise.often {
            self.line(&format!("# how often: {}", text::clean(often)));
        }
        for doubt in &step.doubts {
            self.mark(doubt);
        }
        self.line("[[steps]]");
        self.value("movement", &step.movement);
        for line in &step.dose {
            self.line(line);
        }
    }

    fn movement(&mut self, id: &str, exercise: &Exercise, own: Own) {
        self.line("\n[[movement]]");
        if own.guessed {
            self.mark("the most careful answers: take them as they are, or mend them");
        }
        let name = cut(&exercise.name, LINE);
        self.value("id", id);
        self.value("name", &name);
        self.value("phase", own.phase.word());
        self.value("family", own.family.word());
        self.line(&format!("places = [{}]", quoted(own.place.word())));
        self.line(if own.end_range { "end_range = \"2m\"" } else { "end_range = false" });
        self.value("setup", "Get into position as you were shown.");
        self.line("steps = [");
        let as_shown = ["Do it as you were shown.".to_owned()];
        let says = if exercise.says.is_empty() { &as_shown[..] } else { &exercise.says };
        for sentence in says.iter().take(20) {
            writeln!(self.0, "  {},", quoted(&cut(sentence, PROSE))).expect("a text takes everything");
        }
        self.line("]");
        let short =
            |sentence: &&String| sentence.split_whitespace().count() <= CUE_WORDS && sentence.chars().count() <= LINE;
        let cue = exercise.says.iter().find(short).cloned().unwrap_or_else(|| "Slowly, as you were shown.".to_owned());
        self.value("cue", &cue);
        self.line("effort = 3");
        let tags: Vec<String> = Tag::ALL.iter().map(|tag| format!("\"{tag}\"")).collect();
        self.line(&format!("avoid = [{}]", if own.for_everybody { String::new() } else { tags.join(", ") }));
        self.line("swaps = [\"posture-reset\"]");
        self.line("\n[movement.dose]");
        self.line("setup = \"10s\"");
        self.dose(exercise);
    }

    fn dose(&mut self, exercise: &Exercise) {
        let holds = exercise.line.to_lowercase().contains("hold") || exercise.reps.is_some();
        match (exercise.secs, exercise.reps) {
            (Some(secs), _) if holds && secs <= LONG_HOLD => self.line(&format!("hold = \"{secs}s\"")),
            (Some(secs), _) => self.line(&format!("time = \"{secs}s\"")),
            (None, Some(_)) => self.line("rep = \"6s\""),
            (None, None) => self.line("hold = \"20s\""),
        }
        if let Some(reps) = exercise.reps {
            self.line(&format!("reps = {reps}"));
        }
        match exercise.sides {
            Sides::One => {}
            Sides::Both => self.line("sides = 2\nchange = \"5s\""),
            Sides::Ways => self.line("sides = 2\nunit = \"direction\"\nchange = \"5s\""),
        }
    }
}
