//! Days come out as the person lived them.

use unhunch::journal::{Almanac, Ids, MachineId, Replay, Session, merge};

use super::tape::{Tape, day, secs};

/// Each row: when it popped, by the clock on the wall; which local day that is.
#[test]
fn a_day_is_the_one_the_clock_on_the_wall_showed() {
    let rows = [
        ("an ordinary evening", "2026-11-21T23:59:59+01:00", "2026-11-21"),
        ("one second later", "2026-11-22T00:00:00+01:00", "2026-11-22"),
        ("just past midnight, still yesterday in Greenwich", "2026-11-22T00:30:00+02:00", "2026-11-22"),
        ("late evening in the west, tomorrow in Greenwich", "2026-11-21T22:00:00-08:00", "2026-11-21"),
        ("before summer time begins", "2026-03-29T01:59:59+01:00", "2026-03-29"),
        ("after it has begun", "2026-03-29T03:00:00+02:00", "2026-03-29"),
        ("the doubled hour, first", "2026-10-25T02:30:00+02:00", "2026-10-25"),
        ("the doubled hour, second", "2026-10-25T02:30:00+01:00", "2026-10-25"),
        ("the end of the day summer time ends", "2026-10-25T23:59:59+01:00", "2026-10-25"),
        ("a leap day", "2028-02-29T12:00:00+01:00", "2028-02-29"),
        ("the far east of the date line", "2026-11-21T06:00:00+14:00", "2026-11-21"),
        ("an odd offset", "2026-11-22T00:10:00+05:45", "2026-11-22"),
    ];
    for (what, at, expected) in rows {
        let mut tape = Tape::new(at);
        tape.pop().start();
        tape.step(0, "cat-cow", 60);
        let replay = tape.replay();
        let expected = day(expected);
        assert_eq!(replay.sessions().next().unwrap().day(), Some(expected), "{what}");
        assert_eq!(replay.session_days_before(expected.succ_opt().unwrap()), 1, "{what}");
        assert_eq!(replay.session_days_before(expected), 0, "{what}");
        assert_eq!(replay.pops_on(expected).len(), 1, "{what}");
        for other in [expected.pred_opt().unwrap(), expected.succ_opt().unwrap()] {
            assert_eq!(replay.pops_on(other).len(), 0, "{what}");
        }
    }
}

#[test]
fn a_journal_carried_to_another_machine_in_another_place_keeps_its_days() {
    let mut there = Tape::new("2026-11-21T23:30:00-08:00");
    there.start();
    there.step(0, "cat-cow", 60).pop();
    // Lived later, by the clock of a place where it was the 22nd all along.
    let mut here = Tape::new("2026-11-22T09:00:00+01:00");
    here.ids = Ids::new(MachineId::from_bits(0xb), 2);
    here.start();
    here.step(0, "cat-cow", 60).pop();
    let both = merge([there.records, here.records].concat());
    let replay = Replay::of(both);
    let almanac = Almanac::of(replay.clone());
    let days: Vec<_> = almanac.all().iter().filter_map(Session::day).collect();
    assert_eq!(days, [day("2026-11-21"), day("2026-11-22")]);
    assert_eq!(["2026-11-21", "2026-11-22"].map(|it| replay.pops_on(day(it)).len()), [1, 1]);
}

#[test]
fn a_clock_set_back_over_midnight_counts_each_session_for_the_day_it_said_it_was() {
    let mut tape = Tape::new("2026-11-22T00:05:00+01:00");
    tape.start();
    tape.step(0, "cat-cow", 60).clock("2026-11-21T23:10:00+01:00").start();
    tape.step(0, "cat-cow", 60);
    let almanac = Almanac::of(tape.replay());
    let days: Vec<_> = almanac.all().iter().filter_map(Session::day).collect();
    assert_eq!(days, [day("2026-11-21"), day("2026-11-22")]);
}

#[test]
fn a_flight_west_makes_a_long_day_and_not_two() {
    let mut tape = Tape::new("2026-11-21T08:00:00+09:00");
    tape.pop().clock("2026-11-21T07:00:00-08:00").pop();
    assert_eq!(tape.replay().pops_on(day("2026-11-21")).len(), 2);
}

#[test]
fn a_clock_set_back_leaves_what_is_owed_on_its_day() {
    let mut tape = Tape::new("2026-11-22T00:10:00+01:00");
    tape.pop().clock("2026-11-21T23:00:00+01:00").pop();
    let replay = tape.replay();
    assert_eq!(replay.owed(day("2026-11-21"), |_| false), secs(300));
    assert_eq!(replay.owed(day("2026-11-22"), |_| false), secs(300));
}

#[test]
fn a_session_over_midnight_counts_for_the_day_it_began_on() {
    let mut tape = Tape::new("2026-11-21T23:58:00+01:00");
    tape.start();
    tape.pass(180).step(0, "cat-cow", 60);
    let replay = tape.replay();
    assert_eq!(replay.session_days_before(day("2026-11-22")), 1);
    assert_eq!(replay.session_days_before(day("2026-11-23")), 1);
}

#[test]
fn days_with_sessions_are_counted_once_each_and_only_when_something_was_done() {
    let mut tape = Tape::new("2026-11-01T09:00:00+01:00");
    tape.start();
    tape.step(0, "cat-cow", 60);
    tape.pass(3_600).start();
    tape.step(0, "cat-cow", 60);
    tape.clock("2026-11-02T09:00:00+01:00").start();
    tape.step(0, "cat-cow", 9);
    tape.clock("2026-11-05T09:00:00+01:00").start();
    tape.step(0, "cat-cow", 10);
    let replay = tape.replay();
    for (until, days) in [("2026-11-01", 0), ("2026-11-02", 1), ("2026-11-05", 1), ("2026-11-06", 2)] {
        assert_eq!(replay.session_days_before(day(until)), days, "{until}");
    }
}

#[test]
fn the_count_of_days_is_carried_to_where_the_beginning_is_not_read() {
    let mut tape = Tape::new("2026-11-20T09:00:00+01:00");
    tape.start_with(|started| started.days = 40);
    tape.step(0, "cat-cow", 60);
    tape.clock("2026-11-21T09:00:00+01:00").start_with(|started| started.days = 41);
    tape.step(0, "cat-cow", 60);
    let replay = tape.replay();
    for (until, days) in [("2026-11-20", 40), ("2026-11-21", 41), ("2026-11-22", 42), ("2027-01-01", 42)] {
        assert_eq!(replay.session_days_before(day(until)), days, "{until}");
    }
}

#[test]
fn a_session_from_the_future_does_not_end_the_first_week() {
    let mut tape = Tape::new("2099-01-01T09:00:00+01:00");
    tape.start_with(|started| started.days = 400);
    tape.step(0, "cat-cow", 60);
    assert_eq!(tape.replay().session_days_before(day("2026-11-21")), 0);
    assert_eq!(tape.replay().last_session(super::tape::at("2026-11-21T09:00:00Z")), None);
}
