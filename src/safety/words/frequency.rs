//! What the frequency guard asks (CONTENT 3.6).

use super::fill;

texts! {
    /// The same end-range movement again. Fill with [`too_soon`].
    TOO_SOON = "{name} was {n} minutes ago. The same spot is best left for about twenty. `c` Seated Cat-Cow in its place, `k` keep it.";
    /// The third session with end range in a day.
    TOO_OFTEN = "This would be the third time today that you go to the end of your range. `c` Seated Cat-Cow in its place, `k` keep the plan.";
    /// Said after `c`.
    SWAPPED = "Swapped. The rest is as planned.";
    /// Said after `k`.
    KEPT = "Kept. Stay at the first firm stretch.";
}

/// Says that this movement was done `minutes` ago.
#[must_use]
pub fn too_soon(name: &str, minutes: u64) -> String {
    fill(TOO_SOON, &[("name", name), ("n", &minutes.to_string())])
}
