//! One person's house: their records, their clocks, the program as it runs there.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveTime, TimeDelta};
use serde_json::Value;
use unhunch::app::view::{Screen, View, words};
use unhunch::app::{
    App, Beside, BesideFace, CommandNews, Effect, Heard, HowEnded, Input, Key, Memory, Options, PlaceFilter, Start,
    Wants, WhenDone,
};
use unhunch::coach::view::Motion;
use unhunch::journal::{
    Content, Damage, EndHow, Ended, Entry, Ids, MachineId, Record, Replay, SessionId, Started, Step, StepHow,
    read_lines,
};
use unhunch::line::{self, Narrator};
use unhunch::routine::{FileKind, Kit, Library, MovementId, PersonalFile, RoutineId, Tag};
use unhunch::safety::{Fact, Item, LINES_VERSION, Page};
use unhunch::ui::{Colours, Glyphs, Look};
use unhunch::units::{Moment, Now, amount};

use crate::picture;

/// A person's house.
pub(crate) struct House {
    /// The two records, line by line, as they would be on the disk.
    facts: String,
    journal: String,
    /// How much of them `records` has told.
    told: (usize, usize),
    files: Vec<PersonalFile>,
    /// What of the facts cannot be read.
    damaged: Vec<Damage>,
    wall: DateTime<FixedOffset>,
    runs: u32,
    program: Option<Program>,
    bells: usize,
    /// What was done in the world and is not told by a screen.
    done: Vec<String>,
    /// The views that were drawn, by the names given to them.
    pub(crate) drawn: Vec<(String, View)>,
}

/// The program while it runs.
struct Program {
    app: App,
    moment: Moment,
    narrator: Narrator,
    view: Option<View>,
    code: Option<u8>,
}

/// What begins a line about a command that cannot be done.
pub(crate) const WRONG: &str = "wrong: ";
/// The longest anybody looks for something to happen.
const PATIENCE: Duration = Duration::from_secs(3 * 3_600);
/// What passes before a key: longer than any page has to be read (S16).
const THINKING: Duration = Duration::from_millis(2_100);
/// The window everything is seen in where nothing else is said.
const ROOMY: (u16, u16) = (100, 30);

impl House {
    pub(crate) fn new() -> Self {
        Self {
            facts: String::new(),
            journal: String::new(),
            told: (0, 0),
            files: Vec::new(),
            damaged: Vec::new(),
            wall: DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").expect("a time"),
            runs: 0,
            program: None,
            bells: 0,
            done: Vec::new(),
            drawn: Vec::new(),
        }
    }

    /// Does what a command says; what came of it, line by line.
    pub(crate) fn run(&mut self, command: &str) -> Vec<String> {
        let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
        match verb {
            "home" => self.home(rest),
            "file" => self.files.push(personal(rest)),
            "elsewhere" => {
                // Ids of another machine never meet those of this one.
                let mut ids = Ids::new(MachineId::from_bits(9), self.runs);
                let when = self.wall;
                let item = serde_json::from_value(Value::String(rest.to_owned())).expect("a line of the door");
                let record = Record::new(&mut ids, when, None, Fact::Ticked { item, when });
                self.facts.push_str(&record.line().expect("a line"));
            }
            "damage" => self.damaged.push(Damage { file: "facts".to_owned(), digest: rest.to_owned() }),
            "sheet" => self.sheet(rest),
            "launch" => return self.launch(rest),
            "key" => {
                return rest.split(' ').flat_map(|name| [self.watch(THINKING), self.keys(&[name])]).flatten().collect();
            }
            "now" => return self.keys(&rest.split(' ').collect::<Vec<_>>()),
            "watch" => return self.watch(length(rest)),
            "until" => return self.until(rest),
            "quietly" => {
                let said = self.run(rest);
                return said.into_iter().filter(|line| line.starts_with(WRONG)).collect();
            }
            "sleep" => {
                self.pass(length(rest));
                return self.tell(Input::Wake);
            }
            "pass" => self.pass(length(rest)),
            "midnight" => {
                let next = self.wall.date_naive() + Days::new(1);
                let at = next.and_time(NaiveTime::MIN).and_local_timezone(*self.wall.offset()).unwrap();
                self.pass((at - self.wall).to_std().expect("midnight is to come"));
            }
            "days" => self.pass(Duration::from_secs(86_400) * rest.parse::<u32>().expect("a number of days")),
            "resize" => {
                let (cols, rows) = rest.split_once(' ').expect("columns and rows");
                let (cols, rows) = (cols.parse().expect("columns"), rows.parse().expect("rows"));
                return self.tell(Input::Resize { cols, rows });
            }
            "command" => {
                let news = command_news(rest);
                return self.tell(Input::Command(news));
            }
            "suspend" => return self.tell(Input::Suspend),
            "resume" => return self.tell(Input::Resume),
            "fail" => return self.tell(Input::RecordFailed(rest.to_owned())),
            "kill" => self.program = None,
            "interrupt" => {
                let said = self.tell(Input::Interrupt);
                self.program = None;
                return said;
            }
            "draw" => return self.draw(rest),
            "again" => {
                let now = self.now();
                return line::render(&self.program().app.view(now));
            }
            "heard" => {
                let now = self.now();
                return match self.program().app.view(now).heard {
                    Heard::Off => vec!["(nobody listens)".to_owned()],
                    Heard::Nothing => vec!["(nothing new)".to_owned()],
                    Heard::Phrase { says, .. } => vec![format!("(a phrase) {says}")],
                    Heard::Aside { says, .. } => vec![format!("(at once) {says}")],
                    Heard::Screen(lines) => lines,
                };
            }
            "bells" => return vec![std::mem::take(&mut self.bells).to_string()],
            "records" => return self.records(),
            _ => panic!("no such command: {command}"),
        }
        Vec::new()
    }

    /// A house with what `words` say in its records.
    fn home(&mut self, words: &str) {
        let (runs, drawn) = (self.runs, std::mem::take(&mut self.drawn));
        *self = Self { runs, drawn, ..Self::new() };
        let mut words: Vec<&str> = words.split(' ').collect();
        if words.remove(0) == "new" {
            return;
        }
        let unchecked = words.contains(&"unchecked");
        let value = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        let number = |name: &str| value(name).map_or(0, |it| it.parse().expect("a number"));
        let tags: BTreeSet<Tag> = value("tags").into_iter().flat_map(|it| it.split(',')).map(tag).collect();
        let at = self.wall - TimeDelta::days(number("days-ago")) - TimeDelta::hours(1);
        let mut ids = self.ids();
        let answered = |page| Fact::Answered { page, version: LINES_VERSION, unread: Vec::new() };
        let mut facts = vec![(at, answered(Page::Before)), (at, answered(Page::Around))];
        for item in tags.into_iter().map(Item::Tag) {
            facts.push((at, Fact::Ticked { item, when: at }));
            // What there is to say more of it makes it light.
            let told = item.asks().and_then(|asks| asks.answers().last());
            facts.extend(told.map(|(told, _)| (at, Fact::Told { item, when: at, told })));
        }
        facts.extend(value("kit").into_iter().map(|it| (at, Fact::KitHas { kit: kit(it) })));
        if !words.contains(&"chair-open") {
            facts.push((at, Fact::KitHas { kit: Kit::SturdyChair }));
        }
        if !unchecked {
            let at = self.wall - TimeDelta::minutes(30);
            facts.push((at, answered(Page::Now)));
        }
        for (at, fact) in facts {
            self.facts.push_str(&Record::new(&mut ids, at, None, fact).line().expect("a line"));
        }
        let (days, last) = (number("session-days"), value("last").map_or(2, |it| it.parse().expect("a number")));
        if days > 0 {
            self.earlier_session(&mut ids, u32::try_from(days - 1).expect("few days"), last);
        }
        self.told = (self.facts.len(), self.journal.len());
    }

    /// A session some days ago, on the day after `days` others.
    fn earlier_session(&mut self, ids: &mut Ids, days: u32, ago: i64) {
        let at = self.wall - TimeDelta::days(ago);
        let id = ids.session(at);
        let work = Duration::from_secs(60);
        let step = Step {
            index: 0,
            routine_step: Some(0),
            movement: MovementId::new("easy-march"),
            instead_of: None,
            next: None,
            how: StepHow::Done,
            work,
            planned: work,
            phase: None,
            bank: Duration::ZERO,
            moving: Duration::ZERO,
            stretch: Duration::ZERO,
            end_range: false,
            areas: Vec::new(),
            first_side: None,
            sides_done: 0,
            eased: false,
        };
        let started = Started {
            routine: RoutineId::new("earlier"),
            title: "Earlier".to_owned(),
            digest: String::new(),
            place: None,
            planned: work,
            own_set_ups: false,
            steps: 1,
            days,
            first: None,
            resumes: None,
            version: "0".to_owned(),
            outcome: None,
            guard_kept: false,
        };
        let ended = Ended { how: EndHow::Finished, work, active: work, step: Some(0), last: None, during: None };
        for entry in [Entry::Started(started), Entry::Step(step), Entry::Ended(ended)] {
            let record = Record::new(ids, at, Some(id.clone()), entry);
            self.journal.push_str(&record.line().expect("a line"));
        }
    }

    /// Lays the sheet on the table, or another one in its place.
    fn sheet(&mut self, chin_tucks: &str) {
        self.files.retain(|file| file.path != "sheet.toml");
        self.files.push(sheet(chin_tucks));
    }

    fn ids(&mut self) -> Ids {
        self.runs += 1;
        Ids::new(MachineId::from_bits(7), self.runs)
    }

    /// Starts the program the way its command line does.
    fn launch(&mut self, words: &str) -> Vec<String> {
        if self.program.is_some() {
            return vec![wrong("the program runs already")];
        }
        let mut library = Library::built_in();
        library.add_personal(self.files.clone());
        let (words, notice) = words.split_once("notice=").unwrap_or((words, ""));
        let words: Vec<&str> = words.split_whitespace().collect();
        let value = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        let start = match words.first() {
            Some(&"run") => {
                let found = library.routine(&RoutineId::new(words[1]));
                Start::Run(found.and_then(Result::ok).unwrap_or_else(|| panic!("no routine {}", words[1])))
            }
            Some(&"me") => Start::Me,
            Some(&"learn") => Start::Learn,
            Some(&"desk") => Start::Desk,
            Some(_) | None => Start::Library,
        };
        let options = Options {
            quiet: words.contains(&"--quiet"),
            frames: 2,
            motion: if words.contains(&"moving") { Motion::Moving } else { Motion::default() },
            start,
            minutes: value("--minutes").map(|it| it.parse().expect("minutes")),
            place: value("--place").map(|_| PlaceFilter::Floor),
            emergency_number: value("number").map(str::to_owned),
            ..Options::default()
        };
        let mut ids = self.ids();
        self.close_what_was_left_open(&mut ids);
        let memory = Memory::new(ids, &read::<Fact>(&self.facts), Replay::of(read::<Entry>(&self.journal)))
            .with_damage(self.damaged.clone());
        let notices = Some(notice).filter(|it| !it.is_empty()).map(str::to_owned).into_iter().collect();
        let now = Now { moment: Moment::START, wall: self.wall };
        let (app, effects) = App::new(library, memory, options, notices, now);
        let app = match value("beside") {
            Some(name) => {
                let when_done = match value("when-done") {
                    Some("leave") => WhenDone::Leave,
                    Some("finish") => WhenDone::Finish,
                    Some(_) | None => WhenDone::Offer,
                };
                let face = if words.contains(&"drawn") { BesideFace::Drawn } else { BesideFace::Spoken };
                app.beside(Beside::new(name.replace('_', " "), Moment::START, when_done, ']', face))
            }
            None => app,
        };
        let narrator = Narrator::new();
        self.program = Some(Program { app, moment: Moment::START, narrator, view: None, code: None });
        self.perform(effects);
        self.show()
    }

    /// What opening the records does about a session whose program died (L8).
    fn close_what_was_left_open(&mut self, ids: &mut Ids) {
        let replay = Replay::of(read::<Entry>(&self.journal));
        let machine = ids.machine().clone();
        let closings: Vec<(SessionId, Entry)> =
            replay.open(&machine).map(|life| (life.id().clone(), Entry::Ended(life.closing()))).collect();
        for (session, entry) in closings {
            let record = Record::new(ids, self.wall, Some(session), entry);
            self.journal.push_str(&record.line().expect("a line"));
        }
    }

    fn program(&mut self) -> &mut Program {
        self.program.as_mut().expect("the program runs")
    }

    fn now(&mut self) -> Now {
        let wall = self.wall;
        Now { moment: self.program().moment, wall }
    }

    fn pass(&mut self, length: Duration) {
        self.wall += TimeDelta::from_std(length).expect("a length");
        if let Some(program) = &mut self.program {
            program.moment = program.moment + length;
        }
    }

    /// One input, without anything being shown.
    fn update(&mut self, input: Input) {
        let now = self.now();
        let effects = self.program().app.update(input, now);
        self.perform(effects);
    }

    /// One input, and what is said to it.
    fn tell(&mut self, input: Input) -> Vec<String> {
        if self.program.is_none() {
            return Vec::new();
        }
        self.update(input);
        self.show()
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Bell => self.bells += 1,
                Effect::Sound(bell) => self.done.push(format!("(a tone: {bell:?})")),
                Effect::Fact(record) => self.facts.push_str(&record.line().expect("a line")),
                Effect::Journal(record) => self.journal.push_str(&record.line().expect("a line")),
                Effect::Interrupt => self.done.push("(the command gets a Ctrl-C)".to_owned()),
                Effect::SayOutput => self.done.push("(the command's last lines)".to_owned()),
                Effect::Visit(says) => {
                    self.done.extend(says.into_iter().map(|line| format!("(over to the command) {line}")));
                }
                Effect::Leave(leave) => self.program().code = Some(leave.code()),
                Effect::ReadJournal => {
                    let replay = Replay::of(read::<Entry>(&self.journal));
                    self.update(Input::Journal(Box::new(replay)));
                }
                Effect::ReadFacts => {
                    let facts = read::<Fact>(&self.facts);
                    self.update(Input::Facts(facts, self.damaged.clone()));
                }
                // The whole journal was read at the launch.
                Effect::ReadEarlier | Effect::ReadOwn | Effect::ReadMoreOwn => {}
            }
        }
    }

    /// Shows the view where it has changed: what is new of it.
    fn show(&mut self) -> Vec<String> {
        let mut done = std::mem::take(&mut self.done);
        if let Some(code) = self.program().code {
            self.program = None;
            done.push(format!("(left with exit code {code})"));
            return done;
        }
        let now = self.now();
        let program = self.program();
        let view = program.app.view(now);
        if program.view.as_ref() == Some(&view) {
            return done;
        }
        done.extend(program.narrator.tell(&view));
        program.view = Some(view);
        self.update(Input::Shown);
        done
    }

    /// Keys, one after the other without anything shown between.
    fn keys(&mut self, names: &[&str]) -> Vec<String> {
        for name in names {
            if self.program.as_ref().is_none_or(|it| it.code.is_some()) {
                return vec![wrong(&format!("nobody reads {name}"))];
            }
            self.update(Input::Key(key(name)));
        }
        self.show()
    }

    /// Somebody looks for so long.
    fn watch(&mut self, length: Duration) -> Vec<String> {
        let mut said = Vec::new();
        let mut left = length;
        while self.program.is_some() {
            let moment = self.program().moment;
            let step = self.program().app.next_deadline().map(|it| it.since(moment)).filter(|step| *step <= left);
            let Some(step) = step else { break };
            self.pass(step);
            left -= step;
            said.extend(self.tell(Input::Wake));
            assert!(!step.is_zero() || self.moves_on(moment), "it wants to be woken for ever at {moment:?}");
        }
        self.pass(left);
        said
    }

    /// Whether the program wants to be woken later than at `moment`, or not at all.
    fn moves_on(&mut self, moment: Moment) -> bool {
        self.program.is_none() || self.program().app.next_deadline().is_none_or(|it| it > moment)
    }

    /// Somebody looks until something is there; the last line that was said.
    fn until(&mut self, what: &str) -> Vec<String> {
        let mut last = None;
        let mut left = PATIENCE;
        while !self.is_there(what) {
            let moment = self.program().moment;
            let Some(deadline) = self.program().app.next_deadline() else {
                panic!("nothing goes on; {what} never comes")
            };
            let step = deadline.since(moment);
            left = left.checked_sub(step).unwrap_or_else(|| panic!("{what} does not come"));
            last = self.watch(step).into_iter().next_back().or(last);
        }
        if what == "the end" {
            let now = self.now();
            return line::render(&self.program().app.view(now));
        }
        last.into_iter().collect()
    }

    fn is_there(&mut self, what: &str) -> bool {
        let Some(view) = &self.program().view else { return false };
        match (&view.screen, what.split_once(" / ")) {
            (Screen::Session(it), Some((movement, doing))) => it.movement == movement && words::doing(it) == doing,
            (screen, _) => what == "the end" && !matches!(screen, Screen::Session(_)),
        }
    }

    /// The screen in windows of these sizes, as whoever looks at it sees it, under the name that comes first.
    fn draw(&mut self, words: &str) -> Vec<String> {
        let (name, sizes) = words.split_once(' ').unwrap_or((words, ""));
        let mut said = Vec::new();
        for size in sizes.split_whitespace() {
            let (cells, look) = match size.strip_suffix("ascii") {
                Some(cells) => (cells, Look::new(Glyphs::Ascii, Colours::None)),
                None => (size, Look::new(Glyphs::Unicode, Colours::None)),
            };
            let (cols, rows) = cells.split_once('x').expect("columns and rows");
            let (cols, rows) = (cols.parse().expect("columns"), rows.parse().expect("rows"));
            let view = self.view_in(cols, rows);
            said.push(format!("{name} {size}"));
            let picture = picture::text(&picture::drawn(&view, &look, (cols, rows)));
            said.extend(picture.lines().map(|row| format!("|{row}")));
        }
        let view = self.view_in(ROOMY.0, ROOMY.1);
        self.drawn.push((name.to_owned(), view));
        said
    }

    /// What there is to see in a window of this size.
    fn view_in(&mut self, cols: u16, rows: u16) -> View {
        self.update(Input::Resize { cols, rows });
        let now = self.now();
        self.program().app.view(now)
    }

    /// What was kept since it was last told.
    fn records(&mut self) -> Vec<String> {
        let facts = self.facts[self.told.0..].lines().map(|line| compact("fact", line));
        let entries = self.journal[self.told.1..].lines().map(|line| compact("kind", line));
        let said = facts.map(|it| format!("fact {it}")).chain(entries.map(|it| format!("journal {it}"))).collect();
        self.told = (self.facts.len(), self.journal.len());
        said
    }
}

/// What a command says that cannot be done: a life that says so is not a good one.
fn wrong(why: &str) -> String {
    format!("{WRONG}{why}")
}

/// The records in some lines, the way they are read from the disk; each line must be one.
fn read<T: Content>(lines: &str) -> Vec<Record<T>> {
    let read = read_lines(lines.as_bytes());
    assert!(read.bad.is_empty() && read.unknown == 0, "{:?}", read.bad);
    read.records
}

/// What names, counts or repeats something, and says nothing to a reader here.
const UNSAID: [&str; 23] = [
    "v",
    "sum",
    "id",
    "at",
    "machine",
    "session",
    "digest",
    "version",
    "title",
    "areas",
    "bank",
    "moving",
    "stretch",
    "index",
    "routine_step",
    "next",
    "phase",
    "planned",
    "first",
    "end_range",
    "days",
    "steps",
    "active",
];

/// A line of a record in short: its kind, then what it holds.
fn compact(kind: &str, line: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(line) else { panic!("no record: {line}") };
    let mut said = fields.get(kind).and_then(Value::as_str).unwrap_or_default().to_owned();
    for (name, value) in fields.iter().filter(|(name, _)| *name != kind && !UNSAID.contains(&name.as_str())) {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        said += &[" ", name, "=", &value].concat();
    }
    said
}

fn key(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "space" => Key::Char(' '),
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "backspace" => Key::Backspace,
        "home" => Key::Home,
        "end" => Key::End,
        "ctrl-c" => Key::CtrlC,
        "tab" => Key::Tab,
        _ => {
            let mut chars = name.chars();
            let (Some(char), None) = (chars.next(), chars.next()) else { panic!("no such key: {name}") };
            Key::Char(char)
        }
    }
}

fn length(text: &str) -> Duration {
    amount::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn tag(word: &str) -> Tag {
    *Tag::ALL.iter().find(|it| it.word() == word).unwrap_or_else(|| panic!("no tag {word}"))
}

fn kit(word: &str) -> Kit {
    *Kit::ALL.iter().find(|it| it.word() == word).unwrap_or_else(|| panic!("no kit {word}"))
}

/// A personal routine with movements that move, whatever it is called.
fn personal(words: &str) -> PersonalFile {
    let (name, first) = words.split_once(' ').unwrap_or((words, "shoulder-rolls"));
    let text = format!(
        "id = \"{name}\"\ntitle = \"Mine\"\nwhen = \"Any time.\"\nsafety = \"Slowly.\"\n\
         place = \"chair\"\n[[steps]]\nmovement = \"{first}\"\n[[steps]]\nmovement = \"posture-reset\"\n"
    );
    PersonalFile { path: format!("{name}.toml"), kind: FileKind::Routine, bytes: Ok(text.into_bytes()) }
}

/// A physiotherapist's sheet, with so many chin tucks in a set, in the place of one that was there.
fn sheet(chin_tucks: &str) -> PersonalFile {
    let text = format!(
        "id = \"sheet\"\ntitle = \"My sheet\"\nplace = \"chair\"\n\
         prescribed = \"A. Berg, physiotherapist, 3 November 2026\"\n\
         [[steps]]\nmovement = \"wall-chest-lean\"\nhold = \"25s\"\nreps = 3\n\
         [[steps]]\nmovement = \"chin-tuck\"\nreps = {chin_tucks}\nsets = 3\n\
         [[steps]]\nmovement = \"neck-side-stretch\"\nhold = \"30s\"\nreps = 2\n\
         [[steps]]\nmovement = \"posture-reset\"\n"
    );
    PersonalFile { path: "sheet.toml".to_owned(), kind: FileKind::Routine, bytes: Ok(text.into_bytes()) }
}

/// What a scenario says of the command beside the coach.
fn command_news(words: &str) -> CommandNews {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let number = || rest.parse::<u8>().expect("a number");
    match verb {
        "line" => CommandNews::Line(rest.to_owned()),
        "listens" => CommandNews::Listening,
        "wants" => CommandNews::Wants(match rest {
            "password" => Wants::Password,
            "screen" => Wants::Screen,
            _ => Wants::Nothing,
        }),
        "ends" => CommandNews::Ended(HowEnded::Code(number())),
        "dies" => CommandNews::Ended(HowEnded::Signal(number().into())),
        _ => panic!("no such news: {words}"),
    }
}
