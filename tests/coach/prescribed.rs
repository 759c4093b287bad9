//! A routine that was prescribed: its doses and its order hold from the first day, and every law of safety all the same.

use std::time::Duration;

use crate::own;
use crate::plans::walked;
use crate::walk::{Walk, secs};
use unhunch::coach::{Bank, Brief, Event, Left, Origin, Part, Person, Plan, PlannedStep, Side, Sorer};
use unhunch::routine::{Library, MovementId, RoutineId, Tag};

const BY: &str = "prescribed = \"A. Berg, physiotherapist, 3 November 2026\"";
/// Two that go to the end of a range, with no warm-up of their own, before and after what is stretched.
const STEPS: &str = "[[steps]]\nmovement = \"wall-chest-lean\"\nhold = \"25s\"\nreps = 3\n\
                     [[steps]]\nmovement = \"neck-side-stretch\"\nhold = \"40s\"\nreps = 2\nsets = 2\n\
                     [[steps]]\nmovement = \"chair-back-extension\"\nreps = 4\n\
                     [[steps]]\nmovement = \"posture-reset\"\n";

fn library() -> Library {
    own::library(BY, STEPS)
}

/// Somebody to whom it was prescribed, in their first week.
fn patient(library: &Library) -> Person {
    let routine = library.routine(&RoutineId::new("mine")).expect("it is there").expect("it has no errors");
    let file = (routine.id.clone(), routine.digest.to_string());
    Person { first_week: true, prescribed: [file].into(), ..Person::default() }
}

fn lay(library: &Library, person: Person) -> (Brief, Plan) {
    let brief = own::brief(library, person);
    let plan = brief.lay();
    walked(&brief, &plan, "a patient");
    (brief, plan)
}

fn told(step: &PlannedStep) -> (&str, u64, u32) {
    (step.movement.id.as_str(), step.dose.effort.length().as_secs(), step.dose.repeats())
}

/// What every plan has to hold: each end-range movement after its warm-up.
#[track_caller]
fn is_warm(plan: &Plan) {
    let mut bank = Bank::default();
    for step in &plan.steps {
        assert!(bank.allows(&step.movement), "{} is cold: {bank:?}", step.movement.id);
        bank.credit(&step.movement, step.work());
    }
}

#[test]
fn on_the_first_day_its_doses_and_its_order_hold_and_the_warm_up_it_lacks_comes_in_front() {
    let library = library();
    let (_, plan) = lay(&library, patient(&library));
    is_warm(&plan);
    let own: Vec<_> = plan.steps.iter().filter(|step| step.origin == Origin::Routine).map(told).collect();
    assert_eq!(
        own,
        [
            ("wall-chest-lean", 25, 3),
            ("neck-side-stretch", 40, 4),
            ("chair-back-extension", 10, 4),
            ("posture-reset", 20, 1)
        ]
    );
    let filler = |step: &PlannedStep| matches!(step.origin, Origin::Filler { .. });
    let in_front: Vec<_> =
        plan.steps.iter().take_while(|step| filler(step)).map(|step| step.movement.id.as_str()).collect();
    assert_eq!(in_front, ["shoulder-rolls", "arm-circles", "easy-march"]);
    assert_eq!(plan.steps.iter().filter(|step| filler(step)).count(), in_front.len(), "no warm-up in between");
}

#[test]
fn without_their_word_or_with_another_file_it_is_a_routine_like_any_other() {
    let library = library();
    let mut stranger = patient(&library);
    stranger.prescribed = [(RoutineId::new("mine"), "another file".to_owned())].into();
    for person in [stranger, Person { first_week: true, ..Person::default() }] {
        let (brief, plan) = lay(&library, person);
        assert!(!brief.prescribed);
        is_warm(&plan);
        let stretch = plan.steps.iter().find(|step| step.movement.id.as_str() == "neck-side-stretch");
        assert_eq!(stretch.map(told), Some(("neck-side-stretch", 15, 2)));
        let cold = plan.steps.iter().find(|step| step.movement.id.as_str() == "wall-chest-lean");
        assert_eq!(cold, None, "it is swapped, for want of warm-up");
    }
    // Nor does the word make a prescription of a file that claims none.
    let plain = own::library("", "[[steps]]\nmovement = \"neck-side-stretch\"\nhold = \"40s\"\n");
    let (brief, _) = lay(&plain, patient(&plain));
    assert!(!brief.prescribed);
}

#[test]
fn what_makes_a_dose_gentler_holds_for_a_prescription_too_and_nothing_makes_it_larger() {
    let library = library();
    let written = lay(&library, patient(&library)).1;
    let dose =
        |plan: &Plan, id: &str| plan.steps.iter().find(|step| step.movement.id.as_str() == id).map(PlannedStep::work);
    let neck = |plan: &Plan| dose(plan, "neck-side-stretch");
    // A careful return (S4).
    let mut person = patient(&library);
    person.gently = [(MovementId::new("neck-side-stretch"), Some(Side::Left))].into();
    let gently = lay(&library, person).1;
    assert_eq!(neck(&gently).expect("it is there") * 2, neck(&written).expect("it is there"));
    // Sorer (S21): half; twice running, no arch and no end range.
    let mut person = patient(&library);
    person.sorer = Sorer::Once;
    let sorer = lay(&library, person.clone()).1;
    assert_eq!(neck(&sorer).expect("it is there") * 2, neck(&written).expect("it is there"));
    person.sorer = Sorer::Again;
    let again = lay(&library, person).1;
    assert!(again.steps.iter().all(|step| step.movement.end_range.is_none()));
    // Set aside, tags and families.
    let mut person = patient(&library);
    person.set_aside = [MovementId::new("wall-chest-lean")].into();
    assert_eq!(dose(&lay(&library, person).1, "wall-chest-lean"), None);
    for tag in Tag::ALL {
        let mut person = patient(&library);
        person.tags = [*tag].into();
        let plan = lay(&library, person).1;
        is_warm(&plan);
        for step in &plan.steps {
            assert!(!step.movement.avoid.contains(tag), "{tag}: {}", step.movement.id);
            let is_filler = matches!(step.origin, Origin::Filler { .. });
            if let Some(whole) = dose(&written, step.movement.id.as_str()).filter(|_| !is_filler) {
                assert!(step.work() <= whole.max(secs(20)), "{tag}: {}", step.movement.id);
            }
        }
    }
    // Longer holds are for what one chose oneself.
    let mut person = patient(&library);
    person.longer_holds = true;
    person.first_week = false;
    assert_eq!(neck(&lay(&library, person).1), neck(&written));
}

#[test]
fn a_sharp_pain_leaves_the_movement_out_and_the_rest_goes_on_warm() {
    let library = library();
    let (brief, plan) = lay(&library, patient(&library));
    let lean = plan.steps.iter().position(|step| step.movement.id.as_str() == "wall-chest-lean").expect("it is there");
    let mut walk = Walk::begin_with(brief, plan, Bank::default());
    walk.watch_to(lean, Part::Work { side: 0, rep: 0 });
    walk.watch(Duration::from_secs(4));
    walk.send(Event::Stop);
    walk.answer(unhunch::safety::StopAnswer::SharpPain);
    walk.send(Event::Said(unhunch::safety::Said::GoOn));
    walk.send(Event::Pause);
    let aside = walk.session.plan().steps.iter().filter(|step| step.movement.id.as_str() == "wall-chest-lean").count();
    assert_eq!((aside, walk.session.left().get(&lean)), (1, Some(&Left::SetAside)));
    is_warm(walk.session.plan());
    walk.watch_to_the_end();
}

#[test]
fn a_warm_up_in_front_that_is_skipped_leaves_nothing_cold() {
    let library = library();
    for skipped in 0..3 {
        let (brief, plan) = lay(&library, patient(&library));
        let mut walk = Walk::begin_with(brief, plan, Bank::default());
        walk.watch_to(skipped, Part::SetUp);
        walk.send(Event::Skip);
        let mut bank = walk.session.bank();
        for step in &walk.session.plan().steps[skipped + 1..] {
            assert!(bank.allows(&step.movement), "{} after skipping {skipped}", step.movement.id);
            bank.credit(&step.movement, step.work());
        }
        walk.watch_to_the_end();
    }
}
