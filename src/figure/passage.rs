//! The way from one figure to another: standing up, sitting down, lying down, turning round.

use std::time::Duration;

use super::body::Body;
use super::pose::Pose;
use super::space::Point;
use super::words::{Base, Joint};
use super::{Figure, Shown};

/// A way from one moment of a figure to one of another, by way of how people get up and down.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// What is left.
    pub(super) from: (&'a Figure, Shown),
    /// What is come to.
    pub(super) to: (&'a Figure, Shown),
    /// The bodies on the way, the first and the last included.
    bodies: Vec<Body>,
    /// How many seconds are over when each of them is reached; of the first, none.
    reached: Vec<f32>,
}

/// The seconds that a leg of a way takes at least: sitting down, say.
const LEG: f32 = 1.5;
/// The seconds that a leg has for each body height that a joint goes in it: in the middle of a leg, which begins and ends
/// slowly, a joint is half as fast again as on the whole, and stays below 1.5 body heights a second all the same.
const SECONDS_A_HEIGHT: f32 = 1.5;

/// How a body is held up, each next to the ones it can be reached from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Posture {
    Sitting,
    Standing,
    Kneeling,
    OnAllFours,
    OnSide,
    Lying,
}

impl Posture {
    const ALL: [Self; 6] = [Self::Sitting, Self::Standing, Self::Kneeling, Self::OnAllFours, Self::OnSide, Self::Lying];

    fn of(body: &Body) -> Self {
        let upright = (body.chest - body.pelvis).unit_or(Point::UP).y > 0.5;
        let face = body.chest_frame.front.y;
        let knee = body.legs[0].middle.y.min(body.legs[1].middle.y);
        match () {
            () if upright && body.pelvis.y > 0.4 => Self::Standing,
            // Who sits on the floor has only to lie back, and does not get up first.
            () if upright && body.pelvis.y < 0.15 => Self::Lying,
            () if upright && knee < 0.12 => Self::Kneeling,
            () if upright => Self::Sitting,
            () if face < -0.35 => Self::OnAllFours,
            () if face < 0.5 => Self::OnSide,
            () => Self::Lying,
        }
    }

    const fn base(self) -> Base {
        match self {
            Self::Sitting => Base::Sitting,
            Self::Standing => Base::Standing,
            Self::Kneeling => Base::Kneeling,
            Self::OnAllFours => Base::HandsAndKnees,
            Self::OnSide => Base::SideLying,
            Self::Lying => Base::Lying,
        }
    }

    /// What lies between, in order.
    fn between(self, other: Self) -> Vec<Self> {
        let mut between: Vec<Self> = match (self, other) {
            // Whoever sits down turns to the chair first.
            (Self::Sitting, Self::Standing) | (Self::Standing, Self::Sitting) => vec![Self::Standing],
            _ => {
                let (low, high) = (self.min(other), self.max(other));
                Self::ALL.into_iter().filter(|it| low < *it && *it < high).collect()
            }
        };
        if other < self {
            between.reverse();
        }
        between
    }
}

impl<'a> Passage<'a> {
    /// The way between two moments.
    #[must_use]
    pub fn new(from: (&'a Figure, Shown), to: (&'a Figure, Shown)) -> Self {
        let body = |(figure, shown): (&Figure, Shown)| {
            let body = figure.body(shown.along, shown.breath);
            if shown.mirrored { body.mirrored() } else { body }
        };
        let (first, last) = (body(from), body(to));
        let (left, come) = (Posture::of(&first), Posture::of(&last));
        let rolls =
            left == Posture::OnSide && come == left && first.chest_frame.front.dot(last.chest_frame.front) < 0.0;
        let between = if rolls { vec![Posture::Lying] } else { left.between(come) };
        let between = between.into_iter().map(|it| Body::of(&Pose::base(it.base())));
        let bodies: Vec<Body> = std::iter::once(first.clone()).chain(between).chain([last.clone()]).collect();
        let mut reached = vec![0.0];
        for pair in bodies.windows(2) {
            let half = pair[0].toward(&pair[1], 0.5);
            let far = |one: &Body, other: &Body, joint| (one.joint(joint) - other.joint(joint)).length();
            let farthest =
                |most: f32, joint: &Joint| most.max(far(&pair[0], &half, *joint) + far(&half, &pair[1], *joint));
            let seconds = Joint::ALL.iter().fold(0.0, farthest) * SECONDS_A_HEIGHT;
            reached.push(reached[reached.len() - 1] + seconds.max(LEG));
        }
        Self { from, to, bodies, reached }
    }

    /// How long it takes, so that no joint is faster than 1.5 body heights a second (L17).
    #[must_use]
    pub fn lasts(&self) -> Duration {
        Duration::from_secs_f32(self.reached[self.legs()])
    }

    /// How many legs it has: from one way of being held up to the next.
    #[must_use]
    pub fn legs(&self) -> usize {
        self.bodies.len() - 1
    }

    /// The body so far along it, from 0 to 1; on the other side it is mirrored already.
    #[must_use]
    pub fn body(&self, part: f32) -> Body {
        let (leg, over) = self.leg(part);
        // Slow, quick, slow, from each way of being held up to the next.
        let eased = over * over * (3.0 - 2.0 * over);
        self.bodies[leg].toward(&self.bodies[leg + 1], eased)
    }

    /// Whether what stands about the one that is left is still there, and what stands about the one that is come to
    /// already is.
    pub(super) fn props(&self, part: f32) -> (bool, bool) {
        let (leg, over) = self.leg(part);
        if self.legs() == 1 { (over < 0.5, over >= 0.5) } else { (leg == 0, leg + 1 == self.legs()) }
    }

    fn leg(&self, part: f32) -> (usize, f32) {
        let over = part.clamp(0.0, 1.0) * self.reached[self.legs()];
        let leg = self.reached[1..self.legs()].iter().filter(|reached| **reached <= over).count();
        let (from, to) = (self.reached[leg], self.reached[leg + 1]);
        (leg, ((over - from) / (to - from)).min(1.0))
    }
}
