//! The process while a command runs beside it: the terminal goes from one to the other and back.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::Signal;
use rustix::stdio::{stdin, stdout};
use rustix::termios::tcgetwinsize;
use signal_hook::consts::{SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH};

use crate::app::{CommandNews, Wants};
use crate::shell::during::{BackKey, News, Quiet, Work};
use crate::shell::terminal::{self, Borrow};
use crate::shell::write;
use crate::units::{Moment, Now};

use super::super::{AskedBy, Happened, Host as _, Stopped};
use super::{CHUNK, Process, window_size};

/// The command beside the coach, and how its terminal is shared with it.
#[derive(Debug)]
pub(super) struct Beside {
    pub(super) work: Work,
    /// The letter that together with Control comes back from the command.
    back: char,
    /// While the coach does not listen yet, having come by itself.
    quiet: Option<Quiet>,
}

/// Until when everything is passed to the command and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Until the key that comes back.
    Back,
    /// Until the command has run, and nobody has typed and it has wanted nothing, for this long.
    Due(Duration),
    /// Until it is over.
    Over,
}

/// Why nothing is passed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    /// The person comes back to the coach.
    Back,
    /// It is the coach's turn.
    Due,
    /// This signal ended it: the terminal is gone.
    Gone(i32),
    /// The command is over.
    Over,
}

impl<'a> Process<'a> {
    /// Runs beside a command: everything is passed between it and the terminal, until [`Process::lead`].
    ///
    /// # Errors
    /// When the terminal or the signals cannot be had.
    pub(crate) fn beside(clock: &'a mut crate::shell::Clock, work: Work) -> io::Result<Self> {
        let mut process = Self::borrowing(clock, Borrow::Passing, None)?;
        process.beside = Some(Beside { work, back: ']', quiet: None });
        Ok(process)
    }

    /// The letter that together with Control comes back from the command.
    pub(crate) fn come_back_by(&mut self, letter: char) {
        if let Some(beside) = &mut self.beside {
            beside.back = letter;
        }
    }

    /// Takes the terminal for the coach, which has come by itself and listens only once nobody types.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(crate) fn lead(&mut self, borrow: Borrow) -> io::Result<()> {
        self.borrow = borrow;
        self.size = (borrow == Borrow::Screen).then(window_size);
        self.keep_output()?;
        let since = self.clock.moment().since_start();
        if let Some(beside) = &mut self.beside {
            beside.quiet = Some(Quiet::since(since));
        }
        self.take()
    }

    /// From here on the command's output is kept.
    fn keep_output(&mut self) -> io::Result<()> {
        let Some(beside) = &mut self.beside else { return Ok(()) };
        let back = beside.work.keep();
        write::all(stdout(), &back)
    }

    /// The present.
    pub(crate) fn present(&mut self) -> Now {
        self.clock.now()
    }

    /// The command, where there is one.
    pub(crate) fn work(&self) -> Option<&Work> {
        self.beside.as_ref().map(|it| &it.work)
    }

    /// Gives the screen to the command: what it has written meanwhile, then what it writes, with these lines between.
    ///
    /// # Errors
    /// When the terminal cannot be taken or written to.
    pub(crate) fn show_command(&mut self, says: &[String]) -> io::Result<()> {
        // What was kept is written before anything else about the terminal changes: it has its own ends of lines.
        terminal::take(Borrow::Passing)?;
        let Some(beside) = &self.beside else { return Ok(()) };
        for line in says {
            write::all(stdout(), format!("{line}\r\n").as_bytes())?;
        }
        if beside.work.show()? {
            beside.work.redraw();
        }
        Ok(())
    }

    /// Writes lines below everything.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn say_below(lines: &[String]) -> io::Result<()> {
        write::all(stdout(), format!("\r\n{}\r\n", lines.join("\r\n")).as_bytes())
    }

    /// Takes back what the command has left set on the terminal.
    pub(crate) fn take_modes_back(&self) {
        if let Some(beside) = &self.beside {
            let _ = write::all(stdout(), &beside.work.modes_taken_back());
        }
    }

    /// Sends the command a signal, and leaves the end of this process to it.
    pub(crate) fn signal_command(&mut self, signal: i32) {
        self.watchdog = None;
        if let (Some(beside), Some(signal)) = (&mut self.beside, named(signal)) {
            beside.work.signal(signal);
            beside.work.go_on();
        }
    }

    /// Passes everything between the command and the terminal.
    ///
    /// # Errors
    /// When waiting fails.
    pub(crate) fn pass(&mut self, until: Until) -> io::Result<Passed> {
        let mut key = self.beside.as_ref().filter(|_| until == Until::Back).map(|it| BackKey::new(it.back));
        let mut since = if let Until::Due(_) = until { Duration::ZERO } else { self.instant() };
        loop {
            let Some(beside) = &mut self.beside else { return Ok(Passed::Over) };
            beside.work.flush();
            let news = beside.work.news();
            if beside.work.is_over() {
                return Ok(Passed::Over);
            }
            if news.contains(&News::Stopped) {
                self.stop_both(AskedBy::Signal)?;
                continue;
            }
            let wants = self.work().map_or(Wants::Nothing, Work::wants);
            let now = self.instant();
            if wants != Wants::Nothing {
                since = now;
            }
            if key.as_mut().is_some_and(|key| key.settle(now)) {
                return Ok(Passed::Back);
            }
            let due = if let Until::Due(after) = until { Some(since + after) } else { None };
            // What it wants is told when it changes, and it changes back when it wants nothing more.
            let due = due.filter(|_| wants == Wants::Nothing);
            if due.is_some_and(|due| due <= now) {
                return Ok(Passed::Due);
            }
            let wakes = due.into_iter().chain(key.as_ref().and_then(BackKey::matures)).min();
            match self.wait_passing(wakes.map(|at| at.saturating_sub(now)))? {
                Some(signal @ SIGHUP) => return Ok(Passed::Gone(signal)),
                Some(SIGTSTP) => self.stop_both(AskedBy::Signal)?,
                Some(signal) => self.signal_command(signal),
                None => {}
            }
            let typed = std::mem::take(&mut self.typed);
            if typed.is_empty() {
                continue;
            }
            since = self.instant();
            let stops = typed.iter().position(|byte| self.work().is_some_and(|work| work.would_stop_at(*byte)));
            if let Some(at) = stops.filter(|_| self.can_stop()) {
                self.type_into_command(&typed[..at]);
                self.stop_both(AskedBy::Key)?;
                self.type_into_command(&typed[at + 1..]);
                continue;
            }
            let Some(key) = &mut key else {
                self.type_into_command(&typed);
                continue;
            };
            let sorted = key.feed(&typed, since);
            self.type_into_command(&sorted.passed);
            if sorted.back {
                return Ok(Passed::Back);
            }
        }
    }

    /// Waits for keys, news, a signal or the time; the first signal that means something.
    fn wait_passing(&mut self, at_most: Option<Duration>) -> io::Result<Option<i32>> {
        let Some(beside) = &self.beside else { return Ok(None) };
        let room = beside.work.wants_room();
        let mut fds = vec![
            PollFd::new(&self.signals, PollFlags::IN),
            PollFd::from_borrowed_fd(stdin(), PollFlags::IN),
            PollFd::from_borrowed_fd(beside.work.poked(), PollFlags::IN),
        ];
        fds.extend(room.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::OUT)));
        let at_most = at_most.and_then(|at_most| Timespec::try_from(at_most).ok());
        match poll(&mut fds, at_most.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let input = fds[1].revents();
        drop(fds);
        for signal in self.signals.take() {
            match signal {
                SIGWINCH => self.resize_command(),
                SIGCONT => {
                    // Somebody who stopped this process alone has let it go on; the terminal may have been used by others.
                    terminal::take(Borrow::Passing)?;
                }
                other => return Ok(Some(other)),
            }
        }
        if input.contains(PollFlags::IN) {
            let mut chunk = [0; CHUNK];
            match rustix::io::read(stdin(), &mut chunk) {
                Ok(count) if count > 0 => self.typed.extend_from_slice(&chunk[..count]),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Ok(_) | Err(_) => return Ok(Some(SIGHUP)),
            }
        } else if !input.is_empty() {
            return Ok(Some(SIGHUP));
        }
        Ok(None)
    }

    /// Stops the command and this process, and lets both go on; the terminal is the command's again.
    fn stop_both(&mut self, asked_by: AskedBy) -> io::Result<()> {
        if let Stopped::Killed(signal) = self.stop(asked_by)? {
            self.signal_command(signal);
        }
        terminal::take(Borrow::Passing)?;
        self.resize_command();
        Ok(())
    }

    pub(super) fn resize_command(&self) {
        if let (Some(beside), Ok(size)) = (&self.beside, tcgetwinsize(stdout())) {
            beside.work.resize(size);
        }
    }

    pub(super) fn type_into_command(&mut self, bytes: &[u8]) {
        if let Some(beside) = &mut self.beside {
            beside.work.type_into(bytes);
        }
    }

    /// What is new of the command, for the coach.
    pub(super) fn hear_command(&mut self, happened: &mut Vec<Happened>) {
        let Some(beside) = &mut self.beside else { return };
        beside.work.flush();
        for news in beside.work.news() {
            happened.push(match news {
                News::Line(line) => Happened::Command(CommandNews::Line(line)),
                News::Wants(wants) => Happened::Command(CommandNews::Wants(wants)),
                News::Ended(how) => Happened::Command(CommandNews::Ended(how)),
                News::Stopped => Happened::SuspendAsked,
            });
        }
    }

    /// Gives what was typed to the command, as long as the coach does not listen; whether it did.
    pub(super) fn give_back(&mut self, bytes: &[u8], at: Duration) -> bool {
        let Some(beside) = &mut self.beside else { return false };
        let Some(quiet) = beside.quiet.as_mut().filter(|quiet| quiet.ends() > at) else { return false };
        let given = quiet.feed(bytes, at);
        beside.work.type_into(&given);
        true
    }

    /// Whether nobody has typed for long enough that the coach listens from now on.
    pub(super) fn listens_from_now(&mut self, at: Duration) -> bool {
        let Some(beside) = &mut self.beside else { return false };
        let Some(quiet) = beside.quiet.take_if(|quiet| quiet.ends() <= at) else { return false };
        beside.work.type_into(&quiet.rest());
        true
    }

    /// When it does, if it does not yet.
    pub(super) fn listens_at(&self) -> Option<Duration> {
        self.beside.as_ref()?.quiet.as_ref().map(Quiet::ends)
    }

    /// Goes to the command and comes back.
    pub(super) fn visit_command(&mut self, says: &[String]) -> io::Result<Stopped> {
        self.show_command(says)?;
        if let Passed::Gone(signal) = self.pass(Until::Back)? {
            return Ok(Stopped::Killed(signal));
        }
        self.keep_output()?;
        Ok(Stopped::WentOn)
    }

    fn instant(&mut self) -> Duration {
        Moment::since_start(self.clock.moment())
    }
}

fn named(signal: i32) -> Option<Signal> {
    match signal {
        SIGHUP => Some(Signal::HUP),
        SIGINT => Some(Signal::INT),
        SIGTERM => Some(Signal::TERM),
        SIGQUIT => Some(Signal::QUIT),
        SIGUSR1 => Some(Signal::USR1),
        SIGUSR2 => Some(Signal::USR2),
        SIGALRM => Some(Signal::ALARM),
        _ => None,
    }
}
