//! The two faces as the loop sees them: a view in, bytes out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Key;
use crate::app::view::View;

use crate::shell::host::Size;
use crate::shell::screen::Screen;
use crate::shell::terminal::ENTER;

/// A face as the loop sees it.
pub(super) trait Face {
    /// The terminal has just been taken: nothing is known about what is on it.
    fn begin(&mut self, size: Option<Size>);

    /// The window has another size.
    fn resize(&mut self, size: Size);

    /// Appends the bytes that show a view.
    fn show(&mut self, view: &View, out: &mut Vec<u8>);

    /// The key a click on a cell of a view stands for.
    fn key_at(&self, view: &View, col: u16, row: u16) -> Option<Key>;
}

/// The drawn face.
pub(super) struct Drawn<D, K> {
    draw: D,
    key_at: K,
    screen: Screen,
}

impl<D, K> Drawn<D, K> {
    pub(super) fn new(draw: D, key_at: K) -> Self {
        Self { draw, key_at, screen: Screen::new() }
    }
}

impl<D: Fn(&View, Rect, &mut Buffer), K: Fn(&View, Rect, u16, u16) -> Option<Key>> Face for Drawn<D, K> {
    fn begin(&mut self, size: Option<Size>) {
        let area = size.map_or(self.screen.area(), area);
        self.screen.begin(ENTER, area);
    }

    fn resize(&mut self, size: Size) {
        self.screen.resize(area(size));
    }

    fn show(&mut self, view: &View, out: &mut Vec<u8>) {
        self.screen.paint(|area, buffer| (self.draw)(view, area, buffer));
        self.screen.take(out);
    }

    fn key_at(&self, view: &View, col: u16, row: u16) -> Option<Key> {
        (self.key_at)(view, self.screen.area(), col, row)
    }
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.cols, size.rows)
}

/// The face in lines.
pub(super) struct Spoken<S> {
    say: S,
}

impl<S> Spoken<S> {
    pub(super) fn new(say: S) -> Self {
        Self { say }
    }
}

impl<S: FnMut(&View) -> Vec<String>> Face for Spoken<S> {
    fn begin(&mut self, _: Option<Size>) {}

    fn resize(&mut self, _: Size) {}

    fn show(&mut self, view: &View, out: &mut Vec<u8>) {
        for line in (self.say)(view) {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
    }

    fn key_at(&self, _: &View, _: u16, _: u16) -> Option<Key> {
        None
    }
}
