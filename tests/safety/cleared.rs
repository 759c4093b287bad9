use std::collections::BTreeSet;

use unhunch::routine::Tag;
use unhunch::safety::{End, Known, Outcome, QuestionId, Reply, STAGE_1, Screening};

use super::script::{Script, at};

use Outcome::{Adapt, Pause};
use Reply::{NotSure, Yes};

fn cleared(id: QuestionId) -> Known {
    Known { cleared: [(id, at("2025-03-03 09:00").date_naive())].into(), ..Known::default() }
}

#[test]
fn a_cleared_question_is_asked_only_for_what_is_new() {
    let run = Script::default().run(Screening::first(cleared(QuestionId::NewPain)));
    assert!(run.asked.contains(&"1.5 since".to_owned()) && !run.asked.contains(&"1.5".to_owned()));
    let End::Found(finding) = run.end else { panic!("no end") };
    assert_eq!(finding.outcome, Adapt, "a lifted pause is an adapt");
    let mut screening = Screening::first(cleared(QuestionId::Knock));
    screening.answer(Yes.into());
    assert_eq!(screening.ask().unwrap().text, "Anything new or worse since 3 March 2025?");
}

#[test]
fn something_new_or_not_sure_brings_the_full_question_back() {
    for reply in [Yes, NotSure] {
        let script = Script::of(&[("1.5 since", reply), ("1.5", Yes)]);
        let run = script.run(Screening::first(cleared(QuestionId::NewPain)));
        assert!(run.asked.contains(&"1.5".to_owned()));
        let End::Found(finding) = run.end else { panic!("no end") };
        assert_eq!((finding.outcome, finding.held_by), (Pause, BTreeSet::from([QuestionId::NewPain])));
    }
}

#[test]
fn every_cleared_question_with_nothing_new_adapts_and_none_shuts_out() {
    for id in &STAGE_1[1..] {
        let finding = Script::default().found(Screening::first(cleared(*id)));
        assert_eq!(finding.outcome, Adapt, "{}", id.word());
    }
}

#[test]
fn thin_bones_keep_their_tag_when_cleared() {
    let finding = Script::default().found(Screening::first(cleared(QuestionId::ThinBones)));
    assert_eq!(finding.tags, BTreeSet::from([Tag::Osteoporosis]));
}

#[test]
fn a_cleared_operation_still_says_once_what_it_was() {
    let script = Script::of(&[("1.10b", Yes)]);
    let finding = script.found(Screening::first(cleared(QuestionId::Operation)));
    assert_eq!(finding.tags, BTreeSet::from([Tag::Surgery]));
    let known = Known { operation_asked: true, ..cleared(QuestionId::Operation) };
    assert!(!script.run(Screening::first(known)).asked.contains(&"1.10b".to_owned()));
}
