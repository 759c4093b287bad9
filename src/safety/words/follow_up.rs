//! What is said in the days after (CONTENT 3.8).

use super::fill;

texts! {
    /// The line of the ready screen. Fill with [`still_aside`].
    STILL_ASIDE = "{name} is still set aside ({reason}, {days} days ago). `b` brings it back.";
    /// Asked when something is brought back early; leaving it is the default.
    LONGER = "Give it a little longer?";
    /// Said when stops repeat.
    PATTERN = "A pattern is worth showing to a physiotherapist.";
    /// The closing check of the next day.
    YESTERDAY = "How was your back after yesterday?";
    /// The answers to [`YESTERDAY`].
    YESTERDAY_ANSWERS = "looser / same / sorer";
}

/// The line of the ready screen.
#[must_use]
pub fn still_aside(name: &str, reason: &str, days: u64) -> String {
    fill(STILL_ASIDE, &[("name", name), ("reason", reason), ("days", &days.to_string())])
}

/// The answers to the closing check of the next day, in order.
pub fn yesterday_answers() -> impl Iterator<Item = &'static str> {
    YESTERDAY_ANSWERS.split(" / ")
}
