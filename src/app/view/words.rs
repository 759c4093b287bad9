//! The short words both faces say about a view, each kept in one place: what a session is doing, why it is paused.

use chrono::NaiveDate;

use super::window::SMALLEST;
use crate::coach::view::{BreathPhase, Doing, PauseReason, Rep, SessionView};
use crate::routine::Area;
use crate::units::{Length, amount};

/// What a session is doing, in a few words without a full stop: `hold`, `rest`, `get ready`.
#[must_use]
pub const fn doing(view: &SessionView) -> &'static str {
    match &view.doing {
        Doing::SetUp => "get ready",
        Doing::Arriving => "ease in",
        Doing::Holding => "hold",
        Doing::Repeating => "move",
        Doing::Breathing => "breathe",
        Doing::Moving => "at your own pace",
        Doing::Leaving => "come back slowly",
        Doing::Resting => "rest",
        Doing::Changing(_) => "change",
        Doing::Paused(_) => "paused",
        Doing::CountingIn => "going on in",
    }
}

/// Which hold, rep or breath it is, where there is more than one.
#[must_use]
pub fn counted(view: &SessionView) -> Option<Rep> {
    view.rep.filter(|rep| rep.of > 1 || rep.set.is_some())
}

/// Whether that says by itself what is being done: `hold 2 of 4` needs no `hold` before it.
#[must_use]
pub fn count_says_it(view: &SessionView) -> bool {
    counted(view).is_some() && matches!(view.doing, Doing::Holding | Doing::Repeating | Doing::Breathing)
}

/// Which hold, rep or breath: `hold 2 of 4`, `rep 3 of 12, set 2 of 3`.
#[must_use]
pub fn rep(rep: Rep) -> String {
    let counted = format!("{} {} of {}", rep.noun, rep.number, rep.of);
    match rep.set {
        None => counted,
        Some((set, sets)) if rep.of == 1 => format!("set {set} of {sets}"),
        Some((set, sets)) => format!("{counted}, set {set} of {sets}"),
    }
}

/// What is left of a session: at its beginning what it was announced to take.
#[must_use]
pub fn left(left: Length) -> String {
    let with = if left.own_set_ups { " plus your set-ups" } else { "" };
    format!("{} left{with}", amount::countdown(left.time))
}

/// What a change is about: `change sides`, `change direction`, `move on`.
#[must_use]
pub fn change(to: &str) -> &'static str {
    if to.ends_with(" side") {
        "change sides"
    } else if to.starts_with("spot") || to.starts_with("round") {
        "move on to"
    } else {
        "change direction"
    }
}

/// The number a person counts by just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The seconds of a breath in or out.
    Breath(u64),
    /// The repeats; the seconds of one are a bar beside them.
    Rep(Rep),
    /// The seconds, or the minutes and seconds.
    Seconds(u64),
}

/// The number a person counts by just now; [`None`] where nothing is timed.
#[must_use]
pub fn count_now(view: &SessionView) -> Option<Count> {
    match (&view.doing, view.rep, view.breath) {
        (Doing::Breathing, _, Some(breath)) => Some(Count::Breath(breath.count)),
        (Doing::Repeating | Doing::Breathing, Some(rep), _) => Some(Count::Rep(rep)),
        _ => view.clock.map(Count::Seconds),
    }
}

/// How much of the running repeat is over, in whole seconds.
#[must_use]
pub fn over_of_rep(view: &SessionView, rep: Rep) -> u64 {
    rep.seconds.saturating_sub(view.clock.unwrap_or(0))
}

/// One word for what is going on, to be read from two metres, and the side or direction it is done on: `hold`, `left`.
#[must_use]
pub fn at_a_glance(view: &SessionView) -> (&str, &str) {
    let side = view.side.as_deref().unwrap_or_default();
    let side = side.strip_suffix(" side").unwrap_or(side);
    match &view.doing {
        Doing::SetUp => ("ready", side),
        Doing::Arriving => ("ease in", side),
        Doing::Holding => ("hold", side),
        Doing::Breathing => (view.breath.map_or("", |breath| self::breath(breath.phase)), ""),
        Doing::Repeating | Doing::Moving => ("", side),
        Doing::Leaving => ("back", ""),
        Doing::Resting => ("rest", ""),
        Doing::Changing(to) => ("", to.strip_suffix(" side").unwrap_or(to)),
        Doing::Paused(_) => ("pause", ""),
        Doing::CountingIn => ("go on", ""),
    }
}

/// Why a session is paused, in a sentence; [`None`] where the person knows, having asked for it.
#[must_use]
pub const fn why_paused(reason: PauseReason) -> Option<&'static str> {
    match reason {
        PauseReason::Asked | PauseReason::AfterStop => None,
        PauseReason::Away => Some("Paused while nobody was watching."),
        PauseReason::TooSmall => Some("Paused while the window was too small."),
        PauseReason::TakenUp => Some("Picked up where it was left."),
    }
}

/// How a paused session goes on (CONTENT 3.7, answer 0).
pub const GO_ON: &str = "Space when you are ready.";

/// When a set-up is over, and how it is cut short: `Starts in 5. Enter: now.`
#[must_use]
pub fn starts(clock: Option<u64>) -> String {
    clock.map_or_else(|| "Starts when you press Enter.".to_owned(), |secs| format!("Starts in {secs}. Enter: now."))
}

/// The easier form is on.
pub const EASIER: &str = "easier form";

/// The easier form is off again.
pub const NOT_EASIER: &str = "full form";

/// Nothing passes the library's filter.
pub const NOTHING_FOUND: &str = "Nothing here fits that.";

/// A file has problems.
pub const BROKEN: &str = "This file cannot run yet.";

/// The window is too small to draw in.
#[must_use]
pub fn too_small() -> String {
    format!("A little more room, please: {} by {} or larger.", SMALLEST.0, SMALLEST.1)
}

/// A part of a breath.
#[must_use]
pub const fn breath(phase: BreathPhase) -> &'static str {
    match phase {
        BreathPhase::In => "in",
        BreathPhase::Out => "out",
        BreathPhase::Pause => "pause",
    }
}

/// How many of something, with its plural: `1 problem`, `18 routines`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A day in full: `Saturday 21 November 2026`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// A day in short: `Sat 21 Nov 2026`.
#[must_use]
pub fn short_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// A day without its weekday: `21 November 2026`.
#[must_use]
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// What an area is called on a screen.
#[must_use]
pub const fn area(area: Area) -> &'static str {
    match area {
        Area::Neck => "neck",
        Area::Shoulders => "shoulders",
        Area::Chest => "chest",
        Area::UpperBack => "upper back",
        Area::LowBack => "low back",
        Area::Hips => "hips",
        Area::Legs => "legs",
        Area::WristsHands => "wrists and hands",
        Area::Eyes => "eyes",
        Area::Breath => "breath",
    }
}
