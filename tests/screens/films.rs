//! Films of whole routines on the virtual clock, to be looked at: `UNHUNCH_FILMS=DIR cargo test --test screens films`.
//!
//! A picture is kept where it shows something else than the one kept before it: other words, or a body that has moved by a
//! good way. What has been shown of a movement before, in this routine or one before it, is not shown again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unhunch::app::view::{Screen, View};
use unhunch::coach::view::{Doing, FigureView, Motion};
use unhunch::figure::{Body, Joint, Passage};
use unhunch::routine::Library;
use unhunch::ui::{self, Colours, Glyphs, Look};

use crate::frames::{Seat, millis};
use crate::goldens::ansi;

/// The sizes that are filmed.
const SIZES: [(u16, u16); 2] = [(100, 30), (60, 20)];
/// How far a joint has come for the picture to be another one, in body heights.
const FAR: f32 = 0.3;

/// The body as it is drawn.
fn body(view: &FigureView) -> Body {
    if let Some(from) = &view.from {
        return Passage::new((&from.figure, from.shown), (&view.figure, view.shown)).body(from.part);
    }
    let body = view.figure.body(view.shown.along, view.shown.breath);
    if view.shown.mirrored { body.mirrored() } else { body }
}

/// What is said in a picture, its numbers left out.
fn words(view: &View) -> Option<(String, String)> {
    let Screen::Session(it) = &view.screen else { return None };
    let doing = if matches!(it.doing, Doing::Repeating | Doing::Breathing) {
        format!("{:?} {:?}", it.doing, it.breath.map(|breath| breath.phase))
    } else {
        format!("{:?}", it.doing)
    };
    let preview = it.figure.as_ref().is_some_and(|figure| figure.motion == Motion::Preview);
    Some((it.movement_id.to_string(), format!("{doing} {:?} {} {:?} {preview}", it.side, it.cue, it.say)))
}

/// Whether a step has shown this before.
fn is_known(known: &mut Vec<(String, Option<Body>)>, said: String, shown: Option<Body>) -> bool {
    let near = |one: &Body, other: &Body| {
        Joint::ALL.iter().all(|joint| (one.joint(*joint) - other.joint(*joint)).length() < FAR)
    };
    let found = known.iter().any(|(words, body)| {
        *words == said
            && match (body, &shown) {
                (Some(one), Some(other)) => near(one, other),
                (one, other) => one.is_none() == other.is_none(),
            }
    });
    if !found {
        known.push((said, shown));
    }
    found
}

#[test]
#[expect(clippy::disallowed_methods, reason = "films to look at are files, asked for by the environment")]
fn films() {
    let Some(folder) = std::env::var_os("UNHUNCH_FILMS") else { return };
    let look = Look::new(Glyphs::Unicode, Colours::TrueColour);
    let library = Library::built_in();
    let mut known = BTreeMap::<String, Vec<_>>::new();
    // The roller arch is not begun before a week of the towel roll.
    for id in library.heads().map(|head| head.id.to_string()).filter(|id| id != "roller-stretch") {
        let mut seat = Seat::doing(&id, 12, Motion::Moving);
        let began = seat.now;
        let mut kept: Vec<(u128, View)> = Vec::new();
        while seat.session().is_some() {
            let view = seat.app.view(seat.moment());
            if let (Some((movement, said)), Screen::Session(it)) = (words(&view), &view.screen) {
                let shown = it.figure.as_ref().map(body);
                if !is_known(known.entry(movement).or_default(), said, shown) {
                    kept.push((seat.now.since(began).as_millis(), view));
                }
            }
            seat.watch(millis(250));
        }
        for (cols, rows) in SIZES {
            let into = Path::new(&folder).join(format!("{id}.{cols}x{rows}"));
            fs::create_dir_all(&into).expect("the folder can be made");
            for (at, view) in &kept {
                let area = Rect::new(0, 0, cols, rows);
                let mut buf = Buffer::empty(area);
                ui::draw(view, &look, area, &mut buf);
                let name = format!("{:03}.{:02}s.ansi", at / 1_000, at % 1_000 / 10);
                fs::write(into.join(name), ansi(&buf)).expect("the picture can be written");
            }
        }
    }
}
