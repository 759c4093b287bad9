use std::sync::Arc;
use std::time::Duration;

use crate::app::Memory;
use crate::app::view::Preview;
use crate::coach::view::{FigureView, Motion};
use crate::coach::{Brief, Demo, Plan};
use crate::routine::{Entry, Family, FileKind, Library, Movement, MovementId, Paint, Routine, RoutineId, Status};
use crate::units::{Moment, Now};

/// A routine of the library beside the list.
#[derive(Debug)]
pub(super) struct Previewed {
    /// Which entry of the library it is.
    pub(super) entry: usize,
    /// Whether something was learnt since that may change it.
    pub(super) is_stale: bool,
    preview: Preview,
    figure: Option<Glimpse>,
}

/// The movement a routine is there for, gone into once and then at rest, so that a screen that waits for somebody is
/// silent after a second.
#[derive(Debug)]
struct Glimpse {
    demo: Demo,
    since: Moment,
    /// When it was last looked at.
    seen: Moment,
}

impl Previewed {
    /// An entry, its figure from `now` on.
    pub(super) fn of(entry: usize, library: &Library, memory: &Memory, now: Now) -> Self {
        let preview = preview(library, &library.entries()[entry], memory, now);
        let figure = Glimpse::of(entry, &preview, library, now.moment);
        Self { entry, is_stale: false, preview, figure }
    }

    /// The same after what was shown: a movement that is there already goes on, it does not begin again.
    pub(super) fn after(self, shown: Option<Self>) -> Self {
        let shown = shown.filter(|shown| shown.entry == self.entry).and_then(|shown| shown.figure);
        let figure = match (shown, self.figure) {
            (Some(shown), Some(new)) if shown.demo.movement().id == new.demo.movement().id => Some(shown),
            (_, new) => new,
        };
        Self { figure, ..self }
    }

    /// What there is to see at a moment.
    pub(super) fn view(&self, now: Moment, fps: Option<u32>) -> Preview {
        let preview = self.preview.clone();
        match &self.figure {
            Some(it) => Preview { figure: it.figure(now, fps), figure_of: it.demo.movement().name.clone(), ..preview },
            None => preview,
        }
    }

    /// Takes note that it is looked at.
    pub(super) fn watch(&mut self, now: Moment) {
        if let Some(it) = &mut self.figure {
            it.seen = now;
        }
    }

    /// When the figure is another one at so many frames a second, if it moves.
    pub(super) fn next_frame(&self, fps: Option<u32>) -> Option<Moment> {
        self.figure.as_ref()?.next_frame(fps)
    }
}

impl Glimpse {
    /// The figure of an entry; none where its routine has none.
    fn of(entry: usize, preview: &Preview, library: &Library, now: Moment) -> Option<Self> {
        let routine = routine(library, &library.entries()[entry])?;
        let steps = preview.steps.iter();
        let movements = steps.filter_map(|(id, _, length)| Some((library.movement_of(&routine, id)?, *length)));
        let movements: Vec<_> = movements.filter(|(movement, _)| movement.figure.is_some()).collect();
        // What a routine warms up for says most of it; rest is no picture of one that has anything else.
        let worth = |(movement, length): &(Arc<Movement>, Duration)| {
            let key = (movement.family != Family::Calm, movement.end_range.is_some(), movement.article.is_some());
            (key, *length)
        };
        let (movement, _) = movements.into_iter().rev().max_by_key(worth)?;
        Some(Self { demo: Demo::of(movement), since: now, seen: now })
    }

    fn figure(&self, now: Moment, fps: Option<u32>) -> Option<FigureView> {
        match fps {
            Some(fps) => self.demo.glimpse(now.since(self.since), fps),
            None => Some(FigureView { motion: Motion::Still, ..self.demo.figure(Duration::ZERO, 0)? }),
        }
    }

    fn next_frame(&self, fps: Option<u32>) -> Option<Moment> {
        let next = self.demo.next_glimpse(self.seen.since(self.since), fps?)?;
        Some(self.since + next)
    }
}

pub(super) fn routine(library: &Library, entry: &Entry) -> Option<Arc<Routine>> {
    match entry.kind {
        FileKind::Routine => library.routine(&RoutineId::new(entry.head.id.as_str()))?.ok(),
        FileKind::Movement => None,
    }
}

pub(super) fn plan(library: &Library, routine: &Arc<Routine>, person: crate::coach::Person) -> Plan {
    let find = |id: &MovementId| library.movement_of(routine, id);
    // Where nothing is swapped no file but those of its own movements is read, so that the first picture is quick.
    let is_step = |id: &MovementId| routine.steps.iter().any(|step| step.movement == *id);
    let plain =
        Brief::gather(Arc::clone(routine), person.clone(), &|id| if is_step(id) { find(id) } else { None }).lay();
    let as_it_is = plain.dropped.is_empty() && plain.steps.len() == routine.steps.len();
    if as_it_is { plain } else { Brief::gather(Arc::clone(routine), person, &find).lay() }
}

fn preview(library: &Library, entry: &Entry, memory: &Memory, now: Now) -> Preview {
    let head = &entry.head;
    let blank = Preview { title: head.title.clone(), id: head.id.to_string(), ..Preview::default() };
    if let Status::Broken(report) = &entry.status {
        return Preview { problems: report.render(Paint::Plain).lines().map(str::to_owned).collect(), ..blank };
    }
    let Some(routine) = routine(library, entry) else { return blank };
    let described = Preview { when: routine.when.clone(), safety: routine.safety.clone(), ..blank };
    let plan = plan(library, &routine, memory.person(library, now, &std::collections::BTreeSet::new()));
    Preview {
        length: plan.announced(),
        steps: plan
            .steps
            .iter()
            .map(|step| (step.movement.id.clone(), step.movement.name.clone(), step.length()))
            .collect(),
        kit: super::ready::kit_of(&plan),
        changed: plan.changed(),
        ..described
    }
}
