//! The process on Unix: stdin and the signals in one poll.

#[path = "beside.rs"]
mod beside;

use std::collections::VecDeque;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group, kill_process};
use rustix::stdio::{stdin, stdout};
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use crate::app::{CommandNews, Key};
use crate::units::{Moment, Now};

use super::{AskedBy, Happened, Host, Size, Stopped};
use crate::shell::during::Work;
use crate::shell::keys::{Keys, Typed};
use crate::shell::lines::Lines;
use crate::shell::signals::{ENDING, Signals};
use crate::shell::terminal::{self, Borrow, Guard};
use crate::shell::watch::Watch;
use crate::shell::watchdog::Watchdog;
use crate::shell::{Clock, write};

/// This process, with its terminal borrowed as long as it lives.
#[derive(Debug)]
pub(crate) struct Process<'a> {
    clock: &'a mut Clock,
    borrow: Borrow,
    reading: Reading,
    rings: bool,
    size: Option<Size>,
    signals: Signals,
    watchdog: Option<Watchdog>,
    /// The folders whose changes are told.
    watched: Vec<PathBuf>,
    watch: Option<Watch>,
    /// The command it runs beside.
    beside: Option<beside::Beside>,
    /// What was typed and not passed on yet.
    typed: Vec<u8>,
    _guard: Guard,
}

pub(crate) use beside::{Passed, Until};

#[derive(Debug)]
enum Reading {
    Keys(Keys),
    Lines { lines: Lines, read: VecDeque<Vec<Key>>, ended: bool },
}

/// What is read at once.
const CHUNK: usize = 1_024;
/// The size of a window that does not say its size.
const USUAL_SIZE: Size = Size { cols: 80, rows: 24 };

impl<'a> Process<'a> {
    /// Borrows the terminal, for the whole screen or only its keys; without one, lines are read.
    ///
    /// # Errors
    /// When the terminal or the signals cannot be had.
    pub(crate) fn take(clock: &'a mut Clock, wants_screen: bool) -> io::Result<Self> {
        let keys = io::stdin().is_terminal();
        let borrow = match (keys, wants_screen) {
            (true, true) => Borrow::Screen,
            (true, false) => Borrow::Keys,
            (false, true) => return Err(io::Error::other("stdin is not a terminal")),
            (false, false) => Borrow::Nothing,
        };
        Self::borrowing(clock, borrow, wants_screen.then(window_size))
    }

    fn borrowing(clock: &'a mut Clock, borrow: Borrow, size: Option<Size>) -> io::Result<Self> {
        let reading = if borrow == Borrow::Nothing {
            Reading::Lines { lines: Lines::default(), read: VecDeque::new(), ended: false }
        } else {
            Reading::Keys(Keys::default())
        };
        // The signals first: one that comes while the terminal is being taken must give it back.
        let signals = Signals::listen()?;
        terminal::take(borrow)?;
        Ok(Self {
            clock,
            borrow,
            reading,
            rings: io::stdout().is_terminal(),
            size,
            signals,
            watchdog: None,
            watched: Vec::new(),
            watch: None,
            beside: None,
            typed: Vec::new(),
            _guard: Guard,
        })
    }

    /// Has changes to the files in these folders told.
    pub(crate) fn watch(&mut self, folders: Vec<PathBuf>) {
        self.watched = folders;
    }

    fn heard(&mut self, happened: &mut Vec<Happened>) {
        for signal in self.signals.take() {
            match signal {
                SIGWINCH => {
                    self.resize_command();
                    let size = self.size.map(|_| window_size());
                    if let Some(size) = size.filter(|_| size != self.size) {
                        self.size = Some(size);
                        happened.push(Happened::Resized(size));
                    }
                }
                SIGTSTP => happened.push(Happened::SuspendAsked),
                SIGCONT => happened.push(Happened::Continued),
                ending => happened.push(Happened::Killed(ending)),
            }
        }
    }

    fn read(&mut self, happened: &mut Vec<Happened>) {
        let mut chunk = [0; CHUNK];
        let count = match rustix::io::read(stdin(), &mut chunk) {
            Ok(count) => count,
            Err(Errno::INTR | Errno::AGAIN) => return,
            Err(_) => 0, // the terminal was taken away
        };
        let at = self.clock.moment().since_start();
        if count > 0 && self.give_back(&chunk[..count], at) {
            return;
        }
        match &mut self.reading {
            Reading::Keys(_) if count == 0 => happened.push(Happened::Gone),
            Reading::Keys(keys) => {
                let mut typed = Vec::new();
                keys.feed(&chunk[..count], at, &mut typed);
                self.typed(typed, happened);
            }
            Reading::Lines { lines, read, ended } if count == 0 => {
                read.extend(lines.rest());
                *ended = true;
            }
            Reading::Lines { lines, read, .. } => lines.feed(&chunk[..count], |keys| read.push_back(keys)),
        }
    }

    fn typed(&self, typed: Vec<Typed>, happened: &mut Vec<Happened>) {
        happened.extend(typed.into_iter().filter_map(|typed| match typed {
            Typed::EndOfInput => (self.borrow == Borrow::Keys).then_some(Happened::InputEnded),
            other @ (Typed::Click { .. } | Typed::Focus(_) | Typed::Key(_) | Typed::Pasted(_) | Typed::Suspend) => {
                Some(Happened::Typed(other))
            }
        }));
    }

    /// What is there without waiting: a line read before, an Escape nothing has followed.
    fn already(&mut self, happened: &mut Vec<Happened>) {
        match &mut self.reading {
            Reading::Keys(keys) => {
                if keys.matures().is_some() {
                    let mut typed = Vec::new();
                    keys.settle(self.clock.moment().since_start(), &mut typed);
                    self.typed(typed, happened);
                }
            }
            Reading::Lines { read, ended, .. } => {
                if let Some(keys) = read.pop_front() {
                    happened.push(Happened::Line(keys));
                } else if *ended {
                    happened.push(Happened::InputEnded);
                }
            }
        }
    }

    fn matures_in(&mut self) -> Option<Duration> {
        let Reading::Keys(keys) = &self.reading else { return None };
        let matures = keys.matures()?;
        Some(matures.saturating_sub(self.clock.moment().since_start()))
    }

    fn listens_in(&mut self) -> Option<Duration> {
        let at = self.listens_at()?;
        Some(at.saturating_sub(self.clock.moment().since_start()))
    }

    fn wants_input(&self) -> bool {
        match &self.reading {
            Reading::Keys(_) => true,
            Reading::Lines { read, ended, .. } => read.is_empty() && !ended,
        }
    }
}

impl Host for Process<'_> {
    fn now(&mut self) -> Now {
        self.clock.now()
    }

    fn moment(&mut self) -> Moment {
        self.clock.moment()
    }

    fn size(&self) -> Option<Size> {
        self.size
    }

    fn wait(&mut self, at_most: Option<Duration>, happened: &mut Vec<Happened>) -> io::Result<()> {
        if self.watchdog.is_none() {
            // Not before the first frame: starting a thread would delay it.
            self.watch = Watch::over(&self.watched);
            self.watchdog = Some(Watchdog::watch(self.borrow != Borrow::Nothing)?);
        }
        self.already(happened);
        self.hear_command(happened);
        let at_most = at_most.map(|at_most| self.clock.until(at_most));
        let at_most = if happened.is_empty() { at_most } else { Some(Duration::ZERO) };
        let at_most = at_most.into_iter().chain(self.matures_in()).chain(self.listens_in()).min();
        let at_most = at_most.and_then(|at_most| Timespec::try_from(at_most).ok());
        let asked = if self.wants_input() { PollFlags::IN } else { PollFlags::empty() };
        let mut fds = [
            PollFd::new(&self.signals, PollFlags::IN),
            PollFd::from_borrowed_fd(stdin(), asked),
            PollFd::from_borrowed_fd(stdout(), PollFlags::empty()),
            match &self.watch {
                Some(watch) => PollFd::new(watch, PollFlags::IN),
                None => PollFd::new(&self.signals, PollFlags::empty()),
            },
            match &self.beside {
                Some(beside) => PollFd::from_borrowed_fd(beside.work.poked(), PollFlags::IN),
                None => PollFd::new(&self.signals, PollFlags::empty()),
            },
        ];
        match poll(&mut fds, at_most.as_ref()) {
            // A signal ends a poll before its pipe is looked at: look again.
            Err(Errno::INTR) => drop(poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))),
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        let [heard, input, output, files, command] = fds.map(|fd| fd.revents());
        if !heard.is_empty() {
            self.heard(happened);
        }
        if input.contains(PollFlags::IN) {
            self.read(happened);
        } else if !input.is_empty() && self.wants_input() {
            self.hung_up(happened);
        }
        if files.contains(PollFlags::IN) && self.watch.as_mut().is_some_and(Watch::take) {
            happened.push(Happened::FilesChanged);
        }
        if command.contains(PollFlags::IN) {
            self.hear_command(happened);
        }
        let now = self.clock.moment().since_start();
        if self.listens_from_now(now) {
            happened.push(Happened::Command(CommandNews::Listening));
        }
        if happened.is_empty() {
            self.already(happened);
        }
        if output.intersects(PollFlags::ERR | PollFlags::NVAL) {
            // A terminal that goes may be gone from the one side a little before the other.
            happened.push(if self.rings { Happened::Gone } else { Happened::OutputClosed });
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        write::all(stdout(), bytes)
    }

    fn can_ring(&self) -> bool {
        self.rings
    }

    fn can_stop(&self) -> bool {
        // In the process group of the session's leader there is no shell that could bring the process back: the
        // system would ignore the signal there too.
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    fn is_in_foreground(&self) -> bool {
        self.borrow == Borrow::Nothing || terminal::is_in_foreground()
    }

    fn stop(&mut self, asked_by: AskedBy) -> io::Result<Stopped> {
        if let Some(beside) = &mut self.beside {
            beside.work.stop();
        }
        terminal::restore();
        loop {
            match asked_by {
                AskedBy::Key => kill_current_process_group(Signal::STOP)?,
                AskedBy::Signal => kill_process(rustix::process::getpid(), Signal::STOP)?,
            }
            // The stop may come a little after it was asked for; that it is over is certain only from its own signal.
            loop {
                let mut fds = [PollFd::new(&self.signals, PollFlags::IN)];
                match poll(&mut fds, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
                let signals = self.signals.take();
                if let Some(ending) = signals.iter().find(|signal| ENDING.contains(signal)) {
                    return Ok(Stopped::Killed(*ending));
                }
                if signals.contains(&SIGCONT) {
                    break;
                }
            }
            if self.is_in_foreground() {
                if let Some(beside) = &mut self.beside {
                    beside.work.go_on();
                }
                return Ok(Stopped::WentOn);
            }
        }
    }

    fn take(&mut self) -> io::Result<()> {
        terminal::take(self.borrow)?;
        self.size = self.size.map(|_| window_size());
        self.resize_command();
        Ok(())
    }

    fn visit(&mut self, says: &[String]) -> io::Result<Stopped> {
        self.visit_command(says)
    }

    fn interrupt_command(&mut self) {
        self.type_into_command(b"\x03");
    }

    fn last_lines(&self) -> Vec<String> {
        self.work().map(Work::last_lines).unwrap_or_default()
    }
}

impl Process<'_> {
    fn hung_up(&mut self, happened: &mut Vec<Happened>) {
        match &mut self.reading {
            Reading::Keys(_) => happened.push(Happened::Gone),
            Reading::Lines { lines, read, ended } => {
                read.extend(lines.rest());
                *ended = true;
            }
        }
    }
}

fn window_size() -> Size {
    rustix::termios::tcgetwinsize(stdout())
        .ok()
        .map(|size| Size { cols: size.ws_col, rows: size.ws_row })
        .filter(|size| size.cols > 0 && size.rows > 0)
        .unwrap_or(USUAL_SIZE)
}
