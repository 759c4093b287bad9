//! Words into lines, measured in columns, without allocating.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The lines of a text at a width: broken at blanks, in a word only when the word alone is wider, and at every newline.
#[derive(Clone, Debug)]
pub(super) struct Wrap<'a> {
    rest: Option<&'a str>,
    first: usize,
    then: usize,
}

impl<'a> Wrap<'a> {
    /// The lines of `text`, none wider than `width`.
    pub(super) fn new(text: &'a str, width: u16) -> Self {
        Self::hanging(text, width, 0)
    }

    /// The same, with every line but the first narrower by `hang`, for text that is set in under its beginning.
    pub(super) fn hanging(text: &'a str, width: u16, hang: u16) -> Self {
        let then = width.saturating_sub(hang).max(1);
        Self { rest: Some(text), first: usize::from(width.max(1)), then: usize::from(then) }
    }

    /// How many lines a text takes; an empty one takes none.
    pub(super) fn rows(text: &'a str, width: u16) -> u16 {
        if text.is_empty() { 0 } else { u16::try_from(Self::new(text, width).count()).unwrap_or(u16::MAX) }
    }
}

impl<'a> Iterator for Wrap<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let width = std::mem::replace(&mut self.first, self.then);
        let (line, rest) = split(text, width);
        self.rest = rest;
        Some(line)
    }
}

/// The first line of a text and what follows it, the blank or newline between them gone.
fn split(text: &str, width: usize) -> (&str, Option<&str>) {
    let line_end = text.find('\n').unwrap_or(text.len());
    let line = &text[..line_end];
    // In ASCII, as most texts are, a byte is a column: nothing needs measuring.
    let ascii = line.is_ascii();
    if line_end <= width && ascii || !ascii && line.width() <= width {
        return (line, (line_end < text.len()).then(|| &text[line_end + 1..]));
    }
    let cut = if ascii { width } else { fitting(line, width) };
    // The last blank of the line, or the one just after it.
    let blank = line.as_bytes()[..=cut.min(line_end - 1)].iter().rposition(|byte| *byte == b' ');
    if let Some(blank) = blank.filter(|blank| !text[..*blank].trim_end().is_empty()) {
        return (text[..blank].trim_end(), Some(text[blank + 1..].trim_start_matches(' ')));
    }
    // A single grapheme wider than the line still has to go somewhere.
    let cut = if cut == 0 { text.graphemes(true).next().map_or(text.len(), str::len) } else { cut };
    if cut >= text.len() { (text, None) } else { (&text[..cut], Some(&text[cut..])) }
}

/// How many bytes of a line fit in so many columns.
fn fitting(line: &str, width: usize) -> usize {
    let mut columns = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        columns += grapheme.width();
        if columns > width {
            return at;
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: u16) -> Vec<&str> {
        Wrap::new(text, width).collect()
    }

    #[test]
    fn text_breaks_at_blanks() {
        assert_eq!(lines("Arch slowly up and over the edge.", 14), ["Arch slowly up", "and over the", "edge."]);
        assert_eq!(lines("short", 14), ["short"]);
        assert_eq!(lines("", 14), [""]);
    }

    #[test]
    fn a_newline_always_breaks() {
        assert_eq!(lines("one\n\ntwo three", 5), ["one", "", "two", "three"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn width_counts_columns_and_not_characters() {
        assert_eq!(lines("漢字漢字", 4), ["漢字", "漢字"]);
        assert_eq!(lines("漢", 1), ["漢"]);
        assert_eq!(lines("e\u{301}e\u{301} e\u{301}", 3), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn hanging_lines_are_narrower_after_the_first() {
        let lines: Vec<&str> = Wrap::hanging("aa bb cc dd", 5, 3).collect();
        assert_eq!(lines, ["aa bb", "cc", "dd"]);
    }

    #[test]
    fn every_width_ends_and_loses_no_letter() {
        let text = "Lift both shoulders  toward your ears,\nthen Ω漢字 let them slide.";
        for width in 0..70 {
            let joined: String = Wrap::new(text, width).collect();
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&joined), letters(text), "width {width}");
        }
    }
}
