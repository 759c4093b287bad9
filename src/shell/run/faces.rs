//! The two faces as the loop sees them: a view in, bytes out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Key;
use crate::app::view::View;

use super::Picture;
use crate::shell::host::Size;
use crate::shell::screen::Screen;
use crate::shell::terminal::ENTER;
use crate::ui::Changed;

/// A face as the loop sees it.
pub(super) trait Face {
    /// The terminal has just been taken: nothing is known about what is on it.
    fn begin(&mut self, size: Option<Size>);

    /// The window has another size.
    fn resize(&mut self, size: Size);

    /// Appends the bytes that show a view; `before` is what is shown now, unless that is not known.
    fn show(&mut self, before: Option<&View>, view: &View, out: &mut Vec<u8>);

    /// The keys a click on a cell of a view stands for.
    fn keys_at(&self, view: &View, col: u16, row: u16) -> Vec<Key>;
}

/// The drawn face.
pub(super) struct Drawn<'a, P> {
    picture: &'a P,
    screen: Screen,
}

impl<'a, P> Drawn<'a, P> {
    pub(super) fn new(picture: &'a P) -> Self {
        Self { picture, screen: Screen::new() }
    }
}

impl<P: Picture> Face for Drawn<'_, P> {
    fn begin(&mut self, size: Option<Size>) {
        let area = size.map_or(self.screen.area(), area);
        self.screen.begin(ENTER, area);
    }

    fn resize(&mut self, size: Size) {
        self.screen.resize(area(size));
    }

    fn show(&mut self, before: Option<&View>, view: &View, out: &mut Vec<u8>) {
        let area = self.screen.area();
        let changed = before.map_or(Changed::All, |before| self.picture.changed(before, view, area));
        let draw = |buffer: &mut Buffer| self.picture.draw(view, area, buffer);
        match changed {
            Changed::All => self.screen.paint(draw),
            Changed::Parts(parts) => {
                for part in parts {
                    self.screen.paint_part(part, draw);
                }
            }
        }
        self.screen.take(out);
    }

    fn keys_at(&self, view: &View, col: u16, row: u16) -> Vec<Key> {
        self.picture.keys_at(view, self.screen.area(), col, row)
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

    fn show(&mut self, _: Option<&View>, view: &View, out: &mut Vec<u8>) {
        for line in (self.say)(view) {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
    }

    fn keys_at(&self, _: &View, _: u16, _: u16) -> Vec<Key> {
        Vec::new()
    }
}
