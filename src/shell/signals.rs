//! The signals the process answers itself, made readable beside its keys.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH, SIGXFSZ,
};
use signal_hook::flag;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// The signals that end the process in order. The last four mean nothing to it, and would end it at once otherwise, with the
/// terminal left as it was in use and the session left open.
pub(crate) const ENDING: [i32; 7] = [SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM];

/// The signals that have come and were not looked at yet.
#[derive(Debug)]
pub(crate) struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the system has no more descriptors.
    pub(crate) fn listen() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = ENDING.into_iter().chain([SIGCONT, SIGTSTP, SIGWINCH]);
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        // A record that meets its size limit has failed, and says so; by default the process would be killed.
        flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        Ok(Self(delivery))
    }

    /// The signals that have come, each once, those that end first.
    pub(crate) fn take(&mut self) -> Vec<i32> {
        let (mut signals, others): (Vec<i32>, Vec<i32>) = self.0.pending().partition(|signal| ENDING.contains(signal));
        signals.extend(others);
        signals
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }
}
