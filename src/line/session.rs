use std::time::Duration;

use crate::app::view::words;
use crate::coach::view::{Breath, BreathPhase, Doing, Rep, SessionView};
use crate::units::amount;

/// Everything about the step that runs.
pub(super) fn whole(view: &SessionView) -> Vec<String> {
    let mut lines = vec![view.title.clone()];
    lines.extend(step(view));
    lines.extend((1..).zip(&view.steps).map(|(number, text)| format!("{number}. {text}")));
    lines.extend(view.figure.iter().map(|it| it.figure.in_words()));
    lines
}

/// A step's beginning: which it is, what is going on, what is done.
fn step(view: &SessionView) -> Vec<String> {
    let (number, of) = view.step;
    let with = if view.left.own_set_ups { " plus your set-ups" } else { "" };
    let left = amount::words(view.left.time);
    let mut lines = vec![format!("Step {number} of {of}: {}. {left} left{with}.", view.movement)];
    lines.push(segment(view, None));
    if view.doing == Doing::SetUp {
        // What is done, in the words there are time for; all of its steps are said to whoever asks again.
        lines.push(view.cue.clone());
    }
    if !view.breath_line.is_empty() {
        lines.push(format!("Breath: {}", view.breath_line));
    }
    lines.extend(view.notes.iter().map(|note| super::sentence(note)));
    lines.extend(view.say.clone());
    lines
}

/// What is new of a session since it was told as `told`.
pub(super) fn news(told: &SessionView, view: &SessionView) -> Vec<String> {
    if view.title != told.title || view.step != told.step || view.movement_id != told.movement_id {
        return step(view);
    }
    let mut lines = Vec::new();
    if view.easier != told.easier {
        let text = if view.easier { words::EASIER } else { words::NOT_EASIER };
        lines.push(super::sentence(text));
    }
    let same_segment = view.doing == told.doing && view.rep == told.rep && view.side == told.side;
    if same_segment {
        lines.extend(remaining(told, view));
        let phase = |view: &SessionView| view.breath.map(|breath| breath.phase);
        if phase(view) != phase(told) {
            lines.extend(view.breath.and_then(in_or_out));
        }
    } else {
        lines.push(segment(view, Some(told)));
    }
    lines.extend(view.notes.iter().filter(|note| !told.notes.contains(note)).map(|note| super::sentence(note)));
    if view.say != told.say {
        lines.extend(view.say.clone());
    }
    lines
}

/// The same session after something else stood before it: what is going on is said also if it has not changed.
pub(super) fn back(told: &SessionView, view: &SessionView) -> Vec<String> {
    let lines = news(told, view);
    if lines.is_empty() { vec![segment(view, None)] } else { lines }
}

/// A segment's beginning, in one line.
fn segment(view: &SessionView, told: Option<&SessionView>) -> String {
    let rep = words::counted(view).map(words::rep).unwrap_or_default();
    let side = view.side.as_deref().unwrap_or_default();
    let time = view.clock.map(|secs| amount::words(Duration::from_secs(secs))).unwrap_or_default();
    let doing = words::doing(view);
    let said = |parts: &[&str]| super::sentence(&super::listed(parts));
    match &view.doing {
        Doing::SetUp => format!("{} {} {}", said(&[doing, side]), view.setup, words::starts(view.clock)),
        Doing::Arriving => format!("{} {}", said(&[doing, &rep, side]), view.cue),
        Doing::Holding | Doing::Moving => {
            let what = if rep.is_empty() && view.doing == Doing::Holding { doing } else { &rep };
            // On the way in it has been said what to do.
            if told.is_some_and(|told| told.doing == Doing::Arriving) {
                return format!("{} {}", said(&[what]), super::sentence(&time));
            }
            format!("{} {} {}", said(&[&view.movement, what, side]), super::sentence(&time), view.cue)
        }
        Doing::Repeating | Doing::Breathing => {
            let breath = view.breath.and_then(in_or_out).map(|text| format!(" {text}")).unwrap_or_default();
            let goes_on = told.is_some_and(|told| told.doing == view.doing && told.rep.is_some());
            let new_side = told.is_none_or(|told| told.side != view.side);
            if goes_on && !rep.is_empty() {
                if new_side {
                    format!("{} {}{breath}", said(&[&rep, side]), view.cue)
                } else {
                    // Which set it is was said with the first of it.
                    let within = view.rep.filter(|rep| rep.number > 1).map(|rep| words::rep(Rep { set: None, ..rep }));
                    said(&[within.as_ref().unwrap_or(&rep)]) + &breath
                }
            } else {
                format!("{} {}{breath}", said(&[&view.movement, &rep, side]), view.cue)
            }
        }
        Doing::Leaving => view.cue.clone(),
        Doing::Resting => format!("{} {}", said(&[doing, &time]), view.cue),
        Doing::Changing(to) => {
            format!(
                "{}: {to}. {} {}",
                super::sentence(words::change(to)).trim_end_matches('.'),
                view.cue,
                super::sentence(&time)
            )
        }
        Doing::Paused(reason) => match words::why_paused(*reason) {
            Some(why) => format!("{why} {}", words::GO_ON),
            None => format!("{} {}", said(&[doing]), words::GO_ON),
        },
        Doing::CountingIn => said(&[&format!("{doing} {}", view.clock.unwrap_or(3))]),
    }
}

/// The seconds at which what is left is said, in parts at least twice as long.
const SAID_AT: [u64; 4] = [5, 10, 30, 60];

/// What is left, when one of the seconds it is said at has just been passed.
fn remaining(told: &SessionView, view: &SessionView) -> Option<String> {
    if !matches!(view.doing, Doing::Holding | Doing::Moving) {
        return None;
    }
    let (before, now) = (told.clock?, view.clock?);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a hold are few")]
    let whole = now as f32 / (1.0 - view.progress).max(0.01);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a hold are few")]
    let said_at = SAID_AT.into_iter().find(|secs| before > *secs && now <= *secs && whole >= *secs as f32 * 1.9)?;
    // What is left is said as it is: a slow terminal may have missed the second itself.
    Some(format!("{} left.", amount::words(Duration::from_secs(now.min(said_at)))))
}

fn in_or_out(breath: Breath) -> Option<String> {
    match breath.phase {
        BreathPhase::In | BreathPhase::Out => Some(super::sentence(words::breath(breath.phase))),
        BreathPhase::Pause => None,
    }
}
