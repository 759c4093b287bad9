//! What is only looked at: lists, timelines, sources, dry runs. Nothing is kept (S12).

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::home::{Home, QUICK, assert_plain};
use crate::piped::{self, Over};
use crate::pty::Pty;

fn run(home: &Home, args: &str) -> Over {
    let over = piped::run(&home.command(args), "");
    assert_plain(over.said.as_bytes());
    over
}

/// Every file below a folder with what is in it.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            open.extend(entries.map(|entry| entry.expect("an entry").path()));
            found.push((path.display().to_string(), Vec::new()));
        } else if let Ok(bytes) = fs::read(&path) {
            found.push((path.display().to_string(), bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn routines_and_movements_are_listed_for_people_and_for_programs() {
    let home = Home::new();
    home.put_routine("broken.toml", b"id = 5");
    let said = run(&home, "list").said;
    assert!(said.starts_with("chair-stretch        5:41  chair     The Chair Stretch\n"), "{said}");
    assert!(said.contains("Quick one (yours)") && said.contains("problems; `unhunch check` says which"), "{said}");
    let rows: Value = serde_json::from_str(&run(&home, "list --json").said).expect("JSON");
    assert_eq!((rows.as_array().map(Vec::len), &rows[0]["seconds"]), (Some(21), &Value::from(341)));
    let rows: Value = serde_json::from_str(&run(&home, "list --movements --json").said).expect("JSON");
    assert_eq!((rows.as_array().map(Vec::len), &rows[0]["id"]), (Some(45), &Value::from("arm-circles")));
    assert!(!home.state().exists(), "nothing was written");
}

/// With the seven places of `scenarios` (library, `--minutes`, ready, opening, session, summary, history) that makes ten.
#[test]
fn a_plan_has_one_number_in_the_list_the_timeline_and_the_dry_run() {
    let home = Home::new();
    let list = run(&home, "list").said;
    for id in ["chair-stretch", "micro-break", "eyes-and-breath"] {
        let row = list.lines().find(|line| line.starts_with(&format!("{id} "))).expect("a row");
        let length = row.split_whitespace().nth(1).expect("a length");
        let shown = run(&home, &format!("show {id}")).said;
        assert!(shown.contains(&format!("\n{length} · ")), "{id}: {length}\n{shown}");
        assert!(shown.contains(&format!("{length:>7}  end\n")), "{id}: {length}\n{shown}");
        let told: Value = serde_json::from_str(&run(&home, &format!("plan {id} --json")).said).expect("JSON");
        let seconds = told["milliseconds"].as_u64().expect("a length") / 1_000;
        assert_eq!(format!("{}:{:02}", seconds / 60, seconds % 60), length, "{id}");
    }
}

#[test]
fn a_routine_is_shown_with_the_clock_at_each_step_and_its_sources() {
    let home = Home::new();
    let over = run(&home, "show chair-stretch");
    assert_eq!(over.code, Some(0));
    for text in [
        "The Chair Stretch (chair-stretch)",
        "   0:00  Shoulder rolls",
        "a chair that cannot roll or tip",
        "Rests on [1]",
    ] {
        assert!(over.said.contains(text), "{text:?} is missing:\n{}", over.said);
    }
    let told: Value = serde_json::from_str(&run(&home, "show quick --json").said).expect("JSON");
    assert_eq!((&told["title"], &told["steps"][1]["at"]), (&Value::from("Quick one"), &Value::from(1)));
    let told: Value = serde_json::from_str(&run(&home, "show cat-cow --movement --json").said).expect("JSON");
    assert_eq!(told["phase"], "prepare");
}

#[test]
fn the_sources_are_those_of_the_content() {
    let home = Home::new();
    let all = run(&home, "sources").said;
    let content = include_str!("../../src/safety/CONTENT.md");
    let appendix = content.split("# Appendix: sources").nth(1).expect("there is one");
    let numbered: Vec<String> = appendix
        .lines()
        .filter_map(|line| line.strip_prefix("- **"))
        .map(|line| line.replacen("]**", "]", 1))
        .collect();
    assert!(numbered.len() > 60);
    for source in numbered {
        assert!(all.contains(&source), "{source}");
    }
    let of_one = run(&home, "sources chair-back-extension").said;
    assert!(of_one.contains("article T1 Chair back stretch") && of_one.contains("[43] Cambridge"), "{of_one}");
    assert!(run(&home, "sources chair-stretch").said.contains("Upper-back hug"));
    assert!(run(&home, "--about").said.contains("built from public guidance; sources in `unhunch sources`"));
    let over = run(&home, "sources chair-strech");
    assert_eq!(over.code, Some(2));
    assert!(over.complained.contains("did you mean `chair-stretch`?"), "{}", over.complained);
}

#[test]
fn the_script_of_a_plan_says_every_segment_and_adds_up() {
    let home = Home::new();
    let script = run(&home, "plan wall-stretch --script").said;
    let mut at = 0.0;
    for line in script.lines().filter(|line| !line.ends_with("total")) {
        let mut words = line.split_whitespace();
        let mut number = || words.next().and_then(|word| word.parse::<f64>().ok()).expect("a number");
        let (begins, length) = (number(), number());
        assert!((begins - at).abs() < 1e-6, "{line}");
        at += length;
    }
    assert!(script.trim_end().ends_with(&format!("{at:.3}          total")), "{script}");
    let plan: Value = serde_json::from_str(&run(&home, "plan wall-stretch --json").said).expect("JSON");
    let lengths = plan["segments"].as_array().expect("segments").iter().filter_map(|it| it["milliseconds"].as_u64());
    assert_eq!(Some(lengths.sum::<u64>()), plan["milliseconds"].as_u64());
}

#[test]
fn a_dry_run_goes_to_its_end_and_leaves_everything_as_it_was() {
    let home = Home::screened();
    let before = everything(home.data().parent().expect("the home"));
    let mut command = home.command("plan held --speed 200");
    let pty = Pty::spawn(&command);
    pty.wait_for("That was a dry run; nothing was recorded.");
    command = home.command("plan held --speed 200 --plain");
    let pty = Pty::spawn(&command);
    pty.wait_for("That was a dry run; nothing was recorded.");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("Tall-sit reset"), "it was said");
    for args in ["plan held", "plan held --script", "plan held --json", "show held", "list", "sources held"] {
        assert_eq!(run(&home, args).code, Some(0), "{args}");
    }
    assert_eq!(everything(home.data().parent().expect("the home")), before);
}

#[test]
fn a_dry_run_that_is_stopped_leaves_everything_as_it_was_too() {
    let home = Home::screened();
    let before = everything(home.data().parent().expect("the home"));
    let mut pty = Pty::spawn_in_shell(&home.command("plan held --speed 2"));
    pty.wait_for("Tall-sit reset");
    pty.send("q");
    pty.wait_for("leave");
    pty.send("y");
    pty.wait_for("nothing was recorded");
    assert_eq!(everything(home.data().parent().expect("the home")), before);
}

/// S19: what is said of the body in a dry run holds, and the text of it is shown.
#[test]
fn s19_what_is_said_of_the_body_in_a_dry_run_is_a_fact_and_the_session_is_not() {
    let home = Home::screened();
    let mut pty = Pty::spawn_in_shell(&home.command("plan held --speed 2"));
    pty.wait_for("This is a dry run");
    pty.send("s");
    pty.wait_for("What's going on?");
    pty.wait_for("This is a dry run");
    pty.insist("3", "talk to a doctor or physiotherapist");
    pty.send("\r");
    pty.wait_for("only what you said of your body was recorded");
    assert!(home.said().contains(&"stop-answered".to_owned()), "{:?}", home.said());
    assert_eq!(home.told(), Vec::<String>::new(), "nothing of the session is");
    let over = run(&home, "plan held --speed 7");
    assert_eq!(over.code, Some(4), "{}", over.complained);
    // Paper coaches too.
    let paper = home.state().join("held.html");
    let sheet = format!("sheet held --out {}", paper.display());
    let over = run(&home, &sheet);
    assert_eq!((over.code, paper.exists()), (Some(4), false), "{}", over.complained);
    assert_eq!(run(&home, &format!("{sheet} --as-written")).code, Some(0), "for somebody else");
}

/// S19: slower than eight times a playback is gated like a session.
#[test]
fn s19_a_playback_one_could_move_along_with_asks_first_what_a_session_asks() {
    let home = Home::new();
    let over = run(&home, "plan chair-stretch --speed 7");
    assert_eq!((over.code, over.complained.contains("asks first")), (Some(4), true), "{}", over.complained);
    let before = everything(home.data().parent().expect("the home"));
    let pty = Pty::spawn(&home.command("plan chair-stretch --speed 500"));
    pty.wait_for("nothing was recorded");
    assert_eq!(everything(home.data().parent().expect("the home")), before);
}

#[test]
fn a_strangers_words_are_harmless_in_every_list() {
    let home = Home::new();
    let nasty = QUICK.replace("Quick one", "Quick\\u001b[31m one");
    let path = home.put_routine("nasty\u{202e}.toml", nasty.as_bytes());
    for args in ["list".to_owned(), "check".to_owned(), format!("plan {}", path.display())] {
        let over = piped::run(
            &home
                .command("")
                .arg(args.split(' ').next().expect("a word"))
                .arg(args.split_once(' ').map_or("--plain", |(_, rest)| rest)),
            "",
        );
        assert_plain(over.said.as_bytes());
        assert!(!over.said.contains('\u{202e}') && !over.complained.contains('\u{202e}'), "{args}: {}", over.said);
    }
}
