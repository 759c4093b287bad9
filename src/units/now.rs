use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Moment;

/// The present, as the shell hands it to the pure rooms: once on the program's own timeline, once on the wall.
///
/// The moment decides about deadlines; the wall time decides about days and is what the records keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Where the program's own timeline stands.
    pub moment: Moment,
    /// The time on the wall, with the offset of the person's place.
    pub wall: DateTime<FixedOffset>,
}

impl Now {
    /// The day the person lives, by the clock on the wall.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.wall.date_naive()
    }
}
