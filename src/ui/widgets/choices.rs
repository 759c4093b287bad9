use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Flow;
use crate::app::Key;
use crate::app::view::Choice;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, width};
use crate::ui::wrap::Wrap;

/// Answers, each with its key. Where they do not all fit, they stand in a few words, two in a row, if they have such; else
/// they scroll with the cursor, and without one each is cut.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Choices<'a> {
    /// The answers.
    pub(in crate::ui) answers: &'a [Choice],
    /// The same in a few words each; empty where there are none.
    pub(in crate::ui) briefly: &'a [&'static str],
    /// The one the arrows stand on.
    pub(in crate::ui) cursor: Option<usize>,
    /// How it looks.
    pub(in crate::ui) look: &'a Look,
}

/// Columns of the cursor's mark with the blank after it.
const MARK: u16 = 2;

/// How the answers are shown at a size.
struct Plan {
    /// Blank rows between two answers.
    gap: u16,
    /// The most rows an answer has.
    cap: u16,
    /// How many rows are scrolled away.
    offset: u16,
}

impl Choices<'_> {
    /// Where the answers' texts begin.
    fn text_at(&self) -> u16 {
        let names = self.answers.iter().map(|choice| width(&choice.name)).max().unwrap_or(0);
        let ticks = if self.answers.iter().any(|choice| choice.ticked.is_some()) { 4 } else { 0 };
        MARK + names + 2 + ticks
    }

    /// Columns for a text; the last one is kept for the marks that there is more.
    fn room(&self, columns: u16) -> u16 {
        columns.saturating_sub(self.text_at() + 1)
    }

    fn text_rows(&self, columns: u16) -> impl Iterator<Item = u16> + '_ {
        let room = self.room(columns);
        self.answers.iter().map(move |choice| Wrap::rows(&choice.text, room).max(1))
    }

    fn total(&self, columns: u16, gap: u16) -> u16 {
        let rows: u16 = self.text_rows(columns).fold(0, u16::saturating_add);
        rows.saturating_add(gap * self.gaps())
    }

    fn gaps(&self) -> u16 {
        u16::try_from(self.answers.len()).unwrap_or(u16::MAX).saturating_sub(1)
    }

    fn plan(&self, columns: u16, height: u16) -> Plan {
        for gap in [1, 0] {
            let wished = gap == 0 || self.spaced(columns);
            if wished && self.total(columns, gap) <= height {
                return Plan { gap, cap: u16::MAX, offset: 0 };
            }
        }
        let Some(cursor) = self.cursor else {
            let capped = |cap: u16| self.text_rows(columns).map(|rows| rows.min(cap)).fold(0, u16::saturating_add);
            let cap = (1..20).rev().find(|cap| capped(*cap) <= height).unwrap_or(1);
            return Plan { gap: 0, cap, offset: 0 };
        };
        let before: u16 = self.text_rows(columns).take(cursor).sum();
        let own = self.text_rows(columns).nth(cursor).unwrap_or(1);
        let total = self.total(columns, 0);
        // A row of what comes before and after shows that there is more.
        let wanted = before.saturating_sub(height.saturating_sub(own) / 2);
        Plan { gap: 0, cap: u16::MAX, offset: wanted.min(before).min(total.saturating_sub(height)) }
    }

    /// Long answers are told apart by blank rows.
    fn spaced(&self, columns: u16) -> bool {
        self.text_rows(columns).any(|rows| rows > 1)
    }

    /// The answers' first row, counted from the area's, which may lie above it, and how many rows they have.
    fn spots(&self, area: Rect) -> impl Iterator<Item = (usize, i32, u16)> + '_ {
        let Plan { gap, cap, offset } = self.plan(area.width, area.height);
        let mut at = -i32::from(offset);
        self.text_rows(area.width).enumerate().map(move |(index, rows)| {
            let (start, rows) = (at, rows.min(cap));
            at += i32::from(rows + gap);
            (index, start, rows)
        })
    }

    /// Whether the answers stand in a few words, two in a row: there is no row for every one.
    fn is_brief(&self, height: u16) -> bool {
        self.cursor.is_none() && self.briefly.len() == self.answers.len() && usize::from(height) < self.answers.len()
    }

    /// Where each answer stands in a few words: down the left half, then down the right one.
    fn brief_spots(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let rows = u16::try_from(self.answers.len().div_ceil(2)).unwrap_or(u16::MAX).max(1);
        let width = area.width / 2;
        (0..self.answers.len()).zip(0_u16..).map(move |(index, at)| {
            let (x, y) = (area.x + at / rows * width, area.y + at % rows);
            (index, Rect { x, y, width, height: 1 })
        })
    }

    fn draw_brief(&self, area: Rect, buf: &mut Buffer) {
        let theme = &self.look.theme;
        for (index, spot) in self.brief_spots(area).filter(|(_, spot)| spot.y < area.bottom()) {
            let name = &self.answers[index].name;
            put(buf, spot, (0, 0), name, theme.label);
            put_cut(buf, spot, (width(name) + 1, 0), self.briefly[index], theme.text);
        }
    }

    /// The key of the answer on this row of the screen.
    pub(in crate::ui) fn key_at(&self, area: Rect, (column, row): (u16, u16)) -> Option<Key> {
        if !area.contains((column, row).into()) {
            return None;
        }
        if self.is_brief(area.height) {
            let (index, _) = self.brief_spots(area).find(|(_, spot)| spot.contains((column, row).into()))?;
            return Some(self.answers[index].key);
        }
        let dy = i32::from(row - area.y);
        let (index, ..) =
            self.spots(area).find(|(_, start, rows)| (*start..*start + i32::from(*rows)).contains(&dy))?;
        Some(self.answers[index].key)
    }
}

impl Flow for Choices<'_> {
    fn rows(&self, width: u16) -> u16 {
        self.total(width, u16::from(self.spaced(width)))
    }

    fn least(&self, width: u16) -> u16 {
        match self.cursor {
            Some(_) => self.text_rows(width).max().unwrap_or(0).max(3),
            None if self.briefly.is_empty() => self.gaps() + u16::from(!self.answers.is_empty()),
            None => u16::try_from(self.answers.len().div_ceil(2)).unwrap_or(u16::MAX),
        }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        if self.is_brief(area.height) {
            return self.draw_brief(area, buf);
        }
        let theme = &self.look.theme;
        let text_at = self.text_at();
        let (mut above, mut below) = (false, false);
        for (index, start, rows) in self.spots(area) {
            let choice = &self.answers[index];
            let selected = self.cursor == Some(index);
            let style = if selected { theme.strong } else { theme.text };
            let mut lines = Wrap::new(&choice.text, self.room(area.width));
            for row in 0..rows {
                let line = lines.next().unwrap_or_default();
                let Ok(dy) = u16::try_from(start + i32::from(row)) else {
                    above = true;
                    continue;
                };
                if dy >= area.height {
                    below = true;
                    break;
                }
                if row == 0 {
                    if selected {
                        put(buf, area, (0, dy), self.look.pick("›", ">"), theme.accent);
                    }
                    put(buf, area, (MARK, dy), &choice.name, theme.label);
                    if let Some(ticked) = choice.ticked {
                        let tick = if ticked { self.look.pick("[✓]", "[x]") } else { "[ ]" };
                        put(buf, area, (text_at - 4, dy), tick, if ticked { theme.label } else { theme.faint });
                    }
                }
                let end = text_at + put(buf, area, (text_at, dy), line, style);
                if row + 1 == rows && lines.clone().next().is_some() {
                    put(buf, area, (end, dy), "…", style);
                }
            }
        }
        let edge = area.width - 1;
        if above {
            put(buf, area, (edge, 0), self.look.pick("↑", "^"), theme.label);
        }
        if below {
            put(buf, area, (edge, area.height - 1), self.look.pick("↓", "v"), theme.label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Colours, Glyphs};

    const LOOK: Look = Look::new(Glyphs::Ascii, Colours::None);

    fn answers() -> Vec<Choice> {
        ["one two three", "four", "five six seven eight"]
            .into_iter()
            .zip(["1", "2", "0"])
            .map(|(text, name)| Choice {
                key: Key::Char(name.chars().next().unwrap()),
                name: name.to_owned(),
                text: text.to_owned(),
                ticked: None,
            })
            .collect()
    }

    fn picture(cursor: Option<usize>, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, 15, height);
        let mut buf = Buffer::empty(area);
        let choices = answers();
        Choices { answers: &choices, briefly: &[], cursor, look: &LOOK }.draw(area, &mut buf);
        (0..height)
            .map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn long_answers_are_told_apart_by_blank_rows_while_there_is_room() {
        assert_eq!(
            picture(None, 8),
            ["  1  one two", "     three", "", "  2  four", "", "  0  five six", "     seven", "     eight"]
        );
        assert_eq!(
            picture(None, 6),
            ["  1  one two", "     three", "  2  four", "  0  five six", "     seven", "     eight"]
        );
    }

    #[test]
    fn with_a_cursor_the_chosen_answer_is_always_whole() {
        assert_eq!(picture(Some(0), 3), ["> 1  one two", "     three", "  2  four     v"]);
        assert_eq!(picture(Some(2), 3), ["> 0  five six ^", "     seven", "     eight"]);
    }

    #[test]
    fn without_a_cursor_every_answer_has_a_row_and_says_that_it_is_cut() {
        assert_eq!(picture(None, 3), ["  1  one two~", "  2  four", "  0  five six~"].map(|row| row.replace('~', "…")));
    }

    #[test]
    fn where_there_is_no_row_for_every_answer_they_stand_in_a_few_words_two_in_a_row() {
        let choices = answers();
        let area = Rect::new(0, 0, 16, 2);
        let mut buf = Buffer::empty(area);
        let it = Choices { answers: &choices, briefly: &["one", "four", "five"], cursor: None, look: &LOOK };
        it.draw(area, &mut buf);
        let row = |y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        assert_eq!([row(0), row(1)], ["1 one   0 five", "2 four"]);
        assert_eq!(it.key_at(area, (9, 0)), Some(Key::Char('0')));
        assert_eq!(it.least(16), 2);
    }

    #[test]
    fn a_click_on_any_row_of_an_answer_is_its_key() {
        let choices = answers();
        let it = Choices { answers: &choices, briefly: &[], cursor: None, look: &LOOK };
        let area = Rect::new(1, 2, 15, 6);
        assert_eq!(it.key_at(area, (5, 3)), Some(Key::Char('1')));
        assert_eq!(it.key_at(area, (5, 7)), Some(Key::Char('0')));
        assert_eq!(it.key_at(area, (5, 8)), None);
    }
}
