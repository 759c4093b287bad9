//! What there is to see or say of a session at one moment: plain data, the same for the drawn and the spoken face.

use crate::units::Length;
use std::sync::Arc;
use std::time::Duration;

use crate::figure::{Figure, Shown};
use crate::routine::MovementId;

/// A session as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionView {
    /// The routine's title.
    pub title: String,
    /// Which step runs, counted from one, and how many the plan has.
    pub step: (usize, usize),
    /// What is left of the whole plan, with nothing skipped.
    pub left: Length,
    /// The running movement's id, for its figure.
    pub movement_id: MovementId,
    /// The running movement's name.
    pub movement: String,
    /// What is going on.
    pub doing: Doing,
    /// Whole seconds the clock shows, counted down; [`None`] where nothing is timed.
    pub clock: Option<u64>,
    /// How much of the running segment is over, from 0 to 1.
    pub progress: f32,
    /// Which hold, rep or breath this is, on this side.
    pub rep: Option<Rep>,
    /// Which side this is, in words: `left side`, `backward`, `spot 2 of 3`.
    pub side: Option<String>,
    /// The short line for what is being done now.
    pub cue: String,
    /// How to get into position.
    pub setup: String,
    /// What to do, in order: what stands in the figure's place.
    pub steps: Vec<String>,
    /// When to breathe how, in words.
    pub breath_line: String,
    /// The paced breath, where the movement has one and it is being done.
    pub breath: Option<Breath>,
    /// Lines for this person: adaptations, the easier form, why it stands here.
    pub notes: Vec<String>,
    /// A line that has its moment now: `Ease in; stop at the first firm stretch.`
    pub say: Option<String>,
    /// What comes after this step.
    pub next: Option<Next>,
    /// One mark per step of the plan.
    pub timeline: Vec<Mark>,
    /// Whether the easier form is on.
    pub easier: bool,
    /// The body at this moment, where the movement has a figure; whoever shows the view fills it in, for it changes at
    /// their rate ([`Session::figure`](super::Session::figure)).
    pub figure: Option<FigureView>,
}

/// A figure at one moment.
#[derive(Clone, Debug)]
pub struct FigureView {
    /// The figure.
    pub figure: Arc<Figure>,
    /// Where its motion stands.
    pub shown: Shown,
    /// Whether it moves or is told in two poses.
    pub motion: Motion,
    /// What the body comes from, while it is on its way.
    pub from: Option<Before>,
}

impl FigureView {
    /// Turns it by so many steps of an eighth.
    pub fn turn(&mut self, steps: u8) {
        self.shown.turned = steps;
        if let Some(from) = &mut self.from {
            from.shown.turned = steps;
        }
    }
}

/// What a figure comes from, and how far it has come.
#[derive(Clone, Debug)]
pub struct Before {
    /// The figure that is left; it may be the same one, on the other side.
    pub figure: Arc<Figure>,
    /// Where its motion stood.
    pub shown: Shown,
    /// How much of the way is over, from 0 to 1.
    pub part: f32,
}

impl PartialEq for Before {
    /// As for [`FigureView`].
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.figure, &other.figure) && self.shown == other.shown && self.part == other.part
    }
}

/// Whether figures move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// They do, some frames a second.
    Moving,
    /// They do, and what is shown is only to be looked at: it begins afterwards.
    Preview,
    /// Two poses side by side say it; nothing is drawn for their sake.
    #[default]
    Still,
}

impl PartialEq for FigureView {
    /// The same figure, not one that is like it: that is what is asked at every frame.
    fn eq(&self, other: &Self) -> bool {
        let Self { figure, shown, motion, from } = self;
        Arc::ptr_eq(figure, &other.figure) && *shown == other.shown && *motion == other.motion && *from == other.from
    }
}

/// What a session is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Getting into position; Enter says ready.
    SetUp,
    /// Arriving in a hold.
    Arriving,
    /// Staying in it.
    Holding,
    /// Doing a rep.
    Repeating,
    /// Breathing.
    Breathing,
    /// Moving or resting without reps to count.
    Moving,
    /// Coming back from a hold.
    Leaving,
    /// Resting between reps.
    Resting,
    /// Changing to another side, direction or spot, named here.
    Changing(String),
    /// Waiting for the person, and why.
    Paused(PauseReason),
    /// The three seconds before it goes on.
    CountingIn,
}

/// Why a session is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseReason {
    /// The person asked for it.
    Asked,
    /// Nobody looked for more than three seconds: the machine slept, or the program was stopped (L5).
    Away,
    /// The window is too small to coach in.
    TooSmall,
    /// A stop was answered, and nothing goes on by itself after one (L6).
    AfterStop,
    /// It was taken up again from an earlier session (L15).
    TakenUp,
}

/// Which of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rep {
    /// What is counted: `hold`, `rep`, `breath`, `round`.
    pub noun: &'static str,
    /// Which, counted from one.
    pub number: u32,
    /// Of how many on this side, in this set.
    pub of: u32,
    /// Which set, counted from one, and of how many, where there is more than one.
    pub set: Option<(u32, u32)>,
    /// How long it is, in whole seconds.
    pub seconds: u64,
}

/// Where a paced breath stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breath {
    /// In, out or neither.
    pub phase: BreathPhase,
    /// The count a person hears: 1, 2, 3, 4.
    pub count: u64,
    /// How much of this part of the breath is over, from 0 to 1.
    pub progress: f32,
}

/// The parts of a breath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreathPhase {
    /// Breathing in.
    In,
    /// Breathing out.
    Out,
    /// A pause, as comfortable.
    Pause,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The movement's id, for its figure.
    pub movement_id: MovementId,
    /// The movement's name.
    pub name: String,
    /// How to get into position for it.
    pub setup: String,
}

/// One step on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The movement's name.
    pub name: String,
    /// The step's length.
    pub length: Duration,
    /// How much of it is over, from 0 to 1.
    pub done: f32,
    /// Whether it was skipped or left.
    pub skipped: bool,
}
