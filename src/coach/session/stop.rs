//! Stopping (L6) and what follows from the answer (CONTENT 3.7).

use crate::coach::event::{Effect, Ending, Event, Happening, Stopped};
use crate::coach::plan::Part;
use crate::coach::view::PauseReason;
use crate::safety::{Consequence, FollowUp, SoreSide, StopAnswer, Then, What, timing};
use crate::units::Moment;

use super::{Session, State, Talk};

impl Session {
    /// Freezes on the press and shows the way out; nothing is asked first.
    pub(super) fn stop(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(now);
        self.stops += 1;
        self.stopped_in = self.part();
        self.still_since = match self.state {
            State::Paused { since, .. } => since,
            State::Stopped(_) => self.still_since,
            State::Running { .. } | State::CountingIn { .. } | State::Ended(_) => now,
        };
        effects.push(self.stopped(None));
        self.segment = self.index_of(self.before_interrupted());
        self.state = State::Stopped(Talk::ExitCue { deadline: now + timing::EXIT_CUE });
    }

    /// Takes an event while the person is asked.
    pub(super) fn talk(&mut self, talk: Talk, event: Event, now: Moment, effects: &mut Vec<Effect>) {
        match (talk, event) {
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Event::Answer(consequence)) => {
                self.answer(*consequence, now, effects);
            }
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Event::Popped) => self.note_pop(effects),
            (Talk::Side { then }, Event::Sore(side)) => self.sore(side, then, now, effects),
            (Talk::Easier, Event::Easier) => self.take_easier(now),
            (Talk::Easier, Event::Skip) => self.skip_after_stop(now, effects),
            (Talk::EndOrGoOn, Event::GoOn) => self.go_on_without(now, effects),
            (Talk::EndOrGoOn, Event::End) | (Talk::Signs, Event::SignsAnswered) => self.end_after_stop(now, effects),
            (Talk::CrampRest { .. }, Event::Stop) => self.stop(now, effects),
            _ => {}
        }
    }

    pub(super) fn note_pop(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(Happening::Popped(self.current().movement.id.clone())));
    }

    /// Takes the answer to the stop question.
    fn answer(&mut self, consequence: Consequence, now: Moment, effects: &mut Vec<Effect>) {
        let Consequence { answer, then, asks, set_aside, .. } = consequence;
        effects.push(self.stopped(Some(answer)));
        self.answered = Some((answer, set_aside));
        match (then, asks) {
            (_, Some(FollowUp::SoreSide)) => self.state = State::Stopped(Talk::Side { then }),
            (_, Some(FollowUp::Signs)) => self.state = State::Stopped(Talk::Signs),
            (Then::Pause | Then::KeepPlace, None) => self.wait_after_stop(),
            (Then::OfferEasier, None) => self.state = State::Stopped(Talk::Easier),
            (Then::LeaveMovement, None) => self.state = State::Stopped(Talk::EndOrGoOn),
            (Then::Rest, None) => {
                self.state = State::Stopped(Talk::CrampRest { deadline: now + timing::CRAMP_REST });
            }
            (Then::End, None) => self.end(self.ending_by_answer(), now, effects),
        }
    }

    /// Nobody answered in time.
    pub(super) fn unanswered(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        effects.push(self.stopped(Some(StopAnswer::NoAnswer)));
        self.end(Ending::Unknown, now, effects);
    }

    fn stopped(&self, answer: Option<StopAnswer>) -> Effect {
        let Self { stops: nth, step, stopped_in: part, .. } = *self;
        Effect::Record(Happening::Stopped(Stopped { nth, answer, step, part }))
    }

    fn sore(&mut self, side: SoreSide, then: Then, now: Moment, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(Happening::Sore(self.current().movement.id.clone(), side)));
        if then == Then::End {
            self.end_after_stop(now, effects);
        } else {
            self.state = State::Stopped(Talk::EndOrGoOn);
        }
    }

    /// Paused before the interrupted rep: nothing resumes by itself after a stop (L6). The pause began with the stop,
    /// so that the time the talk takes cools the body down like any other (L12).
    pub(super) fn wait_after_stop(&mut self) {
        let elapsed = std::time::Duration::ZERO;
        self.state = State::Paused { elapsed, reason: PauseReason::AfterStop, since: self.still_since };
    }

    /// Ends the routine with the answer that was given.
    pub(super) fn end_after_stop(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.end(self.ending_by_answer(), now, effects);
    }

    /// How it ends by the answer that was given; without one how it ended is not known.
    fn ending_by_answer(&self) -> Ending {
        match self.answered {
            None | Some((StopAnswer::NoAnswer, _)) => Ending::Unknown,
            Some((answer, _)) => Ending::Stopped(answer),
        }
    }

    /// Goes on without the movement, or the family, that was set aside.
    pub(super) fn go_on_without(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        for what in self.answered.iter().flat_map(|(_, set_aside)| set_aside) {
            match what {
                What::Movement(movement) => _ = self.brief.person.set_aside.insert(movement.clone()),
                What::Family(family) => _ = self.brief.person.families_aside.insert(*family),
            }
        }
        self.leave_set_aside(now, effects);
    }

    /// How the session ends when it is cut off now: with a stop that nobody answered, how it ended is not known.
    pub(super) fn ending_when_cut_off(&self, otherwise: Ending) -> Ending {
        match self.state {
            State::Stopped(Talk::ExitCue { .. } | Talk::Asking { .. }) => Ending::Unknown,
            State::Stopped(Talk::Side { .. } | Talk::EndOrGoOn | Talk::Signs) => self.ending_by_answer(),
            State::Stopped(Talk::Easier | Talk::CrampRest { .. })
            | State::Running { .. }
            | State::CountingIn { .. }
            | State::Paused { .. }
            | State::Ended(_) => otherwise,
        }
    }

    /// The part that comes first of the rep that was interrupted.
    fn before_interrupted(&self) -> Part {
        match self.part() {
            Part::In { side, rep } | Part::Work { side, rep } | Part::Out { side, rep } => {
                let of_rep = |part| matches!(part, Part::In { side: s, rep: r } | Part::Work { side: s, rep: r } if (s, r) == (side, rep));
                self.segments.iter().map(|it| it.part).find(|part| of_rep(*part)).unwrap_or_else(|| self.part())
            }
            part @ (Part::SetUp | Part::Rest { .. } | Part::Change { .. }) => part,
        }
    }
}
