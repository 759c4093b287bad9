use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::here::Here;
use crate::app::view::{Screen, View};
use crate::app::{Effect, Input, Mute};
use crate::coach::view::{Doing, SessionView};
use crate::journal::{Entry, Record};
use crate::settings::{Argv, Settings};
use crate::shell::command::{self, Held};
use crate::shell::desk::{DeskFiles, Running, Seat};
use crate::shell::folders::Folders;
use crate::shell::personal::Unread;
use crate::shell::records::{RecordError, Records};
use crate::shell::speaker::tones::Tones;
use crate::shell::speaker::{self, Speaker};
use crate::shell::{Performed, World};
use crate::units::Now;

/// Performs what the program asks for: keeps records, passes bells and leavings on.
pub(super) struct Recorder {
    records: Records,
    opened_at: DateTime<FixedOffset>,
    folders: Option<Folders>,
    /// Those of the person's own files that are still to be told.
    unread: Unread,
    around: Around,
    voice: Speaker,
    /// What plays the tones, where they are wanted.
    tones: Option<Tones>,
}

/// What a session has around it: its place among the desk's files, the person's hooks, what keeps the screen awake.
struct Around {
    settings: Settings,
    /// The routine of the session that runs, and since when.
    routine: Option<(String, DateTime<FixedOffset>)>,
    seat: Option<Seat>,
    awake: Option<Held>,
    /// Whether what the desk is told of the facts may have changed.
    facts: bool,
}

/// A hook has so long.
pub(super) const HOOK: Duration = Duration::from_secs(5);
/// Less work than this is no session that counts.
const COUNTS: Duration = Duration::from_secs(10);

/// Runs one of the person's hooks, if there is one, and does not wait for it.
pub(super) fn hook(argv: Option<&Argv>, event: &str, routine: &str, seconds: i64) {
    let Some(Argv(argv)) = argv else { return };
    let environment = [
        ("UNHUNCH_EVENT", event.to_owned()),
        ("UNHUNCH_ROUTINE", routine.to_owned()),
        ("UNHUNCH_SECONDS", seconds.to_string()),
    ];
    // A hook that cannot be run is told of by `unhunch doctor`; a session does not hang on it.
    command::start(argv, &environment, HOOK).ok();
}

impl Around {
    fn see(&mut self, record: &Record<Entry>, folders: Option<&Folders>) {
        let seconds = |since: DateTime<FixedOffset>| (record.at - since).num_seconds().max(0);
        match &record.what {
            Entry::Started(started) => {
                let routine = started.routine.as_str().to_owned();
                hook(self.settings.on_session_start.value.as_ref(), "session_start", &routine, 0);
                self.routine = Some((routine, record.at));
                self.seat = folders.map(DeskFiles::of).and_then(|files| files.take_seat());
                self.awake = self.settings.awake_command.value.as_ref().and_then(|argv| command::hold(&argv.0).ok());
            }
            Entry::Stopped(stopped) if stopped.answer.is_none() => {
                if let Some((routine, since)) = &self.routine {
                    hook(self.settings.on_stopped.value.as_ref(), "stopped", routine, seconds(*since));
                }
            }
            Entry::Ended(ended) => {
                self.awake = None;
                if let Some(seat) = self.seat.take() {
                    seat.leave();
                }
                let Some((routine, since)) = self.routine.take() else { return };
                hook(self.settings.on_session_end.value.as_ref(), "session_end", &routine, seconds(since));
                if let Some(here) = Here::with(folders, &self.settings, record.at) {
                    here.end_session(ended.work >= COUNTS);
                }
            }
            Entry::Checked
            | Entry::Step(_)
            | Entry::Paused(_)
            | Entry::Resumed(_)
            | Entry::Stopped(_)
            | Entry::Popped(_)
            | Entry::Felt(_)
            | Entry::Noted(_) => {}
        }
    }
}

/// A session as it stands, for whoever looks from outside.
fn running(view: &SessionView, now: i64) -> Running {
    let (doing, changing) = match &view.doing {
        Doing::SetUp => ("set-up", None),
        Doing::Arriving => ("in", None),
        Doing::Holding => ("hold", None),
        Doing::Repeating => ("rep", None),
        Doing::Breathing => ("breath", None),
        Doing::Moving => ("moving", None),
        Doing::Leaving => ("out", None),
        Doing::Resting => ("rest", None),
        Doing::Changing(to) => ("change", Some(to.clone())),
        Doing::Paused(_) => ("paused", None),
        Doing::CountingIn => ("counting-in", None),
    };
    let waits = matches!(view.doing, Doing::Paused(_));
    Running {
        routine: view.title.clone(),
        step: view.step.0,
        steps: view.step.1,
        movement: view.movement.clone(),
        doing: doing.to_owned(),
        side: changing.or_else(|| view.side.clone()),
        ends: view.clock.filter(|_| !waits).and_then(|left| now.checked_add_unsigned(left)),
        left: view.left.time.as_secs(),
    }
}

/// How much of the person's own files is read before the next picture, in bytes: a few milliseconds, whatever is in them.
const AT_ONCE: usize = 48 * 1024;
/// How much of them is read first: what has room in a window, so that it stands there soon.
const AT_FIRST: usize = 16 * 1024;

impl Recorder {
    pub(super) fn new(
        records: Records,
        opened_at: DateTime<FixedOffset>,
        folders: Option<Folders>,
        settings: &Settings,
    ) -> Self {
        let voice = Speaker::new(speaker::voice(settings));
        let tones = settings.tones.value.then(|| Tones::new(settings));
        let settings = settings.clone();
        let around = Around { settings, routine: None, seat: None, awake: None, facts: false };
        Self { records, opened_at, folders, unread: Unread::default(), around, voice, tones }
    }

    /// The program ends: the desk learns what it cannot see.
    pub(super) fn end(&mut self, now: DateTime<FixedOffset>) {
        self.voice.end();
        if let Some(here) = Here::with(self.folders.as_ref(), &self.around.settings, now) {
            if self.around.facts {
                here.learn_facts();
            }
            here.keep_notes();
        }
    }
}

impl World<Effect> for Recorder {
    fn perform(&mut self, effect: Effect) -> Performed {
        match effect {
            Effect::Bell => Performed::Bell,
            Effect::Sound(bell) => match self.tones.as_mut().and_then(|tones| tones.play(bell)) {
                None => Performed::Nothing,
                Some(why) => {
                    let says = format!("The bell rings from now on: tones cannot be played, {why}");
                    Performed::Tell(Input::Mute(Mute::Tones, says))
                }
            },
            Effect::Fact(record) => {
                self.around.facts = true;
                kept(self.records.keep_facts(&[record]))
            }
            Effect::Journal(record) => {
                let kept = kept(self.records.keep_entries(std::slice::from_ref(&record)));
                self.around.see(&record, self.folders.as_ref());
                kept
            }
            Effect::Interrupt => Performed::Interrupt,
            Effect::Leave(leave) => Performed::Leave(leave),
            Effect::ReadJournal => Performed::Tell(Input::Journal(Box::new(self.records.replay()))),
            Effect::SayOutput => Performed::SayOutput,
            Effect::Visit(says) => Performed::Visit(says),
            Effect::ReadFacts => {
                let facts = self.records.facts_again(crate::shell::Clock::start().now().wall);
                Performed::Tell(Input::Facts(facts.records, facts.damaged))
            }
            Effect::ReadOwn => {
                self.unread = self.folders.as_ref().map(Unread::of).unwrap_or_default();
                Performed::Tell(Input::Own(self.unread.some(AT_FIRST)))
            }
            Effect::ReadMoreOwn => Performed::Tell(Input::Own(self.unread.some(AT_ONCE))),
            Effect::ReadEarlier => Performed::Tell(Input::Earlier(self.records.earlier(self.opened_at))),
        }
    }

    fn shown(&mut self, view: &View, now: Now) -> Option<Input> {
        if let (Some(seat), Screen::Session(session)) = (&mut self.around.seat, &view.screen) {
            seat.tell(running(session, now.wall.timestamp()));
        }
        let why = self.voice.take(&view.heard)?;
        let says = format!("The coach is silent from now on: {why}. `say_command` in config.toml names what speaks");
        Some(Input::Mute(Mute::Voice, says))
    }

    fn watched(&self) -> Vec<PathBuf> {
        let folders = self.folders.as_ref();
        folders.map_or_else(Vec::new, |it| vec![it.data().to_owned(), it.routines(), it.movements()])
    }
}

fn kept(result: Result<(), RecordError>) -> Performed {
    match result {
        Ok(()) => Performed::Nothing,
        Err(error) => Performed::Tell(Input::RecordFailed(error.to_string())),
    }
}
