use chrono::TimeDelta;

use super::*;
use crate::journal::{EndHow, Ended, Entry as Kept, Ids, MachineId, Record, Replay, Started, Step, StepHow};
use crate::routine::{MovementId, Phase, Routine};
use crate::safety::{Fact, Item, Reason, Sign};
use crate::units::Moment;

/// Routines done at these times, each with what it worked on.
fn lived(done: &[(&str, &str, Area)], facts: &[Fact]) -> Memory {
    let mut ids = Ids::new(MachineId::from_bits(7), 1);
    let mut records = Vec::new();
    for (at, routine, area) in done {
        let at = at.parse().unwrap();
        let session = ids.session(at);
        let work = Duration::from_secs(120);
        let started = Started {
            routine: RoutineId::new(routine),
            title: String::new(),
            digest: String::new(),
            place: None,
            planned: work,
            own_set_ups: false,
            steps: 1,
            days: 30,
            first: None,
            resumes: None,
            version: "0".to_owned(),
            outcome: None,
            guard_kept: false,
        };
        let step = Step {
            index: 0,
            routine_step: Some(0),
            movement: MovementId::new("cat-cow"),
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
            areas: vec![*area],
            first_side: None,
            sides_done: 1,
            eased: false,
        };
        let ended = Ended { how: EndHow::Finished, work, active: work, step: None, last: None, during: None };
        for entry in [Kept::Started(started), Kept::Step(step), Kept::Ended(ended)] {
            records.push(Record::new(&mut ids, at + TimeDelta::zero(), Some(session.clone()), entry));
        }
    }
    let at = "2026-11-01T10:00:00+01:00".parse().unwrap();
    let facts: Vec<_> = facts.iter().map(|fact| Record::new(&mut ids, at, None, fact.clone())).collect();
    Memory::new(ids, &facts, Replay::of(records))
}

fn suggested(memory: &Memory, at: &str) -> Option<(String, String)> {
    let library = Library::built_in();
    let now = Now { moment: Moment::START, wall: at.parse().unwrap() };
    let it = suggest(&library, memory, now, None, |_| true)?;
    Some((library.entries()[it.entry].head.id.to_string(), it.why))
}

fn id(memory: &Memory, at: &str) -> String {
    suggested(memory, at).map(|(id, _)| id).unwrap_or_default()
}

/// A fortnight of sessions, the last of them yesterday.
fn settled() -> Memory {
    lived(
        &[
            ("2026-11-15T10:00:00+01:00", "wrists-and-neck", Area::Neck),
            ("2026-11-18T10:00:00+01:00", "desk-reset", Area::UpperBack),
            ("2026-11-19T10:00:00+01:00", "chair-stretch", Area::UpperBack),
        ],
        &[],
    )
}

/// Whatever was done yesterday is not suggested today, at no hour of the day.
#[test]
fn what_was_done_yesterday_is_not_suggested_again() {
    for known in KNOWN {
        let memory = lived(&[("2026-11-18T10:00:00+01:00", known.id, known.works)], &[]);
        for hour in ["07", "11", "15", "19", "23"] {
            assert_ne!(id(&memory, &format!("2026-11-19T{hour}:00:00+01:00")), known.id, "at {hour}");
        }
    }
}

#[test]
fn nobody_is_at_work_on_a_saturday() {
    for day in ["2026-11-21", "2026-11-22"] {
        let (_, why) = suggested(&settled(), &format!("{day}T11:00:00+01:00")).expect("there is one");
        assert!(!why.contains("work;") && !why.contains("at work"), "{why}");
    }
}

/// A routine of one's own is among those that are suggested: where all others were done yesterday it is the one.
#[test]
fn a_routine_of_ones_own_is_suggested_too() {
    let text = "id = \"mine\"\ntitle = \"Mine\"\nplace = \"chair\"\n[[steps]]\nmovement = \"shoulder-rolls\"\n\
                [[steps]]\nmovement = \"palms-up-reach\"\n[[steps]]\nmovement = \"posture-reset\"\n";
    let mut library = Library::built_in();
    library.add_personal(vec![crate::routine::PersonalFile {
        path: "mine.toml".to_owned(),
        kind: FileKind::Routine,
        bytes: Ok(text.as_bytes().to_vec()),
    }]);
    let done: Vec<_> = KNOWN.iter().map(|known| ("2026-11-18T10:00:00+01:00", known.id, known.works)).collect();
    let memory = lived(&done, &[]);
    let now = Now { moment: Moment::START, wall: "2026-11-19T11:00:00+01:00".parse().unwrap() };
    let it = suggest(&library, &memory, now, None, |_| true).expect("there is one");
    assert_eq!(library.entries()[it.entry].head.id.as_str(), "mine");
}

#[test]
fn with_nothing_behind_it_is_the_first_of_the_named_ones() {
    let nobody = lived(&[], &[]);
    for at in ["2026-11-20T07:00:00+01:00", "2026-11-20T11:00:00+01:00", "2026-11-20T23:00:00+01:00"] {
        assert_eq!(id(&nobody, at), "chair-stretch", "{at}");
    }
    let library = Library::built_in();
    let now = Now { moment: Moment::START, wall: "2026-11-20T11:00:00+01:00".parse().unwrap() };
    let on_the_floor = |at: usize| library.entries()[at].head.place == crate::routine::RoutinePlace::Floor;
    let it = suggest(&library, &nobody, now, None, on_the_floor).unwrap();
    assert_eq!(library.entries()[it.entry].head.id.as_str(), "towel-roll");
}

#[test]
fn each_time_of_day_has_its_own() {
    // 20 November 2026 is a Friday.
    let rows = [
        ("2026-11-20T07:00:00+01:00", Part::Morning),
        ("2026-11-20T11:00:00+01:00", Part::Work),
        ("2026-11-20T19:00:00+01:00", Part::Evening),
        ("2026-11-20T23:30:00+01:00", Part::Night),
    ];
    for (at, part) in rows {
        let (id, why) = suggested(&settled(), at).unwrap();
        let known = KNOWN.iter().find(|it| it.id == id).unwrap();
        assert!(known.parts.contains(&part), "{at}: {id}, {why}");
    }
}

#[test]
fn what_was_not_worked_on_for_long_comes_first_and_what_was_just_done_does_not() {
    let (first, why) = suggested(&settled(), "2026-11-20T11:00:00+01:00").unwrap();
    assert_eq!(
        (first.as_str(), why.as_str()),
        ("wrists-and-neck", "For a break at work; neck last worked on 5 days ago.")
    );
    let mut done = vec![("2026-11-18T10:00:00+01:00", "desk-reset", Area::UpperBack)];
    done.push(("2026-11-20T10:00:00+01:00", "wrists-and-neck", Area::Neck));
    assert_ne!(id(&lived(&done, &[]), "2026-11-20T11:00:00+01:00"), "wrists-and-neck");
}

#[test]
fn what_is_set_aside_is_left_out_where_there_is_another() {
    let aside = Fact::SetAside {
        what: What::Family(Family::Neck),
        reason: Reason::SharpPain,
        side: None,
        session: "s".to_owned(),
    };
    let done = [("2026-11-19T10:00:00+01:00", "chair-stretch", Area::UpperBack)];
    let (id, why) = suggested(&lived(&done, &[aside]), "2026-11-20T11:00:00+01:00").unwrap();
    let known = KNOWN.iter().find(|it| it.id == id).unwrap();
    assert!(!known.families.contains(&Family::Neck) && why.contains("without what is set aside"), "{id}: {why}");
}

#[test]
fn under_a_pause_it_is_the_calm_one_and_in_an_emergency_none() {
    let when = "2026-10-31T12:00:00+01:00".parse().unwrap();
    let said = |sign| Fact::Ticked { item: Item::Sign(sign), when };
    let done = [("2026-10-31T10:00:00+01:00", "chair-stretch", Area::UpperBack)];
    let at = "2026-11-01T12:00:00+01:00";
    assert_eq!(id(&lived(&done, &[said(Sign::Immunity)]), at), "eyes-and-breath");
    assert_eq!(suggested(&lived(&done, &[said(Sign::Chest)]), at), None);
}

#[test]
fn a_roller_is_suggested_to_nobody_who_has_none() {
    let library = Library::built_in();
    let now = Now { moment: Moment::START, wall: "2026-11-19T19:00:00+01:00".parse().unwrap() };
    let roller = |at: usize| library.entries()[at].head.id.as_str() == "roller-release";
    let has = Fact::KitHas { kit: Kit::Roller };
    let done = [("2026-11-18T10:00:00+01:00", "desk-reset", Area::UpperBack)];
    assert_eq!(suggest(&library, &lived(&done, &[]), now, None, roller), None);
    assert!(suggest(&library, &lived(&done, &[has]), now, None, roller).is_some());
}

#[test]
fn the_same_day_gives_the_same_answer_and_a_line_each_time() {
    for hour in 0..24 {
        for day in 16..23 {
            let at = format!("2026-11-{day}T{hour:02}:00:00+01:00");
            let first = suggested(&settled(), &at).unwrap();
            assert_eq!(suggested(&settled(), &at), Some(first.clone()), "{at}");
            assert!(first.1.ends_with('.') && !first.1.contains('!') && first.1.len() < 70, "{at}: {}", first.1);
        }
    }
}

/// The effort of a routine's steps by area, the warm-up apart.
fn works(library: &Library, routine: &Routine) -> Area {
    let mut areas: BTreeMap<Area, Duration> = BTreeMap::new();
    for step in &routine.steps {
        let movement = library.movement_of(routine, &step.movement).unwrap();
        let dose = step.dose(&movement);
        if movement.phase != Phase::WarmUp {
            for area in &movement.areas {
                *areas.entry(*area).or_default() += dose.effort.length() * dose.reps * dose.sides;
            }
        }
    }
    areas.into_iter().max_by_key(|(_, time)| *time).unwrap().0
}

#[test]
fn what_is_known_of_a_routine_is_what_its_file_says() {
    let library = Library::built_in();
    for known in KNOWN {
        let routine = library.routine(&RoutineId::new(known.id)).unwrap().unwrap();
        let movements: Vec<_> =
            routine.steps.iter().map(|step| library.movement_of(&routine, &step.movement).unwrap()).collect();
        let families: BTreeSet<Family> =
            movements.iter().map(|it| it.family).filter(|family| *family != Family::Calm).collect();
        let said: BTreeSet<Family> = known.families.iter().copied().collect();
        assert_eq!(said, families, "{}", known.id);
        assert_eq!(known.end_range, movements.iter().any(|it| it.end_range.is_some()), "{}", known.id);
        assert_eq!(known.works, works(&library, &routine), "{}", known.id);
        let kit = movements.iter().flat_map(|it| &it.needs).flat_map(|need| &need.0);
        let kit = kit.copied().find(|kit| matches!(kit, Kit::Roller | Kit::Ball));
        assert_eq!(known.kit, kit, "{}", known.id);
    }
}

/// Beside a command, and in a break at the desk, nobody is sent to the floor, at whatever hour.
#[test]
fn what_is_offered_beside_a_command_is_never_on_the_floor() {
    let library = Library::built_in();
    for hour in 0..24 {
        let now = Now { moment: Moment::START, wall: format!("2026-11-19T{hour:02}:00:00+01:00").parse().unwrap() };
        for at_most in [60, 180, 420, 1_200] {
            let routine = crate::app::routine_beside(&library, &settled(), now, Some(Duration::from_secs(at_most)));
            assert_ne!(routine.expect("there is one").place, RoutinePlace::Floor, "at {hour} in {at_most} s");
        }
    }
}
