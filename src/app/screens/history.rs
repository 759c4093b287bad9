use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::app::view::{self, Screen, Span, View};
use crate::app::{Effect, Key, Memory};
use crate::journal::{Tally, days_after, days_before};
use crate::routine::Library;

use super::context::Context;
use super::go::{Go, To};
use super::parts::{hint, plain_view};

/// What was done, by days.
#[derive(Debug)]
pub(crate) struct HistoryScreen {
    span: Span,
    day: NaiveDate,
    /// What the stretch comes to, kept so that moving through its days reads nothing again.
    tally: Option<(RangeInclusive<NaiveDate>, Tally)>,
    /// The selected day lies open, scrolled so far.
    open: Option<usize>,
}

impl HistoryScreen {
    /// The year up to today; the whole record is asked for.
    pub(super) fn open(context: &mut Context<'_>) -> Self {
        context.effects.push(Effect::ReadJournal);
        let today = context.now.day();
        Self { span: Span::Year, day: today, tally: None, open: None }
    }

    /// Takes in a record that has just been read.
    pub(crate) fn refresh(&mut self, memory: &Memory) {
        self.tally = None;
        self.reckon(memory);
    }

    fn reckon(&mut self, memory: &Memory) {
        let Some(past) = memory.past() else { return };
        let window = past.window(self.span, self.day);
        if self.tally.as_ref().is_none_or(|(kept, _)| *kept != window) {
            self.tally = Some((window, past.tally(self.span, self.day)));
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let Some(past) = context.memory.past() else {
            return if matches!(key, Key::Char('q') | Key::CtrlC) { Go::Leave } else { Go::To(To::Library) };
        };
        let rows = if self.span == Span::Day || self.open.is_some() { 1 } else { 7 };
        // In a calendar the days of a week stand side by side, in the grid of a year one above the other.
        let (across, down) = if self.span == Span::Year { (rows, 1) } else { (1, rows) };
        let down = if self.span == Span::Week { 1 } else { down };
        match key {
            Key::CtrlC | Key::Char('q') => return Go::Leave,
            Key::Esc | Key::Enter if self.open.is_some() => self.open = None,
            Key::Esc => return Go::To(To::Library),
            Key::Enter => self.open = Some(0),
            Key::Down | Key::Char('j') if self.open.is_some() => self.open = self.open.map(|it| it + 1),
            Key::Up | Key::Char('k') if self.open.is_some() => self.open = self.open.map(|it| it.saturating_sub(1)),
            Key::Left | Key::Char('h') => self.day = days_before(self.day, across),
            Key::Right | Key::Char('l') => self.day = days_after(self.day, across),
            Key::Up | Key::Char('k') => self.day = days_before(self.day, down),
            Key::Down | Key::Char('j') => self.day = days_after(self.day, down),
            Key::PageUp => self.day = days_before(*past.window(self.span, self.day).start(), 1),
            Key::PageDown => self.day = days_after(*past.window(self.span, self.day).end(), 1),
            Key::Home => self.day = past.almanac().first().unwrap_or(self.day),
            Key::End => self.day = past.today(),
            Key::Char(letter @ ('t' | 'w' | 'm' | 'y')) => {
                self.span = match letter {
                    't' => Span::Day,
                    'w' => Span::Week,
                    'm' => Span::Month,
                    _ => Span::Year,
                };
                self.open = None;
            }
            Key::Tab => self.turn(1),
            Key::BackTab => self.turn(Span::ALL.len() - 1),
            _ => {}
        }
        if matches!(key, Key::Left | Key::Right | Key::PageUp | Key::PageDown) {
            self.open = self.open.map(|_| 0);
        }
        // Before the first day there is nothing, and what is to come is not here either.
        let first = past.almanac().first().unwrap_or(past.today()).min(past.today());
        let first = *past.window(Span::Year, first).start();
        self.day = self.day.clamp(first, past.today());
        self.reckon(context.memory);
        Go::Stay
    }

    fn turn(&mut self, by: usize) {
        let at = Span::ALL.iter().position(|it| *it == self.span).unwrap_or(0);
        self.span = Span::ALL[(at + by) % Span::ALL.len()];
        self.open = None;
    }

    pub(super) fn view(&self, library: &Library, memory: &Memory) -> View {
        let mut keys = vec![
            hint(Key::Esc, "esc", if self.open.is_some() { "back" } else { "library" }),
            hint(Key::Char('q'), "q", "leave"),
            hint(Key::Char('?'), "?", "help"),
        ];
        let (Some(past), Some((_, tally))) = (memory.past(), &self.tally) else {
            return plain_view(Screen::History(view::History::default()), keys);
        };
        if let Some(scroll) = self.open {
            let page = view::Page { scroll, ..past.day_page(self.day, library) };
            keys.insert(0, hint(Key::Left, "← →", "days"));
            return plain_view(Screen::Page(page), keys);
        }
        let moves = [
            hint(Key::Enter, "enter", "open the day"),
            hint(Key::Tab, "t w m y", "day week month year"),
            hint(Key::Left, "arrows", "days"),
        ];
        keys.splice(0..0, moves);
        plain_view(Screen::History(past.show(self.span, self.day, tally)), keys)
    }
}
