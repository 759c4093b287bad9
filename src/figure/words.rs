//! The closed lists of words a figure's file may use.

/// A closed list of words: an enum, its words in files, and the way back from a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word a file uses for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}

words! {
    /// The posture a figure begins from.
    Base {
        /// On the feet.
        Standing = "standing",
        /// On a chair, feet on the floor.
        Sitting = "sitting",
        /// Hands under the shoulders, knees under the hips.
        HandsAndKnees = "hands-and-knees",
        /// On the back, knees bent, feet on the floor.
        Lying = "lying",
        /// On the left side, hips and knees bent.
        SideLying = "side-lying",
        /// On the left knee, the right foot in front.
        Kneeling = "kneeling",
    }
}

words! {
    /// From where it is seen.
    View {
        /// From its right.
        Side = "side",
        /// From in front and its right.
        ThreeQuarter = "three-quarter",
        /// From in front.
        Front = "front",
        /// From behind.
        Back = "back",
        /// From its right and high up.
        High = "high",
        /// From straight above.
        Above = "above",
    }
}

words! {
    /// How much of it is seen.
    Shot {
        /// All of it.
        Whole = "whole",
        /// From the hips up.
        Upper = "upper",
        /// From the middle of the back up, with the hands.
        Chest = "chest",
        /// Head and shoulders.
        Head = "head",
        /// The hands and forearms.
        Hands = "hands",
    }
}

words! {
    /// A part of the body that works.
    Area {
        /// The back of the chest.
        UpperBack = "upper-back",
        /// The low back.
        LowBack = "low-back",
        /// The front of the chest.
        Chest = "chest",
        /// The belly.
        Belly = "belly",
        /// The flanks.
        Side = "side",
        /// The shoulders.
        Shoulders = "shoulders",
        /// The neck.
        Neck = "neck",
        /// The eyes.
        Eyes = "eyes",
        /// The arms.
        Arms = "arms",
        /// The forearms.
        Forearms = "forearms",
        /// The hands.
        Hands = "hands",
        /// The hips.
        Hips = "hips",
        /// The thighs.
        Thighs = "thighs",
        /// The legs.
        Legs = "legs",
    }
}

words! {
    /// Which parts of a pair work.
    Which {
        /// Both.
        Both = "both",
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
    }
}

words! {
    /// A direction: of the room, or of the part of the body it belongs to.
    Way {
        /// Where the figure looks at first.
        Ahead = "ahead",
        /// Where its back is at first.
        Behind = "behind",
        /// Up in the room.
        Up = "up",
        /// Down in the room.
        Down = "down",
        /// To its right in the room.
        Right = "right",
        /// To its left in the room.
        Left = "left",
        /// Away from the middle of the body.
        Out = "out",
        /// Toward the middle of the body.
        In = "in",
        /// Where the front of the trunk points.
        Front = "front",
        /// Where the back of the trunk points.
        Back = "back",
        /// Toward the head.
        Head = "head",
        /// Toward the feet.
        Feet = "feet",
    }
}

words! {
    /// What a hand can hold.
    Hold {
        /// The back of the head.
        HeadBack = "head-back",
        /// Behind the ear.
        Ear = "ear",
        /// The chin, with two fingers.
        Chin = "chin",
        /// The chest.
        Chest = "chest",
        /// The belly.
        Belly = "belly",
        /// The hip.
        Hip = "hip",
        /// Behind the back, joined with the other hand.
        BehindBack = "behind-back",
        /// In front, joined with the other hand.
        InFront = "in-front",
        /// The other shoulder.
        OtherShoulder = "other-shoulder",
        /// The other arm above the elbow.
        OtherArm = "other-arm",
        /// The other hand.
        OtherHand = "other-hand",
        /// The fingers of the other hand.
        OtherFingers = "other-fingers",
        /// The knee on its side.
        Knee = "knee",
        /// The other knee.
        OtherKnee = "other-knee",
        /// On top of the thigh.
        Thigh = "thigh",
        /// Behind the thigh.
        UnderThigh = "under-thigh",
        /// The shin below the knee.
        Shin = "shin",
        /// The edge of the seat.
        Seat = "seat",
    }
}

words! {
    /// Where a foot can be laid.
    Rest {
        /// Across the other thigh.
        OtherThigh = "other-thigh",
    }
}

words! {
    /// What stands or lies about.
    PropKind {
        /// A chair.
        Chair = "chair",
        /// A chair that stands side-on, its back at the body's left.
        ChairSideOn = "chair-side-on",
        /// A wall.
        Wall = "wall",
        /// A door frame.
        Doorway = "doorway",
        /// A desk.
        Desk = "desk",
        /// A mat.
        Mat = "mat",
        /// A rolled towel.
        Towel = "towel",
        /// A foam roller.
        Roller = "roller",
        /// A ball.
        Ball = "ball",
        /// A pillow.
        Pillow = "pillow",
        /// A screen on a desk.
        Screen = "screen",
        /// A tree, far away.
        Tree = "tree",
    }
}

words! {
    /// What is drawn to explain.
    MarkKind {
        /// An arrow.
        Arrow = "arrow",
        /// An arrow with two heads.
        BothWays = "both-ways",
        /// The breath before the face, out or (with `way = "behind"`) in.
        Breath = "breath",
        /// Part of a circle round a direction, with an arrow's head.
        Circle = "circle",
        /// A dot where something touches.
        Dot = "dot",
        /// A dashed line from the eyes.
        Gaze = "gaze",
        /// Letters z that rise: nothing is to be done.
        Rest = "rest",
    }
}

words! {
    /// How it goes through its poses.
    Path {
        /// To the last one and back.
        ThereAndBack = "there-and-back",
        /// From the last one to the first again.
        Round = "round",
    }
}

words! {
    /// A place on the body that a mark can be at.
    Joint {
        /// Between the hips.
        Pelvis = "pelvis",
        /// The middle of the back.
        Waist = "waist",
        /// The base of the neck.
        Chest = "chest",
        /// The top of the neck.
        Neck = "neck",
        /// The middle of the head.
        Head = "head",
        /// The left shoulder.
        LeftShoulder = "left-shoulder",
        /// The right shoulder.
        RightShoulder = "right-shoulder",
        /// The left elbow.
        LeftElbow = "left-elbow",
        /// The right elbow.
        RightElbow = "right-elbow",
        /// The left wrist.
        LeftHand = "left-hand",
        /// The right wrist.
        RightHand = "right-hand",
        /// The left finger tips.
        LeftFingers = "left-fingers",
        /// The right finger tips.
        RightFingers = "right-fingers",
        /// The left hip.
        LeftHip = "left-hip",
        /// The right hip.
        RightHip = "right-hip",
        /// The left knee.
        LeftKnee = "left-knee",
        /// The right knee.
        RightKnee = "right-knee",
        /// The left ankle.
        LeftFoot = "left-foot",
        /// The right ankle.
        RightFoot = "right-foot",
        /// The left toes.
        LeftToes = "left-toes",
        /// The right toes.
        RightToes = "right-toes",
    }
}
