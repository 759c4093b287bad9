use std::collections::BTreeSet;

use crate::app::view::{Me, MeGroup, MeRow, Screen, View};
use crate::app::{Key, Memory};
use crate::routine::{Kit, Library, MovementId};
use crate::safety::words::{self, screening as texts};
use crate::safety::{Aside, Fact, Hold, Outcome, Reason, What, follow_up};
use crate::units::Now;

use super::questions::{Questions, Then};
use super::{At, Context, Go, hint, plain_view, small_questions};

/// What is stored about the person, to look at and change.
#[derive(Debug, Default)]
pub(crate) struct MeScreen {
    selected: usize,
    /// Whether a professional's word is being asked for.
    lifting: bool,
}

/// What Enter does on a row.
#[derive(Clone, Debug)]
enum Row {
    Screening,
    Lift,
    Tags,
    Kit(Kit),
    Aside(What),
}

impl MeScreen {
    fn rows(library: &Library, memory: &Memory) -> Vec<Row> {
        let mut rows = vec![Row::Screening];
        if memory.standing().hold() != Hold::Nothing {
            rows.push(Row::Lift);
        }
        rows.push(Row::Tags);
        rows.extend(Kit::ALL.iter().copied().map(Row::Kit));
        rows.extend(asides(library, memory).into_iter().map(|(what, _)| Row::Aside(what)));
        rows
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let rows = Self::rows(context.library, context.memory);
        self.selected = self.selected.min(rows.len() - 1);
        if self.lifting {
            return self.lift(key, context);
        }
        match key {
            Key::Down | Key::Char('j') => self.selected = (self.selected + 1).min(rows.len() - 1),
            Key::Up | Key::Char('k') => self.selected = self.selected.saturating_sub(1),
            Key::Home => self.selected = 0,
            Key::End => self.selected = rows.len() - 1,
            Key::Enter | Key::Char(' ') => return self.choose(rows[self.selected].clone(), context),
            Key::Esc => return Go::Library,
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    fn choose(&mut self, row: Row, context: &mut Context<'_>) -> Go {
        let at = match row {
            Row::Screening => At::Questions(Box::new(Questions::first(Then::Me, context))),
            Row::Tags => At::Questions(Box::new(Questions::tags(None, Then::Me, context))),
            Row::Lift => {
                self.lifting = true;
                return Go::Stay;
            }
            Row::Kit(kit) => {
                let fact =
                    if context.memory.standing().has(kit) { Fact::KitLacks { kit } } else { Fact::KitHas { kit } };
                context.fact(fact);
                return Go::Stay;
            }
            Row::Aside(what) => small_questions::bring_back(what, small_questions::Back::Me, context),
        };
        Go::to(at)
    }

    fn lift(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Char('1' | 'y') => {
                for fact in context.memory.standing().lift() {
                    context.fact(fact);
                }
                self.lifting = false;
            }
            Key::Char('2' | '3' | 'n') | Key::Esc => self.lifting = false,
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    pub(super) fn view(&self, library: &Library, memory: &Memory, now: Now) -> View {
        let keys = vec![
            hint(Key::Enter, "enter", "change"),
            hint(Key::Esc, "esc", "library"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        if let (true, Some(question)) = (self.lifting, memory.standing().lift_question()) {
            let choices = [('1', texts::YES), ('2', texts::NO), ('3', texts::NOT_SURE)];
            let choices = choices
                .iter()
                .map(|(digit, text)| super::coaching::choice(Key::Char(*digit), &digit.to_string(), text));
            let ask = crate::app::view::Ask {
                question: words::plain(question),
                choices: choices.collect(),
                ..crate::app::view::Ask::default()
            };
            return plain_view(Screen::Ask(ask), keys[1..].to_vec());
        }
        plain_view(Screen::Me(self.show(library, memory, now)), keys)
    }

    fn show(&self, library: &Library, memory: &Memory, now: Now) -> Me {
        let standing = memory.standing();
        let row = |text: &str, value: String| MeRow { text: text.to_owned(), value, ticked: None };
        let outcome = standing.outcome(now.day()).map_or("not answered yet", in_force);
        let mut questions = vec![row("The questions", outcome.to_owned())];
        match standing.hold() {
            Hold::Nothing => {}
            Hold::Pause => {
                questions.push(row("Someone who knows about it says gentle movement is fine", String::new()));
            }
            Hold::Urgent => questions.push(row("It has been looked into", String::new())),
        }
        let tags: BTreeSet<&str> = standing.tags().iter().map(|tag| tag.word()).collect();
        let tags =
            if tags.is_empty() { "nothing ticked".to_owned() } else { tags.into_iter().collect::<Vec<_>>().join(", ") };
        questions.push(row("What to work around", tags));
        let kit = Kit::ALL
            .iter()
            .map(|kit| MeRow { text: kit.says().to_owned(), value: String::new(), ticked: Some(standing.has(*kit)) })
            .collect();
        let name = |id: &MovementId| library.movement(id).map_or_else(|| id.to_string(), |it| it.name.clone());
        let asides: Vec<MeRow> = asides(library, memory)
            .into_iter()
            .map(|(what, aside)| {
                let since = aside.since.format("%-d %B %Y");
                row(&follow_up::name(&what, name), format!("{}, {since}", aside.reason.text()))
            })
            .collect();
        let mut groups = vec![
            MeGroup { title: "Answers".to_owned(), rows: questions },
            MeGroup { title: "Within reach".to_owned(), rows: kit },
        ];
        if !asides.is_empty() {
            groups.push(MeGroup { title: "Set aside".to_owned(), rows: asides });
        }
        Me { groups, selected: self.selected }
    }
}

/// What is set aside. After a family that comes back one movement at a time stand its movements that are not back (F4).
fn asides<'a>(library: &Library, memory: &'a Memory) -> Vec<(What, &'a Aside)> {
    let standing = memory.standing();
    let mut rows = Vec::new();
    for (what, aside) in standing.asides() {
        let What::Family(family) = what else {
            rows.push((what.clone(), aside));
            continue;
        };
        rows.push((what.clone(), aside));
        if aside.reason != Reason::Limb {
            continue;
        }
        for movement in library.movement_ids().iter().filter_map(|id| library.movement(id)) {
            let single = What::Movement(movement.id.clone());
            if movement.family == *family
                && standing.aside(&single).is_none()
                && let Some(aside) = standing.left_out(&movement.id, *family)
            {
                rows.push((single, aside));
            }
        }
    }
    rows
}

/// What an outcome means for today, in a few words; it says nothing of what an answer means (CONTENT 3).
const fn in_force(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Go => "answered",
        Outcome::Adapt => "answered, with things to work around",
        Outcome::Pause => "movement is paused",
        Outcome::Urgent => "please speak to someone today",
        Outcome::Emergency => "please get help now",
    }
}
