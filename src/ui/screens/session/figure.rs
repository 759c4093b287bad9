use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::coach::view::SessionView;
use crate::ui::look::Look;
use crate::ui::widgets;

/// Rows a figure is at least given before the steps get any.
const FIGURE: u16 = 24;
/// Rows the steps need under it.
const STEPS: u16 = 12;

/// The figure; in a tall window with the set-up or the steps under it.
pub(super) fn draw(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    let Some(figure) = &view.figure else { return };
    let below = if area.height >= FIGURE + STEPS { STEPS } else { 0 };
    widgets::figure(figure, look, Rect { height: area.height - below, ..area }, buf);
    if below > 0 {
        super::steps::draw(view, look, Rect { y: area.bottom() - below + 1, height: below - 1, ..area }, buf);
    }
}
