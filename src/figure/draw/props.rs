//! What stands and lies about.

use super::super::Prop;
use super::super::space::Point;
use super::super::words::PropKind;
use super::Artist;

/// How thick a roller and a rolled towel are: half of it.
const ROLLER: f32 = 0.044;
const TOWEL: f32 = 0.026;
/// Half of how wide a doorway is.
const POST: f32 = 0.29;
/// Half of how wide a chair is.
const SEAT: f32 = 0.14;
/// Half of how long rollers and towels are.
const ACROSS: f32 = 0.19;

/// The places of a prop that have to be on the picture.
pub(super) fn reach(prop: &Prop) -> Vec<Point> {
    let at = prop.at;
    let it = |x, y, z| at + Point::new(x, y, z);
    match prop.kind {
        PropKind::Chair => vec![it(-0.11, 0.0, SEAT), it(-0.11, 0.49, -SEAT), it(0.14, 0.0, SEAT)],
        PropKind::ChairSideOn => vec![it(-SEAT, 0.0, -0.16), it(SEAT, 0.5, -0.16), it(SEAT, 0.0, 0.13)],
        PropKind::Wall => vec![it(-0.03, 0.0, 0.0), it(0.0, 1.0, 0.0)],
        PropKind::Doorway => vec![it(0.0, 0.0, -POST), it(0.0, 1.15, POST)],
        PropKind::Desk => vec![it(0.0, 0.0, 0.0), it(0.3, 0.4, 0.0)],
        PropKind::Mat => {
            [(-0.55, -0.17), (-0.55, 0.17), (0.42, -0.17), (0.42, 0.17)].map(|(x, z)| it(x, 0.0, z)).into()
        }
        PropKind::Towel | PropKind::Roller | PropKind::Ball => vec![at],
        PropKind::Pillow => vec![it(-0.07, 0.0, 0.0), it(0.07, 0.0, 0.0)],
        PropKind::Screen => vec![it(0.02, 0.0, 0.0), it(0.02, 0.24, 0.0)],
        PropKind::Tree => vec![it(-0.1, 0.0, 0.0), it(0.1, 0.34, 0.0)],
    }
}

/// Where a prop stands on the floor.
pub(super) fn feet(prop: &Prop) -> Vec<Point> {
    let four = |x: [f32; 2], z: [f32; 2]| x.into_iter().flat_map(move |x| z.map(|z| Point::new(x, 0.0, z)));
    let feet: Vec<Point> = match prop.kind {
        PropKind::Chair => four([-0.1, 0.13], [-SEAT, SEAT]).collect(),
        PropKind::ChairSideOn => four([-SEAT, SEAT], [-0.15, 0.13]).collect(),
        PropKind::Desk => four([0.04, 0.3], [-0.18, 0.18]).collect(),
        PropKind::Doorway => vec![Point::new(0.0, 0.0, -POST), Point::new(0.0, 0.0, POST)],
        PropKind::Wall => vec![Point::new(-0.012, 0.0, 0.0)],
        PropKind::Mat
        | PropKind::Towel
        | PropKind::Roller
        | PropKind::Ball
        | PropKind::Pillow
        | PropKind::Screen
        | PropKind::Tree => Vec::new(),
    };
    feet.into_iter().map(|foot| Point { y: 0.0, ..prop.at + foot }).collect()
}

impl Artist<'_> {
    pub(super) fn prop(&mut self, prop: &Prop) {
        let it = |x, y, z| prop.at + Point::new(x, y, z);
        match prop.kind {
            PropKind::Chair => self.chair(prop.at),
            PropKind::ChairSideOn => self.chair_side_on(prop.at),
            PropKind::Wall => self.wall(prop.at),
            PropKind::Doorway => {
                for z in [-POST, POST] {
                    self.thing(it(0.0, 0.0, z), it(0.0, 1.13, z), 0.017);
                }
                self.thing(it(0.0, 1.13, -POST), it(0.0, 1.13, POST), 0.017);
            }
            PropKind::Desk => {
                for z in [-0.2, -0.1, 0.0, 0.1, 0.2] {
                    self.thing(it(0.0, 0.4, z), it(0.34, 0.4, z), 0.011);
                }
                for z in [-0.18, 0.18] {
                    self.thing(it(0.3, -prop.at.y, z), it(0.3, 0.4, z), 0.009);
                    self.thing(it(0.04, -prop.at.y, z), it(0.04, 0.4, z), 0.009);
                }
            }
            PropKind::Mat => {
                for z in [-0.17, 0.17] {
                    self.thing(it(-0.55, -0.006, z), it(0.42, -0.006, z), 0.006);
                }
                for x in [-0.55, 0.42] {
                    self.thing(it(x, -0.006, -0.17), it(x, -0.006, 0.17), 0.006);
                }
            }
            PropKind::Roller => {
                self.roll(prop.at, ROLLER);
                self.hollow(it(0.0, 0.0, ACROSS), ROLLER);
            }
            PropKind::Towel => {
                self.roll(prop.at, TOWEL);
                // The end that is not rolled in.
                self.thing(it(0.0, -TOWEL + 0.006, -ACROSS), it(0.07, -TOWEL + 0.006, -ACROSS), 0.006);
                self.thing(it(0.0, -TOWEL + 0.006, ACROSS), it(0.07, -TOWEL + 0.006, ACROSS), 0.006);
            }
            PropKind::Ball => self.thing(prop.at, prop.at, 0.037),
            PropKind::Pillow => {
                for z in [-0.08, -0.04, 0.0, 0.04, 0.08] {
                    self.thing(it(-0.04, 0.0, z), it(0.04, 0.0, z), 0.022);
                }
                for (x, z) in [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)] {
                    self.thing(it(0.04 * x, 0.0, 0.08 * z), it(0.075 * x, 0.0, 0.12 * z), 0.008);
                }
            }
            PropKind::Screen => {
                for z in [-0.14, -0.07, 0.0, 0.07, 0.14] {
                    self.thing(it(0.0, 0.06, z), it(0.012, 0.22, z), 0.01);
                }
                self.thing(it(0.02, 0.0, 0.0), it(0.02, 0.1, 0.0), 0.01);
                self.thing(it(-0.02, 0.0, 0.0), it(0.06, 0.0, 0.0), 0.008);
            }
            PropKind::Tree => {
                self.thing(it(0.0, 0.0, 0.0), it(0.0, 0.16, 0.0), 0.012);
                for (x, y, radius) in [(-0.035, 0.19, 0.05), (0.035, 0.19, 0.05), (0.0, 0.25, 0.055)] {
                    self.thing(it(x, y, 0.0), it(x, y, 0.0), radius);
                }
            }
        }
    }

    /// A chair as wide as chairs are, so that it stands on both sides of who sits on it also where it is seen from the front.
    fn chair(&mut self, at: Point) {
        let it = |x, y, z| at + Point::new(x, y, z);
        for z in [-SEAT, SEAT] {
            self.thing(it(-0.1, 0.0, z), it(-0.085, 0.2, z), 0.009);
            self.thing(it(0.13, 0.0, z), it(0.125, 0.2, z), 0.009);
            self.thing(it(-0.085, 0.2, z), it(-0.105, 0.47, z), 0.01);
        }
        for height in [0.36, 0.4, 0.44, 0.47] {
            let back = -0.085 - (height - 0.2) * 0.077;
            self.thing(it(back, height, -SEAT), it(back, height, SEAT), 0.012);
        }
        for step in -5..=5_i8 {
            let z = f32::from(step) * SEAT / 5.0;
            self.thing(it(-0.085, 0.205, z), it(0.13, 0.205, z), 0.013);
        }
    }

    fn chair_side_on(&mut self, at: Point) {
        let it = |x, y, z| at + Point::new(x, y, z);
        for x in [-SEAT, SEAT] {
            self.thing(it(x, 0.0, -0.15), it(x, 0.2, -0.14), 0.009);
            self.thing(it(x, 0.0, 0.13), it(x, 0.2, 0.125), 0.009);
            self.thing(it(x, 0.2, -0.14), it(x, 0.48, -0.16), 0.01);
        }
        for height in [0.36, 0.4, 0.44, 0.48] {
            let back = -0.14 - (height - 0.2) * 0.07;
            self.thing(it(-SEAT, height, back), it(SEAT, height, back), 0.012);
        }
        for step in -5..=5_i8 {
            let x = f32::from(step) * SEAT / 5.0;
            self.thing(it(x, 0.205, -0.14), it(x, 0.205, 0.125), 0.013);
        }
    }

    /// A plane with a skirting; seen from its edge it is hatched, seen from the front it has bricks at its sides.
    fn wall(&mut self, at: Point) {
        let it = |x, y, z| at + Point::new(x, y, z);
        for z in [-0.34, 0.34] {
            self.thing(it(-0.012, 0.0, z), it(-0.012, 1.25, z), 0.011);
        }
        self.thing(it(-0.012, 0.0, -0.34), it(-0.012, 0.0, 0.34), 0.008);
        let edge_on = self.sheet.camera.eye.x.abs() < 0.3;
        for course in 0..12_u8 {
            let height = 0.05 + f32::from(course) * 0.1;
            if edge_on {
                self.thing(it(-0.012, height + 0.04, 0.0), it(-0.05, height, 0.0), 0.005);
                continue;
            }
            let first = if course % 2 == 0 { -0.3 } else { -0.22 };
            for brick in 0..4_u8 {
                let z = first + f32::from(brick) * 0.16;
                self.thing(it(-0.014, height, z), it(-0.014, height, z + 0.06), 0.004);
            }
        }
    }

    /// A cylinder that lies across.
    fn roll(&mut self, at: Point, radius: f32) {
        self.thing(at - Point::RIGHT * ACROSS, at + Point::RIGHT * ACROSS, radius);
    }

    /// The hole in the near end of a roller.
    fn hollow(&mut self, end: Point, radius: f32) {
        let (x, y, depth) = self.sheet.place(end);
        let hole = radius * self.sheet.scale * 0.4;
        let mut dy = -hole;
        while dy <= hole {
            let mut dx = -hole;
            while dx <= hole {
                if dx * dx + dy * dy <= hole * hole {
                    self.canvas.hole(x + dx, y + dy, depth + radius + 0.01);
                }
                dx += 1.0;
            }
            dy += 1.0;
        }
    }
}
