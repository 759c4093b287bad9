use unhunch::journal::{
    Check, Content, During, EndHow, Ended, Entry, Feeling, Felt, Lines, Mark, PauseWhy, Paused, Record, Side, StepHow,
    read_lines,
};
use unhunch::routine::{Area, MovementId, Phase};
use unhunch::safety::{Fact, Reason, What};

use super::tape::{Tape, at, secs};

/// One line of each kind this program writes. Lines are added to this file and never changed: what was written once is
/// read for ever.
const V2: &str = include_str!("../../goldens/journal/v2.jsonl");

fn one_of_each() -> Vec<Record<Entry>> {
    let mut tape = Tape::new("2026-11-21T09:30:00.123+01:00");
    let earlier = tape.start();
    tape.records.clear();
    tape.pass(1).start_with(|started| {
        started.days = 3;
        started.resumes = Some(earlier);
        started.outcome = Some("adapt".to_owned());
        started.guard_kept = true;
    });
    tape.step_with(0, "easy-march", 60, |step| {
        step.phase = Some(Phase::WarmUp);
        step.next = Some(MovementId::new("seated-chest-lift"));
        (step.bank, step.moving) = (secs(60), secs(60));
    });
    tape.step_with(1, "seated-chest-lift", 17, |step| {
        step.routine_step = None;
        step.instead_of = Some(MovementId::new("chair-back-extension"));
        step.how = StepHow::Left;
        step.work += std::time::Duration::from_millis(125);
        step.phase = Some(Phase::Extend);
        step.stretch = step.work;
        step.end_range = true;
        step.areas = vec![Area::UpperBack, Area::Chest];
        step.first_side = Some(Side::Left);
        step.eased = true;
    });
    for reason in PauseWhy::ALL {
        tape.add(Entry::Paused(Paused { reason: *reason }));
    }
    tape.resume(1_800);
    tape.stop(1, None).stop(1, Some(2));
    tape.pop();
    let mark = Mark {
        what: Some("guard-asked".to_owned()),
        movement: Some(MovementId::new("chair-back-extension")),
        step: Some(2),
        of: None,
    };
    tape.add(Entry::Noted(mark));
    for how in EndHow::ALL {
        tape.end(*how);
    }
    tape.add(Entry::Ended(Ended {
        how: EndHow::Closed,
        work: secs(77),
        active: secs(90),
        step: Some(1),
        last: Some(at("2026-11-21T09:31:00.5+01:00")),
        during: Some(During::Work),
    }));
    for how in Feeling::ALL {
        tape.add(Entry::Felt(Felt { how: *how, asked: Check::After }));
    }
    tape.add(Entry::Felt(Felt { how: Feeling::Same, asked: Check::NextDay }));
    tape.session = None;
    tape.add(Entry::Checked);
    tape.pop();
    let pop = tape.records.last().unwrap().id.clone();
    tape.add(Entry::Noted(Mark::takes_back(&pop)));
    tape.records
}

#[test]
fn every_kind_is_written_as_it_always_was() {
    let written: String = one_of_each().iter().map(|record| record.line().unwrap()).collect();
    assert_eq!(written, V2, "the lasting form of the journal changed:\n{written}");
}

#[test]
fn every_line_ever_written_is_read() {
    let lines: Lines<Entry> = read_lines(V2.as_bytes());
    assert_eq!((lines.unknown, lines.bad.len()), (0, 0));
    assert_eq!(lines.records, one_of_each());
}

#[test]
fn truncated_at_every_byte_of_the_last_two_lines_nothing_before_is_lost() {
    let whole = V2.as_bytes();
    let count = V2.lines().count();
    let last_two: usize = V2.lines().rev().take(2).map(|line| line.len() + 1).sum();
    let all = one_of_each();
    for cut in whole.len() - last_two..=whole.len() {
        let lines: Lines<Entry> = read_lines(&whole[..cut]);
        let kept = lines.records.len();
        assert!(kept >= count - 2, "cut at {cut}");
        assert_eq!(lines.records, all[..kept], "cut at {cut}");
        let rest = whole[..cut].rsplit(|byte| *byte == b'\n').next().unwrap();
        let torn = !rest.is_empty() && kept < V2.as_bytes()[..cut].split(|byte| *byte == b'\n').count();
        assert_eq!(lines.bad.len(), usize::from(torn), "cut at {cut}");
        assert!(lines.bad.iter().all(unhunch::journal::BadLine::is_torn), "cut at {cut}");
    }
}

#[test]
fn the_facts_record_has_the_same_envelope() {
    let mut tape = Tape::new("2026-11-21T09:30:00Z");
    let session = tape.start();
    let aside = Fact::SetAside {
        what: What::Movement("cat-cow".into()),
        reason: Reason::SharpPain,
        side: None,
        session: session.as_str().to_owned(),
    };
    // The fact names its session itself; the name stands once in the line whoever brings it.
    for envelope in [Some(session.clone()), None] {
        let fact = Record::new(&mut tape.ids, tape.now, envelope, aside.clone());
        let line = fact.line().unwrap();
        assert_eq!(line.matches("\"session\"").count(), 1, "{line}");
        let lines: Lines<Fact> = read_lines(line.as_bytes());
        assert_eq!(lines.records, [Record { session: Some(session.clone()), ..fact }]);
    }
    let came = Record::new(&mut tape.ids, tape.now, None, Fact::GuestCame);
    let lines: Lines<Fact> = read_lines(came.line().unwrap().as_bytes());
    assert_eq!(lines.records, [came]);
}

#[test]
fn what_would_make_a_line_unreadable_is_not_written() {
    #[derive(serde::Serialize)]
    struct Thief {
        id: u32,
    }
    impl Content for Thief {
        const SEALED: bool = false;
        fn read(_: &str, _: Option<&str>) -> serde_json::Result<Self> {
            Ok(Self { id: 0 })
        }
    }
    let mut tape = Tape::new("2026-11-21T09:30:00Z");
    assert!(Record::new(&mut tape.ids, tape.now, None, Thief { id: 1 }).line().is_err());
}
