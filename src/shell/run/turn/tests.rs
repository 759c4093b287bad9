//! The loop with scripted doubles on all four sides.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use chrono::DateTime;

use super::*;
use crate::app::view::{Page, Screen};
use crate::app::{Heard, Key};
use crate::shell::host::Size;
use crate::units::{Moment, Now};

/// What the doubles below saw and did, in order.
type Trace = Rc<RefCell<Vec<String>>>;

fn note(trace: &Trace, what: impl Into<String>) {
    trace.borrow_mut().push(what.into());
}

fn secs(secs: u64) -> Moment {
    Moment::at(Duration::from_secs(secs))
}

/// Shows what was typed; wakes when told; asks for effects by the keys.
struct Double {
    trace: Trace,
    text: String,
    deadline: Option<Moment>,
    failing: bool,
}

impl Program for Double {
    type Effect = Performed;

    fn update(&mut self, input: Input, now: Now) -> Vec<Performed> {
        note(&self.trace, format!("{} {input:?}", now.moment.since_start().as_secs()));
        match input {
            Input::Key(Key::Char('q')) => vec![Performed::Leave(Leave::Stopped), Performed::Nothing],
            Input::Key(Key::Char('!')) => vec![Performed::Bell],
            Input::Key(Key::Char('f')) => {
                self.failing = true;
                vec![Performed::Tell(Input::RecordFailed("disk full".to_owned()))]
            }
            Input::Key(Key::Char(letter)) => {
                self.text.push(letter);
                vec![Performed::Nothing]
            }
            Input::RecordFailed(_) if self.failing => {
                vec![Performed::Tell(Input::RecordFailed("still full".to_owned()))]
            }
            Input::Wake => {
                self.deadline = None;
                self.text.push('.');
                Vec::new()
            }
            Input::FilesChanged
            | Input::Own(_)
            | Input::Focus(_)
            | Input::Mute(..)
            | Input::Pasted(_)
            | Input::Command(_)
            | Input::Key(_)
            | Input::Journal(_)
            | Input::Facts(..)
            | Input::Interrupt
            | Input::RecordFailed(_)
            | Input::Earlier(_)
            | Input::Resize { .. }
            | Input::Resume
            | Input::Shown
            | Input::Suspend => Vec::new(),
        }
    }

    fn next_deadline(&self) -> Option<Moment> {
        self.deadline
    }

    fn view(&self, _: Now) -> View {
        let page = Page { title: self.text.clone(), ..Page::default() };
        View { screen: Screen::Page(page), keys: Vec::new(), notice: None, help: None, strip: None, heard: Heard::Off }
    }
}

struct Effects(Trace);

impl World<Performed> for Effects {
    fn perform(&mut self, effect: Performed) -> Performed {
        note(&self.0, format!("perform {effect:?}"));
        effect
    }
}

struct Titles(Trace);

impl Face for Titles {
    fn begin(&mut self, _: Option<Size>) {
        note(&self.0, "begin");
    }

    fn resize(&mut self, size: Size) {
        note(&self.0, format!("resize {}x{}", size.cols, size.rows));
    }

    fn show(&mut self, _: Option<&View>, view: &View, out: &mut Vec<u8>) {
        if let Screen::Page(page) = &view.screen {
            note(&self.0, format!("show {:?}", page.title));
            out.extend_from_slice(page.title.as_bytes());
        }
    }

    fn keys_at(&self, _: &View, col: u16, _: u16) -> Vec<Key> {
        (col == 3).then_some(Key::Char('c')).into_iter().collect()
    }
}

/// Plays a script: at each wait the next second and what happens in it; at its end the terminal is gone.
struct Script {
    trace: Trace,
    now: Moment,
    steps: VecDeque<(u64, Vec<Happened>)>,
    writes: Vec<Vec<u8>>,
    fails: Option<io::ErrorKind>,
    stopped: Stopped,
}

impl Host for Script {
    fn now(&mut self) -> Now {
        Now { moment: self.now, wall: DateTime::UNIX_EPOCH.fixed_offset() }
    }

    fn moment(&mut self) -> Moment {
        self.now
    }

    fn size(&self) -> Option<Size> {
        Some(Size { cols: 80, rows: 24 })
    }

    fn wait(&mut self, at_most: Option<Duration>, happened: &mut Vec<Happened>) -> io::Result<()> {
        if at_most == Some(Duration::ZERO) && self.steps.front().is_some_and(|(at, _)| secs(*at) > self.now) {
            return Ok(());
        }
        let (at, what) = self.steps.pop_front().unwrap_or((99, vec![Happened::Gone]));
        let woken = at_most.map(|at_most| self.now + at_most).filter(|woken| *woken < secs(at));
        if let Some(woken) = woken {
            self.now = woken;
            self.steps.push_front((at, what));
            return Ok(());
        }
        self.now = secs(at);
        happened.extend(what);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writes.push(bytes.to_vec());
        self.fails.map_or(Ok(()), |kind| Err(kind.into()))
    }

    fn can_ring(&self) -> bool {
        true
    }

    fn can_stop(&self) -> bool {
        true
    }

    fn is_in_foreground(&self) -> bool {
        true
    }

    fn stop(&mut self, asked_by: AskedBy) -> io::Result<Stopped> {
        note(&self.trace, format!("stopped by {asked_by:?}"));
        Ok(self.stopped)
    }

    fn take(&mut self) -> io::Result<()> {
        note(&self.trace, "take");
        Ok(())
    }
}

struct Life {
    exit: io::Result<Exit>,
    trace: Vec<String>,
    writes: Vec<Vec<u8>>,
}

fn key(letter: char) -> Happened {
    Happened::Typed(Typed::Key(Key::Char(letter)))
}

fn live(deadline: Option<u64>, steps: Vec<(u64, Vec<Happened>)>) -> Life {
    live_with(deadline, steps, None, Stopped::WentOn)
}

fn live_with(
    deadline: Option<u64>,
    steps: Vec<(u64, Vec<Happened>)>,
    fails: Option<io::ErrorKind>,
    stopped: Stopped,
) -> Life {
    let trace = Trace::default();
    let deadline = deadline.map(secs);
    let mut program = Double { trace: Rc::clone(&trace), text: String::new(), deadline, failing: false };
    let mut world = Effects(Rc::clone(&trace));
    let mut host = Script {
        trace: Rc::clone(&trace),
        now: Moment::START,
        steps: steps.into(),
        writes: Vec::new(),
        fails,
        stopped,
    };
    let exit = Turn::new(&mut program, &mut world, &mut host, Titles(Rc::clone(&trace))).run();
    let trace = trace.borrow().clone();
    Life { exit, trace, writes: host.writes }
}

const BEGINNING: [&str; 4] = ["begin", "0 Resize { cols: 80, rows: 24 }", "show \"\"", "0 Shown"];

#[test]
fn effects_are_performed_before_what_they_changed_is_shown() {
    let life = live(None, vec![(1, vec![key('a')]), (2, vec![key('q')])]);
    assert_eq!(life.trace[..4], BEGINNING);
    assert_eq!(
        life.trace[4..],
        [
            "1 Key(Char('a'))",
            "perform Nothing",
            "show \"a\"",
            "1 Shown",
            "2 Key(Char('q'))",
            "perform Leave(Stopped)",
            "perform Nothing"
        ]
    );
    assert_eq!(life.exit.unwrap(), Exit::Code(3));
}

#[test]
fn keys_typed_before_a_frame_are_read_before_it_each_at_its_own_time() {
    let life = live(None, vec![(1, vec![key('a')]), (1, vec![key('b')]), (2, vec![key('q')])]);
    let shows: Vec<_> = life.trace.iter().filter(|line| line.starts_with("show")).collect();
    assert_eq!(shows, ["show \"\"", "show \"ab\""]);
}

#[test]
fn an_input_that_changes_nothing_draws_nothing() {
    let life = live(None, vec![(1, vec![Happened::Typed(Typed::Key(Key::Tab))]), (2, vec![key('q')])]);
    assert_eq!(life.trace.iter().filter(|line| line.ends_with("Shown")).count(), 1);
}

#[test]
fn a_deadline_wakes_the_program_and_without_one_nothing_does() {
    let life = live(Some(5), vec![(30, vec![key('q')])]);
    assert_eq!(life.trace[4..8], ["5 Wake", "show \".\"", "5 Shown", "30 Key(Char('q'))"]);
    let life = live(None, vec![(30, vec![key('q')])]);
    assert_eq!(life.trace[4], "30 Key(Char('q'))");
}

#[test]
fn a_bell_rings_with_the_frame_it_belongs_to_or_alone() {
    let life = live(None, vec![(1, vec![key('!'), key('a')]), (2, vec![key('!')]), (3, vec![key('q')])]);
    assert_eq!(life.writes, [b"a\x07".to_vec(), b"\x07".to_vec()]);
}

#[test]
fn a_record_that_fails_is_told_once_and_not_again_for_what_that_asks() {
    let life = live(None, vec![(1, vec![key('f')]), (2, vec![key('q')])]);
    assert_eq!(
        life.trace[4..8],
        [
            "1 Key(Char('f'))",
            "perform Tell(RecordFailed(\"disk full\"))",
            "1 RecordFailed(\"disk full\")",
            "perform Tell(RecordFailed(\"still full\"))"
        ]
    );
    assert_eq!(life.trace[8], "2 Key(Char('q'))");
}

#[test]
fn whatever_ends_it_from_outside_interrupts_the_program_first() {
    let rows = [
        (Happened::Killed(15), Exit::Signal(15)),
        (Happened::Gone, Exit::Signal(1)),
        (Happened::InputEnded, Exit::Code(0)),
        (Happened::OutputClosed, Exit::Code(0)),
    ];
    for (what, exit) in rows {
        let life = live(None, vec![(1, vec![what.clone()])]);
        assert_eq!(life.trace.last().unwrap(), "1 Interrupt", "{what:?}");
        assert_eq!(life.exit.unwrap(), exit, "{what:?}");
    }
}

#[test]
fn a_write_nobody_reads_interrupts_and_is_no_error() {
    let life = live_with(None, vec![(1, vec![key('a')])], Some(io::ErrorKind::BrokenPipe), Stopped::WentOn);
    assert_eq!(life.trace.last().unwrap(), "1 Interrupt");
    assert_eq!(life.exit.unwrap(), Exit::Code(0));
    let life = live_with(None, vec![(1, vec![key('a')])], Some(io::ErrorKind::StorageFull), Stopped::WentOn);
    assert_eq!(life.trace.last().unwrap(), "1 Interrupt");
    assert_eq!(life.exit.unwrap_err().kind(), io::ErrorKind::StorageFull);
}

#[test]
fn a_stop_for_a_while_is_told_before_and_after_and_everything_is_shown_anew() {
    let life = live(None, vec![(1, vec![Happened::Typed(Typed::Suspend)]), (2, vec![key('q')])]);
    assert_eq!(life.trace[4..10], ["1 Suspend", "stopped by Key", "take", "begin", "1 Resume", "show \"\""]);
}

#[test]
fn a_signal_that_comes_while_stopped_ends_it_without_taking_the_terminal() {
    let steps = vec![(1, vec![Happened::SuspendAsked])];
    let life = live_with(None, steps, None, Stopped::Killed(15));
    assert_eq!(life.trace[4..], ["1 Suspend", "stopped by Signal", "1 Interrupt"]);
    assert_eq!(life.exit.unwrap(), Exit::Signal(15));
}

#[test]
fn going_on_after_a_stop_nobody_asked_for_takes_the_terminal_again() {
    let life = live(None, vec![(1, vec![Happened::Continued]), (2, vec![key('q')])]);
    assert_eq!(life.trace[4..8], ["take", "begin", "1 Resume", "show \"\""]);
}

#[test]
fn another_size_is_told_and_drawn_even_when_the_view_stays() {
    let resized = Happened::Resized(Size { cols: 1, rows: 1 });
    let life = live(None, vec![(1, vec![resized]), (2, vec![key('q')])]);
    assert_eq!(life.trace[4..7], ["resize 1x1", "1 Resize { cols: 1, rows: 1 }", "show \"\""]);
}

#[test]
fn a_click_is_the_key_that_stands_where_it_is() {
    let click = |col| Happened::Typed(Typed::Click { col, row: 0 });
    let life = live(None, vec![(1, vec![click(0), click(3)]), (2, vec![key('q')])]);
    assert_eq!(life.trace[4], "1 Key(Char('c'))");
}

#[test]
fn each_line_of_a_pipe_is_answered_before_the_next() {
    let says = |letter| Happened::Line(vec![Key::Char(letter)]);
    let life = live(None, vec![(1, vec![says('a')]), (1, vec![says('b')]), (2, vec![key('q')])]);
    let shows: Vec<_> = life.trace.iter().filter(|line| line.starts_with("show")).collect();
    assert_eq!(shows, ["show \"\"", "show \"a\"", "show \"ab\""]);
}

#[test]
fn nothing_is_done_after_the_program_has_left() {
    let life = live(None, vec![(1, vec![key('q'), key('a'), Happened::Gone])]);
    assert_eq!(life.trace.last().unwrap(), "perform Nothing");
    assert_eq!(life.exit.unwrap(), Exit::Code(3));
}
