use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

use super::outcome::Outcome;
use super::question::{Given, QuestionId, Reply};
use super::stop::StopAnswer;
use crate::routine::{Family, Kit, MovementId, RoutineId, Tag};

/// One thing the person said or that was decided for them: a line of the facts record (`src/journal/RECORDS.md`).
///
/// When it was is in the envelope. There is no free text in it (F8). A line that a newer program wrote keeps its
/// outcome even where it names questions or tags that this one does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Fact {
    /// Urgent was looked into by somebody; it is a pause from now on.
    Assessed,
    /// The person is away: these days are neither done nor missed.
    Away {
        /// The first of them.
        from: NaiveDate,
        /// The day the person is back, which is not one of them.
        until: NaiveDate,
    },
    /// The person is back earlier than they said.
    Back,
    /// Something set aside came back.
    BroughtBack {
        /// What.
        what: What,
    },
    /// Stage 0 was answered.
    CheckedToday {
        /// What it came to.
        outcome: Outcome,
        /// The item that was chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<u8>,
        /// The follow-ups.
        #[serde(default, deserialize_with = "known", skip_serializing_if = "Vec::is_empty")]
        answers: Vec<Given>,
    },
    /// A professional has cleared the yes to this question.
    Cleared {
        /// The question.
        question: QuestionId,
    },
    /// A movement that had come back was done in its easier form; next time it is itself.
    DoneAgain {
        /// The movement.
        movement: MovementId,
    },
    /// The easier form of this movement is offered next time.
    EasierNext {
        /// The movement.
        movement: MovementId,
    },
    /// That offer was made.
    EasierOffered {
        /// The movement.
        movement: MovementId,
    },
    /// The frequency guard asked, and the plan was kept.
    GuardKept {
        /// Why it asked.
        guard: Guard,
        /// About what.
        movement: MovementId,
    },
    /// The frequency guard asked, and the swap was taken.
    GuardSwapped {
        /// Why it asked.
        guard: Guard,
        /// About what.
        movement: MovementId,
    },
    /// "How did that end?" was asked.
    HowEnded {
        /// The session it was about.
        session: String,
        /// The answer, which says that nothing was wrong with [`StopAnswer::CarryOn`]; none when nobody answered.
        answer: Option<StopAnswer>,
    },
    /// There is such a thing.
    KitHas {
        /// What.
        kit: Kit,
    },
    /// There is no such thing.
    KitLacks {
        /// What.
        kit: Kit,
    },
    /// A professional who knows about it has said gentle movement is fine: the pause is over.
    Lifted,
    /// The answer before this was pressed by mistake: nothing of it holds.
    Mistake,
    /// The chest pain a session may have ended with has passed: urgent in the place of emergency.
    Passed {
        /// The session.
        session: String,
    },
    /// The person said that a routine was prescribed to them, or that it was not.
    Prescribed {
        /// The routine.
        routine: RoutineId,
        /// Its file, as it was then.
        digest: String,
        /// Whether it is theirs.
        mine: bool,
    },
    /// The ready screen of a session that began had this line on it (F2).
    ReadyLineShown {
        /// What it was about.
        what: What,
    },
    /// Whether to bring back what the ribs had put aside was asked.
    RibsOffered {
        /// Whether it was taken.
        taken: bool,
    },
    /// Whether a week of the towel roll has been done was asked (CONTENT 2.2).
    RollerWeekAsked {
        /// Whether it has.
        done: bool,
    },
    /// Stage 1, and stage 2 where it came to that, was answered.
    Screened {
        /// Which set of questions.
        version: u32,
        /// What it came to.
        outcome: Outcome,
        /// The answers.
        #[serde(deserialize_with = "known")]
        answers: Vec<Given>,
        /// The tags from now on.
        #[serde(deserialize_with = "known")]
        tags: BTreeSet<Tag>,
        /// The questions a pause or an urgent rests on.
        #[serde(default, deserialize_with = "known", skip_serializing_if = "BTreeSet::is_empty")]
        held_by: BTreeSet<QuestionId>,
    },
    /// Both pages were answered in full since something of the facts could not be read: it is not asked about again.
    Settled {
        /// The file it stands in.
        file: String,
        /// The digest of what stands there.
        digest: String,
    },
    /// Something is left out until it is brought back.
    SetAside {
        /// What.
        what: What,
        /// Why.
        reason: Reason,
        /// Which side hurt, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        side: Option<SoreSide>,
        /// The session it happened in.
        session: String,
    },
    /// Question 4a was answered.
    SignsAnswered {
        /// The answer; not sure counts as yes.
        answer: Reply,
        /// The session.
        session: String,
        /// What it came to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
    },
    /// The back was sorer after the third session in a row (S21).
    StillSorer {
        /// The last of them.
        session: String,
    },
    /// The stop menu was answered, or "How did that end?" as if it had been.
    StopAnswered {
        /// The answer.
        answer: StopAnswer,
        /// The movement that was running.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        movement: Option<MovementId>,
        /// The session.
        session: String,
        /// What it came to, from pause on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
        /// Whether it set something aside (F3).
        #[serde(default)]
        set_aside: bool,
    },
    /// Stage 2 was answered by itself.
    Tagged {
        /// What it came to.
        outcome: Outcome,
        /// The follow-up.
        #[serde(default, deserialize_with = "known", skip_serializing_if = "Vec::is_empty")]
        answers: Vec<Given>,
        /// The tags from now on.
        #[serde(deserialize_with = "known")]
        tags: BTreeSet<Tag>,
        /// The questions a pause rests on.
        #[serde(default, deserialize_with = "known", skip_serializing_if = "BTreeSet::is_empty")]
        held_by: BTreeSet<QuestionId>,
    },
}

/// What can be set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// One movement.
    Movement(MovementId),
    /// A family, whole.
    Family(Family),
}

/// Why something was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Sharp, sudden or catching pain.
    SharpPain,
    /// Something went into an arm or leg.
    Limb,
    /// Dizziness and the like.
    Dizzy,
    /// The ribs or the breastbone.
    Ribs,
    /// Something else that was felt.
    SomethingFelt,
}

/// Why the frequency guard asks (S6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// The same movement was finished under 20 minutes ago in another session.
    TooSoon,
    /// It would be the third session with end range in the local day.
    TooOften,
}

/// Which side of the body is sore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SoreSide {
    /// The left.
    Left,
    /// The right.
    Right,
    /// Both.
    Both,
}

/// Reads a list and leaves out what a newer program put into it.
fn known<'de, D, T, L>(deserializer: D) -> Result<L, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
    L: FromIterator<T> + IntoIterator<Item = T>,
{
    #[derive(Deserialize)]
    #[serde(untagged, bound = "T: DeserializeOwned")]
    enum Entry<T> {
        Known(T),
        Newer(IgnoredAny),
    }

    let entries = Vec::<Entry<T>>::deserialize(deserializer)?;
    Ok(entries
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Known(it) => Some(it),
            Entry::Newer(_) => None,
        })
        .collect())
}

impl Fact {
    /// A check of the day that found nothing.
    pub const NOTHING_FOUND: Self = Self::CheckedToday { outcome: Outcome::Go, item: None, answers: Vec::new() };

    /// Whether the person said it, so that it can be taken back as pressed by mistake.
    #[must_use]
    pub const fn is_said(&self) -> bool {
        matches!(
            self,
            Self::CheckedToday { .. }
                | Self::HowEnded { .. }
                | Self::Screened { .. }
                | Self::SignsAnswered { .. }
                | Self::StillSorer { .. }
                | Self::StopAnswered { .. }
                | Self::Tagged { .. }
        )
    }
}

impl Fact {
    /// Whether it is what somebody felt and what follows from it, so that it holds also when it was said in a dry run
    /// (S19). What a session did, offered or asked is not.
    #[must_use]
    pub const fn is_of_the_body(&self) -> bool {
        match self {
            Self::Assessed
            | Self::BroughtBack { .. }
            | Self::CheckedToday { .. }
            | Self::Cleared { .. }
            | Self::HowEnded { .. }
            | Self::Lifted
            | Self::Mistake
            | Self::Passed { .. }
            | Self::Screened { .. }
            | Self::SetAside { .. }
            | Self::SignsAnswered { .. }
            | Self::StillSorer { .. }
            | Self::StopAnswered { .. }
            | Self::Tagged { .. } => true,
            Self::Away { .. }
            | Self::Back
            | Self::DoneAgain { .. }
            | Self::EasierNext { .. }
            | Self::EasierOffered { .. }
            | Self::GuardKept { .. }
            | Self::GuardSwapped { .. }
            | Self::KitHas { .. }
            | Self::KitLacks { .. }
            | Self::Prescribed { .. }
            | Self::ReadyLineShown { .. }
            | Self::RibsOffered { .. }
            | Self::RollerWeekAsked { .. }
            | Self::Settled { .. } => false,
        }
    }
}

impl Reason {
    /// What it is called on a screen: the words "How did that end?" has for it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        use super::words::stop;

        match self {
            Self::SharpPain => stop::ENDED_SHARP,
            Self::Limb => stop::ENDED_LIMB,
            Self::Dizzy => stop::ENDED_DIZZY,
            Self::Ribs => stop::ENDED_RIBS,
            Self::SomethingFelt => stop::ENDED_SOMETHING_FELT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::question::Form;

    fn written(fact: &Fact) -> String {
        let text = serde_json::to_string(fact).unwrap();
        assert_eq!(&serde_json::from_str::<Fact>(&text).unwrap(), fact, "{text}");
        text
    }

    #[test]
    fn a_fact_is_one_plain_line() {
        let screened = Fact::Screened {
            version: 1,
            outcome: Outcome::Urgent,
            answers: vec![
                Given { question: QuestionId::Travels, answer: Reply::Yes, form: Form::Full },
                Given { question: QuestionId::WeakInItself, answer: Reply::NotSure, form: Form::Full },
            ],
            tags: BTreeSet::from([Tag::LowBack]),
            held_by: BTreeSet::from([QuestionId::Travels]),
        };
        assert_eq!(
            written(&screened),
            r#"{"fact":"screened","version":1,"outcome":"urgent","answers":[{"question":"1.3","answer":"yes"},{"question":"1.3a","answer":"not-sure"}],"tags":["low-back"],"held-by":["1.3"]}"#
        );
        let aside = Fact::SetAside {
            what: What::Movement("wall-chest-lean".into()),
            reason: Reason::SharpPain,
            side: Some(SoreSide::Left),
            session: "s1".to_owned(),
        };
        assert_eq!(
            written(&aside),
            r#"{"fact":"set-aside","what":{"movement":"wall-chest-lean"},"reason":"sharp-pain","side":"left","session":"s1"}"#
        );
        assert_eq!(written(&Fact::Lifted), r#"{"fact":"lifted"}"#);
        let family = Fact::BroughtBack { what: What::Family(Family::Rotate) };
        assert_eq!(written(&family), r#"{"fact":"brought-back","what":{"family":"rotate"}}"#);
        let stop = Fact::StopAnswered {
            answer: StopAnswer::NoAnswer,
            movement: None,
            session: "s1".to_owned(),
            outcome: None,
            set_aside: false,
        };
        assert_eq!(written(&stop), r#"{"fact":"stop-answered","answer":"no-answer","session":"s1","set-aside":false}"#);
    }

    #[test]
    fn an_outcome_from_a_newer_program_survives_questions_and_tags_nobody_knows_here() {
        let text = r#"{"fact":"screened","version":9,"outcome":"urgent","answers":[{"question":"1.99","answer":"yes"},{"question":"1.3","answer":"yes"}],"tags":["third-arm","rib"],"held-by":["1.99"],"mood":"new"}"#;
        let Fact::Screened { outcome, answers, tags, held_by, .. } = serde_json::from_str(text).unwrap() else {
            panic!("another fact");
        };
        assert_eq!(outcome, Outcome::Urgent);
        assert_eq!(answers, [Given { question: QuestionId::Travels, answer: Reply::Yes, form: Form::Full }]);
        assert_eq!((tags, held_by), (BTreeSet::from([Tag::Rib]), BTreeSet::new()));
    }
}
