//! The program as it becomes the command: alone in a session of its own, with the terminal that was opened for it.
//!
//! Making a session and giving it a terminal is possible only between a fork and an exec, where safe code cannot be; so the
//! program starts itself once more, does both, and becomes the command.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{ioctl_tiocsctty, setsid};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout};

/// What the first argument is, where the program is to become a command.
pub(super) const HELPER: &str = "--become-the-command";

/// The exit code where the program itself could not do what it had to.
pub(super) const COULD_NOT: u8 = 125;

/// Which of the three streams are the command's terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OnTerminal {
    pub(super) stdin: bool,
    pub(super) stdout: bool,
    pub(super) stderr: bool,
}

impl OnTerminal {
    /// As an argument.
    pub(super) fn written(self) -> String {
        [self.stdin, self.stdout, self.stderr].map(|is| if is { 't' } else { '-' }).iter().collect()
    }

    fn read(text: &OsStr) -> Option<Self> {
        match text.as_encoded_bytes() {
            [stdin, stdout, stderr] => {
                Some(Self { stdin: *stdin == b't', stdout: *stdout == b't', stderr: *stderr == b't' })
            }
            _ => None,
        }
    }
}

/// Becomes the command, where the arguments ask for that; the exit code where that fails, [`None`] where nobody asked.
#[must_use]
pub fn become_command() -> Option<u8> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != HELPER {
        return None;
    }
    let given = (arguments.next(), arguments.next().and_then(|it| OnTerminal::read(&it)));
    let (Some(terminal), Some(on)) = given else { return Some(COULD_NOT) };
    let command: Vec<OsString> = arguments.collect();
    if let Err(error) = take_terminal(&terminal, on) {
        eprintln!("unhunch: no terminal for the command: {error}");
        return Some(COULD_NOT);
    }
    Some(exec(&command))
}

fn take_terminal(terminal: &OsStr, on: OnTerminal) -> io::Result<()> {
    setsid()?;
    let terminal = open(terminal, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
    ioctl_tiocsctty(&terminal)?;
    if on.stdin {
        dup2_stdin(&terminal)?;
    }
    if on.stdout {
        dup2_stdout(&terminal)?;
    }
    if on.stderr {
        dup2_stderr(&terminal)?;
    }
    Ok(())
}

/// Replaces the process by the command; the exit code that shells have for why that could not be.
#[expect(clippy::disallowed_methods, reason = "processes are the shell's")]
pub(super) fn exec(command: &[OsString]) -> u8 {
    let Some((program, arguments)) = command.split_first() else { return COULD_NOT };
    let error = Command::new(program).args(arguments).exec();
    let name = program.to_string_lossy();
    let name = crate::units::text::clean(&name);
    if error.kind() == io::ErrorKind::NotFound {
        eprintln!("unhunch: `{name}` cannot be run: there is no such command");
        127
    } else {
        eprintln!("unhunch: `{name}` cannot be run: {error}");
        126
    }
}
