//! Random weeks of samples: what must never happen, looked for by a machine.
//!
//! The gate runs a few hundred; `UNHUNCH_WEEKS=10000 cargo test --test desk weeks -- --nocapture` the whole of them, and
//! prints the table.

use chrono::{Datelike as _, Timelike as _};
use unhunch::breaks::{Held, Voice, Why};

use crate::chance::Random;
use crate::life::{Came, Doing, Life, MINUTE, rules};

#[derive(Debug, Default)]
struct Table {
    weeks: usize,
    offered: usize,
    deferred: usize,
    came_back: usize,
    later: usize,
    skipped: usize,
    taken: usize,
    ignored: usize,
    most_ignored_a_day: u32,
}

/// What is going on in a stretch of somebody's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Works,
    Reads,
    InAMeeting,
    Rests,
    LidClosed,
    GoneWithoutASign,
}

fn stretch(random: &mut Random, hour: u32) -> (Stretch, i64) {
    let at_work = (8..19).contains(&hour);
    let long = |random: &mut Random, least: usize, most: usize| {
        i64::try_from(least + random.below(most - least)).expect("minutes")
    };
    if !at_work && random.below(10) > 0 {
        return (Stretch::LidClosed, long(random, 20, 200));
    }
    match random.below(12) {
        0..5 => (Stretch::Works, long(random, 5, 120)),
        5..7 => (Stretch::Reads, long(random, 3, 60)),
        7 => (Stretch::InAMeeting, long(random, 10, 120)),
        8..10 => (Stretch::Rests, long(random, 1, 25)),
        10 => (Stretch::LidClosed, long(random, 1, 40)),
        _ => (Stretch::GoneWithoutASign, long(random, 2, 60)),
    }
}

/// How somebody answers an offer.
fn answer(habit: usize, random: &mut Random, life: &mut Life, table: &mut Table) {
    let (at, rules) = (life.at, life.rules.clone());
    match (habit, random.below(4)) {
        (0, _) | (1, 0) => {}
        (1, _) | (2, 0) => {
            table.later += 1;
            let _ = life.desk.later(at, 5 * MINUTE, &rules);
            life.key = at;
        }
        (2, 1) => {
            table.skipped += 1;
            life.desk.skip(at);
            life.key = at;
        }
        _ => {
            table.taken += 1;
            life.desk.end_session(at, true);
            life.key = at;
        }
    }
}

/// One week of somebody, with what must hold asserted at every minute of it.
#[expect(clippy::too_many_lines, reason = "what must hold is asserted where it happens")]
fn week(seed: u64, table: &mut Table) {
    let mut random = Random(seed);
    let fixed = if random.below(2) == 0 { "at = [\"15:00\"]\n" } else { "" };
    let mut life = Life::from("08:00:00", rules(&format!("[breaks]\n{fixed}")));
    let end = life.at + 7 * 86_400;
    let off = i64::try_from(random.below(7)).expect("a day");
    let (mut woke, mut met, mut waits, mut ignored) = (i64::MIN, i64::MIN, None, (0, 0));
    // How somebody answers is a habit.
    let habit = random.below(4);
    while life.at < end {
        let (what, minutes) = stretch(&mut random, life.wall().hour());
        for minute in 0..minutes {
            let doing = match what {
                Stretch::Works => Doing::Typing,
                Stretch::Reads if minute % 9 == 0 => Doing::Typing,
                Stretch::Reads | Stretch::GoneWithoutASign => Doing::Nothing,
                Stretch::InAMeeting => Doing::Meeting,
                Stretch::Rests => Doing::Idle,
                Stretch::LidClosed => Doing::Asleep,
            };
            life.pass(doing);
            if doing == Doing::Asleep {
                woke = i64::MAX;
                continue;
            }
            if woke == i64::MAX {
                woke = life.at;
            }
            // Nobody calls every minute.
            if random.below(5) == 0 {
                if woke == life.at {
                    woke = i64::MAX;
                }
                continue;
            }
            let today = life.wall().date_naive();
            let day = (life.at - (end - 7 * 86_400)) / 86_400;
            let held = if day == off { Held::Outcome } else { Held::Nothing };
            life.desk.hold(today, held);
            let before = life.desk.clone();
            let came = life.call(doing);
            let (at, wall) = (life.at, life.wall());
            // Who is in a meeting is there until it is asked again, and who comes out of one was until it was found over.
            if doing == Doing::Meeting || waits.is_some() && before.is_busy() {
                met = at + 2 * MINUTE;
            }
            if came != Came::Nothing {
                assert!(life.rules.is_open(wall), "seed {seed}: offered at {wall}, outside the hours");
                assert_eq!(held, Held::Nothing, "seed {seed}: offered at {wall} under an outcome");
                assert!(at >= woke + 10 * MINUTE, "seed {seed}: offered at {wall}, just woken");
                let silent = at - life.key.max(woke).max(met);
                assert!(
                    doing == Doing::Meeting || silent <= 15 * MINUTE,
                    "seed {seed}: offered at {wall} to an empty chair, silent for {silent} s: {before:?}"
                );
                assert!(life.idle_since.is_none_or(|since| at - since < 5 * MINUTE), "seed {seed}: {wall}, away");
            }
            match came {
                Came::Deferred => {
                    table.deferred += usize::from(waits.is_none());
                    waits = Some(at);
                }
                Came::Offer(voice) => {
                    assert_ne!(doing, Doing::Meeting, "seed {seed}: offered at {wall} in a meeting");
                    assert_ne!(voice, Voice::Status);
                    if waits.take().is_some() {
                        table.came_back += 1;
                    }
                    table.offered += 1;
                    answer(habit, &mut random, &mut life, table);
                }
                Came::Nothing => {}
            }
            // What was deferred comes back, unless there is no more need of it or it may not.
            if let Some(since) = waits {
                let due = life.due();
                let excused = matches!(
                    due.why,
                    Why::Busy
                        | Why::AfterBusy
                        | Why::Away
                        | Why::Woke
                        | Why::OffHours
                        | Why::Held
                        | Why::Ignored
                        | Why::Enough
                );
                let needed = due.at.is_some_and(|due| due <= at);
                if !excused && !needed {
                    waits = None;
                }
                assert!(
                    excused || doing == Doing::Meeting || at - since < 30 * MINUTE || waits.is_none(),
                    "seed {seed}: deferred {} min ago, still waiting at {wall}: {due:?}\nbefore {before:?}\nafter {:?}",
                    (at - since) / MINUTE,
                    life.desk
                );
            }
            let date = wall.num_days_from_ce();
            let total = life.desk.ignored_on(today);
            if ignored.0 == date && total > ignored.1 || ignored.0 != date && total > 0 {
                table.ignored += 1;
            }
            ignored = (date, total);
            assert!(total <= 5, "seed {seed}: {total} ignored on {today}");
            table.most_ignored_a_day = table.most_ignored_a_day.max(total);
        }
    }
    table.weeks += 1;
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how many weeks are run is said by whoever runs them")]
fn in_random_weeks_nothing_comes_where_nothing_may() {
    let weeks = std::env::var("UNHUNCH_WEEKS").ok().and_then(|weeks| weeks.parse().ok()).unwrap_or(100);
    let mut table = Table::default();
    for seed in 0..weeks {
        week(0x000d_e5c0 + seed, &mut table);
    }
    println!("{table:#?}");
    assert!(table.offered > 0 && table.deferred > 0 && table.came_back > 0 && table.ignored > 0, "{table:?}");
}
