use std::sync::Arc;

use crate::app::Key;
use crate::app::view::{Ask, Screen, View};
use crate::routine::{Kit, MovementId, Routine, RoutineId};
use crate::safety::follow_up::BringBack;
use crate::safety::words::own;
use crate::safety::{Due, Fact, What, follow_up};

use super::context::Context;
use super::go::{Go, To};
use super::parts::{choice, hint, plain_view};

/// One question with yes and no, about something that stands before a routine or is brought back.
#[derive(Debug)]
pub(crate) struct SmallQuestion {
    about: About,
    text: String,
}

/// What it is about.
#[derive(Debug)]
enum About {
    /// Whether to go through the screening again after a long gap (F6).
    LongGap(Box<Due>, Arc<Routine>),
    /// Whether there is a roller or a ball, the first time one is needed (CONTENT 4).
    HasKit(Kit, Arc<Routine>),
    /// Whether the ribs' families come back (CONTENT 3.7, key 6).
    Ribs(Vec<What>, Arc<Routine>),
    /// Whether a week of the towel roll has been done (CONTENT 2.2).
    TowelWeek(Arc<Routine>),
    /// Whether something that is brought back is sore, or better left a little longer (F2).
    BringBack(What, BringBack, To),
}

/// What is asked before a routine's ready screen, where anything is.
pub(super) fn before_ready(routine: &Arc<Routine>, context: &Context<'_>) -> Option<SmallQuestion> {
    let standing = context.memory.standing();
    let needs = |kit: Kit| {
        let movements = routine.steps.iter().filter_map(|step| context.library.movement_of(routine, &step.movement));
        movements.flat_map(|movement| movement.needs.clone()).any(|need| need.0 == [kit])
    };
    let about = if let Some(kit) =
        [Kit::Roller, Kit::Ball].into_iter().find(|kit| standing.asks_for(*kit) && needs(*kit))
    {
        Some((About::HasKit(kit, Arc::clone(routine)), own::has_kit(kit.says())))
    } else if !standing.roller_week() && standing.has(Kit::Roller) && arches_over_a_roller(routine) {
        Some((About::TowelWeek(Arc::clone(routine)), own::TOWEL_WEEK.to_owned()))
    } else {
        let ribs = standing.ribs_to_offer(context.now.wall);
        let since = ribs.iter().filter_map(|family| standing.aside(&What::Family(*family))).map(|it| it.since).max();
        since.map(|since| {
            let days = u64::try_from((context.now.wall - since).num_days()).unwrap_or_default();
            let families = ribs.into_iter().map(What::Family).collect();
            (About::Ribs(families, Arc::clone(routine)), own::ribs_back(days))
        })
    };
    about.map(|(about, text)| SmallQuestion { about, text })
}

/// The roller arch, which comes only after a week of the towel roll.
fn arches_over_a_roller(routine: &Routine) -> bool {
    routine.steps.iter().any(|step| step.movement.as_str() == "foam-roller-extension")
}

/// Brings something back, or asks what has to be asked first; `sore` is the answer to whether it is sore.
pub(super) fn bring_back(
    what: What,
    sore: Option<bool>,
    back: &To,
    context: &mut Context<'_>,
) -> Option<SmallQuestion> {
    let family = |id: &MovementId| context.library.family(id);
    let step = follow_up::bring_back(context.memory.standing(), &what, family, context.now.wall, sore);
    match step {
        BringBack::NotAside => {}
        BringBack::Now => context.fact(follow_up::brought_back(what)),
        BringBack::AfterThePause | BringBack::Singly => context.say(step.text().unwrap_or_default()),
        BringBack::AskSore | BringBack::GiveItLonger => {
            let text = step.text().unwrap_or_default().to_owned();
            return Some(SmallQuestion { about: About::BringBack(what, step, back.clone()), text });
        }
    }
    None
}

impl SmallQuestion {
    pub(super) fn long_gap(due: Due, routine: Arc<Routine>) -> Self {
        Self { about: About::LongGap(Box::new(due), routine), text: own::LONG_GAP.to_owned() }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let yes = match key {
            Key::Char('1' | 'y') => true,
            Key::Char('2' | 'n') => false,
            // Bringing something back is let be, where it was begun.
            Key::Esc => {
                let back = if let About::BringBack(_, _, back) = &self.about { back.clone() } else { To::Library };
                return Go::To(back);
            }
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => return Go::Stay,
        };
        Go::To(match &self.about {
            About::LongGap(due, routine) if yes => To::Door(due.clone(), Box::new(To::Routine(Arc::clone(routine)))),
            About::LongGap(_, routine) => To::RoutineWithoutOffer(Arc::clone(routine)),
            About::HasKit(kit, routine) => {
                context.fact(if yes { Fact::KitHas { kit: *kit } } else { Fact::KitLacks { kit: *kit } });
                To::Ready(Arc::clone(routine))
            }
            About::Ribs(families, routine) => {
                context.fact(Fact::RibsOffered { taken: yes });
                for what in families.iter().filter(|_| yes) {
                    context.fact(follow_up::brought_back(what.clone()));
                }
                To::Ready(Arc::clone(routine))
            }
            About::TowelWeek(routine) => {
                context.fact(Fact::RollerWeekAsked { done: yes });
                if yes { To::Ready(Arc::clone(routine)) } else { towel_first(routine, context) }
            }
            About::BringBack(what, BringBack::AskSore, back) => {
                match bring_back(what.clone(), Some(yes), back, context) {
                    Some(next) => {
                        *self = next;
                        return Go::Stay;
                    }
                    None => back.clone(),
                }
            }
            About::BringBack(what, _, back) => {
                // "Give it a little longer?": yes leaves it, which is the default.
                if !yes {
                    context.fact(follow_up::brought_back(what.clone()));
                }
                back.clone()
            }
        })
    }

    pub(super) fn view(&self) -> View {
        let choice = |digit: char, text: &str| choice(Key::Char(digit), &digit.to_string(), text);
        let ask =
            Ask { question: self.text.clone(), choices: vec![choice('1', "yes"), choice('2', "no")], ..Ask::default() };
        let keys = vec![
            hint(Key::Esc, "esc", if matches!(self.about, About::BringBack(..)) { "back" } else { "library" }),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        plain_view(Screen::Ask(ask), keys)
    }
}

/// The towel roll in the place of a roller arch that is still a week away.
fn towel_first(roller: &Arc<Routine>, context: &mut Context<'_>) -> To {
    let towel = context.library.routine(&RoutineId::new("towel-roll")).and_then(Result::ok);
    context.say(own::TOWEL_FIRST);
    To::Routine(towel.unwrap_or_else(|| Arc::clone(roller)))
}
