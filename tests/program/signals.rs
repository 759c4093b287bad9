//! What comes from outside: signals, the window, death.

use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::home::{Home, lead_into_the_hold, wait_for_the_hold};
use crate::pty::{Ended, Pty};

/// What a session that was interrupted in the hold has told.
const INTERRUPTED: [&str; 4] = ["started", "eye-reset done", "posture-reset left", "ended interrupted"];
/// How long the process may outlive its window.
const TWO_SECONDS: Duration = Duration::from_secs(2);

#[test]
fn a_signal_that_ends_it_is_what_it_dies_of_and_the_journal_has_its_end() {
    thread::scope(|scope| {
        for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT, Signal::USR1, Signal::USR2, Signal::ALARM]
        {
            scope.spawn(move || die_of(signal));
        }
    });
    let home = Home::screened();
    let pty = home.holding_alone();
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), Ended::Signal(Signal::TERM.as_raw()));
    pty.assert_screen_given_back();
}

fn die_of(signal: Signal) {
    let home = Home::screened();
    let pty = home.holding();
    pty.assert_borrowed();
    pty.signal(signal);
    assert_eq!(pty.wait_for_status(0), 128 + signal.as_raw());
    pty.assert_given_back();
    assert_eq!(home.told(), INTERRUPTED, "{signal:?}");
    assert_eq!(home.said(), ["answered", "answered", "answered"], "{signal:?}");
}

#[test]
fn what_a_signal_interrupted_is_not_asked_about_and_offered() {
    let home = Home::screened();
    let pty = home.holding_alone();
    pty.signal(Signal::TERM);
    pty.wait_for_end();
    let mut pty = Pty::spawn(&home.command(""));
    pty.wait_for("Pick up where you left off?");
    pty.send("\x1b");
    pty.wait_for("Desk reset");
    assert_eq!(home.told(), INTERRUPTED);
}

#[test]
fn stopped_and_brought_back_the_session_is_paused() {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send("\x1a");
    assert_eq!(pty.wait_for_status(0), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    pty.foreground();
    pty.wait_for("Space when you are ready.");
    pty.assert_borrowed();
    pty.send(" ");
    wait_for_the_hold(&pty);
    pty.signal(Signal::TSTP);
    assert_eq!(pty.wait_for_status(1), 128 + Signal::STOP.as_raw());
    pty.assert_given_back();
    pty.foreground();
    pty.wait_for("Space when you are ready.");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_status(2), 128 + Signal::TERM.as_raw());
    pty.assert_given_back();
    let told = home.told();
    let paused = told.iter().filter(|it| it.starts_with("paused")).count();
    assert_eq!(paused, 2, "{told:?}");
    assert_eq!(told[told.len() - 2..], INTERRUPTED[2..]);
}

#[test]
fn a_storm_of_sizes_pauses_where_it_is_too_small_and_only_the_person_goes_on() {
    let home = Home::screened();
    let mut pty = home.holding();
    for round in 0_u16..60 {
        pty.resize(1 + round * 37 % 120, 1 + round * 11 % 50);
    }
    pty.resize(1, 1);
    pty.wait_until("a pause", |_| home.told().iter().any(|it| it == "paused too-small"));
    pty.resize(100, 30);
    pty.wait_for("Paused while the window was too small.");
    pty.assert_borrowed();
    pty.send(" ");
    pty.wait_for("● hold");
    pty.resize(40, 12);
    pty.wait_for("Tall-sit reset");
    pty.send("\x03\x03");
    assert_eq!(pty.wait_for_status(0), 3);
    pty.assert_given_back();
    let told = home.told();
    assert_eq!(told.iter().filter(|it| *it == "paused too-small").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|it| it.starts_with("ended")).count(), 1, "{told:?}");
}

#[test]
fn the_window_closed_ends_it_within_two_seconds_and_the_journal_has_its_end() {
    let home = Home::screened();
    let mut pty = home.holding_alone();
    pty.close();
    assert_eq!(pty.wait_for_end_within(TWO_SECONDS), Ended::Signal(Signal::HUP.as_raw()));
    assert_eq!(home.told(), INTERRUPTED);

    // The same where nobody is told: only the terminal is gone.
    let home = Home::screened();
    let mut pty = Pty::spawn(&home.command("run held").in_script("trap '' HUP; \"$@\"; exit $?"));
    lead_into_the_hold(&mut pty);
    pty.close();
    assert_eq!(pty.wait_for_end_within(TWO_SECONDS), Ended::Code(128 + Signal::HUP.as_raw()));
    assert_eq!(home.told(), INTERRUPTED);
}

#[test]
fn killed_it_is_closed_once_at_the_next_launch_asked_about_and_picked_up_at_the_interrupted_step() {
    let home = Home::screened();
    let pty = home.holding_alone();
    pty.signal(Signal::KILL);
    assert_eq!(pty.wait_for_end(), Ended::Signal(Signal::KILL.as_raw()));
    assert_eq!(home.told(), ["started", "eye-reset done"]);

    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("How did that end?");
    pty.wait_for("It stopped in Tall-sit reset on ");
    assert_eq!(home.told(), ["started", "eye-reset done", "ended closed"]);
    pty.insist("0", "Pick up where you left off?");
    pty.send("\r");
    pty.wait_for("Picks up at Tall-sit reset.");
    pty.insist("\r", "1 of 1");
    pty.send("n");
    pty.wait_for("How does the upper back feel after that?");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    let lives = ["started", "eye-reset done", "ended closed", "started", "posture-reset skipped", "ended finished"];
    assert_eq!(home.told(), lives);
    let journal = home.journal();
    assert_eq!(journal[3]["resumes"], journal[0]["session"]);
    assert_eq!(home.said(), ["answered", "answered", "answered", "how-ended"]);

    // Nothing is left to ask about.
    let pty = Pty::spawn(&home.command(""));
    pty.wait_for("Desk reset");
    assert_eq!(home.told(), lives);
}
