//! Every routine with something happening at each of its steps: a skip, the easier form, a long pause.
//!
//! What was done is replayed from the records alone and held to the content's rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::content::Content;
use crate::plans::routines;
use crate::told;
use crate::walk::{Walk, secs};
use unhunch::coach::{BANK_LASTS, Effect, Ending, Event, Happening, Left, Origin, Part, StepLeft};
use unhunch::routine::Library;

/// The first effort of a step.
const FIRST: Part = Part::Work { side: 0, rep: 0 };

/// How many steps a routine has as written.
fn steps_of(id: &str) -> usize {
    Walk::begin(id).session.plan().steps.len()
}

/// Watches until any effort of `step` runs, and one second on.
fn into(walk: &mut Walk, step: usize) {
    walk.watch_to(step, FIRST);
    walk.watch(secs(1));
}

/// What was done of each step, as it was recorded last.
fn done(walk: &Walk) -> BTreeMap<usize, (Duration, StepLeft)> {
    walk.effects
        .iter()
        .filter_map(|(at, effect)| match effect {
            Effect::Record(Happening::Step(left)) => Some((left.step, (*at, left.clone()))),
            _ => None,
        })
        .collect()
}

/// Holds a finished session to W1, W3, W6 and its announced time. `cold` is the step in which the bank was emptied, and
/// the work that had been done of it by then.
#[track_caller]
fn check(content: &Content, walk: &Walk, who: &str, cold: Option<(usize, Duration)>) {
    let plan = walk.session.plan();
    let mut bank = (Duration::ZERO, Duration::ZERO);
    let mut swaps = Vec::new();
    for (index, (_, left)) in &done(walk) {
        let id = left.movement.as_str();
        let step = &plan.steps[*index];
        assert_eq!(step.movement.id, left.movement, "{who}: the record and the plan name the same movement");
        let chilled = cold.filter(|(step, _)| step == index);
        if let Some(needed) = content.needed(id)
            && left.work > chilled.map_or(Duration::ZERO, |(_, before)| before)
        {
            assert!(bank.0 >= needed && bank.1 >= secs(60), "W1: {who}: {id} with {bank:?} in the bank");
        }
        if let Some((_, before)) = chilled {
            bank = (Duration::ZERO, Duration::ZERO);
            add(content, &mut bank, id, left.work.saturating_sub(before));
        } else {
            add(content, &mut bank, id, left.work);
        }
        if matches!(step.origin, Origin::Swap { .. }) {
            assert!(!swaps.contains(&left.movement), "W6: {who}: {id} is a swap twice");
            swaps.push(left.movement.clone());
        }
    }
    let last = plan.steps.last().expect("a plan is not empty").movement.id.as_str();
    assert!(content.ends_well(last), "W3: {who}: it ends on {last}");
    assert_eq!(walk.ends(), 1, "L8: {who}");
}

fn add(content: &Content, bank: &mut (Duration, Duration), id: &str, work: Duration) {
    bank.0 += if content.banks(id) { work } else { Duration::ZERO };
    bank.1 += if content.moves(id) { work } else { Duration::ZERO };
}

/// What is left by the view, and what it then takes: the new total is the true one (L11).
#[track_caller]
fn finish_as_announced(walk: &mut Walk, who: &str) {
    let (announced, began) = (walk.session.view(walk.now).left.time, walk.elapsed());
    assert_eq!(walk.watch_to_the_end(), Ending::Finished, "{who}");
    assert_eq!(walk.elapsed().saturating_sub(began), announced, "L11: {who}");
}

#[test]
fn a_skip_at_any_step_leaves_a_sound_rest() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for step in 0..steps_of(&id) {
            for inside in [false, true] {
                let who = format!("{id}, step {} skipped{}", step + 1, if inside { " in its effort" } else { "" });
                let mut walk = Walk::begin(&id);
                if inside {
                    into(&mut walk, step);
                } else {
                    let first = walk.session.plan().steps[step].segments()[0].part;
                    walk.watch_to(step, first);
                }
                walk.send(Event::Skip);
                if walk.session.ending().is_none() {
                    finish_as_announced(&mut walk, &who);
                }
                check(&content, &walk, &who, None);
                assert_eq!(done(&walk)[&step].1.how, Left::Skipped, "{who}");
            }
        }
    }
}

#[test]
fn any_two_skips_leave_a_sound_rest() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for one in 0..steps_of(&id) {
            for other in one + 1..steps_of(&id) {
                let who = format!("{id}, steps {} and {} skipped", one + 1, other + 1);
                let mut walk = Walk::begin(&id);
                for step in [one, other] {
                    while walk.session.ending().is_none() && walk.session.step() < step {
                        walk.now = walk.session.next_deadline().expect("it runs");
                        walk.send(Event::Look);
                    }
                    walk.send(Event::Skip);
                }
                if walk.session.ending().is_none() {
                    finish_as_announced(&mut walk, &who);
                }
                check(&content, &walk, &who, None);
            }
        }
    }
}

#[test]
fn easier_at_any_step_leaves_a_sound_rest_and_equal_sides() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for step in 0..steps_of(&id) {
            let who = format!("{id}, step {} made easier", step + 1);
            let mut walk = Walk::begin(&id);
            let whole = walk.session.plan().steps[step].length();
            into(&mut walk, step);
            walk.send(Event::Easier);
            let eased = &walk.session.plan().steps[step];
            assert!(eased.length() <= whole, "{who}");
            assert!(eased.efforts.iter().all(|side| *side == eased.efforts[0]), "L10: {who}");
            finish_as_announced(&mut walk, &who);
            check(&content, &walk, &who, None);
            assert!(done(&walk)[&step].1.easier, "{who}");
        }
    }
}

#[test]
fn a_pause_of_half_an_hour_at_any_step_lets_nobody_go_on_cold() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for step in 0..steps_of(&id) {
            let who = format!("{id}, half an hour's pause in step {}", step + 1);
            let mut walk = Walk::begin(&id);
            into(&mut walk, step);
            walk.send(Event::Pause);
            let before = walk.session.work_in(step);
            walk.unwatched(BANK_LASTS);
            walk.send(Event::Pause);
            assert_eq!(walk.watch_to_the_end(), Ending::Finished, "{who}");
            check(&content, &walk, &who, Some((step, before)));
        }
    }
}

#[test]
fn a_session_nobody_touches_is_sound_by_its_records() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        let mut walk = Walk::begin(&id);
        finish_as_announced(&mut walk, &id);
        check(&content, &walk, &id, None);
        assert!(done(&walk).values().all(|(_, left)| left.how == Left::Done), "{id}");
    }
}

#[test]
fn what_a_skip_changes_is_what_its_golden_says() {
    let library = Library::built_in();
    let mut text =
        String::from("What else changes when one step is skipped as it begins. Other skips change nothing else.\n\n");
    for id in routines(&library) {
        for step in 0..steps_of(&id) {
            let mut walk = Walk::begin(&id);
            let first = walk.session.plan().steps[step].segments()[0].part;
            walk.watch_to(step, first);
            let movement = walk.session.current().movement.id.clone();
            walk.send(Event::Skip);
            let told = told::swaps(walk.session.plan());
            if told != "as written" {
                let _ = writeln!(text, "{id:<20}{:<18}{told}", movement.as_str());
            }
        }
    }
    crate::golden::check("plans/skips", &text);
}
