//! What a movement's file says of its figure: `[figure]` and its `[[figure.pose]]` tables.
//!
//! The first pose says what is different from the base posture, each later one what is different from the pose before
//! it. Angles are in degrees, places in fractions of body height: ahead, up, and to the right. A limb that is named is
//! described anew: `arms = { raise = 90, elbow = 20 }` by its angles, `{ hold = "head-back", elbow = "out" }` by what its
//! hand holds, `{ at = [0.3, 0.02, 0.09] }` by where its hand is. `left_arm` and `right_arm` speak of one. `palms` says
//! where the palms look, which is seen from near; `eyes` is 0 where they are closed.
//!
//! A `view` is a word or `{ turn = 60, height = 15 }`: how far round from its right toward its front, and how high, in
//! degrees. A mark is at a joint, `by` so much beside it, and goes along with it unless it `stays`; with `pose = 2` it is
//! shown near the second pose only. A `circle` goes round the direction `way`, from one angle to another.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use crate::figure::{
    ANKLE, Area, Arm, Base, Bend, Eye, Fault, Figure, Girdle, Hold, Joint, Leg, MOST_POSES, Mark, MarkKind, Path,
    Point, Pose, Prop, PropKind, Rest, Scene, Shot, View, Way, Which, limits,
};

use super::Code;
use super::reader::{Field, LINE, Table};
use super::shelf::Sight;
use super::vocabulary::Word;

/// How far anything may be from the middle of the room, in fractions of body height.
pub(super) const ROOM: RangeInclusive<f32> = -1.5..=1.5;
/// How long a mark may be.
pub(super) const MARK: RangeInclusive<f32> = 0.02..=0.9;
/// Where a circle may begin and end, in degrees.
pub(super) const ROUND: RangeInclusive<f32> = -360.0..=360.0;
/// How far round and how high the eye may be, in degrees.
pub(super) const TURN: RangeInclusive<f32> = -180.0..=180.0;
pub(super) const HEIGHT: RangeInclusive<f32> = 0.0..=90.0;
/// The poses a mark can be shown near.
pub(super) const POSES: RangeInclusive<u32> = 1..=6;
/// How far fingers bend.
pub(super) const FINGERS: RangeInclusive<f32> = -1.0..=1.0;
/// How full a belly is of air.
pub(super) const BELLY: RangeInclusive<f32> = 0.0..=1.0;
/// How far eyes are open.
pub(super) const EYES: RangeInclusive<f32> = 0.0..=1.0;
/// How many props, or marks, there may be.
pub(super) const MOST_ITEMS: usize = 8;
/// The time a figure takes once through where its file does not say.
const CYCLE: Duration = Duration::from_secs(3);

/// The figure's lists of words are words of a file.
macro_rules! words_of_files {
    ($($name:ident = $kind:literal,)+) => {
        $(impl Word for $name {
            const KIND: &'static str = $kind;

            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn in_a_file(self) -> &'static str {
                self.word()
            }
        })+
    };
}

words_of_files! {
    Area = "an area",
    Base = "a base posture",
    Hold = "something to hold",
    Joint = "a joint",
    MarkKind = "a mark",
    Path = "a path",
    PropKind = "a prop",
    Rest = "a place for a foot",
    Shot = "a shot",
    View = "a view",
    Way = "a direction",
    Which = "a side",
}

/// Reads the figure; none where there is none or something is wrong with it. `instead` is another base posture for its
/// first pose: sitting, on a chair.
pub(super) fn figure(table: &Table<'_>, sight: &Sight<'_>, instead: Option<Base>) -> Option<Arc<Figure>> {
    let field = table.maybe("figure")?;
    let (figure, sound) =
        table.notes().in_figure(|| field.table("`[figure]`", |figure| read(figure, &field, sight, instead)).flatten());
    figure.filter(|_| sound).map(Arc::new)
}

fn read(table: &Table<'_>, field: &Field<'_>, sight: &Sight<'_>, instead: Option<Base>) -> Option<Figure> {
    let base = table.maybe_word("base").unwrap_or(Base::Standing);
    let base = instead.unwrap_or(base);
    let mut scene = Scene {
        eye: table.maybe("view").and_then(|field| eye(&field)).unwrap_or(View::Side.into()),
        shot: table.maybe_word("shot").unwrap_or(Shot::Whole),
        area: table.maybe_words("area"),
        which: table.maybe_word("which").unwrap_or(Which::Both),
        side: table.maybe_word("side").unwrap_or(Which::Right),
        props: table.maybe("props").map_or_else(Vec::new, |field| each(&field, prop)),
        marks: table.maybe("marks").map_or_else(Vec::new, |field| each(&field, mark)),
        path: table.maybe_word("path").unwrap_or(Path::ThereAndBack),
        cycle: table.amount("cycle").unwrap_or(CYCLE),
    };
    if instead == Some(Base::Sitting) {
        scene.props.push(Prop { kind: PropKind::Chair, at: Point::default() });
    }
    let mut last = Pose::base(base);
    let poses = table.tables("pose", "`[[figure.pose]]`", (MOST_POSES, Code::TooLong), |table| {
        pose(table, &mut last);
        (last.clone(), table.span())
    });
    let spans: Vec<_> = poses.iter().map(|(_, span)| span.clone()).collect();
    let poses = poses.into_iter().map(|(pose, _)| pose).collect();
    if !sight.is_personal() {
        // Looking a figure through takes longer than reading it, and a test has done it for ours.
        return Some(Figure::trusted(scene, poses));
    }
    match Figure::new(scene, poses) {
        Ok(figure) => Some(figure),
        Err(faults) => {
            for Fault { pose, message, hint, .. } in faults {
                let span = spans.get(pose).cloned().unwrap_or_else(|| field.key_span());
                let code = if spans.is_empty() { Code::FigureLacks } else { Code::FigurePose };
                table.notes().add_with(code, span, message, Some(hint));
            }
            None
        }
    }
}

/// Each item of a list that is not too long.
fn each<T>(field: &Field<'_>, read: impl Fn(&Field<'_>) -> Option<T>) -> Vec<T> {
    let items = field.list().unwrap_or_default();
    if let Some(surplus) = items.get(MOST_ITEMS) {
        surplus.wrong(
            Code::TooLong,
            format!("expected at most {MOST_ITEMS} items in {}, found {}", field.name(), items.len()),
            Some(format!("take {} of them out", items.len() - MOST_ITEMS)),
        );
    }
    items.iter().take(MOST_ITEMS).filter_map(read).collect()
}

/// A prop: its word, or a table with its word and its place.
fn prop(field: &Field<'_>) -> Option<Prop> {
    let usual = |kind| match kind {
        PropKind::Wall => Point::new(-0.16, 0.0, 0.0),
        PropKind::Desk => Point::new(0.3, 0.0, 0.0),
        PropKind::Doorway => Point::new(0.1, 0.0, 0.0),
        PropKind::Towel => Point::new(-0.23, 0.02, 0.0),
        PropKind::Roller => Point::new(-0.2, 0.04, 0.0),
        PropKind::Ball => Point::new(-0.08, 0.7, 0.0),
        PropKind::Pillow => Point::new(-0.42, 0.026, 0.0),
        PropKind::Screen => Point::new(0.42, 0.41, 0.0),
        PropKind::Tree => Point::new(0.9, 0.3, 0.0),
        PropKind::Chair | PropKind::ChairSideOn | PropKind::Mat => Point::default(),
    };
    if field.is_text() {
        return field.word().map(|kind| Prop { kind, at: usual(kind) });
    }
    field.table("a prop", |table| {
        let kind = table.word("kind");
        let at = table.maybe("at").and_then(|field| point(&field, 0.0)).unwrap_or_else(|| usual(kind));
        Prop { kind, at }
    })
}

/// From where it is seen: a word, or a table with two angles.
fn eye(field: &Field<'_>) -> Option<Eye> {
    if field.is_text() {
        return field.word().map(|view: View| view.into());
    }
    field.table("a view", |table| {
        let angle = |key, range| table.maybe(key).and_then(|field| field.number(range)).unwrap_or(0.0);
        Eye { turn: angle("turn", TURN), height: angle("height", HEIGHT) }
    })
}

fn mark(field: &Field<'_>) -> Option<Mark> {
    field.table("a mark", |table| Mark {
        kind: table.word("kind"),
        at: table.maybe_word("at").unwrap_or(Joint::Head),
        by: table.maybe("by").and_then(|field| point(&field, 0.0)).unwrap_or_default(),
        way: table.maybe_word("way").unwrap_or(Way::Ahead),
        length: table.maybe("length").and_then(|field| field.number(MARK)).unwrap_or(0.12),
        from: table.maybe("from").and_then(|field| field.number(ROUND)).unwrap_or(-60.0),
        to: table.maybe("to").and_then(|field| field.number(ROUND)).unwrap_or(250.0),
        pose: table.count("pose", POSES).map(|pose| pose as usize - 1),
        stays: table.flag("stays"),
    })
}

fn point(field: &Field<'_>, third: f32) -> Option<Point> {
    field.place(ROOM, third).map(|[x, y, z]| Point::new(x, y, z))
}

/// What is different in this pose.
fn pose(table: &Table<'_>, pose: &mut Pose) {
    pose.name = table.text("name", LINE);
    if let Some(at) = table.maybe("at").and_then(|field| point(&field, pose.at.z)) {
        pose.at = at;
    }
    bend(table, "pelvis", &mut pose.pelvis);
    bend(table, "lower", &mut pose.lower);
    bend(table, "upper", &mut pose.upper);
    bend(table, "neck", &mut pose.neck);
    bend(table, "head", &mut pose.head);
    for (key, sides) in [("shoulders", &[0, 1][..]), ("left_shoulder", &[0]), ("right_shoulder", &[1])] {
        if let Some(girdle) = table.table(key, "a shoulder", girdle) {
            for side in sides {
                pose.shoulders[*side] = girdle;
            }
        }
    }
    if let Some(right) = table.table("arms", "an arm", |table| arm(table, 1)) {
        pose.arms = [mirrored_arm(right), right];
    }
    if let Some(right) = table.table("legs", "a leg", |table| leg(table, 1)) {
        pose.legs = [mirrored_leg(right), right];
    }
    for (side, key) in ["left_arm", "right_arm"].into_iter().enumerate() {
        if let Some(arm) = table.table(key, "an arm", |table| arm(table, side)) {
            pose.arms[side] = arm;
        }
    }
    for (side, key) in ["left_leg", "right_leg"].into_iter().enumerate() {
        if let Some(leg) = table.table(key, "a leg", |table| leg(table, side)) {
            pose.legs[side] = leg;
        }
    }
    if let Some(fingers) = table.maybe("fingers").and_then(|field| field.number(FINGERS)) {
        pose.fingers = fingers;
    }
    let both = table.maybe_word("palms");
    for (side, key) in ["left_palm", "right_palm"].into_iter().enumerate() {
        pose.palms[side] = table.maybe_word(key).or(both).or(pose.palms[side]);
    }
    if let Some(eyes) = table.maybe("eyes").and_then(|field| field.number(EYES)) {
        pose.eyes = eyes;
    }
    if let Some(belly) = table.maybe("belly").and_then(|field| field.number(BELLY)) {
        pose.belly = belly;
    }
}

/// An angle of a part, inside what a body can do; 0 if it is not there.
fn angle(table: &Table<'_>, part: &str, key: &'static str) -> Option<f32> {
    let most = limits(part, key).map_or(180.0..=180.0, |it| it.least..=it.most);
    table.maybe(key)?.number(most)
}

fn bend(table: &Table<'_>, key: &'static str, bend: &mut Bend) {
    let Some(field) = table.maybe(key) else { return };
    field.table("a part of the trunk", |table| {
        bend.forward = angle(table, key, "forward").unwrap_or(bend.forward);
        bend.side = angle(table, key, "side").unwrap_or(bend.side);
        bend.turn = angle(table, key, "turn").unwrap_or(bend.turn);
    });
}

fn girdle(table: &Table<'_>) -> Girdle {
    Girdle {
        up: angle(table, "shoulders", "up").unwrap_or(0.0),
        back: angle(table, "shoulders", "back").unwrap_or(0.0),
    }
}

/// A place for one of a pair; how far it is to the side may be left out.
fn place(field: &Field<'_>, side: usize, aside: f32) -> Option<Point> {
    point(field, if side == 0 { -aside } else { aside })
}

/// What is said of both arms is said of the right one.
fn mirrored_arm(arm: Arm) -> Arm {
    match arm {
        Arm::At { place, elbow, fingers } => Arm::At { place: mirrored(place), elbow, fingers },
        Arm::Angles { .. } | Arm::Hold { .. } => arm,
    }
}

fn mirrored_leg(leg: Leg) -> Leg {
    match leg {
        Leg::At { place, knee, toes } => Leg::At { place: mirrored(place), knee, toes },
        Leg::Angles { .. } | Leg::Rest { .. } => leg,
    }
}

fn mirrored(point: Point) -> Point {
    Point::new(point.x, point.y, -point.z)
}

fn arm(table: &Table<'_>, side: usize) -> Arm {
    let pinned = table.maybe("at");
    let held = table.maybe("hold");
    if pinned.is_some() || held.is_some() {
        let elbow = table.maybe_word("elbow").unwrap_or(Way::Down);
        let fingers = table.maybe_word("fingers");
        if let Some(what) = held.as_ref().and_then(Field::word) {
            return Arm::Hold { what, elbow, fingers };
        }
        let place = pinned.and_then(|field| place(&field, side, 0.09)).unwrap_or_default();
        return Arm::At { place, elbow, fingers };
    }
    let angle = |key| angle(table, "arms", key).unwrap_or(0.0);
    Arm::Angles {
        raise: angle("raise"),
        out: angle("out"),
        twist: angle("twist"),
        elbow: angle("elbow"),
        wrist: angle("wrist"),
    }
}

fn leg(table: &Table<'_>, side: usize) -> Leg {
    let pinned = table.maybe("at");
    let rests = table.maybe("rest");
    if pinned.is_some() || rests.is_some() {
        let knee = table.maybe_word("knee").unwrap_or(Way::Front);
        let toes = table.maybe_word("toes").unwrap_or(Way::Ahead);
        if let Some(on) = rests.as_ref().and_then(Field::word) {
            return Leg::Rest { on, knee, toes };
        }
        let place = pinned.and_then(|field| place(&field, side, 0.055));
        return Leg::At { place: place.unwrap_or(Point::new(0.0, ANKLE, 0.0)), knee, toes };
    }
    let angle = |key| angle(table, "legs", key).unwrap_or(0.0);
    Leg::Angles {
        hip: angle("hip"),
        out: angle("out"),
        twist: angle("twist"),
        knee: angle("knee"),
        foot: angle("foot"),
    }
}
