use chrono::{DateTime, FixedOffset};

use super::facts::{Fact, Reason, What};
use super::outcome::Outcome;
use super::standing::{RIB_FAMILIES, Standing};
use super::stop::StopAnswer;
use super::words::follow_up::PATTERN;
use crate::routine::{Family, Movement, MovementId};

/// What an answer to the stop menu does: plain data; who acts on it is the session and the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The answer.
    pub answer: StopAnswer,
    /// The movement that was running.
    pub movement: Option<MovementId>,
    /// What the session does. Nothing in it goes on by itself (L6).
    pub then: Then,
    /// What is left out until it is brought back.
    pub set_aside: Vec<What>,
    /// Why.
    pub reason: Option<Reason>,
    /// What the standing outcome becomes at least, from pause on.
    pub outcome: Option<Outcome>,
    /// What is asked next.
    pub asks: Option<Asks>,
    /// Whether the tag `dizzy` is offered.
    pub offers_dizzy: bool,
    /// Whether a pop is noted.
    pub pop: bool,
    /// What is said, in order; with emergency it is the emergency text that is shown.
    pub says: Vec<&'static str>,
}

/// What a session does after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Pauses before the interrupted rep; it can be gone on from or skipped.
    Pause,
    /// Offers the same movement in its easier form at half the hold, or to skip it; then pauses.
    OfferEasier,
    /// Ends the movement and offers to end, which is the default, or to go on without it, paused.
    LeaveMovement,
    /// Rests for 20 s, then pauses before the interrupted rep.
    Rest,
    /// Pauses and keeps the place for half an hour.
    KeepPlace,
    /// Ends.
    End,
}

/// What is asked at once about an answer, whatever becomes of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// "Left, right or both?"
    SoreSide,
    /// 4a.
    Signs,
}

/// What `answer` does to a session that stopped in `movement`, for a person who stands as `standing` does.
///
/// `standing` is as it was before this stop. Without a movement (its file is gone) nothing can be set aside but what
/// the ribs need.
#[must_use]
pub fn consequence(
    answer: StopAnswer,
    movement: Option<&Movement>,
    standing: &Standing,
    now: DateTime<FixedOffset>,
) -> Consequence {
    let id = movement.map(|movement| movement.id.clone());
    let mut it = Consequence {
        answer,
        movement: id,
        then: Then::Pause,
        set_aside: Vec::new(),
        reason: None,
        outcome: None,
        asks: None,
        offers_dizzy: false,
        pop: false,
        says: answer.says().into_iter().collect(),
    };
    match answer {
        StopAnswer::CarryOn => {}
        StopAnswer::TooMuch => it.then = Then::OfferEasier,
        StopAnswer::SharpPain | StopAnswer::PoppedAndHurts => {
            it.then = Then::LeaveMovement;
            it.pop = answer == StopAnswer::PoppedAndHurts;
            it.reason = Some(Reason::SharpPain);
            it.set_aside.extend(movement.map(moved));
            it.asks = movement.is_some_and(Movement::two_sided).then_some(Asks::SoreSide);
        }
        StopAnswer::Limb => {
            it.then = Then::End;
            it.reason = Some(Reason::Limb);
            it.outcome = Some(Outcome::Pause);
            it.set_aside.extend(movement.map(moved));
            it.set_aside.extend(movement.and_then(family));
        }
        StopAnswer::Dizzy => {
            it.then = Then::End;
            it.reason = Some(Reason::Dizzy);
            it.asks = Some(Asks::Signs);
            it.offers_dizzy = standing.offers_dizzy_after_one_more();
            it.set_aside.extend(movement.and_then(|movement| {
                if is_arch_or_neck(movement) { family(movement) } else { movement.on_floor().then(|| moved(movement)) }
            }));
        }
        StopAnswer::SomethingFelt => {
            it.then = Then::End;
            it.reason = Some(Reason::SomethingFelt);
            it.asks = Some(Asks::Signs);
            it.set_aside.extend(movement.map(moved));
        }
        StopAnswer::Chest => {
            it.then = Then::End;
            it.outcome = Some(Outcome::Emergency);
        }
        StopAnswer::Ribs => {
            it.then = Then::LeaveMovement;
            it.reason = Some(Reason::Ribs);
            it.set_aside.extend(RIB_FAMILIES.map(What::Family));
        }
        StopAnswer::Popped => it.pop = true,
        StopAnswer::Cramp => it.then = Then::Rest,
        StopAnswer::Interrupted => it.then = Then::KeepPlace,
        StopAnswer::NoAnswer => it.then = Then::End,
    }
    if !it.set_aside.is_empty() && standing.repeats_with(it.movement.as_ref(), now) {
        it.outcome = it.outcome.max(Some(Outcome::Pause));
        it.says.push(PATTERN);
        // Under a pause nothing moves on.
        it.then = Then::End;
    }
    if it.set_aside.is_empty() {
        it.reason = None;
    }
    it
}

/// Whether the head goes back in a movement: in a neck movement, in an arch, and over an edge, a towel or a roller (S24).
fn is_arch_or_neck(movement: &Movement) -> bool {
    matches!(movement.family, Family::Neck | Family::Extend) || movement.over.is_some()
}

fn moved(movement: &Movement) -> What {
    What::Movement(movement.id.clone())
}

/// The family, where it can be set aside: calm never is (F7).
fn family(movement: &Movement) -> Option<What> {
    (movement.family != Family::Calm).then_some(What::Family(movement.family))
}

impl Consequence {
    /// What the record keeps of it, to be written at once; the sore side follows when it has been answered.
    #[must_use]
    pub fn facts(&self, session: &str) -> Vec<Fact> {
        let stop = Fact::StopAnswered {
            answer: self.answer,
            movement: self.movement.clone(),
            session: session.to_owned(),
            outcome: self.outcome,
            set_aside: !self.set_aside.is_empty(),
        };
        let aside = self.reason.into_iter().flat_map(|reason| {
            self.set_aside.iter().map(move |what| Fact::SetAside {
                what: what.clone(),
                reason,
                side: None,
                session: session.to_owned(),
            })
        });
        std::iter::once(stop).chain(aside).collect()
    }

    /// The facts of the same answer to "How did that end?": the easier form waits for the next time.
    #[must_use]
    pub fn facts_afterwards(&self, session: &str) -> Vec<Fact> {
        let mut facts = self.facts(session);
        if self.then == Then::OfferEasier {
            facts.extend(self.movement.clone().map(|movement| Fact::EasierNext { movement }));
        }
        facts
    }
}
