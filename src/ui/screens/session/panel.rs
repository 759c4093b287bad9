use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::large::{self, Large};
use super::state::{self, Kind};
use crate::app::view::words;
use crate::coach::view::{Doing, SessionView};
use crate::ui::look::Look;
use crate::ui::put::{put, put_cut};
use crate::ui::widgets::{BigWords, BreathBar, Flow, Size, Words, balanced};
use crate::ui::wrap::Wrap;

/// Where the set-up is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetUp {
    /// In this panel, in the cue's place.
    Here,
    /// Beside it.
    Elsewhere,
}

/// The rows of a panel, shared out: what is needed first, then air and second lines as far as the height goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rows {
    over_digits: u16,
    digits: u16,
    under_digits: u16,
    cue: u16,
    say: u16,
    over_breath: u16,
    breath: u16,
    over_next: u16,
    next: u16,
}

/// Name, state and next, a row each.
const NEEDED: u16 = 3;

impl Rows {
    /// The rows for a movement: what depends on the state does not move the rest about.
    fn of(view: &SessionView, digits: u16, area: Rect) -> Self {
        let cue = Wrap::rows(&view.cue, area.width).clamp(1, 2);
        let breath = Wrap::rows(&view.breath_line, area.width.saturating_sub(LABEL)).clamp(1, 2);
        let mut rows = Self { digits, cue, breath, next: 1, ..Self::default() };
        let mut left = area.height.saturating_sub(NEEDED + digits + cue + breath);
        let mut give = |row: &mut u16| {
            *row += left.min(1);
            left = left.saturating_sub(1);
        };
        give(&mut rows.say);
        give(&mut rows.under_digits);
        give(&mut rows.over_digits);
        give(&mut rows.say);
        give(&mut rows.over_next);
        give(&mut rows.over_breath);
        give(&mut rows.next);
        give(&mut rows.next);
        if breath == 1 {
            give(&mut rows.breath);
        }
        give(&mut rows.say);
        rows
    }
}

/// From so many rows on a small panel has the notes for this person.
const NOTED: u16 = 12;

/// The rows of words that a small panel leaves room for, however few there are just now.
const STEADY: u16 = 4;

/// Columns of `breath` and `next` with the blanks after them.
const LABEL: u16 = 8;

/// The running movement: its name, what is going on, the clock, the cue, the breath, what comes next.
pub(super) fn draw(view: &SessionView, look: &Look, set_up: SetUp, area: Rect, buf: &mut Buffer) {
    if area.intersection(buf.area).is_empty() {
        return;
    }
    let theme = &look.theme;
    // What is left over the needed rows decides the size; a row of air on both sides comes before a larger size.
    let room = area.height.saturating_sub(NEEDED + 5);
    // Large ones are read from two metres. Huge ones cost four times as much each second, so they wait for a window in
    // which large ones would look lost.
    let most = Size::Large.rows() + 1 + BigWords::rows(look.ascii());
    let room = if room >= 2 * Size::Huge.rows() { room } else { room.min(most) };
    let large = Large::fitting(view, look, (area.width, room));
    let rows = Rows::of(view, large.map_or(1, |large| large.rows(look)), area);

    put_cut(buf, area, (0, 0), &view.movement, theme.strong);
    state::draw(view, None, look, Rect { y: area.y + 1, height: 1.min(area.height - 1), ..area }, buf);

    let mut below = under(area, 2 + rows.over_digits);
    large::draw(view, large, look, Rect { height: rows.digits.min(below.height), ..below }, buf);
    if rows.under_digits > 0 {
        large::pace(view, look, under(below, rows.digits), buf);
    }

    below = under(below, rows.digits + rows.under_digits);
    // A set-up that is told here needs the rows more than the breath does, which comes after it.
    // So does a line that has its moment: it is said whole.
    let says_more = view.say.as_ref().is_some_and(|say| Wrap::rows(say, area.width) > rows.say);
    let told_here = view.doing == Doing::SetUp && set_up == SetUp::Here || says_more;
    let breath_rows = if told_here { rows.over_breath + rows.breath } else { 0 };
    lines(view, look, set_up, (rows.cue, rows.say + breath_rows), below, buf);

    below = under(below, rows.cue + rows.say + rows.over_breath);
    if !told_here {
        breath(view, look, Rect { height: rows.breath.min(below.height), ..below }, buf);
    }

    below = under(below, rows.breath + rows.over_next);
    next(view, look, Rect { height: rows.next.min(below.height), ..below }, buf);
}

/// Movement, state, clock and cue, for a window too small for more; some columns at the right of its first two rows
/// are taken.
pub(super) fn draw_small(view: &SessionView, look: &Look, taken: u16, area: Rect, buf: &mut Buffer) {
    let theme = &look.theme;
    let narrow = Rect { width: area.width.saturating_sub(taken), ..area };
    put_cut(buf, narrow, (0, 0), &view.movement, theme.strong);
    let second = Rect { y: area.y + 1, height: 1.min(area.height.saturating_sub(1)), ..narrow };
    state::draw(view, view.breath, look, second, buf);

    let text = cue(view, SetUp::Here);
    let go_on = u16::from(matches!(&view.doing, Doing::Paused(_)) && text != words::GO_ON);
    let wanted = Wrap::rows(text, area.width).clamp(1, area.height.saturating_sub(3).max(1));
    // What is written for this person comes before larger digits, where there is room for both.
    let notes = view.notes.iter().map(|note| Wrap::rows(note, area.width)).sum::<u16>();
    let notes = if area.height < NOTED { 0 } else { notes };
    let room = area.height.saturating_sub(2 + wanted + go_on + notes);
    // The number keeps its size from one line of words to the next.
    let steady = if area.height < NOTED { area.height } else { area.height.saturating_sub(3 + STEADY + go_on + notes) };
    let steady = steady.min(room.saturating_sub(1));
    let large = Large::fitting(view, look, (area.width, steady));
    let rows = large.map_or(1, |large| large.rows(look));
    // Blank rows go over the digits, under them, and over the timeline, in this order.
    let air = room.saturating_sub(rows);
    let below = under(area, 2 + u16::from(air > 0));
    large::draw(view, large, look, Rect { height: rows, ..below }, buf);
    if air > 1 {
        large::pace(view, look, under(below, rows), buf);
    }
    let below = under(below, rows + u16::from(air > 1));
    let lines = Rect { height: wanted.min(below.height), width: balanced(text, below.width), ..below };
    (&Words { text, style: theme.strong }).render(lines, buf);
    let mut below = under(below, wanted);
    if go_on > 0 {
        (&Words { text: words::GO_ON, style: theme.text }).render(below, buf);
        below = under(below, go_on);
    }
    for note in view.notes.iter().filter(|_| notes > 0) {
        (&Words { text: note, style: theme.faint }).render(below, buf);
        below = under(below, Wrap::rows(note, below.width));
    }
    if below.height > 2 {
        next(view, look, under(below, below.height - 1), buf);
    }
}

/// The cue, and under it a line that has its moment, or the lines for this person.
fn lines(
    view: &SessionView,
    look: &Look,
    set_up: SetUp,
    (cue_rows, say_rows): (u16, u16),
    area: Rect,
    buf: &mut Buffer,
) {
    let full = area.width;
    let theme = &look.theme;
    let text = cue(view, set_up);
    let all = cue_rows + say_rows;
    let words = Words { text, style: theme.strong };
    let area = Rect { width: balanced(text, area.width), ..area };
    // A long set-up or cue takes the rows of the line under it.
    let took = words.rows(area.width).min(all).min(area.height);
    (&words).render(Rect { height: took, ..area }, buf);
    let mut below = under(Rect { width: full, ..area }, took.max(1));
    let mut left = all - took.max(1).min(all);
    let mut say = |text: &str, style: Style| {
        let words = Words { text, style };
        let rows = words.rows(below.width).min(left).min(below.height);
        if rows > 0 {
            let width = if words.rows(below.width) > rows { below.width } else { balanced(text, below.width) };
            (&words).render(Rect { height: rows, width, ..below }, buf);
            below = under(below, rows);
            left -= rows;
        }
    };
    match Kind::of(&view.doing) {
        Kind::SetUp => say(&words::starts(view.clock), theme.text),
        Kind::Paused if text != words::GO_ON => say(words::GO_ON, theme.text),
        Kind::Work | Kind::Rest | Kind::Change | Kind::Paused | Kind::CountingIn => {}
    }
    if let Some(text) = &view.say {
        say(text, theme.text);
    }
    for note in &view.notes {
        say(note, theme.faint);
    }
    // The figure stands where the steps would: the first of them is read with the set-up.
    if view.doing == Doing::SetUp
        && set_up == SetUp::Here
        && let Some(first) = view.steps.first()
    {
        say(first, theme.faint);
    }
}

/// The line that matters most now.
fn cue(view: &SessionView, set_up: SetUp) -> &str {
    if let Doing::Paused(reason) = &view.doing {
        words::why_paused(*reason).unwrap_or(words::GO_ON)
    } else if view.doing == Doing::SetUp && set_up == SetUp::Here {
        &view.setup
    } else {
        &view.cue
    }
}

/// The paced breath, or in words when to breathe how; nothing while nothing is being done.
fn breath(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    if let Some(breath) = view.breath {
        (&BreathBar { breath, look }).render(area, buf);
    } else if !view.breath_line.is_empty() && is_done_now(&view.doing) {
        let last = under(area, area.height.saturating_sub(1));
        let words = Words { text: &view.breath_line, style: look.theme.faint };
        let place = if words.rows(area.width.saturating_sub(LABEL)) > 1 { area } else { last };
        put(buf, place, (0, 0), "breath", look.theme.faint);
        (&words).render(labelled(place), buf);
    }
}

/// Whether the movement is being done, so that how to breathe in it is worth saying.
const fn is_done_now(doing: &Doing) -> bool {
    match doing {
        Doing::SetUp | Doing::Arriving | Doing::Holding | Doing::Repeating | Doing::Breathing | Doing::Moving => true,
        Doing::Leaving | Doing::Resting | Doing::Changing(_) | Doing::Paused(_) | Doing::CountingIn => false,
    }
}

/// What comes after this step.
fn next(view: &SessionView, look: &Look, area: Rect, buf: &mut Buffer) {
    let Some(next) = &view.next else { return };
    let theme = &look.theme;
    put(buf, area, (0, 0), "next", theme.faint);
    put_cut(buf, area, (LABEL, 0), &next.name, theme.text);
}

/// The place beside a label.
fn labelled(area: Rect) -> Rect {
    Rect { x: area.x + LABEL.min(area.width), width: area.width.saturating_sub(LABEL), ..area }
}

fn under(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
