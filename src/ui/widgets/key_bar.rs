use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::Key;
use crate::app::view::KeyHint;
use crate::ui::look::Look;
use crate::ui::put::{put, width};

/// The keys that mean something here, on one row; help is never the one that has no room.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct KeyBar<'a> {
    /// The hints, the most useful first.
    pub(in crate::ui) hints: &'a [KeyHint],
    /// How it looks.
    pub(in crate::ui) look: &'a Look,
}

impl<'a> KeyBar<'a> {
    /// The hints there is room for, each with the column it begins at.
    fn spots(&self, room: u16) -> impl Iterator<Item = (u16, &'a KeyHint)> + use<'a> {
        let hints = self.hints;
        let all = |gap: u16| hints.iter().map(|hint| columns(hint) + gap).sum::<u16>().saturating_sub(gap);
        let gap = if all(3) <= room { 3 } else { 2 };
        let help = hints.iter().find(|hint| hint.name == "?").filter(|_| all(gap) > room);
        let kept_for_help = help.map_or(0, |hint| columns(hint) + gap);
        let first = hints.iter().filter(move |hint| help.is_none_or(|help| help != *hint));
        let mut at = 0;
        let mut fits = true;
        first.map(|hint| (hint, false)).chain(help.map(|hint| (hint, true))).filter_map(move |(hint, is_help)| {
            let room = if is_help { room } else { room.saturating_sub(kept_for_help) };
            fits = (fits || is_help) && at + columns(hint) <= room;
            let start = at;
            at += if fits { columns(hint) + gap } else { 0 };
            fits.then_some((start, hint))
        })
    }

    /// The key a click at a column and row of the screen stands for.
    pub(in crate::ui) fn key_at(&self, area: Rect, (column, row): (u16, u16)) -> Option<Key> {
        let dx = column.checked_sub(area.x).filter(|_| area.height > 0 && row == area.y)?;
        let (start, hint) =
            self.spots(area.width).find(|(start, hint)| (*start..start + columns(hint)).contains(&dx))?;
        // `1 3 5 9` is four keys: the one under the pointer.
        let several = hint.name.split(' ').all(|name| name.chars().count() == 1) && hint.name.contains(' ');
        let under = hint.name.chars().nth(usize::from(dx - start)).filter(|c| several && *c != ' ');
        Some(under.map_or(hint.key, Key::Char))
    }
}

fn columns(hint: &KeyHint) -> u16 {
    width(hint.name) + 1 + width(hint.does)
}

impl Widget for &KeyBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        for (start, hint) in self.spots(area.width) {
            let took = put(buf, area, (start, 0), hint.name, self.look.theme.strong);
            put(buf, area, (start + took + 1, 0), hint.does, self.look.theme.faint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Colours, Glyphs};

    const LOOK: Look = Look::new(Glyphs::Ascii, Colours::None);

    fn hints() -> Vec<KeyHint> {
        [(Key::Char('s'), "s", "stop"), (Key::Char(' '), "space", "pause"), (Key::Char('1'), "1 3 5 9", "minutes")]
            .into_iter()
            .chain([(Key::Char('?'), "?", "help")])
            .map(|(key, name, does)| KeyHint { key, name, does })
            .collect()
    }

    fn picture(width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        (&KeyBar { hints: &hints(), look: &LOOK }).render(area, &mut buf);
        (0..width).map(|x| buf[(x, 0)].symbol()).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn a_narrow_bar_drops_the_last_hints_but_help() {
        assert_eq!(picture(60), "s stop   space pause   1 3 5 9 minutes   ? help");
        assert_eq!(picture(45), "s stop  space pause  1 3 5 9 minutes  ? help");
        assert_eq!(picture(40), "s stop  space pause  ? help");
        assert_eq!(picture(14), "s stop  ? help");
        assert_eq!(picture(6), "? help");
        assert_eq!(picture(3), "");
    }

    #[test]
    fn a_click_is_the_key_under_it() {
        let hints = hints();
        let bar = KeyBar { hints: &hints, look: &LOOK };
        let area = Rect::new(2, 5, 60, 1);
        assert_eq!(bar.key_at(area, (2, 5)), Some(Key::Char('s')));
        assert_eq!(bar.key_at(area, (7, 5)), Some(Key::Char('s')));
        assert_eq!(bar.key_at(area, (8, 5)), None);
        assert_eq!(bar.key_at(area, (11, 5)), Some(Key::Char(' ')));
        assert_eq!(bar.key_at(area, (27, 5)), Some(Key::Char('3')));
        assert_eq!(bar.key_at(area, (2, 4)), None);
        assert_eq!(bar.key_at(area, (0, 5)), None);
    }
}
