//! What there is to see or say, screen by screen: plain data from which both faces, drawn and spoken, are made (K2).
//!
//! A view is complete: a face needs nothing else, and holds nothing from one view to the next but what it has already
//! drawn or said. Texts are ready to show; where CONTENT marks a key with backticks they have been taken off.

mod door;
mod history;
pub mod window;
pub mod words;

use crate::units::Length;
use std::time::Duration;

use crate::coach::view::{FigureView, Mark, SessionView};
use crate::routine::MovementId;

use super::{Heard, Key};

pub use door::{Door, Laid as DoorLaid, Piece as DoorPiece, Row as DoorRow};
pub use history::{DayState, History, HistoryDay, HistorySession, LEVELS, Span};

/// One screen with what surrounds it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The screen itself.
    pub screen: Screen,
    /// The keys that mean something here, the most useful first; a narrow face shows as many as fit.
    pub keys: Vec<KeyHint>,
    /// One line that has to be said once, such as that the record could not be kept.
    pub notice: Option<String>,
    /// The help for this screen, laid over it.
    pub help: Option<Page>,
    /// The command the coach runs beside.
    pub strip: Option<Strip>,
    /// What is to be heard.
    pub heard: Heard,
}

/// The command the coach runs beside, in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// What it is called.
    pub name: String,
    /// How it is: the time it has taken, `done, 3:12`, `asks for a password: Tab`.
    pub says: String,
    /// Its last line; harmless, and of any length.
    pub line: String,
    /// What a key does about it, where there is room to say so.
    pub tells: String,
    /// Whether it asks for the person.
    pub calls: bool,
    /// The same as a sentence, which stays the same as long as nothing is new.
    pub news: String,
}

/// A key and what it does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHint {
    /// The key that is pressed when this is clicked.
    pub key: Key,
    /// How the key is written: `s`, `space`, `enter`, `1 3 5 9`.
    pub name: &'static str,
    /// What it does, in a word or two.
    pub does: &'static str,
}

/// The screens.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// One question with its answers: screening, the stop menu, anything that is asked.
    Ask(Ask),
    /// A movement to look at.
    Card(Card),
    /// A page of the door, a follow-up, or what is held.
    Door(Door),
    /// What was done.
    History(History),
    /// The list of routines, the selected one previewed.
    Library(Library),
    /// What is stored about the person, to look at and change.
    Me(Me),
    /// A text to read: an outcome, a learn card, the help.
    Page(Page),
    /// A routine about to start.
    Ready(Ready),
    /// A routine running.
    Session(Box<SessionView>),
    /// A session after its end.
    Summary(Summary),
}

/// The library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The routines, filtered.
    pub rows: Vec<LibraryRow>,
    /// Which row is selected.
    pub selected: usize,
    /// What the filter shows: the words typed, the place, the minutes; [`None`] when nothing is filtered.
    pub filter: Option<String>,
    /// Whether words for the filter are being typed.
    pub typing: bool,
    /// A line about what is in force, such as that movement is paused.
    pub standing: Option<String>,
    /// The selected routine.
    pub preview: Option<Preview>,
}

/// A routine in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// The title.
    pub title: String,
    /// Its length for this person; [`None`] for a broken file.
    pub length: Option<Length>,
    /// Where it is done: `chair`, `floor`, `mixed`.
    pub place: String,
    /// Whether it can be started, and if not, why in a word.
    pub state: RowState,
    /// Why it is suggested; the suggestion is the first row, and the routine stands in its own place too.
    pub why: Option<String>,
}

/// Whether a routine can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It can.
    Open,
    /// Its file has problems; this many.
    Broken(usize),
    /// Something in force rules it out for now.
    Closed,
}

/// The selected routine of the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The title.
    pub title: String,
    /// Its id, as `unhunch run` takes it.
    pub id: String,
    /// Its length for this person.
    pub length: Length,
    /// When it fits.
    pub when: String,
    /// What is needed.
    pub kit: String,
    /// Its safety line.
    pub safety: String,
    /// Its steps: movement, name and length.
    pub steps: Vec<(MovementId, String, Duration)>,
    /// How many steps are changed for this person.
    pub changed: usize,
    /// The body doing what most of its time goes to.
    pub figure: Option<FigureView>,
    /// What that is called.
    pub figure_of: String,
    /// What is wrong with its file, line by line, rendered; then nothing else is filled in.
    pub problems: Vec<String>,
}

/// A movement to look at: its figure, and in words how it is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The name.
    pub name: String,
    /// Other names it goes by.
    pub also: Vec<String>,
    /// The short line for the screen.
    pub cue: String,
    /// How to get into position.
    pub setup: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// When to breathe how.
    pub breath: String,
    /// The body doing it, where the movement has a figure.
    pub figure: Option<FigureView>,
}

/// The ready screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The routine's title.
    pub title: String,
    /// The opening line (CONTENT 7.1).
    pub opening: String,
    /// The routine's safety line, and what its place adds.
    pub safety: Vec<String>,
    /// The plan's length.
    pub length: Length,
    /// The plan's steps, with what was changed.
    pub steps: Vec<ReadyStep>,
    /// How much was changed, and what it means, in lines.
    pub changes: Vec<String>,
    /// The question about the chair or the space that Enter answers with yes.
    pub check: Option<String>,
    /// One line about today's check, a movement still set aside, or the like.
    pub lines: Vec<String>,
    /// The frequency guard's question, asked before Enter starts.
    pub guard: Option<String>,
    /// Whether `a` has opened what was adapted.
    pub adapted_open: bool,
    /// The plan's steps as marks.
    pub timeline: Vec<Mark>,
}

/// A step on the ready screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyStep {
    /// The movement.
    pub movement_id: MovementId,
    /// Its name.
    pub name: String,
    /// Its dose in words: `hold 10 s x 4`.
    pub dose: String,
    /// Its length.
    pub length: Duration,
    /// What was changed about it and why, in lines.
    pub notes: Vec<String>,
    /// Whether it stands in another one's place.
    pub swapped: bool,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What it belongs to: `Before we move`, `Stopped`.
    pub title: String,
    /// What the body is told to do first, before anything is asked; large on the screen.
    pub lead: Option<String>,
    /// Lines before the question.
    pub lines: Vec<String>,
    /// The question.
    pub question: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// Which choice the arrows stand on, where arrows choose.
    pub cursor: Option<usize>,
    /// Lines after the answers.
    pub after: Vec<String>,
    /// Which of how many.
    pub of: Option<(usize, usize)>,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The key that gives it.
    pub key: Key,
    /// How the key is written.
    pub name: String,
    /// The answer.
    pub text: String,
    /// For questions that take several: whether it is ticked.
    pub ticked: Option<bool>,
}

/// A text to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title; empty for none.
    pub title: String,
    /// Its paragraphs; faces wrap them.
    pub paragraphs: Vec<String>,
    /// Which of how many.
    pub of: Option<(usize, usize)>,
    /// Plain lines with nothing around them: the texts of section 3 (S8).
    pub bare: bool,
    /// How many rows it has been scrolled down.
    pub scroll: usize,
}

/// The summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The routine's title.
    pub title: String,
    /// What was done, in a sentence (CONTENT 7.1).
    pub headline: String,
    /// The steps with what was done of them.
    pub timeline: Vec<Mark>,
    /// Lines about what was stopped, is owed, or set aside.
    pub lines: Vec<String>,
    /// The question how it feels, with its answers; the ticked one was given.
    pub feel: Option<Ask>,
    /// What could come next.
    pub next: Option<String>,
}

/// What is stored about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Me {
    /// Groups of rows.
    pub groups: Vec<MeGroup>,
    /// Which row is selected, counted over all groups.
    pub selected: usize,
}

/// A group of rows under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeGroup {
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<MeRow>,
}

/// One thing that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeRow {
    /// What it is.
    pub text: String,
    /// Its value, where it has one.
    pub value: String,
    /// For what can be ticked: whether it is.
    pub ticked: Option<bool>,
}
