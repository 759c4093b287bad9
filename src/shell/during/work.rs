//! The command that runs beside the coach, on a terminal of its own.

use std::ffi::{CString, OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl, open};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Winsize};
use rustix::termios::{tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr, tcsetwinsize};

use super::drain::{Shared, Told, drain};
use super::helper::{HELPER, OnTerminal};
use super::kept::{HALF, Kept};
use crate::app::{HowEnded, Wants};
use crate::shell::records::random;

/// The command, running or ended.
#[derive(Debug)]
pub(crate) struct Work {
    leader: Pid,
    master: Arc<OwnedFd>,
    shared: Arc<Shared>,
    waited: Arc<Mutex<Waited>>,
    poked: UnixStream,
    /// What was typed and the command's terminal has had no room for yet.
    unread: Vec<u8>,
    /// How often it was stopped with the coach.
    stops: u32,
    /// Whether the command had the other screen when the coach last took the screen.
    kept_from_other: bool,
    told: Told,
}

/// What the system has said of the command.
#[derive(Clone, Copy, Debug, Default)]
struct Waited {
    ended: Option<HowEnded>,
    stops: u32,
}

/// What is new of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// Its last line.
    Line(String),
    /// What it wants of the terminal.
    Wants(Wants),
    /// Somebody has stopped it.
    Stopped,
    /// It has ended, and all of its output was read.
    Ended(HowEnded),
}

/// Says to whoever is started inside which terminal has the coach in front of it.
pub(super) const MARK: &str = "UNHUNCH_DURING";

impl Work {
    /// Starts a command on a terminal like `terminal`.
    ///
    /// # Errors
    /// When the system has no more terminals, processes, threads or room for the output.
    pub(super) fn start(command: &[OsString], on: OnTerminal, terminal: BorrowedFd<'_>) -> io::Result<Self> {
        let kept = Kept::in_folder(&std::env::temp_dir(), HALF, random())?;
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let name = ptsname(&master, Vec::new())?;
        // Held until the command has ended: as long as nobody has it open, reading fails and what was written is lost.
        let slave = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
        tcsetattr(&slave, OptionalActions::Now, &tcgetattr(terminal)?)?;
        tcsetwinsize(&slave, tcgetwinsize(terminal)?)?;
        fcntl_setfl(&master, fcntl_getfl(&master)? | OFlags::NONBLOCK)?;

        let leader = spawn(command, on, &name)?;
        let (poked, poke) = UnixStream::pair()?;
        poked.set_nonblocking(true)?;
        poke.set_nonblocking(true)?;
        let (woken, wake) = UnixStream::pair()?;
        let master = Arc::new(master);
        let shared = Arc::new(Shared::new(kept, poke));
        let waited = Arc::new(Mutex::new(Waited::default()));
        {
            let (shared, master) = (Arc::clone(&shared), Arc::clone(&master));
            thread("output").spawn(move || drain(&shared, &master, &woken))?;
        }
        {
            let (shared, waited) = (Arc::clone(&shared), Arc::clone(&waited));
            thread("command").spawn(move || {
                wait_for(leader, &shared, &waited);
                shared.command_ended();
                drop(slave);
                drop(wake);
            })?;
        }
        let told = shared.told();
        Ok(Self { leader, master, shared, waited, poked, unread: Vec::new(), stops: 0, kept_from_other: false, told })
    }

    /// Readable when there are news.
    pub(crate) fn poked(&self) -> BorrowedFd<'_> {
        self.poked.as_fd()
    }

    /// The command's terminal, to be polled for room, where something waits for it.
    pub(crate) fn wants_room(&self) -> Option<BorrowedFd<'_>> {
        (!self.unread.is_empty()).then(|| self.master.as_fd())
    }

    /// What is new since the last time.
    pub(crate) fn news(&mut self) -> Vec<News> {
        let mut bytes = [0; 64];
        while rustix::io::read(&self.poked, &mut bytes).is_ok_and(|count| count > 0) {}
        let told = self.shared.told();
        let mut news = Vec::new();
        if told.line != self.told.line {
            news.push(News::Line(told.line.clone()));
        }
        if told.wants != self.told.wants {
            news.push(News::Wants(told.wants));
        }
        if let Some(how) = self.ended().filter(|_| told.drained && !self.told.drained) {
            news.push(News::Ended(how));
        }
        self.told = told;
        if self.is_stopped_by_others() {
            news.push(News::Stopped);
        }
        news
    }

    /// How it ended, once it has.
    pub(crate) fn ended(&self) -> Option<HowEnded> {
        self.waited().ended
    }

    /// Whether it has ended and all of its output was read.
    pub(crate) fn is_over(&self) -> bool {
        self.told.drained && self.ended().is_some()
    }

    /// What it wants of the terminal.
    pub(crate) const fn wants(&self) -> Wants {
        self.told.wants
    }

    /// The last lines of its output.
    pub(crate) fn last_lines(&self) -> Vec<String> {
        self.shared.last_lines()
    }

    /// Types into its terminal.
    pub(crate) fn type_into(&mut self, bytes: &[u8]) {
        if self.ended().is_none() {
            self.unread.extend_from_slice(bytes);
            self.flush();
        }
    }

    /// Types what had no room before.
    pub(crate) fn flush(&mut self) {
        while !self.unread.is_empty() {
            match rustix::io::write(self.master.as_fd(), &self.unread) {
                Ok(written) => drop(self.unread.drain(..written)),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                Err(_) => self.unread.clear(),
            }
        }
    }

    /// Whether a key that stops what runs in front would stop the command itself, and not something it does with keys.
    pub(crate) fn would_stop_at(&self, byte: u8) -> bool {
        let Ok(modes) = tcgetattr(self.master.as_fd()) else { return false };
        let is_in_front = tcgetpgrp(self.master.as_fd()).is_ok_and(|group| group == self.leader);
        modes.local_modes.contains(LocalModes::ISIG)
            && modes.special_codes[SpecialCodeIndex::VSUSP] == byte
            && is_in_front
    }

    /// Gives its terminal this size.
    pub(crate) fn resize(&self, size: Winsize) {
        let _ = tcsetwinsize(self.master.as_fd(), size);
    }

    /// Has a command that draws the whole screen draw it anew, by a size that is another one for a moment.
    pub(crate) fn redraw(&self) {
        if let Ok(size) = tcgetwinsize(self.master.as_fd()) {
            self.resize(Winsize { ws_row: size.ws_row.saturating_sub(1).max(1), ..size });
            self.resize(size);
        }
    }

    /// Sends a signal to what runs in front on its terminal, and to the command.
    pub(crate) fn signal(&self, signal: Signal) {
        if self.ended().is_some() {
            return;
        }
        let in_front = tcgetpgrp(self.master.as_fd()).ok().filter(|group| *group != self.leader);
        for group in in_front.into_iter().chain([self.leader]) {
            let _ = kill_process_group(group, signal);
        }
    }

    /// Stops it, because the coach is stopped.
    pub(crate) fn stop(&mut self) {
        if !self.is_stopped_by_others() {
            self.stops = self.waited().stops + 1;
            // A command alone in its session cannot be stopped by the gentler signal.
            self.signal(Signal::STOP);
        }
    }

    /// Lets it go on.
    pub(crate) fn go_on(&mut self) {
        self.stops = self.stops.max(self.waited().stops);
        self.signal(Signal::CONT);
    }

    /// From here on its output is kept; the bytes that take back what it has set on the terminal.
    pub(crate) fn keep(&mut self) -> Vec<u8> {
        self.kept_from_other = self.shared.on_other_screen();
        self.shared.keep()
    }

    /// The bytes that take back what it has set on the terminal.
    pub(crate) fn modes_taken_back(&self) -> Vec<u8> {
        self.shared.modes_taken_back()
    }

    /// Writes to the terminal what was kept, and from here on what comes. Whether it has the whole screen.
    ///
    /// # Errors
    /// When it cannot be read back or written.
    pub(crate) fn show(&self) -> io::Result<bool> {
        self.shared.show(self.kept_from_other, self.ended().is_none())
    }

    fn waited(&self) -> Waited {
        *self.waited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped_by_others(&self) -> bool {
        self.waited().stops > self.stops
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // Whoever is left without a coach that reads its output is told so.
        self.signal(Signal::HUP);
        self.signal(Signal::CONT);
    }
}

fn thread(name: &str) -> thread::Builder {
    thread::Builder::new().name(name.to_owned()).stack_size(128 * 1_024)
}

fn spawn(command: &[OsString], on: OnTerminal, terminal: &CString) -> io::Result<Pid> {
    let terminal = OsStr::from_bytes(terminal.as_bytes());
    let stream = |is_terminal: bool| if is_terminal { Stdio::null() } else { Stdio::inherit() };
    #[expect(clippy::disallowed_methods, reason = "processes are the shell's")]
    let mut helper = Command::new(std::env::current_exe()?);
    let child = helper
        .arg(HELPER)
        .arg(terminal)
        .arg(on.written())
        .args(command)
        .env(MARK, terminal)
        .stdin(stream(on.stdin))
        .stdout(stream(on.stdout))
        .stderr(stream(on.stderr))
        .spawn()?;
    Pid::from_raw(child.id().cast_signed()).ok_or_else(|| io::Error::other("a process without a number"))
}

/// Waits for the end of the command, and tells of its stops.
fn wait_for(leader: Pid, shared: &Shared, waited: &Mutex<Waited>) {
    loop {
        let status = match waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::STOPPED) {
            Ok(Some(status)) => status,
            Ok(None) | Err(Errno::INTR) => continue,
            Err(_) => return,
        };
        let mut waited = waited.lock().unwrap_or_else(PoisonError::into_inner);
        if status.stopped() {
            waited.stops += 1;
        } else {
            let code = status.exit_status().map(|code| HowEnded::Code(u8::try_from(code & 0xff).unwrap_or(1)));
            waited.ended = code.or(status.terminating_signal().map(HowEnded::Signal));
        }
        let is_over = waited.ended.is_some();
        drop(waited);
        if is_over {
            return;
        }
        shared.poke();
    }
}
