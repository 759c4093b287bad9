//! A session on the virtual clock: it jumps from one wake-up to the next, never sleeps, and is bounded.

use std::sync::Arc;
use std::time::Duration;

use unhunch::coach::{Bank, Brief, Effect, Ending, Event, Happening, Part, Person, Plan, Session, StepLeft};
use unhunch::routine::{Library, MovementId, Routine, RoutineId};
use unhunch::safety::{Standing, StopAnswer, consequence};
use unhunch::units::Moment;

/// More wake-ups than any routine needs.
const BOUND: usize = 200_000;

/// The embedded routine of this name.
pub(crate) fn routine(library: &Library, id: &str) -> Arc<Routine> {
    library.routine(&RoutineId::new(id)).expect("it is embedded").expect("it has no errors")
}

/// What a plan of the embedded routine `id` for `person` is laid from.
pub(crate) fn brief(library: &Library, id: &str, person: Person) -> Brief {
    let routine = routine(library, id);
    let find = |id: &MovementId| library.movement_of(&routine, id);
    Brief::gather(Arc::clone(&routine), person, &find)
}

/// The plan of the embedded routine `id` for `person`.
pub(crate) fn plan(library: &Library, id: &str, person: Person) -> Plan {
    brief(library, id, person).lay()
}

/// A session and the clock that drives it.
#[derive(Clone)]
pub(crate) struct Walk {
    /// The session.
    pub(crate) session: Session,
    /// Where the virtual clock stands.
    pub(crate) now: Moment,
    /// What it asked of the world, and when.
    pub(crate) effects: Vec<(Duration, Effect)>,
    began: Moment,
}

impl Walk {
    /// Begins the embedded routine `id` for somebody with nothing ticked.
    pub(crate) fn begin(id: &str) -> Self {
        Self::begin_for(id, Person::default())
    }

    /// Begins the embedded routine `id` for `person`.
    pub(crate) fn begin_for(id: &str, person: Person) -> Self {
        let brief = brief(&Library::built_in(), id, person);
        let plan = brief.lay();
        Self::begin_with(brief, plan, Bank::default())
    }

    /// Begins `plan`. The clock stands at an odd time, so that nothing depends on where it begins.
    pub(crate) fn begin_with(brief: Brief, plan: Plan, bank: Bank) -> Self {
        let began = Moment::at(Duration::from_nanos(7_000_000_003));
        let (session, effects) = Session::begin(brief, plan, bank, began);
        let effects = effects.into_iter().map(|effect| (Duration::ZERO, effect)).collect();
        Self { session, now: began, effects, began }
    }

    /// How long ago it began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.now.since(self.began)
    }

    /// Sends an event now.
    pub(crate) fn send(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.session.handle(event, self.now);
        let at = self.elapsed();
        self.effects.extend(effects.iter().cloned().map(|effect| (at, effect)));
        effects
    }

    /// Answers the stop question as somebody who never stopped before.
    pub(crate) fn answer(&mut self, answer: StopAnswer) -> Vec<Effect> {
        let movement = Arc::clone(&self.session.current().movement);
        let at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
        let consequence = consequence(answer, Some(&movement), &Standing::default(), at);
        self.send(Event::Answer(Box::new(consequence)))
    }

    /// Looks at every wake-up for `length`, as the shell does while somebody watches.
    pub(crate) fn watch(&mut self, length: Duration) {
        let until = self.now + length;
        for _ in 0..BOUND {
            match self.session.next_deadline() {
                Some(deadline) if deadline <= until => {
                    self.now = self.now.max(deadline);
                    self.send(Event::Look);
                }
                _ => {
                    self.now = until;
                    self.send(Event::Look);
                    return;
                }
            }
        }
        panic!("it woke more often than any routine needs");
    }

    /// Watches until `part` of `step` runs.
    pub(crate) fn watch_to(&mut self, step: usize, part: Part) {
        for _ in 0..BOUND {
            if self.session.step() == step && self.session.part() == part {
                return;
            }
            let deadline = self.session.next_deadline().expect("it runs until the part comes");
            self.now = deadline;
            self.send(Event::Look);
            assert!(self.session.ending().is_none(), "it ended before {part:?} of step {step}");
        }
        panic!("{part:?} of step {step} never came");
    }

    /// Watches to the end, however long it takes.
    pub(crate) fn watch_to_the_end(&mut self) -> Ending {
        for _ in 0..BOUND {
            if let Some(ending) = self.session.ending() {
                return ending;
            }
            self.now = self.session.next_deadline().expect("nothing is waited for");
            self.send(Event::Look);
        }
        panic!("it does not end");
    }

    /// Jumps ahead with nobody looking, then looks.
    pub(crate) fn unwatched(&mut self, length: Duration) {
        self.now = self.now + length;
        self.send(Event::Look);
    }

    /// What it recorded.
    pub(crate) fn records(&self) -> Vec<Happening> {
        self.effects
            .iter()
            .filter_map(|(_, effect)| match effect {
                Effect::Record(happening) => Some(happening.clone()),
                Effect::Bell(_) => None,
            })
            .collect()
    }

    /// How often its end was recorded.
    pub(crate) fn ends(&self) -> usize {
        self.records().iter().filter(|it| matches!(it, Happening::Ended(_))).count()
    }

    /// The steps it left, in the order they were recorded.
    pub(crate) fn steps_left(&self) -> Vec<StepLeft> {
        self.records()
            .into_iter()
            .filter_map(|it| match it {
                Happening::Step(left) => Some(left),
                _ => None,
            })
            .collect()
    }
}

/// That many seconds.
pub(crate) const fn secs(n: u64) -> Duration {
    Duration::from_secs(n)
}

/// The shortest time there is.
pub(crate) const NANO: Duration = Duration::from_nanos(1);
