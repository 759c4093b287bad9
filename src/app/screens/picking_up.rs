use std::sync::Arc;

use crate::app::Key;
use crate::app::view::{Ask, Screen, View};
use crate::journal::Resumable;
use crate::routine::Routine;
use crate::units::Now;

use super::context::Context;
use super::go::{Go, To};
use super::parts::{choice, hint, plain_view};

/// Whether to take up a session that ended within the last half hour (L15).
#[derive(Debug)]
pub(crate) struct PickingUp {
    session: Resumable,
    routine: Arc<Routine>,
    movement: String,
}

impl PickingUp {
    /// The question, when there is such a session and its routine is still the same.
    pub(super) fn due(context: &Context<'_>) -> Option<Self> {
        let (session, routine) = context.resumable()?;
        let movement = session.movement.as_ref().and_then(|id| context.library.movement_of(&routine, id));
        let movement = movement.map_or_else(String::new, |it| it.name.clone());
        Some(Self { session, routine, movement })
    }

    pub(super) fn key(&self, key: Key) -> Go {
        match key {
            Key::Enter | Key::Char('1' | 'y') => Go::To(To::Routine(Arc::clone(&self.routine))),
            Key::Esc | Key::Char('2' | 'n') => Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => Go::Leave,
            _ => Go::Stay,
        }
    }

    pub(super) fn view(&self, now: Now) -> View {
        let minutes = (now.wall - self.session.ended).num_minutes().max(0);
        let ago = match minutes {
            0 => "just now".to_owned(),
            1 => "a minute ago".to_owned(),
            minutes => format!("{minutes} minutes ago"),
        };
        let left_at =
            if self.movement.is_empty() { String::new() } else { format!(" It goes on with {}.", self.movement) };
        let ask = Ask {
            title: self.session.title.clone(),
            lines: vec![format!("You left it {ago}.{left_at}")],
            question: "Pick up where you left off?".to_owned(),
            choices: vec![choice(Key::Enter, "enter", "pick it up"), choice(Key::Esc, "esc", "leave it there")],
            ..Ask::default()
        };
        plain_view(Screen::Ask(ask), vec![hint(Key::Char('q'), "q", "leave"), hint(Key::Char('?'), "?", "help")])
    }
}
