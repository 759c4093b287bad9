//! Arms and legs.

use super::super::space::Point;
use super::super::words::Area;
use super::{Artist, Body, Part, Works, group, half_of};

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
        let part = |works, bone| Part { works: all(works), group: group::arm(side, bone), half };
        let upper = mine && self.works(Area::Arms);
        let fore = mine && (self.works(Area::Forearms) || self.works(Area::Arms));
        let shoulder = upper || mine && self.works(Area::Shoulders);
        if self.figure.shot != super::Shot::Hands {
            self.capsule(arm.root, arm.middle, (0.031, 0.025), part(upper, 0));
            self.capsule(arm.root, arm.root.toward(arm.middle, 0.3), (0.036, 0.031), part(shoulder, 0));
        }
        self.capsule(arm.middle, arm.end, (0.025, 0.016), part(fore, 1));
        self.capsule(arm.middle.toward(arm.end, 0.12), arm.middle.toward(arm.end, 0.5), (0.026, 0.022), part(fore, 1));
        self.hand(body, side, part(mine && (self.works(Area::Hands) || self.works(Area::Forearms)), 1));
    }

    fn leg(&mut self, body: &Body, side: usize) {
        let mine = self.works_on(side);
        let half = half_of(self, body.legs[side].root, body.legs[1 - side].root);
        let leg = &body.legs[side];
        let part = |works, bone| Part { works: all(works), group: group::leg(side, bone), half };
        let hips = mine && self.works(Area::Hips);
        let thigh = mine && (self.works(Area::Thighs) || self.works(Area::Legs));
        self.capsule(leg.root, leg.middle, (0.053, 0.036), part(thigh, 0));
        if hips && !thigh {
            self.capsule(leg.root, leg.root.toward(leg.middle, 0.35), (0.054, 0.048), part(true, 0));
        }
        let shin = part(mine && self.works(Area::Legs), 1);
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
