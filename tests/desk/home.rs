//! A person's folders, with a desk at which a break is due.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tempfile::TempDir;
use unhunch::breaks::{Desk, Sample};

use crate::pty::Command;

pub(crate) struct Home(TempDir);

/// What came of a command: its exit code, what it said and what it complained of.
#[derive(Debug)]
pub(crate) struct Over {
    pub(crate) code: Option<i32>,
    pub(crate) said: String,
    pub(crate) complained: String,
}

/// Every hour of every day.
pub(crate) const ALWAYS: &str =
    "[breaks]\nhours = []\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n";

/// The program: the one that was built for these tests, or the one that is named, such as the release build.
fn program() -> OsString {
    std::env::var_os("UNHUNCH_TEST_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_unhunch").into())
}

pub(crate) fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    now.try_into().expect("not for long")
}

impl Home {
    pub(crate) fn new(settings: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(home.path().join("config")).expect("a folder");
        fs::write(home.path().join("config/config.toml"), format!("{ALWAYS}{settings}")).expect("a file");
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn desk(&self) -> PathBuf {
        self.path().join("state/desk")
    }

    /// Any command with these folders.
    pub(crate) fn dress(&self, command: Command) -> Command {
        let folder = |name: &str| self.path().join(name);
        command
            .env("HOME", self.path())
            .env("UNHUNCH_DATA_DIR", folder("data"))
            .env("UNHUNCH_CONFIG_DIR", folder("config"))
            .env("UNHUNCH_STATE_DIR", folder("state"))
    }

    /// The program with these words.
    pub(crate) fn command(&self, words: &str) -> Command {
        let command = Command::new(program());
        words.split_whitespace().fold(self.dress(command), Command::arg)
    }

    /// Runs the program outside a terminal.
    pub(crate) fn run(&self, words: &str) -> Over {
        let mut command = self.command(words).without_terminal();
        let over = command.stdin(std::process::Stdio::null()).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Over { code: over.status.code(), said: text(&over.stdout), complained: text(&over.stderr) }
    }

    /// Somebody has sat here for so many minutes, a moment ago the last.
    pub(crate) fn sat(&self, minutes: i64) {
        self.sat_until(minutes, now());
    }

    /// The same with the last sign of them at this moment.
    pub(crate) fn sat_until(&self, minutes: i64, at: i64) {
        let mut desk = serde_json::to_value(Desk::new(&Sample { at, ..Sample::default() })).expect("numbers");
        desk["sat"] = json!(minutes * 60);
        desk["settled"] = json!(at - 86_400);
        fs::create_dir_all(self.desk()).expect("a folder");
        fs::write(self.desk().join("desk.json"), desk.to_string()).expect("a file");
        fs::write(self.desk().join("line"), format!("{}\n", at - 900)).expect("a file");
    }

    /// The desk as it is kept.
    pub(crate) fn kept(&self) -> Value {
        let text = fs::read_to_string(self.desk().join("desk.json")).expect("it is kept");
        serde_json::from_str(&text).expect("it can be read")
    }
}
