//! The way from one movement to the next: between any two of them people get up and down the way people do.

use std::sync::Arc;

use unhunch::coach::view::{Doing, FigureView, Motion};
use unhunch::coach::{Bank, Brief, Event, Person, Session};
use unhunch::figure::{Body, Chain, Figure, Glyphs, Passage, Point, Shown, size};
use unhunch::routine::{Library, MovementId, RoutineId};
use unhunch::units::Moment;

/// The moments of a passage that are looked at.
const SAMPLES: u8 = 16;

fn figures() -> Vec<(String, Arc<Figure>)> {
    let library = Library::built_in();
    let movement = |id| library.movement(&id).expect("it is built in");
    let ids = library.movement_ids().into_iter();
    ids.map(|id| (id.to_string(), movement(id).figure.clone().expect("every movement has a figure"))).collect()
}

fn shown(mirrored: bool) -> Shown {
    Shown { mirrored, ..Shown::FIRST }
}

/// Every way from one movement to another; the other side of some.
fn passages(mut look: impl FnMut(&str, &Passage<'_>)) {
    let figures = figures();
    for (at, (from, first)) in figures.iter().enumerate() {
        for (to_at, (to, last)) in figures.iter().enumerate() {
            let sides = (at % 2 == 0, (at + to_at) % 3 == 0);
            let passage = Passage::new((first, shown(sides.0)), (last, shown(sides.1)));
            look(&format!("from {from} to {to}"), &passage);
        }
    }
}

fn along() -> impl Iterator<Item = f32> {
    (0..=SAMPLES).map(|it| f32::from(it) / f32::from(SAMPLES))
}

fn joints(body: &Body) -> Vec<Point> {
    let limbs = body.arms.iter().chain(&body.legs).flat_map(|it| [it.middle, it.end, it.tip]);
    limbs.chain([body.pelvis, body.waist, body.chest, body.head]).collect()
}

#[test]
fn bones_keep_their_lengths_on_the_way() {
    let is = |a: Point, b: Point, length: f32| ((a - b).length() - length).abs() <= length * 0.01;
    let limb = |chain: &Chain, [a, b, c]: [f32; 3]| {
        is(chain.root, chain.middle, a) && is(chain.middle, chain.end, b) && is(chain.end, chain.tip, c)
    };
    passages(|name, passage| {
        for part in along() {
            let body = passage.body(part);
            let arms = body.arms.iter().all(|it| limb(it, [size::UPPER_ARM, size::FOREARM, size::HAND]));
            let legs = body.legs.iter().all(|it| limb(it, [size::THIGH, size::SHIN, size::FOOT]));
            let trunk = is(body.pelvis, body.waist, size::LOWER) && is(body.waist, body.chest, size::UPPER);
            assert!(arms && legs && trunk, "{name} at {part}");
        }
    });
}

#[test]
fn nobody_goes_through_the_floor_on_the_way() {
    passages(|name, passage| {
        for part in along() {
            let lowest = joints(&passage.body(part)).into_iter().map(|it| it.y).fold(f32::MAX, f32::min);
            assert!(lowest >= -0.012, "{name} at {part}: {lowest}");
        }
    });
}

#[test]
fn no_joint_is_faster_on_the_way_than_a_body_moves() {
    let grain = 0.05;
    passages(|name, passage| {
        let lasts = passage.lasts().as_secs_f32();
        let (mut since, mut last) = (0.0, joints(&passage.body(0.0)));
        while since < lasts {
            since += grain;
            let now = joints(&passage.body(since / lasts));
            let moved = last.iter().zip(&now).map(|(a, b)| (*a - *b).length()).fold(0.0, f32::max);
            assert!(moved / grain <= 1.5, "{name}: {} body heights a second at {since} s of {lasts}", moved / grain);
            last = now;
        }
    });
}

#[test]
fn a_way_begins_and_ends_with_the_pictures_it_goes_between() {
    for (name, figure) in figures() {
        for mirrored in [false, true] {
            let passage = Passage::new((&figure, shown(mirrored)), (&figure, shown(false)));
            let cells = |text: &str| text.chars().filter(|it| !it.is_whitespace()).count();
            let own = cells(&figure.draw(&shown(mirrored), 48, 20, Glyphs::Braille).text());
            let drawn = cells(&passage.draw(0.0, 48, 20, Glyphs::Braille).text());
            // Marks are not drawn on the way, nor is the room around a close picture.
            assert!(drawn * 2 >= own && drawn <= own * 3, "{name}: {drawn} for {own}");
        }
    }
}

#[test]
fn a_mirrored_body_is_the_mirror_image() {
    for (name, figure) in figures() {
        let body = figure.body(1.0, 0.0);
        assert_eq!(body.mirrored().mirrored(), body, "{name}");
        let (left, right) = (body.arms[0].end, body.mirrored().arms[1].end);
        assert!((Point::new(left.x, left.y, -left.z) - right).length() < 1e-6, "{name}");
    }
}

#[test]
fn any_area_is_survived_on_the_way() {
    let figures = figures();
    let passage = Passage::new((&figures[0].1, Shown::FIRST), (&figures[30].1, shown(true)));
    for (width, height) in [(0, 0), (1, 1), (0, 9), (2, 30), (24, 10), (200, 3), (80, 30)] {
        for part in along() {
            let picture = passage.draw(part, width, height, Glyphs::Ascii);
            assert_eq!((picture.width, picture.height), (width, height));
            assert!(picture.text().is_ascii());
        }
    }
}

/// A routine and the figures it shows, frame by frame.
fn walk(routine: &str, mut look: impl FnMut(&Session, Moment, &FigureView)) {
    let library = Library::built_in();
    let routine = library.routine(&RoutineId::new(routine)).expect("it is embedded").expect("it has no errors");
    let find = |id: &MovementId| library.movement_of(&routine, id);
    let brief = Brief::gather(Arc::clone(&routine), Person::default(), &find);
    let plan = brief.lay();
    let (mut session, _) = Session::begin(brief, plan, Bank::default(), Moment::START);
    let mut now = Moment::START;
    for _ in 0..100_000 {
        if session.ending().is_some() {
            return;
        }
        let _ = session.handle(Event::Look, now);
        if let Some(figure) = session.figure(now, 12) {
            look(&session, now, &figure);
        }
        let (Some(deadline), frame) = (session.next_deadline(), session.next_frame(12)) else { return };
        now = frame.map_or(deadline, |frame| frame.min(deadline)).max(now);
    }
    panic!("it never ends");
}

#[test]
fn the_change_of_posture_is_shown_in_the_set_up_and_over_before_the_movement_begins() {
    for routine in ["towel-roll", "chair-stretch", "wall-stretch"] {
        let (mut shown, mut steps) = (std::collections::BTreeSet::new(), 0);
        walk(routine, |session, now, figure| {
            let view = session.view(now);
            steps = view.step.1;
            if view.doing == Doing::SetUp && figure.from.is_some() {
                shown.insert(view.step.0);
            }
        });
        assert!(shown.len() + 2 >= steps && !shown.contains(&1), "{routine}: {shown:?} of {steps}");
    }
}

#[test]
fn a_figure_turns_round_to_its_other_side_and_never_flips() {
    let mut before: Option<FigureView> = None;
    walk("chair-stretch", |session, now, figure| {
        if let Some(before) = &before
            && before.shown.mirrored != figure.shown.mirrored
        {
            let from = figure.from.as_ref();
            assert!(from.is_some_and(|it| it.part < 0.2), "{} at {now:?}", session.view(now).movement);
        }
        before = Some(figure.clone());
    });
}

#[test]
fn a_set_up_has_no_frames_once_its_posture_is_there() {
    walk("cat-cow", |session, now, figure| {
        if session.view(now).doing == Doing::SetUp && figure.from.is_none() {
            // But for what is shown once before it begins.
            let next = session.next_frame(12);
            let begins = next.and_then(|next| session.figure(next, 12)).is_some_and(|it| it.motion == Motion::Preview);
            assert!(next.is_none() || begins || figure.motion == Motion::Preview);
        }
    });
}
