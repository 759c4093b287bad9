//! What a coach says while a plan is done, and when: phrases that never overlap, for whoever hears and sees nothing.

use std::time::Duration;

use crate::routine::{Effort, Order, SideUnit};
use crate::units::amount;

use super::plan::{Part, Plan, PlannedStep, Segment};
use super::session::show::{hold_line, line, sentence, side_name, why_here};

/// What is said during a plan nobody touches, in the order of the clock.
///
/// Each phrase takes as long as its words at two and a half words a second, and none begins before the one before it is
/// over: what has no room is left out, the least important first. Safety lines come first in a set-up and are never
/// left out; what says where the body goes next is said before the body goes there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    phrases: Vec<Phrase>,
}

/// Something to be said at its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Which step of the plan it begins in, counted from zero.
    pub step: usize,
    /// Which part of it.
    pub part: Part,
    /// How long after the beginning of that part.
    pub after: Duration,
    /// How long after the beginning of the plan.
    pub at: Duration,
    /// What it is about.
    pub about: About,
    /// The words.
    pub says: String,
}

/// What a phrase is about, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A line of safety: what this person does otherwise, and when to stop.
    Safety,
    /// How to get to where the movement begins.
    SetUp,
    /// It begins now.
    Begin,
    /// Where the body goes next: the movement, the side, the way back.
    Way,
    /// The last seconds, counted down.
    Count,
    /// What is done.
    Cue,
    /// How far it is, when to breathe, that one rests.
    Aside,
}

/// How long a word takes, at two and a half a second.
const WORD: Duration = Duration::from_millis(400);
/// Efforts shorter than this are over before they could be counted down.
const COUNTED_FROM: Duration = Duration::from_secs(5);
/// Efforts at least this long have a half.
const HALVED_FROM: Duration = Duration::from_secs(20);
/// How long before it happens something may be announced.
const AHEAD: Duration = Duration::from_secs(9);
const SECOND: Duration = Duration::from_secs(1);

/// How long it takes to say something.
#[must_use]
pub fn takes(says: &str) -> Duration {
    WORD * u32::try_from(says.split_whitespace().count()).unwrap_or(u32::MAX)
}

impl Phrase {
    /// When it is over.
    #[must_use]
    pub fn ends(&self) -> Duration {
        self.at + takes(&self.says)
    }
}

impl Script {
    /// What is said of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Writing::new(plan).write()
    }

    /// Every phrase, in the order of the clock.
    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The phrase that begins in this part of a step, `elapsed` after its beginning or up to `late` before.
    #[must_use]
    pub fn begins(&self, step: usize, part: Part, elapsed: Duration, late: Duration) -> Option<&Phrase> {
        self.phrases
            .iter()
            .rfind(|it| (it.step, it.part) == (step, part) && it.after <= elapsed && elapsed < it.after + late)
    }

    /// When after the beginning of this part the next phrase begins.
    #[must_use]
    pub fn next_in(&self, step: usize, part: Part, elapsed: Duration) -> Option<Duration> {
        let here = self.phrases.iter().filter(|it| (it.step, it.part) == (step, part));
        here.map(|it| it.after).find(|after| *after > elapsed)
    }
}

/// A segment with its place on the clock.
#[derive(Clone, Copy, Debug)]
struct Placed {
    step: usize,
    segment: Segment,
    from: Duration,
    to: Duration,
}

/// Where in a window a phrase is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Put {
    Early,
    Late,
    /// As late as possible.
    Last,
}

/// Something to be said, and the time it may be said in.
#[derive(Clone, Debug)]
struct Wish {
    about: About,
    /// The words, and shorter ones where those have no room.
    says: Vec<String>,
    from: Duration,
    to: Duration,
    put: Put,
    /// How much later the shortest words may still come, where nothing has room.
    grace: Duration,
}

struct Writing<'p> {
    plan: &'p Plan,
    segments: Vec<Placed>,
    /// What is said already: from, to, words.
    said: Vec<(Duration, Duration, About, String)>,
    wishes: Vec<Wish>,
    cues: Vec<Cue>,
}

/// The cue of a step: it stands before it begins, or together with that, or as soon as there is room.
#[derive(Clone, Debug)]
struct Cue {
    says: String,
    after: Duration,
    begins: Duration,
    until: Duration,
}

impl<'p> Writing<'p> {
    fn new(plan: &'p Plan) -> Self {
        let mut at = Duration::ZERO;
        let mut segments = Vec::new();
        for (step, planned) in plan.steps.iter().enumerate() {
            for segment in planned.segments() {
                segments.push(Placed { step, segment, from: at, to: at + segment.length });
                at += segment.length;
            }
        }
        Self { plan, segments, said: Vec::new(), wishes: Vec::new(), cues: Vec::new() }
    }

    fn write(mut self) -> Script {
        for index in 0..self.segments.len() {
            self.wish(index);
        }
        let mut wishes = std::mem::take(&mut self.wishes);
        wishes.sort_by_key(|wish| (wish.about, wish.from));
        let (first, rest): (Vec<_>, Vec<_>) = wishes.into_iter().partition(|it| it.about <= About::SetUp);
        for wish in &first {
            self.place(wish);
        }
        let mut rest = rest;
        for cue in std::mem::take(&mut self.cues) {
            let here = |about, says: String, from, to| Wish {
                about,
                says: vec![says],
                from,
                to,
                put: Put::Early,
                grace: Duration::ZERO,
            };
            let before = here(About::Cue, cue.says.clone(), cue.after, cue.begins + SECOND);
            let together = here(
                About::Begin,
                format!("Begin. {}", cue.says),
                cue.begins.saturating_sub(WORD),
                self.uncounted(cue.begins),
            );
            if !self.place(&before) && !self.place(&together) {
                rest.push(here(About::Cue, cue.says, cue.after, cue.until));
            }
        }
        rest.sort_by_key(|wish| (wish.about, wish.from));
        for wish in &rest {
            self.place(wish);
        }
        let mut said = self.said;
        said.sort_by_key(|(from, ..)| *from);
        let phrases = said.into_iter().filter_map(|(at, _, about, says)| {
            let place = self.segments.iter().rfind(|it| it.from <= at)?;
            Some(Phrase {
                step: place.step,
                part: place.segment.part,
                after: at.saturating_sub(place.from),
                at,
                about,
                says,
            })
        });
        Script { phrases: phrases.collect() }
    }

    /// What the segment asks to be said in it, and before it.
    fn wish(&mut self, index: usize) {
        let here = self.segments[index];
        let step = &self.plan.steps[here.step];
        let before = index.checked_sub(1).map(|before| self.segments[before]);
        let enters = before.is_none_or(|before| before.step != here.step);
        if enters {
            self.enter(step, here, before);
        }
        match here.segment.part {
            Part::SetUp => {}
            Part::In { side, rep } => self.announce(step, here, before, side, rep),
            Part::Work { side, rep } => {
                if matches!(before.map(|it| it.segment.part), Some(Part::In { .. })) {
                    let (says, from) =
                        (vec!["And hold.".to_owned(), "Hold.".to_owned()], here.from.saturating_sub(SECOND));
                    let (about, to) = (About::Aside, here.from);
                    self.wishes.push(Wish { about, says, from, to, put: Put::Late, grace: SECOND });
                } else {
                    self.announce(step, here, before, side, rep);
                }
                if let Some(says) = hold_line(step, here.segment.part, Duration::ZERO, here.segment.length) {
                    let says = vec![says.to_owned()];
                    let (from, to) = (here.from, here.to.saturating_sub(SECOND * 3 + WORD * 2));
                    self.wishes.push(Wish {
                        about: About::Safety,
                        says,
                        from,
                        to,
                        put: Put::Early,
                        grace: Duration::ZERO,
                    });
                }
                self.effort(step, here, side, rep);
            }
            Part::Out { .. } => {
                let back = sentence(&line(step, here.segment.part));
                let fits = takes(&back) <= here.segment.length;
                let before_it = format!("Then: {}", lower(&back));
                let long = (!fits).then_some(before_it.as_str());
                let says: Vec<&str> = long.into_iter().chain(["Then come back slowly.", "Then back."]).collect();
                self.lead(before, here.from, &says);
                if fits {
                    let (about, says) = (About::Cue, vec![back]);
                    self.wishes.push(Wish {
                        about,
                        says,
                        from: here.from,
                        to: here.to,
                        put: Put::Early,
                        grace: Duration::ZERO,
                    });
                }
            }
            Part::Rest { .. } => {
                let rest = sentence(&line(step, here.segment.part));
                // What is done between two repeats is a way too: it stands before that it goes on.
                let (about, says) = match step.movement.between {
                    Some(_) => (About::SetUp, vec![rest]),
                    None => (About::Aside, vec![rest, "Rest.".to_owned()]),
                };
                self.wishes.push(Wish {
                    about,
                    says,
                    from: here.from,
                    to: here.to,
                    put: Put::Early,
                    grace: Duration::ZERO,
                });
            }
            Part::Change { to } => {
                let name = side_name(step, to).unwrap_or_default();
                self.lead(before, here.from, &[&now(step, &name), "Change."]);
                let says = vec![sentence(&line(step, here.segment.part))];
                self.wishes.push(Wish {
                    about: About::SetUp,
                    says,
                    from: here.from,
                    to: here.to,
                    put: Put::Early,
                    grace: Duration::ZERO,
                });
            }
        }
    }

    /// A step begins: what it is, what is otherwise for this person, how to get there, what is done.
    fn enter(&mut self, step: &PlannedStep, here: Placed, before: Option<Placed>) {
        let name = &step.movement.name;
        let first = here.from.is_zero();
        let gets_ready = here.segment.part == Part::SetUp;
        let (from, to) = (here.from, here.to);
        let mut lines: Vec<String> = step.lines.iter().map(|line| sentence(line)).collect();
        if step.gently {
            lines.push(format!("Easier: {}", sentence(&step.movement.easier)));
        }
        if !first {
            self.lead(before, from, &[&format!("Next: {}.", lower(name)), &upper(name)]);
        }
        if !gets_ready {
            return;
        }
        let all: Duration = lines.iter().map(|line| takes(line)).sum();
        for says in lines {
            self.wishes.push(Wish {
                about: About::Safety,
                says: vec![says],
                from,
                to,
                put: Put::Early,
                grace: Duration::ZERO,
            });
        }
        let side = side_name(step, 0).filter(|_| step.movement.two_sided());
        let side = side.map(|side| format!("{} first. ", sentence(&side).trim_end_matches('.'))).unwrap_or_default();
        let set_up = sentence(step.movement.setup.on(step.body_side(0)));
        let mut says = vec![format!("{side}{set_up}"), set_up.clone()];
        if first {
            says.insert(0, format!("{}. {side}{set_up}", sentence(name).trim_end_matches('.')));
            says.insert(1, format!("{}. {set_up}", sentence(name).trim_end_matches('.')));
        }
        self.wishes.push(Wish {
            about: About::SetUp,
            says,
            from: from + all,
            to,
            put: Put::Early,
            grace: Duration::ZERO,
        });
        if let Some(why) = why_here(&step.origin) {
            self.wishes.push(Wish {
                about: About::Aside,
                says: vec![why],
                from,
                to,
                put: Put::Early,
                grace: Duration::ZERO,
            });
        }
        let cue = sentence(&line(step, Part::Work { side: 0, rep: 0 }));
        let after = from + all + takes(&set_up);
        self.cues.push(Cue { says: cue, after, begins: to, until: self.end_of_second_turn(here) });
        let says = vec![dose(step)];
        self.wishes.push(Wish { about: About::Aside, says, from: after, to, put: Put::Early, grace: Duration::ZERO });
    }

    /// Until when the cue of a step helps: the end of its second turn.
    fn end_of_second_turn(&self, here: Placed) -> Duration {
        let works = |it: &&Placed| it.step == here.step && matches!(it.segment.part, Part::Work { .. });
        self.segments.iter().filter(works).take(2).last().map_or(here.to, |it| it.to)
    }

    /// A turn begins: said before it does.
    fn announce(&mut self, step: &PlannedStep, here: Placed, before: Option<Placed>, side: usize, rep: usize) {
        let name = side_name(step, side);
        match before.map(|before| before.segment.part) {
            Some(Part::Rest { side: last, .. } | Part::Work { side: last, .. } | Part::Out { side: last, .. })
                if before.is_some_and(|before| before.step == here.step) =>
            {
                let changes = last != side && step.dose.order == Order::Alternate;
                match name.filter(|_| changes) {
                    Some(name) => {
                        self.lead(before, here.from, &[&now(step, &name), &upper(&name), "Change."]);
                    }
                    None if matches!(here.segment.part, Part::In { .. }) || rests(before) => {
                        let of = step.efforts[side].len();
                        let last = rep + 1 == of && of > 2;
                        let first = if last { "Once more, the last one." } else { "And again." };
                        self.lead(before, here.from, &[first, "And again.", "Again."]);
                    }
                    None => {}
                }
            }
            _ => self.begin(here.from),
        }
        if side == 1 && rep == 0 && step.movement.other.is_some() {
            let other = sentence(&line(step, here.segment.part));
            let (from, to) = (here.from.saturating_sub(AHEAD), here.to + SECOND * 5);
            self.wishes.push(Wish {
                about: About::Cue,
                says: vec![other],
                from: from.max(before.map_or(from, |it| it.from)),
                to,
                put: Put::Early,
                grace: Duration::ZERO,
            });
        }
    }

    fn begin(&mut self, at: Duration) {
        // It is said just before, or, where a cue has that room, right after the cue.
        self.wishes.push(Wish {
            about: About::Begin,
            says: vec!["Begin.".to_owned()],
            from: at.saturating_sub(WORD),
            to: at,
            put: Put::Late,
            grace: SECOND + WORD,
        });
    }

    /// Says something so that it is over when `at` comes, or when the seconds before it begin to be counted.
    fn lead(&mut self, before: Option<Placed>, at: Duration, says: &[&str]) {
        let says = says.iter().map(|says| sentence(says)).collect();
        let counted = before.is_some_and(|it| self.counts(it));
        let to = if counted { at.saturating_sub(SECOND * 3) } else { at };
        // What is said while something else is still arrived at would be taken for that.
        let from = before.map_or(Duration::ZERO, |it| it.from).max(at.saturating_sub(AHEAD));
        // A rest full of words leaves no room for that it goes on: it is said as it does.
        let grace = if rests(before) { SECOND } else { Duration::ZERO };
        self.wishes.push(Wish { about: About::Way, says, from, to, put: Put::Late, grace });
    }

    /// Whether the last seconds of a segment are counted down.
    fn counts(&self, place: Placed) -> bool {
        let timed = !matches!(self.plan.steps[place.step].dose.effort, Effort::Rep(_));
        timed && matches!(place.segment.part, Part::Work { .. }) && place.segment.length >= COUNTED_FROM
    }

    /// What is said while it is done.
    fn effort(&mut self, step: &PlannedStep, here: Placed, side: usize, rep: usize) {
        let (from, to) = (here.from, here.to);
        let length = here.segment.length;
        if let Effort::Rep(_) = step.dose.effort {
            if let Some(pace) = step.movement.pace {
                self.aside("In.", from, to);
                self.aside("Out.", from + pace.inhale, to);
            } else if rep + 1 == step.efforts[side].len() && rep > 0 {
                self.aside("Last one.", from, to);
            }
            return;
        }
        if length >= HALVED_FROM {
            self.aside("Halfway.", from + length / 2, to);
        }
        if self.counts(here) {
            for (left, says) in [(3, "Three."), (2, "Two."), (1, "One.")] {
                let at = to.saturating_sub(SECOND * left);
                let says = vec![says.to_owned()];
                self.wishes.push(Wish {
                    about: About::Count,
                    says,
                    from: at,
                    to: at + SECOND,
                    put: Put::Early,
                    grace: Duration::ZERO,
                });
            }
        }
    }

    /// Says something at `at`, or up to two seconds later.
    fn aside(&mut self, says: &str, at: Duration, to: Duration) {
        let (says, to) = (vec![says.to_owned()], (at + SECOND * 2).min(to));
        self.wishes.push(Wish { about: About::Aside, says, from: at, to, put: Put::Early, grace: Duration::ZERO });
    }

    /// Says what is wished, where it has room; whether it has.
    fn place(&mut self, wish: &Wish) -> bool {
        // It was said together with something else.
        if wish.about == About::Begin
            && self.said.iter().any(|it| it.2 == About::Begin && it.0 == wish.from && wish.put == Put::Late)
        {
            return true;
        }
        let shortest = wish.says.last().filter(|_| !wish.grace.is_zero());
        let from = |says: &String| wish.to.saturating_sub(takes(says));
        let late = shortest
            .map(|says| (says, Wish { from: from(says), to: wish.to + wish.grace, put: Put::Early, ..wish.clone() }));
        let in_time = wish.says.iter().map(|says| (says, wish));
        for (says, wish) in in_time.chain(late.as_ref().map(|(says, wish)| (*says, wish))) {
            let length = takes(says);
            if let Some(at) = self.room(wish, length) {
                self.said.push((at, at + length, wish.about, says.clone()));
                return true;
            }
        }
        false
    }

    /// Until when there is nothing that has to be said in the effort that begins at `from`, with room for the way back.
    fn uncounted(&self, from: Duration) -> Duration {
        let work = self.segments.iter().find(|it| it.from >= from && matches!(it.segment.part, Part::Work { .. }));
        let Some(work) = work else { return from };
        let counted = if self.counts(*work) { SECOND * 3 } else { Duration::ZERO };
        work.to.saturating_sub(counted + WORD * 2)
    }

    /// The first or the last moment of the wish's window from which nothing is said for so long.
    fn room(&self, wish: &Wish, length: Duration) -> Option<Duration> {
        if wish.put == Put::Late && length + wish.from + WORD <= wish.to {
            // Voices leave a little silence behind them: what has to be over in time is, where there is room.
            let sooner = Wish { to: wish.to.saturating_sub(WORD), put: Put::Last, ..wish.clone() };
            if let Some(at) = self.room(&sooner, length) {
                return Some(at);
            }
        }
        let latest = wish.to.checked_sub(length).filter(|latest| *latest >= wish.from)?;
        let near: Vec<(Duration, Duration)> = self
            .said
            .iter()
            .map(|(from, to, ..)| (*from, *to))
            .filter(|(from, to)| *from < wish.to && wish.from < *to)
            .collect();
        let free = |at: Duration| near.iter().all(|(from, to)| at + length <= *from || *to <= at);
        let mut open: Vec<Duration> = match wish.put {
            Put::Early => std::iter::once(wish.from).chain(near.iter().map(|(_, to)| *to)).collect(),
            Put::Late | Put::Last => {
                let before = near.iter().filter_map(|(from, _)| from.checked_sub(length));
                std::iter::once(latest).chain(before).collect()
            }
        };
        open.retain(|at| (wish.from..=latest).contains(at) && free(*at));
        match wish.put {
            Put::Early => open.into_iter().min(),
            Put::Late | Put::Last => open.into_iter().max(),
        }
    }
}

/// The side, direction or spot that comes now.
fn now(step: &PlannedStep, name: &str) -> String {
    let the = if step.dose.unit == SideUnit::Side { "the " } else { "" };
    format!("Now {the}{name}.")
}

fn rests(before: Option<Placed>) -> bool {
    before.is_some_and(|before| matches!(before.segment.part, Part::Rest { .. }))
}

/// How much of it is done, in words: `Three times, four seconds each.`
fn dose(step: &PlannedStep) -> String {
    let length = step.efforts.first().and_then(|reps| reps.first()).copied().unwrap_or_default();
    let reps = step.efforts.first().map_or(0, Vec::len);
    let length = amount::words(length);
    let a_side = if step.movement.two_sided() { " a side" } else { "" };
    let what = match step.dose.effort {
        Effort::Hold(_) if reps > 1 => format!("{reps} holds{a_side} of {length}"),
        Effort::Hold(_) => format!("hold {length}"),
        Effort::Rep(_) if reps > 1 => format!("{reps} times{a_side}, {length} each"),
        Effort::Rep(_) => "once".to_owned(),
        Effort::Time(_) => length,
    };
    sentence(&what)
}

fn lower(name: &str) -> String {
    // A name may begin with a letter or a sign that is a word of its own.
    let mut chars = name.chars();
    let first = chars.next();
    match first {
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

fn upper(name: &str) -> String {
    sentence(name).trim_end_matches('.').to_owned()
}
