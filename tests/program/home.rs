//! A home for the program, and what can be found in it afterwards.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use unhunch::journal::seal;

use crate::pty::{Command, Pty};

/// Two movements in two seconds.
pub(crate) const QUICK: &str = r#"id = "quick"
title = "Quick one"
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
movement = "eye-reset"
setup = "0s"
hold = "1s"
"#;

/// A short movement and a hold long enough for anything to happen in it.
pub(crate) const HELD: &str = r#"id = "held"
title = "Held one"
place = "chair"
kit = "chair"
when = "In a test."
warm_up = "Nothing here goes to end range."
safety = "Everything stays easy."
level = "everyone"

[[steps]]
movement = "eye-reset"
setup = "0s"
hold = "1s"

[[steps]]
movement = "posture-reset"
setup = "0s"
hold = "2m"
"#;

/// What the ready screen of both says.
pub(crate) const READY: &str = "Everything stays easy.";
/// The name of this machine in a home whose person was screened.
pub(crate) const MACHINE: &str = "1ebb53cd185c9586";

/// The folders of one person.
pub(crate) struct Home {
    root: TempDir,
}

impl Home {
    /// A new home with the two short routines in it.
    pub(crate) fn new() -> Self {
        let home = Self { root: tempfile::tempdir().expect("a folder") };
        home.put_routine("quick.toml", QUICK.as_bytes());
        home.put_routine("held.toml", HELD.as_bytes());
        home
    }

    /// A home whose person was screened some days ago and checked today.
    pub(crate) fn screened() -> Self {
        let home = Self::screened_before();
        home.put_fact(&json!({
            "v": 2, "id": "01a1fbba49b9-f1b4010e-00002", "at": at(TimeDelta::zero()), "machine": MACHINE,
            "fact": "answered", "page": "now", "version": 2,
        }));
        home
    }

    /// A home whose person was screened some days ago.
    pub(crate) fn screened_before() -> Self {
        let home = Self::new();
        fs::create_dir_all(home.state()).expect("a folder");
        fs::write(home.state().join("machine"), format!("{MACHINE}\n")).expect("a file");
        for (id, page) in [("01a1fbba182c-f1b4010e-00000", "before"), ("01a1fbba182c-f1b4010e-00001", "around")] {
            home.put_fact(&json!({
                "v": 2, "id": id, "at": at(TimeDelta::days(3)), "machine": MACHINE,
                "fact": "answered", "page": page, "version": 2,
            }));
        }
        home
    }

    /// The folder of the records and the routines.
    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// The folder of what stays on this machine.
    pub(crate) fn state(&self) -> PathBuf {
        self.root.path().join("state")
    }

    /// The journal of this machine, in a home whose person was screened.
    pub(crate) fn journal_file(&self) -> PathBuf {
        self.data().join("journal").join(format!("{MACHINE}-{}.jsonl", Utc::now().year()))
    }

    /// The facts of this machine, in a home whose person was screened.
    pub(crate) fn facts_file(&self) -> PathBuf {
        self.data().join("facts").join(format!("{MACHINE}-facts.jsonl"))
    }

    /// Puts a file into the folder of the person's routines.
    pub(crate) fn put_routine(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.data().join("routines");
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    /// The file of the person's settings.
    pub(crate) fn config_file(&self) -> PathBuf {
        self.root.path().join("config").join("config.toml")
    }

    /// Writes the person's settings.
    pub(crate) fn put_settings(&self, text: &str) {
        let path = self.config_file();
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn put_fact(&self, fact: &Value) {
        put_line(&self.facts_file(), &seal(&fact.to_string()).expect("an object"));
    }

    /// Puts an entry of some hours ago at the end of the journal.
    pub(crate) fn put_entry(&self, hours_ago: i64, session: usize, entry: Value) {
        let number = fs::read_to_string(self.journal_file()).unwrap_or_default().lines().count();
        let mut line = json!({
            "v": 2, "id": format!("{session:012x}-f1b4010e-{number:05x}"), "at": at(TimeDelta::hours(hours_ago)),
            "machine": MACHINE, "session": format!("{session:012x}-f1b4010e-00000s"),
        });
        let Value::Object(entry) = entry else { panic!("an entry is an object") };
        line.as_object_mut().expect("an object").extend(entry);
        put_line(&self.journal_file(), &line.to_string());
    }

    /// The program in this home, its arguments separated by blanks.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(program())
            .env("UNHUNCH_DATA_DIR", self.data())
            .env("UNHUNCH_CONFIG_DIR", self.root.path().join("config"))
            .env("UNHUNCH_STATE_DIR", self.state())
            .env("TZ", "UTC")
            .size(100, 30);
        for arg in args.split_whitespace() {
            command = command.arg(arg);
        }
        command
    }

    /// Everything in the journals, in the order it was written.
    pub(crate) fn journal(&self) -> Vec<Value> {
        self.record("journal")
    }

    /// Everything in the facts, by time, each once in however many files it stands.
    pub(crate) fn facts(&self) -> Vec<Value> {
        let mut facts = self.record("facts");
        let mut known = BTreeSet::new();
        facts.retain(|fact| known.insert(fact["id"].to_string()));
        facts.sort_by_key(|fact| fact["at"].to_string());
        facts
    }

    /// The files of a record that hold lines, by name.
    pub(crate) fn files(&self, record: &str) -> Vec<PathBuf> {
        let Ok(found) = fs::read_dir(self.data().join(record)) else { return Vec::new() };
        let paths = found.map(|entry| entry.expect("an entry").path());
        let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
        paths.sort();
        paths
    }

    fn record(&self, record: &str) -> Vec<Value> {
        let texts = self.files(record).into_iter().map(|path| fs::read_to_string(path).expect("text"));
        texts.flat_map(|text| text.lines().map(parse).collect::<Vec<_>>()).collect()
    }

    /// The kinds of the entries in the journals, ends and steps with how they came about.
    pub(crate) fn told(&self) -> Vec<String> {
        self.journal().iter().map(told).collect()
    }

    /// The kinds of the facts.
    pub(crate) fn said(&self) -> Vec<String> {
        self.facts().iter().map(|fact| fact["fact"].as_str().unwrap_or("?").to_owned()).collect()
    }

    /// Starts the program on the ready screen of a routine.
    pub(crate) fn ready(&self, routine: &str) -> Pty {
        let pty = Pty::spawn(&self.command(&format!("run {routine}")));
        pty.wait_for(READY);
        pty
    }

    /// Starts the program in a shell and leads it into the hold that lasts.
    pub(crate) fn holding(&self) -> Pty {
        let mut pty = Pty::spawn_in_shell(&self.command("run held"));
        lead_into_the_hold(&mut pty);
        pty
    }

    /// The same without a shell around it.
    pub(crate) fn holding_alone(&self) -> Pty {
        let mut pty = Pty::spawn(&self.command("run held"));
        lead_into_the_hold(&mut pty);
        pty
    }
}

/// The program: the one that was built for these tests, or the one that is named, such as the release build.
pub(crate) fn program() -> OsString {
    env::var_os("UNHUNCH_TEST_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_unhunch").into())
}

/// From the ready screen into the hold that lasts.
pub(crate) fn lead_into_the_hold(pty: &mut Pty) {
    pty.wait_for(READY);
    pty.send("\r");
    wait_for_the_hold(pty);
}

/// Until the second movement is held.
pub(crate) fn wait_for_the_hold(pty: &Pty) {
    pty.wait_until("the hold that lasts", |screen| {
        let text = screen.contents();
        text.contains("2 of 2") && text.contains("● hold")
    });
}

/// An entry in a word or two.
pub(crate) fn told(entry: &Value) -> String {
    let word = |name: &str| entry[name].as_str().unwrap_or("").to_owned();
    match word("kind").as_str() {
        "step" => format!("{} {}", word("movement"), word("how")),
        "ended" => format!("ended {}", word("how")),
        "paused" => format!("paused {}", word("reason")),
        "stopped" => format!("stopped {}", entry["answer"]),
        other => other.to_owned(),
    }
}

/// Asserts that a text that was written moves no cursor, colours nothing and rings nothing.
pub(crate) fn assert_plain(bytes: &[u8]) {
    let acts = |byte: &u8| byte.is_ascii_control() && !b"\n\r\t".contains(byte);
    assert!(!bytes.iter().any(acts), "{:?}", String::from_utf8_lossy(bytes));
}

fn parse(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

fn put_line(path: &Path, line: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    let before = fs::read_to_string(path).unwrap_or_default();
    fs::write(path, format!("{before}{line}\n")).expect("a file");
}

fn at(ago: TimeDelta) -> String {
    (Utc::now() - ago).to_rfc3339_opts(SecondsFormat::Millis, false)
}
