//! Where the figure's motion stands at a moment of a step, and when it stands elsewhere.

use std::sync::Arc;
use std::time::Duration;

use crate::figure::{Beat, Shown};
use crate::routine::{Effort, SideUnit};

use super::person::Side;
use super::plan::{Part, PlannedStep, Segment};
use super::view::{FigureView, Motion};

/// The time of a frame while it only breathes: four a second.
const BREATHING_FRAME: Duration = Duration::from_millis(250);

/// The figure of a step when `elapsed` is over of one of its segments; in whole frames, so that it is another one only
/// when there is something else to see.
pub(super) fn at(step: &PlannedStep, segment: Segment, elapsed: Duration, frame: Duration) -> Option<FigureView> {
    let figure = Arc::clone(step.movement.figure.as_ref()?);
    let since = frame_of(step, segment.part, frame).map_or(Duration::ZERO, |frame| whole_frames(elapsed, frame));
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

/// The time of a frame in a part, where one is at least `frame`; none where nothing moves.
pub(super) fn frame_of(step: &PlannedStep, part: Part, frame: Duration) -> Option<Duration> {
    let figure = step.movement.figure.as_ref()?;
    match part {
        Part::SetUp | Part::Change { .. } | Part::Rest { .. } => None,
        Part::Work { .. } if matches!(step.dose.effort, Effort::Hold(_)) => Some(frame.max(BREATHING_FRAME)),
        Part::In { .. } | Part::Out { .. } | Part::Work { .. } => figure.moves().then_some(frame),
    }
}

/// The whole frames of a time.
pub(super) fn whole_frames(elapsed: Duration, frame: Duration) -> Duration {
    let frames = elapsed.as_nanos() / frame.as_nanos().max(1);
    frame * u32::try_from(frames).unwrap_or(u32::MAX)
}

fn part_of(since: Duration, length: Duration) -> f32 {
    if length.is_zero() { 1.0 } else { (since.as_secs_f32() / length.as_secs_f32()).min(1.0) }
}
