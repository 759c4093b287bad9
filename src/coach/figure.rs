//! Where the figure's motion stands at a moment of a step, and when it stands elsewhere.

use std::sync::Arc;
use std::time::Duration;

use crate::figure::{Beat, Shown};
use crate::routine::{Effort, SideUnit};

use super::person::Side;
use super::plan::{Part, PlannedStep, Segment};
use super::view::{FigureView, Motion};

/// How many frames a second it has at most while it only breathes.
const BREATHING: u32 = 4;

/// The figure of a step when `elapsed` is over of one of its segments; in whole frames, so that it is another one only
/// when there is something else to see.
pub(super) fn at(step: &PlannedStep, segment: Segment, elapsed: Duration, fps: u32) -> Option<FigureView> {
    let figure = Arc::clone(step.movement.figure.as_ref()?);
    let since =
        fps_of(step, segment.part, fps).filter(|fps| *fps > 0).map_or(Duration::ZERO, |fps| whole_frames(elapsed, fps));
    let (along, breath) = figure.during(beat(step, segment, since));
    let side = match segment.part {
        Part::SetUp => 0,
        Part::Change { to } => to,
        Part::In { side, .. } | Part::Work { side, .. } | Part::Out { side, .. } | Part::Rest { side, .. } => side,
    };
    let mirrored = step.body_side(side).is_some_and(|side| (side == Side::Left) == figure.left_is_mirrored());
    let shown = Shown { along, breath, mirrored, turned: 0 };
    Some(FigureView { figure, shown, motion: Motion::Moving })
}

/// What the body does.
fn beat(step: &PlannedStep, segment: Segment, since: Duration) -> Beat {
    let over = part_of(since, segment.length);
    match segment.part {
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

/// How many frames a second there are in a part, where there are at most `fps`; none where nothing moves.
pub(super) fn fps_of(step: &PlannedStep, part: Part, fps: u32) -> Option<u32> {
    let figure = step.movement.figure.as_ref()?;
    match part {
        Part::SetUp | Part::Change { .. } | Part::Rest { .. } => None,
        Part::Work { .. } if matches!(step.dose.effort, Effort::Hold(_)) => Some(fps.min(BREATHING)),
        Part::In { .. } | Part::Out { .. } | Part::Work { .. } => figure.moves().then_some(fps),
    }
}

/// When the last frame was due, at so many a second: those of whole seconds fall on them, so that a frame and the
/// clock change together.
fn whole_frames(elapsed: Duration, fps: u32) -> Duration {
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
