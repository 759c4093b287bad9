use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::heard::{self, Heard};
use crate::app::view::{Ask, KeyHint, Screen, View, words as view_words};
use crate::app::{Effect, Key, Leave, journaling};
use crate::coach::script::Script;
use crate::coach::view::{Doing, FigureView, Motion};
use crate::coach::{self, Bank, Ending, Event, Happening, Left, Part, Session, State, Talk};
use crate::journal::{Entry, SessionId, Started};
use crate::routine::{Movement, Phase, Routine, RoutinePlace, Tag};
use crate::safety::words::{self, stop as texts};
use crate::safety::{
    About, Consequence, Fact, FollowUp, Outcome, Position, Said, StopAnswer, StopQuestion, StopTalk, pops,
};
use crate::units::{Moment, Now, amount};

use super::context::Context;
use super::go::{Asked, Begin, Go, Mistake, Over, Says, Stopped, Text, To};
use super::parts::{ask_about, ask_stop, choice, hint, plain_view, reading};

/// A session that runs, and the talk when it is stopped.
#[derive(Debug)]
pub(crate) struct Coaching {
    session: Session,
    id: SessionId,
    /// Whether leaving is being asked about.
    leaving: bool,
    /// What was said of the last stop.
    talk: Option<StopTalk>,
    /// The routine, and what its plan works around.
    routine: Arc<Routine>,
    tags: BTreeSet<Tag>,
    /// A pop that was noted: what is said to it, until the segment changes.
    pop: Option<(String, Part)>,
    pops: pops::Pops,
    /// What is offered after the session because there were many pops.
    offer: Option<pops::Offer>,
    /// Which answer of the stop menu the arrows stand on, to be read in full.
    reading: Option<usize>,
    /// How many steps the figure has been turned.
    turned: u8,
    /// What is said of the plan as it is, where somebody listens.
    script: Option<Script>,
    /// What is said to a key, and since when.
    aside: Option<(Moment, String)>,
}

/// Where the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Stands {
    /// On its way into the next position.
    SettingUp,
    /// In a movement.
    Holding,
    /// Wherever it is comfortable.
    Paused,
    /// The same, and the person is asked something.
    Stopped,
}

/// What reaches a session besides keys.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) enum SessionInput {
    GoOn,
    Look,
    Pause,
    Quit,
    Suspend,
    TooSmall,
    Interrupt,
}

impl Coaching {
    /// Begins a session.
    pub(super) fn begin(begin: Begin, context: &mut Context<'_>) -> Self {
        let Begin { brief, plan, resumes, guard_kept } = begin;
        let now = context.now;
        let id = context.memory.new_session(now);
        let outcome = context.memory.standing().outcome();
        let started = Started {
            routine: brief.routine.id.clone(),
            title: brief.routine.title.clone(),
            digest: brief.routine.digest.to_string(),
            place: place(brief.routine.place),
            planned: plan.length(),
            own_set_ups: plan.announced().own_set_ups,
            steps: u32::try_from(plan.steps.len()).unwrap_or(u32::MAX),
            days: context.memory.replay().session_days_before(now.day()),
            first: plan.steps.first().map(|step| step.movement.id.clone()),
            resumes: resumes.as_ref().map(|it| it.session.clone()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            outcome: outcome.map(|it| it.word().to_owned()),
            guard_kept,
        };
        context.memory.entry(&id, Entry::Started(started), now, context.effects);
        let (routine, tags) = (Arc::clone(&brief.routine), brief.person.tags.clone());
        let bank = resumes.map_or(Bank::default(), |it| Bank { work: it.bank, moving: it.moving });
        let (session, effects) = Session::begin(brief, plan, bank, now.moment);
        let mut it = Self {
            session,
            id,
            leaving: false,
            talk: None,
            routine,
            tags,
            pop: None,
            pops: pops_so_far(context),
            offer: None,
            reading: None,
            turned: 0,
            script: None,
            aside: None,
        };
        it.write_script(context);
        it.perform(effects, context);
        it
    }

    /// Where the body is, for whoever asks whether this is a moment to interrupt it.
    pub(crate) fn stands(&self) -> Stands {
        match self.session.state() {
            State::Stopped(_) | State::Ended(_) => Stands::Stopped,
            _ if self.leaving => Stands::Stopped,
            State::Paused { .. } => Stands::Paused,
            State::Running { .. } | State::Waiting { .. } | State::CountingIn { .. }
                if self.session.part() == Part::SetUp =>
            {
                Stands::SettingUp
            }
            State::Running { .. } | State::Waiting { .. } | State::CountingIn { .. } => Stands::Holding,
        }
    }

    /// What is said to somebody who has to come out of the position now.
    pub(crate) fn way_out(&self) -> &'static str {
        exit_cue(&self.session.current().movement)
    }

    /// Whether it waits for the person.
    pub(in crate::app) fn waits(&self) -> bool {
        matches!(self.session.state(), State::Paused { .. } | State::Stopped(_))
    }

    /// The routine.
    pub(in crate::app) fn routine(&self) -> Arc<Routine> {
        Arc::clone(&self.routine)
    }

    /// What its plan works around.
    pub(in crate::app) const fn tags(&self) -> &BTreeSet<Tag> {
        &self.tags
    }

    /// When to look next, where a moving figure has so many frames a second.
    pub(super) fn next_deadline(&self, fps: Option<u32>) -> Option<Moment> {
        let deadline = self.session.next_deadline()?;
        // Nothing is drawn for the figure's sake where it is not seen or does not move.
        let frame = fps.filter(|_| !self.leaving).and_then(|fps| self.session.next_frame(fps));
        [Some(deadline), frame, self.next_phrase()].into_iter().flatten().min()
    }

    /// The stop question and what it leads to are grave (S10); the exit cue and the question are one.
    pub(super) fn grave_question(&self) -> Option<String> {
        let State::Stopped(stop) = self.session.state() else { return None };
        let name = match &stop.talk {
            Talk::ExitCue { .. } | Talk::Asking { .. } => "stop",
            Talk::Answered(talk) => match talk.asks()? {
                FollowUp::SoreSide => "side",
                FollowUp::Signs => "signs",
                FollowUp::Easier => "easier",
                FollowUp::EndOrGoOn => "end or go on",
            },
            Talk::CrampRest { .. } => return None,
        };
        Some(name.to_owned())
    }

    /// Takes what is no key.
    pub(crate) fn tell(&mut self, input: SessionInput, context: &mut Context<'_>) -> Go {
        let event = match input {
            SessionInput::Look => Event::Look,
            SessionInput::Quit => Event::Quit,
            SessionInput::Suspend => Event::Suspend,
            SessionInput::TooSmall => Event::TooSmall,
            SessionInput::Interrupt => Event::Interrupt,
            SessionInput::GoOn => match self.session.state() {
                State::Paused { .. } => Event::Pause,
                State::Running { .. }
                | State::Waiting { .. }
                | State::CountingIn { .. }
                | State::Stopped(_)
                | State::Ended(_) => Event::Look,
            },
            SessionInput::Pause => match self.session.state() {
                State::Running { .. } | State::Waiting { .. } | State::CountingIn { .. } => Event::Pause,
                State::Paused { .. } | State::Stopped(_) | State::Ended(_) => Event::Look,
            },
        };
        self.send(event, context)
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        if self.leaving {
            return self.leave(key, context);
        }
        // Time that is due is settled first, so that a key means what the screen shows (L4).
        let go = self.send(Event::Look, context);
        if !matches!(go, Go::Stay) {
            return go;
        }
        if let State::Stopped(stop) = self.session.state() {
            let talk = stop.talk.clone();
            return self.talk(talk, key, context);
        }
        let event = match key {
            Key::Char('s') | Key::Esc | Key::CtrlC => {
                self.reading = None;
                Event::Stop
            }
            Key::Char(' ' | 'p') => Event::Pause,
            Key::Char('e') => return self.easier(context),
            Key::Char('n') => Event::Skip,
            Key::Char('b') => Event::Back,
            Key::Char('+' | '=') => Event::Longer,
            Key::Char('o') => return self.note_pop(context),
            Key::Char('v') => {
                self.turned = (self.turned + 1) % 8;
                return Go::Stay;
            }
            Key::Enter => Event::Ready,
            Key::Char('q') => {
                self.leaving = true;
                return self.tell(SessionInput::Pause, context);
            }
            _ => return Go::Stay,
        };
        self.send(event, context)
    }

    /// `e`: what is easier now is said.
    fn easier(&mut self, context: &mut Context<'_>) -> Go {
        let before = self.session.view(context.now.moment).easier;
        let go = self.send(Event::Easier, context);
        let view = self.session.view(context.now.moment);
        let says = match (before, view.easier) {
            (false, true) => format!("Easier: {}", coach::sentence(&self.session.current().movement.easier)),
            (true, false) => coach::sentence(view_words::NOT_EASIER),
            _ => return go,
        };
        self.aside = Some((context.now.moment, says));
        go
    }

    /// Works out what is said of the plan as it is now, where somebody listens.
    fn write_script(&mut self, context: &Context<'_>) {
        self.script = context.options.voice.then(|| Script::of(self.session.plan()));
    }

    /// When the next phrase of the running segment begins.
    fn next_phrase(&self) -> Option<Moment> {
        let State::Running { began, .. } = self.session.state() else { return None };
        let elapsed = self.session.seen().since(*began);
        let next = self.script.as_ref()?.next_in(self.session.step(), self.session.part(), elapsed)?;
        Some(*began + next)
    }

    /// What is to be heard of the session.
    pub(in crate::app) fn heard(&self, now: Now) -> Heard {
        let aside = self.aside.as_ref().filter(|(since, _)| now.moment.since(*since) < heard::LATE);
        if let Some((since, says)) = aside {
            return Heard::Aside { since: *since, says: heard::spoken(says) };
        }
        match self.session.state() {
            State::Running { began, .. } => {
                let (step, part, elapsed) = (self.session.step(), self.session.part(), now.moment.since(*began));
                let phrase = self.script.as_ref().and_then(|it| it.begins(step, part, elapsed, heard::LATE));
                phrase.map_or(Heard::Nothing, |it| Heard::Phrase {
                    since: *began + it.after,
                    says: heard::spoken(&it.says),
                })
            }
            State::CountingIn { deadline, .. } => {
                let left = amount::countdown_secs(deadline.since(now.moment));
                let says = ["One.", "Two.", "Three."].into_iter().zip(1..).find(|(_, at)| *at == left);
                says.map_or(Heard::Nothing, |(says, at)| Heard::Phrase {
                    since: *deadline - std::time::Duration::from_secs(at),
                    says: says.to_owned(),
                })
            }
            State::Paused { reason, .. } => {
                let why = view_words::why_paused(*reason).unwrap_or("Paused.");
                Heard::Screen(vec![why.to_owned(), view_words::GO_ON.to_owned()])
            }
            State::Waiting { .. } | State::Stopped(_) | State::Ended(_) => Heard::Nothing,
        }
    }

    fn send(&mut self, event: Event, context: &mut Context<'_>) -> Go {
        let before = (self.session.step(), event.clone());
        let effects = self.session.handle(event, context.now.moment);
        // A plan is laid again by a key, or where a step is left.
        if context.options.voice != self.script.is_some() || before != (self.session.step(), Event::Look) {
            self.write_script(context);
        }
        self.perform(effects, context);
        if self.pop.as_ref().is_some_and(|(_, part)| *part != self.session.part()) {
            self.pop = None;
        }
        match self.session.ending() {
            Some(ending) => self.ended(ending, context),
            None => Go::Stay,
        }
    }

    /// Does what the session asks for: bells ring, what happened is recorded.
    fn perform(&mut self, effects: Vec<coach::Effect>, context: &mut Context<'_>) {
        for effect in effects {
            match effect {
                coach::Effect::Bell(bell) => context.effects.push(Effect::Sound(bell)),
                coach::Effect::Record(happening) => self.record(&happening, context),
            }
        }
    }

    fn record(&mut self, happening: &Happening, context: &mut Context<'_>) {
        if let Some(entry) = journaling::entry(happening, self.session.plan()) {
            context.memory.entry(&self.id, entry, context.now, context.effects);
        }
        match happening {
            Happening::Step(left) if left.how == Left::Done => {
                let step = &self.session.plan().steps[left.step];
                if step.gently && context.memory.standing().returns(&left.movement, step.movement.family).is_some() {
                    context.fact(Fact::DoneAgain { movement: left.movement.clone() });
                }
            }
            Happening::Stopped(stopped) if stopped.answer == Some(StopAnswer::NoAnswer) => {
                let _ = self.begin_talk(StopAnswer::NoAnswer, context);
            }
            Happening::Step(_)
            | Happening::Paused(_)
            | Happening::Resumed(_)
            | Happening::Stopped(_)
            | Happening::Sore(..)
            | Happening::Popped(_)
            | Happening::Ended(_) => {}
        }
    }

    /// A key while the stop is talked about.
    fn talk(&mut self, talk: Talk, key: Key, context: &mut Context<'_>) -> Go {
        if key == Key::CtrlC {
            // The second Ctrl-C leaves the program at once (CONTENT 3.7).
            *context.leave = Leave::Stopped;
            let _ = self.send(Event::Quit, context);
            return Go::Leave;
        }
        match (talk, key) {
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Key::Char(key)) => match StopQuestion::Stopped.answer(key) {
                Some(answer) => self.answer(answer, context),
                None => Go::Stay,
            },
            (Talk::ExitCue { .. } | Talk::Asking { .. }, Key::Down | Key::Up) => {
                self.reading = reading(self.reading, key, StopAnswer::ALL.len() - 1);
                Go::Stay
            }
            (Talk::Answered(talk), key) => {
                // Enter takes what the cursor stands on: the end.
                let key =
                    if key == Key::Enter && talk.asks() == Some(FollowUp::EndOrGoOn) { Key::Char('1') } else { key };
                let Key::Char(key) = key else { return Go::Stay };
                match talk.reads(key) {
                    Some(said) => self.say(*talk, said, context),
                    None => Go::Stay,
                }
            }
            (Talk::CrampRest { .. }, Key::Char('s') | Key::Esc) => self.send(Event::Stop, context),
            _ => Go::Stay,
        }
    }

    /// Takes an answer to what is asked about the stop.
    fn say(&mut self, mut talk: StopTalk, said: Said, context: &mut Context<'_>) -> Go {
        if let Some(fact) = talk.fact(said, self.id.as_str()) {
            context.fact(fact);
        }
        talk.take(said);
        self.talk = Some(talk);
        self.send(Event::Said(said), context)
    }

    /// What an answer to the stop leads to, its facts recorded.
    fn begin_talk(&mut self, answer: StopAnswer, context: &mut Context<'_>) -> Consequence {
        let movement = Arc::clone(&self.session.current().movement);
        let about = About {
            session: self.id.as_str(),
            movement: Some(&movement),
            standing: context.memory.standing(),
            stopped: context.now.wall,
            now: context.now.wall,
        };
        let (talk, facts) = StopTalk::begin(StopQuestion::Stopped, answer, &about);
        for fact in facts {
            context.fact(fact);
        }
        let consequence = talk.consequence().clone();
        self.talk = Some(talk);
        consequence
    }

    fn answer(&mut self, answer: StopAnswer, context: &mut Context<'_>) -> Go {
        let movement = self.session.current().movement.id.clone();
        let consequence = self.begin_talk(answer, context);
        if consequence.pop {
            let reaction = self.pops.note(context.now.wall);
            // Where it hurts nothing is offered (S23).
            self.offer = self.offer.or(reaction.offer).filter(|_| !answer.is_symptom());
            let entry = journaling::entry(&Happening::Popped(movement), self.session.plan());
            if let Some(entry) = entry {
                context.memory.entry(&self.id, entry, context.now, context.effects);
            }
        }
        let go = self.send(Event::Answer(Box::new(consequence)), context);
        // A paused session says by itself what the answer that nothing is wrong says.
        let says = answer.says().filter(|_| answer != StopAnswer::CarryOn);
        if matches!(self.session.state(), State::Paused { .. }) {
            self.pop = says.map(|line| (words::plain(line), self.session.part()));
        }
        go
    }

    /// `o`: a pop is noted and nothing stops (CONTENT 3.6).
    fn note_pop(&mut self, context: &mut Context<'_>) -> Go {
        let reaction = self.pops.note(context.now.wall);
        self.offer = self.offer.or(reaction.offer);
        let lines = reaction.lines(context.five_for_one());
        self.pop = Some((lines.join(" "), self.session.part()));
        self.aside = Some((context.now.moment, lines.join(" ")));
        self.send(Event::Popped, context)
    }

    /// Leaving was asked about: nothing destructive sits on Space or Enter.
    fn leave(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        match key {
            Key::Char('y' | '1') | Key::CtrlC => {
                let _ = self.send(Event::Quit, context);
                Go::Leave
            }
            Key::Char('s') => {
                self.leaving = false;
                self.send(Event::Stop, context)
            }
            Key::Esc | Key::Enter | Key::Char('n' | '2' | ' ') => {
                self.leaving = false;
                Go::Stay
            }
            _ => Go::Stay,
        }
    }

    /// The session is over: what is said to the stop that ended it, then the summary.
    fn ended(&mut self, ending: Ending, context: &mut Context<'_>) -> Go {
        let over = Over { session: self.session.clone(), id: self.id.clone(), offer: self.offer };
        let summary = To::Summary(Box::new(over));
        match ending {
            Ending::Finished => {
                *context.leave = Leave::Done;
                Go::To(summary)
            }
            // The shell leaves by itself after these.
            Ending::Quit | Ending::Interrupted => Go::Stay,
            Ending::Unknown | Ending::Stopped(_) => {
                *context.leave = Leave::Stopped;
                let Some(talk) = self.talk.clone() else { return Go::To(summary) };
                let outcome = talk.outcome();
                if outcome.is_some() {
                    *context.leave = Leave::NotNow;
                }
                let next = if talk.consequence().offers_dizzy && outcome != Some(Outcome::Emergency) {
                    To::screening(Asked::Tags(Some(Tag::Dizzy)), To::Library)
                } else if outcome.is_some() {
                    // Whoever has just been asked to see somebody is not asked whether it feels looser.
                    To::Library
                } else {
                    summary
                };
                let says = talk.consequence().says.clone();
                if ending == Ending::Unknown {
                    return Go::to_text(Text { then: next, ..Text::new(Says::Unanswered(says)) });
                }
                // What follows from an answer has been said with the question after it; only an outcome is still to be
                // said.
                if outcome.is_none() {
                    return Go::To(next);
                }
                let stopped = Stopped {
                    session: self.id.clone(),
                    movement: Some(Arc::clone(&self.session.current().movement)),
                    at: context.now.wall,
                    asked: StopQuestion::Afterwards,
                    // What was answered last is taken back: the signs, where they were asked, else the answer.
                    talk: talk.before_the_last(),
                    leave: Leave::Stopped,
                    then: To::Library,
                };
                let mistake = Mistake { back: To::StopMenu(Box::new(stopped)), leave: Leave::Stopped };
                let says = Says::Stop { says };
                Go::to_text(Text { says, then: next, mistake: Some(mistake), passing: None })
            }
        }
    }

    pub(super) fn view(&self, now: Now, fps: Option<u32>) -> View {
        if self.leaving {
            return self.leaving_view();
        }
        match self.session.state() {
            State::Stopped(stop) => self.talk_view(&stop.talk, now),
            State::Running { .. }
            | State::Waiting { .. }
            | State::CountingIn { .. }
            | State::Paused { .. }
            | State::Ended(_) => {
                let mut view = self.session.view(now.moment);
                if let Some((line, _)) = &self.pop {
                    view.say = Some(line.clone());
                }
                view.figure = self.figure(now, fps);
                let mut keys = session_keys(&view.doing, self.session.current().movement.phase);
                if !self.session.may_be_longer() {
                    keys.retain(|it| it.key != Key::Char('+'));
                }
                if view.figure.is_some() {
                    let leave = keys.iter().position(|it| it.key == Key::Char('q')).unwrap_or(keys.len());
                    keys.insert(leave, hint(Key::Char('v'), "v", "turn"));
                }
                plain_view(Screen::Session(Box::new(view)), keys)
            }
        }
    }

    /// The figure as it is now, or as two poses where nothing moves.
    fn figure(&self, now: Now, fps: Option<u32>) -> Option<FigureView> {
        let mut figure = match fps {
            Some(fps) => self.session.figure(now.moment, fps)?,
            None => FigureView { motion: Motion::Still, ..self.session.figure(now.moment, 0)? },
        };
        figure.turn(self.turned);
        Some(figure)
    }

    fn leaving_view(&self) -> View {
        let ask = Ask {
            title: "Paused".to_owned(),
            lines: vec![words::session::ended_early(&self.session.current().movement.name)],
            question: "Leave now?".to_owned(),
            choices: vec![choice(Key::Char('y'), "y", "leave"), choice(Key::Esc, "esc", "stay")],
            ..Ask::default()
        };
        plain_view(Screen::Ask(ask), vec![hint(Key::Char('s'), "s", "stop"), hint(Key::Char('?'), "?", "help")])
    }

    fn talk_view(&self, talk: &Talk, now: Now) -> View {
        let movement = &self.session.current().movement;
        let mut keys = Vec::new();
        let ask = match talk {
            Talk::ExitCue { .. } => ask_stop(StopQuestion::Stopped, Some(exit_cue(movement)), false, self.reading),
            Talk::Asking { .. } => ask_stop(StopQuestion::Stopped, Some(exit_cue(movement)), true, self.reading),
            Talk::Answered(talk) => ask_about(talk, movement.name.clone(), Some(movement)),
            Talk::CrampRest { deadline } => {
                keys.push(hint(Key::Char('s'), "s", "stop"));
                Ask {
                    title: movement.name.clone(),
                    lead: Some(words::plain(texts::SAY_CRAMP)),
                    lines: vec![amount::countdown(deadline.since(now.moment))],
                    ..Ask::default()
                }
            }
        };
        keys.push(hint(Key::CtrlC, "ctrl-c", "leave"));
        keys.push(hint(Key::Char('?'), "?", "help"));
        plain_view(Screen::Ask(ask), keys)
    }
}

/// The way out of the position of a movement.
fn exit_cue(movement: &Movement) -> &'static str {
    Position::of(movement).exit_cue()
}

/// The keys of a session in the order of their worth.
fn session_keys(doing: &Doing, phase: Phase) -> Vec<KeyHint> {
    let mut keys = vec![hint(Key::Char('s'), "s", "stop")];
    let waits = matches!(doing, Doing::Paused(_));
    keys.push(hint(Key::Char(' '), "space", if waits { "go on" } else { "pause" }));
    match doing {
        Doing::SetUp => keys.insert(1, hint(Key::Enter, "enter", "ready now")),
        Doing::Moving if phase == Phase::Move => keys.insert(1, hint(Key::Enter, "enter", "back")),
        _ => {}
    }
    keys.extend([
        hint(Key::Char('e'), "e", "easier"),
        hint(Key::Char('n'), "n", "skip"),
        hint(Key::Char('b'), "b", "back"),
        hint(Key::Char('+'), "+", "longer"),
        hint(Key::Char('o'), "o", "popped"),
        hint(Key::Char('q'), "q", "leave"),
        hint(Key::Char('V'), "V", "voice"),
        hint(Key::Char('?'), "?", "help"),
    ]);
    keys
}

/// Where a routine takes place, where it is one place.
const fn place(place: RoutinePlace) -> Option<crate::routine::Place> {
    use crate::routine::Place;
    match place {
        RoutinePlace::Chair => Some(Place::Chair),
        RoutinePlace::Standing => Some(Place::Standing),
        RoutinePlace::Wall => Some(Place::Wall),
        RoutinePlace::Floor => Some(Place::Floor),
        RoutinePlace::Mixed | RoutinePlace::Anywhere => None,
    }
}

/// The pops of the last weeks, for what is said to the next one.
fn pops_so_far(context: &Context<'_>) -> pops::Pops {
    let mut pops = pops::Pops::default();
    let today = context.now.day();
    for back in (0..=21).rev() {
        let Some(day) = today.checked_sub_days(chrono::Days::new(back)) else { continue };
        for at in context.memory.replay().pops_on(day) {
            let _ = pops.note(at);
        }
    }
    pops
}
