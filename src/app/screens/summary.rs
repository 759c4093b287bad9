use std::sync::Arc;

use crate::app::Key;
use crate::app::suggestion::suggest;
use crate::app::view::{Ask, Choice, Screen, Summary, View};
use crate::coach::script::COME_UP;
use crate::coach::view::Mark;
use crate::coach::{Ending, Left};
use crate::journal::{Check, Feeling, Felt, SessionId};
use crate::routine::Movement;
use crate::safety::StopQuestion;
use crate::safety::words::{own, session as texts};
use crate::units::amount;

use super::context::Context;
use super::go::{Go, Over, Stopped, To};
use super::next_day::{self, FEELINGS};
use super::parts::{hint, plain_view};

/// A session after its end: what was done, how it feels, what could come next.
#[derive(Debug)]
pub(crate) struct SummaryScreen {
    session: SessionId,
    /// The last movement, for the stop menu that `s` still opens.
    movement: Arc<Movement>,
    title: String,
    headline: String,
    timeline: Vec<Mark>,
    lines: Vec<String>,
    next: Option<String>,
    felt: Option<usize>,
    /// Whether the desk check is offered.
    desk: bool,
}

impl SummaryScreen {
    pub(super) fn new(over: Over, context: &Context<'_>) -> Self {
        let Over { session, id, offer } = over;
        let done = session.left().values().filter(|left| **left == Left::Done).count();
        let finished = session.ending() == Some(Ending::Finished);
        let name = &session.current().movement.name;
        let headline = if finished { texts::done(session.ran(), done) } else { own::stopped_at(name) };
        let mut lines = Vec::new();
        if finished && session.current().movement.on_floor() {
            lines.push(COME_UP.to_owned());
        }
        if !finished {
            lines.push(format!("{} of moving.", amount::clock(session.work())));
        }
        let skipped = session.left().values().filter(|left| **left == Left::Skipped).count();
        match skipped {
            0 => {}
            1 => lines.push("1 movement skipped.".to_owned()),
            n => lines.push(format!("{n} movements skipped.")),
        }
        let owed = context.memory.owed(context.now);
        if !owed.is_zero() {
            lines.push(format!("{} of stretching still owed today, for a pop.", amount::words(owed)));
        }
        lines.extend(offer.iter().flat_map(|offer| offer.lines()).map(|line| (*line).to_owned()));
        Self {
            session: id,
            movement: Arc::clone(&session.current().movement),
            title: session.title().to_owned(),
            headline,
            timeline: session.timeline(std::time::Duration::ZERO),
            lines,
            next: finished.then(|| next_after(context)).flatten(),
            felt: None,
            desk: offer.is_some(),
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Char(digit @ '1'..='3') => {
                let at = digit as usize - '1' as usize;
                if self.felt != Some(at) {
                    self.felt = Some(at);
                    if FEELINGS[at] == Feeling::Sorer {
                        // Nothing more is offered to a back that is sorer (S21).
                        self.next = None;
                    }
                    let felt = Felt { how: FEELINGS[at], asked: Check::After };
                    if let Some(go) = next_day::felt(&self.session, felt, context) {
                        return go;
                    }
                }
            }
            Key::Char('s') => {
                let movement = Some(Arc::clone(&self.movement));
                return Go::To(To::StopMenu(Box::new(Stopped {
                    session: self.session.clone(),
                    movement,
                    at: context.now.wall,
                    asked: StopQuestion::Afterwards,
                    talk: None,
                    leave: *context.leave,
                    then: To::Library,
                })));
            }
            Key::Char('d') if self.desk => return Go::To(To::Desk),
            Key::Enter | Key::Esc => return Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    pub(super) fn view(&self) -> View {
        let choices = texts::felt_answers()
            .zip('1'..)
            .enumerate()
            .map(|(at, (text, digit))| Choice {
                key: Key::Char(digit),
                name: digit.to_string(),
                text: text.to_owned(),
                ticked: self.felt.map(|felt| felt == at),
            })
            .collect();
        let feel = Ask { question: texts::felt_question().to_owned(), choices, ..Ask::default() };
        let summary = Summary {
            title: self.title.clone(),
            headline: self.headline.clone(),
            timeline: self.timeline.clone(),
            lines: self.lines.clone(),
            feel: Some(feel),
            next: self.next.clone(),
        };
        let mut keys = vec![
            hint(Key::Enter, "enter", "library"),
            hint(Key::Char('s'), "s", "something is wrong"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        if self.desk {
            keys.insert(1, hint(Key::Char('d'), "d", "desk check"));
        }
        plain_view(Screen::Summary(summary), keys)
    }
}

/// What could come next, by what is done now.
fn next_after(context: &Context<'_>) -> Option<String> {
    let next = suggest(context.library, context.memory, context.now, None, |_| true)?;
    Some(texts::next(&context.library.entries()[next.entry].head.title))
}
