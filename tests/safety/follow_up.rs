use std::collections::BTreeSet;

use unhunch::routine::{Family, Movement, MovementId, Place};
use unhunch::safety::follow_up::{BringBack, aside_line, bring_back, brought_back};
use unhunch::safety::{Fact, Reason, Settled, SoreSide, Standing, StopAnswer, What, consequence};

use super::script::{at, movement};

fn library() -> Vec<Movement> {
    vec![
        movement("seated-chair-twist", Family::Rotate, Place::Chair),
        movement("seated-open-rotation", Family::Rotate, Place::Chair),
        movement("wall-chest-lean", Family::Extend, Place::Wall),
        movement("foam-roller-release", Family::Roller, Place::Floor),
        movement("easy-march", Family::Calm, Place::Standing),
    ]
}

fn family_of(id: &MovementId) -> Option<Family> {
    library().into_iter().find(|movement| movement.id == *id).map(|movement| movement.family)
}

fn moved(id: &str) -> What {
    What::Movement(id.into())
}

fn stopped(standing: &mut Standing, when: &str, id: &str, answer: StopAnswer) {
    let movement = library().into_iter().find(|movement| movement.id.as_str() == id).unwrap();
    for fact in consequence(answer, Some(&movement), standing, at(when)).facts(when) {
        standing.apply(&fact, at(when));
    }
}

fn after(when: &str, id: &str, answer: StopAnswer) -> Standing {
    let mut standing = Standing::default();
    stopped(&mut standing, when, id, answer);
    standing
}

fn lift(standing: &mut Standing, when: &str) {
    for hold in standing.ledger().holds() {
        standing.apply(&Fact::Over { item: hold.item, when: hold.when, how: Settled::Checked }, at(when));
    }
}

fn line(standing: &Standing, when: &str) -> Option<String> {
    aside_line(standing, at(when), ToString::to_string).map(|line| line.text)
}

fn out(standing: &Standing) -> String {
    let library = library();
    let out = library.iter().filter(|it| standing.left_out(&it.id, it.family).is_some());
    out.map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_hurt_sharply_stays_out_until_it_is_brought_back_however_long() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::SharpPain);
    assert_eq!(out(&standing), "wall-chest-lean");
    assert_eq!(
        bring_back(&standing, &moved("wall-chest-lean"), family_of, at("2035-03-03 09:00"), None),
        BringBack::AskSore
    );
    standing.apply(&brought_back(moved("wall-chest-lean")), at("2035-03-03 09:00"));
    assert_eq!(out(&standing), "");
}

#[test]
fn the_ready_screen_says_it_in_one_line_for_three_sessions() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::SharpPain);
    assert_eq!(
        line(&standing, "2025-03-06 08:00").unwrap(),
        "wall-chest-lean is still set aside (sharp pain, 3 days ago). `b` brings it back."
    );
    for _ in 0..3 {
        assert!(line(&standing, "2025-03-06 08:00").is_some());
        standing.apply(&Fact::ReadyLineShown { what: moved("wall-chest-lean") }, at("2025-03-06 08:00"));
    }
    assert_eq!(line(&standing, "2025-03-06 08:00"), None);
    assert_eq!(standing.asides().count(), 1, "it stays in the list of everything set aside");
}

#[test]
fn the_line_is_about_what_was_set_aside_last() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::SharpPain);
    stopped(&mut standing, "2025-03-04 09:00", "seated-chair-twist", StopAnswer::SharpPain);
    assert!(line(&standing, "2025-03-04 10:00").unwrap().starts_with("seated-chair-twist is"));
    assert_eq!(line(&Standing::default(), "2025-03-04 10:00"), None);
}

#[test]
fn what_one_stop_put_aside_is_one_line_for_three_sessions() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::Ribs);
    for _ in 0..3 {
        let line = aside_line(&standing, at("2025-03-04 09:00"), ToString::to_string).unwrap();
        assert!(line.text.contains("(ribs, 1 days ago)"), "{}", line.text);
        standing.apply(&Fact::ReadyLineShown { what: line.what }, at("2025-03-04 09:00"));
    }
    assert_eq!(line(&standing, "2025-03-04 09:00"), None);
}

#[test]
fn bringing_back_within_48_hours_or_still_sore_asks_to_give_it_longer() {
    let standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::SharpPain);
    let ask = |when, sore| bring_back(&standing, &moved("wall-chest-lean"), family_of, at(when), sore);
    assert_eq!(ask("2025-03-05 08:59", None), BringBack::GiveItLonger);
    assert_eq!(ask("2025-03-05 08:59", Some(false)), BringBack::GiveItLonger);
    assert_eq!(ask("2025-03-05 09:00", None), BringBack::AskSore);
    assert_eq!(ask("2025-03-05 09:00", Some(true)), BringBack::GiveItLonger);
    assert_eq!(ask("2025-03-05 09:00", Some(false)), BringBack::Now);
    assert_eq!(BringBack::GiveItLonger.text(), Some("Give it a little longer?"));
}

#[test]
fn it_returns_easier_with_the_sore_side_last_until_it_was_done_once() {
    let mut standing = after("2025-03-03 09:00", "seated-chair-twist", StopAnswer::SharpPain);
    let id: MovementId = "seated-chair-twist".into();
    // The side is answered after the stop was recorded.
    standing.apply(
        &Fact::SetAside {
            what: moved("seated-chair-twist"),
            reason: Reason::SharpPain,
            side: Some(SoreSide::Left),
            session: "2025-03-03 09:00".to_owned(),
        },
        at("2025-03-03 09:01"),
    );
    assert_eq!(standing.returns(&id, Family::Rotate), None, "not while it is out");
    standing.apply(&brought_back(moved("seated-chair-twist")), at("2025-03-09 09:00"));
    assert_eq!(standing.returns(&id, Family::Rotate).unwrap().sore, Some(SoreSide::Left));
    standing.apply(&Fact::DoneAgain { movement: id.clone() }, at("2025-03-09 09:30"));
    assert_eq!(standing.returns(&id, Family::Rotate), None);
}

#[test]
fn a_limb_keeps_the_family_aside_and_lifting_the_pause_returns_nothing() {
    let mut standing = after("2025-03-03 09:00", "seated-chair-twist", StopAnswer::Limb);
    assert_eq!((standing.is_held(), out(&standing)), (true, "seated-chair-twist seated-open-rotation".to_owned()));
    let back = |standing: &Standing, what| bring_back(standing, &what, family_of, at("2025-04-03 09:00"), Some(false));
    assert_eq!(back(&standing, moved("seated-chair-twist")), BringBack::AfterThePause);
    lift(&mut standing, "2025-04-03 09:00");
    assert_eq!(out(&standing), "seated-chair-twist seated-open-rotation");
    assert_eq!(back(&standing, What::Family(Family::Rotate)), BringBack::Singly);
    assert_eq!(back(&standing, moved("seated-open-rotation")), BringBack::Now);
    standing.apply(&brought_back(moved("seated-open-rotation")), at("2025-04-03 09:00"));
    assert_eq!(out(&standing), "seated-chair-twist");
    assert!(standing.returns(&"seated-open-rotation".into(), Family::Rotate).is_some());
}

#[test]
fn a_family_set_aside_anew_takes_what_had_come_back_with_it() {
    let mut standing = after("2025-03-03 09:00", "seated-chair-twist", StopAnswer::Limb);
    lift(&mut standing, "2025-04-03 09:00");
    standing.apply(&brought_back(moved("seated-open-rotation")), at("2025-04-03 09:00"));
    stopped(&mut standing, "2025-04-04 09:00", "seated-chair-twist", StopAnswer::Limb);
    assert_eq!(out(&standing), "seated-chair-twist seated-open-rotation");
}

#[test]
fn a_plan_hears_of_whole_families_until_one_movement_is_back() {
    let mut standing = after("2025-03-03 09:00", "seated-chair-twist", StopAnswer::Limb);
    let library = library();
    let left = standing.left_out_of(library.iter().map(|it| (&it.id, it.family)));
    assert_eq!(left.families, BTreeSet::from([Family::Rotate]));
    standing.apply(&brought_back(moved("seated-open-rotation")), at("2025-04-03 09:00"));
    let left = standing.left_out_of(library.iter().map(|it| (&it.id, it.family)));
    assert_eq!((left.families, left.movements), (BTreeSet::new(), BTreeSet::from(["seated-chair-twist".into()])));
}

#[test]
fn sore_ribs_are_offered_back_after_seven_days_as_one_question() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::Ribs);
    assert_eq!(out(&standing), "seated-chair-twist seated-open-rotation wall-chest-lean foam-roller-release");
    assert_eq!(standing.ribs_to_offer(at("2025-03-10 08:59")), []);
    assert_eq!(standing.ribs_to_offer(at("2025-03-10 09:00")), [Family::Extend, Family::Rotate, Family::Roller]);
    standing.apply(&Fact::RibsOffered { taken: false }, at("2025-03-10 09:00"));
    assert_eq!(standing.ribs_to_offer(at("2025-03-11 09:00")), [], "no is not asked about every day");
    assert_eq!(standing.ribs_to_offer(at("2025-03-17 09:00")).len(), 3);
    standing.apply(&Fact::RibsOffered { taken: true }, at("2025-03-17 09:00"));
    assert_eq!(out(&standing), "");
    assert!(standing.returns(&"wall-chest-lean".into(), Family::Extend).is_some(), "easier first");
}

#[test]
fn bringing_back_for_the_ribs_does_not_bring_back_what_a_limb_put_aside() {
    let mut standing = after("2025-03-03 09:00", "wall-chest-lean", StopAnswer::Ribs);
    stopped(&mut standing, "2025-03-04 09:00", "seated-chair-twist", StopAnswer::Limb);
    lift(&mut standing, "2025-03-12 09:00");
    standing.apply(&Fact::RibsOffered { taken: true }, at("2025-03-17 09:00"));
    assert_eq!(out(&standing), "seated-chair-twist seated-open-rotation");
}

#[test]
fn what_a_limb_put_aside_does_not_come_back_because_the_ribs_put_it_aside_as_well() {
    let mut standing = after("2025-03-03 09:00", "seated-chair-twist", StopAnswer::Limb);
    stopped(&mut standing, "2025-03-04 09:00", "wall-chest-lean", StopAnswer::Ribs);
    standing.apply(&Fact::RibsOffered { taken: true }, at("2025-03-17 09:00"));
    assert_eq!(out(&standing), "seated-chair-twist seated-open-rotation");
}
