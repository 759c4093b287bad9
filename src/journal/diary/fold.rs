//! Entries, in whatever order, into sessions.

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::scan::{Brief, Head};
use super::{Areas, Diary, DoneStep, Note, Pop, Sitting};
use crate::journal::entry::TAKEN_BACK;
use crate::journal::{Check, EndHow, Entry, MachineId, Record, RecordId, SessionId};
use crate::routine::{MovementId, RoutineId};

/// The sessions as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Fold {
    drafts: Vec<Draft>,
    known: HashMap<Name, usize>,
    /// The session of the entry before: that of the next one nearly always.
    last: Option<usize>,
    pops: Vec<Pop>,
    taken_back: BTreeSet<Name>,
    notes: Vec<Note>,
    machines: Shared<MachineId>,
    movements: Shared<MovementId>,
    routines: Shared<RoutineId>,
    texts: Shared<Arc<str>>,
}

/// A session that entries are still added to.
///
/// Each thing is kept with the name of the entry that told it: of two that tell the same thing the later name counts, or,
/// for how it began and ended, the earlier, as in a [`Life`](crate::journal::Life).
#[derive(Debug)]
struct Draft {
    sitting: Sitting,
    started: Option<Name>,
    steps: Vec<(Name, DoneStep)>,
    stops: Vec<(Name, (u32, Option<u8>))>,
    /// Closed ends rank behind real ones.
    ended: Option<(bool, Name)>,
    /// When its end was told.
    closed_at: DateTime<FixedOffset>,
    /// The last that its other entries tell of it.
    turned: Option<(Name, DateTime<FixedOffset>)>,
    felt: Option<Name>,
    felt_next_day: Option<Name>,
}

impl Fold {
    /// Takes in an entry that was read as the rest of the program reads it.
    pub(super) fn record(&mut self, record: &Record<Entry>) {
        let head = Head {
            id: record.id.as_str().as_bytes(),
            at: record.at,
            machine: record.machine.as_str().as_bytes(),
            session: record.session.as_ref().map(|session| session.as_str().as_bytes()),
        };
        self.take(&head, brief(&record.what));
    }

    /// Takes in an entry; one that was taken in already changes nothing.
    pub(super) fn take(&mut self, head: &Head<'_>, brief: Brief<'_>) {
        match brief {
            Brief::Popped { movement } => {
                let pop = Pop {
                    at: head.at,
                    id: RecordId::new(text(head.id)),
                    session: head.session.map(|session| SessionId::new(text(session))),
                    movement: movement.map(|movement| self.movements.share(movement, MovementId::new)),
                };
                self.pops.push(pop);
            }
            Brief::Noted { what, movement, of } => {
                if what == Some(TAKEN_BACK.as_bytes()) {
                    self.taken_back.extend(of.map(Name::new));
                }
                let note = Note {
                    at: head.at,
                    id: RecordId::new(text(head.id)),
                    session: head.session.map(|session| SessionId::new(text(session))),
                    what: what.map(|what| self.texts.share(what, |text| Arc::from(text))),
                    movement: movement.map(|movement| self.movements.share(movement, MovementId::new)),
                };
                self.notes.push(note);
            }
            Brief::Started { .. }
            | Brief::Step { .. }
            | Brief::Turned
            | Brief::Stopped { .. }
            | Brief::Felt { .. }
            | Brief::Ended { .. } => {
                // Without a session it belongs to nothing.
                if let Some(session) = head.session {
                    self.tell(session, head, brief);
                }
            }
        }
    }

    fn tell(&mut self, session: &[u8], head: &Head<'_>, brief: Brief<'_>) {
        let at = match self.last.filter(|last| self.drafts[*last].sitting.id.as_str().as_bytes() == session) {
            Some(at) => at,
            None => *self.known.entry(Name::new(session)).or_insert_with(|| {
                let machine = self.machines.share(head.machine, MachineId::new);
                self.drafts.push(Draft::new(SessionId::new(text(session)), machine, head.at));
                self.drafts.len() - 1
            }),
        };
        self.last = Some(at);
        let draft = &mut self.drafts[at];
        let id = Name::new(head.id);
        match brief {
            Brief::Started { routine, title, place, planned, steps, resumes } => {
                draft.turn(&id, head.at);
                if draft.started.as_ref().is_none_or(|old| id < *old) {
                    let sitting = &mut draft.sitting;
                    sitting.at = head.at;
                    sitting.routine = Some(self.routines.share(routine, RoutineId::new));
                    sitting.title = Some(self.texts.share(title, |text| Arc::from(text)));
                    (sitting.place, sitting.planned, sitting.plan_steps) = (place, planned, steps);
                    sitting.resumes = resumes.map(|resumes| SessionId::new(text(resumes)));
                    draft.steps.reserve(usize::try_from(steps).unwrap_or(0).min(MOST_RESERVED));
                    draft.started = Some(id);
                }
            }
            Brief::Step { index, movement, instead_of, how, work, planned, areas, eased } => {
                draft.turn(&id, head.at);
                let step = || DoneStep {
                    index,
                    at: head.at,
                    movement: self.movements.share(movement, MovementId::new),
                    instead_of: instead_of.map(|movement| self.movements.share(movement, MovementId::new)),
                    how,
                    work,
                    planned,
                    areas,
                    eased,
                };
                keep_latest(&mut draft.steps, id, index, |step| step.index, step);
            }
            Brief::Turned => draft.turn(&id, head.at),
            Brief::Stopped { nth, answer } => {
                draft.turn(&id, head.at);
                keep_latest(&mut draft.stops, id, nth, |(nth, _)| *nth, || (nth, answer));
            }
            Brief::Felt { how, asked } => {
                let sitting = &mut draft.sitting;
                let (told, felt) = match asked {
                    Check::After => (&mut draft.felt, &mut sitting.felt),
                    Check::NextDay => (&mut draft.felt_next_day, &mut sitting.felt_next_day),
                    Check::Other => return,
                };
                if told.as_ref().is_none_or(|old| *old < id) {
                    (*told, *felt) = (Some(id), Some(how));
                }
            }
            Brief::Ended { how, active, last } => {
                let rank = (how == EndHow::Closed, id);
                if draft.ended.as_ref().is_none_or(|old| rank < *old) {
                    let sitting = &mut draft.sitting;
                    (sitting.ended, sitting.active) = (Some(how), active);
                    // For one that was closed without a word about it, what is known last is only known at the end.
                    sitting.ended_at = if how == EndHow::Closed { last } else { Some(head.at) };
                    draft.closed_at = head.at;
                    draft.ended = Some(rank);
                }
            }
            Brief::Popped { .. } | Brief::Noted { .. } => {}
        }
    }

    /// Takes in everything another has taken in.
    pub(super) fn join(&mut self, other: Self) {
        for draft in other.drafts {
            match self.known.entry(Name::new(draft.sitting.id.as_str().as_bytes())) {
                Slot::Occupied(there) => self.drafts[*there.get()].join(draft),
                Slot::Vacant(place) => {
                    place.insert(self.drafts.len());
                    self.drafts.push(draft);
                }
            }
        }
        self.pops.extend(other.pops);
        self.taken_back.extend(other.taken_back);
        self.notes.extend(other.notes);
    }

    /// Everything that was taken in, in its order.
    pub(super) fn finish(self) -> Diary {
        let mut sessions: Vec<_> = self.drafts.into_iter().filter_map(Draft::finish).collect();
        sessions.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        let mut pops = self.pops;
        pops.retain(|pop| !self.taken_back.contains(&Name::new(pop.id.as_str().as_bytes())));
        pops.sort_by(|a, b| a.id.cmp(&b.id));
        pops.dedup_by(|later, earlier| later.id == earlier.id);
        pops.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        let mut notes = self.notes;
        notes.sort_by(|a, b| a.id.cmp(&b.id));
        notes.dedup_by(|later, earlier| later.id == earlier.id);
        notes.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        Diary { sessions, pops, notes, unknown: 0, bad: 0 }
    }
}

/// No plan makes more room before its steps are there.
const MOST_RESERVED: usize = 64;

impl Draft {
    const fn new(id: SessionId, machine: MachineId, at: DateTime<FixedOffset>) -> Self {
        let sitting = Sitting {
            id,
            machine,
            at,
            routine: None,
            title: None,
            place: None,
            planned: Duration::ZERO,
            plan_steps: 0,
            resumes: None,
            steps: Vec::new(),
            stops: Vec::new(),
            ended: None,
            ended_at: None,
            active: Duration::ZERO,
            felt: None,
            felt_next_day: None,
        };
        Self {
            sitting,
            started: None,
            steps: Vec::new(),
            stops: Vec::new(),
            ended: None,
            closed_at: at,
            turned: None,
            felt: None,
            felt_next_day: None,
        }
    }

    fn turn(&mut self, id: &Name, at: DateTime<FixedOffset>) {
        if self.turned.as_ref().is_none_or(|(last, _)| last < id) {
            self.turned = Some((id.clone(), at));
        }
    }

    /// Takes in what another was told of the same session.
    fn join(&mut self, other: Self) {
        let theirs = other.sitting;
        let earlier = |ours: &Option<Name>, their: &Option<Name>| match (ours, their) {
            (Some(ours), Some(their)) => their < ours,
            (None, their) => their.is_some(),
            (Some(_), None) => false,
        };
        let sitting = &mut self.sitting;
        if earlier(&self.started, &other.started) {
            sitting.at = theirs.at;
            (sitting.routine, sitting.title, sitting.place) = (theirs.routine, theirs.title, theirs.place);
            (sitting.planned, sitting.plan_steps) = (theirs.planned, theirs.plan_steps);
            (sitting.resumes, self.started) = (theirs.resumes, other.started);
        }
        for (id, step) in other.steps {
            keep_latest(&mut self.steps, id, step.index, |step| step.index, || step);
        }
        for (id, stop) in other.stops {
            keep_latest(&mut self.stops, id, stop.0, |(nth, _)| *nth, || stop);
        }
        if let Some(rank) = other.ended
            && self.ended.as_ref().is_none_or(|old| rank < *old)
        {
            (sitting.ended, sitting.active, sitting.ended_at) = (theirs.ended, theirs.active, theirs.ended_at);
            (self.closed_at, self.ended) = (other.closed_at, Some(rank));
        }
        if let Some((id, at)) = other.turned {
            self.turn(&id, at);
        }
        let sitting = &mut self.sitting;
        for (ours, felt, their, feeling) in [
            (&mut self.felt, &mut sitting.felt, other.felt, theirs.felt),
            (&mut self.felt_next_day, &mut sitting.felt_next_day, other.felt_next_day, theirs.felt_next_day),
        ] {
            if *ours < their {
                (*ours, *felt) = (their, feeling);
            }
        }
    }

    /// The session, unless neither its start nor a step of it is known.
    fn finish(self) -> Option<Sitting> {
        let mut sitting = self.sitting;
        if self.started.is_none() {
            sitting.at = self.steps.first()?.1.at;
        }
        if sitting.ended.is_some() {
            let known = sitting.ended_at.or(self.turned.map(|(_, at)| at));
            sitting.ended_at = Some(known.unwrap_or(self.closed_at));
        }
        sitting.steps = self.steps.into_iter().map(|(_, step)| step).collect();
        sitting.stops = self.stops.into_iter().map(|(_, stop)| stop).collect();
        Some(sitting)
    }
}

/// Keeps what entry `id` told under a number, in the order of the numbers: of two under the same one the later entry counts.
fn keep_latest<T>(
    kept: &mut Vec<(Name, T)>,
    id: Name,
    number: u32,
    number_of: impl Fn(&T) -> u32,
    what: impl FnOnce() -> T,
) {
    // They come in order, nearly always.
    let is_next = kept.last().is_none_or(|(_, last)| number_of(last) < number);
    let found = if is_next { Err(kept.len()) } else { kept.binary_search_by_key(&number, |(_, it)| number_of(it)) };
    match found {
        Ok(there) if kept[there].0 < id => kept[there] = (id, what()),
        Ok(_) => {}
        Err(place) => kept.insert(place, (id, what())),
    }
}

/// A name in an entry: it sorts as its text, and one of the usual length stands in place.
#[derive(Clone, Debug)]
enum Name {
    Short(u8, [u8; 30]),
    Long(Box<[u8]>),
}

impl Name {
    fn new(bytes: &[u8]) -> Self {
        let mut short = [0; 30];
        match (short.get_mut(..bytes.len()), u8::try_from(bytes.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(bytes);
                Self::Short(length, short)
            }
            _ => Self::Long(bytes.into()),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Short(length, bytes) => &bytes[..usize::from(*length)],
            Self::Long(bytes) => bytes,
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl Hash for Name {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

/// Texts that come again and again, kept once.
#[derive(Debug)]
struct Shared<T>(HashMap<Box<[u8]>, T>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> Shared<T> {
    fn share(&mut self, bytes: &[u8], new: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.get(bytes) {
            return known.clone();
        }
        let fresh = new(text(bytes));
        self.0.insert(bytes.into(), fresh.clone());
        fresh
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("names and texts of an entry were read as UTF-8")
}

/// What the diary needs of an entry.
fn brief(entry: &Entry) -> Brief<'_> {
    match entry {
        Entry::Started(it) => Brief::Started {
            routine: it.routine.as_str().as_bytes(),
            title: it.title.as_bytes(),
            place: it.place,
            planned: it.planned,
            steps: it.steps,
            resumes: it.resumes.as_ref().map(|it| it.as_str().as_bytes()),
        },
        Entry::Step(it) => Brief::Step {
            index: it.index,
            movement: it.movement.as_str().as_bytes(),
            instead_of: it.instead_of.as_ref().map(|it| it.as_str().as_bytes()),
            how: it.how,
            work: it.work,
            planned: it.planned,
            areas: it.areas.iter().copied().collect::<Areas>(),
            eased: it.eased,
        },
        Entry::Paused(_) | Entry::Resumed(_) => Brief::Turned,
        Entry::Stopped(it) => Brief::Stopped { nth: it.nth, answer: it.answer },
        Entry::Popped(it) => Brief::Popped { movement: it.movement.as_ref().map(|it| it.as_str().as_bytes()) },
        Entry::Felt(it) => Brief::Felt { how: it.how, asked: it.asked },
        Entry::Noted(it) => Brief::Noted {
            what: it.what.as_deref().map(str::as_bytes),
            movement: it.movement.as_ref().map(|it| it.as_str().as_bytes()),
            of: it.of.as_ref().map(|it| it.as_str().as_bytes()),
        },
        Entry::Ended(it) => Brief::Ended { how: it.how, active: it.active, last: it.last },
    }
}
