use std::fmt;

/// The two kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// One thing a body does.
    Movement,
    /// A list of steps.
    Routine,
}

/// What begins a line of a movement's file and of no other.
const OF_A_MOVEMENT: [&str; 8] = ["phase", "family", "cue", "end_range", "avoid", "effort", "[dose]", "breath"];
/// How many of these make a movement.
const ENOUGH: usize = 3;

impl FileKind {
    /// What a file looks like to be, for one that lies in no folder that says so. What cannot be told is a routine.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        if looks_like_a_movement(&text) { Self::Movement } else { Self::Routine }
    }

    /// What it is called in a sentence.
    pub(super) const fn says(self) -> &'static str {
        match self {
            Self::Movement => "a movement",
            Self::Routine => "a routine",
        }
    }

    /// What to say when the text is a file of the other kind for certain: what it is, and where it belongs.
    pub(super) fn is_another(self, text: &str) -> Option<(String, String)> {
        let other = match self {
            Self::Routine if looks_like_a_movement(text) => Self::Movement,
            Self::Movement if !looks_like_a_movement(text) && has_steps(text) => Self::Routine,
            Self::Movement | Self::Routine => return None,
        };
        let hint = match other {
            Self::Movement => "put the file into the folder `movements` in the folder `routines`",
            Self::Routine => "put the file into the folder `routines`, beside the folder `movements`",
        };
        Some((format!("this is {other}, in the place of {self}"), hint.to_owned()))
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.says())
    }
}

fn looks_like_a_movement(text: &str) -> bool {
    let begins = |line: &str, key: &str| {
        let rest = line.strip_prefix(key);
        rest.is_some_and(|rest| key.starts_with('[') || rest.trim_start().starts_with('='))
    };
    let mut found = [false; OF_A_MOVEMENT.len()];
    for line in text.lines().filter(|line| line.starts_with(|c: char| c == '[' || c.is_ascii_lowercase())) {
        for (found, key) in found.iter_mut().zip(OF_A_MOVEMENT) {
            *found = *found || begins(line, key);
        }
    }
    found.iter().filter(|found| **found).count() >= ENOUGH && !has_steps(text)
}

fn has_steps(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("[[steps]]") || line.trim_start().starts_with("[[movement]]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_keys_even_when_it_is_torn() {
        let movement = b"id = \"a\nphase = \"stretch\"\ncue=\"Lean.\"\n[dose]\n";
        assert_eq!(FileKind::guess(movement), FileKind::Movement);
        assert_eq!(FileKind::guess(b"id = \"a\"\n[[steps]]\nmovement = \"cat-cow\"\n"), FileKind::Routine);
        let with_its_own = b"[[steps]]\n[[movement]]\nphase = \"stretch\"\ncue = \"Lean.\"\neffort = 3\n";
        assert_eq!(FileKind::guess(with_its_own), FileKind::Routine);
        assert_eq!(FileKind::guess(b""), FileKind::Routine);
        assert_eq!(FileKind::guess(b"\xff\xfe\0"), FileKind::Routine);
    }
}
