//! What is typed while a coach that came by itself does not listen yet: it was meant for the work, and is given back to it.

use std::time::Duration;

use crate::shell::keys::Torn;

/// Gives what is typed back until nobody has typed for a while.
#[derive(Debug)]
pub(crate) struct Quiet {
    ends: Duration,
    torn: Torn,
}

/// For so long nobody must have typed before a key is the coach's.
const LASTS: Duration = Duration::from_millis(1_500);

impl Quiet {
    /// The coach has come now.
    pub(crate) fn since(now: Duration) -> Self {
        Self { ends: now + LASTS, torn: Torn::default() }
    }

    /// When a key is the coach's, if nobody types before.
    pub(crate) const fn ends(&self) -> Duration {
        self.ends
    }

    /// Takes what came from the terminal, and gives back what of it was typed: what the terminal itself says of the mouse and
    /// of its window is no key, and was asked for by the coach.
    pub(crate) fn feed(&mut self, bytes: &[u8], at: Duration) -> Vec<u8> {
        let mut given = Vec::new();
        self.torn.feed(bytes, |whole| {
            let is_report = matches!(whole, [0x1b, b'[', b'I' | b'O'] | [0x1b, b'[', b'<' | b'M', ..])
                || matches!(whole, b"\x1b[200~" | b"\x1b[201~");
            if !is_report {
                given.extend_from_slice(whole);
            }
        });
        if !given.is_empty() {
            self.ends = at + LASTS;
        }
        given
    }

    /// What was typed and may have been the beginning of more.
    pub(crate) fn rest(self) -> Vec<u8> {
        self.torn.rest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn what_is_typed_is_given_back_whole_and_puts_off_the_end() {
        let mut quiet = Quiet::since(at(0));
        assert_eq!(quiet.ends(), at(1_500));
        assert_eq!(quiet.feed("git é \x1b[A\x03\r".as_bytes(), at(1_000)), "git é \x1b[A\x03\r".as_bytes());
        assert_eq!(quiet.ends(), at(2_500));
    }

    #[test]
    fn what_the_terminal_says_by_itself_is_not_typed_and_puts_off_nothing() {
        let mut quiet = Quiet::since(at(0));
        assert_eq!(quiet.feed(b"\x1b[I\x1b[<0;5;3M\x1b[<0;5;3m\x1b[", at(1_000)), b"");
        assert_eq!(quiet.feed(b"O", at(1_001)), b"");
        assert_eq!(quiet.ends(), at(1_500));
        assert_eq!(quiet.feed(b"\x1b[200~pasted\x1b[201~", at(1_002)), b"pasted");
    }

    #[test]
    fn a_lone_escape_is_given_back_when_nothing_follows() {
        let mut quiet = Quiet::since(at(0));
        assert_eq!(quiet.feed(b"\x1b", at(10)), b"");
        assert_eq!(quiet.rest(), b"\x1b");
    }
}
