use std::collections::BTreeSet;

use unhunch::routine::{Family, Kit, Place, Tag};
use unhunch::safety::{
    CheckWhy, Fact, Form, Gate, Given, Hold, Known, Outcome, QuestionId, Reply, SCREENING_VERSION, Screening,
    ScreeningWhy, Standing, StopAnswer, Unanswered, Wants, What, consequence,
};

use super::script::{Script, at, movement};

use Reply::{No, Yes};

pub(crate) const NOW: &str = "2025-03-03 09:00";

fn screened(standing: &mut Standing, when: &str, replies: &[(&'static str, Reply)]) {
    let fact = Script::of(replies).found(Screening::first(standing.known())).fact();
    standing.apply(&fact, at(when));
}

pub(crate) fn checked(standing: &mut Standing, when: &str, item: u8, replies: &[(&'static str, Reply)]) {
    standing.apply(&Script::item(item, replies).found(Screening::right_now()).fact(), at(when));
}

fn lifted(standing: &mut Standing, when: &str) {
    while standing.hold() != Hold::Nothing {
        for fact in standing.lift() {
            standing.apply(&fact, at(when));
        }
    }
}

pub(crate) fn stopped(standing: &mut Standing, when: &str, answer: StopAnswer) {
    let twist = movement("seated-chair-twist", Family::Rotate, Place::Chair);
    for fact in consequence(answer, Some(&twist), standing, at(when)).facts("s1") {
        standing.apply(&fact, at(when));
    }
}

/// Somebody with nothing to say, screened and checked this morning.
pub(crate) fn well() -> Standing {
    let mut standing = Standing::default();
    screened(&mut standing, NOW, &[]);
    checked(&mut standing, NOW, 0, &[]);
    standing
}

pub(crate) fn gates(standing: &Standing, when: &str) -> (Gate, Gate) {
    (standing.gate(at(when), Wants::Moving, None), standing.gate(at(when), Wants::Calm, None))
}

#[test]
fn no_routine_starts_before_the_first_screening() {
    let never = Gate::NeedScreening(ScreeningWhy::Never);
    assert_eq!(gates(&Standing::default(), NOW), (never, never));
    assert_eq!(Standing::default().outcome(at(NOW).date_naive()), None);
}

#[test]
fn stage_0_is_asked_once_per_local_day_and_never_for_calm() {
    let mut standing = Standing::default();
    screened(&mut standing, NOW, &[]);
    let first = Gate::NeedCheck(CheckWhy::FirstToday);
    assert_eq!(gates(&standing, NOW), (first, Gate::Go));
    checked(&mut standing, NOW, 0, &[]);
    assert_eq!(gates(&standing, "2025-03-03 23:59"), (Gate::Go, Gate::Go));
    assert_eq!(gates(&standing, "2025-03-04 00:00"), (first, Gate::Go));
}

#[test]
fn stage_0_is_asked_again_after_what_was_felt_and_after_no_answer() {
    for answer in StopAnswer::ALL.into_iter().chain([StopAnswer::NoAnswer]) {
        let mut standing = well();
        stopped(&mut standing, NOW, answer);
        let expected = if answer == StopAnswer::Limb {
            Gate::CalmOnly
        } else if answer == StopAnswer::Chest {
            Gate::Blocked(Outcome::Emergency)
        } else if matches!(answer, StopAnswer::Dizzy | StopAnswer::SomethingFelt) {
            Gate::NeedAnswer(Unanswered::Signs)
        } else if answer.checks_again() {
            Gate::NeedCheck(CheckWhy::AfterStop)
        } else {
            Gate::Go
        };
        assert_eq!(gates(&standing, NOW).0, expected, "{answer:?}");
    }
    let mut standing = well();
    stopped(&mut standing, NOW, StopAnswer::TooMuch);
    checked(&mut standing, NOW, 0, &[]);
    assert_eq!(gates(&standing, NOW).0, Gate::Go);
}

#[test]
fn a_screening_lasts_90_days() {
    let mut standing = well();
    checked(&mut standing, "2025-05-31 09:00", 0, &[]);
    assert_eq!(gates(&standing, "2025-05-31 09:00").0, Gate::Go);
    let expired = Gate::NeedScreening(ScreeningWhy::Expired);
    assert_eq!(gates(&standing, "2025-06-01 09:00"), (expired, Gate::Go));
    assert_eq!(gates(&standing, "2025-02-20 09:00").0, expired, "a clock that was put back does not make it last");
}

#[test]
fn an_older_set_of_questions_is_asked_again() {
    let mut standing = Standing::default();
    let old = Fact::Screened {
        version: SCREENING_VERSION - 1,
        outcome: Outcome::Go,
        answers: vec![],
        tags: BTreeSet::new(),
        held_by: BTreeSet::new(),
    };
    standing.apply(&old, at(NOW));
    assert_eq!(gates(&standing, NOW).0, Gate::NeedScreening(ScreeningWhy::NewVersion));
}

#[test]
fn a_gap_of_over_30_days_offers_the_questions_and_can_be_declined() {
    let mut standing = well();
    checked(&mut standing, "2025-04-05 09:00", 0, &[]);
    let gate = |last| standing.gate(at("2025-04-05 09:00"), Wants::Moving, last);
    assert_eq!(gate(Some(at("2025-03-05 08:59"))), Gate::NeedScreening(ScreeningWhy::Gap));
    assert_eq!(gate(Some(at("2025-03-06 09:00"))), Gate::Go);
    assert_eq!(gate(None), Gate::Go, "declined");
    assert!(ScreeningWhy::Gap.is_offer() && !ScreeningWhy::Expired.is_offer());
}

#[test]
fn a_gap_is_not_offered_to_somebody_just_screened() {
    assert_eq!(well().gate(at(NOW), Wants::Moving, Some(at("2024-12-01 09:00"))), Gate::Go);
}

#[test]
fn a_pause_leaves_calm_only_until_a_professional_has_said_it_is_fine() {
    let mut standing = well();
    screened(&mut standing, NOW, &[("1.5", Yes)]);
    assert_eq!(gates(&standing, "2025-04-30 09:00"), (Gate::CalmOnly, Gate::Go));
    assert!(standing.lift_question().unwrap().starts_with("Has a health professional who knows about it"));
    lifted(&mut standing, "2025-05-01 09:00");
    assert_eq!(standing.outcome(at("2025-05-01 09:00").date_naive()), Some(Outcome::Adapt));
    assert_eq!(gates(&standing, "2025-05-01 09:00").0, Gate::NeedScreening(ScreeningWhy::AfterPause));
    // Stage 1 is asked again, and what was cleared only for what is new.
    let run = Script::default().run(Screening::first(standing.known()));
    assert!(run.asked.contains(&"1.5 since".to_owned()));
    screened(&mut standing, "2025-05-01 09:01", &[]);
    checked(&mut standing, "2025-05-01 09:02", 0, &[]);
    assert_eq!(gates(&standing, "2025-05-01 09:03"), (Gate::Go, Gate::Go));
    assert_eq!(standing.outcome(at("2025-05-01 09:03").date_naive()), Some(Outcome::Adapt));
}

#[test]
fn an_urgent_leaves_text_until_it_was_assessed_and_then_is_a_pause() {
    let mut standing = well();
    screened(&mut standing, NOW, &[("1.7", Yes)]);
    let blocked = Gate::Blocked(Outcome::Urgent);
    assert_eq!(gates(&standing, NOW), (blocked, blocked));
    assert_eq!(standing.lift(), [Fact::Assessed]);
    standing.apply(&Fact::Assessed, at(NOW));
    assert_eq!(gates(&standing, NOW), (Gate::CalmOnly, Gate::Go));
    assert_eq!(standing.lift(), [Fact::Cleared { question: QuestionId::Lump }, Fact::Lifted]);
}

#[test]
fn answering_the_questions_again_does_not_lift_what_a_professional_should_see() {
    let mut standing = well();
    screened(&mut standing, NOW, &[("1.7", Yes)]);
    screened(&mut standing, NOW, &[]);
    checked(&mut standing, NOW, 0, &[]);
    assert_eq!(gates(&standing, NOW).0, Gate::Blocked(Outcome::Urgent));
}

#[test]
fn s13_an_emergency_is_not_over_at_midnight_but_when_the_person_says_it_was_looked_into() {
    let mut standing = well();
    checked(&mut standing, "2025-03-03 23:55", 1, &[]);
    let blocked = Gate::Blocked(Outcome::Emergency);
    assert_eq!(gates(&standing, "2025-03-03 23:59"), (blocked, blocked));
    checked(&mut standing, "2025-03-03 23:58", 0, &[]);
    assert_eq!(gates(&standing, "2025-03-03 23:59"), (blocked, blocked), "not by answering none");
    let held = Gate::Blocked(Outcome::Urgent);
    for later in ["2025-03-04 00:05", "2025-03-10 09:00", "2099-01-01 09:00"] {
        assert_eq!(gates(&standing, later), (held, held), "{later}");
    }
    checked(&mut standing, "2025-03-04 00:06", 0, &[]);
    assert_eq!(gates(&standing, "2025-03-04 00:06"), (held, held), "nor by answering none the next day");
    lifted(&mut standing, "2025-03-05 09:00");
    assert_eq!(standing.hold(), Hold::Nothing);
    assert!(!matches!(gates(&standing, "2025-03-05 09:00").0, Gate::Blocked(_)));
}

#[test]
fn s13_an_emergency_holds_whatever_the_clock_said_and_does_not_shut_out() {
    let mut standing = well();
    checked(&mut standing, "2099-01-01 10:00", 1, &[]);
    checked(&mut standing, NOW, 0, &[]);
    assert_eq!(gates(&standing, NOW).0, Gate::Blocked(Outcome::Urgent));
    lifted(&mut standing, NOW);
    assert!(!matches!(gates(&standing, NOW).0, Gate::Blocked(_)));
}

#[test]
fn travelling_west_does_not_lift_an_emergency_early() {
    let mut standing = well();
    checked(&mut standing, "2025-03-03 01:00", 2, &[]);
    let west = chrono::DateTime::parse_from_rfc3339("2025-03-02T20:00:00-05:00").unwrap();
    assert_eq!(standing.gate(west, Wants::Calm, None), Gate::Blocked(Outcome::Emergency));
}

#[test]
fn a_fever_pauses_until_tomorrow_and_needs_no_new_stage_1() {
    let mut standing = well();
    checked(&mut standing, NOW, 5, &[("0.5", No)]);
    assert_eq!(gates(&standing, "2025-03-03 23:59"), (Gate::CalmOnly, Gate::Go));
    assert_eq!(standing.hold(), Hold::Nothing);
    assert_eq!(gates(&standing, "2025-03-04 08:00").0, Gate::NeedCheck(CheckWhy::FirstToday));
    checked(&mut standing, "2025-03-04 08:00", 0, &[]);
    assert_eq!(gates(&standing, "2025-03-04 08:00").0, Gate::Go);
}

#[test]
fn an_urgent_of_stage_0_is_held_beyond_the_day() {
    let mut standing = well();
    checked(&mut standing, NOW, 4, &[("0.4", No)]);
    assert_eq!(gates(&standing, "2025-03-10 09:00").0, Gate::Blocked(Outcome::Urgent));
}

#[test]
fn signs_after_a_dizzy_stop_are_an_emergency() {
    let mut standing = well();
    stopped(&mut standing, NOW, StopAnswer::Dizzy);
    standing.apply(&Fact::SignsAnswered { answer: Reply::NotSure, session: "s1".to_owned(), outcome: None }, at(NOW));
    assert_eq!(gates(&standing, NOW).0, Gate::Blocked(Outcome::Emergency));
}

#[test]
fn what_was_pressed_by_mistake_does_not_hold() {
    let mut standing = well();
    let before = gates(&standing, NOW);
    for (item, replies) in [(1, vec![]), (4, vec![("0.4", No)]), (5, vec![("0.5", No)])] {
        checked(&mut standing, NOW, item, &replies);
        assert_ne!(gates(&standing, NOW), before);
        standing.apply(&Fact::Mistake, at(NOW));
        assert_eq!(gates(&standing, NOW), before, "{item}");
    }
    stopped(&mut standing, NOW, StopAnswer::Limb);
    standing.apply(&Fact::Mistake, at(NOW));
    assert_eq!(gates(&standing, NOW), before);
    assert_eq!(standing.asides().count(), 0, "what the stop put aside is not aside either");
}

#[test]
fn a_mistake_takes_back_only_what_was_said_last() {
    let mut standing = well();
    screened(&mut standing, NOW, &[("1.5", Yes)]);
    standing.apply(&Fact::KitHas { kit: Kit::Roller }, at(NOW));
    standing.apply(&Fact::Mistake, at(NOW));
    assert!(standing.has(Kit::Roller));
    assert_eq!(gates(&standing, NOW).0, Gate::CalmOnly);
}

#[test]
fn the_full_answer_to_a_cleared_question_counts_anew() {
    let mut standing = well();
    screened(&mut standing, NOW, &[("1.5", Yes)]);
    lifted(&mut standing, NOW);
    screened(&mut standing, NOW, &[("1.5 since", Yes), ("1.5", No)]);
    assert_eq!(standing.known(), Known::default());
}

#[test]
fn lifting_clears_every_question_the_hold_rests_on() {
    let mut standing = Standing::default();
    screened(&mut standing, NOW, &[("1.2", Yes), ("1.9", Yes), ("1.9b", Yes)]);
    lifted(&mut standing, NOW);
    let cleared: Vec<QuestionId> = standing.known().cleared.into_keys().collect();
    assert_eq!(cleared, [QuestionId::Knock, QuestionId::ThinBones]);
    assert!(standing.tags().contains(&Tag::Osteoporosis));
}

#[test]
fn any_hold_can_be_lifted_by_the_persons_word_and_then_a_routine_starts() {
    for id in QuestionId::ALL.iter().filter(|id| id.word().starts_with("1.") && **id != QuestionId::Adult) {
        let mut standing = Standing::default();
        screened(&mut standing, NOW, &[(id.root().word(), Yes), (id.word(), Yes)]);
        lifted(&mut standing, NOW);
        screened(&mut standing, NOW, &[]);
        checked(&mut standing, NOW, 0, &[]);
        assert_eq!(gates(&standing, NOW).0, Gate::Go, "{}", id.word());
    }
}

#[test]
fn tags_are_those_last_ticked_and_editing_them_lifts_an_adapt() {
    let mut standing = well();
    let today = at(NOW).date_naive();
    let tag = |tags: &[Tag], standing: &Standing| {
        Script::of(&[("2.dizzy", Yes)]).ticking(tags).found(Screening::tags(standing.known())).fact()
    };
    let fact = tag(&[Tag::Knee, Tag::Dizzy], &standing);
    standing.apply(&fact, at(NOW));
    assert_eq!((standing.tags().len(), standing.outcome(today)), (2, Some(Outcome::Adapt)));
    let fact = tag(&[], &standing);
    standing.apply(&fact, at(NOW));
    assert_eq!((standing.tags().len(), standing.outcome(today)), (0, Some(Outcome::Go)));
}

#[test]
fn a_dizziness_nobody_looked_into_pauses_from_the_list_too() {
    let mut standing = well();
    let fact = Script::default().ticking(&[Tag::Dizzy]).found(Screening::tags(standing.known())).fact();
    standing.apply(&fact, at(NOW));
    assert_eq!(gates(&standing, NOW).0, Gate::CalmOnly);
}

#[test]
fn everybody_has_all_but_a_roller_and_a_ball_which_are_asked_for_once() {
    let mut standing = Standing::default();
    let lacked: Vec<Kit> = Kit::ALL.iter().copied().filter(|kit| !standing.has(*kit)).collect();
    assert_eq!(lacked, [Kit::Roller, Kit::Ball]);
    assert!(standing.asks_for(Kit::Roller) && !standing.asks_for(Kit::Chair));
    standing.apply(&Fact::KitLacks { kit: Kit::Roller }, at(NOW));
    standing.apply(&Fact::KitLacks { kit: Kit::Doorway }, at(NOW));
    assert!(!standing.asks_for(Kit::Roller) && !standing.has(Kit::Roller) && !standing.has(Kit::Doorway));
}

#[test]
fn the_easier_form_is_offered_once_next_time() {
    let mut standing = well();
    let twist = || "seated-chair-twist".into();
    standing.apply(&Fact::EasierNext { movement: twist() }, at(NOW));
    assert!(standing.easier_next(&twist()));
    standing.apply(&Fact::EasierOffered { movement: twist() }, at(NOW));
    assert!(!standing.easier_next(&twist()));
}

#[test]
fn the_pattern_is_counted_anew_once_a_professional_has_seen_it() {
    let mut standing = well();
    stopped(&mut standing, NOW, StopAnswer::SharpPain);
    stopped(&mut standing, NOW, StopAnswer::SharpPain);
    assert_eq!(standing.hold(), Hold::Pause);
    lifted(&mut standing, NOW);
    assert!(!standing.repeats_with(Some(&"seated-chair-twist".into()), at(NOW)));
    assert!(standing.aside(&What::Movement("seated-chair-twist".into())).is_some(), "lifting returns nothing");
}

#[test]
fn facts_replay_to_the_same_standing_from_their_lines() {
    let mut standing = well();
    let mut again = Standing::default();
    let given = Given { question: QuestionId::NewPain, answer: Yes, form: Form::Full };
    let facts = [
        Fact::Screened {
            version: SCREENING_VERSION,
            outcome: Outcome::Pause,
            answers: vec![given],
            tags: BTreeSet::from([Tag::Wrist]),
            held_by: BTreeSet::from([QuestionId::NewPain]),
        },
        Fact::Cleared { question: QuestionId::NewPain },
        Fact::Lifted,
        Fact::RollerWeekAsked { done: true },
    ];
    standing.clone_from(&again);
    for fact in facts {
        standing.apply(&fact, at(NOW));
        let line = serde_json::to_string(&fact).unwrap();
        again.apply(&serde_json::from_str(&line).unwrap(), at(NOW));
    }
    assert_eq!(again, standing);
    assert!(again.roller_week());
}
