//! Where the motion stands at a moment of the dose.

use std::time::Duration;

use super::body::Body;
use super::words::Path;
use super::{Figure, Pose};
use crate::units::trigonometry::{cos, sin};

/// What is being done of a dose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beat {
    /// Getting ready, resting, changing sides: the first pose.
    Waiting,
    /// Going into a hold; how much of it is over.
    Arriving(f32),
    /// Staying in it, since so long.
    Holding(Duration),
    /// Coming back; how much of it is over.
    Leaving(f32),
    /// Doing a rep; how much of it is over.
    Repeating(f32),
    /// Breathing in; how much of it is over.
    In(f32),
    /// Breathing out; how much of it is over.
    Out(f32),
    /// Moving with nothing to count, since so long.
    Moving(Duration),
}

/// A moment of the motion as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// How far along its poses: 0 at the first; 1 at the last, or, going round, at the first again.
    pub along: f32,
    /// The small movement of the breath in a hold, in degrees of the upper back.
    pub breath: f32,
    /// Whether it is the other side.
    pub mirrored: bool,
    /// Whether it goes through its poses the other way round, as the second direction of a circle does.
    pub backward: bool,
    /// How many steps of an eighth of a turn the camera has been taken round.
    pub turned: u8,
}

impl Shown {
    /// The first pose.
    pub const FIRST: Self = Self { along: 0.0, breath: 0.0, mirrored: false, backward: false, turned: 0 };
}

/// The time of a breath in a hold (CONTENT 6.1).
const BREATH: Duration = Duration::from_secs(5);

/// Slow, quick, slow.
fn eased(part: f32) -> f32 {
    (1.0 - cos(std::f32::consts::PI * part.clamp(0.0, 1.0))) / 2.0
}

/// How much of a turn of this length is over.
fn turn_of(since: Duration, length: Duration) -> f32 {
    let length = length.as_secs_f32().max(0.1);
    (since.as_secs_f32() % length) / length
}

impl Figure {
    /// How many spans between two poses there are.
    pub(super) fn spans(&self) -> usize {
        match self.path {
            Path::ThereAndBack => self.poses.len().saturating_sub(1),
            Path::Round if self.poses.len() > 1 => self.poses.len(),
            Path::Round => 0,
        }
    }

    /// Where the deepest pose is along the motion.
    #[must_use]
    pub fn deepest(&self) -> f32 {
        match self.path {
            Path::ThereAndBack => 1.0,
            Path::Round => 0.5,
        }
    }

    /// How long once through takes where the dose has no reps.
    #[must_use]
    pub const fn cycle(&self) -> Duration {
        self.cycle
    }

    /// Its poses in words: `Poses: knees bent, then knees drawn in, and back.`
    #[must_use]
    pub fn in_words(&self) -> String {
        let names: Vec<&str> = self.poses.iter().map(|pose| pose.name.as_str()).collect();
        match (names.as_slice(), self.path) {
            ([only], _) => format!("Pose: {only}."),
            (names, Path::ThereAndBack) => format!("Poses: {}, and back.", names.join(", then ")),
            (names, Path::Round) => format!("Poses: {}, and round again.", names.join(", ")),
        }
    }

    /// Whether anything moves between its poses.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.poses.len() > 1
    }

    /// How far along the motion is, and the breath in it.
    #[must_use]
    pub fn during(&self, beat: Beat) -> (f32, f32) {
        let once = |part: f32| match self.path {
            Path::ThereAndBack => eased(1.0 - (part * 2.0 - 1.0).abs()),
            Path::Round => part,
        };
        let deepest = self.deepest();
        match beat {
            Beat::Waiting => (0.0, 0.0),
            Beat::Arriving(part) | Beat::In(part) => (deepest * eased(part), 0.0),
            Beat::Holding(since) => {
                // It begins and ends each breath at rest, in steps too small to be seen one by one.
                let swing = sin(turn_of(since, BREATH) * std::f32::consts::TAU);
                (deepest, (swing * 4.0).round() / 4.0 * 1.2)
            }
            Beat::Leaving(part) | Beat::Out(part) => (deepest * eased(1.0 - part), 0.0),
            Beat::Repeating(part) => (once(part.clamp(0.0, 1.0)), 0.0),
            Beat::Moving(since) => (once(turn_of(since, self.cycle)), 0.0),
        }
    }

    /// Which pose is the nearest so far along the motion.
    pub(super) fn nearest(&self, along: f32) -> usize {
        let (spans, count) = (self.spans(), self.poses.len());
        let far = along.clamp(0.0, 1.0) * f32::from(u16::try_from(spans).unwrap_or(u16::MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to the few spans")]
        let pose = far.round() as usize;
        pose % count.max(1)
    }

    /// The body so far along the motion.
    #[must_use]
    pub fn body(&self, along: f32, breath: f32) -> Body {
        let (from, to, part) = self.between(along);
        Body::between(from, to, part, breath)
    }

    /// The poses a moment lies between, and how far.
    fn between(&self, along: f32) -> (&Pose, &Pose, f32) {
        let spans = self.spans();
        let last = self.poses.len() - 1;
        if spans == 0 {
            return (&self.poses[0], &self.poses[0], 0.0);
        }
        let far = along.clamp(0.0, 1.0) * f32::from(u16::try_from(spans).unwrap_or(u16::MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to the few spans")]
        let span = (far as usize).min(spans - 1);
        let part = far - f32::from(u16::try_from(span).unwrap_or(u16::MAX));
        let to = if span == last { 0 } else { span + 1 };
        (&self.poses[span], &self.poses[to], part)
    }
}
