//! From the first key to the summary.

use std::time::Duration;

use chrono::DateTime;
use serde_json::{Value, json};

use crate::home::{Home, READY, told};
use crate::pty::{Ended, Pty};

/// Stands in for the first routine of the library, in less than twenty seconds.
const FIRST: &str = r#"id = "chair-stretch"
title = "The Chair Stretch"
place = "chair"
kit = "chair"
when = "In a test."
warm_up = "Nothing here goes to end range."
safety = "Everything stays easy."
level = "everyone"

[[steps]]
movement = "posture-reset"
setup = "0s"
hold = "1s"

[[steps]]
movement = "seated-side-bend"
setup = "0s"
hold = "1s"
change = "0s"

[[steps]]
movement = "eye-reset"
setup = "0s"
hold = "1s"
"#;

/// From the library through the whole screening to the ready screen.
fn be_screened(pty: &mut Pty) {
    // A none key counts when its page has been on the screen for two seconds (S16): it takes more than one here.
    for (page, none, next) in [
        ("New or worse", "0", "Before we start"),
        ("Tick what is true", "n", "Work around"),
        ("Tick what you have", "z", READY),
    ] {
        pty.wait_for(page);
        pty.insist(none, next);
    }
}

fn moment(entry: &Value) -> i64 {
    let at = entry["at"].as_str().expect("a moment");
    DateTime::parse_from_rfc3339(at).expect("a moment").timestamp_millis()
}

#[test]
fn a_person_comes_from_the_library_through_the_screening_to_the_summary_and_later_that_day_with_two_keys() {
    let home = Home::new();
    home.put_routine("chair-stretch.toml", FIRST.as_bytes());
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("The Chair Stretch");
    pty.assert_borrowed();
    pty.send("\r");
    be_screened(&mut pty);
    assert_eq!(home.said(), ["answered", "answered"]);
    assert_eq!(home.told(), ["checked"]);
    pty.send("\r");
    // No key from here to the summary.
    pty.wait_for("2 of 3");
    pty.wait_for("How does the upper back feel after that?");
    assert!(!pty.screen().contents().contains('▁'), "nothing is left to do:\n{}", pty.screen().contents());
    let journal = &home.journal()[1..];
    let steps = ["started", "posture-reset done", "seated-side-bend done", "eye-reset done", "ended finished"];
    assert_eq!(journal.iter().map(told).collect::<Vec<_>>(), steps);
    let planned = journal[0]["planned"].as_i64().expect("whole seconds") * 1_000;
    let took = moment(&journal[4]) - moment(&journal[0]);
    assert!((took - planned).abs() <= 50, "announced {planned} ms, took {took} ms");
    assert!((10_000..20_000).contains(&planned));
    let sides = &journal[2];
    assert_eq!((sides["first_side"].as_str(), sides["sides_done"].as_i64()), (Some("left"), Some(2)));
    pty.send("1");
    pty.wait_until("the answer to be marked", |_| home.told().len() == 7);
    assert_eq!(home.journal()[6]["how"], "looser");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();

    // The second launch that day: Enter, Enter.
    let mut pty = Pty::spawn(&home.command(""));
    pty.wait_for("The Chair Stretch");
    pty.send("\r");
    pty.wait_for("Checked today.");
    pty.insist("\r", "1 of 3");
    assert_eq!(home.told()[7..], ["started"]);
    assert_eq!(home.said(), ["answered", "answered"]);
}

#[test]
fn a_routine_asked_for_by_name_begins_with_the_other_side_than_last_time_however_many_sessions_ago() {
    let home = Home::screened();
    let sided = FIRST.replace("chair-stretch", "sided").replace("The Chair Stretch", "Sided one");
    home.put_routine("sided.toml", sided.as_bytes());
    for session in 0..30 {
        let hours_ago = 72 + 12 * (30 - i64::try_from(session).expect("a few"));
        home.put_entry(
            hours_ago,
            session,
            json!({
                "kind": "started", "routine": "sided", "title": "Sided one", "digest": "d", "planned": 20, "steps": 1,
                "version": "0.1.0",
            }),
        );
        let (movement, side) =
            if session == 0 { ("seated-side-bend", json!("left")) } else { ("eye-reset", json!(null)) };
        let step = json!({
            "kind": "step", "index": 0, "movement": movement, "how": "done", "work": 20, "planned": 20, "first_side": side,
        });
        home.put_entry(hours_ago, session, step);
        home.put_entry(
            hours_ago,
            session,
            json!({ "kind": "ended", "how": "finished", "work": 20, "active": 20, "step": 0 }),
        );
    }
    let mut pty = Pty::spawn(&home.command("run sided"));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for("How does the upper back feel after that?");
    let journal = home.journal();
    let bend = journal.iter().rfind(|entry| entry["movement"] == "seated-side-bend").expect("the step");
    assert_eq!(bend["first_side"], "right");
}

#[test]
fn screened_some_days_ago_only_the_question_of_the_day_is_asked() {
    let home = Home::screened_before();
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for("New or worse");
    // A key typed before the page was read is no answer (S16): it takes more than one here.
    pty.insist("0", READY);
    pty.send("\r");
    pty.wait_for("How does the upper back feel after that?");
    pty.send("\r");
    pty.wait_for("Quick one");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert_eq!(home.told(), ["checked", "started", "posture-reset done", "eye-reset done", "ended finished"]);
    assert_eq!(home.said(), ["answered", "answered"]);
}

#[test]
fn the_door_left_half_way_starts_nothing_and_keeps_what_was_ticked() {
    let home = Home::new();
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for("New or worse");
    pty.insist("0", "Before we start");
    pty.insist("b", "enter go on");
    pty.send("\x1b");
    pty.wait_for("No stretching for now.");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 4);
    pty.assert_given_back();
    assert_eq!((home.told(), home.said()), (vec!["checked".to_owned()], vec!["ticked".to_owned()]));
}

#[test]
fn an_emergency_shows_whom_to_call_stays_a_second_and_stands_on_the_shell_with_exit_code_4() {
    let home = Home::screened_before();
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for("New or worse");
    pty.insist("1", "Call 112, 999 or 911 now.");
    // What follows at once does not dismiss it (S20): it takes more than one key.
    pty.send("q");
    pty.wait_for("Too early.");
    pty.insist_to_leave("q");
    assert_eq!(pty.wait_for_status(0), 4);
    pty.assert_given_back();
    assert!(pty.screen().contents().contains("Call 112, 999 or 911 now."), "it stands on the shell");
    assert_eq!(home.told(), [""; 0]);
    assert_eq!(home.facts()[2]["item"], "now-chest");

    let mut pty = Pty::spawn(&home.command("run quick"));
    pty.wait_for("Call 112, 999 or 911 now.");
    pty.insist_to_leave("q");
    assert_eq!(pty.wait_for_end(), Ended::Code(4));
    assert_eq!(home.told(), [""; 0]);
}

#[test]
fn a_key_is_taken_within_a_frame_and_the_cue_is_there_at_once() {
    let home = Home::screened();
    let mut pty = home.ready("held");
    pty.send("\r");
    pty.wait_for_within(Duration::from_secs(1), "Rest your gaze on something");
}
