use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::Standing;
use crate::routine::{Family, MovementId};
use crate::safety::facts::{Reason, SoreSide, What};

/// Something left out until the person brings it back (F1); no timer returns it.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Why.
    pub reason: Reason,
    /// Which side hurt.
    pub side: Option<SoreSide>,
    /// The session it happened in.
    pub session: String,
    /// Since when.
    pub since: DateTime<FixedOffset>,
    /// In how many sessions the ready screen has spoken of it (F2).
    pub shown: u32,
    /// Its place among everything that was set aside and brought back.
    order: u64,
}

/// How something that was brought back returns: first in its easier form at half the hold (F2, S4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// The side that goes last.
    pub sore: Option<SoreSide>,
}

/// What a plan leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Single movements, those of a family of which another one is back among them.
    pub movements: BTreeSet<MovementId>,
    /// Families of which nothing is back.
    pub families: BTreeSet<Family>,
}

/// Everything that was set aside and brought back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asides {
    aside: BTreeMap<What, Aside>,
    back: BTreeMap<What, Back>,
    ribs_offered: Option<DateTime<FixedOffset>>,
    order: u64,
}

/// Something that was brought back.
#[derive(Clone, Debug, PartialEq)]
struct Back {
    at: DateTime<FixedOffset>,
    sore: Option<SoreSide>,
    order: u64,
    /// The movements that were done since in their easier form.
    done: BTreeSet<MovementId>,
}

/// The families that sore ribs put aside (CONTENT 3.7, key 6).
pub(in crate::safety) const RIB_FAMILIES: [Family; 3] = [Family::Extend, Family::Rotate, Family::Roller];
/// After how long the ribs' families are offered back, as one question (CONTENT 3.7, key 6).
const RIBS_REST: TimeDelta = TimeDelta::days(7);

impl Aside {
    pub(super) fn new(reason: Reason, side: Option<SoreSide>, session: &str, since: DateTime<FixedOffset>) -> Self {
        Self { reason, side, session: session.to_owned(), since, shown: 0, order: 0 }
    }
}

impl Asides {
    fn next(&mut self) -> u64 {
        self.order += 1;
        self.order
    }

    /// Sets aside; a second fact of the same session only adds the side.
    pub(super) fn set(&mut self, what: &What, mut aside: Aside) {
        if let Some(known) = self.aside.get_mut(what)
            && known.session == aside.session
            && known.reason == aside.reason
        {
            known.side = aside.side.or(known.side);
            return;
        }
        // What a limb put aside stays so, whatever else puts it aside as well: it comes back singly (F4).
        if self.aside.get(what).is_some_and(|known| known.reason == Reason::Limb) {
            aside.reason = Reason::Limb;
        }
        aside.order = self.next();
        self.back.remove(what);
        if aside.reason == Reason::Ribs {
            self.ribs_offered = None;
        }
        self.aside.insert(what.clone(), aside);
    }

    pub(super) fn bring_back(&mut self, what: &What, at: DateTime<FixedOffset>) {
        let sore = self.aside.remove(what).and_then(|aside| aside.side);
        let order = self.next();
        self.back.insert(what.clone(), Back { at, sore, order, done: BTreeSet::new() });
    }

    pub(super) fn done_again(&mut self, movement: &MovementId) {
        for (what, back) in &mut self.back {
            if *what == What::Movement(movement.clone()) || matches!(what, What::Family(_)) {
                back.done.insert(movement.clone());
            }
        }
    }

    pub(super) fn shown(&mut self, what: &What) {
        // What one stop put aside is one line's worth.
        if let Some((session, reason)) = self.aside.get(what).map(|aside| (aside.session.clone(), aside.reason)) {
            for aside in self.aside.values_mut().filter(|it| it.session == session && it.reason == reason) {
                aside.shown += 1;
            }
        }
    }

    pub(super) fn ribs_offered(&mut self, taken: bool, at: DateTime<FixedOffset>) {
        self.ribs_offered = Some(at);
        if taken {
            for family in RIB_FAMILIES {
                let what = What::Family(family);
                if self.aside.get(&what).is_some_and(|aside| aside.reason == Reason::Ribs) {
                    self.bring_back(&what, at);
                }
            }
        }
    }
}

impl Standing {
    /// Everything that is set aside.
    pub fn asides(&self) -> impl Iterator<Item = (&What, &Aside)> {
        self.asides.aside.iter()
    }

    /// What was brought back and not set aside again since, and when.
    pub fn brought_back(&self) -> impl Iterator<Item = (&What, DateTime<FixedOffset>)> {
        self.asides.back.iter().map(|(what, back)| (what, back.at))
    }

    /// Whether anything is set aside or on its way back: if not, no movement has to be looked at.
    #[must_use]
    pub fn has_asides(&self) -> bool {
        !self.asides.aside.is_empty() || !self.asides.back.is_empty()
    }

    /// Whether and why this very thing is set aside.
    #[must_use]
    pub fn aside(&self, what: &What) -> Option<&Aside> {
        self.asides.aside.get(what)
    }

    /// Why a movement is left out: it is set aside, or its family is and it was not brought back by itself since (F4).
    #[must_use]
    pub fn left_out(&self, movement: &MovementId, family: Family) -> Option<&Aside> {
        let single = What::Movement(movement.clone());
        if let Some(aside) = self.asides.aside.get(&single) {
            return Some(aside);
        }
        let aside = self.asides.aside.get(&What::Family(family)).filter(|_| family != Family::Calm)?;
        let back_since = self.asides.back.get(&single).is_some_and(|back| back.order > aside.order);
        (!back_since).then_some(aside)
    }

    /// What a plan over these movements, each with its family, leaves out.
    #[must_use]
    pub fn left_out_of<'a>(&self, library: impl IntoIterator<Item = (&'a MovementId, Family)>) -> LeftOut {
        let mut out = LeftOut::default();
        for what in self.asides.aside.keys() {
            match what {
                What::Movement(movement) => drop(out.movements.insert(movement.clone())),
                What::Family(family) => drop(out.families.insert(*family)),
            }
        }
        let mut split = BTreeMap::<Family, BTreeSet<MovementId>>::new();
        let mut returned = BTreeSet::new();
        for (movement, family) in library {
            if !out.families.contains(&family) {
                continue;
            }
            if self.left_out(movement, family).is_some() {
                split.entry(family).or_default().insert(movement.clone());
            } else {
                returned.insert(family);
            }
        }
        for family in returned {
            out.families.remove(&family);
            out.movements.extend(split.remove(&family).unwrap_or_default());
        }
        out
    }

    /// How a movement that came back, by itself or with its family, is done this time; [`None`] when it is itself.
    #[must_use]
    pub fn returns(&self, movement: &MovementId, family: Family) -> Option<Return> {
        let still_to_do = |what: &What| self.asides.back.get(what).filter(|back| !back.done.contains(movement));
        still_to_do(&What::Movement(movement.clone()))
            .or_else(|| still_to_do(&What::Family(family)))
            .map(|back| Return { sore: back.sore })
    }

    /// The families the ribs put aside, once they have rested for seven days, and seven days after a no (CONTENT 3.7).
    #[must_use]
    pub fn ribs_to_offer(&self, now: DateTime<FixedOffset>) -> Vec<Family> {
        let families: Vec<Family> = RIB_FAMILIES
            .into_iter()
            .filter(|family| self.aside(&What::Family(*family)).is_some_and(|aside| aside.reason == Reason::Ribs))
            .collect();
        let since = families.iter().filter_map(|family| self.aside(&What::Family(*family)).map(|aside| aside.since));
        let latest = since.max().into_iter().chain(self.asides.ribs_offered).max();
        if latest.is_some_and(|latest| now - latest >= RIBS_REST) { families } else { Vec::new() }
    }
}
