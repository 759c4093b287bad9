//! The diary says what the plain readers say.

use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use unhunch::journal::{
    Areas, Census, Check, Counted, Diary, DiaryReader, EndHow, Ended, Entry, Feeling, Felt, Lines, MachineId, Mark,
    Record, Replay, SessionId, StepHow, merge, read_lines,
};
use unhunch::routine::{Area, MovementId, Place};

use super::tape::{Tape, at};

const V1: &str = include_str!("../../goldens/journal/v1.jsonl");

/// Some days of a person, with everything the journal knows in them, and clocks, titles and words of every kind.
fn lives() -> impl Strategy<Value = Vec<Record<Entry>>> {
    let act = (0_u8..14, 0_u32..5, -2_000_i64..40_000, 0_u64..100_000, any::<bool>());
    let offset = prop::sample::select(vec!["+01:00", "-08:00", "+05:45", "+00:00"]);
    (1_u64..4, offset, prop::collection::vec(act, 0..60)).prop_map(|(machine, offset, acts)| {
        let mut tape = Tape::new(&format!("2026-11-20T20:00:00{offset}"));
        tape.ids = unhunch::journal::Ids::new(MachineId::from_bits(machine), 7);
        let titles = ["The Chair Stretch", "Späte \"Dehnung\"", "\u{1b}[2J", "", "背中"];
        for (act, index, seconds, millis, flag) in acts {
            tape.pass(seconds);
            match act {
                0 | 1 => {
                    tape.start_with(|started| {
                        titles[index as usize].clone_into(&mut started.title);
                        started.place = flag.then_some(Place::Floor);
                        started.resumes = flag.then(|| SessionId::new("01a1fd3a03bb-00000001-00001"));
                        (started.outcome, started.guard_kept) = (flag.then(|| "adapt".to_owned()), flag);
                        started.planned = Duration::from_millis(millis);
                    });
                }
                2..=5 => {
                    tape.step_with(index, ["cat-cow", "open-book"][index as usize % 2], 0, |step| {
                        step.work = Duration::from_millis(millis);
                        step.how = StepHow::ALL[index as usize % StepHow::ALL.len()];
                        (step.end_range, step.eased) = (flag, index == 1);
                        step.instead_of = flag.then(|| MovementId::new("wall-slide"));
                        step.routine_step = (!flag).then_some(index);
                        step.areas = Area::ALL.iter().copied().take(index as usize).collect();
                        (step.bank, step.stretch) = (step.work, step.work);
                    });
                }
                6 => {
                    tape.pause();
                }
                7 => {
                    tape.resume(millis);
                }
                8 => {
                    tape.stop(index, flag.then(|| u8::try_from(index).unwrap()));
                }
                9 => {
                    tape.pop();
                }
                10 => {
                    let (how, asked) = (Feeling::ALL[index as usize % 3], Check::ALL[usize::from(flag)]);
                    tape.add(Entry::Felt(Felt { how, asked }));
                }
                11 => {
                    let what = Some(["guard-asked", "break-taken"][usize::from(flag)].to_owned());
                    let pop = tape.records.iter().find(|it| matches!(it.what, Entry::Popped(_)));
                    let mark = match pop.filter(|_| index == 0) {
                        Some(pop) => Mark::takes_back(&pop.id),
                        None => Mark { what, step: Some(index), ..Mark::default() },
                    };
                    tape.add(Entry::Noted(mark));
                }
                12 => {
                    tape.session = None;
                }
                _ => {
                    let how = EndHow::ALL[index as usize];
                    let last = flag.then_some(tape.now);
                    let active = Duration::from_millis(millis);
                    tape.add(Entry::Ended(Ended { how, work: active, active, step: None, last, during: None }));
                }
            }
        }
        tape.records
    })
}

/// Lines in some other order, some of them more than once.
fn stirred() -> impl Strategy<Value = (Vec<Record<Entry>>, String)> {
    (lives(), lives(), prop::collection::vec(any::<Index>(), 0..30), any::<bool>()).prop_map(
        |(a, b, again, shuffle)| {
            let records = [a, b].concat();
            let mut lines: Vec<String> = records.iter().map(|record| record.line().unwrap()).collect();
            for at in again {
                if lines.is_empty() {
                    break;
                }
                let (from, to) = (at.index(lines.len()), (at.index(lines.len()) * 7) % lines.len());
                if shuffle {
                    lines.swap(from, to);
                }
                lines.push(lines[from].clone());
            }
            (records, lines.concat())
        },
    )
}

fn read(bytes: &[u8]) -> Diary {
    let mut reader = DiaryReader::default();
    reader.read(bytes);
    reader.finish()
}

/// What the plain reader comes to.
fn plainly(bytes: &[u8]) -> Diary {
    let lines: Lines<Entry> = read_lines(bytes);
    Diary { unknown: lines.unknown, bad: lines.bad.len(), ..Diary::of(lines.records) }
}

fn assert_says_what_the_replay_says(diary: &Diary, records: &[Record<Entry>]) {
    let records = merge(records.to_vec());
    let replay = Replay::of(records.clone());
    let mut lives: Vec<_> = replay.lives().filter(|life| life.day().is_some()).collect();
    let first = |life: &unhunch::journal::Life| {
        let sitting = diary.sessions.iter().find(|it| it.id == *life.id()).unwrap();
        (sitting.at, sitting.id.clone())
    };
    lives.sort_by_key(|life| first(life));
    assert_eq!(diary.sessions.len(), lives.len());
    for (sitting, life) in diary.sessions.iter().zip(lives) {
        assert_eq!((&sitting.id, &sitting.machine), (life.id(), life.machine()));
        assert_eq!(Some(sitting.day()), life.day());
        assert!(life.started_at().is_none_or(|at| at == sitting.at && at.offset() == sitting.at.offset()));
        let started = life.started();
        assert_eq!(sitting.routine.as_ref(), started.map(|it| &it.routine));
        assert_eq!(sitting.title.as_deref(), started.map(|it| it.title.as_str()));
        assert_eq!(sitting.place, started.and_then(|it| it.place));
        assert_eq!(sitting.planned, started.map_or(Duration::ZERO, |it| it.planned));
        assert_eq!(sitting.plan_steps, started.map_or(0, |it| it.steps));
        assert_eq!(sitting.resumes.as_ref(), started.and_then(|it| it.resumes.as_ref()));
        assert_eq!((sitting.work(), sitting.counts()), (life.work(), life.counts()));
        assert_eq!(sitting.steps.len(), life.steps().count());
        for (done, step) in sitting.steps.iter().zip(life.steps()) {
            assert_eq!((done.index, &done.movement, done.how), (step.index, &step.movement, step.how));
            assert_eq!((done.work, done.planned, done.eased), (step.work, step.planned, step.eased));
            assert_eq!(done.instead_of, step.instead_of);
            assert_eq!(done.areas, step.areas.iter().copied().collect::<Areas>());
        }
        let stops: Vec<_> = life.stops().map(|stop| (stop.nth, stop.answer)).collect();
        assert_eq!(sitting.stops, stops);
        assert_eq!(sitting.ended, life.ended().map(|it| it.how));
        assert_eq!(sitting.ended_at, life.ended_at());
        assert_eq!(sitting.active, life.ended().map_or(Duration::ZERO, |it| it.active));
        let felt = |asked| life.felt().rfind(|felt| felt.asked == asked).map(|felt| felt.how);
        assert_eq!((sitting.felt, sitting.felt_next_day), (felt(Check::After), felt(Check::NextDay)));
    }
    let marks = |wanted: fn(&Entry) -> bool| -> Vec<_> {
        let marks = records.iter().filter(|it| wanted(&it.what));
        marks.map(|it| (it.at, it.id.clone(), it.session.clone())).collect()
    };
    let pops: Vec<_> = diary.pops.iter().map(|it| (it.at, it.id.clone(), it.session.clone())).collect();
    let notes: Vec<_> = diary.notes.iter().map(|it| (it.at, it.id.clone(), it.session.clone())).collect();
    let taken_back = |id: &unhunch::journal::RecordId| {
        records.iter().any(|it| matches!(&it.what, Entry::Noted(mark) if mark.taken_back() == Some(id)))
    };
    let mut popped = marks(|entry| matches!(entry, Entry::Popped(_)));
    popped.retain(|(_, id, _)| !taken_back(id));
    assert_eq!(pops, popped);
    let dates: Vec<_> =
        replay.pops_since(chrono::NaiveDate::MIN).into_iter().map(|(at, id)| (at, id.clone())).collect();
    assert_eq!(dates, popped.into_iter().map(|(at, id, _)| (at, id)).collect::<Vec<_>>());
    assert_eq!(notes, marks(|entry| matches!(entry, Entry::Noted(_))));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(11),
        ..ProptestConfig::default()
    })]

    #[test]
    fn it_says_what_a_replay_of_all_entries_says((records, lines) in stirred()) {
        let diary = read(lines.as_bytes());
        prop_assert_eq!((diary.unknown, diary.bad), (0, 0));
        prop_assert_eq!(&diary, &Diary::of(records.clone()));
        assert_says_what_the_replay_says(&diary, &records);
    }

    #[test]
    fn read_in_two_parts_it_says_the_same((_, lines) in stirred(), place in any::<Index>()) {
        let lines: Vec<&str> = lines.split_inclusive('\n').collect();
        let (first, second) = lines.split_at(place.index(lines.len() + 1));
        let of = |lines: &[&str]| {
            let mut reader = DiaryReader::default();
            reader.read(lines.concat().as_bytes());
            reader
        };
        let mut reader = of(first);
        reader.join(of(second));
        prop_assert_eq!(reader.finish(), read(lines.concat().as_bytes()));
    }

    #[test]
    fn a_census_counts_what_is_there((records, mut lines) in stirred(), spoilt in any::<Index>()) {
        let mut spoil = |text: &str| {
            let at = spoilt.index(lines.len() + 1);
            let at = lines.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            lines.insert_str(at, text);
        };
        spoil("rubbish\n");
        spoil("{\"v\":2}\n");
        let (mut census, mut file) = (Census::default(), Counted::default());
        for (number, line) in lines.lines().enumerate() {
            census.take(number, line.as_bytes(), &mut file);
        }
        let plain: Lines<Entry> = read_lines(lines.as_bytes());
        prop_assert_eq!((file.records, file.unknown, file.bad.len()), (plain.records.len(), 1, 1));
        prop_assert_eq!(file.days, records.iter().map(Record::day).min().zip(records.iter().map(Record::day).max()));
        let records = merge(records);
        prop_assert_eq!(census.entries(), records.len());
        let replay = Replay::of(records);
        let lives = || replay.lives().filter(|life| life.day().is_some());
        let open = lives().filter(|life| life.is_open()).count();
        prop_assert_eq!(census.sessions(), (lives().count(), open));
    }

    #[test]
    fn spoilt_lines_cost_it_what_they_cost_the_plain_reader(
        (_, lines) in stirred(),
        spots in prop::collection::vec((any::<Index>(), any::<u8>(), 0_u8..4), 1..12),
    ) {
        let mut bytes = lines.into_bytes();
        for (at, byte, how) in spots {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                _ if bytes.is_empty() => {}
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes[at] = b"0\"\\,}{\n9e."[usize::from(byte) % 10],
            }
        }
        prop_assert_eq!(read(&bytes), plainly(&bytes));
    }

    #[test]
    fn bytes_of_any_kind_are_read_alike_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert_eq!(read(&bytes), plainly(&bytes));
    }

    #[test]
    fn anything_that_looks_like_a_line_is_read_alike(text in r#"(\{("(v|id|at|kind|how|x)":("[a-z\\]{0,3}"|-?[0-9]{1,11}(\.[0-9]{0,4})?(e[0-9])?|true|null|\[\]),?){0,5}\}\n?){0,6}"#) {
        prop_assert_eq!(read(text.as_bytes()), plainly(text.as_bytes()));
    }
}

/// Each row: what stands in a line, and what it stands for. Every number and word that JSON or a later version may bring.
#[test]
fn every_spelling_is_read_as_the_plain_reader_reads_it() {
    let rows = [
        ("\"work\":17.125", "\"work\":17.1251"),
        ("\"work\":17.125", "\"work\":1e2"),
        ("\"work\":17.125", "\"work\":-3"),
        ("\"work\":17.125", "\"work\":007"),
        ("\"work\":17.125", "\"work\":7."),
        ("\"work\":17.125", "\"work\":0"),
        ("\"work\":17.125", "\"work\":0.5"),
        ("\"work\":17.125", "\"work\":999999999"),
        ("\"work\":17.125", "\"work\":99999999999999999999"),
        ("\"work\":17.125", "\"work\":\"17\""),
        ("\"index\":1,", "\"index\":1.0,"),
        ("\"index\":1,", "\"index\":4294967295,"),
        ("\"index\":1,", "\"index\":4294967296,"),
        ("\"index\":1,", "\"index\":1,\"index\":2,"),
        ("\"eased\":true", "\"eased\":false"),
        ("\"eased\":true", "\"eased\":null"),
        ("\"eased\":true", "\"eased\":true,\"mood\":[{\"deep\":1}]"),
        ("\"areas\":[\"upper-back\",\"chest\"]", "\"areas\":[]"),
        ("\"areas\":[\"upper-back\",\"chest\"]", "\"areas\":[\"tail\",\"chest\",\"chest\"]"),
        ("\"areas\":[\"upper-back\",\"chest\"]", "\"areas\":[\"upper-back\",]"),
        ("\"how\":\"left\"", "\"how\":\"levitated\""),
        ("\"how\":\"left\"", "\"how\": \"left\""),
        ("\"movement\":\"seated-chest-lift\"", "\"movement\":\"se\\u0061ted\""),
        ("\"movement\":\"seated-chest-lift\"", "\"movement\":\"caf\u{e9}\""),
        ("\"nth\":1,\"answer\":2", "\"nth\":1,\"answer\":256"),
        ("\"nth\":1,\"answer\":2", "\"nth\":1,\"answer\":null"),
        ("09:30:01.123+01:00", "09:30:01.123Z"),
        ("09:30:01.123+01:00", "09:30:61.123+01:00"),
        ("\"v\":1", "\"v\":2"),
        ("\"v\":1", "\"v\":1.0"),
        ("\"kind\":\"popped\"", "\"kind\":\"levitated\""),
        ("\"kind\":\"popped\"", "\"kind\":\"popped\",\"movement\":null"),
        ("}\n", "}\r\n"),
        ("}\n", "} \n"),
        ("}\n", "}}\n"),
        ("}\n", "\n"),
    ];
    for (there, instead) in rows {
        let text = V1.replace(there, instead);
        assert_ne!(text, V1, "{there} stands nowhere");
        assert_eq!(read(text.as_bytes()), plainly(text.as_bytes()), "{instead}");
    }
}

#[test]
fn a_line_too_long_costs_itself() {
    let mut tape = Tape::new("2026-11-21T09:00:00+01:00");
    tape.start_with(|started| started.title = "x".repeat(70_000));
    tape.pop();
    let lines: String = tape.records.iter().map(|record| record.line().unwrap()).collect();
    let diary = read(lines.as_bytes());
    assert_eq!((diary.sessions.len(), diary.pops.len(), diary.bad), (0, 1, 1));
}

#[test]
fn a_session_whose_beginning_is_lost_stands_where_its_first_step_does() {
    let mut tape = Tape::new("2026-11-21T23:50:00+01:00");
    tape.start();
    tape.records.clear();
    tape.step(0, "cat-cow", 60).pass(1_200).step(1, "open-book", 60).end(EndHow::Finished);
    let diary = Diary::of(tape.records);
    let [sitting] = &diary.sessions[..] else { panic!("{diary:?}") };
    assert_eq!((sitting.at, sitting.routine.as_ref()), (at("2026-11-21T23:50:00+01:00"), None));
}
