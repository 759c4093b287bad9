use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::door::{Item, LINES_VERSION, Ledger, Page, Settled, Sign};
use super::facts::Fact;
use super::outcome::Outcome;
use super::stop::{Resume, StopAnswer};
use crate::routine::{Kit, MovementId, RoutineId, Tag};

mod aside;
mod gate;

pub use aside::{Aside, LeftOut, Return};
pub use gate::{Due, Gate, Unanswered, Wants, Why};

use aside::Asides;
pub(in crate::safety) use aside::RIB_FAMILIES;

/// How a person stands: everything they said and that was decided, as far as it is in force.
///
/// Built only by [`Standing::apply`], fact by fact in the order of their times. What a day or a wait decides is worked
/// out when it is asked for, so that nothing has to happen for a fever to be over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// What was said at the door and in a stop and is not settled.
    ledger: Ledger,
    /// When each page was last answered to its end.
    answered: BTreeMap<Page, LastAnswer>,
    /// Whether the pages are due because something that had ruled movement out was settled.
    after_hold: bool,
    /// The damaged lines of the record that a full answer has settled (S18).
    settled_lines: BTreeSet<String>,
    check: Check,
    tags: BTreeSet<Tag>,
    kit: BTreeMap<Kit, bool>,
    roller_week: bool,
    asides: Asides,
    /// Stops that put something aside (F3), since a pause was last lifted.
    stops: Vec<(DateTime<FixedOffset>, Option<MovementId>)>,
    dizzy_stops: usize,
    easier_next: BTreeSet<MovementId>,
    /// The routines that were prescribed to this person, each by its file.
    prescribed: BTreeSet<(RoutineId, String)>,
    /// The stop whose signs were asked and not answered (S24).
    signs_open: Option<OpenSigns>,
    /// The sessions of which the person would rather not say how they ended (S18).
    untold: BTreeSet<String>,
    /// The sessions it is not asked about again.
    explained: BTreeSet<String>,
    /// The sessions that are not taken up again (L15).
    over: BTreeSet<String>,
    /// The sessions in which something was felt (S23).
    felt: BTreeSet<String>,
    /// As it was before what was said last, until something else happens: a mistake goes back to it.
    before: Option<Box<Self>>,
}

/// When a page was answered, and with which lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LastAnswer {
    at: DateTime<FixedOffset>,
    version: u32,
}

/// Where *Now* stands (S3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Check {
    /// It was never asked.
    #[default]
    Never,
    /// It was answered on this local day.
    On(NaiveDate),
    /// A stop asks for it again.
    Again,
}

/// A stop of which 4a was asked and never answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSigns {
    /// The session.
    pub session: String,
    /// What was felt.
    pub answer: StopAnswer,
    /// The movement it came in.
    pub movement: Option<MovementId>,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// How far back stops are counted (F3).
const STOPS_COUNT_FOR: TimeDelta = TimeDelta::days(14);

/// How many things that were said a mistake may concern: one, told in a few facts.
const MAY_BE_MISTAKEN: usize = 8;

impl Standing {
    /// How a person stands after these facts, in the order of their times: what applying them one by one comes to, without
    /// keeping how it was before each of them. After years that is most of what a launch would cost.
    #[must_use]
    pub fn of<'a>(facts: impl IntoIterator<Item = (&'a Fact, DateTime<FixedOffset>)>) -> Self {
        Self::through(facts, |_, _, _| {})
    }

    /// The same, with a look at how things stand after each fact.
    pub(super) fn through<'a>(
        facts: impl IntoIterator<Item = (&'a Fact, DateTime<FixedOffset>)>,
        mut look: impl FnMut(&Self, &Fact, DateTime<FixedOffset>),
    ) -> Self {
        let facts: Vec<_> = facts.into_iter().collect();
        let mut goes_back = vec![false; facts.len()];
        let mut more = MAY_BE_MISTAKEN;
        for (goes_back, (fact, _)) in goes_back.iter_mut().zip(&facts).rev() {
            if **fact == Fact::Mistake {
                more = MAY_BE_MISTAKEN;
            } else if fact.is_said() && more > 0 {
                (*goes_back, more) = (true, more - 1);
            }
        }
        let mut standing = Self::default();
        for (goes_back, (fact, at)) in goes_back.into_iter().zip(facts) {
            if goes_back || !fact.is_said() {
                standing.remember_before(fact);
            } else {
                standing.before = None;
            }
            standing.take(fact, at);
            look(&standing, fact, at);
        }
        standing
    }

    /// Takes in one fact that was recorded at `at`.
    pub fn apply(&mut self, fact: &Fact, at: DateTime<FixedOffset>) {
        self.remember_before(fact);
        self.take(fact, at);
    }

    fn take(&mut self, fact: &Fact, at: DateTime<FixedOffset>) {
        match fact {
            Fact::Answered { page, version, unread } => self.answered(*page, *version, unread, at),
            Fact::BroughtBack { what } => self.asides.bring_back(what, at),
            Fact::DoneAgain { movement } => self.asides.done_again(movement),
            Fact::EasierNext { movement } => {
                self.easier_next.insert(movement.clone());
            }
            Fact::EasierOffered { movement } => {
                self.easier_next.remove(movement);
            }
            // Nothing that stands hangs on them: days away are in `DaysOff`, what is settled in what was read, what a guest says in a
            // standing of their own, the others are for the person to read.
            Fact::Away { .. }
            | Fact::Back
            | Fact::GuardKept { .. }
            | Fact::GuardSwapped { .. }
            | Fact::Guest { .. }
            | Fact::GuestCame
            | Fact::GuestBegan { .. }
            | Fact::GuestEnded { .. }
            | Fact::Settled { .. } => {}
            Fact::HowEnded { session, answer } => self.how_ended(session, *answer),
            Fact::KitHas { kit } => {
                self.kit.insert(*kit, true);
            }
            Fact::KitLacks { kit } => {
                self.kit.insert(*kit, false);
            }
            Fact::Prescribed { routine, digest, mine: true } => {
                self.prescribed.insert((routine.clone(), digest.clone()));
            }
            Fact::Prescribed { routine, mine: false, .. } => self.prescribed.retain(|(it, _)| it != routine),
            Fact::Mistake => {
                if let Some(before) = self.before.take() {
                    *self = *before;
                }
            }
            Fact::Passed { session } => self.ledger.passes(session),
            Fact::ReadyLineShown { what } => self.asides.shown(what),
            Fact::RibsOffered { taken } => self.asides.ribs_offered(*taken, at),
            Fact::RollerWeekAsked { done } => self.roller_week |= *done,
            Fact::SetAside { what, reason, side, session } => {
                self.asides.set(what, Aside::new(*reason, *side, session, at));
            }
            Fact::Over { item, when, how } => self.settled(*item, *when, *how, at),
            Fact::SignsAnswered { answer, session, outcome } => {
                if self.signs_open.as_ref().is_some_and(|it| it.session == *session) {
                    self.signs_open = None;
                }
                let outcome = outcome.or_else(|| Outcome::of_signs(*answer));
                self.hold_for(Sign::StopSigns, outcome, at, Some(session));
            }
            Fact::StopAnswered { answer, movement, session, outcome, set_aside } => {
                if answer.checks_again() {
                    self.check = Check::Again;
                }
                if answer.resume() == Resume::Never {
                    self.over.insert(session.clone());
                }
                if answer.is_symptom() {
                    self.felt.insert(session.clone());
                }
                self.dizzy_stops += usize::from(*answer == StopAnswer::Dizzy);
                if matches!(answer, StopAnswer::Dizzy | StopAnswer::SomethingFelt) {
                    let (session, movement) = (session.clone(), movement.clone());
                    self.signs_open = Some(OpenSigns { session, answer: *answer, movement, at });
                }
                if *set_aside {
                    self.stops.push((at, movement.clone()));
                }
                let sign = match answer {
                    StopAnswer::Chest => Sign::StopChest,
                    StopAnswer::Limb => Sign::StopLimb,
                    StopAnswer::CarryOn
                    | StopAnswer::TooMuch
                    | StopAnswer::SharpPain
                    | StopAnswer::Dizzy
                    | StopAnswer::Ribs
                    | StopAnswer::Popped
                    | StopAnswer::PoppedAndHurts
                    | StopAnswer::SomethingFelt
                    | StopAnswer::Cramp
                    | StopAnswer::Interrupted
                    | StopAnswer::NoAnswer => Sign::Pattern,
                };
                self.hold_for(sign, *outcome, at, Some(session));
            }
            Fact::StillSorer { .. } => self.hold_for(Sign::Sorer, Some(Outcome::Pause), at, None),
            Fact::Ticked { item, when } => {
                self.ledger.say(*item, *when, None);
                self.tags = self.ledger.tags();
            }
            Fact::Told { item, when, told } => {
                self.ledger.tell(*item, *when, *told);
                self.tags = self.ledger.tags();
            }
        }
    }

    /// Keeps how things stood before something was said, and forgets it when anything else follows than what belongs
    /// to it.
    fn remember_before(&mut self, fact: &Fact) {
        // "How did that end?" and the stop it is treated as are one answer.
        if let Fact::StopAnswered { session, .. } = fact
            && self.explained.contains(session)
            && self.before.as_ref().is_some_and(|before| !before.explained.contains(session))
        {
            return;
        }
        if matches!(fact, Fact::SetAside { .. } | Fact::EasierNext { .. } | Fact::Mistake) {
            return;
        }
        if fact.is_said() {
            self.before = None;
            self.before = Some(Box::new(self.clone()));
        } else {
            self.before = None;
        }
    }

    fn answered(&mut self, page: Page, version: u32, unread: &[String], at: DateTime<FixedOffset>) {
        self.answered.insert(page, LastAnswer { at, version });
        self.settled_lines.extend(unread.iter().cloned());
        match page {
            Page::Now => self.check = Check::On(at.date_naive()),
            Page::Before => {
                self.after_hold = false;
                // The pattern has been shown to somebody; it is counted anew.
                if self.ledger.holds().is_empty() {
                    self.stops.clear();
                }
            }
            Page::Around => {}
        }
    }

    fn settled(&mut self, item: Item, when: DateTime<FixedOffset>, how: Settled, at: DateTime<FixedOffset>) {
        self.after_hold |= self.ledger.settle(item, when, how, at.date_naive());
        self.tags = self.ledger.tags();
    }

    /// What a stop came to holds from pause on.
    fn hold_for(&mut self, sign: Sign, outcome: Option<Outcome>, at: DateTime<FixedOffset>, session: Option<&String>) {
        if let Some(outcome) = outcome.filter(|it| *it >= Outcome::Pause) {
            self.ledger.say(Item::Sign(sign), at, Some((outcome, session.cloned())));
        }
    }

    fn how_ended(&mut self, session: &str, answer: Option<StopAnswer>) {
        if answer.is_some() {
            self.untold.remove(session);
            self.explained.insert(session.to_owned());
        } else {
            // A stop nobody answered asks for stage 0 again (S3), also when the program died before it was answered.
            self.check = Check::Again;
            self.untold.insert(session.to_owned());
        }
    }

    /// How the next guest stands: everything is asked of them, and what an earlier guest was held by holds them too.
    #[must_use]
    pub fn next_guest(&self) -> Self {
        Self { ledger: self.ledger.held(), ..Self::default() }
    }

    /// What was said at the door and in a stop and is not settled.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether something rules movement out.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.ledger.outcome() >= Outcome::Pause
    }

    /// When the door was last answered to its end.
    #[must_use]
    pub fn answers_of(&self) -> Option<NaiveDate> {
        self.answered.get(&Page::Before).map(|it| it.at.date_naive())
    }

    /// Whether *Now* was ever answered.
    #[must_use]
    pub fn was_here(&self) -> bool {
        self.answered.contains_key(&Page::Now)
    }

    /// The outcome in force; [`None`] for someone who has never answered and has said nothing.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let said = self.ledger.outcome();
        if said >= Outcome::Pause {
            return Some(said);
        }
        let adapts = if self.tags.is_empty() { Outcome::Go } else { Outcome::Adapt };
        self.answered.contains_key(&Page::Before).then_some(said.max(adapts))
    }

    /// Whether *Now* was answered on this local day and nothing has asked for it again since (S3).
    #[must_use]
    pub fn checked_on(&self, day: NaiveDate) -> bool {
        self.check == Check::On(day)
    }

    /// The adjustments that are ticked.
    #[must_use]
    pub const fn tags(&self) -> &BTreeSet<Tag> {
        &self.tags
    }

    /// The routines that were prescribed to this person, each by its file.
    #[must_use]
    pub const fn prescribed(&self) -> &BTreeSet<(RoutineId, String)> {
        &self.prescribed
    }

    /// Whether the person has a thing: by what they said, else all but a roller, a ball and a chair that cannot
    /// roll (CONTENT 4).
    #[must_use]
    pub fn has(&self, kit: Kit) -> bool {
        self.kit.get(&kit).copied().unwrap_or(!matches!(kit, Kit::SturdyChair | Kit::Roller | Kit::Ball))
    }

    /// Whether anything was said about a thing.
    #[must_use]
    pub fn has_said(&self, kit: Kit) -> bool {
        self.kit.contains_key(&kit)
    }

    /// Whether a thing has still to be asked for when it is first needed: a roller or a ball nobody has spoken of.
    #[must_use]
    pub fn asks_for(&self, kit: Kit) -> bool {
        matches!(kit, Kit::Roller | Kit::Ball) && !self.kit.contains_key(&kit)
    }

    /// Whether a week of the towel roll has been done (CONTENT 2.2).
    #[must_use]
    pub const fn roller_week(&self) -> bool {
        self.roller_week
    }

    /// Whether the easier form of a movement is offered this time.
    #[must_use]
    pub fn easier_next(&self, movement: &MovementId) -> bool {
        self.easier_next.contains(movement)
    }

    /// Whether one more dizzy stop is the second at least, and the tag not yet ticked (CONTENT 3.7, key 4).
    #[must_use]
    pub fn offers_dizzy_after_one_more(&self) -> bool {
        self.dizzy_stops >= 1 && !self.tags.contains(&Tag::Dizzy)
    }

    /// Whether one more stop that sets something aside makes a pattern: two on the same movement, or three in 14 days,
    /// whatever the movement (F3).
    #[must_use]
    pub fn repeats_with(&self, movement: Option<&MovementId>, now: DateTime<FixedOffset>) -> bool {
        let same = self.stops.iter().any(|(_, it)| it.is_some() && it.as_ref() == movement);
        let lately = self.stops.iter().filter(|(at, _)| now - *at <= STOPS_COUNT_FOR).count();
        same || lately >= 2
    }

    /// Whether a session may be taken up again, as far as what was said of it goes: not after answers 1 to 6 and none, in
    /// the stop menu or to "How did that end?" (L15).
    #[must_use]
    pub fn may_take_up(&self, session: &str) -> bool {
        !self.over.contains(session)
    }

    /// Whether something was felt in a session that is neither a stretch nor a cramp: its pops owe nothing (S23).
    #[must_use]
    pub fn was_felt(&self, session: &str) -> bool {
        self.felt.contains(session)
    }

    /// Whether to ask how a session ended that nobody saw the end of: until it is said (S18).
    #[must_use]
    pub fn asks_how_ended(&self, session: &str) -> bool {
        !self.explained.contains(session)
    }

    /// A session of which the person would rather not say how it ended.
    #[must_use]
    pub fn untold(&self) -> Option<&str> {
        self.untold.last().map(String::as_str)
    }

    /// The stop whose signs are still to be answered before anything goes on (S24).
    #[must_use]
    pub const fn signs_open(&self) -> Option<&OpenSigns> {
        self.signs_open.as_ref()
    }
}
