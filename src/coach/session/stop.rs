//! Stopping (L6) and what follows from the answer (CONTENT 3.7).

use crate::coach::event::{Effect, Ending, Event, Happening, Stopped};
use crate::coach::plan::Part;
use crate::coach::view::PauseReason;
use crate::safety::{Consequence, FollowUp, Said, StopAnswer, StopQuestion, StopTalk, Then, What, timing};
use crate::units::Moment;

use super::{Session, State, Stop, Talk};

impl Session {
    /// Freezes on the press and shows the way out; nothing is asked first.
    pub(super) fn stop(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.credit_running(now);
        self.stops += 1;
        let (part, since) = match &self.state {
            // The stop that is rested from has gone back to the beginning of the rep already.
            State::Stopped(stop) => (stop.part, stop.since),
            State::Paused { since, .. } => (self.part(), *since),
            State::Running { .. } | State::Waiting { .. } | State::CountingIn { .. } | State::Ended(_) => {
                (self.part(), now)
            }
        };
        effects.push(self.stopped(part, None));
        self.segment = self.index_of(self.before_interrupted());
        self.state = State::Stopped(Stop { part, since, talk: Talk::ExitCue { deadline: now + timing::EXIT_CUE } });
    }

    /// Takes an event while the person is asked.
    pub(super) fn talk(&mut self, event: Event, now: Moment, effects: &mut Vec<Effect>) {
        let State::Stopped(stop) = &mut self.state else { return };
        match (&mut stop.talk, event) {
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Event::Answer(consequence)) => {
                self.answer(*consequence, now, effects);
            }
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Event::Popped) => self.note_pop(effects),
            (Talk::Answered(talk), Event::Said(said)) => {
                let taken = talk.take(said);
                if taken {
                    self.said(said, now, effects);
                }
            }
            (Talk::CrampRest { .. }, Event::Stop) => self.stop(now, effects),
            _ => {}
        }
    }

    pub(super) fn note_pop(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(Happening::Popped(self.current().movement.id.clone())));
    }

    /// Takes the answer to the stop question.
    fn answer(&mut self, consequence: Consequence, now: Moment, effects: &mut Vec<Effect>) {
        let State::Stopped(stop) = &mut self.state else { return };
        let (answer, part, then) = (consequence.answer, stop.part, consequence.then);
        stop.talk = Talk::Answered(Box::new(StopTalk::of(StopQuestion::Stopped, consequence)));
        effects.push(self.stopped(part, Some(answer)));
        self.go_by(then, now, effects);
    }

    /// Takes an answer to what was asked about it.
    fn said(&mut self, said: Said, now: Moment, effects: &mut Vec<Effect>) {
        match said {
            Said::Side(side) => {
                effects.push(Effect::Record(Happening::Sore(self.current().movement.id.clone(), side)));
                self.go_by(Then::End, now, effects);
            }
            Said::Signs(_) | Said::End => self.go_by(Then::End, now, effects),
            Said::Easier => self.take_easier(now),
            Said::Skip => self.skip_after_stop(now, effects),
            Said::GoOn => self.go_on_without(now, effects),
        }
    }

    /// Does what follows from the answer once nothing more is asked about it.
    fn go_by(&mut self, then: Then, now: Moment, effects: &mut Vec<Effect>) {
        let State::Stopped(Stop { talk: Talk::Answered(talk), .. }) = &self.state else { return };
        if talk.asks().is_some() {
            return;
        }
        match then {
            Then::Pause | Then::KeepPlace => self.wait_after_stop(),
            Then::Rest => {
                if let State::Stopped(stop) = &mut self.state {
                    stop.talk = Talk::CrampRest { deadline: now + timing::CRAMP_REST };
                }
            }
            Then::End | Then::OfferEasier | Then::LeaveMovement => {
                self.end(self.ending_by_answer(), now, effects);
            }
        }
    }

    /// Nobody answered in time.
    pub(super) fn unanswered(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if let State::Stopped(stop) = &self.state {
            effects.push(self.stopped(stop.part, Some(StopAnswer::NoAnswer)));
        }
        self.end(Ending::Unknown, now, effects);
    }

    fn stopped(&self, part: Part, answer: Option<StopAnswer>) -> Effect {
        let Self { stops: nth, step, .. } = *self;
        Effect::Record(Happening::Stopped(Stopped { nth, answer, step, part }))
    }

    /// Paused before the interrupted rep: nothing resumes by itself after a stop (L6). The pause began with the stop,
    /// so that the time the talk takes cools the body down like any other (L12).
    pub(super) fn wait_after_stop(&mut self) {
        if let State::Stopped(stop) = &self.state {
            let elapsed = std::time::Duration::ZERO;
            self.state = State::Paused { elapsed, reason: PauseReason::AfterStop, since: stop.since };
        }
    }

    /// How it ends by the answer that was given; without one how it ended is not known.
    fn ending_by_answer(&self) -> Ending {
        let State::Stopped(Stop { talk: Talk::Answered(talk), .. }) = &self.state else { return Ending::Unknown };
        let answer = talk.consequence().answer;
        if answer == StopAnswer::NoAnswer { Ending::Unknown } else { Ending::Stopped(answer) }
    }

    /// Goes on without the movement, or the family, that was set aside.
    fn go_on_without(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if let State::Stopped(Stop { talk: Talk::Answered(talk), .. }) = &self.state {
            for what in &talk.consequence().set_aside {
                match what {
                    What::Movement(movement) => _ = self.brief.person.set_aside.insert(movement.clone()),
                    What::Family(family) => _ = self.brief.person.families_aside.insert(*family),
                }
            }
        }
        self.leave_set_aside(now, effects);
    }

    /// How the session ends when it is cut off now: with a stop that nobody answered, how it ended is not known.
    pub(super) fn ending_when_cut_off(&self, otherwise: Ending) -> Ending {
        match &self.state {
            State::Stopped(stop) => match &stop.talk {
                Talk::ExitCue { .. } | Talk::Asking { .. } => Ending::Unknown,
                Talk::Answered(talk) if talk.asks() != Some(FollowUp::Easier) => self.ending_by_answer(),
                Talk::Answered(_) | Talk::CrampRest { .. } => otherwise,
            },
            State::Running { .. }
            | State::Waiting { .. }
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
