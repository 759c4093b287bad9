//! The thread that reads what the command writes, so that the command never waits for the coach.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdout;
use rustix::termios::{LocalModes, tcgetattr};

use super::glance::Glance;
use super::harmless::Harmless;
use super::kept::{Kept, Replayed};
use crate::app::Wants;
use crate::shell::write;

/// What the thread and the loop share.
#[derive(Debug)]
pub(super) struct Shared {
    inner: Mutex<Inner>,
    /// A byte goes here when there is something new.
    poke: UnixStream,
}

#[derive(Debug)]
struct Inner {
    sink: Sink,
    kept: Kept,
    glance: Glance,
    wants: Wants,
    /// The command has ended; its output may not have.
    ended: bool,
    /// All of its output was read.
    drained: bool,
}

/// Where the output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sink {
    Kept,
    Terminal,
}

/// What can be told of the output now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) line: String,
    pub(super) wants: Wants,
    pub(super) drained: bool,
}

/// How often it is looked whether the command asks for a password, and how often its last line is told.
const LOOKS: Duration = Duration::from_millis(250);
/// How long the terminal of a command that has ended must be quiet: somebody it left behind may hold it.
const QUIET: Duration = Duration::from_millis(50);
/// How long it may go on being written to then.
const LONGEST_END: Duration = Duration::from_millis(500);

impl Shared {
    pub(super) fn new(kept: Kept, poke: UnixStream) -> Self {
        let inner = Inner {
            sink: Sink::Terminal,
            kept,
            glance: Glance::default(),
            wants: Wants::Nothing,
            ended: false,
            drained: false,
        };
        Self { inner: Mutex::new(inner), poke }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the loop that something is new.
    pub(super) fn poke(&self) {
        let _ = rustix::io::write(&self.poke, b"!");
    }

    /// The command has ended: what is left to read is read.
    pub(super) fn command_ended(&self) {
        self.inner().ended = true;
    }

    pub(super) fn told(&self) -> Told {
        let inner = self.inner();
        Told { line: inner.glance.line(), wants: inner.wants, drained: inner.drained }
    }

    pub(super) fn last_lines(&self) -> Vec<String> {
        self.inner().glance.lines()
    }

    /// From here on the output is kept; the bytes that take back what the command has set on the terminal.
    pub(super) fn keep(&self) -> Vec<u8> {
        let mut inner = self.inner();
        inner.sink = Sink::Kept;
        inner.glance.modes().taken_back()
    }

    /// The bytes that take back what the command has set on the terminal.
    pub(super) fn modes_taken_back(&self) -> Vec<u8> {
        self.inner().glance.modes().taken_back()
    }

    /// Writes to the terminal what was kept, and from here on what comes. Whether the command has the whole screen.
    ///
    /// # Errors
    /// When it cannot be read back or written.
    pub(super) fn show(&self, began_on_other: bool, given_again: bool) -> io::Result<bool> {
        let mut inner = self.inner();
        let mut filter = Harmless::starting(began_on_other);
        let mut out = Vec::new();
        let shown = inner.kept.replay(|it| {
            out.clear();
            match it {
                Replayed::Bytes(bytes) => filter.feed(bytes, &mut out),
                Replayed::Gap(length) => {
                    filter.end(&mut out);
                    out.extend_from_slice(not_kept(length).as_bytes());
                }
            }
            write::all(stdout(), &out)
        });
        out.clear();
        filter.end(&mut out);
        if given_again {
            out.extend_from_slice(&inner.glance.modes().given_again());
        }
        inner.sink = Sink::Terminal;
        shown.and_then(|()| write::all(stdout(), &out))?;
        Ok(inner.glance.modes().on_other_screen())
    }

    /// Whether the command shows the other screen.
    pub(super) fn on_other_screen(&self) -> bool {
        self.inner().glance.modes().on_other_screen()
    }

    fn take(&self, bytes: &[u8]) {
        let mut inner = self.inner();
        inner.glance.feed(bytes);
        match inner.sink {
            Sink::Kept => inner.kept.keep(bytes),
            // A terminal that is gone is the loop's to notice; the command's output is read on.
            Sink::Terminal => drop(write::all(stdout(), bytes)),
        }
    }

    /// Looks whether the command asks for a password or wants the whole screen; whether that is new.
    fn look(&self, master: &OwnedFd) -> bool {
        let modes = tcgetattr(master).map_or(LocalModes::ICANON | LocalModes::ECHO, |modes| modes.local_modes);
        let mut inner = self.inner();
        let wants = if !modes.contains(LocalModes::ICANON) || inner.glance.modes().on_other_screen() {
            Wants::Screen
        } else if modes.contains(LocalModes::ECHO) {
            Wants::Nothing
        } else {
            Wants::Password
        };
        std::mem::replace(&mut inner.wants, wants) != wants
    }
}

/// What stands where output was not kept.
fn not_kept(length: u64) -> String {
    let megabytes = length.div_ceil(1_000_000);
    format!("\r\n[{megabytes} MB not kept]\r\n")
}

/// Reads until the command has ended and its terminal is quiet.
pub(super) fn drain(shared: &Shared, master: &OwnedFd, woken: &UnixStream) {
    let mut chunk = vec![0; 64 * 1_024];
    let mut looked = now();
    let mut end_began: Option<Instant> = None;
    let mut untold = false;
    loop {
        let timeout = if end_began.is_some() { QUIET } else { LOOKS };
        let ready = wait(master, woken, timeout, end_began.is_some());
        let now = now();
        if end_began.is_none() && shared.inner().ended {
            end_began = Some(now);
        }
        let mut quiet = true;
        if ready {
            let read = fill(master, &mut chunk);
            let Some(read) = read else { break };
            if read > 0 {
                quiet = false;
                untold = true;
                shared.take(&chunk[..read]);
            }
        }
        let is_late = end_began.is_some_and(|began| now.duration_since(began) >= LONGEST_END);
        if end_began.is_some() && (quiet || is_late) {
            break;
        }
        if end_began.is_none() && now.duration_since(looked) >= LOOKS {
            looked = now;
            let wants = shared.look(master);
            if std::mem::take(&mut untold) || wants {
                shared.poke();
            }
        }
    }
    shared.inner().drained = true;
    shared.poke();
}

/// Waits for output; whether there is some, or nobody left who could write any.
fn wait(master: &OwnedFd, woken: &UnixStream, timeout: Duration, ending: bool) -> bool {
    let timeout = Timespec::try_from(timeout).ok();
    let mut fds = [PollFd::new(master, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
    let fds = if ending { &mut fds[..1] } else { &mut fds[..] };
    match poll(fds, timeout.as_ref()) {
        Ok(_) => !fds[0].revents().is_empty(),
        Err(_) => false,
    }
}

/// Reads what is there, as far as there is room; [`None`] when nobody can write any more.
fn fill(master: &OwnedFd, chunk: &mut [u8]) -> Option<usize> {
    let mut read = 0;
    while read < chunk.len() {
        match rustix::io::read(master.as_fd(), &mut chunk[read..]) {
            Ok(0) => return (read > 0).then_some(read),
            Ok(count) => read += count,
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Some(read),
            Err(_) => return (read > 0).then_some(read),
        }
    }
    Some(read)
}

#[expect(clippy::disallowed_methods, reason = "this thread is the shell's, and only waits by it")]
fn now() -> Instant {
    Instant::now()
}
