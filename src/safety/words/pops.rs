//! What is said to a pop (CONTENT 3.6).

use std::time::Duration;

use super::fill;
use crate::units::amount;

texts! {
    /// What the balance is called.
    OWED = "stretch owed";
    /// The answer to a pop. Fill with [`noted`].
    NOTED = "Noted. No need to look for another. Five for one? It's {mmss}, any time today.";
    /// Said to a second pop within twenty minutes.
    SAME_SPOT = "Same spot? It needs about twenty minutes before it can pop again. Pushing sooner only adds force.";
    /// Said when the urge keeps coming back.
    DESK_CHECK = "When the urge keeps coming back, the day is usually the cause. Want the two-minute desk check?";
}

/// The answer to a pop; the length is that of `five-for-one` as it is planned for this person now.
#[must_use]
pub fn noted(five_for_one: Duration) -> String {
    fill(NOTED, &[("mmss", &amount::clock(five_for_one))])
}
