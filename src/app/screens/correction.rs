use crate::app::Key;
use crate::app::view::{Door, Screen, View};
use crate::safety::words::door as texts;
use crate::safety::{Fact, Open, Settled};

use super::context::Context;
use super::door::{choice, keys_of};
use super::go::{Go, To};
use super::parts::plain_view;
use super::read::{Read, Room};

/// Something that was said, asked about by its name and day: was it checked, is it over, was it a mistake (S13).
#[derive(Debug)]
pub(crate) struct Correction {
    open: Open,
    ways: Vec<(Settled, &'static str)>,
    then: To,
    read: Read,
    note: Option<String>,
}

impl Correction {
    pub(super) fn new(open: Open, then: To, context: &Context<'_>) -> Self {
        let all = [
            (Settled::Checked, texts::WAS_CHECKED),
            (Settled::Gone, texts::IS_GONE),
            (Settled::OfAge, texts::IS_18),
            (Settled::Mistaken, texts::WAS_MISTAKE),
        ];
        let today = context.now.day();
        let ways = all.into_iter().filter(|(how, _)| open.takes(*how, today)).collect();
        Self { open, ways, then, read: Read::new(context.room), note: None }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        self.note = None;
        let last = u32::try_from(self.ways.len()).unwrap_or(0) + 1;
        match key {
            Key::Down | Key::PageDown | Key::Char('j' | ' ') => self.read.down(&self.shown(), key),
            Key::Up | Key::PageUp | Key::Char('k') => self.read.up(key),
            Key::Char('q') | Key::CtrlC => return Go::Leave,
            Key::Esc | Key::Char('u') | Key::Backspace | Key::Left => return Go::To(self.then.clone()),
            Key::Char(digit) if digit.to_digit(10) == Some(last) => return Go::To(self.then.clone()),
            Key::Char(digit @ '1'..='9') => {
                let Some((how, _)) = self.ways.get(digit as usize - '1' as usize) else { return Go::Stay };
                if !self.read.is_read() {
                    self.note = Some(texts::MORE_BELOW.to_owned());
                } else if self.read.waits(context.now.moment) {
                    self.note = Some(texts::TOO_EARLY.to_owned());
                } else {
                    let Open { item, when, .. } = self.open;
                    context.fact(Fact::Over { item, when, how: *how });
                    return Go::To(self.then.clone());
                }
            }
            _ => {}
        }
        Go::Stay
    }

    pub(super) fn resize(&mut self, room: Option<Room>) {
        self.read.resize(room);
    }

    pub(super) fn show(&mut self, now: crate::units::Moment) {
        let shown = self.shown();
        self.read.show(&shown, now);
    }

    fn shown(&self) -> Door {
        let ways = self.ways.iter().map(|(_, text)| *text).chain([texts::NOT_YET]);
        let key = |name: &str, does: &str| (name.to_owned(), does.to_owned());
        Door {
            title: self.open.about(),
            choices: ('1'..).zip(ways).map(|(digit, text)| choice(digit, text, None)).collect(),
            note: self.note.clone(),
            scroll: self.read.scroll(),
            keys: vec![key("u", "back"), key("q", "leave"), key("?", "help")],
            ..Door::default()
        }
    }

    pub(super) fn view(&self) -> View {
        let door = self.shown();
        let keys = keys_of(&door);
        plain_view(Screen::Door(door), keys)
    }
}
