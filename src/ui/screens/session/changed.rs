use ratatui::layout::Rect;

use super::{Places, Wanted};
use crate::app::view::words;
use crate::coach::view::SessionView;
use crate::ui::Changed;

/// What of a window looks different after a view of a session than before it.
pub(in crate::ui) fn changed(before: &SessionView, after: &SessionView, area: Rect) -> Changed {
    let wanted = Wanted::of(after);
    let Places { frame, figure, panel, says: _, timeline } = Places::of(area, wanted);
    // Where a figure comes or goes, a small window's words go elsewhere.
    if frame.header.y + 1 >= frame.body.y || wanted != Wanted::of(before) {
        return Changed::All;
    }
    // Taken apart, so that nothing that is added to a view can be forgotten here.
    let SessionView {
        title,
        step,
        left,
        movement_id: _,
        movement,
        doing,
        clock,
        progress: _,
        rep,
        side,
        cue,
        setup,
        steps,
        breath_line,
        breath,
        notes,
        say,
        next,
        timeline: marks,
        easier,
        figure: body,
    } = after;
    let header = *title != before.title || *step != before.step || words::left(*left) != words::left(before.left);
    // A panel without a figure beside it leaves more to be said by the panel, and less by the steps.
    let told = *doing != before.doing || *setup != before.setup || *steps != before.steps;
    let shown = *body != before.figure || told;
    let counted = *clock != before.clock || *rep != before.rep || *breath != before.breath;
    let said = *movement != before.movement
        || *side != before.side
        || *cue != before.cue
        || *breath_line != before.breath_line
        || *notes != before.notes
        || *say != before.say
        || *next != before.next
        || *easier != before.easier
        || body.is_some() != before.figure.is_some();
    let marked = *marks != before.timeline || *step != before.step;
    let parts = [
        (header, Some(frame.header)),
        (shown, figure),
        (told || counted || said, Some(panel)),
        (marked, Some(timeline)),
    ];
    Changed::Parts(parts.into_iter().filter_map(|(changed, part)| part.filter(|_| changed)).collect())
}
