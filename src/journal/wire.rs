//! The form of single values in a line: seconds, moments on the wall, words that a later version may add to.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, SecondsFormat};
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

/// Writes a moment on the wall as RFC 3339 with milliseconds and its offset.
pub(super) fn wall<S: Serializer>(at: &DateTime<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, false))
}

/// The same, where there may be none.
#[expect(clippy::ref_option, reason = "the shape serde calls")]
pub(super) fn maybe_wall<S: Serializer>(at: &Option<DateTime<FixedOffset>>, to: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => wall(at, to),
        None => to.serialize_none(),
    }
}

/// Words of the routine room's closed lists: one a later version adds is dropped, not an error.
pub(super) mod list {
    use std::borrow::Cow;

    use crate::routine::{Area, Phase, Place};

    use super::{Deserialize as _, Deserializer};

    pub(in crate::journal) fn areas<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Area>, D::Error> {
        let words: Vec<Cow<'de, str>> = Vec::deserialize(from)?;
        Ok(words.iter().filter_map(|word| Area::from_word(word)).collect())
    }

    pub(in crate::journal) fn place<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Place>, D::Error> {
        Ok(word(from)?.and_then(|word| Place::from_word(&word)))
    }

    pub(in crate::journal) fn phase<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Phase>, D::Error> {
        Ok(word(from)?.and_then(|word| Phase::from_word(&word)))
    }

    fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Cow<'de, str>>, D::Error> {
        Option::deserialize(from)
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
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = std::borrow::Cow::<str>::deserialize(from)?;
                Ok(Self::ALL.iter().copied().find(|it| it.word() == word).unwrap_or(Self::Other))
            }
        }
    };
}
pub(super) use words;
