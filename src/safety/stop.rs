use serde::{Deserialize, Serialize};

use super::words::stop as words;

mod position;

pub use position::Position;

/// An answer to "What's going on?" and to "How did that end?" (CONTENT 3.7); each has one key, the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopAnswer {
    /// 0: nothing, carry on.
    CarryOn,
    /// 1: strong stretch or too much.
    TooMuch,
    /// 2: sharp, sudden or catching pain.
    SharpPain,
    /// 3: something going into an arm or leg.
    Limb,
    /// 4: dizzy, faint, sick, headache or blurred sight.
    Dizzy,
    /// 5: chest, heart or breath.
    Chest,
    /// 6: new soreness round the ribs or breastbone.
    Ribs,
    /// 7: it popped, nothing hurts.
    Popped,
    /// 8: it popped and hurts.
    PoppedAndHurts,
    /// 9: something else that is felt.
    SomethingFelt,
    /// `c`: cramp.
    Cramp,
    /// `i`: interrupted from outside.
    Interrupted,
    /// Nobody answered for 60 s.
    NoAnswer,
}

/// Whether a session may be taken up again once it has been stopped with an answer (L15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Within half an hour.
    May,
    /// The answer says nothing about it: the way the session ends later does.
    AsItEnds,
    /// Not, however it ends.
    Never,
}

impl StopAnswer {
    /// The answers with a key, in the order they are shown.
    pub const ALL: [Self; 12] = [
        Self::CarryOn,
        Self::TooMuch,
        Self::SharpPain,
        Self::Limb,
        Self::Dizzy,
        Self::Chest,
        Self::Ribs,
        Self::Popped,
        Self::PoppedAndHurts,
        Self::SomethingFelt,
        Self::Cramp,
        Self::Interrupted,
    ];

    /// Their keys, in the same order.
    const KEYS: [char; 12] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'c', 'i'];

    /// The answer this key gives.
    #[must_use]
    pub fn from_key(key: char) -> Option<Self> {
        Self::KEYS.into_iter().zip(Self::ALL).find_map(|(it, answer)| (it == key).then_some(answer))
    }

    /// The key that gives it; none for no answer.
    #[must_use]
    pub fn key(self) -> Option<char> {
        Self::KEYS.into_iter().zip(Self::ALL).find_map(|(key, it)| (it == self).then_some(key))
    }

    /// The number the journal keeps it by: its place in the order; none for no answer.
    #[must_use]
    pub fn code(self) -> Option<u8> {
        (0..).zip(Self::ALL).find_map(|(code, it)| (it == self).then_some(code))
    }

    /// The answer the journal keeps by this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// The text of the option; empty for no answer.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::CarryOn => words::CARRY_ON,
            Self::TooMuch => words::TOO_MUCH,
            Self::SharpPain => words::SHARP,
            Self::Limb => words::LIMB,
            Self::Dizzy => words::DIZZY,
            Self::Chest => words::CHEST,
            Self::Ribs => words::RIBS,
            Self::Popped => words::POPPED,
            Self::PoppedAndHurts => words::POPPED_AND_HURTS,
            Self::SomethingFelt => words::SOMETHING_FELT,
            Self::Cramp => words::CRAMP,
            Self::Interrupted => words::INTERRUPTED,
            Self::NoAnswer => "",
        }
    }

    /// The same in a few words, for the question after an end nobody saw and for a window too small for the whole text.
    #[must_use]
    pub const fn brief(self) -> &'static str {
        match self {
            Self::CarryOn => words::ENDED_FINE,
            Self::TooMuch => words::ENDED_STRONG,
            Self::SharpPain => words::ENDED_SHARP,
            Self::Limb => words::ENDED_LIMB,
            Self::Dizzy => words::ENDED_DIZZY,
            Self::Chest => words::ENDED_CHEST,
            Self::Ribs => words::ENDED_RIBS,
            Self::Popped => words::ENDED_POPPED,
            Self::PoppedAndHurts => words::ENDED_POPPED_AND_HURT,
            Self::SomethingFelt => words::ENDED_SOMETHING_FELT,
            Self::Cramp => words::ENDED_CRAMP,
            Self::Interrupted => words::ENDED_INTERRUPTED,
            Self::NoAnswer => "",
        }
    }

    /// What is said to it; nothing for the chest, where the emergency text stands.
    #[must_use]
    pub const fn says(self) -> Option<&'static str> {
        Some(match self {
            Self::CarryOn => words::SAY_CARRY_ON,
            Self::TooMuch => words::SAY_TOO_MUCH,
            Self::SharpPain | Self::PoppedAndHurts => words::SAY_SHARP,
            Self::Limb => words::SAY_LIMB,
            Self::Dizzy => words::SAY_DIZZY,
            Self::Chest => return None,
            Self::Ribs => words::SAY_RIBS,
            Self::Popped => words::SAY_POPPED,
            Self::SomethingFelt => words::SAY_SOMETHING_FELT,
            Self::Cramp => words::SAY_CRAMP,
            Self::Interrupted => words::SAY_INTERRUPTED,
            Self::NoAnswer => words::SAY_NO_ANSWER,
        })
    }

    /// Whether something is felt that is neither a stretch, a pop that does not hurt, nor a cramp (S23).
    #[must_use]
    pub const fn is_symptom(self) -> bool {
        match self {
            Self::SharpPain
            | Self::Limb
            | Self::Dizzy
            | Self::Chest
            | Self::Ribs
            | Self::PoppedAndHurts
            | Self::SomethingFelt => true,
            Self::CarryOn | Self::TooMuch | Self::Popped | Self::Cramp | Self::Interrupted | Self::NoAnswer => false,
        }
    }

    /// Whether the daily check is asked in full before the next routine that moves (S3): after a stretch that was too
    /// much, a symptom, and no answer.
    #[must_use]
    pub const fn checks_again(self) -> bool {
        self.is_symptom() || matches!(self, Self::TooMuch | Self::NoAnswer)
    }

    /// Whether the session may be taken up again within half an hour (L15).
    #[must_use]
    pub const fn resume(self) -> Resume {
        match self {
            Self::CarryOn | Self::Cramp | Self::Interrupted => Resume::May,
            Self::Popped => Resume::AsItEnds,
            Self::TooMuch
            | Self::SharpPain
            | Self::Limb
            | Self::Dizzy
            | Self::Chest
            | Self::Ribs
            | Self::PoppedAndHurts
            | Self::SomethingFelt
            | Self::NoAnswer => Resume::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_gives_its_own_answer_and_no_other_key_does() {
        for answer in StopAnswer::ALL {
            assert_eq!(answer.key().and_then(StopAnswer::from_key), Some(answer));
            assert_eq!(answer.code().and_then(StopAnswer::from_code), Some(answer));
        }
        assert_eq!((StopAnswer::from_key('x'), StopAnswer::NoAnswer.key()), (None, None));
    }

    #[test]
    fn only_nothing_a_cramp_and_an_interruption_may_be_taken_up_again_and_a_symptom_or_silence_never() {
        for answer in StopAnswer::ALL {
            let may = matches!(answer, StopAnswer::CarryOn | StopAnswer::Cramp | StopAnswer::Interrupted);
            assert_eq!(answer.resume() == Resume::May, may, "{answer:?}");
            if answer.is_symptom() {
                assert_eq!((answer.resume(), answer.checks_again()), (Resume::Never, true), "{answer:?}");
            }
        }
        assert_eq!((StopAnswer::NoAnswer.resume(), StopAnswer::NoAnswer.checks_again()), (Resume::Never, true));
    }
}
