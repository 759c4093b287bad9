use ratatui::buffer::Buffer;
use ratatui::widgets::Widget;

use crate::app::view::Ready;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put_cut, put_right};
use crate::ui::widgets::{Keep, Stack, StepRow, Steps, Timeline, Words};

/// A routine about to start: what it is, what was changed, and the one question Enter answers.
pub(in crate::ui) fn draw(ready: &Ready, look: &Look, frame: Frame, buf: &mut Buffer) {
    let theme = &look.theme;
    put_cut(buf, frame.header, (0, 0), &ready.title, theme.label);
    put_right(buf, frame.header, 0, &ready.length.clock(), theme.strong);

    let asked = ready.guard.as_ref().or(ready.check.as_ref());
    let mut stack = Stack::default();
    // Who asks what was adapted wants to read that.
    let (about, steps, changes, rest) = if ready.adapted_open {
        (Keep::Ornament, Keep::Essential, Keep::Ornament, Keep::Ornament)
    } else {
        (Keep::Useful, Keep::Detail, Keep::Essential, Keep::Detail)
    };
    stack.add(about, 0, Words { text: &ready.opening, style: theme.text });
    for line in &ready.safety {
        stack.add(about, 1, Words { text: line, style: theme.text });
    }
    stack.add(Keep::Ornament, 2, Timeline { marks: &ready.timeline, current: None, look });
    // In a small window, only that.
    let changed_only = ready.adapted_open && frame.body.height < 16;
    let shown = (1..).zip(&ready.steps).filter(|(_, step)| !changed_only || step.swapped || !step.notes.is_empty());
    let rows = shown.map(|(number, step)| StepRow {
        number,
        name: &step.name,
        mark: match (step.swapped, step.notes.is_empty()) {
            (true, _) => "swapped",
            (false, false) => "adapted",
            (false, true) => "",
        },
        dose: &step.dose,
        length: step.length,
        notes: if ready.adapted_open { &step.notes } else { &[] },
    });
    stack.add(steps, 1, Steps { rows: rows.collect(), look });
    for (index, line) in ready.changes.iter().enumerate() {
        let gap = u16::from(index == 0);
        stack.add(changes, gap, Words { text: line, style: theme.text });
    }
    for (index, line) in ready.lines.iter().enumerate() {
        let gap = u16::from(index == 0);
        stack.add(rest, gap, Words { text: line, style: theme.faint });
    }
    if let Some(question) = asked {
        stack.add(Keep::Essential, 2, Words { text: question, style: theme.strong });
    }
    (&stack).render(frame.body, buf);
}
