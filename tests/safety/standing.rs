//! What is in force after what was said: the laws of the door, on the facts alone.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use unhunch::routine::Tag;
use unhunch::safety::{Fact, Gate, Item, LINES_VERSION, Outcome, Page, Settled, Sign, Standing, Told, Wants, Why};

use super::script::at;

pub(crate) const DAY: &str = "2025-03-03 09:00";

/// Somebody who answered every page with none, on a day.
pub(crate) fn well(when: &str) -> Standing {
    let mut standing = Standing::default();
    for page in Page::ALL {
        standing.apply(&Fact::Answered { page, version: LINES_VERSION, unread: Vec::new() }, at(when));
    }
    standing
}

pub(crate) fn say(standing: &mut Standing, item: Item, when: &str) {
    standing.apply(&Fact::Ticked { item, when: at(when) }, at(when));
}

pub(crate) fn gate(standing: &Standing, when: DateTime<FixedOffset>) -> Gate {
    standing.gate(when, Wants::Moving, None, &BTreeSet::new())
}

pub(crate) fn pages(gate: &Gate) -> Vec<Page> {
    if let Gate::Asks(due) = gate { due.pages.clone() } else { Vec::new() }
}

pub(crate) fn lines() -> Vec<Item> {
    Page::ALL.into_iter().flat_map(|page| page.lines().iter().map(|(_, item)| *item)).collect()
}

#[test]
fn s13_no_hold_lapses_by_time_and_each_is_lifted_by_a_word_for_it() {
    for item in lines().into_iter().filter(|item| item.outcome(None) >= Outcome::Pause) {
        let mut standing = well(DAY);
        say(&mut standing, item, DAY);
        for later in
            ["2025-03-03 23:59", "2025-03-04 00:01", "2026-03-03 09:00", "1970-01-01 00:00", "2100-01-01 00:00"]
        {
            assert_eq!(gate(&standing, at(later)), Gate::Held(item.outcome(None)), "{item} {later}");
        }
        let how = match item {
            Item::Sign(Sign::Under18) => Settled::OfAge,
            Item::Sign(_) | Item::Tag(_) => Settled::Checked,
        };
        let later = "2025-03-05 09:00";
        standing.apply(&Fact::Over { item, when: at(DAY), how }, at(later));
        assert!(!standing.is_held(), "{item}");
        assert!(
            pages(&gate(&standing, at(later))).starts_with(&[Page::Now, Page::Before]),
            "{item}: what follows is asked"
        );
    }
}

#[test]
fn s13_a_fever_is_not_over_before_the_next_day() {
    let item = Item::Sign(Sign::Fever);
    let mut standing = well(DAY);
    say(&mut standing, item, DAY);
    standing.apply(&Fact::Told { item, when: at(DAY), told: Told::No }, at(DAY));
    assert_eq!(standing.outcome(), Some(Outcome::Pause));
    let gone = Fact::Over { item, when: at(DAY), how: Settled::Gone };
    standing.apply(&gone, at("2025-03-03 23:00"));
    assert!(standing.is_held(), "on the same day it is not over");
    standing.apply(&gone, at("2025-03-04 07:00"));
    assert!(!standing.is_held());
}

#[test]
fn of_two_ticks_of_one_line_a_word_settles_the_one_it_names_in_whatever_order_they_are_merged() {
    let item = Item::Sign(Sign::Chest);
    let (first, second) = (Fact::Ticked { item, when: at(DAY) }, Fact::Ticked { item, when: at("2025-03-04 09:00") });
    let settled = Fact::Over { item, when: at(DAY), how: Settled::Checked };
    for order in [[&first, &second, &settled], [&settled, &first, &second], [&second, &settled, &first]] {
        let mut standing = well(DAY);
        for fact in order {
            standing.apply(fact, at("2025-03-05 09:00"));
        }
        assert!(standing.is_held(), "{order:?}");
    }
}

#[test]
fn a_tick_without_its_follow_up_is_what_the_worst_answer_makes_it() {
    for item in lines() {
        let Some(asks) = item.asks() else { continue };
        let worst = asks.answers().map(|(told, _)| asks.outcome(told)).max();
        let unanswered = if let Item::Sign(sign) = item { sign.outcome() } else { asks.unanswered() };
        assert_eq!(Some(unanswered), worst, "{item}");
        let first = asks.answers().next().map(|(told, _)| asks.outcome(told));
        assert_eq!(first, worst, "{item}: the gravest answer has the first key");
    }
}

#[test]
fn s15_the_letters_of_the_lines_leave_out_those_with_another_meaning() {
    for page in Page::ALL {
        let keys: BTreeSet<char> = page.lines().iter().map(|(key, _)| *key).collect();
        assert_eq!(keys.len(), page.lines().len());
        assert!(keys.iter().all(|key| !"jknquz0?".contains(*key)), "{page:?}");
        assert!(!keys.contains(&page.none()));
    }
    let tags: BTreeSet<Item> = Page::Around.lines().iter().map(|(_, item)| *item).collect();
    assert_eq!(tags.len(), Tag::ALL.len(), "every tag can be ticked");
}

#[test]
fn s17_another_day_asks_what_is_new() {
    let standing = well(DAY);
    assert_eq!(gate(&standing, at("2025-03-03 20:00")), Gate::Go);
    assert_eq!(pages(&gate(&standing, at("2025-03-04 00:01"))), [Page::Now]);
    assert_eq!(pages(&gate(&standing, at("2025-06-02 09:00"))), Page::ALL);
}

#[test]
fn s18_what_cannot_be_read_asks_both_pages_once_and_a_full_answer_settles_it() {
    let mut standing = well(DAY);
    let unread = BTreeSet::from(["line".to_owned()]);
    let asked = standing.gate(at(DAY), Wants::Moving, None, &unread);
    let Gate::Asks(due) = asked else { panic!("{asked:?}") };
    assert_eq!((due.pages, due.why), (vec![Page::Now, Page::Before], Why::Unread));
    standing.apply(&Fact::Answered { page: Page::Before, version: LINES_VERSION, unread: due.unread }, at(DAY));
    assert_eq!(standing.gate(at(DAY), Wants::Moving, None, &unread), Gate::Go);
}

#[test]
fn the_breathing_break_asks_what_is_new_and_stays_shut_for_the_heart() {
    let calm = |standing: &Standing| standing.gate(at("2025-03-04 09:00"), Wants::Calm, None, &BTreeSet::new());
    let mut standing = well(DAY);
    assert_eq!(pages(&calm(&standing)), [Page::Now]);
    say(&mut standing, Item::Sign(Sign::Immunity), DAY);
    assert_eq!(pages(&calm(&standing)), [Page::Now], "a pause leaves it open");
    say(&mut standing, Item::Sign(Sign::Heart), DAY);
    assert_eq!(calm(&standing), Gate::Held(Outcome::Urgent));
}

#[test]
fn each_hold_says_what_to_do_and_when_to_come_back_and_an_emergency_whom_to_call_first() {
    for item in lines() {
        let mut standing = well(DAY);
        say(&mut standing, item, DAY);
        let Some(reading) = standing.ledger().reading(None) else {
            assert!(item.outcome(None) < Outcome::Pause, "{item}");
            continue;
        };
        let emergency = reading.outcome == Outcome::Emergency;
        assert_eq!(reading.lines[0] == "Call 112, 999 or 911 now.", emergency, "{item}");
        assert!(reading.lines.iter().any(|line| line.contains("3 March") && line.contains(item.name())), "{item}");
        assert!(reading.lines.last().is_some_and(|line| line.contains("ress m")), "{item}");
        assert_eq!(standing.ledger().reading(Some("1414")).unwrap().lines[0] == "Call 1414 now.", emergency);
    }
}

#[test]
fn a_guest_is_asked_everything_and_held_by_what_an_earlier_guest_said() {
    let mut guest = well(DAY);
    say(&mut guest, Item::Tag(Tag::Hip), DAY);
    let next = guest.next_guest();
    assert_eq!((pages(&gate(&next, at(DAY))), next.tags().is_empty()), (Page::ALL.to_vec(), true));
    say(&mut guest, Item::Sign(Sign::Chest), DAY);
    assert_eq!(gate(&guest.next_guest(), at("2026-03-03 09:00")), Gate::Held(Outcome::Emergency));
}
