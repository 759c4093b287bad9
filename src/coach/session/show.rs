//! The session as a view.

use std::time::Duration;

use crate::coach::event::Left;
use crate::coach::figure;
use crate::coach::person::Clash;
use crate::coach::plan::{Origin, Part, PlannedStep, Segment};
use crate::coach::view::{Breath, BreathPhase, Doing, FigureView, Mark, Next, Rep, SessionView};
use crate::routine::{Effort, Family, Movement, Phase, SideUnit};
use crate::safety::words;
use crate::units::{Length, Moment, amount};

use super::{Session, State, Stop, Talk};

impl Session {
    /// What there is to see at `now`; like an early look, it changes nothing.
    #[must_use]
    pub fn view(&self, now: Moment) -> SessionView {
        let now = now.max(self.seen);
        let step = self.current();
        let movement = &step.movement;
        let elapsed = self.elapsed(now);
        let segment = self.segments[self.segment];
        let left = segment.length.saturating_sub(elapsed);
        let clock = match self.state {
            State::CountingIn { deadline, .. } | State::Stopped(Stop { talk: Talk::CrampRest { deadline }, .. }) => {
                deadline.since(now)
            }
            State::Running { .. }
            | State::Waiting { .. }
            | State::Paused { .. }
            | State::Stopped(_)
            | State::Ended(_) => left,
        };
        // Nothing is counted down where the person says when it goes on.
        let counts = step.counts(segment.part) || matches!(self.state, State::CountingIn { .. });
        SessionView {
            title: self.brief.routine.title.clone(),
            step: (self.step + 1, self.plan.steps.len()),
            left: self.left_of_plan(left),
            movement_id: movement.id.clone(),
            movement: movement.name.clone(),
            doing: self.doing(segment.part),
            clock: counts.then(|| amount::countdown_secs(clock)),
            progress: fraction(elapsed, segment.length),
            rep: rep_of(step, segment.part),
            side: side_words(step, segment.part),
            cue: line(step, segment.part),
            setup: movement.setup.on(step.body_side(0)).to_owned(),
            steps: movement.steps.clone(),
            breath_line: movement.breath.clone(),
            breath: breath_of(movement, segment.part, elapsed),
            notes: self.notes(),
            say: hold_line(step, segment.part, elapsed, left).map(str::to_owned),
            next: self.plan.steps.get(self.step + 1).map(|next| Next {
                movement_id: next.movement.id.clone(),
                name: next.movement.name.clone(),
                setup: next.movement.setup.on(next.body_side(0)).to_owned(),
            }),
            timeline: self.timeline(elapsed),
            easier: self.full.is_some() || step.gently,
            figure: None,
        }
    }

    /// The body at `now`, at so many frames a second, where the movement has a figure.
    #[must_use]
    pub fn figure(&self, now: Moment, fps: u32) -> Option<FigureView> {
        let elapsed = self.elapsed(now.max(self.seen));
        self.place_of_figure().figure(elapsed, fps)
    }

    /// When the figure is another one at so many frames a second, if it moves just now; a face that draws it looks
    /// again then.
    #[must_use]
    pub fn next_frame(&self, fps: u32) -> Option<Moment> {
        let State::Running { began, .. } = self.state else { return None };
        let next = self.place_of_figure().next_frame(self.seen.since(began), fps)?;
        Some(began + next)
    }

    /// The running segment, and the one the body comes from: of this step, or the last of the one before.
    fn place_of_figure(&self) -> figure::Place<'_> {
        let step = self.current();
        let before = match self.segment.checked_sub(1) {
            Some(before) => Some((step, self.segments[before])),
            None => self.step.checked_sub(1).and_then(|before| {
                let step = &self.plan.steps[before];
                Some((step, *step.segments().last()?))
            }),
        };
        figure::Place { before, step, segment: self.segments[self.segment] }
    }

    /// What is left of the whole plan when `left` is left of the running segment.
    fn left_of_plan(&self, left: Duration) -> Length {
        let left = if self.current().counts(self.part()) { left } else { Duration::ZERO };
        let of_step: Duration = self.segments[self.segment + 1..].iter().map(|it| it.length).sum();
        let of_plan: Duration = self.plan.steps[self.step + 1..].iter().map(PlannedStep::length).sum();
        let waits = |step: &PlannedStep| step.waits;
        let here = waits(self.current()) && self.part() == Part::SetUp;
        let own_set_ups = here || self.plan.steps[self.step + 1..].iter().any(waits);
        Length { time: left + of_step + of_plan, own_set_ups }
    }

    fn doing(&self, part: Part) -> Doing {
        match self.state {
            State::Paused { reason, .. } => return Doing::Paused(reason),
            State::CountingIn { .. } => return Doing::CountingIn,
            State::Running { .. } | State::Waiting { .. } | State::Stopped(_) | State::Ended(_) => {}
        }
        let step = self.current();
        match part {
            Part::SetUp => Doing::SetUp,
            Part::In { .. } => Doing::Arriving,
            Part::Out { .. } => Doing::Leaving,
            Part::Rest { .. } => Doing::Resting,
            Part::Change { to } => Doing::Changing(side_name(step, to).unwrap_or_default()),
            Part::Work { .. } => match step.dose.effort {
                Effort::Hold(_) => Doing::Holding,
                Effort::Rep(_) if step.dose.unit == SideUnit::Breath => Doing::Breathing,
                Effort::Rep(_) => Doing::Repeating,
                Effort::Time(_) => Doing::Moving,
            },
        }
    }

    fn notes(&self) -> Vec<String> {
        let step = self.current();
        let mut notes = Vec::new();
        if let Some(why) = why_here(&step.origin) {
            notes.push(why);
        }
        if self.full.is_some() || step.gently {
            notes.push(format!("Easier: {}", step.movement.easier));
        }
        notes.extend(step.lines.iter().map(|line| sentence(line)));
        notes
    }

    /// One mark per step, with what is done of it.
    #[must_use]
    pub fn timeline(&self, elapsed: Duration) -> Vec<Mark> {
        let skipped = |index: usize| matches!(self.left.get(&index), Some(Left::Skipped | Left::SetAside));
        let over = |index: usize, step: &PlannedStep| match index.cmp(&self.step) {
            std::cmp::Ordering::Greater => 0.0,
            _ if self.left.get(&index) == Some(&Left::Done) => 1.0,
            _ if skipped(index) || self.ending().is_some() => fraction(self.work_in(index), step.work()),
            std::cmp::Ordering::Less => 1.0,
            std::cmp::Ordering::Equal => {
                let counted = |it: &&Segment| step.counts(it.part);
                let before: Duration = self.segments[..self.segment].iter().filter(counted).map(|it| it.length).sum();
                let elapsed = if step.counts(self.part()) { elapsed } else { Duration::ZERO };
                fraction(before + elapsed, step.length())
            }
        };
        self.plan
            .steps
            .iter()
            .enumerate()
            .map(|(index, step)| Mark {
                name: step.movement.name.clone(),
                length: step.length(),
                done: over(index, step),
                skipped: skipped(index) && index != self.step,
            })
            .collect()
    }
}

/// What is said on the way back where the movement has no line for it.
const COME_BACK: &str = "Come back slowly, the way you went.";
/// What is said in a rest.
const REST: &str = "Rest and breathe.";
/// What is said between two sets.
const SET_REST: &str = "Rest before the next set.";
/// What is said at a change.
const CHANGE: &str = "The same again.";

/// A part of a whole, from 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "a fraction for a picture needs no more")]
fn fraction(part: Duration, whole: Duration) -> f32 {
    if whole.is_zero() { 0.0 } else { (part.as_secs_f64() / whole.as_secs_f64()).min(1.0) as f32 }
}

/// The side a part belongs to, and its rep.
fn turn_of(part: Part) -> Option<(usize, usize)> {
    match part {
        Part::In { side, rep } | Part::Work { side, rep } | Part::Out { side, rep } | Part::Rest { side, rep } => {
            Some((side, rep))
        }
        Part::SetUp | Part::Change { .. } => None,
    }
}

/// The short line of a part: the cue while it is done, and what belongs to coming back, to a rest and to a change.
pub(in crate::coach) fn line(step: &PlannedStep, part: Part) -> String {
    let movement = &step.movement;
    let second = |side: usize| side == 1 && step.dose.unit == SideUnit::Direction;
    let (line, side, otherwise) = match part {
        Part::In { side, .. } | Part::Work { side, .. } if second(side) => {
            (movement.other.as_ref(), side, &*movement.cue)
        }
        Part::SetUp => (Some(&movement.cue), 0, ""),
        Part::In { side, .. } | Part::Work { side, .. } => (Some(&movement.cue), side, ""),
        Part::Out { side, .. } => (movement.back.as_ref(), side, COME_BACK),
        Part::Rest { side, rep } if step.ends_a_set(rep) => (None, side, SET_REST),
        Part::Rest { side, .. } => (movement.between.as_ref(), side, REST),
        Part::Change { to } => (movement.change.as_ref(), to, CHANGE),
    };
    line.map_or(otherwise, |line| line.on(step.body_side(side))).to_owned()
}

fn rep_of(step: &PlannedStep, part: Part) -> Option<Rep> {
    let (side, rep) = turn_of(part)?;
    let noun = match (step.dose.effort, step.dose.unit) {
        (Effort::Rep(_), SideUnit::Breath) => "breath",
        (Effort::Rep(_), _) => "rep",
        (Effort::Hold(_), _) => "hold",
        (Effort::Time(_), _) => "round",
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (set, number) = step.in_set(rep);
    let (of_all, per_set) = (step.efforts[side].len(), step.dose.reps as usize);
    // A set may have been cut short on the way.
    let (sets, of) = match step.dose.sets {
        0 | 1 => (1, of_all),
        _ => (of_all.div_ceil(per_set), per_set.min(of_all - set * per_set)),
    };
    let seconds = amount::countdown_secs(step.efforts[side][rep]);
    let set = (sets > 1).then_some((count(set + 1), count(sets)));
    (of > 1 || set.is_some()).then_some(Rep { noun, number: count(number + 1), of: count(of), set, seconds })
}

/// The side a part belongs to, in words; the set-up names the first side of the body, so that one can get into place.
fn side_words(step: &PlannedStep, part: Part) -> Option<String> {
    match part {
        Part::SetUp => step.movement.two_sided().then(|| side_name(step, 0)).flatten(),
        Part::Change { to } => side_name(step, to),
        Part::In { .. } | Part::Work { .. } | Part::Out { .. } | Part::Rest { .. } => {
            turn_of(part).and_then(|(side, _)| side_name(step, side))
        }
    }
}

/// What a side is called.
pub(crate) fn side_name(step: &PlannedStep, side: usize) -> Option<String> {
    let sides = step.efforts.len();
    if sides < 2 {
        return None;
    }
    Some(match step.dose.unit {
        SideUnit::Side if sides == 2 => format!("{} side", step.body_side(side)?.word()),
        SideUnit::Direction => match step.movement.directions.get(side) {
            Some(name) => name.clone(),
            None if side == 0 => "first direction".to_owned(),
            None => "second direction".to_owned(),
        },
        SideUnit::Level => format!("spot {} of {sides}", side + 1),
        SideUnit::Side | SideUnit::Breath | SideUnit::Bout => format!("round {} of {sides}", side + 1),
    })
}

fn breath_of(movement: &Movement, part: Part, elapsed: Duration) -> Option<Breath> {
    let pace = movement.pace?;
    let Part::Work { .. } = part else { return None };
    let (phase, began, length) = if elapsed < pace.inhale {
        (BreathPhase::In, Duration::ZERO, pace.inhale)
    } else if elapsed < pace.inhale + pace.exhale {
        (BreathPhase::Out, pace.inhale, pace.exhale)
    } else {
        let paced = pace.inhale + pace.exhale;
        (BreathPhase::Pause, paced, movement.dose.effort.length().saturating_sub(paced))
    };
    let into = elapsed.saturating_sub(began);
    Some(Breath { phase, count: into.as_secs() + 1, progress: fraction(into, length) })
}

/// The line that has its moment in a hold (CONTENT 3.7, "During the hold"): in the first hold of a movement only, and
/// in holds of ten seconds or more; resets and calm items are no stretches and need none.
pub(in crate::coach) fn hold_line(
    step: &PlannedStep,
    part: Part,
    elapsed: Duration,
    left: Duration,
) -> Option<&'static str> {
    let Part::Work { side: 0, rep: 0 } = part else { return None };
    let length = step.efforts[0][0];
    let calm = step.movement.family == Family::Calm || step.movement.phase == Phase::Reset;
    if !step.holds() || calm || length < Duration::from_secs(10) {
        return None;
    }
    let careful = matches!(step.movement.family, Family::Extend | Family::Rotate);
    let half = length / 2;
    let shown = Duration::from_secs(5);
    if elapsed < shown {
        Some(if careful { words::session::HOLD_END_RANGE } else { words::session::HOLD_START })
    } else if careful {
        None
    } else if left <= Duration::from_secs(3) {
        Some(words::session::HOLD_LAST)
    } else if length >= Duration::from_secs(20) && elapsed >= half && elapsed < half + shown {
        Some(words::session::HOLD_HALF)
    } else {
        None
    }
}

/// Why a step stands where it does, in one line; nothing for a step of the routine.
pub(crate) fn why_here(origin: &Origin) -> Option<String> {
    match origin {
        Origin::Routine => None,
        Origin::Swap { name, clash, .. } => Some(format!("In place of {name}: {}.", why(clash))),
        Origin::Filler { name } => Some(format!("A little more warm-up before {name}.")),
        Origin::Ending => Some("To finish calmly.".to_owned()),
    }
}

/// A clash in words.
pub(crate) fn why(clash: &Clash) -> String {
    match clash {
        Clash::Avoid(tag) => format!("you ticked {tag}"),
        Clash::SetAside => "it is set aside".to_owned(),
        Clash::FamilyAside(_) => "its family is set aside".to_owned(),
        Clash::Kit(kit) => {
            let names: Vec<&str> = kit.iter().map(|it| it.says()).collect();
            format!("it needs {}", names.join(" or "))
        }
        Clash::Guard => "it was done a short while ago".to_owned(),
        Clash::Sorer => "the back was sorer twice running".to_owned(),
        Clash::WarmUp => "there was not enough warm-up before it".to_owned(),
    }
}

/// A line as a sentence: a capital to begin with, a full stop to end.
pub(crate) fn sentence(line: &str) -> String {
    let mut chars = line.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let end = if line.ends_with(['.', '?']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}
