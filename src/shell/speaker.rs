//! What makes sounds: a command a phrase, one at a time, on a thread of its own that nothing else waits for.

mod found;
mod mouth;
pub mod tones;

use std::io;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub use found::{Found, player, voice};
use mouth::{Ended, Mouth, Speaks};

use super::command;
use crate::app::Heard;

/// How often a command that speaks is looked at: it is over, or too much time is.
const GRAIN: Duration = Duration::from_millis(40);

/// Says what is heard, one thing after the other.
#[derive(Debug)]
pub struct Speaker {
    found: Result<Found, String>,
    worker: Option<Worker>,
    told: Heard,
}

/// The thread that speaks.
#[derive(Debug)]
struct Worker {
    orders: Sender<Order>,
    gave_up: Receiver<String>,
    thread: JoinHandle<()>,
}

/// What the thread is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Order {
    /// Silence, at once.
    Hush,
    /// This, as soon as there is room.
    Phrase(String),
    /// This instead of anything else, to its end.
    Whole(Vec<String>),
    /// This after what is said whole.
    More(Vec<String>),
}

impl Speaker {
    /// Speaks with a command that was found; where there is none it says why when it is first needed.
    #[must_use]
    pub const fn new(found: Result<Found, String>) -> Self {
        Self { found, worker: None, told: Heard::Off }
    }

    /// Takes what is to be heard now; why it is silent from now on, if it has given up.
    pub fn take(&mut self, heard: &Heard) -> Option<String> {
        if self.told == *heard {
            return self.gave_up();
        }
        let order = order(&self.told, heard);
        self.told.clone_from(heard);
        match order {
            None => self.gave_up(),
            Some(Order::Hush) => {
                if let Some(worker) = &self.worker {
                    worker.orders.send(Order::Hush).ok();
                }
                None
            }
            Some(order) => self.ask(order),
        }
    }

    /// Makes one sound, such as a tone; why it is silent from now on, if it has given up.
    pub fn sound(&mut self, what: String) -> Option<String> {
        self.ask(Order::Phrase(what))
    }

    fn ask(&mut self, order: Order) -> Option<String> {
        if let Some(why) = self.gave_up() {
            return Some(why);
        }
        if self.worker.is_none() {
            let found = match &self.found {
                Ok(found) => found.clone(),
                Err(why) => return Some(why.clone()),
            };
            match Worker::start(found) {
                Ok(worker) => self.worker = Some(worker),
                Err(error) => return Some(error.to_string()),
            }
        }
        if let Some(worker) = &self.worker {
            worker.orders.send(order).ok();
        }
        None
    }

    fn gave_up(&mut self) -> Option<String> {
        let why = self.worker.as_ref()?.gave_up.try_recv().ok()?;
        self.end();
        Some(why)
    }

    /// Falls silent and lets its thread end.
    pub fn end(&mut self) {
        if let Some(Worker { orders, gave_up, thread }) = self.worker.take() {
            drop((orders, gave_up));
            thread.join().ok();
        }
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.end();
    }
}

/// What has to be done about something new to hear.
fn order(told: &Heard, heard: &Heard) -> Option<Order> {
    match (told, heard) {
        (_, Heard::Off) => Some(Order::Hush),
        // What stood on the screen is gone, and so is what is said of it.
        (Heard::Screen(lines), Heard::Nothing) => (!lines.is_empty()).then_some(Order::Hush),
        (_, Heard::Nothing) => None,
        (Heard::Screen(_), Heard::Phrase { says, .. }) | (_, Heard::Aside { says, .. }) => {
            Some(Order::Whole(vec![says.clone()]))
        }
        (_, Heard::Phrase { says, .. }) => Some(Order::Phrase(says.clone())),
        (_, Heard::Screen(lines)) if lines.is_empty() => Some(Order::Hush),
        // The question after the way out: what has been said is not said again.
        (Heard::Screen(before), Heard::Screen(lines)) if !before.is_empty() && lines.starts_with(before) => {
            Some(Order::More(lines[before.len()..].to_vec()))
        }
        (_, Heard::Screen(lines)) => Some(Order::Whole(lines.clone())),
    }
}

impl Worker {
    fn start(found: Found) -> io::Result<Self> {
        let (orders, taken) = mpsc::channel();
        let (gives_up, gave_up) = mpsc::channel();
        let work = move || work(found, &taken, &gives_up);
        let thread = thread::Builder::new().name("voice".to_owned()).stack_size(128 * 1_024).spawn(work)?;
        Ok(Self { orders, gave_up, thread })
    }
}

/// Speaks until nobody asks any more, or until it gives up.
#[expect(clippy::disallowed_methods, reason = "the clock is the shell's")]
fn work(found: Found, orders: &Receiver<Order>, gives_up: &Sender<String>) {
    let began = Instant::now();
    let mut mouth = Mouth::new(Commanded { found, child: None });
    loop {
        let order = if mouth.is_busy() {
            match orders.recv_timeout(GRAIN) {
                Ok(order) => Some(order),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            }
        } else {
            match orders.recv() {
                Ok(order) => Some(order),
                Err(_) => break,
            }
        };
        if let Some(order) = order {
            mouth.take(order, began.elapsed());
        }
        if let Some(why) = mouth.look(began.elapsed()) {
            gives_up.send(why).ok();
            break;
        }
    }
    mouth.hush();
}

/// A voice that is a command.
struct Commanded {
    found: Found,
    child: Option<Child>,
}

impl Speaks for Commanded {
    fn begin(&mut self, says: &str) -> Result<(), String> {
        let mut argv = self.found.argv.clone();
        argv.push(says.to_owned());
        match command::speak(&argv) {
            Ok(child) => {
                self.child = Some(child);
                Ok(())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    fn ended(&mut self) -> Option<Ended> {
        let ended = match self.child.as_mut()?.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) if status.success() => Ended::Well,
            Ok(Some(status)) => Ended::Badly(status.to_string()),
            Err(error) => Ended::Badly(error.to_string()),
        };
        self.child = None;
        Some(ended)
    }

    fn cut(&mut self) {
        if let Some(mut child) = self.child.take() {
            command::end(&mut child);
            if let Some(hush) = &self.found.hush {
                // What speaks on behind the command is told to be silent too.
                let _ = command::run(hush, &[], Duration::from_secs(1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Moment;

    fn phrase(says: &str) -> Heard {
        Heard::Phrase { since: Moment::START, says: says.to_owned() }
    }

    fn screen(lines: &[&str]) -> Heard {
        Heard::Screen(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn what_is_new_is_said_and_what_was_said_is_not_said_again() {
        let whole = |lines: &[&str]| Some(Order::Whole(lines.iter().map(|line| (*line).to_owned()).collect()));
        let rows = [
            (phrase("Up."), phrase("Down."), Some(Order::Phrase("Down.".to_owned()))),
            (phrase("Up."), Heard::Nothing, None),
            (phrase("Up."), screen(&["Sit up."]), whole(&["Sit up."])),
            (
                screen(&["Sit up."]),
                screen(&["Sit up.", "What is it?"]),
                Some(Order::More(vec!["What is it?".to_owned()])),
            ),
            (screen(&["Sit up.", "What is it?"]), screen(&["Rest."]), whole(&["Rest."])),
            (screen(&["Rest."]), Heard::Nothing, Some(Order::Hush)),
            (screen(&["Rest."]), phrase("Up."), whole(&["Up."])),
            (phrase("Up."), Heard::Off, Some(Order::Hush)),
            (phrase("Up."), screen(&[]), Some(Order::Hush)),
        ];
        for (told, heard, wanted) in rows {
            assert_eq!(order(&told, &heard), wanted, "{told:?}, then {heard:?}");
        }
    }
}
