use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, Timelike as _};

use crate::app::view::{Choice, Door, Screen, View};
use crate::app::{Key, Leave};
use crate::routine::Tag;
use crate::safety::words::door as texts;
use crate::safety::{Due, Fact, Item, LINES_VERSION, Outcome, Page, Settled, Sign, Told, Wants, Why};

use super::context::Context;
use super::go::{Asked, Go, To};
use super::parts::{hint, plain_view};
use super::read::{Read, Room};

/// The pages of the door, one after the other, each with the follow-ups of what is ticked on it.
#[derive(Debug)]
pub(crate) struct DoorScreen {
    due: Due,
    /// Which of the pages stands.
    at: usize,
    /// Where it leads when nothing rules movement out.
    then: To,
    /// What was ticked while this page stood, in its order.
    ticked: Vec<Said>,
    /// What was open before the page came up, to be shown as ticked.
    before: Vec<Item>,
    /// The follow-ups of this page that are still to come; the first of them stands.
    asks: VecDeque<Said>,
    read: Read,
    note: Option<String>,
    /// Whether the person was here before: then *Now* asks for what is new since.
    was_here: bool,
    /// Whether something that is worked around was ticked.
    adapts: bool,
}

/// A tick and when it was pressed.
type Said = (Item, DateTime<FixedOffset>);

impl DoorScreen {
    pub(super) fn new(due: Due, then: To, context: &Context<'_>) -> Self {
        let was_here = context.memory.standing().was_here();
        let mut it = Self {
            due,
            at: 0,
            then,
            ticked: Vec::new(),
            before: Vec::new(),
            asks: VecDeque::new(),
            read: Read::new(context.room),
            note: None,
            was_here,
            adapts: false,
        };
        it.open(context);
        it
    }

    /// The same with one more line pointed out: after a second dizzy stop.
    pub(super) fn suggesting(mut self, asked: Asked) -> Self {
        if let Asked::Tags(Some(tag)) = asked {
            self.note = Page::Around
                .lines()
                .iter()
                .find(|(_, item)| *item == Item::Tag(tag))
                .map(|(key, item)| texts::suggested(*key, *item));
        }
        self
    }

    fn page(&self) -> Page {
        self.due.pages.get(self.at).copied().unwrap_or(Page::Now)
    }

    /// The page stands anew.
    fn open(&mut self, context: &Context<'_>) {
        self.ticked.clear();
        self.asks.clear();
        let ledger = context.memory.standing().ledger();
        self.before =
            self.page().lines().iter().map(|(_, item)| *item).filter(|it| ledger.of(*it).next().is_some()).collect();
        self.stand();
    }

    fn stand(&mut self) {
        self.note = None;
        self.read.anew();
    }

    fn nothing_is_ticked(&self) -> bool {
        self.ticked.is_empty() && self.before.is_empty()
    }

    pub(super) fn key(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        self.note = None;
        match key {
            Key::CtrlC | Key::Char('q') => {
                self.give_up(context);
                return Go::Leave;
            }
            Key::Esc => {
                self.give_up(context);
                return Go::To(self.given_up());
            }
            Key::Down | Key::PageDown | Key::Char('j' | ' ') => self.read.down(&self.shown(), key),
            Key::Up | Key::PageUp | Key::Char('k') => self.read.up(key),
            Key::Char('u') | Key::Left | Key::Backspace => self.back(context),
            _ if !self.read.is_shown() => {
                self.read.early(context.now.moment);
                self.note = Some(texts::TOO_EARLY.to_owned());
            }
            _ if self.read.is_hasty(context.now.moment) => {
                self.note = Some(texts::TOO_EARLY.to_owned());
            }
            _ if !self.asks.is_empty() => return self.follow_up(key, context),
            Key::Char(letter) if letter == self.page().none() => return self.none(context),
            Key::Char(letter) => {
                if let Some((_, item)) = self.page().lines().iter().find(|(it, _)| *it == letter) {
                    return self.tick(*item, context);
                }
            }
            Key::Enter if self.nothing_is_ticked() => {
                self.note = Some(texts::nothing_ticked(self.page().none()));
            }
            Key::Enter if !self.read.is_read() => self.note = Some(texts::MORE_BELOW.to_owned()),
            Key::Enter => return self.go_on(context),
            _ => {}
        }
        Go::Stay
    }

    /// Half-way: what was ticked stands, and no routine starts.
    fn give_up(&self, context: &mut Context<'_>) {
        if matches!(self.then, To::Routine(_)) && *context.leave == Leave::Done {
            *context.leave = Leave::NotNow;
        }
    }

    fn given_up(&self) -> To {
        match &self.then {
            To::Me(row) => To::Me(*row),
            _ => To::Library,
        }
    }

    /// Ticks a line: on the disk at once (S14). What can be nothing but an emergency says so at once.
    fn tick(&mut self, item: Item, context: &mut Context<'_>) -> Go {
        let again = self.ticked.iter().any(|(it, _)| *it == item)
            || item.asks().is_none() && self.before.contains(&item) && matches!(item, Item::Tag(_));
        if again {
            self.note = Some(texts::TICKED_ALREADY.to_owned());
            return Go::Stay;
        }
        let wall = context.now.wall;
        let millis = wall.timestamp_subsec_millis() * 1_000_000;
        let when = wall.with_nanosecond(millis.min(999_000_000)).unwrap_or(wall);
        self.ticked.push((item, when));
        context.fact(Fact::Ticked { item, when });
        if item == Item::Tag(Tag::Pregnancy) {
            context.say(texts::MATERNITY);
        }
        if matches!(item, Item::Sign(_)) && item.asks().is_none() && item.outcome(None) == Outcome::Emergency {
            return self.held(context);
        }
        Go::Stay
    }

    /// Takes the last tick back, stored as taken back; without one goes back a follow-up or a page.
    fn back(&mut self, context: &mut Context<'_>) {
        if !self.asks.is_empty() {
            self.asks.clear();
            return self.stand();
        }
        if let Some((item, when)) = self.ticked.pop() {
            context.fact(Fact::Over { item, when, how: Settled::Mistaken });
        } else if self.at > 0 {
            self.at -= 1;
            self.open(context);
        }
    }

    fn none(&mut self, context: &mut Context<'_>) -> Go {
        if !self.nothing_is_ticked() {
            self.note = Some(texts::TICKED.to_owned());
        } else if !self.read.is_read() {
            self.note = Some(texts::MORE_BELOW.to_owned());
        } else if self.read.waits(context.now.moment) {
            self.read.early(context.now.moment);
            self.note = Some(texts::TOO_EARLY.to_owned());
        } else {
            return self.answered(context);
        }
        Go::Stay
    }

    /// Enter on a page where something is ticked: its follow-ups, then on.
    fn go_on(&mut self, context: &mut Context<'_>) -> Go {
        let ledger = context.memory.standing().ledger();
        let untold =
            ledger.open().into_iter().filter(|it| it.told.is_none() && !it.checked && it.item.asks().is_some());
        let of_page = |item: &Item| self.page().lines().iter().any(|(_, it)| it == item);
        self.asks = untold.filter(|it| of_page(&it.item)).map(|it| (it.item, it.when)).collect();
        if self.asks.is_empty() {
            return self.answered(context);
        }
        self.stand();
        Go::Stay
    }

    fn follow_up(&mut self, key: Key, context: &mut Context<'_>) -> Go {
        let Some(&(item, when)) = self.asks.front() else { return Go::Stay };
        let (Key::Char(digit), Some(asks)) = (key, item.asks()) else { return Go::Stay };
        let Some((_, (told, _))) = ('1'..).zip(asks.answers()).find(|(it, _)| *it == digit) else { return Go::Stay };
        // What makes it lighter has to have been read.
        let lighter = asks.outcome(told) < asks.unanswered();
        if lighter && !self.read.is_read() {
            self.note = Some(texts::MORE_BELOW.to_owned());
            return Go::Stay;
        }
        if lighter && self.read.waits(context.now.moment) {
            self.read.early(context.now.moment);
            self.note = Some(texts::TOO_EARLY.to_owned());
            return Go::Stay;
        }
        context.fact(Fact::Told { item, when, told });
        self.adapts |= told != Told::No && asks.outcome(told) == Outcome::Adapt;
        if item == Item::Sign(Sign::Blades) && matches!(told, Told::Eases | Told::NotSure) {
            context.say(texts::WATCH_IT);
        }
        self.asks.pop_front();
        self.stand();
        if asks.outcome(told) == Outcome::Emergency {
            return self.held(context);
        }
        if self.asks.is_empty() { self.answered(context) } else { Go::Stay }
    }

    /// The page is answered to its end.
    fn answered(&mut self, context: &mut Context<'_>) -> Go {
        let page = self.page();
        self.adapts |= page == Page::Around && !self.ticked.is_empty();
        let unread = if page == Page::Before { self.due.unread.clone() } else { Vec::new() };
        if !unread.is_empty() {
            context.memory.settle(context.now, context.effects);
        }
        context.fact(Fact::Answered { page, version: LINES_VERSION, unread });
        // What a pause leaves open is gone on to.
        let wants = match &self.then {
            To::Routine(routine) | To::RoutineWithoutOffer(routine) | To::Ready(routine) => {
                Wants::of(routine.id.as_str(), &routine.origin)
            }
            _ => Wants::Moving,
        };
        if !context.memory.standing().ledger().opens(wants) {
            return self.held(context);
        }
        self.at += 1;
        if self.at < self.due.pages.len() {
            self.open(context);
            return Go::Stay;
        }
        if *context.leave == Leave::NotNow {
            *context.leave = Leave::Done;
        }
        if self.adapts {
            context.say(texts::WORKED_AROUND);
        }
        Go::To(self.then.clone())
    }

    fn held(&self, context: &mut Context<'_>) -> Go {
        *context.leave = Leave::NotNow;
        Go::To(To::Held(Box::new(self.then.clone())))
    }

    pub(super) fn resize(&mut self, room: Option<Room>) {
        self.read.resize(room);
    }

    pub(super) fn show(&mut self, now: crate::units::Moment) {
        let shown = self.shown();
        self.read.show(&shown, now);
    }

    /// A name of its own for what stands.
    pub(super) fn name(&self) -> String {
        format!("door {:?} {:?}", self.page(), self.asks.front().map(|(item, _)| *item))
    }

    fn shown(&self) -> Door {
        let mut door = Door { note: self.note.clone(), scroll: self.read.scroll(), ..Door::default() };
        let key = |name: &str, does: &str| (name.to_owned(), does.to_owned());
        if let Some((item, _)) = self.asks.front() {
            door.over.push(item.text().to_owned());
            if let Some(asks) = item.asks() {
                asks.question.clone_into(&mut door.title);
                let answers = ('1'..).zip(asks.answers());
                door.choices = answers.map(|(digit, (_, text))| choice(digit, text, None)).collect();
            }
            door.keys = vec![key("u", "back"), key("q", "leave"), key("?", "help")];
            return door;
        }
        let page = self.page();
        page.title().clone_into(&mut door.title);
        door.wide = page == Page::Around;
        if self.at == 0 || page == Page::Before {
            door.over.extend(why(self.due.why).map(str::to_owned));
        }
        door.over.push(
            match page {
                Page::Now if self.was_here => texts::NOW_SINCE,
                Page::Now => texts::NOW_FIRST,
                Page::Before => texts::TICK_TRUE,
                Page::Around => texts::TICK_AROUND,
            }
            .to_owned(),
        );
        let ticked = |item: &Item| self.before.contains(item) || self.ticked.iter().any(|(it, _)| it == item);
        door.choices = page.lines().iter().map(|(key, item)| choice(*key, item.text(), Some(ticked(item)))).collect();
        door.choices.push(choice(page.none(), texts::NONE, None));
        if !self.nothing_is_ticked() {
            door.keys.push(key("enter", "go on"));
        }
        if !self.ticked.is_empty() || self.at > 0 {
            door.keys.push(key("u", "back"));
        }
        door.keys.extend([key("q", "leave"), key("?", "help")]);
        door
    }

    pub(super) fn view(&self) -> View {
        let door = self.shown();
        let keys = keys_of(&door);
        plain_view(Screen::Door(door), keys)
    }
}

/// The hints of the keys a page names, for the line face and the help.
pub(super) fn keys_of(door: &Door) -> Vec<crate::app::view::KeyHint> {
    let known = |name: &str| match name {
        "enter" => Some((Key::Enter, "enter", "go on")),
        "u" => Some((Key::Char('u'), "u", "back")),
        "m" => Some((Key::Char('m'), "m", "checked, or a mistake")),
        "b" => Some((Key::Char('b'), "b", "breathing break")),
        "d" => Some((Key::Char('d'), "d", "desk check")),
        "x" => Some((Key::Char('x'), "x", "someone else")),
        "p" => Some((Key::Char('p'), "p", "it has passed")),
        "q" => Some((Key::Char('q'), "q", "leave")),
        "?" => Some((Key::Char('?'), "?", "help")),
        _ => None,
    };
    door.keys.iter().filter_map(|(name, _)| known(name)).map(|(key, name, does)| hint(key, name, does)).collect()
}

pub(super) fn choice(key: char, text: &str, ticked: Option<bool>) -> Choice {
    Choice { key: Key::Char(key), name: key.to_string(), text: text.to_owned(), ticked }
}

/// Why the pages are asked, where that is not plain.
const fn why(why: Why) -> Option<&'static str> {
    match why {
        Why::First | Why::Today | Why::Gap | Why::Changed => None,
        Why::AfterStop => Some(texts::AFTER_STOP),
        Why::Expired => Some(texts::EXPIRED),
        Why::AfterHold => Some(texts::AFTER_HOLD),
        Why::Unread => Some(texts::DAMAGED),
    }
}
