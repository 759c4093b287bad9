use serde::{Deserialize, Serialize};

use super::{Item, Sign};
use crate::routine::Tag;
use crate::safety::outcome::Outcome;
use crate::safety::words::door as words;

/// The one question that a tick asks, and what each answer to it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The question.
    pub question: &'static str,
    answers: &'static [Answer],
}

/// An answer, its words, what it comes to, and what it has worked around.
type Answer = (Told, &'static str, Outcome, &'static [Tag]);

/// An answer to a follow-up, by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure, which counts as yes.
    NotSure,
    /// It is new, or it gets worse.
    NewOrWorse,
    /// The limb is weak, or the hands are clumsy.
    WeakOrClumsy,
    /// A professional has examined it and finds gentle movement fine.
    Examined,
    /// Nobody has examined it.
    NobodyLooked,
    /// It eases with a change of position.
    Eases,
    /// An operation, and whoever did it finds gentle movement fine.
    OperationFine,
    /// A clot, and whoever treats it finds gentle movement fine.
    ClotAllRight,
    /// Both of them.
    BothAllowed,
}

use Outcome::{Adapt, Emergency, Pause, Urgent};
use Told as T;

const ACCIDENT: Asks = Asks {
    question: words::ASK_ACCIDENT,
    answers: &[
        (T::Yes, words::YES, Emergency, &[]),
        (T::NotSure, words::NOT_SURE, Emergency, &[]),
        (T::No, words::NO, Urgent, &[]),
    ],
};

const FEVER: Asks = Asks {
    question: words::ASK_FEVER,
    answers: &[
        (T::Yes, words::YES, Urgent, &[]),
        (T::NotSure, words::NOT_SURE, Urgent, &[]),
        (T::No, words::NO, Pause, &[]),
    ],
};

const LIMB: Asks = Asks {
    question: words::ASK_LIMB,
    answers: &[
        (T::NewOrWorse, words::NEW_OR_WORSE, Urgent, &[]),
        (T::WeakOrClumsy, words::WEAK, Urgent, &[]),
        (T::NobodyLooked, words::OLD_NOT_EXAMINED, Pause, &[]),
        (T::Examined, words::EXAMINED, Adapt, &[Tag::Neck]),
    ],
};

const FALL: Asks = Asks {
    question: words::ASK_FALL,
    answers: &[(T::NobodyLooked, words::NOT_EXAMINED, Pause, &[]), (T::Examined, words::EXAMINED, Adapt, &[])],
};

const BLADES: Asks = Asks {
    question: words::ASK_BLADES,
    answers: &[
        (T::NewOrWorse, words::GETS_WORSE, Pause, &[]),
        (T::Eases, words::EASES, Adapt, &[Tag::Spine]),
        (T::NotSure, words::NOT_SURE, Adapt, &[Tag::Spine]),
        (T::Examined, words::EXAMINED, Adapt, &[]),
    ],
};

const BACK_PAIN: Asks = Asks {
    question: words::ASK_BACK_PAIN,
    answers: &[(T::NobodyLooked, words::NOT_EXAMINED, Urgent, &[]), (T::Examined, words::EXAMINED, Adapt, &[])],
};

const IMMUNITY: Asks = Asks {
    question: words::ASK_BACK_PAIN,
    answers: &[(T::NobodyLooked, words::NOT_EXAMINED, Pause, &[]), (T::Examined, words::EXAMINED, Adapt, &[])],
};

const HEART: Asks = Asks {
    question: words::ASK_HEART,
    answers: &[
        (T::NobodyLooked, words::NOT_EXAMINED, Urgent, &[]),
        (T::NewOrWorse, words::NEW_OR_WORSE, Urgent, &[]),
        (T::Examined, words::EXAMINED, Adapt, &[Tag::EyePressure, Tag::LieFlat]),
    ],
};

const BLACKOUT: Asks = Asks {
    question: words::ASK_BLACKOUT,
    answers: &[
        (T::NewOrWorse, words::DOUBLE_OR_AGAIN, Urgent, &[]),
        (T::NobodyLooked, words::NOT_EXAMINED, Pause, &[]),
        (T::Examined, words::EXAMINED, Adapt, &[Tag::Dizzy]),
    ],
};

const OPERATION: Asks = Asks {
    question: words::ASK_OPERATION,
    answers: &[
        (T::NobodyLooked, words::NOBODY_SAID_SO, Pause, &[]),
        (T::OperationFine, words::OPERATION_FINE, Adapt, &[Tag::Surgery]),
        (T::ClotAllRight, words::CLOT_FINE, Adapt, &[Tag::BleedSkin]),
        (T::BothAllowed, words::BOTH_FINE, Adapt, &[Tag::Surgery, Tag::BleedSkin]),
        (T::Examined, words::LIMITS_FINE, Adapt, &[]),
    ],
};

const THIN_BONES: Asks = Asks {
    question: words::ASK_THIN_BONES,
    answers: &[
        (T::Yes, words::YES, Urgent, &[]),
        (T::NotSure, words::NOT_SURE, Urgent, &[]),
        (T::No, words::NO, Adapt, &[]),
    ],
};

const CLEARED: Asks = Asks {
    question: words::ASK_CLEARED,
    answers: &[(T::NobodyLooked, words::NO_OR_NOT_SURE, Pause, &[]), (T::Examined, words::YES, Adapt, &[])],
};

const DIZZY: Asks = Asks {
    question: words::ASK_DIZZY,
    answers: &[(T::NobodyLooked, words::NO_OR_NOT_SURE, Pause, &[]), (T::Examined, words::YES, Adapt, &[])],
};

const RIB: Asks = Asks {
    question: words::ASK_RIB,
    answers: &[(T::NobodyLooked, words::NO_OR_NOT_SURE, Pause, &[]), (T::Examined, words::YES, Adapt, &[])],
};

const NEW_HIP: Asks = Asks {
    question: words::ASK_NEW_HIP,
    answers: &[
        (T::NobodyLooked, words::HIP_WEEKS, Pause, &[]),
        (T::OperationFine, words::HIP_WEEKS_FINE, Adapt, &[Tag::NewHip]),
        (T::Examined, words::HIP_YEARS, Adapt, &[Tag::Hip]),
    ],
};

impl Item {
    /// The follow-up of a tick, where it has one.
    #[must_use]
    pub const fn asks(self) -> Option<Asks> {
        Some(match self {
            Self::Sign(Sign::Accident) => ACCIDENT,
            Self::Sign(Sign::Fever) => FEVER,
            Self::Sign(Sign::Limb) => LIMB,
            Self::Sign(Sign::Fall) => FALL,
            Self::Sign(Sign::Blades) => BLADES,
            Self::Sign(Sign::BackPain) => BACK_PAIN,
            Self::Sign(Sign::Immunity) => IMMUNITY,
            Self::Sign(Sign::Heart) => HEART,
            Self::Sign(Sign::Blackout) => BLACKOUT,
            Self::Sign(Sign::Operation) => OPERATION,
            Self::Tag(Tag::Osteoporosis) => THIN_BONES,
            Self::Tag(Tag::Surgery) => CLEARED,
            Self::Tag(Tag::Dizzy) => DIZZY,
            Self::Tag(Tag::Rib) => RIB,
            Self::Tag(Tag::NewHip) => NEW_HIP,
            Self::Sign(_) | Self::Tag(_) => return None,
        })
    }
}

impl Asks {
    /// The answers with their words, in the order of their digits, the grave ones first.
    pub fn answers(&self) -> impl Iterator<Item = (Told, &'static str)> + use<> {
        self.answers.iter().map(|(told, text, ..)| (*told, *text))
    }

    /// What an answer comes to; one that belongs to another question is read in the careful way.
    #[must_use]
    pub fn outcome(&self, told: Told) -> Outcome {
        self.answers.iter().find(|(it, ..)| *it == told).map_or(self.unanswered(), |(_, _, outcome, _)| *outcome)
    }

    /// What an answer has worked around.
    #[must_use]
    pub fn tags(&self, told: Told) -> &'static [Tag] {
        self.answers.iter().find(|(it, ..)| *it == told).map_or(&[], |(.., tags)| *tags)
    }

    /// What it comes to while it is not answered: the worst of all answers.
    #[must_use]
    pub fn unanswered(&self) -> Outcome {
        self.answers.iter().map(|(_, _, outcome, _)| *outcome).max().unwrap_or(Outcome::Pause)
    }
}
