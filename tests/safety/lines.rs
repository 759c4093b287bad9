//! What each line of the door comes to, and what stays true of any of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unhunch::routine::Tag;
use unhunch::safety::{Fact, Gate, Item, LINES_VERSION, Outcome, Page, Settled, Sign, Standing, Told, Wants};

use super::script::at;
use super::standing::{DAY, gate, lines, pages, say, well};

use Outcome::{Adapt, Emergency, Pause, Urgent};

fn tell(standing: &mut Standing, item: Item, told: Told) {
    standing.apply(&Fact::Told { item, when: at(DAY), told }, at(DAY));
}

/// What CONTENT 3.3 to 3.5 say of each answer, by hand: the line, the answer, what it comes to, what is worked around.
fn table() -> Vec<(Item, Told, Outcome, Vec<Tag>)> {
    use Told as T;
    let sign = |sign, told, outcome, tags: &[Tag]| (Item::Sign(sign), told, outcome, tags.to_vec());
    let tag = |tag, told, outcome, tags: &[Tag]| (Item::Tag(tag), told, outcome, tags.to_vec());
    vec![
        sign(Sign::Accident, T::Yes, Emergency, &[]),
        sign(Sign::Accident, T::NotSure, Emergency, &[]),
        sign(Sign::Accident, T::No, Urgent, &[]),
        sign(Sign::Fever, T::Yes, Urgent, &[]),
        sign(Sign::Fever, T::NotSure, Urgent, &[]),
        sign(Sign::Fever, T::No, Pause, &[]),
        sign(Sign::Limb, T::NewOrWorse, Urgent, &[]),
        sign(Sign::Limb, T::WeakOrClumsy, Urgent, &[]),
        sign(Sign::Limb, T::NobodyLooked, Pause, &[]),
        sign(Sign::Limb, T::Examined, Adapt, &[Tag::Neck]),
        sign(Sign::Fall, T::NobodyLooked, Pause, &[]),
        sign(Sign::Fall, T::Examined, Adapt, &[]),
        sign(Sign::Blades, T::NewOrWorse, Pause, &[]),
        sign(Sign::Blades, T::Eases, Adapt, &[Tag::Spine]),
        sign(Sign::Blades, T::NotSure, Adapt, &[Tag::Spine]),
        sign(Sign::Blades, T::Examined, Adapt, &[]),
        sign(Sign::BackPain, T::NobodyLooked, Urgent, &[]),
        sign(Sign::BackPain, T::Examined, Adapt, &[]),
        sign(Sign::Immunity, T::NobodyLooked, Pause, &[]),
        sign(Sign::Immunity, T::Examined, Adapt, &[]),
        sign(Sign::Heart, T::NobodyLooked, Urgent, &[]),
        sign(Sign::Heart, T::NewOrWorse, Urgent, &[]),
        sign(Sign::Heart, T::Examined, Adapt, &[Tag::EyePressure, Tag::LieFlat]),
        sign(Sign::Blackout, T::NewOrWorse, Urgent, &[]),
        sign(Sign::Blackout, T::NobodyLooked, Pause, &[]),
        sign(Sign::Blackout, T::Examined, Adapt, &[Tag::Dizzy]),
        sign(Sign::Operation, T::NobodyLooked, Pause, &[]),
        sign(Sign::Operation, T::OperationFine, Adapt, &[Tag::Surgery]),
        sign(Sign::Operation, T::ClotAllRight, Adapt, &[Tag::BleedSkin]),
        sign(Sign::Operation, T::BothAllowed, Adapt, &[Tag::Surgery, Tag::BleedSkin]),
        sign(Sign::Operation, T::Examined, Adapt, &[]),
        tag(Tag::Osteoporosis, T::Yes, Urgent, &[Tag::Osteoporosis]),
        tag(Tag::Osteoporosis, T::NotSure, Urgent, &[Tag::Osteoporosis]),
        tag(Tag::Osteoporosis, T::No, Adapt, &[Tag::Osteoporosis]),
        tag(Tag::Surgery, T::NobodyLooked, Pause, &[Tag::Surgery]),
        tag(Tag::Surgery, T::Examined, Adapt, &[Tag::Surgery]),
        tag(Tag::Dizzy, T::NobodyLooked, Pause, &[Tag::Dizzy]),
        tag(Tag::Dizzy, T::Examined, Adapt, &[Tag::Dizzy]),
        tag(Tag::Rib, T::NobodyLooked, Pause, &[Tag::Rib]),
        tag(Tag::Rib, T::Examined, Adapt, &[Tag::Rib]),
        tag(Tag::NewHip, T::NobodyLooked, Pause, &[Tag::NewHip]),
        tag(Tag::NewHip, T::OperationFine, Adapt, &[Tag::NewHip]),
        tag(Tag::NewHip, T::Examined, Adapt, &[Tag::Hip]),
    ]
}

#[test]
fn each_answer_comes_to_what_the_table_says() {
    for (item, told, outcome, tags) in table() {
        let mut standing = well(DAY);
        say(&mut standing, item, DAY);
        tell(&mut standing, item, told);
        let tags: BTreeSet<Tag> = tags.into_iter().collect();
        assert_eq!((standing.outcome(), standing.tags()), (Some(outcome), &tags), "{item} {told:?}");
        let expected = if outcome >= Pause { Gate::Held(outcome) } else { Gate::Go };
        assert_eq!(gate(&standing, at(DAY)), expected, "{item} {told:?}");
    }
}

#[test]
fn the_table_has_every_answer_of_every_line() {
    let have: BTreeSet<(Item, Told)> = table().into_iter().map(|(item, told, ..)| (item, told)).collect();
    let asked = lines().into_iter().filter_map(|item| Some((item, item.asks()?)));
    let all: BTreeSet<(Item, Told)> =
        asked.flat_map(|(item, asks)| asks.answers().map(move |(told, _)| (item, told)).collect::<Vec<_>>()).collect();
    assert_eq!(have, all);
}

#[test]
fn a_line_without_a_follow_up_is_what_it_says() {
    for item in lines().into_iter().filter(|item| item.asks().is_none()) {
        let expected = match item {
            Item::Sign(Sign::Under18) => Urgent,
            Item::Sign(_) => Emergency,
            Item::Tag(_) => Adapt,
        };
        assert_eq!(item.outcome(None), expected, "{item}");
    }
}

#[test]
fn what_was_checked_since_is_worked_around_as_widely_as_any_answer_would_have_it() {
    for item in lines().into_iter().filter(|item| item.outcome(None) >= Pause && *item != Item::Sign(Sign::Under18)) {
        let mut standing = well(DAY);
        say(&mut standing, item, DAY);
        standing.apply(&Fact::Over { item, when: at(DAY), how: Settled::Checked }, at("2025-03-05 09:00"));
        let widest = item
            .asks()
            .into_iter()
            .flat_map(|asks| asks.answers().flat_map(|(told, _)| asks.tags(told).iter().copied()).collect::<Vec<_>>());
        assert!(widest.into_iter().all(|tag| standing.tags().contains(&tag)), "{item}: {:?}", standing.tags());
    }
}

#[test]
fn answering_again_with_none_lifts_nothing() {
    for item in lines().into_iter().filter(|item| item.outcome(None) >= Pause) {
        let mut standing = well(DAY);
        say(&mut standing, item, DAY);
        for page in Page::ALL {
            standing
                .apply(&Fact::Answered { page, version: LINES_VERSION, unread: Vec::new() }, at("2025-03-04 09:00"));
        }
        assert_eq!(gate(&standing, at("2025-03-04 09:00")), Gate::Held(item.outcome(None)), "{item}");
    }
}

#[test]
fn the_answers_last_90_days_and_those_to_older_lines_are_asked_again() {
    let mut standing = well(DAY);
    let check = |standing: &mut Standing, when: &str| {
        standing.apply(&Fact::Answered { page: Page::Now, version: LINES_VERSION, unread: Vec::new() }, at(when));
    };
    check(&mut standing, "2025-05-31 09:00");
    assert_eq!(gate(&standing, at("2025-05-31 09:00")), Gate::Go);
    check(&mut standing, "2025-06-01 09:00");
    assert_eq!(pages(&gate(&standing, at("2025-06-01 09:00"))), [Page::Before, Page::Around]);
    check(&mut standing, "2025-02-20 09:00");
    assert!(!pages(&gate(&standing, at("2025-02-20 09:00"))).is_empty(), "a clock put back does not make them last");
    let mut older = Standing::default();
    for page in Page::ALL {
        older.apply(&Fact::Answered { page, version: LINES_VERSION - 1, unread: Vec::new() }, at(DAY));
    }
    assert_eq!(pages(&gate(&older, at(DAY))), Page::ALL);
}

#[test]
fn a_gap_of_over_30_days_offers_the_pages_and_can_be_declined() {
    let mut standing = well(DAY);
    let now = "2025-04-05 09:00";
    standing.apply(&Fact::Answered { page: Page::Now, version: LINES_VERSION, unread: Vec::new() }, at(now));
    let gate = |last| standing.gate(at(now), Wants::Moving, last, &BTreeSet::new());
    assert!(matches!(gate(Some(at("2025-03-05 08:59"))), Gate::Offers(_)));
    assert_eq!(gate(Some(at("2025-03-06 09:00"))), Gate::Go);
    assert_eq!(gate(None), Gate::Go, "declined");
    assert_eq!(well(DAY).gate(at(DAY), Wants::Moving, Some(at("2024-12-01 09:00")), &BTreeSet::new()), Gate::Go);
}

/// Things that are said: which line, and what is answered to its follow-up, if anything is.
fn said() -> impl Strategy<Value = Vec<(usize, Option<usize>)>> {
    let all = lines().len();
    prop::collection::vec((0..all, prop::option::of(0..5_usize)), 0..6)
}

fn facts_of(said: &[(usize, Option<usize>)]) -> Vec<(Fact, chrono::DateTime<chrono::FixedOffset>)> {
    let mut facts = Vec::new();
    for (minute, (line, answer)) in (0..).zip(said) {
        let item = lines()[*line];
        let when = at(DAY) + chrono::TimeDelta::minutes(minute);
        facts.push((Fact::Ticked { item, when }, when));
        let told = item.asks().zip(*answer).and_then(|(asks, nth)| asks.answers().nth(nth));
        facts.extend(told.map(|(told, _)| (Fact::Told { item, when, told }, when)));
    }
    facts
}

proptest! {
    /// The gravest of everything that was said holds, and whoever said nothing that holds is not held.
    #[test]
    fn the_gravest_of_everything_said_counts_and_nothing_else_holds(said in said()) {
        let mut standing = well(DAY);
        for (fact, when) in facts_of(&said) {
            standing.apply(&fact, when);
        }
        let gravest = said.iter().map(|(line, answer)| {
            let item = lines()[*line];
            let told = item.asks().zip(*answer).and_then(|(asks, nth)| asks.answers().nth(nth));
            item.outcome(told.map(|(told, _)| told))
        }).max().unwrap_or(Outcome::Go);
        let expected = if gravest >= Pause { Gate::Held(gravest) } else { Gate::Go };
        prop_assert_eq!(gate(&standing, at("2025-03-03 10:00")), expected);
    }

    /// Each thing that was said and taken back by its own time leaves no trace; in whatever order the words are merged.
    #[test]
    fn everything_taken_back_by_its_name_holds_nobody(said in said(), turn in 0..8_usize) {
        let mut facts = facts_of(&said);
        for (fact, when) in facts.clone() {
            if let Fact::Ticked { item, when: said_at } = fact {
                facts.push((Fact::Over { item, when: said_at, how: Settled::Mistaken }, when));
            }
        }
        let turn = if facts.is_empty() { 0 } else { turn % facts.len() };
        facts.rotate_left(turn);
        let mut standing = well(DAY);
        for (fact, when) in facts {
            standing.apply(&fact, when);
        }
        prop_assert_eq!(gate(&standing, at("2025-03-03 10:00")), Gate::Go);
        prop_assert!(standing.tags().is_empty());
    }

    /// How somebody stands is what applying the facts one by one comes to, and their lines read back to the same.
    #[test]
    fn facts_and_their_lines_come_to_the_same(said in said()) {
        let facts = facts_of(&said);
        let mut one_by_one = Standing::default();
        for (fact, when) in &facts {
            let line = serde_json::to_string(fact).expect("a line");
            let read: Fact = serde_json::from_str(&line).expect("the same");
            prop_assert_eq!(&read, fact);
            one_by_one.apply(&read, *when);
        }
        let at_once = Standing::of(facts.iter().map(|(fact, when)| (fact, *when)));
        prop_assert_eq!(at_once.ledger(), one_by_one.ledger());
        prop_assert_eq!(at_once.tags(), one_by_one.tags());
    }
}
