//! What the loop needs of the process it runs in: the time, what happens, a place to write, and a terminal to give back.

use std::io;
use std::time::Duration;

use crate::app::{CommandNews, Key};
use crate::units::{Moment, Now};

use super::keys::Typed;

#[cfg(any(not(unix), test))]
#[cfg_attr(unix, expect(dead_code, reason = "on Unix it is compiled for its tests, so that it is never broken"))]
mod portable;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(crate) use portable::Process;
#[cfg(unix)]
pub(crate) use unix::{Passed, Process, Until};

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    /// Something is new of the command the coach runs beside.
    Command(CommandNews),
    /// The process was stopped without being asked and goes on; the terminal may have been used by others.
    Continued,
    /// A file of the person's has changed.
    FilesChanged,
    /// The terminal is gone.
    Gone,
    /// There will be no more keys.
    InputEnded,
    /// This signal asks the process to end.
    Killed(i32),
    /// A line with these keys.
    Line(Vec<Key>),
    /// Nobody reads what is written any more.
    OutputClosed,
    /// The window has another size.
    Resized(Size),
    /// The process is asked to stop for a while, by a signal.
    SuspendAsked,
    /// A key or a click.
    Typed(Typed),
}

/// The size of a window in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) cols: u16,
    pub(crate) rows: u16,
}

/// Who asked the process to stop for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskedBy {
    /// Ctrl-Z: it means everything that runs in the foreground.
    Key,
    /// A signal: it means this process.
    Signal,
}

/// How a stop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// By this signal, which asks the process to end.
    Killed(i32),
    /// The process goes on, in the foreground.
    WentOn,
}

/// What the loop needs of the process it runs in.
pub(crate) trait Host {
    /// The present.
    fn now(&mut self) -> Now;

    /// The present on the program's own timeline only.
    fn moment(&mut self) -> Moment;

    /// The size of the window, where there is one.
    fn size(&self) -> Option<Size>;

    /// Waits until something happens or the time is over, whichever is first, and adds what happened in its order.
    ///
    /// Nothing but those two ends it, so that a program that waits for a person costs nothing.
    fn wait(&mut self, at_most: Option<Duration>, happened: &mut Vec<Happened>) -> io::Result<()>;

    /// Writes all of the bytes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Whether a bell would be heard.
    fn can_ring(&self) -> bool;

    /// Whether somebody is there who can let a stopped process go on.
    fn can_stop(&self) -> bool;

    /// Whether the terminal is this process's to use now.
    fn is_in_foreground(&self) -> bool;

    /// Gives the terminal back as it was, stops, and returns when the process goes on; the terminal is not taken again.
    fn stop(&mut self, asked_by: AskedBy) -> io::Result<Stopped>;

    /// Takes the terminal again.
    fn take(&mut self) -> io::Result<()>;

    /// Leaves the terminal to the command the coach runs beside, with these lines, and returns when the person comes back
    /// or the command is over; the terminal is not taken again.
    fn visit(&mut self, _says: &[String]) -> io::Result<Stopped> {
        Ok(Stopped::WentOn)
    }

    /// Gives the command a Ctrl-C.
    fn interrupt_command(&mut self) {}

    /// The last lines the command has written.
    fn last_lines(&self) -> Vec<String> {
        Vec::new()
    }
}
