//! Pictures of the product, kept as SVG in `tests/screens`: screens, and every pose of every movement to be looked at one
//! by one. `UPDATE_GOLDENS=1 cargo test --test screens pictures` draws them anew.

#![expect(clippy::disallowed_methods, reason = "pictures are files, and a variable of the environment rewrites them")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unhunch::coach::view::{Before, FigureView, Motion};
use unhunch::figure::{Figure, Path, Shown};
use unhunch::routine::{Library, Movement, MovementId};
use unhunch::ui::{self, Colours, Glyphs, Look};

use crate::moments;
use crate::svg;

const LOOK: Look = Look::new(Glyphs::Unicode, Colours::TrueColour);
/// The cells a pose has on a contact sheet.
const POSE: (u16, u16) = (36, 14);

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "screens", &format!("{name}.svg")].iter().collect()
}

/// Compares a picture with the kept one, or keeps it.
fn differs(name: &str, picture: &str) -> Option<String> {
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(path(name), picture).expect("the picture can be written");
        return None;
    }
    let kept = fs::read_to_string(path(name)).unwrap_or_default();
    (kept != picture).then(|| format!("tests/screens/{name}.svg is another picture now\n"))
}

fn check(pictures: impl IntoIterator<Item = (String, String)>) {
    let wrong: String = pictures.into_iter().filter_map(|(name, picture)| differs(&name, &picture)).collect();
    assert!(wrong.is_empty(), "{wrong}UPDATE_GOLDENS=1 draws them anew");
}

#[test]
fn screens_look_as_kept() {
    let screens = [("session", "session-hold"), ("library", "library"), ("show", "card")];
    check(screens.into_iter().map(|(name, moment)| {
        let view = moments::named(moment);
        let area = Rect::new(0, 0, 100, 30);
        let mut buf = Buffer::empty(area);
        ui::draw(&view, &LOOK, area, &mut buf);
        (name.to_owned(), svg::svg(&buf))
    }));
}

/// Ways from one movement to the next, moment by moment: on the floor, to the wall, onto the chair, to the other side.
const WAYS: [(&str, &str); 5] = [
    ("arm-circles", "towel-roll-extension"),
    ("quiet-rest", "wall-chest-lean"),
    ("wall-chest-lean", "chair-back-extension"),
    ("seated-cat-cow", "childs-pose"),
    ("seated-chair-twist", "seated-chair-twist"),
];

#[test]
fn the_ways_between_movements_look_as_kept() {
    let library = Library::built_in();
    let figure = |id: &str| {
        let movement = library.movement(&MovementId::new(id)).expect("it is built in");
        (movement.name.clone(), movement.figure.clone().expect("every movement has a figure"))
    };
    let (wide, high) = (25, 10);
    let mut buf = Buffer::empty(Rect::new(0, 0, 9 * wide, 5 * (high + 2)));
    for (y, (from, to)) in (0..).zip(WAYS) {
        let ((from, first), (to, last)) = (figure(from), figure(to));
        buf.set_string(0, y * (high + 2), format!("{from}, then {to}"), Style::new().bold());
        for moment in 0..9_u8 {
            let from = Before {
                figure: Arc::clone(&first),
                shown: Shown { mirrored: from == to, ..Shown::FIRST },
                part: f32::from(moment) / 8.0,
            };
            let (figure, shown) = (Arc::clone(&last), Shown::FIRST);
            let view = FigureView { figure, shown, motion: Motion::Moving, from: Some(from) };
            let area = Rect::new(u16::from(moment) * wide, y * (high + 2) + 1, wide - 1, high);
            ui::figure(&view, &LOOK, area, &mut buf);
        }
    }
    check([("ways".to_owned(), svg::svg(&buf))]);
}

/// How far along its motion each pose is.
fn poses(figure: &Figure) -> Vec<(f32, &str)> {
    let count = figure.poses().len();
    let spans = if figure.path() == Path::Round { count } else { count.max(2) - 1 };
    let along = |index: usize| f32::from(u8::try_from(index).unwrap()) / f32::from(u8::try_from(spans).unwrap());
    figure.poses().iter().enumerate().map(|(index, pose)| (along(index), pose.name.as_str())).collect()
}

/// A row for each movement: its name, and its poses under their names.
fn sheet(movements: &[Arc<Movement>]) -> Buffer {
    let most = movements.iter().filter_map(|it| Some(it.figure.as_ref()?.poses().len())).max().unwrap_or(1);
    let columns = u16::try_from(most).unwrap() * (POSE.0 + 2);
    let rows = u16::try_from(movements.len()).unwrap() * (POSE.1 + 3);
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    for (index, movement) in movements.iter().enumerate() {
        let y = u16::try_from(index).unwrap() * (POSE.1 + 3);
        buf.set_string(0, y, &movement.name, Style::new().bold());
        let figure = movement.figure.as_ref().expect("every movement has a figure");
        for (index, (along, name)) in poses(figure).into_iter().enumerate() {
            let x = u16::try_from(index).unwrap() * (POSE.0 + 2);
            let shown = Shown { along, ..Shown::FIRST };
            let view = FigureView { figure: Arc::clone(figure), shown, motion: Motion::Moving, from: None };
            ui::figure(&view, &LOOK, Rect::new(x, y + 1, POSE.0, POSE.1), &mut buf);
            buf.set_string(x, y + 1 + POSE.1, name, Style::new().dim());
        }
    }
    buf
}

#[test]
fn every_pose_of_every_movement_looks_as_kept() {
    let library = Library::built_in();
    let mut sheets: BTreeMap<&str, Vec<Arc<Movement>>> = BTreeMap::new();
    for movement in library.movement_ids().iter().filter_map(|id| library.movement(id)) {
        sheets.entry(movement.family.word()).or_default().push(movement);
    }
    check(sheets.into_iter().map(|(family, movements)| (format!("movements-{family}"), svg::svg(&sheet(&movements)))));
}
