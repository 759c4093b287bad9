//! The drawn face: a [`View`] in, cells out; no state, no clock.
//!
//! ```text
//!  title                                       detail      header
//!
//!  the screen (screens/), made of pieces (widgets/)        body
//!
//!  one line that has to be said                            notice
//!  s stop   space pause   ? help                           keys
//! ```
//!
//! A frame is drawn into whatever area it is given. Weight and shape say everything; colour says it again.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::Key;
use crate::app::view::window::SMALLEST;
use crate::app::view::{Screen, View};

mod frame;
mod look;
mod print;
mod put;
mod screens;
mod strip;
mod widgets;
mod wrap;

pub use look::{Colours, Glyphs, Look, Theme};
pub use print::{figure, print};
pub use screens::session::figure_area;

use frame::Frame;
use put::{fold_to_ascii, put, put_cut};
use screens::{ask, card, door, history, library, me, page, ready, session, summary, too_small};
use widgets::KeyBar;

/// Whether a window is large enough to coach in.
#[must_use]
pub const fn fits(area: Rect) -> bool {
    area.width >= SMALLEST.0 && area.height >= SMALLEST.1
}

/// What of a window looks different after a view than before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Possibly everything.
    All,
    /// Nothing outside these parts.
    Parts(Vec<Rect>),
}

/// What of `area` has to be drawn again when one view comes after another: while a session runs, the clock and what moves
/// with it, not the window around them.
#[must_use]
pub fn changed(before: &View, after: &View, area: Rect) -> Changed {
    let View { screen, keys, notice, help, strip, heard: _ } = after;
    let around = *keys == before.keys && *notice == before.notice && help.is_none() && before.help.is_none();
    if strip.is_some() || before.strip.is_some() {
        return changed_over_a_strip(before, after, area);
    }
    match (&before.screen, screen) {
        (Screen::Session(before), Screen::Session(after)) if around && fits(area) => {
            session::changed(before, after, area)
        }
        _ => Changed::All,
    }
}

/// The same where a strip stands under the screen before or after.
fn changed_over_a_strip(before: &View, after: &View, area: Rect) -> Changed {
    let (Some(old), Some(new), (rest, row)) = (&before.strip, &after.strip, strip::split(after, area)) else {
        return Changed::All;
    };
    if strip::split(before, area) != (rest, row) {
        return Changed::All;
    }
    let without = |view: &View| View { strip: None, ..view.clone() };
    let (under, over) = (without(before), without(after));
    let changed = if under == over { Changed::Parts(Vec::new()) } else { changed(&under, &over, rest) };
    match changed {
        Changed::All => Changed::All,
        Changed::Parts(mut parts) => {
            parts.extend((old != new).then_some(row));
            Changed::Parts(parts)
        }
    }
}

/// Draws a view that fills `area` into what of it the buffer has. Those cells have to be empty, as a new frame's are.
pub fn draw(view: &View, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.intersection(buf.area).is_empty() {
        return;
    }
    let whole = area;
    let (area, row) = strip::split(view, area);
    if let Some(it) = &view.strip {
        strip::draw(it, look, row, buf);
    }
    if fits(area) || shows_anyhow(view) {
        let frame = Frame::of(area, width_of(view));
        match &view.screen {
            _ if view.help.is_some() => {}
            Screen::Ask(it) => ask::draw(it, look, frame, buf),
            Screen::Card(it) => card::draw(it, look, frame, buf),
            Screen::Door(it) => door::draw(it, look, area, buf),
            Screen::History(it) => history::draw(it, look, frame, buf),
            Screen::Library(it) => library::draw(it, look, frame, buf),
            Screen::Me(it) => me::draw(it, look, frame, buf),
            Screen::Page(it) if it.bare => page::draw_bare(it, &view.keys, look, area, buf),
            Screen::Page(it) => page::draw(it, look, frame, buf),
            Screen::Ready(it) => ready::draw(it, look, frame, buf),
            Screen::Session(it) => session::draw(it, look, area, buf),
            Screen::Summary(it) => summary::draw(it, look, frame, buf),
        }
        if let Some(page) = &view.help {
            page::draw(page, look, frame, buf);
        }
        if has_key_bar(view, frame) {
            (&KeyBar { hints: &view.keys, look }).render(frame.keys, buf);
        }
        if let Some(notice) = &view.notice {
            let under = frame.notice.intersection(buf.area);
            for at in under.positions() {
                buf[at].reset();
            }
            let mark = put(buf, frame.notice, (0, 0), look.pick("▪ ", "* "), look.theme.label);
            put_cut(buf, frame.notice, (mark, 0), notice, look.theme.text);
        }
    } else {
        too_small::draw(look, area, buf);
    }
    if look.ascii() {
        fold_to_ascii(buf, whole);
    }
}

/// The keys a click stands for: on a key hint, on an answer, or the way to a row of a list and its choice.
#[must_use]
pub fn keys_at(view: &View, look: &Look, area: Rect, column: u16, row: u16) -> Vec<Key> {
    let (area, _) = strip::split(view, area);
    if !fits(area) {
        return Vec::new();
    }
    let at = (column, row);
    let frame = Frame::of(area, width_of(view));
    if has_key_bar(view, frame)
        && let Some(key) = (KeyBar { hints: &view.keys, look }).key_at(frame.keys, at)
    {
        return vec![key];
    }
    if view.help.is_some() {
        return Vec::new();
    }
    match &view.screen {
        Screen::Ask(it) => ask::key_at(it, look, frame, at).into_iter().collect(),
        Screen::Library(it) => library::keys_at(it, frame, at),
        Screen::Door(it) => door::key_at(it, area, at).into_iter().collect(),
        Screen::Me(it) => me::keys_at(it, frame, at),
        Screen::Summary(it) => summary::key_at(it, look, frame, at).into_iter().collect(),
        Screen::History(it) => history::key_at(it, look, frame, at).into_iter().collect(),
        Screen::Card(_) | Screen::Page(_) | Screen::Ready(_) | Screen::Session(_) => Vec::new(),
    }
}

/// What tells of an emergency shows at any size (S20).
fn shows_anyhow(view: &View) -> bool {
    view.help.is_none() && matches!(&view.screen, Screen::Door(it) if it.emergency)
}

/// Emergency texts have nothing around them (S8), their keys are a plain line; answers may need the row.
fn has_key_bar(view: &View, frame: Frame) -> bool {
    let taken = match &view.screen {
        Screen::Ask(it) => ask::is_crowded(it, frame),
        Screen::Page(it) => it.bare,
        Screen::Door(_) => true,
        Screen::Card(_)
        | Screen::History(_)
        | Screen::Library(_)
        | Screen::Me(_)
        | Screen::Ready(_)
        | Screen::Session(_)
        | Screen::Summary(_) => false,
    };
    view.help.is_some() || !taken
}

/// The width at which a screen reads best.
fn width_of(view: &View) -> u16 {
    match &view.screen {
        _ if view.help.is_some() => 72,
        Screen::Card(_) => card::WIDTH,
        Screen::Session(_) => session::WIDTH,
        Screen::History(_) => history::WIDTH,
        Screen::Library(_) => library::WIDTH,
        Screen::Ask(_) | Screen::Me(_) | Screen::Page(_) => 72,
        Screen::Door(_) => 96,
        Screen::Ready(_) | Screen::Summary(_) => 76,
    }
}
