//! The desk of one person: the records, the windows, the clock, and what was said.

use std::sync::OnceLock;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use unhunch::app::{App, Effect, Input, Key, Memory, Options};
use unhunch::journal::{Content, Damage, Entry, Ids, MachineId, Record, Replay, merge, read_lines};
use unhunch::routine::Library;
use unhunch::safety::{Fact, LINES_VERSION, Page};
use unhunch::units::{Moment, Now};

use super::person::{Seen, read};

/// What is known as a sequence begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// Nothing; the library is open.
    New,
    /// All was answered with none, on this day.
    Answered,
    /// All was answered with none on an earlier day.
    Yesterday,
    /// A session runs.
    Moving,
    /// The process died in the middle of a session.
    Died,
}

impl Home {
    pub(crate) const ALL: [Self; 5] = [Self::New, Self::Answered, Self::Yesterday, Self::Moving, Self::Died];
}

/// What somebody does, or what happens to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Says the first, second, ... of what is asked for.
    Say(u8),
    /// Says that there is nothing; where nothing is asked, goes on.
    Nothing,
    /// Says that there is nothing until no question stands.
    AllNothing,
    /// Says of what was ticked what makes it light, or what does not.
    Light,
    Grave,
    Enter,
    /// Pressed by mistake.
    Back,
    Esc,
    /// Stops the session.
    Stop,
    /// Both in one burst, nothing being shown between.
    SayAndEnter,
    StopSayEnter,
    /// The none key twelve times, as a key that is held down sends it.
    Held,
    /// Corrects what is held by its name, the first way there is.
    Settle,
    /// Somebody else sits down.
    Guest,
    Close,
    Kill,
    Day,
    West,
    /// Goes to the other window, which is opened where it is not.
    Window,
    /// One copy of the last line of the facts becomes unreadable.
    Damage,
    /// Facts from another machine, on which all was answered with none, are merged.
    Merge,
    ForgetHistory,
    ForgetAnswers,
    Unwritable,
    /// Half an hour passes.
    Wait,
    /// The window becomes too small for anything.
    Tiny,
}

impl Act {
    pub(crate) const ALL: [Self; 27] = [
        Self::Say(0),
        Self::Say(4),
        Self::Nothing,
        Self::AllNothing,
        Self::Light,
        Self::Grave,
        Self::Enter,
        Self::Back,
        Self::Esc,
        Self::Stop,
        Self::SayAndEnter,
        Self::StopSayEnter,
        Self::Held,
        Self::Settle,
        Self::Guest,
        Self::Close,
        Self::Kill,
        Self::Day,
        Self::West,
        Self::Window,
        Self::Damage,
        Self::Merge,
        Self::ForgetHistory,
        Self::ForgetAnswers,
        Self::Unwritable,
        Self::Wait,
        Self::Tiny,
    ];
    /// As often as it helps to come somewhere.
    pub(crate) const LIKELY: [Self; 44] = [
        Self::Say(0),
        Self::Say(1),
        Self::Say(2),
        Self::Say(3),
        Self::Say(4),
        Self::Say(6),
        Self::Nothing,
        Self::Nothing,
        Self::Nothing,
        Self::AllNothing,
        Self::AllNothing,
        Self::AllNothing,
        Self::AllNothing,
        Self::Light,
        Self::Light,
        Self::Light,
        Self::Grave,
        Self::Enter,
        Self::Enter,
        Self::Enter,
        Self::Enter,
        Self::Enter,
        Self::Enter,
        Self::Back,
        Self::Back,
        Self::Esc,
        Self::Stop,
        Self::SayAndEnter,
        Self::StopSayEnter,
        Self::Held,
        Self::Settle,
        Self::Settle,
        Self::Guest,
        Self::Close,
        Self::Kill,
        Self::Day,
        Self::West,
        Self::Window,
        Self::Window,
        Self::Damage,
        Self::Merge,
        Self::ForgetAnswers,
        Self::Unwritable,
        Self::Wait,
    ];
}

struct Window {
    app: App,
    moment: Moment,
    shown_since: Option<Moment>,
    seen: Seen,
    left: bool,
    /// Whether a guest sits at it.
    guest: bool,
    /// Since when somebody has to wait for it to go on: half an hour closes it.
    run: u32,
}

/// What was said and is open.
#[derive(Clone, Debug)]
struct Said {
    what: String,
    /// Whether a guest said it.
    guest: bool,
    /// The run of the program it was said to.
    run: u32,
    /// Whether it could be kept.
    kept: bool,
}

pub(crate) struct Desk {
    /// The facts, and the second file that holds them.
    facts: Vec<String>,
    second: Vec<String>,
    journal: Vec<String>,
    wall: DateTime<FixedOffset>,
    runs: u32,
    windows: Vec<Option<Window>>,
    at: usize,
    unwritable: bool,
    said: Vec<Said>,
    /// Whether the owner, or a guest, ever said anything.
    ever: [bool; 2],
    /// The window in which an emergency was said whose text has not stood for a second.
    emergency_unseen: Option<usize>,
    pub(crate) broken: Option<String>,
}

/// What passes before a key: longer than any page asks for.
const THINKING: Duration = Duration::from_millis(2_100);

fn library() -> Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(Library::built_in).clone()
}

impl Desk {
    pub(crate) fn new(home: Home) -> Self {
        let mut desk = Self {
            facts: Vec::new(),
            second: Vec::new(),
            journal: Vec::new(),
            wall: DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").expect("a time"),
            runs: 0,
            windows: vec![None, None],
            at: 0,
            unwritable: false,
            said: Vec::new(),
            ever: [false; 2],
            emergency_unseen: None,
            broken: None,
        };
        if home != Home::New {
            let facts = answered(home != Home::Yesterday);
            desk.note(facts, desk.wall - TimeDelta::hours(if home == Home::Yesterday { 24 } else { 1 }), 7);
        }
        desk.open();
        if matches!(home, Home::Moving | Home::Died) {
            desk.key(Key::Enter);
            desk.key(Key::Enter);
            desk.pass(Duration::from_secs(10));
            if home == Home::Died {
                desk.act(Act::Kill);
            }
        }
        desk
    }

    fn note(&mut self, facts: Vec<Fact>, at: DateTime<FixedOffset>, machine: u64) {
        self.runs += 1;
        let mut ids = Ids::new(MachineId::from_bits(machine), self.runs);
        for fact in facts {
            let line = Record::new(&mut ids, at, None, fact).line().expect("a line");
            self.second.push(line.clone());
            self.facts.push(line);
        }
    }

    fn open(&mut self) {
        self.runs += 1;
        let mut ids = Ids::new(MachineId::from_bits(7), self.runs);
        let replay = Replay::of(lines::<Entry>(&self.journal));
        let closings: Vec<_> = if self.windows.iter().flatten().any(|it| !it.left) {
            Vec::new()
        } else {
            replay.open(ids.machine()).map(|life| (life.id().clone(), Entry::Ended(life.closing()))).collect()
        };
        for (session, entry) in closings {
            self.journal.push(Record::new(&mut ids, self.wall, Some(session), entry).line().expect("a line"));
        }
        let (facts, unread) = self.facts();
        let memory = Memory::new(ids, &facts, Replay::of(lines::<Entry>(&self.journal))).with_damage(unread);
        let now = Now { moment: Moment::START, wall: self.wall };
        let (app, effects) = App::new(library(), memory, Options::default(), Vec::new(), now);
        let seen = read(&app.view(now));
        self.windows[self.at] = Some(Window {
            app,
            moment: Moment::START,
            shown_since: None,
            seen,
            left: false,
            guest: false,
            run: self.runs,
        });
        self.perform(effects);
        self.show();
    }

    /// The facts as they are on the disk, and what names the lines that cannot be read.
    fn facts(&self) -> (Vec<Record<Fact>>, Vec<Damage>) {
        let (mut facts, mut unread) = (Vec::new(), Vec::new());
        for (number, line) in self.facts.iter().enumerate() {
            let read = lines::<Fact>(std::slice::from_ref(line));
            if read.is_empty() {
                unread.push(Damage { file: "facts".to_owned(), digest: number.to_string() });
            }
            facts.extend(read);
        }
        facts.extend(lines::<Fact>(&self.second));
        (merge(facts), unread)
    }

    fn window(&mut self) -> &mut Window {
        if self.windows[self.at].as_ref().is_none_or(|it| it.left) {
            self.open();
        }
        self.windows[self.at].as_mut().expect("it was opened")
    }

    fn now(&mut self) -> Now {
        let wall = self.wall;
        Now { moment: self.window().moment, wall }
    }

    fn pass(&mut self, length: Duration) {
        self.wall += TimeDelta::from_std(length).expect("a length");
        for window in self.windows.iter_mut().flatten() {
            window.moment = window.moment + length;
        }
        self.tell(Input::Wake);
    }

    fn tell(&mut self, input: Input) {
        if self.windows[self.at].as_ref().is_none_or(|it| it.left) {
            return;
        }
        self.update(input);
        self.show();
    }

    fn update(&mut self, input: Input) {
        let now = self.now();
        let effects = self.window().app.update(input, now);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Fact(record) => {
                    if self.unwritable {
                        self.update(Input::RecordFailed("the disk is full".to_owned()));
                    } else {
                        let line = record.line().expect("a line");
                        self.second.push(line.clone());
                        self.facts.push(line);
                    }
                    if let Fact::Guest { of } = &record.what
                        && matches!(**of, Fact::GuestBegan { .. })
                    {
                        self.began(true, "a guest's session begins");
                    }
                }
                Effect::Journal(record) => {
                    if matches!(record.what, Entry::Started(_)) {
                        self.began(false, "a session begins");
                    }
                    self.journal.push(record.line().expect("a line"));
                }
                Effect::Leave(_) => {
                    if self.emergency_unseen == Some(self.at) {
                        self.fails("the program is left before the text of the emergency has stood for a second");
                    }
                    self.window().left = true;
                }
                Effect::ReadJournal => {
                    let replay = Replay::of(lines::<Entry>(&self.journal));
                    self.update(Input::Journal(Box::new(replay)));
                }
                Effect::ReadFacts => {
                    let (facts, _) = self.facts();
                    self.update(Input::Facts(facts));
                }
                Effect::Bell
                | Effect::Sound(_)
                | Effect::Interrupt
                | Effect::ReadEarlier
                | Effect::ReadMoreOwn
                | Effect::ReadOwn
                | Effect::SayOutput
                | Effect::Visit(_) => {}
            }
        }
    }

    fn fails(&mut self, why: &str) {
        self.broken.get_or_insert_with(|| why.to_owned());
    }

    fn began(&mut self, guest: bool, how: &str) {
        let run = self.windows[self.at].as_ref().map_or(0, |it| it.run);
        let open = self.said.iter().find(|it| it.guest == guest && (it.kept || it.run == run));
        if let Some(said) = open {
            let why = format!("{how} after \"{}\"", said.what);
            self.fails(&why);
        }
    }

    fn show(&mut self) {
        if self.windows[self.at].as_ref().is_none_or(|it| it.left) {
            return;
        }
        let now = self.now();
        let window = self.window();
        let seen = read(&window.app.view(now));
        if window.shown_since.is_none() || seen != window.seen {
            window.shown_since = Some(now.moment);
        }
        let since = window.shown_since.unwrap_or(now.moment);
        window.seen = seen.clone();
        if seen.emergency && now.moment.since(since) >= Duration::from_secs(1) {
            self.emergency_unseen = None;
        }
        let library = seen.library;
        let guest = self.window().guest && !library;
        self.window().guest = guest;
        if seen.holds && !self.ever[usize::from(guest)] {
            self.fails("held, and nothing was said");
        }
        self.update(Input::Shown);
    }

    /// One key after a thought.
    fn key(&mut self, key: Key) {
        self.pass(THINKING);
        self.press(key);
        self.show();
    }

    /// One key at once.
    fn press(&mut self, key: Key) {
        _ = self.window();
        let before = self.window().seen.clone();
        let (guest, run) = (self.window().guest, self.window().run);
        self.update(Input::Key(key));
        let left = self.windows[self.at].as_ref().is_none_or(|it| it.left);
        let now = self.wall;
        let after = match &self.windows[self.at] {
            Some(it) if !left => read(&it.app.view(Now { moment: it.moment, wall: now })),
            _ => Seen::default(),
        };
        if after.early && !left {
            return;
        }
        let kept = !self.unwritable;
        if let Some((_, what)) = before.grave.iter().find(|(it, _)| *it == key)
            && !(before.ticked.contains(what) && after.ticked == before.ticked)
            && after != before
        {
            if matches!(what.as_str(), "now-chest" | "now-stroke" | "now-saddle" | "stop-chest" | "stop-signs") {
                self.emergency_unseen = Some(self.at);
            }
            self.said.push(Said { what: what.clone(), guest, run, kept });
            self.ever[usize::from(guest)] = true;
        }
        // A tick that is gone was taken back by the key for it.
        let back = matches!(key, Key::Char('u') | Key::Left | Key::Backspace);
        if back && before.none == after.none && before.none.is_some() {
            for what in before.ticked.iter().filter(|it| !after.ticked.contains(it)) {
                self.over(what, guest);
            }
        }
        if back && before.holds && !after.holds && after.settles.is_none() {
            // The answer to a stop.
            if let Some(at) = self.said.iter().rposition(|it| it.what.starts_with("stop-") && it.guest == guest) {
                self.said.remove(at);
                self.emergency_unseen = None;
            }
        }
        if let Some(follow_up) = &before.follow_up
            && follow_up.light.contains(&key)
            && after.follow_up.as_ref() != Some(follow_up)
        {
            self.over(&follow_up.of, guest);
        }
        if let Some((what, keys)) = &before.settles
            && keys.contains(&key)
            && after.settles.as_ref().is_none_or(|it| it.0 != *what)
        {
            self.over(what, guest);
        }
        if key == Key::Char('x') && before.holds && after != before {
            self.window().guest = true;
        }
    }

    /// The last of what was said with this word is over.
    fn over(&mut self, what: &str, guest: bool) {
        if let Some(at) = self.said.iter().rposition(|it| it.what == what && it.guest == guest) {
            self.said.remove(at);
        }
    }

    #[expect(clippy::too_many_lines, reason = "an act is a row")]
    pub(crate) fn act(&mut self, act: Act) {
        match act {
            Act::Say(at) => {
                let seen = self.window().seen.clone();
                if let Some((key, _)) = seen.grave.get(usize::from(at)) {
                    self.key(*key);
                }
            }
            Act::Nothing => {
                let none = self.window().seen.none;
                self.key(none.unwrap_or(Key::Enter));
            }
            Act::AllNothing => {
                for _ in 0..24 {
                    let Some(none) = self.window().seen.none else { break };
                    self.key(none);
                }
            }
            Act::Light | Act::Grave => {
                if let Some(it) = self.window().seen.follow_up.clone() {
                    let keys = if act == Act::Light { it.light } else { it.grave };
                    if let Some(key) = keys.first() {
                        self.key(*key);
                    }
                }
            }
            Act::Held => {
                let none = self.window().seen.none.unwrap_or(Key::Enter);
                self.pass(THINKING);
                for _ in 0..12 {
                    self.pass(Duration::from_millis(30));
                    if self.windows[self.at].as_ref().is_none_or(|it| it.left) {
                        break;
                    }
                    self.press(none);
                    self.show();
                }
            }
            Act::Settle => {
                if self.window().seen.holds {
                    self.key(Key::Char('m'));
                    if let Some((_, keys)) = self.window().seen.settles.clone()
                        && let Some(key) = keys.last()
                    {
                        self.key(*key);
                    }
                }
            }
            Act::Guest => {
                if self.window().seen.holds {
                    self.key(Key::Char('x'));
                }
            }
            Act::Tiny => self.tell(Input::Resize { cols: 20, rows: 5 }),
            Act::Enter => self.key(Key::Enter),
            Act::Back => self.key(Key::Char('u')),
            Act::Esc => self.key(Key::Esc),
            Act::Stop => {
                if self.window().seen.session {
                    self.key(Key::Char('s'));
                    self.pass(Duration::from_secs(4));
                }
            }
            Act::SayAndEnter => {
                let seen = self.window().seen.clone();
                if let Some((key, _)) = seen.grave.last() {
                    self.pass(THINKING);
                    self.press(*key);
                    if self.windows[self.at].as_ref().is_some_and(|it| !it.left) {
                        self.press(Key::Enter);
                    }
                    self.show();
                }
            }
            Act::StopSayEnter => {
                self.act(Act::Stop);
                self.act(Act::SayAndEnter);
            }
            Act::Close => {
                self.emergency_unseen = None;
                self.tell(Input::Interrupt);
                self.ends();
            }
            Act::Kill => self.ends(),
            Act::Day => self.pass(Duration::from_secs(86_400)),
            Act::West => {
                let offset = FixedOffset::east_opt(self.wall.offset().local_minus_utc() - 9 * 3_600);
                self.wall = offset.map_or(self.wall, |offset| self.wall.with_timezone(&offset));
            }
            Act::Window => {
                self.at = 1 - self.at;
                _ = self.window();
                self.tell(Input::Wake);
            }
            Act::Damage => {
                if let Some(line) = self.facts.last_mut() {
                    let middle = line.len() / 2;
                    line.replace_range(middle..=middle, "\u{7f}");
                }
            }
            Act::Merge => self.note(answered(true), self.wall, 9),
            Act::ForgetHistory => self.journal.clear(),
            Act::ForgetAnswers => {
                self.windows = vec![None, None];
                self.facts.clear();
                self.second.clear();
                self.said.clear();
            }
            Act::Unwritable => self.unwritable = !self.unwritable,
            Act::Wait => self.pass(Duration::from_secs(31 * 60)),
        }
    }

    /// The process is gone, and with it what could not be kept.
    fn ends(&mut self) {
        self.emergency_unseen = None;
        if let Some(window) = self.windows[self.at].take() {
            self.said.retain(|it| it.kept || it.run != window.run);
        }
    }
}

/// All answered with none.
fn answered(today: bool) -> Vec<Fact> {
    let pages = if today { &Page::ALL[..] } else { &Page::ALL[1..] };
    pages.iter().map(|page| Fact::Answered { page: *page, version: LINES_VERSION, unread: Vec::new() }).collect()
}

/// The records in some lines, the way they are read from the disk; what cannot be read is left out.
fn lines<T: Content>(lines: &[String]) -> Vec<Record<T>> {
    read_lines(lines.concat().as_bytes()).records
}
