use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::coach::{Person, SetUps, Side, Sorer};
use crate::journal::{Almanac, Damage, Entry, Ids, Record, Replay, SessionId, merge};
use crate::routine::{Family, Kit, Library, MovementId, RoutineId};
use crate::safety::{DaysOff, Fact, Gate, SoreSide, Standing, Wants};
use crate::units::Now;

use super::Effect;
use super::history::Past;

/// Whose answers and doses these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Who {
    /// Those of the person whose records these are.
    #[default]
    Owner,
    /// Those of somebody else, for this once.
    Guest,
}

/// How many days with sessions have the first-week doses (CONTENT 2.2).
const FIRST_WEEK_DAYS: u32 = 7;

/// Everything the program remembers, replayed from its two records and kept up as they grow.
#[derive(Clone, Debug)]
pub struct Memory {
    ids: Ids,
    standing: Standing,
    /// How the guest who sits here stands, with what earlier guests are held by.
    guest: Standing,
    who: Who,
    off: DaysOff,
    replay: Replay,
    /// What a guest has done before: nothing that is known.
    blank: Replay,
    /// What was said in this run: it holds also where it could not be kept.
    said: Vec<Record<Fact>>,
    /// The routine a guest is doing.
    guest_does: Option<RoutineId>,
    /// Whether the person has set longer holds.
    longer_holds: bool,
    /// How much time they have set for getting into position.
    set_ups: SetUps,
    /// The whole record, once it was asked for.
    past: Option<Past>,
    /// What of the facts cannot be read and has not been settled (S18).
    damaged: Vec<Damage>,
    settled: BTreeSet<Damage>,
}

impl Memory {
    /// What follows from these records; `ids` names what is written from now on.
    #[must_use]
    pub fn new(ids: Ids, facts: &[Record<Fact>], journal: Replay) -> Self {
        let (off, standing) = all_of(facts, &journal);
        let settled = settled_of(facts);
        let guest = guest_of(facts);
        Self {
            ids,
            standing,
            guest,
            who: Who::Owner,
            off,
            replay: journal,
            blank: Replay::default(),
            said: Vec::new(),
            damaged: Vec::new(),
            settled,
            guest_does: None,
            longer_holds: false,
            set_ups: SetUps::default(),
            past: None,
        }
    }

    /// The same where this much of the facts cannot be read (S18).
    #[must_use]
    pub fn with_damage(mut self, damaged: Vec<Damage>) -> Self {
        self.damaged = damaged;
        self.damaged.retain(|it| !self.settled.contains(it));
        self
    }

    /// What of the facts cannot be read and has not been settled: something that was said may be missing, so the
    /// questions are asked once more, in full (S18).
    #[must_use]
    pub fn damaged(&self) -> &[Damage] {
        &self.damaged
    }

    /// Settles what could not be read: the questions were answered in full since.
    pub fn settle(&mut self, now: Now, effects: &mut Vec<Effect>) {
        for Damage { file, digest } in std::mem::take(&mut self.damaged) {
            self.fact(Fact::Settled { file, digest }, now, effects);
        }
    }

    /// Takes the facts in as they are on the disk now, with what was said in this run (S17), and what of them cannot be read.
    pub fn read(&mut self, facts: &[Record<Fact>], damaged: Vec<Damage>) {
        let mut all = facts.to_vec();
        all.extend(self.said.iter().cloned());
        let all = merge(all);
        self.settled = settled_of(&all);
        self.damaged = damaged;
        self.damaged.retain(|it| !self.settled.contains(it));
        (self.off, self.standing) = all_of(&all, &self.replay);
        if self.who == Who::Owner {
            self.guest = guest_of(&all);
        }
    }

    /// Whether a routine may start (S2, S3, S13).
    #[must_use]
    pub fn gate(&self, now: Now, wants: Wants, last_session: Option<DateTime<FixedOffset>>) -> Gate {
        // What cannot be read may be the owner's or a guest's.
        let unread = self.damaged.iter().map(|it| format!("{} {}", it.file, it.digest)).collect();
        self.standing().gate(now.wall, wants, last_session, &unread)
    }

    /// Somebody else sits here, for this once.
    pub fn guest_comes(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.who = Who::Owner;
        self.fact(Fact::GuestCame, now, effects);
        self.guest = self.guest.next_guest();
        self.who = Who::Guest;
    }

    /// The owner sits here again.
    pub fn owner_is_back(&mut self) {
        self.who = Who::Owner;
    }

    /// Whether a guest sits here.
    #[must_use]
    pub fn is_guest(&self) -> bool {
        self.who == Who::Guest
    }

    /// The same for a person who has set longer holds, or has not.
    #[must_use]
    pub fn with_longer_holds(mut self, longer_holds: bool) -> Self {
        self.longer_holds = longer_holds;
        self
    }

    /// The same for a person who has set how much time set-ups have.
    #[must_use]
    pub fn with_set_ups(mut self, set_ups: SetUps) -> Self {
        self.set_ups = set_ups;
        self
    }

    /// What is in force.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        match self.who {
            Who::Owner => &self.standing,
            Who::Guest => &self.guest,
        }
    }

    /// What was done.
    #[must_use]
    pub const fn replay(&self) -> &Replay {
        match self.who {
            Who::Owner => &self.replay,
            Who::Guest => &self.blank,
        }
    }

    /// Which machine this is.
    #[must_use]
    pub const fn ids(&self) -> &Ids {
        &self.ids
    }

    /// A name for a new session.
    pub fn new_session(&mut self, now: Now) -> SessionId {
        self.ids.session(now.wall)
    }

    /// Takes a fact in and has it kept.
    pub fn fact(&mut self, fact: Fact, now: Now, effects: &mut Vec<Effect>) {
        if self.who == Who::Guest {
            self.guest.apply(&fact, now.wall);
        }
        let fact = if self.who == Who::Guest { Fact::Guest { of: Box::new(fact) } } else { fact };
        let record = Record::new(&mut self.ids, now.wall, None, fact);
        self.apply(&record);
        self.said.push(record.clone());
        if record.what == Fact::NOTHING_FOUND {
            // Every tick, every hold and every lifting is a fact; this is none of them.
            let Record { id, at, machine, session, what: _ } = record;
            effects.push(Effect::Journal(Record { id, at, machine, session, what: Entry::Checked }));
        } else {
            effects.push(Effect::Fact(record));
        }
    }

    /// Takes an entry in and has it kept.
    pub fn entry(&mut self, session: &SessionId, entry: Entry, now: Now, effects: &mut Vec<Effect>) {
        if self.who == Who::Guest {
            return self.entry_of_guest(entry, now, effects);
        }
        let record = Record::new(&mut self.ids, now.wall, Some(session.clone()), entry);
        self.replay.feed(record.clone());
        if let Some(past) = &mut self.past {
            past.felt_since(record.clone());
        }
        effects.push(Effect::Journal(record));
    }

    /// Of a guest's session it is kept that it was, and nothing that anything of the owner's hangs on.
    fn entry_of_guest(&mut self, entry: Entry, now: Now, effects: &mut Vec<Effect>) {
        let fact = match entry {
            Entry::Started(started) => {
                self.guest_does = Some(started.routine.clone());
                Fact::GuestBegan { routine: started.routine }
            }
            Entry::Ended(_) => match self.guest_does.take() {
                Some(routine) => Fact::GuestEnded { routine },
                None => return,
            },
            Entry::Checked
            | Entry::Step(_)
            | Entry::Paused(_)
            | Entry::Resumed(_)
            | Entry::Stopped(_)
            | Entry::Popped(_)
            | Entry::Felt(_)
            | Entry::Noted(_) => return,
        };
        self.fact(fact, now, effects);
    }

    fn apply(&mut self, record: &Record<Fact>) {
        self.standing.apply(&record.what, record.at);
        self.off.apply(&record.what, record.at, &self.standing);
    }

    /// The days that are neither done nor missed.
    #[must_use]
    pub const fn days_off(&self) -> &DaysOff {
        &self.off
    }

    /// The whole record, where it was asked for.
    #[must_use]
    pub const fn past(&self) -> Option<&Past> {
        self.past.as_ref()
    }

    /// Takes in the whole record; `goal` is the days a week is meant to have.
    pub fn remember(&mut self, journal: Replay, goal: u32, now: Now) {
        let (away, held) = (self.off.away(), self.off.held(now.day()));
        self.past = Some(Past::new(Almanac::of(journal), now.day(), goal, away, &held));
    }

    /// Takes an entry in that belongs to no session, and has it kept.
    pub fn mark(&mut self, entry: Entry, now: Now, effects: &mut Vec<Effect>) {
        if self.who == Who::Guest {
            return;
        }
        let record = Record::new(&mut self.ids, now.wall, None, entry);
        self.replay.feed(record.clone());
        effects.push(Effect::Journal(record));
    }

    /// Takes in what the journal says of earlier weeks.
    pub fn recall(&mut self, entries: Vec<Record<Entry>>) {
        for entry in entries {
            self.replay.feed(entry);
        }
    }

    /// The person, as far as they shape a plan today; `lacks` is what is missing just now.
    #[must_use]
    pub fn person(&self, library: &Library, now: Now, lacks: &BTreeSet<Kit>) -> Person {
        let standing = self.standing();
        let ids = library.movement_ids();
        // Most people have nothing set aside.
        let asked = if standing.has_asides() { &ids[..] } else { &[] };
        let movements: Vec<_> = asked.iter().filter_map(|id| Some((id, library.family(id)?))).collect();
        let left_out = standing.left_out_of(movements.iter().copied());
        let missing = Kit::ALL.iter().copied().filter(|kit| !standing.has(*kit));
        let gently = |(id, family): &(&MovementId, Family)| {
            let returns = standing.returns(id, *family)?;
            Some(((*id).clone(), returns.sore.and_then(one_side)))
        };
        let first_sides = self.replay().first_sides();
        let last_first = |id: &MovementId| {
            let side = match first_sides.get(id)? {
                crate::journal::Side::Left => Side::Left,
                crate::journal::Side::Right => Side::Right,
                crate::journal::Side::Other => return None,
            };
            Some((id.clone(), side))
        };
        Person {
            tags: standing.tags().clone(),
            lacks: missing.chain(lacks.iter().copied()).collect(),
            set_aside: left_out.movements,
            families_aside: left_out.families,
            gently: movements.iter().filter_map(gently).collect(),
            sorer: Sorer::running(self.replay().sorer_running(now.wall)),
            first_week: self.replay().session_days_before(now.day()) < FIRST_WEEK_DAYS,
            longer_holds: self.longer_holds && self.who == Who::Owner,
            set_ups: self.set_ups,
            met: Some(self.replay().movements_done()),
            last_first: ids.iter().filter_map(last_first).collect(),
            prescribed: standing.prescribed().clone(),
            guarded: Vec::new(),
        }
    }

    /// The stretch that is owed today (CONTENT 3.6, S23).
    #[must_use]
    pub fn owed(&self, now: Now) -> Duration {
        self.replay().owed(now.day(), |session| self.standing().was_felt(session.as_str()))
    }

    /// Whether this is the first day with the doses in full, the first week being over.
    #[must_use]
    pub fn is_first_day_in_full(&self, day: chrono::NaiveDate) -> bool {
        self.replay.session_days_before(day) == FIRST_WEEK_DAYS
    }
}

/// The one side that is sore; with both there is none that could go last.
const fn one_side(sore: SoreSide) -> Option<Side> {
    match sore {
        SoreSide::Left => Some(Side::Left),
        SoreSide::Right => Some(Side::Right),
        SoreSide::Both => None,
    }
}

/// The damage that full answers have settled (S18).
fn settled_of(facts: &[Record<Fact>]) -> BTreeSet<Damage> {
    let settled = facts.iter().filter_map(|record| {
        let Fact::Settled { file, digest } = &record.what else { return None };
        Some(Damage { file: file.clone(), digest: digest.clone() })
    });
    settled.collect()
}

/// How the last guest stands after these facts.
fn guest_of(facts: &[Record<Fact>]) -> Standing {
    let mut guest = Standing::default();
    for record in facts {
        if record.what == Fact::GuestCame {
            guest = guest.next_guest();
        } else if let Fact::Guest { of } = &record.what {
            guest.apply(of, record.at);
        }
    }
    guest
}

/// What follows from these facts and the checks that found nothing, which are in the journal.
fn all_of(facts: &[Record<Fact>], journal: &Replay) -> (DaysOff, Standing) {
    let kept = facts.iter().map(|record| (record.at, &record.id, &record.what));
    let nothing = Fact::NOTHING_FOUND;
    let checks = journal.checks().map(|(id, at)| (at, id, &nothing));
    let mut said: Vec<_> = kept.chain(checks).collect();
    said.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    DaysOff::and_standing(said.into_iter().map(|(at, _, fact)| (fact, at)))
}
