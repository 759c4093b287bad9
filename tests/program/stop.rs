//! Stopping, pausing and leaving.

use std::thread;

use crate::home::{Home, lead_into_the_hold};
use crate::pty::Pty;

const EXIT_CUE: &str = "Come back to the middle slowly.";

#[test]
fn each_way_of_stopping_stops_in_the_hold_with_the_way_out_first() {
    thread::scope(|scope| {
        for key in ["s", "\x1b", "\x03"] {
            scope.spawn(move || stop_with(key));
        }
    });
}

fn stop_with(key: &str) {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send(key);
    pty.wait_for(EXIT_CUE);
    pty.wait_for("What's going on?");
    pty.assert_borrowed();
    // Ribs: the movement is left out, and the session may end.
    pty.insist("6", "Ribs can get cross.");
    pty.insist("1", "enter");
    pty.send("\r");
    pty.wait_for("That counts.");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 3, "{key:?}");
    pty.assert_given_back();
    let told = ["started", "eye-reset done", "stopped null", "stopped 6", "posture-reset left", "ended stopped"];
    assert_eq!(home.told(), told, "{key:?}");
    assert!(home.said().contains(&"set-aside".to_owned()), "{:?}", home.said());
}

#[test]
fn twice_ctrl_c_leaves_at_once() {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send("\x03\x03");
    assert_eq!(pty.wait_for_status(0), 3);
    pty.assert_given_back();
    assert_eq!(home.told().last().map(String::as_str), Some("ended ended-unknown"));
    // Nobody said why: the next launch asks.
    Pty::spawn(&home.command("")).wait_for("How did that end?");
}

#[test]
fn an_answer_that_goes_on_leads_to_a_pause_and_space_counts_in() {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send("s");
    pty.wait_for("What's going on?");
    pty.insist("0", "Space when you are ready.");
    pty.send(" ");
    pty.wait_for("● hold");
    pty.signal(rustix::process::Signal::TERM);
    pty.wait_for_status(0);
    pty.assert_given_back();
    let told = home.told();
    assert_eq!(told[2..], ["stopped null", "stopped 0", "resumed", "posture-reset left", "ended interrupted"]);
}

#[test]
fn leaving_in_a_session_asks_first_and_is_kept_to_be_picked_up() {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send("q");
    pty.wait_for("Leave now?");
    pty.send("\r");
    pty.wait_for("Space when you are ready.");
    pty.send("q");
    pty.wait_for("Leave now?");
    pty.send("y");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert_eq!(home.told(), ["started", "eye-reset done", "paused asked", "posture-reset left", "ended quit"]);

    // What was left by the person is not asked about; it is offered.
    let mut pty = Pty::spawn(&home.command(""));
    pty.wait_for("Pick up where you left off?");
    pty.wait_for("It goes on with Tall-sit reset.");
    pty.send("\r");
    pty.wait_for("Picks up at Tall-sit reset.");
    pty.insist("\r", "1 of 1");
    let journal = home.journal();
    let resumed = journal.last().expect("it has started");
    assert_eq!(resumed["resumes"], journal[0]["session"]);
}

#[test]
fn skipping_the_last_movement_finishes_and_is_told() {
    let home = Home::screened();
    let mut pty = home.holding();
    pty.send("n");
    pty.wait_for("1 movement skipped.");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert_eq!(home.told(), ["started", "eye-reset done", "posture-reset skipped", "ended finished"]);
}

#[test]
fn a_pause_waits_and_the_same_key_goes_on() {
    let home = Home::screened();
    let mut pty = Pty::spawn(&home.command("run held"));
    lead_into_the_hold(&mut pty);
    pty.send(" ");
    pty.wait_for("Space when you are ready.");
    pty.send(" ");
    pty.wait_for("● hold");
    pty.send("?");
    pty.wait_for("any key closes this");
    pty.send("?");
    pty.wait_for("Space when you are ready.");
    assert_eq!(home.told()[2..], ["paused asked", "resumed", "paused asked"]);
}
