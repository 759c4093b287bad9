//! A terminal for tests: a pseudo-terminal, the picture on it, and the process in it.
//!
//! Everything waits for something to be seen and is bounded by [`BOUND`]; nothing sleeps. A test that waits in vain
//! fails with what was on the screen.
//!
//! ```ignore
//! let pty = Pty::spawn(&Command::new(env!("CARGO_BIN_EXE_unhunch")).arg("run").arg("cat-cow").size(80, 24));
//! pty.wait_for("Cat-Cow");
//! pty.send("q");
//! assert_eq!(pty.wait_for_end(), Ended::Code(0));
//! pty.assert_given_back();
//! ```
//!
//! Two ways to start, because each shows what the other cannot:
//! [`Pty::spawn`] makes the command the leader of its session: its death by a signal is seen as such, but the system
//! itself resets the terminal's modes at its end. [`Pty::spawn_in_shell`] runs it in a shell with job control: modes
//! are what the command left, Ctrl-Z and `fg` work, and an end is the shell's `$?`.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, tcgetattr};

/// How long anything may take before the test has failed; far more than it takes on a busy machine.
pub(crate) const BOUND: Duration = Duration::from_secs(20);

/// A command, its environment and the size of its window.
///
/// The environment is only what is needed and what is given here: `PATH`, `HOME`, `TERM=xterm-256color`, `LANG=C.UTF-8`.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    cols: u16,
    rows: u16,
}

impl Command {
    /// A command in a window of 80 by 24.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let inherited = ["PATH", "HOME", "LLVM_PROFILE_FILE"];
        let mut env: Vec<(OsString, OsString)> =
            std::env::vars_os().filter(|(name, _)| inherited.iter().any(|known| name == known)).collect();
        env.push(("TERM".into(), "xterm-256color".into()));
        env.push(("LANG".into(), "C.UTF-8".into()));
        Self { program: program.as_ref().to_owned(), args: Vec::new(), env, cols: 80, rows: 24 }
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Sets a variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// Sets the size of the window.
    pub(crate) fn size(mut self, cols: u16, rows: u16) -> Self {
        (self.cols, self.rows) = (cols, rows);
        self
    }

    /// The same command inside another, which finds its words in `"$@"` of a shell script.
    pub(crate) fn in_script(self, script: &str) -> Self {
        let mut args: Vec<OsString> = vec!["-c".into(), script.into(), "sh".into(), self.program];
        args.extend(self.args);
        Self { program: "sh".into(), args, ..self }
    }

    /// The same command outside a terminal: stdin and stdout are what the caller makes them.
    pub(crate) fn without_terminal(&self) -> std::process::Command {
        #[expect(clippy::disallowed_methods, reason = "the test starts the process it tests")]
        let mut command = std::process::Command::new(&self.program);
        command.args(&self.args).env_clear().envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// With this exit code.
    Code(i32),
    /// By this signal.
    Signal(i32),
}

/// The modes of the terminal that a raw terminal has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Modes {
    input: InputModes,
    output: OutputModes,
    control: ControlModes,
    local: LocalModes,
}

/// A terminal with a process in it.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    slave: PathBuf,
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
    leader: Pid,
    target: Pid,
    before: Modes,
}

struct Shared {
    seen: Mutex<Seen>,
    more: Condvar,
}

struct Seen {
    terminal: vt100::Parser<Bells>,
    /// Every byte that was written, from the beginning.
    bytes: Vec<u8>,
    stops: usize,
    ended: Option<Ended>,
    /// Nothing more will be written.
    closed: bool,
    /// Our side is about to be closed.
    closing: bool,
    resized: bool,
}

/// How often the bell rang.
#[derive(Default)]
struct Bells(usize);

impl vt100::Callbacks for Bells {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0 += 1;
    }
}

impl Pty {
    /// Starts a command as the leader of its own session.
    pub(crate) fn spawn(command: &Command) -> Self {
        let size = PtySize { rows: command.rows, cols: command.cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let slave = pair.master.tty_name().expect("the terminal has a name");
        let before = modes(&open(&slave));
        let mut builder = CommandBuilder::new(&command.program);
        builder.args(&command.args);
        builder.env_clear();
        for (name, value) in &command.env {
            builder.env(name, value);
        }
        let child = pair.slave.spawn_command(builder).expect("the command starts");
        drop(pair.slave);
        let leader = child.process_id().and_then(|id| Pid::from_raw(id.try_into().ok()?)).expect("it has a process id");
        let rows = NonZeroU16::new(command.rows).expect("a window has rows");
        let cols = NonZeroU16::new(command.cols).expect("a window has columns");
        let seen = Seen {
            terminal: vt100::Parser::new_with_callbacks(rows, cols, 0, Bells::default()),
            bytes: Vec::new(),
            stops: 0,
            ended: None,
            closed: false,
            closing: false,
            resized: false,
        };
        let shared = Arc::new(Shared { seen: Mutex::new(seen), more: Condvar::new() });
        let output = pair.master.try_clone_reader().expect("the terminal can be read");
        let reader = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || read(&shared, output))
        };
        {
            let shared = Arc::clone(&shared);
            thread::spawn(move || reap(&shared, leader));
        }
        let keyboard = pair.master.take_writer().expect("the terminal can be written to");
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            slave,
            shared,
            reader: Some(reader),
            leader,
            target: leader,
            before,
        }
    }

    /// Starts a command in a shell with job control, as a person's shell would.
    ///
    /// When it ends or stops the shell says so ([`Self::wait_for_status`]) and waits for [`Self::foreground`].
    pub(crate) fn spawn_in_shell(command: &Command) -> Self {
        // The shell outlives an interrupt of the command in it, and says what it was.
        let script = "trap : INT\nset -m\nsh -c 'echo \"[pid $$]\"; exec \"$@\"' sh \"$@\"\ns=$?\n\
                      while :; do echo \"[status $s]\"; read -r word || exit\n\
                      case $word in fg) fg >/dev/null; s=$?;; *) exit;; esac; done";
        let mut pty = Self::spawn(&command.clone().in_script(script));
        let id = pty.wait_for_number("[pid ", 0);
        pty.target = Pid::from_raw(id).expect("a process id");
        pty
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("the window is open");
        keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
        keyboard.flush().expect("the terminal takes keys");
    }

    /// Sends the process a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.target, signal).expect("the process is there");
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        let size = |n| NonZeroU16::new(n).expect("a window has cells");
        {
            let mut seen = self.seen();
            seen.terminal.set_size(size(rows), size(cols));
            seen.resized = true;
        }
        let pixels = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("the window is open").resize(pixels).expect("the terminal takes a size");
    }

    /// Closes the window.
    pub(crate) fn close(&mut self) {
        // The keyboard types Enter and Ctrl-D when it is dropped; a window that is closed does not.
        self.send("\x1b[200~");
        self.seen().closing = true;
        // The reader waits in a read that only a byte ends; it must let go before the window counts as closed.
        let _ = open(&self.slave).write_all(b"\0");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
        self.keyboard = None;
        self.master = None;
    }

    /// Waits until a text is on the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| screen.contents().contains(text));
    }

    /// The same, where how long it takes is what is tested.
    pub(crate) fn wait_for_within(&self, bound: Duration, text: &str) {
        self.wait_within(bound, &format!("{text:?} on the screen"), |seen| {
            seen.terminal.screen().contents().contains(text).then_some(())
        });
    }

    /// Waits until the screen is as asked.
    pub(crate) fn wait_until(&self, what: &str, mut is_so: impl FnMut(&vt100::Screen) -> bool) {
        self.wait(what, |seen| is_so(seen.terminal.screen()).then_some(()));
    }

    /// Types until a text is on the screen: for a question that ignores keys while it is still being read.
    pub(crate) fn insist(&mut self, keys: &str, text: &str) {
        // Longer than a question is read (S10), so that the key that is taken is the last one that is typed.
        let between = Duration::from_millis(800);
        for _ in 0..BOUND.as_millis() / between.as_millis() {
            self.send(keys);
            let shared = Arc::clone(&self.shared);
            let without = |seen: &mut Seen| seen.ended.is_none() && !seen.terminal.screen().contents().contains(text);
            let waited = shared.more.wait_timeout_while(self.seen(), between, without);
            let (seen, _) = waited.expect("no other test thread has panicked");
            if seen.ended.is_some() || seen.terminal.screen().contents().contains(text) {
                break;
            }
        }
        self.wait_for(text);
    }

    /// Presses keys until the program has gone, which a text that stays for a while puts off.
    pub(crate) fn insist_to_leave(&mut self, keys: &str) {
        let between = Duration::from_millis(800);
        for _ in 0..BOUND.as_millis() / between.as_millis() {
            self.send(keys);
            let shared = Arc::clone(&self.shared);
            let stands = |seen: &mut Seen| seen.ended.is_none() && seen.terminal.screen().alternate_screen();
            let waited = shared.more.wait_timeout_while(self.seen(), between, stands);
            let (seen, _) = waited.expect("no other test thread has panicked");
            if seen.ended.is_some() || !seen.terminal.screen().alternate_screen() {
                return;
            }
        }
    }

    /// Waits until bytes were written after the first `from`, for what leaves no trace on the screen.
    pub(crate) fn wait_for_bytes(&self, from: usize, bytes: &[u8]) {
        self.wait(&format!("{:?}", String::from_utf8_lossy(bytes)), |seen| {
            seen.bytes.get(from..)?.windows(bytes.len()).any(|window| window == bytes).then_some(())
        });
    }

    /// Waits until the shell says how the command in it ended or stopped, for the `nth` time, counted from zero.
    pub(crate) fn wait_for_status(&self, nth: usize) -> i32 {
        self.wait_for_number("[status ", nth)
    }

    /// Lets the shell bring the stopped command back.
    pub(crate) fn foreground(&mut self) {
        self.send("fg\n");
    }

    /// Waits until the process was stopped, for the `nth` time, counted from one.
    pub(crate) fn wait_for_stop(&self, nth: usize) {
        self.wait("the process to stop", |seen| (seen.stops >= nth).then_some(()));
    }

    /// Waits until the process has ended and everything it wrote was read.
    pub(crate) fn wait_for_end(&self) -> Ended {
        self.wait_for_end_within(BOUND)
    }

    /// The same, where how long it takes is what is tested.
    pub(crate) fn wait_for_end_within(&self, bound: Duration) -> Ended {
        self.wait_within(bound, "the process to end", |seen| seen.ended.filter(|_| seen.closed || seen.closing))
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen().terminal.screen().clone()
    }

    /// How often the bell rang.
    pub(crate) fn bells(&self) -> usize {
        self.seen().terminal.callbacks().0
    }

    /// Every byte that was written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    /// The modes the terminal has now.
    pub(crate) fn modes(&self) -> Modes {
        modes(&open(&self.slave))
    }

    /// The modes the terminal had before anything ran in it.
    pub(crate) fn modes_before(&self) -> Modes {
        self.before.clone()
    }

    /// Asserts that the terminal is as it was before the process in the shell: modes, what was on the screen, cursor,
    /// mouse and pastes; and that it was never asked anything it might not answer.
    pub(crate) fn assert_given_back(&self) {
        // A window made smaller has lost what did not fit.
        let kept = self.seen().resized || self.screen().contents().contains("[pid ");
        assert!(kept, "what was on the screen before is gone");
        assert_eq!(self.modes(), self.before, "modes");
        self.assert_screen_given_back();
    }

    /// The same for a process without a shell around it, whose terminal the system itself has reset.
    pub(crate) fn assert_screen_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left on");
        assert!(!screen.hide_cursor(), "the cursor was left hidden");
        assert!(!screen.bracketed_paste(), "marked pastes were left on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse was left on");
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default, "mouse encoding");
        let plain = (vt100::Color::Default, vt100::Color::Default, false, false);
        let pen = (screen.fgcolor(), screen.bgcolor(), screen.bold(), screen.inverse());
        assert_eq!(pen, plain, "colours were left on");
        let bytes = self.bytes();
        for question in [b"\x1b[6n".as_slice(), b"\x1b[c", b"\x1b[?u"] {
            assert!(
                !bytes.windows(question.len()).any(|bytes| bytes == question),
                "the terminal was asked {question:?}"
            );
        }
    }

    /// Asserts that the terminal is borrowed: the opposite of [`Self::assert_given_back`].
    pub(crate) fn assert_borrowed(&self) {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
        assert_ne!(self.modes(), self.before);
    }

    fn wait_for_number(&self, label: &str, nth: usize) -> i32 {
        self.wait(&format!("{label}..."), |seen| {
            let text = String::from_utf8_lossy(&seen.bytes);
            let (number, _) = text.split(label).nth(nth + 1)?.split_once(']')?;
            number.parse().ok()
        })
    }

    fn wait<T>(&self, what: &str, found: impl FnMut(&Seen) -> Option<T>) -> T {
        self.wait_within(BOUND, what, found)
    }

    fn wait_within<T>(&self, bound: Duration, what: &str, mut found: impl FnMut(&Seen) -> Option<T>) -> T {
        let mut result = None;
        let (seen, _) = self
            .shared
            .more
            .wait_timeout_while(self.seen(), bound, |seen| {
                result = found(seen);
                result.is_none()
            })
            .expect("no other test thread has panicked");
        result.unwrap_or_else(|| {
            let screen = seen.terminal.screen().contents();
            panic!("waited in vain for {what}; ended: {:?}; on the screen:\n{screen}", seen.ended)
        })
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.seen.lock().expect("no other test thread has panicked")
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let ended = self.shared.seen.lock().map_or(true, |seen| seen.ended.is_some());
        if !ended {
            let _ = kill_process(self.target, Signal::KILL);
            let _ = kill_process(self.leader, Signal::KILL);
        }
    }
}

fn read(shared: &Shared, mut output: Box<dyn Read + Send>) {
    let mut chunk = [0; 4_096];
    loop {
        let count = output.read(&mut chunk).unwrap_or(0);
        let mut seen = shared.seen.lock().expect("no other test thread has panicked");
        seen.terminal.process(&chunk[..count]);
        seen.bytes.extend_from_slice(&chunk[..count]);
        seen.closed = count == 0;
        let over = seen.closed || seen.closing;
        drop(seen);
        shared.more.notify_all();
        if over {
            return;
        }
    }
}

fn reap(shared: &Shared, leader: Pid) {
    loop {
        let Ok(Some(status)) = waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::STOPPED) else {
            return;
        };
        let ended = match (status.exit_status(), status.terminating_signal()) {
            (Some(code), _) => Some(Ended::Code(code)),
            (None, signal) => signal.map(Ended::Signal),
        };
        let mut seen = shared.seen.lock().expect("no other test thread has panicked");
        seen.ended = ended;
        seen.stops += usize::from(status.stopped());
        drop(seen);
        shared.more.notify_all();
        if ended.is_some() {
            return;
        }
    }
}

/// Opens the terminal without making it the test's own.
#[expect(clippy::disallowed_methods, reason = "the test looks at the terminal from outside")]
fn open(slave: &PathBuf) -> File {
    let no_control = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
    OpenOptions::new().read(true).write(true).custom_flags(no_control).open(slave).expect("the terminal can be opened")
}

fn modes(terminal: &File) -> Modes {
    let modes = tcgetattr(terminal).expect("the terminal has modes");
    Modes {
        input: modes.input_modes,
        output: modes.output_modes,
        control: modes.control_modes,
        local: modes.local_modes,
    }
}
