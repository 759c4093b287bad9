//! What happened in a session, in the words of the journal.

use crate::coach::view::PauseReason;
use crate::coach::{Ended, Ending, Happening, Left, Origin, Part, Plan, Side, StepLeft};
use crate::journal::{self, EndHow, Entry, PauseWhy, StepHow};
use crate::routine::{Family, MovementId, Phase};
use crate::safety::StopAnswer;

/// The entry for what happened; [`None`] for what only the facts keep.
pub(super) fn entry(happening: &Happening, plan: &Plan) -> Option<Entry> {
    Some(match happening {
        Happening::Step(left) => Entry::Step(step(left, plan)),
        Happening::Paused(reason) => Entry::Paused(journal::Paused { reason: pause_why(*reason) }),
        Happening::Resumed(away) => Entry::Resumed(journal::Resumed { away: *away }),
        Happening::Stopped(stopped) => {
            let movement = plan.steps.get(stopped.step).map(|step| step.movement.id.clone());
            Entry::Stopped(journal::Stopped {
                nth: stopped.nth,
                answer: stopped.answer.and_then(StopAnswer::code),
                movement: movement.unwrap_or_else(|| MovementId::new("")),
                step: index(stopped.step),
                segment: part_word(stopped.part).to_owned(),
            })
        }
        Happening::Popped(movement) => {
            Entry::Popped(journal::Mark { movement: Some(movement.clone()), ..journal::Mark::default() })
        }
        Happening::Ended(ended) => Entry::Ended(self::ended(ended)),
        Happening::Sore(..) => return None,
    })
}

fn step(left: &StepLeft, plan: &Plan) -> journal::Step {
    let planned = &plan.steps[left.step];
    let movement = &planned.movement;
    let instead_of = match &planned.origin {
        Origin::Swap { movement, .. } => Some(movement.clone()),
        Origin::Routine | Origin::Filler { .. } | Origin::Ending => None,
    };
    journal::Step {
        index: index(left.step),
        routine_step: left.routine_step.map(index),
        movement: left.movement.clone(),
        instead_of,
        next: plan.steps.get(left.step + 1).map(|next| next.movement.id.clone()),
        how: match left.how {
            Left::Done => StepHow::Done,
            Left::Skipped => StepHow::Skipped,
            Left::SetAside => StepHow::SetAside,
            Left::Open => StepHow::Left,
        },
        work: left.work,
        planned: planned.work(),
        phase: Some(movement.phase),
        bank: left.banked.work,
        moving: left.banked.moving,
        stretch: if pays_a_pop(planned) { left.work } else { std::time::Duration::ZERO },
        end_range: movement.end_range.is_some(),
        areas: movement.areas.clone(),
        first_side: left.first_side.map(|side| match side {
            Side::Left => journal::Side::Left,
            Side::Right => journal::Side::Right,
        }),
        sides_done: left.sides_done,
        eased: left.easier,
    }
}

/// Whether the effort of a step is focused stretch, which pays what a pop owes (CONTENT 3.6): not breathing, not quiet
/// rest, and nothing at the end of a range.
fn pays_a_pop(step: &crate::coach::PlannedStep) -> bool {
    let movement = &step.movement;
    let focused = match movement.phase {
        Phase::Prepare | Phase::Extend | Phase::Rotate | Phase::Stretch | Phase::Release | Phase::CoolDown => true,
        Phase::WarmUp | Phase::Move | Phase::Reset => false,
    };
    focused && movement.family != Family::Calm && movement.end_range.is_none()
}

fn ended(ended: &Ended) -> journal::Ended {
    journal::Ended {
        how: match ended.how {
            Ending::Finished => EndHow::Finished,
            Ending::Stopped(_) => EndHow::Stopped,
            Ending::Quit => EndHow::Quit,
            Ending::Interrupted => EndHow::Interrupted,
            Ending::Unknown => EndHow::Unknown,
        },
        work: ended.work,
        active: ended.active,
        step: Some(index(ended.step)),
        last: None,
        during: None,
    }
}

const fn pause_why(reason: PauseReason) -> PauseWhy {
    match reason {
        PauseReason::Asked => PauseWhy::Asked,
        PauseReason::Away => PauseWhy::Away,
        PauseReason::TooSmall => PauseWhy::TooSmall,
        PauseReason::AfterStop => PauseWhy::AfterStop,
        PauseReason::TakenUp => PauseWhy::TakenUp,
    }
}

const fn part_word(part: Part) -> &'static str {
    match part {
        Part::SetUp => "set-up",
        Part::In { .. } => "in",
        Part::Work { .. } => "work",
        Part::Out { .. } => "out",
        Part::Rest { .. } => "rest",
        Part::Change { .. } => "change",
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
