//! A movement done to be looked at.

use std::sync::Arc;
use std::time::Duration;

use crate::routine::{Dose, Effort, Movement, Order, Side, SideUnit};

use super::figure;
use super::plan::{Origin, PlannedStep, Segment};
use super::view::FigureView;

/// A movement done for show: once on each side with short holds, over and over.
#[derive(Clone, Debug)]
pub struct Demo {
    step: PlannedStep,
    segments: Vec<Segment>,
    length: Duration,
}

/// Before it begins, and again before it begins anew.
const WAITS: Duration = Duration::from_secs(1);
/// For changing to the other side.
const CHANGES: Duration = Duration::from_millis(1_500);
/// What a ramp takes that takes no time in the dose, and the most.
const RAMP: (Duration, Duration) = (Duration::from_millis(1_500), Duration::from_secs(3));
/// How long what is held is held.
const HOLDS: Duration = Duration::from_secs(3);
/// The shortest and the longest rep.
const REP: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(8));
/// Moving with nothing to count goes on for so many of the figure's cycles.
const CYCLES: u32 = 2;
/// How long a glimpse moves.
const GLIMPSE: Duration = Duration::from_secs(1);
/// Frames a second, where each moment that is asked for is to be seen.
const FINE: u32 = 1_000;

impl Demo {
    /// The movement, done for show.
    #[must_use]
    pub fn of(movement: Arc<Movement>) -> Self {
        let dose = movement.dose;
        let moves = movement.figure.as_ref().is_some_and(|figure| figure.moves());
        let ramp = |ramp: Duration| if moves { ramp.clamp(RAMP.0, RAMP.1) } else { Duration::ZERO };
        let (effort, ramps) = match dose.effort {
            Effort::Hold(_) => (Effort::Hold(HOLDS), (ramp(dose.ramp_in), ramp(dose.ramp_out))),
            // A breath is as long as it is.
            Effort::Rep(rep) if dose.unit == SideUnit::Breath => (Effort::Rep(rep), (Duration::ZERO, Duration::ZERO)),
            Effort::Rep(rep) => (Effort::Rep(rep.clamp(REP.0, REP.1)), (Duration::ZERO, Duration::ZERO)),
            Effort::Time(_) => {
                let cycle = movement.figure.as_ref().map_or(REP.0, |figure| figure.cycle());
                (Effort::Time(cycle * CYCLES), (Duration::ZERO, Duration::ZERO))
            }
        };
        let reps = match effort {
            Effort::Rep(rep) if rep <= REP.1 / 2 => 2,
            Effort::Rep(_) | Effort::Hold(_) | Effort::Time(_) => 1,
        };
        let sides = if matches!(dose.unit, SideUnit::Side | SideUnit::Direction) { dose.sides.min(2) } else { 1 };
        let dose = Dose {
            setup: WAITS,
            ramp_in: ramps.0,
            effort,
            ramp_out: ramps.1,
            reps,
            sets: 1,
            set_rest: Duration::ZERO,
            sides,
            unit: dose.unit,
            rest: Duration::ZERO,
            change: CHANGES,
            order: Order::Block,
        };
        let mirrored = movement.figure.as_ref().is_some_and(|figure| figure.left_is_mirrored());
        let mut step = PlannedStep::new(movement, dose, None, Origin::Routine);
        // The side the poses show comes first.
        step.first_side = if mirrored { Side::Right } else { Side::Left };
        let (segments, length) = (step.segments(), step.length());
        Self { step, segments, length }
    }

    /// How long it takes once.
    #[must_use]
    pub const fn length(&self) -> Duration {
        self.length
    }

    /// How long after its beginning it is first at its deepest.
    #[must_use]
    pub fn deepest_after(&self) -> Duration {
        let step = &self.step;
        let into = match (step.dose.effort, step.movement.pace) {
            (Effort::Hold(_), _) => step.dose.ramp_in,
            (Effort::Rep(_), Some(pace)) if step.dose.unit == SideUnit::Breath => pace.inhale,
            (Effort::Rep(rep), _) => rep / 2,
            (Effort::Time(time), _) => time / (CYCLES * 2),
        };
        step.dose.setup + into
    }

    /// The movement.
    #[must_use]
    pub const fn movement(&self) -> &Arc<Movement> {
        &self.step.movement
    }

    /// The figure when it has been done for so long, at so many frames a second; none where the movement has none.
    #[must_use]
    pub fn figure(&self, since: Duration, fps: u32) -> Option<FigureView> {
        let (place, elapsed) = self.place(since)?;
        place.figure(elapsed, fps)
    }

    /// The figure of a glimpse that began so long ago: in a second, whatever the movement takes, from where it begins
    /// to where it is first at its deepest, where it stays; none where the movement has none.
    #[must_use]
    pub fn glimpse(&self, since: Duration, fps: u32) -> Option<FigureView> {
        let over = figure::whole_frames(since.min(GLIMPSE), fps);
        let begins = self.step.dose.setup;
        let way = self.deepest_after().saturating_sub(begins);
        self.figure(begins + way.mul_f64(over.div_duration_f64(GLIMPSE)), FINE)
    }

    /// How long after its beginning a glimpse has its next frame; none where it is over.
    #[must_use]
    pub fn next_glimpse(&self, since: Duration, fps: u32) -> Option<Duration> {
        (since < GLIMPSE).then(|| figure::next_frame(since, fps))
    }

    /// How long after that time the figure is another one; none where it never is.
    #[must_use]
    pub fn until_next_frame(&self, since: Duration, fps: u32) -> Option<Duration> {
        let (place, elapsed) = self.place(since)?;
        let over = place.segment.length.saturating_sub(elapsed);
        let next = place.next_frame(elapsed, fps).map_or(over, |next| next.saturating_sub(elapsed));
        self.step.movement.figure.is_some().then_some(next.min(over))
    }

    /// The segment that is being done, and how much of it is over.
    fn place(&self, since: Duration) -> Option<(figure::Place<'_>, Duration)> {
        let turns = since.as_nanos() / self.length.as_nanos().max(1);
        let mut left = since.saturating_sub(self.length * u32::try_from(turns).unwrap_or(u32::MAX));
        // The first time it comes from nowhere, then from where it ended.
        let mut before = if turns == 0 { None } else { self.segments.last() };
        for segment in &self.segments {
            if left < segment.length {
                let before = before.map(|segment| (&self.step, *segment));
                return Some((figure::Place { before, step: &self.step, segment: *segment }, left));
            }
            left -= segment.length;
            before = Some(segment);
        }
        None
    }
}
