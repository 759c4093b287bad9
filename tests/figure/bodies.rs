//! The figures of all movements, all along their motion: bones keep their lengths, pins hold, nothing is below the floor.

use std::path::Path;
use std::sync::Arc;

use unhunch::figure::{Arm, Beat, Body, Chain, Figure, Glyphs, Ink, Leg, Pair, Picture, Point, Shade, Shown, size};
use unhunch::routine::{Code, FileKind, Grade, Library, MovementId, PersonalFile};

/// The moments of a cycle that are looked at.
const SAMPLES: u16 = 60;

fn figures() -> Vec<(String, Arc<Figure>)> {
    let library = Library::built_in();
    let movement = |id| library.movement(&id).expect("it is built in");
    let ids = library.movement_ids().into_iter();
    ids.map(|id| (id.to_string(), movement(id).figure.clone().expect("every movement has a figure"))).collect()
}

fn along() -> impl Iterator<Item = f32> {
    (0..=SAMPLES).map(|it| f32::from(it) / f32::from(SAMPLES))
}

fn is(a: Point, b: Point, length: f32) -> bool {
    ((a - b).length() - length).abs() <= length * 0.01
}

fn bones(body: &Body) -> bool {
    let limb = |chain: &Chain, [a, b, c]: [f32; 3]| {
        is(chain.root, chain.middle, a) && is(chain.middle, chain.end, b) && is(chain.end, chain.tip, c)
    };
    let arms = body.arms.iter().all(|it| limb(it, [size::UPPER_ARM, size::FOREARM, size::HAND]));
    let legs = body.legs.iter().all(|it| limb(it, [size::THIGH, size::SHIN, size::FOOT]));
    let trunk = is(body.pelvis, body.waist, size::LOWER) && is(body.waist, body.chest, size::UPPER);
    arms && legs && trunk && is(body.chest, body.neck, size::NECK)
}

#[test]
fn bones_keep_their_lengths_all_along_the_motion() {
    for (id, figure) in figures() {
        for part in along() {
            assert!(bones(&figure.body(part, 1.0)), "{id} at {part}");
        }
    }
}

#[test]
fn pins_are_met_all_along_the_motion() {
    for (id, figure) in figures() {
        for part in along() {
            for breath in [-1.2, 0.0, 1.2] {
                let missed = figure.body(part, breath).missed;
                assert!(missed <= 0.01, "{id} at {part}: a pin is missed by {missed}");
            }
        }
    }
}

/// Where a hand or foot is pinned, if it is pinned to the same place in every pose.
fn pins<T: Copy>(limbs: &[Pair<T>], place: impl Fn(T) -> Option<Point>) -> Pair<Option<Point>> {
    [0, 1].map(|side| {
        let first = place(limbs[0][side])?;
        limbs.iter().all(|it| place(it[side]) == Some(first)).then_some(first)
    })
}

#[test]
fn what_is_pinned_stays_where_it_is() {
    for (id, figure) in figures() {
        let arms: Vec<_> = figure.poses().iter().map(|it| it.arms).collect();
        let legs: Vec<_> = figure.poses().iter().map(|it| it.legs).collect();
        let hands = pins(&arms, |arm| if let Arm::At { place, .. } = arm { Some(place) } else { None });
        let feet = pins(&legs, |leg| if let Leg::At { place, .. } = leg { Some(place) } else { None });
        for part in along() {
            let body = figure.body(part, 1.0);
            for side in 0..2 {
                let hand = hands[side].is_none_or(|pin| (body.arms[side].end - pin).length() <= 0.01);
                let foot = feet[side].is_none_or(|pin| (body.legs[side].end - pin).length() <= 0.01);
                assert!(hand && foot, "{id} at {part}");
            }
        }
    }
}

#[test]
fn elbows_and_knees_bend_no_further_than_they_can() {
    for (id, figure) in figures() {
        for part in along() {
            let body = figure.body(part, 0.0);
            assert!(body.arms.iter().all(|arm| arm.bend() <= 160.0), "{id} at {part}: an elbow");
            assert!(body.legs.iter().all(|leg| leg.bend() <= 170.0), "{id} at {part}: a knee");
        }
    }
}

#[test]
fn nothing_is_below_the_floor() {
    for (id, figure) in figures() {
        for part in along() {
            let body = figure.body(part, 0.0);
            let limbs = body.arms.iter().chain(&body.legs).flat_map(|it| [it.middle, it.end, it.tip]);
            let trunk = [body.pelvis, body.waist, body.chest, body.head];
            let lowest = limbs.chain(trunk).map(|it| it.y).fold(f32::MAX, f32::min);
            assert!(lowest >= 0.0, "{id} at {part}: {lowest}");
        }
    }
}

#[test]
fn something_is_drawn_in_every_area() {
    for (id, figure) in figures() {
        for (width, height) in [(24, 10), (36, 14), (48, 20), (80, 30)] {
            for part in [0.0, 0.5, 1.0] {
                for turned in 0..8 {
                    for glyphs in [Glyphs::Ascii, Glyphs::Braille] {
                        let shown = Shown { along: part, turned, ..Shown::FIRST };
                        let picture = figure.draw(&shown, width, height, glyphs);
                        assert!(picture.drawn() > 20, "{id} at {part} in {width}x{height}");
                        assert!(glyphs == Glyphs::Braille || picture.text().is_ascii(), "{id}");
                    }
                }
            }
        }
    }
}

/// The only movement that needs no arrow: the hands fill the picture, and open and close.
const SHOWS_ITSELF: &str = "finger-fan";

#[test]
fn at_every_moment_something_says_which_way_it_goes() {
    for (id, figure) in figures().into_iter().filter(|(id, _)| id != SHOWS_ITSELF) {
        for (width, height) in [(26, 12), (45, 21)] {
            for moment in 0..=12_u8 {
                for mirrored in [false, true] {
                    let shown = Shown { along: f32::from(moment) / 12.0, mirrored, ..Shown::FIRST };
                    let marks = marks(&figure.draw(&shown, width, height, Glyphs::Braille)).len();
                    assert!(marks >= 3, "{id} at {moment} of 12 in {width}x{height}: {marks} cells of an arrow");
                }
            }
        }
    }
}

#[test]
fn who_stands_has_a_foot_on_the_floor_at_every_moment() {
    let mut standing = 0;
    for (id, figure) in figures() {
        for part in along() {
            let body = figure.body(part, 0.0);
            if body.pelvis.y < 0.38 {
                continue;
            }
            standing += 1;
            let lowest = body.legs.iter().map(|leg| leg.end.y).fold(f32::MAX, f32::min);
            assert!((0.03..=0.051).contains(&lowest), "{id} at {part}: its lower ankle is {lowest} high");
        }
    }
    assert!(standing > 500, "some movements are done standing");
}

#[test]
fn an_arrow_that_points_at_the_eye_is_still_an_arrow() {
    let arrow = |way| {
        let figure = format!(
            "[figure]\nview = {{ turn = 88, height = 0 }}\nmarks = [{{ kind = \"arrow\", by = [0.0, 0.0, 0.4], way = \"{way}\", length = 0.2 }}]{TWO_POSES}"
        );
        marks(&drawn(&figure, 0.0)).len()
    };
    assert!(arrow("ahead") >= 4, "{}", arrow("ahead"));
}

#[test]
fn what_works_is_told_from_the_other_side_that_works() {
    let figure = format!("[figure]\nview = \"side\"\narea = [\"arms\"]{TWO_POSES}");
    let inks: Vec<Ink> = drawn(&figure, 1.0).cells.iter().map(|cell| cell.ink).collect();
    assert!(inks.contains(&Ink::Accent(Shade::Near)), "the near arm");
    let front =
        "[figure]\nview = \"side\"\narea = [\"arms\"]\n[[figure.pose]]\nname = \"a\"\nleft_arm = { raise = 90 }\n";
    let inks: Vec<Ink> = drawn(front, 0.0).cells.iter().map(|cell| cell.ink).collect();
    assert!(inks.contains(&Ink::Accent(Shade::Far)), "the far arm");
}

#[test]
fn any_area_is_survived() {
    let (_, figure) = figures().swap_remove(0);
    for (width, height) in [(0, 0), (1, 1), (0, 9), (9, 0), (2, 30), (200, 3), (300, 80)] {
        let picture = figure.draw(&Shown::FIRST, width, height, Glyphs::Braille);
        assert_eq!((picture.width, picture.height), (width, height));
        let still = figure.draw_still(&Shown::FIRST, width, height, Glyphs::Ascii);
        assert_eq!((still.width, still.height), (width, height));
    }
}

#[test]
fn nothing_jumps_from_one_moment_to_the_next() {
    for (id, figure) in figures() {
        let bodies: Vec<Body> = along().map(|part| figure.body(part, 0.0)).collect();
        for (index, pair) in bodies.windows(2).enumerate() {
            let moved = |a: &Chain, b: &Chain| (a.end - b.end).length().max((a.middle - b.middle).length());
            let arms = (0..2).map(|side| moved(&pair[0].arms[side], &pair[1].arms[side]));
            let legs = (0..2).map(|side| moved(&pair[0].legs[side], &pair[1].legs[side]));
            let most = arms.chain(legs).fold(0.0, f32::max);
            assert!(most < 0.09, "{id} at {index} of {SAMPLES}: {most}");
        }
    }
}

#[test]
fn a_rep_ends_where_it_began() {
    for (id, figure) in figures() {
        let at = |part| {
            let (along, breath) = figure.during(Beat::Repeating(part));
            figure.body(along, breath)
        };
        let (first, last) = (at(0.0), at(1.0));
        assert!((first.head - last.head).length() < 0.001, "{id}");
        assert!((first.arms[1].end - last.arms[1].end).length() < 0.001, "{id}");
    }
}

#[test]
fn the_mirror_image_is_the_same_picture_the_other_way_round() {
    for (id, figure) in figures() {
        let drawn = |mirrored| figure.draw(&Shown { mirrored, ..Shown::FIRST }, 48, 20, Glyphs::Braille).drawn();
        let (one, other) = (drawn(false), drawn(true));
        assert!(one.abs_diff(other) * 8 <= one, "{id}: {one} and {other}");
    }
}

const SOUND: &str = include_str!("../problems/movement.toml");

/// What is said about a movement with this figure: codes, lines and messages.
fn said(figure: &str) -> Vec<(Code, usize, String, bool)> {
    let file = PersonalFile {
        path: "a.toml".to_owned(),
        kind: FileKind::Movement,
        bytes: Ok(format!("{SOUND}\n{figure}").into_bytes()),
    };
    let report = Library::built_in().check(&file);
    assert!(!report.is_broken(), "a figure never stops a movement: {report}");
    let lines = SOUND.lines().count() + 1;
    let problem = |it: &unhunch::routine::Problem| {
        assert_eq!(it.grade(), Grade::FigureError, "{it:?}");
        let line = report.position(it).expect("the file was read").line - lines;
        (it.code, line, it.message.clone(), it.hint.is_some())
    };
    report.problems().iter().map(problem).collect()
}

fn one(figure: &str) -> (Code, usize, String, bool) {
    let said = said(figure);
    assert_eq!(said.len(), 1, "{said:?}");
    said.into_iter().next().expect("there is one")
}

#[test]
fn an_unknown_joint_is_named_with_a_fix() {
    let (code, line, message, fix) = one("[figure]\n[[figure.pose]]\nname = \"a\"\nright_amr = { raise = 3 }\n");
    assert_eq!((code, line, fix), (Code::FigureWord, 4, true), "{message}");
}

#[test]
fn an_impossible_angle_is_named_with_a_fix() {
    let (code, line, message, fix) = one("[figure]\n[[figure.pose]]\nname = \"a\"\narms = { elbow = 190 }\n");
    assert_eq!((code, line, fix), (Code::FigureValue, 4, true), "{message}");
    assert_eq!(message, "`elbow` is 190: expected a number from 0 to 155");
}

#[test]
fn an_unreachable_pin_is_named_with_a_fix() {
    let (code, line, message, fix) = one("[figure]\n[[figure.pose]]\nname = \"a\"\nright_arm = { at = [1.2, 0.5] }\n");
    assert_eq!((code, line, fix), (Code::FigurePose, 2, true), "{message}");
}

#[test]
fn a_body_below_the_floor_is_named_with_a_fix() {
    let (code, line, message, fix) = one("[figure]\nbase = \"lying\"\n[[figure.pose]]\nname = \"a\"\nat = [0, -0.1]\n");
    assert_eq!((code, line, fix), (Code::FigurePose, 3, true), "{message}");
}

#[test]
fn a_missing_pose_is_named_with_a_fix() {
    let (code, _, message, fix) = one("[figure]\nbase = \"lying\"\n");
    assert_eq!((code, fix), (Code::FigureLacks, true), "{message}");
}

#[test]
fn a_mark_for_a_pose_that_is_not_there_is_named_with_a_fix() {
    let mark = "marks = [{ kind = \"arrow\", pose = 2 }]";
    let (code, _, message, fix) = one(&format!("[figure]\n{mark}\n[[figure.pose]]\nname = \"a\"\n"));
    assert_eq!((code, fix), (Code::FigurePose, true), "{message}");
}

#[test]
fn a_view_that_is_past_the_zenith_is_named_with_a_fix() {
    let (code, line, message, fix) =
        one("[figure]\nview = { turn = 30, height = 95 }\n[[figure.pose]]\nname = \"a\"\n");
    assert_eq!((code, line, fix), (Code::FigureValue, 2, true), "{message}");
}

/// The figure of a movement with this text for it, in two poses.
fn drawn(figure: &str, along: f32) -> Picture {
    let text = format!("{SOUND}\n{figure}");
    let file = PersonalFile { path: "a.toml".to_owned(), kind: FileKind::Movement, bytes: Ok(text.into_bytes()) };
    let mut library = Library::built_in();
    let report = library.check(&file);
    assert!(report.is_empty(), "{report}");
    library.add_personal(vec![file]);
    let movement = library.movement(&MovementId::new("a")).expect("it was added");
    let figure = movement.figure.clone().expect("it has a figure");
    figure.draw(&Shown { along, ..Shown::FIRST }, 48, 20, Glyphs::Braille)
}

/// Where a picture has marks.
fn marks(picture: &Picture) -> Vec<usize> {
    let marked = picture.cells.iter().enumerate().filter(|(_, cell)| cell.ink == Ink::Mark);
    marked.map(|(at, _)| at).collect()
}

const TWO_POSES: &str = "\n[[figure.pose]]\nname = \"a\"\n[[figure.pose]]\nname = \"b\"\narms = { out = 90 }\n";

#[test]
fn a_mark_of_one_pose_is_shown_near_that_pose_only() {
    let figure = format!("[figure]\nmarks = [{{ kind = \"arrow\", by = [0.2, 0], pose = 2 }}]{TWO_POSES}");
    assert!(marks(&drawn(&figure, 0.4)).is_empty());
    assert!(!marks(&drawn(&figure, 0.6)).is_empty());
}

#[test]
fn a_mark_that_stays_does_not_go_along_with_its_joint() {
    let mark = |stays| {
        format!(
            "[figure]\nmarks = [{{ kind = \"dot\", at = \"right-hand\", stays = {stays} }}]\nview = \"front\"{TWO_POSES}"
        )
    };
    assert_eq!(marks(&drawn(&mark(true), 0.0)), marks(&drawn(&mark(true), 1.0)));
    assert_ne!(marks(&drawn(&mark(false), 0.0)), marks(&drawn(&mark(false), 1.0)));
}

#[test]
fn a_view_in_degrees_is_the_view_of_the_word_with_those_degrees() {
    let seen = |view| drawn(&format!("[figure]\nview = {view}{TWO_POSES}"), 1.0);
    assert_eq!(seen("{ turn = 90, height = 4 }"), seen("\"front\""));
    assert_ne!(seen("{ turn = 60, height = 4 }"), seen("\"front\""));
}

#[test]
fn closed_eyes_are_seen_from_near() {
    let figure = "[figure]\nview = \"front\"\nshot = \"head\"\n[[figure.pose]]\nname = \"a\"\n[[figure.pose]]\nname = \"b\"\neyes = 0\n";
    assert_ne!(drawn(figure, 0.0), drawn(figure, 1.0));
}

#[test]
fn where_a_palm_looks_is_seen_from_near() {
    let palm = |way| {
        format!(
            "[figure]\nshot = \"hands\"\n[[figure.pose]]\nname = \"a\"\narms = {{ raise = 90 }}\npalms = \"{way}\"\n"
        )
    };
    assert_ne!(drawn(&palm("down"), 0.0), drawn(&palm("right"), 0.0));
}

#[test]
fn hair_tells_the_face_from_the_back_of_the_head_without_colour() {
    let head = |view| drawn(&format!("[figure]\nshot = \"head\"\nview = \"{view}\"{TWO_POSES}"), 0.0).text();
    assert_ne!(head("front"), head("back"));
}

#[test]
fn ten_thousand_poses_are_one_problem() {
    let poses = "[[figure.pose]]\nname = \"a\"\n".repeat(10_000);
    let file = PersonalFile {
        path: "a.toml".to_owned(),
        kind: FileKind::Movement,
        bytes: Ok(format!("{SOUND}\n[figure]\n{poses}").into_bytes()),
    };
    let report = Library::built_in().check(&file);
    let codes: Vec<Code> = report.problems().iter().map(|it| it.code).collect();
    // So many poses fill the file beyond what is read at all, or beyond what a figure may have.
    assert!(codes == [Code::FigureTooMuch] || codes == [Code::TooLarge], "{codes:?}");
    assert_eq!(one(&format!("[figure]\n{}", "[[figure.pose]]\nname = \"a\"\n".repeat(900))).0, Code::FigureTooMuch);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read the files")]
fn every_embedded_figure_would_stand_up_to_what_a_persons_own_has_to() {
    let library = Library::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines/movements");
    for id in library.movement_ids() {
        let path = folder.join(format!("{id}.toml"));
        let bytes = std::fs::read(&path).map_err(|error| error.to_string());
        let file = PersonalFile { path: path.display().to_string(), kind: FileKind::Movement, bytes };
        let report = library.check(&file);
        assert!(report.is_empty(), "{report}");
    }
}
