//! Lives lived with the program, made up the same way each time.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use unhunch::app::history::Past;
use unhunch::journal::{
    Almanac, Check, EndHow, Ended, Entry, Feeling, Felt, Ids, MachineId, Record, Replay, Started, Step, StepHow,
    days_after, days_before,
};
use unhunch::routine::{Area, MovementId, RoutineId};

/// What is done: a routine, its title, its movements with their areas.
type Done = (&'static str, &'static str, &'static [(&'static str, &'static [Area])]);

const ROUTINES: [Done; 4] = [
    (
        "chair-stretch",
        "The Chair Stretch",
        &[
            ("shoulder-rolls", &[Area::Shoulders, Area::UpperBack, Area::Neck]),
            ("seated-cat-cow", &[Area::UpperBack, Area::LowBack]),
            ("chair-back-extension", &[Area::UpperBack, Area::Chest]),
        ],
    ),
    ("micro-break", "Micro-break", &[("posture-reset", &[Area::UpperBack, Area::LowBack, Area::Neck])]),
    (
        "wrists-and-neck",
        "Wrists and neck",
        &[("neck-turn", &[Area::Neck]), ("wrist-flexor-stretch", &[Area::WristsHands]), ("eye-reset", &[Area::Eyes])],
    ),
    (
        "floor-unwind",
        "Floor unwind",
        &[("knees-to-chest", &[Area::LowBack, Area::Hips]), ("open-book", &[Area::Chest])],
    ),
];

/// The day it is: a Saturday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// The record of somebody who began so many days ago, with a fortnight away in it.
pub(crate) fn past(days: u64) -> Past {
    let away = days_before(today(), 140)..=days_before(today(), 127);
    let away = if days > 140 { vec![away] } else { Vec::new() };
    let worked = |ago: u64| !(127..=140).contains(&ago);
    let mut chance = Chance(days + 1);
    let mut ids = Ids::new(MachineId::from_bits(7), 1);
    let mut records = Vec::new();
    for ago in (0..days).rev().filter(|ago| worked(*ago)) {
        let often = [0, 0, 1, 1, 1, 2, 2, 3][chance.below(8)];
        let often = if ago == 0 { often.max(2 - usize::from(days == 1)) } else { often };
        for nth in 0..often {
            let minute = i64::try_from(chance.below(90)).expect("few minutes");
            let noon = days_after(today(), 0) - chrono::Days::new(ago);
            let at = noon.and_hms_opt(8, 0, 0).expect("a time").and_utc().fixed_offset();
            let at = at + TimeDelta::minutes(minute + 150 * i64::try_from(nth).expect("few"));
            session(&mut records, &mut ids, at, &mut chance);
        }
    }
    Past::new(Almanac::of(Replay::of(records)), today(), 5, away, &[])
}

fn session(records: &mut Vec<Record<Entry>>, ids: &mut Ids, at: DateTime<FixedOffset>, chance: &mut Chance) {
    let (id, title, movements) = ROUTINES[chance.below(ROUTINES.len())];
    let session = ids.session(at);
    let mut at = at;
    let mut add = |at, entry| records.push(Record::new(ids, at, Some(session.clone()), entry));
    let steps = u32::try_from(movements.len()).expect("few steps");
    add(
        at,
        Entry::Started(Started {
            routine: RoutineId::new(id),
            title: title.to_owned(),
            digest: String::new(),
            place: None,
            planned: Duration::from_secs(300),
            own_set_ups: false,
            steps,
            days: 0,
            first: None,
            resumes: None,
            version: "0".to_owned(),
            outcome: None,
            guard_kept: false,
        }),
    );
    let mut all = Duration::ZERO;
    for (index, (movement, areas)) in (0..).zip(movements) {
        let work = Duration::from_secs(30 + chance.below(130) as u64);
        all += work;
        at += TimeDelta::from_std(work).expect("a length");
        add(
            at,
            Entry::Step(Step {
                index,
                routine_step: Some(index),
                movement: MovementId::new(movement),
                instead_of: None,
                next: None,
                how: StepHow::Done,
                work,
                planned: work,
                phase: None,
                bank: Duration::ZERO,
                moving: Duration::ZERO,
                stretch: Duration::ZERO,
                end_range: false,
                areas: areas.to_vec(),
                first_side: None,
                sides_done: 1,
                eased: false,
            }),
        );
    }
    let how = if chance.below(10) == 0 { EndHow::Quit } else { EndHow::Finished };
    add(at, Entry::Ended(Ended { how, work: all, active: all, step: None, last: None, during: None }));
    let felt = [Some(Feeling::Looser), Some(Feeling::Looser), Some(Feeling::Same), Some(Feeling::Sorer), None];
    let felt = felt[chance.below(6).min(4)].filter(|how| *how != Feeling::Sorer || chance.below(3) == 0);
    if let Some(how) = felt {
        add(at, Entry::Felt(Felt { how, asked: Check::After }));
    }
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}
