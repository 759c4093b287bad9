//! The words of what is heard, each with shorter ones for where those have no room.
//!
//! Whoever only hears does a thing when it is said. What is not to be done yet is said as what comes: after the count,
//! when begin is said, after one more.

use crate::coach::plan::PlannedStep;
use crate::coach::session::show::{sentence, side_name};
use crate::routine::{Effort, Family, Order, Over, SideUnit};
use crate::units::amount;

/// What is said in a set-up that waits for the person.
pub(super) const WAITS: &str = "Take your time. Enter begins.";
/// What is said in a long set-up, with a number for the one in it.
pub(super) const TAKE_YOUR_TIME: &str = "Take your time: 25 seconds until we begin.";
/// How to get up from the floor.
pub(crate) const COME_UP: &str = "Roll to one side and come up slowly.";

/// The way to where a step begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetUp<'p> {
    pub(super) step: &'p PlannedStep,
    /// The step before it.
    pub(super) before: Option<&'p PlannedStep>,
    /// Whether its name is said with it.
    pub(super) is_titled: bool,
}

impl SetUp<'_> {
    /// The position first, then the side: a side that is heard first is turned to.
    pub(super) fn says(self) -> Vec<String> {
        let step = self.step;
        let words = sentence(step.movement.setup.on(step.body_side(0)));
        let side = side_name(step, 0).filter(|_| step.movement.two_sided());
        let sided = side.map(|side| format!("{words} {} first.", sentence(&side).trim_end_matches('.')));
        let name = sentence(&step.movement.name);
        let name = name.trim_end_matches('.');
        let on_floor = |step: &PlannedStep| step.movement.on_floor();
        let gets_up = self.before.is_some_and(|it| on_floor(it) && !step.movement.stays_put()) && !on_floor(step);
        let gets_down = on_floor(step) && !self.before.is_some_and(on_floor);
        let title = match self.before {
            None => format!("{name}. "),
            Some(_) if gets_down => format!("Next: {}, on the floor. ", lower(name)),
            Some(_) => format!("Next: {}. ", lower(name)),
        };
        let short = if self.before.is_some() { format!("{name}. ") } else { String::new() };
        let mut says = Vec::new();
        let aside = self.before.and_then(|it| it.movement.over).filter(|it| step.movement.over != Some(*it));
        let aside = match aside {
            Some(Over::Towel) => "Put the towel aside. ",
            Some(Over::Roller) => "Put the roller aside. ",
            Some(Over::Edge | Over::Wall) | None => "",
        };
        let up = if gets_up { format!("{COME_UP} ") } else { String::new() };
        if self.is_titled && !(aside.is_empty() && up.is_empty()) {
            says.extend(sided.as_ref().map(|words| format!("{title}{aside}{up}{words}")));
            says.push(format!("{title}{aside}{up}{words}"));
        }
        let titles = if self.is_titled { vec![title, short] } else { vec![String::new()] };
        for title in titles {
            says.extend(sided.as_ref().map(|words| format!("{title}{words}")));
            says.push(format!("{title}{words}"));
        }
        says
    }
}

/// What comes after what is done now.
pub(super) fn next(name: &str, turned: &str, counted: bool) -> Vec<String> {
    let next = format!("Next: {}.", lower(name));
    let mut says = Vec::new();
    if counted {
        says.push(format!("After the count, {}", lower(&next)));
    }
    if !turned.is_empty() {
        says.push(format!("{turned} {next}"));
    }
    says.extend([next, sentence(name)]);
    says
}

/// The way back, before it is gone.
pub(super) fn way_back(back: &str, counted: bool) -> Vec<String> {
    if !counted {
        return ["Now come back slowly.", "Now back."].map(str::to_owned).to_vec();
    }
    let long = format!("After the count: {}", lower(back));
    vec![
        long,
        "After the count, come back.".to_owned(),
        "Back after the count.".to_owned(),
        "Back after one.".to_owned(),
    ]
}

/// The side, direction or spot that comes after a change.
pub(super) fn change(step: &PlannedStep, name: &str, counted: bool) -> Vec<String> {
    let mut says = vec![now(step, name), "Change.".to_owned()];
    if counted {
        says.insert(0, format!("After the count, {}.", the(step, name)));
    }
    says
}

/// The side that takes its turn.
pub(super) fn turn(step: &PlannedStep, name: &str, is_last: bool) -> Vec<String> {
    let now = now(step, name);
    let mut says = vec![now.clone(), sentence(name), "Change.".to_owned()];
    if is_last {
        says.insert(0, format!("{}, for the last time.", now.trim_end_matches('.')));
    }
    says
}

/// What ends turns from side to side.
pub(super) fn middle(step: &PlannedStep) -> &'static str {
    if step.movement.family == Family::Rotate { "And to the middle." } else { "And come back." }
}

/// The side, direction or spot that comes now.
pub(super) fn now(step: &PlannedStep, name: &str) -> String {
    format!("Now {}.", the(step, name))
}

/// A side, direction or spot in a sentence.
pub(super) fn the(step: &PlannedStep, name: &str) -> String {
    let the = if step.dose.unit == SideUnit::Side { "the " } else { "" };
    format!("{the}{name}")
}

/// How much of it is done, in words: `2 holds of 15 seconds.`, and in fewer.
pub(super) fn dose(step: &PlannedStep) -> [String; 2] {
    let length = step.efforts.first().and_then(|reps| reps.first()).copied().unwrap_or_default();
    let reps = step.efforts.first().map_or(0, Vec::len);
    let length = amount::words(length);
    let each = match step.dose.unit {
        _ if step.efforts.len() < 2 => "",
        SideUnit::Side if step.dose.order == Order::Alternate => " a side, to and fro",
        SideUnit::Side => " a side",
        SideUnit::Direction => " each way",
        SideUnit::Level => " at each spot",
        SideUnit::Breath | SideUnit::Bout => "",
    };
    let times = match reps {
        1 => format!("once{each}"),
        2 => format!("twice{each}"),
        reps => format!("{reps} times{each}"),
    };
    let what = match step.dose.effort {
        Effort::Hold(_) if reps > 1 => [format!("{reps} holds of {length}{each}"), times],
        Effort::Hold(_) => [format!("one hold of {length}{each}"), length],
        Effort::Rep(_) => [format!("{times}, {length} each"), times],
        Effort::Time(_) if reps > 1 => [format!("{reps} times {length}{each}"), times],
        Effort::Time(_) => [format!("{length}{each}"), length],
    };
    what.map(|says| sentence(&says))
}

/// The first of several things in a line.
pub(super) fn clause(says: &str) -> String {
    sentence(says.split([';', ':']).next().unwrap_or(says).trim())
}

/// What comes after that.
pub(super) fn after_clause(says: &str) -> String {
    says.split_once([';', ':']).map_or_else(String::new, |(_, left)| sentence(left.trim()))
}

/// As much of a line as is one movement.
pub(super) fn first_part(says: &str) -> String {
    let end = [";", ":", ",", " and "].iter().filter_map(|it| says.find(it)).min().unwrap_or(says.len());
    sentence(says[..end].trim())
}

/// A line inside a sentence. A name may begin with a letter or a sign that is a word of its own.
pub(super) fn lower(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next();
    match first {
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
