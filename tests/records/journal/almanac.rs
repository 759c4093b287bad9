//! The days of a diary, and the numbers that follow from them.

use chrono::{Datelike as _, NaiveDate, Weekday};
use proptest::prelude::*;
use unhunch::journal::{Almanac, Check, EndHow, Entry, Feeling, Felt, Mark, days_after};
use unhunch::routine::{Area, RoutineId};

use super::tape::{Tape, day, secs};

fn almanac(tape: &Tape) -> Almanac {
    Almanac::of(tape.replay())
}

/// A tape with a minute of work at ten on each of these days.
fn worked_on(days: &[&str]) -> Tape {
    let mut tape = Tape::new("2026-01-01T10:00:00+01:00");
    for day in days {
        tape.clock(&format!("{day}T10:00:00+01:00")).start();
        tape.step(0, "cat-cow", 60).end(EndHow::Finished);
    }
    tape
}

/// Each row: when two sessions began by the clock on the wall, and the days they are on.
#[test]
fn days_come_out_as_the_person_lived_them() {
    let rows: [(&str, [&str; 2], &[&str]); 9] = [
        ("the night summer time begins", ["2026-03-29T01:59:00+01:00", "2026-03-29T03:01:00+02:00"], &["2026-03-29"]),
        (
            "a day of 23 hours, both its ends",
            ["2026-03-29T00:01:00+01:00", "2026-03-29T23:50:00+02:00"],
            &["2026-03-29"],
        ),
        ("the hour that comes twice", ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"], &["2026-10-25"]),
        (
            "a day of 25 hours and the next",
            ["2026-10-25T23:59:00+01:00", "2026-10-26T00:01:00+01:00"],
            &["2026-10-25", "2026-10-26"],
        ),
        ("a flight west", ["2026-11-21T08:00:00+09:00", "2026-11-20T23:00:00-08:00"], &["2026-11-20", "2026-11-21"]),
        (
            "a flight east over the date line",
            ["2026-11-20T22:00:00-10:00", "2026-11-22T06:00:00+12:00"],
            &["2026-11-20", "2026-11-22"],
        ),
        (
            "the clock set back over midnight",
            ["2026-11-22T00:10:00+01:00", "2026-11-21T23:40:00+01:00"],
            &["2026-11-21", "2026-11-22"],
        ),
        (
            "a leap day and the day after",
            ["2028-02-29T12:00:00+01:00", "2028-03-01T12:00:00+01:00"],
            &["2028-02-29", "2028-03-01"],
        ),
        (
            "the same evening in two offsets",
            ["2026-11-21T20:00:00+01:00", "2026-11-21T21:00:00+02:00"],
            &["2026-11-21"],
        ),
    ];
    for (what, starts, days) in rows {
        let mut tape = Tape::new(starts[0]);
        for start in starts {
            tape.clock(start).start();
            tape.step(0, "cat-cow", 60).end(EndHow::Finished);
        }
        let almanac = almanac(&tape);
        let found: Vec<NaiveDate> = almanac.days(NaiveDate::MIN..=NaiveDate::MAX).map(|(day, _)| day).collect();
        let expected: Vec<NaiveDate> = days.iter().map(|it| day(it)).collect();
        assert_eq!(found, expected, "{what}");
        assert_eq!(almanac.tally(expected[0]..=expected[expected.len() - 1]).sessions, 2, "{what}");
    }
}

#[test]
fn what_was_done_of_a_session_counts_however_it_ended() {
    for how in [EndHow::Finished, EndHow::Stopped, EndHow::Quit, EndHow::Interrupted, EndHow::Unknown, EndHow::Closed] {
        let mut tape = Tape::new("2026-11-21T10:00:00+01:00");
        tape.start();
        tape.step(0, "cat-cow", 40).end(how);
        let tally = almanac(&tape).tally(day("2026-11-21")..=day("2026-11-21"));
        assert_eq!((tally.days, tally.sessions, tally.work), (1, 1, secs(40)), "{how:?}");
    }
}

#[test]
fn under_ten_seconds_counts_for_nothing() {
    let mut tape = Tape::new("2026-11-21T10:00:00+01:00");
    tape.start();
    tape.step(0, "cat-cow", 9).end(EndHow::Quit);
    let almanac = almanac(&tape);
    assert_eq!(almanac.tally(day("2026-11-21")..=day("2026-11-21")), unhunch::journal::Tally::default());
    assert_eq!(almanac.day(day("2026-11-21")), None);
}

#[test]
fn work_is_counted_for_each_area_a_movement_works_on() {
    let mut tape = Tape::new("2026-11-21T10:00:00+01:00");
    tape.start();
    tape.step_with(0, "shoulder-rolls", 40, |step| step.areas = vec![Area::Shoulders, Area::UpperBack]);
    tape.step_with(1, "cat-cow", 60, |step| step.areas = vec![Area::UpperBack]).end(EndHow::Finished);
    let tally = almanac(&tape).tally(day("2026-11-21")..=day("2026-11-21"));
    assert_eq!(tally.areas, [(Area::UpperBack, secs(100)), (Area::Shoulders, secs(40))]);
}

#[test]
fn a_routine_that_was_picked_up_again_was_done_once() {
    let mut tape = Tape::new("2026-11-21T10:00:00+01:00");
    let first = tape.start();
    tape.step(0, "cat-cow", 30).end(EndHow::Quit);
    tape.pass(60).start_with(|started| started.resumes = Some(first));
    tape.step(1, "cat-cow", 30).end(EndHow::Finished);
    let tally = almanac(&tape).tally(day("2026-11-21")..=day("2026-11-21"));
    let routines: Vec<_> = tally.routines.iter().map(|(id, _, times)| (id.clone(), *times)).collect();
    assert_eq!((routines, tally.sessions), (vec![(RoutineId::new("chair-stretch"), 1)], 2));
}

#[test]
fn the_longest_gap_lies_between_two_sessions_of_one_day() {
    let mut tape = Tape::new("2026-11-20T08:00:00+01:00");
    for start in ["2026-11-20T08:00:00+01:00", "2026-11-21T09:00:00+01:00", "2026-11-21T12:30:00+01:00"] {
        tape.clock(start).start();
        tape.pass(600).step(0, "cat-cow", 60).end(EndHow::Finished);
    }
    let gap = almanac(&tape).tally(day("2026-11-20")..=day("2026-11-21")).longest_gap.unwrap();
    assert_eq!((gap.day, gap.length), (day("2026-11-21"), secs(3 * 3_600 + 1_200)));
}

#[test]
fn breaks_are_told_only_where_some_were_offered() {
    let mut tape = worked_on(&["2026-11-21"]);
    let days = || day("2026-11-21")..=day("2026-11-21");
    assert_eq!(almanac(&tape).tally(days()).breaks, None);
    let note = |word: &str| Entry::Noted(Mark { what: Some(word.to_owned()), ..Mark::default() });
    tape.add(note("break-offered")).add(note("break-offered")).add(note("break-taken"));
    let breaks = almanac(&tape).tally(days()).breaks.unwrap();
    assert_eq!((breaks.offered, breaks.taken), (2, 1));
}

#[test]
fn a_week_is_counted_from_monday_against_its_goal() {
    // The 16th is a Monday.
    let almanac = almanac(&worked_on(&["2026-11-15", "2026-11-16", "2026-11-18", "2026-11-22", "2026-11-23"]));
    let week = almanac.week(day("2026-11-20"), 5);
    assert_eq!((week.monday, week.done, week.goal), (day("2026-11-16"), 3, 5));
    assert_eq!(week.monday.weekday(), Weekday::Mon);
    assert_eq!((almanac.week(day("2026-11-20"), 0).goal, almanac.week(day("2026-11-20"), 9).goal), (1, 7));
}

#[test]
fn a_run_survives_the_days_a_week_leaves_free_and_one_more() {
    // Each row: the goal, how many days lie between two days with sessions, whether the run goes on.
    for (goal, missed, goes_on) in
        [(7, 1, true), (7, 2, false), (5, 3, true), (5, 4, false), (1, 7, true), (1, 8, false)]
    {
        let first = day("2026-11-01");
        let second = days_after(first, missed + 1);
        let almanac = almanac(&worked_on(&[&first.to_string(), &second.to_string()]));
        assert_eq!(almanac.run(second, goal, &[]), if goes_on { 2 } else { 1 }, "{goal} {missed}");
    }
}

#[test]
fn a_day_that_is_not_over_is_not_missed() {
    let almanac = almanac(&worked_on(&["2026-11-18", "2026-11-19"]));
    assert_eq!(almanac.run(day("2026-11-21"), 7, &[]), 2);
    assert_eq!(almanac.run(day("2026-11-22"), 7, &[]), 0);
}

#[test]
fn a_declared_holiday_is_neither_done_nor_missed() {
    let almanac = almanac(&worked_on(&["2026-10-30", "2026-10-31", "2026-11-16"]));
    let today = day("2026-11-16");
    assert_eq!(almanac.run(today, 7, &[]), 1);
    assert_eq!(almanac.run(today, 7, &[day("2026-11-01")..=day("2026-11-14")]), 3);
    assert_eq!(almanac.run(day("2026-12-20"), 7, &[day("2026-11-17")..=day("2026-12-31")]), 1);
}

#[test]
fn a_stop_for_pain_never_ends_a_run() {
    for (answer, run) in [(Some(3), 3), (None, 3), (Some(9), 3), (Some(11), 1)] {
        let mut tape = worked_on(&["2026-11-16", "2026-11-17"]);
        tape.clock("2026-11-18T10:00:00+01:00").start();
        tape.step(0, "cat-cow", 2).stop(1, answer).end(EndHow::Stopped);
        tape.clock("2026-11-21T10:00:00+01:00").start();
        tape.step(0, "cat-cow", 60).end(EndHow::Finished);
        // Two of the three days between are those of the stop.
        assert_eq!(almanac(&tape).run(day("2026-11-21"), 7, &[]), run, "{answer:?}");
    }
}

/// Sessions on so many days up to the 28th, each with these two answers.
fn answered(answers: &[(Option<Feeling>, Option<Feeling>)]) -> Almanac {
    let mut tape = worked_on(&["2026-01-15"]);
    for (at, (after, next_day)) in answers.iter().enumerate() {
        let date = days_after(day("2026-03-29"), at as u64) - chrono::Days::new(answers.len() as u64);
        tape.clock(&format!("{date}T10:00:00+01:00")).start();
        tape.step(0, "cat-cow", 60).end(EndHow::Finished);
        for (how, asked) in [(after, Check::After), (next_day, Check::NextDay)] {
            if let Some(how) = *how {
                tape.add(Entry::Felt(Felt { how, asked }));
            }
        }
    }
    almanac(&tape)
}

#[test]
fn sorer_three_sessions_running_is_worth_showing() {
    use Feeling::{Looser, Same, Sorer};
    let today = day("2026-03-28");
    let rows = [
        (vec![(Some(Sorer), None); 3], true),
        (vec![(Some(Sorer), None); 2], false),
        (vec![(Some(Looser), Some(Sorer)); 3], true),
        (vec![(Some(Sorer), None), (None, None), (Some(Sorer), None), (Some(Sorer), None)], true),
        (vec![(Some(Sorer), None), (Some(Same), None), (Some(Sorer), None), (Some(Sorer), None)], false),
        (vec![(Some(Sorer), Some(Looser)); 3], false),
    ];
    for (answers, expected) in rows {
        assert_eq!(answered(&answers).is_worth_showing(today), expected, "{answers:?}");
    }
}

#[test]
fn no_better_needs_four_weeks_of_regular_use_and_enough_answers() {
    use Feeling::{Looser, Same};
    let today = day("2026-03-28");
    let rows = [
        (vec![(Some(Same), None); 14], true),
        (vec![(Some(Same), None); 11], false),
        ([(Some(Same), None), (Some(Looser), None)].repeat(7), false),
        ([vec![(Some(Same), None); 7], vec![(None, None); 14]].concat(), false),
    ];
    for (answers, expected) in rows {
        assert_eq!(answered(&answers).is_worth_showing(today), expected, "{answers:?}");
    }
    // Somebody who began a fortnight ago has not given it four weeks.
    let mut tape = Tape::new("2026-03-15T10:00:00+01:00");
    for date in 15..29 {
        tape.clock(&format!("2026-03-{date}T10:00:00+01:00")).start();
        tape.step(0, "cat-cow", 60).end(EndHow::Finished).add(Entry::Felt(Felt { how: Same, asked: Check::After }));
    }
    assert!(!almanac(&tape).is_worth_showing(today));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A life of some days, each with its work; off days; a day more never lowers anything.
    #[test]
    fn one_more_session_never_lowers_a_number(
        days in prop::collection::btree_set(0_u64..200, 0..60),
        off in prop::collection::vec((0_u64..200, 0_u64..20), 0..4),
        more in 0_u64..200,
        goal in 0_u32..9,
    ) {
        let date = |at: u64| days_after(day("2026-01-01"), at);
        let lived = |days: &std::collections::BTreeSet<u64>| {
            let days: Vec<String> = days.iter().map(|at| date(*at).to_string()).collect();
            almanac(&worked_on(&days.iter().map(String::as_str).collect::<Vec<_>>()))
        };
        let off: Vec<_> = off.iter().map(|(from, length)| date(*from)..=date(from + length)).collect();
        let today = date(200);
        let before = lived(&days);
        let mut with = days.clone();
        with.insert(more);
        let after = lived(&with);
        let all = date(0)..=today;
        prop_assert!(after.run(today, goal, &off) >= before.run(today, goal, &off));
        prop_assert!(after.run(today, goal, &off) >= after.run(today, goal, &[]));
        prop_assert!(after.tally(all.clone()).work >= before.tally(all.clone()).work);
        prop_assert_eq!(after.tally(all.clone()).days, with.len());
        let by_day: std::time::Duration = (0..=200).map(|at| after.tally(date(at)..=date(at)).work).sum();
        prop_assert_eq!(by_day, after.tally(all).work);
    }
}
