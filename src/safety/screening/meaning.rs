//! What an answer means: the tables of CONTENT 3.3 to 3.5, row by row.

use super::{Asked, Known};
use crate::routine::Tag;
use crate::safety::outcome::{Note, Outcome};
use crate::safety::question::{Answer, Form, QuestionId, Reply};

/// What one answer adds, and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) outcome: Outcome,
    pub(super) tag: Option<Tag>,
    pub(super) note: Option<Note>,
    pub(super) next: Next,
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// To the next question of the stage.
    On,
    /// To this question.
    Ask(Asked),
    /// To the outcome: nothing worse can come, and nobody should be put through the rest.
    End,
    /// To the text for people under 18; nothing is stored.
    NotAdult,
}

impl Meaning {
    const NOTHING: Self = Self { outcome: Outcome::Go, tag: None, note: None, next: Next::On };

    const fn of(outcome: Outcome) -> Self {
        Self { outcome, ..Self::NOTHING }
    }

    const fn ending(outcome: Outcome) -> Self {
        Self { outcome, next: Next::End, ..Self::NOTHING }
    }

    const fn then(self, id: QuestionId) -> Self {
        Self { next: Next::Ask(Asked { id, form: Form::Full }), ..self }
    }

    const fn tagged(self, tag: Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    const fn noting(self, note: Note) -> Self {
        Self { note: Some(note), ..self }
    }

    /// What `answer` to `asked` means.
    pub(super) fn new(asked: Asked, answer: &Answer, known: &Known) -> Self {
        match (answer, asked.form) {
            (Answer::Item(item), _) => Self::of_item(*item),
            (Answer::Ticked(ticked), _) => {
                let meaning = Self::of(if ticked.is_empty() { Outcome::Go } else { Outcome::Adapt });
                // Somebody who has the tag already has answered this.
                if ticked.contains(&Tag::Dizzy) && !known.tags.contains(&Tag::Dizzy) {
                    return meaning.then(QuestionId::LookedInto);
                }
                meaning
            }
            (Answer::Reply(reply), Form::Since) => Self::of_since(asked.id, *reply, known),
            (Answer::Reply(reply), Form::Full | Form::ReadBack) => Self::of_reply(asked.id, *reply),
        }
    }

    /// Stage 0 (CONTENT 3.3).
    fn of_item(item: u8) -> Self {
        match item {
            0 => Self::ending(Outcome::Go),
            4 => Self::NOTHING.then(QuestionId::HurtsToMove),
            5 => Self::NOTHING.then(QuestionId::BackPainToo),
            _ => Self::ending(Outcome::Emergency),
        }
    }

    /// A question that a professional has cleared: nothing new leaves the adjustments, anything else asks in full.
    fn of_since(id: QuestionId, reply: Reply, known: &Known) -> Self {
        if reply.counts_as_yes() {
            return Self::NOTHING.then(id);
        }
        let meaning = Self::of(Outcome::Adapt);
        if id == QuestionId::ThinBones {
            meaning.tagged(Tag::Osteoporosis)
        } else if id == QuestionId::Operation && !known.operation_asked {
            // It was cleared before anyone could ask what it had been: the tags hang on that.
            meaning.then(QuestionId::WasOperation)
        } else {
            meaning
        }
    }

    /// Stage 0's follow-ups, stage 1 and stage 2's follow-up (CONTENT 3.3 to 3.5).
    fn of_reply(id: QuestionId, reply: Reply) -> Self {
        use Outcome::{Adapt, Emergency, Pause, Urgent};
        use QuestionId as Q;

        // The two arms of a row: not sure counts as yes, unless the row says otherwise.
        let row = |yes: Self, no: Self| if reply.counts_as_yes() { yes } else { no };
        let on_yes = |yes: Self| row(yes, Self::NOTHING);
        let only_yes = |yes: Self, no: Self| if reply == Reply::Yes { yes } else { no };
        match id {
            Q::HurtsToMove => row(Self::ending(Emergency).noting(Note::StayStill), Self::ending(Urgent)),
            Q::BackPainToo => row(Self::ending(Urgent), Self::ending(Pause).noting(Note::Fever)),
            Q::Adult => only_yes(Self::NOTHING, Self { next: Next::NotAdult, ..Self::NOTHING }),
            Q::Travels => on_yes(Self::of(Pause).then(Q::WeakInItself)),
            Q::WeakInItself => row(Self::ending(Urgent), Self::NOTHING.then(Q::GettingWorse)),
            Q::Unwell if reply == Reply::NotSure => Self::of(Pause),
            Q::GettingWorse | Q::Unwell | Q::ConstantPain | Q::Lump | Q::Shorter => on_yes(Self::ending(Urgent)),
            Q::Immunity => on_yes(Self::of(Pause).noting(Note::BookThisWeek)),
            Q::ThinBones => on_yes(Self::of(Adapt).tagged(Tag::Osteoporosis).then(Q::SuddenPain)),
            Q::SuddenPain => row(Self::ending(Urgent), Self::NOTHING.then(Q::Shorter)),
            Q::Operation => on_yes(Self::NOTHING.then(Q::GentleIsFine)),
            Q::GentleIsFine => only_yes(Self::of(Adapt).then(Q::WasOperation), Self::of(Pause)),
            Q::WasOperation => {
                row(Self::of(Adapt).tagged(Tag::Surgery).then(Q::WasClot), Self::NOTHING.then(Q::WasClot))
            }
            Q::WasClot => on_yes(Self::of(Adapt).tagged(Tag::BleedSkin)),
            Q::Knock | Q::NewPain | Q::Heart | Q::BloodPressure | Q::ChestPain | Q::BlackedOut | Q::Supervised => {
                on_yes(Self::of(Pause))
            }
            Q::LookedInto => only_yes(Self::of(Adapt), Self::of(Pause).noting(Note::HaveItChecked)),
            // Stage 0 and the list are answered with an item and with ticks, never with a reply.
            Q::RightNow | Q::Tags => Self::NOTHING,
        }
    }
}
