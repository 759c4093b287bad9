//! What a routine's file may say, field by field.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use super::movement_file::{self, REPS, SETS, efforts, id, maybe_swaps, two_efforts, unknown_movement};
use super::reader::{Field, LINE, PROSE, Table, quote};
use super::rules::{self, Placed};
use super::shelf::Sight;
use super::{Code, Digest, Effort, Movement, MovementId, Origin, Routine, RoutineId, Step};
use crate::units::amount;

/// How many steps a routine may have (`routines/FILES.md`).
pub(super) const STEPS: usize = 500;
/// The rows a routine may ask for.
pub(super) const ROWS: RangeInclusive<u32> = 1..=999;
/// How many movements of its own.
pub(super) const OWN: usize = 100;

/// Reads a routine; what it is worth is for the notes to say.
pub(super) fn routine(table: &Table<'_>, mut sight: Sight<'_>, origin: Origin, digest: Digest) -> Routine {
    own_movements(table, &mut sight);
    let (steps, placed): (Vec<Step>, Vec<Option<Placed>>) =
        table.tables("steps", "a step", (STEPS, Code::TooManySteps), |table| step(table, &sight)).into_iter().unzip();
    if steps.is_empty() {
        no_steps(table);
    }
    let prescribed = table.maybe_text("prescribed", LINE);
    let is_prescribed = prescribed.is_some();
    let mut routine = Routine {
        id: id(table, "id", RoutineId::new),
        title: table.text("title", LINE),
        place: table.word("place"),
        kit: table.maybe_text("kit", PROSE).unwrap_or_default(),
        when: table.maybe_text("when", PROSE).unwrap_or_default(),
        warm_up: table.maybe_text("warm_up", PROSE).unwrap_or_default(),
        safety: table.maybe_text("safety", PROSE).unwrap_or_default(),
        level: table.maybe_text("level", LINE).unwrap_or_default(),
        row: table.count("row", ROWS),
        options: table.table("options", "`[options]`", |table| options(table, &steps)).unwrap_or_default(),
        article: table.maybe_text("article", LINE),
        prescribed,
        author: table.maybe_text("author", LINE),
        licence: table.maybe_text("licence", LINE),
        sources: table.maybe_texts("sources", LINE),
        steps,
        own: BTreeMap::new(),
        total: Duration::ZERO,
        origin,
        digest,
    };
    routine.total = rules::judge_routine(&placed, is_prescribed, table);
    routine.own = sight.into_own();
    routine
}

/// The movements a routine brings along. They may be each other's swaps, so all their names are known before the first
/// is read.
fn own_movements(table: &Table<'_>, sight: &mut Sight<'_>) {
    for name in table.names_in("movement", "id") {
        sight.announce(MovementId::new(name));
    }
    let own = table.tables("movement", "a movement", (OWN, Code::TooLong), |table| {
        let before = table.notes().errors();
        let movement = movement_file::movement(table, sight);
        (table.notes().errors() == before).then(|| (movement, table.span_of("id")))
    });
    for (movement, span) in own.into_iter().flatten() {
        let name = quote(movement.id.as_str());
        if !sight.put(movement) {
            let hint = "give one of the two another id, and name it in the steps".to_owned();
            table.notes().add_with(Code::Twice, span, format!("a second movement is called {name}"), Some(hint));
        }
    }
}

fn step(table: &Table<'_>, sight: &Sight<'_>) -> (Step, Option<Placed>) {
    let before = table.notes().errors();
    let movement = what_to_do(table, sight);
    let sets = table.count("sets", SETS);
    let of_the_movement = movement.as_ref().map(|movement| movement.dose.sets);
    let step = Step {
        movement: movement.as_ref().map_or_else(|| MovementId::new(""), |movement| movement.id.clone()),
        effort: effort(table, movement.as_deref()),
        reps: table.count("reps", REPS),
        sets,
        set_rest: movement_file::set_rest(table, sets.or(of_the_movement).unwrap_or(1)),
        setup: table.amount("setup"),
        rest: table.amount("rest"),
        change: table.amount("change"),
        swaps: maybe_swaps(table, sight),
    };
    let sound = table.notes().errors() == before;
    let placed = movement.filter(|_| sound).map(|movement| {
        if let Some(swaps) = step.swaps.as_deref().filter(|_| sight.is_personal()) {
            rules::usable_swaps_of_a_step(swaps, &movement, table, sight);
        }
        Placed::new(&step, movement, table)
    });
    (step, placed)
}

fn what_to_do(table: &Table<'_>, sight: &Sight<'_>) -> Option<Arc<Movement>> {
    let field = table.must("movement", Some("add a line `movement = \"cat-cow\"`, with the name of what to do"))?;
    let raw = field.raw("the id of a movement in quotes", None)?;
    let movement = sight.movement(raw);
    if movement.is_none() {
        if sight.knows(raw) {
            let message = format!("the movement {} has problems of its own", quote(raw));
            let hint = "mend its own problems first; this one goes with them".to_owned();
            field.wrong(Code::UnknownMovement, message, Some(hint));
        } else {
            unknown_movement(&field, raw, sight);
        }
    }
    movement
}

/// What a step says of the length of its hold, rep or time.
fn effort(table: &Table<'_>, movement: Option<&Movement>) -> Option<Duration> {
    let given = efforts(table);
    let [(field, effort)] = given.as_slice() else {
        if let [.., (surplus, _)] = given.as_slice() {
            let key = movement.map(|movement| movement.dose.effort.key());
            let other = given.iter().find(|(field, _)| key.is_some_and(|key| field.name() != format!("`{key}`")));
            two_efforts(table, other.map_or(surplus, |(field, _)| field), &given);
        }
        return None;
    };
    let effort = (*effort)?;
    if let Some(movement) = movement
        && movement.dose.effort.key() != effort.key()
    {
        let key = movement.dose.effort.key();
        let message = format!("`{}` is measured by `{key}`, found `{}`", movement.id, effort.key());
        let length = amount::write(effort.length());
        let one = movement.dose.effort.length();
        // Whoever writes how long it is held wants it to last so long, not one rep of it.
        let hint = if key == "rep" && !one.is_zero() {
            let reps = (effort.length().as_secs_f64() / one.as_secs_f64()).round().max(1.0);
            format!("take the line out, or write `reps = {reps}`: one takes {}", amount::write(one))
        } else {
            format!("write `{key}` for `{}`: `{key} = \"{length}\"`", effort.key())
        };
        table.notes().add_with(Code::WrongEffort, field.key_span(), message, Some(hint));
    }
    Some(Effort::length(effort))
}

fn options(table: &Table<'_>, steps: &[Step]) -> BTreeMap<MovementId, String> {
    let option = |key: &str, field: &Field<'_>| {
        if !steps.iter().any(|step| step.movement.as_str() == key) {
            let names = steps.iter().map(|step| step.movement.as_str());
            let meant = table.notes().did_you_mean(key, names);
            let hint = Some(
                meant.unwrap_or_else(|| "write the `movement` of one of its steps, or take the line out".to_owned()),
            );
            let message = format!("no step of this routine is {}", field.name());
            table.notes().add_with(Code::UnknownMovement, field.key_span(), message, hint);
        }
        Some((MovementId::new(key), field.text(PROSE)?))
    };
    table.every(option).into_iter().collect()
}

fn no_steps(table: &Table<'_>) {
    let message = "a routine needs at least one step";
    let hint = "write `[[steps]]` on a line and `movement = \"shoulder-rolls\"` on the next, for each step; end with \
                `posture-reset`";
    match table.maybe("steps") {
        None => table.lacks("steps", hint),
        Some(field) if field.is_empty_list() => {
            field.wrong(Code::Empty, message, Some(format!("take the line out; {hint}")));
        }
        // A value of another type was noted as such.
        Some(_) => {}
    }
}
