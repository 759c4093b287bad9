//! `unhunch status`, and what a person answers.

use std::fs;

use serde_json::Value;

use crate::home::Home;

fn json(said: &str) -> Value {
    serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

#[test]
fn the_status_says_how_long_and_why_in_every_form() {
    let home = Home::new("");
    home.sat(20);
    let text = home.run("status");
    assert_eq!((text.code, text.said.as_str(), text.complained.as_str()), (Some(0), "next break: 30 min\n", ""));
    assert_eq!(home.run("status --exit-code").code, Some(4));
    let why = home.run("status --why").said;
    assert!(why.contains("It follows from how long you have sat") && why.contains("20 min of sitting"), "{why}");
    let it = json(&home.run("status --json").said);
    assert_eq!((it["due"].as_bool(), it["why"].as_str(), it["session"].is_null()), (Some(false), Some("sat"), true));
    assert_eq!(json(&home.run("status --format waybar").said)["class"], "sat");
    assert_eq!(json(&home.run("status --format i3status").said)["urgent"], false);
    let custom =
        home.command("status --format").arg("{left}, {why}\u{1b}[2J").without_terminal().output().expect("it runs");
    let custom = String::from_utf8_lossy(&custom.stdout).into_owned();
    assert!(custom.starts_with("30 min, next break") && !custom.contains('\u{1b}'), "{custom:?}");

    home.sat(51);
    assert_eq!(home.run("status").said, "break due\n");
    assert_eq!(home.run("status --exit-code").code, Some(0));
}

#[test]
fn later_skip_and_busy_are_kept_and_said() {
    let home = Home::new("");
    home.sat(51);
    for expected in ["In 5 minutes, then.\n", "In 5 minutes, then.\n"] {
        assert_eq!(home.run("later").said, expected);
    }
    assert_eq!(home.run("later 10m").said, "In 10 minutes, then; and it will be the shortest there is.\n");
    assert_eq!(home.run("status").said, "next break: 10 min\n");
    assert_eq!(home.run("skip").said, "Left out. The next one comes in 50 minutes.\n");
    assert_eq!(home.run("status").said, "next break: 50 min\n");
    assert_eq!(home.run("mark busy 90m").code, Some(0));
    assert!(home.run("status").said.starts_with("busy: "));
    assert_eq!(home.run("mark free").code, Some(0));
    assert_eq!(home.run("mark away").code, Some(0));
    assert_eq!(home.run("mark back").code, Some(0));
    for wrong in ["later 0s", "later 5", "later 13h", "mark busy 25:00", "mark", "mark sleepy"] {
        assert_eq!(home.run(wrong).code, Some(2), "{wrong}");
    }
}

#[test]
fn a_state_that_is_garbage_or_from_elsewhere_is_begun_anew() {
    for garbage in ["", "{", "{\"seen\":\"x\"}", "\u{0}\u{1}", &"9".repeat(200_000)] {
        let home = Home::new("");
        home.sat(20);
        fs::write(home.desk().join("desk.json"), garbage).expect("a file");
        fs::write(home.desk().join("prompts"), "x\n-5\n99999999999999999999\n\u{0}\n").expect("a file");
        let over = home.run("status");
        assert_eq!((over.code, over.said.as_str()), (Some(0), "next break: 50 min\n"), "{}", over.complained);
    }
}

/// A disk that is read-only or full: the status says what it knows, an answer that cannot be kept says so.
#[test]
fn where_nothing_can_be_kept_that_is_said_and_nothing_is_offered() {
    let home = Home::new("[nudge]\nhow = [\"line\"]\n");
    fs::create_dir_all(home.path().join("state")).expect("a folder");
    fs::write(home.desk(), "a file stands where the folder should").expect("a file");
    assert_eq!(home.run("status").said, "next break: 50 min\n");
    let why = home.run("status --why").said;
    assert!(why.contains("this cannot be kept") && why.contains("Nothing is offered meanwhile."), "{why}");
    let later = home.run("later");
    assert_eq!(later.code, Some(1));
    assert!(later.complained.contains("this cannot be kept"), "{}", later.complained);
    assert_eq!(home.run("nudge").said, "");
}

#[test]
fn a_busy_command_that_hangs_fails_or_prints_nonsense_is_no_meeting() {
    for (command, offered) in [
        ("[\"true\"]", false),
        ("[\"false\"]", true),
        ("[\"sh\", \"-c\", \"kill -9 $$\"]", true),
        ("[\"no-such-program\"]", true),
        ("[\"sh\", \"-c\", \"yes nonsense\"]", true),
        ("[\"sh\", \"-c\", \"trap : TERM; while :; do :; done\"]", true),
    ] {
        let home = Home::new(&format!("busy_command = {command}\n"));
        home.sat(51);
        let over = home.run("nudge");
        assert_eq!(over.code, Some(0), "{command}: {}", over.complained);
        assert_eq!(over.said.contains("minutes of sitting"), offered, "{command}: {}", over.said);
        assert_eq!(home.run("status").said.starts_with("busy"), !offered, "{command}");
    }
}

#[test]
fn an_idle_command_that_prints_nonsense_is_not_believed() {
    for (said, away) in [("400000", true), ("1000", false), ("-400000", false), ("many", false), ("1e9", false)] {
        let home = Home::new(&format!("idle_command = [\"echo\", \"{said}\"]\n"));
        home.sat_until(51, crate::home::now() - 500);
        assert_eq!(home.run("nudge").said.is_empty(), away, "{said}");
    }
}

#[test]
fn doctor_says_which_command_does_not_answer() {
    let home = Home::new("busy_command = [\"sh\", \"-c\", \"kill -9 $$\"]\nidle_command = [\"echo\", \"many\"]\n");
    let said = home.run("doctor").said;
    assert!(said.contains("MEND  busy        it was ended by a signal"), "{said}");
    assert!(said.contains("MEND  idle        it ended with code 0 and printed no number"), "{said}");
    let home = Home::new("busy_command = [\"false\"]\nidle_command = [\"echo\", \"20\"]\n");
    assert!(home.run("doctor").said.contains("says that you are free"));
}

#[test]
fn an_offer_is_made_once_and_the_next_waits() {
    let home = Home::new(
        "[hooks]\nnudged = [\"sh\", \"-c\", \"echo $UNHUNCH_EVENT $UNHUNCH_SECONDS > $HOME/hook.part; mv $HOME/hook.part $HOME/hook\"]\n",
    );
    home.sat(51);
    let over = home.run("nudge");
    assert_eq!(
        over.said,
        "51 minutes of sitting. Two minutes to spare? `unhunch` starts, `unhunch later` waits, `unhunch skip` leaves it out.\n"
    );
    assert_eq!(home.run("nudge").said, "");
    assert_eq!(home.run("status").said, "break due\n");
    assert!(home.run("status --why").said.contains("A break was offered."));
    let hook = home.path().join("hook");
    let deadline = std::time::Instant::now() + crate::pty::BOUND;
    while !hook.exists() {
        assert!(std::time::Instant::now() < deadline, "the hook ran");
        std::thread::yield_now();
    }
    assert_eq!(fs::read_to_string(hook).expect("a file"), "nudged 3060\n");
}

#[test]
fn where_a_pane_is_asked_for_and_there_is_none_one_message_says_so() {
    let home = Home::new("[nudge]\nhow = [\"line\", \"pane\", \"popup\"]\n");
    home.sat(51);
    let over = home.run("nudge");
    assert!(over.said.starts_with("51 minutes of sitting."), "{}", over.said);
    assert_eq!(
        over.complained,
        "unhunch: `pane` needs tmux, zellij or kitty around it; there is none here\n\
         unhunch: `popup` needs tmux around it; there is none here\n"
    );
}
