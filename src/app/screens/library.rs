use std::sync::Arc;
use std::time::Duration;

use crate::app::suggestion::{Suggestion, is_at_a_desk, suggest};
use crate::app::view::{self, LibraryRow, RowState, Screen, View};
use crate::app::{Key, Memory, Occasion, Options};
use crate::routine::{Entry, Library, Paint, Place, RoutinePlace, Status};
use crate::safety::{Outcome, Wants};
use crate::units::{Length, Moment, Now};

use super::context::Context;
use super::go::{Go, Says, Text, To};
use super::parts::{hint, plain_view};
use super::previewed::{Previewed, plan, routine};

/// The list of routines, the selected one previewed.
#[derive(Debug)]
pub(crate) struct LibraryScreen {
    /// The suggestion, if there is one, then the rows that pass the filter, as indices of the library's entries.
    rows: Vec<usize>,
    /// What the first row is suggested for.
    suggested: Option<Suggestion>,
    selected: usize,
    /// What is shown of each entry's length.
    lengths: Vec<Option<Length>>,
    words: String,
    typing: bool,
    place: Option<PlaceFilter>,
    minutes: Option<u32>,
    /// Whether it was opened for a break at the desk: then nothing on the floor is suggested, unless that is the place asked for.
    at_the_desk: bool,
    /// Whether nothing is as short as those minutes.
    too_short: bool,
    /// The selected routine beside the list.
    previewed: Option<Previewed>,
}

/// Which routines are shown by where they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceFilter {
    /// On a chair.
    Chair,
    /// On one's feet.
    Standing,
    /// At a wall.
    Wall,
    /// On the floor.
    Floor,
}

impl From<Place> for PlaceFilter {
    fn from(place: Place) -> Self {
        match place {
            Place::Chair => Self::Chair,
            Place::Standing => Self::Standing,
            Place::Wall => Self::Wall,
            Place::Floor => Self::Floor,
        }
    }
}

/// Of more rows than this the length is not worked out.
const PLANNED_ROWS: usize = 500;

impl PlaceFilter {
    const ALL: [Self; 4] = [Self::Chair, Self::Standing, Self::Wall, Self::Floor];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Standing => "standing",
            Self::Wall => "wall",
            Self::Floor => "floor",
        }
    }

    /// Whether a routine of this place passes; one that can be done anywhere always does.
    const fn passes(self, place: RoutinePlace) -> bool {
        matches!(
            (self, place),
            (_, RoutinePlace::Anywhere)
                | (Self::Chair, RoutinePlace::Chair)
                | (Self::Standing, RoutinePlace::Standing)
                | (Self::Wall, RoutinePlace::Wall)
                | (Self::Floor, RoutinePlace::Floor)
        )
    }
}

impl LibraryScreen {
    pub(crate) fn new(library: &Library, memory: &Memory, options: &Options, now: Now) -> Self {
        let mut it = Self {
            rows: Vec::new(),
            suggested: None,
            selected: 0,
            lengths: vec![None; library.entries().len()],
            words: String::new(),
            typing: false,
            place: options.place,
            minutes: options.minutes,
            at_the_desk: options.occasion == Occasion::Offered,
            too_short: false,
            previewed: None,
        };
        it.filter(library, memory, now);
        it.select(0);
        it.choose_by_minutes();
        it
    }

    /// Takes in a library that was read anew; what was selected stays so where it is still there.
    pub(crate) fn renew(&mut self, before: &Library, library: &Library, memory: &Memory, now: Now) {
        let was_suggested = self.suggested.is_some() && self.selected == 0;
        let id =
            |library: &Library, at: usize| library.entries().get(at).map(|entry| (entry.kind, entry.head.id.clone()));
        let selected = self.rows.get(self.selected).and_then(|at| id(before, *at));
        self.lengths = vec![None; library.entries().len()];
        self.previewed = None;
        self.rows.clear();
        self.refresh(library, memory, now);
        self.filter(library, memory, now);
        let kept = self.rows.iter().position(|at| id(library, *at) == selected).filter(|_| !was_suggested);
        self.select(kept.unwrap_or(0));
    }

    /// Suggests anew, when it is come back to; the suggestion is selected where it was.
    pub(crate) fn come_back(&mut self, library: &Library, memory: &Memory, now: Now) {
        let was_suggested = self.suggested.is_some() && self.selected == 0;
        self.refresh(library, memory, now);
        self.filter(library, memory, now);
        if was_suggested {
            self.select(0);
        }
    }

    /// Takes in what has changed about the person. Whether that may change what is seen.
    pub(crate) fn refresh(&mut self, library: &Library, memory: &Memory, now: Now) -> bool {
        self.forget_preview();
        if library.entries().len() > PLANNED_ROWS {
            return false;
        }
        let person = memory.person(library, now, &std::collections::BTreeSet::new());
        let length = |entry: &Entry| Some(plan(library, &routine(library, entry)?, person.clone()).announced());
        let lengths: Vec<_> = library.entries().iter().map(length).collect();
        let changed = lengths != self.lengths;
        self.lengths = lengths;
        if changed && self.minutes.is_some() {
            self.filter(library, memory, now);
            self.choose_by_minutes();
        }
        changed
    }

    pub(crate) const fn is_typing(&self) -> bool {
        self.typing
    }

    pub(crate) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let library = Arc::clone(context.library);
        if self.typing {
            return self.type_word(key, &library, context);
        }
        match key {
            Key::Down | Key::Char('j') => self.select(self.selected.saturating_add(1)),
            Key::Up | Key::Char('k') => self.select(self.selected.saturating_sub(1)),
            Key::PageDown => self.select(self.selected.saturating_add(10)),
            Key::PageUp => self.select(self.selected.saturating_sub(10)),
            Key::Home => self.select(0),
            Key::End => self.select(usize::MAX),
            Key::Char(digit @ ('1' | '3' | '5' | '9')) => {
                let minutes = digit.to_digit(10);
                self.minutes = if self.minutes == minutes { None } else { minutes };
                if self.lengths.iter().all(Option::is_none) {
                    self.refresh(&library, context.memory, context.now);
                }
                self.filter(&library, context.memory, context.now);
                self.choose_by_minutes();
            }
            Key::Char('/') => self.typing = true,
            Key::Char('p') => {
                self.place = match self.place.and_then(|it| PlaceFilter::ALL.iter().position(|other| *other == it)) {
                    None => Some(PlaceFilter::ALL[0]),
                    Some(at) => PlaceFilter::ALL.get(at + 1).copied(),
                };
                self.filter(&library, context.memory, context.now);
            }
            Key::Enter | Key::Right => return self.open(context.library),
            Key::Char('m') => return Go::To(To::Me(0)),
            Key::Char('i') => return Go::To(To::History),
            Key::Char('l') => return Go::To(To::Learn),
            Key::Char('d') => return Go::To(To::Desk),
            Key::Esc if self.is_filtered() => {
                self.words.clear();
                self.place = None;
                self.minutes = None;
                self.filter(&library, context.memory, context.now);
            }
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            _ => {}
        }
        Go::Stay
    }

    fn type_word(&mut self, key: Key, library: &Library, context: &Context<'_>) -> Go {
        match key {
            Key::Char(char) if self.words.chars().count() < 40 => self.words.push(char),
            Key::Backspace => _ = self.words.pop(),
            Key::Enter => self.typing = false,
            Key::Esc => {
                self.typing = false;
                self.words.clear();
            }
            Key::CtrlC => return Go::Leave,
            _ => {}
        }
        self.filter(library, context.memory, context.now);
        Go::Stay
    }

    fn open(&self, library: &Library) -> Go {
        let Some(entry) = self.rows.get(self.selected).map(|at| &library.entries()[*at]) else {
            return Go::Stay;
        };
        match &entry.status {
            Status::Ok => match routine(library, entry) {
                Some(routine) => Go::To(To::Routine(routine)),
                None => Go::Stay,
            },
            Status::Broken(report) => {
                let paragraphs = report.render(Paint::Plain).lines().map(str::to_owned).collect();
                let page = view::Page { title: entry.head.title.clone(), paragraphs, ..view::Page::default() };
                Go::to_text(Text::new(Says::Page(page)))
            }
        }
    }

    fn is_filtered(&self) -> bool {
        !self.words.is_empty() || self.place.is_some() || self.minutes.is_some()
    }

    fn select(&mut self, at: usize) {
        self.selected = at.min(self.rows.len().saturating_sub(1));
    }

    /// Keeps the selected routine selected where it passes the filter still.
    fn filter(&mut self, library: &Library, memory: &Memory, now: Now) {
        let selected = self.rows.get(self.selected).copied();
        let words = self.words.to_lowercase();
        let fits = |at: usize, entry: &Entry| {
            let head = &entry.head;
            let broken = matches!(entry.status, Status::Broken(_));
            let named = head.title.to_lowercase().contains(&words) || head.id.as_str().contains(&words);
            let placed = broken || self.place.is_none_or(|place| place.passes(head.place));
            (named && placed).then_some(at)
        };
        let fitting: Vec<usize> = library.entries().iter().enumerate().filter_map(|(at, it)| fits(at, it)).collect();
        let short = |at: &usize| {
            self.minutes.is_none_or(|minutes| self.lengths[*at].is_some_and(|it| it.time <= under(minutes)))
        };
        let mut rows: Vec<usize> = fitting.iter().copied().filter(short).collect();
        // Where nothing is as short as that, the shortest there is is offered.
        let too_short = self.minutes.is_some() && rows.is_empty();
        if too_short {
            let timed = fitting.into_iter().filter(|at| self.lengths[*at].is_some());
            rows.extend(timed.min_by_key(|at| self.lengths[*at]));
        }
        (self.rows, self.too_short) = (rows, too_short);
        // Who looks for words knows what they want.
        let here = |at: usize| !self.at_the_desk || self.place.is_some() || is_at_a_desk(&library.entries()[at]);
        let suggested = || suggest(library, memory, now, self.minutes, |at| self.rows.contains(&at) && here(at));
        self.suggested = if words.is_empty() && !self.typing { suggested() } else { None };
        // The suggested row stands first, and once.
        self.rows.retain(|at| self.suggested.as_ref().is_none_or(|it| it.entry != *at));
        self.rows.splice(0..0, self.suggested.as_ref().map(|it| it.entry));
        let kept = selected.and_then(|entry| self.rows.iter().position(|at| *at == entry));
        self.select(kept.unwrap_or(0));
    }

    /// Selects the longest that fits the minutes; the first of those that are equally long.
    fn choose_by_minutes(&mut self) {
        if self.minutes.is_none() {
            return;
        }
        let longest = self.rows.iter().filter_map(|at| self.lengths[*at]).max();
        if let Some(row) = self.rows.iter().position(|at| self.lengths[*at] == longest) {
            self.selected = row;
        }
    }

    /// Lets the selected routine be laid anew for the next picture.
    pub(crate) fn forget_preview(&mut self) {
        if let Some(it) = &mut self.previewed {
            it.is_stale = true;
        }
    }

    /// Lays the selected routine for the next picture, where that is another one.
    pub(crate) fn take_preview(&mut self, library: &Library, memory: &Memory, now: Now) {
        let selected = self.rows.get(self.selected).copied();
        let shown = self.previewed.take_if(|it| it.is_stale || Some(it.entry) != selected);
        if self.previewed.is_none() {
            let laid = |at| Previewed::of(at, library, memory, now).after(shown);
            self.previewed = selected.map(laid);
        }
    }

    /// Takes note that it is looked at.
    pub(crate) fn watch(&mut self, now: Moment) {
        if let Some(it) = &mut self.previewed {
            it.watch(now);
        }
    }

    /// When the figure is another one at so many frames a second, if it moves.
    pub(crate) fn next_frame(&self, fps: Option<u32>) -> Option<Moment> {
        self.previewed.as_ref()?.next_frame(fps)
    }

    pub(crate) fn view(&self, library: &Library, memory: &Memory, now: Now, fps: Option<u32>) -> View {
        let shown = view::Library {
            rows: self.view_rows(library, memory),
            selected: self.selected,
            filter: self.is_filtered().then(|| self.filter_words()),
            typing: self.typing,
            standing: standing_line(memory),
            preview: self.previewed.as_ref().map(|it| it.view(now.moment, fps)),
        };
        let keys = if self.typing {
            vec![hint(Key::Enter, "enter", "done"), hint(Key::Esc, "esc", "clear")]
        } else {
            vec![
                hint(Key::Enter, "enter", "open"),
                hint(Key::Char('5'), "1 3 5 9", "minutes"),
                hint(Key::Char('p'), "p", "place"),
                hint(Key::Char('/'), "/", "find"),
                hint(Key::Char('m'), "m", "me"),
                hint(Key::Char('i'), "i", "history"),
                hint(Key::Char('l'), "l", "learn"),
                hint(Key::Char('d'), "d", "desk"),
                hint(Key::Char('q'), "q", "leave"),
                hint(Key::Char('?'), "?", "help"),
            ]
        };
        plain_view(Screen::Library(shown), keys)
    }

    fn view_rows(&self, library: &Library, memory: &Memory) -> Vec<LibraryRow> {
        let mut rows: Vec<_> = self.rows.iter().map(|at| self.row(*at, library, memory)).collect();
        if let (Some(suggested), Some(first)) = (&self.suggested, rows.first_mut()) {
            first.why = Some(suggested.why.clone());
        }
        rows
    }

    fn filter_words(&self) -> String {
        let mut parts = Vec::new();
        if !self.words.is_empty() {
            parts.push(self.words.clone());
        }
        parts.extend(self.place.map(|place| place.word().to_owned()));
        parts.extend(self.minutes.map(|minutes| match self.rows.first().and_then(|at| self.lengths[*at]) {
            Some(shortest) if self.too_short => {
                format!("nothing up to {minutes}:00, the shortest takes {}", shortest.clock())
            }
            _ => format!("up to {minutes}:00"),
        }));
        parts.join(" · ")
    }

    fn row(&self, at: usize, library: &Library, memory: &Memory) -> LibraryRow {
        let entry = &library.entries()[at];
        let state = match &entry.status {
            Status::Broken(report) => RowState::Broken(report.problems().len()),
            Status::Ok => {
                let wants = Wants::of(entry.head.id.as_str(), &entry.origin);
                if memory.standing().ledger().opens(wants) { RowState::Open } else { RowState::Closed }
            }
        };
        LibraryRow {
            title: entry.head.title.clone(),
            length: self.lengths[at],
            place: entry.head.place.word().to_owned(),
            state,
            why: None,
        }
    }
}

/// The longest that takes no more than so many minutes.
const fn under(minutes: u32) -> Duration {
    Duration::from_secs(minutes as u64 * 60)
}

/// What is in force, in a line.
fn standing_line(memory: &Memory) -> Option<String> {
    let line = match memory.standing().outcome()? {
        Outcome::Go | Outcome::Adapt => return None,
        Outcome::Pause => "No stretching for now. The breathing break and the desk check are open. Enter says more.",
        Outcome::Urgent => "No stretching for now. Enter says why, and what to do.",
        Outcome::Emergency => "Get help now. Enter says how.",
    };
    Some(line.to_owned())
}
