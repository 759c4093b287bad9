//! What should not be in the folders of the records, and is: one message each, the good entries kept, nothing written
//! through a link.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::history::{home, session};
use crate::home::Home;
use crate::piped::{self, Over};
use crate::records::{assert_said_once, set_mode, walked, without_powers};

/// Words of the messages there may be; a launch says some of them once, and nothing twice.
const MESSAGES: [&str; 5] = [
    "could not be read",
    "could not be kept",
    "could not be used",
    "dated later than today",
    "could not all be removed",
];

/// A person with a session yesterday.
fn lived() -> Home {
    home(&[session(1, "quick", "Quick one", "finished")])
}

/// Another file beside the journal of this machine.
fn beside(home: &Home, name: &str) -> std::path::PathBuf {
    home.journal_file().with_file_name(name)
}

/// Starts the program and leaves it: how many messages it said.
fn messages(home: &Home) -> Vec<String> {
    // No more memory than a twentieth of what a line of a gigabyte takes can be had.
    let limited = "ulimit -v 400000; exec \"$@\"";
    let over = piped::run(&without_powers(home.command("")).in_script(limited), "q\n");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{}", over.said);
    let lines = over.said.lines().filter(|line| MESSAGES.iter().any(|text| line.contains(text)));
    lines.map(str::to_owned).collect()
}

/// What looking back says: the sessions that are there.
fn sessions(home: &Home) -> usize {
    let limited = "ulimit -v 400000; exec \"$@\"";
    let over = piped::run(&without_powers(home.command("history --json")).in_script(limited), "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    let history: Value = serde_json::from_str(&over.said).expect("JSON");
    history["sessions"].as_array().expect("a list").len()
}

fn verified(home: &Home) -> Over {
    piped::run(&without_powers(home.command("journal verify")), "")
}

#[test]
fn files_that_are_not_ours_are_left_alone_without_a_word() {
    let home = lived();
    fs::write(beside(&home, "notes.txt"), "mine").expect("a file");
    fs::create_dir(beside(&home, "old")).expect("a folder");
    assert_eq!((messages(&home), sessions(&home)), (Vec::new(), 1));
    let over = verified(&home);
    assert_eq!(over.code, Some(0));
    assert_eq!(over.said.matches("none of unhunch's, left alone").count(), 2, "{}", over.said);
    assert_eq!(fs::read_to_string(beside(&home, "notes.txt")).expect("a file"), "mine");
}

#[test]
fn a_line_of_a_gigabyte_is_one_message_and_is_never_in_memory() {
    let home = lived();
    let mut file = File::options().append(true).open(home.journal_file()).expect("a journal");
    file.set_len((1 << 30) + file.metadata().expect("a file").len()).expect("a hole in it");
    file.seek(SeekFrom::End(0)).expect("its end");
    file.write_all(b"\n").expect("a line");
    let said = messages(&home);
    assert!(said.len() == 1 && said[0].contains("1 line of the journal could not be read"), "{said:?}");
    assert_eq!((messages(&home), sessions(&home)), (Vec::new(), 1), "said once");
    let over = verified(&home);
    assert_eq!(over.code, Some(2));
    assert_eq!(over.said.matches("longer than 64 KiB").count(), 1, "{}", over.said);
}

#[test]
fn noise_is_one_message_however_much_of_it_there_is() {
    let home = lived();
    let noise: Vec<u8> = (0..60_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    fs::write(beside(&home, "noise.jsonl"), noise).expect("a file");
    let said = messages(&home);
    assert!(said.len() == 1 && said[0].contains("lines of the journal could not be read"), "{said:?}");
    assert_eq!((messages(&home), sessions(&home)), (Vec::new(), 1), "said once");
    assert_eq!(verified(&home).code, Some(2));
}

#[test]
fn entries_from_the_future_are_one_message_and_stand_in_nobodys_way() {
    let home = Home::screened();
    let mut ahead = session(1, "quick", "Quick one", "quit");
    for entry in &mut ahead {
        let moved =
            |text: &Value| json!(text.as_str().expect("a text").replacen("01a", "0fa", 1).replacen("20", "21", 1));
        for name in ["at", "id", "session"] {
            entry[name] = moved(&entry[name]);
        }
    }
    let lines: Vec<String> =
        session(1, "quick", "Quick one", "finished").iter().chain(&ahead).map(Value::to_string).collect();
    fs::create_dir_all(home.journal_file().parent().expect("a folder")).expect("a folder");
    fs::write(home.journal_file(), lines.join("\n") + "\n").expect("a journal");
    let said = messages(&home);
    assert!(said.len() == 1 && said[0].contains("ntries of the journal are dated later than today"), "{said:?}");
    assert_eq!((messages(&home), sessions(&home)), (Vec::new(), 1), "said once");
    assert!(verified(&home).said.contains("2 sessions"), "it is kept");
}

#[test]
fn what_was_set_aside_by_a_clock_that_was_ahead_is_set_aside_and_todays_check_is_not_asked_for_again() {
    let home = Home::screened_before();
    let fact = |id: &str, at: &str, rest: &str| {
        let line = format!("{{\"v\":2,\"id\":\"{id}\",\"at\":\"{at}\",\"machine\":\"1ebb53cd185c9586\",{rest}}}");
        unhunch::journal::seal(&line).expect("an object") + "\n"
    };
    let aside = r#""fact":"set-aside","what":{"movement":"wall-chest-lean"},"reason":"sharp-pain","session":"s""#;
    let path = home.facts_file();
    let before = fs::read_to_string(&path).expect("facts");
    let check = r#""fact":"answered","page":"now","version":2"#;
    let ahead = fact("0fa1fbba49b9-f1b4010e-00005", "2126-11-21T09:00:00.000+00:00", aside)
        + &fact("0fa1fbba49b9-f1b4010e-00006", "2126-11-21T09:00:00.000+00:00", check);
    let now = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, false);
    let today = fact("01a1fbba49b9-f1b4010e-00007", &now, check);
    fs::write(&path, format!("{before}{ahead}{today}")).expect("facts");
    let said = messages(&home);
    assert!(said.len() == 1 && said[0].contains("ntries of the facts are dated later than today"), "{said:?}");
    let over = walked(&home.command("run quick"));
    assert!(!over.said.contains("dated later"), "said once: {}", over.said);
    assert!(over.said.contains("Checked today."), "{}", over.said);
    let me = piped::run(&home.command("me"), "q\n");
    assert!(me.said.contains("Wall stretch"), "{}", me.said);
}

#[test]
fn nothing_is_read_or_written_through_a_link() {
    let home = lived();
    let elsewhere = home.data().join("elsewhere");
    let text = fs::read(home.journal_file()).expect("a journal");
    fs::write(&elsewhere, &text).expect("a file");
    symlink(&elsewhere, beside(&home, "linked.jsonl")).expect("a link");
    let said = messages(&home);
    assert!(said.len() == 1 && said[0].contains("a symlink, and nothing is read or written through one"), "{said:?}");
    assert_eq!(sessions(&home), 1);
    assert_eq!(verified(&home).code, Some(2));

    // In the place of the record itself.
    let home = Home::screened();
    let elsewhere = home.data().join("elsewhere");
    fs::write(&elsewhere, &text).expect("a file");
    fs::create_dir_all(home.journal_file().parent().expect("a folder")).expect("a folder");
    symlink(&elsewhere, home.journal_file()).expect("a link");
    assert_said_once(&walked(&home.command("run quick")), "symlink");
    assert_eq!(fs::read(&elsewhere).expect("a file"), text);
    assert!(fs::symlink_metadata(home.journal_file()).expect("it is there").is_symlink());
}

#[test]
fn a_file_nobody_lets_us_read_is_one_message() {
    let home = lived();
    let other = beside(&home, "00000000000000aa-2026.jsonl");
    fs::copy(home.journal_file(), &other).expect("a copy");
    set_mode(&other, 0o000);
    let said = messages(&home);
    assert!(
        said.len() == 1 && said[0].contains("00000000000000aa-2026.jsonl") && said[0].contains("no permission"),
        "{said:?}"
    );
    assert_eq!(sessions(&home), 1);
    let over = verified(&home);
    assert_eq!(over.code, Some(2));
    assert!(over.said.contains("cannot be read: no permission"), "{}", over.said);
    set_mode(&other, 0o600);
}

#[test]
fn a_record_or_a_folder_that_may_not_be_written_to_is_one_message_and_the_session_runs() {
    for (what, folder, mode) in [
        ("the file", false, 0o400),
        ("the file", false, 0o000),
        ("the folder", true, 0o500),
        ("the folder", true, 0o000),
    ] {
        let home = Home::screened();
        assert_eq!(walked(&home.command("run quick")).code, Some(0));
        let before = fs::read(home.journal_file()).expect("a journal");
        let place = if folder { home.data().join("journal") } else { home.journal_file() };
        if folder {
            // Its files are there and may be written to: only the folder's own lock may not be made anew.
            for lock in fs::read_dir(&place).expect("a folder").flatten().map(|it| it.path()) {
                if lock.extension().is_some_and(|it| it == "lock") {
                    fs::remove_file(lock).expect("it goes");
                }
            }
        }
        set_mode(&place, mode);
        let over = walked(&without_powers(home.command("run quick")));
        set_mode(&place, if folder { 0o700 } else { 0o600 });
        assert_said_once(&over, "no permission");
        assert!(over.said.contains("Done."), "{what} {mode:o}: {}", over.said);
        assert_eq!(fs::read(home.journal_file()).expect("a journal"), before, "{what} {mode:o}");
    }
}

#[test]
fn a_record_of_somebody_else_is_one_message() {
    let home = Home::screened();
    assert_eq!(walked(&home.command("run quick")).code, Some(0));
    let before = fs::read(home.journal_file()).expect("a journal");
    // Only who may do everything may give a file away.
    if std::os::unix::fs::chown(home.journal_file(), Some(1), Some(1)).is_err() {
        return;
    }
    let over = walked(&without_powers(home.command("run quick")));
    assert_said_once(&over, "no permission");
    assert_eq!(fs::read(home.journal_file()).expect("a journal"), before);
}
