use std::fs;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::DeskFiles;

/// Signs of the person that cost a process to ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The last key, in seconds since 1970.
    pub active: Option<i64>,
    /// For how many seconds no key was pressed.
    pub idle: Option<i64>,
}

/// More terminals than this nobody types in.
const TERMINALS: usize = 64;
/// What the names of files begin with that name a terminal.
const NAMED: &str = "tty.";

impl DeskFiles {
    /// Notes that the person types in the terminal that this process was called from, if it was.
    ///
    /// Only terminals that are named count: programs type into terminals of their own.
    #[cfg(unix)]
    pub fn name_terminal(&self) {
        let ends = [rustix::stdio::stdin(), rustix::stdio::stderr()];
        let name = ends.into_iter().find_map(|end| rustix::termios::ttyname(end, Vec::new()).ok());
        let name = name.and_then(|name| name.into_string().ok());
        let Some(file) = name.as_ref().and_then(|name| name.strip_prefix("/dev/")) else { return };
        let file = format!("{NAMED}{}", file.replace('/', "."));
        if !self.folder.join(&file).exists() && crate::shell::records::file::folder(&self.folder).is_ok() {
            // Without it keys in this terminal are not seen; there may be others.
            super::put(&self.folder, &file, b"").ok();
        }
    }

    /// There are no such names elsewhere.
    #[cfg(not(unix))]
    pub fn name_terminal(&self) {}

    /// When the last key was pressed in one of the terminals that were named.
    pub(super) fn last_key(&self) -> Option<i64> {
        let mut last = None;
        #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
        let entries = fs::read_dir(&self.folder).ok()?;
        for entry in entries.flatten().take(4 * TERMINALS) {
            let name = entry.file_name();
            let Some(name) = name.to_str().and_then(|name| name.strip_prefix(NAMED)) else { continue };
            last = last.max(read_at(&Path::new("/dev").join(name.replace('.', "/"))));
        }
        last
    }
}

/// When a terminal was last read from: that is when a key was pressed, to eight seconds.
#[cfg(unix)]
fn read_at(path: &Path) -> Option<i64> {
    use std::os::unix::fs::FileTypeExt as _;
    let found = fs::metadata(path).ok()?;
    let ours = found.file_type().is_char_device() && found.uid() == rustix::process::getuid().as_raw();
    ours.then(|| found.atime())
}

#[cfg(not(unix))]
fn read_at(_: &Path) -> Option<i64> {
    None
}

/// For how long the machine has been up, its sleep included, and how long of that it slept, in seconds.
#[cfg(target_os = "linux")]
pub(super) fn up_and_asleep() -> (Option<i64>, i64) {
    use rustix::time::{ClockId, clock_gettime};
    let up = clock_gettime(ClockId::Boottime).tv_sec;
    (Some(up), (up - clock_gettime(ClockId::Monotonic).tv_sec).max(0))
}

/// Elsewhere one clock counts sleep, and none leaves it out.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn up_and_asleep() -> (Option<i64>, i64) {
    use rustix::time::{ClockId, clock_gettime};
    (Some(clock_gettime(ClockId::Monotonic).tv_sec), 0)
}

#[cfg(not(unix))]
pub(super) fn up_and_asleep() -> (Option<i64>, i64) {
    (None, 0)
}
