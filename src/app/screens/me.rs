use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset};

use crate::app::view::{Ask, Me, MeGroup, MeRow, Page, Screen, View};
use crate::app::{Key, Memory};
use crate::journal::{Entry, Mark, RecordId};
use crate::routine::{Kit, Library, MovementId};
use crate::safety::words::{self, door as texts};
use crate::safety::{Aside, Fact, Open, Outcome, Reason, What, follow_up};
use crate::units::Now;

use super::context::Context;
use super::go::{Asked, Go, Says, Text, To};
use super::parts::{choice, hint, plain_view};

/// What is stored about the person, to look at and change.
#[derive(Debug)]
pub(crate) struct MeScreen {
    selected: usize,
    asking: Asking,
}

/// What is being asked on this screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Asking {
    #[default]
    Nothing,
    /// Whether a pop was noted by mistake.
    TakeBack(RecordId),
}

/// What Enter does on a row.
#[derive(Clone, Debug)]
enum Row {
    Screening,
    /// Something that was said.
    Said(Open),
    Tags,
    Kit(Kit),
    Aside(What),
    /// Something that is only there to be read.
    Read,
    Pop(RecordId),
    Forget,
}

impl MeScreen {
    /// The screen, with this row selected.
    pub(super) fn at(row: usize) -> Self {
        Self { selected: row, asking: Asking::Nothing }
    }

    fn rows(library: &Library, memory: &Memory, now: Now) -> Vec<Row> {
        let mut rows = vec![Row::Screening];
        rows.extend(memory.standing().ledger().open().into_iter().map(Row::Said));
        rows.push(Row::Tags);
        rows.extend(Kit::ALL.iter().copied().map(Row::Kit));
        rows.extend(asides(library, memory).into_iter().map(|(what, _)| Row::Aside(what)));
        rows.extend(memory.standing().brought_back().map(|_| Row::Read));
        rows.extend(owed(memory, now).map(|_| Row::Read));
        rows.extend(pops(memory, now).into_iter().map(|(_, id)| Row::Pop(id.clone())));
        rows.push(Row::Forget);
        rows
    }

    /// The row that is selected: the last one, where there were more before.
    fn selected(&self, library: &Library, memory: &Memory, now: Now) -> usize {
        self.selected.min(Self::rows(library, memory, now).len() - 1)
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let rows = Self::rows(context.library, context.memory, context.now);
        self.selected = self.selected.min(rows.len() - 1);
        if self.asking != Asking::Nothing {
            return self.answer(key, context);
        }
        match key {
            Key::Down | Key::Char('j') => self.selected = (self.selected + 1).min(rows.len() - 1),
            Key::Up | Key::Char('k') => self.selected = self.selected.saturating_sub(1),
            Key::Home => self.selected = 0,
            Key::End => self.selected = rows.len() - 1,
            Key::Enter | Key::Char(' ') => return self.choose(rows[self.selected].clone(), context),
            Key::Esc => return Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    fn choose(&mut self, row: Row, context: &mut Context<'_>) -> Go {
        let to = match row {
            Row::Screening => To::screening(Asked::Changed, To::Me(0)),
            Row::Said(open) => To::Correct(Box::new(open), Box::new(To::Me(self.selected))),
            Row::Tags => To::screening(Asked::Tags(None), To::Me(0)),
            Row::Read => return Go::Stay,
            Row::Pop(id) => {
                self.asking = Asking::TakeBack(id);
                return Go::Stay;
            }
            Row::Forget => {
                To::Text(Box::new(Text { then: To::Me(self.selected), ..Text::new(Says::Page(forgetting())) }))
            }
            Row::Kit(kit) => {
                let fact =
                    if context.memory.standing().has(kit) { Fact::KitLacks { kit } } else { Fact::KitHas { kit } };
                context.fact(fact);
                return Go::Stay;
            }
            Row::Aside(what) => To::BringBack(what, Box::new(To::Me(0))),
        };
        Go::To(to)
    }

    fn answer(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Char('1' | 'y') => match std::mem::take(&mut self.asking) {
                Asking::Nothing => {}
                Asking::TakeBack(pop) => {
                    context.memory.mark(Entry::Noted(Mark::takes_back(&pop)), context.now, context.effects);
                }
            },
            Key::Char('2' | 'n') | Key::Esc => self.asking = Asking::Nothing,
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    /// What is being asked now, with its answers.
    fn question(&self) -> Option<Ask> {
        let (question, answers): (String, &[&str]) = match &self.asking {
            Asking::Nothing => return None,
            Asking::TakeBack(_) => ("Was this pop noted by mistake?".to_owned(), &[texts::YES, texts::NO]),
        };
        let choices = (1..).zip(answers).map(|(digit, text)| {
            let name = char::from_digit(digit, 10).expect("there are few answers");
            choice(Key::Char(name), &name.to_string(), text)
        });
        Some(Ask { question, choices: choices.collect(), ..Ask::default() })
    }

    pub(super) fn view(&self, library: &Library, memory: &Memory, now: Now) -> View {
        let mut keys = vec![
            hint(Key::Esc, "esc", "library"),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        if let Some(ask) = self.question() {
            keys[0] = hint(Key::Esc, "esc", "back");
            return plain_view(Screen::Ask(ask), keys);
        }
        match &Self::rows(library, memory, now)[self.selected(library, memory, now)] {
            Row::Read => {}
            Row::Forget => keys.insert(0, hint(Key::Enter, "enter", "read")),
            Row::Screening | Row::Said(_) | Row::Tags | Row::Kit(_) | Row::Aside(_) | Row::Pop(_) => {
                keys.insert(0, hint(Key::Enter, "enter", "change"));
            }
        }
        plain_view(Screen::Me(self.show(library, memory, now)), keys)
    }

    fn show(&self, library: &Library, memory: &Memory, now: Now) -> Me {
        let standing = memory.standing();
        let row = |text: &str, value: String| MeRow { text: text.to_owned(), value, ticked: None };
        let outcome = standing.outcome().map_or("not answered yet", in_force);
        let mut questions = vec![row("The questions", outcome.to_owned())];
        questions.extend(standing.ledger().open().iter().map(|open| {
            let state = match (open.outcome(), open.checked) {
                (_, true) => "checked",
                (outcome, false) if outcome.moves() => "worked around",
                (_, false) => "not checked yet",
            };
            row(open.item.name(), format!("{state}, {}", open.when.format(DAY)))
        }));
        let tags: BTreeSet<&str> = standing.tags().iter().map(|tag| tag.word()).collect();
        let tags =
            if tags.is_empty() { "nothing ticked".to_owned() } else { tags.into_iter().collect::<Vec<_>>().join(", ") };
        questions.push(row("What to work around", tags));
        let kit = Kit::ALL
            .iter()
            .map(|kit| {
                let open = *kit == Kit::SturdyChair && !standing.has_said(*kit);
                let value = if open { "not said yet" } else { "" };
                MeRow { text: kit.says().to_owned(), value: value.to_owned(), ticked: Some(standing.has(*kit)) }
            })
            .collect();
        let name = |id: &MovementId| library.movement(id).map_or_else(|| id.to_string(), |it| it.name.clone());
        let asides: Vec<MeRow> = asides(library, memory)
            .into_iter()
            .map(|(what, aside)| {
                let since = aside.since.format(DAY);
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
        let back = standing.brought_back();
        let back: Vec<MeRow> =
            back.map(|(what, at)| row(&follow_up::name(what, name), format!("by you, {}", at.format(DAY)))).collect();
        if !back.is_empty() {
            groups.push(MeGroup { title: "Brought back".to_owned(), rows: back });
        }
        let mut popped: Vec<MeRow> =
            owed(memory, now).map(|owed| row("Stretch owed today", format!("{owed} min"))).into_iter().collect();
        let at = |at: DateTime<FixedOffset>| format!("{}, {}", at.format(DAY), at.format("%-H:%M"));
        popped.extend(pops(memory, now).into_iter().map(|(when, _)| row("Popped", at(when))));
        if !popped.is_empty() {
            groups.push(MeGroup { title: "Pops of the last seven days".to_owned(), rows: popped });
        }
        let forget = row("Have it forgotten", "unhunch me --forget".to_owned());
        groups.push(MeGroup { title: "All that is kept".to_owned(), rows: vec![forget] });
        Me { groups, selected: self.selected(library, memory, now) }
    }
}

/// A day as it is written here.
const DAY: &str = "%-d %B %Y";

/// The minutes of stretch that are owed today, where some are (CONTENT 3.6).
fn owed(memory: &Memory, now: Now) -> Option<String> {
    let owed = memory.owed(now);
    (!owed.is_zero()).then(|| crate::app::minutes(owed))
}

/// The pops of the last seven days.
fn pops(memory: &Memory, now: Now) -> Vec<(DateTime<FixedOffset>, &RecordId)> {
    let since = now.day().checked_sub_days(Days::new(6)).unwrap_or(now.day());
    memory.replay().pops_since(since)
}

/// How to have everything forgotten, or a part of it.
fn forgetting() -> Page {
    let paragraphs = [
        "Everything about you is in plain files on this machine. `unhunch me --forget` says what it would remove and from \
         which files, asks, and removes it.",
        "`unhunch me --forget=answers` removes only what you answered, `unhunch me --forget=history` only what was done.",
        "What is forgotten stays forgotten, also when an old backup is merged.",
    ];
    let paragraphs = paragraphs.map(words::plain).to_vec();
    Page { title: "Have it forgotten".to_owned(), paragraphs, ..Page::default() }
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
        Outcome::Adapt => "answered, and worked around",
        Outcome::Pause | Outcome::Urgent => "no stretching for now",
        Outcome::Emergency => "get help now",
    }
}
