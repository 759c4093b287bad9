//! The edges of a session's life, where one law meets another.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::walk::{NANO, Walk, secs};
use unhunch::coach::{BANK_LASTS, Ending, Event, Happening, Left, Part, State, StepLeft};
use unhunch::routine::FLOOR_CHANGE;
use unhunch::safety::StopAnswer;

/// Where `chair-stretch` has the chair-back stretch, counted from zero.
const ARCH: usize = 3;
/// Where it has the twist.
const TWIST: usize = 4;

#[test]
fn there_is_no_way_back_into_a_movement_that_was_set_aside() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Work { side: 0, rep: 1 });
    walk.watch(secs(4));
    walk.send(Event::Stop);
    walk.answer(StopAnswer::SharpPain);
    walk.send(Event::Said(unhunch::safety::Said::GoOn));
    assert_eq!(walk.session.step(), TWIST);
    for _ in 0..20 {
        walk.send(Event::Back);
        assert_eq!((walk.session.step(), walk.session.part()), (TWIST, Part::SetUp));
    }
    walk.send(Event::Pause);
    walk.watch(secs(4));
    walk.send(Event::Back);
    walk.send(Event::Back);
    assert_eq!((walk.session.step(), walk.session.part()), (TWIST, Part::SetUp));
}

#[test]
fn there_is_no_way_back_into_a_movement_that_went_cold() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Rest { side: 0, rep: 1 });
    walk.send(Event::Pause);
    walk.unwatched(BANK_LASTS);
    walk.send(Event::Pause);
    let cold = walk.session.step();
    assert!(walk.session.current().movement.end_range.is_none());
    for _ in 0..20 {
        walk.send(Event::Back);
        assert_eq!(walk.session.step(), cold, "the arch before it has no warm-up any more");
    }
}

#[test]
fn a_step_that_went_cold_later_is_not_gone_back_to_either() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(TWIST + 1, Part::SetUp);
    walk.send(Event::Pause);
    walk.unwatched(BANK_LASTS);
    walk.send(Event::Pause);
    walk.watch(secs(3));
    walk.send(Event::Back);
    assert_eq!(walk.session.step(), TWIST + 1);
    assert_eq!(walk.session.part(), Part::SetUp);
    assert!(matches!(walk.session.state(), State::Running { .. }));
}

#[test]
fn the_time_a_stop_takes_counts_as_a_pause() {
    // Nothing wakes while the side is asked, so a person may answer an hour later.
    for (wait, kept) in [(BANK_LASTS - NANO, true), (BANK_LASTS, false)] {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(2, Part::Work { side: 0, rep: 3 });
        walk.send(Event::Stop);
        walk.answer(StopAnswer::TooMuch);
        walk.unwatched(wait);
        walk.send(Event::Said(unhunch::safety::Said::Easier));
        walk.send(Event::Pause);
        let arch = walk.session.plan().steps.iter().any(|step| step.movement.id.as_str() == "chair-back-extension");
        assert_eq!(arch, kept, "after {wait:?}");
        let resumed = walk.records().into_iter().rev().find_map(|it| match it {
            Happening::Resumed(after) => Some(after),
            _ => None,
        });
        assert_eq!(resumed, Some(wait), "what went by since the press");
    }
}

#[test]
fn a_stop_in_a_pause_does_not_begin_the_pause_anew() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(2, Part::Work { side: 0, rep: 3 });
    walk.send(Event::Pause);
    walk.unwatched(BANK_LASTS - secs(60));
    walk.send(Event::Stop);
    walk.answer(StopAnswer::CarryOn);
    walk.unwatched(secs(60));
    walk.send(Event::Pause);
    assert!(walk.session.plan().steps.iter().all(|step| step.movement.id.as_str() != "chair-back-extension"));
}

#[test]
fn a_step_skipped_on_the_way_down_leaves_time_to_get_down() {
    let needle = 4;
    let setup = |walk: &Walk| walk.session.plan().steps[needle].setup;
    let mut walk = Walk::begin("floor-unwind");
    walk.watch_to(3, Part::SetUp);
    assert_eq!(setup(&walk), secs(8), "the Cat-Cow before it is on the floor");
    walk.watch(secs(5));
    walk.send(Event::Skip);
    assert_eq!(walk.session.current().movement.id.as_str(), "thread-the-needle");
    assert_eq!(setup(&walk), FLOOR_CHANGE, "nobody knows how far down the body is");

    let mut walk = Walk::begin("floor-unwind");
    walk.watch_to(3, Part::Work { side: 0, rep: 0 });
    walk.send(Event::Skip);
    assert_eq!(setup(&walk), secs(8), "it is down already");
}

#[test]
fn a_step_skipped_on_the_way_up_leaves_time_to_get_up() {
    // From the towel on the floor to the thumbs-laced lift on the feet, then to the chair.
    let mut walk = Walk::begin("upper-back-release");
    let lift = 5;
    walk.watch_to(lift, Part::SetUp);
    // Eighteen words, and the way from one's feet to the chair.
    assert_eq!(walk.session.plan().steps[lift + 1].setup, secs(12));
    walk.send(Event::Skip);
    assert_eq!(walk.session.plan().steps[lift + 1].setup, FLOOR_CHANGE);
}

/// The latest record of every step: what the journal keeps of them.
fn latest(walk: &Walk) -> BTreeMap<usize, StepLeft> {
    walk.steps_left().into_iter().map(|left| (left.step, left)).collect()
}

#[test]
fn the_records_of_the_steps_add_up_to_the_work_of_the_session() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Work { side: 0, rep: 1 });
    walk.watch(secs(5));
    walk.send(Event::Skip);
    walk.send(Event::Back);
    assert_eq!(walk.session.step(), ARCH, "the skip is thought better of");
    walk.watch(secs(10));
    walk.send(Event::Quit);
    let steps = latest(&walk);
    assert_eq!(steps[&ARCH].how, Left::Open);
    assert_eq!(steps.values().map(|left| left.work).sum::<Duration>(), walk.session.work());
}

#[test]
fn a_skip_that_is_taken_back_gives_the_plan_back() {
    let mut walk = Walk::begin("chair-stretch");
    let whole = walk.session.plan().clone();
    walk.watch_to(0, Part::Work { side: 0, rep: 1 });
    walk.send(Event::Skip);
    assert!(*walk.session.plan() != whole);
    walk.send(Event::Back);
    assert!(*walk.session.plan() == whole);
    assert!(walk.session.left().is_empty());
}

#[test]
fn a_step_that_was_done_stays_done_when_it_is_left_again() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(1, Part::SetUp);
    walk.send(Event::Back);
    walk.send(Event::Skip);
    let first = &latest(&walk)[&0];
    assert_eq!((first.how, first.sides_done), (Left::Done, 2));
}

#[test]
fn a_step_that_was_gone_back_from_is_recorded_at_the_end() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(1, Part::Work { side: 0, rep: 0 });
    walk.watch(secs(1));
    walk.send(Event::Back);
    walk.send(Event::Back);
    assert_eq!(walk.session.step(), 0);
    walk.send(Event::Quit);
    let steps = latest(&walk);
    assert_eq!((steps[&1].how, steps[&1].work), (Left::Open, secs(1)));
    assert_eq!(steps[&0].how, Left::Done);
}

#[test]
fn no_answer_is_no_known_end_whoever_says_so() {
    let mut walk = Walk::begin("chair-stretch");
    walk.send(Event::Stop);
    walk.answer(StopAnswer::NoAnswer);
    assert_eq!(walk.session.ending(), Some(Ending::Unknown));
}

#[test]
fn the_march_that_fills_the_bank_comes_before_one_lies_down() {
    // Without its arm circles the towel roll is ten seconds short, and the knees are hugged on the floor before it.
    let mut walk = Walk::begin("towel-roll");
    walk.watch_to(1, Part::SetUp);
    walk.send(Event::Skip);
    let steps = &walk.session.plan().steps;
    let ids: Vec<&str> = steps[3..6].iter().map(|step| step.movement.id.as_str()).collect();
    assert_eq!(ids, ["easy-march", "knees-to-chest", "towel-roll-extension"]);
    let setups: Vec<Duration> = steps[3..6].iter().map(|step| step.setup).collect();
    assert_eq!(setups, [secs(6), FLOOR_CHANGE, secs(20)]);
    assert_eq!(steps[3].work(), secs(10));
    walk.watch_to_the_end();
}

#[test]
fn whoever_lies_already_gets_up_for_the_march() {
    let mut walk = Walk::begin("towel-roll");
    walk.watch_to(2, Part::SetUp);
    walk.send(Event::Skip);
    walk.watch_to(3, Part::Work { side: 0, rep: 1 });
    walk.send(Event::Skip);
    let steps = &walk.session.plan().steps;
    assert_eq!(steps[4].movement.id.as_str(), "easy-march");
    assert_eq!((steps[4].setup, steps[5].setup), (FLOOR_CHANGE, FLOOR_CHANGE));
}

#[test]
fn the_march_that_fills_the_bank_comes_after_one_gets_up() {
    // Without its Cat-Cow the morning is short of warm-up for the lift, which is done on one's feet.
    let mut walk = Walk::begin("morning-maintenance");
    walk.watch_to(3, Part::SetUp);
    walk.send(Event::Skip);
    let steps = &walk.session.plan().steps;
    let ids: Vec<&str> = steps[5..8].iter().map(|step| step.movement.id.as_str()).collect();
    assert_eq!(ids, ["thread-the-needle", "easy-march", "thumbs-interlaced-chest-lift"]);
}

#[test]
fn a_step_gone_back_to_is_recorded_again_with_what_was_done_more_of_it() {
    let mut walk = Walk::begin("end-of-day");
    walk.send(Event::Ready);
    walk.send(Event::Back);
    walk.watch(secs(4));
    walk.send(Event::Interrupt);
    let walks: Vec<_> = walk.steps_left().into_iter().filter(|left| left.step == 0).map(|left| left.work).collect();
    assert_eq!(walks, [secs(0), secs(4)]);
}
