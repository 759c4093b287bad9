use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::door::{Item, Page, Settled, Told};
use super::outcome::Outcome;
use super::reply::Reply;
use super::stop::StopAnswer;
use crate::routine::{Family, Kit, MovementId, RoutineId};

/// One thing the person said or that was decided for them: a line of the facts record (`src/journal/RECORDS.md`).
///
/// When it was is in the envelope. There is no free text in it (F8). A line that a newer program wrote keeps its
/// outcome even where it names questions or tags that this one does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Fact {
    /// A page of the door was answered to its end.
    Answered {
        /// Which page.
        page: Page,
        /// Which set of lines.
        version: u32,
        /// The damaged lines of the record it was asked for; they are settled with it (S18).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unread: Vec<String>,
    },
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
    /// A guest said this, or it was decided for them; nothing of it is the owner's.
    Guest {
        /// What.
        of: Box<Self>,
    },
    /// Somebody else than the owner of the records sits here, for this once.
    GuestCame,
    /// A guest's session began.
    GuestBegan {
        /// Its routine.
        routine: RoutineId,
    },
    /// A guest's session ended.
    GuestEnded {
        /// Its routine.
        routine: RoutineId,
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
    /// Something that was said is over.
    Over {
        /// What.
        item: Item,
        /// When it was said.
        #[serde(with = "moment")]
        when: DateTime<FixedOffset>,
        /// How.
        how: Settled,
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
    /// A line was ticked; on the disk when it is pressed (S14).
    Ticked {
        /// What it says.
        item: Item,
        /// When: what settles it names this.
        #[serde(with = "moment")]
        when: DateTime<FixedOffset>,
    },
    /// Its follow-up was answered.
    Told {
        /// What it is about.
        item: Item,
        /// When that was said.
        #[serde(with = "moment")]
        when: DateTime<FixedOffset>,
        /// The answer.
        told: Told,
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

/// A moment to the millisecond, with its offset.
mod moment {
    use chrono::{DateTime, FixedOffset, SecondsFormat};
    use serde::de::Error;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, false))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<FixedOffset>, D::Error> {
        DateTime::parse_from_rfc3339(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl Fact {
    /// A check of the day that found nothing.
    pub const NOTHING_FOUND: Self =
        Self::Answered { page: Page::Now, version: super::door::LINES_VERSION, unread: Vec::new() };

    /// Whether the person said it, so that it can be taken back as pressed by mistake.
    #[must_use]
    pub const fn is_said(&self) -> bool {
        matches!(
            self,
            Self::HowEnded { .. } | Self::SignsAnswered { .. } | Self::StillSorer { .. } | Self::StopAnswered { .. }
        )
    }
}

impl Fact {
    /// Whether it is what somebody felt and what follows from it, so that it holds also when it was said in a dry run
    /// (S19). What a session did, offered or asked is not.
    #[must_use]
    pub const fn is_of_the_body(&self) -> bool {
        match self {
            Self::Answered { .. }
            | Self::BroughtBack { .. }
            | Self::Guest { .. }
            | Self::HowEnded { .. }
            | Self::Mistake
            | Self::Over { .. }
            | Self::Passed { .. }
            | Self::SetAside { .. }
            | Self::SignsAnswered { .. }
            | Self::StillSorer { .. }
            | Self::StopAnswered { .. }
            | Self::Ticked { .. }
            | Self::Told { .. } => true,
            Self::Away { .. }
            | Self::Back
            | Self::DoneAgain { .. }
            | Self::EasierNext { .. }
            | Self::EasierOffered { .. }
            | Self::GuardKept { .. }
            | Self::GuardSwapped { .. }
            | Self::GuestBegan { .. }
            | Self::GuestCame
            | Self::GuestEnded { .. }
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
    use crate::safety::door::Sign;

    fn written(fact: &Fact) -> String {
        let text = serde_json::to_string(fact).unwrap();
        assert_eq!(&serde_json::from_str::<Fact>(&text).unwrap(), fact, "{text}");
        text
    }

    #[test]
    fn a_fact_is_one_plain_line() {
        let when = DateTime::parse_from_rfc3339("2026-11-21T09:30:00+01:00").unwrap();
        let item = Item::Sign(Sign::Chest);
        let ticked = Fact::Ticked { item, when };
        assert_eq!(written(&ticked), r#"{"fact":"ticked","item":"now-chest","when":"2026-11-21T09:30:00.000+01:00"}"#);
        assert_eq!(
            written(&Fact::Guest { of: Box::new(ticked) }),
            r#"{"fact":"guest","of":{"fact":"ticked","item":"now-chest","when":"2026-11-21T09:30:00.000+01:00"}}"#
        );
        assert_eq!(
            written(&Fact::Over { item, when, how: Settled::Checked }),
            r#"{"fact":"over","item":"now-chest","when":"2026-11-21T09:30:00.000+01:00","how":"checked"}"#
        );
        assert_eq!(
            written(&Fact::Answered { page: Page::Now, version: 2, unread: Vec::new() }),
            r#"{"fact":"answered","page":"now","version":2}"#
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
        let family = Fact::BroughtBack { what: What::Family(Family::Rotate) };
        assert_eq!(written(&family), r#"{"fact":"brought-back","what":{"family":"rotate"}}"#);
    }

    #[test]
    fn no_damaged_byte_makes_one_sign_another() {
        let words: Vec<&str> =
            Sign::ALL.iter().map(|it| it.word()).chain(crate::routine::Tag::ALL.iter().map(|it| it.word())).collect();
        for (at, one) in words.iter().enumerate() {
            for other in &words[at + 1..] {
                let apart = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
                assert!(one.len() != other.len() || apart > 1, "{one} and {other}");
            }
        }
    }
}
