use clap::{Args, ValueEnum};

use crate::routine;

/// The flags of how everything is said and shown, which may stand before a command or behind it.
#[expect(clippy::struct_excessive_bools, reason = "a flag is there or it is not")]
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Flags {
    /// Say everything in plain lines: for screen readers and simple terminals
    #[arg(long, global = true)]
    pub(super) plain: bool,

    /// No sound: no bell, no tone, no voice
    #[arg(long, global = true)]
    pub(super) quiet: bool,

    /// The coach speaks; in a session `V` switches that
    #[arg(long, global = true)]
    pub(super) voice: bool,

    /// Show figures in two still poses
    #[arg(long, global = true)]
    pub(super) still: bool,
}

/// The flags of what the library lists.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Listed {
    /// List what takes you no longer than N minutes, the longest selected
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=180))]
    pub(super) minutes: Option<u32>,

    /// List what is done there
    #[arg(long, value_name = "PLACE", value_enum)]
    pub(super) place: Option<Place>,
}

/// The places a routine can be chosen by.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Place {
    Chair,
    Standing,
    Wall,
    Floor,
}

impl From<Place> for routine::Place {
    fn from(place: Place) -> Self {
        match place {
            Place::Chair => Self::Chair,
            Place::Standing => Self::Standing,
            Place::Wall => Self::Wall,
            Place::Floor => Self::Floor,
        }
    }
}
