//! Drawing only what has changed shows the same as drawing everything, whatever a session does.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unhunch::app::view::{Screen, View};
use unhunch::coach::view::{Breath, BreathPhase, Doing, FigureView, Motion, Rep, SessionView};
use unhunch::coach::{Bank, Brief, Event, Person, Session};
use unhunch::routine::{Library, MovementId, RoutineId};
use unhunch::ui::{self, Changed, Colours, Glyphs, Look};
use unhunch::units::Moment;

const LOOK: Look = Look::new(Glyphs::Unicode, Colours::TwoFiftySix);
/// Beside, above and without a figure, with a small one beside and above, and with the steps under it.
const SIZES: [(u16, u16); 7] = [(100, 30), (50, 50), (40, 12), (50, 16), (60, 16), (40, 26), (110, 46)];

fn begin(routine: &str) -> Session {
    let library = Library::built_in();
    let routine = library.routine(&RoutineId::new(routine)).expect("it is embedded").expect("it has no errors");
    let find = |id: &MovementId| library.movement_of(&routine, id);
    let brief = Brief::gather(Arc::clone(&routine), Person::default(), &find);
    let plan = brief.lay();
    Session::begin(brief, plan, Bank::default(), Moment::START).0
}

fn view(session: &Session, now: Moment, motion: Motion) -> View {
    let mut shown = session.view(now);
    shown.figure = session.figure(now, 12).map(|figure| FigureView { motion, ..figure });
    View {
        screen: Screen::Session(Box::new(shown)),
        keys: Vec::new(),
        notice: None,
        help: None,
        strip: None,
        heard: unhunch::app::Heard::Off,
    }
}

/// Draws `after` over a picture of `before`, in the parts that are said to have changed; how many cells they have.
fn draw_over(picture: &mut Buffer, before: &View, after: &View) -> usize {
    let area = picture.area;
    let parts = match ui::changed(before, after, area) {
        Changed::All => vec![area],
        Changed::Parts(parts) => parts,
    };
    for part in &parts {
        let mut drawn = Buffer::empty(*part);
        ui::draw(after, &LOOK, area, &mut drawn);
        for at in part.positions() {
            picture[at] = drawn[at].clone();
        }
    }
    parts.iter().map(|part| usize::from(part.width) * usize::from(part.height)).sum()
}

fn whole(view: &View, area: Rect) -> Buffer {
    let mut picture = Buffer::empty(area);
    ui::draw(view, &LOOK, area, &mut picture);
    picture
}

/// What a person does at the look of this number.
fn event(look: usize) -> Event {
    match look {
        23 | 60 => Event::Easier,
        30 | 35 => Event::Pause,
        45 | 46 => Event::Back,
        70 => Event::Skip,
        80 => Event::Longer,
        _ => Event::Look,
    }
}

#[test]
fn the_parts_that_are_said_to_have_changed_are_all_that_have() {
    for (routine, motion) in
        [("eyes-and-breath", Motion::Still), ("cat-cow", Motion::Still), ("cat-cow", Motion::Moving)]
    {
        let mut session = begin(routine);
        let mut now = Moment::START;
        let mut before = view(&session, now, motion);
        let mut pictures = SIZES.map(|(width, height)| whole(&before, Rect::new(0, 0, width, height)));
        for look in 0..130 {
            now = now + Duration::from_millis(970);
            let _ = session.handle(event(look), now);
            let after = view(&session, now, motion);
            // Two looks of three are drawn at one size, so that parts of older pictures are drawn over too.
            let sizes = if look % 3 == 0 { 0..SIZES.len() } else { 0..1 };
            for picture in &mut pictures[sizes.clone()] {
                draw_over(picture, &before, &after);
                let expected = whole(&after, picture.area);
                assert!(*picture == expected, "{routine}, look {look}: {:?}", picture.diff(&expected));
            }
            for picture in &mut pictures[sizes.end..] {
                *picture = whole(&after, picture.area);
            }
            before = after;
        }
    }
}

#[test]
fn from_one_second_to_the_next_of_a_hold_only_the_panel_and_the_timeline_are_drawn() {
    let mut session = begin("eyes-and-breath");
    let at = |seconds| Moment::START + Duration::from_secs(seconds);
    let _ = session.handle(Event::Look, at(2));
    let before = view(&session, at(2), Motion::Still);
    let _ = session.handle(Event::Look, at(3));
    let after = view(&session, at(3), Motion::Still);
    let area = Rect::new(0, 0, 120, 40);
    let mut picture = whole(&before, area);
    let cells = draw_over(&mut picture, &before, &after);
    assert!(cells > 0 && cells < 120 * 40 / 2, "{cells} cells are drawn");
    assert_eq!(ui::changed(&after, &after, area), Changed::Parts(Vec::new()));
}

/// A change of one field of a session's view.
type Change = fn(&mut SessionView);

#[test]
fn whatever_changes_in_a_view_is_drawn_again() {
    let changes: [(&str, Change); 17] = [
        ("title", |view| view.title.push('x')),
        ("step", |view| view.step.0 += 1),
        ("left", |view| view.left.time += Duration::from_secs(61)),
        ("movement", |view| view.movement.push('x')),
        ("doing", |view| view.doing = Doing::Resting),
        ("clock", |view| view.clock = Some(1)),
        ("rep", |view| view.rep = Some(Rep { noun: "rep", number: 3, of: 9, set: None, seconds: 4 })),
        ("side", |view| view.side = Some("left side".to_owned())),
        ("cue", |view| view.cue.insert_str(0, "Now ")),
        ("steps", |view| view.steps[0].insert_str(0, "Now ")),
        ("breath line", |view| view.breath_line.insert_str(0, "Now ")),
        ("notes", |view| view.notes.push("A note.".to_owned())),
        ("say", |view| view.say = Some("Ease in.".to_owned())),
        ("next", |view| view.next = None),
        ("timeline", |view| view.timeline[2].skipped = true),
        ("figure", |view| view.figure = None),
        ("breath", |view| {
            view.breath = Some(Breath { phase: BreathPhase::Out, count: 3, progress: 0.7 });
        }),
    ];
    let mut session = begin("wall-stretch");
    let now = Moment::START + Duration::from_millis(2_500);
    let _ = session.handle(Event::Ready, now);
    let before = view(&session, now, Motion::Still);
    for (name, change) in changes {
        let mut after = before.clone();
        let Screen::Session(it) = &mut after.screen else { unreachable!("it is a session") };
        change(it);
        let mut seen = false;
        for (width, height) in SIZES {
            let mut picture = whole(&before, Rect::new(0, 0, width, height));
            let expected = whole(&after, picture.area);
            seen |= picture != expected;
            draw_over(&mut picture, &before, &after);
            assert!(picture == expected, "{name} at {width}x{height}: {:?}", picture.diff(&expected));
        }
        assert!(seen, "{name} shows nowhere");
    }
}
