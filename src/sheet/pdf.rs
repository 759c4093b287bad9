//! A sheet as a PDF with its fonts in it.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, LineCapStyle, LineJoinStyle, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::Sheet;
use super::font::Weight;
use super::layout::{Lines, Paper, Thing, pages};
use super::svg::{EDGE, MARK, grey, head};
use crate::figure::{Drawing, Spot};

const INFO: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The sheet as a PDF document.
#[must_use]
pub fn sheet(sheet: &Sheet, paper: Paper, lines: Lines) -> Vec<u8> {
    let (width, height) = paper.size();
    let pages = pages(sheet, paper, lines);
    let mut last = 0;
    let mut id = || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, info) = (id(), id(), id());
    let fonts = [Weight::Regular, Weight::Bold].map(|weight| (weight, id()));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr("en"));
    pdf.document_info(info).title(TextStr(&sheet.title)).creator(TextStr("unhunch"));
    let numbers: Vec<(Ref, Ref)> = pages.iter().map(|_| (id(), id())).collect();
    let count = i32::try_from(numbers.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(numbers.iter().map(|(page, _)| *page)).count(count);
    for (page, (number, content)) in pages.iter().zip(&numbers) {
        let mut written = pdf.page(*number);
        written.media_box(Rect::new(0.0, 0.0, width, height)).parent(tree).contents(*content);
        let mut resources = written.resources();
        let mut named = resources.fonts();
        for (weight, font) in fonts {
            named.pair(name(weight), font);
        }
        named.finish();
        resources.finish();
        written.finish();
        let mut drawn = Content::new();
        // From here on places are counted from the top left corner.
        drawn.transform([1.0, 0.0, 0.0, -1.0, 0.0, height]);
        for thing in &page.things {
            put(&mut drawn, thing);
        }
        pdf.stream(*content, &drawn.finish());
    }
    let said: Vec<(Weight, &str)> = pages
        .iter()
        .flat_map(|page| &page.things)
        .filter_map(
            |thing| if let Thing::Text { weight, text, .. } = thing { Some((*weight, text.as_str())) } else { None },
        )
        .collect();
    for (weight, font) in fonts {
        let parts = [id(), id(), id(), id()];
        embed(&mut pdf, weight, font, parts, said.iter().filter(|(it, _)| *it == weight).map(|(_, text)| *text));
    }
    pdf.finish()
}

const fn name(weight: Weight) -> Name<'static> {
    match weight {
        Weight::Regular => Name(b"R"),
        Weight::Bold => Name(b"B"),
    }
}

fn put(drawn: &mut Content, thing: &Thing<'_>) {
    match thing {
        Thing::Text { at, size, weight, text } => {
            let glyphs: Vec<u8> = text.chars().flat_map(|c| weight.glyph(c).to_be_bytes()).collect();
            drawn.set_fill_gray(0.0).begin_text().set_font(name(*weight), *size);
            drawn.set_text_matrix([1.0, 0.0, 0.0, -1.0, at.0, at.1]).show(Str(&glyphs)).end_text();
        }
        Thing::Figure { at, scale, drawing } => {
            drawn.save_state().transform([*scale, 0.0, 0.0, *scale, at.0, at.1]);
            figure(drawn, drawing);
            drawn.restore_state();
        }
        Thing::Rule { from, to } => {
            drawn.set_stroke_gray(0.6).set_line_width(0.6).move_to(from.0, from.1).line_to(to.0, to.1).stroke();
        }
        Thing::Box { at, side } => {
            drawn.set_stroke_gray(0.3).set_line_width(0.7).rect(at.0, at.1, *side, *side).stroke();
        }
    }
}

fn figure(drawn: &mut Content, drawing: &Drawing) {
    drawn.set_line_cap(LineCapStyle::RoundCap).set_line_join(LineJoinStyle::RoundJoin);
    for (fill, loops) in &drawing.areas {
        drawn.set_fill_gray(f32::from(grey(*fill)) / 255.0);
        for spots in loops {
            path(drawn, spots);
            drawn.close_path();
        }
        drawn.fill_even_odd();
    }
    drawn.set_stroke_gray(0.13).set_line_width(EDGE);
    for spots in &drawing.edges {
        path(drawn, spots);
    }
    drawn.stroke().set_stroke_gray(0.0).set_fill_gray(0.0).set_line_width(MARK);
    for line in &drawing.marks {
        drawn.set_dash_pattern(if line.dashed { [10.0, 8.0].as_slice() } else { &[] }.iter().copied(), 0.0);
        path(drawn, &line.through);
        if let [only] = line.through.as_slice() {
            drawn.line_to(only.0 + 0.01, only.1);
        }
        drawn.stroke();
        if let Some(head) = head(line) {
            path(drawn, &head);
            drawn.fill_nonzero();
        }
    }
    drawn.set_dash_pattern([], 0.0);
}

fn path(drawn: &mut Content, spots: &[Spot]) {
    for (at, (x, y)) in spots.iter().enumerate() {
        if at == 0 {
            drawn.move_to(*x, *y)
        } else {
            drawn.line_to(*x, *y)
        };
    }
}

/// Writes a font with the widths and the letters of what is said in it.
fn embed<'t>(pdf: &mut Pdf, weight: Weight, font: Ref, parts: [Ref; 4], said: impl Iterator<Item = &'t str>) {
    let [cid, descriptor, file, cmap] = parts;
    let base = match weight {
        Weight::Regular => Name(b"DejaVuSansCondensed"),
        Weight::Bold => Name(b"DejaVuSansCondensed-Bold"),
    };
    let used: BTreeMap<u16, char> = said.flat_map(str::chars).map(|c| (weight.glyph(c), c)).collect();
    pdf.type0_font(font).base_font(base).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(cmap);
    let mut written = pdf.cid_font(cid);
    written.subtype(CidFontType::Type2).base_font(base).system_info(INFO).font_descriptor(descriptor);
    written.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = written.widths();
    for glyph in used.keys() {
        widths.consecutive(*glyph, [weight.advance(*glyph)]);
    }
    widths.finish();
    written.finish();
    let face = weight.face();
    let thousandths = 1000.0 / f32::from(face.units_per_em());
    let bounds = face.global_bounding_box();
    let scaled = |it: i16| f32::from(it) * thousandths;
    pdf.font_descriptor(descriptor)
        .name(base)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)))
        .italic_angle(0.0)
        .ascent(scaled(face.ascender()))
        .descent(scaled(face.descender()))
        .cap_height(scaled(face.capital_height().unwrap_or(face.ascender())))
        .stem_v(if weight == Weight::Bold { 140.0 } else { 80.0 })
        .font_file2(file);
    let bytes = weight.bytes();
    let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    pdf.stream(file, bytes).pair(Name(b"Length1"), length);
    let mut letters = UnicodeCmap::new(Name(b"Letters"), INFO);
    for (glyph, c) in used {
        letters.pair(glyph, c);
    }
    pdf.cmap(cmap, &letters.finish()).name(Name(b"Letters")).system_info(INFO);
}
