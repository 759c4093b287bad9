//! What one frame of a figure costs in 48 columns and 20 rows, by movement: `cargo bench --bench figure`.
//!
//! The budget is 250 µs for the slowest movement in a release build. `cargo bench --bench figure -- all` draws all of
//! them in turn; what it says is for the 45 together.

use std::sync::Arc;

use unhunch::figure::{Figure, Glyphs, Shown};
use unhunch::routine::{Library, MovementId};

fn main() {
    divan::main();
}

fn names() -> Vec<String> {
    Library::built_in().movement_ids().iter().map(ToString::to_string).collect()
}

fn figure(name: &str) -> Arc<Figure> {
    let movement = Library::built_in().movement(&MovementId::new(name)).expect("it is built in");
    movement.figure.clone().expect("every movement has a figure")
}

/// Another moment of the motion with each call.
fn moments() -> impl FnMut() -> Shown {
    let mut at = 0_u8;
    move || {
        at = at.wrapping_add(37);
        Shown { along: f32::from(at) / 255.0, ..Shown::FIRST }
    }
}

#[divan::bench(args = names())]
fn one_frame(bencher: divan::Bencher<'_, '_>, name: &str) {
    let figure = figure(name);
    bencher.with_inputs(moments()).bench_local_values(|shown| figure.draw(&shown, 48, 20, Glyphs::Braille));
}

#[divan::bench]
fn all_of_them(bencher: divan::Bencher<'_, '_>) {
    let figures: Vec<_> = names().iter().map(|name| figure(name)).collect();
    bencher.with_inputs(moments()).bench_local_values(|shown| {
        for figure in &figures {
            divan::black_box(figure.draw(&shown, 48, 20, Glyphs::Braille));
        }
    });
}
