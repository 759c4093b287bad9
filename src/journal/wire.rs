//! How single values stand in a line: seconds, moments on the wall, words that a later version may add to.

use std::fmt;
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
    let text: &[u8; MOMENT] = text.try_into().ok()?;
    // Of an hour in an offset, too, there are sixty minutes.
    if !has_shape_of_a_moment(text) || text[27] > b'5' {
        return None;
    }
    let two = |at: usize| u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0');
    let east = i32::try_from(two(24) * 3_600 + two(27) * 60).ok()?;
    let offset = if text[23] == b'+' { FixedOffset::east_opt(east)? } else { FixedOffset::west_opt(east)? };
    let date = NaiveDate::from_ymd_opt(i32::try_from(two(0) * 100 + two(2)).ok()?, two(5), two(8))?;
    let millis = two(20) * 10 + u32::from(text[22] - b'0');
    let time = date.and_hms_milli_opt(two(11), two(14), two(17), millis)?;
    Some(DateTime::from_naive_utc_and_offset(time.checked_sub_offset(offset)?, offset))
}

/// Whether a text is a moment [`as_written`] reads, found out without reckoning: what only a calendar can tell, the last days
/// of a month, is left to it.
pub(super) fn is_moment(text: &[u8; MOMENT]) -> bool {
    let within = |at: usize, least: &[u8; 2], most: &[u8; 2]| {
        let two = u16::from_be_bytes([text[at], text[at + 1]]);
        (u16::from_be_bytes(*least)..=u16::from_be_bytes(*most)).contains(&two)
    };
    let plain = within(5, b"01", b"12")
        && within(8, b"01", b"28")
        && within(11, b"00", b"23")
        && text[14] <= b'5'
        && text[17] <= b'5'
        && within(24, b"00", b"23")
        && text[27] <= b'5';
    if plain { has_shape_of_a_moment(text) } else { as_written(text).is_some() }
}

/// How long a moment is as this program writes it, in bytes.
pub(super) const MOMENT: usize = 29;

/// Whether digits stand where a moment has digits, and its marks between them; looks at eight bytes at once.
fn has_shape_of_a_moment(text: &[u8; MOMENT]) -> bool {
    // The last overlaps the one before.
    let wrong = wrong_in::<0>(text) | wrong_in::<8>(text) | wrong_in::<16>(text) | wrong_in::<21>(text);
    wrong == 0 && matches!(text[23], b'+' | b'-')
}

/// What of the eight bytes from a place on is not as in a moment; nought where all is.
#[inline]
fn wrong_in<const FROM: usize>(text: &[u8; MOMENT]) -> u64 {
    const SHAPE: &[u8; MOMENT] = b"0000-00-00T00:00:00.000+00:00";
    let (shape, digits, sign) = const {
        let (mut digits, mut sign) = ([0; 8], [0; 8]);
        let mut at = 0;
        while at < 8 {
            digits[at] = if SHAPE[FROM + at] == b'0' { 0xff } else { 0 };
            sign[at] = if SHAPE[FROM + at] == b'+' { 0xff } else { 0 };
            at += 1;
        }
        (eight::<MOMENT, FROM>(SHAPE), u64::from_le_bytes(digits), u64::from_le_bytes(sign))
    };
    let differs = eight::<MOMENT, FROM>(text) ^ shape;
    // What a digit has over nought is at most nine, and with this added stays below the high bit.
    let over = differs & digits;
    let no_digits = (over.wrapping_add(0x7676_7676_7676_7676) | over) & 0x8080_8080_8080_8080;
    no_digits | (differs & !digits & !sign)
}

/// Whether sixteen bytes are ASCII without quotes, backslashes and control characters.
#[inline]
pub(super) fn is_plain(text: &[u8; 16]) -> bool {
    has_only_plain_letters(eight::<16, 0>(text)) & has_only_plain_letters(eight::<16, 8>(text))
}

/// Eight bytes from a place on as a number.
#[inline]
const fn eight<const N: usize, const FROM: usize>(text: &[u8; N]) -> u64 {
    u64::from_le_bytes([
        text[FROM],
        text[FROM + 1],
        text[FROM + 2],
        text[FROM + 3],
        text[FROM + 4],
        text[FROM + 5],
        text[FROM + 6],
        text[FROM + 7],
    ])
}

/// Whether eight bytes are ASCII without quotes, backslashes and control characters.
#[inline]
pub(super) const fn has_only_plain_letters(eight: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // A byte that is nought after this has its high bit set in the end; one above it may have too, which only costs a
    // closer look.
    const fn nought(bytes: u64) -> u64 {
        bytes.wrapping_sub(EACH) & !bytes
    }
    let quote = nought(eight ^ (b'"' as u64 * EACH));
    let backslash = nought(eight ^ (b'\\' as u64 * EACH));
    let control = eight.wrapping_sub(0x20 * EACH) & !eight;
    (quote | backslash | control | eight) & HIGH == 0
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
            "2026-11-21T09:30:00.123 01:00",
            "2026-11-21 09:30:00.123+01:00",
            "2026-11-21T09:30:00.123+01:0\u{7f}",
            "\u{80}26-11-21T09:30:00.123+01:00",
            "2026-11-21T09:30:00.1:3+01:00",
            "2026-11-21T09:30:00/123+01:00",
        ];
        for row in rows {
            let slow: Option<DateTime<FixedOffset>> = row.parse().ok();
            let quick = as_written(row.as_bytes());
            assert!(quick.is_none() || quick == slow, "{row}: {quick:?} {slow:?}");
            assert!(
                row.as_bytes().first_chunk().is_none_or(|it| row.len() > MOMENT || is_moment(it) == quick.is_some())
            );
        }
        assert!(as_written(rows[0].as_bytes()).is_some());
    }

    #[test]
    fn each_byte_of_a_moment_is_looked_at() {
        let good = b"2026-11-21T09:30:00.123+01:00";
        for at in 0..MOMENT {
            for byte in 0..=u8::MAX {
                let mut text = *good;
                text[at] = byte;
                let slow = str::from_utf8(&text).ok().and_then(|text| text.parse::<DateTime<FixedOffset>>().ok());
                let quick = as_written(&text);
                assert_eq!(is_moment(&text), quick.is_some(), "{at} {byte}");
                assert!(quick.is_none() || quick == slow, "{at} {byte}");
                // A second that is the sixtieth is read slowly.
                assert!(quick == slow || !byte.is_ascii_digit() || at == 17, "{at} {byte}");
            }
        }
    }

    #[test]
    fn plain_letters_are_neither_quotes_nor_backslashes_nor_control_characters() {
        for at in 0..16 {
            for byte in 0..=u8::MAX {
                let mut text = [b'x'; 16];
                text[at] = byte;
                let plain = (0x20..0x80).contains(&byte) && byte != b'"' && byte != b'\\';
                assert!(plain || !is_plain(&text), "{at} {byte}");
                assert!(is_plain(&text) || !byte.is_ascii_alphanumeric(), "{at} {byte}");
            }
        }
    }
}
