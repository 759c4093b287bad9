//! Every text of the safety rules and of the content's copy, one place per text (CONTENT 3 and 7.1 to 7.4).
//!
//! The constants are byte for byte what the content says; `tests/wording.rs` holds both sides to it. A text with slots
//! is kept as its template (`{n}`) beside the function that fills it. Backticks mark keys and asterisks mark stress;
//! [`plain`] takes both off for a screen. Where the design names another key than the content, [`KEY_CHANGES`] says so.
//! What the content asks for without wording it is in [`own`].

/// Makes a constant of each text and lists them all.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])* pub const $name: &str = $text;)+

        /// Every text of this file with its name.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

pub mod cards;
pub mod desk;
pub mod door;
pub mod follow_up;
pub mod frequency;
pub mod nudges;
pub mod outcomes;
pub mod own;
pub mod pops;
pub mod session;
pub mod stop;

/// A key that a text names differently from the content, because the design gave it another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The theme and name of the text.
    pub text: (&'static str, &'static str),
    /// The key as the content has it, with its backticks.
    pub content: &'static str,
    /// The key as the text has it.
    pub here: &'static str,
}

/// Every place where a text is not what the content says: only keys, and only these (`src/app/SCREENS.md` has the keys).
pub const KEY_CHANGES: &[KeyChange] = &[];

/// Every text taken from the content: theme, name, text.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    [
        ("cards", cards::ALL),
        ("desk", desk::ALL),
        ("follow_up", follow_up::ALL),
        ("frequency", frequency::ALL),
        ("nudges", nudges::ALL),
        ("outcomes", outcomes::ALL),
        ("pops", pops::ALL),
        ("door", door::ALL),
        ("session", session::ALL),
        ("stop", stop::ALL),
    ]
    .into_iter()
    .flat_map(|(theme, texts)| texts.iter().map(move |(name, text)| (theme, *name, *text)))
}

/// The text without the marks for keys and stress.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace(['`', '*'], "")
}

/// Fills the slots of a template in one pass, so that a value that looks like a slot stays as it is.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, slot) = rest.split_at(open);
        filled.push_str(before);
        let value = slot.find('}').and_then(|close| {
            let name = &slot[1..close];
            values.iter().find(|(slot, _)| *slot == name).map(|(_, value)| (*value, close + 1))
        });
        let (value, used) = value.unwrap_or(("{", 1));
        filled.push_str(value);
        rest = &slot[used..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn marks_for_keys_and_stress_come_off_a_screen() {
        assert_eq!(plain("`u` is *one* key"), "u is one key");
    }

    #[test]
    fn a_value_that_looks_like_a_slot_is_left_alone() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
    }

    #[test]
    fn every_template_fills_to_its_end() {
        let filled = [
            pops::noted(Duration::from_secs(469)),
            frequency::too_soon("Wall stretch", 12),
            follow_up::still_aside("Wall stretch", "sharp pain", 3),
            session::opening("a chair", 4),
            session::done(Duration::from_secs(416).into(), 7),
            session::next("Soft range"),
            session::ended_early("Wall stretch"),
        ];
        for text in &filled {
            assert!(!text.contains('{') && !text.contains('}'), "{text}");
        }
        assert_eq!(filled[0], "Noted. No need to look for another. Five for one? It's 7:49, any time today.");
        let with_slots = all().filter(|(theme, _, text)| *theme != "door" && text.contains('{')).count();
        assert_eq!(with_slots, filled.len(), "a template has no function that fills it");
    }

    #[test]
    fn the_first_line_of_an_emergency_takes_the_persons_number() {
        assert_eq!(door::call(None), "Call 112, 999 or 911 now.");
        assert_eq!(door::call(Some("1414")), "Call 1414 now.");
        for item in crate::safety::Sign::ALL.map(crate::safety::Item::Sign) {
            for outcome in crate::safety::Outcome::ALL {
                assert!(!door::advice(item, outcome, None).contains('{'), "{item}");
            }
        }
    }

    #[test]
    fn the_closing_question_comes_apart_into_question_and_answers() {
        assert_eq!(session::felt_question(), "How does the upper back feel after that?");
        assert_eq!(session::felt_answers().collect::<Vec<_>>(), ["looser", "same", "sorer"]);
        assert_eq!(desk::answers().collect::<Vec<_>>(), ["yes", "no", "can't"]);
    }
}
