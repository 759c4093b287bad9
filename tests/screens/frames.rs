//! When a figure is drawn anew, on the virtual clock: as often as is asked for while it moves, and not at all while it
//! does not.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ratatui::layout::Rect;
use unhunch::app::view::window::has_room_for_figures;
use unhunch::app::view::{Preview, Screen, View};
use unhunch::app::{App, Effect, Focus, Input, Key, Memory, Options, OwnFiles, Showing, Start};
use unhunch::coach::view::{Doing, FigureView, Motion, SessionView};
use unhunch::journal::{Ids, MachineId, Record, Replay};
use unhunch::line;
use unhunch::routine::{FileKind, Kit, Library, MovementId, PersonalFile, RoutineId, Tag};
use unhunch::safety::{Fact, Item, LINES_VERSION, Page};
use unhunch::ui;
use unhunch::units::{Moment, Now};

pub(crate) const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn wall() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").expect("a time")
}

/// Somebody who was screened and checked today, at the program.
pub(crate) struct Seat {
    pub(crate) app: App,
    pub(crate) now: Moment,
    /// Every view that was another one than before it, and when it was shown.
    /// What is known, as it is read again before a session.
    facts: Vec<Record<Fact>>,
    shown: Vec<(Moment, View)>,
    wakes: usize,
}

impl Seat {
    fn at(start: Start, frames: u32, motion: Motion) -> Self {
        Self::with_tags(BTreeSet::new(), start, frames, motion)
    }

    fn with_tags(tags: BTreeSet<Tag>, start: Start, frames: u32, motion: Motion) -> Self {
        let mut ids = Ids::new(MachineId::from_bits(7), 1);
        let answered = Page::ALL.map(|page| Fact::Answered { page, version: LINES_VERSION, unread: Vec::new() });
        let mut said = vec![Fact::KitHas { kit: Kit::SturdyChair }];
        for item in tags.into_iter().map(Item::Tag) {
            said.push(Fact::Ticked { item, when: wall() });
            // What there is to say more of it makes it light.
            let told = item.asks().and_then(|asks| asks.answers().last());
            said.extend(told.map(|(told, _)| Fact::Told { item, when: wall(), told }));
        }
        let facts = answered.into_iter().chain(said);
        let facts: Vec<_> = facts.map(|fact| Record::new(&mut ids, wall(), None, fact)).collect();
        let memory = Memory::new(ids, &facts, Replay::of(Vec::new()));
        let options = Options { frames, motion, start, ..Options::default() };
        let now = Now { moment: Moment::START, wall: wall() };
        let (app, _) = App::new(Library::built_in(), memory, options, Vec::new(), now);
        let mut seat = Self { app, facts, now: Moment::START, shown: Vec::new(), wakes: 0 };
        seat.tell(Input::Resize { cols: 100, rows: 30 });
        seat
    }

    /// In the first set-up of a routine.
    pub(crate) fn doing(routine: &str, frames: u32, motion: Motion) -> Self {
        let found = Library::built_in().routine(&RoutineId::new(routine)).and_then(Result::ok);
        let mut seat = Self::at(Start::Run(found.expect("it is built in")), frames, motion);
        seat.watch(secs(1));
        // The kit may be asked for before it.
        for key in [Key::Enter, Key::Char('y'), Key::Enter, Key::Enter] {
            if seat.session().is_none() {
                seat.tell(Input::Key(key));
                seat.watch(secs(1));
            }
        }
        assert!(seat.session().is_some(), "{routine} runs");
        seat
    }

    pub(crate) fn moment(&self) -> Now {
        Now { moment: self.now, wall: wall() + (self.now.since_start()) }
    }

    fn tell(&mut self, input: Input) {
        let now = self.moment();
        let effects: Vec<Effect> = self.app.update(input, now);
        if effects.contains(&Effect::ReadFacts) {
            let _: Vec<Effect> = self.app.update(Input::Facts(self.facts.clone(), Vec::new()), now);
        }
        let view = self.app.view(now);
        if self.shown.last().is_none_or(|(_, shown)| *shown != view) {
            self.shown.push((self.now, view));
            let _: Vec<Effect> = self.app.update(Input::Shown, now);
        }
    }

    /// Looks on for so long.
    pub(crate) fn watch(&mut self, length: Duration) {
        let until = self.now + length;
        while let Some(deadline) = self.app.next_deadline().filter(|deadline| *deadline <= until) {
            self.now = self.now.max(deadline);
            self.wakes += 1;
            assert!(self.wakes < 1_000_000, "it is woken for ever");
            self.tell(Input::Wake);
        }
        self.now = until;
    }

    /// Looks on until a session does this.
    fn until(&mut self, is_so: impl Fn(&SessionView) -> bool) -> SessionView {
        for _ in 0..100_000 {
            if let Some(session) = self.session().filter(|session| is_so(session)) {
                return session.clone();
            }
            let deadline = self.app.next_deadline().expect("it runs");
            self.watch(deadline.since(self.now));
        }
        panic!("it never comes");
    }

    pub(crate) fn session(&self) -> Option<&SessionView> {
        if let Screen::Session(session) = &self.shown.last()?.1.screen { Some(session) } else { None }
    }

    /// The different figures among the views from a moment on, and when they were shown.
    fn figures(&self, from: Moment) -> Vec<(Moment, FigureView)> {
        let figure = |view: &View| {
            if let Screen::Session(it) = &view.screen {
                it.figure.clone()
            } else if let Screen::Library(it) = &view.screen {
                it.preview.as_ref()?.figure.clone()
            } else {
                None
            }
        };
        let mut seen: Vec<(Moment, FigureView)> = Vec::new();
        for (at, view) in &self.shown {
            if let Some(figure) = figure(view)
                && seen.last().is_none_or(|(_, last)| *last != figure)
            {
                seen.push((*at, figure));
            }
        }
        seen.retain(|(at, _)| *at > from);
        seen
    }
}

/// The times between frames, in whole milliseconds.
fn gaps(frames: &[(Moment, FigureView)]) -> Vec<u128> {
    frames.windows(2).map(|pair| pair[1].0.since(pair[0].0).as_millis()).collect()
}

#[test]
fn a_figure_has_as_many_frames_a_second_as_are_asked_for() {
    for (frames, gap) in [(12, 84), (30, 34), (6, 167), (4, 250), (1, 1_000)] {
        let mut seat = Seat::doing("cat-cow", frames, Motion::Moving);
        seat.until(|it| it.doing == Doing::Repeating);
        let began = seat.now;
        seat.watch(secs(8));
        let figures = seat.figures(began);
        let most = usize::try_from(frames * 8).expect("few");
        assert!(figures.len() <= most && figures.len() * 5 >= most * 4, "{frames}: {}", figures.len());
        assert!(gaps(&figures).iter().all(|it| *it + 1 >= gap - 1), "{frames}: {:?}", gaps(&figures));
    }
}

#[test]
fn a_figure_that_is_not_to_move_has_no_frames_and_two_poses() {
    for (frames, motion) in [(0, Motion::Moving), (12, Motion::Still)] {
        let mut seat = Seat::doing("cat-cow", frames, motion);
        let view = seat.until(|it| it.doing == Doing::Repeating);
        assert_eq!(view.figure.expect("it has one").motion, Motion::Still);
        let (began, wakes) = (seat.now, seat.wakes);
        seat.watch(secs(3));
        assert_eq!(seat.figures(began).len(), 0);
        assert!(seat.wakes - wakes <= 4, "only the clock: {}", seat.wakes - wakes);
    }
}

#[test]
fn while_somebody_is_at_another_window_there_are_four_a_second() {
    let mut seat = Seat::doing("cat-cow", 12, Motion::Moving);
    seat.until(|it| it.doing == Doing::Repeating);
    seat.tell(Input::Focus(Focus::Elsewhere));
    let began = seat.now;
    seat.watch(secs(3));
    assert!(gaps(&seat.figures(began)).iter().all(|gap| *gap >= 249), "{:?}", gaps(&seat.figures(began)));
    seat.tell(Input::Focus(Focus::Here));
    let began = seat.now;
    seat.watch(secs(3));
    assert!(seat.figures(began).len() > 24);
}

#[test]
fn nothing_is_drawn_for_a_figure_that_waits_for_a_person() {
    let mut seat = Seat::doing("cat-cow", 12, Motion::Moving);
    seat.until(|it| it.doing == Doing::Repeating);
    seat.watch(millis(500));
    for (key, back) in [(Key::Char(' '), vec![]), (Key::Char('?'), vec![Key::Enter]), (Key::Char('q'), vec![Key::Esc])]
    {
        seat.tell(Input::Key(key));
        let (began, wakes) = (seat.now, seat.wakes);
        seat.watch(secs(60));
        assert_eq!((seat.figures(began).len(), seat.wakes - wakes), (0, 0), "{key:?}");
        for key in back.into_iter().chain([Key::Char(' ')]) {
            seat.tell(Input::Key(key));
        }
        seat.watch(secs(4));
        assert!(seat.wakes > wakes, "it goes on");
    }
    seat.tell(Input::Key(Key::Char('s')));
    let began = seat.now;
    seat.watch(secs(5));
    assert_eq!(seat.figures(began).len(), 0, "none while a stop is talked about");
}

#[test]
fn where_there_is_no_room_for_a_figure_there_are_no_frames() {
    let mut seat = Seat::doing("cat-cow", 12, Motion::Moving);
    seat.tell(Input::Resize { cols: 50, rows: 16 });
    seat.until(|it| it.doing == Doing::Repeating);
    let wakes = seat.wakes;
    seat.watch(secs(3));
    assert!(seat.wakes - wakes <= 4, "{}", seat.wakes - wakes);
}

#[test]
fn a_window_is_known_to_have_room_for_a_figure_exactly_when_it_has() {
    for cols in 0..160 {
        for rows in 0..60 {
            let area = Rect::new(0, 0, cols, rows);
            let drawn = ui::fits(area) && ui::figure_area(area).is_some();
            assert_eq!(has_room_for_figures(cols, rows), drawn, "{cols}x{rows}");
        }
    }
}

#[test]
fn the_figure_of_the_library_goes_in_for_a_second_and_then_nothing_happens_any_more() {
    let mut seat = Seat::at(Start::Library, 12, Motion::Moving);
    let Screen::Library(first) = &seat.shown[0].1.screen else { panic!("it begins in the library") };
    assert!(first.preview.as_ref().is_some_and(|it| it.figure.is_some()), "the first picture has it");
    // What is suggested stands in the list again, under itself: two rows on is another routine.
    for rows in [0, 2, 1] {
        let began = seat.now;
        for _ in 0..rows {
            seat.tell(Input::Key(Key::Down));
        }
        seat.watch(secs(1));
        let figures = seat.figures(began);
        assert!((10..=12).contains(&figures.len()), "{}", figures.len());
        let wakes = seat.wakes;
        seat.watch(secs(3_600));
        assert_eq!(seat.wakes, wakes, "nothing wakes it any more");
    }
}

#[test]
fn a_routine_has_one_length_from_the_first_picture_on() {
    let seat = |tags: &[Tag]| {
        let mut seat = Seat::with_tags(tags.iter().copied().collect(), Start::Library, 12, Motion::Moving);
        seat.watch(millis(10));
        let previews = seat
            .shown
            .into_iter()
            .filter_map(|(_, view)| if let Screen::Library(library) = view.screen { library.preview } else { None });
        previews.map(|it| Preview { figure: None, ..it }).collect::<Vec<_>>()
    };
    let (theirs, anybodys) = (seat(&[Tag::Osteoporosis]), seat(&[]));
    assert!(theirs.iter().all(|it| it.id == "chair-stretch" && it.changed > 0 && *it == theirs[0]), "{theirs:?}");
    assert!(anybodys.iter().all(|it| it.changed == 0 && it.length != theirs[0].length), "{anybodys:?}");
}

#[test]
fn a_movement_that_is_shown_moves_rests_and_comes_to_rest_by_itself() {
    let movement = Library::built_in().movement(&MovementId::new("knees-to-chest")).expect("it is built in");
    let mut now = Moment::START;
    let at = |moment| Now { moment, wall: wall() };
    let mut showing = Showing::new(movement, Some(12), at(now));
    let mut wakes = 0;
    let mut run = |showing: &mut Showing, now: &mut Moment, length: Duration| {
        let until = *now + length;
        let before = wakes;
        while let Some(deadline) = showing.next_deadline().filter(|deadline| *deadline <= until) {
            *now = (*now).max(deadline);
            wakes += 1;
            let _ = showing.update(&Input::Wake, at(*now));
        }
        *now = until;
        wakes - before
    };
    assert!(run(&mut showing, &mut now, secs(10)) > 40);
    let _ = showing.update(&Input::Key(Key::Char(' ')), at(now));
    assert_eq!(run(&mut showing, &mut now, secs(10)), 0);
    let _ = showing.update(&Input::Key(Key::Char(' ')), at(now));
    assert!(run(&mut showing, &mut now, secs(300)) > 0);
    assert_eq!(showing.next_deadline(), None, "nobody looks on for so long");
    let told = line::render(&showing.view(at(now))).join("\n");
    assert!(told.contains("Poses: knees bent"), "{told}");
}

#[test]
fn the_figure_is_in_step_with_the_dose() {
    let mut seat = Seat::doing("chair-stretch", 12, Motion::Moving);
    seat.until(|it| it.movement_id.as_str() == "chair-back-extension" && it.doing == Doing::Arriving);
    let began = seat.now;
    seat.until(|it| it.doing == Doing::Holding);
    let along: Vec<f32> = seat.figures(began).iter().map(|(_, it)| it.shown.along).collect();
    assert!(along.windows(2).all(|pair| pair[0] <= pair[1]), "it only goes in: {along:?}");
    assert!(along.len() > 24 && along.last().is_some_and(|it| (it - 1.0).abs() < 1e-6), "{along:?}");
    // Slow, quick, slow.
    let steps: Vec<f32> = along.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let middle = steps[steps.len() / 2];
    assert!(steps[1] < middle / 2.0 && steps[steps.len() - 2] < middle / 2.0, "{steps:?}");
    seat.until(|it| it.doing == Doing::Leaving);
    let began = seat.now;
    seat.until(|it| !matches!(it.doing, Doing::Leaving));
    let along: Vec<f32> = seat.figures(began).iter().map(|(_, it)| it.shown.along).collect();
    assert!(along.windows(2).all(|pair| pair[0] >= pair[1]), "it only comes out: {along:?}");
}

#[test]
fn the_persons_own_files_stand_in_the_library_as_soon_as_the_first_are_read() {
    let ids = Ids::new(MachineId::from_bits(7), 1);
    let memory = Memory::new(ids, &[], Replay::of(Vec::new()));
    let options = Options { own_files: OwnFiles::Later, ..Options::default() };
    let now = Now { moment: Moment::START, wall: wall() };
    let (mut app, _) = App::new(Library::built_in(), memory, options, Vec::new(), now);
    let file = |name: &str| PersonalFile {
        path: format!("{name}.toml"),
        kind: FileKind::Routine,
        bytes: Ok(format!(
            "id = \"{name}\"\ntitle = \"{name}\"\nplace = \"chair\"\n\n[[steps]]\nmovement = \"shoulder-rolls\"\n\n\
             [[steps]]\nmovement = \"posture-reset\"\n"
        )
        .into_bytes()),
    };
    let titles = |app: &App| {
        let Screen::Library(library) = app.view(now).screen else { panic!("it begins in the library") };
        library.rows.iter().map(|row| row.title.clone()).filter(|title| title.starts_with("own-")).collect::<Vec<_>>()
    };
    assert!(app.update(Input::Shown, now).contains(&Effect::ReadOwn));
    assert!(app.update(Input::Own(vec![file("own-a")]), now).is_empty());
    assert!(titles(&app).is_empty());
    // They are drawn before more is read.
    assert!(app.update(Input::Wake, now).is_empty());
    assert_eq!(titles(&app), ["own-a"]);
    assert_eq!(app.update(Input::Wake, now), [Effect::ReadMoreOwn]);
    assert!(app.update(Input::Own(vec![file("own-b")]), now).is_empty());
    assert_eq!(app.update(Input::Wake, now), [Effect::ReadMoreOwn]);
    assert!(app.update(Input::Own(Vec::new()), now).is_empty());
    assert!(app.update(Input::Wake, now).is_empty());
    assert_eq!(titles(&app), ["own-a", "own-b"]);
    assert_eq!(app.next_deadline().filter(|at| *at == Moment::START), None, "nothing is left to read");
}

/// The moving picture of README, and the most it may weigh.
const PICTURE: (&str, usize) = (concat!(env!("CARGO_MANIFEST_DIR"), "/.github/session.svg"), 1_500_000);

#[test]
#[ignore = "draws the moving picture of README anew: `cargo test --test screens readme -- --ignored`"]
#[expect(clippy::disallowed_methods, reason = "a picture is a file")]
fn the_picture_of_readme_is_drawn_from_a_session() {
    const A_SECOND: u32 = 8;
    let mut seat = Seat::doing("chair-stretch", A_SECOND, Motion::Moving);
    seat.until(|it| {
        it.movement_id.as_str() == "chair-back-extension" && it.doing == Doing::SetUp && it.clock == Some(2)
    });
    let look = ui::Look::new(ui::Glyphs::Unicode, ui::Colours::TrueColour);
    let area = Rect::new(0, 0, 100, 30);
    let frames: Vec<ratatui::buffer::Buffer> = (0..8 * A_SECOND)
        .map(|_| {
            let mut buf = ratatui::buffer::Buffer::empty(area);
            ui::draw(&seat.app.view(seat.moment()), &look, area, &mut buf);
            seat.watch(secs(1) / A_SECOND);
            buf
        })
        .collect();
    std::fs::write(PICTURE.0, crate::svg::moving(&frames, A_SECOND)).expect("the picture can be written");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a picture is a file")]
fn the_picture_of_readme_moves_for_eight_seconds_and_is_light() {
    let picture = std::fs::read_to_string(PICTURE.0).expect("it is there");
    assert!(picture.len() <= PICTURE.1, "{} bytes", picture.len());
    assert!(picture.contains("animation:f 8s") && picture.contains("prefers-reduced-motion"), "it moves");
    assert_eq!(picture.matches("animation-delay").count(), 64);
    assert!(picture.contains("Chair-back") && !picture.contains("href"), "nothing is fetched");
}
