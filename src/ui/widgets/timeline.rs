use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::coach::view::Mark;
use crate::ui::look::Look;
use crate::ui::put::fill;

/// The steps of a plan on one row: a segment each, as long as the step is, full as far as it is done.
///
/// Heavy is done, light is to come, broken was skipped; the colour says the same again.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Timeline<'a> {
    /// The steps.
    pub(in crate::ui) marks: &'a [Mark],
    /// Which step runs, counted from nought.
    pub(in crate::ui) current: Option<usize>,
    /// How it looks.
    pub(in crate::ui) look: &'a Look,
}

impl Timeline<'_> {
    /// Where each step begins and ends, in columns: at least one each, with one between two while there is room.
    fn spans(&self, width: u16) -> impl Iterator<Item = (u16, u16)> {
        let count = u16::try_from(self.marks.len()).unwrap_or(u16::MAX);
        let gap = u16::from(width >= count.saturating_mul(2));
        let shared = u128::from(width.saturating_sub(gap * count.saturating_sub(1)).saturating_sub(count));
        let total = self.marks.iter().map(|mark| mark.length.as_millis()).sum::<u128>().max(1);
        let mut before = Duration::ZERO;
        (0..count).zip(self.marks).map(move |(index, mark)| {
            let share =
                |length: Duration| u16::try_from((length.as_millis() * shared + total / 2) / total).unwrap_or(width);
            let start = index * (1 + gap) + share(before);
            before += mark.length;
            (start, index * (1 + gap) + 1 + share(before))
        })
    }
}

impl Widget for &Timeline<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() || self.marks.is_empty() {
            return;
        }
        let theme = &self.look.theme;
        // Before anything is done the bar is a shape, not a progress.
        let ahead = self.current.is_none() && self.marks.iter().all(|mark| mark.done <= 0.0);
        let empty = if ahead { self.look.pick("━", "-") } else { self.look.pick("▁", "-") };
        let full = self.look.pick("▄", "=");
        for (index, ((from, to), mark)) in self.spans(area.width).zip(self.marks).enumerate() {
            let style = if self.current == Some(index) && !mark.skipped { theme.accent } else { theme.track };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
            let done = from + (f32::from(to - from) * mark.done.clamp(0.0, 1.0)).round() as u16;
            fill(buf, area, 0, (from, done), full, theme.accent);
            if mark.skipped {
                for dx in (done..to).step_by(2) {
                    fill(buf, area, 0, (dx, dx + 1), empty, style);
                }
            } else {
                fill(buf, area, 0, (done, to), empty, style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Colours, Glyphs};

    fn marks(rows: &[(u64, f32, bool)]) -> Vec<Mark> {
        rows.iter()
            .map(|(secs, done, skipped)| Mark {
                name: String::new(),
                length: Duration::from_secs(*secs),
                done: *done,
                skipped: *skipped,
            })
            .collect()
    }

    fn picture(marks: &[Mark], width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        let look = Look::new(Glyphs::Ascii, Colours::None);
        (&Timeline { marks, current: Some(1), look: &look }).render(area, &mut buf);
        (0..width).map(|x| buf[(x, 0)].symbol()).collect()
    }

    #[test]
    fn a_step_is_as_long_as_it_lasts_and_as_full_as_it_is_done() {
        let marks = marks(&[(60, 1.0, false), (120, 0.5, false), (60, 0.0, false)]);
        assert_eq!(picture(&marks, 22), "===== =====----- -----");
    }

    #[test]
    fn a_skipped_step_is_broken() {
        assert_eq!(picture(&marks(&[(10, 0.0, true), (10, 0.0, false)]), 9), "- -  ----");
    }

    #[test]
    fn the_shortest_step_still_shows() {
        assert_eq!(picture(&marks(&[(1, 0.0, false), (600, 0.0, false)]), 12), "- ----------");
    }

    #[test]
    fn the_steps_end_where_the_row_ends_at_any_width() {
        let marks = marks(&[(71, 1.0, false), (55, 1.0, false), (54, 0.3, false), (86, 0.0, false), (68, 0.0, false)]);
        for width in 5..140 {
            let row = picture(&marks, width);
            assert!(!row.ends_with(' '), "{width}: {row:?}");
        }
        for width in 0..5 {
            picture(&marks, width);
        }
    }
}
