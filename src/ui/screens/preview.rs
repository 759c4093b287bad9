use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::view::{Preview, words};
use crate::coach::view::Mark;
use crate::ui::look::Look;
use crate::ui::put::put_cut;
use crate::ui::widgets::{Flow, Keep, Stack, StepRow, Steps, Timeline, Words, figure};

/// The selected routine of the library: when it fits, what it needs, what is in it; or what is wrong with its file.
pub(super) fn draw(preview: &Preview, place: &str, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    if !preview.problems.is_empty() {
        return problems(preview, look, area, buf);
    }
    let marks: Vec<Mark> = preview
        .steps
        .iter()
        .map(|(_, name, length)| Mark { name: name.clone(), length: *length, done: 0.0, skipped: false })
        .collect();
    let rows = (1..).zip(&preview.steps).map(|(number, (_, name, length))| StepRow {
        number,
        name,
        mark: "",
        dose: "",
        length: *length,
        notes: &[],
    });
    let length = preview.length.clock();
    let about = [&length, place, &preview.kit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let about = about.join(look.dot());
    let changed = match preview.changed {
        0 => String::new(),
        changed => format!("{} changed for you", words::count(changed, "movement")),
    };
    let mut stack = Stack::default();
    let picture = figure_rows(preview, area);
    let names: Vec<&str> = preview.steps.iter().map(|(_, name, _)| name.as_str()).collect();
    let names = names.join(look.dot());
    let mut below = area;
    if picture > 0 {
        below = with_figure(preview, &about, picture, look, area, buf);
    } else {
        stack.add(Keep::Essential, 0, Words { text: &preview.title, style: theme.label });
        stack.add(Keep::Essential, 0, Words { text: &about, style: theme.faint });
    }
    stack.add(Keep::Essential, 1, Words { text: &preview.when, style: theme.text });
    stack.add(Keep::Ornament, 1, Timeline { marks: &marks, current: None, look });
    let needed = Words { text: &preview.when, style: theme.text }.rows(area.width) + 4;
    if picture > 0 && usize::from(below.height) < usize::from(needed) + preview.steps.len() {
        // Where a list has no room beside the figure, the names have.
        stack.add(Keep::Useful, 1, Words { text: &names, style: theme.faint });
    } else {
        stack.add(Keep::Essential, 1, Steps { rows: rows.collect(), look });
    }
    stack.add(Keep::Useful, 1, Words { text: &changed, style: theme.label });
    stack.add(Keep::Detail, 1, Words { text: &preview.safety, style: theme.faint });
    (&stack).render(below, buf);
}

/// Columns and rows from which on a preview has a figure, and the share of its rows it gets.
const FIGURE: (u16, u16) = (24, 18);

/// How many rows the figure has.
fn figure_rows(preview: &Preview, area: Rect) -> u16 {
    if preview.figure.is_none() || area.width < FIGURE.0 || area.height < FIGURE.1 {
        return 0;
    }
    // As wide as it is, it needs no more rows than this to be whole.
    (area.height * 12 / 23).min(area.width * 2 / 5).max(10)
}

/// Title, what it needs and the figure with its name; what is left under them.
fn with_figure(preview: &Preview, about: &str, rows: u16, look: &Look, area: Rect, buf: &mut Buffer) -> Rect {
    let theme = &look.theme;
    put_cut(buf, area, (0, 0), &preview.title, theme.label);
    let about = Words { text: about, style: theme.faint };
    let lines = about.rows(area.width).min(2);
    about.draw(Rect { y: area.y + 1, height: lines, ..area }, buf);
    let top = 1 + lines + u16::from(area.height >= 22);
    // A second line is taken from the figure, which leaves the rest where it is.
    let named = 2 + u16::from(area.height >= 22) + rows;
    if let Some(it) = &preview.figure {
        figure(it, look, Rect { y: area.y + top, height: named - top, ..area }, buf);
    }
    put_cut(buf, area, (0, named), &preview.figure_of, theme.faint);
    let used = named + 2;
    Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area }
}

/// What is wrong, line by line as it was rendered: its carets stand under what they mean, so nothing is wrapped.
fn problems(preview: &Preview, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    put_cut(buf, area, (0, 0), &preview.title, theme.label);
    let lines = &preview.problems;
    put_cut(buf, area, (0, 1), words::BROKEN, theme.faint);
    // Cutting the indentation all lines share leaves more of what matters.
    let margin = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    for (dy, line) in (3..area.height).zip(lines) {
        let line = line.get(usize::from(margin)..).unwrap_or_default();
        let heading = line.starts_with(char::is_alphabetic);
        let style = if heading { theme.strong } else { theme.text };
        put_cut(buf, area, (0, dy), line, style);
    }
}

fn indent(line: &str) -> u16 {
    u16::try_from(line.len() - line.trim_start_matches(' ').len()).unwrap_or(0)
}
