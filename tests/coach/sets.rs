//! Several sets with a rest between two: in the plan, in the session, and under every rule that makes a dose smaller.

use std::time::Duration;

use crate::own;
use crate::plans::{by_the_model, walked};
use crate::walk::{Walk, secs};
use unhunch::coach::{Bank, Event, Part, Person, Plan, Sorer};

/// The plan of `step` between a warm-up and an end.
#[track_caller]
fn plan(step: &str, person: Person) -> Plan {
    let steps = format!("[[steps]]\nmovement = \"shoulder-rolls\"\n{step}\n[[steps]]\nmovement = \"posture-reset\"\n");
    let library = own::library("", &steps);
    let brief = own::brief(&library, person);
    let plan = brief.lay();
    walked(&brief, &plan, "somebody");
    plan
}

const KINDS: [&str; 4] = ["scapular-squeeze", "neck-side-stretch", "open-book", "thumbs-interlaced-chest-lift"];

#[test]
fn sets_are_so_many_repeats_with_the_longer_rest_between_two_of_them() {
    let step = "[[steps]]\nmovement = \"scapular-squeeze\"\nreps = 4\nsets = 3\nset_rest = \"20s\"\nrest = \"2s\"\n";
    let plan = plan(step, Person::default());
    let squeeze = &plan.steps[1];
    let rests: Vec<(usize, u64)> = squeeze
        .segments()
        .iter()
        .filter_map(|it| match it.part {
            Part::Rest { rep, .. } => Some((rep, it.length.as_secs())),
            _ => None,
        })
        .collect();
    let long: Vec<usize> = rests.iter().filter(|(_, secs)| *secs == 20).map(|(rep, _)| *rep).collect();
    assert_eq!(long, [3, 7], "{rests:?}");
    assert_eq!(squeeze.efforts[0].len(), 12);
    // Half a minute where the file does not say, and none after the last.
    let step = "[[steps]]\nmovement = \"scapular-squeeze\"\nreps = 4\nsets = 2\n";
    let unsaid = self::plan(step, Person::default());
    let half_a_minute = unsaid.steps[1].segments().iter().filter(|it| it.length == secs(30)).count();
    assert_eq!(half_a_minute, 1);
}

#[test]
fn every_dose_with_sets_takes_what_the_timing_model_says_and_both_sides_the_same() {
    for movement in ["scapular-squeeze", "neck-side-stretch", "open-book", "neck-turn", "seated-side-bend"] {
        for (reps, sets) in [(1, 2), (1, 3), (2, 2), (5, 3), (1, 10)] {
            let step =
                format!("[[steps]]\nmovement = \"{movement}\"\nreps = {reps}\nsets = {sets}\nset_rest = \"25s\"\n");
            let plan = plan(&step, Person::default());
            let step = &plan.steps[1];
            assert_eq!(step.length(), by_the_model(step), "{movement} {sets} x {reps}");
            assert_eq!(step.efforts[0].len(), reps * sets, "{movement}");
            assert!(step.efforts.iter().all(|side| *side == step.efforts[0]), "{movement}");
        }
    }
}

#[test]
fn whatever_makes_a_dose_smaller_makes_all_its_sets_together_smaller() {
    let repeats = |plan: &Plan, id: &str| {
        let step = plan.steps.iter().find(|step| step.movement.id.as_str() == id);
        step.map(|step| (step.dose.repeats(), step.work()))
    };
    for movement in KINDS {
        for (reps, sets) in [(1, 3), (2, 3), (3, 2), (12, 3), (7, 10)] {
            let warm = "[[steps]]\nmovement = \"shoulder-rolls\"\n[[steps]]\nmovement = \"easy-march\"\n";
            let step = format!("{warm}[[steps]]\nmovement = \"{movement}\"\nreps = {reps}\nsets = {sets}\n");
            let full = repeats(&plan(&step, Person::default()), movement).expect("it is there");
            let mut first_week = Person { first_week: true, ..Person::default() };
            let (of_the_week, _) = repeats(&plan(&step, first_week.clone()), movement).expect("it is there");
            let half = full.0.div_ceil(2).max(2);
            assert!(of_the_week <= half && of_the_week >= 1, "{movement} {sets} x {reps}: {of_the_week}");
            first_week.sorer = Sorer::Once;
            first_week.first_week = false;
            let (_, sorer) = repeats(&plan(&step, first_week), movement).expect("it is there");
            assert!(sorer <= full.1 / 2 + Duration::from_secs(11), "{movement} {sets} x {reps}: {sorer:?} of {full:?}");
            let gently =
                Person { gently: [(unhunch::routine::MovementId::new(movement), None)].into(), ..Person::default() };
            let (_, halved) = repeats(&plan(&step, gently), movement).expect("it is there");
            assert!(
                halved <= full.1 / 2 + Duration::from_secs(11),
                "{movement} {sets} x {reps}: {halved:?} of {full:?}"
            );
        }
    }
}

#[test]
fn the_session_says_which_set_it_is_and_easier_halves_what_is_left_of_all() {
    let steps = "[[steps]]\nmovement = \"shoulder-rolls\"\n[[steps]]\nmovement = \"seated-cat-cow\"\nreps = 4\n\
                 sets = 3\n[[steps]]\nmovement = \"posture-reset\"\n";
    let library = own::library("", steps);
    let brief = own::brief(&library, Person::default());
    let plan = brief.lay();
    let mut walk = Walk::begin_with(brief, plan, Bank::default());
    walk.watch_to(1, Part::Work { side: 0, rep: 5 });
    let rep = walk.session.view(walk.now).rep.expect("it is counted");
    assert_eq!((rep.number, rep.of, rep.set), (2, 4, Some((2, 3))));
    walk.send(Event::Easier);
    // Seven were left, the running one among them: four stay, three of them in this set.
    assert_eq!(walk.session.current().efforts[0].len(), 9);
    walk.watch_to(1, Part::Rest { side: 0, rep: 7 });
    let view = walk.session.view(walk.now);
    assert_eq!((view.cue.as_str(), view.clock), ("Rest before the next set.", Some(30)));
    walk.watch_to(1, Part::Work { side: 0, rep: 8 });
    let rep = walk.session.view(walk.now).rep.expect("it is counted");
    assert_eq!((rep.number, rep.of, rep.set), (1, 1, Some((3, 3))));
}
