//! The program between two pipes: lines in, lines out.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::pty::{BOUND, Command};

/// The program with a pipe on each end.
pub(crate) struct Piped {
    child: Child,
    keys: Option<ChildStdin>,
    output: Receiver<Vec<u8>>,
    said: Vec<u8>,
    /// How much of what was said has been waited for.
    heard: usize,
}

/// What is left of it.
#[derive(Debug)]
pub(crate) struct Over {
    /// The exit code; none after a death by signal.
    pub(crate) code: Option<i32>,
    /// Everything it wrote.
    pub(crate) said: String,
    /// Everything it complained about.
    pub(crate) complained: String,
}

impl Piped {
    /// Starts a command.
    pub(crate) fn start(command: &Command) -> Self {
        let mut command = command.without_terminal();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut out = child.stdout.take().expect("a pipe");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 4_096];
            while let Ok(count) = out.read(&mut chunk) {
                // Nobody waits any more, or nothing more comes: the pipe is closed with the reader.
                if count == 0 || sender.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { keys: child.stdin.take(), child, output, said: Vec::new(), heard: 0 }
    }

    /// Types a line.
    pub(crate) fn tell(&mut self, line: &str) {
        let keys = self.keys.as_mut().expect("the input is open");
        writeln!(keys, "{line}").expect("it reads");
    }

    /// Waits for a text that was not waited for yet.
    pub(crate) fn hear(&mut self, text: &str) {
        loop {
            let fresh = String::from_utf8_lossy(&self.said[self.heard..]).into_owned();
            if let Some(at) = fresh.find(text) {
                self.heard += at + text.len();
                return;
            }
            match self.output.recv_timeout(BOUND) {
                Ok(more) => self.said.extend(more),
                Err(error) => panic!("waited in vain for {text:?}: {error}\n{fresh}"),
            }
        }
    }

    /// Types a line until a text comes: for a question that ignores keys while it is still being read.
    pub(crate) fn insist(&mut self, line: &str, text: &str) {
        // Longer than a question is read (S10).
        let between = Duration::from_millis(800);
        for _ in 0..BOUND.as_millis() / between.as_millis() {
            self.tell(line);
            while !self.is_said(text)
                && let Ok(more) = self.output.recv_timeout(between)
            {
                self.said.extend(more);
            }
            if self.is_said(text) {
                break;
            }
        }
        self.hear(text);
    }

    fn is_said(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.said[self.heard..]).contains(text)
    }

    /// Ends the input, and waits for the end.
    pub(crate) fn end(mut self) -> Over {
        self.keys = None;
        while let Ok(more) = self.output.recv_timeout(BOUND) {
            self.said.extend(more);
        }
        let mut complained = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut complained).expect("text");
        let code = self.child.wait().expect("it ends").code();
        let said = String::from_utf8(std::mem::take(&mut self.said)).expect("text");
        Over { code, said, complained }
    }

    /// Waits for the end, with the input still open.
    pub(crate) fn end_by_itself(mut self) -> Over {
        let keys = self.keys.take();
        let over = self.end();
        drop(keys);
        over
    }
}

impl Drop for Piped {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command to its end with this input.
pub(crate) fn run(command: &Command, input: &str) -> Over {
    let mut piped = Piped::start(command);
    let mut keys = piped.keys.take().expect("the input is open");
    // It may not want any of it.
    let _ = keys.write_all(input.as_bytes());
    drop(keys);
    piped.end()
}
