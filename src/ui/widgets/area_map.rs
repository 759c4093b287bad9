use std::collections::BTreeMap;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::figure::{Area as Part, Base, Figure, Glyphs, Ink, Path, Pose, Scene, Shot, Shown, View, Which};
use crate::routine::Area;
use crate::ui::look::{self, Look};

/// The style of an area that was worked on so much, from 1 to 3; 0 for not at all.
pub(in crate::ui) fn style_of(level: usize, look: &Look) -> Style {
    match level {
        0 => look.theme.track,
        1 => look.theme.rest,
        2 => look.theme.accent,
        _ => look.theme.accent.add_modifier(Modifier::BOLD),
    }
}

/// A body seen from behind, the areas on it drawn by how much each was worked on, from 1 to 3.
pub(in crate::ui) fn area_map(levels: &BTreeMap<Area, usize>, view: View, look: &Look, area: Rect, buf: &mut Buffer) {
    let glyphs = if look.glyphs == look::Glyphs::Ascii { Glyphs::Ascii } else { Glyphs::Braille };
    let clip = area.intersection(buf.area);
    for level in 0..=3 {
        let parts = levels.iter().filter(|(_, it)| **it == level && level > 0).flat_map(|(area, _)| parts(*area));
        let parts: Vec<Part> = parts.copied().collect();
        if level > 0 && parts.is_empty() {
            continue;
        }
        let picture = body(view, parts).draw(&Shown::FIRST, area.width, area.height, glyphs);
        for y in clip.top()..clip.bottom() {
            for x in clip.left()..clip.right() {
                let Some(cell) = picture.at(x - area.x, y - area.y) else { continue };
                let drawn = match cell.ink {
                    Ink::Skin(_) => level == 0,
                    Ink::Accent(_) => level > 0,
                    Ink::None | Ink::Floor | Ink::Mark | Ink::Prop => false,
                };
                if drawn {
                    buf[(x, y)].set_char(cell.glyph).set_style(style_of(level, look));
                }
            }
        }
    }
}

/// A body that stands, its arms a little away from it.
fn body(view: View, area: Vec<Part>) -> Figure {
    let scene = Scene {
        eye: view.into(),
        shot: Shot::Whole,
        area,
        which: Which::Both,
        side: Which::Right,
        props: Vec::new(),
        marks: Vec::new(),
        path: Path::ThereAndBack,
        cycle: Duration::from_secs(1),
    };
    Figure::trusted(scene, vec![Pose::base(Base::Standing)])
}

/// The parts of the drawn body that are an area.
const fn parts(area: Area) -> &'static [Part] {
    match area {
        Area::Neck => &[Part::Neck],
        Area::Shoulders => &[Part::Shoulders],
        Area::Chest => &[Part::Chest],
        Area::UpperBack => &[Part::UpperBack],
        Area::LowBack => &[Part::LowBack],
        Area::Hips => &[Part::Hips],
        Area::Legs => &[Part::Legs],
        Area::WristsHands => &[Part::Hands],
        Area::Eyes => &[Part::Eyes],
        Area::Breath => &[Part::Belly],
    }
}
