//! Routines on paper: every one fits its pages, shows its figures, and carries nothing from elsewhere.

use std::sync::{Arc, LazyLock};

use unhunch::coach::{Brief, Person};
use unhunch::figure::{Fill, Shown};
use unhunch::routine::{Library, MovementId, Routine, RoutineId};
use unhunch::sheet::font::Weight;
use unhunch::sheet::layout::{Lines, Page, Paper, Thing, pages};
use unhunch::sheet::{Doses, Sheet, html, pdf, svg};

/// Every built-in routine on paper, drawn once for all tests.
static SHEETS: LazyLock<Vec<(RoutineId, Sheet)>> = LazyLock::new(|| {
    let library = Library::built_in();
    let routine = |id: &RoutineId| library.routine(id).expect("it is there").expect("it has no errors");
    let ids: Vec<RoutineId> = library.heads().map(|head| head.id.clone()).collect();
    ids.into_iter().map(|id| (id.clone(), sheet(&library, &routine(&id)))).collect()
});

fn sheet(library: &Library, routine: &Arc<Routine>) -> Sheet {
    let find = |id: &MovementId| library.movement_of(routine, id);
    let plan = Brief::gather(Arc::clone(routine), Person::default(), &find).lay();
    Sheet::of(routine, &plan, Doses::AsWritten)
}

/// What is wrong with a page: things beyond its edge, and texts that lie on each other.
fn faults(page: &Page<'_>, (width, height): (f32, f32)) -> Vec<String> {
    let mut faults = Vec::new();
    let mut boxes: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
    for thing in &page.things {
        let (left, top, right, bottom, what) = match thing {
            Thing::Text { at, size, weight, text } => {
                (at.0, at.1 - size * 0.9, at.0 + weight.width(text, *size), at.1 + size * 0.2, text.as_str())
            }
            Thing::Figure { at, scale, drawing } => {
                (at.0, at.1, at.0 + drawing.size.0 * scale, at.1 + drawing.size.1 * scale, "a figure")
            }
            Thing::Rule { .. } => continue,
            Thing::Box { at, side } => (at.0, at.1, at.0 + side, at.1 + side, "a box"),
        };
        if left < 0.0 || top < 0.0 || right > width || bottom > height {
            faults.push(format!("{what} reaches beyond the page"));
        }
        for (l, t, r, b, other) in &boxes {
            if left < *r - 0.5 && *l < right - 0.5 && top < *b - 0.5 && *t < bottom - 0.5 {
                faults.push(format!("{what:?} lies on {other:?}"));
            }
        }
        boxes.push((left, top, right, bottom, what));
    }
    faults
}

#[test]
fn every_routine_fits_its_pages_on_every_paper() {
    let mut wrong = Vec::new();
    for (id, sheet) in SHEETS.iter() {
        for paper in [Paper::A4, Paper::Letter] {
            for lines in [Lines::Usual, Lines::Large] {
                for (number, page) in pages(sheet, paper, lines).iter().enumerate() {
                    let faults = faults(page, paper.size());
                    wrong.extend(faults.iter().map(|it| format!("{id} {paper:?} {lines:?} page {number}: {it}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_movement_has_a_drawing_whose_lines_stay_on_it() {
    let library = Library::built_in();
    for id in library.movement_ids() {
        let figure = library.movement(&id).expect("it is there").figure.clone().expect("it has a figure");
        for along in [0.0, figure.deepest()] {
            let drawing = figure.drawing(&Shown { along, ..Shown::FIRST });
            assert!(drawing.areas.iter().any(|(fill, _)| *fill == Fill::Body), "{id} has a body");
            assert!(!drawing.edges.is_empty(), "{id} has outlines");
            let spots = drawing.areas.iter().flat_map(|(_, loops)| loops.iter().flatten());
            let inside = |(x, y): &(f32, f32)| (0.0..=drawing.size.0).contains(x) && (0.0..=drawing.size.1).contains(y);
            assert!(spots.chain(drawing.edges.iter().flatten()).all(inside), "{id} stays on its paper");
        }
    }
}

#[test]
fn nothing_on_a_sheet_is_fetched_and_nothing_runs() {
    for (id, sheet) in SHEETS.iter() {
        let pages = [html::sheet(sheet, Paper::A4, Lines::Usual), svg::sheet(sheet, Paper::A4, Lines::Usual)];
        for text in pages {
            for what in ["<script", " href=", " src=", "url(", "@import", "<link", "<image", "<img"] {
                assert!(!text.contains(what), "{id}: {what}");
            }
        }
    }
}

#[test]
fn words_from_a_file_stay_words() {
    let mut sheet = SHEETS[0].1.clone();
    "<script>alert(1)</script> & \"x\"".clone_into(&mut sheet.title);
    "</style><b onclick='x'>".clone_into(&mut sheet.steps[0].name);
    for text in [html::sheet(&sheet, Paper::A4, Lines::Usual), svg::sheet(&sheet, Paper::A4, Lines::Usual)] {
        assert!(!text.contains("<script") && !text.contains("<b onclick"), "{text}");
        assert!(text.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_pdf_says_where_its_parts_are() {
    let bytes = pdf::sheet(&SHEETS[0].1, Paper::Letter, Lines::Usual);
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("%PDF-1.7") && text.trim_end().ends_with("%%EOF"));
    assert!(text.contains("/FontFile2") && text.contains("/ToUnicode"), "the fonts are in it");
    // Where the end says the table of parts begins, it does.
    let end = text.rsplit("startxref").next().and_then(|it| it.trim().lines().next()).expect("it says where");
    let at: usize = end.trim().parse().expect("a number");
    assert!(bytes[at..].starts_with(b"xref"));
}

#[test]
fn a_word_that_is_too_wide_is_cut_and_a_letter_the_font_lacks_is_seen() {
    let long = "x".repeat(200);
    let lines = Weight::Regular.wrapped(&format!("a {long} b"), 10.0, 100.0);
    assert!(lines.iter().all(|line| Weight::Regular.width(line, 10.0) <= 100.0));
    assert_eq!(lines.concat().replace(' ', ""), format!("a{long}b"));
    assert_eq!(Weight::Regular.glyph('漢'), Weight::Regular.glyph('\u{fffd}'));
    assert_ne!(Weight::Regular.glyph('é'), Weight::Regular.glyph('\u{fffd}'));
}
