//! What the terminal around the program can show, read once from the environment.

/// Which of the two faces fits here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// A terminal that can be drawn on, with a keyboard.
    Drawn,
    /// A pipe, a file or a terminal that only takes lines.
    Lines,
}

/// How many colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None: bold and reverse have to say it (`NO_COLOR`).
    None,
    /// The sixteen the terminal's theme names.
    Sixteen,
    /// The 256 of xterm's palette.
    Palette,
    /// Any.
    True,
}

/// Which characters the locale can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Letters, digits and signs of ASCII only.
    Ascii,
    /// Everything.
    Unicode,
}

/// What the terminal around the program can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// The face that fits.
    pub face: Face,
    /// The colours it may use.
    pub colours: Colours,
    /// The characters it may use.
    pub charset: Charset,
}

/// Which ends of the program a terminal is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Keys come from a terminal.
    pub stdin_is_terminal: bool,
    /// What is written is seen in a terminal.
    pub stdout_is_terminal: bool,
}

impl Surroundings {
    /// The surroundings this process has.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the environment is read here, and the answer handed on")]
    pub fn here() -> Self {
        use std::io::IsTerminal;
        let ends = Ends {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
        };
        Self::read(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()), ends)
    }

    /// The surroundings an environment describes.
    ///
    /// A variable that is set and empty counts as not set, for `NO_COLOR` as its standard asks (no-color.org), for the
    /// locale as POSIX does.
    pub fn read(env: impl Fn(&str) -> Option<String>, ends: Ends) -> Self {
        let value = |name: &str| env(name).filter(|value| !value.is_empty());
        let term = value("TERM");
        Self {
            face: face(term.as_deref(), ends),
            colours: colours(&value, term.as_deref()),
            charset: charset(&value, term.as_deref()),
        }
    }
}

fn face(term: Option<&str>, ends: Ends) -> Face {
    let can_be_drawn_on = ends.stdin_is_terminal && ends.stdout_is_terminal && term != Some("dumb");
    // Outside Windows every terminal that can be drawn on says its name; one that does not is a pipe's other end.
    if can_be_drawn_on && (term.is_some() || cfg!(windows)) { Face::Drawn } else { Face::Lines }
}

fn colours(value: &impl Fn(&str) -> Option<String>, term: Option<&str>) -> Colours {
    if value("NO_COLOR").is_some() || term == Some("dumb") {
        return Colours::None;
    }
    let named = value("COLORTERM");
    // What is not told over ssh is known of these by their names.
    let by_name = |term: &str| term.ends_with("-direct") || RICH.iter().any(|it| term == *it || is_kind_of(term, it));
    if matches!(named.as_deref(), Some("truecolor" | "24bit")) || term.is_some_and(by_name) {
        Colours::True
    } else if term.is_some_and(|term| term.contains("256color")) || value("WT_SESSION").is_some() {
        Colours::Palette
    } else {
        Colours::Sixteen
    }
}

/// Terminals that have every colour, by their `TERM`.
const RICH: [&str; 7] = ["alacritty", "contour", "foot", "ghostty", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// Whether a terminal is one of these with something more to its name: `foot-extra`.
fn is_kind_of(term: &str, name: &str) -> bool {
    term.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
}

fn charset(value: &impl Fn(&str) -> Option<String>, term: Option<&str>) -> Charset {
    if cfg!(windows) {
        return Charset::Unicode;
    }
    if term == Some("linux") {
        // The Linux console takes every letter and has the shapes of a few hundred: no braille, few marks.
        return Charset::Ascii;
    }
    let Some(locale) = value("LC_ALL").or_else(|| value("LC_CTYPE")).or_else(|| value("LANG")) else {
        return Charset::Ascii;
    };
    let named = locale.split_once('.').map(|(_, rest)| rest.split('@').next().unwrap_or(rest));
    match named {
        Some(charset) if is_utf8(charset) => Charset::Unicode,
        None if is_utf8(&locale) => Charset::Unicode, // macOS sets LC_CTYPE=UTF-8
        // Without a charset the locale is C, or one whose old charset is none we write.
        Some(_) | None => Charset::Ascii,
    }
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// Whether the program was called with any arguments.
#[must_use]
pub fn has_arguments() -> bool {
    std::env::args_os().nth(1).is_some()
}

/// Whether the first word it was called with is this one.
#[must_use]
pub fn is_called_with(word: &str) -> bool {
    std::env::args_os().nth(1).is_some_and(|first| first == word)
}

/// Whether it was called with so few words that this is one of the first two.
#[must_use]
pub fn is_given_early(word: &str) -> bool {
    std::env::args_os().skip(1).take(2).any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Ends = Ends { stdin_is_terminal: true, stdout_is_terminal: true };

    fn read(variables: &[(&str, &str)], ends: Ends) -> Surroundings {
        Surroundings::read(
            |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()),
            ends,
        )
    }

    #[test]
    fn a_face_is_drawn_only_between_two_ends_that_are_a_capable_terminal() {
        let rows = [
            (Some("xterm"), true, true, Face::Drawn),
            (Some("dumb"), true, true, Face::Lines),
            (Some("xterm"), true, false, Face::Lines),
            (Some("xterm"), false, true, Face::Lines),
            (Some(""), true, true, Face::Lines),
            (None, true, true, Face::Lines),
        ];
        for (term, stdin_is_terminal, stdout_is_terminal, expected) in rows {
            let variables: Vec<_> = term.map(|term| ("TERM", term)).into_iter().collect();
            let ends = Ends { stdin_is_terminal, stdout_is_terminal };
            assert_eq!(read(&variables, ends).face, expected, "{term:?} {ends:?}");
        }
    }

    #[test]
    fn colours_are_as_many_as_the_environment_admits() {
        let rows: [(&[(&str, &str)], Colours); 13] = [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Colours::None),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "")], Colours::True),
            (&[("TERM", "xterm"), ("COLORTERM", "24bit")], Colours::True),
            (&[("TERM", "xterm-direct")], Colours::True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "yes")], Colours::Palette),
            (&[("TERM", "tmux-256color")], Colours::Palette),
            (&[("TERM", "linux")], Colours::Sixteen),
            (&[("TERM", "foot")], Colours::True),
            (&[("TERM", "foot-extra")], Colours::True),
            (&[("TERM", "alacritty")], Colours::True),
            (&[("TERM", "footloose")], Colours::Sixteen),
            (&[("TERM", "xterm")], Colours::Sixteen),
            (&[], Colours::Sixteen),
        ];
        for (variables, expected) in rows {
            assert_eq!(read(variables, BOTH).colours, expected, "{variables:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn the_locale_says_which_characters_there_are() {
        let rows: [(&[(&str, &str)], Charset); 13] = [
            (&[("LANG", "en_US.UTF-8"), ("TERM", "linux")], Charset::Ascii),
            (&[("LANG", "en_US.UTF-8")], Charset::Unicode),
            (&[("LANG", "C.UTF-8")], Charset::Unicode),
            (&[("LANG", "de_DE.utf8@euro")], Charset::Unicode),
            (&[("LC_CTYPE", "UTF-8")], Charset::Unicode),
            (&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], Charset::Ascii),
            (&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")], Charset::Unicode),
            (&[("LC_CTYPE", "POSIX"), ("LANG", "en_US.UTF-8")], Charset::Ascii),
            (&[("LANG", "en_US.ISO-8859-1")], Charset::Ascii),
            (&[("LANG", "de_DE@euro")], Charset::Ascii),
            (&[("LANG", "C")], Charset::Ascii),
            (&[("LANG", "")], Charset::Ascii),
            (&[], Charset::Ascii),
        ];
        for (variables, expected) in rows {
            assert_eq!(read(variables, BOTH).charset, expected, "{variables:?}");
        }
    }
}
