//! How an earlier session ended, as far as the next launch knows it.

use unhunch::safety::{Fact, Gate, Item, LINES_VERSION, Outcome, Page, Sign, Standing, StopAnswer, Unanswered, Wants};

use super::script::at;
use super::standing::{DAY, gate, pages, well};

fn ended(standing: &mut Standing, session: &str, answer: Option<StopAnswer>) {
    standing.apply(&Fact::HowEnded { session: session.to_owned(), answer }, at(DAY));
}

fn nothing_new(standing: &mut Standing) {
    standing.apply(&Fact::Answered { page: Page::Now, version: LINES_VERSION, unread: Vec::new() }, at(DAY));
}

fn stopped(standing: &mut Standing, answer: StopAnswer, outcome: Outcome) {
    let stop = Fact::StopAnswered {
        answer,
        movement: None,
        session: "s1".to_owned(),
        outcome: Some(outcome),
        set_aside: answer == StopAnswer::Limb,
    };
    standing.apply(&stop, at(DAY));
}

#[test]
fn how_it_ended_is_asked_until_it_is_said_and_only_calm_goes_on_meanwhile() {
    let mut standing = well(DAY);
    assert!(standing.asks_how_ended("s1"));
    for _ in 0..3 {
        ended(&mut standing, "s1", None);
        assert!(standing.asks_how_ended("s1"));
        nothing_new(&mut standing);
        assert_eq!(gate(&standing, at(DAY)), Gate::NeedAnswer(Unanswered::HowEnded), "no answer to it");
        assert_eq!(standing.gate(at(DAY), Wants::Calm, None, &std::collections::BTreeSet::new()), Gate::Go);
    }
    assert!(!standing.is_held(), "nothing was said that holds");
    ended(&mut standing, "s1", Some(StopAnswer::CarryOn));
    assert_eq!((standing.asks_how_ended("s1"), standing.untold()), (false, None));
    nothing_new(&mut standing);
    assert_eq!(gate(&standing, at(DAY)), Gate::Go);
    assert!(standing.asks_how_ended("s2"), "another ending is another question");
}

#[test]
fn rather_not_say_asks_what_is_new_again() {
    let mut standing = well(DAY);
    ended(&mut standing, "s1", None);
    ended(&mut standing, "s1", Some(StopAnswer::CarryOn));
    assert_eq!(pages(&gate(&standing, at(DAY))), [Page::Now]);
}

#[test]
fn a_chest_pain_that_has_passed_is_urgent_and_one_of_the_door_does_not_pass() {
    let mut standing = well(DAY);
    stopped(&mut standing, StopAnswer::Chest, Outcome::Emergency);
    standing.apply(&Fact::Passed { session: "another".to_owned() }, at(DAY));
    assert_eq!(gate(&standing, at(DAY)), Gate::Held(Outcome::Emergency));
    standing.apply(&Fact::Passed { session: "s1".to_owned() }, at(DAY));
    assert_eq!(gate(&standing, at(DAY)), Gate::Held(Outcome::Urgent));
    let mut other = well(DAY);
    other.apply(&Fact::Ticked { item: Item::Sign(Sign::Chest), when: at(DAY) }, at(DAY));
    other.apply(&Fact::Passed { session: "s1".to_owned() }, at(DAY));
    assert_eq!(gate(&other, at(DAY)), Gate::Held(Outcome::Emergency));
}

#[test]
fn taking_back_how_it_ended_asks_it_again_and_puts_nothing_aside() {
    let mut standing = well(DAY);
    let before = gate(&standing, at(DAY));
    ended(&mut standing, "s1", Some(StopAnswer::Limb));
    stopped(&mut standing, StopAnswer::Limb, Outcome::Pause);
    assert_eq!(gate(&standing, at(DAY)), Gate::Held(Outcome::Pause));
    standing.apply(&Fact::Mistake, at(DAY));
    assert_eq!((standing.asks_how_ended("s1"), gate(&standing, at(DAY))), (true, before));
    assert_eq!(standing.asides().count(), 0);
}
