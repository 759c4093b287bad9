//! What is judged of a file once its words are read: what keeps a body safe, and what is worth a second look.
//!
//! A rule over routines is a function in [`RULES`]; it sees the steps one by one and notes what is wrong. A rule about a
//! movement by itself is a function called by [`judge_movement`].

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::reader::{Notes, Table};
use super::shelf::Sight;
use super::{Area, Code, Dose, Effort, Family, Movement, MovementId, Over, Phase, SideUnit, Step, Tag};
use crate::units::amount;

/// The longest routine (`routines/FILES.md`).
const LONGEST_ROUTINE: Duration = Duration::from_secs(3 * 3_600);
/// How much of a warm-up has to come from movements that move, at least (CONTENT 5, W1); the engine holds it too.
pub(crate) const LEAST_MOVING: Duration = Duration::from_secs(60);
/// The longest hold that is of use (CONTENT 2.2).
const LONG_HOLD: Duration = Duration::from_secs(90);
/// The quickest rep away from the warm-up: three seconds each way (CONTENT 4).
const QUICK_REP: Duration = Duration::from_secs(6);
/// The least set-up for getting down to the floor or up from it (CONTENT 4, "Getting down and up").
pub const FLOOR_CHANGE: Duration = Duration::from_secs(25);
/// The most words a cue may have to be read at a glance (`src/app/SCREENS.md`).
const CUE_WORDS: usize = 12;
/// The most words of a set-up that are read in a second.
const WORDS_A_SECOND: u64 = 4;
/// The most work for one area in a routine.
const MOST_OF_ONE: Duration = Duration::from_secs(600);

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
    /// Whether it changes its set-up.
    own_setup: bool,
    /// Its own swaps and where they stand, if it has any.
    swaps: Option<(Vec<MovementId>, Range<usize>)>,
}

impl Placed {
    /// A step over `movement`, which stands in `table`.
    pub(super) fn new(step: &Step, movement: Arc<Movement>, table: &Table<'_>) -> Self {
        let dose = step.dose(&movement);
        let named = table.span_of("movement");
        let effort = step.effort.map(|_| table.span_of(dose.effort.key()));
        let setup = if step.setup.is_some() { table.span_of("setup") } else { named.clone() };
        let swaps = step.swaps.clone().map(|swaps| (swaps, table.span_of("swaps")));
        Self { movement, dose, named, effort, setup, own_setup: step.setup.is_some(), swaps }
    }
}

/// A rule over the steps of a routine; with `whole`, none of them was left out for being broken.
type Rule = fn(steps: &[&Placed], whole: bool, notes: &Notes<'_>);

/// The rules over every routine.
const RULES: &[Rule] = &[
    too_long,
    breath_fits_the_rep,
    ends_calm,
    long_holds,
    quick_reps,
    hurried_floor,
    hurried_set_ups,
    much_of_one,
    idle_swaps,
];

/// The rules over the order of a routine; what was prescribed keeps its order, and gets the warm-up it lacks in front.
const RULES_OF_ORDER: &[Rule] = &[warm_enough, in_order, begins_warm];

/// Judges the steps of a routine up to the first broken one, and says how long they take.
pub(super) fn judge_routine(steps: &[Option<Placed>], prescribed: bool, table: &Table<'_>) -> Duration {
    let sound: Vec<&Placed> = steps.iter().map_while(Option::as_ref).collect();
    let whole = sound.len() == steps.len() && !sound.is_empty();
    let of_order: &[Rule] = if prescribed { &[warm_up_in_front] } else { RULES_OF_ORDER };
    for rule in RULES.iter().chain(of_order) {
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
            let hint = "take steps out from here on, or make two routines of it".to_owned();
            notes.add_with(Code::RoutineTooLong, step.named.clone(), message, Some(hint));
            return;
        }
    }
}

/// W1: an end-range movement comes only after enough warm-up work, enough of which moves.
fn warm_enough(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    for (step, message) in cold(steps) {
        let hint = "put warm-up steps before it: `shoulder-rolls` (40s), `arm-circles` (48s) and `easy-march` (1m) \
                    are enough together";
        notes.add_with(Code::NotWarm, step.named.clone(), message, Some(hint.to_owned()));
    }
}

/// The same of what was prescribed: its order is kept, so that the warm-up comes before all of it.
fn warm_up_in_front(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    if let Some((step, message)) = cold(steps).into_iter().next() {
        let hint = "nothing has to be done: the warm-up comes in front when it runs; without your word that it is yours \
                    this movement is swapped";
        notes.add_with(Code::WarmUpInFront, step.named.clone(), message, Some(hint.to_owned()));
    }
}

/// The end-range steps that come before their warm-up, and what they lack.
fn cold<'a>(steps: &[&'a Placed]) -> Vec<(&'a Placed, String)> {
    let mut found = Vec::new();
    let (mut bank, mut moving) = (Duration::ZERO, Duration::ZERO);
    for step in steps.iter().copied() {
        let movement = &step.movement;
        if let Some(needed) = movement.end_range {
            let needed_moving = LEAST_MOVING;
            if bank < needed || moving < needed_moving {
                let [needed, needed_moving, bank, moving] = [needed, needed_moving, bank, moving].map(amount::write);
                let message = format!(
                    "`{}` needs {needed} of warm-up work before it, {needed_moving} of it moving; found {bank}, {moving} of it moving",
                    movement.id
                );
                found.push((step, message));
            }
        }
        if movement.banks() {
            bank += step.dose.work();
        }
        if movement.moves() {
            moving += step.dose.work();
        }
    }
    found
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
            let hint = format!("move this step up, above the one with `{}`", before.movement.id);
            notes.add_with(Code::Order, step.named.clone(), message, Some(hint));
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
            quick_rep(&step.movement, step.dose, span, notes);
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

fn hurried_set_ups(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    // A step without any set-up stays where the one before left the body.
    for step in steps.iter().filter(|step| step.own_setup && !step.dose.setup.is_zero()) {
        hurried_set_up(&step.movement, step.dose, &step.setup, notes);
    }
}

fn much_of_one(steps: &[&Placed], _whole: bool, notes: &Notes<'_>) {
    let mut work = vec![Duration::ZERO; Area::ALL.len()];
    for step in steps {
        let mut over: Vec<&str> = Vec::new();
        for (work, area) in work.iter_mut().zip(Area::ALL).filter(|(_, area)| step.movement.areas.contains(area)) {
            let before = *work;
            *work += step.dose.work();
            if before <= MOST_OF_ONE && *work > MOST_OF_ONE {
                over.push(area.word());
            }
        }
        if !over.is_empty() {
            let most = amount::write(MOST_OF_ONE);
            let message = format!("with this step more than {most} of work go to one area: {}", over.join(", "));
            let hint = "take this step out, or give the steps for it fewer `reps` or a shorter effort".to_owned();
            notes.add_with(Code::MuchOfOne, step.named.clone(), message, Some(hint));
        }
    }
}

/// W6: what is in the routine already comes in as a swap only when all others clash.
fn idle_swaps(steps: &[&Placed], whole: bool, notes: &Notes<'_>) {
    if !whole {
        return;
    }
    for step in steps {
        let Some((swaps, span)) = &step.swaps else { continue };
        // A swap of itself is said already, and an empty list names none.
        if swaps.is_empty() || swaps.contains(&step.movement.id) {
            continue;
        }
        if swaps.iter().all(|swap| steps.iter().any(|step| step.movement.id == *swap)) {
            let message = "every swap here is a step of the routine already, so it would be done twice".to_owned();
            let hint = "add a movement to `swaps` that is no step of this routine".to_owned();
            notes.add_with(Code::IdleSwap, span.clone(), message, Some(hint));
        }
    }
}

/// Judges a movement by itself, and gives it the `avoid` tags of what it stands in the place of.
pub(super) fn judge_movement(movement: &mut Movement, swaps_are_sound: bool, table: &Table<'_>, sight: &Sight<'_>) {
    let notes = table.notes();
    let effort = table.span_in("dose", movement.dose.effort.key());
    breath_fits(movement, movement.dose, &table.span_of("pace"), notes);
    long_hold(movement.dose, &effort, notes);
    quick_rep(movement, movement.dose, &effort, notes);
    warm_up_over_something(movement, table);
    short_cue(movement, table);
    idle_lines(movement, table);
    avoided_or_eased(movement, table);
    both_sides(movement, table, sight);
    if movement.dose.setup > Duration::ZERO || !matches!(movement.dose.effort, Effort::Time(_)) {
        hurried_set_up(movement, movement.dose, &table.span_in("dose", "setup"), notes);
    }
    if sight.is_personal() {
        takes_over(movement, table, sight);
        if swaps_are_sound {
            usable_swaps(movement, table, sight);
        }
        // A tag that is added here needs no swap of its author's: the plan has one where a movement has none.
        avoids_as_its_like(movement, table, sight);
    }
}

/// S22: over an edge, a towel, a roller or against a wall, and in a family that goes to the end of a range, a movement
/// of one's own avoids at least what the built-in end-range movements of that family or over that thing avoid. One that
/// asks the body for the same as the movement in whose place it stands is as gentle as that.
fn avoids_as_its_like(movement: &mut Movement, table: &Table<'_>, sight: &Sight<'_>) {
    let asks_the_same = |other: &Movement| {
        (&other.setup, &other.steps, &other.dose, other.over)
            == (&movement.setup, &movement.steps, &movement.dose, movement.over)
    };
    if sight.replaced(movement.id.as_str()).is_some_and(|other| asks_the_same(&other)) {
        return;
    }
    let like = |built_in: &Movement| {
        built_in.family == movement.family || (movement.over.is_some() && built_in.over == movement.over)
    };
    let mut added: Vec<Tag> = Vec::new();
    for built_in in sight.end_range_of_the_house().iter().filter(|it| like(it)) {
        let missing = built_in.avoid.iter().filter(|tag| !movement.avoid.contains(tag));
        added.extend(missing.copied().filter(|tag| !added.contains(tag)).collect::<Vec<_>>());
    }
    if added.is_empty() {
        return;
    }
    added.sort();
    movement.avoid.extend(&added);
    let words: Vec<String> = added.iter().map(|tag| format!("`{tag}`")).collect();
    let message = format!("avoided as well, as in the built-in movements like it: {}", words.join(", "));
    let all: Vec<String> = movement.avoid.iter().map(|tag| format!("\"{tag}\"")).collect();
    let hint = format!("write `avoid = [{}]`", all.join(", "));
    table.notes().add_with(Code::TagsAdded, table.span_of("avoid"), message, Some(hint));
}

fn breath_fits(movement: &Movement, dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    let (Some(pace), Effort::Rep(rep)) = (movement.pace, dose.effort) else { return };
    let breath = pace.inhale + pace.exhale;
    if breath > rep {
        let [breath, rep] = [breath, rep].map(amount::write);
        let message = format!("the breath takes {breath}, the rep it belongs to {rep}");
        let hint = format!("write `rep = \"{breath}\"` or more, or a shorter breath in `pace`");
        notes.add_with(Code::BreathTooLong, span.clone(), message, Some(hint));
    }
}

fn long_hold(dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    if let Effort::Hold(hold) = dose.effort
        && hold > LONG_HOLD
    {
        let [longest, found] = [LONG_HOLD, hold].map(amount::write);
        let message = format!("a hold of {found}; beyond {longest} little is gained");
        notes.add_with(Code::LongHold, span.clone(), message, Some(format!("write `hold = \"{longest}\"` or less")));
    }
}

fn quick_rep(movement: &Movement, dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    if let Effort::Rep(rep) = dose.effort
        && rep < QUICK_REP
        && movement.phase != Phase::WarmUp
        // A breath that does not fit asks for a longer rep already.
        && movement.pace.is_none_or(|pace| pace.inhale + pace.exhale <= rep)
    {
        let [least, found] = [QUICK_REP, rep].map(amount::write);
        let message = format!("a rep of {found}; away from the warm-up it takes {least} or more");
        notes.add_with(Code::QuickRep, span.clone(), message, Some(format!("write `rep = \"{least}\"` or more")));
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
    for (key, line) in movement.lines() {
        let words = line.words();
        if words <= CUE_WORDS {
            continue;
        }
        let message = format!("expected at most {CUE_WORDS} words, to be read from two metres, found {words}");
        let hint = format!("take {} words out; the rest belongs into `steps`", words - CUE_WORDS);
        table.notes().add_with(Code::LongCue, table.span_of(key), message, Some(hint));
    }
}

/// A line is said at its moment of the dose; where there is no such moment it is never said.
fn idle_lines(movement: &Movement, table: &Table<'_>) {
    let dose = movement.dose;
    let directions = dose.unit == SideUnit::Direction && dose.sides == 2;
    let rows = [
        (movement.other.is_some() && !directions, "other", "there is no second direction", "`unit = \"direction\"`"),
        (
            movement.back.is_some() && dose.ramp_out.is_zero(),
            "back",
            "there is no way back from a hold",
            "`out = \"2s\"`",
        ),
        (movement.change.is_some() && dose.sides < 2, "change", "there is one side only", "`sides = 2`"),
        (movement.between.is_some() && dose.rest.is_zero(), "between", "there is no rest", "`rest = \"3s\"`"),
        (!movement.directions.is_empty() && !directions, "directions", "there are none", "`unit = \"direction\"`"),
    ];
    for (_, key, why, add) in rows.into_iter().filter(|(idle, ..)| *idle) {
        let message = format!("`{key}` is never said: {why}");
        let hint = format!("take the line out, or write {add} in its `dose`");
        table.notes().add_with(Code::IdleLine, table.span_of(key), message, Some(hint));
    }
    if directions && !movement.directions.is_empty() && movement.directions.len() != 2 {
        let message = format!("expected the names of two directions, found {}", movement.directions.len());
        let hint = "write two words, like `directions = [\"backward\", \"forward\"]`".to_owned();
        table.notes().add_with(Code::IdleLine, table.span_of("directions"), message, Some(hint));
    }
    // Only what is done on the left and on the right can say which.
    let mut lines = std::iter::once(("setup", &movement.setup)).chain(movement.lines());
    let sided = lines.find(|(_, line)| line.speaks_of_a_side());
    if let Some((key, _)) = sided.filter(|_| !movement.two_sided()) {
        let message = format!("`{key}` speaks of this side, and the movement has no left and right");
        let hint = "write the words without braces, or `sides = 2` in its `dose`".to_owned();
        table.notes().add_with(Code::IdleLine, table.span_of(key), message, Some(hint));
    }
}

fn avoided_or_eased(movement: &Movement, table: &Table<'_>) {
    for tag in movement.avoid.iter().filter(|tag| movement.ease.contains_key(tag)) {
        let message = format!("`{tag}` is in `avoid` and in `[ease]`; it is avoided");
        let hint = format!("take `{tag}` out of one of the two");
        table.notes().add_with(Code::AvoidedAndEased, table.span_in("ease", tag.word()), message, Some(hint));
    }
}

/// The set-up is read while it lasts.
fn hurried_set_up(movement: &Movement, dose: Dose, span: &Range<usize>, notes: &Notes<'_>) {
    let words = movement.setup.split_whitespace().count() as u64;
    let needed = words.div_ceil(WORDS_A_SECOND);
    if needed > 1 && dose.setup < Duration::from_secs(needed) {
        let found = amount::write(dose.setup);
        let message =
            format!("the set-up of `{}` has {words} words and lasts {found}, too little to read it", movement.id);
        let hint = format!("write `setup = \"{needed}s\"` or more for its length, or fewer words");
        notes.add_with(Code::HurriedSetUp, span.clone(), message, Some(hint));
    }
}

/// A movement that speaks of the left or the right is done on both.
fn both_sides(movement: &Movement, table: &Table<'_>, sight: &Sight<'_>) {
    if movement.dose.sides > 1 {
        return;
    }
    let lines: [&str; 2] = [&movement.setup, &movement.cue];
    let texts = movement.steps.iter().map(String::as_str).chain(lines);
    let Some(side) = texts.into_iter().find_map(one_side) else { return };
    // Left and right may be two movements.
    let other = match movement.id.as_str() {
        id if id.contains("left") => Some(id.replacen("left", "right", 1)),
        id if id.contains("right") => Some(id.replacen("right", "left", 1)),
        _ => None,
    };
    if other.is_some_and(|other| sight.knows(&other)) {
        return;
    }
    let message = format!("it speaks of the {side} and is done on one side only");
    let hint = "write `sides = 2` in its `dose`; both sides get the same time".to_owned();
    table.notes().add_with(Code::OneSide, table.span_in("dose", "sides"), message, Some(hint));
}

/// What of one side of the body a text speaks of: `left knee`.
fn one_side(text: &str) -> Option<String> {
    const PARTS: [&str; 14] = [
        "side", "arm", "hand", "leg", "knee", "foot", "shoulder", "hip", "ear", "elbow", "ankle", "wrist", "thigh",
        "heel",
    ];
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    words.windows(2).find_map(|pair| {
        let [side, part] = pair else { return None };
        let of_one = matches!(side.as_str(), "left" | "right") && PARTS.contains(&part.as_str());
        of_one.then(|| format!("{side} {part}"))
    })
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
            no_usable_swap(*tag, &movement.swaps, table.span_of("avoid"), table.notes());
        }
    }
    if movement.swaps.contains(&movement.id) {
        let message = format!("`{}` cannot be done in its own place", movement.id);
        let hint = Some(format!("take `{}` out of `swaps`", movement.id));
        table.notes().add_with(Code::IdleSwap, table.span_of("swaps"), message, hint);
    }
}

/// The same for the swaps a step names itself.
pub(super) fn usable_swaps_of_a_step(swaps: &[MovementId], movement: &Movement, table: &Table<'_>, sight: &Sight<'_>) {
    let known: Vec<Arc<Movement>> = swaps.iter().filter_map(|id| sight.movement(id.as_str())).collect();
    if known.len() < swaps.len() {
        return;
    }
    for tag in &movement.avoid {
        if known.iter().all(|swap| swap.avoid.contains(tag)) {
            no_usable_swap(*tag, swaps, table.span_of("swaps"), table.notes());
        }
    }
    if swaps.contains(&movement.id) {
        let message = format!("`{}` cannot be done in its own place", movement.id);
        let hint = Some(format!("take `{}` out of `swaps`", movement.id));
        table.notes().add_with(Code::IdleSwap, table.span_of("swaps"), message, hint);
    }
}

fn no_usable_swap(tag: Tag, swaps: &[MovementId], span: Range<usize>, notes: &Notes<'_>) {
    let message = match swaps {
        [] => format!("a person with `{tag}` avoids it, and there is no swap to do instead"),
        [one] => format!("a person with `{tag}` avoids it, and its swap `{one}` is avoided by `{tag}` too"),
        _ => format!("a person with `{tag}` avoids it, and all its swaps are avoided by `{tag}` too"),
    };
    let hint = "add `\"posture-reset\"` to `swaps`, or another movement without that tag in its `avoid`".to_owned();
    notes.add_with(Code::NoUsableSwap, span, message, Some(hint));
}
