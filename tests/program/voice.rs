//! What is heard of a session: commands of every kind behind the voice and the tones, and none of them in its way.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::home::{Home, READY};
use crate::pty::Pty;

const FELT: &str = "How does the upper back feel after that?";

/// A program of a few lines in the test's home; its path.
fn program(home: &Home, name: &str, body: &str) -> PathBuf {
    let path = home.data().join(name);
    fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    path
}

/// A home whose coach speaks with a program of these lines, and where that writes.
fn speaking(body: &str) -> (Home, PathBuf) {
    let home = Home::screened();
    let log = home.data().join("said");
    let program = program(&home, "voice", &body.replace("LOG", &log.display().to_string()));
    home.put_settings(&format!("[sound]\nsay_command = [{:?}, \"--\"]\n", program.display().to_string()));
    (home, log)
}

/// A session from the ready screen to the question at its end.
fn walk(home: &Home) -> Pty {
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for(FELT);
    pty
}

fn leave(mut pty: Pty) {
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
}

#[test]
fn what_is_said_is_handed_over_as_one_argument_and_nothing_it_prints_is_seen() {
    let (home, log) = speaking("printf '%s|' \"$@\" >> LOG; echo >> LOG; echo noise; echo noise >&2");
    let pty = walk(&home);
    pty.wait_until("the end is said", |_| fs::read_to_string(&log).is_ok_and(|it| it.contains("Done.")));
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("noise"));
    leave(pty);
    let said = fs::read_to_string(log).expect("something was said");
    assert!(said.lines().all(|line| line.starts_with("--|") && line.matches('|').count() == 2), "{said}");
    for words in ["Never more than", "Begin.", "Done."] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_voice_that_is_not_there_is_said_once_and_the_session_goes_on() {
    let home = Home::screened();
    home.put_settings("[sound]\nsay_command = [\"/nowhere/voice\"]\n");
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for("The coach is silent from now on");
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for(FELT);
    leave(pty);
}

#[test]
fn a_voice_that_dies_is_left_alone_after_three_times() {
    let (home, log) = speaking("echo died >> LOG; exit 7");
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for(READY);
    let tried = || fs::read_to_string(&log).map_or(0, |it| it.lines().count());
    pty.wait_until("it was tried three times", |_| tried() == 3);
    pty.send("\r");
    pty.wait_for(FELT);
    leave(pty);
    assert_eq!(tried(), 3);
}

#[test]
fn a_voice_that_never_ends_is_ended_by_a_stop_and_with_the_program() {
    let (home, log) = speaking("echo $$ >> LOG; exec sleep 1000");
    let mut pty = Pty::spawn_in_shell(&home.command("run quick"));
    pty.wait_for(READY);
    pty.wait_until("it speaks", |_| log.is_file());
    pty.send("\r");
    pty.wait_for(FELT);
    leave(pty);
    for id in fs::read_to_string(log).expect("it spoke").lines() {
        assert!(!PathBuf::from(format!("/proc/{id}")).exists(), "{id} is still there");
    }
}

#[test]
fn a_voice_that_floods_its_output_is_not_heard_of() {
    let (home, _) = speaking("head -c 100000000 /dev/zero; head -c 100000000 /dev/zero >&2");
    let pty = walk(&home);
    assert!(pty.bytes().len() < 1_000_000);
    leave(pty);
}

#[test]
fn tones_are_files_made_once_and_played_where_the_bell_would_ring() {
    let home = Home::screened();
    let log = home.data().join("played");
    let player = program(&home, "player", &format!("echo \"$1\" >> {}", log.display()));
    let settings = format!("[sound]\ntones = true\nsound_command = [{:?}]\n", player.display().to_string());
    home.put_settings(&settings);
    let cache = home.data().join("cache");
    let mut pty = Pty::spawn_in_shell(&home.command("run quick").env("XDG_CACHE_HOME", cache.display().to_string()));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for(FELT);
    pty.wait_until("the last tone is played", |_| fs::read_to_string(&log).is_ok_and(|it| it.contains("/end.wav")));
    assert_eq!(pty.bells(), 0);
    leave(pty);
    let files = fs::read_to_string(&log).expect("something was played");
    assert!(files.starts_with(&cache.join("unhunch/tones/begin.wav").display().to_string()), "{files}");
    assert!(files.lines().all(|path| fs::read(path).is_ok_and(|it| it.starts_with(b"RIFF"))), "{files}");
}

#[test]
fn a_player_that_is_not_there_leaves_the_bell() {
    let home = Home::screened();
    home.put_settings("[sound]\ntones = true\nsound_command = [\"/nowhere/player\"]\n");
    let pty = walk(&home);
    assert!(pty.bells() > 0, "the bell of the end at least");
    leave(pty);
}
