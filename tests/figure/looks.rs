//! A figure stays in its box, and reads in every area, with every palette, on light and on dark.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;
use unhunch::app::Heard;
use unhunch::app::view::{Screen, View};
use unhunch::coach::view::{FigureView, Motion};
use unhunch::coach::{Bank, Brief, Demo, Person, Session};
use unhunch::routine::{Library, MovementId, RoutineId};
use unhunch::ui::{self, Colours, Glyphs, Look};
use unhunch::units::Moment;

const AREAS: [(u16, u16); 4] = [(24, 10), (36, 14), (48, 20), (80, 30)];
const LOOK: Look = Look::new(Glyphs::Unicode, Colours::TrueColour);

/// Every movement with some moments of it.
fn moments(each: u32) -> Vec<(String, Vec<FigureView>)> {
    let library = Library::built_in();
    let ids = library.movement_ids().into_iter();
    ids.map(|id| {
        let demo = Demo::of(library.movement(&id).expect("it is built in"));
        let at = |moment: u32| demo.figure(Duration::from_secs(1) + demo.length() * moment / each / 2, 12);
        (id.to_string(), (0..each).map(|moment| at(moment).expect("it has a figure")).collect())
    })
    .collect()
}

/// A running session.
fn session() -> View {
    let library = Library::built_in();
    let routine = library.routine(&RoutineId::new("chair-stretch")).and_then(Result::ok).expect("it is built in");
    let find = |id: &MovementId| library.movement_of(&routine, id);
    let brief = Brief::gather(Arc::clone(&routine), Person::default(), &find);
    let plan = brief.lay();
    let (session, _) = Session::begin(brief, plan, Bank::default(), Moment::START);
    let screen = Screen::Session(Box::new(session.view(Moment::START)));
    View { screen, keys: Vec::new(), notice: None, help: None, strip: None, heard: Heard::Off }
}

#[test]
fn from_one_frame_to_the_next_no_cell_outside_the_figures_box_changes() {
    let session = session();
    for (width, height) in [(100, 30), (80, 24), (120, 40), (50, 50)] {
        let area = Rect::new(0, 0, width, height);
        let part = ui::figure_area(area).expect("there is room for one");
        for (name, figures) in moments(4) {
            let drawn = figures.into_iter().map(|figure| {
                let mut view = session.clone();
                if let Screen::Session(it) = &mut view.screen {
                    it.figure = Some(figure);
                }
                let mut buf = Buffer::empty(area);
                ui::draw(&view, &LOOK, area, &mut buf);
                buf
            });
            let drawn: Vec<Buffer> = drawn.collect();
            for pair in drawn.windows(2) {
                let outside = area.positions().find(|at| pair[0][*at] != pair[1][*at] && !part.contains(*at));
                assert_eq!(outside, None, "{name} in {width}x{height}");
            }
            assert!(drawn.windows(2).any(|pair| pair[0] != pair[1]) || name == "eye-reset", "{name} does not move");
        }
    }
}

#[test]
fn a_figure_draws_inside_its_area_with_the_palettes_own_colours() {
    for (name, figures) in moments(2) {
        for (width, height) in AREAS {
            for colours in [Colours::None, Colours::Sixteen, Colours::TwoFiftySix, Colours::TrueColour] {
                for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
                    let area = Rect::new(2, 1, width, height);
                    let mut buf = Buffer::filled(Rect::new(0, 0, width + 4, height + 2), Cell::new("~"));
                    for at in area.positions() {
                        buf[at].reset();
                    }
                    let still = FigureView { motion: Motion::Still, ..figures[1].clone() };
                    for figure in [&figures[1], &still] {
                        ui::figure(figure, &Look::new(glyphs, colours), area, &mut buf);
                    }
                    let inside = area.positions().filter(|at| buf[*at].symbol() != " ").count();
                    assert!(inside > 12, "{name} in {width}x{height}: {inside}");
                    for at in buf.area.positions() {
                        let cell = &buf[at];
                        let own = match colours {
                            Colours::None => cell.fg == Color::Reset,
                            Colours::Sixteen => !matches!(cell.fg, Color::Rgb(..) | Color::Indexed(_)),
                            Colours::TwoFiftySix | Colours::TrueColour => {
                                matches!(cell.fg, Color::Reset | Color::Indexed(16..))
                            }
                        };
                        assert!(own && cell.bg == Color::Reset, "{name}: {cell:?} with {colours:?}");
                        assert!(area.contains(at) || cell.symbol() == "~", "{name} outside at {at}");
                        assert!(glyphs == Glyphs::Unicode || cell.symbol().is_ascii(), "{name}: {cell:?}");
                    }
                }
            }
        }
    }
}

/// WCAG 2 relative luminance.
fn luminance(r: u8, g: u8, b: u8) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// What a colour of the fixed palette is: a cube of six steps, then greys.
fn fixed(n: u8) -> (u8, u8, u8) {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match n {
        16..=231 => (step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6)),
        232.. => (8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)),
        0..=15 => panic!("{n} is whatever the terminal's theme says"),
    }
}

#[test]
fn what_is_coloured_reads_on_light_and_on_dark() {
    let mut colours = std::collections::BTreeSet::new();
    for (_, figures) in moments(1) {
        let area = Rect::new(0, 0, 48, 20);
        let mut buf = Buffer::empty(area);
        ui::figure(&figures[0], &LOOK, area, &mut buf);
        colours.extend(
            buf.content.iter().filter_map(|it| if let Color::Indexed(n) = it.fg { Some(fixed(n)) } else { None }),
        );
    }
    assert!((3..=8).contains(&colours.len()), "few inks: {colours:?}");
    for (r, g, b) in colours {
        let it = luminance(r, g, b);
        assert!(1.05 / (it + 0.05) >= 3.0 && (it + 0.05) / 0.05 >= 3.0, "{r} {g} {b}");
    }
}
