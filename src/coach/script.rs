//! What a coach says while a plan is done, and when: phrases that never overlap, for whoever hears and sees nothing.

use std::time::Duration;

use crate::routine::{Effort, Order};

use super::plan::{Part, Plan, PlannedStep, Segment};
use super::session::show::{hold_line, line, sentence, side_name, why_here};

mod says;

pub(crate) use says::COME_UP;

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
/// How long the shortest way back takes to be said.
const BACK: Duration = Duration::from_millis(1200);
/// Efforts shorter than this are over before they could be counted down.
const COUNTED_FROM: Duration = Duration::from_secs(5);
/// Efforts at least this long have a half.
const HALVED_FROM: Duration = Duration::from_secs(20);
/// How long before it happens something may be announced.
const AHEAD: Duration = Duration::from_secs(9);
/// Holds and moving up to this long leave no room beside what has its moment in them.
const BRIEF: Duration = Duration::from_secs(10);
/// A silence in a set-up that would be taken for the end of it.
const LONG: Duration = Duration::from_secs(7);
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
    /// The lines of safety that have their moment in a hold.
    hold_lines: Vec<Wish>,
    cues: Vec<Cue>,
}

/// The cue of a step: it stands before it begins, as what comes then, or together with that, or as soon as there is room.
#[derive(Clone, Debug)]
struct Cue {
    says: String,
    dose: [String; 2],
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
        Self { plan, segments, said: Vec::new(), wishes: Vec::new(), hold_lines: Vec::new(), cues: Vec::new() }
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
            rest.extend(self.cue(cue));
        }
        for wish in std::mem::take(&mut self.hold_lines) {
            self.place(&wish);
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

    /// Says the cue of a step where it does the right thing: before it begins as what comes then, or as it begins; and
    /// how much of it, and that there is time where there is much. What had no room is handed back.
    fn cue(&mut self, cue: Cue) -> Vec<Wish> {
        let wish = |about, says: Vec<String>, from, to, put| Wish { about, says, from, to, put, grace: Duration::ZERO };
        let (says, [full, short]) = (&cue.says, cue.dose);
        let (first, clause, spoken) = (cue.begins.saturating_sub(WORD), says::clause(says), says::lower(says));
        let [soon, at] = ["When I say begin", "At begin"].map(|when| format!("{when}: {spoken}"));
        let dosed = [&soon, &at].map(|says| [format!("{says} {full}"), format!("{says} {short}")]).concat();
        let mut rest = Vec::new();
        if !self.place(&wish(About::Cue, dosed, cue.after, first, Put::Late)) {
            let dose = vec![format!("From begin: {}", says::lower(&full)), full, short];
            rest.push(wish(About::Aside, dose, cue.after, first, Put::Early));
            if !self.place(&wish(About::Cue, vec![soon, at.clone()], cue.after, first, Put::Late)) {
                let late = std::iter::once(at).chain((clause == *says).then(|| says.clone())).collect();
                let together = |says: &str| vec![format!("Begin. {says}")];
                let until = self.free_of_words(cue.begins);
                // Rather than not at all it is said a second into what it is about, and "begin" after it.
                let is_said = self.place(&wish(About::Begin, together(says), first, until, Put::Early))
                    || self.place(&wish(About::Cue, late, cue.after, cue.begins + SECOND, Put::Early));
                if !is_said {
                    let begun =
                        clause != *says && self.place(&wish(About::Begin, together(&clause), first, until, Put::Early));
                    let left = begun.then(|| says::after_clause(says));
                    let says = std::iter::once(says.clone()).chain(left).collect();
                    rest.push(wish(About::Cue, says, cue.begins, cue.until, Put::Early));
                }
            }
        }
        self.take_your_time(cue.after, cue.begins);
        rest
    }

    /// Says in a long set-up how much time there is, right after the way there.
    fn take_your_time(&mut self, after: Duration, begins: Duration) {
        let there = self.said.iter().filter(|it| it.2 == About::SetUp && it.0 >= after && it.1 <= begins);
        let Some(there) = there.map(|it| it.1).max() else { return };
        let next = self.said.iter().map(|it| it.0).filter(|at| *at >= there).min().unwrap_or(begins).min(begins);
        if next.saturating_sub(there) < LONG {
            return;
        }
        let at = there + WORD;
        let left = |says: &str| begins.saturating_sub(at + takes(says)).as_secs() / 5 * 5;
        // One that waits for the person has no time of its own.
        let says = if self.plan.steps.iter().any(|step| step.waits) {
            says::WAITS.to_owned()
        } else {
            format!("Take your time: {} seconds until we begin.", left(says::TAKE_YOUR_TIME))
        };
        self.place(&Wish {
            about: About::Aside,
            says: vec![says],
            from: at,
            to: begins,
            put: Put::Early,
            grace: Duration::ZERO,
        });
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
                    let says = vec!["And hold.".to_owned(), "Hold.".to_owned()];
                    let (from, to) = (here.from.saturating_sub(SECOND), here.from + SECOND * 2);
                    self.wishes.push(Wish {
                        about: About::Aside,
                        says,
                        from,
                        to,
                        put: Put::Early,
                        grace: Duration::ZERO,
                    });
                } else {
                    self.announce(step, here, before, side, rep);
                }
                if let Some(says) = hold_line(step, here.segment.part, Duration::ZERO, here.segment.length) {
                    let says = vec![says.to_owned()];
                    // How far to go is said on the way there.
                    let way_in = before.filter(|it| matches!(it.segment.part, Part::In { .. }));
                    let from = way_in.map_or(here.from, |it| it.from);
                    let to = here.to.saturating_sub(SECOND * 3 + BACK);
                    self.hold_lines.push(Wish {
                        about: About::Safety,
                        says,
                        from,
                        to,
                        put: Put::Early,
                        grace: Duration::ZERO,
                    });
                }
                self.effort(step, here);
            }
            Part::Out { .. } => {
                let back = sentence(&line(step, here.segment.part));
                let counted = before.is_some_and(|it| self.counts(it));
                self.lead(before, here.from, &says::way_back(&back, counted));
                let says = vec![back.clone(), says::clause(&back), says::first_part(&back), "Now back.".to_owned()];
                let name = self.led_to(index + 1).map_or(Duration::ZERO, |next| takes(&next.movement.name));
                let (about, to) = (About::Way, here.to.saturating_sub(name));
                self.wishes.push(Wish { about, says, from: here.from, to, put: Put::Early, grace: Duration::ZERO });
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
                let how = sentence(&line(step, here.segment.part));
                let both = format!("{} {how}", says::now(step, &name));
                let after_back = before.is_some_and(|it| matches!(it.segment.part, Part::Out { .. }));
                let mut says = vec![how];
                if after_back && takes(&both) <= here.segment.length {
                    says.insert(0, both);
                } else if before.is_none_or(|it| Self::one_more(step, it).is_none()) {
                    let counted = before.is_some_and(|it| self.counts(it));
                    self.lead(before, here.from, &says::change(step, &name, counted));
                }
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

    /// The step that is entered with this segment, where its name has to be said before the one before is over.
    fn led_to(&self, index: usize) -> Option<&'p PlannedStep> {
        let (here, before) = (*self.segments.get(index)?, self.segments[index.checked_sub(1)?]);
        let step = &self.plan.steps[here.step];
        (here.step != before.step && !self.is_titled(step, here, Some(before))).then_some(step)
    }

    /// Whether the name of a step is said in its set-up, when what was done before is over: where its words leave room.
    fn is_titled(&self, step: &PlannedStep, here: Placed, before: Option<Placed>) -> bool {
        let Some(before) = before else { return true };
        if here.segment.part != Part::SetUp || !step.lines.is_empty() || step.gently {
            return false;
        }
        let set_up = takes(step.movement.setup.on(step.body_side(0))) + takes(&step.movement.name) + WORD * 2;
        let cue = takes(&line(step, Part::Work { side: 0, rep: 0 })) + WORD * 2;
        let is_moving = matches!(before.segment.part, Part::Work { .. })
            && !self.counts(before)
            && self.plan.steps[before.step].dose.order == Order::Block;
        // Beside a short hold the cue has no room once it has begun.
        set_up + if is_moving || is_brief(step) { cue } else { Duration::ZERO } <= here.segment.length
    }

    /// What is said as the last of several repeats before a change begins.
    fn one_more(step: &PlannedStep, work: Placed) -> Option<String> {
        let Part::Work { side, rep } = work.segment.part else { return None };
        let moves = matches!(step.dose.effort, Effort::Rep(_)) && step.movement.pace.is_none();
        let is_last = rep > 0 && rep + 1 == step.efforts[side].len();
        if !moves || !is_last || step.dose.order == Order::Alternate || work.segment.length >= AHEAD {
            return None;
        }
        let says = match side_name(step, side + 1).filter(|_| side + 1 < step.efforts.len()) {
            Some(next) => format!("One more, then {}.", says::the(step, &next)),
            None => "One more.".to_owned(),
        };
        (takes(&says) + SECOND <= work.segment.length).then_some(says)
    }

    /// A step begins: what it is, what is otherwise for this person, how to get there, what is done.
    fn enter(&mut self, step: &PlannedStep, here: Placed, before: Option<Placed>) {
        let name = &step.movement.name;
        let gets_ready = here.segment.part == Part::SetUp;
        let (from, to) = (here.from, here.to);
        let mut lines: Vec<String> = step.lines.iter().map(|line| sentence(line)).collect();
        if step.gently {
            lines.push(format!("Easier: {}", sentence(&step.movement.easier)));
        }
        let is_titled = self.is_titled(step, here, before);
        let left = before.map(|it| &self.plan.steps[it.step]);
        let turned = left.filter(|it| it.dose.order == Order::Alternate && it.movement.pace.is_none());
        let turned = turned.map_or("", says::middle);
        if is_titled {
            if !turned.is_empty() {
                self.lead(before, from, &[turned.to_owned()]);
            }
        } else {
            let counted = before.is_some_and(|it| self.counts(it));
            self.lead(before, from, &says::next(name, turned, counted));
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
        let mut says = says::SetUp { step, before: left, is_titled }.says();
        if is_brief(step)
            && let Some(shortest) = says.last().cloned()
        {
            let cue = takes(&line(step, Part::Work { side: 0, rep: 0 })) + WORD * 3;
            says.retain(|it| *it == shortest || all + takes(it) + cue <= here.segment.length);
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
        let says = sentence(&line(step, Part::Work { side: 0, rep: 0 }));
        let (after, until, dose) = (from + all, self.end_of_second_turn(here), says::dose(step));
        self.cues.push(Cue { says, dose, after, begins: to, until });
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
                let is_last = rep > 0 && rep + 1 == step.efforts[side].len();
                match name.filter(|_| changes) {
                    Some(name) => self.lead(before, here.from, &says::turn(step, &name, is_last)),
                    None if matches!(here.segment.part, Part::In { .. }) || rests(before) => {
                        let first =
                            if is_last { ["Once more, the last one.", "Last one."] } else { ["And again.", "Again."] };
                        self.lead(before, here.from, &first.map(str::to_owned));
                    }
                    None => {}
                }
            }
            _ => self.begin(here.from),
        }
        // Where the words of the change said it already, it would be heard twice in a row.
        if side == 1 && rep == 0 && step.movement.other.is_some() && step.movement.change.is_none() {
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
    fn lead(&mut self, before: Option<Placed>, at: Duration, says: &[String]) {
        let says = says.to_vec();
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
    fn effort(&mut self, step: &PlannedStep, here: Placed) {
        let (from, to) = (here.from, here.to);
        let length = here.segment.length;
        if let Effort::Rep(_) = step.dose.effort {
            if let Some(pace) = step.movement.pace {
                self.aside("In.", from, to);
                self.aside("Out.", from + pace.inhale, to);
            } else if let Some(says) = Self::one_more(step, here) {
                self.wishes.push(Wish {
                    about: About::Way,
                    says: vec![says],
                    from,
                    to,
                    put: Put::Early,
                    grace: Duration::ZERO,
                });
            } else if step.dose.order == Order::Block {
                self.some_more(step, here);
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

    /// Says at the half of many repeats how many are left: nobody counts with the arms in the air.
    fn some_more(&mut self, step: &PlannedStep, here: Placed) {
        let Part::Work { side, rep } = here.segment.part else { return };
        let reps = step.efforts[side].len();
        if reps >= 6 && rep == reps.div_ceil(2) {
            self.aside(&format!("{} more.", reps - rep), here.from, here.to);
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
    fn free_of_words(&self, from: Duration) -> Duration {
        let work = self.segments.iter().find(|it| it.from >= from && matches!(it.segment.part, Part::Work { .. }));
        let Some(work) = work else { return from };
        let counted = if self.counts(*work) { SECOND * 3 } else { Duration::ZERO };
        let moves = !self.plan.steps[work.step].holds();
        work.to.saturating_sub(counted + if moves { WORD * 2 } else { WORD + BACK })
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

/// Whether an effort leaves no room beside what has its moment in it.
fn is_brief(step: &PlannedStep) -> bool {
    !matches!(step.dose.effort, Effort::Rep(_)) && step.efforts[0][0] <= BRIEF
}

fn rests(before: Option<Placed>) -> bool {
    before.is_some_and(|before| matches!(before.segment.part, Part::Rest { .. }))
}
