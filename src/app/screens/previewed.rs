use std::sync::Arc;
use std::time::Duration;

use crate::app::Memory;
use crate::coach::Demo;
use crate::coach::view::{FigureView, Motion};
use crate::routine::{Family, Library, Movement};
use crate::units::{Moment, Now};

use super::library::{preview, routine};

/// The figure of a routine of the library: the movement it is there for, gone into once and then at rest, so that a
/// screen that waits for somebody is silent after a second.
#[derive(Debug)]
pub(super) struct Previewed {
    /// Which entry of the library it is.
    pub(super) entry: usize,
    demo: Demo,
    since: Moment,
    /// When it was last looked at.
    pub(super) seen: Moment,
}

impl Previewed {
    /// The figure of an entry, from `now` on; none where the routine has none.
    pub(super) fn of(at: usize, library: &Library, memory: &Memory, now: Now) -> Option<Self> {
        let entry = &library.entries()[at];
        let routine = routine(library, entry)?;
        let steps = preview(library, entry, memory, now).steps;
        let movements = steps.iter().filter_map(|(id, _, length)| Some((library.movement_of(&routine, id)?, *length)));
        let movements: Vec<_> = movements.filter(|(movement, _)| movement.figure.is_some()).collect();
        // What a routine warms up for says most of it; rest is no picture of one that has anything else.
        let worth = |(movement, length): &(Arc<Movement>, Duration)| {
            let key = (movement.family != Family::Calm, movement.end_range.is_some(), movement.article.is_some());
            (key, *length)
        };
        let (movement, _) = movements.into_iter().rev().max_by_key(worth)?;
        let demo = Demo::of(movement);
        Some(Self { entry: at, demo, since: now.moment, seen: now.moment })
    }

    pub(super) fn name(&self) -> String {
        self.demo.movement().name.clone()
    }

    pub(super) fn figure(&self, now: Moment, fps: Option<u32>) -> Option<FigureView> {
        match fps {
            Some(fps) => self.demo.glimpse(now.since(self.since), fps),
            None => Some(FigureView { motion: Motion::Still, ..self.demo.figure(Duration::ZERO, 0)? }),
        }
    }

    pub(super) fn next_frame(&self, fps: Option<u32>) -> Option<Moment> {
        let next = self.demo.next_glimpse(self.seen.since(self.since), fps?)?;
        Some(self.since + next)
    }
}
