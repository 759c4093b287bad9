use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::state::Kind;
use crate::app::view::words::{self, Count};
use crate::coach::view::SessionView;
use crate::ui::look::Look;
use crate::ui::put::put;
use crate::ui::widgets::{BigDigits, BigWords, Size};

/// How what is read from two metres is laid out: a number, and a word over it or beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Large {
    size: Size,
    word: Word,
}

/// Where the word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Above,
    Beside,
    Nowhere,
}

/// Columns between the number and what is beside it.
const GAP: u16 = 2;
/// Columns of the widest word there always is: `ready`.
const WIDEST: u16 = 22;

impl Large {
    /// The largest number that has a place for a word too; then the largest without one. It is the same whatever is
    /// being done, so that a number does not jump about.
    pub(super) fn fitting(view: &SessionView, look: &Look, (width, height): (u16, u16)) -> Option<Self> {
        let text = number(view);
        let template = if text.contains(':') { text.as_str() } else { "00" };
        let letters = BigWords::rows(look.ascii());
        let fits = |size: Size| size.rows() <= height && size.columns(template) <= width;
        let with_word = Size::ALL.into_iter().filter(|size| fits(*size)).find_map(|size| {
            let above = size.rows() + letters < height && WIDEST <= width;
            let beside = size.columns(template) + GAP + WIDEST <= width && letters <= size.rows();
            let word = if beside { Word::Beside } else { Word::Above };
            (above || beside).then_some(Self { size, word })
        });
        with_word.or_else(|| Some(Self { size: Size::fitting(template, width, height)?, word: Word::Nowhere }))
    }

    /// How many rows it takes.
    pub(super) const fn rows(self, look: &Look) -> u16 {
        match self.word {
            Word::Above => BigWords::rows(look.ascii()) + 1 + self.size.rows(),
            Word::Beside | Word::Nowhere => self.size.rows(),
        }
    }
}

/// What a person counts by, large, with the word for what is going on; on one row where there is no room.
pub(super) fn draw(view: &SessionView, large: Option<Large>, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let (text, style, ascii) = (number(view), Kind::of(&view.doing).clock(theme), look.ascii());
    let Some(Large { size, word }) = large else {
        let of = of(view).map(|of| format!(" {of}")).unwrap_or_default();
        put(buf, area, (0, 0), &format!("{text}{of}"), style.patch(theme.strong));
        return;
    };
    let letters = |text: &str, area: Rect, buf: &mut Buffer| {
        let words = BigWords { text, style, ascii };
        let one_line = BigWords::rows(ascii).min(area.height);
        let fits = !text.is_empty() && words.height(area.width).is_some_and(|rows| rows <= one_line);
        if fits {
            (&words).render(area, buf);
        }
        fits
    };
    let (doing, which) = words::at_a_glance(view);
    let both = format!("{doing} {which}");
    let glances = [both.trim(), which, doing];
    let mut below = area;
    if word == Word::Above {
        let above = Rect { height: BigWords::rows(ascii).min(area.height), ..area };
        _ = glances.iter().any(|text| letters(text, above, buf));
        below = under(area, BigWords::rows(ascii) + 1);
    }
    let Some(size) = Size::fitting(&text, below.width, below.height.min(size.rows())) else {
        put(buf, below, (0, 0), &text, style.patch(theme.strong));
        return;
    };
    (&BigDigits { text: &text, size, style, ascii }).render(below, buf);
    // What is beside the number stands on its foot, always in the same column.
    let dx = size.columns(if text.contains(':') { &text } else { "00" }).max(size.columns(&text)) + GAP;
    let dy = size.rows().saturating_sub(BigWords::rows(ascii));
    let beside = under(below, dy);
    let beside = Rect { x: beside.x + dx.min(beside.width), width: beside.width.saturating_sub(dx), ..beside };
    if let Some(of) = of(view)
        && word != Word::Nowhere
    {
        let beside = Rect { x: below.x + size.columns(&text) + GAP, ..beside };
        letters(&of, Rect { width: area.right().saturating_sub(beside.x), ..beside }, buf);
    } else if word == Word::Beside {
        _ = glances.iter().any(|text| letters(text, beside, buf));
    }
}

/// The seconds of the running repeat as a bar, as far as they have come.
pub(super) fn pace(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    let Some(Count::Rep(rep)) = words::count_now(view) else { return };
    let theme = &look.theme;
    let over = words::over_of_rep(view, rep);
    let each = (u64::from(area.width) / rep.seconds.max(1)).min(4);
    let Some(each) = u16::try_from(each).ok().filter(|each| *each > 1) else { return };
    let mut dx = 0;
    for second in 0..rep.seconds {
        let (glyph, style) =
            if second < over { (look.pick("━", "="), theme.accent) } else { (look.pick("─", "-"), theme.track) };
        for _ in 1..each {
            dx += put(buf, area, (dx, 0), glyph, style);
        }
        dx += 1;
    }
}

/// The number a person counts by: repeats, the seconds of a breath, else the seconds alone under a minute, and minutes
/// and seconds from there.
fn number(view: &SessionView) -> String {
    match words::count_now(view) {
        None => String::new(),
        Some(Count::Breath(count)) => count.to_string(),
        Some(Count::Rep(rep)) => rep.number.to_string(),
        Some(Count::Seconds(secs)) if secs < 60 => secs.to_string(),
        Some(Count::Seconds(secs)) => format!("{}:{:02}", secs / 60, secs % 60),
    }
}

/// How many repeats there are: `of 8`.
fn of(view: &SessionView) -> Option<String> {
    match words::count_now(view)? {
        Count::Rep(rep) => Some(format!("of {}", rep.of)),
        Count::Breath(_) | Count::Seconds(_) => None,
    }
}

fn under(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
