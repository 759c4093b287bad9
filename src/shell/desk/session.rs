use std::fs::{self, File};

use serde::{Deserialize, Serialize};

use super::{DeskFiles, put, read};
use crate::shell::records::file;

/// A session as it stands, for whoever wants to show it beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The routine's title.
    pub routine: String,
    /// Which step runs, counted from one.
    pub step: usize,
    /// How many there are.
    pub steps: usize,
    /// The movement's name.
    pub movement: String,
    /// What is being done, in a word.
    pub doing: String,
    /// Which side, in words, where there are sides.
    pub side: Option<String>,
    /// When what is being done is over, in seconds since 1970; none where it is not timed.
    pub ends: Option<i64>,
    /// How much of the whole plan is left, in seconds.
    pub left: u64,
}

/// What is seen of a session from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It runs; as it stands, where that could be read.
    Runs(Option<Running>),
    /// It was cut off: nobody holds its place any more.
    CutOff(Option<Running>),
}

/// The place of the session that runs. It is held as long as this lives, and free the moment the process ends, however
/// it ends: that tells a session from one that was cut off.
#[derive(Debug)]
pub struct Seat {
    _lock: File,
    files: DeskFiles,
    told: Option<Running>,
}

const LOCK: &str = "session.lock";
const STATE: &str = "session.json";
/// A clock that is off by this much is the same.
const JITTER: i64 = 1;

impl DeskFiles {
    /// Takes the place of the session; none where another session has it, or where nothing can be kept.
    #[must_use]
    pub fn take_seat(&self) -> Option<Seat> {
        file::folder(&self.folder).ok()?;
        #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
        let lock = File::options().create(true).append(true).open(self.folder.join(LOCK)).ok()?;
        // Who only looks holds it for a moment.
        (0..100).any(|_| lock.try_lock().is_ok()).then(|| Seat { _lock: lock, files: self.clone(), told: None })
    }

    /// What is seen of a session; none where the last one ended as it should.
    #[must_use]
    pub fn session(&self) -> Option<Seen> {
        let state = read(&self.folder.join(STATE))?;
        let state = serde_json::from_slice(&state).ok();
        #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
        let lock = File::open(self.folder.join(LOCK)).ok()?;
        Some(match lock.try_lock_shared() {
            Ok(()) => Seen::CutOff(state),
            Err(_) => Seen::Runs(state),
        })
    }
}

impl Seat {
    /// Tells how the session stands.
    pub fn tell(&mut self, running: Running) {
        let same = self.told.as_ref().is_some_and(|told| {
            let ends = match (told.ends, running.ends) {
                (Some(before), Some(now)) => (before - now).abs() <= JITTER,
                (before, now) => before == now,
            };
            // What is left of the whole goes on by itself.
            ends && Running { ends: told.ends, left: told.left, ..running.clone() } == *told
        });
        if !same {
            if let Ok(bytes) = serde_json::to_vec(&running) {
                // It is for whoever looks; the session does not hang on it.
                put(&self.files.folder, STATE, &bytes).ok();
            }
            self.told = Some(running);
        }
    }

    /// The session is over.
    #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
    pub fn leave(self) {
        fs::remove_file(self.files.folder.join(STATE)).ok();
    }
}
