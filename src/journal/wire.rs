//! How single values stand in a line: seconds, moments on the wall, words that a later version may add to.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serializer};

/// A length as seconds with at most three decimals; whole seconds have none.
pub(super) mod seconds {
    use super::{Deserialize as _, Deserializer, Duration, LONGEST, Serializer};

    pub(in crate::journal) fn serialize<S: Serializer>(length: &Duration, to: S) -> Result<S::Ok, S::Error> {
        if length.subsec_millis() == 0 {
            return to.serialize_u64(length.as_secs());
        }
        // Whole milliseconds first, so that what is read back is what was written.
        #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 ms, which is 285,000 years")]
        to.serialize_f64(length.as_millis() as f64 / 1_000.0)
    }

    pub(in crate::journal) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        let seconds = f64::deserialize(from)?;
        let millis = (seconds * 1_000.0).round();
        // A length below zero is no length; the entry stays useful without it.
        if millis.is_nan() || millis <= 0.0 {
            return Ok(Duration::ZERO);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive here, and `as` saturates"
        )]
        Ok(Duration::from_millis(millis as u64).min(LONGEST))
    }
}

/// No length in a record is longer; a session that stands paused for days is.
pub(super) const LONGEST: Duration = Duration::from_secs(366 * 24 * 3_600);

/// A moment on the wall as RFC 3339 with milliseconds and its offset.
pub(super) mod wall {
    use chrono::SecondsFormat;

    use super::{DateTime, Deserialize as _, Deserializer, FixedOffset, Serializer};

    pub(in crate::journal) fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, false))
    }

    pub(in crate::journal) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<DateTime<FixedOffset>, D::Error> {
        super::Wall::deserialize(from).map(DateTime::from)
    }
}

/// A moment as it is read: what this program writes quickly, all else as RFC 3339 allows it.
pub(super) struct Wall(DateTime<FixedOffset>);

impl From<Wall> for DateTime<FixedOffset> {
    fn from(wall: Wall) -> Self {
        wall.0
    }
}

impl<'de> Deserialize<'de> for Wall {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        text(from, |text| as_written(text.as_bytes()).or_else(|| text.parse().ok()).map(Self))
    }
}

/// Reads a text where it stands, without a copy of it; what `read` cannot read is an error.
pub(super) fn text<'de, T, D: Deserializer<'de>>(from: D, read: impl Fn(&str) -> Option<T>) -> Result<T, D::Error> {
    struct Text<F>(F);
    impl<T, F: Fn(&str) -> Option<T>> Visitor<'_> for Text<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text that can be read here")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }
    from.deserialize_str(Text(read))
}

/// Reads `2026-11-21T09:30:00.123+01:00`, and only what has just that shape.
pub(super) fn as_written(text: &[u8]) -> Option<DateTime<FixedOffset>> {
    let text: &[u8; 29] = text.try_into().ok()?;
    let number = |range: Range<usize>| {
        let digits = &text[range];
        let value = |sum: u32, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, value)
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b':')];
    if marks.iter().any(|(at, mark)| text[*at] != *mark) {
        return None;
    }
    let east = i32::try_from(number(24..26)? * 3_600 + number(27..29)? * 60).ok()?;
    let offset = match text[23] {
        b'+' => FixedOffset::east_opt(east)?,
        b'-' => FixedOffset::west_opt(east)?,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)?;
    let time = date.and_hms_milli_opt(number(11..13)?, number(14..16)?, number(17..19)?, number(20..23)?)?;
    time.and_local_timezone(offset).single()
}

/// The same, where there may be none.
pub(super) mod maybe_wall {
    use super::{DateTime, Deserialize as _, Deserializer, FixedOffset, Serializer, wall};

    #[expect(clippy::ref_option, reason = "the shape serde calls")]
    pub(in crate::journal) fn serialize<S: Serializer>(
        at: &Option<DateTime<FixedOffset>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => wall::serialize(at, to),
            None => to.serialize_none(),
        }
    }

    pub(in crate::journal) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<DateTime<FixedOffset>>, D::Error> {
        Ok(Option::<super::Wall>::deserialize(from)?.map(DateTime::from))
    }
}

/// Words of the routine room's closed lists: one a later version adds is dropped, not an error.
pub(super) mod list {
    use crate::routine::{Area, Phase, Place};

    use super::{Deserialize, Deserializer, text};

    /// A word of a list, if this version knows it.
    struct Known<T>(Option<T>);

    macro_rules! known {
        ($($name:ident),+) => {$(
            impl<'de> Deserialize<'de> for Known<$name> {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    text(from, |word| Some(Self($name::from_word(word))))
                }
            }
        )+};
    }
    known!(Area, Phase, Place);

    pub(in crate::journal) fn areas<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Area>, D::Error> {
        let words: Vec<Known<Area>> = Vec::deserialize(from)?;
        Ok(words.into_iter().filter_map(|word| word.0).collect())
    }

    pub(in crate::journal) fn place<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Place>, D::Error> {
        Ok(Option::<Known<Place>>::deserialize(from)?.and_then(|word| word.0))
    }

    pub(in crate::journal) fn phase<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Phase>, D::Error> {
        Ok(Option::<Known<Phase>>::deserialize(from)?.and_then(|word| word.0))
    }
}

/// An enum of words in a line, the last of which stands for any word a later version may write.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A word this version does not know.
            Other,
        }

        impl $name {
            /// Every one this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in a line.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other => "other",
                }
            }

            /// The one a word in a line means.
            pub(super) fn of_bytes(word: &[u8]) -> Self {
                Self::ALL.iter().copied().find(|it| it.word().as_bytes() == word).unwrap_or(Self::Other)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                crate::journal::wire::text(from, |word| Some(Self::of_bytes(word.as_bytes())))
            }
        }
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_the_same_quickly_and_slowly() {
        let rows = [
            "2026-11-21T09:30:00.123+01:00",
            "2026-11-21T09:30:00.123-01:30",
            "2028-02-29T23:59:59.999+14:00",
            "2027-02-29T23:59:59.999+14:00",
            "2026-11-21T09:30:60.123+01:00",
            "2026-11-21T24:30:00.123+01:00",
            "2026-11-21T09:30:00.123+25:00",
            "2026-11-21T09:30:00.123+00:00",
            "0000-01-01T00:00:00.000+00:00",
            "2026-13-21T09:30:00.123+01:00",
            "2026-11-21T09:30:00.1a3+01:00",
        ];
        for row in rows {
            let slow: Option<DateTime<FixedOffset>> = row.parse().ok();
            let quick = as_written(row.as_bytes());
            assert!(quick.is_none() || quick == slow, "{row}: {quick:?} {slow:?}");
        }
        assert!(as_written(rows[0].as_bytes()).is_some());
    }
}
