//! Arms and legs.

use super::super::space::Point;
use super::super::words::Area;
use super::{Artist, Body, Group, Part, Piece, Works, half_of};

fn all(it: bool) -> Works {
    if it { Works::All } else { Works::No }
}

impl Artist<'_> {
    pub(super) fn limbs(&mut self, body: &Body) {
        for side in 0..2 {
            self.arm(body, side);
            if self.figure.shot != super::Shot::Hands {
                self.leg(body, side);
            }
        }
    }

    fn arm(&mut self, body: &Body, side: usize) {
        let mine = self.works_on(side);
        let half = half_of(self, body.arms[side].root, body.arms[1 - side].root);
        let arm = &body.arms[side];
        let part = |works, piece| Part { works: all(works), group: Group::Arm(u8::from(side > 0), piece), half };
        let upper = mine && self.works(Area::Arms);
        let fore = mine && (self.works(Area::Forearms) || self.works(Area::Arms));
        let shoulder = upper || mine && self.works(Area::Shoulders);
        if self.figure.shot != super::Shot::Hands {
            let below = arm.root.toward(arm.middle, 0.3);
            self.capsule(below, arm.middle, (0.029, 0.025), part(upper, Piece::Upper));
            self.capsule(arm.root, below, (0.036, 0.031), part(shoulder, Piece::Root));
        }
        self.capsule(arm.middle, arm.end, (0.025, 0.016), part(fore, Piece::Lower));
        self.capsule(
            arm.middle.toward(arm.end, 0.12),
            arm.middle.toward(arm.end, 0.5),
            (0.026, 0.022),
            part(fore, Piece::Lower),
        );
        self.hand(body, side, part(mine && (self.works(Area::Hands) || self.works(Area::Forearms)), Piece::Lower));
    }

    fn leg(&mut self, body: &Body, side: usize) {
        let mine = self.works_on(side);
        let half = half_of(self, body.legs[side].root, body.legs[1 - side].root);
        let leg = &body.legs[side];
        let part = |works, piece| Part { works: all(works), group: Group::Leg(u8::from(side > 0), piece), half };
        let hips = mine && self.works(Area::Hips);
        let thigh = mine && (self.works(Area::Thighs) || self.works(Area::Legs));
        let below = leg.root.toward(leg.middle, 0.35);
        self.capsule(below, leg.middle, (0.047, 0.036), part(thigh, Piece::Upper));
        self.capsule(leg.root, below, (0.053, 0.047), part(thigh || hips, Piece::Root));
        let shin = part(mine && self.works(Area::Legs), Piece::Lower);
        let down = (leg.end - leg.middle).unit_or(-Point::UP);
        let along = (leg.tip - leg.end).unit_or(Point::AHEAD);
        let behind = -(along - down * along.dot(down)).unit_or(Point::AHEAD);
        self.capsule(leg.middle, leg.end, (0.035, 0.021), shin);
        let calf = |part: f32| leg.middle.toward(leg.end, part) + behind * 0.008;
        self.capsule(calf(0.15), calf(0.5), (0.033, 0.029), shin);
        let sole = (down - along * down.dot(along)).unit_or(-Point::UP) * 0.016;
        self.capsule(leg.end + sole - along * 0.02, leg.tip + sole, (0.019, 0.013), shin);
    }
}
