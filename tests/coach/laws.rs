//! The laws of the engine (`src/coach/LAWS.md`), each a test of its name.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::walk::{NANO, Walk, brief, plan, secs};
use unhunch::coach::view::{Doing, PauseReason};
use unhunch::coach::{
    BANK_LASTS, Bank, Effect, Ending, Event, Happening, Left, Origin, Part, Person, Session, SetUps, Side, State, Stop,
    Talk,
};
use unhunch::routine::{Library, MovementId, Tag};
use unhunch::safety::{FollowUp, Said, StopAnswer};
use unhunch::units::amount;

/// The first rep of the first side.
const FIRST: Part = Part::Work { side: 0, rep: 0 };
/// Where `chair-stretch` has the chair-back stretch, counted from zero.
const ARCH: usize = 3;
/// Where it has the twist.
const TWIST: usize = 4;

#[test]
fn l1_a_stale_now_counts_as_the_last_one_seen() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch(secs(3));
    let before = walk.session.view(walk.now);
    walk.now = walk.now - secs(2);
    walk.send(Event::Look);
    walk.send(Event::Pause);
    assert_eq!(walk.session.view(walk.now).clock, before.clock);
    walk.now = walk.now + secs(2);
    assert_eq!(walk.session.view(walk.now).left.time, before.left.time);
}

#[test]
fn l2_a_spurious_wake_up_changes_nothing_and_a_deadline_is_exact() {
    let mut walk = Walk::begin("chair-stretch");
    let &State::Running { deadline, .. } = walk.session.state() else { panic!("it runs") };
    walk.watch(secs(4));
    for _ in 0..10 {
        let before = walk.session.view(walk.now);
        assert!(walk.send(Event::Look).is_empty());
        assert_eq!(walk.session.view(walk.now), before);
    }
    walk.now = deadline - NANO;
    walk.send(Event::Look);
    assert_eq!(walk.session.part(), Part::SetUp);
    walk.now = deadline;
    walk.send(Event::Look);
    assert_eq!(walk.session.part(), FIRST);
}

#[test]
fn l3_the_next_segment_starts_at_the_old_deadline() {
    let mut walk = Walk::begin("chair-stretch");
    let &State::Running { deadline, .. } = walk.session.state() else { panic!("it runs") };
    walk.watch(secs(4));
    walk.now = deadline + secs(1);
    walk.send(Event::Look);
    let &State::Running { began, .. } = walk.session.state() else { panic!("it runs") };
    assert_eq!(began, deadline);
}

#[test]
fn l4_a_key_never_acts_on_a_segment_that_has_ended() {
    let mut walk = Walk::begin("chair-stretch");
    let &State::Running { deadline, .. } = walk.session.state() else { panic!("it runs") };
    walk.watch(secs(4));
    walk.now = deadline + NANO;
    walk.send(Event::Ready);
    assert_eq!(walk.session.part(), FIRST, "Enter was meant for the set-up, and that was over");
}

#[test]
fn l4_a_skip_just_after_the_end_of_a_step_skips_the_one_that_runs_now() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(0, Part::Work { side: 1, rep: 7 });
    let &State::Running { deadline, .. } = walk.session.state() else { panic!("it runs") };
    walk.watch(secs(3));
    walk.now = deadline;
    walk.send(Event::Skip);
    let left: Vec<Left> = walk.steps_left().into_iter().map(|left| left.how).collect();
    assert_eq!(left, [Left::Done, Left::Skipped], "the rolls were over, and the circles had begun");
    assert_eq!(walk.session.step(), 2);
}

#[test]
fn l5_unwatched_time_is_never_credited() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(0, FIRST);
    walk.watch(secs(1));
    let left = walk.session.view(walk.now).left.time;
    walk.unwatched(secs(3) + NANO);
    assert!(matches!(walk.session.state(), State::Paused { reason: PauseReason::Away, .. }));
    assert_eq!(walk.session.view(walk.now).left.time, left, "it stands where it was last seen");
    walk.unwatched(secs(3_600));
    assert_eq!(walk.session.view(walk.now).left.time, left);
}

#[test]
fn l5_three_seconds_without_a_look_are_watched_still() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(0, FIRST);
    let left = walk.session.view(walk.now).left.time;
    walk.unwatched(secs(3));
    assert_eq!(walk.session.view(walk.now).left.time, left.saturating_sub(secs(3)));
}

#[test]
fn l5_a_pause_key_after_a_gap_does_not_go_on() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(0, FIRST);
    walk.now = walk.now + secs(100);
    walk.send(Event::Pause);
    assert!(matches!(walk.session.state(), State::Paused { .. }));
}

#[test]
fn l5_the_shell_is_asked_to_look_every_second_while_a_segment_runs() {
    let mut walk = Walk::begin("upper-back-release");
    while walk.session.ending().is_none() {
        let deadline = walk.session.next_deadline().expect("it runs");
        assert!(deadline.since(walk.now) <= secs(1));
        walk.now = deadline;
        walk.send(Event::Look);
    }
}

/// A session in every live state, by name.
fn live_states() -> Vec<(&'static str, Walk)> {
    let running = |to: Part| {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(ARCH, to);
        walk
    };
    let mut paused = running(FIRST);
    paused.watch(secs(2));
    paused.send(Event::Pause);
    let mut counting = running(FIRST);
    counting.send(Event::Pause);
    counting.send(Event::Pause);
    let mut change = Walk::begin("chair-stretch");
    change.watch_to(TWIST, Part::Change { to: 1 });
    vec![
        ("set-up", running(Part::SetUp)),
        ("in", running(Part::In { side: 0, rep: 1 })),
        ("hold", running(Part::Work { side: 0, rep: 1 })),
        ("out", running(Part::Out { side: 0, rep: 1 })),
        ("rest", running(Part::Rest { side: 0, rep: 1 })),
        ("change", change),
        ("paused", paused),
        ("counting in", counting),
    ]
}

#[test]
fn l6_stop_works_from_every_live_state_and_freezes_on_the_press() {
    for (name, mut walk) in live_states() {
        walk.send(Event::Stop);
        assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::ExitCue { .. }, .. })), "{name}");
        let work = walk.session.work();
        walk.watch(secs(50));
        assert_eq!(walk.session.work(), work, "{name}: nothing runs on");
    }
}

#[test]
fn l6_every_answer_that_goes_on_leads_to_paused_before_the_interrupted_rep() {
    use StopAnswer::{CarryOn, Cramp, Interrupted, Popped, TooMuch};
    for answer in [CarryOn, TooMuch, Popped, Cramp, Interrupted] {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(ARCH, Part::Work { side: 0, rep: 2 });
        walk.watch(secs(4));
        walk.send(Event::Stop);
        walk.answer(answer);
        if answer == TooMuch {
            walk.send(Event::Said(Said::Easier));
        }
        if answer == Cramp {
            walk.watch(secs(20));
        }
        assert!(
            matches!(walk.session.state(), State::Paused { reason: PauseReason::AfterStop, .. }),
            "{answer:?}: {:?}",
            walk.session.state()
        );
        assert_eq!(walk.session.part(), Part::In { side: 0, rep: 2 }, "{answer:?}");
        walk.watch(secs(3_000));
        assert!(matches!(walk.session.state(), State::Paused { .. }), "{answer:?}: nothing resumes by itself");
    }
}

#[test]
fn l7_while_a_person_is_waited_for_nothing_wakes() {
    for (name, mut walk) in live_states() {
        if !matches!(walk.session.state(), State::Paused { .. }) {
            walk.send(Event::Pause);
        }
        assert_eq!(walk.session.next_deadline(), None, "{name}");
    }
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(TWIST, FIRST);
    walk.send(Event::Stop);
    walk.answer(StopAnswer::SharpPain);
    let State::Stopped(Stop { talk: Talk::Answered(talk), .. }) = walk.session.state() else { panic!("it is asked") };
    assert_eq!(talk.asks(), Some(FollowUp::SoreSide));
    assert_eq!(walk.session.next_deadline(), None);
}

#[test]
fn l7_the_exit_cue_stands_three_seconds_and_the_question_sixty() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, FIRST);
    walk.send(Event::Stop);
    assert_eq!(walk.session.next_deadline(), Some(walk.now + secs(1)), "it is looked at every second");
    walk.watch(secs(3) - NANO);
    assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::ExitCue { .. }, .. })));
    walk.watch(NANO);
    assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::Asking { .. }, .. })));
    walk.watch(secs(60) - NANO);
    assert_eq!(walk.session.ending(), None);
    walk.watch(NANO);
    assert_eq!(walk.session.ending(), Some(Ending::Unknown));
}

#[test]
fn l7_the_machines_sleep_does_not_count_towards_the_stop_question() {
    // However long it slept, the question has exactly the time that was left of it.
    for sleep in [secs(3) + NANO, secs(30), secs(51), secs(8 * 3_600)] {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(ARCH, FIRST);
        walk.send(Event::Stop);
        walk.watch(secs(3) + secs(10));
        walk.unwatched(sleep);
        walk.watch(secs(50) - NANO);
        assert_eq!(walk.session.ending(), None, "asleep for {sleep:?}");
        walk.watch(NANO);
        assert_eq!(walk.session.ending(), Some(Ending::Unknown));
    }
}

#[test]
fn l7_the_machines_sleep_does_not_count_towards_the_exit_cue_and_the_cramp_rest() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, FIRST);
    walk.send(Event::Stop);
    walk.watch(secs(1));
    walk.unwatched(secs(100));
    walk.watch(secs(2) - NANO);
    assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::ExitCue { .. }, .. })));
    walk.watch(NANO);
    assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::Asking { .. }, .. })));

    walk.answer(StopAnswer::Cramp);
    walk.watch(secs(5));
    walk.unwatched(secs(13));
    walk.watch(secs(15) - NANO);
    assert!(matches!(walk.session.state(), State::Stopped(Stop { talk: Talk::CrampRest { .. }, .. })));
    walk.watch(NANO);
    assert!(matches!(walk.session.state(), State::Paused { .. }));
}

#[test]
fn l8_exactly_one_end_is_recorded_whatever_path_ends_it() {
    for event in [Event::Quit, Event::Interrupt] {
        for (name, mut walk) in live_states() {
            walk.send(event.clone());
            for again in [Event::Quit, Event::Interrupt, Event::Stop, Event::Skip, Event::Look] {
                walk.send(again);
            }
            assert_eq!(walk.ends(), 1, "{name}, {event:?}");
        }
    }
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to_the_end();
    walk.send(Event::Interrupt);
    assert_eq!(walk.ends(), 1);
}

#[test]
fn l16_a_set_up_that_waits_lasts_until_enter_and_is_left_out_of_the_length() {
    let person = |set_ups| Person { set_ups, ..Person::default() };
    let plain = plan(&Library::built_in(), "chair-stretch", person(SetUps::Plain));
    let set_ups: Duration = plain.steps.iter().map(|step| step.setup).sum();
    let mut walk = Walk::begin_for("chair-stretch", person(SetUps::Wait));
    let announced = walk.session.plan().announced();
    assert_eq!((announced.time, announced.own_set_ups), (plain.length() - set_ups, true));
    assert_eq!(announced.clock(), amount::clock(announced.time) + " plus your set-ups");
    for step in 0.. {
        // Nothing is counted down, and after the time of a set-up nothing wakes it any more.
        assert_eq!((walk.session.step(), walk.session.part()), (step, Part::SetUp));
        let waits = |walk: &Walk| matches!(walk.session.state(), State::Waiting { .. });
        while !waits(&walk) {
            assert_eq!(walk.session.view(walk.now).clock, None);
            walk.now = walk.session.next_deadline().expect("it runs");
            walk.send(Event::Look);
        }
        let left = walk.session.view(walk.now).left;
        walk.unwatched(secs(600));
        assert!(waits(&walk) && walk.session.next_deadline().is_none());
        assert_eq!((walk.session.view(walk.now).left, left.own_set_ups), (left, true));
        if step == 2 {
            // A pause in it leads back to it.
            walk.send(Event::Pause);
            walk.send(Event::Pause);
            walk.watch(secs(4));
            assert!(waits(&walk));
        }
        walk.send(Event::Ready);
        assert_ne!(walk.session.part(), Part::SetUp);
        while walk.session.step() == step && walk.session.ending().is_none() {
            walk.now = walk.session.next_deadline().expect("it runs");
            walk.send(Event::Look);
        }
        if walk.session.ending().is_some() {
            break;
        }
    }
    assert_eq!(walk.session.ran(), announced, "what it took is what was announced");
}

#[test]
fn l16_who_needs_half_an_hour_to_get_into_position_has_cooled_down() {
    let person = Person { set_ups: SetUps::Wait, ..Person::default() };
    let mut walk = Walk::begin_for("chair-stretch", person);
    walk.watch(secs(30));
    walk.unwatched(BANK_LASTS);
    assert!(matches!(walk.session.state(), State::Paused { reason: PauseReason::Away, .. }));
}

#[test]
fn l9_going_on_counts_three_seconds_in_and_then_has_exactly_what_was_left() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, FIRST);
    walk.watch(secs(4) + NANO);
    walk.send(Event::Pause);
    walk.watch(secs(500));
    walk.send(Event::Pause);
    assert_eq!(walk.session.view(walk.now).doing, Doing::CountingIn);
    walk.watch(secs(3) - NANO);
    assert!(matches!(walk.session.state(), State::CountingIn { .. }));
    walk.watch(NANO);
    let &State::Running { deadline, .. } = walk.session.state() else { panic!("it runs") };
    assert_eq!(deadline.since(walk.now), secs(6) - NANO);
}

#[test]
fn l10_both_sides_get_the_same_time_to_the_nanosecond() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(TWIST, FIRST);
    walk.watch(secs(3) + NANO);
    walk.send(Event::Easier);
    walk.watch_to(TWIST, Part::Change { to: 1 });
    let twist = &walk.session.plan().steps[TWIST];
    assert_eq!(twist.efforts[0], twist.efforts[1]);
    assert_eq!(twist.efforts[0][0], secs(10));
}

#[test]
fn l10_an_effort_that_is_past_its_half_is_the_same_on_the_other_side() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(TWIST, FIRST);
    walk.watch(secs(15) + NANO);
    walk.send(Event::Easier);
    let twist = &walk.session.plan().steps[TWIST];
    assert_eq!(twist.efforts, [[secs(15) + NANO], [secs(15) + NANO]]);
    assert_eq!(walk.session.next_deadline(), Some(walk.now), "it is over now");
}

#[test]
fn l10_block_finishes_one_side_and_alternate_changes_each_rep() {
    let library = Library::built_in();
    let turns = |id: &str, step: usize| plan(&library, id, Person::default()).steps[step].turns();
    assert_eq!(turns("wrists-and-neck", 6), [(0, 0), (0, 1), (1, 0), (1, 1)], "neck turns go in blocks");
    assert_eq!(turns("micro-break", 2), [(0, 0), (1, 0), (0, 1), (1, 1)], "open turns alternate");
}

#[test]
fn l10_the_first_side_is_the_opposite_of_the_one_completed_first_last_time() {
    let library = Library::built_in();
    let first = |person: Person| plan(&library, "chair-stretch", person).steps[TWIST].first_side;
    assert_eq!(first(Person::default()), Side::Left);
    let twist = MovementId::new("seated-chair-twist");
    let after = |side| Person { last_first: [(twist.clone(), side)].into(), ..Person::default() };
    assert_eq!(first(after(Side::Left)), Side::Right);
    assert_eq!(first(after(Side::Right)), Side::Left);
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to_the_end();
    let left = walk.steps_left();
    assert_eq!(left[TWIST].first_side, Some(Side::Left));
}

#[test]
fn l11_a_session_nobody_touches_takes_exactly_its_announced_length() {
    let library = Library::built_in();
    for head in library.heads() {
        let plan = plan(&library, head.id.as_str(), Person::default());
        let mut walk = Walk::begin(head.id.as_str());
        assert_eq!(walk.watch_to_the_end(), Ending::Finished);
        assert_eq!(walk.elapsed(), plan.length(), "{}", head.id);
        let Some(Happening::Ended(ended)) = walk.records().pop() else { panic!("its end is recorded") };
        assert_eq!(ended.active, plan.length(), "{}", head.id);
    }
}

#[test]
fn l11_a_skip_lays_the_rest_again_and_shows_the_new_total() {
    let mut walk = Walk::begin("chair-stretch");
    let before = walk.session.view(walk.now).left.time;
    walk.send(Event::Skip);
    assert!(walk.session.view(walk.now).left.time < before);
    let left = walk.session.view(walk.now).left.time;
    let began = walk.elapsed();
    walk.watch_to_the_end();
    assert_eq!(walk.elapsed().saturating_sub(began), left);
}

#[test]
fn l12_up_to_thirty_missing_seconds_are_filled_and_more_swap_the_movement() {
    // Without its arm circles the routine has 112 of the 120 seconds the arch needs.
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(1, Part::SetUp);
    walk.send(Event::Skip);
    let filler = &walk.session.plan().steps[3];
    assert!(matches!(filler.origin, Origin::Filler { .. }));
    assert_eq!(filler.movement.id.as_str(), "easy-march");
    assert_eq!(filler.work(), secs(8));

    // Without its rolls as well there is far too little: both end-range movements are swapped.
    let mut walk = Walk::begin("chair-stretch");
    walk.send(Event::Skip);
    walk.send(Event::Skip);
    let plan = walk.session.plan();
    assert!(plan.steps.iter().all(|step| step.movement.id.as_str() != "chair-back-extension"));
    let view = walk.session.view(walk.now);
    assert_eq!(view.step.0, 3);
    walk.watch_to_the_end();
}

#[test]
fn l12_a_skipped_filler_does_not_come_back() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(1, Part::SetUp);
    walk.send(Event::Skip);
    walk.watch_to(3, Part::SetUp);
    walk.send(Event::Skip);
    let after = &walk.session.plan().steps[4..];
    assert!(after.iter().all(|step| !matches!(step.origin, Origin::Filler { .. })));
    assert!(after.iter().all(|step| step.movement.id.as_str() != "chair-back-extension"));
}

#[test]
fn l12_a_pause_of_thirty_minutes_empties_the_bank() {
    for (pause, kept) in [(BANK_LASTS - NANO, true), (BANK_LASTS, false)] {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(2, Part::Work { side: 0, rep: 5 });
        walk.send(Event::Pause);
        walk.unwatched(pause);
        walk.send(Event::Pause);
        let arch = walk.session.plan().steps.iter().any(|step| step.movement.id.as_str() == "chair-back-extension");
        assert_eq!(arch, kept);
    }
}

#[test]
fn l12_an_end_range_movement_that_went_cold_does_not_go_on() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Rest { side: 0, rep: 1 });
    walk.send(Event::Pause);
    walk.unwatched(BANK_LASTS);
    walk.send(Event::Pause);
    assert_ne!(walk.session.current().movement.id.as_str(), "chair-back-extension");
    assert!(matches!(walk.session.state(), State::CountingIn { .. }));
}

#[test]
fn l12_a_session_that_resumes_one_has_its_bank() {
    let library = Library::built_in();
    let brief = brief(&library, "chair-stretch", Person::default());
    let bank = Bank { work: secs(160), moving: secs(160) };
    let plan = brief.lay_from(ARCH, bank);
    assert_eq!(plan.steps[0].movement.id.as_str(), "chair-back-extension");
    let cold = brief.lay_from(ARCH, Bank::default());
    assert!(cold.steps.iter().all(|step| step.movement.end_range.is_none()));
}

#[test]
fn l13_skip_stop_quit_and_interrupted_are_different_things() {
    let end = |events: &[Event]| {
        let mut walk = Walk::begin("chair-stretch");
        walk.watch_to(ARCH, FIRST);
        for event in events {
            walk.send(event.clone());
        }
        let Some(Happening::Ended(ended)) = walk.records().pop() else { panic!("its end is recorded") };
        (ended.how, walk.steps_left().pop().map(|left| left.how))
    };
    assert_eq!(end(&[Event::Quit]), (Ending::Quit, Some(Left::Open)));
    assert_eq!(end(&[Event::Interrupt]), (Ending::Interrupted, Some(Left::Open)));
    assert_eq!(end(&[Event::Stop, Event::Quit]), (Ending::Unknown, Some(Left::Open)));
    let mut walk = Walk::begin("chair-stretch");
    walk.send(Event::Stop);
    walk.answer(StopAnswer::Chest);
    assert_eq!(walk.session.ending(), Some(Ending::Stopped(StopAnswer::Chest)));
    let mut walk = Walk::begin("chair-stretch");
    walk.send(Event::Skip);
    assert_eq!(walk.steps_left()[0].how, Left::Skipped);
}

#[test]
fn l14_back_restarts_the_segment_and_in_its_first_three_seconds_goes_one_back() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Work { side: 0, rep: 1 });
    walk.watch(secs(3));
    walk.send(Event::Back);
    assert_eq!(walk.session.part(), Part::Work { side: 0, rep: 1 });
    assert_eq!(walk.session.view(walk.now).clock, Some(10));
    walk.watch(secs(3) - NANO);
    walk.send(Event::Back);
    assert_eq!(walk.session.part(), Part::In { side: 0, rep: 1 });
}

#[test]
fn l14_nothing_is_credited_twice() {
    let mut walk = Walk::begin("chair-stretch");
    let planned = walk.session.plan().steps[0].work();
    walk.watch_to(0, Part::Work { side: 0, rep: 1 });
    for _ in 0..5 {
        walk.watch(secs(3));
        walk.send(Event::Back);
    }
    walk.watch_to(1, Part::SetUp);
    assert_eq!(walk.session.work_in(0), planned);
    assert_eq!(walk.session.bank().work, planned);
    walk.send(Event::Back);
    assert_eq!(walk.session.step(), 0, "the way back leads over the step");
    walk.watch_to(1, Part::SetUp);
    assert_eq!(walk.session.work_in(0), planned);
    assert_eq!(walk.session.bank().work, planned);
}

#[test]
fn l14_longer_adds_ten_seconds_on_both_sides_at_most_double_and_never_at_end_range() {
    let mut walk = Walk::begin("five-for-one");
    // The cross-body stretch: thirty seconds on each side.
    walk.watch_to(4, FIRST);
    let before = walk.session.view(walk.now).left.time;
    walk.send(Event::Longer);
    assert_eq!(walk.session.plan().steps[4].efforts, [[secs(40)], [secs(40)]]);
    assert_eq!(walk.session.view(walk.now).left.time, before + secs(20));
    for _ in 0..9 {
        walk.send(Event::Longer);
    }
    assert_eq!(walk.session.plan().steps[4].efforts, [[secs(60)], [secs(60)]]);
    walk.watch_to(4, Part::Work { side: 1, rep: 0 });
    walk.send(Event::Longer);
    assert_eq!(walk.session.plan().steps[4].efforts, [[secs(60)], [secs(60)]], "the first side had no more");

    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, FIRST);
    walk.send(Event::Longer);
    assert!(walk.session.plan().steps[ARCH].efforts[0].iter().all(|effort| *effort == secs(10)));
    walk.watch_to(ARCH, Part::Rest { side: 0, rep: 0 });
    walk.send(Event::Longer);
    assert_eq!(walk.session.view(walk.now).clock, Some(8), "a rest of four seconds is at most doubled");
}

#[test]
fn l14_easier_halves_this_and_later_holds_and_takes_it_back() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to(ARCH, Part::Work { side: 0, rep: 1 });
    walk.watch(secs(2));
    walk.send(Event::Easier);
    let efforts = |walk: &Walk| walk.session.plan().steps[ARCH].efforts[0].clone();
    assert_eq!(efforts(&walk), [secs(10), secs(5), secs(5), secs(5)]);
    assert!(walk.session.view(walk.now).easier);
    assert_eq!(walk.session.view(walk.now).clock, Some(3));
    walk.watch_to(ARCH, Part::Work { side: 0, rep: 2 });
    walk.send(Event::Easier);
    assert_eq!(efforts(&walk), [secs(10), secs(5), secs(10), secs(10)]);
    assert!(!walk.session.view(walk.now).easier);
}

#[test]
fn l14_easier_halves_the_reps_left_rounded_up_on_both_sides() {
    let mut walk = Walk::begin("floor-unwind");
    // The open book: four reps of ten seconds on each side.
    let book = 6;
    walk.watch_to(book, Part::Work { side: 0, rep: 1 });
    walk.send(Event::Easier);
    let reps = |walk: &Walk| walk.session.plan().steps[book].efforts.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(reps(&walk), [3, 3], "one was done, and two of three are left");
    walk.send(Event::Easier);
    assert_eq!(reps(&walk), [4, 4]);
    walk.watch_to(book, Part::Work { side: 1, rep: 0 });
    walk.send(Event::Easier);
    assert_eq!(reps(&walk), [4, 2], "what the first side did stands");
    walk.send(Event::Easier);
    assert_eq!(reps(&walk), [4, 4]);
}

#[test]
fn l14_on_the_second_side_taking_it_back_gives_what_the_first_side_had() {
    let mut walk = Walk::begin("five-for-one");
    walk.watch_to(4, FIRST);
    walk.send(Event::Easier);
    walk.watch_to(4, Part::Work { side: 1, rep: 0 });
    walk.send(Event::Easier);
    assert_eq!(walk.session.plan().steps[4].efforts, [[secs(15)], [secs(15)]]);
}

#[test]
fn a_walk_ends_when_its_walker_is_back() {
    let mut walk = Walk::begin("end-of-day");
    walk.watch(secs(20));
    walk.send(Event::Ready);
    assert_eq!(walk.session.step(), 1);
    assert_eq!(walk.steps_left()[0].work, secs(20));
}

#[test]
fn the_bell_marks_the_start_each_end_of_a_hold_each_change_and_the_end() {
    let mut walk = Walk::begin("chair-stretch");
    walk.watch_to_the_end();
    let bells = walk.effects.iter().filter(|(_, effect)| matches!(effect, Effect::Bell(_))).count();
    let plan = plan(&Library::built_in(), "chair-stretch", Person::default());
    let holds: usize = plan.steps.iter().filter(|step| step.holds()).map(|step| step.turns().len()).sum();
    let changes: usize = plan.steps.iter().map(|step| step.efforts.len() - 1).sum();
    assert_eq!(bells, 1 + holds + changes + 1);
}

#[test]
fn a_plan_for_the_most_careful_person_is_never_empty() {
    let person = Person { tags: Tag::ALL.iter().copied().collect::<BTreeSet<_>>(), ..Person::default() };
    let library = Library::built_in();
    for head in library.heads() {
        let plan = plan(&library, head.id.as_str(), person.clone());
        assert!(!plan.steps.is_empty(), "{}", head.id);
        let (session, _) = Session::begin(
            brief(&library, head.id.as_str(), person.clone()),
            plan,
            Bank::default(),
            unhunch::units::Moment::START,
        );
        assert_eq!(session.ending(), None);
    }
}

#[test]
fn a_moving_figure_is_looked_at_as_often_as_is_asked_for() {
    for (frames, least) in [(4, 250), (12, 83), (30, 33), (1, 1_000)] {
        let mut walk = Walk::begin("cat-cow");
        let mut seen = 0;
        for _ in 0..200 {
            walk.watch(Duration::from_millis(317));
            let Some(frame) = walk.session.next_frame(frames) else { continue };
            seen += 1;
            let wait = frame.since(walk.now);
            assert!(wait <= Duration::from_millis(least + 1), "{frames} a second: {wait:?}");
            let figure = |at| walk.session.figure(at, frames).expect("it moves");
            let (again, before) = (figure(frame), figure(frame - NANO));
            assert_eq!(before, figure(walk.now), "nothing is drawn in between");
            assert!(again.figure.moves());
        }
        assert!(seen > 20, "{frames} a second: {seen}");
    }
}
