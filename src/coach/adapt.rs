//! How much of a movement this person does: ticked tags, the first week, a careful return.

use std::time::Duration;

use crate::routine::{Dose, Effort, Family, Movement, Over, Phase};

use super::person::{Person, Sorer};

/// A dose made to fit, with the lines that say how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fitted {
    pub(crate) dose: Dose,
    /// Adaptation lines of the ticked tags (CONTENT 4).
    pub(crate) lines: Vec<String>,
    /// Whether the easier form is asked for.
    pub(crate) gently: bool,
}

/// Fits `dose` of `movement` to `person`: longer holds where they are asked for, and of that the gentlest of what the
/// ticked tags, the first week (CONTENT 2.2) and a careful return (S4) ask for.
///
/// A dose that was prescribed stands as it is written but for what the tags, a careful return and "sorer" ask for.
pub(crate) fn fit(movement: &Movement, dose: Dose, person: &Person, prescribed: bool) -> Fitted {
    let mut fitted = Fitted { dose, lines: Vec::new(), gently: person.gently.contains_key(&movement.id) };
    // After a session that left the back sorer no dose rises (S21): the first week stays, and no hold gets longer.
    let is_sorer = person.sorer != Sorer::No;
    let first_week_doses = (person.first_week || is_sorer) && !prescribed;
    if person.longer_holds && !first_week_doses && !prescribed {
        lengthen(movement, &mut fitted.dose);
    }
    for (tag, adaptation) in &movement.ease {
        if person.tags.contains(tag) {
            fitted.lines.push(adaptation.say.clone());
            shorten(&mut fitted.dose, adaptation.hold, adaptation.reps);
        }
    }
    if first_week_doses {
        let (hold, reps) = first_week(movement, &fitted.dose);
        shorten(&mut fitted.dose, hold, reps);
    }
    if fitted.gently {
        fitted.dose = halved(fitted.dose);
    } else if is_sorer && is_stretched(movement) {
        // What warms up and prepares is not halved, or the bank would not fill.
        fitted.dose = half_of(fitted.dose);
    }
    fitted
}

/// Whether a movement is one that a half dose is about.
fn is_stretched(movement: &Movement) -> bool {
    match movement.phase {
        Phase::Extend | Phase::Rotate | Phase::Stretch | Phase::Release => true,
        Phase::CoolDown => movement.family != Family::Calm,
        Phase::WarmUp | Phase::Move | Phase::Reset | Phase::Prepare => false,
    }
}

/// The first-week column of CONTENT 2.2: at most this effort, at most these reps; half of the repeats, and at least two
/// where there were more.
///
/// Warm-ups, resets and calm items keep their dose, or the bank would never fill.
fn first_week(movement: &Movement, dose: &Dose) -> (Option<Duration>, Option<u32>) {
    let secs = |n| Some(Duration::from_secs(n));
    let half = Some(half_the_repeats(dose).max(dose.repeats().min(2)));
    if is_no_stretch(movement) {
        return (None, None);
    }
    match (movement.over, dose.effort) {
        (Some(Over::Edge), Effort::Hold(_)) => (secs(5), Some(2)),
        (Some(Over::Towel), Effort::Hold(_)) | (_, Effort::Time(_)) => (secs(30), Some(1)),
        (_, Effort::Rep(_)) => (None, half),
        (_, Effort::Hold(_)) => (secs(15), half),
    }
}

/// The longer-holds column of CONTENT 2.2: a stretch of 15 to 30 seconds becomes one of 30 to 60, the towel's minute one
/// of up to a minute and a half, and the edge gets its fourth repeat. What is moved or rolled stays the same.
fn lengthen(movement: &Movement, dose: &mut Dose) {
    let between = |length: Duration, least, most| length.clamp(Duration::from_secs(least), Duration::from_secs(most));
    let Effort::Hold(length) = dose.effort else { return };
    if is_no_stretch(movement) {
        return;
    }
    match movement.over {
        Some(Over::Edge) if dose.sets == 1 => dose.reps = dose.reps.max(4),
        Some(Over::Edge) => {}
        Some(Over::Towel) => dose.effort = Effort::Hold(length.max(between(length * 3 / 2, 60, 90))),
        Some(Over::Roller | Over::Wall) | None if is_controlled_rep(dose) => {}
        Some(Over::Roller | Over::Wall) | None => {
            dose.effort = Effort::Hold(length.max(between(length * 2, 30, 60)));
        }
    }
}

/// Warm-ups, resets and calm items keep their dose.
fn is_no_stretch(movement: &Movement) -> bool {
    movement.family == Family::Calm || matches!(movement.phase, Phase::WarmUp | Phase::Move | Phase::Reset)
}

/// A hold of ten seconds or less that is done more than twice is a controlled rep.
fn is_controlled_rep(dose: &Dose) -> bool {
    matches!(dose.effort, Effort::Hold(length) if length <= Duration::from_secs(10)) && dose.repeats() > 2
}

/// Takes effort and reps down to at most these.
fn shorten(dose: &mut Dose, effort: Option<Duration>, reps: Option<u32>) {
    if let Some(most) = effort {
        dose.effort = dose.effort.with_length(dose.effort.length().min(most));
    }
    if let Some(most) = reps {
        dose.at_most(most);
    }
}

/// Half the dose: of several short holds half as many, else half the hold.
fn half_of(mut dose: Dose) -> Dose {
    match dose.effort {
        Effort::Hold(length) if length <= SHORT_HOLD && dose.repeats() > 1 => {
            dose.at_most(half_the_repeats(&dose));
            dose
        }
        Effort::Hold(_) | Effort::Time(_) | Effort::Rep(_) => halved(dose),
    }
}

/// A hold this short is not halved again.
const SHORT_HOLD: Duration = Duration::from_secs(10);

/// Half of the repeats on a side, rounded up.
const fn half_the_repeats(dose: &Dose) -> u32 {
    dose.repeats().div_ceil(2)
}

/// Half the hold; of reps, half of them, rounded up.
fn halved(mut dose: Dose) -> Dose {
    match dose.effort {
        Effort::Hold(length) | Effort::Time(length) => dose.effort = dose.effort.with_length(length / 2),
        Effort::Rep(_) => dose.at_most(half_the_repeats(&dose)),
    }
    dose
}
