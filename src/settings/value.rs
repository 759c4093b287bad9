use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::NaiveTime;

use crate::routine::reader::{Field, LIST, quote};
use crate::routine::vocabulary::Word;

use super::{Back, Characters, Colours, Voice};
use crate::coach::SetUps;
use crate::routine::{Code, Place};
use crate::units::amount;

/// A whole number between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<const LEAST: u32, const MOST: u32>(pub u32);

/// A line of text of so many characters at most, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<const MOST: usize>(pub String);

/// An amount of time between two bounds, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length<const LEAST: u64, const MOST: u64>(pub Duration);

impl<const LEAST: u64, const MOST: u64> Length<LEAST, MOST> {
    /// It in whole seconds.
    #[must_use]
    pub fn secs(self) -> i64 {
        i64::try_from(self.0.as_secs()).unwrap_or(i64::MAX)
    }
}

/// A program and its arguments: what is run is this and nothing else, and no shell reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argv(pub Vec<String>);

/// Words of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words<W>(pub Vec<W>);

/// Times of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times(pub Vec<NaiveTime>);

/// Stretches of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours(pub Vec<Span>);

/// A stretch of the day, from a time up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: NaiveTime,
    /// When it is over.
    pub to: NaiveTime,
}

/// The kind of value a key takes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An amount of time of so many seconds.
    Amount(RangeInclusive<u64>),
    /// A list of texts of this form.
    List(&'static str),
    /// A list of these words.
    Words(fn() -> Vec<&'static str>),
    /// A whole number of this range.
    Count(RangeInclusive<u32>),
    /// `true` or `false`.
    Flag,
    /// One of these numbers, or this word.
    NumbersOr(&'static [f32], &'static str),
    /// A text of so many characters at most.
    Text(usize),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
}

/// A type a setting can have.
pub(super) trait Setting: Sized {
    /// The kind of value its key takes.
    const KIND: Kind;

    /// Reads it; a mistake is noted, and nothing returned.
    fn read(field: &Field<'_>) -> Option<Self>;

    /// The value as it stands in a file; none where nothing is set.
    fn written(&self) -> Option<String>;
}

impl<const LEAST: u32, const MOST: u32> Setting for Count<LEAST, MOST> {
    const KIND: Kind = Kind::Count(LEAST..=MOST);

    fn read(field: &Field<'_>) -> Option<Self> {
        field.count(LEAST..=MOST).map(Self)
    }

    fn written(&self) -> Option<String> {
        Some(self.0.to_string())
    }
}

impl<const MOST: usize> Setting for Text<MOST> {
    const KIND: Kind = Kind::Text(MOST);

    fn read(field: &Field<'_>) -> Option<Self> {
        field.text(MOST).map(Self)
    }

    fn written(&self) -> Option<String> {
        Some(format!("\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\"")))
    }
}

impl Setting for bool {
    const KIND: Kind = Kind::Flag;

    fn read(field: &Field<'_>) -> Option<Self> {
        field.flag()
    }

    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: Setting> Setting for Option<T> {
    const KIND: Kind = T::KIND;

    fn read(field: &Field<'_>) -> Option<Self> {
        T::read(field).map(Some)
    }

    fn written(&self) -> Option<String> {
        self.as_ref().and_then(T::written)
    }
}

/// The words of a closed list are settings.
macro_rules! words {
    ($($name:ident)+) => {
        $(impl Setting for $name {
            const KIND: Kind = Kind::Word(|| Self::ALL.iter().map(|word| word.word()).collect());

            fn read(field: &Field<'_>) -> Option<Self> {
                field.word()
            }

            fn written(&self) -> Option<String> {
                Some(format!("\"{}\"", self.in_a_file()))
            }
        })+
    };
}

words! { Back Characters Colours Place Voice }

impl Setting for SetUps {
    const KIND: Kind = Kind::NumbersOr(&SET_UPS, WAIT);

    fn read(field: &Field<'_>) -> Option<Self> {
        if field.is_text() {
            let word = field.text(WAIT.len())?;
            if word != WAIT {
                let hint = "write `setup = \"wait\"`, or a number as `setup = 1.5`".to_owned();
                field.wrong(
                    Code::UnknownWord,
                    format!("{} is {}: expected 1.0, 1.5, 2.0 or \"wait\"", field.name(), quote(&word)),
                    Some(hint),
                );
            }
            return (word == WAIT).then_some(Self::Wait);
        }
        let number = field.number(1.0..=2.0)?;
        let found = Self::TIMED.into_iter().zip(SET_UPS).find(|(_, factor)| (number - factor).abs() < 0.001);
        if found.is_none() {
            let message = format!("{} is {number}: expected 1.0, 1.5, 2.0 or \"wait\"", field.name());
            field.wrong(Code::OutOfRange, message, Some("write `setup = 1.5` for half as long again".to_owned()));
        }
        found.map(|(set_ups, _)| set_ups)
    }

    fn written(&self) -> Option<String> {
        let timed = Self::TIMED.into_iter().zip(SET_UPS).find(|(it, _)| it == self);
        Some(timed.map_or_else(|| format!("\"{WAIT}\""), |(_, factor)| format!("{factor:.1}")))
    }
}

/// What a set-up is that waits for Enter.
const WAIT: &str = "wait";

/// By how much set-ups may be longer, in the order of [`SetUps::TIMED`].
static SET_UPS: [f32; 3] = [1.0, 1.5, 2.0];

impl<const LEAST: u64, const MOST: u64> Setting for Length<LEAST, MOST> {
    const KIND: Kind = Kind::Amount(LEAST..=MOST);

    fn read(field: &Field<'_>) -> Option<Self> {
        const HINT: &str = "write minutes or seconds, like `\"50m\"` or `\"90s\"`";
        let raw = field.raw("an amount of time in quotes, like `\"50m\"`,", Some(HINT.to_owned()))?;
        let (least, most) = (Duration::from_secs(LEAST), Duration::from_secs(MOST));
        match amount::parse(raw) {
            Ok(length) if (least..=most).contains(&length) => Some(Self(length)),
            Ok(length) => {
                let (least, most) = (amount::write(least), amount::write(most));
                let message = format!("{} is {}: expected {least} to {most}", field.name(), amount::write(length));
                field.wrong(Code::AmountOutOfRange, message, Some(format!("write from `\"{least}\"` to `\"{most}\"`")));
                None
            }
            Err(error) => {
                field.wrong(Code::BadAmount, format!("{}: {error}", field.name()), Some(HINT.to_owned()));
                None
            }
        }
    }

    fn written(&self) -> Option<String> {
        Some(format!("\"{}\"", amount::write(self.0)))
    }
}

/// The longest argument, and the longest list of them.
const ARGUMENT: usize = 1_000;

impl Setting for Argv {
    const KIND: Kind = Kind::List(".+");

    fn read(field: &Field<'_>) -> Option<Self> {
        let items = field.list()?;
        if !(1..=LIST).contains(&items.len()) {
            let message = format!("expected a program and its arguments in {}", field.name());
            field.wrong(Code::Empty, message, Some("write `[\"program\", \"argument\"]`".to_owned()));
            return None;
        }
        let argument = |item: &Field<'_>| {
            let raw = item.raw("a text in quotes", None)?;
            if raw.len() > ARGUMENT || raw.contains('\0') {
                item.wrong(Code::TooLong, format!("an argument in {} is too long", item.name()), None);
                return None;
            }
            Some(raw.to_owned())
        };
        items.iter().map(argument).collect::<Option<Vec<_>>>().map(Self)
    }

    fn written(&self) -> Option<String> {
        Some(list(self.0.iter().map(String::as_str)))
    }
}

/// The words of a closed list stand in a list as they are.
impl<W: Word + PartialEq> Setting for Words<W> {
    const KIND: Kind = Kind::Words(|| W::all().iter().map(|word| word.in_a_file()).collect());

    fn read(field: &Field<'_>) -> Option<Self> {
        field.list()?;
        Some(Self(field.each(Field::word)))
    }

    fn written(&self) -> Option<String> {
        Some(list(self.0.iter().map(|word| word.in_a_file())))
    }
}

/// The form of a time of the day.
const CLOCK: &str = "%H:%M";

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, CLOCK).ok()
}

impl Setting for Times {
    const KIND: Kind = Kind::List("^[0-2][0-9]:[0-5][0-9]$");

    fn read(field: &Field<'_>) -> Option<Self> {
        field.list()?;
        Some(Self(field.each(|item| {
            let hint = Some("write hours and minutes, like `\"15:00\"`".to_owned());
            let read = time(item.raw("a time of the day in quotes", hint.clone())?);
            if read.is_none() {
                item.wrong_type("a time of the day", hint);
            }
            read
        })))
    }

    fn written(&self) -> Option<String> {
        let times: Vec<_> = self.0.iter().map(|time| time.format(CLOCK).to_string()).collect();
        Some(list(times.iter().map(String::as_str)))
    }
}

impl Setting for Hours {
    const KIND: Kind = Kind::List("^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$");

    fn read(field: &Field<'_>) -> Option<Self> {
        field.list()?;
        Some(Self(field.each(|item| {
            let hint = Some("write from and to on one day, like `\"09:00-12:30\"`".to_owned());
            let raw = item.raw("hours in quotes", hint.clone())?;
            let ends = raw.split_once('-').and_then(|(from, to)| Some((time(from.trim())?, time(to.trim())?)));
            let read = ends.filter(|(from, to)| from < to).map(|(from, to)| Span { from, to });
            if read.is_none() {
                item.wrong_type("hours", hint);
            }
            read
        })))
    }

    fn written(&self) -> Option<String> {
        let hours: Vec<_> =
            self.0.iter().map(|span| format!("{}-{}", span.from.format(CLOCK), span.to.format(CLOCK))).collect();
        Some(list(hours.iter().map(String::as_str)))
    }
}

/// Texts as they stand in a file.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<_> = texts.map(|text| toml_edit::Value::from(text).to_string().trim().to_owned()).collect();
    format!("[{}]", texts.join(", "))
}
