//! The desk of one person: the records, the windows and the clock.

use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveTime, TimeDelta};
use unhunch::app::view::View;
use unhunch::app::{App, Input, Key};
use unhunch::units::{Moment, Now};

use super::acts::Act;
use super::house::{Did, House, How, Keeper, NEEDED, elsewhere};
use super::person::{Grave, Person, Place, Pressed, Seen, Sign};
use super::screens::read;

/// What is known as a sequence begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Home {
    /// Nothing; the library is open.
    New,
    /// All was answered with nothing, on this day.
    Answered,
    /// The same, and a routine is about to start.
    Ready,
    /// All was answered with nothing on the day before.
    Yesterday,
    /// A session runs.
    Moving,
    /// The process died in the middle of a session.
    Died,
}

impl Home {
    pub(crate) const ALL: [Self; 6] =
        [Self::New, Self::Answered, Self::Ready, Self::Yesterday, Self::Moving, Self::Died];
}

#[expect(clippy::struct_excessive_bools, reason = "they say what has happened in it")]
struct Window {
    app: App,
    keeper: Keeper,
    moment: Moment,
    view: Option<View>,
    shown_since: Moment,
    seen: Seen,
    guest: bool,
    dry: bool,
    /// Whether a session ran in it whose beginning could be kept.
    coached: bool,
    /// Whether that was the calm one.
    calm: bool,
    run: u32,
}

/// What passes before a key: longer than any page asks for.
const THINKING: Duration = Duration::from_millis(2_100);
/// The same for somebody in a hurry.
const HURRY: Duration = Duration::from_millis(400);
/// For so long nobody's machine falls asleep.
const AWAKE: Duration = Duration::from_secs(60);
const SIZES: [(u16, u16); 2] = [(100, 40), (20, 5)];

/// What there is to begin with: the records, and what the person knows of them.
pub(crate) struct Begun {
    house: House,
    wall: DateTime<FixedOffset>,
    person: Person,
    runs: u32,
}

pub(crate) struct Desk {
    house: House,
    wall: DateTime<FixedOffset>,
    runs: u32,
    windows: [Option<Window>; 2],
    at: usize,
    unwritable: bool,
    tiny: bool,
    pace: Duration,
    last_key: Key,
    pub(crate) person: Person,
    /// Whether the last act did anything.
    pub(crate) did: bool,
}

/// Where a life begins: at ten in the morning.
fn morning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").expect("a time")
}

impl Begun {
    /// The records of somebody new, and of somebody who has answered everything with nothing.
    pub(crate) fn both() -> [Self; 2] {
        let new = || Self { house: House::new(7), wall: morning(), person: Person::default(), runs: 0 };
        let mut desk = Desk::of(&new());
        desk.act(Act::Through);
        assert_eq!(desk.place(), Place::Session, "whoever says nothing comes to a session: {:?}", desk.person.broken);
        let begun = desk.person.clone();
        let mut desk = Desk::of(&new());
        for _ in 0..60 {
            if desk.place() == Place::Ready {
                break;
            }
            desk.act(Act::Nothing);
        }
        assert_eq!(desk.place(), Place::Ready);
        assert!(begun.broken.is_none() && desk.person.broken.is_none(), "{:?}", begun.broken);
        desk.act(Act::Kill);
        [new(), Self { house: desk.house, wall: desk.wall, person: desk.person, runs: desk.runs }]
    }
}

impl Desk {
    fn of(begun: &Begun) -> Self {
        Self {
            house: begun.house.copy(),
            wall: begun.wall,
            runs: begun.runs,
            windows: [None, None],
            at: 0,
            unwritable: false,
            tiny: false,
            pace: THINKING,
            last_key: Key::Enter,
            person: begun.person.clone(),
            did: false,
        }
    }

    pub(crate) fn new(home: Home, begun: &[Begun; 2]) -> Self {
        let mut desk = Self::of(&begun[usize::from(home != Home::New)]);
        desk.wall += TimeDelta::hours(1);
        if home == Home::Yesterday {
            desk.wall += TimeDelta::hours(20);
        }
        desk.window();
        match home {
            Home::New | Home::Answered | Home::Yesterday => {}
            Home::Ready => desk.to(Place::Ready),
            Home::Moving | Home::Died => {
                desk.to(Place::Session);
                desk.pass(Duration::from_secs(10));
                if home == Home::Died {
                    desk.act(Act::Kill);
                    desk.window();
                }
            }
        }
        desk
    }

    fn to(&mut self, place: Place) {
        for _ in 0..20 {
            if self.place() == place {
                return;
            }
            self.act(Act::Nothing);
        }
        panic!("{place:?} does not come: {:?}", self.seen());
    }

    fn place(&self) -> Place {
        self.windows[self.at].as_ref().map_or(Place::Nothing, |it| it.seen.place)
    }

    pub(crate) fn seen(&self) -> Option<&Seen> {
        self.windows[self.at].as_ref().map(|it| &it.seen)
    }

    pub(crate) fn records(&self) -> String {
        self.house.records()
    }

    fn open(&mut self, how: How) {
        self.runs += 1;
        let (app, effects, keeper) = self.house.open(how, self.runs, self.wall);
        self.windows[self.at] = Some(Window {
            app,
            keeper,
            moment: Moment::START,
            view: None,
            shown_since: Moment::START,
            seen: Seen::default(),
            guest: false,
            dry: how == How::Dry,
            coached: false,
            calm: false,
            run: self.runs,
        });
        let at = self.at;
        if how == How::Dry {
            // Slow enough to be done along: it is gated like a session.
            let pressed = self.pressed(at).expect("a window");
            self.person.began_dry(pressed, &NEEDED);
        }
        self.perform(at, effects);
        let (cols, rows) = SIZES[usize::from(self.tiny)];
        self.update(at, Input::Resize { cols, rows });
        self.show(at);
    }

    fn window(&mut self) -> &mut Window {
        if self.windows[self.at].is_none() {
            self.open(How::Library);
        }
        self.windows[self.at].as_mut().expect("it was opened")
    }

    /// Time passes while the windows run; of a long time they were asleep for all but the end.
    fn pass(&mut self, length: Duration) {
        let mut left = length;
        while !left.is_zero() {
            let next = |window: &Window| Some(window.app.next_deadline()?.since(window.moment));
            let due = self.windows.iter().flatten().filter_map(next).min();
            let step = due.map_or(left, |due| due.max(Duration::from_millis(200))).min(left);
            let step = if length > AWAKE { left } else { step };
            left -= step;
            self.wall += TimeDelta::from_std(step).expect("a length");
            for at in 0..2 {
                if let Some(window) = &mut self.windows[at] {
                    window.moment = window.moment + step;
                    self.look(at);
                    self.update(at, Input::Wake);
                    self.show(at);
                }
            }
        }
    }

    fn update(&mut self, at: usize, input: Input) {
        let Some(window) = &mut self.windows[at] else { return };
        let now = Now { moment: window.moment, wall: self.wall };
        let effects = window.app.update(input, now);
        self.perform(at, effects);
    }

    fn perform(&mut self, at: usize, effects: Vec<unhunch::app::Effect>) {
        for effect in effects {
            let Some(pressed) = self.pressed(at) else { return };
            let Some(window) = &mut self.windows[at] else { return };
            match window.keeper.perform(effect, self.wall, self.unwritable) {
                Did::Nothing => {}
                Did::Kept => self.person.kept_now(pressed.run),
                Did::Tell(input) => self.update(at, *input),
                Did::Began { calm, guest } => {
                    (window.coached, window.calm) = (!self.unwritable, calm);
                    if !window.dry {
                        self.person.began(calm, Pressed { guest, ..pressed }, &NEEDED);
                    }
                }
                Did::WentOn => self.person.began(window.calm, pressed, &[]),
                Did::WasSilent => self.person.was_silent(pressed.guest),
                Did::Left => {
                    self.person.left(at);
                    self.person.ends(pressed.run, at);
                    self.windows[at] = None;
                }
            }
        }
    }

    /// What has stood on the screen until now was seen.
    fn look(&mut self, at: usize) {
        let Some(pressed) = self.pressed(at) else { return };
        let Some(window) = &self.windows[at] else { return };
        self.person.sees(&window.seen, pressed);
    }

    fn show(&mut self, at: usize) {
        let Some(window) = &mut self.windows[at] else { return };
        let now = Now { moment: window.moment, wall: self.wall };
        let view = window.app.view(now);
        if window.view.as_ref() == Some(&view) {
            return;
        }
        let seen = read(&view, self.tiny);
        window.view = Some(view);
        if seen != window.seen {
            // The answer to a key is no other screen.
            if (seen.place, &seen.asks) != (window.seen.place, &window.seen.asks) {
                window.shown_since = window.moment;
            }
            if seen.place == Place::Library {
                window.guest = false;
            }
            window.seen = seen.clone();
            if let Some(pressed) = self.pressed(at) {
                self.person.comes_to(&seen, pressed);
            }
        }
        self.look(at);
        self.update(at, Input::Shown);
    }

    /// One key after a thought.
    fn key(&mut self, key: Key) {
        _ = self.window();
        self.pass(self.pace);
        self.press(key);
        self.show(self.at);
    }

    /// One key at once, nothing being shown after it.
    fn press(&mut self, key: Key) {
        let Some(pressed) = self.pressed(self.at) else { return };
        let before = self.seen().cloned().unwrap_or_default();
        (self.did, self.last_key) = (true, key);
        let said = self.person.says(key, &before, pressed);
        let after = self.then(key);
        self.person.pressed(key, &before, &after, said, pressed);
    }

    fn pressed(&self, at: usize) -> Option<Pressed> {
        let Window { run, guest, coached: in_session, moment, shown_since, .. } = *self.windows[at].as_ref()?;
        let (kept, stood) = (!self.unwritable, moment.since(shown_since));
        Some(Pressed { window: at, run, guest, wall: self.wall, kept, in_session, stood })
    }

    /// Tells the program of a key; what would be seen after it.
    fn then(&mut self, key: Key) -> Seen {
        let at = self.at;
        self.update(at, Input::Key(key));
        let Some(window) = &self.windows[at] else { return Seen::default() };
        read(&window.app.view(Now { moment: window.moment, wall: self.wall }), self.tiny)
    }

    #[expect(clippy::too_many_lines, reason = "a letter is a row")]
    pub(crate) fn act(&mut self, act: Act) {
        self.did = false;
        match act {
            Act::Say(at) => {
                if let Some((key, _)) = self.window().seen.grave.get(usize::from(at)).cloned() {
                    self.key(key);
                }
            }
            Act::SayEnter(at) => {
                if let Some((key, _)) = self.window().seen.grave.get(usize::from(at)).cloned() {
                    self.pass(self.pace);
                    self.press(key);
                    self.press(Key::Enter);
                    self.show(self.at);
                }
            }
            Act::Nothing => {
                let none = self.window().seen.none;
                self.key(none.unwrap_or(Key::Enter));
            }
            Act::Rhythm => {
                if let Some(none) = self.window().seen.none {
                    for _ in 0..16 {
                        if self.windows[self.at].is_none() || self.place() == Place::Session {
                            break;
                        }
                        self.key(none);
                    }
                }
            }
            Act::Through => self.through(),
            Act::Light => {
                if let Some(key) = self.window().seen.light.first().copied() {
                    self.key(key);
                }
            }
            Act::Enter => self.key(Key::Enter),
            Act::Back => {
                if self.window().seen.keys.contains(&Key::Char('u')) {
                    self.key(Key::Char('u'));
                }
            }
            Act::Esc => self.key(Key::Esc),
            Act::Again => {
                for _ in 0..3 {
                    if self.windows[self.at].is_some() {
                        self.key(self.last_key);
                    }
                }
            }
            Act::Stop => {
                if self.window().seen.place == Place::Session {
                    self.key(Key::Char('s'));
                    self.pass(Duration::from_secs(4));
                }
            }
            Act::Pause => {
                if self.window().seen.place == Place::Session {
                    self.key(Key::Char(' '));
                }
            }
            Act::Changed => {
                if self.window().seen.place == Place::Library {
                    self.key(Key::Enter);
                }
                if self.place() == Place::Ready {
                    self.key(Key::Char('w'));
                }
            }
            Act::Settle => {
                if self.window().seen.keys.contains(&Key::Char('m')) {
                    self.key(Key::Char('m'));
                }
                // Of several things that are held there is a list.
                if self.place() == Place::List {
                    self.key(Key::Down);
                    self.key(Key::Enter);
                }
                if let Some((_, keys)) = self.window().seen.settles.clone()
                    && let Some(key) = keys.last()
                {
                    self.key(*key);
                }
            }
            Act::Guest => {
                if self.window().seen.keys.contains(&Key::Char('x')) && self.place() != Place::Question {
                    self.person.guest_comes();
                    self.pass(self.pace);
                    self.press(Key::Char('x'));
                    self.show(self.at);
                    if let Some(window) = &mut self.windows[self.at] {
                        // The text of an emergency stays for a second whatever is pressed.
                        window.guest = window.seen.place != Place::Library && !window.seen.early;
                    }
                }
            }
            Act::Quit => self.key(Key::Char('q')),
            Act::Close => {
                let at = self.at;
                if self.windows[at].is_some() {
                    self.did = true;
                    self.person.unowe(at);
                    self.update(at, Input::Interrupt);
                    self.ends(at);
                }
            }
            Act::Kill => {
                self.did = self.windows[self.at].is_some();
                self.ends(self.at);
            }
            Act::Midnight => {
                let next = self.wall.date_naive() + Days::new(1);
                let midnight = next.and_time(NaiveTime::MIN).and_local_timezone(*self.wall.offset()).unwrap();
                self.passes((midnight - self.wall).to_std().expect("it is to come") + Duration::from_secs(60));
            }
            Act::Day => self.passes(Duration::from_secs(86_400)),
            Act::Wait => self.passes(Duration::from_secs(31 * 60)),
            Act::West | Act::East => {
                let hours = if act == Act::West { -5 } else { 5 };
                let offset = self.wall.offset().local_minus_utc() + hours * 3_600;
                if let Some(offset) = FixedOffset::east_opt(offset).filter(|_| offset.abs() <= 12 * 3_600) {
                    self.wall = self.wall.with_timezone(&offset);
                    self.passes(Duration::from_secs(1));
                }
            }
            Act::Window => {
                self.did = true;
                self.at = 1 - self.at;
                _ = self.window();
                self.pass(Duration::from_secs(1));
            }
            Act::DryRun => {
                self.did = true;
                self.ends(self.at);
                if self.house.may_play(self.wall) {
                    self.open(How::Dry);
                    self.pass(Duration::from_secs(20));
                }
            }
            Act::Damage(line) => self.did = self.house.damage(usize::from(line)),
            Act::MergeNone | Act::MergeSign => {
                self.did = true;
                let sign = elsewhere(act == Act::MergeSign);
                self.house.merge(&sign.0, self.runs);
                match sign.1 {
                    Some(sign) => self.person.hears(sign),
                    None => self.person.answered_elsewhere(&NEEDED, morning()),
                }
            }
            Act::ForgetHistory => self.did = self.house.forget_history(),
            Act::ForgetAnswers => {
                self.did = true;
                self.windows = [None, None];
                self.house.forget_answers();
                self.person.forgets();
            }
            Act::Unwritable => {
                self.did = true;
                self.unwritable = !self.unwritable;
            }
            Act::Tiny => {
                self.did = true;
                self.tiny = !self.tiny;
                let (cols, rows) = SIZES[usize::from(self.tiny)];
                for at in 0..2 {
                    self.update(at, Input::Resize { cols, rows });
                    if let Some(window) = &mut self.windows[at] {
                        window.view = None;
                    }
                    self.show(at);
                }
            }
            Act::Hurry => {
                self.did = true;
                self.pace = if self.pace == THINKING { HURRY } else { THINKING };
            }
        }
    }

    fn passes(&mut self, length: Duration) {
        self.did = true;
        self.pass(length);
    }

    fn through(&mut self) {
        let mut shelves = 0;
        for _ in 0..60 {
            let seen = self.window().seen.clone();
            if seen.place == Place::Session || self.person.broken.is_some() {
                return;
            }
            shelves += usize::from(seen.place == Place::Library);
            if shelves > 2 {
                return;
            }
            let none = seen.none.unwrap_or(Key::Enter);
            self.key(none);
            let asks = |desk: &Self| desk.seen().map(|it| (it.place, it.asks.clone()));
            let before = Some((seen.place, seen.asks));
            if asks(self) == before && none != Key::Enter {
                self.key(Key::Enter);
            }
            if self.windows[self.at].is_none() || asks(self) == before {
                return;
            }
        }
    }

    /// The process is gone.
    fn ends(&mut self, at: usize) {
        if let Some(window) = self.windows[at].take() {
            self.person.ends(window.run, at);
        }
    }
}

/// What another machine keeps on which all was answered with nothing, or on which the first sign of an emergency was said.
pub(super) fn elsewhere_of(machine: u64, says: bool) -> (House, Option<Sign>) {
    let begun = Begun { house: House::new(machine), wall: morning(), person: Person::default(), runs: 0 };
    let mut desk = Desk::of(&begun);
    let mut said = None;
    for _ in 0..60 {
        let sign = desk.window().seen.grave.first().map(|(_, sign)| sign.clone());
        if let Some(sign) = sign.filter(|it| says && it.grave == Grave::Emergency) {
            said = Some(sign);
            desk.act(Act::Say(0));
            desk.act(Act::Enter);
        }
        if said.is_some() || desk.place() == Place::Ready {
            break;
        }
        desk.act(Act::Nothing);
    }
    desk.act(Act::Kill);
    assert_eq!(said.is_some(), says);
    (desk.house, said)
}
