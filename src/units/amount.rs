//! Reading and writing lengths of time.

use std::fmt;
use std::time::Duration;

/// Why a text is not an amount of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// There is nothing in it.
    Empty,
    /// A number is missing before a unit, or the unit is none of `h`, `m`, `s`, `ms`.
    Shape,
    /// The units do not go from large to small, or one stands twice.
    UnitOrder,
    /// The amount does not fit.
    TooLong,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the amount is empty",
            Self::Shape => "expected a number and a unit, like `20s` or `1m30s`",
            Self::UnitOrder => "the units must go from large to small, each once",
            Self::TooLong => "the amount is too long",
        })
    }
}

/// Reads an amount such as `20s`, `1m30s`, `2h` or `500ms`.
///
/// # Errors
/// When the text is empty, has another shape, repeats or disorders its units, or does not fit.
pub fn parse(text: &str) -> Result<Duration, AmountError> {
    const UNITS: [(&str, u64); 4] = [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(AmountError::Empty);
    }
    let mut total = Duration::ZERO;
    let mut smallest_seen = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or(AmountError::Shape)?;
        let (number, tail) = rest.split_at(digits);
        let letters = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(letters);
        let rank = UNITS.iter().position(|(name, _)| *name == unit).ok_or(AmountError::Shape)?;
        if number.is_empty() {
            return Err(AmountError::Shape);
        }
        if smallest_seen.is_some_and(|seen| rank <= seen) {
            return Err(AmountError::UnitOrder);
        }
        smallest_seen = Some(rank);
        let number: u64 = number.parse().ok().ok_or(AmountError::TooLong)?;
        let millis = number.checked_mul(UNITS[rank].1).ok_or(AmountError::TooLong)?;
        total = total.checked_add(Duration::from_millis(millis)).ok_or(AmountError::TooLong)?;
        rest = tail;
    }
    Ok(total)
}

/// Writes an amount the way a routine file does: `20s`, `1m30s`, `2h`, `500ms`.
#[must_use]
pub fn write(length: Duration) -> String {
    let millis = length.as_millis();
    let (h, m, s, ms) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
    let parts = [(h, "h"), (m, "m"), (s, "s"), (ms, "ms")];
    let text: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| format!("{number}{unit}")).collect();
    if text.is_empty() { "0s".to_owned() } else { text.concat() }
}

/// Writes an amount as a clock, whole seconds only: `0:07`, `9:46`, `1:02:03`.
#[must_use]
pub fn clock(length: Duration) -> String {
    let secs = length.as_secs();
    let (h, m, s) = (secs / 3_600, secs / 60 % 60, secs % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// The seconds a countdown shows: rounded up, so that it reads 1 until the very end and 0 only when it is over.
#[must_use]
pub fn countdown_secs(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// Writes what is left as a countdown clock, rounded up to the second.
#[must_use]
pub fn countdown(left: Duration) -> String {
    clock(Duration::from_secs(countdown_secs(left)))
}

/// Writes an amount in words for a sentence: `20 seconds`, `1 minute 30 seconds`, `5 minutes`.
#[must_use]
pub fn words(length: Duration) -> String {
    let secs = countdown_secs(length);
    let (m, s) = (secs / 60, secs % 60);
    let count = |n: u64, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match (m, s) {
        (0, s) => count(s, "second"),
        (m, 0) => count(m, "minute"),
        (m, s) => format!("{} {}", count(m, "minute"), count(s, "second")),
    }
}

/// Writes an amount in short, as a sum of many: `40 s`, `12 min`, `1 h 42 min`; from a minute on to the nearest minute, from
/// ten hours on to the nearest hour.
#[must_use]
pub fn brief(length: Duration) -> String {
    let secs = length.as_secs();
    if secs < 60 {
        return format!("{secs} s");
    }
    let minutes = (secs + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (hours @ 10.., minutes) => format!("{} h", hours + minutes / 30),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Writes an amount roughly, in six columns at most below a thousand hours: `40 s`, `12 min`, `1.7 h`, `37 h`.
#[must_use]
pub fn rough(length: Duration) -> String {
    let tenths = (length.as_secs() + 180) / 360;
    match tenths {
        0..10 => brief(length),
        10..100 => format!("{}.{} h", tenths / 10, tenths % 10),
        _ => format!("{} h", (tenths + 5) / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_from_large_to_small() {
        let rows = [
            ("20s", Ok(20_000)),
            ("1m30s", Ok(90_000)),
            ("2h", Ok(7_200_000)),
            ("1h2m3s4ms", Ok(3_723_004)),
            ("0s", Ok(0)),
            ("", Err(AmountError::Empty)),
            ("20", Err(AmountError::Shape)),
            ("s", Err(AmountError::Shape)),
            ("20 s", Err(AmountError::Shape)),
            ("-5s", Err(AmountError::Shape)),
            ("1.5s", Err(AmountError::Shape)),
            ("20x", Err(AmountError::Shape)),
            ("30s1m", Err(AmountError::UnitOrder)),
            ("1s1s", Err(AmountError::UnitOrder)),
            ("99999999999999999999s", Err(AmountError::TooLong)),
            ("18446744073709551615h", Err(AmountError::TooLong)),
        ];
        for (text, millis) in rows {
            assert_eq!(parse(text), millis.map(Duration::from_millis), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for millis in [0, 1, 999, 1_000, 59_000, 60_000, 61_500, 3_600_000, 36_061_001] {
            let length = Duration::from_millis(millis);
            assert_eq!(parse(&write(length)), Ok(length));
        }
    }

    #[test]
    fn a_countdown_reads_one_until_it_is_over() {
        assert_eq!(countdown(Duration::from_nanos(1)), "0:01");
        assert_eq!(countdown(Duration::ZERO), "0:00");
        assert_eq!(clock(Duration::from_secs(3_723)), "1:02:03");
    }

    #[test]
    fn sums_are_short() {
        let rows = [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (90, "2 min"),
            (3_570, "1 h"),
            (6_120, "1 h 42 min"),
            (133_860, "37 h"),
        ];
        for (secs, text) in rows {
            assert_eq!(brief(Duration::from_secs(secs)), text);
        }
    }

    #[test]
    fn words_count() {
        assert_eq!(words(Duration::from_secs(1)), "1 second");
        assert_eq!(words(Duration::from_secs(60)), "1 minute");
        assert_eq!(words(Duration::from_secs(150)), "2 minutes 30 seconds");
    }
}
