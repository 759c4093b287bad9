//! What reaches a session and what it asks of the world: plain, comparable data.

use std::time::Duration;

use crate::routine::{MovementId, Side};
use crate::safety::{Consequence, Said, SoreSide, StopAnswer};

use super::bank::Bank;
use super::plan::Part;
use super::view::PauseReason;

/// What reaches a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody looked: time passed, or a deadline is due (L5).
    Look,
    /// The stop question is answered; what follows from it is the safety room's to say.
    Answer(Box<Consequence>),
    /// Restart the segment; in its first three seconds, the one before (L14).
    Back,
    /// The easier form, or no longer (L14).
    Easier,
    /// The program has to end now.
    Interrupt,
    /// Ten seconds more (L14).
    Longer,
    /// Pause, or go on.
    Pause,
    /// It popped.
    Popped,
    /// Leave the session.
    Quit,
    /// In position; go on at once.
    Ready,
    /// Skip the step (L14).
    Skip,
    /// What was asked about the answer is answered.
    Said(Said),
    /// Stop (L6).
    Stop,
    /// The program is about to be stopped from outside (Ctrl-Z).
    Suspend,
    /// The window became too small to coach in.
    TooSmall,
}

/// What a session asks of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ring the bell: the start, a change of side or level, every end of a hold, the end.
    Bell(Bell),
    /// Keep this.
    Record(Happening),
}

/// Why the bell rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bell {
    /// The session begins.
    Start,
    /// A hold is over.
    HoldEnd,
    /// The side, direction or level changes.
    Change,
    /// The session is over.
    End,
}

/// What happened, for the record.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// A step was finished or left; a later one for the same step takes its place.
    Step(StepLeft),
    /// The session paused.
    Paused(PauseReason),
    /// It went on, after this long.
    Resumed(Duration),
    /// The session was stopped, or the stop was answered.
    Stopped(Stopped),
    /// The sore side of the movement that was stopped.
    Sore(MovementId, SoreSide),
    /// A pop was noted.
    Popped(MovementId),
    /// The session is over.
    Ended(Ended),
}

/// A step that was finished or left.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLeft {
    /// Which step of the plan, counted from zero.
    pub step: usize,
    /// Which step of the routine it stands for.
    pub routine_step: Option<usize>,
    /// The movement.
    pub movement: MovementId,
    /// How it was left.
    pub how: Left,
    /// The work done in it.
    pub work: Duration,
    /// What it put into the warm-up bank.
    pub banked: Bank,
    /// The first side, where the sides are the body's and every rep of it was completed.
    pub first_side: Option<Side>,
    /// How many sides every rep of was completed.
    pub sides_done: u32,
    /// Whether the easier form was on at the end.
    pub easier: bool,
}

/// How a step was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It was done to its end.
    Done,
    /// It was skipped.
    Skipped,
    /// It was ended by a stop, and the movement set aside.
    SetAside,
    /// The session ended in it.
    Open,
}

/// A stop: first the press, then, in a later one with the same number, its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Which stop of the session it is, counted from one.
    pub nth: u32,
    /// The answer; none for the press.
    pub answer: Option<StopAnswer>,
    /// Which step of the plan was running.
    pub step: usize,
    /// Which part of it.
    pub part: Part,
}

/// A session that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub how: Ending,
    /// The work done.
    pub work: Duration,
    /// The time it ran, pauses left out.
    pub active: Duration,
    /// The step it ended in.
    pub step: usize,
}

/// How a session ends (L13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every step was finished or skipped.
    Finished,
    /// A stop ended it, with this answer.
    Stopped(StopAnswer),
    /// The person left it.
    Quit,
    /// A signal, the terminal gone, the end of the input.
    Interrupted,
    /// Nobody answered the stop question.
    Unknown,
}
