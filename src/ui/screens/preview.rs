use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::view::{Preview, words};
use crate::coach::view::Mark;
use crate::ui::look::Look;
use crate::ui::put::put_cut;
use crate::ui::widgets::{Keep, Stack, StepRow, Steps, Timeline, Words};
use crate::units::amount;

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
    let length = amount::clock(preview.length);
    let about = [&length, place, &preview.kit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let about = about.join(look.dot());
    let changed = match preview.changed {
        0 => String::new(),
        changed => format!("{} changed for you", words::count(changed, "movement")),
    };
    let mut stack = Stack::default();
    stack.add(Keep::Essential, 0, Words { text: &preview.title, style: theme.label });
    stack.add(Keep::Essential, 0, Words { text: &about, style: theme.faint });
    stack.add(Keep::Essential, 1, Words { text: &preview.when, style: theme.text });
    stack.add(Keep::Ornament, 1, Timeline { marks: &marks, current: None, look });
    stack.add(Keep::Essential, 1, Steps { rows: rows.collect(), look });
    stack.add(Keep::Useful, 1, Words { text: &changed, style: theme.label });
    stack.add(Keep::Detail, 1, Words { text: &preview.safety, style: theme.faint });
    (&stack).render(area, buf);
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
