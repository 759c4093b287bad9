use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::preview;
use crate::app::Key;
use crate::app::view::{Library, LibraryRow, RowState, words};
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, put_right, width};
use crate::ui::widgets::Words;
use crate::ui::wrap::Wrap;
use crate::units::Length;

/// The width at which it reads best.
pub(in crate::ui) const WIDTH: u16 = 112;

/// What the header begins with.
const NAME: &str = "unhunch";

/// Columns of the selection's mark with the blank after it.
const MARK: u16 = 2;

/// Columns of a place, and of a length.
const PLACE: u16 = 10;
const LENGTH: u16 = 7;

/// How wide the list has to be for places to have a column; else the preview says the place.
const WITH_PLACES: u16 = 48;

/// Where the list and the preview go.
struct Places {
    standing: Rect,
    list: Rect,
    preview: Rect,
}

impl Places {
    fn of(library: &Library, frame: Frame) -> Self {
        let body = frame.body;
        let said = u16::from(library.standing.is_some()).min(body.height);
        let standing = Rect { height: said, ..body };
        let gap = u16::from(said > 0 && body.height > 14);
        let below = Rect { y: body.y + said + gap, height: body.height.saturating_sub(said + gap), ..body };
        let (list, preview) = match body.width {
            ..70 => (below.width, 0),
            // The list is as wide as its titles ask for; more belongs to the preview.
            width @ 70..90 => (width / 2, width - width / 2 - 3),
            width => (WITH_PLACES + 2, width - WITH_PLACES - 6),
        };
        Self {
            standing,
            list: Rect { width: list, ..below },
            preview: Rect { x: below.right() - preview, width: preview, ..below },
        }
    }

    /// What stands on the lines of the list, top down, so that the selected row is never at an edge while there is more
    /// behind it.
    fn lines(&self, library: &Library) -> impl Iterator<Item = Line> {
        let height = usize::from(self.list.height);
        let (rows, why) = (library.rows.len(), library.rows.iter().filter(|row| row.why.is_some()).count());
        let spaced = why > 0 && height >= 14;
        let before = why + usize::from(spaced);
        let all = rows + before;
        let selected = library.selected + if library.selected < why { 0 } else { before };
        let ahead = 2.min(height.saturating_sub(1) / 2);
        let first = (selected + 1 + ahead).saturating_sub(height).min(all.saturating_sub(height));
        let line = move |at: usize| match at {
            0 => Line::Row(0),
            1 if why > 0 => Line::Why,
            2 if spaced => Line::Blank,
            at => Line::Row(at - before),
        };
        (first..all.min(first + height)).map(line)
    }
}

/// What stands on a line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// A routine.
    Row(usize),
    /// Why the one above it is suggested.
    Why,
    /// Nothing.
    Blank,
}

/// The list of routines at the left, the selected one at the right.
pub(in crate::ui) fn draw(library: &Library, look: &Look, frame: Frame, buf: &mut Buffer) {
    let theme = &look.theme;
    put(buf, frame.header, (0, 0), NAME, theme.label);
    filter(library, look, frame.header, buf);

    let places = Places::of(library, frame);
    if let Some(standing) = &library.standing {
        put_cut(buf, places.standing, (0, 0), standing, theme.strong);
    }
    if library.rows.is_empty() {
        (&Words { text: words::NOTHING_FOUND, style: theme.faint }).render(places.list, buf);
    }
    for (dy, line) in (0..).zip(places.lines(library)) {
        let area = Rect { y: places.list.y + dy, height: 1, ..places.list };
        match line {
            Line::Row(index) => draw_row(&library.rows[index], index == library.selected, look, area, buf),
            Line::Why | Line::Blank => {
                let why = library.rows.first().and_then(|row| row.why.as_deref()).unwrap_or_default();
                let room = area.width.saturating_sub(MARK);
                // Where it takes two lines and there is a blank one, the second stands there.
                let at = usize::from(line == Line::Blank);
                let spaced = places.lines(library).any(|line| line == Line::Blank);
                let said = if spaced { Wrap::new(why, room).nth(at).unwrap_or_default() } else { &in_short(why, room) };
                put_cut(buf, area, (MARK, 0), said, theme.rest);
            }
        }
    }
    if !places.preview.is_empty()
        && let Some(it) = &library.preview
    {
        let listed = places.list.width >= WITH_PLACES;
        let place = library.rows.get(library.selected).filter(|_| !listed).map_or("", |row| row.place.as_str());
        preview::draw(it, place, look, places.preview, buf);
    }
}

/// A reason of two parts in a line: the first of them alone where there is no room for both.
fn in_short(why: &str, room: u16) -> String {
    match why.split_once("; ") {
        Some((first, _)) if width(why) > room => format!("{first}."),
        Some(_) | None => why.to_owned(),
    }
}

/// What the list is filtered by, at the right of the header; while it is typed, with a place for the next letter.
fn filter(library: &Library, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    // The name of the program stands before it, and a gap.
    let before = width(NAME) + 2;
    let area = Rect { x: area.x + before.min(area.width), width: area.width.saturating_sub(before), ..area };
    let count = words::count(library.rows.len(), "routine");
    let (text, style) = match (&library.filter, library.typing) {
        (filter, true) => {
            let mut typed = format!("/ {}{}", filter.as_deref().unwrap_or_default(), look.pick("▏", "_"));
            // The end of a long word is where the next letter comes.
            while width(&typed) > area.width && !typed.is_empty() {
                typed.remove(0);
            }
            (typed, theme.strong)
        }
        (Some(filter), false) => {
            let both = format!("{filter}{}{count}", look.dot());
            (if width(&both) > area.width { filter.clone() } else { both }, theme.faint)
        }
        (None, false) => (count, theme.faint),
    };
    if width(&text) > area.width {
        put_cut(buf, area, (0, 0), &text, style);
    } else {
        put_right(buf, area, 0, &text, style);
    }
}

fn draw_row(row: &LibraryRow, selected: bool, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let (style, side) = match (selected, &row.state) {
        (true, _) => (theme.label, theme.text),
        (false, RowState::Open) => (theme.text, theme.faint),
        (false, RowState::Broken(_) | RowState::Closed) => (theme.faint, theme.faint),
    };
    if selected {
        put(buf, area, (0, 0), look.pick("›", ">"), theme.accent);
    }
    let with_place = area.width >= WITH_PLACES;
    let columns = LENGTH + if with_place { PLACE } else { 0 };
    let state = match &row.state {
        RowState::Broken(problems) => Some(words::count(*problems, "problem")),
        RowState::Closed => Some("not now".to_owned()),
        RowState::Open => row.length.filter(|length| length.own_set_ups).map(Length::clock),
    };
    // What is said of a row may be wider than a length alone would be.
    let needed = state.as_ref().map_or(0, |state| width(state) + 1);
    let titles = Rect { width: area.width.saturating_sub(columns.max(needed)), ..area };
    put_cut(buf, titles, (MARK, 0), &row.title, style);

    let lengths = Rect { width: area.width.saturating_sub(columns) + LENGTH, ..area };
    match (state, row.length) {
        (Some(state), _) => {
            put_right(buf, area, 0, &state, side);
        }
        (None, length) => {
            let length = length.map(Length::clock).unwrap_or_default();
            put_right(buf, lengths, 0, &length, side);
            if with_place {
                put(buf, area, (lengths.width + 2, 0), &row.place, theme.faint);
            }
        }
    }
}

/// A click on the selected row chooses it, on another goes there.
pub(in crate::ui) fn keys_at(library: &Library, frame: Frame, at: (u16, u16)) -> Vec<Key> {
    row_at(library, frame, at).map_or_else(Vec::new, |row| way(library.selected, row))
}

/// The keys that go from one row to another; on the row itself, Enter.
pub(super) fn way(selected: usize, row: usize) -> Vec<Key> {
    match row.cmp(&selected) {
        std::cmp::Ordering::Equal => vec![Key::Enter],
        std::cmp::Ordering::Less => vec![Key::Up; selected - row],
        std::cmp::Ordering::Greater => vec![Key::Down; row - selected],
    }
}

/// The row at a place of the screen.
fn row_at(library: &Library, frame: Frame, (column, row): (u16, u16)) -> Option<usize> {
    let places = Places::of(library, frame);
    if !places.list.contains((column, row).into()) {
        return None;
    }
    match places.lines(library).nth(usize::from(row - places.list.y))? {
        Line::Row(index) => Some(index),
        Line::Why => Some(0),
        Line::Blank => None,
    }
}
