//! A figure as a [`Drawing`]: the canvas of a terminal, finer, traced.

use super::super::drawing::{Drawing, Fill, Line, Spot, edges, outlines};
use super::super::words::{MarkKind, Way};
use super::super::{Figure, Mark, Shown};
use super::{Artist, Body, Camera, Canvas, PLANE, PropKind, Shot, fit};

/// How many columns the finer canvas has; each is two dots wide.
const COLUMNS: u16 = 200;
/// How many rows; each is four dots high.
const ROWS: u16 = 100;

/// The drawing of a figure at a moment, fitted into the place of so many dots.
pub(in crate::figure) fn drawing(figure: &Figure, shown: &Shown) -> Drawing {
    let camera = Camera::new(figure.eye, shown.turned, shown.mirrored);
    let sheet = fit::fit(figure, camera, COLUMNS, ROWS);
    let body = figure.body(shown.along, shown.breath);
    let mut artist = Artist { canvas: Canvas::new(COLUMNS, ROWS), sheet, figure, turned_over: false };
    let hands = figure.shot == Shot::Hands;
    if !hands {
        for prop in &figure.props {
            artist.prop(prop);
        }
        artist.trunk(&body);
        artist.head(&body);
    }
    artist.limbs(&body);
    if !hands {
        artist.face(&body);
    }
    let canvas = &artist.canvas;
    let (width, height) = canvas.dots();
    let seen: Vec<Option<Fill>> = (0..height).flat_map(|y| (0..width).map(move |x| canvas.seen(x, y))).collect();
    let mut areas = outlines(width, &seen);
    let edges = edges(width, height, |one, other| canvas.parts(one, other));
    let marks = figure.marks_at(shown.along).flat_map(|mark| artist.lines(mark, &body)).collect();
    let on_mat = figure.props.iter().any(|prop| prop.kind == PropKind::Mat);
    let size = (dots(COLUMNS * 2), dots(ROWS * 4));
    if figure.shot == Shot::Whole && figure.eye.height < PLANE && !on_mat {
        let y = sheet.place(super::Point::new(0.0, -0.004, 0.0)).1.min(size.1);
        areas.insert(0, (Fill::Floor, vec![vec![(0.0, y - 1.0), (size.0, y - 1.0), (size.0, y), (0.0, y)]]));
    }
    Drawing { size, areas, edges, marks }
}

fn dots(count: u16) -> f32 {
    f32::from(count)
}

impl Artist<'_> {
    /// The lines of a mark.
    fn lines(&self, mark: &Mark, body: &Body) -> Vec<Line> {
        let at = self.figure.place_of(mark, body);
        let seen = |it| {
            let (x, y, _) = self.sheet.place(it);
            (x, y)
        };
        let way = mark.way.of(body) * mark.length;
        let line = |through: Vec<Spot>, arrow| Line { through, arrow, dashed: false };
        match mark.kind {
            MarkKind::Dot => vec![line(vec![seen(at)], false)],
            MarkKind::Arrow => vec![line(vec![seen(at), seen(at + way)], true)],
            MarkKind::BothWays => {
                vec![line(vec![seen(at), seen(at + way)], true), line(vec![seen(at), seen(at - way)], true)]
            }
            MarkKind::Gaze => {
                let from = body.gaze_from();
                let through = vec![seen(from), seen(from + body.head_frame.front * mark.length)];
                vec![Line { through, arrow: true, dashed: true }]
            }
            MarkKind::Circle => {
                let through = (0..=24_u8).map(|part| seen(at + mark.on_circle(f32::from(part) / 24.0))).collect();
                vec![line(through, true)]
            }
            MarkKind::Rest => {
                // Letters z that rise, the higher the larger.
                let ((x, y), size) = (seen(at), mark.length * self.sheet.scale * 0.3);
                let letter = |off: f32, part: f32| {
                    let (left, top, wide) = (x + off * size * 1.4, y - off * size * 1.6, size * part);
                    let low = top + wide;
                    line(vec![(left, top), (left + wide, top), (left, low), (left + wide, low)], false)
                };
                vec![letter(0.0, 0.6), letter(1.0, 0.8), letter(2.0, 1.0)]
            }
            MarkKind::Breath => {
                let mouth = body.head + body.head_frame.front * 0.085 - body.head_frame.up * 0.03;
                let way = (body.head_frame.front - body.head_frame.up * 0.25).unit_or(body.head_frame.front);
                let (near, far) = (seen(mouth + way * 0.02), seen(mouth + way * mark.length));
                let inward = matches!(mark.way, Way::Behind | Way::Back | Way::In);
                let through = if inward { vec![far, near] } else { vec![near, far] };
                vec![Line { through, arrow: true, dashed: true }]
            }
        }
    }
}
