//! Sessions, plans and effects told in short lines, for goldens that a person reviews.

use std::time::Duration;

use unhunch::coach::{
    Bell, Effect, Ended, Ending, Happening, Left, Origin, Part, Plan, PlannedStep, Session, State, StepLeft, Stopped,
    Talk,
};

/// A variant's name as words: `SharpPain` is `sharp-pain`; what it carries is left out.
pub(crate) fn kebab(value: impl std::fmt::Debug) -> String {
    let debug = format!("{value:?}");
    let name = debug.split(['(', ' ', '{']).next().unwrap_or_default();
    let mut words = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            words.push('-');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// A length in seconds, with as many decimals as it takes.
pub(crate) fn secs(length: Duration) -> String {
    format!("{}s", length.as_secs_f64())
}

/// A length as a clock, whole seconds only.
pub(crate) fn clock(length: Duration) -> String {
    unhunch::units::amount::clock(length)
}

/// A part, its side and rep counted from one: `hold 1.2`.
pub(crate) fn part(step: &PlannedStep, part: Part) -> String {
    let work = step.dose.effort.key();
    match part {
        Part::SetUp => "set-up".to_owned(),
        Part::In { side, rep } => format!("in {}.{}", side + 1, rep + 1),
        Part::Work { side, rep } => format!("{work} {}.{}", side + 1, rep + 1),
        Part::Out { side, rep } => format!("out {}.{}", side + 1, rep + 1),
        Part::Rest { side, rep } => format!("rest {}.{}", side + 1, rep + 1),
        Part::Change { to } => format!("change to {}", to + 1),
    }
}

/// Where a session stands: its state, and the step and part under its cursor.
pub(crate) fn state(session: &Session) -> String {
    let step = session.current();
    let place = format!("{} {} {}", session.step() + 1, step.movement.id, part(step, session.part()));
    match session.state() {
        State::Running { began, .. } => format!("runs {place}, {} over", secs(session.seen().since(*began))),
        State::Waiting { .. } => format!("waits in {place}"),
        State::CountingIn { elapsed, .. } => format!("counts in {place}, {} over", secs(*elapsed)),
        State::Paused { elapsed, reason, .. } => format!("paused ({}) {place}, {} over", kebab(reason), secs(*elapsed)),
        State::Stopped(stopped) => match &stopped.talk {
            Talk::Answered(talk) => {
                let asks = talk.asks().map_or("nothing".to_owned(), kebab);
                format!("stopped, {asks} is asked after {} {place}", kebab(talk.consequence().answer))
            }
            talk => format!("stopped, {} {place}", kebab(talk)),
        },
        State::Ended(ending) => format!("ended {}", ended(*ending)),
    }
}

fn ended(ending: Ending) -> String {
    match ending {
        Ending::Stopped(answer) => format!("stopped by {}", kebab(answer)),
        Ending::Finished | Ending::Quit | Ending::Interrupted | Ending::Unknown => kebab(ending),
    }
}

/// An effect in a few words.
pub(crate) fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Bell(bell) => match bell {
            Bell::Start | Bell::HoldEnd | Bell::Change | Bell::End => format!("bell {}", kebab(bell)),
        },
        Effect::Record(happening) => format!("record {}", happened(happening)),
    }
}

fn happened(happening: &Happening) -> String {
    match happening {
        Happening::Step(left) => step_left(left),
        Happening::Paused(reason) => format!("paused {}", kebab(reason)),
        Happening::Resumed(after) => format!("resumed after {}", secs(*after)),
        Happening::Stopped(Stopped { nth, answer, step, part }) => match answer {
            None => format!("stop {nth} in step {} ({})", step + 1, kebab(part)),
            Some(answer) => format!("stop {nth} answered {}", kebab(answer)),
        },
        Happening::Sore(movement, side) => format!("sore {} in {movement}", kebab(side)),
        Happening::Popped(movement) => format!("popped in {movement}"),
        Happening::Ended(Ended { how, work, active, step }) => {
            format!("ended {} in step {}, {} work in {} active", ended(*how), step + 1, secs(*work), secs(*active))
        }
    }
}

fn step_left(left: &StepLeft) -> String {
    let StepLeft { step, movement, how, work, first_side, sides_done, easier, .. } = left;
    let how = match how {
        Left::Done | Left::Skipped | Left::SetAside | Left::Open => kebab(how),
    };
    let side = first_side.map_or(String::new(), |side| format!(", {} first", side.word()));
    let easier = if *easier { ", easier" } else { "" };
    format!("step {} {movement} {how}, {} work, sides done {sides_done}{side}{easier}", step + 1, secs(*work))
}

/// What a plan has in the place of what its routine has, on one line.
pub(crate) fn swaps(plan: &Plan) -> String {
    let mut parts = Vec::new();
    for step in &plan.steps {
        let id = &step.movement.id;
        match &step.origin {
            Origin::Routine => {}
            Origin::Swap { movement, .. } => parts.push(format!("{movement} > {id}")),
            Origin::Filler { .. } => parts.push(format!("+ {id} {}", secs(step.work()))),
            Origin::Ending => parts.push(format!("ends on {id}")),
        }
    }
    parts.extend(plan.dropped.iter().map(|dropped| format!("{} dropped", dropped.movement)));
    if parts.is_empty() { "as written".to_owned() } else { parts.join(", ") }
}
