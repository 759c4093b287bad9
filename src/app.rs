//! Which screen there is, which key means what: the whole state of the program, changed in one place (K3).
//!
//! [`App::update`] takes an [`Input`] and says what the world must do; [`App::view`] says what there is to see or say. A
//! screen is a value of its own in `app/screens/`: it takes keys, says where to go (`screens::Go`) and shows itself. What
//! outlasts a screen is in the [`Memory`].

#![doc = include_str!("app/SCREENS.md")]

mod bells;
mod beside;
mod effect;
mod heard;
pub mod history;
mod input;
mod journaling;
mod memory;
mod own;
mod program;
pub mod runs;
mod screens;
mod showing;
mod suggestion;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

pub use beside::{Beside, BesideFace, CommandNews, HowEnded, Wants, WhenDone, routine_beside};
pub use effect::{Effect, Leave};
pub use heard::Heard;
pub(crate) use heard::in_words;
pub use input::{Focus, Input, Key, Mute};
pub use memory::Memory;
pub use program::Program;
pub use screens::library::PlaceFilter;
pub(crate) use screens::ready::{dose_in_words, dose_words, kit_of};
pub use showing::Showing;

use crate::coach::view::Motion;
use crate::routine::{Library, Routine};
use crate::safety::{Gate, Outcome, timing, words};
use crate::settings::Settings;
use crate::units::{Moment, Now};

use bells::Bells;
use own::Own;
use screens::{At, Begin, Context, Go, Room, SessionInput, To};
use view::View;
use view::window::{ROOMY, SMALLEST, has_room_for_figures};

/// The program: its screen, and what outlasts it.
#[derive(Debug)]
pub struct App {
    house: House,
    /// The screen over the library, if there is one.
    at: Option<At>,
    /// The library's screen, which is always there.
    shelf: screens::library::LibraryScreen,
    /// Whether the help lies over the screen.
    helping: bool,
    /// Whether the record could not be kept once already; it is said once.
    record_failed: bool,
    asked: Asked,
    lengths: Lengths,
    window: Window,
    figures: Figures,
    focus: Focus,
    own: Own,
    /// Keys pressed in the library before the person's own files were in it.
    held: Vec<Key>,
    /// The command it runs beside.
    beside: Option<Box<Beside>>,
    bells: Bells,
    /// When the voice was switched on in a session.
    voiced: Option<Moment>,
    /// The last moment anything reached it.
    seen: Moment,
    /// The window; none where everything is said in lines, or as long as nobody has told.
    room: Option<Room>,
    /// The last key and when it was pressed: equal keys that follow at once are one press (S16).
    last: Option<(Key, Moment)>,
    /// The session that begins once the facts have been read again (S17).
    starting: Option<Box<Begin>>,
    /// The key that goes on with a session once they have.
    going_on: Option<Key>,
    /// Since when a session waits for the person.
    waits_since: Option<Moment>,
    /// When anything was last told.
    told: Moment,
}

/// What the screens share.
#[derive(Debug)]
struct House {
    library: Arc<Library>,
    memory: Memory,
    options: Options,
    /// Lines that are said once.
    notices: Vec<String>,
    /// How the program would be left now.
    leave: Leave,
}

/// How the program was called.
#[derive(Clone, Debug)]
pub struct Options {
    /// No bell.
    pub quiet: bool,
    /// Tones are played where the bell would ring.
    pub tones: bool,
    /// Whether the coach speaks from the beginning.
    pub voice: bool,
    /// Whether figures move.
    pub motion: Motion,
    /// How many pictures a second a moving figure may take.
    pub frames: u32,
    /// Where to begin.
    pub start: Start,
    /// The library shows what takes less than this many minutes and a minute.
    pub minutes: Option<u32>,
    /// The library shows what is done here.
    pub place: Option<PlaceFilter>,
    /// What it was opened for.
    pub occasion: Occasion,
    /// The emergency number as the person typed it.
    pub emergency_number: Option<String>,
    /// On how many days of a week they would like to move.
    pub goal_days: u32,
    /// Whether the library has the person's own files in it already.
    pub own_files: OwnFiles,
    /// How the program is seen.
    pub face: Face,
}

/// How the program is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Drawn in a window, where long pages are scrolled.
    #[default]
    Drawn,
    /// Said in lines, each page whole.
    Spoken,
}

/// What the program was opened for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Occasion {
    /// Whatever the person likes, wherever they are.
    #[default]
    Free,
    /// A break that was offered: they are at their desk.
    Offered,
}

/// When the person's own files are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnFiles {
    /// They have been.
    #[default]
    Read,
    /// After the first picture, which waits for nothing.
    Later,
}

impl Default for Options {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            quiet: false,
            tones: false,
            voice: false,
            motion: Motion::default(),
            frames: settings.frames.value.0,
            start: Start::default(),
            minutes: None,
            place: None,
            occasion: Occasion::default(),
            emergency_number: None,
            goal_days: settings.days.value.0,
            own_files: OwnFiles::default(),
            face: Face::default(),
        }
    }
}

impl Options {
    /// How many frames a second a moving figure has; none where figures stand still.
    #[must_use]
    pub fn fps(&self) -> Option<u32> {
        (self.motion == Motion::Moving && self.frames > 0).then_some(self.frames)
    }
}

/// Where the program begins.
#[derive(Clone, Debug, Default)]
pub enum Start {
    /// The check of the desk.
    Desk,
    /// The learn cards.
    Learn,
    /// The library.
    #[default]
    Library,
    /// What is stored about the person.
    Me,
    /// A dry run of a routine: its session at once, with nothing before it (S12).
    Rehearse(Arc<Routine>),
    /// The ready screen of a routine.
    Run(Arc<Routine>),
}

/// Since when the question on the screen has been there: answers to the grave ones wait for it (S10).
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// It has not been shown yet.
    Unshown(Option<String>),
    /// It has been, since this moment.
    Since(Option<String>, Moment),
}

/// Whether the library shows how long its routines take this person: working that out reads every file, so it waits
/// until the first picture is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lengths {
    /// They are shown as they are written.
    AsWritten,
    /// They have been worked out and wait to be drawn.
    Undrawn,
    /// They are shown.
    Shown,
}

/// Whether there is room for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    /// None is seen, and none moves.
    NoRoom,
    /// They are seen.
    Seen,
}

/// More keys than anybody presses while the person's own files are read.
const MOST_HELD: usize = 16;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Window {
    /// Everything stands on it whole.
    Roomy,
    /// The long questions do not.
    Cramped,
    /// No session runs in it.
    TooSmall,
}

/// A figure nobody looks at closely has at most so many frames a second.
const ELSEWHERE: u32 = 4;

impl App {
    /// The program as it begins at `now`; `notices` are said once, first.
    #[must_use]
    pub fn new(
        library: Library,
        memory: Memory,
        options: Options,
        notices: Vec<String>,
        now: Now,
    ) -> (Self, Vec<Effect>) {
        let mut effects = Vec::new();
        let shelf = screens::library::LibraryScreen::new(&library, &memory, &options, now);
        let own = match options.own_files {
            OwnFiles::Read => Own::In,
            OwnFiles::Later => Own::Stale,
        };
        let mut app = Self {
            house: House { library: Arc::new(library), memory, options, notices, leave: Leave::Done },
            at: None,
            shelf,
            helping: false,
            record_failed: false,
            asked: Asked::Unshown(None),
            lengths: Lengths::AsWritten,
            window: Window::Roomy,
            figures: Figures::Seen,
            focus: Focus::Here,
            own,
            held: Vec::new(),
            beside: None,
            bells: Bells::default(),
            voiced: None,
            seen: now.moment,
            room: None,
            last: None,
            starting: None,
            going_on: None,
            waits_since: None,
            told: now.moment,
        };
        let mut context = app.house.context(now, None, &mut effects);
        let at = screens::begin(&mut context);
        app.at = at;
        app.ring(&mut effects, now);
        // Where the first picture waits for nothing the lengths come after it; words are said once.
        if app.house.options.minutes.is_some() || app.house.options.own_files == OwnFiles::Read {
            app.shelf.refresh(&app.house.library, &app.house.memory, now);
            app.lengths = Lengths::Shown;
        }
        if app.is_in_library() {
            app.shelf.take_preview(&app.house.library, &app.house.memory, now);
        }
        app.asked = Asked::Unshown(app.grave_question());
        (app, effects)
    }

    /// Takes an input and says what the world must do.
    #[must_use]
    pub fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.seen = now.moment;
        match input {
            // A row may become another routine by the person's own files: keys wait for them; `q` too, which
            // may be a letter of what is looked for.
            Input::Key(key) if self.awaits_own() && key != Key::CtrlC => {
                if self.held.len() < MOST_HELD {
                    self.held.push(key);
                }
            }
            Input::Key(key) => self.key(key, now, &mut effects),
            Input::Pasted(letter) => {
                if self.takes_text() && !self.awaits_own() {
                    self.key(Key::Char(letter), now, &mut effects);
                }
            }
            Input::Command(news) => self.command_news(news, now, &mut effects),
            Input::Shown => self.shown(now, &mut effects),
            Input::FilesChanged => self.own = Own::Stale,
            Input::Own(files) => self.own.take(files),
            Input::Earlier(entries) => {
                self.house.memory.recall(entries);
                self.shelf.forget_preview();
            }
            Input::Journal(journal) => {
                self.house.memory.remember(*journal, self.house.options.goal_days, now);
                if let Some(At::History(screen)) = &mut self.at {
                    screen.refresh(&self.house.memory);
                }
            }
            Input::RecordFailed(why) => {
                if !self.record_failed {
                    self.record_failed = true;
                    self.house.notices.push(why);
                }
            }
            Input::Mute(mute, why) => {
                match mute {
                    Mute::Voice => self.house.options.voice = false,
                    Mute::Tones => self.house.options.tones = false,
                }
                self.house.notices.push(why);
            }
            Input::Facts(facts, damaged) => {
                self.house.memory.read(&facts, damaged);
                self.facts_are(now, &mut effects);
            }
            Input::Focus(focus) => self.focus = focus,
            // What is said in lines is whole at any size.
            Input::Resize { .. } if self.house.options.face == Face::Spoken => {}
            Input::Resize { cols, rows } => {
                self.room = Some(Room { cols, rows });
                if let Some(at) = &mut self.at {
                    at.resize(self.room);
                }
                self.figures = if has_room_for_figures(cols, rows) { Figures::Seen } else { Figures::NoRoom };
                self.window = match (cols, rows) {
                    _ if cols < SMALLEST.0 || rows < SMALLEST.1 => Window::TooSmall,
                    _ if cols < ROOMY.0 || rows < ROOMY.1 => Window::Cramped,
                    _ => Window::Roomy,
                };
            }
            Input::Wake | Input::Resume => {
                self.shelf.watch(now.moment);
                if self.lengths == Lengths::Undrawn {
                    self.lengths = Lengths::Shown;
                }
                self.go_on_with_own(now, &mut effects);
                self.tell_session(SessionInput::Look, now, &mut effects);
            }
            Input::Suspend => self.tell_session(SessionInput::Suspend, now, &mut effects),
            Input::Interrupt => {
                self.tell_session(SessionInput::Interrupt, now, &mut effects);
                // Nothing was coached, and the exit says so also where nobody can press a key.
                if self.house.leave == Leave::NotNow {
                    effects.push(Effect::Leave(Leave::NotNow));
                }
            }
        }
        // Nothing begins, or goes on, where it cannot be seen.
        if self.window == Window::TooSmall {
            self.tell_session(SessionInput::TooSmall, now, &mut effects);
        }
        if self.lengths != Lengths::AsWritten {
            self.ask_for_own(&mut effects);
        }
        if !self.awaits_own() {
            for key in std::mem::take(&mut self.held) {
                self.key(key, now, &mut effects);
            }
        }
        self.settle_command(now, &mut effects);
        if self.is_in_library() {
            self.shelf.take_preview(&self.house.library, &self.house.memory, now);
        }
        self.note_waiting(now);
        let question = self.grave_question();
        let known = match &self.asked {
            Asked::Unshown(known) | Asked::Since(known, _) => known,
        };
        if *known != question {
            self.asked = Asked::Unshown(question);
        }
        self.ring(&mut effects, now);
        effects
    }

    /// When to look next, if anything runs.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Moment> {
        let of_the_command = self.command_deadline(self.seen);
        let of_the_coach = if self.lengths == Lengths::Undrawn || self.may_go_on_with_own() {
            Some(Moment::START)
        } else if self.is_in_library() {
            // Nothing moves under the help.
            if self.helping { None } else { self.shelf.next_frame(self.fps()) }
        } else {
            self.at.as_ref().and_then(|at| at.next_deadline(self.fps()))
        };
        of_the_coach.into_iter().chain(of_the_command).chain(self.bells.next()).min()
    }

    /// What there is to see or say at `now`.
    #[must_use]
    pub fn view(&self, now: Now) -> View {
        let (library, memory) = (&self.house.library, &self.house.memory);
        let mut view = match &self.at {
            None => self.shelf.view(library, memory, now, self.fps()),
            Some(at) => at.view(library, memory, now, self.fps()),
        };
        view.notice = self.house.notices.first().map(|notice| crate::coach::sentence(notice));
        if view.notice.is_none() && self.is_rehearsal() {
            view.notice = Some(crate::safety::words::own::DRY_RUN.to_owned());
        }
        if self.helping {
            view.help = Some(screens::help_page(&view));
            view.keys = screens::help_keys();
        }
        self.command_view(&mut view, now);
        view.heard = self.heard(&view, now);
        view
    }

    /// What is to be heard of a view.
    fn heard(&self, view: &View, now: Now) -> Heard {
        if !self.house.options.voice {
            return Heard::Off;
        }
        if view.help.is_some() {
            return Heard::Screen(Vec::new());
        }
        match (&self.at, &view.screen) {
            (Some(At::Coaching(coaching)), view::Screen::Session(_)) => {
                let switched = self.voiced.filter(|since| now.moment.since(*since) < heard::LATE);
                let switched = switched.map(|since| Heard::Aside { since, says: "The voice is on.".to_owned() });
                switched.unwrap_or_else(|| coaching.heard(now))
            }
            (_, screen) => Heard::Screen(heard::screen(screen)),
        }
    }

    /// Makes bells of what a session rings for: in their rhythm, or as tones.
    fn ring(&mut self, effects: &mut Vec<Effect>, now: Now) {
        let (quiet, tones) = (self.house.options.quiet, self.house.options.tones);
        if self.grave_question().is_some() {
            // A stop silences at once.
            self.bells.hush();
        }
        for effect in &*effects {
            if let Effect::Sound(bell) = effect
                && !tones
                && !quiet
            {
                self.bells.ring(*bell, now.moment);
            }
        }
        effects.retain(|effect| (tones || !matches!(effect, Effect::Sound(_))) && !(quiet && *effect == Effect::Bell));
        if self.bells.due(now.moment) {
            effects.push(Effect::Bell);
        }
    }

    /// `V`: the coach speaks, or no longer does.
    fn switch_voice(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.house.options.voice = !self.house.options.voice;
        self.voiced = Some(now.moment);
        // What is said next is worked out where it is heard.
        self.tell_session(SessionInput::Look, now, effects);
    }

    /// Whether this is a dry run (S19).
    const fn is_rehearsal(&self) -> bool {
        matches!(self.house.options.start, Start::Rehearse(_))
    }

    /// How many frames a second a moving figure has; none where figures stand still.
    fn fps(&self) -> Option<u32> {
        let fps = self.house.options.fps().filter(|_| self.figures == Figures::Seen)?;
        Some(if self.focus == Focus::Here { fps } else { fps.min(ELSEWHERE) })
    }

    /// Whether a key is the one before, held down or pressed twice in one move, where an answer is awaited (S16). Ctrl-C is
    /// not: twice it leaves.
    fn is_same_press(&mut self, key: Key, now: Now) -> bool {
        let same = self.last.is_some_and(|(last, at)| last == key && now.moment.since(at) < timing::ONE_PRESS);
        self.last = Some((key, now.moment));
        let counts_each = matches!(key, Key::Up | Key::Down | Key::PageUp | Key::PageDown | Key::CtrlC);
        let answers = self.grave_question().is_some() || matches!(self.at, Some(At::Ready(_)));
        let same = same && answers && !counts_each;
        // It is acknowledged, never silently dropped.
        if same && self.house.notices.is_empty() {
            self.house.notices.push(crate::safety::words::door::ONE_PRESS.to_owned());
        }
        same
    }

    /// Whether the window is too small to see what a key would do; an emergency is seen in any.
    fn is_blind(&self) -> bool {
        self.window == Window::TooSmall && self.at.as_ref().is_none_or(|at| at.parting().is_none())
    }

    fn note_waiting(&mut self, now: Now) {
        let waits = matches!(&self.at, Some(At::Coaching(coaching)) if coaching.waits());
        // A process that was asleep hears of its pause when it wakes; it may have begun as the last thing was told.
        self.waits_since = if waits { self.waits_since.or(Some(self.told)) } else { None };
        self.told = now.moment;
    }

    /// The facts are as they are on the disk now: what waited for them begins or goes on, or is closed by them (S17).
    fn facts_are(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let going_on = self.going_on.take();
        let (routine, tags) = match (&self.starting, &self.at) {
            (Some(begin), _) => (begin.routine(), begin.tags().clone()),
            (None, Some(At::Coaching(coaching))) if going_on.is_some() => (coaching.routine(), coaching.tags().clone()),
            (None, _) => return,
        };
        let is_same = tags == *self.house.memory.standing().tags();
        let opens =
            is_same && screens::door_of(&routine, false, &self.house.context(now, self.room, effects)) == Gate::Go;
        match (self.starting.take(), going_on) {
            (Some(begin), _) if opens => {
                self.at = screens::make(To::Coaching(begin), &mut self.house.context(now, self.room, effects));
            }
            (None, Some(key)) if opens => self.deliver(key, now, effects),
            (starting, _) => {
                if starting.is_none() {
                    self.tell_session(SessionInput::Interrupt, now, effects);
                }
                self.go_to(To::Routine(routine), now, effects);
            }
        }
    }

    fn key(&mut self, key: Key, now: Now, effects: &mut Vec<Effect>) {
        if self.is_same_press(key, now) || self.is_blind() && key != Key::CtrlC {
            return;
        }
        if !self.command_key(key, now, effects) {
            self.key_of_the_coach(key, now, effects);
        }
    }

    fn key_of_the_coach(&mut self, key: Key, now: Now, effects: &mut Vec<Effect>) {
        // What was said once has been seen when a key is pressed after it.
        if !self.house.notices.is_empty() {
            self.house.notices.remove(0);
        }
        if self.helping {
            self.helping = false;
            if key != Key::CtrlC {
                return;
            }
        }
        if self.is_too_early(key, now) {
            // Never dropped in silence: whoever pressed it believes that it was said (S16).
            self.house.notices.insert(0, words::door::TOO_EARLY.to_owned());
            return;
        }
        if key == Key::Char('?') && !self.takes_text() {
            self.tell_session(SessionInput::Pause, now, effects);
            self.helping = true;
            return;
        }
        if key == Key::Char('V') && matches!(self.at, Some(At::Coaching(_))) {
            self.switch_voice(now, effects);
            return;
        }
        let goes_on = matches!(key, Key::Char(' ' | 'p') | Key::Enter);
        if goes_on && self.waits_since.is_some_and(|since| now.moment.since(since) >= timing::KEEP_PLACE) {
            self.going_on = Some(key);
            effects.push(Effect::ReadFacts);
            return;
        }
        self.deliver(key, now, effects);
    }

    fn deliver(&mut self, key: Key, now: Now, effects: &mut Vec<Effect>) {
        let mut context = self.house.context(now, self.room, effects);
        let go = match &mut self.at {
            None => self.shelf.key(key, &mut context),
            Some(at) => at.key(key, &mut context),
        };
        self.go(go, now, effects);
    }

    /// Goes where a screen says.
    fn go(&mut self, go: Go, now: Now, effects: &mut Vec<Effect>) {
        match go {
            Go::Stay => {}
            Go::To(To::Coaching(begin)) => {
                self.starting = Some(begin);
                effects.push(Effect::ReadFacts);
            }
            Go::To(to) => self.go_to(to, now, effects),
            Go::Leave => effects.push(Effect::Leave(self.house.leave)),
        }
    }

    fn go_to(&mut self, to: To, now: Now, effects: &mut Vec<Effect>) {
        self.at = screens::make(to, &mut self.house.context(now, self.room, effects));
        if self.is_in_library() && self.is_rehearsal() {
            effects.push(Effect::Leave(self.house.leave));
        } else if self.is_in_library() {
            // A guest is one for this once.
            self.house.memory.owner_is_back();
            self.shelf.come_back(&self.house.library, &self.house.memory, now);
        }
    }

    /// What stays on the shell after the program is left: the lines of an emergency.
    #[must_use]
    pub fn parting(&self) -> Vec<String> {
        let ledger = self.house.memory.standing().ledger();
        let reading = ledger.reading(self.house.options.emergency_number.as_deref());
        let is_told = self.house.leave == Leave::NotNow;
        reading.filter(|it| is_told && it.outcome == Outcome::Emergency).map_or_else(Vec::new, |it| it.lines)
    }

    fn tell_session(&mut self, input: SessionInput, now: Now, effects: &mut Vec<Effect>) {
        let mut context = self.house.context(now, self.room, effects);
        if let Some(At::Coaching(coaching)) = &mut self.at {
            let go = coaching.tell(input, &mut context);
            self.go(go, now, effects);
        }
    }

    /// The question whose answers wait until it has been seen (S10): stage 0 and the stop menu.
    fn grave_question(&self) -> Option<String> {
        self.at.as_ref()?.grave_question()
    }

    fn shown(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.lengths == Lengths::AsWritten {
            effects.push(Effect::ReadEarlier);
            let changed = self.shelf.refresh(&self.house.library, &self.house.memory, now);
            self.lengths = if changed { Lengths::Undrawn } else { Lengths::Shown };
        }
        if let Some(at) = &mut self.at {
            at.shown(now.moment);
        }
        if let Asked::Unshown(question) = &self.asked {
            self.asked = Asked::Since(question.clone(), now.moment);
        }
        self.remember_grave(now);
    }

    /// Whether a key was typed before the grave question was shown, or in its first 0.7 s (S10). Leaving and reading the
    /// help are no answers.
    fn is_too_early(&self, key: Key, now: Now) -> bool {
        if self.at.as_ref().is_some_and(At::waits_by_itself) {
            return false;
        }
        let answers = !matches!(key, Key::CtrlC | Key::Char('?'));
        let waits = match &self.asked {
            Asked::Unshown(question) => question.is_some(),
            Asked::Since(Some(_), since) => now.moment.since(*since) < timing::KEY_GUARD,
            Asked::Since(None, _) => false,
        };
        answers && waits
    }

    /// Whether letters are text just now and no keys.
    fn takes_text(&self) -> bool {
        self.is_in_library() && self.shelf.is_typing()
    }

    /// Whether the library is on the screen.
    const fn is_in_library(&self) -> bool {
        self.at.is_none()
    }
}

impl House {
    /// What a screen may use while it takes a key.
    fn context<'a>(&'a mut self, now: Now, room: Option<Room>, effects: &'a mut Vec<Effect>) -> Context<'a> {
        let Self { library, memory, options, notices, leave } = self;
        Context { library, memory, options, leave, notices, now, room, effects }
    }
}

/// A length in whole minutes for a sentence: `7`, `8.5`, at least a half.
pub(crate) fn minutes(length: Duration) -> String {
    let halves = (length.as_secs() + 15) / 30;
    let (whole, half) = (halves / 2, halves % 2 == 1);
    match (whole, half) {
        (0, _) => "0.5".to_owned(),
        (whole, false) => whole.to_string(),
        (whole, true) => format!("{whole}.5"),
    }
}

impl Program for App {
    type Effect = Effect;

    fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        Self::update(self, input, now)
    }

    fn next_deadline(&self) -> Option<Moment> {
        Self::next_deadline(self)
    }

    fn view(&self, now: Now) -> View {
        Self::view(self, now)
    }
}
