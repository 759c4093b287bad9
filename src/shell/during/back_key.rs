//! The key that comes back from the command to the coach, found among those that are the command's.

use std::time::Duration;

/// Finds the key that goes back in what is typed.
///
/// Pressed once and nothing else for a moment, it goes back; pressed twice, it is passed on once, for a command that wants it.
#[derive(Debug)]
pub(crate) struct BackKey {
    letter: char,
    /// When it was pressed the first time.
    pressed: Option<Duration>,
}

/// What becomes of what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sorted {
    /// This is the command's.
    pub(crate) passed: Vec<u8>,
    /// Whether to go back.
    pub(crate) back: bool,
}

/// How long a second press may take.
const TWICE: Duration = Duration::from_millis(350);

impl BackKey {
    /// Control and this letter.
    pub(crate) const fn new(letter: char) -> Self {
        Self { letter, pressed: None }
    }

    /// Sorts what was typed at `at`.
    pub(crate) fn feed(&mut self, bytes: &[u8], at: Duration) -> Sorted {
        let mut sorted = Sorted { back: self.settle(at), ..Sorted::default() };
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some(length) = self.forms().iter().find(|form| rest.starts_with(form)).map(Vec::len) else {
                if self.pressed.take().is_some() {
                    // Another key after it: whoever pressed it once meant to go back, and what follows is not the command's.
                    sorted.back = true;
                    return sorted;
                }
                sorted.passed.push(rest[0]);
                rest = &rest[1..];
                continue;
            };
            if self.pressed.take().is_some() {
                sorted.passed.extend_from_slice(&rest[..length]);
            } else {
                self.pressed = Some(at);
            }
            rest = &rest[length..];
        }
        sorted
    }

    /// Whether it was pressed once, long enough ago.
    pub(crate) fn settle(&mut self, at: Duration) -> bool {
        let is_over = self.matures().is_some_and(|matures| matures <= at);
        if is_over {
            self.pressed = None;
        }
        is_over
    }

    /// When one press becomes going back.
    pub(crate) fn matures(&self) -> Option<Duration> {
        self.pressed.map(|pressed| pressed + TWICE)
    }

    /// How terminals send it: as a control byte, or by its number where a command has asked for that.
    fn forms(&self) -> [Vec<u8>; 3] {
        let control = u8::try_from(self.letter.to_ascii_uppercase()).unwrap_or(b']') & 0x1f;
        let number = u32::from(self.letter.to_ascii_lowercase());
        [vec![control], format!("\x1b[{number};5u").into_bytes(), format!("\x1b[27;5;{number}~").into_bytes()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn once_goes_back_after_a_moment_and_everything_else_is_passed_on() {
        let mut key = BackKey::new(']');
        assert_eq!(key.feed(b"ls\r\x1b[A\x03", at(0)), Sorted { passed: b"ls\r\x1b[A\x03".to_vec(), back: false });
        assert_eq!(key.feed(b"\x1d", at(100)), Sorted::default());
        assert!(!key.settle(at(449)));
        assert!(key.settle(at(450)));
        assert!(!key.settle(at(9_999)), "once");
    }

    #[test]
    fn twice_is_passed_on_once() {
        let mut key = BackKey::new(']');
        assert_eq!(key.feed(b"a\x1d\x1db", at(0)), Sorted { passed: b"a\x1db".to_vec(), back: false });
        key.feed(b"\x1d", at(0));
        assert_eq!(key.feed(b"\x1d", at(349)), Sorted { passed: b"\x1d".to_vec(), back: false });
        key.feed(b"\x1d", at(1_000));
        assert_eq!(key.feed(b"\x1d", at(1_350)), Sorted { passed: Vec::new(), back: true }, "too late to be twice");
    }

    #[test]
    fn another_key_after_it_does_not_keep_one_there() {
        assert_eq!(BackKey::new(']').feed(b"\x1dx", at(0)), Sorted { passed: Vec::new(), back: true });
    }

    #[test]
    fn a_command_that_has_keys_sent_by_number_cannot_lock_anybody_in() {
        for form in [b"\x1b[93;5u".as_slice(), b"\x1b[27;5;93~"] {
            let mut key = BackKey::new(']');
            assert_eq!(key.feed(form, at(0)), Sorted::default());
            assert!(key.settle(at(400)));
        }
        let mut other = BackKey::new('g');
        assert_eq!(other.feed(b"\x07", at(0)), Sorted::default());
        assert!(other.settle(at(400)));
    }
}
