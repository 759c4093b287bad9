//! A command beside the coach (`unhunch during`): its terminal, its output, its end.
//!
//! The command is started first, before anything is read or asked, by the program itself once more (`helper`), on a
//! pseudo-terminal that is the only one it has. Only those of its three streams that are a terminal become that one; pipes
//! and files stay what they are, and this process lets go of them, so that the end of a pipe is seen where it would be
//! without it. One thread (`drain`) reads what the command writes, always, and writes it to the terminal or keeps it
//! (`kept`); another waits for its end.
//!
//! Where there is no terminal, where the terminal is another job's, and inside another `during`, nothing of this is done: the
//! process becomes the command.

mod back_key;
mod drain;
mod glance;
mod harmless;
mod helper;
mod kept;
mod pieces;
mod quiet;
mod work;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Resource, Rlimit, getpgrp, getrlimit, setrlimit};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout, stderr, stdin, stdout};
use rustix::termios::{tcgetpgrp, ttyname};

pub(crate) use back_key::BackKey;
pub use helper::become_command;
pub(crate) use quiet::Quiet;
pub(crate) use work::{News, Work};

use super::host::Process;
use super::{Clock, Exit};
use crate::app::HowEnded;
use helper::{COULD_NOT, OnTerminal, exec};
use work::MARK;

/// A command that was to be started.
pub(crate) enum Begun<'a> {
    /// It could not be, or this process was to become it and could not: the exit code.
    Not(u8),
    /// It runs.
    Runs(Box<Process<'a>>),
}

/// Starts a command, or becomes it where no coach can stand before it.
///
/// # Errors
/// When it cannot be started for a reason that is not the command's.
pub(crate) fn begin<'a>(command: &[OsString], clock: &'a mut Clock) -> io::Result<Begun<'a>> {
    let on = OnTerminal {
        stdin: io::stdin().is_terminal(),
        stdout: io::stdout().is_terminal(),
        stderr: io::stderr().is_terminal(),
    };
    let terminal = open("/dev/tty", OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty());
    let Some(terminal) = terminal.ok().filter(|it| tcgetpgrp(it).is_ok_and(|group| group == getpgrp())) else {
        return Ok(Begun::Not(exec(command)));
    };
    if is_inside_another(on) {
        return Ok(Begun::Not(exec(command)));
    }
    let work = Work::start(command, on, terminal.as_fd())?;
    // The command has what it was given; from here on the terminal is all this process has.
    dup2_stdin(&terminal)?;
    dup2_stdout(&terminal)?;
    dup2_stderr(&terminal)?;
    Process::beside(clock, work).map(|process| Begun::Runs(Box::new(process)))
}

/// Whether the terminal is one that has a coach in front of it already.
#[expect(clippy::disallowed_methods, reason = "the shell reads the environment")]
fn is_inside_another(on: OnTerminal) -> bool {
    let Some(known) = std::env::var_os(MARK) else { return false };
    let streams = [(on.stdin, stdin()), (on.stdout, stdout()), (on.stderr, stderr())];
    let mut named = streams.into_iter().filter(|(is, _)| *is).filter_map(|(_, fd)| ttyname(fd, Vec::new()).ok());
    // With every stream elsewhere the terminal has no name to be known by.
    named.next().is_none_or(|name| name.as_bytes() == known.as_encoded_bytes())
}

/// The end of a process whose command has ended so.
pub(crate) fn exit_as(how: HowEnded) -> Exit {
    match how {
        HowEnded::Code(code) => Exit::Code(code),
        HowEnded::Signal(signal) => {
            // The command has left its own image of memory, where it was to; this one's would only take its place.
            let most = getrlimit(Resource::Core).maximum;
            let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: most });
            Exit::Signal(signal)
        }
    }
}

/// The exit code where the command could not be started.
pub(crate) const NOT_STARTED: u8 = COULD_NOT;
