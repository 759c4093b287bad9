//! One turn after the other: show, wait, apply.

use std::io;
use std::time::Duration;

use crate::app::view::View;
use crate::app::{Input, Leave};

use super::{Face, Performed, World};
use crate::app::Program;
use crate::shell::Exit;
use crate::shell::host::{AskedBy, Happened, Host, Stopped};
use crate::shell::keys::Typed;

/// What has happened is applied at most this often before a frame, so that a key held down cannot stop the picture.
const ROUNDS_BEFORE_A_FRAME: usize = 16;
/// The exit of a process whose terminal is gone, signal or not.
const HANGUP: i32 = 1;
/// Said by the face in lines, the only one whose input can end.
const INPUT_ENDED: &[u8] = b"The input has ended; unhunch ends here.\n";
/// What a terminal that is gone answers (`EIO`).
const INPUT_OUTPUT_ERROR: i32 = 5;

/// The loop over its four parts.
pub(super) struct Turn<'a, P, W, H, F> {
    program: &'a mut P,
    world: &'a mut W,
    host: &'a mut H,
    face: F,
    /// What the terminal shows; [`None`] when it has to be shown anew.
    shown: Option<View>,
    out: Vec<u8>,
    leave: Option<Leave>,
    bell: Bell,
    /// What is said to the person who goes to the command now.
    visit: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bell {
    Still,
    Rings,
}

impl<'a, P: Program, W: World<P::Effect>, H: Host, F: Face> Turn<'a, P, W, H, F> {
    pub(super) fn new(program: &'a mut P, world: &'a mut W, host: &'a mut H, face: F) -> Self {
        Self { program, world, host, face, shown: None, out: Vec::new(), leave: None, bell: Bell::Still, visit: None }
    }

    /// Runs to the end; whatever ends it, the program has been told.
    ///
    /// # Errors
    /// When waiting or writing fails, for another reason than that nobody is at the other end.
    pub(super) fn run(&mut self) -> io::Result<Exit> {
        self.turns().or_else(|error| {
            self.interrupt();
            if error.kind() == io::ErrorKind::BrokenPipe {
                Ok(Exit::Code(0))
            } else if cfg!(unix) && error.raw_os_error() == Some(INPUT_OUTPUT_ERROR) {
                // A terminal that is gone answers so, and may do it before any signal comes.
                Ok(Exit::Signal(HANGUP))
            } else {
                Err(error)
            }
        })
    }

    /// Tells the program that it ends now.
    pub(super) fn interrupt(&mut self) {
        self.settle(Input::Interrupt);
    }

    fn turns(&mut self) -> io::Result<Exit> {
        let size = self.host.size();
        self.face.begin(size);
        if let Some(size) = size {
            self.settle(Input::Resize { cols: size.cols, rows: size.rows });
        }
        let mut happened = Vec::new();
        loop {
            if let Some(leave) = self.leave {
                return Ok(leave.into());
            }
            self.show()?;
            if self.leave.is_some() {
                continue;
            }
            let at_most = match self.program.next_deadline() {
                Some(deadline) => Some(deadline.since(self.host.moment())),
                None => None,
            };
            self.host.wait(at_most, &mut happened)?;
            if happened.is_empty() {
                self.settle(Input::Wake);
            }
            if let Some(exit) = self.apply(&mut happened)? {
                return Ok(exit);
            }
        }
    }

    /// Applies what has happened and what happens meanwhile: keys typed before a frame are read before it.
    fn apply(&mut self, happened: &mut Vec<Happened>) -> io::Result<Option<Exit>> {
        for _ in 0..ROUNDS_BEFORE_A_FRAME {
            let typed = happened.iter().any(|one| matches!(one, Happened::Typed(_)));
            for one in std::mem::take(happened) {
                if let Some(exit) = self.meet(one)? {
                    return Ok(Some(exit));
                }
                if let Some(says) = self.visit.take()
                    && self.leave.is_none()
                    && let Some(exit) = self.visit(&says)?
                {
                    return Ok(Some(exit));
                }
                if let Some(leave) = self.leave {
                    return Ok(Some(leave.into()));
                }
            }
            if !typed {
                break;
            }
            self.host.wait(Some(Duration::ZERO), happened)?;
        }
        Ok(None)
    }

    /// Meets one thing that happened; the exit, when that ends the program whatever it says.
    fn meet(&mut self, happened: Happened) -> io::Result<Option<Exit>> {
        match happened {
            Happened::Continued if self.host.is_in_foreground() => return Ok(self.go_on()),
            Happened::Continued | Happened::SuspendAsked => return self.suspend(AskedBy::Signal),
            Happened::Typed(Typed::Suspend) => return self.suspend(AskedBy::Key),
            Happened::Gone => return Ok(Some(self.end_by(HANGUP))),
            Happened::Killed(signal) => return Ok(Some(self.end_by(signal))),
            Happened::InputEnded => {
                self.interrupt();
                self.out.extend_from_slice(INPUT_ENDED);
                // Whoever closed the one end may have closed the other.
                let _ = self.flush();
                return Ok(Some(self.leave.map_or(Exit::Code(0), Exit::from)));
            }
            Happened::OutputClosed => {
                self.interrupt();
                return Ok(Some(Exit::Code(0)));
            }
            Happened::Line(keys) => {
                for key in keys {
                    self.settle(Input::Key(key));
                    if self.leave.is_some() {
                        break;
                    }
                }
            }
            Happened::Command(news) => self.settle(Input::Command(news)),
            Happened::FilesChanged => self.settle(Input::FilesChanged),
            Happened::Resized(size) => {
                self.face.resize(size);
                self.shown = None;
                self.settle(Input::Resize { cols: size.cols, rows: size.rows });
            }
            Happened::Typed(Typed::Key(key)) => self.settle(Input::Key(key)),
            Happened::Typed(Typed::Click { col, row }) => {
                let keys = self.shown.as_ref().map(|view| self.face.keys_at(view, col, row));
                for key in keys.unwrap_or_default() {
                    self.settle(Input::Key(key));
                }
            }
            Happened::Typed(Typed::Pasted(letter)) => self.settle(Input::Pasted(letter)),
            Happened::Typed(Typed::Focus(focus)) => self.settle(Input::Focus(focus)),
            Happened::Typed(Typed::EndOfInput) => {}
        }
        Ok(None)
    }

    /// Stops for a while, and goes on.
    fn suspend(&mut self, asked_by: AskedBy) -> io::Result<Option<Exit>> {
        if !self.host.can_stop() {
            return Ok(None);
        }
        self.settle(Input::Suspend);
        if let Some(leave) = self.leave {
            return Ok(Some(leave.into()));
        }
        match self.host.stop(asked_by)? {
            Stopped::Killed(signal) => Ok(Some(self.end_by(signal))),
            Stopped::WentOn => Ok(self.go_on()),
        }
    }

    /// Leaves the terminal to the command for a while.
    fn visit(&mut self, says: &[String]) -> io::Result<Option<Exit>> {
        match self.host.visit(says)? {
            Stopped::Killed(signal) => Ok(Some(self.end_by(signal))),
            Stopped::WentOn => Ok(self.go_on()),
        }
    }

    /// Takes the terminal again and shows everything anew.
    fn go_on(&mut self) -> Option<Exit> {
        let before = self.host.size();
        if self.host.take().is_err() {
            return Some(self.end_by(HANGUP));
        }
        let size = self.host.size();
        self.face.begin(size);
        self.shown = None;
        if let Some(size) = size.filter(|_| size != before) {
            self.settle(Input::Resize { cols: size.cols, rows: size.rows });
        }
        self.settle(Input::Resume);
        None
    }

    fn end_by(&mut self, signal: i32) -> Exit {
        self.interrupt();
        Exit::Signal(signal)
    }

    /// Updates the program and performs what it asks for, before anything is drawn.
    fn settle(&mut self, input: Input) {
        let now = self.host.now();
        let mut told = vec![input];
        // What is read can begin what is kept, and that can fail. What comes of what a failure asks for is not told again: it
        // could go on for ever.
        while !told.is_empty() {
            let mut more = Vec::new();
            for input in told {
                let failed = matches!(input, Input::RecordFailed(_));
                for effect in self.program.update(input, now) {
                    more.extend(self.perform(effect).filter(|_| !failed));
                }
            }
            told = more;
        }
    }

    /// Performs one effect; what the program is to be told of it.
    fn perform(&mut self, effect: P::Effect) -> Option<Input> {
        match self.world.perform(effect) {
            Performed::Nothing => None,
            Performed::Bell => {
                self.bell = Bell::Rings;
                None
            }
            Performed::Interrupt => {
                self.host.interrupt_command();
                None
            }
            Performed::SayOutput => {
                for line in self.host.last_lines() {
                    self.out.extend_from_slice(line.as_bytes());
                    self.out.push(b'\n');
                }
                None
            }
            Performed::Visit(says) => {
                self.visit = Some(says);
                None
            }
            Performed::Leave(leave) => {
                self.leave = Some(leave);
                None
            }
            Performed::Tell(input) => Some(input),
        }
    }

    /// Shows the view if it is another one, rings if something rang, in one write.
    fn show(&mut self) -> io::Result<()> {
        let now = self.host.now();
        let view = self.program.view(now);
        let changed = self.shown.as_ref() != Some(&view);
        if changed {
            self.face.show(self.shown.as_ref(), &view, &mut self.out);
            let told = self.world.shown(&view, now);
            self.shown = Some(view);
            if let Some(told) = told {
                self.settle(told);
                self.flush()?;
                self.settle(Input::Shown);
                // It is told once, and seen at once.
                return self.show();
            }
        }
        self.flush()?;
        if changed {
            self.settle(Input::Shown);
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.bell, Bell::Still) == Bell::Rings && self.host.can_ring() {
            self.out.push(b'\x07');
        }
        if !self.out.is_empty() {
            self.host.write(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
