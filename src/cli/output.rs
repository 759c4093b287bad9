//! Printing: to whom it may concern, and what to do when nobody reads it.

use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use crate::shell::{Colours, Surroundings};

/// The exit code for wrong usage and bad files.
pub(super) const USAGE: u8 = 2;
/// The exit code for a machine that failed.
pub(super) const MACHINE: u8 = 1;
/// What is written at once, in bytes.
const BLOCK: usize = 32 * 1024;

/// Writes a text to stdout; the exit code says whether it could be.
pub(super) fn print(text: &str) -> ExitCode {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// The same with what is written piece by piece, so that what is long need not be in memory whole.
pub(super) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    let mut out = io::BufWriter::with_capacity(BLOCK, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever has read enough has closed the pipe.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("unhunch: nothing can be written: {error}\n"));
            ExitCode::from(MACHINE)
        }
    }
}

/// Says what went wrong; where nobody listens the exit code says it.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Whether what is printed may have colours: on a terminal that has some.
pub(super) fn is_painted() -> bool {
    io::stdout().is_terminal() && Surroundings::here().colours != Colours::None
}

/// Whether what is written is seen in a terminal.
pub(super) fn is_seen() -> bool {
    io::stdout().is_terminal()
}

/// So many of something, in words.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
