use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::coach::view::{FigureView, Motion};
use crate::figure::{Glyphs, Ink, Passage, Shade};
use crate::ui::look::{self, Colours, Look};

/// Draws a figure into the whole of an area.
pub(in crate::ui) fn figure(it: &FigureView, look: &Look, area: Rect, buf: &mut Buffer) {
    let clip = area.intersection(buf.area);
    if clip.is_empty() {
        return; // A body is the dearest thing there is to draw.
    }
    let glyphs = match look.glyphs {
        look::Glyphs::Ascii => Glyphs::Ascii,
        look::Glyphs::Unicode => Glyphs::Braille,
    };
    let picture = match it.motion {
        Motion::Moving => match &it.from {
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
    for y in clip.top()..clip.bottom() {
        for x in clip.left()..clip.right() {
            if let Some(cell) = picture.at(x - area.x, y - area.y).filter(|cell| cell.ink != Ink::None) {
                buf[(x, y)].set_char(cell.glyph).set_style(style(cell.ink, look));
            }
        }
    }
}

/// Few inks, so that neighbours share one and a frame stays small.
fn style(ink: Ink, look: &Look) -> Style {
    let theme = &look.theme;
    let plain = Style::new();
    // The working area stands out warm against the accent of the screen around it.
    let warm = match look.colours {
        Colours::None => plain.add_modifier(Modifier::BOLD),
        Colours::Sixteen => plain.fg(Color::Red),
        Colours::TwoFiftySix => plain.fg(Color::Indexed(166)),
        Colours::TrueColour => plain.fg(Color::Rgb(206, 98, 26)),
    };
    match ink {
        Ink::Skin(Shade::Near | Shade::Middle) => theme.text,
        Ink::Skin(Shade::Far) | Ink::Floor => theme.track,
        Ink::Accent(_) => warm,
        Ink::Prop => match look.colours {
            Colours::None | Colours::Sixteen => theme.track,
            Colours::TwoFiftySix | Colours::TrueColour => theme.accent,
        },
        Ink::Mark => theme.rest.add_modifier(Modifier::BOLD).remove_modifier(Modifier::DIM),
        Ink::None => plain,
    }
}
