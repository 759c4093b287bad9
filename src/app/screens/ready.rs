use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::app::Key;
use crate::app::view::words::count;
use crate::app::view::{Ready, ReadyStep, Screen, View};
use crate::coach::{Brief, Origin, Person, Plan, PlannedStep, Sorer, why, why_here};
use crate::journal::{Replay, Resumable, SessionId};
use crate::routine::{Dose, Effort, Kit, MovementId, Place, Routine, RoutineId, SideUnit};
use crate::safety::frequency::{self, Asks};
use crate::safety::words::{self, door, frequency as guard_words, own, session as texts};
use crate::safety::{Fact, Wants, follow_up};
use crate::units::amount;

use super::context::Context;
use super::go::{Asked, Begin, Go, To};
use super::next_day::NextDay;
use super::parts::{hint, plain_view};

/// A routine about to start: what it needs, what was changed for this person and why.
#[derive(Debug)]
pub(crate) struct ReadyScreen {
    routine: Arc<Routine>,
    brief: Brief,
    plan: Plan,
    /// The session it goes on with (L15), and the step of the routine to begin with.
    resumes: Option<(Resumable, usize)>,
    /// What is not fine just now.
    lacks: BTreeSet<Kit>,
    /// What is known of the chair.
    chair: Chair,
    guard: Guard,
    adapted_open: bool,
    aside: Option<follow_up::AsideLine>,
    /// A movement whose easier form is offered this time.
    easier: Option<(MovementId, String)>,
    checked: Option<String>,
    /// Whose answers it is laid from.
    answers: Option<String>,
    /// Whether somebody else sits here already.
    is_guest: bool,
    offer: Option<Vec<String>>,
    /// What is asked about the day after the last session.
    next_day: Option<NextDay>,
    /// What was said to the last key.
    said: Option<String>,
    /// Whether today is the first day after the first week.
    week_is_over: bool,
}

/// What is known of the chair, as far as it matters to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chair {
    /// It was said, or nothing would lean on it.
    Settled,
    /// Nobody said whether it can roll, and something would be done that leans on it: until then it rolls.
    Open,
}

/// Where the frequency guard stands (S6).
#[derive(Clone, Debug, PartialEq)]
enum Guard {
    /// It has nothing to ask.
    Quiet,
    /// It asks; nothing starts before it has an answer.
    Asking(Asks, String),
    /// The swaps were taken.
    Swapped,
    /// The plan was kept.
    Kept,
}

/// Whether something in a plan leans on a chair that must not roll.
fn leans_on_chair(plan: &Plan) -> bool {
    plan.steps.iter().any(|step| step.movement.needs.iter().any(|need| need.0 == [Kit::SturdyChair]))
}

/// What the space is asked for by a plan: the kit that "not fine" takes away, and the question. The chair is asked about
/// once and then known; it can still be another one today.
fn check(plan: &Plan) -> (Vec<Kit>, Option<&'static str>) {
    let floor = plan.steps.iter().any(|step| step.movement.on_floor());
    let chair = leans_on_chair(plan).then_some(Kit::SturdyChair);
    (chair.into_iter().chain(floor.then_some(Kit::Floor)).collect(), floor.then_some(texts::SPACE_CHECK))
}

impl ReadyScreen {
    pub(super) fn new(routine: Arc<Routine>, context: &mut Context<'_>) -> Self {
        let lacks = BTreeSet::new();
        let brief = context.brief(&routine, &lacks);
        let resumes = context.resumable().filter(|(_, it)| it.id == routine.id);
        let resumes = resumes.map(|(session, _)| {
            let first = resume_at(&session.session, context.memory.replay(), routine.steps.len());
            (session, first)
        });
        let name = |id: &MovementId| {
            context.library.movement_of(&routine, id).map_or_else(|| id.to_string(), |it| it.name.clone())
        };
        let aside = follow_up::aside_line(context.memory.standing(), context.now.wall, name);
        // Under a pause nothing can be brought back (F4).
        let aside = aside.filter(|_| context.memory.standing().ledger().holds().is_empty());
        let easier =
            routine.steps.iter().map(|step| &step.movement).find(|id| context.memory.standing().easier_next(id));
        let easier = easier.map(|id| (id.clone(), name(id)));
        let mut it = Self {
            plan: brief.lay(),
            routine,
            brief,
            resumes,
            lacks,
            chair: Chair::Settled,
            guard: Guard::Quiet,
            adapted_open: false,
            aside,
            easier,
            checked: context.memory.standing().checked_on(context.now.day()).then(|| words::plain(own::CHECKED_TODAY)),
            answers: whose_answers(context),
            is_guest: context.memory.is_guest(),
            offer: None,
            next_day: None,
            said: None,
            week_is_over: context.memory.is_first_day_in_full(context.now.day()),
        };
        it.lay();
        it.chair = it.chair_now(context);
        it.guard = it.guard_now(context);
        it.offer = it.gentler(context);
        if Wants::of(it.routine.id.as_str(), &it.routine.origin) == Wants::Moving {
            it.next_day = NextDay::due(context);
        }
        it
    }

    /// Lays the plan from what is known now.
    fn lay(&mut self) {
        self.plan = match &self.resumes {
            Some((resumable, first)) => {
                let bank = crate::coach::Bank { work: resumable.bank, moving: resumable.moving };
                self.brief.lay_from(*first, bank)
            }
            None => self.brief.lay(),
        };
    }

    /// Whether it matters that nothing was said about the chair. What is picked up goes on as it was begun.
    fn chair_now(&self, context: &Context<'_>) -> Chair {
        if self.resumes.is_some() || context.memory.standing().has_said(Kit::SturdyChair) {
            return Chair::Settled;
        }
        let mut steady = self.brief.clone();
        steady.person.lacks.remove(&Kit::SturdyChair);
        if leans_on_chair(&steady.lay()) { Chair::Open } else { Chair::Settled }
    }

    /// Whether the frequency guard has something to ask about this plan.
    fn guard_now(&self, context: &Context<'_>) -> Guard {
        let end_range: Vec<MovementId> = self
            .plan
            .steps
            .iter()
            .filter(|step| step.movement.end_range.is_some())
            .map(|step| step.movement.id.clone())
            .collect();
        let except = self.resumes.as_ref().map(|(it, _)| &it.session);
        let finished: Vec<frequency::Finished> = context
            .memory
            .replay()
            .finished_end_range(context.now.wall, Duration::from_secs(2 * 86_400), except)
            .into_iter()
            .map(|it| frequency::Finished { movement: it.movement, at: it.at, session: it.session.as_str().to_owned() })
            .collect();
        match frequency::guard(&end_range, &finished, context.now.wall) {
            None => Guard::Quiet,
            Some(asks) => {
                let first = asks.movements.first().and_then(|id| self.brief.movement(id.as_str()));
                let name = first.map_or("", |movement| movement.name.as_str());
                let text = words::plain(&asks.text(name));
                Guard::Asking(asks, text)
            }
        }
    }

    /// Gentler routines, when more than half of this one is swapped (W5).
    fn gentler(&self, context: &Context<'_>) -> Option<Vec<String>> {
        let more_than_half = self.plan.changed() * 2 > self.routine.steps.len();
        let titles = ["soft-range", "quiet-office"].map(RoutineId::new).into_iter().filter(|id| *id != self.routine.id);
        more_than_half
            .then(|| titles.filter_map(|id| context.library.routine(&id)?.ok()).map(|it| it.title.clone()).collect())
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        self.said = None;
        match key {
            Key::Enter if matches!(self.guard, Guard::Asking(..)) => {}
            Key::Enter => return self.start(context),
            Key::Char('c') if matches!(self.guard, Guard::Asking(..)) => self.take_guard_swap(context),
            Key::Char('k') if matches!(self.guard, Guard::Asking(..)) => self.keep_plan(context),
            Key::Char(key @ '1'..='3') => {
                if let Some(next_day) = self.next_day.take() {
                    // The answer may change what is done, or whether anything is.
                    let anew = Go::To(To::Routine(Arc::clone(&self.routine)));
                    return next_day.answer(key, context).unwrap_or(anew);
                }
            }
            Key::Char('f') if self.chair == Chair::Open => self.chair_is_fine(context),
            Key::Char('c') if self.chair == Chair::Open => self.chair_rolls(context),
            Key::Char('c') => self.not_fine(context),
            Key::Char('a') => self.adapted_open = !self.adapted_open,
            Key::Char('b') => {
                if let Some(aside) = self.aside.take() {
                    return Go::To(To::BringBack(aside.what, Box::new(To::Routine(Arc::clone(&self.routine)))));
                }
            }
            Key::Char('e') => self.take_easier(context),
            Key::Char('f') if self.resumes.is_some() => self.begin_anew(context),
            Key::Char('g') if self.offer.is_some() => return self.go_gentler(context),
            Key::Char('p') if self.routine.prescribed.is_some() => self.prescribed(context),
            Key::Char('x') if !self.is_guest => {
                context.memory.guest_comes(context.now, context.effects);
                return Go::To(To::Routine(Arc::clone(&self.routine)));
            }
            Key::Char('w') => {
                return Go::To(To::screening(Asked::Changed, To::Routine(Arc::clone(&self.routine))));
            }
            Key::Esc | Key::Left | Key::Char('s') => return Go::To(To::Library),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    fn start(&mut self, context: &mut Context<'_>) -> Go {
        if let Some(aside) = &self.aside {
            context.fact(Fact::ReadyLineShown { what: aside.what.clone() });
        }
        Go::To(To::Coaching(Box::new(Begin {
            brief: self.brief.clone(),
            plan: self.plan.clone(),
            resumes: self.resumes.take().map(|(session, _)| session),
            guard_kept: self.guard == Guard::Kept,
        })))
    }

    /// The person says that the routine was prescribed to them, or takes it back.
    fn prescribed(&mut self, context: &mut Context<'_>) {
        let (routine, digest) = (self.routine.id.clone(), self.routine.digest.to_string());
        let mine = !self.brief.prescribed;
        context.fact(Fact::Prescribed { routine, digest, mine });
        self.brief.prescribed = mine;
        self.brief.person.prescribed.clone_from(context.memory.standing().prescribed());
        self.lay();
        self.guard = self.guard_now(context);
        self.offer = self.gentler(context);
    }

    /// Who prescribed it, and what follows from that.
    fn prescription(&self) -> Option<String> {
        let by = self.routine.prescribed.as_ref()?;
        if !self.brief.prescribed {
            return Some(format!("It says that it was prescribed: {by}. Only if it was prescribed to you: p."));
        }
        let added = self.plan.steps.iter().take_while(|step| matches!(step.origin, Origin::Filler { .. })).count();
        let in_front = match added {
            0 => String::new(),
            1 => " One warm-up movement is added in front.".to_owned(),
            _ => format!(" {added} warm-up movements are added in front."),
        };
        Some(format!("Prescribed to you: {by}. Its doses and its order hold.{in_front}"))
    }

    /// The chair cannot roll: known from now on, and the plan is laid with it.
    fn chair_is_fine(&mut self, context: &mut Context<'_>) {
        context.fact(Fact::KitHas { kit: Kit::SturdyChair });
        self.said = Some(texts::CHAIR_IS_FINE.to_owned());
        self.gather(context);
    }

    /// The chair rolls: what was assumed is known.
    fn chair_rolls(&mut self, context: &mut Context<'_>) {
        context.fact(Fact::KitLacks { kit: Kit::SturdyChair });
        self.said = Some(remembered(&[Kit::SturdyChair]));
        self.gather(context);
    }

    /// The chair or the space is not fine: what needs them is swapped.
    fn not_fine(&mut self, context: &mut Context<'_>) {
        let (kit, _) = check(&self.plan);
        if kit.is_empty() {
            return;
        }
        for kit in &kit {
            context.fact(Fact::KitLacks { kit: *kit });
        }
        self.said = Some(remembered(&kit));
        self.lacks.extend(kit);
        self.gather(context);
    }

    /// Lays the plan anew from what is within reach now.
    fn gather(&mut self, context: &Context<'_>) {
        let guarded = std::mem::take(&mut self.brief.person.guarded);
        let gently = std::mem::take(&mut self.brief.person.gently);
        self.brief = context.brief(&self.routine, &self.lacks);
        self.brief.person.guarded = guarded;
        self.brief.person.gently.extend(gently);
        self.lay();
        self.chair = self.chair_now(context);
        if !matches!(self.guard, Guard::Swapped | Guard::Kept) {
            self.guard = self.guard_now(context);
        }
        self.offer = self.gentler(context);
    }

    fn take_guard_swap(&mut self, context: &mut Context<'_>) {
        if let Guard::Asking(asks, _) = std::mem::replace(&mut self.guard, Guard::Swapped) {
            for fact in asks.swapped() {
                context.fact(fact);
            }
            self.brief.person.guarded = asks.movements;
            self.lay();
            self.said = Some(guard_words::SWAPPED.to_owned());
        }
    }

    fn keep_plan(&mut self, context: &mut Context<'_>) {
        if let Guard::Asking(asks, _) = std::mem::replace(&mut self.guard, Guard::Kept) {
            for fact in asks.kept() {
                context.fact(fact);
            }
            self.said = Some(guard_words::KEPT.to_owned());
        }
    }

    /// The easier form of what was a lot last time.
    fn take_easier(&mut self, context: &mut Context<'_>) {
        if let Some((movement, name)) = self.easier.take() {
            context.fact(Fact::EasierOffered { movement: movement.clone() });
            self.brief.person.gently.insert(movement, None);
            self.lay();
            self.said = Some(format!("{name} comes in its easier form this time."));
        }
    }

    /// Not picked up after all: the whole routine, with a warm-up of its own.
    fn begin_anew(&mut self, context: &Context<'_>) {
        self.resumes = None;
        self.lay();
        self.chair = self.chair_now(context);
        self.guard = self.guard_now(context);
    }

    fn go_gentler(&self, context: &Context<'_>) -> Go {
        let ids = ["soft-range", "quiet-office"].map(RoutineId::new);
        let next = ids.into_iter().find(|id| *id != self.routine.id);
        match next.and_then(|id| context.library.routine(&id)).and_then(Result::ok) {
            Some(routine) => Go::To(To::Routine(routine)),
            None => Go::Stay,
        }
    }

    pub(super) fn view(&self) -> View {
        let (kit, check) = check(&self.plan);
        let guard = match &self.guard {
            Guard::Asking(_, text) => Some(text.clone()),
            Guard::Quiet | Guard::Swapped | Guard::Kept => None,
        };
        let mut keys = Vec::new();
        if guard.is_some() {
            keys.push(hint(Key::Char('c'), "c", "Seated Cat-Cow"));
            keys.push(hint(Key::Char('k'), "k", "keep it"));
        } else {
            let does = if check.is_some() { "all fine, start" } else { "start" };
            keys.push(hint(Key::Enter, "enter", does));
            if self.chair == Chair::Open {
                keys.push(hint(Key::Char('f'), "f", "it cannot roll"));
                keys.push(hint(Key::Char('c'), "c", "it rolls"));
            } else if !kit.is_empty() {
                keys.push(hint(Key::Char('c'), "c", if check.is_some() { "not fine" } else { "another chair" }));
            }
        }
        if self.next_day.is_some() {
            keys.extend(NextDay::keys());
        }
        if self.has_changes() {
            keys.push(hint(Key::Char('a'), "a", "what was adapted"));
        }
        if self.aside.is_some() {
            keys.push(hint(Key::Char('b'), "b", "bring it back"));
        }
        if self.resumes.is_some() {
            keys.push(hint(Key::Char('f'), "f", "from the start"));
        }
        if self.easier.is_some() {
            keys.push(hint(Key::Char('e'), "e", "easier form"));
        }
        if self.offer.is_some() {
            keys.push(hint(Key::Char('g'), "g", "gentler routine"));
        }
        if self.routine.prescribed.is_some() {
            let does = if self.brief.prescribed { "not prescribed to me" } else { "prescribed to me" };
            keys.push(hint(Key::Char('p'), "p", does));
        }
        keys.push(hint(Key::Char('w'), "w", "something changed"));
        if !self.is_guest {
            keys.push(hint(Key::Char('x'), "x", "someone else"));
        }
        keys.push(hint(Key::Esc, "esc", "library"));
        keys.push(hint(Key::Char('?'), "?", "help"));
        plain_view(Screen::Ready(self.show(guard, check)), keys)
    }

    fn has_changes(&self) -> bool {
        self.plan.changed() + self.plan.adapted() > 0
            || self.plan.steps.iter().any(|step| why_here(&step.origin).is_some())
    }

    fn show(&self, guard: Option<String>, check: Option<&str>) -> Ready {
        let ceiling = self.plan.steps.iter().map(|step| step.movement.ceiling).max().unwrap_or(0);
        let kit = kit_of(&self.plan);
        let opening = texts::opening(&kit, ceiling);
        let mut safety = self.safety();
        if self.plan.steps.iter().any(|step| step.movement.places == [Place::Floor]) {
            safety.push(words::plain(texts::OPENING_FLOOR));
        }
        Ready {
            title: self.routine.title.clone(),
            opening: words::plain(&opening),
            safety,
            length: self.plan.announced(),
            steps: self.plan.steps.iter().map(show_step).collect(),
            changes: self.changes(),
            check: match (self.chair == Chair::Open, check) {
                (true, Some(space)) => Some(format!("{space} {}", texts::CHAIR_CHECK)),
                (true, None) => Some(texts::CHAIR_CHECK.to_owned()),
                (false, space) => space.map(str::to_owned),
            },
            lines: self.lines(),
            guard,
            adapted_open: self.adapted_open,
            timeline: self
                .plan
                .steps
                .iter()
                .map(|step| crate::coach::view::Mark {
                    name: step.movement.name.clone(),
                    length: step.length(),
                    done: 0.0,
                    skipped: false,
                })
                .collect(),
        }
    }

    /// What is to be minded: the routine's own line while it is done as it is written, and what stands with the movements
    /// to an end of range where some of them were swapped, for that line may speak of one that is not done.
    fn safety(&self) -> Vec<String> {
        if self.plan.changed() == 0 {
            return Some(self.routine.safety.clone()).filter(|it| !it.is_empty()).into_iter().collect();
        }
        let mut said: Vec<String> = Vec::new();
        for step in self.plan.steps.iter().filter(|step| step.movement.end_range.is_some()) {
            said.extend(step.movement.note.clone().filter(|note| !said.contains(note)));
        }
        said
    }

    /// How much was changed, and what was dropped.
    fn changes(&self) -> Vec<String> {
        let total = self.routine.steps.len();
        let mut lines = Vec::new();
        let count = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        let swapped = self.plan.changed();
        if swapped > 0 {
            lines.push(format!("{swapped} of {} swapped for you.", count(total, "movement", "movements")));
        }
        if self.plan.adapted() > 0 {
            lines.push(format!("{} with a gentler version.", count(self.plan.adapted(), "movement", "movements")));
        }
        match self.brief.person.sorer {
            Sorer::No => {}
            Sorer::Once => lines.push(own::HALF_DOSE.to_owned()),
            Sorer::Again => lines.push(own::SORER_AGAIN.to_owned()),
        }
        if self.is_shorter_in_the_first_week() {
            lines.push("First week: shorter holds, fewer repeats.".to_owned());
        }
        if self.week_is_over && self.changes_without(|person| person.first_week = true) {
            lines.push("The first week is over: from today holds and repeats are in full.".to_owned());
        }
        if self.is_held_longer() {
            lines.push("Longer holds, as you have set.".to_owned());
        }
        lines.extend(self.plan.dropped.iter().map(|it| format!("{} is left out: {}.", it.name, why(&it.clash))));
        if let Some(titles) = &self.offer {
            lines.push(format!("More than half is swapped. {} may suit better.", titles.join(" or ")));
        }
        lines
    }

    /// Whether the first-week doses change anything in this plan.
    fn is_shorter_in_the_first_week(&self) -> bool {
        self.brief.person.first_week && self.changes_without(|person| person.first_week = false)
    }

    /// Whether the longer holds do.
    fn is_held_longer(&self) -> bool {
        self.brief.person.longer_holds && self.changes_without(|person| person.longer_holds = false)
    }

    /// Whether the doses of this plan are others than without something about the person.
    fn changes_without(&self, take_back: impl FnOnce(&mut Person)) -> bool {
        let mut other = self.brief.clone();
        take_back(&mut other.person);
        let length = |step: &PlannedStep| (step.movement.id.clone(), step.work());
        let doses = |plan: &Plan| plan.steps.iter().map(length).collect::<Vec<_>>();
        self.resumes.is_none() && doses(&other.lay()) != doses(&self.plan)
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.prescription());
        lines.extend(self.said.clone());
        if self.resumes.is_some() {
            let at = self.plan.steps.first().map_or("", |step| step.movement.name.as_str());
            lines.push(format!("Picks up at {at}."));
        }
        lines.extend(self.next_day.as_ref().map(NextDay::line));
        lines.extend(self.checked.clone());
        lines.extend(self.answers.clone());
        lines.extend(self.aside.as_ref().map(|aside| words::plain(&aside.text)));
        lines
            .extend(self.easier.as_ref().map(|(_, name)| format!("{name} was a lot last time. Take its easier form?")));
        lines
    }
}

/// Whose answers a plan is laid from, and how somebody else says that they are another.
fn whose_answers(context: &Context<'_>) -> Option<String> {
    if context.memory.is_guest() {
        return Some(door::FOR_GUEST.to_owned());
    }
    let day = context.memory.standing().answers_of()?;
    Some(door::answers_of(&day.format(DAY).to_string()))
}

/// What is said to what is not there.
fn remembered(kit: &[Kit]) -> String {
    let things: Vec<&str> = kit.iter().map(|kit| kit.says()).collect();
    format!("Remembered: without {}. To change that: m in the library.", things.join(" and "))
}

/// A day as it is said: `21 November`.
const DAY: &str = "%-d %B";

/// The step of the routine a session that is taken up begins with: the one after the last that is over, in it or in one
/// it went on with itself.
fn resume_at(session: &SessionId, replay: &Replay, steps: usize) -> usize {
    let mut life = replay.session(session);
    // A chain of sessions is short; the bound is for a record that was edited into a circle.
    for _ in 0..100 {
        let Some(it) = life else { break };
        let over = it.steps().filter(|step| step.how.is_over()).filter_map(|step| step.routine_step).max();
        if let Some(last) = over {
            return (last as usize + 1).min(steps);
        }
        life = it.started().and_then(|started| started.resumes.as_ref()).and_then(|earlier| replay.session(earlier));
    }
    0
}

fn show_step(step: &PlannedStep) -> ReadyStep {
    let mut notes: Vec<String> = why_here(&step.origin).into_iter().collect();
    if step.gently {
        notes.push(format!("Easier: {}", step.movement.easier));
    }
    notes.extend(step.lines.iter().map(|line| crate::coach::sentence(line)));
    ReadyStep {
        movement_id: step.movement.id.clone(),
        name: step.movement.name.clone(),
        dose: dose_words(step),
        length: step.length(),
        notes,
        swapped: matches!(step.origin, crate::coach::Origin::Swap { .. }),
    }
}

/// What a plan needs, thing by thing: a sturdy chair serves as a chair, and nothing is named that a swap made needless.
pub(crate) fn kit_of(plan: &Plan) -> String {
    let needs: Vec<&Vec<Kit>> = plan.steps.iter().flat_map(|step| &step.movement.needs).map(|need| &need.0).collect();
    let sturdy = needs.iter().any(|need| need.contains(&Kit::SturdyChair));
    let single = |kit: Kit| needs.iter().any(|need| **need == [kit]) && !(kit == Kit::Chair && sturdy);
    let mut said: Vec<String> =
        Kit::ALL.iter().copied().filter(|kit| single(*kit)).map(|kit| kit.says().to_owned()).collect();
    // What either of two things serves for is met by one that is needed anyway.
    for need in needs.iter().filter(|need| need.len() > 1 && !need.iter().any(|kit| single(*kit))) {
        let either = need.iter().map(|kit| kit.says()).collect::<Vec<_>>().join(" or ");
        if !said.contains(&either) {
            said.push(either);
        }
    }
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

/// A dose in a few words: `hold 10 s x 4`, `5 reps, both sides`, `3 sets of 12 reps`, `60 s`.
pub(crate) fn dose_words(step: &PlannedStep) -> String {
    dose_in_words(&step.dose)
}

/// The same of a dose that stands in no plan.
pub(crate) fn dose_in_words(dose: &Dose) -> String {
    let length = dose.effort.length().as_secs();
    let base = match dose.effort {
        Effort::Hold(_) if dose.reps == 1 => format!("hold {length} s"),
        Effort::Hold(_) => format!("hold {length} s x {}", dose.reps),
        Effort::Rep(_) if dose.unit == SideUnit::Breath => count(dose.reps as usize, "breath"),
        Effort::Rep(_) => count(dose.reps as usize, "rep"),
        Effort::Time(_) if dose.reps == 1 => amount::words(dose.effort.length()),
        Effort::Time(_) => format!("{length} s x {}", dose.reps),
    };
    let sides = match (dose.unit, dose.sides) {
        (_, 1) => "",
        (SideUnit::Direction, _) => ", both directions",
        (SideUnit::Level, _) => ", three spots",
        (SideUnit::Side | SideUnit::Breath | SideUnit::Bout, _) => ", both sides",
    };
    match dose.sets {
        0 | 1 => format!("{base}{sides}"),
        sets if !matches!(dose.effort, Effort::Rep(_)) => format!("{base}, {sets} sets{sides}"),
        sets => format!("{sets} sets of {base}{sides}"),
    }
}
