//! Laying a routine out: swaps, adaptations, the warm-up bank, set-ups for a change of place, the ending.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::routine::{Dose, Effort, FLOOR_CHANGE, LEAST_MOVING, Movement, MovementId, Phase, Routine, Tag};
use crate::safety::frequency::OFFERS;

use super::adapt::{Fitted, fit};
use super::bank::Bank;
use super::figure;
use super::person::{Clash, Person, SetUps};
use super::plan::{Dropped, Origin, Plan, PlannedStep};
use super::reach::Stance;

/// What a plan is laid from: a routine, the movements it may use, and the person.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The routine.
    pub routine: Arc<Routine>,
    /// What is known of the person now.
    pub person: Person,
    /// Whether the bank may be filled; not any more once a person has skipped a filler.
    pub filling: bool,
    /// Whether the routine was prescribed to this person: its doses and its order hold.
    pub prescribed: bool,
    movements: BTreeMap<MovementId, Arc<Movement>>,
}

/// Whether the body is on the floor: getting down to it and up from it takes time (CONTENT 4, "Getting down and up").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// On a chair or on one's feet.
    Up,
    /// On the floor.
    Floor,
    /// Either: a step was left while the body was on its way.
    Unsure,
}

/// The longest gap in the warm-up bank that is filled rather than swapped around (L12).
pub const MOST_FILLED: Duration = Duration::from_secs(30);
/// The movement that fills the bank (L12).
pub const FILLER: &str = "easy-march";
/// What comes in front of a prescribed routine that lacks warm-up, as much of it as is missing; the last for what is left.
pub(super) const IN_FRONT: [&str; 3] = ["shoulder-rolls", "arm-circles", FILLER];
/// What is left when every swap clashes (CONTENT 4, "Swapping").
pub const FALLBACK: &str = "diaphragmatic-breathing";
/// What ends a routine that would not end on a cool-down or reset (W3): the first of these calm movements that does
/// not clash.
pub const ENDINGS: [&str; 4] = ["posture-reset", FALLBACK, "eye-reset", "quiet-rest"];

/// Where the laying stands: what is behind the next step.
struct Laying<'a> {
    brief: &'a Brief,
    bank: Bank,
    level: Level,
    stance: Stance,
    /// The first step that is laid here, and where the body is before it.
    first: (usize, Level),
    used_swaps: Vec<MovementId>,
    steps: Vec<PlannedStep>,
    dropped: Vec<Dropped>,
}

impl Brief {
    /// Gathers what a plan of `routine` for `person` may need; `find` looks a movement up for this routine.
    ///
    /// Movements that `find` does not know are left out; the routine's file was checked for them.
    #[must_use]
    pub fn gather(routine: Arc<Routine>, person: Person, find: &dyn Fn(&MovementId) -> Option<Arc<Movement>>) -> Self {
        let mut movements = BTreeMap::new();
        let always = [FILLER, OFFERS].into_iter().chain(ENDINGS).chain(IN_FRONT);
        let mut open: Vec<MovementId> = always.map(MovementId::new).collect();
        for step in &routine.steps {
            open.push(step.movement.clone());
            open.extend(step.swaps.iter().flatten().cloned());
        }
        while let Some(id) = open.pop() {
            if movements.contains_key(&id) {
                continue;
            }
            if let Some(movement) = find(&id) {
                open.extend(movement.swaps.iter().cloned());
                movements.insert(id, movement);
            }
        }
        let file = (routine.id.clone(), routine.digest.to_string());
        let prescribed = routine.prescribed.is_some() && person.prescribed.contains(&file);
        Self { routine, person, filling: true, prescribed, movements }
    }

    /// The movement with this id, if the plan may need it.
    #[must_use]
    pub fn movement(&self, id: &str) -> Option<&Arc<Movement>> {
        self.movements.get(id)
    }

    /// How the body is held up at the beginning: who sits all the time stays on the seat.
    fn begins(&self) -> Stance {
        if self.person.tags.contains(&Tag::Sitting) { Stance::Sitting } else { Stance::at(self.routine.place) }
    }

    /// Lays the whole routine.
    #[must_use]
    pub fn lay(&self) -> Plan {
        self.lay_from(0, Bank::default())
    }

    /// Lays the routine from its step `first` on, with what is in the bank already: for a session taken up again (L15).
    #[must_use]
    pub fn lay_from(&self, first: usize, bank: Bank) -> Plan {
        let before = bank;
        let mut laying = Laying {
            brief: self,
            bank,
            level: Level::Up,
            stance: self.begins(),
            first: (0, Level::Up),
            used_swaps: Vec::new(),
            steps: Vec::new(),
            dropped: Vec::new(),
        };
        laying.warm_up_in_front(first);
        laying.lay(first);
        laying.end();
        if self.person.first_week && !self.prescribed {
            laying.shorten_the_warm_up(before);
        }
        Plan { routine: self.routine.id.clone(), steps: laying.steps, dropped: laying.dropped }
    }

    /// Lays the rest of `plan` again from the routine's step `first`, keeping its first `kept` steps (L11). `bank` is
    /// what will be in the bank when the kept steps are over, and `level` where the body will be.
    #[must_use]
    pub fn lay_again(&self, plan: &Plan, kept: usize, first: usize, bank: Bank, level: Level) -> Plan {
        let steps = plan.steps[..kept].to_vec();
        let used_swaps = steps
            .iter()
            .filter(|step| matches!(step.origin, Origin::Swap { .. }))
            .map(|step| step.movement.id.clone())
            .collect();
        let dropped = plan.dropped.iter().filter(|it| it.routine_step < first).cloned().collect();
        let begins = self.begins();
        let stance = steps.iter().fold(begins, |stance, step: &PlannedStep| stance.after(&step.movement));
        let mut laying = Laying { brief: self, bank, level, stance, first: (kept, level), used_swaps, steps, dropped };
        // A warm-up in front that is broken off goes on with what is left of it.
        if laying.steps.iter().all(|step| matches!(step.origin, Origin::Filler { .. })) {
            laying.warm_up_in_front(first);
        }
        laying.lay(first);
        laying.end();
        if self.person.first_week && !self.prescribed {
            laying.shorten_the_warm_up(bank);
        }
        Plan { routine: plan.routine.clone(), steps: laying.steps, dropped: laying.dropped }
    }
}

impl Level {
    /// Where the body is after `movement`: one that can be done anywhere leaves it where it is.
    #[must_use]
    pub fn after(self, movement: &Movement) -> Self {
        if movement.stays_put() {
            self
        } else if movement.on_floor() {
            Self::Floor
        } else {
            Self::Up
        }
    }
}

impl Laying<'_> {
    fn lay(&mut self, first: usize) {
        let routine = Arc::clone(&self.brief.routine);
        for (index, step) in routine.steps.iter().enumerate().skip(first) {
            let Some(movement) = self.brief.movement(step.movement.as_str()).cloned() else { continue };
            let swaps = step.swaps.as_ref().unwrap_or(&movement.swaps);
            let clash = self.brief.person.clash(&movement).or_else(|| {
                self.fill_for(&movement);
                let short = !self.bank.allows(&movement);
                short.then_some(Clash::WarmUp)
            });
            match clash {
                None => self.place(PlannedStep::new(
                    Arc::clone(&movement),
                    step.dose(&movement),
                    Some(index),
                    Origin::Routine,
                )),
                Some(clash) => self.swap(index, &movement, swaps, clash),
            }
        }
    }

    /// Puts the warm-up in front that a prescribed routine lacks from its step `first` on (W1): its order is kept, so that
    /// the warm-up comes before all of it. What this person may not do, or does at half the dose, warms up nothing.
    fn warm_up_in_front(&mut self, first: usize) {
        if !self.brief.prescribed {
            return;
        }
        let Some((missing, name)) = self.missing_in_all(first) else { return };
        let mut missing = missing;
        for id in IN_FRONT {
            let Some(movement) = self.brief.movement(id).cloned() else { continue };
            let (person, laid) = (&self.brief.person, self.steps.iter().any(|step| step.movement.id == movement.id));
            if missing.is_zero()
                || laid
                || person.clash(&movement).is_some()
                || person.gently.contains_key(&movement.id)
            {
                continue;
            }
            let origin = Origin::Filler { name: name.clone() };
            let mut dose = movement.dose;
            if id == FILLER {
                dose.effort = Effort::Time(missing.max(LEAST_WARM_UP.1));
            } else if missing <= LEAST_MOVING {
                // The march alone is enough.
                continue;
            }
            let before = self.bank;
            self.place(PlannedStep::new(movement, dose, None, origin));
            missing = missing.saturating_sub(self.bank.moving.saturating_sub(before.moving));
        }
    }

    /// The most warm-up that any step from `first` on lacks, and the name of the first that lacks some.
    fn missing_in_all(&self, first: usize) -> Option<(Duration, String)> {
        let (mut bank, mut missing, mut name) = (self.bank, Duration::ZERO, None);
        for step in self.brief.routine.steps.iter().skip(first) {
            let Some(movement) = self.brief.movement(step.movement.as_str()) else { continue };
            if self.brief.person.clash(movement).is_some() {
                continue;
            }
            if let Some(needed) = movement.end_range.filter(|needed| !bank.missing(*needed).is_zero()) {
                missing = missing.max(bank.missing(needed));
                name.get_or_insert_with(|| movement.name.clone());
            }
            bank.credit(movement, fit(movement, step.dose(movement), &self.brief.person, true).dose.work());
        }
        Some((missing, name?))
    }

    /// Adds a short march when that is all the bank is short of; one that comes back itself, at half its dose, fills
    /// nothing.
    fn fill_for(&mut self, movement: &Movement) {
        let Some(needed) = movement.end_range else { return };
        let missing = self.bank.missing(needed);
        if missing.is_zero() || missing > MOST_FILLED || !self.brief.filling {
            return;
        }
        let Some(filler) = self.brief.movement(FILLER).cloned() else { return };
        if self.brief.person.clash(&filler).is_some() || self.brief.person.gently.contains_key(&filler.id) {
            return;
        }
        let dose = Dose { effort: Effort::Time(missing), reps: 1, sets: 1, sides: 1, ..filler.dose };
        let step = PlannedStep::new(filler, dose, None, Origin::Filler { name: movement.name.clone() });
        // Nobody gets up from the floor for a short march and lies down again: it comes before they went down.
        let down = if movement.on_floor() { self.went_down() } else { self.steps.len() };
        let since = self.steps.split_off(down);
        let on_floor = (!since.is_empty()).then(|| std::mem::replace(&mut self.level, Level::Up));
        let stance = self.stance;
        self.stance = self.stance_after(&self.steps);
        self.place(step);
        if on_floor.is_some() {
            self.stance = stance;
        }
        self.steps.extend(since);
        self.level = on_floor.unwrap_or(self.level);
    }

    /// How the body is held up after these steps.
    fn stance_after(&self, steps: &[PlannedStep]) -> Stance {
        let begins = self.brief.begins();
        steps.iter().fold(begins, |stance, step| stance.after(&step.movement))
    }

    /// Where among the steps the body went down to the floor it is on; behind the last when it is up, or when it went
    /// down in a step that is kept.
    fn went_down(&self) -> usize {
        let (first, before) = self.first;
        let up = |step: &PlannedStep| !step.movement.stays_put() && !step.movement.on_floor();
        let laid = &self.steps[first..];
        match laid.iter().rposition(up) {
            Some(last_up) if self.level == Level::Floor => first + last_up + 1,
            None if self.level == Level::Floor && before == Level::Up => first,
            Some(_) | None => self.steps.len(),
        }
    }

    fn swap(&mut self, index: usize, movement: &Arc<Movement>, swaps: &[MovementId], clash: Clash) {
        let Some(swap) = self.guard_swap(&clash, movement).or_else(|| self.choose(swaps)) else {
            self.dropped.push(Dropped {
                routine_step: index,
                movement: movement.id.clone(),
                name: movement.name.clone(),
                clash,
            });
            return;
        };
        self.used_swaps.push(swap.id.clone());
        let origin = Origin::Swap { name: movement.name.clone(), movement: movement.id.clone(), clash };
        let dose = swap.dose;
        self.place(PlannedStep::new(swap, dose, Some(index), origin));
    }

    /// What the frequency guard offers in the place of the first movement it swaps (CONTENT 3.6).
    fn guard_swap(&self, clash: &Clash, movement: &Movement) -> Option<Arc<Movement>> {
        let first = *clash == Clash::Guard && self.brief.person.guarded.first() == Some(&movement.id);
        self.brief.movement(OFFERS).filter(|swap| first && self.is_free(swap)).cloned()
    }

    fn is_free(&self, movement: &Movement) -> bool {
        !self.used_swaps.contains(&movement.id)
            && self.brief.person.clash(movement).is_none()
            && self.bank.allows(movement)
    }

    /// The swap CONTENT 4 asks for: the first that does not clash, one without an adaptation line before one with, one
    /// that is not yet a step of the routine before one that is; belly breathing when nothing is left, and nothing when
    /// that was a swap already (W6).
    fn choose(&self, swaps: &[MovementId]) -> Option<Arc<Movement>> {
        let person = &self.brief.person;
        let in_routine = |movement: &Movement| self.brief.routine.steps.iter().any(|step| step.movement == movement.id);
        swaps
            .iter()
            .filter_map(|id| self.brief.movements.get(id))
            .filter(|movement| self.is_free(movement))
            .min_by_key(|movement| (in_routine(movement), person.eases(movement)))
            .or_else(|| self.brief.movement(FALLBACK).filter(|movement| self.is_free(movement)))
            .cloned()
    }

    /// Puts a step at the end: dose fitted to the person, set-up long enough for the change of place, bank credited.
    fn place(&mut self, mut step: PlannedStep) {
        let person = &self.brief.person;
        let prescribed = self.brief.prescribed && step.origin == Origin::Routine;
        let fitted = fit(&step.movement, step.dose, person, prescribed);
        let mut dose = fitted.dose;
        let level = self.level.after(&step.movement);
        if level != self.level {
            dose.setup = dose.setup.max(FLOOR_CHANGE);
        }
        self.level = level;
        let (left, stance) = (self.stance, self.stance.after(&step.movement));
        let way = left.way_to(stance) + read(&step.movement, &fitted);
        dose.setup = self.time_to_get_there(&step.movement, dose.setup, way);
        self.stance = stance;
        // A change of side or a rest that has words lasts as long as they take; one that is left out stays out.
        for (time, line) in [(&mut dose.change, &step.movement.change), (&mut dose.rest, &step.movement.between)] {
            if let Some(line) = line.as_ref().filter(|_| !time.is_zero()) {
                *time = (*time).max(line.takes());
            }
        }
        if let Some(seated) = step.movement.seated.as_ref().filter(|_| stance == Stance::Sitting) {
            step.movement = Arc::clone(seated);
        }
        let first_side = person.first_side(&step.movement.id);
        step = PlannedStep {
            lines: fitted.lines,
            gently: fitted.gently,
            first_side,
            waits: person.set_ups == SetUps::Wait && !dose.setup.is_zero(),
            ..PlannedStep::new(step.movement, dose, step.routine_step, step.origin)
        };
        // What can be done on a chair as well may be drawn on one, and the body has to get up to it.
        if let Some(before) = self.steps.last()
            && left == Stance::OnTheFloor
            && !step.setup.is_zero()
        {
            step.setup = step.setup.max(figure::least_set_up(before, &step));
            step.dose.setup = step.setup;
        }
        self.bank.credit(&step.movement, step.work());
        self.steps.push(step);
    }

    /// How long a set-up lasts: at least what is written, and as long as its words and the way take; the first time this
    /// person meets the movement half as long again. A step without a set-up stays where the one before left the body.
    fn time_to_get_there(&self, movement: &Movement, written: Duration, way: Duration) -> Duration {
        let person = &self.brief.person;
        let laid_before = self.steps.iter().any(|step| step.movement.id == movement.id);
        let halves = if person.is_new_to(&movement.id) && !laid_before { 3 } else { 2 };
        let quarters = written.max(movement.setup.takes() + way) * (halves * person.set_ups.halves());
        if written.is_zero() { written } else { Duration::from_secs(quarters.as_secs().div_ceil(4)) }
    }

    /// In the first week the warm-up is as long as all the rest at most (CONTENT 2.2), and never less than what the
    /// movements after it need (W1). `before` is what is in the bank when the steps laid here begin.
    fn shorten_the_warm_up(&mut self, before: Bank) {
        let is_warm_up = |step: &PlannedStep| matches!(step.movement.phase, Phase::WarmUp | Phase::Move);
        let first = self.first.0;
        loop {
            let length = |warm: bool| -> Duration {
                self.steps.iter().filter(|step| is_warm_up(step) == warm).map(PlannedStep::length).sum()
            };
            if length(true) <= length(false) {
                return;
            }
            let longest = (first..self.steps.len())
                .filter(|at| is_warm_up(&self.steps[*at]))
                .filter_map(|at| Some((at, one_less(&self.steps[at])?)))
                .filter(|(at, less)| self.stays_warm(*at, less, before))
                .max_by_key(|(at, _)| (self.steps[*at].work(), std::cmp::Reverse(*at)));
            let Some((at, less)) = longest else { return };
            self.steps[at] = less;
        }
    }

    /// Whether every movement has the warm-up it needs with `less` in the place of the step at `at`.
    fn stays_warm(&self, at: usize, less: &PlannedStep, before: Bank) -> bool {
        let mut bank = before;
        self.steps[self.first.0..].iter().zip(self.first.0..).all(|(step, index)| {
            let step = if index == at { less } else { step };
            let warm = bank.allows(&step.movement);
            bank.credit(&step.movement, step.work());
            warm
        })
    }

    /// Sees to it that the plan ends on a cool-down or a reset, and is not empty (W3).
    ///
    /// What was set aside does not come back to end a routine (F1): it then ends as it is. Only when nothing at all is
    /// left does belly breathing stand there all the same, the fallback of CONTENT 4.
    fn end(&mut self) {
        let ends_well = |step: &PlannedStep| matches!(step.movement.phase, Phase::CoolDown | Phase::Reset);
        if self.steps.last().is_some_and(ends_well) {
            return;
        }
        let possible =
            |id: &&str| self.brief.movement(id).is_some_and(|movement| self.brief.person.clash(movement).is_none());
        let last_resort = self.steps.is_empty().then_some(FALLBACK);
        let ending = ENDINGS.into_iter().find(possible).or(last_resort);
        if let Some(movement) = ending.and_then(|id| self.brief.movement(id)).cloned() {
            let dose = movement.dose;
            self.place(PlannedStep::new(movement, dose, None, Origin::Ending));
        }
    }
}

/// How long it takes to read or to hear what this person does otherwise: it stands before how to get there.
fn read(movement: &Movement, fitted: &Fitted) -> Duration {
    let easier = fitted.gently.then_some(&movement.easier);
    let words: usize = fitted.lines.iter().chain(easier).map(|line| line.split_whitespace().count()).sum();
    // "Easier:" is a word.
    let words = words + usize::from(fitted.gently);
    Duration::from_secs((words as u64 * 2).div_ceil(5))
}

/// The least of a warm-up step that is left of it: so many reps, or so much time.
const LEAST_WARM_UP: (u32, Duration) = (3, Duration::from_secs(20));

/// The step with a rep less on each side, or five seconds; none where it is as short as it may be.
fn one_less(step: &PlannedStep) -> Option<PlannedStep> {
    let mut dose = step.dose;
    match dose.effort {
        Effort::Time(time) => {
            let less = time.checked_sub(Duration::from_secs(5)).filter(|less| *less >= LEAST_WARM_UP.1)?;
            dose.effort = Effort::Time(less);
        }
        Effort::Hold(_) | Effort::Rep(_) if dose.sets > 1 => dose.sets -= 1,
        Effort::Hold(_) | Effort::Rep(_) => {
            dose.reps = dose.reps.checked_sub(1).filter(|less| *less >= LEAST_WARM_UP.0)?;
        }
    }
    let less = PlannedStep::new(Arc::clone(&step.movement), dose, step.routine_step, step.origin.clone());
    Some(PlannedStep {
        lines: step.lines.clone(),
        gently: step.gently,
        first_side: step.first_side,
        waits: step.waits,
        ..less
    })
}
