use serde::{Deserialize, Serialize};

use super::words::stop as words;

mod consequence;
mod position;

pub(crate) use consequence::RIB_FAMILIES;
pub use consequence::{Consequence, FollowUp, Resume, Then, consequence, signs};
pub use position::Position;

/// An answer to "What's going on?" (CONTENT 3.7); the digits are the keys.
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
    /// 8: cramp.
    Cramp,
    /// 9: something else came up.
    SomethingElse,
    /// Nobody answered for 60 s.
    NoAnswer,
}

/// An answer to "How did that end?" (CONTENT 3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HowEnded {
    /// Nothing was wrong.
    Fine,
    /// As key 1.
    StrongStretch,
    /// As key 2.
    SharpPain,
    /// As key 3.
    Limb,
    /// As key 4.
    Dizzy,
    /// As key 5; "it has passed" makes it urgent.
    Chest,
    /// As key 6.
    Ribs,
}

impl StopAnswer {
    /// The ten answers with a key, in its order.
    pub const KEYS: [Self; 10] = [
        Self::CarryOn,
        Self::TooMuch,
        Self::SharpPain,
        Self::Limb,
        Self::Dizzy,
        Self::Chest,
        Self::Ribs,
        Self::Popped,
        Self::Cramp,
        Self::SomethingElse,
    ];

    /// The answer this digit gives.
    #[must_use]
    pub fn from_digit(digit: u8) -> Option<Self> {
        Self::KEYS.get(usize::from(digit)).copied()
    }

    /// The digit that gives it; none for no answer.
    #[must_use]
    pub fn digit(self) -> Option<u8> {
        (0..).zip(Self::KEYS).find_map(|(digit, it)| (it == self).then_some(digit))
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
            Self::Cramp => words::CRAMP,
            Self::SomethingElse => words::SOMETHING_ELSE,
            Self::NoAnswer => "",
        }
    }

    /// What is said to it; nothing for the chest, where the emergency text stands.
    #[must_use]
    pub const fn says(self) -> Option<&'static str> {
        Some(match self {
            Self::CarryOn => words::SAY_CARRY_ON,
            Self::TooMuch => words::SAY_TOO_MUCH,
            Self::SharpPain => words::SAY_SHARP,
            Self::Limb => words::SAY_LIMB,
            Self::Dizzy => words::SAY_DIZZY,
            Self::Chest => return None,
            Self::Ribs => words::SAY_RIBS,
            Self::Popped => words::SAY_POPPED,
            Self::Cramp => words::SAY_CRAMP,
            Self::SomethingElse => words::SAY_SOMETHING_ELSE,
            Self::NoAnswer => words::SAY_NO_ANSWER,
        })
    }

    /// Whether stage 0 is asked in full before the next routine that moves (S3): answers 1 to 6 and none.
    #[must_use]
    pub const fn checks_again(self) -> bool {
        match self {
            Self::TooMuch | Self::SharpPain | Self::Limb | Self::Dizzy | Self::Chest | Self::Ribs | Self::NoAnswer => {
                true
            }
            Self::CarryOn | Self::Popped | Self::Cramp | Self::SomethingElse => false,
        }
    }

    /// Whether the session may be taken up again within half an hour (L15).
    #[must_use]
    pub const fn resume(self) -> Resume {
        match self {
            Self::CarryOn | Self::Cramp | Self::SomethingElse => Resume::May,
            Self::Popped => Resume::AsItEnds,
            Self::TooMuch | Self::SharpPain | Self::Limb | Self::Dizzy | Self::Chest | Self::Ribs | Self::NoAnswer => {
                Resume::Never
            }
        }
    }
}

impl HowEnded {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Fine, Self::StrongStretch, Self::SharpPain, Self::Limb, Self::Dizzy, Self::Chest, Self::Ribs];

    /// What it says.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Fine => words::ENDED_FINE,
            Self::StrongStretch => words::ENDED_STRONG,
            Self::SharpPain => words::ENDED_SHARP,
            Self::Limb => words::ENDED_LIMB,
            Self::Dizzy => words::ENDED_DIZZY,
            Self::Chest => words::ENDED_CHEST,
            Self::Ribs => words::ENDED_RIBS,
        }
    }

    /// The stop answer it is treated as; none for fine.
    #[must_use]
    pub const fn as_stop(self) -> Option<StopAnswer> {
        match self {
            Self::Fine => None,
            Self::StrongStretch => Some(StopAnswer::TooMuch),
            Self::SharpPain => Some(StopAnswer::SharpPain),
            Self::Limb => Some(StopAnswer::Limb),
            Self::Dizzy => Some(StopAnswer::Dizzy),
            Self::Chest => Some(StopAnswer::Chest),
            Self::Ribs => Some(StopAnswer::Ribs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_digit_gives_its_own_answer_and_no_other_digit_does() {
        for digit in 0..=9 {
            assert_eq!(StopAnswer::from_digit(digit).and_then(StopAnswer::digit), Some(digit));
        }
        assert_eq!(StopAnswer::from_digit(10), None);
        assert_eq!(StopAnswer::NoAnswer.digit(), None);
    }

    #[test]
    fn only_0_8_and_9_may_be_taken_up_again_and_1_to_6_and_silence_never() {
        use Resume::{AsItEnds, May, Never};

        let by_digit: Vec<Resume> = StopAnswer::KEYS.into_iter().map(StopAnswer::resume).collect();
        assert_eq!(by_digit, [May, Never, Never, Never, Never, Never, Never, AsItEnds, May, May]);
        assert_eq!(StopAnswer::NoAnswer.resume(), Never);
    }

    #[test]
    fn stage_0_is_asked_again_after_1_to_6_and_silence() {
        let by_digit: Vec<bool> = StopAnswer::KEYS.into_iter().map(StopAnswer::checks_again).collect();
        assert_eq!(by_digit, [false, true, true, true, true, true, true, false, false, false]);
        assert!(StopAnswer::NoAnswer.checks_again());
    }
}
