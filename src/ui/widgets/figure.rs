use std::cell::RefCell;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::coach::view::{FigureView, Motion};
use crate::figure::{Figure, Glyphs, Ink, Passage, Picture, Shade, Shown};
use crate::ui::look::{self, Colours, Look, Theme};
use crate::ui::put::put;

/// A moving figure is drawn no larger, in columns and rows: it would send more than 12 KB a second and show no more.
const LARGEST: (u16, u16) = (52, 26);

/// Draws a figure into an area, and over it what it is shown for where it does not count yet.
pub(in crate::ui) fn figure(it: &FigureView, look: &Look, area: Rect, buf: &mut Buffer) {
    body(it, look, area, buf);
    if it.motion == Motion::Preview {
        put(buf, area, (0, 0), PREVIEW, look.theme.label);
    }
}

/// Said over a movement that is shown before it begins.
const PREVIEW: &str = "PREVIEW";

/// The figure alone; where it moves and the area is very large, into the middle of it.
fn body(it: &FigureView, look: &Look, area: Rect, buf: &mut Buffer) {
    let area = match it.motion {
        Motion::Moving | Motion::Preview => {
            let (width, height) = (area.width.min(LARGEST.0), area.height.min(LARGEST.1));
            let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
            Rect { x, y, width, height }
        }
        Motion::Still => area,
    };
    let clip = area.intersection(buf.area);
    if clip.is_empty() {
        return; // A body is the dearest thing there is to draw.
    }
    let glyphs = match look.glyphs {
        look::Glyphs::Ascii => Glyphs::Ascii,
        look::Glyphs::Unicode => Glyphs::Braille,
    };
    let rests = it.motion != Motion::Still && it.from.is_none();
    if rests && LAST.with_borrow(|last| last.as_ref().is_some_and(|last| last.is(it, area, glyphs))) {
        return LAST.with_borrow(|last| last.iter().for_each(|last| copy(&last.picture, look, area, buf)));
    }
    let picture = match it.motion {
        Motion::Moving | Motion::Preview => match &it.from {
            None => it.figure.draw(&it.shown, area.width, area.height, glyphs),
            Some(from) => Passage::new((&from.figure, from.shown), (&it.figure, it.shown)).draw(
                from.part,
                area.width,
                area.height,
                glyphs,
            ),
        },
        Motion::Still => it.figure.draw_still(&it.shown, area.width, area.height, glyphs),
    };
    copy(&picture, look, area, buf);
    if rests {
        let drawn = Drawn { figure: Arc::clone(&it.figure), shown: it.shown, glyphs, picture };
        LAST.set(Some(drawn));
    }
}

thread_local! {
    /// What was drawn last: a key changes much of the library around a figure that stays as it is.
    static LAST: RefCell<Option<Drawn>> = const { RefCell::new(None) };
}

/// A figure as it was drawn.
struct Drawn {
    figure: Arc<Figure>,
    shown: Shown,
    glyphs: Glyphs,
    picture: Picture,
}

impl Drawn {
    /// Whether this is what would be drawn.
    fn is(&self, it: &FigureView, area: Rect, glyphs: Glyphs) -> bool {
        Arc::ptr_eq(&self.figure, &it.figure)
            && self.shown == it.shown
            && self.glyphs == glyphs
            && (self.picture.width, self.picture.height) == (area.width, area.height)
    }
}

fn copy(picture: &Picture, look: &Look, area: Rect, buf: &mut Buffer) {
    let clip = area.intersection(buf.area);
    for y in clip.top()..clip.bottom() {
        for x in clip.left()..clip.right() {
            if let Some(cell) = picture.at(x - area.x, y - area.y).filter(|cell| cell.ink != Ink::None) {
                buf[(x, y)].set_char(cell.glyph).set_style(style(cell.ink, look));
            }
        }
    }
}

/// Few inks, so that neighbours share one and a frame stays small; for the same reason a terminal with any colour gets
/// those of the fixed palette, whose names are half as long.
fn style(ink: Ink, look: &Look) -> Style {
    let colours = match look.colours {
        Colours::None | Colours::Sixteen => look.colours,
        Colours::TwoFiftySix | Colours::TrueColour => Colours::TwoFiftySix,
    };
    let theme = Theme::of(colours);
    let plain = Style::new();
    // The working area stands out warm against the accent of the screen around it.
    let warm = match colours {
        // Never bold: some fonts have no bold braille and show boxes.
        Colours::None => plain,
        Colours::Sixteen => plain.fg(Color::Red),
        Colours::TwoFiftySix | Colours::TrueColour => plain.fg(Color::Indexed(166)),
    };
    // What works on the far side is darker, so that two legs or arms are told apart.
    let far = match colours {
        Colours::None | Colours::Sixteen => warm,
        Colours::TwoFiftySix | Colours::TrueColour => plain.fg(Color::Indexed(94)),
    };
    match ink {
        Ink::Skin(Shade::Near | Shade::Middle) => theme.text,
        Ink::Skin(Shade::Far) | Ink::Floor => theme.track,
        Ink::Accent(Shade::Near | Shade::Middle) => warm,
        Ink::Accent(Shade::Far) => far,
        Ink::Prop => match colours {
            Colours::None | Colours::Sixteen => theme.track,
            Colours::TwoFiftySix | Colours::TrueColour => theme.accent,
        },
        Ink::Mark => theme.rest.remove_modifier(Modifier::DIM),
        Ink::None => plain,
    }
}
