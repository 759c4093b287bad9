//! How many bytes a second a moving figure sends, by movement.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::coach::Demo;
use crate::routine::Library;
use crate::shell::screen::Screen;
use crate::ui::{self, Colours, Glyphs, Look};

/// Frames a second.
const FPS: u32 = 12;
/// So much of the motion is looked at, from where it begins.
const LOOKED_AT: Duration = Duration::from_secs(3);

/// The bytes a second each movement takes in a window of this size, the fewest first.
fn bytes_a_second(look: &Look, (cols, rows): (u16, u16)) -> Vec<(usize, String)> {
    let area = Rect::new(0, 0, cols, rows);
    let part = ui::figure_area(area).expect("there is room");
    let library = Library::built_in();
    let mut taken: Vec<(usize, String)> = Vec::new();
    for id in library.movement_ids() {
        let demo = Demo::of(library.movement(&id).expect("it is built in"));
        let mut screen = Screen::new();
        screen.begin(b"", area);
        let mut bytes = Vec::new();
        let mut at = Duration::from_secs(1);
        for frame in 0..=LOOKED_AT.as_secs() * u64::from(FPS) {
            let figure = demo.figure(at, FPS).expect("every movement has a figure");
            screen.paint_part(part, |buf| ui::figure(&figure, look, part, buf));
            if frame == 0 {
                // What the whole picture takes is not what a frame takes.
                screen.take(&mut Vec::new());
            } else {
                screen.take(&mut bytes);
            }
            at += demo.until_next_frame(at, FPS).unwrap_or(Duration::from_millis(250));
        }
        taken.push((bytes.len() / usize::try_from(LOOKED_AT.as_secs()).expect("few"), id.to_string()));
    }
    taken.sort();
    taken
}

#[test]
fn a_moving_figure_sends_few_bytes_a_second() {
    for size in [(100, 30), (120, 40), (160, 60)] {
        for colours in [Colours::TrueColour, Colours::Sixteen] {
            let taken = bytes_a_second(&Look::new(Glyphs::Unicode, colours), size);
            let (median, (worst, name)) = (taken[taken.len() / 2].0, taken.last().expect("there are some"));
            println!("{size:?} {colours:?}: median {median}, worst {worst} ({name})");
            // `src/ARCHITECTURE.md`, costs: 12 KB a second at worst, 8 KB as the median; some of it is left to the clock and the bars.
            assert!(*worst <= 11_800 && median <= 6_000, "{size:?}: {taken:?}");
        }
    }
}
