//! What was done, by days:
//!
//! ```text
//!  The year to 21 November 2026                                day week month YEAR
//!
//!      Dec Jan  Feb ...                     42 sessions on 30 days, 4 h 10 min of moving.
//!  Mon ·░▒▓█                                This week: 3 of 5 days.
//!  ...                                      body      upper back ▓▓▓▓▓ 1 h 2 min
//!  Sat 21 November: 2 sessions, 12 min.     body      ...
//!
//!  looser ▁▃▅▂  20                          The Chair Stretch  12
//! ```

mod days;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Key;
use crate::app::history::{OF_MOVING, share};
use crate::app::view::{History, Span, words};
use crate::figure::View;
use crate::journal::FeltCount;
use crate::routine::Area;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut, width};
use crate::ui::widgets::{Flow as _, Words, area_map, style_of};
use crate::units::amount;
use days::{YEAR, grid, legend, legend_beside, sessions};

/// The width at which it reads best.
pub(in crate::ui) const WIDTH: u16 = 104;

/// The rows of a grid: a heading and seven days.
const GRID: u16 = 8;
/// The columns of the body with its areas.
const BODIES: u16 = 32;
/// The rows of how it felt.
const FELT: u16 = 4;

/// Draws the history.
pub(in crate::ui) fn draw(history: &History, look: &Look, frame: Frame, buf: &mut Buffer) {
    let theme = &look.theme;
    put_cut(buf, frame.header, (0, 0), &history.title, theme.label);
    spans(history, look, frame.header, buf);
    let body = frame.body;
    if history.days.is_empty() {
        return;
    }
    if history.span == Span::Day && history.sessions.is_empty() {
        put_cut(buf, body, (0, 0), &history.day, theme.strong);
        let rest = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        lines(history, look, rest, buf);
    } else if body.width >= 90 && body.height >= 18 {
        wide(history, look, body, buf);
    } else if body.width >= 60 && body.height >= 16 {
        medium(history, look, body, buf);
    } else {
        small(history, look, body, buf);
    }
}

/// The four stretches, the one that is shown standing out.
fn spans(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let Some(places) = span_places(history, area) else { return };
    for (dx, span) in places {
        let chosen = span == history.span;
        let style = if chosen { look.theme.strong } else { look.theme.faint };
        put(buf, area, (dx + 1, 0), span.word(), style);
        if chosen {
            put(buf, area, (dx, 0), "[", style);
            put(buf, area, (dx + 1 + width(span.word()), 0), "]", style);
        }
    }
}

/// Where the names of the stretches begin, each with room for a mark on either side; none where there is no room for all.
fn span_places(history: &History, area: Rect) -> Option<impl Iterator<Item = (u16, Span)>> {
    let needed: u16 = Span::ALL.iter().map(|span| width(span.word()) + 2).sum();
    let first = area.width.checked_sub(needed).filter(|first| width(&history.title) < *first)?;
    Some(Span::ALL.into_iter().scan(first, |next, span| {
        let dx = *next;
        *next += width(span.word()) + 2;
        Some((dx, span))
    }))
}

/// Side by side: the days with how it felt, and the body with the sums.
fn wide(history: &History, look: &Look, body: Rect, buf: &mut Buffer) {
    let left = Rect { width: YEAR, ..body };
    let right = Rect { x: body.x + YEAR + 3, width: body.width - YEAR - 3, ..body };
    grid(history, look, left, buf);
    if history.span != Span::Day {
        legend(history, look, Rect { y: body.y + GRID, height: 1, ..left }, buf);
    }
    day(history, look, Rect { y: body.y + GRID + 2, height: 3, ..left }, buf);
    let y = GRID + 6;
    let rest = Rect { y: body.y + y, height: body.height.saturating_sub(y), ..left };
    let used = felt(history, look, rest, buf);
    let rest = Rect { y: rest.y + used, height: rest.height.saturating_sub(used), ..rest };
    routines(history, look, rest, buf);

    let used = lines(history, look, right, buf) + 1;
    let rest = Rect { y: right.y + used, height: right.height.saturating_sub(used), ..right };
    bodies(history, look, rest, buf);
}

/// The days above, the rest in columns under them.
fn medium(history: &History, look: &Look, body: Rect, buf: &mut Buffer) {
    grid(history, look, Rect { height: GRID, ..body }, buf);
    legend_beside(history, look, Rect { height: GRID, ..body }, buf);
    day(history, look, Rect { y: body.y + GRID, height: 1, ..body }, buf);
    let below = Rect { y: body.y + GRID + 2, height: body.height.saturating_sub(GRID + 2), ..body };
    // As much for the sentences as the body leaves them.
    let half = (body.width / 2).max(body.width.saturating_sub(BODIES + 2).min(44));
    let left = Rect { width: half, ..below };
    let kept = if history.felt.is_empty() { 0 } else { FELT + 1 };
    let above = Rect { height: left.height.saturating_sub(kept), ..left };
    let used = lines(history, look, above, buf) + 1;
    let rest = Rect { y: left.y + used, height: left.height.saturating_sub(used), ..left };
    let taken = felt(history, look, rest, buf);
    routines(history, look, Rect { y: rest.y + taken, height: rest.height.saturating_sub(taken), ..rest }, buf);
    let right = Rect { x: body.x + half + 2, width: body.width - half - 2, ..below };
    bodies(history, look, right, buf);
}

/// The days, the selected one in a line, and as much of the sums as there is room for.
fn small(history: &History, look: &Look, body: Rect, buf: &mut Buffer) {
    let rows = GRID.min(body.height.saturating_sub(2));
    grid(history, look, Rect { height: rows, ..body }, buf);
    day(history, look, Rect { y: body.y + rows, height: 1, ..body }, buf);
    let rest = Rect { y: body.y + rows + 1, height: body.height.saturating_sub(rows + 1), ..body };
    let used = lines(history, look, rest, buf);
    let rest = Rect { y: rest.y + used, height: rest.height.saturating_sub(used), ..rest };
    felt(history, look, rest, buf);
}

/// The selected day in a line, with its sessions where there is room and they are not shown already.
fn day(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    put_cut(buf, area, (0, 0), &history.day, look.theme.strong);
    if area.height > 1 && history.span != Span::Day {
        sessions(history, look, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
    }
}

/// The sums in sentences; how many rows they took.
fn lines(history: &History, look: &Look, area: Rect, buf: &mut Buffer) -> u16 {
    let mut dy = 0;
    for line in &history.lines {
        // What can be done without in a line that is too long.
        let short = line.replace(OF_MOVING, "");
        let line = if width(line) > area.width && width(&short) <= area.width { &short } else { line };
        if area.height == 1 {
            put_cut(buf, area, (0, 0), line, look.theme.strong);
            return 1;
        }
        let style = if dy == 0 { look.theme.strong } else { look.theme.text };
        let words = Words { text: line, style };
        let rows = words.rows(area.width);
        if dy + rows > area.height {
            break;
        }
        words.draw(Rect { y: area.y + dy, height: rows, ..area }, buf);
        dy += rows;
    }
    dy
}

/// The body with its areas, and beside it each area in words.
fn bodies(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    if history.areas.is_empty() || area.height < 3 {
        return;
    }
    let theme = &look.theme;
    let most = history.areas.first().map(|(_, time)| *time).unwrap_or_default();
    let levels = history.areas.iter().map(|(area, time)| (*area, share(*time, most))).collect();
    let columns = history.areas.iter().map(|(area, _)| width(area_name(*area))).max().unwrap_or(0);
    // Three marks and a blank before the name, a blank and a time as long as `59 min` after it.
    let words = 4 + columns + 1 + 6;
    let room = area.width.saturating_sub(words + 1).max(6);
    let figure = Rect { width: (area.height * 3 / 4).clamp(6, room.min(10)), height: area.height.min(16), ..area };
    area_map(&levels, View::Back, look, figure, buf);
    let named = Rect { x: area.x + figure.width + 1, width: area.width.saturating_sub(figure.width + 1), ..area };
    for (dy, (it, time)) in (0..area.height).zip(&history.areas) {
        let level = share(*time, most);
        put(buf, named, (0, dy), mark(level, look), style_of(level, look));
        put(buf, named, (4, dy), area_name(*it), theme.text);
        put(buf, named, (4 + columns + 1, dy), &amount::rough(*time), theme.faint);
    }
}

/// What an area is called where there is little room.
const fn area_name(area: Area) -> &'static str {
    if matches!(area, Area::WristsHands) { "wrists, hands" } else { words::area(area) }
}

/// How much in marks, so that it is seen without colours.
fn mark(level: usize, look: &Look) -> &'static str {
    match level {
        0 => "",
        1 => look.pick("▪", "*"),
        2 => look.pick("▪▪", "**"),
        _ => look.pick("▪▪▪", "***"),
    }
}

/// How it felt after, an answer a row, with how many answers there are; how many rows it took with the blank after it.
fn felt(history: &History, look: &Look, area: Rect, buf: &mut Buffer) -> u16 {
    let theme = &look.theme;
    if history.felt.is_empty() || area.height < FELT {
        return 0;
    }
    let answers: usize = history.felt.iter().map(FeltCount::answers).sum();
    let heading = format!("How it felt after, {}", words::count(answers, "answer"));
    put_cut(buf, area, (0, 0), &heading, theme.strong);
    let room = usize::from(area.width.saturating_sub(14));
    // Where there is no room for each part, neighbours stand together.
    let together = history.felt.len().div_ceil(room.max(1));
    let parts: Vec<FeltCount> = history.felt.chunks(together).map(|parts| parts.iter().copied().sum()).collect();
    let rows = [
        ("looser", parts.iter().map(|it| it.looser).collect::<Vec<_>>()),
        ("same", parts.iter().map(|it| it.same).collect()),
        ("sorer", parts.iter().map(|it| it.sorer).collect()),
    ];
    let most = parts.iter().map(|it| it.looser.max(it.same).max(it.sorer)).max().unwrap_or(0);
    for (dy, (name, counts)) in (1..).zip(rows) {
        put(buf, area, (0, dy), name, theme.text);
        for (dx, count) in (7..).zip(&counts) {
            put(buf, area, (dx, dy), bar(*count, most, look), theme.accent);
        }
        let sum: usize = counts.iter().sum();
        let after = 7 + u16::try_from(counts.len()).unwrap_or(u16::MAX) + 1;
        put(buf, area, (after, dy), &sum.to_string(), theme.faint);
    }
    let mut used = FELT;
    if let Some(next_day) = history.felt_lines.get(1).filter(|_| area.height >= 9) {
        put_cut(buf, area, (0, used), next_day, theme.faint);
        used += 1;
    }
    used + 1
}

/// A count as the height of a bar.
fn bar(count: usize, most: usize, look: &Look) -> &'static str {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    const ASCII: [&str; 8] = [".", ".", ":", ":", "i", "i", "|", "|"];
    if count == 0 {
        return " ";
    }
    let level = (count * 8).div_ceil(most.max(1)).clamp(1, 8) - 1;
    if look.ascii() { ASCII[level] } else { BARS[level] }
}

/// The routines done most; one that has no row is not named.
fn routines(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    if history.routines.is_empty() || area.height < 2 {
        return;
    }
    put(buf, area, (0, 0), "Done most", theme.strong);
    for (dy, (title, times)) in (1..area.height).zip(&history.routines) {
        let times = times.to_string();
        put(buf, area, (0, dy), &format!("{times:>4}"), theme.faint);
        put_cut(buf, area, (6, dy), title, theme.text);
    }
}

/// A click on one of the four stretches shows it.
pub(in crate::ui) fn key_at(history: &History, _look: &Look, frame: Frame, (column, row): (u16, u16)) -> Option<Key> {
    let area = frame.header;
    if row != area.y {
        return None;
    }
    let dx = column.checked_sub(area.x)?;
    let (_, span) =
        span_places(history, area)?.find(|(from, span)| (*from..from + width(span.word()) + 2).contains(&dx))?;
    Some(Key::Char(match span {
        Span::Day => 't',
        Span::Week => 'w',
        Span::Month => 'm',
        Span::Year => 'y',
    }))
}
