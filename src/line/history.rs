use std::time::Duration;

use super::Charts;
use crate::app::view::{History, HistorySession, Span, words};
use crate::journal::FeltCount;
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
        let about = [it.title.as_str(), &it.took.clock(), &it.note];
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

/// The sums of a stretch as lines, without its days; with charts where they are seen.
pub(super) fn stats(history: &History, charts: Charts) -> Vec<String> {
    if charts == Charts::None {
        let end = whole(&History { day: String::new(), sessions: Vec::new(), ..history.clone() });
        return end;
    }
    let mut lines = vec![super::sentence(&history.title)];
    lines.extend(history.lines.iter().cloned());
    let most = history.areas.first().map_or(0, |(_, time)| time.as_millis());
    if !history.areas.is_empty() {
        lines.extend([String::new(), "By area".to_owned()]);
    }
    for (area, time) in &history.areas {
        let bar = charts.bar(time.as_millis(), most);
        lines.push(format!("  {:<17}{:>6}  {bar}", words::area(*area), amount::rough(*time)).trim_end().to_owned());
    }
    if !history.felt.is_empty() {
        lines.extend([String::new(), "How it felt after, week by week".to_owned()]);
        let highest = |it: &FeltCount| it.looser.max(it.same).max(it.sorer);
        let most = history.felt.iter().map(highest).max().unwrap_or(0);
        let mut row = |name: &str, counts: Vec<usize>| {
            lines.push(format!("  {name:<7}{} {}", charts.spark(&counts, most), counts.iter().sum::<usize>()));
        };
        row("looser", history.felt.iter().map(|it| it.looser).collect());
        row("same", history.felt.iter().map(|it| it.same).collect());
        row("sorer", history.felt.iter().map(|it| it.sorer).collect());
        lines.extend(history.felt_lines.iter().cloned());
    }
    if !history.routines.is_empty() {
        lines.extend([String::new(), "Done most".to_owned()]);
        lines.extend(history.routines.iter().map(|(title, times)| format!("  {times:>4}  {title}")));
    }
    lines
}

/// Days with their sessions, a line each; with charts where they are seen.
pub(super) fn listed_days(days: &[(String, Duration, Vec<HistorySession>)], charts: Charts) -> Vec<String> {
    let most = days.iter().map(|(_, work, _)| work.as_millis()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (day, work, sessions) in days {
        let bar = charts.bar(work.as_millis(), most);
        lines.push(format!("{day:<44}{bar}").trim_end().to_owned());
        for it in sessions {
            let work = it.took.clock();
            lines.push(format!("  {:>5}  {}", it.time, super::listed(&[&it.title, &work, &it.note])));
        }
    }
    lines
}
