use ratatui::style::{Color, Modifier, Style};

/// How things look: what the terminal can show and what the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The styles, made for `colours`.
    pub theme: Theme,
    /// Which characters may be drawn.
    pub glyphs: Glyphs,
    /// How many colours there are.
    pub colours: Colours,
}

/// Which characters may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Only ASCII, texts included.
    Ascii,
    /// Block elements, box drawing and arrows.
    Unicode,
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None, or none wanted: every colour is [`Color::Reset`], and weight alone tells things apart.
    None,
    /// The sixteen of the terminal's own theme.
    Sixteen,
    /// The fixed palette of 256.
    TwoFiftySix,
    /// Any colour.
    TrueColour,
}

/// The styles by what they are for. No background is ever set, so that every theme, light or dark, stays itself.
///
/// Words are never coloured: a theme's own text is what its owner can read, on any background. Only shapes are, and their
/// fixed colours are mid-tones with a contrast of about 4 to 1 on white and on black alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What is read.
    pub text: Style,
    /// What is read first.
    pub strong: Style,
    /// What is read last.
    pub faint: Style,
    /// A word that says what is going on.
    pub label: Style,
    /// A shape that is full, running or selected.
    pub accent: Style,
    /// The clock while the body works.
    pub clock: Style,
    /// The clock while it rests, and the rest's label.
    pub rest: Style,
    /// A shape that is empty or still to come.
    pub track: Style,
}

impl Look {
    /// The look with these glyphs and colours.
    #[must_use]
    pub const fn new(glyphs: Glyphs, colours: Colours) -> Self {
        Self { theme: Theme::of(colours), glyphs, colours }
    }

    /// Whether only ASCII may be drawn.
    #[must_use]
    pub(super) const fn ascii(&self) -> bool {
        matches!(self.glyphs, Glyphs::Ascii)
    }

    /// The first in Unicode, the second in ASCII.
    #[must_use]
    pub(super) const fn pick(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii() { ascii } else { unicode }
    }

    /// What stands between two words on one line.
    #[must_use]
    pub(super) const fn dot(&self) -> &'static str {
        self.pick(" · ", " - ")
    }
}

impl Theme {
    /// The styles for a terminal with these colours.
    #[must_use]
    pub const fn of(colours: Colours) -> Self {
        let text = Style::new();
        let strong = text.add_modifier(Modifier::BOLD);
        let dim = text.add_modifier(Modifier::DIM);
        let (accent, rest, grey) = match colours {
            Colours::None => {
                return Self {
                    text,
                    strong,
                    faint: dim,
                    label: strong,
                    accent: strong,
                    clock: strong,
                    rest: dim,
                    track: dim,
                };
            }
            Colours::Sixteen => {
                return Self {
                    text,
                    strong,
                    faint: dim,
                    label: strong,
                    // Of the sixteen the one that is seen on white and on black alike.
                    accent: text.fg(Color::Magenta),
                    clock: text,
                    rest: dim,
                    track: dim,
                };
            }
            Colours::TwoFiftySix => (Color::Indexed(30), Color::Indexed(67), Color::Indexed(102)),
            Colours::TrueColour => (Color::Rgb(22, 145, 136), Color::Rgb(92, 131, 184), Color::Rgb(122, 127, 137)),
        };
        Self {
            text,
            strong,
            faint: text,
            label: strong,
            accent: text.fg(accent),
            clock: text.fg(accent),
            rest: text.fg(rest),
            track: text.fg(grey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(theme: &Theme) -> [Style; 8] {
        let Theme { text, strong, faint, label, accent, clock, rest, track } = *theme;
        [text, strong, faint, label, accent, clock, rest, track]
    }

    #[test]
    fn no_style_has_a_background() {
        for colours in [Colours::None, Colours::Sixteen, Colours::TwoFiftySix, Colours::TrueColour] {
            assert!(styles(&Theme::of(colours)).iter().all(|style| style.bg.is_none()), "{colours:?}");
        }
    }

    #[test]
    fn without_colours_no_style_has_one() {
        assert!(styles(&Theme::of(Colours::None)).iter().all(|style| style.fg.is_none()));
    }

    #[test]
    fn words_have_no_colour_whatever_there_is() {
        for colours in [Colours::None, Colours::Sixteen, Colours::TwoFiftySix, Colours::TrueColour] {
            let theme = Theme::of(colours);
            let words = [theme.text, theme.strong, theme.faint, theme.label];
            assert!(words.iter().all(|style| style.fg.is_none()), "{colours:?}");
        }
    }

    /// WCAG 2 relative luminance.
    fn luminance(r: u8, g: u8, b: u8) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    #[test]
    fn the_fixed_colours_read_on_white_and_on_black() {
        for style in styles(&Theme::of(Colours::TrueColour)) {
            if let Some(Color::Rgb(r, g, b)) = style.fg {
                let it = luminance(r, g, b);
                assert!(1.05 / (it + 0.05) >= 3.6, "{style:?} on white");
                assert!((it + 0.05) / 0.05 >= 4.5, "{style:?} on black");
            }
        }
    }
}
