//! Where the figure's motion stands at a moment of a step, and when it stands elsewhere.

use std::sync::Arc;
use std::time::Duration;

use crate::figure::{Beat, Figure, Passage, Path, Shown};
use crate::routine::{Effort, Side, SideUnit};

use super::plan::{Part, PlannedStep, Segment};
use super::view::{Before, FigureView, Motion};

/// How many frames a second it has at most while it only breathes.
const BREATHING: u32 = 4;
/// How long the body stands still before a movement is shown in its set-up, and again before it begins.
const SETTLES: Duration = Duration::from_millis(500);
/// How long a hold is held, and what a rep takes at least, where a movement is only shown.
const SHOWS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(4));

/// A segment of a step, with the one it comes after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) before: Option<(&'a PlannedStep, Segment)>,
    pub(super) step: &'a PlannedStep,
    pub(super) segment: Segment,
}

impl Place<'_> {
    /// The figure when `elapsed` is over of the segment; in whole frames, so that it is another one only when there is
    /// something else to see. Without frames it is where the segment begins.
    pub(super) fn figure(&self, elapsed: Duration, fps: u32) -> Option<FigureView> {
        let passage = self.passage();
        let preview = self.preview(passage).filter(|it| it.begins <= elapsed && elapsed < it.begins + it.length);
        let moving = match (passage > elapsed, preview) {
            (true, _) | (_, Some(_)) => fps,
            (false, None) => self.fps(fps).unwrap_or(0).min(fps),
        };
        let since = if moving > 0 { whole_frames(elapsed, moving) } else { Duration::ZERO };
        let (figure, mut shown) = shown(self.step, self.segment, since)?;
        if let Some(preview) = preview.filter(|_| fps > 0) {
            (shown.along, shown.breath) = figure.during(preview.beat(self.step, since.saturating_sub(preview.begins)));
            let figure = Arc::clone(figure);
            return Some(FigureView { figure, shown, motion: Motion::Preview, from: None });
        }
        // Whether the body is still on its way is asked of the time that has gone by, never of the frame: where nothing
        // moves after the way in, the frame is the segment's beginning for as long as the segment lasts.
        let from = if fps > 0 && elapsed < passage { self.left(part_of(since, passage)) } else { None };
        Some(FigureView { figure: Arc::clone(figure), shown, motion: Motion::Moving, from })
    }

    /// How much has to be over for the figure to be another one than at `elapsed`; none where it stays.
    pub(super) fn next_frame(&self, elapsed: Duration, fps: u32) -> Option<Duration> {
        let passage = self.passage();
        if elapsed < passage {
            return Some(next_frame(elapsed, fps).min(passage));
        }
        match self.preview(passage) {
            Some(preview) if elapsed < preview.begins => Some(preview.begins),
            Some(preview) if elapsed < preview.begins + preview.length => {
                Some(next_frame(elapsed, fps).min(preview.begins + preview.length))
            }
            Some(_) | None => Some(next_frame(elapsed, self.fps(fps)?)),
        }
    }

    /// When the movement is shown once before it begins: in a set-up that has room for a whole slow rep after its words
    /// have been read and the body has come into position. What goes to the end of a range is never shown so: nobody
    /// is to follow it unprepared.
    fn preview(&self, passage: Duration) -> Option<Preview> {
        let (Part::SetUp, movement) = (self.segment.part, &self.step.movement) else { return None };
        let figure = movement.figure.as_ref()?;
        if movement.end_range.is_some() || !figure.moves() || is_held_at_once(self.step) {
            return None;
        }
        let dose = self.step.dose;
        let length = match dose.effort {
            Effort::Hold(_) => dose.ramp_in + SHOWS.0 + dose.ramp_out,
            Effort::Rep(rep) => rep.max(SHOWS.1),
            Effort::Time(_) => figure.cycle().max(SHOWS.1),
        };
        let begins = movement.setup.takes().max(passage) + SETTLES;
        (begins + length + SETTLES <= self.segment.length).then_some(Preview { begins, length })
    }

    /// How many frames a second there are, where there are at most `fps`; none where nothing moves.
    fn fps(&self, fps: u32) -> Option<u32> {
        let figure = self.step.movement.figure.as_ref()?;
        match self.segment.part {
            Part::SetUp | Part::Change { .. } | Part::Rest { .. } => None,
            Part::Work { .. } if matches!(self.step.dose.effort, Effort::Hold(_)) => Some(fps.min(BREATHING)),
            Part::In { .. } | Part::Out { .. } | Part::Work { .. } => figure.moves().then_some(fps),
        }
    }

    /// How much of the segment goes by until the body has come from where the segment before left it.
    fn passage(&self) -> Duration {
        self.way().min(self.segment.length * 4 / 5)
    }

    /// How long the body takes from where the segment before left it.
    fn way(&self) -> Duration {
        let ends = || {
            let (step, segment) = self.before?;
            Some((shown(step, segment, segment.length)?, shown(self.step, self.segment, Duration::ZERO)?))
        };
        let Some((from, to)) = ends() else { return Duration::ZERO };
        if Arc::ptr_eq(from.0, to.0) && from.1.mirrored == to.1.mirrored && is_near(to.0, from.1.along, to.1.along) {
            return Duration::ZERO;
        }
        Passage::new((from.0, from.1), (to.0, to.1)).lasts()
    }

    /// What the figure comes from.
    fn left(&self, part: f32) -> Option<Before> {
        let (step, segment) = self.before?;
        let (figure, shown) = shown(step, segment, segment.length)?;
        Some(Before { figure: Arc::clone(figure), shown, part })
    }
}

/// How long the set-up of a step has to be for the body to come from the step before at the pace of a body.
pub(super) fn least_set_up(before: &PlannedStep, step: &PlannedStep) -> Duration {
    let Some(last) = before.segments().last().copied() else { return Duration::ZERO };
    let segment = Segment { part: Part::SetUp, length: step.setup };
    let way = Place { before: Some((before, last)), step, segment }.way();
    Duration::from_secs((way * 5 / 4).as_secs() + 1)
}

/// A movement shown once before it begins.
#[derive(Clone, Copy, Debug)]
struct Preview {
    begins: Duration,
    length: Duration,
}

impl Preview {
    /// What the body does when so much of it is over.
    fn beat(self, step: &PlannedStep, since: Duration) -> Beat {
        let dose = step.dose;
        match (dose.effort, dose.unit, step.movement.pace) {
            (Effort::Hold(_), _, _) if since < dose.ramp_in => Beat::Arriving(part_of(since, dose.ramp_in)),
            (Effort::Hold(_), _, _) => {
                let leaves = self.length.saturating_sub(dose.ramp_out);
                match since.checked_sub(leaves) {
                    None => Beat::Holding(Duration::ZERO),
                    Some(since) => Beat::Leaving(part_of(since, dose.ramp_out)),
                }
            }
            (Effort::Rep(_), SideUnit::Breath, Some(pace)) if since < pace.inhale => {
                Beat::In(part_of(since, pace.inhale))
            }
            (Effort::Rep(_), SideUnit::Breath, Some(pace)) => {
                Beat::Out(part_of(since.saturating_sub(pace.inhale), pace.exhale))
            }
            (Effort::Rep(_) | Effort::Time(_), _, _) => Beat::Repeating(part_of(since, self.length)),
        }
    }
}

/// Whether two moments of a motion are about the same.
fn is_near(figure: &Figure, one: f32, other: f32) -> bool {
    let off = (one - other).abs();
    let off = if figure.path() == Path::Round { off.min(1.0 - off) } else { off };
    off < 0.02
}

/// The figure of a step and the moment of it when so much is over of a segment.
fn shown(step: &PlannedStep, segment: Segment, since: Duration) -> Option<(&Arc<Figure>, Shown)> {
    let figure = step.movement.figure.as_ref()?;
    let (along, breath) = figure.during(beat(step, segment, since));
    let side = match segment.part {
        Part::SetUp => 0,
        Part::Change { to } => to,
        Part::In { side, .. } | Part::Work { side, .. } | Part::Out { side, .. } | Part::Rest { side, .. } => side,
    };
    let mirrored = step.body_side(side).is_some_and(|side| (side == Side::Left) == figure.left_is_mirrored());
    let backward = side == 1 && step.dose.unit == SideUnit::Direction;
    Some((figure, Shown { along, breath, mirrored, backward, turned: 0 }))
}

/// What the body does.
fn beat(step: &PlannedStep, segment: Segment, since: Duration) -> Beat {
    let over = part_of(since, segment.length);
    match segment.part {
        // A hold without a way in is got into during what comes before it.
        Part::SetUp | Part::Change { .. } if is_held_at_once(step) => Beat::Holding(Duration::ZERO),
        Part::SetUp | Part::Change { .. } | Part::Rest { .. } => Beat::Waiting,
        Part::In { .. } => Beat::Arriving(over),
        Part::Out { .. } => Beat::Leaving(over),
        Part::Work { side, .. } => match (step.dose.effort, step.dose.unit, step.movement.pace) {
            (Effort::Hold(_), _, _) => Beat::Holding(since),
            (Effort::Time(_), _, _) => Beat::Moving(since),
            (Effort::Rep(_), SideUnit::Breath, Some(pace)) if since < pace.inhale => {
                Beat::In(part_of(since, pace.inhale))
            }
            (Effort::Rep(_), SideUnit::Breath, Some(pace)) => {
                Beat::Out(part_of(since.saturating_sub(pace.inhale), pace.exhale))
            }
            // The other direction is the same circle the other way round.
            (Effort::Rep(_), SideUnit::Direction, _) if side == 1 => Beat::Repeating(1.0 - over),
            (Effort::Rep(_), _, _) => Beat::Repeating(over),
        },
    }
}

/// Whether the effort begins in the held position.
fn is_held_at_once(step: &PlannedStep) -> bool {
    matches!(step.dose.effort, Effort::Hold(_)) && step.dose.ramp_in.is_zero()
}

/// When the last frame was due, at so many a second: those of whole seconds fall on them, so that a frame and the
/// clock change together.
pub(super) fn whole_frames(elapsed: Duration, fps: u32) -> Duration {
    frame_at(frames(elapsed, fps), fps)
}

/// When the next frame is due.
pub(super) fn next_frame(elapsed: Duration, fps: u32) -> Duration {
    frame_at(frames(elapsed, fps) + 1, fps)
}

fn frames(elapsed: Duration, fps: u32) -> u128 {
    elapsed.as_nanos() * u128::from(fps) / SECOND
}

fn frame_at(frame: u128, fps: u32) -> Duration {
    let nanos = (frame * SECOND).div_ceil(u128::from(fps.max(1)));
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

const SECOND: u128 = 1_000_000_000;

fn part_of(since: Duration, length: Duration) -> f32 {
    if length.is_zero() { 1.0 } else { (since.as_secs_f32() / length.as_secs_f32()).min(1.0) }
}
