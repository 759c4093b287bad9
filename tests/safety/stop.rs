use unhunch::routine::{Family, Movement, Place};
use unhunch::safety::words::{follow_up, stop as words};
use unhunch::safety::{
    About, Asks, Consequence, Fact, FollowUp, Gate, Outcome, Reason, Reply, Resume, Said, SoreSide, Standing,
    StopAnswer, StopQuestion, StopTalk, Then, Unanswered, Wants, What, consequence,
};

use super::script::{at, movement};

const NOW: &str = "2025-03-03 09:00";

/// An answer and its row in the content's table: what the session does, what is set aside, outcome, question, words.
type Row = (StopAnswer, Then, Vec<What>, Option<Outcome>, Option<Asks>, Option<&'static str>);

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
    let rows: [Row; 13] = [
        (StopAnswer::CarryOn, Pause, vec![], None, None, Some(words::SAY_CARRY_ON)),
        (StopAnswer::TooMuch, OfferEasier, vec![], None, None, Some(words::SAY_TOO_MUCH)),
        (StopAnswer::SharpPain, LeaveMovement, vec![moved()], None, Some(Asks::SoreSide), Some(words::SAY_SHARP)),
        (
            StopAnswer::Limb,
            End,
            vec![moved(), family(Family::Rotate)],
            Some(Outcome::Pause),
            None,
            Some(words::SAY_LIMB),
        ),
        (StopAnswer::Dizzy, End, vec![], None, Some(Asks::Signs), Some(words::SAY_DIZZY)),
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
        (StopAnswer::PoppedAndHurts, LeaveMovement, vec![moved()], None, Some(Asks::SoreSide), Some(words::SAY_SHARP)),
        (StopAnswer::SomethingFelt, End, vec![moved()], None, Some(Asks::Signs), Some(words::SAY_SOMETHING_FELT)),
        (StopAnswer::Interrupted, KeepPlace, vec![], None, None, Some(words::SAY_INTERRUPTED)),
        (StopAnswer::NoAnswer, End, vec![], None, None, Some(words::SAY_NO_ANSWER)),
    ];
    for (answer, then, set_aside, outcome, asks, says) in rows {
        let it = stop(answer, &twist());
        assert_eq!((it.then, it.outcome, it.asks), (then, outcome, asks), "{answer:?}");
        assert_eq!(it.set_aside, set_aside, "{answer:?}");
        assert_eq!(it.says, says.into_iter().collect::<Vec<_>>(), "{answer:?}");
        assert_eq!(it.pop, matches!(answer, StopAnswer::Popped | StopAnswer::PoppedAndHurts));
        assert_eq!(it.reason.is_some(), !set_aside.is_empty(), "{answer:?}");
    }
}

#[test]
fn every_answer_that_ends_the_session_bars_taking_it_up_again() {
    for answer in StopAnswer::ALL.into_iter().chain([StopAnswer::NoAnswer]) {
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
    assert_eq!(Outcome::of_signs(Reply::Yes), Some(Outcome::Emergency));
    assert_eq!(Outcome::of_signs(Reply::NotSure), Some(Outcome::Emergency));
    assert_eq!(Outcome::of_signs(Reply::No), None);
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
fn how_it_ended_is_answered_with_the_keys_of_the_stop_menu() {
    let keys = |question: StopQuestion| question.answers().map(|(key, _)| key).collect::<String>();
    assert_eq!(keys(StopQuestion::Stopped), "0123456789ci");
    assert_eq!(keys(StopQuestion::Afterwards), "0123456789ci");
    assert_eq!(keys(StopQuestion::LastTime), "012345689");
    for (key, answer) in StopQuestion::LastTime.answers() {
        assert_eq!(StopQuestion::Stopped.answer(key), Some(answer));
    }
    let facts = stop(StopAnswer::TooMuch, &twist()).facts_afterwards("s1");
    assert!(facts.contains(&Fact::EasierNext { movement: "seated-chair-twist".into() }));
}

/// What a talk comes to that is answered with these keys, one after the other, of a stop in `movement` so many days ago.
fn talked(asked: StopQuestion, keys: &str, movement: &Movement, days_ago: i64) -> (StopTalk, Standing) {
    let mut standing = Standing::default();
    let now = at(NOW);
    let stopped = now - chrono::TimeDelta::days(days_ago);
    let mut keys = keys.chars();
    let answer = asked.answer(keys.next().expect("a key")).expect("an answer");
    let about = About { session: "s1", movement: Some(movement), standing: &standing, stopped, now };
    let (mut talk, facts) = StopTalk::begin(asked, answer, &about);
    for fact in facts {
        standing.apply(&fact, now);
    }
    for key in keys {
        let said = talk.reads(key).unwrap_or_else(|| panic!("{key} answers {:?}", talk.asks()));
        if let Some(fact) = talk.fact(said, "s1") {
            standing.apply(&fact, now);
        }
        assert!(talk.take(said));
    }
    (talk, standing)
}

const EVERY_QUESTION: [StopQuestion; 3] = [StopQuestion::Stopped, StopQuestion::Afterwards, StopQuestion::LastTime];

#[test]
fn the_same_keys_come_to_the_same_whenever_a_stop_is_talked_about() {
    let neck = movement("neck-turn", Family::Neck, Place::Chair);
    for (keys, outcome) in [("3", Some(Outcome::Pause)), ("43", Some(Outcome::Emergency)), ("42", None), ("22", None)] {
        let results = EVERY_QUESTION.map(|asked| {
            let movement = if keys.starts_with('4') { &neck } else { &twist() };
            let (talk, standing) = talked(asked, keys, movement, 0);
            let asides: Vec<(What, Option<SoreSide>)> =
                standing.asides().map(|(what, aside)| (what.clone(), aside.side)).collect();
            (talk.outcome(), standing.outcome().filter(|it| !it.moves()), asides)
        });
        assert_eq!((results[0].0, results[0].1), (outcome, outcome), "{keys}");
        assert_eq!(results[0], results[1], "{keys}");
        assert_eq!(results[0], results[2], "{keys}");
    }
}

#[test]
fn only_a_session_that_stands_still_is_asked_how_it_goes_on() {
    for asked in EVERY_QUESTION {
        let (talk, _) = talked(asked, "22", &twist(), 0);
        let expected = (asked == StopQuestion::Stopped).then_some(FollowUp::EndOrGoOn);
        assert_eq!(talk.asks(), expected, "{asked:?}");
    }
    let (mut talk, _) = talked(StopQuestion::Stopped, "1", &twist(), 0);
    assert_eq!((talk.asks(), talk.reads('e')), (Some(FollowUp::Easier), Some(Said::Easier)));
    assert!(!talk.take(Said::Signs(Reply::No)), "what is not asked is not answered");
}

/// S24: a window that is closed at the signs is a hold until they are answered.
#[test]
fn s24_signs_that_were_asked_and_not_answered_hold_everything_until_they_are() {
    for key in ["4", "9"] {
        for asked in EVERY_QUESTION {
            let (_, mut standing) = talked(asked, key, &twist(), 0);
            for wants in [Wants::Moving, Wants::Calm] {
                let months_later = at("2025-06-03 09:00");
                assert_eq!(
                    standing.gate(months_later, wants, None, &std::collections::BTreeSet::new()),
                    Gate::NeedAnswer(Unanswered::Signs),
                    "{asked:?}"
                );
            }
            let open = standing.signs_open().expect("they are open").session.clone();
            standing.apply(&Fact::SignsAnswered { answer: Reply::No, session: open, outcome: None }, at(NOW));
            assert_eq!(standing.signs_open(), None);
        }
    }
}

/// S24: in an arch or a neck movement its whole family is set aside.
#[test]
fn s24_dizziness_in_an_arch_or_a_neck_movement_sets_its_family_aside() {
    let mut over = movement("foam-roller-release", Family::Roller, Place::Floor);
    over.over = Some(unhunch::routine::Over::Roller);
    let rows = [
        (movement("chair-back-extension", Family::Extend, Place::Chair), family(Family::Extend)),
        (movement("neck-turn", Family::Neck, Place::Chair), family(Family::Neck)),
        (over, family(Family::Roller)),
    ];
    for (movement, what) in rows {
        assert_eq!(stop(StopAnswer::Dizzy, &movement).set_aside, [what], "{}", movement.id);
    }
}

/// What was felt over a day ago is not answered as now.
#[test]
fn what_was_felt_long_ago_is_urgent_and_no_emergency() {
    for (days, outcome) in
        [(0, Outcome::Emergency), (1, Outcome::Emergency), (2, Outcome::Urgent), (30, Outcome::Urgent)]
    {
        for keys in ["5", "41", "93"] {
            let (talk, standing) = talked(StopQuestion::LastTime, keys, &twist(), days);
            assert_eq!(talk.outcome(), Some(outcome), "{keys} after {days} days");
            assert_eq!(standing.outcome(), Some(outcome), "{keys} after {days} days");
        }
    }
}

#[test]
fn a_mistaken_answer_to_the_signs_asks_them_again_and_any_other_the_first_question() {
    let (talk, _) = talked(StopQuestion::LastTime, "41", &twist(), 0);
    assert_eq!(talk.before_the_last().expect("the signs").asks(), Some(FollowUp::Signs));
    let (talk, _) = talked(StopQuestion::LastTime, "5", &twist(), 0);
    assert_eq!(talk.before_the_last(), None);
}

#[test]
fn a_stop_in_a_movement_nobody_knows_any_more_still_counts_for_the_person() {
    let it = consequence(StopAnswer::Limb, None, &Standing::default(), at(NOW));
    assert_eq!((it.outcome, it.set_aside), (Some(Outcome::Pause), vec![]));
}
