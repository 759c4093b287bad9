//! The days of a stretch: as a grid, a calendar, bars, or the sessions of one.

use std::time::Duration;

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::view::{DayState, History, HistoryDay, LEVELS, Span};
use crate::ui::look::Look;
use crate::ui::put::{fill, put, put_cut, put_right, width};
use crate::units::amount;

/// The columns of the weekdays' names.
const NAMES: u16 = 4;
/// The columns of a day in a month.
const DAY: u16 = 6;
/// The columns of the grid of a year.
pub(super) const YEAR: u16 = NAMES + 53;

/// The glyph of a day by how much was done on it.
fn glyph(day: &HistoryDay, look: &Look) -> &'static str {
    match (day.state, day.level()) {
        (DayState::Ahead, _) => " ",
        (DayState::Away, _) => look.pick("–", "-"),
        (DayState::Lived, 0) => look.pick("·", "."),
        (DayState::Lived, 1) => look.pick("░", "+"),
        (DayState::Lived, 2) => look.pick("▒", "*"),
        (DayState::Lived, 3) => look.pick("▓", "%"),
        (DayState::Lived, _) => look.pick("█", "#"),
    }
}

fn style(day: &HistoryDay, selected: bool, look: &Look) -> Style {
    let style = if day.level() == 0 { look.theme.track } else { look.theme.accent };
    if selected { style.add_modifier(Modifier::REVERSED) } else { style }
}

/// The days, as the stretch is best seen.
pub(super) fn grid(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    match history.span {
        Span::Day => sessions(history, look, area, buf),
        Span::Week => week(history, look, area, buf),
        Span::Month => month(history, look, area, buf),
        Span::Year => year(history, look, area, buf),
    }
}

/// The weeks side by side; where there is no room for all, those round the selected one.
fn year(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let (first, weeks) = weeks_shown(history, area);
    let selected = history.selected / 7;
    let mut free = NAMES;
    for dx in 0..weeks {
        let days = &history.days[(first + dx) * 7..];
        let column = NAMES + u16::try_from(dx).unwrap_or(u16::MAX);
        // A month's name stands over the week its first day is in.
        if let Some(begins) = days.iter().take(7).find(|day| day.date.day() == 1)
            && column >= free
        {
            let name = begins.date.format("%b").to_string();
            if column + 3 <= area.width {
                put(buf, area, (column, 0), &name, theme.faint);
                free = column + 4;
            }
        }
        for (dy, day) in (1..).zip(days.iter().take(7)) {
            let is_selected = first + dx == selected && usize::from(dy - 1) == history.selected % 7;
            put(buf, area, (column, dy), glyph(day, look), style(day, is_selected, look));
        }
    }
    for (dy, day) in (1_u16..).zip(history.days.iter().take(7)) {
        let is_selected = usize::from(dy - 1) == history.selected % 7;
        let style = if is_selected { theme.strong } else { theme.faint };
        put(buf, area, (0, dy), &day.date.format("%a").to_string(), style);
        if is_selected {
            put(buf, area, (3, dy), look.pick("›", ">"), theme.accent);
        }
    }
    // Over the selected week, so that the place is found without colours.
    let column = NAMES + u16::try_from(selected.saturating_sub(first)).unwrap_or(0);
    put(buf, area, (column, 0), look.pick("▾", "v"), theme.accent);
}

/// The first week that is shown and how many are.
fn weeks_shown(history: &History, area: Rect) -> (usize, usize) {
    let all = history.days.len() / 7;
    let room = usize::from(area.width.saturating_sub(NAMES)).clamp(1, all);
    let selected = history.selected / 7;
    let first = (selected + 1 + room / 4).saturating_sub(room).min(all - room);
    (first, room)
}

/// A calendar.
fn month(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let step = (area.width / 7).min(DAY);
    for (dx, name) in (0..7).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
        put(buf, area, (dx * step, 0), name, theme.faint);
    }
    let before = history.days[0].date.weekday().num_days_from_monday();
    for (at, day) in (before..).zip(&history.days) {
        let (dx, dy) = (u16::try_from(at % 7).unwrap_or(0) * step, u16::try_from(at / 7).unwrap_or(0) + 1);
        let is_selected = usize::try_from(at - before) == Ok(history.selected);
        let number = format!("{:>2}", day.date.day());
        let text = if is_selected { theme.strong } else { theme.faint };
        put(buf, area, (dx, dy), &number, text);
        put(buf, area, (dx + 2, dy), glyph(day, look), style(day, false, look));
        put(buf, area, (dx + 3, dy), glyph(day, look), style(day, false, look));
        if is_selected {
            put(buf, area, (dx + 4, dy), look.pick("‹", "<"), theme.accent);
        }
    }
}

/// Seven days with a bar each.
fn week(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let most = history.days.iter().map(|day| day.work).max().unwrap_or_default();
    let room = area.width.saturating_sub(22).min(32);
    for (dy, (at, day)) in (0..).zip(history.days.iter().enumerate()) {
        let is_selected = at == history.selected;
        let text = if is_selected { theme.strong } else { theme.text };
        if is_selected {
            put(buf, area, (0, dy), look.pick("›", ">"), theme.accent);
        }
        put(buf, area, (2, dy), &day.date.format("%a %e").to_string(), text);
        let bar = part_of(day.work, most, room);
        fill(buf, area, dy, (10, 10 + bar), look.pick("█", "#"), theme.accent);
        let said = match day.state {
            DayState::Ahead => String::new(),
            DayState::Away => "away".to_owned(),
            DayState::Lived if day.work.is_zero() => look.pick("·", ".").to_owned(),
            DayState::Lived => amount::brief(day.work),
        };
        put(buf, area, (10 + bar + u16::from(bar > 0), dy), &said, theme.faint);
    }
}

/// How many columns of `room` a time takes, the most taking all; something is never nothing.
fn part_of(time: Duration, most: Duration, room: u16) -> u16 {
    if time.is_zero() || most.is_zero() {
        return 0;
    }
    let columns = time.as_millis() * u128::from(room) / most.as_millis();
    u16::try_from(columns).unwrap_or(room).clamp(1, room.max(1))
}

/// The sessions of the selected day.
pub(super) fn sessions(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let over = history.sessions.len().saturating_sub(usize::from(area.height));
    for (dy, it) in (0..area.height).zip(&history.sessions) {
        if over > 0 && dy + 1 == area.height {
            put(buf, area, (0, dy), &format!("and {} more; enter opens the day", over + 1), theme.faint);
            return;
        }
        put(buf, area, (0, dy), &format!("{:>5}", it.time), theme.strong);
        let note = if it.note.is_empty() { String::new() } else { format!(", {}", it.note) };
        let side = format!("{}{note}", it.took.clock());
        let titles = Rect { width: area.width.saturating_sub(width(&side) + 1), ..area };
        put_cut(buf, titles, (7, dy), &it.title, theme.text);
        put_right(buf, area, dy, &side, theme.faint);
    }
}

/// What the glyphs mean.
pub(super) fn legend(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    if history.span == Span::Week {
        return;
    }
    let mut dx = if history.span == Span::Year { NAMES } else { 0 };
    for (sign, name) in signs(history, look) {
        dx += put(buf, area, (dx, 0), sign, look.theme.accent) + 1;
        dx += put(buf, area, (dx, 0), name, look.theme.faint) + 2;
    }
}

/// What the glyphs mean, one under the other in what the days leave free on the right of an area.
pub(super) fn legend_beside(history: &History, look: &Look, area: Rect, buf: &mut Buffer) {
    let days = match history.span {
        Span::Day | Span::Week => return,
        Span::Month => DAY * 7,
        Span::Year => YEAR,
    };
    let Some(free) = area.width.checked_sub(days + 2).filter(|free| *free >= 2 + width(LEVELS[0])) else { return };
    let area = Rect { x: area.x + days + 2, width: free, ..area };
    for (dy, (sign, name)) in (1..area.height).zip(signs(history, look)) {
        put(buf, area, (0, dy), sign, look.theme.accent);
        put(buf, area, (2, dy), name, look.theme.faint);
    }
}

/// Each glyph with what it means.
fn signs(history: &History, look: &Look) -> Vec<(&'static str, &'static str)> {
    let date = history.days[0].date;
    let level = |(seconds, name)| {
        let day = HistoryDay { date, work: Duration::from_secs(seconds), state: DayState::Lived };
        (glyph(&day, look), name)
    };
    let mut signs: Vec<_> = [1, 180, 360, 720].into_iter().zip(LEVELS).map(level).collect();
    if history.days.iter().any(|day| day.state == DayState::Away) {
        signs.push((look.pick("–", "-"), "away"));
    }
    signs
}
