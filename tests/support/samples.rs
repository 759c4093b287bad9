//! Views as the program shows them, with texts from CONTENT: what the pictures and the property of the faces are made from.

#[path = "lived.rs"]
mod lived;

use std::time::Duration;

use unhunch::app::view::{
    Ask, Card, Choice, KeyHint, Library, LibraryRow, Me, MeGroup, MeRow, Page, Preview, Ready, ReadyStep, RowState,
    Screen, Span, Summary, View,
};
use unhunch::app::{Heard, Key};
use unhunch::coach::view::{Breath, BreathPhase, Doing, FigureView, Mark, Motion, Next, PauseReason, Rep, SessionView};
use unhunch::figure::Shown;
use unhunch::routine::{self, MovementId};

/// Every sample with its name.
pub(crate) fn all() -> Vec<(&'static str, View)> {
    vec![
        ("library", library(0)),
        ("library-scrolled", library(12)),
        ("library-broken", library_broken()),
        ("library-filtered", library_filtered()),
        ("library-nothing", library_nothing()),
        ("library-standing", library_standing()),
        ("card", card()),
        ("ready", ready()),
        ("ready-adapted", ready_adapted()),
        ("ready-guard", ready_guard()),
        ("session-set-up", session_set_up()),
        ("session-figure", session_figure(Motion::Moving)),
        ("session-still-figure", session_figure(Motion::Still)),
        ("session-arriving", session_arriving()),
        ("session-hold", session_hold()),
        ("session-rep", session_rep()),
        ("session-breath", session_breath()),
        ("session-moving", session_moving()),
        ("session-long", session_long()),
        ("session-rest", session_rest()),
        ("session-change", session_change("left side")),
        ("session-direction", session_change("forward")),
        ("session-paused", session_paused(PauseReason::Asked)),
        ("session-away", session_paused(PauseReason::Away)),
        ("session-counting-in", session_counting_in()),
        ("session-help", session_help()),
        ("stop-cue", stop_cue()),
        ("stop", stop()),
        ("stage-0", stage_0(Some(0))),
        ("stage-0-third", stage_0(Some(2))),
        ("stage-1", stage_1()),
        ("stage-2", stage_2()),
        ("emergency", emergency()),
        ("pause", pause()),
        ("summary", summary()),
        ("summary-stopped", summary_stopped()),
        ("learn", learn()),
        ("desk", desk()),
        ("me", me()),
        ("help", help()),
        ("history", history(Span::Year, 365)),
        ("history-ten-years", history(Span::Year, 3_650)),
        ("history-month", history(Span::Month, 365)),
        ("history-week", history(Span::Week, 7)),
        ("history-day", history(Span::Day, 7)),
        ("history-one", history(Span::Year, 1)),
        ("history-nothing", history(Span::Year, 0)),
    ]
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn keys(hints: &[(Key, &'static str, &'static str)]) -> Vec<KeyHint> {
    hints.iter().map(|(key, name, does)| KeyHint { key: *key, name, does }).collect()
}

fn view(screen: Screen, hints: &[(Key, &'static str, &'static str)]) -> View {
    View { screen, keys: keys(hints), notice: None, help: None, strip: None, heard: Heard::Off }
}

fn choices(rows: &[(&str, &str)]) -> Vec<Choice> {
    rows.iter()
        .map(|(name, text)| Choice {
            key: name.chars().next().map_or(Key::Enter, Key::Char),
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            ticked: None,
        })
        .collect()
}

// --- a movement ---

fn card() -> View {
    let movement = routine::Library::built_in().movement(&MovementId::new("wall-chest-lean")).expect("it is built in");
    let card = Card {
        name: movement.name.clone(),
        also: movement.also.clone(),
        cue: movement.cue.to_string(),
        setup: movement.setup.to_string(),
        steps: movement.steps.clone(),
        breath: movement.breath.clone(),
        figure: Some(figure_of("wall-chest-lean")),
    };
    let hints = [(Key::Char('v'), "v", "turn"), (Key::Char(' '), "space", "rest"), (Key::Char('q'), "q", "leave")];
    view(Screen::Card(card), &hints)
}

/// The deepest pose of a movement.
fn figure_of(id: &str) -> FigureView {
    let movement = routine::Library::built_in().movement(&MovementId::new(id)).expect("it is built in");
    let figure = movement.figure.clone().expect("it has a figure");
    let shown = Shown { along: figure.deepest(), ..Shown::FIRST };
    FigureView { figure, shown, motion: Motion::Moving, from: None }
}

// --- library ---

const ROUTINES: [(&str, u64, &str); 18] = [
    ("The Chair Stretch", 416, "chair"),
    ("The Wall Stretch", 346, "wall"),
    ("The Towel Roll", 515, "floor"),
    ("Cat-Cow", 283, "floor"),
    ("Micro-break", 115, "chair"),
    ("Desk reset", 321, "chair"),
    ("Upper-back release", 586, "mixed"),
    ("Floor unwind", 643, "floor"),
    ("Slow roller release (no cracking)", 485, "floor"),
    ("Foam-roller stretch", 445, "floor"),
    ("Morning maintenance", 426, "floor"),
    ("Quiet office (meeting-friendly)", 237, "chair"),
    ("No-floor release", 532, "chair"),
    ("Wrists and neck", 372, "chair"),
    ("Five for one", 469, "mixed"),
    ("End-of-day unwind", 510, "standing"),
    ("Soft range", 365, "chair"),
    ("Eyes and breath", 91, "anywhere"),
];

const LIBRARY_KEYS: [(Key, &str, &str); 10] = [
    (Key::Enter, "enter", "choose"),
    (Key::Char('1'), "1 3 5 9", "minutes"),
    (Key::Char('/'), "/", "find"),
    (Key::Char('p'), "p", "place"),
    (Key::Char('m'), "m", "me"),
    (Key::Char('i'), "i", "history"),
    (Key::Char('l'), "l", "learn"),
    (Key::Char('d'), "d", "desk"),
    (Key::Char('q'), "q", "leave"),
    (Key::Char('?'), "?", "help"),
];

fn row((title, length, place): (&str, u64, &str)) -> LibraryRow {
    LibraryRow {
        title: title.to_owned(),
        length: Some(secs(length).into()),
        place: place.to_owned(),
        state: RowState::Open,
        why: None,
    }
}

fn rows() -> Vec<LibraryRow> {
    let broken = LibraryRow {
        title: "back-at-home.toml".to_owned(),
        length: None,
        place: String::new(),
        state: RowState::Broken(3),
        why: None,
    };
    ROUTINES.into_iter().map(row).chain([broken]).collect()
}

/// The rows under a suggestion.
fn suggested_and_rows() -> Vec<LibraryRow> {
    let mut suggested = row(ROUTINES[0]);
    suggested.why = Some("For a break at work; upper back last worked on 2 days ago.".to_owned());
    std::iter::once(suggested).chain(rows()).collect()
}

const CHAIR_STRETCH: [(&str, &str, &str, u64); 7] = [
    ("shoulder-rolls", "Shoulder rolls", "8 reps of 4 s x 2 directions", 71),
    ("arm-circles", "Arm circles", "8 reps of 3 s x 2 directions", 55),
    ("seated-cat-cow", "Seated Cat-Cow", "6 reps of 8 s", 54),
    ("chair-back-extension", "Chair-back stretch", "hold 10 s x 4", 86),
    ("seated-chair-twist", "Seated side-on twist", "hold 20 s x 1 x 2 sides", 68),
    ("upper-back-hug", "Upper-back hug", "hold 20 s x 2", 57),
    ("posture-reset", "Tall-sit reset", "hold 20 s x 1", 25),
];

const TOWEL_ROLL: [(&str, &str, u64); 7] = [
    ("shoulder-rolls", "Shoulder rolls", 47),
    ("arm-circles", "Arm circles", 55),
    ("easy-march", "Easy march", 35),
    ("knees-to-chest", "Knees to chest", 82),
    ("towel-roll-extension", "Towel-roll stretch", 167),
    ("supine-knee-drops", "Knee drops", 74),
    ("quiet-rest", "Quiet rest", 55),
];

fn chair_preview() -> Preview {
    Preview {
        title: "The Chair Stretch".to_owned(),
        id: "chair-stretch".to_owned(),
        length: secs(416).into(),
        when: "At the desk, mid-morning or mid-afternoon.".to_owned(),
        kit: "sturdy chair that cannot roll".to_owned(),
        safety:
            "Check the chair: four feet, or wheels locked and back against a wall. Arch slowly; one arch per spot; \
                 no pushing for a pop."
                .to_owned(),
        steps: CHAIR_STRETCH
            .iter()
            .map(|(id, name, _, length)| (MovementId::new(id), (*name).to_owned(), secs(*length)))
            .collect(),
        figure: Some(figure_of("chair-back-extension")),
        figure_of: "Chair-back stretch".to_owned(),
        ..Preview::default()
    }
}

fn library(selected: usize) -> View {
    let preview = if selected == 0 {
        chair_preview()
    } else {
        Preview {
            title: "No-floor release".to_owned(),
            id: "no-floor-release".to_owned(),
            length: secs(532).into(),
            when: "When the floor is not an option.".to_owned(),
            kit: "sturdy chair, clear wall".to_owned(),
            safety: "Check the chair. One arch per spot.".to_owned(),
            steps: TOWEL_ROLL
                .iter()
                .map(|(id, name, length)| (MovementId::new(id), (*name).to_owned(), secs(*length)))
                .collect(),
            changed: 2,
            ..Preview::default()
        }
    };
    let selected = if selected == 0 { 0 } else { selected + 1 };
    let library = Library { rows: suggested_and_rows(), selected, preview: Some(preview), ..Library::default() };
    view(Screen::Library(library), &LIBRARY_KEYS)
}

fn library_broken() -> View {
    let problems = lines(&[
        "error: unknown movement `chair-back-extention`",
        "  --> back-at-home.toml:9:12",
        "   |",
        " 9 | movement = \"chair-back-extention\"",
        "   |            ^^^^^^^^^^^^^^^^^^^^^^ did you mean `chair-back-extension`?",
        "   |",
        "",
        "error: unknown key `hodl`",
        "  --> back-at-home.toml:10:1",
        "   |",
        "10 | hodl = \"20s\"",
        "   | ^^^^ did you mean `hold`?",
        "   |",
        "",
        "error: an end-range movement needs 120 s of warm-up before it, and has 47 s",
        "  --> back-at-home.toml:9:1",
    ]);
    let preview = Preview { title: "back-at-home.toml".to_owned(), problems, ..Preview::default() };
    let library = Library { rows: suggested_and_rows(), selected: 19, preview: Some(preview), ..Library::default() };
    view(Screen::Library(library), &LIBRARY_KEYS)
}

fn library_filtered() -> View {
    let rows = rows().into_iter().filter(|row| row.title.contains("roll") || row.title.contains("Roll")).collect();
    let preview = Preview {
        title: "The Towel Roll".to_owned(),
        id: "towel-roll".to_owned(),
        length: secs(515).into(),
        when: "At home, end of the day.".to_owned(),
        kit: "bath towel, mat or carpet, small pillow".to_owned(),
        safety: "First week: 30 seconds at one spot. Get off by rolling to the side. Never under the neck or low back."
            .to_owned(),
        steps: TOWEL_ROLL
            .iter()
            .map(|(id, name, length)| (MovementId::new(id), (*name).to_owned(), secs(*length)))
            .collect(),
        changed: 1,
        figure: Some(figure_of("towel-roll-extension")),
        figure_of: "Towel-roll stretch".to_owned(),
        ..Preview::default()
    };
    let filter = Some("roll".to_owned());
    let library = Library { rows, selected: 0, filter, typing: true, standing: None, preview: Some(preview) };
    view(Screen::Library(library), &[(Key::Enter, "enter", "done"), (Key::Esc, "esc", "clear")])
}

fn library_nothing() -> View {
    let library = Library { filter: Some("floor, up to 1 minute".to_owned()), ..Library::default() };
    view(Screen::Library(library), &LIBRARY_KEYS)
}

fn library_standing() -> View {
    let mut rows = rows();
    for row in &mut rows[..17] {
        row.state = RowState::Closed;
    }
    let standing = Some("Movement is paused. Eyes and breath and the desk check are open; m has the rest.".to_owned());
    let library = Library { rows, selected: 17, standing, preview: Some(chair_preview()), ..Library::default() };
    let mut view = view(Screen::Library(library), &LIBRARY_KEYS);
    view.notice = Some("The record could not be kept: the disk is full.".to_owned());
    view
}

// --- ready ---

fn ready_step((id, name, dose, length): (&str, &str, &str, u64)) -> ReadyStep {
    ReadyStep {
        movement_id: MovementId::new(id),
        name: name.to_owned(),
        dose: dose.to_owned(),
        length: secs(length),
        notes: Vec::new(),
        swapped: false,
    }
}

fn timeline(done: &[f32]) -> Vec<Mark> {
    CHAIR_STRETCH
        .iter()
        .zip(done.iter().copied().chain(std::iter::repeat(0.0)))
        .map(|((_, name, _, length), done)| Mark {
            name: (*name).to_owned(),
            length: secs(*length),
            done,
            skipped: false,
        })
        .collect()
}

const READY_KEYS: [(Key, &str, &str); 6] = [
    (Key::Enter, "enter", "yes, start"),
    (Key::Char('c'), "c", "no, swap"),
    (Key::Char('a'), "a", "adapted"),
    (Key::Char('w'), "w", "something changed"),
    (Key::Esc, "esc", "back"),
    (Key::Char('?'), "?", "help"),
];

fn ready_screen() -> Ready {
    Ready {
        title: "The Chair Stretch".to_owned(),
        opening: "The Chair Stretch, 6:56. You'll need: a chair that cannot roll or tip. Never more than 4 out of \
                  10, never pain. s stops, any time."
            .to_owned(),
        safety: lines(&[
            "Check the chair: four feet, or wheels locked and back against a wall. Arch slowly; one arch per spot; no \
             pushing for a pop.",
        ]),
        length: secs(416).into(),
        steps: CHAIR_STRETCH.into_iter().map(ready_step).collect(),
        changes: Vec::new(),
        check: Some("Is the chair steady: no wheels rolling, nothing that tips?".to_owned()),
        lines: lines(&["Checked today at 9:12: none of these."]),
        guard: None,
        adapted_open: false,
        timeline: timeline(&[]),
    }
}

fn ready() -> View {
    view(Screen::Ready(ready_screen()), &READY_KEYS)
}

fn ready_adapted() -> View {
    let mut ready = ready_screen();
    ready.length = secs(402).into();
    ready.steps[3] = ReadyStep {
        notes: lines(&["in place of Chair-back stretch, which is left out: hypermobile"]),
        swapped: true,
        ..ready_step(("seated-chest-lift", "Seated chest lift", "hold 5 s x 5", 72))
    };
    ready.steps[4].notes = lines(&["hypermobile: no pulling with the hands, 10 seconds"]);
    ready.steps[5].notes = lines(&["hypermobile: light hug, 10 seconds"]);
    ready.changes =
        lines(&["We'll work around that: 1 of 7 movements in this routine are swapped and 2 have a gentler version."]);
    ready.lines = lines(&["Chair-back stretch is still set aside (sharp pain, 3 days ago). b brings it back."]);
    ready.adapted_open = true;
    view(Screen::Ready(ready), &READY_KEYS)
}

fn ready_guard() -> View {
    let mut ready = ready_screen();
    ready.guard = Some(
        "Chair-back stretch was 12 minutes ago. The same spot is best left for about twenty. c Seated Cat-Cow in its \
         place, k keep it."
            .to_owned(),
    );
    view(
        Screen::Ready(ready),
        &[(Key::Char('c'), "c", "Seated Cat-Cow"), (Key::Char('k'), "k", "keep it"), (Key::Char('s'), "s", "leave")],
    )
}

// --- session ---

const SESSION_KEYS: [(Key, &str, &str); 9] = [
    (Key::Char('s'), "s", "stop"),
    (Key::Char(' '), "space", "pause"),
    (Key::Char('e'), "e", "easier"),
    (Key::Char('n'), "n", "skip"),
    (Key::Char('b'), "b", "back"),
    (Key::Char('+'), "+", "longer"),
    (Key::Char('o'), "o", "popped"),
    (Key::Char('v'), "v", "turn"),
    (Key::Char('?'), "?", "help"),
];

fn chair_back() -> SessionView {
    SessionView {
        title: "The Chair Stretch".to_owned(),
        step: (4, 7),
        left: secs(192).into(),
        movement_id: MovementId::new("chair-back-extension"),
        movement: "Chair-back stretch".to_owned(),
        doing: Doing::Holding,
        clock: Some(7),
        progress: 0.3,
        rep: Some(Rep { noun: "hold", number: 2, of: 4, set: None, seconds: 10 }),
        side: None,
        cue: "Arch slowly up and over the edge.".to_owned(),
        setup: "Sit tall, hips right back, feet flat. Chair cannot roll or tip. Lace your fingers behind your head."
            .to_owned(),
        steps: lines(&[
            "Let your hands carry the weight of your head; elbows a little forward.",
            "Find the chair edge with the stiff part of your upper back.",
            "Arch slowly up and over it until you meet the first firm stretch.",
            "Stay there and breathe. No pushing, no bounce.",
            "Come back up by folding the ribs down; shift the contact point a little next time.",
        ]),
        breath_line: "In before you move, out as you arch, easy through the hold.".to_owned(),
        breath: None,
        notes: Vec::new(),
        say: Some("No pushing. If nothing lets go, nothing needs to.".to_owned()),
        next: Some(Next {
            movement_id: MovementId::new("seated-chair-twist"),
            name: "Seated side-on twist".to_owned(),
            setup: "Sit sideways on the chair, the backrest by one shoulder. Feet planted, knees level.".to_owned(),
        }),
        timeline: timeline(&[1.0, 1.0, 1.0, 0.42]),
        easier: false,
        figure: None,
    }
}

fn twist() -> SessionView {
    SessionView {
        step: (5, 7),
        left: secs(121).into(),
        movement_id: MovementId::new("seated-chair-twist"),
        movement: "Seated side-on twist".to_owned(),
        clock: Some(17),
        progress: 0.15,
        rep: Some(Rep { noun: "hold", number: 1, of: 1, set: None, seconds: 10 }),
        side: Some("left side".to_owned()),
        cue: "Turn to the backrest, snug and no further.".to_owned(),
        setup: "Sit sideways on the chair, the backrest by one shoulder. Feet planted, knees level.".to_owned(),
        steps: lines(&[
            "Grow tall first.",
            "Turn your chest toward the backrest and take hold of it with both hands.",
            "Use the hands only to keep the turn, not to crank it.",
            "Hold where it first feels snug; the eyes finish last.",
            "Unwind slowly, swing round and do the other side.",
        ]),
        breath_line: "In to grow tall, out to turn, normal while you stay.".to_owned(),
        notes: lines(&["hypermobile: no pulling with the hands, 10 seconds"]),
        say: None,
        next: Some(Next {
            movement_id: MovementId::new("upper-back-hug"),
            name: "Upper-back hug".to_owned(),
            setup: "Sit tall and wrap your arms round yourself, hands on opposite shoulders.".to_owned(),
        }),
        timeline: timeline(&[1.0, 1.0, 1.0, 1.0, 0.4]),
        ..chair_back()
    }
}

fn session(view_of: SessionView) -> View {
    view(Screen::Session(Box::new(view_of)), &SESSION_KEYS)
}

fn session_hold() -> View {
    session(chair_back())
}

fn session_figure(motion: Motion) -> View {
    let figure = FigureView { motion, ..figure_of("chair-back-extension") };
    session(SessionView { figure: Some(figure), ..chair_back() })
}

fn session_set_up() -> View {
    let mut view = session(SessionView {
        doing: Doing::SetUp,
        clock: Some(8),
        progress: 0.2,
        rep: None,
        say: None,
        left: secs(225).into(),
        timeline: timeline(&[1.0, 1.0, 1.0, 0.02]),
        ..chair_back()
    });
    view.keys.insert(0, KeyHint { key: Key::Enter, name: "enter", does: "ready now" });
    view
}

fn session_arriving() -> View {
    session(SessionView {
        doing: Doing::Arriving,
        clock: Some(3),
        progress: 0.1,
        say: Some("Ease in; stop at the first firm stretch.".to_owned()),
        side: Some("right side".to_owned()),
        easier: true,
        ..twist()
    })
}

fn session_rep() -> View {
    session(SessionView {
        step: (1, 7),
        left: secs(398).into(),
        movement_id: MovementId::new("shoulder-rolls"),
        movement: "Shoulder rolls".to_owned(),
        doing: Doing::Repeating,
        clock: Some(2),
        progress: 0.5,
        rep: Some(Rep { noun: "rep", number: 3, of: 8, set: None, seconds: 4 }),
        side: Some("backward".to_owned()),
        cue: "Lift, draw back, slide down, round to the front.".to_owned(),
        steps: lines(&[
            "Lift both shoulders toward your ears.",
            "Draw them back until the blades move toward each other.",
            "Let them slide down, then round to the front. That is one roll.",
            "Finish the set, then roll the other way.",
        ]),
        breath_line: "In as the shoulders rise, out as they drop.".to_owned(),
        say: None,
        next: Some(Next {
            movement_id: MovementId::new("arm-circles"),
            name: "Arm circles".to_owned(),
            setup: "Stand with feet hip-width, arms out to the sides just below shoulder height.".to_owned(),
        }),
        timeline: timeline(&[0.25]),
        ..chair_back()
    })
}

fn session_breath() -> View {
    session(SessionView {
        title: "Eyes and breath".to_owned(),
        step: (2, 2),
        left: secs(43).into(),
        movement_id: MovementId::new("diaphragmatic-breathing"),
        movement: "Belly breathing".to_owned(),
        doing: Doing::Breathing,
        clock: Some(7),
        progress: 0.3,
        rep: Some(Rep { noun: "breath", number: 2, of: 6, set: None, seconds: 10 }),
        side: None,
        cue: "In through the nose, out slowly, loose lips.".to_owned(),
        setup: "Sit back or lie with knees bent. One hand on your chest, one on your belly.".to_owned(),
        steps: lines(&[
            "Breathe in through the nose for about 4; feel the lower hand move.",
            "Keep the upper hand as quiet as you can.",
            "Breathe out for about 6, lips loose, without pushing.",
            "Pause only if it is comfortable.",
        ]),
        breath_line: "4 seconds in, 6 out: about six breaths a minute.".to_owned(),
        breath: Some(Breath { phase: BreathPhase::In, count: 3, progress: 0.7 }),
        notes: Vec::new(),
        say: None,
        next: None,
        timeline: timeline(&[1.0, 0.4])[..2].to_vec(),
        easier: false,
        figure: None,
    })
}

fn session_moving() -> View {
    session(SessionView {
        title: "The Towel Roll".to_owned(),
        step: (7, 7),
        left: secs(38).into(),
        movement_id: MovementId::new("quiet-rest"),
        movement: "Quiet rest".to_owned(),
        doing: Doing::Moving,
        clock: Some(38),
        progress: 0.15,
        rep: None,
        side: None,
        cue: "Nothing to do now. Let the floor hold you.".to_owned(),
        say: None,
        next: None,
        timeline: {
            let mut marks = timeline(&[1.0, 1.0, 0.3, 1.0, 1.0, 1.0, 0.3]);
            marks[2].skipped = true;
            marks
        },
        ..chair_back()
    })
}

fn session_long() -> View {
    session(SessionView {
        title: "The Towel Roll".to_owned(),
        step: (5, 7),
        left: secs(253).into(),
        movement_id: MovementId::new("towel-roll-extension"),
        movement: "Towel-roll stretch".to_owned(),
        clock: Some(84),
        progress: 0.06,
        rep: Some(Rep { noun: "hold", number: 1, of: 2, set: None, seconds: 10 }),
        cue: "Soften; let gravity open the chest over the roll.".to_owned(),
        setup: "Towel across the floor. Sit, then lie back so it crosses the tight part of the upper back, below the \
                neck and above the last ribs. Knees bent, pillow ready."
            .to_owned(),
        steps: lines(&[
            "Support your head with a hand as you lower.",
            "Let the arms rest out to the sides, palms up.",
            "Soften; let gravity open the chest over the roll.",
            "At the signal, roll to your side, move the towel a hand-width, repeat.",
            "Finish by rolling to your side and pushing up with your hands.",
        ]),
        breath_line: "Slow belly breaths; feel the ribs widen on the towel.".to_owned(),
        say: Some("Face soft? Breathing?".to_owned()),
        timeline: timeline(&[1.0, 1.0, 1.0, 1.0, 0.35]),
        ..chair_back()
    })
}

fn session_rest() -> View {
    session(SessionView { doing: Doing::Resting, clock: Some(4), progress: 0.1, say: None, ..chair_back() })
}

fn session_change(to: &str) -> View {
    session(SessionView {
        doing: Doing::Changing(to.to_owned()),
        clock: Some(6),
        side: Some(to.to_owned()),
        cue: "Sit the other way round: the backrest at your right shoulder.".to_owned(),
        rep: None,
        say: None,
        notes: Vec::new(),
        ..twist()
    })
}

fn session_paused(reason: PauseReason) -> View {
    let mut view = session(SessionView { doing: Doing::Paused(reason), say: None, ..chair_back() });
    view.keys = keys(&[
        (Key::Char(' '), "space", "go on"),
        (Key::Char('s'), "s", "stop"),
        (Key::Char('n'), "n", "skip"),
        (Key::Char('b'), "b", "back"),
        (Key::Char('?'), "?", "help"),
    ]);
    view
}

fn session_counting_in() -> View {
    session(SessionView { doing: Doing::CountingIn, clock: Some(3), say: None, ..chair_back() })
}

fn session_help() -> View {
    let mut view = session_hold();
    view.keys = keys(&[(Key::Esc, "esc", "back")]);
    view.help = Some(Page {
        title: "While a routine runs".to_owned(),
        paragraphs: lines(&[
            "s, esc, ctrl-c  stop: at once, from anywhere, without a question\nspace, p        pause, and go on\ne               easier: half the hold, a smaller form; again takes it back\nn               skip this movement\nb               back: this part again, in its first 3 seconds the one before\n+               ten seconds longer\no               it popped\nv               turn the figure\nenter           ready now, while setting up",
            "Nothing goes on by itself after a stop. A second ctrl-c leaves the program.",
        ]),
        ..Page::default()
    });
    view
}

// --- questions ---

const STOP_CUE: &str = "Stopped. Come back to the middle slowly. Rest your back on the chair.";

const STOP_CHOICES: [(&str, &str); 10] = [
    ("0", "Nothing, carry on"),
    ("1", "Strong stretch or too much"),
    ("2", "Sharp, sudden or catching pain"),
    ("3", "Pain, tingling, numbness or weakness going into an arm or leg"),
    ("4", "Dizzy, faint, sick, headache or blurred sight"),
    ("5", "Chest pain or pressure, racing heart, short of breath, cold sweat"),
    ("6", "New soreness round the ribs or breastbone"),
    ("7", "It popped, nothing hurts"),
    ("8", "Cramp"),
    ("9", "Something else came up"),
];

fn stop_cue() -> View {
    let ask = Ask { title: "Stopped".to_owned(), lead: Some(STOP_CUE.to_owned()), ..Ask::default() };
    view(Screen::Ask(ask), &[(Key::CtrlC, "ctrl-c", "leave the program")])
}

fn stop() -> View {
    let ask = Ask {
        title: "Stopped".to_owned(),
        lead: Some(STOP_CUE.to_owned()),
        question: "What's going on?".to_owned(),
        choices: choices(&STOP_CHOICES),
        ..Ask::default()
    };
    view(Screen::Ask(ask), &[(Key::CtrlC, "ctrl-c", "leave the program")])
}

fn stage_0(cursor: Option<usize>) -> View {
    let ask = Ask {
        title: "Before we move".to_owned(),
        question: "Before we move, a quick check. Right now, or since yesterday, any of these?".to_owned(),
        choices: choices(&[
            (
                "1",
                "Pain, pressure or tightness in the chest, or pain spreading to an arm, the jaw or through to the back; \
                 or being short of breath, sweaty or sick with it; or sudden, severe or tearing pain in the chest or \
                 between the shoulder blades",
            ),
            (
                "2",
                "Face, arm or leg suddenly weak or numb; trouble speaking, seeing or swallowing; the worst or most \
                 sudden headache you have had; sudden severe neck pain unlike any before",
            ),
            (
                "3",
                "Numbness around the groin or buttocks; trouble starting, feeling or holding pee or poo; both legs \
                 weak, numb or tingling; newly unsteady walking",
            ),
            ("4", "Back or neck pain that began with a crash, a bad fall or a heavy blow, and nobody has checked it"),
            ("5", "High temperature, shivering or feeling properly ill"),
            ("0", "none of these"),
        ]),
        cursor,
        ..Ask::default()
    };
    view(Screen::Ask(ask), &[(Key::Esc, "esc", "back"), (Key::Char('?'), "?", "what this is for")])
}

fn stage_1() -> View {
    let ask = Ask {
        title: "Before first use".to_owned(),
        question: "In the last 12 weeks, have you had a fall, a collision or a knock to your neck, back or ribs? (A \
                   knock counts when it still hurts, or when it was more than a bump and nobody has checked it.)"
            .to_owned(),
        choices: choices(&[("y", "yes"), ("n", "no"), ("s", "not sure")]),
        of: Some((2, 15)),
        ..Ask::default()
    };
    view(
        Screen::Ask(ask),
        &[(Key::Char('u'), "u", "pressed by mistake"), (Key::Esc, "esc", "leave"), (Key::Char('?'), "?", "help")],
    )
}

fn stage_2() -> View {
    let mut choices = choices(&[
        ("a", "Osteoporosis, a past fragility fracture, or steroid tablets for 3 months or more"),
        ("b", "Pregnant (any stage; lying flat matters most from about 16 weeks)"),
        ("c", "Chest, abdomen, spine, neck or shoulder surgery: cleared for movement but still being careful"),
        ("d", "Painful, unstable or previously dislocated shoulder"),
        (
            "e",
            "A neck injury in the past, inflammatory arthritis, a neck that is sore to move, or a doctor has told you \
             to be careful with it",
        ),
        ("f", "Dizziness, vertigo, fainting or headache brought on by head or position changes"),
        ("g", "Hypermobile joints, HSD or Ehlers-Danlos"),
        ("h", "Wrist or hand pain, carpal tunnel symptoms, or wrists that dislike weight"),
        ("i", "Kneeling hurts or is not possible"),
        ("j", "Hip replacement, hip pain, or limits on bending the hip"),
        ("k", "Low-back trouble that bending or arching sets off"),
        ("l", "Recent rib injury, sore breastbone or pain with a deep breath (already checked)"),
        ("m", "Glaucoma, recent eye surgery, or blood pressure that is not under control"),
        ("n", "Blood thinners, a past clot (cleared), easy bruising, or broken/infected skin on the back"),
        ("o", "Cannot lie flat comfortably (reflux, breathlessness, late pregnancy)"),
        ("p", "Unsteady on your feet or worried about falling"),
    ]);
    for (index, choice) in choices.iter_mut().enumerate() {
        choice.ticked = Some(index == 6 || index == 10);
    }
    let ask = Ask {
        title: "Adjustments".to_owned(),
        question: "Tick anything that applies. We will leave out or change movements to suit. Nothing here is sent \
                   anywhere."
            .to_owned(),
        choices,
        cursor: Some(6),
        ..Ask::default()
    };
    view(
        Screen::Ask(ask),
        &[(Key::Char(' '), "space", "tick"), (Key::Enter, "enter", "done"), (Key::Char('?'), "?", "help")],
    )
}

// --- texts ---

fn emergency() -> View {
    let page = Page {
        paragraphs: lines(&[
            "Please stop here and get help now. What you ticked can need treatment quickly. Call your emergency number \
             (112, 999, 911 or your local one) or ask someone near you to call. Rest in whatever position is easiest, \
             and don't drive yourself. unhunch won't start a routine today.",
            "This is a general check, not a diagnosis.",
            "You answered 1; u if that was pressed by mistake",
        ]),
        bare: true,
        ..Page::default()
    };
    view(Screen::Page(page), &[(Key::Char('u'), "u", "pressed by mistake"), (Key::Enter, "any other key", "leaves")])
}

fn pause() -> View {
    let page = Page {
        paragraphs: lines(&[
            "Let's wait on the stretching. What you ticked is worth talking over with a doctor or physiotherapist before \
             anyone guides you through back movements. It may well be simple; we just can't tell from here. Meanwhile: \
             short walks if they feel fine, the desk checklist, and the breathing break. When someone who knows about \
             it says gentle movement is fine, run unhunch me and we'll pick up.",
            "This is a general check, not a diagnosis.",
        ]),
        bare: true,
        ..Page::default()
    };
    view(Screen::Page(page), &[(Key::Char('u'), "u", "pressed by mistake"), (Key::Enter, "enter", "library")])
}

fn learn() -> View {
    let page = Page {
        title: "What is that pop?".to_owned(),
        paragraphs: lines(&[
            "Small joints link the bones of your spine. Each is wrapped in a capsule with a little slippery fluid \
             inside. When the surfaces move apart quickly, pressure in the fluid drops and a pocket of gas forms. That \
             is the sound.",
            "It isn't bone on bone and nothing has been put back in place. The same joint usually needs about twenty \
             minutes before it can do it again. Sound or no sound makes no difference to how well a movement works.",
        ]),
        of: Some((1, 10)),
        ..Page::default()
    };
    view(
        Screen::Page(page),
        &[
            (Key::Right, "→", "next"),
            (Key::Left, "←", "before"),
            (Key::Esc, "esc", "library"),
            (Key::Char('?'), "?", "help"),
        ],
    )
}

fn help() -> View {
    let mut view = library(0);
    view.keys = keys(&[(Key::Esc, "esc", "back")]);
    view.help = Some(Page {
        title: "The library".to_owned(),
        paragraphs: lines(&[
            "enter    choose the routine\n1 3 5 9  the longest that takes up to so many minutes\n/        find by words\np        only one place: chair, standing, wall, floor\nm        you: screening, adjustments, kit, set aside\ni        history\nl        learn cards\nd        desk check\nq        leave",
        ]),
        ..Page::default()
    });
    view
}

fn desk() -> View {
    let ask = Ask {
        title: "Desk check".to_owned(),
        question: "Low back touches the backrest (a rolled towel will do).".to_owned(),
        choices: choices(&[("y", "yes"), ("n", "no"), ("c", "can't")]),
        of: Some((3, 10)),
        ..Ask::default()
    };
    view(Screen::Ask(ask), &[(Key::Esc, "esc", "library"), (Key::Char('?'), "?", "help")])
}

// --- after, and about ---

fn feel() -> Ask {
    Ask {
        question: "How does the upper back feel after that?".to_owned(),
        choices: choices(&[("1", "looser"), ("2", "same"), ("3", "sorer")]),
        ..Ask::default()
    }
}

fn summary() -> View {
    let summary = Summary {
        title: "The Chair Stretch".to_owned(),
        headline: "Done. 6:56, 7 movements. Take two breaths before you go back.".to_owned(),
        timeline: timeline(&[1.0; 7]),
        lines: Vec::new(),
        feel: Some(feel()),
        next: Some("Next: Micro-break.".to_owned()),
    };
    view(
        Screen::Summary(summary),
        &[
            (Key::Enter, "enter", "library"),
            (Key::Char('s'), "s", "something is wrong"),
            (Key::Char('q'), "q", "leave"),
        ],
    )
}

fn summary_stopped() -> View {
    let mut marks = timeline(&[1.0, 0.2, 1.0, 0.6]);
    marks[1].skipped = true;
    let summary = Summary {
        title: "The Chair Stretch".to_owned(),
        headline: "Stopped at Chair-back stretch. That counts. Pick up where you left off, or leave it there."
            .to_owned(),
        timeline: marks,
        lines: lines(&[
            "We'll leave that one out. It stays out until you bring it back.",
            "Five for one? It's 7:49, any time today.",
        ]),
        feel: Some(feel()),
        next: None,
    };
    view(Screen::Summary(summary), &[(Key::Enter, "enter", "library"), (Key::Char('q'), "q", "leave")])
}

fn me() -> View {
    let row = |text: &str, value: &str, ticked: Option<bool>| MeRow {
        text: text.to_owned(),
        value: value.to_owned(),
        ticked,
    };
    let me = Me {
        groups: vec![
            MeGroup {
                title: "Screening".to_owned(),
                rows: vec![row("Answered", "12 Oct 2026", None), row("Asked again", "10 Jan 2027", None)],
            },
            MeGroup {
                title: "Adjustments".to_owned(),
                rows: vec![
                    row(
                        "Osteoporosis, a past fragility fracture, or steroid tablets for 3 months or more",
                        "",
                        Some(false),
                    ),
                    row("Pregnant (any stage; lying flat matters most from about 16 weeks)", "", Some(false)),
                    row("Painful, unstable or previously dislocated shoulder", "", Some(false)),
                    row("Hypermobile joints, HSD or Ehlers-Danlos", "", Some(true)),
                    row("Kneeling hurts or is not possible", "", Some(false)),
                    row("Low-back trouble that bending or arching sets off", "", Some(true)),
                ],
            },
            MeGroup {
                title: "Kit".to_owned(),
                rows: vec![
                    row("Foam roller", "", Some(false)),
                    row("Ball", "", Some(true)),
                    row("Towel", "", Some(true)),
                ],
            },
            MeGroup {
                title: "Set aside".to_owned(),
                rows: vec![row("Chair-back stretch", "sharp pain, 3 days ago", None)],
            },
        ],
        selected: 5,
    };
    view(
        Screen::Me(me),
        &[(Key::Char(' '), "space", "change"), (Key::Esc, "esc", "library"), (Key::Char('?'), "?", "help")],
    )
}

// --- history ---

const HISTORY_KEYS: [(Key, &str, &str); 6] = [
    (Key::Enter, "enter", "open the day"),
    (Key::Tab, "t w m y", "day week month year"),
    (Key::Left, "arrows", "days"),
    (Key::Esc, "esc", "library"),
    (Key::Char('q'), "q", "leave"),
    (Key::Char('?'), "?", "help"),
];

/// The history of somebody who began so many days ago.
fn history(span: Span, days: u64) -> View {
    let past = lived::past(days);
    let day = past.today();
    view(Screen::History(past.show(span, day, &past.tally(span, day))), &HISTORY_KEYS)
}
