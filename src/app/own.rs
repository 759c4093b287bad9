//! The person's own files on their way into the library.

use std::sync::Arc;

use super::{App, Effect};
use crate::routine::{FileKind, Library, PersonalFile};
use crate::units::Now;

/// How far the person's own files are in the library.
#[derive(Debug)]
pub(super) enum Own {
    /// As they were last read.
    In,
    /// They have to be read when the library is on the screen.
    Stale,
    /// They are being taken into a new library, some at a time, so that no picture waits.
    Growing(Growing),
}

impl Own {
    /// Takes some files in; none when there are no more.
    pub(super) fn take(&mut self, files: Vec<PersonalFile>) {
        let mut growing = match std::mem::replace(self, Self::In) {
            Self::Growing(growing) => growing,
            Self::In | Self::Stale => Growing::new(),
        };
        growing.take(files);
        *self = Self::Growing(growing);
    }
}

impl App {
    /// Whether the library is on the screen without the person's own files as they are.
    pub(super) fn awaits_own(&self) -> bool {
        self.is_in_library() && !matches!(self.own, Own::In)
    }

    /// Asks for the person's own files where the library is on the screen and they are not in it as they are.
    pub(super) fn ask_for_own(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.own, Own::Stale) && self.is_in_library() {
            self.own = Own::In;
            effects.push(Effect::ReadOwn);
        }
    }

    /// Whether there is something to read or to show without being asked.
    pub(super) fn may_go_on_with_own(&self) -> bool {
        matches!(&self.own, Own::Growing(growing) if !growing.is_whole || self.is_in_library())
    }

    /// Asks for more of the person's own files, or shows the library that has them all, or the first of them.
    pub(super) fn go_on_with_own(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.may_go_on_with_own() {
            return;
        }
        match std::mem::replace(&mut self.own, Own::In) {
            Own::Growing(growing) if growing.is_whole => {
                let before = std::mem::replace(&mut self.house.library, Arc::new(*growing.library));
                self.shelf.renew(&before, &self.house.library, &self.house.memory, now);
                self.shelf.refresh(&self.house.library, &self.house.memory, now);
            }
            own @ (Own::In | Own::Stale | Own::Growing(_)) => {
                if let Own::Growing(growing) = &own
                    && growing.library.has_personal_rows()
                    && !self.house.library.has_personal_rows()
                {
                    // The first ones are shown where they will be before the others are read.
                    let before = std::mem::replace(&mut self.house.library, Arc::new((*growing.library).clone()));
                    self.shelf.renew(&before, &self.house.library, &self.house.memory, now);
                } else {
                    effects.push(Effect::ReadMoreOwn);
                }
                self.own = own;
            }
        }
    }
}

/// A library that is being made.
#[derive(Debug)]
pub(super) struct Growing {
    library: Box<Library>,
    /// The movements so far: they may be each other's swaps and in any routine, and go in together.
    movements: Vec<PersonalFile>,
    /// Whether every file was told.
    is_whole: bool,
}

impl Growing {
    fn new() -> Self {
        Self { library: Box::new(Library::built_in()), movements: Vec::new(), is_whole: false }
    }

    /// Takes some files in, all movements before the first routine; none when there are no more.
    fn take(&mut self, files: Vec<PersonalFile>) {
        self.is_whole = files.is_empty();
        let (movements, routines): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| file.kind == FileKind::Movement);
        self.movements.extend(movements);
        if self.is_whole || !routines.is_empty() {
            let mut all = std::mem::take(&mut self.movements);
            all.extend(routines);
            self.library.add_personal(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn movement(id: &str, swap: &str) -> PersonalFile {
        let text = format!(
            "id = \"{id}\"\nname = \"Lean\"\nphase = \"stretch\"\nfamily = \"flex\"\nplaces = [\"chair\"]\n\
             areas = [\"upper-back\"]\nend_range = false\nsetup = \"Sit tall.\"\nsteps = [\"Lean over.\"]\n\
             cue = \"Lean over.\"\nbreath = \"Out.\"\neffort = 3\navoid = [\"rib\"]\nswaps = [\"{swap}\"]\n\n\
             [dose]\nhold = \"20s\"\n"
        );
        PersonalFile { path: format!("{id}.toml"), kind: FileKind::Movement, bytes: Ok(text.into_bytes()) }
    }

    fn routine(id: &str, movement: &str) -> PersonalFile {
        let text = format!(
            "id = \"{id}\"\ntitle = \"{id}\"\nplace = \"chair\"\n\n[[steps]]\nmovement = \"{movement}\"\n\n\
             [[steps]]\nmovement = \"diaphragmatic-breathing\"\n"
        );
        PersonalFile { path: format!("{id}.toml"), kind: FileKind::Routine, bytes: Ok(text.into_bytes()) }
    }

    #[test]
    fn files_that_come_in_pieces_are_as_if_they_had_come_at_once() {
        let files = || {
            vec![
                movement("lean-a", "lean-b"),
                movement("lean-b", "lean-a"),
                routine("a", "lean-b"),
                routine("b", "lean-a"),
            ]
        };
        let mut at_once = Library::built_in();
        at_once.add_personal(files());
        for size in 1..=4 {
            let mut growing = Growing::new();
            let mut left = files();
            while !left.is_empty() {
                let rest = left.split_off(size.min(left.len()));
                growing.take(std::mem::replace(&mut left, rest));
                assert!(!growing.is_whole);
            }
            growing.take(Vec::new());
            assert!(growing.is_whole);
            assert_eq!(growing.library.entries(), at_once.entries(), "{size} at once");
        }
    }

    #[test]
    fn movements_alone_are_taken_in_at_the_end() {
        let mut growing = Growing::new();
        growing.take(vec![movement("lean-a", "lean-b"), movement("lean-b", "lean-a")]);
        growing.take(Vec::new());
        assert!(growing.library.movement_ids().iter().any(|id| id.as_str() == "lean-a"));
    }
}
