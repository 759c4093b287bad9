//! What a screen may use while it takes a key.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::app::{Effect, Leave, Memory, Options};
use crate::coach::Brief;
use crate::journal::Resumable;
use crate::routine::{Kit, Library, MovementId, Routine, RoutineId};
use crate::safety::{Fact, pops};
use crate::units::Now;

/// What a screen may use while it takes a key.
pub(in crate::app) struct Context<'a> {
    pub(in crate::app) library: &'a Arc<Library>,
    pub(in crate::app) memory: &'a mut Memory,
    pub(in crate::app) options: &'a Options,
    /// How the program would be left now.
    pub(in crate::app) leave: &'a mut Leave,
    /// Lines that are said once.
    pub(in crate::app) notices: &'a mut Vec<String>,
    pub(in crate::app) now: Now,
    /// The window; none where everything is said in lines.
    pub(in crate::app) room: Option<super::Room>,
    pub(in crate::app) effects: &'a mut Vec<Effect>,
}

impl Context<'_> {
    /// Records a fact.
    pub(super) fn fact(&mut self, fact: Fact) {
        self.memory.fact(fact, self.now, self.effects);
    }

    /// Says a line once.
    pub(super) fn say(&mut self, line: impl Into<String>) {
        self.notices.push(line.into());
    }

    /// What a plan of `routine` is laid from for this person now; `lacks` is what is missing just now.
    pub(super) fn brief(&self, routine: &Arc<Routine>, lacks: &BTreeSet<Kit>) -> Brief {
        let person = self.memory.person(self.library, self.now, lacks);
        let find = |id: &MovementId| self.library.movement_of(routine, id);
        Brief::gather(Arc::clone(routine), person, &find)
    }

    /// How long `five-for-one` is as it is planned for this person now.
    pub(super) fn five_for_one(&self) -> Duration {
        match self.library.routine(&RoutineId::new("five-for-one")) {
            Some(Ok(routine)) => self.brief(&routine, &BTreeSet::new()).lay().length(),
            Some(Err(_)) | None => pops::OWES,
        }
    }

    /// The session that can be taken up now (L15), with its routine as it still is.
    pub(super) fn resumable(&self) -> Option<(Resumable, Arc<Routine>)> {
        let (replay, standing) = (self.memory.replay(), self.memory.standing());
        let machine = self.memory.ids().machine();
        let session = replay.resumable(self.now.wall, machine)?;
        // After an end nobody saw, how it ended is asked before it is offered to go on.
        let unexplained = replay.unexplained(self.now.wall, machine).filter(|it| it.session == session.session);
        let is_known = unexplained.is_none_or(|it| !standing.asks_how_ended(it.session.as_str()));
        if !is_known || !standing.may_take_up(session.session.as_str()) {
            return None;
        }
        let routine = self.library.routine(&RoutineId::new(session.routine.as_str()))?.ok()?;
        (routine.digest.to_string() == session.digest).then_some((session, routine))
    }
}
