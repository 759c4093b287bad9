//! The door: what is asked before anybody is coached, what can be said to it, and what that comes to.
//!
//! Three pages ([`Page`]) have a few lines each. A line is ticked by its key, and a tick is an [`Item`]: a [`Sign`], which
//! can rule movement out, or a [`Tag`], which is worked around. A tick decides by itself at once and in the careful way;
//! one follow-up ([`Item::asks`]) may make it lighter. What was said stands in the [`Ledger`] until the person takes it
//! back or says that it was checked (S13).

mod asks;
mod ledger;
mod reading;

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use asks::{Asks, Told};
pub use ledger::{Ledger, Open};
pub use reading::Reading;

use super::outcome::Outcome;
use super::words::door as words;
use crate::routine::Tag;

/// Which set of lines this is: it goes up when a line changes, and then all of them are asked again.
pub const LINES_VERSION: u32 = 2;

/// A page of the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// What is new for the person since they were last here; every day.
    Now,
    /// What has to be known of anybody who is coached.
    Before,
    /// What is worked around.
    Around,
}

/// Something that can be said of oneself and that rules movement out, at least until more is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Now: the chest.
    Chest,
    /// Now: a sudden weak side, trouble speaking or seeing, a sudden headache.
    Stroke,
    /// Now: between the legs, bladder, bowel, both legs.
    Saddle,
    /// Now: an accident nobody has checked.
    Accident,
    /// Now: a fever, or really ill.
    Fever,
    /// Before: under 18.
    Under18,
    /// Before: an arm, hand or leg.
    Limb,
    /// Before: a fall, a crash or a knock.
    Fall,
    /// Before: pain between the shoulder blades.
    Blades,
    /// Before: back pain with something else.
    BackPain,
    /// Before: back pain and cancer or weak immunity.
    Immunity,
    /// Before: chest, breath, heart and blood pressure.
    Heart,
    /// Before: a blackout, dizziness, double vision.
    Blackout,
    /// Before: an operation, a clot, limits.
    Operation,
    /// A stop: the chest.
    StopChest,
    /// A stop: into an arm or leg.
    StopLimb,
    /// A stop: the signs that were asked for after it.
    StopSigns,
    /// Several stops.
    Pattern,
    /// Sorer three times running.
    Sorer,
}

/// What a line of a page says, or what a stop came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Something that can rule movement out.
    Sign(Sign),
    /// Something to work around.
    Tag(Tag),
}

/// How something that was said came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// A professional has checked it and finds gentle movement fine.
    Checked,
    /// It is gone: a fever, or something that was worked around.
    Gone,
    /// The person is 18 now.
    OfAge,
    /// It was never so.
    Mistaken,
}

impl Page {
    /// All of them, in the order they are asked.
    pub const ALL: [Self; 3] = [Self::Now, Self::Before, Self::Around];

    /// Its lines with their keys.
    #[must_use]
    pub const fn lines(self) -> &'static [(char, Item)] {
        match self {
            Self::Now => &NOW,
            Self::Before => &BEFORE,
            Self::Around => &AROUND,
        }
    }

    /// The key that says that there is nothing.
    #[must_use]
    pub const fn none(self) -> char {
        match self {
            Self::Now => '0',
            Self::Before => 'n',
            Self::Around => 'z',
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Now => words::NOW,
            Self::Before => words::BEFORE,
            Self::Around => words::AROUND,
        }
    }
}

/// The lines of *Now*, the worst first.
const NOW: [(char, Item); 5] = [
    ('1', Item::Sign(Sign::Chest)),
    ('2', Item::Sign(Sign::Stroke)),
    ('3', Item::Sign(Sign::Saddle)),
    ('4', Item::Sign(Sign::Accident)),
    ('5', Item::Sign(Sign::Fever)),
];

/// The lines of *Before we start*.
const BEFORE: [(char, Item); 9] = [
    ('a', Item::Sign(Sign::Under18)),
    ('b', Item::Sign(Sign::Limb)),
    ('c', Item::Sign(Sign::Fall)),
    ('d', Item::Sign(Sign::Blades)),
    ('e', Item::Sign(Sign::BackPain)),
    ('f', Item::Sign(Sign::Immunity)),
    ('g', Item::Sign(Sign::Heart)),
    ('h', Item::Sign(Sign::Blackout)),
    ('i', Item::Sign(Sign::Operation)),
];

/// The lines of *Work around*; the letters leave out j k n q u z (S15).
const AROUND: [(char, Item); 19] = [
    ('a', Item::Tag(Tag::Osteoporosis)),
    ('b', Item::Tag(Tag::Pregnancy)),
    ('c', Item::Tag(Tag::Surgery)),
    ('d', Item::Tag(Tag::Shoulder)),
    ('e', Item::Tag(Tag::Neck)),
    ('f', Item::Tag(Tag::Dizzy)),
    ('g', Item::Tag(Tag::Hypermobile)),
    ('h', Item::Tag(Tag::Wrist)),
    ('i', Item::Tag(Tag::Knee)),
    ('l', Item::Tag(Tag::Hip)),
    ('m', Item::Tag(Tag::NewHip)),
    ('o', Item::Tag(Tag::LowBack)),
    ('p', Item::Tag(Tag::Spine)),
    ('r', Item::Tag(Tag::Rib)),
    ('s', Item::Tag(Tag::EyePressure)),
    ('t', Item::Tag(Tag::BleedSkin)),
    ('v', Item::Tag(Tag::LieFlat)),
    ('w', Item::Tag(Tag::Balance)),
    ('x', Item::Tag(Tag::Sitting)),
];

impl Sign {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Chest,
        Self::Stroke,
        Self::Saddle,
        Self::Accident,
        Self::Fever,
        Self::Under18,
        Self::Limb,
        Self::Fall,
        Self::Blades,
        Self::BackPain,
        Self::Immunity,
        Self::Heart,
        Self::Blackout,
        Self::Operation,
        Self::StopChest,
        Self::StopLimb,
        Self::StopSigns,
        Self::Pattern,
        Self::Sorer,
    ];

    /// The word the records keep. Two of them differ in more than one letter, so that no damaged one is another.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chest => "now-chest",
            Self::Stroke => "now-stroke",
            Self::Saddle => "now-saddle",
            Self::Accident => "now-accident",
            Self::Fever => "now-fever",
            Self::Under18 => "before-under-18",
            Self::Limb => "before-limb",
            Self::Fall => "before-knock",
            Self::Blades => "before-shoulder-blades",
            Self::BackPain => "before-back-pain",
            Self::Immunity => "before-immunity",
            Self::Heart => "before-heart",
            Self::Blackout => "before-blackout",
            Self::Operation => "before-operation",
            Self::StopChest => "stop-chest",
            Self::StopLimb => "stop-arm-or-leg",
            Self::StopSigns => "stop-signs",
            Self::Pattern => "stop-pattern",
            Self::Sorer => "sorer-again",
        }
    }

    /// What it is called where it is asked about later: "the chest pain of 21 November".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chest | Self::StopChest => words::NAME_CHEST,
            Self::Stroke | Self::StopSigns => words::NAME_STROKE,
            Self::Saddle => words::NAME_SADDLE,
            Self::Accident => words::NAME_ACCIDENT,
            Self::Fever => words::NAME_FEVER,
            Self::Under18 => words::NAME_UNDER_18,
            Self::Limb | Self::StopLimb => words::NAME_LIMB,
            Self::Fall => words::NAME_FALL,
            Self::Blades => words::NAME_BLADES,
            Self::BackPain => words::NAME_BACK_PAIN,
            Self::Immunity => words::NAME_IMMUNITY,
            Self::Heart => words::NAME_HEART,
            Self::Blackout => words::NAME_BLACKOUT,
            Self::Operation => words::NAME_OPERATION,
            Self::Pattern => words::NAME_PATTERN,
            Self::Sorer => words::NAME_SORER,
        }
    }

    /// What it comes to while nothing more is known of it.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Chest | Self::Stroke | Self::Saddle | Self::Accident | Self::StopChest | Self::StopSigns => {
                Outcome::Emergency
            }
            Self::Under18 | Self::Fever | Self::Limb | Self::BackPain | Self::Heart | Self::Blackout => Outcome::Urgent,
            Self::Fall
            | Self::Blades
            | Self::Immunity
            | Self::Operation
            | Self::StopLimb
            | Self::Pattern
            | Self::Sorer => Outcome::Pause,
        }
    }

    /// What emergency services are told.
    #[must_use]
    pub const fn say(self) -> Option<&'static str> {
        Some(match self {
            Self::Chest | Self::StopChest => words::SAY_CHEST,
            Self::Stroke | Self::StopSigns => words::SAY_STROKE,
            Self::Saddle => words::SAY_SADDLE,
            Self::Accident => words::SAY_ACCIDENT,
            Self::Fever
            | Self::Under18
            | Self::Limb
            | Self::Fall
            | Self::Blades
            | Self::BackPain
            | Self::Immunity
            | Self::Heart
            | Self::Blackout
            | Self::Operation
            | Self::StopLimb
            | Self::Pattern
            | Self::Sorer => return None,
        })
    }
}

impl Item {
    /// The word the records keep: that of a sign, or of a tag.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sign(sign) => sign.word(),
            Self::Tag(tag) => tag.word(),
        }
    }

    /// The line of the page it stands on; its name where it stands on none.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Sign(Sign::Chest) => words::CHEST,
            Self::Sign(Sign::Stroke) => words::STROKE,
            Self::Sign(Sign::Saddle) => words::SADDLE,
            Self::Sign(Sign::Accident) => words::ACCIDENT,
            Self::Sign(Sign::Fever) => words::FEVER,
            Self::Sign(Sign::Under18) => words::UNDER_18,
            Self::Sign(Sign::Limb) => words::LIMB,
            Self::Sign(Sign::Fall) => words::FALL,
            Self::Sign(Sign::Blades) => words::BLADES,
            Self::Sign(Sign::BackPain) => words::BACK_PAIN,
            Self::Sign(Sign::Immunity) => words::IMMUNITY,
            Self::Sign(Sign::Heart) => words::HEART,
            Self::Sign(Sign::Blackout) => words::BLACKOUT,
            Self::Sign(Sign::Operation) => words::OPERATION,
            Self::Sign(sign) => sign.name(),
            Self::Tag(tag) => words::tag(tag),
        }
    }

    /// What it is called where it is asked about later.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sign(sign) => sign.name(),
            Self::Tag(tag) => words::tag(tag),
        }
    }

    /// What it comes to, once `told` was answered to its follow-up; without an answer the careful reading holds.
    #[must_use]
    pub fn outcome(self, told: Option<Told>) -> Outcome {
        match self.asks().zip(told) {
            Some((asks, told)) => asks.outcome(told),
            None => match self {
                Self::Sign(sign) => sign.outcome(),
                Self::Tag(_) => self.asks().map_or(Outcome::Adapt, |asks| asks.unanswered()),
            },
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        let sign = Sign::ALL.into_iter().map(Self::Sign).find(|it| it.word() == word);
        let tag = || Tag::ALL.iter().copied().map(Self::Tag).find(|it| it.word() == word);
        sign.or_else(tag).ok_or_else(|| D::Error::custom("nothing this version asks for"))
    }
}
