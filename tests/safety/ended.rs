use unhunch::safety::{AskHowEnded, Fact, Gate, Hold, HowEnded, Outcome, Standing, StopAnswer};

use super::script::at;
use super::standing::{NOW, checked, gates, stopped, well};

fn silence(standing: &mut Standing, session: &str) {
    standing.apply(&Fact::HowEnded { session: session.to_owned(), answer: None }, at(NOW));
}

#[test]
fn how_it_ended_is_asked_twice_and_then_the_urgent_wording_comes_once() {
    let mut standing = well();
    assert_eq!(standing.ask_how_ended("s1"), AskHowEnded::Ask);
    silence(&mut standing, "s1");
    assert_eq!(standing.ask_how_ended("s1"), AskHowEnded::Ask);
    silence(&mut standing, "s1");
    assert_eq!(standing.ask_how_ended("s1"), AskHowEnded::ShowUrgent);
    standing.apply(&Fact::UrgentShown { session: "s1".to_owned() }, at(NOW));
    assert_eq!(standing.ask_how_ended("s1"), AskHowEnded::No);
    assert_eq!(standing.ask_how_ended("s2"), AskHowEnded::Ask, "another ending is another question");
    assert_eq!(standing.hold(), Hold::Nothing, "a wording is no outcome");
}

#[test]
fn an_answer_to_how_it_ended_settles_it() {
    let mut standing = well();
    silence(&mut standing, "s1");
    standing.apply(&Fact::HowEnded { session: "s1".to_owned(), answer: Some(HowEnded::Fine) }, at(NOW));
    assert_eq!(standing.ask_how_ended("s1"), AskHowEnded::No);
    silence(&mut standing, "s2");
    assert_eq!(standing.ask_how_ended("s2"), AskHowEnded::Ask, "they do not run on across an answer");
}

#[test]
fn a_chest_pain_that_has_passed_is_urgent() {
    let mut standing = well();
    stopped(&mut standing, NOW, StopAnswer::Chest);
    standing.apply(&Fact::Passed { session: "another".to_owned() }, at(NOW));
    assert_eq!(gates(&standing, NOW).0, Gate::Blocked(Outcome::Emergency));
    standing.apply(&Fact::Passed { session: "s1".to_owned() }, at(NOW));
    assert_eq!(gates(&standing, NOW).0, Gate::Blocked(Outcome::Urgent));
    let mut other = well();
    checked(&mut other, NOW, 1, &[]);
    other.apply(&Fact::Passed { session: "s1".to_owned() }, at(NOW));
    assert_eq!(gates(&other, NOW).0, Gate::Blocked(Outcome::Emergency), "stage 0's does not pass");
}

#[test]
fn taking_back_how_it_ended_asks_it_again() {
    let mut standing = well();
    let before = gates(&standing, NOW);
    standing.apply(&Fact::HowEnded { session: "s1".to_owned(), answer: Some(HowEnded::Limb) }, at(NOW));
    stopped(&mut standing, NOW, StopAnswer::Limb);
    standing.apply(&Fact::Mistake, at(NOW));
    assert_eq!((standing.ask_how_ended("s1"), gates(&standing, NOW)), (AskHowEnded::Ask, before));
    assert_eq!(standing.asides().count(), 0);
}
