use std::collections::BTreeSet;

use unhunch::routine::Tag;
use unhunch::safety::words::{outcomes, screening as words};
use unhunch::safety::{
    Answer, End, Form, Kind, Known, Note, Outcome, Progress, QuestionId, Reply, SCREENING_VERSION, STAGE_1, Screening,
};

use super::script::Script;

use Outcome::{Adapt, Emergency, Go, Pause, Urgent};
use Reply::{No, NotSure, Yes};

const REPLIES: [Reply; 3] = [Yes, No, NotSure];

/// An item of stage 0, the replies after it, and what they come to.
type ItemRow = (u8, &'static [(&'static str, Reply)], Outcome, &'static [Note]);
/// Replies of stage 1, and what they come to.
type ReplyRow = (Vec<(&'static str, Reply)>, Outcome, Vec<Tag>);

#[test]
fn stage_0_comes_to_the_outcome_of_its_table() {
    let rows: [ItemRow; 12] = [
        (0, &[], Go, &[]),
        (1, &[], Emergency, &[]),
        (2, &[], Emergency, &[]),
        (3, &[], Emergency, &[]),
        (4, &[("0.4", Yes)], Emergency, &[Note::StayStill]),
        (4, &[("0.4", NotSure)], Emergency, &[Note::StayStill]),
        (4, &[("0.4", No)], Urgent, &[]),
        (5, &[("0.5", Yes)], Urgent, &[]),
        (5, &[("0.5", NotSure)], Urgent, &[]),
        (5, &[("0.5", No)], Pause, &[Note::Fever]),
        (0, &[("0.4", Yes)], Go, &[]),
        (1, &[("0.5", No)], Emergency, &[]),
    ];
    for (item, replies, outcome, notes) in rows {
        let finding = Script::item(item, replies).found(Screening::right_now());
        assert_eq!((finding.outcome, finding.notes.as_slice()), (outcome, notes), "{item} {replies:?}");
        assert_eq!(finding.item, Some(item).filter(|item| *item > 0));
        assert!(finding.held_by.is_empty(), "stage 0 is always asked in full");
    }
}

/// What each answer to one question of stage 1 comes to, everything else being no: the table of CONTENT 3.4, walked
/// through every combination of its follow-ups.
fn stage_1_table() -> Vec<ReplyRow> {
    let mut rows = Vec::new();
    let not_no = |reply: Reply| reply != No;
    for (id, outcome) in [
        ("1.2", Pause),
        ("1.5", Pause),
        ("1.6", Urgent),
        ("1.7", Urgent),
        ("1.8", Pause),
        ("1.11", Pause),
        ("1.12", Pause),
        ("1.13", Pause),
        ("1.14", Pause),
        ("1.15", Pause),
    ] {
        for reply in REPLIES {
            rows.push((vec![(id, reply)], if not_no(reply) { outcome } else { Go }, vec![]));
        }
    }
    for (reply, outcome) in [(Yes, Urgent), (No, Go), (NotSure, Pause)] {
        rows.push((vec![("1.4", reply)], outcome, vec![]));
    }
    for first in REPLIES {
        for a in REPLIES {
            for b in REPLIES {
                let any = not_no(a) || not_no(b);
                let limb = if !not_no(first) {
                    Go
                } else if any {
                    Urgent
                } else {
                    Pause
                };
                rows.push((vec![("1.3", first), ("1.3a", a), ("1.3b", b)], limb, vec![]));
                let (bones, tags) = match (not_no(first), any) {
                    (false, _) => (Go, vec![]),
                    (true, true) => (Urgent, vec![Tag::Osteoporosis]),
                    (true, false) => (Adapt, vec![Tag::Osteoporosis]),
                };
                rows.push((vec![("1.9", first), ("1.9a", a), ("1.9b", b)], bones, tags));
                for c in REPLIES {
                    let replies = vec![("1.10", first), ("1.10a", a), ("1.10b", b), ("1.10c", c)];
                    let (operation, tags) = match (not_no(first), a) {
                        (false, _) => (Go, vec![]),
                        (true, No | NotSure) => (Pause, vec![]),
                        (true, Yes) => {
                            let tags = [(not_no(b), Tag::Surgery), (not_no(c), Tag::BleedSkin)];
                            (Adapt, tags.into_iter().filter(|(is, _)| *is).map(|(_, tag)| tag).collect())
                        }
                    };
                    rows.push((replies, operation, tags));
                }
            }
        }
    }
    rows
}

#[test]
fn each_answer_of_stage_1_comes_to_the_outcome_of_its_table() {
    for (replies, outcome, tags) in stage_1_table() {
        let finding = Script::of(&replies).found(Screening::first(Known::default()));
        assert_eq!(finding.outcome, outcome, "{replies:?}");
        assert_eq!(finding.tags, tags.into_iter().collect(), "{replies:?}");
    }
}

#[test]
fn the_table_has_every_question_of_stage_1() {
    let asked: BTreeSet<&str> = stage_1_table().iter().flat_map(|row| row.0.iter().map(|(id, _)| *id)).collect();
    let all = QuestionId::ALL.iter().map(|id| id.word()).filter(|id| id.starts_with("1.") && *id != "1.1");
    assert_eq!(asked, all.collect());
}

#[test]
fn the_most_serious_of_two_answers_wins() {
    let table = stage_1_table();
    // One row for each outcome of each question: its follow-ups are walked above.
    let mut rows = Vec::new();
    for (replies, outcome, _) in &table {
        let is_there = |(it, o): &(&Vec<(&str, Reply)>, Outcome)| it[0].0 == replies[0].0 && o == outcome;
        if !rows.iter().any(is_there) {
            rows.push((replies, *outcome));
        }
    }
    assert!(rows.len() > 30);
    for (first, a) in &rows {
        for (second, b) in rows.iter().filter(|(second, _)| second[0].0 != first[0].0) {
            let both: Vec<_> = first.iter().chain(second.iter()).copied().collect();
            let finding = Script::of(&both).found(Screening::first(Known::default()));
            assert_eq!(finding.outcome, *a.max(b), "{both:?}");
        }
    }
}

#[test]
fn stage_2_adapts_to_each_tag_and_pauses_for_a_dizziness_nobody_looked_into() {
    for tag in Tag::ALL {
        let script = Script::of(&[("2.dizzy", Yes)]).ticking(&[*tag]);
        for screening in [Screening::tags(Known::default()), Screening::first(Known::default())] {
            let finding = script.found(screening);
            assert_eq!((finding.outcome, finding.tags), (Adapt, BTreeSet::from([*tag])), "{tag}");
        }
    }
    let finding =
        Script::of(&[("2.dizzy", No)]).ticking(&[Tag::Dizzy, Tag::Knee]).found(Screening::tags(Known::default()));
    assert_eq!((finding.outcome, finding.notes), (Pause, vec![Note::HaveItChecked]));
    assert_eq!(finding.held_by, BTreeSet::from([QuestionId::LookedInto]));
    assert_eq!(Script::default().found(Screening::tags(Known::default())).outcome, Go);
}

#[test]
fn not_18_ends_it_with_nothing_to_store() {
    let run = Script::of(&[("1.1", No)]).run(Screening::first(Known::default()));
    assert_eq!((run.asked, run.end), (vec!["1.1".to_owned()], End::NotAdult));
    let mut screening = Screening::first(Known::default());
    assert_eq!(screening.answer(NotSure.into()), Progress::Unheard);
    assert_eq!(screening.ask().map(|question| question.kind), Some(Kind::YesNo));
}

#[test]
fn the_questions_come_one_by_one_and_the_list_last() {
    let run = Script::default().run(Screening::first(Known::default()));
    let mut expected: Vec<String> = STAGE_1.iter().map(|id| id.word().to_owned()).collect();
    expected.push("2".to_owned());
    assert_eq!(run.asked, expected);
}

#[test]
fn a_follow_up_is_asked_only_after_a_yes_and_only_while_it_can_matter() {
    let asked = |replies: &[(&'static str, Reply)]| {
        let run = Script::of(replies).run(Screening::first(Known::default()));
        run.asked.into_iter().filter(|id| id.ends_with(['a', 'b', 'c'])).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(asked(&[("1.3", Yes)]), "1.3a 1.3b");
    assert_eq!(asked(&[("1.3", Yes), ("1.3a", Yes)]), "1.3a");
    assert_eq!(asked(&[("1.9", NotSure)]), "1.9a 1.9b");
    assert_eq!(asked(&[("1.10", Yes)]), "1.10a");
    assert_eq!(asked(&[("1.10", Yes), ("1.10a", Yes)]), "1.10a 1.10b 1.10c");
    assert_eq!(asked(&[]), "");
}

#[test]
fn an_urgent_answer_ends_stage_1_and_a_pause_goes_on_to_its_end_without_the_list() {
    let urgent = Script::of(&[("1.4", Yes)]).run(Screening::first(Known::default()));
    assert_eq!(urgent.asked.join(" "), "1.1 1.2 1.3 1.4 1.4 right?");
    let pause = Script::of(&[("1.2", Yes)]).run(Screening::first(Known::default()));
    assert_eq!(pause.asked[pause.asked.len() - 2..], ["1.15", "1.2 right?"]);
}

#[test]
fn what_an_outcome_rests_on_is_read_back_one_answer_after_the_other() {
    let script = Script::of(&[("1.2", Yes), ("1.10", NotSure), ("1.10a", NotSure), ("1.14", Yes)]);
    let run = script.run(Screening::first(Known::default()));
    let read: Vec<&str> = run.asked.iter().filter_map(|id| id.strip_suffix(" right?")).collect();
    assert_eq!(read, ["1.2", "1.10", "1.10a", "1.14"]);

    let mut screening = Screening::right_now();
    assert_eq!(screening.answer(Answer::Item(5)), Progress::Asking);
    assert_eq!(screening.answer(No.into()), Progress::ReadingBack);
    assert_eq!(
        screening.ask().unwrap().text,
        "You answered yes to: High temperature, shivering or feeling properly ill. Is that right?"
    );
    assert_eq!(screening.end(), None, "nothing is found before it was read back");
    screening.answer(Yes.into());
    assert_eq!(
        screening.ask().unwrap().text,
        "You answered no to: Do you have back or neck pain as well? Is that right?"
    );
    assert_eq!(screening.answer(Yes.into()), Progress::Done);
}

#[test]
fn ticks_are_read_back_together() {
    let mut screening = Screening::tags(Known::default());
    screening.answer(Answer::Ticked(BTreeSet::from([Tag::Knee, Tag::Shoulder])));
    assert_eq!(
        screening.ask().unwrap().text,
        format!("You answered yes to: {}; {}. Is that right?", words::TAG_SHOULDER, words::TAG_KNEE)
    );
}

#[test]
fn go_is_not_read_back() {
    assert!(Script::default().run(Screening::first(Known::default())).asked.iter().all(|id| !id.ends_with("right?")));
}

#[test]
fn no_to_what_was_read_back_asks_that_question_again_and_keeps_the_others() {
    let script = Script::of(&[("1.3", Yes), ("1.14", Yes)]);
    let mut screening = Screening::first(Known::default());
    while screening.ask().is_some_and(|question| question.form != Form::ReadBack) {
        let question = screening.ask().unwrap();
        screening.answer(script.answer(question.id, question.form, &question.kind));
    }
    assert_eq!(screening.ask().unwrap().id, QuestionId::Travels);
    assert_eq!(screening.answer(No.into()), Progress::Asking);
    assert_eq!(screening.ask().map(|it| (it.id, it.form)), Some((QuestionId::Travels, Form::Full)));
    assert_eq!(screening.answer(No.into()), Progress::ReadingBack);
    assert_eq!(screening.ask().unwrap().id, QuestionId::BlackedOut);
    screening.answer(Yes.into());
    let Some(End::Found(finding)) = screening.end() else { panic!("no end") };
    assert_eq!(finding.outcome, Pause);
    assert_eq!(finding.held_by, BTreeSet::from([QuestionId::BlackedOut]));
}

#[test]
fn the_emergency_text_never_waits_and_can_be_taken_back() {
    for (item, reply, line) in [(1, None, "You answered 1;"), (4, Some(NotSure), "You answered not sure;")] {
        let mut screening = Screening::right_now();
        let mut progress = screening.answer(Answer::Item(item));
        if let Some(reply) = reply {
            progress = screening.answer(reply.into());
        }
        assert_eq!(progress, Progress::Done);
        let Some(End::Found(finding)) = screening.end() else { panic!("no end") };
        let under = finding.if_mistaken.unwrap();
        assert_eq!(under, format!("{line} `u` if that was pressed by mistake"));
        screening.mistake();
        assert_eq!(screening.progress(), Progress::Asking);
        let id = screening.ask().unwrap().id;
        assert_eq!(id, if reply.is_some() { QuestionId::HurtsToMove } else { QuestionId::RightNow });
    }
}

#[test]
fn a_mistake_at_the_first_question_changes_nothing() {
    for mut screening in [Screening::right_now(), Screening::first(Known::default()), Screening::tags(Known::default())]
    {
        let before = screening.ask();
        screening.mistake();
        assert_eq!(screening.ask(), before);
    }
}

#[test]
fn an_answer_of_another_kind_changes_nothing() {
    let mut screening = Screening::right_now();
    for answer in [Answer::Item(6), Yes.into(), Answer::Ticked(BTreeSet::new())] {
        assert_eq!(screening.answer(answer), Progress::Unheard);
    }
    assert_eq!(screening.ask().unwrap().id, QuestionId::RightNow);
    screening.answer(Answer::Item(0));
    assert_eq!(screening.answer(Answer::Item(1)), Progress::Unheard, "it is over");
}

#[test]
fn the_list_opens_with_what_is_known_said_and_suggested() {
    let known = Known { tags: BTreeSet::from([Tag::Knee]), ..Known::default() };
    let list = |screening: &Screening| match screening.ask().unwrap().kind {
        Kind::Many(ticked) => ticked,
        other @ (Kind::OneOf(_) | Kind::YesNo | Kind::YesNoNotSure) => panic!("{other:?}"),
    };
    let screening = Screening::tags(known.clone()).suggesting(Tag::Dizzy);
    assert_eq!(list(&screening), BTreeSet::from([Tag::Knee, Tag::Dizzy]));
    let script = Script::of(&[("1.9", Yes)]);
    let mut screening = Screening::first(known);
    while screening.ask().unwrap().id != QuestionId::Tags {
        let question = screening.ask().unwrap();
        screening.answer(script.answer(question.id, question.form, &question.kind));
    }
    assert_eq!(list(&screening), BTreeSet::from([Tag::Knee, Tag::Osteoporosis]));
    // What a question has said cannot be left out of the same screening by not ticking it.
    screening.answer(Answer::Ticked(BTreeSet::new()));
    while screening.ask().is_some() {
        screening.answer(Yes.into());
    }
    let Some(End::Found(finding)) = screening.end() else { panic!("no end") };
    assert_eq!(finding.tags, BTreeSet::from([Tag::Osteoporosis]));
}

#[test]
fn a_known_dizziness_is_not_asked_about_again() {
    let known = Known { tags: BTreeSet::from([Tag::Dizzy]), ..Known::default() };
    let run = Script::default().ticking(&[Tag::Dizzy]).run(Screening::tags(known));
    assert_eq!(run.asked.join(" "), "2 2 right?");
}

#[test]
fn the_lines_that_answers_add_fit_the_outcome() {
    let notes = |script: &Script| script.found(Screening::first(Known::default())).notes;
    assert_eq!(notes(&Script::of(&[("1.8", Yes)])), [Note::BookThisWeek, Note::Closing]);
    assert_eq!(notes(&Script::of(&[("1.8", Yes), ("1.9", Yes), ("1.9a", Yes)])), []);
    assert_eq!(notes(&Script::default().ticking(&[Tag::Pregnancy])), [Note::Maternity, Note::Closing]);
    assert_eq!(notes(&Script::default()), [Note::Closing]);
}

#[test]
fn an_adapt_without_a_routine_speaks_without_counts() {
    let lines = Adapt.reading(&[], None, None);
    assert!(outcomes::ADAPT.starts_with(lines[0].trim_end_matches('.')), "{lines:?}");
}

#[test]
fn a_finding_becomes_the_fact_of_its_stage() {
    let text = |screening, script: &Script| serde_json::to_string(&script.found(screening).fact()).unwrap();
    assert_eq!(
        text(Screening::right_now(), &Script::item(4, &[("0.4", No)])),
        r#"{"fact":"checked-today","outcome":"urgent","item":4,"answers":[{"question":"0.4","answer":"no"}]}"#
    );
    assert_eq!(
        text(Screening::tags(Known::default()), &Script::default().ticking(&[Tag::Hip])),
        r#"{"fact":"tagged","outcome":"adapt","tags":["hip"]}"#
    );
    let screened = text(Screening::first(Known::default()), &Script::default());
    assert!(screened.starts_with(&format!(r#"{{"fact":"screened","version":{SCREENING_VERSION},"outcome":"go","#)));
}

#[test]
fn every_question_says_what_it_is_for() {
    let question = Screening::right_now().ask().unwrap();
    assert_eq!(
        question.why.join(" "),
        "This is a general check, not a diagnosis. It only decides whether to guide movement today."
    );
}
