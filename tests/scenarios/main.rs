//! Lives of the program, each a text file beside this one: what a person does, and what they see, right below it.
//!
//! The program is driven at the level of its `App`, on a clock that jumps; what it keeps goes through its lines of JSON
//! and is read back at the next launch. Nothing here waits, and nothing touches a terminal or a disk.
//!
//! A line that begins with `$ ` is a command, one that is indented is what came of it, anything else is for the reader.
//! `UPDATE_GOLDENS=1 cargo test --test scenarios` writes what came of each command anew; the difference is reviewed like
//! code. The commands:
//!
//! ```text
//! home new                   nothing is known. Otherwise words after `screened`, the questions answered with none:
//! home screened ...            unchecked (stage 0 is still to come today), days-ago=N (when they were answered),
//!                              chair-open (nothing was said about the chair; else it cannot roll),
//!                              tags=dizzy,knee, kit=roller, session-days=N (so many days with sessions, up to
//!                              yesterday), last=N (the latest session was N days ago)
//! file NAME [MOVEMENT]       a personal routine of this name: shoulder rolls, or this movement, and a posture reset
//! sheet N                    a prescribed routine `sheet`, with N chin tucks in a set
//! elsewhere ITEM             another window, or a folder that is synced, has this line ticked (`now-chest`)
//! damage NAME                a part of the facts can no longer be read
//! launch [WHAT] [--OPTION]   as on the command line: run NAME, me, learn, desk; --quiet, --minutes=5, --place=floor;
//!                              number=112 is the emergency number, notice=TEXT something to be said once
//!                              moving: figures move
//!                              beside=NAME: beside a command (_ stands for a blank), when-done=leave or finish, drawn
//! command line TEXT, wants password|screen|nothing, listens, ends 0, dies 2
//!                            what is new of that command
//! key K ...                  keys, each after 2.1 s: enter esc space up down left right backspace ctrl-c, or a character
//! now K ...                  the same without time passing or anything being shown between
//! watch 4s                   somebody looks for so long; what is said meanwhile
//! until MOVEMENT / DOING     somebody looks until that part of that movement runs; only the last line that is said
//! until the end              ... until no session is on the screen any more
//! sleep 2h                   nobody looks; the next look is at the end
//! pass 2h, midnight, days 3  time passes without the program looking, running or not
//! resize 30 10, suspend, resume, fail WHY   what reaches the program from outside
//! quietly COMMAND            a command, without telling what came of it
//! kill                       the process is gone at once
//! interrupt                  a signal: it may still write
//! again                      everything the screen says, with its keys
//! heard                      what is to be heard now
//! draw NAME 100x30 80x24ascii  the screen as it is drawn in windows of these sizes
//! bells                      how often the bell rang since the last `bells`
//! records                    what was kept since the last `records`, without what merely names or counts things
//! ```

#![expect(clippy::disallowed_methods, reason = "the lives are files, and a variable of the environment rewrites them")]

mod counted;
mod house;
#[path = "../support/picture.rs"]
mod picture;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, panic};

use house::House;

/// Lives a file again: the same file with what comes of its commands now.
fn live(text: &str) -> String {
    let mut house = House::new();
    let mut out = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.starts_with("  ")) {
        _ = writeln!(out, "{line}");
        if let Some(command) = line.strip_prefix("$ ") {
            let command = command.split(" (").next().unwrap_or(command).trim();
            for said in house.run(command) {
                _ = writeln!(out, "  {said}");
            }
        }
    }
    out
}

/// The files of a folder, by name.
fn files() -> Vec<PathBuf> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "scenarios"].iter().collect();
    let files = fs::read_dir(folder).expect("the folder of this file").map(|file| file.expect("a file").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    files.sort();
    files
}

/// The first lines that differ, with a few before them; [`None`] where none does.
fn difference(path: &Path, kept: &str, now: &str) -> Option<String> {
    if kept == now {
        return None;
    }
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    let same = kept.iter().zip(&now).take_while(|(kept, now)| kept == now).count();
    let command = kept[..same].iter().rposition(|line| line.starts_with("$ ")).unwrap_or(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut said = format!("{name}, line {}:\n", same + 1);
    for line in &kept[command..same] {
        _ = writeln!(said, "    {line}");
    }
    for (mark, lines) in [('-', &kept), ('+', &now)] {
        for line in lines.iter().skip(same).take(8) {
            _ = writeln!(said, "  {mark} {line}");
        }
    }
    Some(said)
}

/// How many differences are shown; one change is often seen in many lives.
const SHOWN: usize = 3;

#[test]
fn every_life_goes_as_it_is_written() {
    let mut failures = Vec::new();
    for path in files() {
        let kept = fs::read_to_string(&path).expect("a text file");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(now) = panic::catch_unwind(|| live(&kept)) else {
            failures.push(format!("{name}: it cannot be lived to its end"));
            continue;
        };
        let wrong = now.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(house::WRONG));
        failures.extend(wrong.map(|(at, line)| format!("{name}, line {}: {}", at + 1, line.trim())));
        if env::var_os("UPDATE_GOLDENS").is_some() {
            if now != kept {
                fs::write(&path, now).expect("the file can be written");
            }
        } else {
            failures.extend(difference(&path, &kept, &now));
        }
    }
    let more = failures.len().saturating_sub(SHOWN);
    assert!(
        failures.is_empty(),
        "\n{}\n{more} more. Where this is what a person should see: UPDATE_GOLDENS=1 cargo test --test scenarios, then \
         read git diff.",
        failures[..failures.len() - more].join("\n")
    );
}

/// A length as the lines say it, and as a screen writes it.
fn said(seconds: u64) -> (String, String) {
    let length = std::time::Duration::from_secs(seconds);
    (unhunch::units::amount::words(length), unhunch::units::amount::clock(length))
}

/// The seconds of a length in words: `1 minute 31 seconds`.
fn seconds(words: &str) -> u64 {
    let words: Vec<&str> = words.split(' ').collect();
    words.chunks(2).fold(0, |sum, pair| {
        let number: u64 = pair[0].parse().expect("a number");
        sum + if pair[1].starts_with("minute") { number * 60 } else { number }
    })
}

#[test]
fn a_plan_has_one_number_wherever_it_stands() {
    for (title, id) in [
        ("Micro-break", "micro-break"),
        ("Quiet office (meeting-friendly)", "quiet-office"),
        ("Eyes and breath", "eyes-and-breath"),
    ] {
        let mut house = House::new();
        house.run("home screened");
        let library = house.run("launch");
        let row = library.iter().find(|line| line.contains(&format!(". {title}, "))).expect("a row");
        let length =
            row.split_once(&format!("{title}, ")).and_then(|(_, rest)| rest.split_once(", ")).expect("a length").0;
        let (words, clock) = said(seconds(length));
        let minutes = seconds(length).div_ceil(60);
        house.run("key q");
        let fits = |minutes: u64| {
            let mut house = House::new();
            house.run("home screened");
            house
                .run(&format!("launch --minutes={minutes}"))
                .iter()
                .any(|line| line.contains(&format!(". {title}, {words}")))
        };
        assert!(fits(minutes), "{title} takes {clock} and is listed for {minutes} minutes");
        let mut house = House::new();
        house.run("home screened");
        let mut told = house.run(&format!("launch run {id}"));
        assert!(told[0].starts_with(&format!("{title}, {words}")), "ready: {}", told[0]);
        told = house.run("now enter");
        assert!(told.iter().any(|line| line.contains(&format!("{words} left"))), "the session: {told:?}");
        told = house.run("until the end");
        told.extend(house.run("again"));
        assert!(told.iter().any(|line| line.contains(&format!("Done. {clock}, "))), "the summary: {told:?}");
        house.run("key enter");
        house.run("key i");
        told = house.run("key t");
        told.extend(house.run("again"));
        assert!(told.iter().any(|line| line.contains(title) && line.contains(&clock)), "the history: {told:?}");
    }
}
