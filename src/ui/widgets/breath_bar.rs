use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::coach::view::{Breath, BreathPhase};
use crate::ui::look::Look;
use crate::ui::put::{fill, put};
use crate::units::trigonometry::sin;

/// A paced breath: a hill that is climbed on the in-breath and walked down on the out-breath, as far as it has come.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct BreathBar<'a> {
    /// Where the breath stands.
    pub(in crate::ui) breath: Breath,
    /// How it looks.
    pub(in crate::ui) look: &'a Look,
}

/// Columns of `in 4` with the blanks after it, and of `out 6` with those before it.
const LABELS: (u16, u16) = (6, 7);

impl Widget for &BreathBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        let theme = &self.look.theme;
        let Breath { phase, count, progress } = self.breath;
        let half = area.width.saturating_sub(LABELS.0 + LABELS.1).min(36) / 2;
        // ASCII has no half rows to make a second row of.
        let floor = if self.look.ascii() { 0 } else { area.height.min(2) - 1 };
        let label = |phase_of: BreathPhase| if phase == phase_of { theme.label } else { theme.faint };
        let digit = char::from_digit(u32::try_from(count.min(9)).unwrap_or(9), 10).unwrap_or('9');
        let mut utf8 = [0; 4];
        let digit: &str = digit.encode_utf8(&mut utf8);

        put(buf, area, (0, floor), "in", label(BreathPhase::In));
        let out_at = LABELS.0 + 2 * half + 2;
        put(buf, area, (out_at, floor), "out", label(BreathPhase::Out));
        match phase {
            BreathPhase::In => put(buf, area, (3, floor), digit, theme.label),
            BreathPhase::Out => put(buf, area, (out_at + 4, floor), digit, theme.label),
            BreathPhase::Pause => 0,
        };

        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and half the width")]
        let part = (f32::from(half) * progress.clamp(0.0, 1.0)).round() as u16;
        let come = match phase {
            BreathPhase::In => part,
            BreathPhase::Out => half + part,
            BreathPhase::Pause => 2 * half,
        };
        for column in 0..2 * half {
            let style = if column < come { theme.accent } else { theme.track };
            let from_edge = column.min(2 * half - 1 - column);
            let level = level(from_edge, half, 8 * (floor + 1));
            let at = (LABELS.0 + column, LABELS.0 + column + 1);
            // What is still to come is only its foot, so that the way already made shows without colours too.
            let level = if column < come { level } else { 1 };
            for row in 0..=floor {
                let glyph = level.saturating_sub(8 * (floor - row)).min(8);
                if glyph > 0 {
                    let glyphs = if self.look.ascii() { HILL_ASCII } else { HILL };
                    fill(buf, area, row, at, glyphs[usize::from(glyph) - 1], style);
                }
            }
        }
    }
}

const HILL: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const HILL_ASCII: [&str; 8] = ["_", "_", ".", "-", "-", "=", "=", "#"];

/// The height of the hill so many columns from its foot: a slow start, a steep middle, a round top.
fn level(from_edge: u16, half: u16, top: u16) -> u16 {
    let way = (f32::from(from_edge) + 0.5) / f32::from(half.max(1));
    let height = sin(way * std::f32::consts::FRAC_PI_2).powi(2);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the top")]
    let level = (height * f32::from(top)).round().max(1.0) as u16;
    level.min(top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Colours, Glyphs};

    fn picture(phase: BreathPhase, progress: f32, glyphs: Glyphs, area: Rect) -> Vec<String> {
        let mut buf = Buffer::empty(area);
        let look = Look::new(glyphs, Colours::None);
        (&BreathBar { breath: Breath { phase, count: 3, progress }, look: &look }).render(area, &mut buf);
        (0..area.height)
            .map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn the_hill_is_climbed_on_the_in_breath() {
        let area = Rect::new(0, 0, 33, 1);
        assert_eq!(picture(BreathPhase::In, 0.5, Glyphs::Unicode, area), ["in 3  ▁▁▁▂▃▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  out"]);
        assert_eq!(picture(BreathPhase::Out, 1.0, Glyphs::Unicode, area), ["in    ▁▁▁▂▃▅▆▇████▇▆▅▃▂▁▁▁  out 3"]);
    }

    #[test]
    fn two_rows_make_a_higher_hill() {
        let rows = picture(BreathPhase::Pause, 0.0, Glyphs::Unicode, Rect::new(0, 0, 29, 2));
        assert_eq!(rows, ["          ▂▄▇██▇▄▂", "in    ▁▁▄▆████████▆▄▁▁  out"]);
    }

    #[test]
    fn any_area_is_survived() {
        for (width, height) in [(0, 0), (1, 1), (12, 1), (14, 3), (200, 2)] {
            picture(BreathPhase::Out, 0.7, Glyphs::Ascii, Rect::new(0, 0, width, height));
        }
    }
}
