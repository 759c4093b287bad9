//! The spoken face over time: what is said when, and what is not said again.

use std::time::Duration;

use unhunch::app::Key;
use unhunch::app::view::{Ask, Choice, Page, Screen, View};
use unhunch::coach::view::{Breath, BreathPhase, Doing, PauseReason, SessionView};
use unhunch::line::{self, Narrator};

use crate::golden;
use crate::moments;

fn session(view: &View) -> SessionView {
    let Screen::Session(it) = &view.screen else { panic!("a session") };
    (**it).clone()
}

/// The moment of a session, changed.
fn changed(name: &str, change: impl FnOnce(&mut SessionView)) -> View {
    let mut view = moments::named(name);
    let mut it = session(&view);
    change(&mut it);
    view.screen = Screen::Session(Box::new(it));
    view
}

#[test]
fn the_same_view_is_never_told_twice() {
    for (name, view) in moments::all() {
        let mut narrator = Narrator::new();
        assert!(!narrator.tell(view).is_empty(), "{name}");
        assert_eq!(narrator.tell(view), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_screen_that_comes_up_is_told_whole() {
    for (name, view) in moments::all() {
        assert_eq!(Narrator::new().tell(view), line::render(view), "{name}");
    }
}

#[test]
fn everything_is_said_again_when_asked_for() {
    let view = moments::named("stop");
    let mut narrator = Narrator::new();
    let first = narrator.tell(&view);
    assert_eq!(narrator.again(&view), first);
    assert_eq!(narrator.tell(&view), Vec::<String>::new());
}

#[test]
fn no_line_moves_a_cursor_or_draws_a_box() {
    for (name, view) in moments::all() {
        for line in line::render(view) {
            let drawn = |c: char| c.is_control() || ('\u{2500}'..='\u{259f}').contains(&c) || c >= '\u{2800}';
            assert!(!line.contains(drawn), "{name}: {line:?}");
        }
    }
}

#[test]
fn another_row_of_the_library_is_one_line() {
    let mut view = moments::named("library");
    let mut narrator = Narrator::new();
    narrator.tell(&view);
    let Screen::Library(it) = &mut view.screen else { panic!("a library") };
    it.selected = 4;
    assert_eq!(narrator.tell(&view), ["5 of 18: Micro-break, 2 minutes 10 seconds, chair."]);
}

#[test]
fn the_problems_of_a_broken_file_are_said_when_it_is_selected() {
    let broken = moments::named("library-broken");
    let mut before = broken.clone();
    let Screen::Library(it) = &mut before.screen else { panic!("a library") };
    it.selected = 0;
    it.preview = None;
    let mut narrator = Narrator::new();
    narrator.tell(&before);
    let lines = narrator.tell(&broken);
    assert_eq!(lines[0], "19 of 19: mine, 1 problem.");
    assert!(lines.iter().any(|line| line.contains("no movement is called")), "{lines:?}");
}

#[test]
fn the_question_after_the_exit_cue_does_not_repeat_the_cue() {
    let mut narrator = Narrator::new();
    assert_eq!(
        narrator.tell(&moments::named("stop-cue"))[0],
        "Stopped. Come back to the middle slowly. Rest your back on the chair."
    );
    let lines = narrator.tell(&moments::named("stop"));
    assert_eq!(lines[0], "What's going on?");
    assert_eq!(lines.len(), 13);
}

/// A question with these answers.
fn asks(answers: &[(&str, &str)]) -> View {
    let choices = answers.iter().map(|(name, text)| Choice {
        key: Key::Char(name.chars().next().expect("a name")),
        name: (*name).to_owned(),
        text: (*text).to_owned(),
        ticked: None,
    });
    let ask = Ask {
        title: "Before first use".to_owned(),
        question: "Is any of these so?".to_owned(),
        choices: choices.collect(),
        ..Ask::default()
    };
    View { screen: Screen::Ask(ask), ..moments::named("stop") }
}

#[test]
fn another_question_is_told_with_its_answers() {
    let mut view = asks(&[("y", "yes"), ("n", "no"), ("s", "not sure")]);
    let mut narrator = Narrator::new();
    narrator.tell(&view);
    let Screen::Ask(it) = &mut view.screen else { panic!("a question") };
    it.question = "Have you noticed a lump on your back, or a change in its shape?".to_owned();
    it.of = Some((7, 15));
    assert_eq!(
        narrator.tell(&view),
        [
            "Before first use, 7 of 15.",
            "Have you noticed a lump on your back, or a change in its shape?",
            "y: yes",
            "n: no",
            "s: not sure"
        ]
    );
}

#[test]
fn a_tick_and_a_step_of_the_cursor_are_a_line_each() {
    let mut view = asks(&[("h", "Wrists that dislike weight"), ("i", "Kneeling hurts or is not possible")]);
    let Screen::Ask(it) = &mut view.screen else { panic!("a question") };
    it.cursor = Some(0);
    it.choices.iter_mut().for_each(|choice| choice.ticked = Some(false));
    let mut narrator = Narrator::new();
    narrator.tell(&view);
    let Screen::Ask(it) = &mut view.screen else { panic!("a question") };
    it.cursor = Some(1);
    assert_eq!(narrator.tell(&view), ["i: Kneeling hurts or is not possible (not ticked)"]);
    let Screen::Ask(it) = &mut view.screen else { panic!("a question") };
    it.choices[1].ticked = Some(true);
    assert_eq!(narrator.tell(&view), ["i: Kneeling hurts or is not possible (ticked)"]);
}

#[test]
fn a_notice_is_said_once() {
    let mut view = moments::named("session-hold");
    let mut narrator = Narrator::new();
    narrator.tell(&view);
    view.notice = Some("The record could not be kept: the disk is full.".to_owned());
    assert_eq!(narrator.tell(&view), ["The record could not be kept: the disk is full."]);
    assert_eq!(narrator.tell(&view), Vec::<String>::new());
}

#[test]
fn help_is_read_and_what_is_behind_it_is_not_repeated() {
    let mut narrator = Narrator::new();
    let mut view = moments::named("library");
    narrator.tell(&view);
    let keys = std::mem::take(&mut view.keys);
    view.help = Some(Page { title: "The library".to_owned(), ..Page::default() });
    assert_eq!(narrator.tell(&view), ["The library"]);
    view.help = None;
    view.keys = keys;
    assert!(!narrator.tell(&view).contains(&"unhunch, 18 routines.".to_owned()));
}

#[test]
fn a_long_hold_says_what_is_left_at_thirty_ten_and_five() {
    let at = |clock: u64| {
        changed("session-hold", |it| {
            it.clock = Some(clock);
            #[expect(clippy::cast_precision_loss, reason = "ninety seconds")]
            let progress = 1.0 - clock as f32 / 90.0;
            it.progress = progress;
        })
    };
    let mut narrator = Narrator::new();
    narrator.tell(&at(90));
    let said: Vec<String> = (1..90).rev().flat_map(|clock| narrator.tell(&at(clock))).collect();
    assert_eq!(said, ["30 seconds left.", "10 seconds left.", "5 seconds left."]);
}

#[test]
fn a_session_is_told_as_kept() {
    let hold = |doing: Doing, clock: u64, number: u32| {
        changed("session-hold", |it| {
            it.doing = doing;
            it.clock = Some(clock);
            it.progress = 0.0;
            it.say = None;
            it.rep = it.rep.map(|rep| unhunch::coach::view::Rep { number, ..rep });
        })
    };
    let breath = |phase: BreathPhase, count: u64, number: u32| {
        changed("session-breath", |it| {
            it.breath = Some(Breath { phase, count, progress: 0.0 });
            it.rep = it.rep.map(|rep| unhunch::coach::view::Rep { number, ..rep });
        })
    };
    let mut twist = moments::named("session-change");
    let Screen::Session(it) = &mut twist.screen else { panic!("a session") };
    it.left = Duration::from_secs(80).into();
    let views = [
        moments::named("session-set-up"),
        hold(Doing::Arriving, 3, 1),
        hold(Doing::Holding, 10, 1),
        hold(Doing::Holding, 9, 1),
        changed("session-hold", |it| it.rep = it.rep.map(|rep| unhunch::coach::view::Rep { number: 1, ..rep })),
        hold(Doing::Leaving, 3, 1),
        hold(Doing::Resting, 4, 1),
        hold(Doing::Arriving, 3, 2),
        hold(Doing::Holding, 10, 2),
        hold(Doing::Paused(PauseReason::Asked), 8, 2),
        hold(Doing::CountingIn, 3, 2),
        hold(Doing::Holding, 8, 2),
        moments::named("stop-cue"),
        moments::named("stop"),
        hold(Doing::Paused(PauseReason::AfterStop), 8, 2),
        twist,
        breath(BreathPhase::In, 1, 1),
        breath(BreathPhase::In, 2, 1),
        breath(BreathPhase::Out, 1, 1),
        breath(BreathPhase::Pause, 1, 1),
        breath(BreathPhase::In, 1, 2),
        moments::named("summary"),
    ];
    let mut narrator = Narrator::new();
    let mut told = String::new();
    for view in views {
        for line in narrator.tell(&view) {
            told.push_str(&line);
            told.push('\n');
        }
        told.push_str("--\n");
    }
    golden::check("narration/session", &told);
}

#[test]
fn the_answers_to_a_stop_are_said_once_with_their_question() {
    let mut narrator = Narrator::new();
    let way_out = narrator.tell(&moments::named("stop-cue"));
    let question = narrator.tell(&moments::named("stop"));
    let answers = |lines: &[String]| lines.iter().filter(|line| line.contains("Cramp")).count();
    assert_eq!((answers(&way_out), answers(&question)), (0, 1), "{way_out:?}, then {question:?}");
}

#[test]
fn where_a_session_stands_is_said_when_its_help_closes() {
    let mut narrator = Narrator::new();
    narrator.tell(&moments::named("session-paused"));
    let mut helping = moments::named("session-paused");
    helping.help = moments::named("session-help").help;
    narrator.tell(&helping);
    let said = narrator.tell(&moments::named("session-paused"));
    assert!(said.iter().any(|line| line.contains("Paused")), "{said:?}");
}
