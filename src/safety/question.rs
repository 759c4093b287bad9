use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{outcomes, screening as words};
use crate::routine::Tag;

/// A question of the screening: an enum, its lasting words, its text, and the question it follows up.
macro_rules! questions {
    ($($variant:ident = $word:literal, $text:ident, of $root:ident;)+) => {
        /// A question of the screening (CONTENT 3.3 to 3.5). Its word is what the records keep.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum QuestionId {
            $(#[doc = $word] #[serde(rename = $word)] $variant,)+
        }

        impl QuestionId {
            /// Every one, in the order they are asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stays the same for ever.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Its wording.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => words::$text,)+ }
            }

            /// The question it follows up; itself when it is none.
            #[must_use]
            pub const fn root(self) -> Self {
                match self { $(Self::$variant => Self::$root,)+ }
            }
        }
    };
}

questions! {
    RightNow = "0", RIGHT_NOW, of RightNow;
    HurtsToMove = "0.4", HURTS_TO_MOVE, of RightNow;
    BackPainToo = "0.5", BACK_PAIN_TOO, of RightNow;
    Adult = "1.1", Q1, of Adult;
    Knock = "1.2", Q2, of Knock;
    Travels = "1.3", Q3, of Travels;
    WeakInItself = "1.3a", Q3A, of Travels;
    GettingWorse = "1.3b", Q3B, of Travels;
    Unwell = "1.4", Q4, of Unwell;
    NewPain = "1.5", Q5, of NewPain;
    ConstantPain = "1.6", Q6, of ConstantPain;
    Lump = "1.7", Q7, of Lump;
    Immunity = "1.8", Q8, of Immunity;
    ThinBones = "1.9", Q9, of ThinBones;
    SuddenPain = "1.9a", Q9A, of ThinBones;
    Shorter = "1.9b", Q9B, of ThinBones;
    Operation = "1.10", Q10, of Operation;
    GentleIsFine = "1.10a", Q10A, of Operation;
    WasOperation = "1.10b", Q10B, of Operation;
    WasClot = "1.10c", Q10C, of Operation;
    Heart = "1.11", Q11, of Heart;
    BloodPressure = "1.12", Q12, of BloodPressure;
    ChestPain = "1.13", Q13, of ChestPain;
    BlackedOut = "1.14", Q14, of BlackedOut;
    Supervised = "1.15", Q15, of Supervised;
    Tags = "2", TICK, of Tags;
    LookedInto = "2.dizzy", LOOKED_INTO, of Tags;
}

/// The fifteen questions of stage 1, in order.
pub const STAGE_1: [QuestionId; 15] = [
    QuestionId::Adult,
    QuestionId::Knock,
    QuestionId::Travels,
    QuestionId::Unwell,
    QuestionId::NewPain,
    QuestionId::ConstantPain,
    QuestionId::Lump,
    QuestionId::Immunity,
    QuestionId::ThinBones,
    QuestionId::Operation,
    QuestionId::Heart,
    QuestionId::BloodPressure,
    QuestionId::ChestPain,
    QuestionId::BlackedOut,
    QuestionId::Supervised,
];

/// Yes, no or not sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure: as a rule it counts as yes (CONTENT 3.2).
    NotSure,
}

/// An answer to a question; which ones fit says its [`Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes, no or not sure.
    Reply(Reply),
    /// One item of stage 0; 0 is none of them.
    Item(u8),
    /// Everything that is ticked; nothing ticked is an answer too.
    Ticked(BTreeSet<Tag>),
}

/// What a question can be answered with. Nothing is ever selected beforehand as no (S1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these digits.
    OneOf(&'static [(u8, &'static str)]),
    /// Yes or no.
    YesNo,
    /// Yes, no or not sure.
    YesNoNotSure,
    /// Any of the sixteen tags; these are ticked as it opens.
    Many(BTreeSet<Tag>),
}

/// In which form a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// "Anything new or worse since": a professional has cleared an earlier yes.
    Since,
    /// As the content words it.
    Full,
    /// "Is that right?": its answer is read back.
    ReadBack,
}

/// A question as it stands on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which one.
    pub id: QuestionId,
    /// In which form.
    pub form: Form,
    /// What it says, with the content's marks for keys and stress (see [`super::words::plain`]).
    pub text: String,
    /// What it can be answered with.
    pub kind: Kind,
    /// Which of how many, for the questions of stage 1.
    pub of: Option<(usize, usize)>,
    /// What it is for (`?`).
    pub why: [&'static str; 2],
}

/// One answer as the records keep it: no free text (F8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Given {
    /// The question.
    pub question: QuestionId,
    /// The answer.
    pub answer: Reply,
    /// The form it was asked in.
    #[serde(default = "full", skip_serializing_if = "is_full")]
    pub form: Form,
}

/// An answer with the digit that gives it on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The digit.
    pub digit: u8,
    /// What it says.
    pub text: &'static str,
    /// What it means.
    pub answer: Answer,
}

/// The items of stage 0 with their digits, the worst first, "none of these" last.
const RIGHT_NOW: [(u8, &str); 6] = [
    (1, words::RIGHT_NOW_1),
    (2, words::RIGHT_NOW_2),
    (3, words::RIGHT_NOW_3),
    (4, words::RIGHT_NOW_4),
    (5, words::RIGHT_NOW_5),
    (0, words::NONE_OF_THESE),
];

const fn full() -> Form {
    Form::Full
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_full(form: &Form) -> bool {
    *form == Form::Full
}

impl QuestionId {
    /// The question that is cleared when a professional has cleared an answer to this one.
    pub(super) const fn clears(self) -> Self {
        if matches!(self, Self::LookedInto) { self } else { self.root() }
    }

    /// What it can be answered with in its full form; `ticked` are the tags its list opens with.
    pub(super) fn kind(self, ticked: BTreeSet<Tag>) -> Kind {
        match self {
            Self::RightNow => Kind::OneOf(&RIGHT_NOW),
            // Only yes and no have a consequence in the content: whoever does not know of anyone answers no.
            Self::Adult | Self::LookedInto => Kind::YesNo,
            Self::Tags => Kind::Many(ticked),
            Self::HurtsToMove
            | Self::BackPainToo
            | Self::Knock
            | Self::Travels
            | Self::WeakInItself
            | Self::GettingWorse
            | Self::Unwell
            | Self::NewPain
            | Self::ConstantPain
            | Self::Lump
            | Self::Immunity
            | Self::ThinBones
            | Self::SuddenPain
            | Self::Shorter
            | Self::Operation
            | Self::GentleIsFine
            | Self::WasOperation
            | Self::WasClot
            | Self::Heart
            | Self::BloodPressure
            | Self::ChestPain
            | Self::BlackedOut
            | Self::Supervised => Kind::YesNoNotSure,
        }
    }
}

impl Reply {
    /// All three, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotSure];

    /// What it says.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Yes => words::YES,
            Self::No => words::NO,
            Self::NotSure => words::NOT_SURE,
        }
    }

    /// The reply that a digit gives, in the order they are shown.
    #[must_use]
    pub fn from_digit(digit: char) -> Option<Self> {
        ('1'..).zip(Self::ALL).find_map(|(it, reply)| (it == digit).then_some(reply))
    }

    /// Whether it is yes where not sure counts as yes, which is nearly everywhere (CONTENT 3.2).
    #[must_use]
    pub const fn counts_as_yes(self) -> bool {
        matches!(self, Self::Yes | Self::NotSure)
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        Self::Reply(reply)
    }
}

impl Kind {
    /// Whether `answer` is one of its answers.
    #[must_use]
    pub fn takes(&self, answer: &Answer) -> bool {
        match (self, answer) {
            (Self::OneOf(items), Answer::Item(item)) => items.iter().any(|(digit, _)| digit == item),
            (Self::YesNo, Answer::Reply(reply)) => *reply != Reply::NotSure,
            (Self::YesNoNotSure, Answer::Reply(_)) | (Self::Many(_), Answer::Ticked(_)) => true,
            (_, _) => false,
        }
    }

    /// The answers with the digits that give them; none for a list to tick.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        let reply = |(reply, digit): (Reply, u8)| Choice { digit, text: reply.text(), answer: Answer::Reply(reply) };
        match self {
            Self::OneOf(items) => {
                items.iter().map(|(digit, text)| Choice { digit: *digit, text, answer: Answer::Item(*digit) }).collect()
            }
            Self::YesNo => Reply::ALL.into_iter().zip(1..).take(2).map(reply).collect(),
            Self::YesNoNotSure => Reply::ALL.into_iter().zip(1..).map(reply).collect(),
            Self::Many(_) => Vec::new(),
        }
    }
}

impl Question {
    /// The question in its full form.
    pub(super) fn full(id: QuestionId, ticked: BTreeSet<Tag>) -> Self {
        Self::with(id, Form::Full, id.text().to_owned(), id.kind(ticked))
    }

    /// The question in the form that asks for what is new since `date`.
    pub(super) fn since(id: QuestionId, date: NaiveDate) -> Self {
        Self::with(id, Form::Since, words::since(date), Kind::YesNoNotSure)
    }

    /// The question whether `answer` to `question` is right.
    pub(super) fn read_back(id: QuestionId, answer: &str, question: &str) -> Self {
        Self::with(id, Form::ReadBack, words::read_back(answer, question), Kind::YesNo)
    }

    fn with(id: QuestionId, form: Form, text: String, kind: Kind) -> Self {
        let of = STAGE_1.iter().position(|it| *it == id.root()).map(|at| (at + 1, STAGE_1.len()));
        Self { id, form, text, kind, of, why: [outcomes::SAVED, words::ONLY_DECIDES] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_keeps_its_word_for_ever() {
        let words: Vec<&str> = QuestionId::ALL.iter().map(|id| id.word()).collect();
        assert_eq!(
            words.join(" "),
            "0 0.4 0.5 1.1 1.2 1.3 1.3a 1.3b 1.4 1.5 1.6 1.7 1.8 1.9 1.9a 1.9b 1.10 1.10a 1.10b 1.10c 1.11 1.12 1.13 \
             1.14 1.15 2 2.dizzy"
        );
        for id in QuestionId::ALL {
            assert_eq!(serde_json::to_string(id).unwrap(), format!("\"{}\"", id.word()));
        }
    }

    #[test]
    fn questions_stand_in_the_order_they_are_asked() {
        assert!(QuestionId::ALL.is_sorted());
        assert!(QuestionId::ALL.iter().all(|id| id.root() <= *id));
    }

    #[test]
    fn not_sure_is_no_answer_to_the_question_for_adults() {
        let kind = QuestionId::Adult.kind(BTreeSet::new());
        assert!(!kind.takes(&Reply::NotSure.into()));
        assert_eq!(kind.choices().len(), 2);
        assert!(kind.takes(&Reply::No.into()) && !kind.takes(&Answer::Item(0)));
    }

    #[test]
    fn stage_0_has_five_items_and_one_key_for_none() {
        let choices = QuestionId::RightNow.kind(BTreeSet::new()).choices();
        assert_eq!(choices.iter().map(|choice| choice.digit).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 0]);
        assert_eq!(choices[5].text, "none of these");
    }

    #[test]
    fn an_answer_is_kept_in_few_words() {
        let given = Given { question: QuestionId::GentleIsFine, answer: Reply::NotSure, form: Form::Full };
        let text = r#"{"question":"1.10a","answer":"not-sure"}"#;
        assert_eq!(serde_json::to_string(&given).unwrap(), text);
        assert_eq!(serde_json::from_str::<Given>(text).unwrap(), given);
        let since = Given { form: Form::Since, ..given };
        assert_eq!(
            serde_json::to_string(&since).unwrap(),
            r#"{"question":"1.10a","answer":"not-sure","form":"since"}"#
        );
    }
}
