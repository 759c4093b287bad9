//! What is judged of a file once its words are read: what keeps a body safe, and what is worth a second look.
//!
//! A rule over routines is a function in [`RULES`]; it sees the steps one by one and notes what is wrong. A rule about a
//! movement by itself is a function called by [`judge_movement`].

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::reader::{Notes, Table};
use super::shelf::Sight;
use super::{Code, Dose, Effort, Family, Movement, Over, Phase, Step, Tag};
use crate::units::amount;

/// The longest routine (DESIGN 6).
const LONGEST_ROUTINE: Duration = Duration::from_secs(3 * 3_600);
/// How much of a warm-up must come from movements that move (W1).
const MOVING: Duration = Duration::from_secs(60);
/// The longest hold that is of use (CONTENT 2.2).
const LONG_HOLD: Duration = Duration::from_secs(90);
/// The quickest rep away from the warm-up: three seconds each way (CONTENT 4).
const QUICK_REP: Duration = Duration::from_secs(6);
/// The least time to get down to the floor or up from it (CONTENT 4).
const FLOOR_CHANGE: Duration = Duration::from_secs(25);
/// The most words a cue may have to be read at a glance (DESIGN 7).
const CUE_WORDS: usize = 12;

/// A step that could be read, laid out for the rules.
pub(super) struct Placed {
    movement: Arc<Movement>,
    dose: Dose,
    /// Where it names its movement.
    named: Range<usize>,
    /// Where it changes the length of its effort.
    effort: Option<Range<usize>>,
    /// Where its set-up is, or else its movement.
    setup: Range<usize>,
}

impl Placed {
    /// A step over `movement`, which stands in `table`.
    pub(super) fn new(step: &Step, movement: Arc<Movement>, table: &Table<'_>) -> Self {
        let dose = step.dose(&movement);
        let named = table.span_of("movement");
        let effort = step.effort.map(|_| table.span_of(dose.effort.key()));
        let setup = if step.setup.is_some() { table.span_of("setup") } else { named.clone() };
        Self { movement, dose, named, effort, setup }
    }
}

/// A rule over the steps of a routine; with `whole`, none of them was left out for being broken.
type Rule = fn(steps: &[&Placed], whole: bool, notes: &Notes<'_>);

/// Every rule over routines.
const RULES: &[Rule] = &[
    too_long,
    warm_enough,
    breath_fits_the_rep,
    in_order,
    begins_warm,
    ends_calm,
    long_holds,
    quick_reps,
    hurried_floor,
];

/// Judges the steps of a routine up to the first broken one, and says how long they take.
pub(super) fn judge_routine(steps: &[Option<Placed>], table: &Table<'_>) -> Duration {
    let sound: Vec<&Placed> = steps.iter().map_while(Option::as_ref).collect();
    let whole = sound.len() == steps.len() && !sound.is_empty();
    for rule in RULES {
        rule(&sound, whole, table.notes());
    }
    sound.iter().map(|step| step.dose.total()).sum()
}

fn too_long(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    let mut total = Duration::ZERO;
    for step in steps {
        total += step.dose.total();
        if total > LONGEST_ROUTINE {
            let longest = amount::write(LONGEST_ROUTINE);
            let message = format!("with this step the routine is longer than {longest}, the most it may be");
            notes.add(Code::RoutineTooLong, step.named.clone(), message);
            return;
        }
    }
}

/// W1: an end-range movement comes only after enough warm-up work, enough of which moves.
fn warm_enough(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    let (mut bank, mut moving) = (Duration::ZERO, Duration::ZERO);
    for step in steps {
        let movement = &step.movement;
        if let Some(needed) = movement.end_range {
            let needed_moving = needed.min(MOVING);
            if bank < needed || moving < needed_moving {
                let [needed, needed_moving, bank, moving] = [needed, needed_moving, bank, moving].map(amount::write);
                let message = format!(
                    "`{}` needs {needed} of warm-up work before it, {needed_moving} of it moving; found {bank}, {moving} of it moving",
                    movement.id
                );
                let hint =
                    "put warm-up steps before it, like `shoulder-rolls`, `arm-circles` or `easy-march`".to_owned();
                notes.add_with(Code::NotWarm, step.named.clone(), message, Some(hint));
            }
        }
        if movement.banks() {
            bank += step.dose.work();
        }
        if movement.moves() {
            moving += step.dose.work();
        }
    }
}

fn breath_fits_the_rep(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    for step in steps {
        if let Some(span) = &step.effort {
            breath_fits(&step.movement, step.dose, span, notes);
        }
    }
}

/// W2: where the back is arched over something, the phases run strictly.
fn in_order(steps: &[&Placed], whole: bool, notes: &Notes<'_>) {
    let arches = |step: &Placed| {
        step.movement.phase == Phase::Extend
            && matches!(step.movement.over, Some(Over::Edge | Over::Towel | Over::Roller))
    };
    if !whole || !steps.iter().any(|step| arches(step)) {
        return;
    }
    let mut latest: Option<&Placed> = None;
    for step in steps.iter().filter(|step| step.movement.family != Family::Calm) {
        let before = latest.filter(|latest| rank(latest.movement.phase) > rank(step.movement.phase));
        if let Some(before) = before {
            let (this, that) = (step.movement.phase, before.movement.phase);
            let message = format!(
                "{this} comes after {that}; with an arch over an edge, towel or roller the order is warm-up, prepare, extend, rotate, cool-down"
            );
            notes.add(Code::Order, step.named.clone(), message);
        } else {
            latest = Some(step);
        }
    }
}

const fn rank(phase: Phase) -> u8 {
    match phase {
        Phase::WarmUp | Phase::Move => 0,
        Phase::Prepare => 1,
        Phase::Extend => 2,
        Phase::Rotate | Phase::Stretch | Phase::Release => 3,
        Phase::CoolDown | Phase::Reset => 4,
    }
}

/// W2: warm-up or calm items come first.
fn begins_warm(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    let Some(first) = steps.first() else { return };
    if first.movement.phase != Phase::WarmUp && first.movement.family != Family::Calm {
        let message = format!("the first step is {}; warm-up or calm movements come first", first.movement.phase);
        let hint = "begin with `shoulder-rolls`".to_owned();
        notes.add_with(Code::Order, first.named.clone(), message, Some(hint));
    }
}

/// W3: every routine ends on a cool-down or reset.
fn ends_calm(steps: &[&Placed], whole: bool, notes: &Notes<'_>) {
    let Some(last) = steps.last().filter(|_| whole) else { return };
    if !matches!(last.movement.phase, Phase::CoolDown | Phase::Reset) {
        let message = format!("the last step is {}; `posture-reset` is added when it runs", last.movement.phase);
        let hint = "end with a cool-down or a reset, like `diaphragmatic-breathing`".to_owned();
        notes.add_with(Code::NoCalmEnd, last.named.clone(), message, Some(hint));
    }
}

fn long_holds(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    for step in steps {
        if let Some(span) = &step.effort {
            long_hold(step.dose, span, notes);
        }
    }
}

fn quick_reps(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    for step in steps {
        if let Some(span) = &step.effort {
            quick_rep(step.movement.phase, step.dose, span, notes);
        }
    }
}

fn hurried_floor(steps: &[&Placed], whole: bool, notes: &Notes<'_>) {
    if !whole {
        return;
    }
    let mut on_floor = None;
    for step in steps.iter().filter(|step| !step.movement.stays_put()) {
        let changes = on_floor.is_some_and(|was| was != step.movement.on_floor());
        if changes && step.dose.setup < FLOOR_CHANGE {
            let least = amount::write(FLOOR_CHANGE);
            let found = amount::write(step.dose.setup);
            let message = format!("expected {least} of set-up to get down to the floor or up from it, found {found}");
            notes.add_with(
                Code::HurriedFloor,
                step.setup.clone(),
                message,
                Some(format!("write `setup = \"{least}\"`")),
            );
        }
        on_floor = Some(step.movement.on_floor());
    }
}

/// Judges a movement by itself, and gives it the `avoid` tags of what it stands in the place of.
pub(super) fn judge_movement(movement: &mut Movement, table: &Table<'_>, sight: &Sight<'_>) {
    let notes = table.notes();
    let effort = table.span_in("dose", movement.dose.effort.key());
    breath_fits(movement, movement.dose, &table.span_of("pace"), notes);
    long_hold(movement.dose, &effort, notes);
    quick_rep(movement.phase, movement.dose, &effort, notes);
    warm_up_over_something(movement, table);
    short_cue(movement, table);
    avoided_or_eased(movement, table);
    if sight.is_personal() {
        takes_over(movement, table, sight);
        usable_swaps(movement, table, sight);
    }
}

fn breath_fits(movement: &Movement, dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    let (Some(pace), Effort::Rep(rep)) = (movement.pace, dose.effort) else { return };
    let breath = pace.inhale + pace.exhale;
    if breath > rep {
        let [breath, rep] = [breath, rep].map(amount::write);
        notes.add(Code::BreathTooLong, span.clone(), format!("the breath takes {breath}, the rep it belongs to {rep}"));
    }
}

fn long_hold(dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    if let Effort::Hold(hold) = dose.effort
        && hold > LONG_HOLD
    {
        let [longest, found] = [LONG_HOLD, hold].map(amount::write);
        notes.add(Code::LongHold, span.clone(), format!("a hold of {found}; beyond {longest} little is gained"));
    }
}

fn quick_rep(phase: Phase, dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    if let Effort::Rep(rep) = dose.effort
        && rep < QUICK_REP
        && phase != Phase::WarmUp
    {
        let [least, found] = [QUICK_REP, rep].map(amount::write);
        notes.add(
            Code::QuickRep,
            span.clone(),
            format!("a rep of {found}; away from the warm-up it takes {least} or more"),
        );
    }
}

/// S11: over an edge, a towel, a roller or a wall a movement needs its warm-up.
fn warm_up_over_something(movement: &Movement, table: &Table<'_>) {
    let Some(over) = movement.over else { return };
    let least = over.least_warm_up(movement.phase);
    if movement.end_range.is_none_or(|needed| needed < least) {
        let least = amount::write(least);
        let found = movement.end_range.map_or_else(|| "none".to_owned(), amount::write);
        let message = format!("a movement over {} needs at least {least} of warm-up, found {found}", over.says());
        let hint = Some(format!("write `end_range = \"{least}\"`"));
        table.notes().add_with(Code::WarmUpTooShort, table.span_of("end_range"), message, hint);
    }
}

fn short_cue(movement: &Movement, table: &Table<'_>) {
    let words = movement.cue.split_whitespace().count();
    if words > CUE_WORDS {
        let message = format!("expected at most {CUE_WORDS} words, to be read from two metres, found {words}");
        table.notes().add(Code::LongCue, table.span_of("cue"), message);
    }
}

fn avoided_or_eased(movement: &Movement, table: &Table<'_>) {
    for tag in movement.avoid.iter().filter(|tag| movement.ease.contains_key(tag)) {
        let message = format!("`{tag}` is in `avoid` and in `[ease]`; it is avoided");
        table.notes().add(Code::AvoidedAndEased, table.span_in("ease", tag.word()), message);
    }
}

/// S11: what stands in the place of another movement may be stricter than it, never looser.
fn takes_over(movement: &mut Movement, table: &Table<'_>, sight: &Sight<'_>) {
    let Some(other) = sight.replaced(movement.id.as_str()) else { return };
    let more: Vec<Tag> = other.avoid.iter().copied().filter(|tag| !movement.avoid.contains(tag)).collect();
    movement.avoid.extend(more);
    movement.over = movement.over.or(other.over);
    if let Some(needed) = other.end_range
        && movement.end_range.is_none_or(|own| own < needed)
    {
        let needed = amount::write(needed);
        let message =
            format!("`{}` replaces a movement that needs {needed} of warm-up, so it needs as much", movement.id);
        let hint = Some(format!("write `end_range = \"{needed}\"`, or give it another id"));
        table.notes().add_with(Code::LooserThanBuiltIn, table.span_of("end_range"), message, hint);
    }
}

/// Each person it is not for is offered something else.
fn usable_swaps(movement: &Movement, table: &Table<'_>, sight: &Sight<'_>) {
    let swaps: Vec<Option<Arc<Movement>>> = movement.swaps.iter().map(|id| sight.movement(id.as_str())).collect();
    for tag in &movement.avoid {
        // A swap whose own file could not be read yet is given the benefit of the doubt.
        let usable = |swap: &Option<Arc<Movement>>| swap.as_ref().is_none_or(|swap| !swap.avoid.contains(tag));
        if !swaps.iter().any(usable) {
            let message = format!("no swap is fit for `{tag}`; such a person is given `diaphragmatic-breathing`");
            let hint = Some("add one to `swaps`, like `posture-reset`".to_owned());
            table.notes().add_with(Code::NoUsableSwap, table.span_of("avoid"), message, hint);
        }
    }
}
