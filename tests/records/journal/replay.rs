use unhunch::journal::{Check, EndHow, Entry, Feeling, Felt, Mark, Replay, Side, Step, StepHow};
use unhunch::routine::MovementId;

use super::tape::{Tape, at, day, secs};

const START: &str = "2026-11-21T09:00:00+01:00";

fn sided(side: Side) -> impl FnOnce(&mut Step) {
    move |step| step.first_side = Some(side)
}

#[test]
fn the_side_completed_first_last_time_is_known() {
    let mut tape = Tape::new(START);
    assert!(tape.replay().first_sides().is_empty());
    tape.start();
    tape.step_with(0, "seated-chair-twist", 60, sided(Side::Left));
    tape.pass(3_600).start();
    tape.step_with(0, "seated-chair-twist", 60, sided(Side::Right));
    // Interrupted before a side was completed: it changes nothing.
    tape.pass(3_600).start();
    tape.step_with(0, "seated-chair-twist", 5, |step| step.how = StepHow::Left);
    // Another movement has a side of its own.
    tape.pass(3_600).start();
    tape.step_with(0, "side-bend", 60, sided(Side::Left));
    let replay = tape.replay();
    let sides = replay.first_sides().into_iter().map(|(movement, side)| (movement.as_str(), side));
    assert_eq!(sides.collect::<Vec<_>>(), [("seated-chair-twist", Side::Right), ("side-bend", Side::Left)]);
    assert_eq!(Side::Right.opposite(), Side::Left);
}

#[test]
fn a_step_told_again_replaces_what_was_told_even_with_the_clock_set_back() {
    let mut tape = Tape::new(START);
    let session = tape.start();
    tape.step_with(0, "cat-cow", 12, |step| step.how = StepHow::Left);
    tape.clock("2026-11-21T08:00:00+01:00").step(0, "cat-cow", 60);
    let replay = tape.replay();
    let life = replay.session(&session).unwrap();
    assert_eq!((life.work(), life.next_step()), (secs(60), 1));
}

#[test]
fn an_end_range_movement_finished_in_another_session_is_too_soon_for_twenty_minutes() {
    let mut tape = Tape::new(START);
    let first = tape.start();
    tape.step_with(2, "chair-back-extension", 40, |step| step.end_range = true);
    tape.step_with(3, "seated-chair-twist", 3, |step| (step.end_range, step.how) = (true, StepHow::Skipped));
    tape.step(4, "cat-cow", 60);
    tape.pass(60).end(EndHow::Quit);
    let second = tape.start_with(|started| started.resumes = Some(first.clone()));
    let replay = tape.replay();
    let soon = |minutes_seconds: &str, except| {
        let now = at(&format!("2026-11-21T{minutes_seconds}+01:00"));
        let finished = replay.finished_end_range(now, secs(20 * 60), except);
        finished.into_iter().map(|it| it.movement.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(soon("09:19:59", None), ["chair-back-extension"]);
    assert_eq!(soon("09:20:00", None), [""; 0]);
    assert_eq!(soon("09:05:00", Some(&second)), [""; 0], "a session that goes on with it is the same one");
    assert_eq!(soon("08:50:00", None), ["chair-back-extension"], "the clock was set back a little");
    assert_eq!(soon("07:00:00", None), [""; 0], "it was set back a lot");
}

#[test]
fn a_pop_owes_five_minutes_ten_at_most_and_only_later_stretch_pays() {
    let mut tape = Tape::new(START);
    let today = day("2026-11-21");
    tape.start();
    let stretch = |tape: &mut Tape, index, seconds| {
        tape.pass(60).step_with(index, "seated-chest-lift", seconds, |step| step.stretch = secs(seconds));
    };
    stretch(&mut tape, 0, 100);
    assert_eq!(tape.replay().owed(today, |_| false), secs(0));
    tape.pass(1).pop();
    assert_eq!(tape.replay().owed(today, |_| false), secs(300));
    tape.pass(1).pop().pass(1).pop();
    assert_eq!(tape.replay().owed(today, |_| false), secs(600));
    stretch(&mut tape, 1, 250);
    assert_eq!(tape.replay().owed(today, |_| false), secs(350));
    stretch(&mut tape, 2, 400);
    assert_eq!(tape.replay().owed(today, |_| false), secs(0));
    assert_eq!(tape.replay().stretched_on(today), secs(750));
    assert_eq!(tape.replay().owed(day("2026-11-22"), |_| false), secs(0), "a new day owes nothing");
}

#[test]
fn the_bank_is_what_was_done_since_the_last_pause_of_thirty_minutes() {
    let bank = |seconds| move |step: &mut Step| (step.bank, step.moving) = (secs(seconds), secs(seconds / 2));
    let mut tape = Tape::new(START);
    let first = tape.start();
    tape.step_with(0, "easy-march", 60, bank(60)).pause().resume(1_799).step_with(1, "cat-cow", 40, bank(40));
    assert_eq!(tape.replay().bank(&first), (secs(100), secs(50)));
    let second = tape.start_with(|started| started.resumes = Some(first.clone()));
    tape.step_with(2, "cat-cow", 20, bank(20));
    assert_eq!(tape.replay().bank(&second), (secs(120), secs(60)));
    tape.pause().resume(1_800);
    assert_eq!(tape.replay().bank(&second), (secs(0), secs(0)));
    tape.step_with(3, "cat-cow", 8, bank(8));
    assert_eq!(tape.replay().bank(&second), (secs(8), secs(4)));
}

#[test]
fn sessions_that_go_on_with_each_other_in_a_circle_end() {
    let mut tape = Tape::new(START);
    let first = tape.start();
    let second = tape.start_with(|started| started.resumes = Some(first.clone()));
    if let Entry::Started(started) = &mut tape.records[0].what {
        started.resumes = Some(second.clone());
    }
    assert_eq!(tape.replay().bank(&second), (secs(0), secs(0)));
}

/// Each row: how the session ends, and whether it can be taken up five minutes later (L15).
#[test]
fn a_session_is_taken_up_after_a_signal_a_crash_q_and_what_is_no_symptom_and_never_after_one() {
    type Ends = Box<dyn Fn(&mut Tape)>;
    let stopped = |answer: Option<u8>| {
        move |tape: &mut Tape| {
            tape.stop(1, None).stop(1, answer).end(EndHow::Stopped);
        }
    };
    let ended = |how: EndHow| {
        move |tape: &mut Tape| {
            tape.end(how);
        }
    };
    let went_on = |answer: u8| {
        move |tape: &mut Tape| {
            tape.stop(1, Some(answer)).resume(5).end(EndHow::Quit);
        }
    };
    let asked = |how: EndHow| {
        move |tape: &mut Tape| {
            tape.stop(1, None).end(how);
        }
    };
    let mut rows: Vec<(String, Ends, bool)> = vec![
        ("open".into(), Box::new(|_: &mut Tape| {}), false),
        ("unanswered".into(), Box::new(asked(EndHow::Unknown)), false),
        ("killed while the question stood".into(), Box::new(asked(EndHow::Closed)), false),
        ("a signal while the question stood".into(), Box::new(asked(EndHow::Interrupted)), false),
    ];
    for how in EndHow::ALL {
        let may = matches!(how, EndHow::Quit | EndHow::Interrupted | EndHow::Closed);
        rows.push((how.word().to_owned(), Box::new(ended(*how)), may));
    }
    for answer in 0..=11 {
        let may = [0, 10, 11].contains(&answer);
        rows.push((format!("stopped with {answer}"), Box::new(stopped(Some(answer))), may));
        let may = [0, 7, 10, 11].contains(&answer);
        rows.push((format!("{answer}, went on, then q"), Box::new(went_on(answer)), may));
    }
    for (what, ends, may) in rows {
        let mut tape = Tape::new(START);
        let session = tape.start();
        tape.step(0, "easy-march", 60);
        ends(&mut tape);
        let replay = tape.replay();
        let resumable = replay.resumable(at("2026-11-21T09:05:00+01:00"), &tape.machine());
        assert_eq!(resumable.map(|it| it.session), may.then_some(session), "{what}");
    }
}

#[test]
fn a_session_is_taken_up_within_thirty_minutes_on_its_machine_unless_another_copy_has_it() {
    let mut tape = Tape::new(START);
    let session = tape.start();
    tape.step(0, "easy-march", 60).pass(60).end(EndHow::Quit);
    let machine = tape.machine();
    let mut replay = tape.replay();
    let elsewhere = unhunch::journal::MachineId::from_bits(0xb);
    for (now, may) in
        [("09:01:00", true), ("09:31:00", true), ("09:31:01", false), ("08:31:00", true), ("08:30:59", false)]
    {
        let now = at(&format!("2026-11-21T{now}+01:00"));
        assert_eq!(replay.resumable(now, &machine).is_some(), may, "{now}");
        assert_eq!(replay.resumable(now, &elsewhere), None);
    }
    replay.mark_busy(session);
    assert_eq!(replay.resumable(at("2026-11-21T09:01:00+01:00"), &machine), None);
}

#[test]
fn only_the_last_session_is_taken_up_and_only_if_a_step_is_left() {
    let mut tape = Tape::new(START);
    tape.start();
    tape.step(0, "easy-march", 60).end(EndHow::Quit);
    tape.pass(60).start_with(|started| started.steps = 1);
    tape.step(0, "easy-march", 60).end(EndHow::Quit);
    assert_eq!(tape.replay().resumable(tape.now, &tape.machine()), None);
}

#[test]
fn it_begins_with_the_step_it_was_in_and_brings_its_bank() {
    let mut tape = Tape::new(START);
    tape.start();
    tape.step_with(0, "easy-march", 60, |step| (step.bank, step.moving) = (secs(60), secs(60)));
    tape.step_with(1, "cat-cow", 0, |step| step.how = StepHow::Skipped);
    tape.step_with(2, "seated-chest-lift", 7, |step| step.how = StepHow::Left).end(EndHow::Interrupted);
    let found = tape.replay().resumable(at("2026-11-21T09:10:00+01:00"), &tape.machine()).unwrap();
    assert_eq!((found.step, found.steps, found.done.len()), (2, 7, 3));
    assert_eq!(found.movement, Some(MovementId::new("seated-chest-lift")));
    assert_eq!((found.bank, found.moving), (secs(60), secs(60)));
    assert_eq!(found.digest, "d1");
}

#[test]
fn a_pause_before_the_end_counts_towards_the_thirty_minutes_that_empty_the_bank() {
    let mut tape = Tape::new(START);
    tape.start();
    tape.step_with(0, "easy-march", 60, |step| (step.bank, step.moving) = (secs(60), secs(60)));
    tape.pause().pass(20 * 60).end(EndHow::Quit);
    let bank = |now: &str| tape.replay().resumable(at(now), &tape.machine()).unwrap().bank;
    assert_eq!(bank("2026-11-21T09:29:00+01:00"), secs(60));
    assert_eq!(bank("2026-11-21T09:40:00+01:00"), secs(0));
}

#[test]
fn a_session_left_open_is_closed_with_what_is_known_of_it() {
    let mut tape = Tape::new(START);
    let session = tape.start();
    tape.pass(60).step(0, "easy-march", 55).pause().pass(100).resume(100).pass(30).step(1, "cat-cow", 30);
    let replay = tape.replay();
    let open: Vec<_> = replay.open(&tape.machine()).map(|life| life.id().clone()).collect();
    assert_eq!(open, std::slice::from_ref(&session));
    let end = replay.session(&session).unwrap().closing();
    assert_eq!((end.how, end.work, end.active, end.step), (EndHow::Closed, secs(85), secs(90), Some(2)));
    assert_eq!(end.last, Some(tape.now));
    let ended = tape.now;
    tape.pass(86_400).add(Entry::Ended(end));
    let replay = tape.replay();
    assert_eq!(replay.open(&tape.machine()).count(), 0);
    assert_eq!(replay.session(&session).unwrap().ended_at(), Some(ended));
    assert_eq!(replay.last_session(tape.now), Some(ended));
}

#[test]
fn a_feeling_whose_session_was_not_read_is_no_open_session() {
    let mut tape = Tape::new(START);
    tape.start();
    tape.records.clear();
    tape.add(Entry::Felt(Felt { how: Feeling::Same, asked: Check::After }));
    assert_eq!(tape.replay().open(&tape.machine()).count(), 0);
}

#[test]
fn a_real_end_counts_before_one_that_was_made_up_for_it() {
    let mut tape = Tape::new(START);
    let session = tape.start();
    tape.end(EndHow::Closed).end(EndHow::Finished).end(EndHow::Quit);
    assert_eq!(tape.replay().session(&session).unwrap().ended().unwrap().how, EndHow::Finished);
}

#[test]
fn it_is_asked_how_a_session_ended_that_nobody_saw_the_end_of() {
    type Ends = fn(&mut Tape);
    let rows: [(&str, Ends, bool); 6] = [
        (
            "nobody answered",
            |tape| {
                tape.stop(1, None).end(EndHow::Unknown);
            },
            true,
        ),
        (
            "it crashed while it ran",
            |tape| {
                tape.end(EndHow::Closed);
            },
            true,
        ),
        (
            "it crashed while it was paused",
            |tape| {
                tape.pause().end(EndHow::Closed);
            },
            false,
        ),
        (
            "it crashed at the stop question",
            |tape| {
                tape.stop(1, None).end(EndHow::Closed);
            },
            true,
        ),
        (
            "a signal ended it",
            |tape| {
                tape.end(EndHow::Interrupted);
            },
            false,
        ),
        (
            "it was finished",
            |tape| {
                tape.end(EndHow::Finished);
            },
            false,
        ),
    ];
    for (what, ends, asked) in rows {
        let mut tape = Tape::new(START);
        tape.start();
        tape.step_with(0, "easy-march", 60, |step| step.next = Some(MovementId::new("chair-back-extension")));
        ends(&mut tape);
        let found = tape.replay().unexplained(tape.now, &tape.machine());
        let movement = found.map(|it| it.movement.unwrap().to_string());
        assert_eq!(movement.as_deref(), asked.then_some("chair-back-extension"), "{what}");
    }
}

#[test]
fn skipped_snoozed_stopped_quit_and_interrupted_stay_different() {
    let words: std::collections::BTreeSet<&str> = EndHow::ALL.iter().map(|how| how.word()).collect();
    assert_eq!(words.len(), EndHow::ALL.len());
    assert!(StepHow::ALL.iter().all(|how| !words.contains(how.word())));
    assert_eq!(Replay::default(), Replay::of([]));
}

#[test]
fn a_pop_that_was_taken_back_owes_nothing_and_was_none_in_whatever_order_that_is_read() {
    let mut tape = Tape::new(START);
    tape.pop().pop();
    let first = tape.records[0].id.clone();
    tape.add(Entry::Noted(Mark::takes_back(&first)));
    let mut turned = tape.records.clone();
    turned.reverse();
    for replay in [tape.replay(), Replay::of(turned)] {
        assert_eq!(
            (replay.pops_on(day("2026-11-21")).len(), replay.owed(day("2026-11-21"), |_| false)),
            (1, secs(300))
        );
        assert_eq!(replay.pops_since(day("2026-11-21")).len(), 1);
        assert_eq!(replay.pops_since(day("2026-11-22")).len(), 0);
    }
}
