//! Every pair of state and event: what the session does with it, as a golden (`src/coach/LAWS.md`).
//!
//! `tests/goldens/coach/transitions.txt` begins with an overview, one column per state, where `.` is a pair that is
//! ignored; then each state has a list of what the other events do in it: the state after, how the plan's length
//! changed, and the effects. An ignored pair is a decision, and the overview is where it can be seen.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::golden;
use crate::told;
use crate::walk::{Walk, secs};
use unhunch::coach::view::PauseReason;
use unhunch::coach::{Event, Part, Person, State, Talk};
use unhunch::safety::{FollowUp, Reply, Said, SoreSide, Standing, StopAnswer, Then, consequence};

/// A state: its name and a session that stands in it.
struct Row {
    name: &'static str,
    walk: Walk,
}

/// Where `chair-stretch` has the chair-back stretch and the twist, counted from zero.
const ARCH: usize = 3;
const TWIST: usize = 4;
const FIRST: Part = Part::Work { side: 0, rep: 0 };
const SECOND: Part = Part::Work { side: 0, rep: 1 };

/// `routine` watched to `part` of `step`, and `more` seconds on.
fn at(routine: &str, step: usize, part: Part, more: u64) -> Walk {
    let mut walk = Walk::begin_for(routine, Person::default());
    walk.watch_to(step, part);
    walk.watch(secs(more));
    walk
}

fn arch(part: Part, more: u64) -> Walk {
    at("chair-stretch", ARCH, part, more)
}

fn with(mut walk: Walk, events: &[Event]) -> Walk {
    for event in events {
        walk.send(event.clone());
    }
    walk
}

/// Stopped in `walk`, and answered so.
fn answered(walk: Walk, answer: StopAnswer) -> Walk {
    let mut walk = with(walk, &[Event::Stop]);
    walk.answer(answer);
    walk
}

/// Every state, in order of life.
fn states() -> Vec<Row> {
    let hold = || arch(SECOND, 4);
    let twist = || at("chair-stretch", TWIST, FIRST, 4);
    let mut asking = with(twist(), &[Event::Stop]);
    asking.watch(secs(3));
    let mut last_side = with(twist(), &[Event::Stop]);
    let pattern = consequence(
        StopAnswer::SharpPain,
        Some(&Arc::clone(&last_side.session.current().movement)),
        &Standing::default(),
        chrono::DateTime::UNIX_EPOCH.fixed_offset(),
    );
    last_side.send(Event::Answer(Box::new(unhunch::safety::Consequence { then: Then::End, ..pattern })));
    let rows = vec![
        ("set-up", arch(Part::SetUp, 4)),
        ("in", arch(Part::In { side: 0, rep: 1 }, 1)),
        ("hold", hold()),
        ("rep", at("cat-cow", 2, SECOND, 4)),
        ("time", at("wall-stretch", 2, FIRST, 4)),
        ("walk", at("end-of-day", 0, FIRST, 4)),
        ("out", arch(Part::Out { side: 0, rep: 1 }, 1)),
        ("rest", arch(Part::Rest { side: 0, rep: 1 }, 1)),
        ("change", at("chair-stretch", TWIST, Part::Change { to: 1 }, 4)),
        ("last hold", at("chair-stretch", 6, FIRST, 4)),
        ("counting in", with(hold(), &[Event::Pause, Event::Pause])),
        ("paused, asked", with(hold(), &[Event::Pause])),
        ("paused, away", with(hold(), &[Event::Suspend])),
        ("paused after a stop", answered(hold(), StopAnswer::CarryOn)),
        ("exit cue", with(hold(), &[Event::Stop])),
        ("asking", asking),
        ("side", answered(twist(), StopAnswer::SharpPain)),
        ("side, then the end", last_side),
        ("easier or skip", answered(hold(), StopAnswer::TooMuch)),
        ("end or go on", answered(hold(), StopAnswer::SharpPain)),
        ("signs", answered(hold(), StopAnswer::Dizzy)),
        ("cramp rest", answered(hold(), StopAnswer::Cramp)),
        ("ended", with(hold(), &[Event::Quit])),
    ];
    rows.into_iter().map(|(name, walk)| Row { name, walk }).collect()
}

/// Every event, by name; an answer comes with what the safety room says follows from it where `walk` stands.
fn events(walk: &Walk) -> Vec<(String, Event)> {
    let movement = Arc::clone(&walk.session.current().movement);
    let answer = |answer: StopAnswer| {
        let at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
        let follows = consequence(answer, Some(&movement), &Standing::default(), at);
        let key = answer.key().map_or("none".to_owned(), |key| key.to_string());
        (format!("answer {key} {}", told::kebab(answer)), Event::Answer(Box::new(follows)))
    };
    let mut all = vec![("look".to_owned(), Event::Look)];
    all.extend(StopAnswer::ALL.into_iter().chain([StopAnswer::NoAnswer]).map(answer));
    let plain = [
        Event::Back,
        Event::Easier,
        Event::Interrupt,
        Event::Longer,
        Event::Pause,
        Event::Popped,
        Event::Quit,
        Event::Ready,
        Event::Skip,
        Event::Stop,
        Event::Suspend,
        Event::TooSmall,
    ];
    all.extend(plain.into_iter().map(|event| (told::kebab(&event), event)));
    let said = [Said::Side(SoreSide::Left), Said::Signs(Reply::No), Said::Easier, Said::Skip, Said::End, Said::GoOn];
    all.extend(said.map(|said| (format!("said {}", told::kebab(said)), Event::Said(said))));
    all
}

/// What `event` does to a copy of `walk`; `.` when it is ignored.
fn cell(walk: &Walk, event: Event) -> String {
    let mut after = walk.clone();
    let effects = after.send(event);
    let same = after.session.state() == walk.session.state()
        && after.session.step() == walk.session.step()
        && after.session.part() == walk.session.part();
    let (was, is) = (walk.session.plan(), after.session.plan());
    if same && was == is && effects.is_empty() {
        return ".".to_owned();
    }
    let mut cell = if same { "as it is".to_owned() } else { told::state(&after.session) };
    if was.length() != is.length() {
        let _ = write!(cell, "; plan {} to {}", told::clock(was.length()), told::clock(is.length()));
    } else if was != is {
        cell.push_str("; plan laid again");
    }
    for effect in &effects {
        let _ = write!(cell, "; {}", told::effect(effect));
    }
    cell
}

#[test]
fn every_pair_of_state_and_event_does_what_the_golden_says() {
    let rows = states();
    let cells: Vec<Vec<(String, String)>> = rows
        .iter()
        .map(|row| events(&row.walk).into_iter().map(|(name, event)| (name, cell(&row.walk, event))).collect())
        .collect();
    let mut text =
        String::from("What every event does in every state. `.` is ignored; `x` is told below, state by state.\n\n");
    for (index, row) in rows.iter().enumerate() {
        let _ = writeln!(text, "{}{}", " ".repeat(26 + 2 * index), row.name);
    }
    for (at, (name, _)) in cells[0].iter().enumerate() {
        let marks: Vec<&str> = cells.iter().map(|row| if row[at].1 == "." { "." } else { "x" }).collect();
        let _ = writeln!(text, "{name:<26}{}", marks.join(" "));
    }
    for (row, cells) in rows.iter().zip(&cells) {
        let _ = writeln!(text, "\n{}: {}", row.name, told::state(&row.walk.session));
        for (name, cell) in cells.iter().filter(|(_, cell)| cell != ".") {
            let _ = writeln!(text, "  {name:<26}{cell}");
        }
    }
    golden::check("coach/transitions", &text);
}

#[test]
fn every_kind_of_state_has_a_column() {
    let seen = |wanted: fn(&State) -> bool| states().iter().any(|row| wanted(row.walk.session.state()));
    assert!(seen(|it| matches!(it, State::Running { .. })));
    assert!(seen(|it| matches!(it, State::CountingIn { .. })));
    for reason in [PauseReason::Asked, PauseReason::Away, PauseReason::AfterStop] {
        let paused = |row: &Row| matches!(row.walk.session.state(), State::Paused { reason: it, .. } if *it == reason);
        assert!(states().iter().any(paused), "{reason:?}");
    }
    let talks: Vec<Talk> = states()
        .iter()
        .filter_map(|row| match row.walk.session.state() {
            State::Stopped(stop) => Some(stop.talk.clone()),
            _ => None,
        })
        .collect();
    assert!(talks.iter().any(|it| matches!(it, Talk::ExitCue { .. })));
    assert!(talks.iter().any(|it| matches!(it, Talk::Asking { .. })));
    assert!(talks.iter().any(|it| matches!(it, Talk::CrampRest { .. })));
    for asks in [FollowUp::SoreSide, FollowUp::Signs, FollowUp::Easier, FollowUp::EndOrGoOn] {
        assert!(talks.iter().any(|it| matches!(it, Talk::Answered(talk) if talk.asks() == Some(asks))), "{asks:?}");
    }
    assert!(seen(|it| matches!(it, State::Ended(_))));
}
