//! The commands that a person's settings name: run as they stand there, never through a shell, never for long.

use std::io::{self, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::places::own;

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It ended with this exit code, none for a signal, and printed this.
    Ended(Option<i32>, String),
    /// It was not over in time and was ended.
    TooLong,
    /// It could not be run, and why.
    Failed(String),
}

/// The most that is read of what a command prints, in bytes.
const PRINTED: u64 = 4 * 1024;

/// Runs a command in a group of its own, with nothing to read; what came of it, after `limit` at most.
#[must_use]
pub fn run(argv: &[String], environment: &[(&str, String)], limit: Duration) -> Came {
    let mut command = match prepared(argv, environment) {
        Ok(command) => command,
        Err(error) => return Came::Failed(error.to_string()),
    };
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return Came::Failed(error.to_string()),
    };
    let id = child.id();
    let (sends, receives) = mpsc::channel();
    let waits = thread::Builder::new().stack_size(128 * 1_024).spawn(move || {
        let mut printed = Vec::new();
        if let Some(out) = child.stdout.take() {
            out.take(PRINTED).read_to_end(&mut printed).ok();
        }
        let status = child.wait();
        sends.send((status, printed)).ok();
    });
    if let Err(error) = waits {
        end_group(id);
        return Came::Failed(error.to_string());
    }
    match receives.recv_timeout(limit) {
        Ok((Ok(status), printed)) => Came::Ended(status.code(), String::from_utf8_lossy(&printed).into_owned()),
        Ok((Err(error), _)) => Came::Failed(error.to_string()),
        Err(_) => {
            end_group(id);
            Came::TooLong
        }
    }
}

/// Starts a command that is not waited for: a copy of this program watches that it does not take longer than `limit`.
///
/// # Errors
/// When it cannot be started.
pub fn start(argv: &[String], environment: &[(&str, String)], limit: Duration) -> io::Result<()> {
    let mut keeper = vec![own(), "keep-time".to_owned(), limit.as_secs().to_string(), "--".to_owned()];
    keeper.extend_from_slice(argv);
    prepared(&keeper, environment)?.stdout(Stdio::null()).spawn().map(drop)
}

/// Starts a command that speaks or plays something; what it prints is thrown away.
///
/// # Errors
/// When it cannot be started.
pub fn speak(argv: &[String]) -> io::Result<Child> {
    prepared(argv, &[])?.stdout(Stdio::null()).spawn()
}

/// Ends a command with all that it has started, and waits until it is gone.
pub fn end(child: &mut Child) {
    end_group(child.id());
    child.kill().ok();
    child.wait().ok();
}

/// Starts a command that runs until its input ends: with the value that is given, or with this process, however it ends.
///
/// # Errors
/// When it cannot be started.
pub fn hold(argv: &[String]) -> io::Result<Held> {
    prepared(argv, &[])?.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().map(Held)
}

/// A command whose input is held open.
#[derive(Debug)]
pub struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It is reaped if it is over already; else it is by whoever takes orphans.
        self.0.try_wait().ok();
    }
}

#[expect(clippy::disallowed_methods, reason = "processes are the shell's")]
fn prepared(argv: &[String], environment: &[(&str, String)]) -> io::Result<Command> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    command.envs(environment.iter().map(|(name, value)| (name, value)));
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(command)
}

#[cfg(unix)]
fn end_group(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        kill_process_group(group, Signal::KILL).ok();
    }
}

#[cfg(not(unix))]
fn end_group(_: u32) {}
