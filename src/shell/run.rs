//! The loop: what happens outside goes in, effects and pictures come out.

#[cfg(test)]
mod bandwidth;
mod faces;
mod turn;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::View;
use crate::app::{Input, Key, Leave, Program};
use crate::ui::{self, Changed, Look};
use crate::units::Now;

use super::host::Process;
use super::{Clock, Exit, panics};
use faces::{Drawn, Face, Spoken};
use turn::Turn;

/// What performs the effects.
pub trait World<E> {
    /// Performs one effect. It is done, or has failed, when this returns.
    fn perform(&mut self, effect: E) -> Performed;

    /// A view is on the screen now, or was said.
    ///
    /// What the program is to be told of it, such as that it could not be said.
    fn shown(&mut self, _view: &View, _now: Now) -> Option<Input> {
        None
    }

    /// The folders whose changes the program is told of with [`Input::FilesChanged`], as far as the system tells.
    fn watched(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// What came of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Performed {
    /// It is done.
    Nothing,
    /// The terminal rings its bell with the next frame.
    Bell,
    /// The command the coach runs beside gets a Ctrl-C.
    Interrupt,
    /// The program ends when the effects of this input are performed.
    Leave(Leave),
    /// The last lines of the command the coach runs beside are written.
    SayOutput,
    /// The program is told what came of it, such as that it failed.
    Tell(Input),
    /// The command gets the terminal, with these lines, until the person comes back.
    Visit(Vec<String>),
}

/// How views become cells on a screen.
pub trait Picture {
    /// Draws a view that fills `area` into what of the area the buffer has; its cells are empty.
    fn draw(&self, view: &View, area: Rect, buffer: &mut Buffer);

    /// What of the area has to be drawn again when one view comes after another.
    fn changed(&self, before: &View, after: &View, area: Rect) -> Changed;

    /// The keys a click on a cell of a view stands for.
    fn keys_at(&self, view: &View, area: Rect, column: u16, row: u16) -> Vec<Key>;
}

impl Picture for Look {
    fn draw(&self, view: &View, area: Rect, buffer: &mut Buffer) {
        ui::draw(view, self, area, buffer);
    }

    fn changed(&self, before: &View, after: &View, area: Rect) -> Changed {
        ui::changed(before, after, area)
    }

    fn keys_at(&self, view: &View, area: Rect, column: u16, row: u16) -> Vec<Key> {
        ui::keys_at(view, self, area, column, row)
    }
}

/// Runs a program on the whole screen of a terminal.
///
/// Effects are performed before what they changed is drawn; nothing is drawn while the view stays the same; after every
/// draw of a view the program gets one [`Input::Shown`], and what that changes is drawn at its next wake-up. The terminal
/// is as before when this returns, and when the process ends in any other way.
///
/// # Errors
/// When the terminal cannot be had, or what is written fails for another reason than that nobody reads it.
pub fn run_drawn<P: Program>(
    program: &mut P,
    world: &mut impl World<P::Effect>,
    clock: &mut Clock,
    picture: &impl Picture,
) -> io::Result<Exit> {
    let mut process = Process::take(clock, true)?;
    process.watch(world.watched());
    run(program, world, &mut process, Drawn::new(picture))
}

/// Runs a program in lines, for pipes, screen readers and terminals that cannot be drawn on.
///
/// `say` gives the lines that are new in a view, if any. Keys are single where stdin is a terminal, else a letter and
/// Enter; each line of a pipe is answered before the next is read. The end of the input is an [`Input::Interrupt`] and
/// ends the program with what it says then, or success; so does an output that nobody reads.
///
/// # Errors
/// When the terminal cannot be had, or what is written fails for another reason than that nobody reads it.
pub fn run_lines<P: Program>(
    program: &mut P,
    world: &mut impl World<P::Effect>,
    clock: &mut Clock,
    say: impl FnMut(&View) -> Vec<String>,
) -> io::Result<Exit> {
    let mut process = Process::take(clock, false)?;
    run(program, world, &mut process, Spoken::new(say))
}

/// Runs a program on the whole screen, beside a command; the terminal stays borrowed.
///
/// # Errors
/// As [`run_drawn`].
#[cfg(unix)]
pub(crate) fn run_drawn_beside<P: Program>(
    program: &mut P,
    world: &mut impl World<P::Effect>,
    process: &mut Process<'_>,
    picture: &impl Picture,
) -> io::Result<Exit> {
    process.lead(super::terminal::Borrow::Screen)?;
    process.watch(world.watched());
    run(program, world, process, Drawn::new(picture))
}

/// Runs a program in lines, beside a command; the terminal stays borrowed.
///
/// # Errors
/// As [`run_lines`].
#[cfg(unix)]
pub(crate) fn run_lines_beside<P: Program>(
    program: &mut P,
    world: &mut impl World<P::Effect>,
    process: &mut Process<'_>,
    say: impl FnMut(&View) -> Vec<String>,
) -> io::Result<Exit> {
    process.lead(super::terminal::Borrow::Keys)?;
    run(program, world, process, Spoken::new(say))
}

fn run<P: Program>(
    program: &mut P,
    world: &mut impl World<P::Effect>,
    process: &mut Process<'_>,
    face: impl Face,
) -> io::Result<Exit> {
    let _hook = panics::Hook::install();
    let mut turn = Turn::new(program, world, process, face);
    match catch_unwind(AssertUnwindSafe(|| turn.run())) {
        Ok(exit) => exit,
        Err(_panic) => {
            // The hook has given the terminal back and said what happened; the record still gets its end.
            let _ = catch_unwind(AssertUnwindSafe(|| turn.interrupt()));
            Ok(Exit::Code(1))
        }
    }
}
