//! The closed lists of words that movement and routine files may use.

use std::time::Duration;

/// A word of a closed list, as a reader of files sees it.
pub(crate) trait Word: Copy + 'static {
    /// What such a word is called in a sentence: `a tag`, `an area`.
    const KIND: &'static str;

    /// Every word of the list.
    fn all() -> &'static [Self];

    /// The word as it stands in a file.
    fn in_a_file(self) -> &'static str;
}

/// A closed list of words: an enum, what one of them is called, its words in files, and the way back from a word.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $kind:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one of them, in the order of the content.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word a file uses for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one a word of a file means.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }
        }

        impl $crate::routine::vocabulary::Word for $name {
            const KIND: &'static str = $kind;

            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn in_a_file(self) -> &'static str {
                self.word()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// One of the adjustments a person can tick (CONTENT 3.5).
    Tag, "a tag" {
        /// Osteoporosis, a past fragility fracture, or steroid tablets for three months or more.
        Osteoporosis = "osteoporosis",
        /// Pregnant, any stage.
        Pregnancy = "pregnancy",
        /// Surgery, cleared for movement but still being careful.
        Surgery = "surgery",
        /// A painful, unstable or previously dislocated shoulder.
        Shoulder = "shoulder",
        /// A neck to be careful with.
        Neck = "neck",
        /// Dizziness, vertigo, fainting or headache brought on by head or position changes.
        Dizzy = "dizzy",
        /// Hypermobile joints.
        Hypermobile = "hypermobile",
        /// Wrists or hands that hurt or dislike weight.
        Wrist = "wrist",
        /// Kneeling hurts or is not possible.
        Knee = "knee",
        /// Hip pain, or limits on bending the hip.
        Hip = "hip",
        /// A hip that was replaced: it is not bent or turned far.
        NewHip = "new-hip",
        /// Low-back trouble that bending or arching sets off.
        LowBack = "low-back",
        /// A recent rib injury, sore breastbone or pain with a deep breath.
        Rib = "rib",
        /// Glaucoma, recent eye surgery, or blood pressure that is watched.
        EyePressure = "eye-pressure",
        /// Blood thinners, a past clot, easy bruising, or broken skin on the back.
        BleedSkin = "bleed-skin",
        /// Lying flat is uncomfortable.
        LieFlat = "lie-flat",
        /// Unsteady on the feet or worried about falling.
        Balance = "balance",
        /// A stiff or fused spine: no arch, a small twist.
        Spine = "spine",
        /// Sits all the time: nothing that needs legs or standing.
        Sitting = "sits",
    }
}

vocabulary! {
    /// A group of movements that are set aside together (CONTENT 3.8, F7).
    Family, "a family" {
        /// Arching the upper back.
        Extend = "extend",
        /// Turning it.
        Rotate = "rotate",
        /// Rounding it.
        Flex = "flex",
        /// Moving the neck.
        Neck = "neck",
        /// Wrists, hands, fingers.
        Hands = "hands",
        /// Hips and thighs.
        Hips = "hips",
        /// Pressure on muscle from a roller or a ball.
        Roller = "roller",
        /// Shoulders and shoulder blades.
        Shoulder = "shoulder",
        /// Breathing, walking, resetting, resting: never set aside.
        Calm = "calm",
    }
}

vocabulary! {
    /// What a movement is for in the order of a routine (CONTENT 5, W1 to W3).
    Phase, "a phase" {
        /// Gets blood moving; comes first.
        WarmUp = "warm-up",
        /// Whole-body moving, such as a walk.
        Move = "move",
        /// A change of position, of the back or the eyes.
        Reset = "reset",
        /// Readies the back, rounding before arching.
        Prepare = "prepare",
        /// Arches the upper back.
        Extend = "extend",
        /// Turns it.
        Rotate = "rotate",
        /// Stretches something else.
        Stretch = "stretch",
        /// Works on muscle with pressure.
        Release = "release",
        /// Settles; comes last.
        CoolDown = "cool-down",
    }
}

vocabulary! {
    /// A part of the body a movement works on.
    Area, "an area" {
        /// The neck.
        Neck = "neck",
        /// The shoulders.
        Shoulders = "shoulders",
        /// The chest.
        Chest = "chest",
        /// The upper back.
        UpperBack = "upper-back",
        /// The low back.
        LowBack = "low-back",
        /// The hips.
        Hips = "hips",
        /// The legs.
        Legs = "legs",
        /// Wrists and hands.
        WristsHands = "wrists-hands",
        /// The eyes.
        Eyes = "eyes",
        /// The breath.
        Breath = "breath",
    }
}

vocabulary! {
    /// Where the body is for a movement.
    Place, "a place" {
        /// Sitting on a chair.
        Chair = "chair",
        /// On one's feet.
        Standing = "standing",
        /// On one's feet at a wall.
        Wall = "wall",
        /// Lying, kneeling or sitting on the floor.
        Floor = "floor",
    }
}

vocabulary! {
    /// Where a routine takes place.
    RoutinePlace, "a place" {
        /// On a chair.
        Chair = "chair",
        /// On one's feet.
        Standing = "standing",
        /// At a wall.
        Wall = "wall",
        /// On the floor.
        Floor = "floor",
        /// In several places.
        Mixed = "mixed",
        /// Wherever one happens to be.
        Anywhere = "anywhere",
    }
}

vocabulary! {
    /// A thing a person has or lacks (CONTENT 4, "Kit and place").
    Kit, "a kind of kit" {
        /// Any chair.
        Chair = "chair",
        /// A chair that cannot roll or tip; it serves as a chair too.
        SturdyChair = "sturdy-chair",
        /// A clear wall.
        Wall = "wall",
        /// An open doorway.
        Doorway = "doorway",
        /// A desk or worktop.
        Desk = "desk",
        /// Clear floor with a mat or carpet.
        Floor = "floor",
        /// A bath towel.
        Towel = "towel",
        /// A foam roller.
        Roller = "roller",
        /// A tennis or massage ball.
        Ball = "ball",
        /// A small pillow.
        Pillow = "pillow",
    }
}

vocabulary! {
    /// What a movement presses the body over or against; such a movement needs its warm-up (S11).
    Over, "a thing to press on" {
        /// The edge of a backrest.
        Edge = "edge",
        /// A rolled towel.
        Towel = "towel",
        /// A foam roller.
        Roller = "roller",
        /// A wall.
        Wall = "wall",
    }
}

impl Kit {
    /// What the thing is called in a sentence.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Chair => "any chair",
            Self::SturdyChair => "a chair that cannot roll or tip",
            Self::Wall => "a clear wall",
            Self::Doorway => "an open doorway",
            Self::Desk => "a desk or worktop",
            Self::Floor => "clear floor with a mat or carpet",
            Self::Towel => "a bath towel",
            Self::Roller => "a foam roller",
            Self::Ball => "a tennis or massage ball",
            Self::Pillow => "a small pillow",
        }
    }

    /// Whether having `self` is as good as having `wanted`: a sturdy chair serves as a chair.
    #[must_use]
    pub fn serves_as(self, wanted: Self) -> bool {
        self == wanted || (self == Self::SturdyChair && wanted == Self::Chair)
    }
}

impl Over {
    /// What the thing is called in a sentence.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Edge => "an edge",
            Self::Towel => "a towel",
            Self::Roller => "a roller",
            Self::Wall => "a wall",
        }
    }

    /// The least warm-up work a movement of this phase needs over it (CONTENT 5, W1).
    #[must_use]
    pub const fn least_warm_up(self, phase: Phase) -> Duration {
        match self {
            Self::Roller if !matches!(phase, Phase::Extend) => Duration::from_secs(90),
            Self::Wall => Duration::from_secs(90),
            Self::Edge | Self::Towel | Self::Roller => Duration::from_secs(120),
        }
    }
}

/// One need of a movement: any of these things meets it (`desk|wall` in a file).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need(pub Vec<Kit>);

impl Need {
    /// Whether a person who has `kit` can meet it.
    #[must_use]
    pub fn met_by(&self, kit: impl Fn(Kit) -> bool) -> bool {
        self.0.iter().any(|wanted| Kit::ALL.iter().any(|have| kit(*have) && have.serves_as(*wanted)))
    }
}
