//! The way from one figure to another: standing up, sitting down, lying down, turning round.

use super::body::Body;
use super::pose::Pose;
use super::space::Point;
use super::words::Base;
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
}

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
        let bodies = std::iter::once(first.clone()).chain(between).chain([last.clone()]).collect();
        Self { from, to, bodies }
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
        let legs = self.legs();
        let far = part.clamp(0.0, 1.0) * f32::from(u16::try_from(legs).unwrap_or(u16::MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to the few legs")]
        let leg = (far as usize).min(legs - 1);
        (leg, far - f32::from(u16::try_from(leg).unwrap_or(u16::MAX)))
    }
}
