//! Records that cannot be kept or read: the session runs, one message says so, nothing else is lost.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread;

use rustix::process::Signal;

use crate::home::{Home, MACHINE, QUICK, READY, lead_into_the_hold, program};
use crate::piped::{Over, Piped};
use crate::pty::{Command, Ended, Pty};

const FELT: &str = "How does the upper back feel after that?";
const NOT_KEPT: &str = "could not be kept";

/// From the first question of a new person to the summary of the short routine, in lines.
fn walked_from_the_first_question(command: &Command) -> Over {
    let mut piped = Piped::start(command);
    for (page, none, next) in [
        ("New or worse", "0", "Before we start"),
        ("Tick what is true", "n", "Work around"),
        ("Tick what you have", "z", READY),
    ] {
        piped.hear(page);
        piped.hear("None of these");
        piped.insist(none, next);
    }
    piped.tell("");
    piped.hear(FELT);
    piped.tell("q");
    piped.end()
}

/// The short routine from its ready screen to the summary, in lines.
pub(crate) fn walked(command: &Command) -> Over {
    let mut piped = Piped::start(command);
    piped.hear(READY);
    piped.tell("");
    piped.hear(FELT);
    piped.tell("q");
    piped.end()
}

pub(crate) fn assert_said_once(over: &Over, why: &str) {
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{}", over.said);
    assert_eq!(over.said.matches(NOT_KEPT).count(), 1, "{}", over.said);
    let line = over.said.lines().find(|line| line.contains(NOT_KEPT)).expect("it is there");
    assert!(line.contains(why), "{line}");
    let others = ["lines could not be read", "os error", "panicked"];
    assert!(!others.iter().any(|text| over.said.contains(text)), "{}", over.said);
}

/// The same command without the power to write where it may not, which root has.
pub(crate) fn without_powers(command: Command) -> Command {
    let script = "if [ \"$(id -u)\" = 0 ]; then \
                  exec setpriv --bounding-set -dac_override,-dac_read_search \"$@\"; fi; exec \"$@\"";
    command.in_script(script)
}

pub(crate) fn set_mode(folder: &Path, mode: u32) {
    fs::set_permissions(folder, Permissions::from_mode(mode)).expect("its mode can be set");
}

#[test]
fn a_home_that_cannot_be_written_to_stops_nothing_and_is_said_once() {
    let home = Home::new();
    let root = home.data().parent().expect("it is in a folder").to_owned();
    set_mode(&home.data(), 0o500);
    set_mode(&root, 0o500);
    let over = walked_from_the_first_question(&without_powers(home.command("run quick")));
    set_mode(&root, 0o700);
    set_mode(&home.data(), 0o700);
    assert_said_once(&over, "no permission");
    assert_eq!((home.told(), home.said()), (Vec::new(), Vec::new()));
}

#[test]
fn a_home_that_became_read_only_is_said_on_the_screen_too() {
    let home = Home::screened();
    set_mode(&home.data(), 0o500);
    let mut pty = Pty::spawn_in_shell(&without_powers(home.command("run quick")));
    pty.wait_for(READY);
    pty.send("\r");
    pty.wait_for(NOT_KEPT);
    pty.wait_for(FELT);
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    set_mode(&home.data(), 0o700);
    pty.assert_given_back();
    assert_eq!(home.told(), [""; 0]);
}

#[test]
fn without_a_home_the_session_runs_and_it_is_said_once() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("quick.toml");
    fs::write(&file, QUICK).expect("a file");
    let run = |home: &str| Command::new(program()).env("HOME", home).arg("run").arg(&file);
    let rows = [
        (run("nowhere"), "the home folder is not an absolute path"),
        (run("/dev/null/nobody"), "not a folder"),
        (run("/dev/null/nobody").env("UNHUNCH_DATA_DIR", "/dev/null/data"), "not a folder"),
    ];
    thread::scope(|scope| {
        for (command, why) in &rows {
            scope.spawn(move || assert_said_once(&walked_from_the_first_question(command), why));
        }
    });
}

#[cfg(target_os = "linux")]
#[test]
fn files_go_where_the_platform_keeps_them_and_are_the_persons_own() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("quick.toml");
    fs::write(&file, QUICK).expect("a file");
    let command = Command::new(program()).env("HOME", elsewhere.path()).arg("run").arg(&file);
    let over = walked_from_the_first_question(&command);
    assert_eq!(over.code, Some(0));
    assert!(!over.said.contains(NOT_KEPT), "{}", over.said);
    let data = elsewhere.path().join(".local/share/unhunch");
    for folder in [data.join("facts"), data.join("journal")] {
        assert_eq!(fs::metadata(&folder).expect("it is there").permissions().mode() & 0o777, 0o700);
        for entry in fs::read_dir(&folder).expect("it can be read").flatten() {
            assert_eq!(entry.metadata().expect("it is there").permissions().mode() & 0o777, 0o600, "{entry:?}");
        }
    }
    assert!(elsewhere.path().join(".local/state/unhunch/machine").is_file());
}

#[test]
fn a_full_disk_stops_nothing_is_said_once_and_the_next_launch_goes_on() {
    let home = Home::screened();
    // The journal may grow to 512 or 1024 bytes, by the shell: a line or two, and a part of the next.
    let over = walked(&home.command("run quick").in_script("ulimit -f 1; exec \"$@\""));
    assert_said_once(&over, "the file may not grow any further");
    let kept = fs::read_to_string(home.journal_file()).expect("a journal");
    assert!(kept.starts_with(r#"{"v":2"#) && kept.contains(r#""kind":"started""#), "{kept}");

    // With room again, what was left open is closed, and the record goes on after the line that was cut off.
    let mut piped = Piped::start(&home.command("run quick"));
    piped.hear("How did that end?");
    piped.insist("0", READY);
    piped.tell("");
    piped.hear(FELT);
    piped.tell("q");
    let over = piped.end();
    assert_eq!(over.code, Some(0));
    assert!(!over.said.contains(NOT_KEPT), "{}", over.said);
    let journal = fs::read_to_string(home.journal_file()).expect("a journal");
    assert!(journal.starts_with(&kept), "nothing is cut away");
    assert_eq!(journal.matches(r#""how":"finished""#).count(), 1, "{journal}");
    assert_eq!(journal.matches(r#""how":"closed""#).count(), 1, "{journal}");
}

#[test]
fn a_folder_where_the_file_should_be_is_said_once() {
    let home = Home::screened();
    fs::create_dir_all(home.journal_file()).expect("a folder");
    let over = walked(&home.command("run quick"));
    assert_said_once(&over, "not a plain file");
    assert!(over.said.contains("Done."), "{}", over.said);

    let home = Home::new();
    fs::write(home.data().join("journal"), "a file where the folder should be").expect("a file");
    let over = walked_from_the_first_question(&home.command("run quick"));
    assert_said_once(&over, "not a folder");
    assert_eq!(home.said(), ["answered", "answered"], "the other record goes on");
}

#[test]
fn a_corrupt_line_is_kept_aside_counted_and_said_once_and_nothing_else_is_lost() {
    let home = Home::screened();
    assert_eq!(walked(&home.command("run quick")).code, Some(0));
    for path in [home.journal_file(), home.facts_file()] {
        let text = fs::read_to_string(&path).expect("a record");
        let (first, rest) = text.split_once('\n').expect("it has lines");
        fs::write(&path, format!("{first}\n{{\"v\":1,\"id\":\u{1b}[31m broken\n{rest}")).expect("a record");
    }
    let records = || [home.journal_file(), home.facts_file()].map(|path| fs::read(path).expect("a record"));
    let before = records();

    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("1 line of the facts could not be read");
    pty.send("j");
    pty.wait_for("1 line of the journal could not be read");
    pty.send("k");
    pty.wait_until("it was said", |screen| !screen.contents().contains("could not be read"));
    // Something that was said may be missing: both pages come once more, and say why (S18).
    pty.send("/quick\r");
    pty.wait_for("In a test.");
    pty.send("\r");
    pty.wait_for("A part of your answers could not be read.");
    pty.insist("0", "Before we start");
    pty.insist("n", "Checked today.");
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert!(records().iter().zip(&before).all(|(now, before)| now.starts_with(before)), "nothing is rewritten");
    for record in ["journal", "facts"] {
        let aside = home.data().join(record).join(format!("{MACHINE}-{record}.bad"));
        let aside = fs::read_to_string(aside).expect("a copy");
        assert!(aside.contains("broken") && aside.lines().count() == 1, "{aside}");
    }

    // Said once: not at the next launch.
    let over = walked(&home.command("run quick"));
    assert_eq!(over.code, Some(0));
    assert!(!over.said.contains("could not be read"), "{}", over.said);
}

#[test]
fn two_copies_at_once_write_two_files_both_complete() {
    let home = Home::screened();
    let start = || Pty::spawn(&home.command("run quick"));
    let (mut first, mut second) = (start(), start());
    for pty in [&mut first, &mut second] {
        pty.wait_for(READY);
        pty.send("\r");
    }
    for pty in [&mut first, &mut second] {
        pty.wait_for(FELT);
        pty.send("q");
        assert_eq!(pty.wait_for_end(), Ended::Code(0));
    }
    let files = home.files("journal");
    assert_eq!(files.len(), 2, "{files:?}");
    for file in files {
        let text = fs::read_to_string(file).expect("a journal");
        let kinds = ["started", "step", "ended"].map(|kind| text.matches(&format!("\"kind\":\"{kind}\"")).count());
        assert_eq!(kinds, [1, 2, 1], "{text}");
    }
}

#[test]
fn a_second_copy_neither_closes_nor_takes_up_what_the_first_is_doing() {
    let home = Home::screened();
    let mut first = Pty::spawn(&home.command("run held"));
    lead_into_the_hold(&mut first);
    let mut second = Pty::spawn(&home.command(""));
    second.wait_for("The Chair Stretch");
    second.send("q");
    assert_eq!(second.wait_for_end(), Ended::Code(0));
    assert_eq!(home.told(), ["started", "eye-reset done"]);
    first.signal(Signal::TERM);
    assert_eq!(first.wait_for_end(), Ended::Signal(Signal::TERM.as_raw()));
    assert_eq!(home.told().last().map(String::as_str), Some("ended interrupted"));
}

#[test]
fn each_entry_is_on_the_disk_before_the_screen_moves_on() {
    let home = Home::screened();
    let trace = home.data().join("trace");
    let can_trace = std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    if !can_trace.is_ok_and(|over| over.status.success()) {
        // Not everybody may watch another process.
        return;
    }
    let script = format!("exec strace -f -y -s 0 -e trace=write,fdatasync -o '{}' \"$@\"", trace.display());
    let over = walked(&home.command("run quick").in_script(&script));
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    let trace = fs::read_to_string(&trace).expect("a trace");
    let (mut unflushed, mut written) = (None, 0);
    for line in trace.lines() {
        if line.contains(".jsonl>") && line.contains("write(") {
            assert_eq!(unflushed, None, "two writes and one flush");
            unflushed = Some(line);
            written += 1;
        } else if line.contains(".jsonl>") && line.contains("fdatasync(") {
            assert!(unflushed.take().is_some(), "a flush of nothing");
        } else if line.contains("write(1<") {
            assert_eq!(unflushed, None, "something was shown before it was on the disk");
        }
    }
    assert_eq!((unflushed, written), (None, home.journal().len() + home.facts().len() - 3));
}
