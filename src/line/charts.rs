//! Small charts in a line, for a terminal.

/// Which charts may stand in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charts {
    /// None: nobody looks, or somebody listens.
    None,
    /// In ASCII.
    Ascii,
    /// In block elements.
    Unicode,
}

/// The columns of a bar.
const BAR: u128 = 24;

impl Charts {
    /// A bar for an amount, the most being its whole length; something is never nothing.
    pub(super) fn bar(self, amount: u128, most: u128) -> String {
        let glyph = match self {
            Self::None => return String::new(),
            Self::Ascii => "#",
            Self::Unicode => "▇",
        };
        let columns = if amount == 0 { 0 } else { (amount * BAR / most.max(1)).clamp(1, BAR) };
        glyph.repeat(usize::try_from(columns).unwrap_or(0))
    }

    /// Counts side by side, each as high as its share of the most.
    pub(super) fn spark(self, counts: &[usize], most: usize) -> String {
        const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        const ASCII: [char; 8] = ['.', '.', ':', ':', 'i', 'i', '|', '|'];
        let levels = match self {
            Self::None => return String::new(),
            Self::Ascii => ASCII,
            Self::Unicode => BARS,
        };
        let level = |count: usize| (count * 8).div_ceil(most.max(1)).clamp(1, 8) - 1;
        counts.iter().map(|count| if *count == 0 { ' ' } else { levels[level(*count)] }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_more_than_nothing() {
        assert_eq!(Charts::Ascii.bar(0, 100), "");
        assert_eq!(Charts::Ascii.bar(1, 100), "#");
        assert_eq!(Charts::Unicode.bar(100, 100).chars().count(), 24);
        assert_eq!(Charts::Unicode.spark(&[0, 1, 100], 100), " ▁█");
        assert_eq!((Charts::None.bar(1, 1), Charts::None.spark(&[1], 1)), (String::new(), String::new()));
    }
}
