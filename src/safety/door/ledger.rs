use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Item, Settled, Sign, Told};
use crate::routine::Tag;
use crate::safety::outcome::Outcome;

/// Everything that was said at the door and in a stop and is not settled, each with its own time.
///
/// What settles something names the time it was said: of two ticks of one line, by two windows or two machines, in
/// whatever order they are merged, one word settles one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    open: BTreeMap<Key, Open>,
    settled: BTreeMap<Key, Settled>,
    told: BTreeMap<Key, Told>,
    /// The sessions whose stop said it.
    sessions: BTreeMap<String, Vec<Key>>,
}

/// What was said and when: to the millisecond, as a record keeps it.
type Key = (Item, i64);

/// Something that was said and is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// What.
    pub item: Item,
    /// When.
    pub when: DateTime<FixedOffset>,
    /// The answer to its follow-up.
    pub told: Option<Told>,
    /// Whether a professional has checked it since.
    pub checked: bool,
    /// What a stop made of it.
    stop: Option<Outcome>,
}

impl Open {
    /// What it comes to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.checked {
            return Outcome::Adapt;
        }
        self.stop.unwrap_or_else(|| self.item.outcome(self.told))
    }

    /// What is worked around for it. An answer that names something stands in the place of the line's own; of what was
    /// checked since, while the last answer held, it is not known which answer would be given now: all of them count.
    fn tags(&self) -> BTreeSet<Tag> {
        let own = if let Item::Tag(tag) = self.item { Some(tag) } else { None };
        let Some(asks) = self.item.asks() else { return own.into_iter().collect() };
        let told = self.told.filter(|told| !self.checked || asks.outcome(*told) < Outcome::Pause);
        let named: BTreeSet<Tag> = match told {
            Some(told) => asks.tags(told).iter().copied().collect(),
            None if self.checked => asks.answers().flat_map(|(told, _)| asks.tags(told)).copied().collect(),
            None => BTreeSet::new(),
        };
        if named.is_empty() { own.into_iter().collect() } else { named }
    }

    /// The local day it was said on.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.when.date_naive()
    }

    /// Whether it can be settled like this on a day: what pauses for a while is not over on the day it was said (S13).
    #[must_use]
    pub fn takes(&self, how: Settled, today: NaiveDate) -> bool {
        match (how, self.item) {
            (Settled::Mistaken, _) => true,
            (Settled::Gone, Item::Sign(Sign::Fever)) => self.outcome() <= Outcome::Pause && today > self.day(),
            (Settled::Gone, Item::Tag(_)) => self.outcome() < Outcome::Pause,
            (Settled::OfAge, item) => item == Item::Sign(Sign::Under18),
            (Settled::Checked, item) => {
                self.outcome() >= Outcome::Pause
                    && !matches!(item, Item::Sign(Sign::Under18))
                    && (item != Item::Sign(Sign::Fever) || self.outcome() > Outcome::Pause)
            }
            (Settled::Gone, Item::Sign(_)) => false,
        }
    }
}

impl Ledger {
    /// Something is said.
    pub(in crate::safety) fn say(
        &mut self,
        item: Item,
        when: DateTime<FixedOffset>,
        stop: Option<(Outcome, Option<String>)>,
    ) {
        let key = (item, when.timestamp_millis());
        let (stop, session) = stop.map_or((None, None), |(outcome, session)| (Some(outcome), session));
        if let Some(session) = session {
            self.sessions.entry(session).or_default().push(key);
        }
        let open = Open { item, when, told: self.told.get(&key).copied(), checked: false, stop };
        match self.settled.get(&key) {
            None => drop(self.open.insert(key, open)),
            Some(Settled::Checked) => drop(self.open.insert(key, Open { checked: true, ..open })),
            Some(Settled::Gone | Settled::OfAge | Settled::Mistaken) => {}
        }
    }

    /// Its follow-up is answered; the last answer counts.
    pub(in crate::safety) fn tell(&mut self, item: Item, when: DateTime<FixedOffset>, told: Told) {
        let key = (item, when.timestamp_millis());
        self.told.insert(key, told);
        if let Some(open) = self.open.get_mut(&key) {
            open.told = Some(told);
        }
    }

    /// The chest pain a session may have ended with has passed: urgent in the place of emergency.
    pub(in crate::safety) fn passes(&mut self, session: &str) {
        for key in self.sessions.get(session).into_iter().flatten() {
            if let Some(open) = self.open.get_mut(key).filter(|it| it.item == Item::Sign(Sign::StopChest)) {
                open.stop = Some(Outcome::Urgent);
            }
        }
    }

    /// It is settled, on a local day; whether it had ruled anything out.
    pub(in crate::safety) fn settle(
        &mut self,
        item: Item,
        when: DateTime<FixedOffset>,
        how: Settled,
        today: NaiveDate,
    ) -> bool {
        let key = (item, when.timestamp_millis());
        let Some(open) = self.open.get_mut(&key) else {
            self.settled.insert(key, how);
            return false;
        };
        if !open.takes(how, today) {
            return false;
        }
        let held = open.outcome() >= Outcome::Pause;
        self.settled.insert(key, how);
        if how == Settled::Checked {
            open.checked = true;
        } else {
            self.open.remove(&key);
        }
        held && how != Settled::Mistaken
    }

    /// Everything that is open, the gravest first, then by time.
    #[must_use]
    pub fn open(&self) -> Vec<Open> {
        let mut open: Vec<Open> = self.open.values().copied().collect();
        open.sort_by_key(|it| (std::cmp::Reverse(it.outcome()), it.when, it.item));
        open
    }

    /// What rules movement out, the gravest first.
    #[must_use]
    pub fn holds(&self) -> Vec<Open> {
        self.open().into_iter().filter(|it| it.outcome() >= Outcome::Pause).collect()
    }

    /// What rules movement out, and nothing else.
    pub(in crate::safety) fn held(&self) -> Self {
        let mut it = self.clone();
        it.open.retain(|_, open| open.outcome() >= Outcome::Pause);
        it
    }

    /// What is open of one line.
    pub fn of(&self, item: Item) -> impl Iterator<Item = &Open> {
        self.open.values().filter(move |it| it.item == item)
    }

    /// The gravest of what is open; go where there is nothing.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.open.values().map(Open::outcome).max().unwrap_or(Outcome::Go)
    }

    /// What is worked around.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<Tag> {
        self.open.values().flat_map(Open::tags).collect()
    }
}
