//! Where the body of the picture stands, all through a session: not only in the first second of each part.

use std::sync::Arc;
use std::time::Duration;

use crate::plans::routines;
use crate::walk::{brief, secs};
use unhunch::coach::view::FigureView;
use unhunch::coach::{Bank, Event, Part, Person, Session, State};
use unhunch::figure::Joint;
use unhunch::routine::Library;
use unhunch::units::Moment;

/// How often the figure is looked at.
const GRAIN: Duration = Duration::from_millis(50);

/// How far a joint may be from where it is meant to be, in body heights.
const NEAR: f32 = 0.01;

/// Whether `now` is a picture of the same posture as `then`, with nobody on the way to it.
fn stands_as(now: &FigureView, then: &FigureView) -> bool {
    let body = |view: &FigureView| view.figure.body(view.shown.along, 0.0);
    let (now_body, then_body) = (body(now), body(then));
    let near = |joint: &Joint| (now_body.joint(*joint) - then_body.joint(*joint)).length() < NEAR;
    now.from.is_none()
        && Arc::ptr_eq(&now.figure, &then.figure)
        && now.shown.mirrored == then.shown.mirrored
        && Joint::ALL.iter().all(near)
}

/// Plays `id` for `person` and reports each part in which the body, once it had arrived, went away again, and each one
/// that ended in another posture than the next effort begins with.
fn wanderings(library: &Library, id: &str, person: &Person) -> Vec<String> {
    let brief = brief(library, id, person.clone());
    let plan = brief.lay();
    let mut now = Moment::at(secs(7));
    let (mut session, _) = Session::begin(brief, plan, Bank::default(), now);
    let mut faults = Vec::new();
    let (mut part, mut arrived, mut waiting) = ((0, session.part()), false, None);
    while matches!(session.state(), State::Running { .. }) {
        let figure = session.figure(now, 12).expect("every built-in movement has a figure");
        let here = (session.step(), session.part());
        if here != part {
            let stands = matches!(here.1, Part::In { .. } | Part::Work { .. });
            if stands && waiting.as_ref().is_some_and(|waiting| !stands_as(waiting, &figure)) {
                faults.push(format!("{id}, step {}: {:?} did not end where {:?} begins", part.0 + 1, part.1, here.1));
            }
            (part, arrived, waiting) = (here, false, None);
        }
        if matches!(here.1, Part::SetUp | Part::Change { .. }) {
            if arrived && figure.from.is_some() {
                faults.push(format!("{id}, step {}: {:?} went back to where it came from", here.0 + 1, here.1));
            }
            arrived |= figure.from.is_none();
            waiting = Some(figure);
        }
        now = now + GRAIN;
        let _ = session.handle(Event::Look, now);
    }
    faults.dedup();
    faults
}

#[test]
fn a_body_that_has_come_into_position_waits_there_for_the_effort() {
    let library = Library::built_in();
    let people = [Person::default(), Person { first_week: true, ..Person::default() }];
    let faults: Vec<String> = routines(&library)
        .iter()
        .flat_map(|id| people.iter().flat_map(|person| wanderings(&library, id, person)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
