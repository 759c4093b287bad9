//! Random lives of random sessions, with the laws of `src/coach/LAWS.md` as invariants.
//!
//! Each session is made from a seed: a routine, a person, and a script of events and jumps of time. When an invariant
//! breaks, the script is made as short as it can be and printed, with the seed that replays it.
//!
//! `cargo test` runs 2,000 sessions; `UNHUNCH_SESSIONS=100000 cargo test --release --test coach properties -- --nocapture` runs
//! the long form and prints how often everything happened.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::walk::{brief, secs};
use unhunch::coach::{
    Bank, Brief, Effect, Event, Happening, Left, Origin, Part, Person, Session, Side, State, Stop, Talk, WATCHED,
};
use unhunch::routine::{Family, Kit, Library, MovementId, Phase, Tag};
use unhunch::safety::{Reply, Said, SoreSide, Standing, StopAnswer, consequence};
use unhunch::units::Moment;

use crate::chance::Random;

impl Random {
    fn chance(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// One thing a script does.
#[derive(Clone, Debug)]
enum Act {
    /// Time passes while somebody looks at every wake-up.
    Watch(Duration),
    /// Time passes and nobody looks.
    Gap(Duration),
    /// An event.
    Send(Event),
    /// An answer to the stop question.
    Answer(StopAnswer),
}

fn person(random: &mut Random) -> Person {
    let mut person = Person { first_week: random.chance(30), ..Person::default() };
    if random.chance(40) {
        for tag in Tag::ALL {
            if random.chance(15) {
                person.tags.insert(*tag);
            }
        }
    }
    if random.chance(30) {
        person.families_aside.insert(random.pick(Family::ALL));
    }
    if random.chance(30) {
        person.lacks.insert(random.pick(Kit::ALL));
    }
    if random.chance(20) {
        person.set_aside.insert(MovementId::new("chair-back-extension"));
        person.gently.insert(MovementId::new("seated-chair-twist"), Some(random.pick(&[Side::Left, Side::Right])));
    }
    if random.chance(15) {
        person.guarded.push(MovementId::new("wall-chest-lean"));
        person.guarded.push(MovementId::new("chair-back-extension"));
    }
    person
}

fn script(random: &mut Random) -> Vec<Act> {
    let length = 5 + random.below(60);
    (0..length).map(|_| act(random)).collect()
}

fn act(random: &mut Random) -> Act {
    let nanos = Duration::from_nanos(random.next() % 1_000_000_000);
    match random.below(100) {
        0..=29 => Act::Watch(secs(random.next() % 5) + nanos),
        30..=44 => Act::Watch(secs(random.next() % 60)),
        45..=47 => Act::Watch(secs(60 + random.next() % 600)),
        48..=50 => Act::Gap(secs(random.next() % 4) + nanos),
        51 => Act::Gap(secs(random.next() % 7_200)),
        52..=56 => Act::Send(Event::Stop),
        57..=63 => Act::Answer(random.pick(&StopAnswer::ALL)),
        64..=68 => Act::Send(Event::Pause),
        69..=73 => Act::Send(Event::Easier),
        74..=77 => Act::Send(Event::Skip),
        78..=82 => Act::Send(Event::Back),
        83..=86 => Act::Send(Event::Longer),
        87..=89 => Act::Send(Event::Ready),
        90 => Act::Send(Event::Popped),
        91..=96 => Act::Send(Event::Said(random.pick(&[
            Said::GoOn,
            Said::GoOn,
            Said::End,
            Said::Easier,
            Said::Skip,
            Said::Side(SoreSide::Left),
            Said::Side(SoreSide::Both),
            Said::Signs(Reply::No),
        ]))),
        97 => Act::Send(Event::TooSmall),
        98 => Act::Send(Event::Suspend),
        _ => Act::Send(if random.chance(50) { Event::Quit } else { Event::Interrupt }),
    }
}

/// A session under test, with what the invariants need to remember.
struct Trial {
    session: Session,
    brief: Brief,
    now: Moment,
    /// Time that somebody watched it run.
    watched: Duration,
    ends: usize,
    /// The work each step was recorded with, last.
    recorded: BTreeMap<usize, Duration>,
    /// Steps in which the easier form was asked for on a later side: their sides need not be alike.
    eased_late: BTreeSet<usize>,
    counts: BTreeMap<String, usize>,
}

impl Trial {
    fn new(seed: u64) -> (Self, Vec<Act>) {
        thread_local! {
            static LIBRARY: Library = Library::built_in();
        }
        let mut random = Random(seed);
        LIBRARY.with(|library| {
            let ids: Vec<String> = library.heads().map(|head| head.id.to_string()).collect();
            let brief = brief(library, &random.pick(&ids), person(&mut random));
            let plan = brief.lay();
            let began = Moment::at(Duration::from_nanos(random.next() % 1_000_000_000_000));
            let (session, _) = Session::begin(brief.clone(), plan, Bank::default(), began);
            let script = script(&mut random);
            let trial = Self {
                session,
                brief,
                now: began,
                watched: Duration::ZERO,
                ends: 0,
                recorded: BTreeMap::new(),
                eased_late: BTreeSet::new(),
                counts: BTreeMap::new(),
            };
            (trial, script)
        })
    }

    fn play(&mut self, script: &[Act]) -> Result<(), String> {
        self.check_plan()?;
        for act in script {
            match act {
                Act::Watch(length) => self.watch(*length)?,
                Act::Gap(length) => {
                    self.now = self.now + *length;
                    self.count(if *length > WATCHED { "gap" } else { "late look" });
                    self.send(&Event::Look)?;
                }
                Act::Send(event) => self.send(event)?,
                Act::Answer(answer) => {
                    let movement = Arc::clone(&self.session.current().movement);
                    let at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
                    let consequence = consequence(*answer, Some(&movement), &Standing::default(), at);
                    if matches!(
                        self.session.state(),
                        State::Stopped(Stop { talk: Talk::ExitCue { .. } | Talk::Asking { .. }, .. })
                    ) {
                        self.count(&format!("answer {answer:?}"));
                    }
                    self.send(&Event::Answer(Box::new(consequence)))?;
                }
            }
        }
        if self.session.ending().is_none() {
            self.send(&Event::Interrupt)?;
        }
        if self.ends != 1 {
            return Err(format!("L8: its end was recorded {} times", self.ends));
        }
        Ok(())
    }

    fn watch(&mut self, length: Duration) -> Result<(), String> {
        let until = self.now + length;
        for _ in 0..100_000 {
            let next = self.session.next_deadline().filter(|deadline| *deadline <= until);
            self.now = next.unwrap_or(until).max(self.now);
            self.send(&Event::Look)?;
            if next.is_none() {
                return Ok(());
            }
        }
        Err("it woke without end".to_owned())
    }

    fn count(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    fn send(&mut self, event: &Event) -> Result<(), String> {
        let before = self.session.clone();
        if *event == Event::Easier && side_ahead(&before) > Some(0) {
            self.eased_late.insert(before.step());
        }
        let ran = matches!(before.state(), State::Running { .. });
        let since = self.now;
        let effects = self.session.handle(event.clone(), self.now);
        self.check_end(&effects)?;
        self.check_time(&before, ran, since)?;
        self.check_pausing(&before, event)?;
        self.check_bank(&before)?;
        self.check_sides()?;
        self.check_deadline()?;
        self.check_credit()?;
        if self.session.plan() != before.plan() {
            self.check_plan()?;
        }
        let view = self.session.view(self.now);
        if self.session.view(self.now) != view {
            return Err("looking at the view changed it".to_owned());
        }
        let named = format!("{event:?}");
        self.count(named.split(['(', ' ']).next().unwrap_or_default());
        Ok(())
    }

    /// L8, L14: how often it ended, and that the steps as they were recorded last add up to the session.
    fn check_end(&mut self, effects: &[Effect]) -> Result<(), String> {
        for effect in effects {
            if let Effect::Record(happening) = effect {
                match happening {
                    Happening::Ended(ended) => {
                        self.ends += 1;
                        let sum: Duration = self.recorded.values().sum();
                        if sum != ended.work {
                            return Err(format!(
                                "L14: the steps add up to {sum:?} and the session to {:?}",
                                ended.work
                            ));
                        }
                        self.count(&format!("ended {:?}", ended.how).replace(['(', ')'], " "));
                    }
                    Happening::Resumed(_) => self.count("resumed"),
                    Happening::Step(left) => {
                        self.recorded.insert(left.step, left.work);
                        if left.how == Left::Done {
                            self.count("step done");
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// L1, L5: work grows by no more than the time somebody watched it run.
    fn check_time(&mut self, before: &Session, ran: bool, since: Moment) -> Result<(), String> {
        let seen = before.seen();
        let passed = since.since(seen);
        if ran && passed <= WATCHED {
            self.watched += passed;
        }
        // Count-ins that end between two looks run on as well.
        if matches!(before.state(), State::CountingIn { .. }) && passed <= WATCHED {
            self.watched += passed;
        }
        let work = self.session.work();
        if work > self.watched + Duration::from_nanos(1) {
            return Err(format!("L5: {work:?} of work in {:?} of watched time", self.watched));
        }
        Ok(())
    }

    /// L5, L6: what waits stays as it is however much time passes.
    fn check_pausing(&self, before: &Session, event: &Event) -> Result<(), String> {
        let waited = matches!(before.state(), State::Paused { .. });
        if waited && *event == Event::Look && self.session.state() != before.state() {
            return Err(format!("L6: {:?} became {:?} by itself", before.state(), self.session.state()));
        }
        let stopped = matches!(before.state(), State::Stopped(_));
        if stopped && matches!(self.session.state(), State::Running { .. } | State::CountingIn { .. }) {
            return Err(format!("L6: it ran on from {:?}", before.state()));
        }
        if stopped && self.session.work() != before.work() {
            return Err("L6: work was credited while it was stopped".to_owned());
        }
        Ok(())
    }

    /// L12: an end-range movement starts only with its warm-up in the bank.
    fn check_bank(&self, before: &Session) -> Result<(), String> {
        let movement = &self.session.current().movement;
        let entered = self.session.step() != before.step();
        if entered && !self.session.bank().allows(movement) {
            return Err(format!("L12: {} began with {:?} in the bank", movement.id, self.session.bank()));
        }
        Ok(())
    }

    /// L10: both sides get the same, unless the person asked for less on the second.
    fn check_sides(&self) -> Result<(), String> {
        for (index, step) in self.session.plan().steps.iter().enumerate() {
            let alike = step.efforts.iter().all(|efforts| *efforts == step.efforts[0]);
            if !alike && !self.eased_late.contains(&index) {
                return Err(format!("L10: the sides of step {index} differ: {:?}", step.efforts));
            }
        }
        Ok(())
    }

    /// L7: nothing wakes while a person is waited for, and whatever runs is looked at every second.
    fn check_deadline(&self) -> Result<(), String> {
        let deadline = self.session.next_deadline();
        let ok = match self.session.state() {
            State::Running { .. }
            | State::CountingIn { .. }
            | State::Stopped(Stop {
                talk: Talk::ExitCue { .. } | Talk::Asking { .. } | Talk::CrampRest { .. }, ..
            }) => deadline.is_some_and(|it| it.since(self.now) <= secs(1)),
            State::Stopped(_) | State::Waiting { .. } | State::Paused { .. } | State::Ended(_) => deadline.is_none(),
        };
        if ok { Ok(()) } else { Err(format!("L7: {:?} wakes at {deadline:?}", self.session.state())) }
    }

    /// L14: no effort is credited with more than twice its dose, whatever is restarted.
    fn check_credit(&self) -> Result<(), String> {
        for (index, step) in self.session.plan().steps.iter().enumerate() {
            let most = step.dose.work() * 2;
            if self.session.work_in(index) > most {
                return Err(format!("L14: step {index} has {:?} of at most {most:?}", self.session.work_in(index)));
            }
        }
        Ok(())
    }

    /// W1, W3, W6, L11: what every plan keeps to, laid again or not.
    fn check_plan(&mut self) -> Result<(), String> {
        let plan = self.session.plan();
        let sum: Duration = plan.steps.iter().flat_map(unhunch::coach::PlannedStep::segments).map(|it| it.length).sum();
        if sum != plan.length() || plan.steps.is_empty() {
            return Err(format!("L11: the plan says {:?} and its segments {sum:?}", plan.length()));
        }
        let swaps: Vec<_> = plan.steps.iter().filter(|it| matches!(it.origin, Origin::Swap { .. })).collect();
        let names: BTreeSet<_> = swaps.iter().map(|it| &it.movement.id).collect();
        if names.len() != swaps.len() {
            return Err("W6: a swap stands twice".to_owned());
        }
        for step in &plan.steps[self.session.step() + 1..] {
            if let Some(clash) = self.brief.person.clash(&step.movement) {
                let known = matches!(self.session.left().get(&self.session.step()), Some(Left::SetAside));
                if !known {
                    return Err(format!("{} stands in the plan and clashes: {clash:?}", step.movement.id));
                }
            }
        }
        let last = plan.steps.last().expect("it is not empty");
        if !matches!(last.movement.phase, Phase::CoolDown | Phase::Reset) {
            return Err(format!("W3: it ends on {}", last.movement.id));
        }
        Ok(())
    }
}

/// Plays a script from its seed; what broke, if anything, and how often everything happened.
fn trial(seed: u64, script: Option<&[Act]>) -> (Result<(), String>, BTreeMap<String, usize>) {
    let (mut trial, own) = Trial::new(seed);
    let result = trial.play(script.unwrap_or(&own));
    (result, trial.counts)
}

/// The side of the first effort of the running step that is not over.
fn side_ahead(session: &Session) -> Option<usize> {
    let turns = session.current().turns();
    let find = |side, rep| turns.iter().position(|turn| *turn == (side, rep));
    let at = match session.part() {
        Part::SetUp => 0,
        Part::In { side, rep } | Part::Work { side, rep } => find(side, rep)?,
        Part::Out { side, rep } | Part::Rest { side, rep } => find(side, rep)? + 1,
        Part::Change { to } => return Some(to),
    };
    turns.get(at).map(|(side, _)| *side)
}

/// The law that an invariant's message names.
fn law(why: &str) -> &str {
    why.split(':').next().unwrap_or_default()
}

/// The shortest script that still breaks the same law.
fn shrink(seed: u64, mut script: Vec<Act>, why: &str) -> Vec<Act> {
    let mut at = 0;
    while at < script.len() {
        let mut shorter = script.clone();
        shorter.remove(at);
        if trial(seed, Some(&shorter)).0.is_err_and(|it| law(&it) == law(why)) {
            script = shorter;
        } else {
            at += 1;
        }
    }
    script
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long a test runs is asked of the environment")]
fn the_laws_hold_whatever_happens() {
    let sessions: u64 =
        std::env::var("UNHUNCH_SESSIONS").ok().map_or(2_000, |text| text.parse().expect("a number of sessions"));
    let mut counts = BTreeMap::<String, usize>::new();
    for seed in 0..sessions {
        let (result, seen) = trial(seed, None);
        if let Err(why) = result {
            let short = shrink(seed, Trial::new(seed).1, &why);
            let why = trial(seed, Some(&short)).0.expect_err("it still breaks");
            let lines: Vec<String> = short.iter().map(|act| format!("  {act:?}")).collect();
            panic!("{why}\nseed {seed}, replayed by this script:\n{}", lines.join("\n"));
        }
        for (what, times) in seen {
            *counts.entry(what).or_default() += times;
        }
    }
    for (what, times) in &counts {
        println!("{times:>10}  {what}");
    }
    let must: Vec<String> = StopAnswer::ALL.iter().map(|answer| format!("answer {answer:?}")).collect();
    let named = ["gap", "late look", "resumed", "step done", "Stop", "Skip", "Back", "Longer", "Easier", "Popped"];
    for what in must.iter().map(String::as_str).chain(named) {
        assert!(counts.get(what).is_some_and(|times| *times > 0), "{what} never happened");
    }
    for how in ["Finished", "Quit", "Interrupted", "Unknown"] {
        assert!(counts.contains_key(&format!("ended {how}")), "no session ended {how}");
    }
}

#[test]
fn a_script_that_breaks_something_is_shown_as_short_as_it_can_be() {
    // An act that breaks nothing is taken out; the invariants are sharp enough to see a session that ends twice.
    let script = vec![Act::Watch(secs(1)), Act::Send(Event::Quit), Act::Watch(secs(1))];
    let (mut trial, _) = Trial::new(1);
    trial.ends = 1;
    assert!(trial.play(&script).is_err());
}

#[test]
fn lives_that_once_broke_a_law_do_not_any_more() {
    for seed in [17_527, 25_265, 39_601] {
        assert_eq!(trial(seed, None).0, Ok(()), "seed {seed}");
    }
}
