//! The library and the person, looked at without keeping anything: what `list`, `show` and `plan` begin with (S12).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flags::Flags;
use super::{open, settings};
use crate::app::Memory;
use crate::coach::{Brief, Plan};
use crate::journal::{Ids, MachineId, Replay};
use crate::routine::{Entry, Library, MovementId, Routine, RoutineId, Status};
use crate::safety::Fact;
use crate::settings::Settings;
use crate::shell::Clock;
use crate::shell::folders::Folders;
use crate::shell::records::{Facts, look};
use crate::shell::{personal, records};
use crate::units::{Length, Now};

/// What there is, and for whom.
pub(super) struct Looked {
    pub(super) library: Library,
    pub(super) memory: Memory,
    pub(super) settings: Settings,
    pub(super) now: Now,
}

impl Looked {
    /// Reads the library and the records; nothing is written.
    pub(super) fn at(flags: &Flags) -> Self {
        let now = Clock::start().now();
        let folders = Folders::find();
        let mut library = Library::built_in();
        let mut kept = (Facts::default(), Vec::new());
        if let Ok(folders) = &folders {
            library.add_personal(personal::files(folders));
            kept = look::<Fact>(folders, now.wall);
        }
        let (settings, _) = settings::of(flags, folders.as_ref().ok());
        // No record is made under this name.
        let ids = Ids::new(MachineId::from_bits(records::random()), 0);
        let memory = Memory::new(ids, &kept.0.records, Replay::of(kept.1))
            .with_damage(kept.0.damaged)
            .with_longer_holds(settings.longer_holds.value)
            .with_set_ups(settings.set_ups.value);
        Self { library, memory, settings, now }
    }

    /// The routine of this name, or in this file.
    ///
    /// # Errors
    /// When it is not there or its file has errors: the text that says so.
    pub(super) fn routine(&self, asked: &str) -> Result<Arc<Routine>, String> {
        open::find(&self.library, asked)
    }

    /// How long an entry of the library would take this person now; of a broken file, nothing.
    pub(super) fn length(&self, entry: &Entry) -> Length {
        let routine = self.library.routine(&RoutineId::new(entry.head.id.as_str())).and_then(Result::ok);
        routine.filter(|_| entry.status == Status::Ok).map_or(Length::default(), |it| self.plan(&it).announced())
    }

    /// A routine as it would be for this person now.
    pub(super) fn plan(&self, routine: &Arc<Routine>) -> Plan {
        let person = self.memory.person(&self.library, self.now, &BTreeSet::new());
        let find = |id: &MovementId| self.library.movement_of(routine, id);
        Brief::gather(Arc::clone(routine), person, &find).lay()
    }
}
