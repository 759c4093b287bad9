use std::fmt;
use std::ops::Range;

/// One mistake in a file of a person: what it is, where it stands, what was expected and found, and a way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of mistake it is.
    pub code: Code,
    /// The bytes of the file it is about.
    pub span: Range<usize>,
    /// What was expected and what was found; safe to show.
    pub message: String,
    /// A fix, where one is known; safe to show.
    pub hint: Option<String>,
}

impl Problem {
    /// How bad it is.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        self.code.grade()
    }
}

/// How bad a problem is (`routines/FILES.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// It runs as it is.
    Warning,
    /// It runs, with words in the figure's place.
    FigureError,
    /// It does not run.
    Error,
}

impl Grade {
    /// The word a report begins with.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::FigureError => "figure error",
            Self::Error => "error",
        }
    }
}

/// Declares the kinds of problems: a variant, its code, its grade.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal $grade:ident,)+) => {
        /// The kinds of problems a file can have. A code keeps its meaning for ever.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// Every kind, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code: `U012`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// How bad such a problem is.
            #[must_use]
            pub const fn grade(self) -> Grade {
                match self {
                    $(Self::$variant => Grade::$grade,)+
                }
            }
        }
    };
}

codes! {
    // The file as such.
    /// It could not be read.
    Unreadable = "U001" Error,
    /// It is larger than any routine needs to be.
    TooLarge = "U002" Error,
    /// It is not text.
    NotUtf8 = "U003" Error,
    /// It is not TOML.
    Syntax = "U004" Error,
    /// It has a character that can act on a terminal or hide from a reader.
    UncleanText = "U005" Error,
    /// Its id is not the name of the file.
    NotTheFileName = "U006" Error,
    /// Another file has the same id.
    TwoFiles = "U007" Error,
    /// It is a movement where a routine belongs, or the other way round.
    OtherKind = "U008" Error,

    // Keys and values.
    /// A key that must be there is not.
    MissingKey = "U010" Error,
    /// A key means nothing here.
    UnknownKey = "U011" Error,
    /// A value is of the wrong type.
    WrongType = "U012" Error,
    /// There is nothing in it.
    Empty = "U013" Error,
    /// There is more in it than there may be.
    TooLong = "U014" Error,
    /// A number is too small or too large.
    OutOfRange = "U015" Error,
    /// The same thing stands twice.
    Twice = "U016" Error,

    // Words and names.
    /// A word is not of its closed list.
    UnknownWord = "U020" Error,
    /// No movement has this name.
    UnknownMovement = "U021" Error,
    /// An id is not made of small letters, digits and hyphens.
    BadId = "U022" Error,

    // Amounts and doses.
    /// An amount of time cannot be read.
    BadAmount = "U030" Error,
    /// An amount of time is longer, or shorter, than it may be.
    AmountOutOfRange = "U031" Error,
    /// Not exactly one of `hold`, `rep` and `time`.
    NotOneEffort = "U032" Error,
    /// A step gives its movement another kind of effort than it has.
    WrongEffort = "U033" Error,
    /// The breath takes longer than the rep it belongs to.
    BreathTooLong = "U034" Error,
    /// There are more steps than a routine may have.
    TooManySteps = "U035" Error,
    /// The routine is longer than it may be.
    RoutineTooLong = "U036" Error,

    // What keeps a body safe.
    /// An end-range movement comes before its warm-up (CONTENT 5, W1).
    NotWarm = "U040" Error,
    /// A movement over an edge, wall or roller asks for too little warm-up (S11).
    WarmUpTooShort = "U041" Error,
    /// A movement that takes a built-in's place asks for less warm-up than it (S11).
    LooserThanBuiltIn = "U042" Error,

    // The figure.
    /// A figure uses a word that means nothing there: an unknown joint, prop or direction.
    FigureWord = "U050" FigureError,
    /// A figure has a value that cannot be: of the wrong type, or past what a body can do.
    FigureValue = "U051" FigureError,
    /// A figure lacks something: a pose, a place.
    FigureLacks = "U052" FigureError,
    /// A figure has more in it than it may have.
    FigureTooMuch = "U053" FigureError,
    /// A pose cannot be taken: a pin is out of reach, or something is below the floor.
    FigurePose = "U054" FigureError,

    // What is worth a second look.
    /// The order of phases is unusual (CONTENT 5, W2).
    Order = "U060" Warning,
    /// The routine does not end calmly (CONTENT 5, W3).
    NoCalmEnd = "U061" Warning,
    /// A hold is longer than is of use (CONTENT 2.2).
    LongHold = "U062" Warning,
    /// A rep is quicker than three seconds each way.
    QuickRep = "U063" Warning,
    /// Getting down to the floor or up from it has too little time.
    HurriedFloor = "U064" Warning,
    /// A person with one of its `avoid` tags would be given nothing in its place.
    NoUsableSwap = "U065" Warning,
    /// The cue is too long to be read from two metres.
    LongCue = "U066" Warning,
    /// A tag is avoided and eased at once.
    AvoidedAndEased = "U067" Warning,
    /// A movement with a left and a right is done on one side only.
    OneSide = "U068" Warning,
    /// The set-up takes longer to read than it lasts: more than four words a second.
    HurriedSetUp = "U069" Warning,
    /// More than ten minutes of work go to one area.
    MuchOfOne = "U070" Warning,
    /// A swap can never take the place it is named for (CONTENT 5, W6).
    IdleSwap = "U071" Warning,
    /// A line has no moment at which it is said.
    IdleLine = "U072" Warning,
    /// A movement of one's own does not avoid what the built-in ones like it avoid; the tags were added (S22).
    TagsAdded = "U073" Warning,
    /// A prescribed routine lacks warm-up, which comes in front when it runs (CONTENT 5, W1).
    WarmUpInFront = "U074" Warning,
}

impl Code {
    /// The same mistake in a figure, where it costs the figure only. A character that can deceive stays what it is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other mistake is none of a figure")]
    pub(super) const fn in_figure(self) -> Self {
        match self {
            Self::UnknownKey | Self::UnknownWord => Self::FigureWord,
            Self::MissingKey | Self::Empty => Self::FigureLacks,
            Self::TooLong => Self::FigureTooMuch,
            Self::WrongType | Self::OutOfRange | Self::Twice | Self::BadAmount | Self::AmountOutOfRange => {
                Self::FigureValue
            }
            _ => self,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_used_once_and_in_order() {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    }
}
