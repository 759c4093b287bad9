//! Making it easier or longer on the way (L14).

use std::time::Duration;

use crate::coach::plan::Part;
use crate::routine::{Effort, Order};
use crate::units::Moment;

use super::{LONGER, Session, State};

impl Session {
    /// `e`: the easier text, and half of this and later holds (of reps, half of those left, rounded up), the other side
    /// alike; again takes it back.
    ///
    /// On the second side of a step what the first side did stands: easing off never waits for symmetry.
    pub(super) fn toggle_easier(&mut self, now: Moment) {
        let elapsed = self.elapsed(now);
        match self.full.take() {
            None => {
                self.full = Some(self.current().efforts.clone());
                self.halve(elapsed);
            }
            Some(full) => self.restore(&full),
        }
        self.resegment(now, elapsed);
        self.lay_rest_again();
    }

    /// Turns the easier form on from the interrupted rep: the answer after a stop.
    pub(super) fn take_easier(&mut self, now: Moment) {
        self.wait_after_stop();
        if self.full.is_none() {
            self.toggle_easier(now);
        }
    }

    /// `+`: ten seconds more of a hold, rest or set-up, the same on the other side; not at end range; at most double.
    ///
    /// Once one side has been done without them, the other does not get them: both sides get the same time (L10).
    pub(super) fn longer(&mut self, now: Moment) {
        if !self.may_be_longer() {
            return;
        }
        let elapsed = self.elapsed(now);
        let dose = self.current().dose;
        match self.part() {
            Part::SetUp => {
                let step = &mut self.plan.steps[self.step];
                step.setup = (step.setup + LONGER).min((dose.setup * 2).max(step.setup));
            }
            Part::Work { rep, .. } => {
                let most = dose.effort.length() * 2;
                let step = &mut self.plan.steps[self.step];
                for efforts in step.efforts.iter_mut().chain(self.full.iter_mut().flatten()) {
                    if let Some(effort) = efforts.get_mut(rep) {
                        *effort = (*effort + LONGER).min(most.max(*effort));
                    }
                }
            }
            Part::Rest { side, rep } => {
                let step = &mut self.plan.steps[self.step];
                let most = step.rest_after(rep);
                for (at, extra) in step.extra_rest.iter_mut().enumerate() {
                    if (at >= side || dose.order == Order::Alternate)
                        && let Some(extra) = extra.get_mut(rep)
                    {
                        *extra = (*extra + LONGER).min(most);
                    }
                }
            }
            Part::In { .. } | Part::Out { .. } | Part::Change { .. } => {}
        }
        self.resegment(now, elapsed);
    }

    /// Whether `+` means anything now: there is a hold, rest or set-up that may last longer still.
    #[must_use]
    pub fn may_be_longer(&self) -> bool {
        let step = self.current();
        let dose = step.dose;
        match self.part() {
            Part::SetUp => step.setup < dose.setup * 2,
            Part::Work { side, rep } => {
                let is_rep = matches!(dose.effort, Effort::Rep(_));
                let mild = step.movement.end_range.is_none();
                let at_most = dose.effort.length() * 2;
                !is_rep && mild && step.efforts[side][rep] < at_most && !self.done_elsewhere(side, rep)
            }
            Part::Rest { side, rep } => {
                step.extra_rest[side].get(rep).is_some_and(|extra| *extra < step.rest_after(rep))
            }
            Part::In { .. } | Part::Out { .. } | Part::Change { .. } => false,
        }
    }

    /// Halves what is ahead of the running step.
    fn halve(&mut self, elapsed: Duration) {
        let Some((at, (side, rep))) = self.ahead() else { return };
        let running = matches!(self.part(), Part::Work { .. }).then_some(elapsed);
        let step = &mut self.plan.steps[self.step];
        let ahead: Vec<(usize, usize)> = step.turns()[at..].iter().copied().filter(|(_, it)| *it >= rep).collect();
        if let Effort::Rep(_) = step.dose.effort {
            let keep = rep + (step.efforts[side].len() - rep).div_ceil(2);
            for (side, _) in ahead {
                step.efforts[side].truncate(keep);
            }
            return;
        }
        for (side, turn_rep) in ahead {
            let effort = &mut step.efforts[side][turn_rep];
            *effort /= 2;
            // What is done of the running hold cannot be taken back; the other side gets the same.
            if turn_rep == rep
                && let Some(elapsed) = running
            {
                *effort = (*effort).max(elapsed);
            }
        }
    }

    /// Gives what is ahead of the running step its full length again; on a later side, what the first side had.
    fn restore(&mut self, full: &[Vec<Duration>]) {
        let Some((at, (side, rep))) = self.ahead() else { return };
        let step = &mut self.plan.steps[self.step];
        let ahead: Vec<usize> = step.turns()[at..].iter().map(|(side, _)| *side).collect();
        for other in (0..step.efforts.len()).filter(|other| ahead.contains(other)) {
            let mut whole = match step.dose.order {
                Order::Block if side > 0 => step.efforts[0].clone(),
                Order::Block | Order::Alternate => full[other].clone(),
            };
            if step.dose.order == Order::Alternate && side > 0 && other >= side {
                whole[rep] = step.efforts[0][rep];
            }
            // What is over stays as it was done; for the other side of this rep that is what the first side had.
            let first_open = if step.dose.order == Order::Alternate && other < side { rep + 1 } else { rep };
            let kept = first_open.min(step.efforts[other].len());
            whole.splice(..kept, step.efforts[other][..kept].iter().copied());
            step.efforts[other] = whole;
        }
    }

    /// The first turn whose effort is not over yet, as its index among the turns and as side and rep.
    fn ahead(&self) -> Option<(usize, (usize, usize))> {
        let turns = self.current().turns();
        let find = |wanted: (usize, usize)| turns.iter().position(|turn| *turn == wanted);
        let at = match self.part() {
            Part::SetUp => Some(0),
            Part::In { side, rep } | Part::Work { side, rep } => find((side, rep)),
            Part::Out { side, rep } | Part::Rest { side, rep } => find((side, rep)).map(|at| at + 1),
            Part::Change { to } => turns.iter().position(|(side, _)| *side == to),
        }?;
        turns.get(at).map(|turn| (at, *turn))
    }

    /// Whether another side has had its turn at `rep` already.
    fn done_elsewhere(&self, side: usize, rep: usize) -> bool {
        let turns = self.current().turns();
        turns.iter().take_while(|turn| **turn != (side, rep)).any(|(_, turn_rep)| *turn_rep == rep)
    }

    /// Makes the segments anew after an edit, with the cursor on the same part and the same time over.
    fn resegment(&mut self, now: Moment, elapsed: Duration) {
        let part = self.part();
        self.segments = self.current().segments();
        self.segment = self.index_of(part);
        let length = self.segments[self.segment].length;
        if let State::Running { began, .. } = self.state {
            // A hold that is over by its new length ends now, not in the past.
            let deadline = (began + length).max(now);
            self.state = State::Running { began, deadline };
        } else if elapsed > length
            && let State::Paused { reason, since, .. } = self.state
        {
            self.state = State::Paused { elapsed: length, reason, since };
        }
    }
}
