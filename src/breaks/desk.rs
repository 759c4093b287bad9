use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Rules;

/// The state of one desk: the beginning of the sitting, the offers and their answers.
///
/// Moments are whole seconds since 1970, lengths whole seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// When it was last looked at.
    seen: i64,
    /// The time the machine had been up then, its sleep included, where that is known.
    up: Option<i64>,
    /// The part of that time it had slept.
    asleep: i64,
    /// The last sign of the person.
    pub(super) here: i64,
    /// The time they had sat by then, since the last break.
    pub(super) sat: i64,
    /// Since when they are gone, where that is proved.
    gone: Option<Gone>,
    /// When the machine last woke.
    pub(super) woke: Option<i64>,
    /// When the last break was over.
    pub(super) rested: Option<i64>,
    /// The reason for not moving, if there is one.
    pub(super) busy: Option<Busy>,
    /// When that was last over.
    pub(super) freed: Option<i64>,
    /// Until when they asked to wait.
    pub(super) later: Option<i64>,
    /// The number of times in a row they did.
    laters: u32,
    /// Whether the next offer is the shortest there is.
    shortest: bool,
    /// The offer that stands: when it was made.
    pub(super) open: Option<i64>,
    /// When the last offer since the last answer was made.
    pub(super) offered: Option<i64>,
    /// The number of offers ignored in a row.
    pub(super) ignored: u32,
    /// The number of them on a day, and the day.
    ignored_on: Option<(NaiveDate, u32)>,
    /// Up to when the fixed times of the day are settled.
    pub(super) settled: i64,
    /// Whether a session runs.
    pub(super) in_session: bool,
    /// Why nothing is offered on a day, as the facts say, and which day.
    pub(super) held: Option<(NaiveDate, Held)>,
    /// Who is about to make an offer has until then.
    pub(super) claimed: Option<i64>,
    /// Notes that are still to be written into the journal.
    notes: Vec<Note>,
}

/// The signs of presence that a caller has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// When, in seconds since 1970.
    pub at: i64,
    /// The last key that was pressed, as far as the terminals tell.
    pub active: Option<i64>,
    /// The time the person has been idle, by their own command.
    pub idle: Option<i64>,
    /// The time the machine has been up, its sleep included.
    pub up: Option<i64>,
    /// The part of that time it slept.
    pub asleep: i64,
    /// Whether a session runs.
    pub in_session: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Gone {
    since: i64,
    /// The person said so, in a terminal: the key that said it is no sign of a return.
    marked: bool,
}

/// Something the person cannot leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Busy {
    pub(super) since: i64,
    /// When it ends, where that is known.
    pub(super) until: Option<i64>,
    /// When `busy_command` last said so; none where the person did.
    pub(super) checked: Option<i64>,
}

/// Why nothing is offered on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// A holiday.
    Away,
    /// Movement is ruled out.
    Outcome,
    /// Nothing.
    Nothing,
}

/// Something that belongs into the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// A break was offered, at this moment.
    Offered(i64),
    /// One that was offered was taken, and over at this moment.
    Taken(i64),
}

/// The answer to asking for later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It comes back then.
    AsAsked,
    /// It does, and is the shortest there is.
    AndShort,
}

/// So long an offer stands before it counts as ignored, and the next does not come sooner.
pub(super) const STANDS: i64 = 15 * 60;
/// A sleep shorter than this is none.
const NAP: i64 = 60;
/// The clock may be off by so much before it counts as set.
const DRIFT: i64 = 5;
/// A key so soon after the person said they go is no sign of a return.
const LEAVING: i64 = 60;
/// `busy_command` is asked again after so long.
pub(super) const CHECK: i64 = 120;
/// Who is about to make an offer has so long for it.
const CLAIM: i64 = 5;
/// The `later` in a row that makes the next offer the shortest.
const LATERS: u32 = 3;
/// More notes than this nobody wrote for days: the oldest goes.
const NOTES: usize = 64;
/// So many ignored offers on a day are enough for it.
const ENOUGH: u32 = 5;

impl Desk {
    /// A desk that somebody sits down at.
    #[must_use]
    pub const fn new(sample: &Sample) -> Self {
        let at = sample.at;
        Self {
            seen: at,
            up: sample.up,
            asleep: sample.asleep,
            here: at,
            sat: 0,
            gone: None,
            woke: None,
            rested: None,
            busy: None,
            freed: None,
            later: None,
            laters: 0,
            shortest: false,
            open: None,
            offered: None,
            ignored: 0,
            ignored_on: None,
            settled: at,
            in_session: false,
            held: None,
            claimed: None,
            notes: Vec::new(),
        }
    }

    /// Takes in what was seen. `day` is the day it is where the person lives.
    pub fn observe(&mut self, sample: &Sample, rules: &Rules, day: NaiveDate) {
        let slept = self.keep_time(sample);
        let at = sample.at;
        if slept >= rules.away {
            self.rest(at, at - slept);
            self.busy = None;
        } else if slept >= NAP {
            self.come_back(at, rules);
        }
        if slept >= NAP {
            (self.here, self.gone, self.woke) = (at, None, Some(at));
        }
        self.be_busy(at, day);
        if let Some(idle) = sample.idle {
            self.sign(at - idle, rules);
            // Who is in a meeting presses no keys.
            let is_busy = self.busy.is_some_and(|busy| busy.checked.is_none_or(|checked| at <= checked + CHECK));
            if idle >= rules.away && !is_busy {
                self.gone.get_or_insert(Gone { since: (at - idle).max(self.here), marked: false });
            }
        }
        if let Some(active) = sample.active {
            self.sign(active.min(at), rules);
        }
        if sample.in_session {
            // Who moves does not sit; whether it was a break is said by the session's end.
            self.here = at;
        }
        self.in_session = sample.in_session;
        self.lapse(at, rules, day);
        self.seen = at;
    }

    /// Takes in a sign of the person that nobody looked at when it came, such as a prompt.
    pub fn see(&mut self, at: i64, rules: &Rules) {
        // Signs older than the last look were looked at then.
        if at > self.seen {
            self.sign(at, rules);
        }
    }

    /// Brings everything to the sample's clock; how long the machine slept since it was last looked at.
    fn keep_time(&mut self, sample: &Sample) -> i64 {
        let gap = sample.at - self.seen;
        let real = self.up.zip(sample.up).map(|(before, now)| now - before);
        let (jump, slept) = match real {
            Some(real) if real >= 0 => (gap - real, (sample.asleep - self.asleep).clamp(0, real)),
            // It was started anew.
            Some(_) => (gap.min(0), gap.max(0)),
            None => (gap.min(0), 0),
        };
        if jump.abs() > DRIFT {
            self.shift(jump);
        }
        (self.up, self.asleep) = (sample.up, sample.asleep);
        self.seen = self.seen.min(sample.at);
        slept
    }

    /// The clock was set: what was, was as long ago as before.
    fn shift(&mut self, by: i64) {
        for at in [&mut self.seen, &mut self.here, &mut self.settled] {
            *at += by;
        }
        let maybe = [
            &mut self.woke,
            &mut self.rested,
            &mut self.freed,
            &mut self.later,
            &mut self.open,
            &mut self.offered,
            &mut self.claimed,
        ];
        for at in maybe.into_iter().flatten() {
            *at += by;
        }
        if let Some(gone) = &mut self.gone {
            gone.since += by;
        }
        if let Some(busy) = &mut self.busy {
            busy.since += by;
            // When a meeting ends stands on the clock on the wall.
            if let Some(checked) = &mut busy.checked {
                *checked += by;
            }
        }
    }

    /// From when on the person counts as away, if no sign comes.
    pub(super) fn absent_from(&self, rules: &Rules) -> i64 {
        self.gone.map_or(self.here + rules.reading, |gone| gone.since)
    }

    /// A sign of the person, at this moment.
    fn sign(&mut self, at: i64, rules: &Rules) {
        let leaves = self.gone.is_some_and(|gone| at <= gone.since + if gone.marked { LEAVING } else { 0 });
        if at > self.here && !leaves {
            self.come_back(at, rules);
        }
    }

    /// They are here: what lies between was sitting, or a break.
    fn come_back(&mut self, at: i64, rules: &Rules) {
        // Where nobody looked there may have been keys: who spends half an hour in an editor sits.
        let unseen =
            self.gone.is_none() && self.seen < self.here + rules.reading && at <= self.here + 2 * rules.reading;
        let from = if unseen { at } else { self.absent_from(rules) };
        if at - from >= rules.away {
            self.rest(at, from);
        } else {
            self.sat += (from.min(at) - self.here).max(0);
        }
        self.here = at;
        self.gone = None;
    }

    /// A break is over that began at `from`.
    fn rest(&mut self, at: i64, from: i64) {
        if self.open.is_some_and(|offer| from <= offer + STANDS) {
            self.note(Note::Taken(at));
        }
        self.sat = 0;
        self.here = at;
        self.rested = Some(at);
        self.settled = self.settled.max(at);
        self.ignored = 0;
        self.answer();
        (self.laters, self.shortest, self.later) = (0, false, None);
    }

    /// Who is busy sits, whatever else is seen.
    fn be_busy(&mut self, at: i64, day: NaiveDate) {
        let Some(busy) = self.busy else { return };
        let over = busy.until.filter(|until| *until <= at);
        let until = over.or(busy.checked.map(|checked| (checked + CHECK).min(at))).unwrap_or(at);
        if until > self.here {
            self.sat += until - self.here;
            self.here = until;
            self.gone = None;
        }
        let began = DateTime::from_timestamp(busy.since, 0).map(|it| it.date_naive());
        if over.is_some() {
            self.free(until);
        } else if began.is_some_and(|began| (day - began).num_days() > 1) {
            self.free(at);
        }
    }

    /// No offer stands any more.
    fn answer(&mut self) {
        self.open = None;
        self.offered = None;
    }

    /// An offer that stood its time while somebody was there was ignored.
    fn lapse(&mut self, at: i64, rules: &Rules, day: NaiveDate) {
        let Some(open) = self.open else { return };
        if at >= open + STANDS && self.absent_from(rules) >= open + STANDS {
            self.open = None;
            self.ignored += 1;
            self.ignored_on = Some((day, self.ignored_on(day) + 1));
        }
    }

    /// Counts the offers ignored on a day.
    #[must_use]
    pub fn ignored_on(&self, day: NaiveDate) -> u32 {
        self.ignored_on.filter(|(on, _)| *on == day).map_or(0, |(_, times)| times)
    }

    /// Whether so many offers were ignored on this day that it has enough of them.
    pub(super) fn has_enough(&self, day: NaiveDate) -> bool {
        self.ignored_on(day) >= ENOUGH
    }

    fn note(&mut self, note: Note) {
        if self.notes.len() >= NOTES {
            self.notes.remove(0);
        }
        self.notes.push(note);
    }

    /// Takes what is to be written into the journal.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// Whether the person is busy, as far as is known.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    /// Whether the next offer is the shortest there is.
    #[must_use]
    pub const fn wants_short(&self) -> bool {
        self.shortest
    }

    /// Whether an offer stands at `at`: who opens the program then takes it.
    #[must_use]
    pub fn stands(&self, at: i64) -> bool {
        self.open.is_some_and(|open| (open..open + STANDS).contains(&at))
    }

    /// Returns the time somebody has sat here at `at`; none where they are away.
    #[must_use]
    pub fn sat(&self, at: i64, rules: &Rules) -> Option<i64> {
        (at <= self.absent_from(rules)).then_some(self.sat + (at - self.here).max(0))
    }

    /// Claims the next offer: who gets it may take its time to ask whether the person is busy.
    ///
    /// Nobody else gets it until [`Desk::settle`] or a few seconds later.
    pub fn claim(&mut self, at: i64) -> bool {
        let free = self.claimed.is_none_or(|until| at > until || until > at + CLAIM);
        if free {
            self.claimed = Some(at + CLAIM);
        }
        free
    }

    /// Settles a claim: makes the offer unless the person is busy, and says whether it was made.
    ///
    /// Who was busy a moment ago gets it a little later.
    pub fn settle(&mut self, at: i64, is_busy: bool) -> bool {
        self.claimed = None;
        if is_busy {
            let since = self.busy.map_or(at, |busy| busy.since);
            self.busy = Some(Busy { since, until: None, checked: Some(at) });
            self.answer();
            return false;
        }
        if self.busy.is_some() {
            self.free(at);
            return false;
        }
        self.open = Some(at);
        self.offered = Some(at);
        self.later = None;
        self.settled = self.settled.max(at);
        self.note(Note::Offered(at));
        true
    }

    /// The person asks to wait.
    pub fn later(&mut self, at: i64, length: i64, rules: &Rules) -> Granted {
        self.come_back(at.max(self.here), rules);
        self.answer();
        self.later = Some(at + length);
        self.laters += 1;
        self.ignored = 0;
        self.shortest |= self.laters >= LATERS;
        if self.shortest { Granted::AndShort } else { Granted::AsAsked }
    }

    /// The person leaves this break out: the next comes after the full time.
    pub fn skip(&mut self, at: i64) {
        self.answer();
        (self.sat, self.here, self.settled) = (0, self.here.max(at), self.settled.max(at));
        (self.laters, self.shortest, self.later, self.ignored) = (0, false, None, 0);
    }

    /// The person goes away.
    pub fn go(&mut self, at: i64) {
        self.busy = None;
        self.gone.get_or_insert(Gone { since: at.max(self.here), marked: true });
    }

    /// The person is back.
    pub fn back(&mut self, at: i64, rules: &Rules) {
        self.come_back(at.max(self.here), rules);
    }

    /// The person is busy, until then or until they say that they are not.
    pub fn be_busy_until(&mut self, at: i64, until: Option<i64>, rules: &Rules) {
        self.come_back(at.max(self.here), rules);
        self.answer();
        self.busy = Some(Busy { since: at, until, checked: None });
    }

    /// The person is not busy any more.
    pub fn free(&mut self, at: i64) {
        if self.busy.take().is_some() {
            self.freed = Some(at);
        }
    }

    /// A session is over; one that counts was a break.
    pub fn end_session(&mut self, at: i64, counts: bool) {
        self.in_session = false;
        if counts {
            // Whatever the sitting was, it ended when the session began.
            self.gone = None;
            self.rest(at, self.offered.unwrap_or(at));
        }
    }

    /// Tells the desk the facts of a day.
    pub const fn hold(&mut self, day: NaiveDate, held: Held) {
        self.held = Some((day, held));
    }

    /// Whether what the facts say of this day is known.
    #[must_use]
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.held.is_some_and(|(of, _)| of == day)
    }

    /// The moment of a time on the wall.
    #[must_use]
    pub fn moment(at: DateTime<FixedOffset>) -> i64 {
        at.timestamp()
    }
}
