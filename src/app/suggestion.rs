//! What to do next: one routine of the library, and why, in a line.
//!
//! It follows from the time of day, what was worked on in the last days, what is set aside, the minutes there are and the
//! place (CONTENT 5.2), and from nothing else: the same day gives the same answer. It parses no file of the house, so
//! that the first picture does not wait for it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{Datelike as _, NaiveDate, Timelike as _, Weekday};

use super::Memory;
use super::view::words;
use crate::journal::{LATELY, Session};
use crate::routine::{
    Area, Entry, Family, FileKind, Kit, Library, Origin, Routine, RoutineId, RoutinePlace, Status, Tag,
};
use crate::safety::{Wants, What};
use crate::units::Now;

/// A routine of the library and why it is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// Which entry of the library.
    pub(crate) entry: usize,
    /// Why, in a line.
    pub(crate) why: String,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Morning,
    Work,
    /// The day of a Saturday or Sunday: nobody is at work.
    Weekend,
    Evening,
    Night,
}

/// What is known of a routine: of one of the house without reading its file (a test reads the files and compares), of one
/// of the person's own from its steps.
#[derive(Clone, Copy)]
struct Known<'r> {
    id: &'r str,
    /// When it fits, by its file's own words; one of the person's own fits whenever it is.
    parts: &'r [Part],
    /// What it works on most, the warm-up apart.
    works: Area,
    /// The families in it, calm apart.
    families: &'r [Family],
    /// Whether it goes to the end of a range.
    end_range: bool,
    /// What not everybody has.
    kit: Option<Kit>,
}

macro_rules! known {
    ($($id:literal: [$($part:ident)*], $works:ident, [$($family:ident)*], $end:literal $(, $kit:ident)?;)+) => {
        &[$(Known {
            id: $id,
            parts: &[$(Part::$part),*],
            works: Area::$works,
            families: &[$(Family::$family),*],
            end_range: $end,
            kit: known!(@kit $($kit)?),
        }),+]
    };
    (@kit $kit:ident) => { Some(Kit::$kit) };
    (@kit) => { None };
}

/// The routines that are suggested. `five-for-one` is there for a pop only, and a pop is no reason here (S7).
const KNOWN: &[Known<'static>] = known! {
    "chair-stretch": [Work], UpperBack, [Extend Flex Rotate Shoulder], true;
    "wall-stretch": [Work], UpperBack, [Extend Shoulder], true;
    "towel-roll": [Evening], UpperBack, [Extend Flex Rotate Shoulder], true;
    "cat-cow": [Morning], UpperBack, [Flex Shoulder], false;
    "micro-break": [Work], UpperBack, [Extend Rotate Shoulder], false;
    "desk-reset": [Work], UpperBack, [Flex Hands Neck Rotate Shoulder], false;
    "upper-back-release": [Evening], UpperBack, [Extend Flex Rotate Shoulder], true;
    "floor-unwind": [Evening], UpperBack, [Flex Rotate Shoulder], false;
    "roller-release": [Evening], UpperBack, [Roller Rotate Shoulder], true, Roller;
    "morning-maintenance": [Morning], UpperBack, [Extend Flex Rotate Shoulder], true;
    "quiet-office": [Work], UpperBack, [Flex Hands Neck Shoulder], false;
    "no-floor-release": [Work], UpperBack, [Extend Flex Rotate Shoulder], true;
    "wrists-and-neck": [Work], Neck, [Hands Neck Shoulder], false;
    "end-of-day": [Evening], Legs, [Hips Shoulder], false;
    "soft-range": [Work Night], UpperBack, [Extend Neck Rotate Shoulder], false;
    "eyes-and-breath": [Night], Breath, [], false;
};

/// The four named ones, which come first where nothing is known yet.
const NAMED: [&str; 4] = ["chair-stretch", "wall-stretch", "towel-roll", "cat-cow"];
/// What is left when movement is paused (S2).
const CALM: &str = "eyes-and-breath";
/// How far back a session has a say.
const DAYS: i64 = 7;
/// How many of them do, so that the end of a journal says the same as all of it.
const SESSIONS: usize = 12;
const _: () = assert!(SESSIONS < LATELY, "the end of a journal that is read first has more of them");
/// How many days with sessions have the first-week doses (CONTENT 2.2).
const FIRST_WEEK: u32 = 7;
/// The tags that `soft-range` was made for, by its file's own words.
const SOFT: [Tag; 3] = [Tag::Hypermobile, Tag::Osteoporosis, Tag::Pregnancy];

/// What was done lately, as far as it has a say.
struct Lately {
    today: NaiveDate,
    /// The day each routine was done on last.
    routines: BTreeMap<RoutineId, NaiveDate>,
    /// How often each was done.
    often: BTreeMap<RoutineId, i64>,
    /// The day each area was worked on last.
    areas: BTreeMap<Area, NaiveDate>,
    /// The routine that was done last of all.
    last: Option<RoutineId>,
    /// How many sessions there were today, and how many of them with end range.
    today_sessions: usize,
    today_end_range: usize,
    first_week: bool,
}

impl Lately {
    fn of(memory: &Memory, now: Now) -> Option<Self> {
        let today = now.day();
        let mut lately = Self {
            today,
            routines: BTreeMap::new(),
            often: BTreeMap::new(),
            areas: BTreeMap::new(),
            last: None,
            today_sessions: 0,
            today_end_range: 0,
            first_week: memory.replay().session_days_before(today) < FIRST_WEEK,
        };
        let mut lived: Vec<(&Session, NaiveDate)> =
            memory.replay().sessions().filter(|it| it.counts()).filter_map(|it| Some((it, it.day()?))).collect();
        if lived.is_empty() {
            return None;
        }
        lived.retain(|(_, day)| (0..DAYS).contains(&(today - *day).num_days()));
        for (life, day) in lived.iter().rev().take(SESSIONS).rev() {
            if let Some(started) = life.started() {
                lately.routines.insert(started.routine.clone(), *day);
                *lately.often.entry(started.routine.clone()).or_default() += 1;
                lately.last = Some(started.routine.clone());
            }
            for area in life.steps().filter(|step| !step.work.is_zero()).flat_map(|step| &step.areas) {
                lately.areas.insert(*area, *day);
            }
            if *day == today {
                lately.today_sessions += 1;
                lately.today_end_range += usize::from(life.has_end_range());
            }
        }
        Some(lately)
    }

    fn done_today(&self, id: &str) -> bool {
        self.routines.get(id) == Some(&self.today)
    }

    fn done_yesterday(&self, id: &str) -> bool {
        self.routines.get(id).copied() == self.today.pred_opt()
    }

    /// How many days ago an area was worked on; [`None`] where that is further back than anything is looked at.
    fn rested(&self, area: Area) -> Option<i64> {
        self.areas.get(&area).map(|day| (self.today - *day).num_days())
    }
}

/// What to do next among the entries that `passes`; [`None`] where nothing may be done or nothing fits.
///
/// `minutes` is how much time there is, where the person said so: it stands in the line then.
pub(crate) fn suggest(
    library: &Library,
    memory: &Memory,
    now: Now,
    minutes: Option<u32>,
    passes: impl Fn(usize) -> bool,
) -> Option<Suggestion> {
    let usable = |at: usize, entry: &Entry| entry.status == Status::Ok && entry.kind == FileKind::Routine && passes(at);
    let find = |id: &str| {
        let mut entries = library.entries().iter().enumerate();
        entries.find(|(at, entry)| entry.head.id.as_str() == id && usable(*at, entry)).map(|(at, _)| at)
    };
    let ledger = memory.standing().ledger();
    if !ledger.opens(Wants::Moving) {
        if !ledger.opens(Wants::Calm) {
            return None;
        }
        return find(CALM).map(|entry| Suggestion { entry, why: "Movement is paused; this is open.".to_owned() });
    }
    let Some(lately) = Lately::of(memory, now) else {
        let entry = NAMED.iter().find_map(|id| find(id))?;
        return Some(Suggestion { entry, why: "A good one to begin with.".to_owned() });
    };
    let aside = families_aside(library, memory);
    let part = part_of(now);
    let mut best: Option<(i64, Suggestion)> = None;
    let mut weigh = |known: &Known<'_>, entry: usize| {
        if known.kit.is_some_and(|kit| !memory.standing().has(kit)) {
            return;
        }
        let length = library.entries()[entry].head.total;
        let worth = worth(known, length, part, &lately, &aside, memory);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            let why = why(known, part, &lately, &aside, minutes);
            best = Some((worth, Suggestion { entry, why }));
        }
    };
    for known in KNOWN {
        if let Some(entry) = find(known.id) {
            weigh(known, entry);
        }
    }
    for (at, entry) in library.entries().iter().enumerate() {
        let is_own = entry.origin != Origin::BuiltIn && !KNOWN.iter().any(|known| known.id == entry.head.id.as_str());
        if let Some(Ok(routine)) = (is_own && usable(at, entry)).then(|| library.routine(&entry.head.id)).flatten() {
            weigh_own(&routine, library, part, |known| weigh(known, at));
        }
    }
    best.map(|(_, suggestion)| suggestion)
}

/// Weighs a routine of the person's own by its steps: it fits whenever it is.
fn weigh_own(routine: &Routine, library: &Library, part: Part, weigh: impl FnOnce(&Known<'_>)) {
    let movements: Vec<_> =
        routine.steps.iter().filter_map(|step| library.movement_of(routine, &step.movement)).collect();
    let mut families: Vec<Family> = Vec::new();
    let mut areas: BTreeMap<Area, usize> = BTreeMap::new();
    for movement in movements.iter().filter(|movement| movement.family != Family::Calm) {
        if !families.contains(&movement.family) {
            families.push(movement.family);
        }
        for area in movement.areas.iter().filter(|_| !movement.banks()) {
            *areas.entry(*area).or_default() += 1;
        }
    }
    let most = areas.iter().max_by_key(|(area, often)| (**often, std::cmp::Reverse(**area)));
    let kit = [Kit::Roller, Kit::Ball]
        .into_iter()
        .find(|kit| movements.iter().any(|movement| movement.needs.iter().any(|need| need.0 == [*kit])));
    weigh(&Known {
        id: routine.id.as_str(),
        parts: &[part],
        works: most.map_or(Area::Breath, |(area, _)| *area),
        families: &families,
        end_range: movements.iter().any(|movement| movement.end_range.is_some()),
        kit,
    });
}

/// Whether a routine can be done where somebody works: not on the floor.
pub(crate) fn is_at_a_desk(entry: &Entry) -> bool {
    entry.head.place != RoutinePlace::Floor
}

/// The families something is set aside of, whole or in part.
fn families_aside(library: &Library, memory: &Memory) -> BTreeSet<Family> {
    let asides = memory.standing().asides();
    asides
        .filter_map(|(what, _)| match what {
            What::Family(family) => Some(*family),
            What::Movement(id) => library.family(id),
        })
        .collect()
}

fn part_of(now: Now) -> Part {
    let is_weekend = matches!(now.wall.weekday(), Weekday::Sat | Weekday::Sun);
    match now.wall.hour() {
        5..9 => Part::Morning,
        9..17 if is_weekend => Part::Weekend,
        9..17 => Part::Work,
        17..22 => Part::Evening,
        _ => Part::Night,
    }
}

/// The routine a week has for a day, once (CONTENT 5.2).
fn once_on(day: NaiveDate) -> &'static [&'static str] {
    match day.weekday() {
        Weekday::Mon | Weekday::Wed | Weekday::Fri => &["upper-back-release"],
        Weekday::Tue | Weekday::Thu => &["morning-maintenance", "roller-release"],
        Weekday::Sat | Weekday::Sun => &["floor-unwind", "cat-cow"],
    }
}

impl Known<'_> {
    /// Whether it fits a part of the day: the day of a weekend has what mornings and evenings have.
    fn fits(&self, part: Part) -> bool {
        self.parts.contains(&part)
            || part == Part::Weekend && self.parts.iter().any(|it| matches!(it, Part::Morning | Part::Evening))
    }
}

/// How well a routine fits now; the first of those that fit best is the one.
fn worth(
    known: &Known<'_>,
    length: Duration,
    part: Part,
    lately: &Lately,
    aside: &BTreeSet<Family>,
    memory: &Memory,
) -> i64 {
    let if_so = |so: bool, worth: i64| if so { worth } else { 0 };
    let long = length >= Duration::from_secs(8 * 60);
    let short = length < Duration::from_secs(3 * 60);
    let mut worth = 0;
    worth += if_so(known.fits(part), 5);
    worth += if_so(once_on(lately.today).contains(&known.id), 2);
    worth += lately.rested(known.works).unwrap_or(3).min(3);
    worth -= if_so(lately.done_today(known.id), 6);
    // Yesterday's is there for who wants it again; what was done least comes before what was done most.
    worth -= if_so(lately.done_yesterday(known.id), 12);
    worth -= lately.often.get(known.id).copied().unwrap_or(0).min(4);
    worth -= if_so(lately.last.as_ref().is_some_and(|last| last.as_str() == known.id), 3);
    worth -= if_so(known.families.iter().any(|family| aside.contains(family)), 4);
    // A third session with end range in a day, or the same spot at once, is better left (S6).
    worth -= if_so(known.end_range && lately.today_end_range > 0, 4);
    worth -= if_so(known.end_range && lately.today_end_range > 1, 8);
    worth -= if_so(long && lately.today_sessions > 0, 2);
    worth += if_so(short && lately.today_sessions > 1, 3);
    if lately.first_week {
        // The first week begins softly (CONTENT 5.2).
        worth += if_so(["soft-range", "chair-stretch", "no-floor-release"].contains(&known.id), 3);
        worth -= if_so(long, 2);
    }
    worth + if_so(known.id == "soft-range" && SOFT.iter().any(|tag| memory.standing().tags().contains(tag)), 5)
}

/// Why, in a line of at most two parts: when it fits, and what else speaks for it.
fn why(known: &Known<'_>, part: Part, lately: &Lately, aside: &BTreeSet<Family>, minutes: Option<u32>) -> String {
    let when = known.fits(part).then_some(match part {
        Part::Morning => "for the morning",
        Part::Work => "for a break at work",
        Part::Weekend => "for the weekend",
        Part::Evening => "for the evening",
        Part::Night => "quiet, for this hour",
    });
    let rested = lately.rested(known.works).filter(|days| *days > 0);
    let area = words::area(known.works);
    let else_ = if let Some(minutes) = minutes {
        Some(format!("fits into {minutes} min"))
    } else if !aside.is_empty() && !known.families.iter().any(|family| aside.contains(family)) {
        Some("without what is set aside".to_owned())
    } else if lately.first_week && ["soft-range", "chair-stretch", "no-floor-release"].contains(&known.id) {
        Some("gentle, for a first week".to_owned())
    } else if let Some(days) = rested {
        Some(match days {
            1 => format!("{area} last worked on yesterday"),
            days => format!("{area} last worked on {days} days ago"),
        })
    } else if known.works != Area::UpperBack && lately.rested(known.works).is_none() {
        Some(format!("{area} not worked on this week"))
    } else if once_on(lately.today).contains(&known.id) {
        Some(format!("one for a {}", lately.today.format("%A")))
    } else if lately.today_sessions > 0 && !lately.done_today(known.id) {
        Some("not done yet today".to_owned())
    } else {
        None
    };
    let parts: Vec<String> = when.map(str::to_owned).into_iter().chain(else_).collect();
    if parts.is_empty() {
        "Something different from last time.".to_owned()
    } else {
        crate::coach::sentence(&parts.join("; "))
    }
}

#[cfg(test)]
mod tests;
