//! The terminal is borrowed: its modes are changed in one place, and given back by one guard.
//!
//! The guard's memory is the process's, not the loop's, so that whoever ends the process (a return, an error, a panic,
//! a signal, the watchdog) gives back the same terminal, and only the first of them does.

/// The bytes that borrow the screen: alternate screen, hidden cursor, clicks in their plain form, the terminal's focus
/// told, pastes marked.
pub(crate) const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?1004h\x1b[?2004h";

/// The bytes that give it back, whatever was being written when they come. The cursor goes to the last row first: where
/// there is no alternate screen the picture stays, and what comes next stands under it.
pub(crate) const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[m\x1b[999;1H\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1000l\x1b[?25h\x1b[?1049l";

/// What is borrowed of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Borrow {
    /// Single keys; lines are written as to any terminal.
    Keys,
    /// Nothing: there is no terminal to read from.
    Nothing,
    /// Everything as it comes, for a command on a terminal of its own.
    Passing,
    /// Single keys and the whole screen.
    Screen,
}

#[cfg(not(unix))]
pub(crate) use portable::{restore, take};
#[cfg(unix)]
pub(crate) use unix::{is_in_foreground, restore, take};

/// Gives the terminal back when it goes out of scope.
#[derive(Debug)]
pub(crate) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::{Mutex, PoisonError, TryLockError};

    use rustix::process::getpgrp;
    use rustix::stdio::{stdin, stdout};
    use rustix::termios::{OptionalActions, OutputModes, Termios, tcgetattr, tcgetpgrp, tcsetattr};

    use super::{Borrow, LEAVE};

    struct Borrowed {
        modes: Termios,
        borrow: Borrow,
    }

    static BORROWED: Mutex<Option<Borrowed>> = Mutex::new(None);

    /// Takes the terminal on stdin; from here on [`restore`] gives it back.
    ///
    /// A terminal that was never given back keeps the modes it had when it was first taken.
    pub(crate) fn take(borrow: Borrow) -> io::Result<()> {
        if borrow == Borrow::Nothing {
            return Ok(());
        }
        let mut borrowed = BORROWED.lock().unwrap_or_else(PoisonError::into_inner);
        let modes = match borrowed.take() {
            Some(earlier) => {
                if earlier.borrow == Borrow::Screen && borrow == Borrow::Passing {
                    let _ = super::super::write::all(stdout(), LEAVE);
                }
                earlier.modes
            }
            None => tcgetattr(stdin())?,
        };
        let mut raw = modes.clone();
        raw.make_raw();
        if borrow == Borrow::Keys {
            // Lines are written as they are to a pipe; the terminal ends them.
            raw.output_modes |= modes.output_modes & (OutputModes::OPOST | OutputModes::ONLCR);
        }
        *borrowed = Some(Borrowed { modes, borrow });
        if let Err(error) = tcsetattr(stdin(), OptionalActions::Now, &raw) {
            *borrowed = None;
            return Err(error.into());
        }
        Ok(())
    }

    /// Gives back what was taken, if it was and nobody else has; nothing here can fail, block on the loop, or panic.
    pub(crate) fn restore() {
        let borrowed = match BORROWED.try_lock() {
            Ok(mut borrowed) => borrowed.take(),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().take(),
            Err(TryLockError::WouldBlock) => None, // somebody is taking or giving it back
        };
        let Some(Borrowed { modes, borrow }) = borrowed else { return };
        // From the background the modes are the shell's by now, and setting them would stop this process.
        if is_in_foreground() {
            let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
        }
        if borrow == Borrow::Screen {
            let _ = super::super::write::all(stdout(), LEAVE);
        }
    }

    /// Whether this process may change the terminal without being stopped for it.
    pub(crate) fn is_in_foreground() -> bool {
        tcgetpgrp(stdin()).map_or(true, |foreground| foreground == getpgrp())
    }
}

#[cfg(any(not(unix), test))]
#[cfg_attr(unix, expect(dead_code, reason = "on Unix it is compiled with the tests, so that it is never broken"))]
mod portable {
    use std::io::{self, Write};
    use std::sync::atomic::{AtomicU8, Ordering};

    use crossterm::event::{
        DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
        EnableMouseCapture,
    };
    use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
    use crossterm::{cursor, execute};

    use super::{Borrow, LEAVE};

    const NOTHING: u8 = 0;
    const KEYS: u8 = 1;
    const SCREEN: u8 = 2;

    static BORROWED: AtomicU8 = AtomicU8::new(NOTHING);

    /// Takes the terminal on stdin; from here on [`restore`] gives it back.
    pub(crate) fn take(borrow: Borrow) -> io::Result<()> {
        let mark = match borrow {
            Borrow::Nothing => return Ok(()),
            Borrow::Keys | Borrow::Passing => KEYS,
            Borrow::Screen => SCREEN,
        };
        BORROWED.store(mark, Ordering::SeqCst);
        let taken = enable_raw_mode().and_then(|()| {
            if borrow == Borrow::Screen {
                execute!(io::stdout(), EnterAlternateScreen, cursor::Hide, EnableMouseCapture)?;
                // Consoles without it never send it.
                let _ = execute!(io::stdout(), EnableBracketedPaste, EnableFocusChange);
            }
            Ok(())
        });
        if taken.is_err() {
            restore();
        }
        taken
    }

    /// Gives back what was taken, if it was and nobody else has.
    pub(crate) fn restore() {
        let mark = BORROWED.swap(NOTHING, Ordering::SeqCst);
        if mark == SCREEN {
            let mut out = io::stdout();
            let _ = execute!(out, DisableMouseCapture);
            let _ = execute!(out, DisableBracketedPaste, DisableFocusChange);
            let _ = out.write_all(LEAVE);
            let _ = execute!(out, cursor::Show, LeaveAlternateScreen);
        }
        if mark != NOTHING {
            let _ = disable_raw_mode();
        }
    }
}
