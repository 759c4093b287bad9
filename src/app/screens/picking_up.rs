use std::sync::Arc;

use crate::app::Key;
use crate::app::view::{Ask, Choice, Screen, View};
use crate::journal::Resumable;
use crate::routine::{Routine, RoutineId};
use crate::safety::AskHowEnded;
use crate::units::Now;

use super::{At, Context, Go, hint, open, plain_view};

/// Whether to take up a session that ended within the last half hour (L15).
#[derive(Debug)]
pub(crate) struct PickingUp {
    session: Resumable,
    routine: Arc<Routine>,
    movement: String,
}

impl PickingUp {
    /// The question, when there is such a session and its routine is still the same.
    pub(super) fn due(context: &Context<'_>) -> Option<At> {
        let (session, routine) = resumable(context)?;
        let movement = session.movement.as_ref().and_then(|id| context.library.movement_of(&routine, id));
        let movement = movement.map_or_else(String::new, |it| it.name.clone());
        Some(At::PickingUp(Box::new(Self { session, routine, movement })))
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Enter | Key::Char('1' | 'y') => Go::to(open(Arc::clone(&self.routine), context)),
            Key::Esc | Key::Char('2' | 'n') => Go::Library,
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
        let choice =
            |key, name: &str, text: &str| Choice { key, name: name.to_owned(), text: text.to_owned(), ticked: None };
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

/// The session that can be taken up now, with its routine as it still is.
pub(super) fn resumable(context: &Context<'_>) -> Option<(Resumable, Arc<Routine>)> {
    let (replay, standing) = (context.memory.replay(), context.memory.standing());
    let machine = context.memory.ids().machine();
    let session = replay.resumable(context.now.wall, machine)?;
    // Of an end nobody saw it has to be known first that nothing was wrong.
    let unexplained = replay.unexplained(context.now.wall, machine).filter(|it| it.session == session.session);
    let is_known = unexplained.is_none_or(|it| standing.ask_how_ended(it.session.as_str()) == AskHowEnded::No);
    if !is_known || !standing.may_take_up(session.session.as_str()) {
        return None;
    }
    let routine = context.library.routine(&RoutineId::new(session.routine.as_str()))?.ok()?;
    (routine.digest.to_string() == session.digest).then_some((session, routine))
}
