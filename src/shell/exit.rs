//! How the process ends.

use std::process::ExitCode;

use crate::app::Leave;

/// How the process ends: with a code (`src/ARCHITECTURE.md`, exit codes), or by the signal that asked it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With this exit code.
    Code(u8),
    /// By this signal, so that whoever sent it sees what it did.
    Signal(i32),
}

impl Exit {
    /// Ends the process, where it ends by a signal; else gives the code to end it with.
    #[must_use]
    pub fn end(self) -> ExitCode {
        match self {
            Self::Code(code) => ExitCode::from(code),
            Self::Signal(signal) => {
                #[cfg(unix)]
                let _ = signal_hook::low_level::emulate_default_handler(signal);
                ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))
            }
        }
    }
}

/// Ends the process with a code, before anything was begun.
#[expect(clippy::disallowed_methods, reason = "the arguments were wrong: there is nothing to unwind to")]
pub fn leave_at_once(code: i32) -> ! {
    std::process::exit(code)
}

impl From<Leave> for Exit {
    fn from(leave: Leave) -> Self {
        Self::Code(match leave {
            Leave::Done => 0,
            Leave::Stopped => 3,
            Leave::NotNow => 4,
        })
    }
}
