//! A routine running.
//!
//! ```text
//!  title                                4 of 7 · 3:12 left
//!
//!  the figure, or in its place    movement                     panel
//!  the set-up and the steps       what is going on
//!                                 large digits
//!                                 the cue
//!                                 a line that has its moment
//!                                 the breath
//!                                 next
//!  ━━━━━━━━━━━ ━━━━━━ ━━━━──── ─────── ─────── ───             timeline
//! ```
//!
//! A tall narrow window has the figure above the panel. A small one has few words beside or under the figure; where there
//! is no figure they have the window to themselves, and the smallest has no room for one.

mod changed;
mod figure;
mod large;
mod panel;
mod state;
mod steps;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::view::words;
use crate::coach::view::SessionView;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put_cut, put_right};
use crate::ui::widgets::Timeline;

pub(in crate::ui) use changed::changed;

/// The widest a session is drawn; more is margin.
pub(in crate::ui) const WIDTH: u16 = 140;

/// Rows and columns a panel beside a figure needs.
const BESIDE: (u16, u16) = (74, 13);

/// Rows of a panel under a figure.
const UNDER: u16 = 19;

/// A panel lower than this leaves out the breath and what comes next.
const SMALL: u16 = 13;

/// Columns and rows a figure has beside a few words, and the columns those need.
const SMALL_BESIDE: (u16, u16) = (26, 9);
const FEW_WORDS: u16 = 28;

/// Rows of a small figure with a few words under it, and of those.
const SMALL_ABOVE: (u16, u16) = (9, 8);

/// Whether there is a figure to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Figure,
    WordsAlone,
}

impl Wanted {
    const fn of(view: &SessionView) -> Self {
        if view.figure.is_some() { Self::Figure } else { Self::WordsAlone }
    }
}

/// How much the panel says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Everything,
    FewWords,
}

/// Where a session's parts go.
struct Places {
    frame: Frame,
    figure: Option<Rect>,
    panel: Rect,
    says: Says,
    timeline: Rect,
}

impl Places {
    fn of(area: Rect, wanted: Wanted) -> Self {
        let frame = Frame::of(area, WIDTH);
        let body = frame.body;
        // The timeline stands over the row above the key hints, with a row of air over it where there is room.
        let air = u16::from(body.height >= 14);
        let timeline = Rect { y: body.bottom().saturating_sub(1).max(body.y), height: body.height.min(1), ..body };
        let rest = Rect { height: body.height.saturating_sub(1 + air), ..body };
        let beside = |width: u16, gap: u16| {
            (Some(Rect { width, ..rest }), Rect { x: rest.x + width + gap, width: rest.width - width - gap, ..rest })
        };
        let above = |under: u16| {
            let height = rest.height - under - 1;
            (Some(Rect { height, ..rest }), Rect { y: rest.y + height + 1, height: under, ..rest })
        };
        let ((figure, panel), says) = if body.width >= BESIDE.0 && rest.height >= BESIDE.1 {
            (beside(body.width * 48 / 100, if body.width >= 90 { 4 } else { 2 }), Says::Everything)
        } else if rest.height >= UNDER + 11 {
            (above(UNDER), Says::Everything)
        } else if wanted == Wanted::WordsAlone {
            ((None, rest), if rest.height < SMALL { Says::FewWords } else { Says::Everything })
        } else if body.width >= SMALL_BESIDE.0 + 2 + FEW_WORDS && rest.height >= SMALL_BESIDE.1 {
            (beside((body.width * 48 / 100).min(body.width - FEW_WORDS - 2), 2), Says::FewWords)
        } else if body.width >= SMALL_BESIDE.0 && rest.height > SMALL_ABOVE.0 + SMALL_ABOVE.1 {
            (above(SMALL_ABOVE.1), Says::FewWords)
        } else {
            ((None, rest), if rest.height < SMALL { Says::FewWords } else { Says::Everything })
        };
        Self { frame, figure, panel, says, timeline }
    }
}

/// Where the figure goes in a window, if it has room for one.
#[must_use]
pub fn figure_area(area: Rect) -> Option<Rect> {
    Places::of(area, Wanted::Figure).figure
}

/// A session as it stands.
pub(in crate::ui) fn draw(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let places = Places::of(area, Wanted::of(view));
    let (step, of) = view.step;
    let left = words::left(view.left);
    let roomy = places.frame.header.y + 1 < places.frame.body.y;
    if let (Some(area), true) = (places.figure, view.figure.is_some()) {
        figure::draw(view, look, area, buf);
    }
    if roomy {
        let count = format!("{step} of {of}{}{left}", look.dot());
        let count_at = put_right(buf, places.frame.header, 0, &count, theme.faint);
        let title = Rect { width: count_at.saturating_sub(2), ..places.frame.header };
        put_cut(buf, title, (0, 0), &view.title, theme.text);
        match (places.says, places.figure) {
            (Says::FewWords, _) => panel::draw_small(view, look, 0, places.panel, buf),
            (Says::Everything, Some(area)) if view.figure.is_none() => {
                steps::draw(view, look, area, buf);
                panel::draw(view, look, panel::SetUp::Elsewhere, places.panel, buf);
            }
            (Says::Everything, _) => panel::draw(view, look, panel::SetUp::Here, places.panel, buf),
        }
    } else {
        // A small window gives the title's row to the movement.
        let top = Rect { x: places.panel.x, width: places.panel.width, ..places.frame.header };
        let panel = Rect { y: top.y, height: places.panel.bottom() - top.y, ..places.panel };
        let count_at = put_right(buf, top, 0, &format!("{step} of {of}"), theme.faint);
        let left_at = put_right(buf, Rect { y: top.y + 1, ..top }, 0, &left, theme.faint);
        let keep_free = top.width - count_at.min(left_at) + 1;
        panel::draw_small(view, look, keep_free, panel, buf);
    }
    (&Timeline { marks: &view.timeline, current: step.checked_sub(1), look }).render(places.timeline, buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_is_beside_above_or_not_there() {
        assert_eq!(figure_area(Rect::new(0, 0, 100, 30)), Some(Rect::new(3, 4, 45, 21)));
        assert_eq!(figure_area(Rect::new(0, 0, 80, 24)), Some(Rect::new(2, 2, 36, 18)));
        assert_eq!(figure_area(Rect::new(0, 0, 50, 50)).map(|figure| (figure.width, figure.height)), Some((48, 21)));
        for (window, figure) in [((60, 20), (26, 14)), ((58, 17), (26, 12)), ((80, 12), (36, 9)), ((40, 24), (38, 9))] {
            let area = figure_area(Rect::new(0, 0, window.0, window.1));
            assert_eq!(area.map(|area| (area.width, area.height)), Some(figure), "{window:?}");
        }
        assert_eq!(figure_area(Rect::new(0, 0, 40, 12)), None);
        assert_eq!(figure_area(Rect::new(0, 0, 0, 0)), None);
    }
}
