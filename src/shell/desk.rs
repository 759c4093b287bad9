//! The small files of the desk: its state, who may make an offer, which terminals the person types in, the session that
//! runs.
//!
//! They lie in the folder that is gone after a restart where there is one. Whoever changes the state holds the lock while
//! they read, change and write it, which takes less than a millisecond; who does not get it only shows what there is.
//! Nothing here is synced to the disk: a desk that was lost begins anew, which only puts the next offer off.

mod session;
mod signs;

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::folders::Folders;
use super::records::file;
use crate::breaks::{Desk, Rules, Sample, Voice};

pub use session::{Running, Seat, Seen};
pub use signs::Signs;

/// Where the small files are.
#[derive(Clone, Debug)]
pub struct DeskFiles {
    folder: PathBuf,
}

/// Whether to wait for somebody else who has the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// What the person asks for has to happen.
    Waits,
    /// Who only looks does not wait.
    Looks,
}

/// Whether what was changed is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is.
    Yes,
    /// Somebody else has the lock; nothing was changed.
    Busy,
    /// It cannot be kept, and why.
    No(String),
}

/// The state is a few hundred bytes; what is longer is not ours.
const LIMIT: u64 = 64 * 1024;

impl DeskFiles {
    /// The files of this person.
    #[must_use]
    pub fn of(folders: &Folders) -> Self {
        Self { folder: folders.run().to_owned() }
    }

    /// The folder they are in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file a shell looks into between two commands: the moment from which on there may be an offer; nothing else.
    #[must_use]
    pub fn line(&self) -> PathBuf {
        self.folder.join("line")
    }

    /// Looks at the desk, does something to it and keeps it; gives what came of it.
    ///
    /// Where it cannot be kept, what came of it still says how things stand.
    pub fn visit<T>(
        &self,
        patience: Patience,
        rules: &Rules,
        now: DateTime<FixedOffset>,
        signs: Signs,
        act: impl FnOnce(&mut Desk) -> T,
    ) -> (T, Kept) {
        let lock = self.lock(patience);
        let sample = self.sample(now, signs);
        let prompts = if matches!(lock, Ok(Some(_))) { self.take_prompts(sample.at) } else { Vec::new() };
        let mut desk = self.read().unwrap_or_else(|| Desk::new(&sample));
        for at in prompts {
            desk.see(at, rules);
        }
        desk.observe(&sample, rules, now.date_naive());
        let came = act(&mut desk);
        let kept = match lock {
            Ok(Some(_lock)) => match self.keep(&desk, rules, now) {
                Ok(()) => Kept::Yes,
                Err(error) => Kept::No(format!("{}: {error}", self.folder.display())),
            },
            Ok(None) => Kept::Busy,
            Err(error) => Kept::No(format!("{}: {error}", self.folder.display())),
        };
        (came, kept)
    }

    fn sample(&self, now: DateTime<FixedOffset>, signs: Signs) -> Sample {
        let (up, asleep) = signs::up_and_asleep();
        let active = self.last_key().max(signs.active);
        let in_session = matches!(self.session(), Some(Seen::Runs(_)));
        Sample { at: now.timestamp(), active, idle: signs.idle, up, asleep, in_session }
    }

    #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
    fn lock(&self, patience: Patience) -> io::Result<Option<File>> {
        file::folder(&self.folder)?;
        let path = self.folder.join("lock");
        let file = File::options().create(true).append(true).open(path)?;
        match patience {
            Patience::Waits => file.lock()?,
            Patience::Looks => match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Ok(None),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            },
        }
        Ok(Some(file))
    }

    /// When shells showed a prompt since the last visit, in order: each is a sign of the person.
    #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
    fn take_prompts(&self, now: i64) -> Vec<i64> {
        // A shell that writes meanwhile makes a new file.
        let (there, ours) = (self.prompts(), self.folder.join(".prompts"));
        if fs::rename(there, &ours).is_err() {
            return Vec::new();
        }
        let text = read(&ours).unwrap_or_default();
        // The last one is when it was written last: a shell without a clock names the one before.
        let written = fs::metadata(&ours).and_then(|found| found.modified()).ok().map(DateTime::<chrono::Utc>::from);
        fs::remove_file(&ours).ok();
        let text = String::from_utf8_lossy(&text);
        let mut times: Vec<i64> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
        times.extend(written.map(|at| at.timestamp()));
        times.retain(|at| *at <= now);
        times.sort_unstable();
        times
    }

    /// The file a shell writes the time of each prompt to.
    #[must_use]
    pub fn prompts(&self) -> PathBuf {
        self.folder.join("prompts")
    }

    /// The desk as it was left, for who only looks.
    #[must_use]
    pub fn look(&self) -> Option<Desk> {
        self.read()
    }

    fn read(&self) -> Option<Desk> {
        serde_json::from_slice(&read(&self.folder.join("desk.json"))?).ok()
    }

    fn keep(&self, desk: &Desk, rules: &Rules, now: DateTime<FixedOffset>) -> io::Result<()> {
        let bytes = serde_json::to_vec(desk).map_err(io::Error::other)?;
        put(&self.folder, "desk.json", &bytes)?;
        let due = desk.due(rules, now);
        let at = due.at.filter(|_| due.voice >= Voice::Line).unwrap_or(0);
        let line = format!("{at}\n");
        if read(&self.line()).is_none_or(|there| there != line.as_bytes()) {
            put(&self.folder, "line", line.as_bytes())?;
        }
        Ok(())
    }
}

/// The bytes of a small file of ours.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Puts a small file in its place, whole or not at all.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!(".{name}.{}", std::process::id()));
    // A process that was killed may have had the same number.
    fs::remove_file(&draft).ok();
    let written = file::create(&draft).and_then(|mut file| file.write_all(bytes));
    let put = written.and_then(|()| fs::rename(&draft, folder.join(name)));
    if put.is_err() {
        // What went wrong is told; that the draft stayed is not worth a word.
        fs::remove_file(&draft).ok();
    }
    put
}
