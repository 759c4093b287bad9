//! What follows from the facts, with every daily check and without those that are left out.

use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;
use unhunch::journal::{Checks, Forgotten, Ids, Lines, MachineId, Record, read_line, read_lines};
use unhunch::routine::MovementId;
use unhunch::safety::{DaysOff, Fact, Outcome, Reason, StopAnswer, What};

/// One of the things that are kept: mostly the check of a day.
fn fact(kind: u8) -> Fact {
    let (session, movement) = ("s".to_owned(), MovementId::new("chair-back-extension"));
    let check = |outcome| Fact::CheckedToday { outcome, item: None, answers: Vec::new() };
    let stopped = |outcome| Fact::StopAnswered {
        answer: StopAnswer::NoAnswer,
        movement: Some(movement.clone()),
        session: session.clone(),
        outcome,
        set_aside: true,
    };
    match kind {
        0 => check(Outcome::Pause),
        1 => check(Outcome::Emergency),
        2 => check(Outcome::Urgent),
        3 => stopped(None),
        4 => stopped(Some(Outcome::Emergency)),
        5 => Fact::Mistake,
        6 => Fact::Lifted,
        7 => Fact::Assessed,
        8 => Fact::Passed { session },
        9 => Fact::Back,
        10 => Fact::SetAside { what: What::Movement(movement), reason: Reason::Ribs, side: None, session },
        _ => check(Outcome::Go),
    }
}

/// Reads a file of facts as a launch does.
fn without(text: &str) -> Lines<Fact> {
    let (mut checks, mut lines) = (Checks::without(Forgotten::default()), Lines::default());
    let mut take = |number: usize, line: &[u8]| read_line(number, line, &mut lines);
    for (number, line) in text.lines().enumerate() {
        checks.take(number + 1, line.as_bytes(), &mut take);
    }
    checks.end(take);
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn nothing_hangs_on_a_check_that_is_left_out(
        lived in proptest::collection::vec((0_u8..60, 1_i64..60, 0_i32..3), 0..60),
    ) {
        let mut ids = Ids::new(MachineId::from_bits(7), 1);
        let mut now: DateTime<FixedOffset> = "2026-03-03T09:00:00+01:00".parse().unwrap();
        let mut text = String::new();
        for (kind, hours, zone) in lived {
            // Most days begin where the last one did; now and then somebody travels.
            let zone = FixedOffset::east_opt([0, 3_600, -11 * 3_600][usize::try_from(zone).unwrap()]).unwrap();
            now = (now + TimeDelta::hours(hours)).with_timezone(&zone);
            text.push_str(&Record::new(&mut ids, now, None, fact(kind)).line().unwrap());
        }
        let all: Lines<Fact> = read_lines(text.as_bytes());
        let some = without(&text);
        let left_out = all.records.iter().filter(|record| !some.records.contains(record));
        prop_assert!(left_out.clone().all(|record| record.what == fact(99)));
        let of = |lines: &Lines<Fact>, more: Option<&Fact>| {
            let facts = lines.records.iter().map(|record| (&record.what, record.at));
            DaysOff::and_standing(facts.chain(more.map(|fact| (fact, now))))
        };
        prop_assert_eq!(of(&some, None), of(&all, None));
        prop_assert_eq!(of(&some, Some(&Fact::Mistake)), of(&all, Some(&Fact::Mistake)));
    }
}
