use super::{Due, Why};

impl Why {
    /// Its word, for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::InSession => "session",
            Self::Held => "held",
            Self::AwayDays => "away-days",
            Self::Away => "away",
            Self::Busy => "busy",
            Self::StillBusy => "still-busy",
            Self::AfterBusy => "after-busy",
            Self::Woke => "woke",
            Self::Later => "later",
            Self::Offered => "offered",
            Self::OffHours => "off-hours",
            Self::Ignored => "ignored",
            Self::Enough => "enough",
            Self::Fixed => "fixed",
            Self::Sat => "sat",
        }
    }

    /// The same in a sentence of its own.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::InSession => "A session runs.",
            Self::Held => "Movement is ruled out for now, so nothing is offered. `unhunch` says more.",
            Self::AwayDays => "You are away, so nothing is offered. `unhunch away --end` ends it.",
            Self::Away => "Nobody is at the desk: that counts as rest.",
            Self::Busy => "You are busy; the break comes back two minutes after.",
            Self::StillBusy => "You have been busy for over three hours. Still busy? `unhunch mark free` ends it.",
            Self::AfterBusy => "You were busy until now.",
            Self::Woke => "The machine just woke: nothing is offered for ten minutes.",
            Self::Later => "You asked for later.",
            Self::Offered => "A break was offered. `unhunch later` and `unhunch skip` answer it, and so does moving.",
            Self::OffHours => "It is outside the days and hours that are set in `[breaks]`.",
            Self::Ignored => "Two offers went by, so only the status says it until your next break.",
            Self::Enough => "Five offers went by today, so only the status says it until tomorrow.",
            Self::Fixed => "It is one of the times that are set in `[breaks]`.",
            Self::Sat => "It follows from how long you have sat since the last break.",
        }
    }

    /// The same in a word or two, for a status bar.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::InSession => "in a session",
            Self::Held => "paused",
            Self::AwayDays => "away",
            Self::Away => "resting",
            Self::Busy => "busy",
            Self::StillBusy => "still busy?",
            Self::AfterBusy | Self::Woke | Self::Later | Self::Enough | Self::Sat => "next break",
            Self::Offered | Self::Ignored => "break due",
            Self::OffHours => "off",
            Self::Fixed => "set time",
        }
    }
}

/// The time until the next break, in short: `12 min`, `now`; empty where none is to come today.
#[must_use]
pub fn left(due: &Due, now: i64) -> String {
    /// Longer than this is another day, or another window of it: no countdown.
    const LONGEST: i64 = 4 * 3_600;
    match due.at.map(|at| at - now) {
        // A day off is said by its reason.
        _ if due.why == Why::OffHours => String::new(),
        // An offer that stands, or is left to the status, is due whatever comes next.
        Some(_) if due.why.short() == "break due" => "now".to_owned(),
        Some(left) if left <= 0 => "now".to_owned(),
        Some(left) if left <= LONGEST => format!("{} min", (left + 59) / 60),
        Some(_) | None => String::new(),
    }
}

/// The words of an offer, for who has sat so many seconds.
#[must_use]
pub fn offer(sat: Option<i64>, short: bool) -> String {
    let asks = if short { "A minute and a half to spare?" } else { "Two minutes to spare?" };
    match sat.map(|sat| sat / 60).filter(|minutes| *minutes >= 10) {
        Some(minutes) => format!("{minutes} minutes of sitting. {asks}"),
        None => asks.to_owned(),
    }
}
