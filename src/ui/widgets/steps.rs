use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Flow;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, put_right, width};
use crate::ui::wrap::Wrap;
use crate::units::amount;

/// The steps of a routine as rows: number, name, dose, length, and notes under them.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Steps<'a> {
    /// The steps, in order.
    pub(in crate::ui) rows: Vec<StepRow<'a>>,
    /// How it looks.
    pub(in crate::ui) look: &'a Look,
}

/// A step of a routine as a row.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct StepRow<'a> {
    /// Which step it is, counted from one.
    pub(in crate::ui) number: usize,
    /// The movement's name.
    pub(in crate::ui) name: &'a str,
    /// A word about it: that it was swapped.
    pub(in crate::ui) mark: &'a str,
    /// Its dose in words; empty for none.
    pub(in crate::ui) dose: &'a str,
    /// Its length.
    pub(in crate::ui) length: Duration,
    /// What is said under it.
    pub(in crate::ui) notes: &'a [String],
}

/// Columns of the number with the blanks after it.
const NUMBER: u16 = 4;

/// How wide a list has to be for the doses to have a column of their own.
const WITH_DOSES: u16 = 64;

impl Steps<'_> {
    fn note_rows(row: &StepRow<'_>, width: u16) -> u16 {
        row.notes.iter().map(|note| Wrap::rows(note, width.saturating_sub(NUMBER))).sum()
    }
}

impl Flow for Steps<'_> {
    fn rows(&self, width: u16) -> u16 {
        self.rows.iter().map(|row| 1 + Self::note_rows(row, width)).sum()
    }

    fn least(&self, _width: u16) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX).min(3)
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        let theme = &self.look.theme;
        let names = self.rows.iter().map(|row| width(row.name) + 3 + width(row.mark)).max().unwrap_or(0);
        let dose_at = (NUMBER + names + 2).min(area.width / 2);
        let mut dy = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let left = self.rows.len() - index;
            let needed = 1 + Self::note_rows(row, area.width);
            if left > 1 && dy + needed >= area.height && (index > 0 || area.height == 1) {
                put(buf, area, (NUMBER, dy.min(area.height - 1)), &format!("and {left} more"), theme.faint);
                return;
            }
            put(buf, area, (0, dy), &format!("{:>2}", row.number), theme.faint);
            let length_at = put_right(buf, area, dy, &amount::clock(row.length), theme.faint);
            let with_dose = area.width >= WITH_DOSES && !row.dose.is_empty();
            let to = if with_dose { dose_at } else { length_at };
            // A name is cut before its mark is.
            let mark = if row.mark.is_empty() { 0 } else { width(row.mark) + 3 };
            let names = Rect { width: to.saturating_sub(2 + mark), ..area };
            let took = NUMBER + put_cut(buf, names, (NUMBER, dy), row.name, theme.text);
            if mark > 0 {
                let took = took + put(buf, area, (took, dy), self.look.dot(), theme.faint);
                put(buf, area, (took, dy), row.mark, theme.label);
            }
            if with_dose {
                let doses = Rect { width: length_at.saturating_sub(2), ..area };
                put_cut(buf, doses, (dose_at, dy), row.dose, theme.faint);
            }
            dy += 1;
            for line in row.notes.iter().flat_map(|note| Wrap::new(note, area.width.saturating_sub(NUMBER))) {
                if dy < area.height {
                    put(buf, area, (NUMBER, dy), line, theme.faint);
                    dy += 1;
                }
            }
            if dy >= area.height {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Colours, Glyphs};

    fn picture(count: usize, area: Rect) -> Vec<String> {
        let look = Look::new(Glyphs::Ascii, Colours::None);
        let row = |number| StepRow {
            number,
            name: "Cat-Cow",
            mark: "",
            dose: "",
            length: Duration::from_secs(65),
            notes: &[],
        };
        let mut buf = Buffer::empty(area);
        Steps { rows: (1..=count).map(row).collect(), look: &look }.draw(area, &mut buf);
        (0..area.height).map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect()).collect()
    }

    #[test]
    fn steps_are_numbered_and_their_lengths_end_at_the_edge() {
        assert_eq!(picture(2, Rect::new(0, 0, 20, 2)), [" 1  Cat-Cow     1:05", " 2  Cat-Cow     1:05"]);
    }

    #[test]
    fn steps_without_room_are_counted() {
        assert_eq!(picture(5, Rect::new(0, 0, 20, 2)), [" 1  Cat-Cow     1:05", "    and 4 more      "]);
    }
}
