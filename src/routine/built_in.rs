//! The files embedded in the binary: this is the one list of them.
//!
//! What the library's first picture needs of a routine stands here beside its text, so that nothing is parsed for it. A
//! test reads the files and compares.

use super::RoutinePlace;

/// A routine of the house.
pub(super) struct BuiltIn {
    /// Its id.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// Where it takes place.
    pub(super) place: RoutinePlace,
    /// What it needs, for a person to read.
    pub(super) kit: &'static str,
    /// How long it takes as it is written, in seconds.
    pub(super) secs: u64,
    /// The text of its file.
    pub(super) text: &'static str,
}

/// The text of a routine's file.
macro_rules! routine {
    ($id:literal, $title:literal, $place:ident, $kit:literal, $secs:literal) => {
        BuiltIn {
            id: $id,
            title: $title,
            place: RoutinePlace::$place,
            kit: $kit,
            secs: $secs,
            text: include_str!(concat!("../../routines/", $id, ".toml")),
        }
    };
}

/// The name and the text of each movement's file.
macro_rules! movements {
    ($($id:literal,)+) => {
        [$(($id, include_str!(concat!("../../routines/movements/", $id, ".toml"))),)+]
    };
}

/// The routine that is left when movement is paused (S2).
pub(crate) const CALM: &str = "eyes-and-breath";

/// Every routine, in the order of the library: the four named ones come first.
#[rustfmt::skip]
pub(super) static ROUTINES: [BuiltIn; 18] = [
    routine!("chair-stretch", "The Chair Stretch", Chair, "sturdy chair that cannot roll", 416),
    routine!("wall-stretch", "The Wall Stretch", Wall, "clear wall, shoes or bare feet", 346),
    routine!("towel-roll", "The Towel Roll", Floor, "bath towel, mat or carpet, small pillow", 515),
    routine!("cat-cow", "Cat-Cow", Floor, "yoga mat or carpet", 283),
    routine!("micro-break", "Two-minute micro-break", Chair, "chair", 115),
    routine!("desk-reset", "Five-minute desk reset", Chair, "chair", 321),
    routine!("upper-back-release", "Ten-minute upper-back release", Mixed, "mat, towel, sturdy chair", 586),
    routine!("floor-unwind", "Floor unwind", Floor, "mat, pillow", 643),
    routine!("roller-release", "Slow roller release (no cracking)", Floor, "foam roller, mat", 485),
    routine!("roller-stretch", "Foam-roller stretch", Floor, "foam roller, mat", 445),
    routine!("morning-maintenance", "Morning maintenance", Floor, "mat", 426),
    routine!("quiet-office", "Quiet office (meeting-friendly)", Chair, "chair", 237),
    routine!("no-floor-release", "No-floor release", Chair, "sturdy chair, clear wall", 532),
    routine!("wrists-and-neck", "Wrists and neck", Chair, "chair", 372),
    routine!("five-for-one", "Five for one", Mixed, "chair, doorway", 469),
    routine!("end-of-day", "End-of-day unwind", Standing, "desk, doorway, chair", 510),
    routine!("soft-range", "Soft range", Chair, "chair", 365),
    routine!("eyes-and-breath", "Eyes and breath", Anywhere, "", 91),
];

/// Every movement, in the order of the content.
pub(super) static MOVEMENTS: [(&str, &str); 45] = movements![
    "shoulder-rolls",
    "arm-circles",
    "easy-march",
    "easy-walk",
    "posture-reset",
    "eye-reset",
    "diaphragmatic-breathing",
    "scapular-squeeze",
    "seated-cat-cow",
    "seated-chest-lift",
    "chair-back-extension",
    "thumbs-interlaced-chest-lift",
    "wall-chest-lean",
    "wall-angels",
    "doorway-chest-stretch",
    "seated-chair-twist",
    "seated-open-rotation",
    "seated-side-bend",
    "upper-back-hug",
    "cross-body-shoulder",
    "palms-up-reach",
    "desk-lean",
    "chin-tuck",
    "neck-side-stretch",
    "neck-turn",
    "neck-diagonal-stretch",
    "wrist-flexor-stretch",
    "wrist-extensor-stretch",
    "finger-fan",
    "seated-single-knee-hug",
    "seated-figure-four",
    "standing-hip-flexor",
    "kneeling-hip-flexor",
    "knees-to-chest",
    "towel-roll-extension",
    "foam-roller-extension",
    "foam-roller-release",
    "wall-ball-release",
    "cat-cow",
    "thread-the-needle",
    "open-book",
    "childs-pose",
    "supine-arm-sweep",
    "supine-knee-drops",
    "quiet-rest",
];
