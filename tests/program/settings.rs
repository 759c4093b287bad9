//! `config.toml` and `unhunch config`.

use std::fs;

use crate::home::{Home, READY, assert_plain};
use crate::piped;
use crate::pty::Pty;

fn rows(said: &str) -> Vec<(String, String)> {
    let words = |line: &str| {
        let (key, rest) = line.split_once(' ')?;
        Some((key.to_owned(), rest.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    said.lines().filter_map(words).collect()
}

fn row(said: &str, key: &str) -> String {
    rows(said).into_iter().find(|(name, _)| name == key).map_or_else(String::new, |(_, rest)| rest)
}

#[test]
fn each_setting_is_printed_with_who_says_so() {
    let home = Home::new();
    let over = piped::run(&home.command("config"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert!(over.said.contains("config.toml is not there: every default holds."), "{}", over.said);
    assert_eq!(row(&over.said, "figure.fps"), "12 default");
    assert_eq!(row(&over.said, "emergency_number"), "- default");
    home.put_settings("emergency_number = \"112\"\n[figure]\nfps = 8\n[sound]\nbell = true\n");
    let mut command = home.command("--quiet --minutes 5 --place wall config").env("NO_COLOR", "1");
    command = command.env("LC_ALL", "C");
    let over = piped::run(&command, "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    let expected = [
        ("emergency_number", "\"112\" file"),
        ("longer_holds", "false default"),
        ("plain", "true environment (not a terminal that can be drawn on)"),
        ("library.minutes", "5 flag"),
        ("library.place", "\"wall\" flag"),
        ("figure.still", "false default"),
        ("figure.fps", "8 file"),
        ("sound.bell", "false flag"),
        ("look.colours", "\"none\" environment (NO_COLOR)"),
        ("look.characters", "\"ascii\" environment (LC_ALL, LC_CTYPE or LANG)"),
        ("goal.days", "5 default"),
    ];
    for (key, said) in expected {
        assert_eq!(row(&over.said, key), said, "{key}");
    }
    assert_plain(over.said.as_bytes());
}

#[test]
fn the_sample_that_is_printed_is_a_file_without_mistakes() {
    let home = Home::new();
    let sample = piped::run(&home.command("config --sample"), "");
    assert_eq!(sample.code, Some(0));
    home.put_settings(&sample.said);
    let over = piped::run(&home.command("config"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_eq!(row(&over.said, "goal.days"), "5 file");
}

#[test]
fn every_mistake_is_shown_where_it_stands_and_the_defaults_hold() {
    let home = Home::new();
    home.put_settings("[figure]\nfbs = 8\nstill = \"yes\u{202e}\"\n");
    let over = piped::run(&home.command("config"), "");
    assert_eq!(over.code, Some(2));
    assert_eq!(
        (row(&over.said, "figure.fps"), row(&over.said, "figure.still")),
        ("12 default".into(), "false default".into())
    );
    for said in
        ["error[U011]: unknown key `fbs` in `[figure]`", "did you mean `fps`?", "config.toml:2:1", "error[U012]"]
    {
        assert!(over.complained.contains(said), "{}", over.complained);
    }
    assert_plain(over.complained.as_bytes());
}

#[test]
fn a_broken_config_is_said_once_and_the_program_runs() {
    let home = Home::screened();
    home.put_settings("emergency_nummer = \"112\"\n");
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("unknown key `emergency_nummer`");
    pty.send("j");
    pty.wait_until("the message is gone", |screen| !screen.contents().contains("emergency_nummer"));
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
}

#[test]
fn what_is_set_is_done() {
    let home = Home::screened();
    home.put_settings("plain = true\n[library]\nplace = \"wall\"\nminutes = 9\n");
    let pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("The Wall Stretch");
    assert!(!pty.bytes().contains(&0x1b), "lines, not a screen");
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("Towel"), "only what is done at a wall");
    drop(pty);

    home.put_settings("[sound]\nbell = false\n[look]\ncolours = \"none\"\ncharacters = \"ascii\"\n");
    let mut pty =
        Pty::spawn_in_shell(&home.command("run quick").env("COLORTERM", "truecolor").env("LC_ALL", "C.UTF-8"));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for("How does the upper back feel after that?");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    assert_eq!(pty.bells(), 0);
    let written = String::from_utf8(pty.bytes()).expect("text");
    assert!(written.is_ascii());
    assert!(!written.contains("[38;2;") && !written.contains("[38;5;"), "no colour");
}

#[test]
fn a_colour_that_is_set_outranks_no_color() {
    let home = Home::screened();
    home.put_settings("[look]\ncolours = \"true\"\n");
    let pty = Pty::spawn_in_shell(&home.command("").env("NO_COLOR", "1"));
    pty.wait_for("The Chair Stretch");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("38;2;"), "true colours");
}

#[test]
fn a_config_that_cannot_be_read_says_so() {
    let home = Home::new();
    fs::create_dir_all(home.config_file()).expect("a folder");
    let over = piped::run(&home.command("config"), "");
    assert_eq!(over.code, Some(2));
    assert!(over.complained.contains("the file cannot be read: it is a directory"), "{}", over.complained);
}
