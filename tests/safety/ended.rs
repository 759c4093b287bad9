use unhunch::safety::{Fact, Gate, Hold, Outcome, Standing, StopAnswer, Unanswered};

use super::script::at;
use super::standing::{NOW, checked, gates, stopped, well};

fn ended(standing: &mut Standing, session: &str, answer: Option<StopAnswer>) {
    standing.apply(&Fact::HowEnded { session: session.to_owned(), answer }, at(NOW));
}

#[test]
fn how_it_ended_is_asked_until_it_is_said_and_only_calm_goes_on_meanwhile() {
    let mut standing = well();
    assert!(standing.asks_how_ended("s1"));
    for _ in 0..3 {
        ended(&mut standing, "s1", None);
        assert!(standing.asks_how_ended("s1"));
        assert_eq!(gates(&standing, NOW), (Gate::NeedAnswer(Unanswered::HowEnded), Gate::Go));
        checked(&mut standing, NOW, 0, &[]);
        assert_eq!(
            gates(&standing, NOW).0,
            Gate::NeedAnswer(Unanswered::HowEnded),
            "the daily check is no answer to it"
        );
    }
    assert_eq!(standing.hold(), Hold::Nothing, "nothing was said that holds");
    ended(&mut standing, "s1", Some(StopAnswer::CarryOn));
    assert_eq!((standing.asks_how_ended("s1"), standing.untold()), (false, None));
    checked(&mut standing, NOW, 0, &[]);
    assert_eq!(gates(&standing, NOW).0, Gate::Go);
    assert!(standing.asks_how_ended("s2"), "another ending is another question");
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
    ended(&mut standing, "s1", Some(StopAnswer::Limb));
    stopped(&mut standing, NOW, StopAnswer::Limb);
    standing.apply(&Fact::Mistake, at(NOW));
    assert_eq!((standing.asks_how_ended("s1"), gates(&standing, NOW)), (true, before));
    assert_eq!(standing.asides().count(), 0);
}
