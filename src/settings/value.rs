use std::ops::RangeInclusive;

use crate::routine::reader::Field;
use crate::routine::vocabulary::Word;

use super::{Characters, Colours};
use crate::routine::Place;

/// A whole number between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<const LEAST: u32, const MOST: u32>(pub u32);

/// A line of text of so many characters at most, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<const MOST: usize>(pub String);

/// What a key takes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A whole number of this range.
    Count(RangeInclusive<u32>),
    /// `true` or `false`.
    Flag,
    /// A text of so many characters at most.
    Text(usize),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
}

/// A type a setting can have.
pub(super) trait Setting: Sized {
    /// What its key takes.
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

words! { Characters Colours Place }
