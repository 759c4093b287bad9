use unhunch::routine::{Family, Movement, Place};
use unhunch::safety::words::{follow_up, stop as words};
use unhunch::safety::{
    Consequence, Fact, FollowUp, HowEnded, Outcome, Reason, Reply, Resume, Standing, StopAnswer, Then, What,
    consequence, signs,
};

use super::script::{at, movement};

const NOW: &str = "2025-03-03 09:00";

/// An answer and its row in the content's table: what the session does, what is set aside, outcome, question, words.
type Row = (StopAnswer, Then, Vec<What>, Option<Outcome>, Option<FollowUp>, Option<&'static str>);

fn twist() -> Movement {
    movement("seated-chair-twist", Family::Rotate, Place::Chair)
}

fn stop(answer: StopAnswer, movement: &Movement) -> Consequence {
    consequence(answer, Some(movement), &Standing::default(), at(NOW))
}

fn family(family: Family) -> What {
    What::Family(family)
}

#[test]
fn each_answer_does_what_its_row_says() {
    use Then::{End, KeepPlace, LeaveMovement, OfferEasier, Pause, Rest};
    let moved = || What::Movement("seated-chair-twist".into());
    let rows: [Row; 11] = [
        (StopAnswer::CarryOn, Pause, vec![], None, None, Some(words::SAY_CARRY_ON)),
        (StopAnswer::TooMuch, OfferEasier, vec![], None, None, Some(words::SAY_TOO_MUCH)),
        (StopAnswer::SharpPain, LeaveMovement, vec![moved()], None, Some(FollowUp::SoreSide), Some(words::SAY_SHARP)),
        (
            StopAnswer::Limb,
            End,
            vec![moved(), family(Family::Rotate)],
            Some(Outcome::Pause),
            None,
            Some(words::SAY_LIMB),
        ),
        (StopAnswer::Dizzy, End, vec![], None, Some(FollowUp::Signs), Some(words::SAY_DIZZY)),
        (StopAnswer::Chest, End, vec![], Some(Outcome::Emergency), None, None),
        (
            StopAnswer::Ribs,
            LeaveMovement,
            vec![family(Family::Extend), family(Family::Rotate), family(Family::Roller)],
            None,
            None,
            Some(words::SAY_RIBS),
        ),
        (StopAnswer::Popped, Pause, vec![], None, None, Some(words::SAY_POPPED)),
        (StopAnswer::Cramp, Rest, vec![], None, None, Some(words::SAY_CRAMP)),
        (StopAnswer::SomethingElse, KeepPlace, vec![], None, None, Some(words::SAY_SOMETHING_ELSE)),
        (StopAnswer::NoAnswer, End, vec![], None, None, Some(words::SAY_NO_ANSWER)),
    ];
    for (answer, then, set_aside, outcome, asks, says) in rows {
        let it = stop(answer, &twist());
        assert_eq!((it.then, it.outcome, it.asks), (then, outcome, asks), "{answer:?}");
        assert_eq!(it.set_aside, set_aside, "{answer:?}");
        assert_eq!(it.says, says.into_iter().collect::<Vec<_>>(), "{answer:?}");
        assert_eq!(it.pop, answer == StopAnswer::Popped);
        assert_eq!(it.reason.is_some(), !set_aside.is_empty(), "{answer:?}");
    }
}

#[test]
fn every_answer_that_ends_the_session_bars_taking_it_up_again() {
    for answer in StopAnswer::KEYS.into_iter().chain([StopAnswer::NoAnswer]) {
        if matches!(stop(answer, &twist()).then, Then::End | Then::LeaveMovement | Then::OfferEasier) {
            assert_eq!(answer.resume(), Resume::Never, "{answer:?}");
            assert!(answer.checks_again(), "{answer:?}");
        }
    }
}

#[test]
fn the_side_is_asked_only_where_there_is_one() {
    let mut lift = movement("seated-chest-lift", Family::Extend, Place::Chair);
    lift.dose.sides = 1;
    assert_eq!(stop(StopAnswer::SharpPain, &lift).asks, None);
}

#[test]
fn calm_is_never_set_aside_as_a_family() {
    let march = movement("easy-march", Family::Calm, Place::Standing);
    assert_eq!(stop(StopAnswer::Limb, &march).set_aside, [What::Movement("easy-march".into())]);
}

#[test]
fn dizziness_puts_aside_the_neck_or_the_floor_movement_it_came_in() {
    let neck = movement("neck-turn", Family::Neck, Place::Chair);
    assert_eq!(stop(StopAnswer::Dizzy, &neck).set_aside, [family(Family::Neck)]);
    let floor = movement("open-book", Family::Rotate, Place::Floor);
    let it = stop(StopAnswer::Dizzy, &floor);
    assert_eq!((it.set_aside, it.reason), (vec![What::Movement("open-book".into())], Some(Reason::Dizzy)));
}

#[test]
fn the_dizzy_tag_is_offered_on_the_second_dizzy_stop_not_the_first() {
    let mut standing = Standing::default();
    let first = consequence(StopAnswer::Dizzy, Some(&twist()), &standing, at(NOW));
    assert!(!first.offers_dizzy);
    for fact in first.facts("s1") {
        standing.apply(&fact, at(NOW));
    }
    assert!(consequence(StopAnswer::Dizzy, Some(&twist()), &standing, at(NOW)).offers_dizzy);
}

#[test]
fn any_sign_of_4a_is_an_emergency_and_not_sure_counts_as_yes() {
    assert_eq!(signs(Reply::Yes), Some(Outcome::Emergency));
    assert_eq!(signs(Reply::NotSure), Some(Outcome::Emergency));
    assert_eq!(signs(Reply::No), None);
}

fn after(stops: &[(&str, StopAnswer, &Movement)]) -> Standing {
    let mut standing = Standing::default();
    for (when, answer, movement) in stops {
        for fact in consequence(*answer, Some(movement), &standing, at(when)).facts("s") {
            standing.apply(&fact, at(when));
        }
    }
    standing
}

#[test]
fn a_second_stop_that_sets_aside_on_the_same_movement_is_a_pattern_however_late() {
    let standing = after(&[("2025-01-03 09:00", StopAnswer::SharpPain, &twist())]);
    let it = consequence(StopAnswer::SharpPain, Some(&twist()), &standing, at(NOW));
    assert_eq!((it.outcome, it.then), (Some(Outcome::Pause), Then::End), "a pause leaves nothing to go on with");
    assert_eq!(it.says, [words::SAY_SHARP, follow_up::PATTERN]);
    let other = movement("wall-chest-lean", Family::Extend, Place::Wall);
    assert_eq!(consequence(StopAnswer::SharpPain, Some(&other), &standing, at(NOW)).outcome, None);
}

#[test]
fn three_such_stops_in_14_days_are_a_pattern_whatever_the_movement() {
    let lean = movement("wall-chest-lean", Family::Extend, Place::Wall);
    let third = movement("desk-lean", Family::Flex, Place::Standing);
    for (first, outcome) in [("2025-02-17 09:00", Some(Outcome::Pause)), ("2025-02-17 08:59", None)] {
        let standing =
            after(&[(first, StopAnswer::SharpPain, &lean), ("2025-03-01 09:00", StopAnswer::Ribs, &twist())]);
        let it = consequence(StopAnswer::SharpPain, Some(&third), &standing, at(NOW));
        assert_eq!(it.outcome, outcome, "{first}");
    }
}

#[test]
fn stops_that_set_nothing_aside_are_not_counted() {
    let stops: Vec<_> = ["2025-03-01 09:00", "2025-03-01 10:00", "2025-03-01 11:00"]
        .into_iter()
        .flat_map(|when| [StopAnswer::TooMuch, StopAnswer::Cramp, StopAnswer::Dizzy].map(|answer| (when, answer)))
        .collect();
    let twist = twist();
    let stops: Vec<_> = stops.into_iter().map(|(when, answer)| (when, answer, &twist)).collect();
    let it = consequence(StopAnswer::SharpPain, Some(&twist), &after(&stops), at(NOW));
    assert_eq!(it.outcome, None);
}

#[test]
fn what_a_stop_comes_to_is_recorded_at_once() {
    let facts = stop(StopAnswer::Limb, &twist()).facts("s1");
    let text: Vec<String> = facts.iter().map(|fact| serde_json::to_string(fact).unwrap()).collect();
    assert_eq!(
        text,
        [
            r#"{"fact":"stop-answered","answer":"limb","movement":"seated-chair-twist","session":"s1","outcome":"pause","set-aside":true}"#,
            r#"{"fact":"set-aside","what":{"movement":"seated-chair-twist"},"reason":"limb","session":"s1"}"#,
            r#"{"fact":"set-aside","what":{"family":"rotate"},"reason":"limb","session":"s1"}"#,
        ]
    );
}

#[test]
fn how_it_ended_is_answered_as_its_key() {
    let keys: Vec<Option<u8>> =
        HowEnded::ALL.into_iter().map(|ended| ended.as_stop().and_then(StopAnswer::digit)).collect();
    assert_eq!(keys, [None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)]);
    let facts = stop(StopAnswer::TooMuch, &twist()).facts_afterwards("s1");
    assert!(facts.contains(&Fact::EasierNext { movement: "seated-chair-twist".into() }));
}

#[test]
fn a_stop_in_a_movement_nobody_knows_any_more_still_counts_for_the_person() {
    let it = consequence(StopAnswer::Limb, None, &Standing::default(), at(NOW));
    assert_eq!((it.outcome, it.set_aside), (Some(Outcome::Pause), vec![]));
}
