//! The watchdog: when the process has to end, it ends, whatever the loop is doing.
//!
//! The loop itself hears of a signal or a lost terminal at once and ends in order. This thread is for the loop that
//! cannot: held in a write to a terminal that has stopped, or in a disk that does not answer. It sleeps until then.

use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::SigId;
use signal_hook::consts::SIGHUP;
use signal_hook::low_level::{emulate_default_handler, pipe, unregister};

use super::signals::ENDING;
use super::terminal;

/// How long the loop has to end in order.
const GRACE: Duration = Duration::from_secs(1);

/// A thread that ends the process one second after it should have ended; dropping this calls it off.
#[derive(Debug)]
pub(crate) struct Watchdog {
    called_off: UnixStream,
    signals: Vec<SigId>,
}

impl Watchdog {
    /// Watches the signals that end the process and, where there is one, the terminal on stdin.
    ///
    /// # Errors
    /// When the system has no more descriptors or threads.
    pub(crate) fn watch(stdin_is_terminal: bool) -> io::Result<Self> {
        let (called_off, calls_off) = UnixStream::pair()?;
        let mut dog = Self { called_off, signals: Vec::new() };
        let mut bells = Vec::new();
        for signal in ENDING {
            let (bell, rope) = UnixStream::pair()?;
            dog.signals.push(pipe::register(signal, rope)?);
            bells.push((signal, bell));
        }
        thread::Builder::new().name("watchdog".to_owned()).stack_size(64 * 1_024).spawn(move || {
            // A panic here must not take the loop's terminal away.
            let _ = catch_unwind(AssertUnwindSafe(|| guard(stdin_is_terminal, &bells, calls_off.as_fd())));
        })?;
        Ok(dog)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        let _ = self.called_off.shutdown(Shutdown::Both);
        for signal in self.signals.drain(..) {
            unregister(signal);
        }
    }
}

fn guard(stdin_is_terminal: bool, bells: &[(i32, UnixStream)], calls_off: BorrowedFd<'_>) {
    let stdin = rustix::stdio::stdin();
    let reason = loop {
        let mut fds = vec![PollFd::from_borrowed_fd(calls_off, PollFlags::IN)];
        fds.extend(bells.iter().map(|(_, bell)| PollFd::new(bell, PollFlags::IN)));
        if stdin_is_terminal {
            // Nothing is asked for: only that it is gone comes unasked.
            fds.push(PollFd::from_borrowed_fd(stdin, PollFlags::empty()));
        }
        match poll(&mut fds, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        if !fds[0].revents().is_empty() {
            return;
        }
        let rung = bells.iter().zip(&fds[1..]).find(|(_, fd)| !fd.revents().is_empty());
        if let Some(((signal, _), _)) = rung {
            break *signal;
        }
        if fds.len() > 1 + bells.len() && !fds[1 + bells.len()].revents().is_empty() {
            break SIGHUP;
        }
    };
    if !is_called_off(calls_off) {
        end(reason);
    }
}

/// Waits for the loop to end in order.
fn is_called_off(calls_off: BorrowedFd<'_>) -> bool {
    let grace = Timespec::try_from(GRACE).ok();
    let mut fds = [PollFd::from_borrowed_fd(calls_off, PollFlags::IN)];
    loop {
        match poll(&mut fds, grace.as_ref()) {
            Err(Errno::INTR) => {}
            Ok(0) | Err(_) => return false,
            Ok(_) => return true,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the loop does not answer: there is nothing left to unwind to")]
fn end(signal: i32) -> ! {
    terminal::restore();
    let _ = emulate_default_handler(signal);
    std::process::exit(128 + signal)
}
