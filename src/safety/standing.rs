use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};

use super::facts::Fact;
use super::outcome::Outcome;
use super::question::{Form, Given, QuestionId};
use super::screening::{Known, SCREENING_VERSION};
use super::stop::{Resume, StopAnswer};
use crate::routine::{Kit, MovementId, RoutineId, Tag};

mod aside;
mod gate;

pub use aside::{Aside, LeftOut, Return};
pub use gate::{CheckWhy, Gate, ScreeningWhy, Unanswered, Wants};

use aside::Asides;
pub(in crate::safety) use aside::RIB_FAMILIES;

/// How a person stands: everything they said and that was decided, as far as it is in force.
///
/// Built only by [`Standing::apply`], fact by fact in the order of their times. What a day or a wait decides is worked
/// out when it is asked for, so that nothing has to happen for a fever to be over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    screened: Option<LastScreening>,
    /// A pause or an urgent that only the person's word on a professional lifts.
    hold: Hold,
    /// The questions it rests on.
    held_by: BTreeSet<QuestionId>,
    /// Whether stage 1 is due because a pause was lifted.
    after_pause: bool,
    /// An emergency that no later stage 0 has followed.
    emergency: Option<Emergency>,
    fever: Option<NaiveDate>,
    check: Check,
    tags: BTreeSet<Tag>,
    kit: BTreeMap<Kit, bool>,
    cleared: BTreeMap<QuestionId, NaiveDate>,
    operation_asked: bool,
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

/// A screening that was answered to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LastScreening {
    at: DateTime<FixedOffset>,
    version: u32,
    outcome: Outcome,
}

/// Where stage 0 stands (S3).
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

/// An emergency: its page stands until its local day is over; the hold it leaves, until somebody has looked into it (S13).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Emergency {
    day: NaiveDate,
    /// The session it came up in; none for stage 0.
    session: Option<String>,
}

/// What is held until a professional has been seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// Nothing.
    #[default]
    Nothing,
    /// A pause.
    Pause,
    /// An urgent.
    Urgent,
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
            Fact::Assessed => self.hold = self.hold.min(Hold::Pause),
            Fact::BroughtBack { what } => self.asides.bring_back(what, at),
            Fact::CheckedToday { outcome, .. } => self.checked(*outcome, at.date_naive()),
            Fact::Cleared { question } => {
                self.cleared.insert(*question, at.date_naive());
            }
            Fact::DoneAgain { movement } => self.asides.done_again(movement),
            Fact::EasierNext { movement } => {
                self.easier_next.insert(movement.clone());
            }
            Fact::EasierOffered { movement } => {
                self.easier_next.remove(movement);
            }
            // Nothing that stands hangs on them: days away are in `DaysOff`, what is settled in what was read, the others are for
            // the person to read.
            Fact::Away { .. }
            | Fact::Back
            | Fact::GuardKept { .. }
            | Fact::GuardSwapped { .. }
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
            Fact::Lifted => self.lifted(),
            Fact::Mistake => {
                if let Some(before) = self.before.take() {
                    *self = *before;
                }
            }
            Fact::Passed { session } => {
                if self.emergency.as_ref().is_some_and(|it| it.session.as_ref() == Some(session)) {
                    self.emergency = None;
                    self.hold = Hold::Urgent;
                }
            }
            Fact::ReadyLineShown { what } => self.asides.shown(what),
            Fact::RibsOffered { taken } => self.asides.ribs_offered(*taken, at),
            Fact::RollerWeekAsked { done } => self.roller_week |= *done,
            Fact::Screened { version, outcome, answers, tags, held_by } => {
                self.screened = Some(LastScreening { at, version: *version, outcome: *outcome });
                self.after_pause = false;
                self.answered(*outcome, answers, tags, held_by);
            }
            Fact::SetAside { what, reason, side, session } => {
                self.asides.set(what, Aside::new(*reason, *side, session, at));
            }
            Fact::SignsAnswered { answer, session, outcome } => {
                if self.signs_open.as_ref().is_some_and(|it| it.session == *session) {
                    self.signs_open = None;
                }
                let outcome = outcome.or_else(|| Outcome::of_signs(*answer));
                self.hold_for(outcome.unwrap_or(Outcome::Go), at.date_naive(), Some(session));
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
                self.hold_for(outcome.unwrap_or(Outcome::Go), at.date_naive(), Some(session));
            }
            Fact::StillSorer { .. } => self.hold_for(Outcome::Pause, at.date_naive(), None),
            Fact::Tagged { outcome, answers, tags, held_by } => {
                if let Some(screened) = &mut self.screened {
                    // Editing the answers is what lifts an adapt (CONTENT 3.2).
                    screened.outcome = *outcome;
                }
                self.answered(*outcome, answers, tags, held_by);
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

    fn checked(&mut self, outcome: Outcome, day: NaiveDate) {
        self.check = Check::On(day);
        // A check on a later day ends the page, never the hold (S13).
        if !self.is_emergency(day) {
            self.emergency = None;
        }
        if outcome == Outcome::Pause {
            // Stage 0 pauses for a fever only, and that lifts by itself.
            self.fever = Some(day);
        } else {
            self.hold_for(outcome, day, None);
        }
    }

    fn hold_for(&mut self, outcome: Outcome, day: NaiveDate, session: Option<&String>) {
        match outcome {
            Outcome::Go | Outcome::Adapt => {}
            Outcome::Pause => self.hold = self.hold.max(Hold::Pause),
            Outcome::Urgent => self.hold = Hold::Urgent,
            // Its page is over with its day; the hold is not, until the person says that it was looked into (S13).
            Outcome::Emergency => {
                self.emergency = Some(Emergency { day, session: session.cloned() });
                self.hold = Hold::Urgent;
            }
        }
    }

    fn answered(&mut self, outcome: Outcome, answers: &[Given], tags: &BTreeSet<Tag>, held_by: &BTreeSet<QuestionId>) {
        self.tags.clone_from(tags);
        self.held_by.extend(held_by);
        for given in answers {
            self.operation_asked |= given.question == QuestionId::WasOperation;
            // The full question was asked again: what was cleared before no longer answers it.
            if given.form == Form::Full {
                self.cleared.remove(&given.question);
            }
        }
        match outcome {
            Outcome::Go | Outcome::Adapt => {}
            Outcome::Pause => self.hold = self.hold.max(Hold::Pause),
            // No screening comes to an emergency; if a record says so, the careful reading holds.
            Outcome::Urgent | Outcome::Emergency => self.hold = Hold::Urgent,
        }
    }

    fn lifted(&mut self) {
        if self.hold == Hold::Pause {
            self.hold = Hold::Nothing;
            self.held_by.clear();
            self.after_pause = true;
            // The pattern has been shown to somebody; it is counted anew.
            self.stops.clear();
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

    /// The facts that the person's word on a professional comes to: urgent has been assessed, or gentle movement is
    /// fine, which clears the questions the pause rests on.
    #[must_use]
    pub fn lift(&self) -> Vec<Fact> {
        match self.hold {
            Hold::Nothing => Vec::new(),
            Hold::Urgent => vec![Fact::Assessed],
            Hold::Pause => {
                let cleared = self.held_by.iter().map(|question| Fact::Cleared { question: *question });
                cleared.chain([Fact::Lifted]).collect()
            }
        }
    }

    /// The question whose yes lifts what is held; not sure counts as no.
    #[must_use]
    pub fn lift_question(&self) -> Option<&'static str> {
        match self.hold {
            Hold::Nothing => None,
            Hold::Pause => Some(QuestionId::GentleIsFine.text()),
            Hold::Urgent => Some(QuestionId::LookedInto.text()),
        }
    }

    /// What is held until a professional has been seen.
    #[must_use]
    pub const fn hold(&self) -> Hold {
        self.hold
    }

    /// The outcome in force on this local day; [`None`] for someone who has never been screened and has said nothing.
    #[must_use]
    pub fn outcome(&self, day: NaiveDate) -> Option<Outcome> {
        let held = match self.hold {
            Hold::Nothing => None,
            Hold::Pause => Some(Outcome::Pause),
            Hold::Urgent => Some(Outcome::Urgent),
        };
        let adapted = !self.tags.is_empty() || !self.cleared.is_empty() || self.after_pause;
        let screened = self.screened.map(|screened| match screened.outcome {
            Outcome::Go if !adapted => Outcome::Go,
            // What is more serious than adapt is held by itself.
            Outcome::Go | Outcome::Adapt | Outcome::Pause | Outcome::Urgent | Outcome::Emergency => Outcome::Adapt,
        });
        let emergency = self.is_emergency(day).then_some(Outcome::Emergency);
        let fever = self.is_fever(day).then_some(Outcome::Pause);
        [held, screened, emergency, fever].into_iter().flatten().max()
    }

    /// A day that is the same, or, for someone who has travelled west since, the one before.
    fn is_emergency(&self, day: NaiveDate) -> bool {
        self.emergency.as_ref().is_some_and(|it| day == it.day || day.checked_add_days(Days::new(1)) == Some(it.day))
    }

    fn is_fever(&self, day: NaiveDate) -> bool {
        self.fever == Some(day)
    }

    /// Whether stage 0 was answered on this local day and nothing has asked for it again since (S3).
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

    /// What the questions of the next screening depend on.
    #[must_use]
    pub fn known(&self) -> Known {
        Known { cleared: self.cleared.clone(), tags: self.tags.clone(), operation_asked: self.operation_asked }
    }

    /// Whether the person has a thing: by what they said, else all but a roller and a ball (CONTENT 4).
    #[must_use]
    pub fn has(&self, kit: Kit) -> bool {
        self.kit.get(&kit).copied().unwrap_or(!matches!(kit, Kit::Roller | Kit::Ball))
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
