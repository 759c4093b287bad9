use super::beside::CommandNews;
use crate::journal::{Damage, Entry, Record, Replay};
use crate::routine::PersonalFile;
use crate::safety::Fact;

/// What reaches the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Time passed, or a deadline is due.
    Wake,
    /// Something is new of the command the coach runs beside.
    Command(CommandNews),
    /// The person went to the terminal's window, or to another one.
    Focus(Focus),
    /// A key was pressed.
    Key(Key),
    /// A letter was pasted: text where some is typed, never a key.
    Pasted(char),
    /// What the last view said is on the screen now, or was said.
    Shown,
    /// The window has this many columns and rows now.
    Resize {
        /// Columns.
        cols: u16,
        /// Rows.
        rows: u16,
    },
    /// The program is about to be stopped from outside and may go on later (Ctrl-Z).
    Suspend,
    /// It goes on.
    Resume,
    /// It has to end now: a signal, the terminal gone, the end of the input.
    Interrupt,
    /// What makes sounds is off for as long as the program runs, and why; said once.
    Mute(Mute, String),
    /// An entry could not be kept, and why; said once.
    RecordFailed(String),
    /// One of the person's own files has changed, or gone, or come.
    FilesChanged,
    /// What is in some of the person's own files, the movements first; none when all were told.
    Own(Vec<PersonalFile>),
    /// What the journal says of the weeks before those it was opened with.
    Earlier(Vec<Record<Entry>>),
    /// What the whole journal says.
    Journal(Box<Replay>),
    /// The facts as they are now, and what of them cannot be read.
    Facts(Vec<Record<Fact>>, Vec<Damage>),
}

/// What can be heard besides the bell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mute {
    /// The coach does not speak.
    Voice,
    /// The bell rings instead of the tones.
    Tones,
}

/// Where the person is, as far as the terminal tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// At the terminal's window.
    #[default]
    Here,
    /// At another one; this one may still be seen.
    Elsewhere,
}

/// A key, as far as the program tells keys apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Ctrl-C.
    CtrlC,
}
