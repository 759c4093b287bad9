//! How far a page has been read: which of its rows were on the screen, and since when all of them were (S16).

use std::time::Duration;

use crate::app::Key;
use crate::app::view::Door;
use crate::safety::timing;
use crate::units::Moment;

/// How much room there is; none where everything is said in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct Room {
    pub(in crate::app) cols: u16,
    pub(in crate::app) rows: u16,
}

/// How far a page has been read.
#[derive(Debug)]
pub(super) struct Read {
    room: Option<Room>,
    scroll: usize,
    /// Since when it has been on the screen.
    first: Option<Moment>,
    /// How many of its rows were, from the first on.
    seen: usize,
    /// Since when its last row was.
    whole: Option<Moment>,
    /// When a key came too early; what is typed in its rhythm is no answer either.
    early: Option<Moment>,
}

impl Read {
    pub(super) const fn new(room: Option<Room>) -> Self {
        Self { room, scroll: 0, first: None, seen: 0, whole: None, early: None }
    }

    /// Another page stands.
    pub(super) const fn anew(&mut self) {
        *self = Self::new(self.room);
    }

    pub(super) const fn resize(&mut self, room: Option<Room>) {
        self.room = room;
        // The rows are other ones now.
        if self.whole.is_none() {
            self.seen = 0;
            self.scroll = 0;
        }
    }

    pub(super) const fn scroll(&self) -> usize {
        self.scroll
    }

    /// Takes note of what is on the screen.
    pub(super) fn show(&mut self, door: &Door, now: Moment) {
        if self.is_too_small() {
            return;
        }
        self.first.get_or_insert(now);
        let (from, to, all) = match self.room {
            Some(room) => {
                let laid = door.lay(room.cols, room.rows);
                let from = self.scroll.min(laid.most());
                (from, from + laid.room, laid.rows.len())
            }
            None => (0, usize::MAX, 0),
        };
        if from <= self.seen {
            self.seen = self.seen.max(to);
        }
        if self.seen >= all {
            self.whole.get_or_insert(now);
        }
    }

    pub(super) fn down(&mut self, door: &Door, key: Key) {
        let Some(room) = self.room else { return };
        let laid = door.lay(room.cols, room.rows);
        let step = if matches!(key, Key::Down | Key::Char('j')) { 1 } else { laid.room.saturating_sub(1).max(1) };
        self.scroll = (self.scroll + step).min(laid.most());
    }

    pub(super) const fn up(&mut self, key: Key) {
        let step = if matches!(key, Key::PageUp) { 5 } else { 1 };
        self.scroll = self.scroll.saturating_sub(step);
    }

    /// A key came too early.
    pub(super) const fn early(&mut self, now: Moment) {
        self.early = Some(now);
    }

    /// Whether it has been on the screen at all.
    pub(super) const fn is_shown(&self) -> bool {
        self.first.is_some()
    }

    /// Whether a key follows so soon on one that came too early, or on the page itself, that it was not meant for it.
    pub(super) fn is_hasty(&self, now: Moment) -> bool {
        let follows = self.early.is_some_and(|early| now.since(early) < RHYTHM);
        follows || self.first.is_some_and(|first| now.since(first) < timing::ONE_PRESS)
    }

    /// Whether its last row was on the screen.
    pub(super) const fn is_read(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether it is too early to say that there is nothing.
    pub(super) fn waits(&self, now: Moment) -> bool {
        self.whole.is_none_or(|whole| now.since(whole) < timing::READING)
    }

    /// Since when it has been on the screen.
    pub(super) const fn first(&self) -> Option<Moment> {
        self.first
    }

    /// Takes note of what is on the screen at any size.
    pub(super) fn show_always(&mut self, door: &Door, now: Moment) {
        self.first.get_or_insert(now);
        self.show(door, now);
    }

    fn is_too_small(&self) -> bool {
        self.room.is_some_and(|room| room.cols < 40 || room.rows < 12)
    }
}

/// Keys typed in one rhythm are no more apart than this.
const RHYTHM: Duration = Duration::from_millis(700);
