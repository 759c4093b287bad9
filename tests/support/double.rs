//! The smallest program the real loop can drive: it shows what was typed, and does on a key what a test wants to see
//! survived.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unhunch::app::view::{Page, Screen, View};
use unhunch::app::{Heard, Input, Key, Leave, Program};
use unhunch::shell::{Exit, Performed, Picture, World, run_drawn, run_lines};
use unhunch::ui::Changed;
use unhunch::units::{Moment, Now};

/// Names the face the child runs with; without it there is nothing for the child to do.
pub(crate) const FACE: &str = "UNHUNCH_TEST_FACE";
/// Names the file the child writes every input to, in the order it came.
pub(crate) const LOG: &str = "UNHUNCH_TEST_LOG";

/// Runs the double in this process and ends it the way the loop says.
#[expect(clippy::disallowed_methods, reason = "the double is a process of its own, inside the test's program")]
pub(crate) fn live(face: &str) -> ! {
    let mut program = Double::default();
    let mut world = Log(std::env::var_os(LOG).expect("the test names a log").into());
    let mut clock = unhunch::shell::Clock::start();
    let exit = match face {
        "drawn" => run_drawn(&mut program, &mut world, &mut clock, &Drawn),
        _ => run_lines(&mut program, &mut world, &mut clock, lines),
    };
    let code = match exit {
        Ok(Exit::Code(code)) => i32::from(code),
        Ok(signal @ Exit::Signal(_)) => {
            let _ = signal.end();
            unreachable!("the signal ends it");
        }
        Err(error) => {
            eprintln!("double: {error}");
            1
        }
    };
    std::process::exit(code)
}

/// What the double is.
#[derive(Default)]
struct Double {
    typed: String,
    size: Option<(u16, u16)>,
    ticks: u64,
    next_tick: Option<Moment>,
    draw_panics: bool,
}

/// What the double wants done.
enum Effect {
    Bell,
    Hang,
    Leave(Leave),
    Write(String),
}

impl Program for Double {
    type Effect = Effect;

    fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !matches!(input, Input::Wake | Input::Shown) {
            effects.push(Effect::Write(format!("{input:?}")));
        }
        match input {
            Input::Key(Key::Char('b')) => effects.push(Effect::Bell),
            Input::Key(Key::Char('d')) => self.draw_panics = true,
            Input::Key(Key::Char('p')) => panic!("asked to"),
            Input::Key(Key::Char('q')) => effects.push(Effect::Leave(Leave::Done)),
            Input::Key(Key::Char('s')) => effects.push(Effect::Leave(Leave::Stopped)),
            Input::Key(Key::Char('t')) => self.next_tick = Some(now.moment + Duration::from_millis(20)),
            Input::Key(Key::Char('w')) => {
                // A thread's mistake must not take the terminal away.
                let _ = std::thread::spawn(|| panic!("in a thread")).join();
                self.typed.push('w');
            }
            Input::Key(Key::Char(letter)) => self.typed.push(letter),
            Input::Key(key) => {
                let _ = write!(self.typed, "<{key:?}>");
            }
            // Not before it can be seen that the key was heard.
            Input::Shown if self.typed.ends_with('h') => effects.push(Effect::Hang),
            Input::Resize { cols, rows } => self.size = Some((cols, rows)),
            Input::Wake if self.next_tick.is_some_and(|due| now.moment >= due) => {
                self.ticks += 1;
                self.next_tick = self.next_tick.map(|due| due + Duration::from_millis(20));
            }
            Input::Command(_)
            | Input::FilesChanged
            | Input::Own(_)
            | Input::Focus(_)
            | Input::Mute(..)
            | Input::Pasted(_)
            | Input::Interrupt
            | Input::RecordFailed(_)
            | Input::Resume
            | Input::Journal(_)
            | Input::Facts(..)
            | Input::Earlier(_)
            | Input::Shown
            | Input::Suspend
            | Input::Wake => {}
        }
        effects
    }

    fn next_deadline(&self) -> Option<Moment> {
        self.next_tick
    }

    fn view(&self, _: Now) -> View {
        let mut paragraphs = vec![format!("typed [{}]", self.typed), format!("ticks {}", self.ticks)];
        paragraphs.extend(self.size.map(|(cols, rows)| format!("size {cols}x{rows}")));
        if self.draw_panics {
            paragraphs.push("panic".to_owned());
        }
        let page = Page { title: "double".to_owned(), paragraphs, ..Page::default() };
        View { screen: Screen::Page(page), keys: Vec::new(), notice: None, help: None, strip: None, heard: Heard::Off }
    }
}

/// Writes what happened, as it happens.
struct Log(PathBuf);

impl World<Effect> for Log {
    fn perform(&mut self, effect: Effect) -> Performed {
        match effect {
            Effect::Bell => Performed::Bell,
            Effect::Hang => loop {
                std::thread::park();
            },
            Effect::Leave(leave) => Performed::Leave(leave),
            Effect::Write(line) => {
                #[expect(clippy::disallowed_methods, reason = "the double has a world of its own")]
                let file = OpenOptions::new().create(true).append(true).open(&self.0);
                match file.and_then(|mut file| writeln!(file, "{line}")) {
                    Ok(()) => Performed::Nothing,
                    Err(error) => Performed::Tell(Input::RecordFailed(error.to_string())),
                }
            }
        }
    }
}

fn page(view: &View) -> &Page {
    let Screen::Page(page) = &view.screen else { unreachable!("the double shows pages only") };
    page
}

/// The double's drawn face.
struct Drawn;

impl Picture for Drawn {
    fn draw(&self, view: &View, area: Rect, buffer: &mut Buffer) {
        let page = page(view);
        assert!(!page.paragraphs.iter().any(|line| line == "panic"), "asked to while drawing");
        let title = [("double ", Modifier::empty()), ("bold", Modifier::BOLD), ("reverse", Modifier::REVERSED)];
        let mut x = 0;
        for (text, modifier) in title {
            if area.height > 0 && x < area.width {
                let room = usize::from(area.width - x);
                (x, _) = buffer.set_stringn(x, 0, text, room, Style::new().add_modifier(modifier));
            }
        }
        for (y, line) in (1..area.height).zip(&page.paragraphs) {
            buffer.set_stringn(0, y, line, usize::from(area.width), Style::new());
        }
    }

    fn changed(&self, _: &View, _: &View, _: Rect) -> Changed {
        Changed::All
    }

    fn keys_at(&self, _: &View, _: Rect, _: u16, row: u16) -> Vec<Key> {
        (row == 0).then_some(Key::Char('c')).into_iter().collect()
    }
}

fn lines(view: &View) -> Vec<String> {
    page(view).paragraphs.clone()
}
