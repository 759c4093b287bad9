use crate::coach::Bell;
use crate::journal::{Entry, Record};
use crate::safety::Fact;

/// What the world has to do, in order, before anything is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ring the bell once.
    Bell,
    /// Keep this fact.
    Fact(Record<Fact>),
    /// Keep this entry of the journal.
    Journal(Record<Entry>),
    /// Interrupt the command the coach runs beside, as Ctrl-C on its terminal would.
    Interrupt,
    /// Leave the program.
    Leave(Leave),
    /// Read the whole journal, and tell what it says.
    ReadJournal,
    /// Read the facts again, and tell what they say: a session is about to begin or to go on (S17).
    ReadFacts,
    /// Read the first of the person's own files, and tell what is in them.
    ReadOwn,
    /// Read some more of them, and tell what is in them; none when there are no more.
    ReadMoreOwn,
    /// Read the journal further back than it was opened with, and tell what it says.
    ReadEarlier,
    /// Play the tone of this bell.
    Sound(Bell),
    /// Say the last lines of the command the coach runs beside.
    SayOutput,
    /// Give the terminal to the command the coach runs beside, with these lines, until the person comes back.
    Visit(Vec<String>),
}

/// How the program is left (`src/ARCHITECTURE.md`, exit codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Done, or left: exit code 0.
    Done,
    /// A session was stopped: exit code 3.
    Stopped,
    /// Not screened, paused, urgent or emergency: exit code 4.
    NotNow,
}

impl Leave {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Stopped => 3,
            Self::NotNow => 4,
        }
    }
}
