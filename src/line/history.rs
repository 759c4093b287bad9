use crate::app::view::{History, Span, words};
use crate::units::amount;

/// A stretch of time in sentences: what was done in all, then by area, by answer, by routine, then the selected day.
pub(super) fn whole(history: &History) -> Vec<String> {
    let mut lines = vec![super::sentence(&history.title)];
    lines.extend(history.lines.iter().cloned());
    let areas: Vec<String> =
        history.areas.iter().map(|(area, time)| format!("{} {}", words::area(*area), amount::brief(*time))).collect();
    if !areas.is_empty() {
        lines.push(format!("By area: {}.", areas.join(", ")));
    }
    lines.extend(history.felt_lines.iter().cloned());
    let routines: Vec<String> =
        history.routines.iter().map(|(title, times)| format!("{title} {}", words::count(*times, "time"))).collect();
    if !routines.is_empty() {
        lines.push(format!("Done most: {}.", routines.join(", ")));
    }
    lines.extend(days(history));
    lines.extend(day(history));
    lines
}

/// The days of a week or a month on which something was done, a line each.
fn days(history: &History) -> Vec<String> {
    if !matches!(history.span, Span::Week | Span::Month) {
        return Vec::new();
    }
    let done = history.days.iter().filter(|day| !day.work.is_zero());
    done.map(|day| format!("{}: {}.", day.date.format("%A %-d"), amount::brief(day.work))).collect()
}

/// The selected day and its sessions.
fn day(history: &History) -> Vec<String> {
    let sessions = history.sessions.iter().map(|it| {
        let about = [it.title.as_str(), &amount::brief(it.work), &it.note];
        format!("{}: {}.", it.time, super::listed(&about))
    });
    std::iter::once(history.day.clone()).chain(sessions).filter(|line| !line.is_empty()).collect()
}

/// What is new since it was told as `told`: another stretch whole, another day as it is.
pub(super) fn news(told: &History, history: &History) -> Vec<String> {
    if told.title != history.title || told.span != history.span || told.lines != history.lines {
        whole(history)
    } else if told.day == history.day {
        Vec::new()
    } else {
        day(history)
    }
}
