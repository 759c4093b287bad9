//! The process where there are no Unix signals: keys through crossterm, lines through a thread.

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Focus, Key};
use crate::units::{Moment, Now};

use super::{AskedBy, Happened, Host, Size, Stopped};
use crate::shell::Clock;
use crate::shell::keys::Typed;
use crate::shell::lines::Lines;
use crate::shell::terminal::{self, Borrow, Guard};

/// This process, with its terminal borrowed as long as it lives.
pub(crate) struct Process<'a> {
    clock: &'a mut Clock,
    borrow: Borrow,
    reading: Reading,
    size: Option<Size>,
    /// Where the left button went down.
    pressed: Option<(u16, u16)>,
    _guard: Guard,
}

enum Reading {
    Keys,
    Lines { pieces: Receiver<Vec<u8>>, lines: Lines, read: VecDeque<Vec<Key>> },
}

impl<'a> Process<'a> {
    /// Changes to files are not told here: they are read when the program starts.
    #[expect(clippy::unused_self, reason = "it is called as it is elsewhere")]
    pub(crate) fn watch(&mut self, _folders: Vec<std::path::PathBuf>) {}

    /// Borrows the terminal, for the whole screen or only its keys; without one, lines are read.
    ///
    /// # Errors
    /// When the terminal cannot be had.
    pub(crate) fn take(clock: &'a mut Clock, wants_screen: bool) -> io::Result<Self> {
        let keys = io::stdin().is_terminal();
        let borrow = match (keys, wants_screen) {
            (true, true) => Borrow::Screen,
            (true, false) => Borrow::Keys,
            (false, true) => return Err(io::Error::other("stdin is not a terminal")),
            (false, false) => Borrow::Nothing,
        };
        let reading = if keys {
            Reading::Keys
        } else {
            Reading::Lines { pieces: pieces_of_stdin(), lines: Lines::default(), read: VecDeque::new() }
        };
        let size = wants_screen.then(|| window_size().unwrap_or(Size { cols: 80, rows: 24 }));
        terminal::take(borrow)?;
        Ok(Self { clock, borrow, reading, size, pressed: None, _guard: Guard })
    }

    fn event(&mut self, event: &Event) -> Option<Happened> {
        match event {
            Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) => {
                let control = modifiers.contains(KeyModifiers::CONTROL);
                if control && *code == KeyCode::Char('d') {
                    return (self.borrow == Borrow::Keys).then_some(Happened::InputEnded);
                }
                key(*code, control).map(|key| Happened::Typed(Typed::Key(key)))
            }
            Event::Mouse(MouseEvent { kind, column, row, .. }) => {
                let place = (*column, *row);
                if *kind == MouseEventKind::Down(MouseButton::Left) {
                    self.pressed = Some(place);
                } else if *kind == MouseEventKind::Up(MouseButton::Left) && self.pressed.take() == Some(place) {
                    return Some(Happened::Typed(Typed::Click { col: place.0, row: place.1 }));
                }
                None
            }
            Event::Resize(cols, rows) => {
                let size = Size { cols: *cols, rows: *rows };
                (self.size.is_some_and(|known| known != size)).then(|| {
                    self.size = Some(size);
                    Happened::Resized(size)
                })
            }
            Event::FocusGained => Some(Happened::Typed(Typed::Focus(Focus::Here))),
            Event::FocusLost => Some(Happened::Typed(Typed::Focus(Focus::Elsewhere))),
            // What is pasted is never keys, and acting on releases too would act twice.
            Event::Key(_) | Event::Paste(_) => None,
        }
    }
}

impl Host for Process<'_> {
    fn now(&mut self) -> Now {
        self.clock.now()
    }

    fn moment(&mut self) -> Moment {
        self.clock.moment()
    }

    fn size(&self) -> Option<Size> {
        self.size
    }

    fn wait(&mut self, at_most: Option<Duration>, happened: &mut Vec<Happened>) -> io::Result<()> {
        let at_most = at_most.map(|at_most| self.clock.until(at_most));
        match &mut self.reading {
            Reading::Keys => {
                let mut came = match at_most {
                    Some(at_most) => event::poll(at_most)?,
                    None => true, // reading waits
                };
                while came {
                    let event = event::read()?;
                    happened.extend(self.event(&event));
                    came = event::poll(Duration::ZERO)?;
                }
            }
            Reading::Lines { pieces, lines, read } => {
                if read.is_empty() {
                    let piece = match at_most {
                        Some(at_most) => pieces.recv_timeout(at_most),
                        None => pieces.recv().map_err(RecvTimeoutError::from),
                    };
                    match piece {
                        Ok(piece) => lines.feed(&piece, |keys| read.push_back(keys)),
                        Err(RecvTimeoutError::Timeout) => {}
                        Err(RecvTimeoutError::Disconnected) => match lines.rest() {
                            Some(keys) => read.push_back(keys),
                            None => happened.push(Happened::InputEnded),
                        },
                    }
                }
                happened.extend(read.pop_front().map(Happened::Line));
            }
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn can_ring(&self) -> bool {
        io::stdout().is_terminal()
    }

    fn can_stop(&self) -> bool {
        false
    }

    fn is_in_foreground(&self) -> bool {
        true
    }

    fn stop(&mut self, _: AskedBy) -> io::Result<Stopped> {
        Ok(Stopped::WentOn)
    }

    fn take(&mut self) -> io::Result<()> {
        terminal::take(self.borrow)
    }
}

fn window_size() -> Option<Size> {
    let (cols, rows) = crossterm::terminal::size().ok()?;
    (cols > 0 && rows > 0).then_some(Size { cols, rows })
}

/// Reads stdin in a thread, because a pipe cannot be waited for together with the time.
fn pieces_of_stdin() -> Receiver<Vec<u8>> {
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut chunk = [0; 1_024];
        while let Ok(count @ 1..) = io::stdin().lock().read(&mut chunk) {
            if send.send(chunk[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    receive
}

fn key(code: KeyCode, control: bool) -> Option<Key> {
    let plain = [
        (KeyCode::BackTab, Key::BackTab),
        (KeyCode::Backspace, Key::Backspace),
        (KeyCode::Down, Key::Down),
        (KeyCode::End, Key::End),
        (KeyCode::Enter, Key::Enter),
        (KeyCode::Esc, Key::Esc),
        (KeyCode::Home, Key::Home),
        (KeyCode::Left, Key::Left),
        (KeyCode::PageDown, Key::PageDown),
        (KeyCode::PageUp, Key::PageUp),
        (KeyCode::Right, Key::Right),
        (KeyCode::Tab, Key::Tab),
        (KeyCode::Up, Key::Up),
    ];
    if let KeyCode::Char(letter) = code {
        return match (letter, control) {
            ('c', true) => Some(Key::CtrlC),
            (_, true) => None,
            (letter, false) => Some(Key::Char(letter)),
        };
    }
    plain.into_iter().find(|(known, _)| *known == code).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctrl_c_is_its_own_key_and_other_control_letters_are_none() {
        assert_eq!(key(KeyCode::Char('c'), true), Some(Key::CtrlC));
        assert_eq!(key(KeyCode::Char('s'), true), None);
        assert_eq!(key(KeyCode::Char('s'), false), Some(Key::Char('s')));
        assert_eq!(key(KeyCode::PageUp, false), Some(Key::PageUp));
    }
}
