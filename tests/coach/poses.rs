//! Where the body of the picture stands, all through a session: not only in the first second of each part.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

use crate::plans::{people, routines};
use crate::walk::{brief, secs};
use unhunch::coach::view::{FigureView, Motion};
use unhunch::coach::{Bank, Event, Part, Person, PlannedStep, Segment, Session, State};
use unhunch::figure::{Body, Joint, Passage};
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

/// The fastest a joint goes, in body heights a second.
const QUICKEST: f32 = 1.5;

/// The body as it is drawn.
fn body(view: &FigureView) -> Body {
    if let Some(from) = &view.from {
        let way = Passage::new((&from.figure, from.shown), (&view.figure, view.shown));
        return way.body(from.part);
    }
    let body = view.figure.body(view.shown.along, view.shown.breath);
    if view.shown.mirrored { body.mirrored() } else { body }
}

/// How far the joint is that is the farthest from where it is in the other body.
fn apart(one: &Body, other: &Body) -> f32 {
    Joint::ALL.iter().map(|joint| (one.joint(*joint) - other.joint(*joint)).length()).fold(0.0, f32::max)
}

/// What a segment looks like, whatever the routine and whoever the person: those of one name are looked at once.
fn name_of(step: &PlannedStep, segment: Segment) -> String {
    let (kind, side) = match segment.part {
        Part::SetUp => ("set-up", 0),
        Part::In { side, .. } => ("in", side),
        Part::Work { side, .. } => ("work", side),
        Part::Out { side, .. } => ("out", side),
        Part::Rest { side, .. } => ("rest", side),
        Part::Change { to } => ("change", to),
    };
    let (movement, dose) = (&step.movement, &step.dose);
    let sat = movement.seated.is_none();
    let side = step.body_side(side).map_or(side, |side| 10 + side as usize);
    let at_once = dose.ramp_in.is_zero();
    format!("{} {sat} {kind} {side} {:?} {:?} {at_once}", movement.id, segment.length, dose.effort)
}

/// Plays one segment every 50 ms: how fast its fastest joint is, from where the segment before left the body on, and
/// where this one leaves it.
fn quickest(session: &Session, began: Moment, length: Duration, left: Option<&Body>) -> (f32, Body) {
    let seen = |since: Duration| body(&session.figure(began + since, 20).expect("every movement has a figure"));
    let mut last = seen(Duration::ZERO);
    let mut far = left.map_or(0.0, |left| apart(left, &last));
    // A hold only breathes: a breath of it is enough.
    let held = matches!(session.part(), Part::Work { .. }) && session.current().holds();
    let until = if held { length.min(secs(6)) } else { length };
    let mut since = GRAIN;
    let mut shown = session.figure(began, 20);
    let mut still = 0;
    while since <= until {
        // What has stood still for half a second is looked at more seldom, until it moves again.
        if still >= 10 && session.figure(began + since + GRAIN * 5, 20) == shown {
            since += GRAIN * 5;
            continue;
        }
        let next = session.figure(began + since, 20);
        still = if next == shown { still + 1 } else { 0 };
        if next != shown {
            let now = body(next.as_ref().expect("every movement has a figure"));
            far = far.max(apart(&last, &now));
            (last, shown) = (now, next);
        }
        since += GRAIN;
    }
    (far / GRAIN.as_secs_f32(), seen(length))
}

#[test]
fn a_way_ends_where_the_effort_begins_and_no_joint_is_faster_than_a_body_moves() {
    let library = Library::built_in();
    let (mut looked_at, mut faults) = (HashSet::new(), BTreeSet::new());
    for id in routines(&library) {
        for (who, person) in people() {
            let brief = brief(&library, &id, person);
            let plan = brief.lay();
            let all: Vec<_> =
                plan.steps.iter().flat_map(|step| step.segments().into_iter().map(move |it| (step, it))).collect();
            let names: Vec<String> = all.iter().map(|(step, segment)| name_of(step, *segment)).collect();
            let pair = |at: usize| (at.checked_sub(1).map(|before| names[before].clone()), names[at].clone());
            if (0..all.len()).all(|at| looked_at.contains(&pair(at))) {
                continue;
            }
            let mut now = Moment::at(secs(7));
            let (mut session, _) = Session::begin(brief, plan.clone(), Bank::default(), now);
            let mut left: Option<Body> = None;
            for (at, (step, segment)) in all.iter().enumerate() {
                let name = format!("{id} for {who}: {} {:?}", step.movement.id, segment.part);
                let next_is_new = at + 1 < all.len() && !looked_at.contains(&pair(at + 1));
                if looked_at.insert(pair(at)) {
                    let (fast, end) = quickest(&session, now, segment.length, left.as_ref());
                    if fast > QUICKEST {
                        faults.insert(format!("{name}: {fast:.1} body heights a second"));
                    }
                    left = Some(end);
                } else if next_is_new {
                    left = session.figure(now + segment.length, 20).as_ref().map(body);
                }
                let until = now + segment.length;
                while now < until {
                    now = until.min(now + secs(2));
                    let _ = session.handle(Event::Look, now);
                }
                let waits = matches!(segment.part, Part::SetUp | Part::Change { .. } | Part::Rest { .. });
                if let (true, true, Some(left)) = (waits, next_is_new, &left) {
                    let begins = body(&session.figure(now, 20).expect("every movement has a figure"));
                    if apart(left, &begins) > NEAR {
                        faults.insert(format!("{name}: it does not end where the effort begins"));
                    }
                }
            }
        }
    }
    assert!(looked_at.len() > 500, "{} segments", looked_at.len());
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_shown_before_it_begins_is_slow_never_at_an_end_of_a_range_and_over_in_time() {
    let library = Library::built_in();
    let mut shown = BTreeSet::new();
    for id in routines(&library) {
        // Who meets a movement for the first time has time to be shown it.
        let person = Person { met: Some(BTreeSet::new()), ..Person::default() };
        let brief = brief(&library, &id, person);
        let plan = brief.lay();
        let mut now = Moment::at(secs(7));
        let (mut session, _) = Session::begin(brief, plan.clone(), Bank::default(), now);
        for step in &plan.steps {
            for segment in step.segments() {
                let at = |since: Duration| session.figure(now + since, 12).expect("every movement has a figure");
                let grains = (0..).map(|grain| GRAIN * grain).take_while(|since| *since < segment.length);
                let previews: Vec<Duration> = grains.filter(|since| at(*since).motion == Motion::Preview).collect();
                if let (Some(first), Some(last)) = (previews.first(), previews.last()) {
                    assert_eq!(segment.part, Part::SetUp, "{id}: {}", step.movement.id);
                    assert!(step.movement.end_range.is_none(), "{id}: {}", step.movement.id);
                    assert!(*last - *first >= secs(3), "{id}: {} in {:?}", step.movement.id, *last - *first);
                    assert!(
                        *first >= step.movement.setup.takes(),
                        "{id}: {}: the words are read first",
                        step.movement.id
                    );
                    assert!(stands_as(&at(segment.length - GRAIN), &at(*first - GRAIN)), "{id}: {}", step.movement.id);
                    shown.insert(step.movement.id.clone());
                }
                let until = now + segment.length;
                while now < until {
                    now = until.min(now + secs(2));
                    let _ = session.handle(Event::Look, now);
                }
            }
        }
    }
    assert!(shown.len() >= 5, "{shown:?}");
}
