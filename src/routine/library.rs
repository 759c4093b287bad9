use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::built_in::{self, BuiltIn};
use super::nearest::nearest;
use super::shelf::Shelf;
use super::taken::Taken;
use super::{Family, FileKind, Movement, MovementId, Origin, Report, Routine, RoutineId, RoutinePlace, file};
use crate::units::text;

/// Every routine and movement there is: the embedded ones, parsed when first asked for, and the person's.
#[derive(Clone, Debug)]
pub struct Library {
    entries: Vec<Entry>,
    /// What the entry at the same place says in full.
    read: Vec<OnceLock<Result<Arc<Routine>, Arc<Report>>>>,
    shelf: Shelf,
    calm: OnceLock<Arc<Routine>>,
    /// How many rows begin it, before those that are the person's alone.
    built_in: usize,
}

/// One row of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the row shows.
    pub head: Head,
    /// Where the file comes from.
    pub origin: Origin,
    /// What kind of file it is. A movement has a row only when it is broken.
    pub kind: FileKind,
    /// Whether it can be used.
    pub status: Status,
}

/// What a row of the library shows of a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The id; of a broken file, its name.
    pub id: RoutineId,
    /// The title; of a broken file, its name.
    pub title: String,
    /// Where it takes place; of a broken file, anywhere.
    pub place: RoutinePlace,
    /// What is needed, for a person to read; empty where nothing is.
    pub kit: String,
    /// How long it takes as it is written; of a broken file, no time.
    pub total: Duration,
}

/// Whether a file of the library can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can.
    Ok,
    /// It cannot, and this is why.
    Broken(Arc<Report>),
}

/// A file of the person's, as the shell found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalFile {
    /// Its name or path; the id is made of the last part.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// What is in it (one byte more than [`FILE_LIMIT`](super::FILE_LIMIT) is as good as all), or why it could not be
    /// read.
    pub bytes: Result<Vec<u8>, String>,
}

impl Library {
    /// The embedded routines and movements. Nothing is parsed.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            entries: built_in::ROUTINES.iter().map(Entry::built_in).collect(),
            read: built_in::ROUTINES.iter().map(|_| OnceLock::new()).collect(),
            shelf: Shelf::built_in(file::embedded_movement),
            calm: OnceLock::new(),
            built_in: built_in::ROUTINES.len(),
        }
    }

    /// Adds the files of the person. A personal file wins over an embedded one of its name; a broken one is a row that
    /// says what is wrong with it. A broken movement leaves the embedded one of its name in place.
    pub fn add_personal(&mut self, files: Vec<PersonalFile>) {
        let (movements, routines): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| file.kind == FileKind::Movement);
        let mut rows: Vec<_> = self.add_movements(&movements);
        for file in &routines {
            let reading = file::routine(&file.path, file.bytes(), &self.shelf);
            let row = match reading.value {
                Some(routine) => (Entry::personal(&routine), Ok(Arc::new(routine))),
                None => file.broken(reading.report),
            };
            match self.entries.iter().position(|entry| entry.is_routine(row.0.head.id.as_str())) {
                Some(at) => self.put(at, row),
                None => rows.push(row),
            }
        }
        // They may come in several batches, and stand in one order all the same.
        let (entries, read) = (self.entries.split_off(self.built_in), self.read.split_off(self.built_in));
        let so_far = entries.into_iter().zip(read);
        rows.extend(so_far.filter_map(|(entry, read)| Some((entry, read.into_inner()?))));
        rows.sort_by_cached_key(|(entry, read)| {
            let row = read.as_ref().ok().and_then(|routine| routine.row);
            (row.unwrap_or(u32::MAX), entry.head.title.to_lowercase(), entry.head.id.clone())
        });
        for (entry, read) in rows {
            self.entries.push(entry);
            self.read.push(OnceLock::from(read));
        }
    }

    /// Whether there is a row that is the person's alone.
    #[must_use]
    pub fn has_personal_rows(&self) -> bool {
        self.entries.len() > self.built_in
    }

    /// Every row: the embedded routines, then the personal ones, both by the row their files ask for, then by title.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the rows of usable routines show.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        self.entries.iter().filter(|entry| entry.status == Status::Ok).map(|entry| &entry.head)
    }

    /// The routine of this name; none when there is none, the report when its file is broken.
    #[must_use]
    pub fn routine(&self, id: &RoutineId) -> Option<Result<Arc<Routine>, Arc<Report>>> {
        let at = self.entries.iter().position(|entry| entry.is_routine(id.as_str()))?;
        Some(self.read[at].get_or_init(|| self.read_built_in(id.as_str())).clone())
    }

    /// The calm routine as it is embedded, down to its movements, whatever personal files say (S2).
    ///
    /// # Panics
    /// Never: a test reads every embedded file.
    #[must_use]
    pub fn embedded_calm(&self) -> Arc<Routine> {
        Arc::clone(self.calm.get_or_init(|| {
            let pristine = Shelf::built_in(file::embedded_movement);
            let text = built_in::ROUTINES.iter().find(|routine| routine.id == built_in::CALM).map(|calm| calm.text);
            let reading = file::embedded_routine(built_in::CALM, text.unwrap_or_default(), &pristine);
            let mut routine = reading.value.expect("every embedded routine is read by a test");
            let movements = routine.steps.iter().filter_map(|step| pristine.embedded(step.movement.as_str()));
            routine.own = movements.map(|movement| (movement.id.clone(), movement)).collect();
            Arc::new(routine)
        }))
    }

    /// The movement of this name, a personal one first.
    #[must_use]
    pub fn movement(&self, id: &MovementId) -> Option<Arc<Movement>> {
        self.shelf.movement(id.as_str())
    }

    /// The family of the movement of this name; a file of the house is not read for it.
    #[must_use]
    pub fn family(&self, id: &MovementId) -> Option<Family> {
        self.shelf.family(id.as_str())
    }

    /// The movement of this name as `routine` means it: its own first.
    #[must_use]
    pub fn movement_of(&self, routine: &Routine, id: &MovementId) -> Option<Arc<Movement>> {
        routine.own.get(id).cloned().or_else(|| self.movement(id))
    }

    /// The names of all movements: the embedded ones in the order of the content, then the personal ones.
    #[must_use]
    pub fn movement_ids(&self) -> Vec<MovementId> {
        self.shelf.names().map(MovementId::new).collect()
    }

    /// The routine a person most likely meant: the nearest by spelling, or else the first with these letters in its
    /// name.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Option<RoutineId> {
        let ids = || self.heads().map(|head| &head.id);
        let nearest = nearest(word, ids().map(RoutineId::as_str)).map(RoutineId::new);
        let word = word.trim().to_lowercase();
        nearest.or_else(|| ids().find(|id| !word.is_empty() && id.as_str().contains(&word)).cloned())
    }

    /// The movement a person most likely meant: the nearest by spelling, or else the first with these letters in its
    /// name.
    #[must_use]
    pub fn suggest_movement(&self, word: &str) -> Option<MovementId> {
        let ids = self.movement_ids();
        let nearest = nearest(word, ids.iter().map(MovementId::as_str)).map(MovementId::new);
        let word = word.trim().to_lowercase();
        nearest.or_else(|| ids.into_iter().find(|id| !word.is_empty() && id.as_str().contains(&word)))
    }

    /// Reads a routine that is not in the library, such as `unhunch run FILE` names.
    ///
    /// # Errors
    /// When the file has an error; the report says all of them.
    pub fn read_file(&self, name: &str, bytes: &[u8]) -> Result<Arc<Routine>, Report> {
        let reading = file::routine(name, Ok(bytes), &self.shelf);
        reading.value.map(Arc::new).ok_or(reading.report)
    }

    /// Everything there is to say about a file, warnings included.
    #[must_use]
    pub fn check(&self, file: &PersonalFile) -> Report {
        match file.kind {
            FileKind::Movement => file::movement(&file.path, file.bytes(), &self.shelf).report,
            FileKind::Routine => file::routine(&file.path, file.bytes(), &self.shelf).report,
        }
    }

    /// Everything there is to say about these files, each as a part of the library with all of them in it: they may be each
    /// other's swaps, and no two may have one id.
    #[must_use]
    pub fn check_all(mut self, files: &[PersonalFile]) -> Vec<Report> {
        for file in files.iter().filter(|file| file.kind == FileKind::Movement) {
            self.shelf.announce(MovementId::new(file::stem(&file.path)));
        }
        for file in files.iter().filter(|file| file.kind == FileKind::Movement) {
            if let Some(movement) = file::movement(&file.path, file.bytes(), &self.shelf).value {
                self.shelf.put(movement);
            }
        }
        let mut taken = Taken::default();
        let report = |file: &PersonalFile| {
            let (mut report, id) = match file.kind {
                FileKind::Movement => {
                    let reading = file::movement(&file.path, file.bytes(), &self.shelf);
                    (reading.report, reading.id)
                }
                FileKind::Routine => {
                    let reading = file::routine(&file.path, file.bytes(), &self.shelf);
                    (reading.report, reading.id)
                }
            };
            if let Some((id, span)) = id {
                taken.take(file, id, span, &mut report);
            }
            report
        };
        files.iter().map(report).collect()
    }

    /// Every movement there is.
    pub(super) const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Puts the movements on the shelf; the rows of the broken ones are returned.
    fn add_movements(&mut self, files: &[PersonalFile]) -> Vec<Row> {
        // They may be each other's swaps, so all their names are known before the first is read.
        for file in files {
            self.shelf.announce(MovementId::new(file::stem(&file.path)));
        }
        let mut broken = Vec::new();
        for file in files {
            let reading = file::movement(&file.path, file.bytes(), &self.shelf);
            match reading.value {
                Some(movement) => self.shelf.put(movement),
                None => broken.push(file.broken(reading.report)),
            }
        }
        self.shelf.forget_unread();
        if built_in::MOVEMENTS.iter().any(|it| self.shelf.changes(it.id)) {
            self.read_all_built_in();
        }
        broken
    }

    /// A personal movement in the place of an embedded one may change how long an embedded routine takes, or break it.
    fn read_all_built_in(&mut self) {
        for at in 0..self.entries.len() {
            if self.entries[at].origin == Origin::BuiltIn {
                let read = self.read_built_in(self.entries[at].head.id.as_str());
                match &read {
                    Ok(routine) => self.entries[at].head.total = routine.total,
                    Err(report) => self.entries[at].status = Status::Broken(Arc::clone(report)),
                }
                self.read[at] = OnceLock::from(read);
            }
        }
    }

    fn read_built_in(&self, id: &str) -> Result<Arc<Routine>, Arc<Report>> {
        if id == built_in::CALM {
            return Ok(self.embedded_calm());
        }
        let routine = built_in::ROUTINES.iter().find(|routine| routine.id == id);
        let text = routine.expect("only embedded routines are left unread").text;
        let reading = file::embedded_routine(id, text, &self.shelf);
        reading.value.map(Arc::new).ok_or_else(|| Arc::new(reading.report))
    }

    fn put(&mut self, at: usize, (entry, read): Row) {
        self.entries[at] = entry;
        self.read[at] = OnceLock::from(read);
    }
}

/// A row, and what it says in full.
type Row = (Entry, Result<Arc<Routine>, Arc<Report>>);

impl Entry {
    fn built_in(routine: &BuiltIn) -> Self {
        let head = Head {
            id: RoutineId::new(routine.id),
            title: routine.title.to_owned(),
            place: routine.place,
            kit: routine.kit.to_owned(),
            total: routine.total,
        };
        Self { head, origin: Origin::BuiltIn, kind: FileKind::Routine, status: Status::Ok }
    }

    fn personal(routine: &Routine) -> Self {
        let head = Head {
            id: routine.id.clone(),
            title: routine.title.clone(),
            place: routine.place,
            kit: routine.kit.clone(),
            total: routine.total,
        };
        Self { head, origin: routine.origin.clone(), kind: FileKind::Routine, status: Status::Ok }
    }

    fn is_routine(&self, id: &str) -> bool {
        self.kind == FileKind::Routine && self.head.id.as_str() == id
    }
}

impl PersonalFile {
    fn bytes(&self) -> Result<&[u8], &str> {
        self.bytes.as_deref().map_err(String::as_str)
    }

    fn broken(&self, report: Report) -> Row {
        let report = Arc::new(report);
        let name = text::clean(file::stem(&self.path));
        let head = Head {
            id: RoutineId::new(&name),
            title: name.into_owned(),
            place: RoutinePlace::Anywhere,
            kit: String::new(),
            total: Duration::ZERO,
        };
        let origin = Origin::Personal { path: text::clean(&self.path).into_owned() };
        let status = Status::Broken(Arc::clone(&report));
        (Entry { head, origin, kind: self.kind, status }, Err(report))
    }
}
