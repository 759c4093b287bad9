use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;

use super::flags::{Flags, Listed};
use super::settings;
use crate::app::{Memory, Occasion, Options, OwnFiles, Start};
use crate::coach::SetUps;
use crate::coach::view::Motion;
use crate::journal::Replay;
use crate::routine::{Library, Paint, Routine, RoutineId};
use crate::safety::Fact;
use crate::settings::{By, Count, Settings};
use crate::shell::desk::DeskFiles;
use crate::shell::folders::Folders;
use crate::shell::personal;
use crate::shell::records::{Records, random};
use crate::shell::{Face, Surroundings};
use crate::units::{Now, text};

/// Everything the program needs to begin.
pub(super) struct Opened {
    pub(super) library: Library,
    /// Where the person's files are.
    pub(super) folders: Option<Folders>,
    pub(super) memory: Memory,
    pub(super) records: Records,
    pub(super) options: Options,
    pub(super) settings: Settings,
    /// Why nothing can be kept, where that is known already.
    pub(super) failed: Option<String>,
    /// What has to be said once.
    pub(super) notices: Vec<String>,
}

/// What the program is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants<'a> {
    /// To choose.
    Library,
    /// A routine, by its name or its file.
    Run(&'a str),
    /// What is known about the person.
    Me,
    /// The short cards.
    Learn,
    /// The check of the desk.
    Desk,
    /// A routine beside a command, which is found when the library is open.
    Beside,
}

impl Opened {
    /// Has figures move, where they are drawn and nobody wants them still; where nothing is drawn all is said in lines.
    pub(super) fn moving(mut self, drawn: bool) -> Self {
        if !drawn {
            self.options.face = crate::app::Face::Spoken;
        }
        if drawn && !self.settings.still.value && self.options.frames > 0 {
            self.options.motion = Motion::Moving;
        }
        self
    }
}

/// Opens the library and the records, and finds the routine that is asked for.
///
/// # Errors
/// When that routine is not there or its file has errors: the text that says so.
pub(super) fn open(flags: &Flags, listed: &Listed, wants: Wants<'_>, now: Now) -> Result<Opened, String> {
    let folders = Folders::find();
    let (mut settings, report) = settings::of(flags, folders.as_ref().ok());
    settings::list(&mut settings, listed);
    let break_offered = if wants == Wants::Library { offered(folders.as_ref().ok(), now) } else { None };
    if break_offered.is_some() && settings.minutes.value.is_none() {
        // What is suggested fits the break that was offered.
        settings.minutes.set(break_offered, By::Default);
    }
    if settings.set_ups.by == By::Default && !io::stdin().is_terminal() {
        // What is typed comes line by line: nobody is to hurry.

        settings.set_ups.set(SetUps::Wait, By::Default);
    }
    let start = match wants {
        Wants::Library | Wants::Beside => Start::Library,
        Wants::Run(routine) => Start::Run(find(&library().1, routine)?),
        Wants::Me => Start::Me,
        Wants::Learn => Start::Learn,
        Wants::Desk => Start::Desk,
    };
    let folders = folders.as_ref().map_err(String::as_str);
    let (records, opened) = Records::open::<Fact>(folders, now.wall, &mut random);
    let mut replay = Replay::of(opened.journal);
    for session in opened.busy {
        replay.mark_busy(session);
    }
    // What is said in lines is said once, and whoever goes on with something or asks for what fits must find it.
    let whole = wants != Wants::Library
        || settings.minutes.value.is_some()
        || settings.plain.value
        || Surroundings::here().face == Face::Lines
        || replay.resumable(now.wall, opened.ids.machine()).is_some();
    if whole {
        // A plan may be laid for the first picture already.
        records.earlier(now.wall).into_iter().for_each(|entry| replay.feed(entry));
    }
    let (own_files, library) =
        if whole { (OwnFiles::Read, library().1) } else { (OwnFiles::Later, Library::built_in()) };
    let memory = Memory::new(opened.ids, &opened.facts, replay)
        .with_damage(opened.damaged)
        .with_longer_holds(settings.longer_holds.value)
        .with_set_ups(settings.set_ups.value);
    let options = Options {
        quiet: !settings.bell.value,
        tones: settings.tones.value,
        voice: settings.speaks(),
        motion: Motion::default(),
        frames: settings.frames.value.0,
        start,
        minutes: settings.minutes.value.map(|minutes| minutes.0),
        place: settings.place.value.map(Into::into),
        occasion: if break_offered.is_some() { Occasion::Offered } else { Occasion::Free },
        emergency_number: settings.emergency_number.value.clone().map(|number| number.0),
        goal_days: settings.days.value.0,
        own_files,
        face: crate::app::Face::Drawn,
    };
    let failed = opened.failed.map(|error| error.to_string());
    let mut notices = opened.messages;
    notices.extend(report.as_ref().and_then(settings::notice));
    let folders = folders.ok().cloned();
    Ok(Opened { library, folders, memory, records, options, settings, failed, notices })
}

/// How many minutes the break has that was offered and is taken by opening the program; none where none stands.
fn offered(folders: Option<&Folders>, now: Now) -> Option<Count<1, 180>> {
    let at = now.wall.timestamp();
    let desk = DeskFiles::of(folders?).look().filter(|desk| desk.stands(at))?;
    Some(Count(if desk.wants_short() { 1 } else { 2 }))
}

/// The library with the person's files in it, and where those are.
pub(super) fn library() -> (Result<Folders, String>, Library) {
    let folders = Folders::find();
    let mut library = Library::built_in();
    if let Ok(folders) = &folders {
        library.add_personal(personal::files(folders));
    }
    (folders, library)
}

/// The routine of this name, or in this file.
pub(super) fn find(library: &Library, asked: &str) -> Result<Arc<Routine>, String> {
    if library.routine(&RoutineId::new(asked)).is_some() {
        return named(library, asked);
    }
    let path = Path::new(asked);
    let is_a_path = asked.contains(std::path::MAIN_SEPARATOR) || path.extension().is_some_and(|it| it == "toml");
    let shown = text::clean(asked);
    if is_a_path {
        let bytes = personal::read(path).map_err(|why| format!("unhunch: `{shown}` cannot be read: {why}\n"))?;
        return library.read_file(asked, &bytes).map_err(|report| report.render(Paint::Plain));
    }
    named(library, asked)
}

/// The routine of this name.
pub(super) fn named(library: &Library, asked: &str) -> Result<Arc<Routine>, String> {
    match library.routine(&RoutineId::new(asked)) {
        Some(Ok(routine)) => return Ok(routine),
        Some(Err(report)) => return Err(report.render(Paint::Plain)),
        None => {}
    }
    let shown = text::clean(asked);
    let hint = match library.suggest(asked) {
        Some(id) => format!("did you mean `{id}`?"),
        None => "`unhunch` lists them all".to_owned(),
    };
    Err(format!("unhunch: there is no routine called `{shown}`; {hint}\n"))
}
