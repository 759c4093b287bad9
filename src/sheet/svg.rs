//! A sheet as one SVG picture, its pages below each other; and a figure as a piece of SVG.

use std::fmt::Write as _;

use super::Sheet;
use super::font::Weight;
use super::layout::{Lines, Paper, Thing, pages};
use crate::figure::{Drawing, Fill, Spot};

/// The greys of a sheet: told apart in print without colour.
pub(super) const fn grey(fill: Fill) -> u8 {
    match fill {
        Fill::Body => 245,
        Fill::Far => 222,
        Fill::Works => 140,
        Fill::Hair => 70,
        Fill::Prop => 190,
        Fill::Floor => 150,
    }
}

/// How thick an edge is, in units of a drawing.
pub(super) const EDGE: f32 = 2.0;
/// How thick a mark is.
pub(super) const MARK: f32 = 4.4;

/// The sheet as an SVG document.
#[must_use]
pub fn sheet(sheet: &Sheet, paper: Paper, lines: Lines) -> String {
    let (width, height) = paper.size();
    let pages = pages(sheet, paper, lines);
    let count = f32::from(u16::try_from(pages.len()).unwrap_or(u16::MAX));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{}pt\" viewBox=\"0 0 {width} {}\" \
         font-family=\"'DejaVu Sans Condensed', 'DejaVu Sans', 'Liberation Sans Narrow', Arial, sans-serif\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        height * count,
        height * count,
        escaped(&sheet.title)
    );
    for (number, page) in (0_u16..).zip(&pages) {
        let _ = writeln!(svg, "<g transform=\"translate(0 {})\">", f32::from(number) * height);
        for thing in &page.things {
            put(&mut svg, thing);
        }
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

fn put(svg: &mut String, thing: &Thing<'_>) {
    let _ = match thing {
        Thing::Text { at, size, weight, text } => {
            let weight = if *weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
            writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\"{weight}>{}</text>",
                at.0,
                at.1,
                escaped(text)
            )
        }
        Thing::Figure { at, scale, drawing } => {
            let _ = write!(svg, "<g transform=\"translate({:.1} {:.1}) scale({scale:.4})\">", at.0, at.1);
            figure(svg, drawing);
            writeln!(svg, "</g>")
        }
        Thing::Rule { from, to } => writeln!(
            svg,
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#999\" stroke-width=\".6\"/>",
            from.0, from.1, to.0, to.1
        ),
        Thing::Box { at, side } => writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" fill=\"none\" stroke=\"#444\" stroke-width=\".7\"/>",
            at.0, at.1
        ),
    };
}

/// A figure, in units of its drawing.
pub(super) fn figure(svg: &mut String, drawing: &Drawing) {
    for (fill, loops) in &drawing.areas {
        let shade = grey(*fill);
        let _ = write!(svg, "<path fill-rule=\"evenodd\" fill=\"#{shade:02x}{shade:02x}{shade:02x}\" d=\"");
        for spots in loops {
            path(svg, spots);
            svg.push('Z');
        }
        svg.push_str("\"/>");
    }
    let _ = write!(
        svg,
        "<path fill=\"none\" stroke=\"#222\" stroke-width=\"{EDGE}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\""
    );
    for spots in &drawing.edges {
        path(svg, spots);
    }
    svg.push_str("\"/>");
    for line in &drawing.marks {
        let dash = if line.dashed { " stroke-dasharray=\"10 8\"" } else { "" };
        let _ = write!(
            svg,
            "<path fill=\"none\" stroke=\"#000\" stroke-width=\"{MARK}\" stroke-linecap=\"round\"{dash} d=\""
        );
        path(svg, &line.through);
        if line.through.len() == 1 {
            svg.push_str("h.01");
        }
        svg.push_str("\"/>");
        if let Some(head) = head(line) {
            svg.push_str("<path d=\"");
            path(svg, &head);
            svg.push_str("Z\"/>");
        }
    }
}

/// The head of an arrow: a triangle at the end of its line.
pub(super) fn head(line: &crate::figure::Line) -> Option<[Spot; 3]> {
    let last = line.through.last()?;
    let before = line.through.iter().rev().find(|it| far(**it, *last))?;
    let (dx, dy) = (last.0 - before.0, last.1 - before.1);
    let length = (dx * dx + dy * dy).sqrt();
    let (ux, uy) = (dx / length, dy / length);
    let (tip, back, aside) = (9.0, 10.0, 8.0);
    line.arrow.then_some([
        (last.0 + ux * tip, last.1 + uy * tip),
        (last.0 - ux * back - uy * aside, last.1 - uy * back + ux * aside),
        (last.0 - ux * back + uy * aside, last.1 - uy * back - ux * aside),
    ])
}

fn far(one: Spot, other: Spot) -> bool {
    (one.0 - other.0).abs() + (one.1 - other.1).abs() > 5.0
}

fn path(svg: &mut String, spots: &[Spot]) {
    for (at, (x, y)) in spots.iter().enumerate() {
        let _ = write!(svg, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
}

/// A text that stands between tags or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
