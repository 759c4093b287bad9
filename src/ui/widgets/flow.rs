use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Choices, Steps, Timeline, Words};

/// Something as high as its width makes it.
pub(in crate::ui) trait Flow {
    /// How many rows it would take.
    fn rows(&self, width: u16) -> u16;

    /// How many rows it can be shown in at the least.
    fn least(&self, width: u16) -> u16 {
        self.rows(width)
    }

    /// Draws it.
    fn draw(&self, area: Rect, buf: &mut Buffer);
}

/// How much something is worth when there is no room for all, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ui) enum Keep {
    /// Goes first.
    Ornament,
    /// Is good to know.
    Detail,
    /// Is meant to be seen.
    Useful,
    /// Is what the screen is for.
    Essential,
}

/// Things one under the other with blank rows between them. Where they do not fit, the space between goes first, then
/// what is worth least, then what can be shown in fewer rows is.
#[derive(Default)]
pub(in crate::ui) struct Stack<'a> {
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    gap: u16,
    keep: Keep,
    flow: Piece<'a>,
}

/// Whether parts may be shown in fewer rows than they would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Give {
    Nothing,
    Rows,
}

/// What a stack can hold.
pub(in crate::ui) enum Piece<'a> {
    Choices(Choices<'a>),
    Steps(Steps<'a>),
    Timeline(Timeline<'a>),
    Words(Words<'a>),
}

impl<'a> Stack<'a> {
    /// Adds something that stands `gap` rows under what comes before it.
    pub(in crate::ui) fn add(&mut self, keep: Keep, gap: u16, flow: impl Into<Piece<'a>>) {
        self.parts.push(Part { gap, keep, flow: flow.into() });
    }

    /// Where each part goes; what has no room has no rows.
    pub(in crate::ui) fn places(&self, area: Rect) -> Vec<Rect> {
        let mut shown: Vec<bool> = self.parts.iter().map(|part| part.flow.rows(area.width) > 0).collect();
        loop {
            let shown_parts = || (0..self.parts.len()).rev().filter(|index| shown[*index]);
            // The last of those that are worth least.
            let least = shown_parts().min_by_key(|index| self.parts[*index].keep);
            let keep = least.map_or(Keep::Essential, |index| self.parts[index].keep);
            // Ornaments go before anything is shown in fewer rows, everything but details before there is no space.
            let tries: &[(u16, Give)] = match keep {
                Keep::Ornament => &[(2, Give::Nothing), (1, Give::Nothing)],
                Keep::Detail => &[(2, Give::Nothing), (1, Give::Nothing), (1, Give::Rows)],
                Keep::Useful | Keep::Essential => {
                    &[(2, Give::Nothing), (1, Give::Nothing), (0, Give::Nothing), (1, Give::Rows), (0, Give::Rows)]
                }
            };
            if let Some(places) = tries.iter().find_map(|(spacing, give)| self.placed(area, &shown, *spacing, *give)) {
                return places;
            }
            match least {
                Some(index) if keep < Keep::Essential => shown[index] = false,
                _ => return self.cut(area, &shown),
            }
        }
    }

    fn placed(&self, area: Rect, shown: &[bool], spacing: u16, give: Give) -> Option<Vec<Rect>> {
        let parts = || self.parts.iter().zip(shown).filter(|(_, shown)| **shown).map(|(part, _)| part);
        let gaps: u16 = parts().skip(1).map(|part| part.gap.min(spacing)).sum();
        let rows: u16 = parts().fold(gaps, |sum, part| sum.saturating_add(part.flow.rows(area.width)));
        let mut over = rows.saturating_sub(area.height);
        let can_give: u16 = parts().map(|part| part.flow.rows(area.width) - part.flow.least(area.width)).sum();
        if over > 0 && (give == Give::Nothing || over > can_give) {
            return None;
        }
        let mut y = area.y;
        let mut first = true;
        Some(
            self.parts
                .iter()
                .zip(shown)
                .map(|(part, shown)| {
                    if !shown {
                        return Rect { y, height: 0, ..area };
                    }
                    y += if std::mem::take(&mut first) { 0 } else { part.gap.min(spacing) };
                    let (rows, least) = (part.flow.rows(area.width), part.flow.least(area.width));
                    let less = over.min(rows - least);
                    over -= less;
                    let place = Rect { y, height: rows - less, ..area };
                    y += place.height;
                    place
                })
                .collect(),
        )
    }

    /// The essential parts as far as they go: what comes last is cut first.
    fn cut(&self, area: Rect, shown: &[bool]) -> Vec<Rect> {
        let mut y = area.y;
        let parts = self.parts.iter().zip(shown);
        parts
            .map(|(part, shown)| {
                let rows = if *shown { part.flow.least(area.width).min(area.bottom() - y) } else { 0 };
                let place = Rect { y, height: rows, ..area };
                y += rows;
                place
            })
            .collect()
    }

    /// The parts with their places.
    pub(in crate::ui) fn placed_parts(&self, area: Rect) -> impl Iterator<Item = (&Piece<'a>, Rect)> {
        self.parts.iter().map(|part| &part.flow).zip(self.places(area)).filter(|(_, place)| !place.is_empty())
    }
}

impl Widget for &Stack<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        for (part, place) in self.placed_parts(area) {
            part.draw(place, buf);
        }
    }
}

impl Piece<'_> {
    fn rows(&self, width: u16) -> u16 {
        match self {
            Self::Choices(it) => it.rows(width),
            Self::Steps(it) => it.rows(width),
            Self::Timeline(it) => u16::from(!it.marks.is_empty()),
            Self::Words(it) => it.rows(width),
        }
    }

    fn least(&self, width: u16) -> u16 {
        match self {
            Self::Choices(it) => it.least(width).min(it.rows(width)),
            Self::Steps(it) => it.least(width).min(it.rows(width)),
            Self::Timeline(_) | Self::Words(_) => self.rows(width),
        }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        match self {
            Self::Choices(it) => it.draw(area, buf),
            Self::Steps(it) => it.draw(area, buf),
            Self::Timeline(it) => it.render(area, buf),
            Self::Words(it) => it.draw(area, buf),
        }
    }
}

impl<'a> From<Choices<'a>> for Piece<'a> {
    fn from(it: Choices<'a>) -> Self {
        Self::Choices(it)
    }
}

impl<'a> From<Steps<'a>> for Piece<'a> {
    fn from(it: Steps<'a>) -> Self {
        Self::Steps(it)
    }
}

impl<'a> From<Timeline<'a>> for Piece<'a> {
    fn from(it: Timeline<'a>) -> Self {
        Self::Timeline(it)
    }
}

impl<'a> From<Words<'a>> for Piece<'a> {
    fn from(it: Words<'a>) -> Self {
        Self::Words(it)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn stack() -> Stack<'static> {
        let mut stack = Stack::default();
        for (keep, gap, text) in
            [(Keep::Essential, 0, "a"), (Keep::Detail, 2, "b b b"), (Keep::Useful, 1, "c"), (Keep::Essential, 1, "d")]
        {
            stack.add(keep, gap, Words { text, style: Style::new() });
        }
        stack
    }

    fn rows(height: u16) -> Vec<(u16, u16)> {
        stack().places(Rect::new(0, 0, 3, height)).iter().map(|place| (place.y, place.height)).collect()
    }

    #[test]
    fn with_room_everything_is_spaced_as_wished() {
        assert_eq!(rows(20), [(0, 1), (3, 2), (6, 1), (8, 1)]);
    }

    #[test]
    fn space_goes_before_content_that_is_worth_it() {
        assert_eq!(rows(8), [(0, 1), (2, 2), (5, 1), (7, 1)]);
    }

    #[test]
    fn what_is_worth_least_goes_first() {
        assert_eq!(rows(7), [(0, 1), (1, 0), (2, 1), (4, 1)]);
        assert_eq!(rows(4), [(0, 1), (1, 0), (1, 1), (2, 1)]);
        assert_eq!(rows(3), [(0, 1), (1, 0), (1, 1), (2, 1)]);
        assert_eq!(rows(2), [(0, 1), (1, 0), (1, 0), (1, 1)]);
        assert_eq!(rows(1), [(0, 1), (1, 0), (1, 0), (1, 0)]);
        assert_eq!(rows(0), [(0, 0), (0, 0), (0, 0), (0, 0)]);
    }
}
