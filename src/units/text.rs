//! Text from strangers, made safe to measure and to show.
//!
//! A routine file may come from anywhere, and so may a file name or an argument. What a terminal or a reader could be
//! deceived with (control and escape characters, marks that turn the direction of the text, letters without width) is
//! replaced by U+FFFD, so that it is seen that something was there. `routines/FILES.md` has the rule.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The character that stands where something was taken out.
const STAND_IN: char = char::REPLACEMENT_CHARACTER;

/// The most marks without width that one character may carry.
const MARKS: usize = 6;

/// The text with everything that could deceive a terminal or a reader replaced; tabs and line ends become spaces.
///
/// Cleaning what is clean changes nothing.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let cleaned: String = verdicts(text)
        .filter_map(|(_, c, verdict)| match verdict {
            Verdict::Keep => Some(c),
            Verdict::Space => Some(' '),
            Verdict::Replace => Some(STAND_IN),
            Verdict::LineEnd | Verdict::Swallow => None,
        })
        .collect();
    Cow::Owned(cleaned)
}

/// The stretches of bytes that [`clean`] replaces, in order; tabs and line ends are not among them.
#[must_use]
pub fn unclean(text: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n')) {
        return stretches;
    }
    for (at, c, verdict) in verdicts(text) {
        if !matches!(verdict, Verdict::Replace | Verdict::Swallow) {
            continue;
        }
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => stretches.push(at..end),
        }
    }
    stretches
}

/// The fate of one character.
#[derive(Clone, Copy)]
enum Verdict {
    Keep,
    /// The first half of a line end of two characters.
    LineEnd,
    Replace,
    Space,
    /// One of a pile of marks whose first was replaced.
    Swallow,
}

fn verdicts(text: &str) -> impl Iterator<Item = (usize, char, Verdict)> {
    let mut marks = 0;
    text.char_indices().map(move |(at, c)| {
        let verdict = match c {
            '\t' | '\n' => Verdict::Space,
            '\r' if text[at + 1..].starts_with('\n') => Verdict::LineEnd,
            _ if deceives(c) => Verdict::Replace,
            _ if c.width() == Some(0) => {
                marks += 1;
                return match marks {
                    ..=MARKS => (at, c, Verdict::Keep),
                    _ if marks == MARKS + 1 => (at, c, Verdict::Replace),
                    _ => (at, c, Verdict::Swallow),
                };
            }
            _ => Verdict::Keep,
        };
        marks = 0;
        (at, c, verdict)
    })
}

/// Whether a character can act on a terminal, turn the text round or stand there unseen.
fn deceives(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Turning the direction of the text.
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Ending a line or a paragraph.
            | '\u{2028}' | '\u{2029}'
            // Without width and without a use in prose. ZWJ, ZWNJ and variation selectors 15 and 16 have one.
            | '\u{00ad}' | '\u{034f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Hangul fillers.
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            // Tags and further variation selectors.
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prose_of_many_scripts_is_left_alone() {
        for text in ["Child’s pose", "می‌خواهم", "👩‍👩‍👧 ❤️", "क्षि", "e\u{301}", "日本語"]
        {
            assert_eq!(clean(text), text);
            assert!(unclean(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_deceives_is_replaced_one_for_one() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(clean("\u{9b}2J\u{7}"), "\u{fffd}2J\u{fffd}");
        assert_eq!(clean("ab\u{202e}ba"), "ab\u{fffd}ba");
        assert_eq!(clean("x\u{200b}\u{feff}y"), "x\u{fffd}\u{fffd}y");
        assert_eq!(unclean("x\u{200b}\u{feff}y"), vec![1..7]);
    }

    #[test]
    fn tabs_and_line_ends_become_spaces() {
        assert_eq!(clean("a\tb\nc\r\nd"), "a b c d");
        assert_eq!(clean("a\rb"), "a\u{fffd}b");
        assert!(unclean("a\tb\nc\r\nd").is_empty());
    }

    #[test]
    fn a_pile_of_marks_is_cut_at_six() {
        let pile = format!("e{}n", "\u{301}".repeat(5_000));
        assert_eq!(clean(&pile), format!("e{}\u{fffd}n", "\u{301}".repeat(6)));
        assert_eq!(unclean(&pile).len(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn cleaning_twice_is_cleaning_once(text in "(?s)[\\x00-\\x{ff}\u{300}-\u{36f}\u{200b}-\u{206f}\u{e0000}-\u{e01ef}👩日]{0,60}") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(unclean(&once).is_empty());
        }
    }
}
