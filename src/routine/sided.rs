use std::ops::Deref;
use std::time::Duration;

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// A text that may speak of a side of the body: `{this|one} hand` is `your left hand` while the left side is done, and
/// `one hand` where no side is meant; `{far|the other} arm` is the arm of the opposite side.
///
/// Read as a text it is the one that means no side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sided {
    plain: String,
    /// For the left side, then for the right; nothing where the text is the same for both.
    sides: Option<Box<[String; 2]>>,
}

impl Sided {
    /// The text with its places for a side filled in; what only looks like one stays as it is.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let on = |side| filled(text, Some(side));
        let plain = filled(text, None);
        let sides = (plain != text).then(|| Box::new([on(Side::Left), on(Side::Right)]));
        Self { plain, sides }
    }

    /// The text while a side is done.
    #[must_use]
    pub fn on(&self, side: Option<Side>) -> &str {
        match (&self.sides, side) {
            (Some(sides), Some(Side::Left)) => &sides[0],
            (Some(sides), Some(Side::Right)) => &sides[1],
            (_, None) | (None, _) => &self.plain,
        }
    }

    /// Whether it speaks of a side.
    #[must_use]
    pub const fn speaks_of_a_side(&self) -> bool {
        self.sides.is_some()
    }

    /// How long it takes to read or to hear it, at two and a half words a second, in whole seconds.
    #[must_use]
    pub fn takes(&self) -> Duration {
        Duration::from_secs((self.words() as u64 * 2).div_ceil(5))
    }

    /// How many words it has at most.
    #[must_use]
    pub fn words(&self) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        count(&self.plain).max(count(self.on(Some(Side::Left))))
    }
}

impl Deref for Sided {
    type Target = str;

    fn deref(&self) -> &str {
        &self.plain
    }
}

fn filled(text: &str, side: Option<Side>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = rest.split_once('}').and_then(|(place, after)| {
            let (which, plain) = place[1..].split_once('|').filter(|(_, plain)| !plain.contains('{'))?;
            Some((matches!(which, "this" | "far").then_some(which == "this")?, plain, after))
        });
        let Some((this, plain, after)) = place else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        match side {
            None => out.push_str(plain),
            Some(side) => {
                let your = if plain.starts_with(char::is_uppercase) { "Your" } else { "your" };
                let side = if this { side } else { side.other() };
                out.push_str(your);
                out.push(' ');
                out.push_str(side.word());
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_the_side_that_is_done_and_the_one_opposite() {
        let text = Sided::new("{this|One} foot well behind {far|the other}, a hand on the desk.");
        assert_eq!(&*text, "One foot well behind the other, a hand on the desk.");
        assert_eq!(text.on(Some(Side::Left)), "Your left foot well behind your right, a hand on the desk.");
        assert_eq!(text.on(Some(Side::Right)), "Your right foot well behind your left, a hand on the desk.");
    }

    #[test]
    fn what_is_no_place_for_a_side_stays_as_it_is() {
        for text in ["{", "{this", "{this}", "{left|one} hand", "a } b { c", "{this|{far|x}", ""] {
            let once = Sided::new(text);
            assert_eq!(once.on(None).contains('{'), text.contains('{'), "{text}");
        }
    }
}
