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

/// Says that this movement was done `minutes` ago; less than one is one, which has no plural.
#[must_use]
pub fn too_soon(name: &str, minutes: u64) -> String {
    let one = TOO_SOON.replacen("minutes", "minute", 1);
    let text = if minutes <= 1 { &one } else { TOO_SOON };
    fill(text, &[("name", name), ("n", &minutes.max(1).to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_minute_is_no_minutes() {
        assert!(too_soon("Wall stretch", 0).starts_with("Wall stretch was 1 minute ago."));
        assert!(too_soon("Wall stretch", 1).starts_with("Wall stretch was 1 minute ago."));
        assert!(too_soon("Wall stretch", 2).starts_with("Wall stretch was 2 minutes ago."));
    }
}
