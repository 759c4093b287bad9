use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::words;
use crate::coach::view::{Breath, Doing, SessionView};
use crate::ui::look::{Look, Theme};
use crate::ui::put::{put, put_cut, width};

/// What a session is to the eye: each kind has its mark and its clock, so that it is known at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Getting into position.
    SetUp,
    /// Being done.
    Work,
    /// Resting.
    Rest,
    /// Changing sides.
    Change,
    /// Waiting for the person.
    Paused,
    /// About to go on.
    CountingIn,
}

impl Kind {
    pub(super) const fn of(doing: &Doing) -> Self {
        match doing {
            Doing::SetUp => Self::SetUp,
            Doing::Arriving | Doing::Holding | Doing::Repeating | Doing::Breathing | Doing::Moving | Doing::Leaving => {
                Self::Work
            }
            Doing::Resting => Self::Rest,
            Doing::Changing(_) => Self::Change,
            Doing::Paused(_) => Self::Paused,
            Doing::CountingIn => Self::CountingIn,
        }
    }

    /// The style of the large clock.
    pub(super) const fn clock(self, theme: &Theme) -> Style {
        match self {
            Self::SetUp => theme.text,
            Self::Rest => theme.rest,
            Self::Paused => theme.track,
            Self::Work | Self::Change | Self::CountingIn => theme.clock,
        }
    }

    /// The style of the words that say what is going on, and of the mark before them.
    const fn label(self, theme: &Theme) -> (Style, Style) {
        match self {
            Self::SetUp | Self::Paused => (theme.strong, theme.strong),
            Self::Rest => (theme.strong, theme.rest),
            Self::Work | Self::Change | Self::CountingIn => (theme.label, theme.accent),
        }
    }

    const fn mark(self, look: &Look) -> &'static str {
        match self {
            Self::SetUp | Self::Rest => look.pick("○ ", "o "),
            Self::Work => look.pick("● ", "* "),
            Self::Change => look.pick("→ ", "-> "),
            Self::Paused => look.pick("▌▌ ", "|| "),
            Self::CountingIn => look.pick("▸ ", "> "),
        }
    }
}

/// How long a part of the row stays in it while the room for it shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stays {
    /// It goes first: that it is the easier form.
    WithRoom,
    /// It goes next: the count, which only goes with something else.
    Longer,
    /// It is cut when nothing else is left to go.
    ToTheEnd,
}

/// What is going on, on one row: a mark, what it is, which side; the breath where it has no bar of its own.
pub(super) fn draw(view: &SessionView, breath: Option<Breath>, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let kind = Kind::of(&view.doing);
    let (mark, (style, mark_style)) = (kind.mark(look), kind.label(theme));
    let counted = words::count_says_it(view);
    let rep = words::counted(view).map(words::rep);
    let (doing, side) = if let Doing::Changing(to) = &view.doing {
        (words::change(to), None)
    } else if matches!(view.doing, Doing::Leaving) {
        // Coming back is the same from either side, and there is little room.
        (words::doing(view), None)
    } else {
        (if counted { "" } else { words::doing(view) }, view.side.as_deref())
    };
    let breath = breath.map(|breath| format!("{} {}", words::breath(breath.phase), breath.count)).unwrap_or_default();
    let parts = [
        (Stays::ToTheEnd, doing, style),
        (Stays::Longer, rep.as_deref().unwrap_or_default(), if counted { style } else { theme.text }),
        (Stays::ToTheEnd, side.unwrap_or_default(), theme.text),
        (Stays::ToTheEnd, &breath, theme.label),
        (Stays::WithRoom, if view.easier { words::EASIER } else { "" }, theme.faint),
    ];
    let wide = |least: Stays| {
        let shown = parts.iter().filter(|(stays, text, _)| !text.is_empty() && *stays >= least);
        width(mark) + shown.map(|(_, text, _)| width(text) + 3).sum::<u16>().saturating_sub(3)
    };
    let least = match () {
        () if wide(Stays::WithRoom) <= area.width => Stays::WithRoom,
        () if wide(Stays::Longer) <= area.width || counted => Stays::Longer,
        () => Stays::ToTheEnd,
    };
    let mut dx = put(buf, area, (0, 0), mark, mark_style);
    let mut first = true;
    for (stays, text, style) in &parts {
        if text.is_empty() || *stays < least {
            continue;
        }
        if !std::mem::take(&mut first) {
            dx += put(buf, area, (dx, 0), look.dot(), theme.faint);
        }
        dx += put_cut(buf, area, (dx, 0), text, *style);
    }
}
