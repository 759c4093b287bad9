//! From segment to segment and from step to step: advancing, skipping, going back, laying the rest again.

use std::time::Duration;

use crate::coach::bank::Bank;
use crate::coach::event::{Bell, Effect, Ending, Happening, Left, StepLeft};
use crate::coach::lay::Level;
use crate::coach::plan::{Origin, Part};
use crate::units::Moment;

use super::{BACK_TO_BEFORE, Place, Session, State};

impl Session {
    /// The running segment is over at `deadline`; the next one starts then.
    pub(super) fn advance(&mut self, deadline: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(deadline);
        self.trail.push(self.place());
        let ended = self.part();
        if ended == Part::SetUp {
            self.level = self.level.after(&self.current().movement);
        }
        if self.segment + 1 < self.segments.len() {
            self.segment += 1;
            self.run_from(deadline);
            let holds = self.current().holds();
            match (ended, self.part()) {
                (_, Part::Change { .. }) => effects.push(Effect::Bell(Bell::Change)),
                (Part::Work { .. }, _) if holds => effects.push(Effect::Bell(Bell::HoldEnd)),
                _ => {}
            }
        } else {
            if matches!(ended, Part::Work { .. }) && self.current().holds() {
                effects.push(Effect::Bell(Bell::HoldEnd));
            }
            self.leave(Left::Done, deadline, effects);
        }
    }

    /// Enter in set-up: in position, on with it. A walk is over when its walker is back.
    pub(super) fn ready(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let walking = self.current().movement.phase == crate::routine::Phase::Move;
        if self.part() == Part::SetUp || walking {
            self.advance(now, effects);
        }
    }

    /// Leaves the running step and starts the next, or ends.
    fn leave(&mut self, how: Left, now: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(now);
        let again = self.left.contains_key(&self.step);
        self.stop_on_the_way();
        self.record_left(self.step, how, effects);
        if how != Left::Done || again || self.full.is_some() {
            self.full = None;
            if how == Left::SetAside {
                self.forget_ahead(effects);
            }
            self.lay_rest_again();
        }
        if self.step + 1 < self.plan.steps.len() {
            self.step += 1;
            self.enter(now);
        } else {
            self.end(Ending::Finished, now, effects);
        }
    }

    /// Leaves the body where it is: a step that is left in its set-up may have been on its way to the floor or up.
    fn stop_on_the_way(&mut self) {
        if self.part() == Part::SetUp && self.level.after(&self.current().movement) != self.level {
            self.level = Level::Unsure;
        }
    }

    /// Goes to the beginning of the step the cursor stands on, running or waiting as before.
    fn enter(&mut self, now: Moment) {
        self.segments = self.current().segments();
        self.segment = 0;
        self.full = None;
        self.restart(now);
    }

    /// `n`: the step is left as it is (L14).
    pub(super) fn skip(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(now);
        self.trail.push(self.place());
        if matches!(self.current().origin, Origin::Filler { .. }) {
            self.brief.filling = false;
        }
        self.leave(Left::Skipped, now, effects);
    }

    /// Skips and waits: the answer after a stop.
    pub(super) fn skip_after_stop(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.wait_after_stop();
        self.skip(now, effects);
    }

    /// Leaves the running step because its movement is set aside, and waits before the next.
    pub(super) fn leave_set_aside(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.wait_after_stop();
        self.leave(Left::SetAside, now, effects);
    }

    /// Leaves an end-range step whose warm-up has gone cold, and lays from it anew (L12).
    pub(super) fn leave_cold(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.stop_on_the_way();
        self.record_left(self.step, Left::Open, effects);
        self.forget_ahead(effects);
        let first = self.current().routine_step.unwrap_or(self.brief.routine.steps.len());
        self.plan = self.brief.lay_again(&self.plan, self.step + 1, first, self.bank, self.level);
        if self.step + 1 < self.plan.steps.len() {
            self.step += 1;
            self.enter(now);
        } else {
            self.end(Ending::Finished, now, effects);
        }
    }

    /// `b`: this segment again; in its first three seconds the one before (L14).
    pub(super) fn back(&mut self, now: Moment) {
        let elapsed = self.elapsed(now);
        self.credit_running(now);
        if elapsed < BACK_TO_BEFORE
            && let Some(place) = self.way_back()
        {
            if place.step != self.step {
                self.step = place.step;
                self.full = None;
                self.segments = self.current().segments();
                self.level = Level::Unsure.after(&self.current().movement);
                self.take_up_again();
            }
            self.segment = self.index_of(place.part);
        }
        self.restart(now);
    }

    /// A step that was skipped and is gone back to is open again, and what comes after it as it was before the skip.
    fn take_up_again(&mut self) {
        if self.left.get(&self.step).is_some_and(|how| *how != Left::Done) {
            self.left.remove(&self.step);
            self.lay_rest_again();
        }
    }

    /// Takes the segment before from the trail. None into a movement that was set aside since (S4), or that goes to
    /// the end of a range and has no warm-up any more (L12).
    fn way_back(&mut self) -> Option<Place> {
        let movement = &self.plan.steps[self.trail.last()?.step].movement;
        let open = self.brief.person.clash(movement).is_none() && self.bank.allows(movement);
        if open { self.trail.pop() } else { None }
    }

    /// Starts the segment under the cursor from its beginning: running if it ran, waiting if it waited.
    fn restart(&mut self, now: Moment) {
        match self.state {
            State::Paused { reason, since, .. } => {
                self.state = State::Paused { elapsed: Duration::ZERO, reason, since };
            }
            State::Running { .. }
            | State::Waiting { .. }
            | State::CountingIn { .. }
            | State::Stopped(_)
            | State::Ended(_) => {
                self.run_from(now);
            }
        }
    }

    /// Counts the time it ran since the last tally.
    pub(super) fn tally(&mut self, now: Moment) {
        if let State::Running { .. } = self.state {
            if self.current().counts(self.part()) {
                self.active += now.since(self.tallied);
            }
            self.tallied = now;
        }
    }

    fn run_from(&mut self, began: Moment) {
        if !matches!(self.state, State::Running { .. }) {
            self.tallied = began;
        }
        self.state = State::Running { began, deadline: began + self.segments[self.segment].length };
    }

    /// Lays what comes after the running step again (L11), as if the rest of it will be done. Steps that were worked in
    /// and gone back from stay as they are: what was done of them is credited to them, and is not credited again.
    pub(super) fn lay_rest_again(&mut self) {
        let worked = self.credits.iter().rev().find(|(_, done)| !done.is_zero()).map(|((step, ..), _)| *step);
        let last = worked.map_or(self.step, |step| step.max(self.step));
        let next = self.plan.steps[last + 1..].iter().find_map(|step| step.routine_step);
        let first = match self.plan.steps[last].routine_step {
            Some(index) => index + 1,
            None => next.unwrap_or(self.brief.routine.steps.len()),
        };
        let (mut bank, mut level) = (self.bank, self.level);
        let open = if self.left.contains_key(&self.step) { self.step + 1 } else { self.step };
        for index in open..=last {
            let step = &self.plan.steps[index];
            bank.credit(&step.movement, step.work().saturating_sub(self.work_in(index)));
            level = level.after(&step.movement);
        }
        self.plan = self.brief.lay_again(&self.plan, last + 1, first, bank, level);
    }

    /// Lets go of the steps that were worked in and gone back from, so that they are laid anew: the warm-up has gone
    /// cold, or a movement among them may not be done any more. Their records keep what was done.
    pub(super) fn forget_ahead(&mut self, effects: &mut Vec<Effect>) {
        let here = self.step;
        let ahead: Vec<usize> = (here + 1..self.plan.steps.len()).filter(|step| self.is_unsaid(*step)).collect();
        for step in ahead {
            self.record_left(step, self.left.get(&step).copied().unwrap_or(Left::Open), effects);
        }
        self.credits.retain(|(step, ..), _| *step <= here);
    }

    /// Credits what is done of the running effort: the most that was ever done of it, once.
    pub(super) fn credit_running(&mut self, now: Moment) {
        let elapsed = self.elapsed(now);
        self.tally(now);
        if let Part::Work { side, rep } = self.part() {
            let before = self.credits.entry((self.step, side, rep)).or_default();
            let more = elapsed.saturating_sub(*before);
            *before += more;
            let movement = self.plan.steps[self.step].movement.clone();
            self.bank.credit(&movement, more);
        }
    }

    /// Records how `step` is left; one that was done stays done, unless its movement is set aside.
    pub(super) fn record_left(&mut self, step: usize, how: Left, effects: &mut Vec<Effect>) {
        let done = self.left.get(&step) == Some(&Left::Done);
        let how = if done && how != Left::SetAside { Left::Done } else { how };
        self.left.insert(step, how);
        let planned = &self.plan.steps[step];
        let work = self.work_in(step);
        self.recorded.insert(step, work);
        let mut banked = Bank::default();
        banked.credit(&planned.movement, work);
        let eased = step == self.step && self.full.is_some();
        effects.push(Effect::Record(Happening::Step(StepLeft {
            step,
            routine_step: planned.routine_step,
            movement: planned.movement.id.clone(),
            how,
            work,
            banked,
            first_side: planned.body_side(0).filter(|_| self.side_completed(step, 0)),
            sides_done: u32::try_from(
                (0..planned.efforts.len()).filter(|side| self.side_completed(step, *side)).count(),
            )
            .unwrap_or(0),
            easier: eased || planned.gently,
        })));
    }

    /// Whether work is done of a step that its record does not say.
    fn is_unsaid(&self, step: usize) -> bool {
        let work = self.work_in(step);
        !work.is_zero() && self.recorded.get(&step) != Some(&work)
    }

    /// Records the steps whose record is not the last word: begun and not left, or gone back to and done more of.
    pub(super) fn record_open(&mut self, effects: &mut Vec<Effect>) {
        let here = !self.recorded.contains_key(&self.step);
        let open: Vec<usize> =
            (0..self.plan.steps.len()).filter(|step| (here && *step == self.step) || self.is_unsaid(*step)).collect();
        for step in open {
            let how = self.left.get(&step).copied().unwrap_or(Left::Open);
            self.record_left(step, how, effects);
        }
    }

    /// Whether every effort of a side of a step is done in full.
    fn side_completed(&self, step: usize, side: usize) -> bool {
        self.plan.steps[step].efforts[side]
            .iter()
            .enumerate()
            .all(|(rep, length)| self.credits.get(&(step, side, rep)).is_some_and(|done| done >= length))
    }

    fn place(&self) -> Place {
        Place { step: self.step, part: self.part() }
    }

    /// The index of `part` among the running step's segments; its beginning, when the part is gone.
    pub(super) fn index_of(&self, part: Part) -> usize {
        self.segments.iter().position(|segment| segment.part == part).unwrap_or(0)
    }
}
