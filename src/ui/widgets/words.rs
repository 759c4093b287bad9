use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Flow;
use crate::ui::put::{put, width};
use crate::ui::wrap::Wrap;

/// A text, wrapped. Text after a label and two blanks (`space  pause`) is set in under itself.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Words<'a> {
    /// The text.
    pub(in crate::ui) text: &'a str,
    /// Its style.
    pub(in crate::ui) style: Style,
}

/// The smallest width at which a text takes no more rows than at this one: its lines become about equally long.
pub(in crate::ui) fn balanced(text: &str, columns: u16) -> u16 {
    let rows = Wrap::rows(text, columns);
    let enough = |columns: &u16| Wrap::rows(text, *columns) <= rows;
    if rows < 2 { columns } else { (columns / 2..=columns).find(enough).unwrap_or(columns) }
}

/// A label is no longer than this.
const LABEL: usize = 18;

/// How many bytes a line's label takes with the blanks after it; they are as many columns where it is ASCII.
fn label(line: &str) -> usize {
    let Some(at) = line.find("  ").filter(|at| (1..LABEL).contains(at)) else { return 0 };
    at + line[at..].len() - line[at..].trim_start_matches(' ').len()
}

impl<'a> Words<'a> {
    /// The lines at a width, each with the column it begins at.
    pub(in crate::ui) fn lines(&self, columns: u16) -> impl Iterator<Item = (u16, &'a str)> + use<'a> {
        self.text.split('\n').flat_map(move |line| {
            let hang = Some(width(&line[..label(line)])).filter(|hang| hang * 2 <= columns).unwrap_or(0);
            let lines = Wrap::hanging(line, columns, hang);
            lines.enumerate().map(move |(index, line)| (if index == 0 { 0 } else { hang }, line))
        })
    }

    /// The label a line begins with, if any: a key in a help, say.
    pub(in crate::ui) fn label_of(line: &str) -> &str {
        line[..label(line)].trim_end()
    }
}

impl Flow for Words<'_> {
    fn rows(&self, width: u16) -> u16 {
        if self.text.is_empty() { 0 } else { u16::try_from(self.lines(width).count()).unwrap_or(u16::MAX) }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        let mut lines = self.lines(area.width);
        for dy in 0..area.height {
            let Some((dx, line)) = lines.next() else { return };
            let end = dx + put(buf, area, (dx, dy), line, self.style);
            if dy + 1 == area.height && lines.next().is_some() {
                put(buf, area, (end.min(area.width - 1), dy), "…", self.style);
            }
        }
    }
}

impl Widget for &Words<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.intersection(buf.area).is_empty() {
            return;
        }
        self.draw(area, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_after_a_label_is_set_in_under_itself() {
        let area = Rect::new(0, 0, 20, 3);
        let mut buf = Buffer::empty(area);
        (&Words { text: "space  pause, and go on again\nq  leave", style: Style::new() }).render(area, &mut buf);
        assert_eq!(buf, Buffer::with_lines(["space  pause, and go", "       on again     ", "q  leave            "]));
    }

    #[test]
    fn a_text_that_is_cut_says_so() {
        let area = Rect::new(0, 0, 10, 1);
        let mut buf = Buffer::empty(area);
        (&Words { text: "one two three four", style: Style::new() }).render(area, &mut buf);
        assert_eq!(buf, Buffer::with_lines(["one two…  "]));
    }
}
