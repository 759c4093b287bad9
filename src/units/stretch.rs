//! Stretches of days, as they are typed: `2w`, `10d`, `6m`, `1y`, or a day.

use std::fmt;

use chrono::{Days, Months, NaiveDate};

/// So many days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Days; a week is seven.
    Days(u32),
    /// Months; a year is twelve.
    Months(u32),
}

/// A day, or a stretch of time that leads to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// This day.
    Day(NaiveDate),
    /// So long from today.
    Far(Stretch),
}

/// Why a text is no stretch of days and no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StretchError {
    /// It is not a number and one of `d`, `w`, `m`, `y`.
    NoStretch,
    /// It is neither that nor a day.
    NoDay,
}

impl fmt::Display for StretchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoStretch => "expected a number with d, w, m or y, like `2w`",
            Self::NoDay => "expected a day like `2026-11-21`, or a number with d, w, m or y, like `2w`",
        })
    }
}

impl std::error::Error for StretchError {}

impl std::str::FromStr for Stretch {
    type Err = StretchError;

    fn from_str(text: &str) -> Result<Self, StretchError> {
        /// As long as anybody lives.
        const MOST_DAYS: u32 = 120 * 366;
        let text = text.trim();
        let unit = text.chars().next_back().ok_or(StretchError::NoStretch)?;
        let number = &text[..text.len() - unit.len_utf8()];
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(StretchError::NoStretch);
        }
        // A number too large to be read is taken as the longest time.
        let number: u32 = number.parse().unwrap_or(u32::MAX);
        Ok(match unit {
            'd' => Self::Days(number.min(MOST_DAYS)),
            'w' => Self::Days(number.saturating_mul(7).min(MOST_DAYS)),
            'm' => Self::Months(number.min(MOST_DAYS / 30)),
            'y' => Self::Months(number.saturating_mul(12).min(MOST_DAYS / 30)),
            _ => return Err(StretchError::NoStretch),
        })
    }
}

impl std::str::FromStr for When {
    type Err = StretchError;

    fn from_str(text: &str) -> Result<Self, StretchError> {
        if let Ok(far) = text.parse() {
            return Ok(Self::Far(far));
        }
        text.trim().parse().map(Self::Day).ok().ok_or(StretchError::NoDay)
    }
}

impl Stretch {
    /// The day so long before another.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let before = match self {
            Self::Days(days) => day.checked_sub_days(Days::new(u64::from(days))),
            Self::Months(months) => day.checked_sub_months(Months::new(months)),
        };
        before.unwrap_or(NaiveDate::MIN)
    }

    /// The day so long after another.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let after = match self {
            Self::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        };
        after.unwrap_or(NaiveDate::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_and_days_are_read() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rows = [
            ("2w", Ok(When::Far(Stretch::Days(14)))),
            (" 10d ", Ok(When::Far(Stretch::Days(10)))),
            ("6m", Ok(When::Far(Stretch::Months(6)))),
            ("1y", Ok(When::Far(Stretch::Months(12)))),
            ("0d", Ok(When::Far(Stretch::Days(0)))),
            ("99999999999w", Ok(When::Far(Stretch::Days(43_920)))),
            ("2026-11-21", Ok(When::Day(day("2026-11-21")))),
            ("2028-02-29", Ok(When::Day(day("2028-02-29")))),
            ("2027-02-29", Err(StretchError::NoDay)),
            ("", Err(StretchError::NoDay)),
            ("w", Err(StretchError::NoDay)),
            ("-2w", Err(StretchError::NoDay)),
            ("2x", Err(StretchError::NoDay)),
            ("2 w", Err(StretchError::NoDay)),
            ("zwei", Err(StretchError::NoDay)),
            ("2\u{301}", Err(StretchError::NoDay)),
        ];
        for (text, expected) in rows {
            assert_eq!(text.parse::<When>(), expected, "{text:?}");
        }
        assert_eq!("2026-11-21".parse::<Stretch>(), Err(StretchError::NoStretch));
    }

    #[test]
    fn a_month_back_from_its_last_day_is_the_last_day_of_the_one_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Stretch::Months(1).before(day("2026-03-31")), day("2026-02-28"));
        assert_eq!(Stretch::Days(14).after(day("2026-12-25")), day("2027-01-08"));
        assert_eq!(Stretch::Days(43_920).before(NaiveDate::MIN), NaiveDate::MIN);
    }
}
