//! What users of break programs ask for, each as a day on a virtual clock.

use unhunch::breaks::{Granted, Held, Note, Sample, Voice, Why};

use crate::life::{Came, Doing, Life, MINUTE, rules};

const ALL_DAY: &str = "[breaks]\nhours = []\n";

fn times(came: &[(String, Voice)]) -> Vec<&str> {
    came.iter().map(|(at, _)| at.as_str()).collect()
}

#[test]
fn who_sits_for_fifty_minutes_is_offered_a_break_and_not_before() {
    let mut life = Life::from("09:00:00", rules(""));
    assert_eq!(life.minutes(60, Doing::Typing), [("09:50".to_owned(), Voice::Full)]);
}

/// Workrave#103, sane-break#157, ianny#12: readers are not away, and an empty chair is.
#[test]
fn who_reads_gets_breaks_and_an_empty_chair_none() {
    let mut life = Life::from("09:00:00", rules(""));
    // A key every fourteen minutes is reading.
    let mut came = Vec::new();
    for _ in 0..4 {
        came.extend(life.minutes(14, Doing::Nothing));
        came.extend(life.minutes(1, Doing::Typing));
    }
    assert_eq!(times(&came), ["09:50"]);
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(40, Doing::Typing);
    assert_eq!(life.minutes(200, Doing::Nothing).len(), 1, "one while they may be reading, none to an empty chair");
    assert_eq!(life.due().why, Why::Away);
    assert_eq!(life.minutes(49, Doing::Typing), [], "that was a break");
}

/// BreakTimer#277, entracte#190: what counts as rest is a setting.
#[test]
fn a_proved_absence_is_a_break_and_a_shorter_one_is_not() {
    for (minutes, rested) in [(4, false), (6, true)] {
        let mut life = Life::from("09:00:00", rules(""));
        let _ = life.minutes(40, Doing::Typing);
        let _ = life.minutes(minutes, Doing::Idle);
        let came = life.minutes(20, Doing::Typing);
        assert_eq!(came.is_empty(), rested, "{minutes} {came:?}");
    }
}

/// Stretchly#1493 (a pause resets), #1014 (never resumes), #1553; Workrave#255.
#[test]
fn a_break_that_a_meeting_defers_comes_back_after_it() {
    let mut life = Life::from("09:00:00", rules(""));
    assert_eq!(times(&life.minutes(45, Doing::Typing)), [""; 0]);
    assert_eq!(times(&life.minutes(60, Doing::Meeting)), [""; 0], "not in it");
    assert_eq!(life.due().why, Why::Busy);
    let came = life.minutes(10, Doing::Typing);
    assert_eq!(times(&came), ["10:48"], "two minutes after the first look that found it over");
}

#[test]
fn who_says_they_are_busy_is_left_alone_until_then_and_two_minutes() {
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(45, Doing::Typing);
    let until = life.at + 30 * MINUTE;
    let (at, rules) = (life.at, life.rules.clone());
    life.desk.be_busy_until(at, Some(until), &rules);
    assert_eq!(times(&life.minutes(40, Doing::Nothing)), ["10:17"], "busy is sitting, without a key");
}

#[test]
fn who_is_busy_for_hours_is_asked_whether_they_still_are() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let (at, rules) = (life.at, life.rules.clone());
    life.desk.be_busy_until(at, None, &rules);
    assert_eq!(life.minutes(170, Doing::Typing), []);
    assert_eq!(life.due().why, Why::Busy);
    assert_eq!(life.minutes(15, Doing::Typing), []);
    assert_eq!(life.due().why, Why::StillBusy);
    let at = life.at;
    life.desk.free(at);
    assert_eq!(times(&life.minutes(5, Doing::Typing)), ["12:07"]);
}

/// Stretchly#1479: a busy mark that nobody takes back does not silence the program for ever.
#[test]
fn busy_ends_with_the_lid() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let (at, rules) = (life.at, life.rules.clone());
    life.desk.be_busy_until(at, None, &rules);
    let _ = life.minutes(30, Doing::Asleep);
    assert_eq!(times(&life.minutes(55, Doing::Typing)), ["10:21"]);
}

/// BreakTimer#53 #148 #362, SafeEyes#9, Workrave#404, ianny#16, Stretchly#1248.
#[test]
fn waking_the_laptop_is_not_a_moment_for_a_break() {
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(49, Doing::Typing);
    // Too short for a break, and long enough for the lid.
    let _ = life.minutes(2, Doing::Asleep);
    assert_eq!(times(&life.minutes(15, Doing::Typing)), ["10:02"]);
    let mut life = Life::from("14:00:00", rules("[breaks]\nat = [\"15:00\"]\n"));
    let _ = life.minutes(58, Doing::Asleep);
    assert_eq!(times(&life.minutes(20, Doing::Typing)), ["15:09"], "a fixed time waits too");
}

#[test]
fn a_night_is_a_break() {
    let mut life = Life::from("17:30:00", rules(ALL_DAY));
    let _ = life.minutes(29, Doing::Typing);
    let _ = life.minutes(12 * 60, Doing::Asleep);
    assert_eq!(times(&life.minutes(55, Doing::Typing)), ["06:50"]);
}

/// sane-break#158, Stretchly#509, Workrave#206, BreakTimer#259.
#[test]
fn later_is_granted_and_the_third_in_a_row_makes_the_next_the_shortest() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let _ = life.minutes(50, Doing::Typing);
    for (n, granted) in [(1, Granted::AsAsked), (2, Granted::AsAsked), (3, Granted::AndShort), (4, Granted::AndShort)] {
        let (at, rules) = (life.at, life.rules.clone());
        assert_eq!(life.desk.later(at, 5 * MINUTE, &rules), granted, "{n}");
        assert_eq!(life.minutes(4, Doing::Typing), [], "{n}: not before");
        assert_eq!(life.minutes(1, Doing::Typing).len(), 1, "{n}: it comes back when it was asked for");
        assert_eq!(life.desk.wants_short(), n >= 3);
    }
    let _ = life.minutes(6, Doing::Idle);
    let _ = life.minutes(1, Doing::Typing);
    assert!(!life.desk.wants_short(), "after a break it is as before");
}

#[test]
fn skip_means_skip() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let _ = life.minutes(52, Doing::Typing);
    let at = life.at;
    life.desk.skip(at);
    assert_eq!(times(&life.minutes(55, Doing::Typing)), ["10:42"]);
}

/// sane-break#116: no escalation.
#[test]
fn ignored_offers_become_quieter_and_never_louder() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let came = life.minutes(240, Doing::Typing);
    let expected = [("09:50".to_owned(), Voice::Full), ("10:05".to_owned(), Voice::Line)];
    assert_eq!(came, expected, "and then only the status says it");
    assert_eq!(life.due().why, Why::Ignored);
    let _ = life.minutes(6, Doing::Idle);
    let came = life.minutes(55, Doing::Typing);
    assert_eq!(came.len(), 1, "after a break it is as before: {came:?}");
    assert_eq!(came[0].1, Voice::Full);
}

#[test]
fn after_five_ignored_offers_a_day_has_enough() {
    let mut life = Life::from("06:00:00", rules(ALL_DAY));
    let mut offers = 0;
    for _ in 0..10 {
        offers += life.minutes(90, Doing::Typing).len();
        let _ = life.minutes(6, Doing::Idle);
    }
    assert_eq!(offers, 5);
    let _ = life.minutes(1, Doing::Typing);
    assert_eq!(life.due().why, Why::Enough);
    let _ = life.minutes(4 * 60, Doing::Asleep);
    assert_eq!(life.minutes(60, Doing::Typing).len(), 1, "tomorrow is another day");
}

/// An offer that nobody could answer was not ignored: to a chair that was left, or into a meeting.
#[test]
fn an_offer_that_nobody_could_answer_was_not_ignored() {
    for is_busy in [false, true] {
        let mut life = Life::from("09:00:00", rules(ALL_DAY));
        assert_eq!(life.minutes(50, Doing::Typing).len(), 1);
        if is_busy {
            let (at, rules) = (life.at, life.rules.clone());
            life.desk.be_busy_until(at, Some(at + 45 * MINUTE), &rules);
        }
        let _ = life.minutes(40, Doing::Idle);
        assert_eq!(life.desk.ignored_on(life.wall().date_naive()), 0, "busy: {is_busy}");
    }
}

#[test]
fn after_hours_and_on_days_off_it_is_silent() {
    let mut life = Life::from("12:00:00", rules(""));
    assert_eq!(times(&life.minutes(120, Doing::Typing)), ["13:00", "13:15"], "not at lunch, which began at 12:30");
    let mut life = Life::from("18:00:00", rules(""));
    assert_eq!(life.minutes(5 * 60, Doing::Typing), []);
    assert_eq!(life.due().why, Why::OffHours);
    let mut life = Life::from("10:00:00", rules("[breaks]\ndays = [\"mon\", \"wed\"]\n"));
    assert_eq!(life.minutes(120, Doing::Typing), [], "Tuesday");
}

#[test]
fn nothing_is_offered_where_movement_is_ruled_out_or_on_a_holiday_or_in_a_session() {
    for held in [Held::Outcome, Held::Away] {
        let mut life = Life::from("09:00:00", rules(""));
        let today = life.wall().date_naive();
        life.desk.hold(today, held);
        assert_eq!(life.minutes(120, Doing::Typing), []);
    }
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(49, Doing::Typing);
    let sample = Sample { in_session: true, ..life.sample() };
    life.desk.observe(&sample, &life.rules, life.wall().date_naive());
    assert_eq!(life.due().why, Why::InSession);
}

#[test]
fn a_session_is_a_break_and_one_that_was_left_at_once_is_not() {
    for (counts, rested) in [(true, true), (false, false)] {
        let mut life = Life::from("09:00:00", rules(""));
        assert_eq!(life.minutes(51, Doing::Typing).len(), 1);
        let at = life.at;
        life.desk.end_session(at, counts);
        assert_eq!(life.minutes(30, Doing::Typing).is_empty(), rested);
        let taken = life.desk.take_notes().iter().any(|note| matches!(note, Note::Taken(_)));
        assert_eq!(taken, rested);
    }
}

#[test]
fn a_break_that_follows_an_offer_was_taken_and_one_long_after_was_not() {
    for (wait, taken) in [(3, 1), (40, 0)] {
        let mut life = Life::from("09:00:00", rules(""));
        let _ = life.minutes(50 + wait, Doing::Typing);
        let _ = life.minutes(6, Doing::Idle);
        let _ = life.minutes(1, Doing::Typing);
        let notes = life.desk.take_notes();
        let count = notes.iter().filter(|note| matches!(note, Note::Taken(_))).count();
        assert_eq!(count, taken, "{wait}: {notes:?}");
    }
}

/// Whatever the clock on the wall is set to, what was sat was sat, and nothing comes at once or never again.
#[test]
fn a_clock_that_jumps_moves_nothing() {
    for jump in [-40 * 86_400, -3_600, -120, 120, 3_600, 40 * 86_400] {
        let mut life = Life::from(
            "09:00:00",
            rules("[breaks]\nhours = []\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n"),
        );
        assert_eq!(life.minutes(30, Doing::Typing), []);
        life.set_clock(jump);
        let before = life.at;
        let mut when = None;
        for _ in 0..40 {
            if life.minute(Doing::Typing) != Came::Nothing {
                when.get_or_insert((life.at - before) / MINUTE);
            }
        }
        assert_eq!(when, Some(20), "{jump}");
    }
}

#[test]
fn a_machine_that_was_started_anew_was_away() {
    let mut life = Life::from("09:00:00", rules(ALL_DAY));
    let _ = life.minutes(45, Doing::Typing);
    life.at += 20 * MINUTE;
    let sample = Sample { up: Some(30), asleep: 0, ..life.sample() };
    life.desk.observe(&sample, &life.rules, life.wall().date_naive());
    assert_eq!(life.desk.sat(life.at, &life.rules), Some(0));
}

#[test]
fn only_one_of_many_gets_an_offer() {
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(49, Doing::Typing);
    life.pass(Doing::Typing);
    life.desk.observe(&life.sample(), &life.rules, life.wall().date_naive());
    assert!(life.due().is_now(life.at));
    let at = life.at;
    assert!(life.desk.claim(at));
    assert!(!life.desk.claim(at + 1), "somebody has it");
    assert!(life.desk.claim(at + 10), "who died with it does not keep it");
    assert!(life.desk.settle(at + 10, false));
    assert!(!life.due().is_now(at + 10));
}

#[test]
fn who_marks_themselves_away_in_a_terminal_is_away_although_they_just_pressed_enter() {
    let mut life = Life::from("09:00:00", rules(""));
    let _ = life.minutes(45, Doing::Typing);
    let at = life.at;
    life.desk.go(at);
    life.key = at + 1;
    let _ = life.minutes(6, Doing::Nothing);
    assert_eq!(life.due().why, Why::Away);
    assert_eq!(life.minutes(30, Doing::Typing), [], "that was a break");
}
