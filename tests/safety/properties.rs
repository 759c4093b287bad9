//! Random answers, whatever they are: the most serious stands, nothing gets stuck, going back is going back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unhunch::routine::{Family, Place, Tag};
use unhunch::safety::{
    Answer, End, Fact, Form, Gate, Kind, Known, Outcome, Question, QuestionId, Reply, STAGE_1, Screening, Standing,
    StopAnswer, Unanswered, Wants, consequence,
};

use super::script::{Script, at, movement};

#[derive(Clone, Debug)]
enum Press {
    Answer(u8, u16),
    Mistake,
}

fn presses() -> impl Strategy<Value = Vec<Press>> {
    let press = prop_oneof![
        8 => (any::<u8>(), any::<u16>()).prop_map(|(choice, ticks)| Press::Answer(choice, ticks)),
        1 => Just(Press::Mistake),
    ];
    proptest::collection::vec(press, 0..120)
}

fn known() -> impl Strategy<Value = Known> {
    let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 3).expect("a day");
    (proptest::collection::btree_set(1_usize..15, 0..4), any::<u16>(), any::<bool>()).prop_map(
        move |(cleared, ticks, operation_asked)| Known {
            cleared: cleared.into_iter().map(|at| (STAGE_1[at], day)).collect(),
            tags: tags(ticks),
            operation_asked,
        },
    )
}

fn screening() -> impl Strategy<Value = Screening> {
    prop_oneof![
        1 => Just(Screening::right_now()),
        4 => known().prop_map(Screening::first),
        1 => known().prop_map(Screening::tags),
    ]
}

fn tags(bits: u16) -> BTreeSet<Tag> {
    // Most people tick little.
    let bits = bits & bits.rotate_left(5) & bits.rotate_left(9);
    Tag::ALL.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, tag)| *tag).collect()
}

/// One of the answers that fit; no comes more often, or few would get far.
fn answer(question: &Question, choice: u8, ticks: u16) -> Answer {
    if let Kind::Many(_) = question.kind {
        return Answer::Ticked(tags(ticks));
    }
    if choice < 170 && question.form == Form::Full && question.kind.takes(&Reply::No.into()) {
        let usual = if question.id == QuestionId::Adult { Reply::Yes } else { Reply::No };
        return usual.into();
    }
    let choices = question.kind.choices();
    choices[usize::from(choice) % choices.len()].answer.clone()
}

/// What an answer may come to at the least, from the text of the content, without the machine's own table.
fn at_least(question: QuestionId, form: Form, reply: Reply) -> Outcome {
    let yes = reply != Reply::No;
    match question.word() {
        _ if form == Form::Since => {
            if yes {
                Outcome::Go
            } else {
                Outcome::Adapt
            }
        }
        "0.4" => {
            if yes {
                Outcome::Emergency
            } else {
                Outcome::Urgent
            }
        }
        "0.5" => {
            if yes {
                Outcome::Urgent
            } else {
                Outcome::Pause
            }
        }
        "1.4" => match reply {
            Reply::Yes => Outcome::Urgent,
            Reply::NotSure => Outcome::Pause,
            Reply::No => Outcome::Go,
        },
        "1.10a" => {
            if reply == Reply::Yes {
                Outcome::Adapt
            } else {
                Outcome::Pause
            }
        }
        "2.dizzy" => {
            if yes {
                Outcome::Adapt
            } else {
                Outcome::Pause
            }
        }
        "1.3a" | "1.3b" | "1.6" | "1.7" | "1.9a" | "1.9b" if yes => Outcome::Urgent,
        "1.9" | "1.10b" | "1.10c" if yes => Outcome::Adapt,
        "1.1" | "1.10" => Outcome::Go,
        _ if yes => Outcome::Pause,
        _ => Outcome::Go,
    }
}

/// The answer that stands for the question now asked, were it given again.
fn answer_again(screening: &Screening, choice: u8, ticks: u16) -> Option<Answer> {
    screening.ask().map(|question| answer(&question, choice, ticks))
}

/// Something a person does that changes how they stand.
#[derive(Clone, Debug)]
enum Deed {
    /// A screening, answered with these.
    Asked(u8, Vec<(u8, u16)>),
    /// A stop with this answer.
    Stopped(u8),
    Signs(bool),
    Mistaken,
    Lifted,
    /// Hours go by.
    Later(u16),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let answers = proptest::collection::vec((any::<u8>(), any::<u16>()), 60);
    let deed = prop_oneof![
        3 => (any::<u8>(), answers).prop_map(|(stage, answers)| Deed::Asked(stage, answers)),
        2 => (0_u8..11).prop_map(Deed::Stopped),
        1 => any::<bool>().prop_map(Deed::Signs),
        1 => Just(Deed::Mistaken),
        1 => Just(Deed::Lifted),
        2 => (1_u16..900).prop_map(Deed::Later),
    ];
    proptest::collection::vec(deed, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outcome_is_what_the_answers_that_stand_say(mut screening in screening(), presses in presses()) {
        for press in presses {
            match press {
                Press::Answer(choice, ticks) => {
                    if let Some(question) = screening.ask() {
                        let fits = answer(&question, choice, ticks);
                        prop_assert!(screening.answer(fits) != unhunch::safety::Progress::Unheard);
                    }
                }
                Press::Mistake => screening.mistake(),
            }
            prop_assert_eq!(screening.ask().is_none(), screening.end().is_some(), "stuck");
            if let Some(End::Found(finding)) = screening.end() {
                let said = finding.answers.iter().map(|it| at_least(it.question, it.form, it.answer)).max();
                let item = finding.item.map(|item| if item < 4 { Outcome::Emergency } else { Outcome::Pause });
                let ticked = (!finding.tags.is_empty() && finding.item.is_none()).then_some(Outcome::Adapt);
                let floor = [said, item].into_iter().flatten().max().unwrap_or(Outcome::Go);
                prop_assert!(finding.outcome >= floor, "{:?} under {floor:?}", finding);
                // And not more than what was said, ticks included.
                prop_assert!(finding.outcome <= floor.max(ticked.unwrap_or(Outcome::Go)), "{:?}", finding);
                prop_assert_eq!(finding.if_mistaken.is_some(), finding.outcome == Outcome::Emergency);
            }
        }
    }

    #[test]
    fn going_back_and_answering_the_same_changes_nothing(
        mut screening in screening(),
        answers in proptest::collection::vec((any::<u8>(), any::<u16>()), 1..60),
    ) {
        for (choice, ticks) in answers {
            let Some(fits) = answer_again(&screening, choice, ticks) else { break };
            let reading_no = screening.ask().is_some_and(|it| it.form == Form::ReadBack)
                && fits == Answer::Reply(Reply::No);
            let asked = screening.ask();
            screening.answer(fits.clone());
            if reading_no {
                // The answer was to go back; what is asked now is an earlier question.
                continue;
            }
            let (question, end) = (screening.ask(), screening.end());
            screening.mistake();
            let back = screening.ask();
            prop_assert_eq!(back.as_ref().map(|it| (it.id, it.form)), asked.map(|it| (it.id, it.form)));
            screening.answer(fits);
            prop_assert_eq!(screening.ask(), question);
            prop_assert_eq!(screening.end(), end);
        }
    }

    #[test]
    fn saying_no_to_everything_new_and_yes_to_what_is_read_back_always_ends(
        mut screening in screening(),
        presses in presses(),
    ) {
        for press in presses {
            match press {
                Press::Answer(choice, ticks) => {
                    if let Some(fits) = answer_again(&screening, choice, ticks) {
                        screening.answer(fits);
                    }
                }
                Press::Mistake => screening.mistake(),
            }
        }
        let mut left = 60;
        while let Some(question) = screening.ask() {
            left -= 1;
            prop_assert!(left > 0, "stuck at {:?}", question);
            let reply = if question.form == Form::ReadBack { Reply::Yes } else { Reply::No };
            let fits = match question.kind {
                Kind::OneOf(_) => Answer::Item(0),
                Kind::Many(ticked) => Answer::Ticked(ticked),
                Kind::YesNo | Kind::YesNoNotSure => reply.into(),
            };
            screening.answer(fits);
        }
        prop_assert!(screening.end().is_some());
    }

    #[test]
    fn going_back_often_enough_reaches_the_first_question(mut screening in screening(), presses in presses()) {
        let first = screening.ask().map(|it| (it.id, it.form));
        let mut given = 0;
        for press in presses {
            if let Press::Answer(choice, ticks) = press
                && let Some(fits) = answer_again(&screening, choice, ticks)
            {
                screening.answer(fits);
                given += 1;
            }
        }
        for _ in 0..given {
            screening.mistake();
        }
        prop_assert_eq!(screening.ask().map(|it| (it.id, it.form)), first);
    }

    #[test]
    fn whatever_was_said_a_person_gets_back_in_and_nothing_moves_before(deeds in deeds()) {
        let mut now = at("2025-03-03 09:00");
        let mut standing = Standing::default();
        let twist = movement("seated-chair-twist", Family::Rotate, Place::Chair);
        for deed in deeds {
            let facts = match deed {
                Deed::Later(hours) => {
                    now += chrono::TimeDelta::hours(hours.into());
                    continue;
                }
                Deed::Asked(stage, answers) => {
                    let mut screening = match stage % 3 {
                        0 => Screening::right_now(),
                        1 => Screening::first(standing.known()),
                        _ => Screening::tags(standing.known()),
                    };
                    for (choice, ticks) in answers {
                        if let Some(fits) = answer_again(&screening, choice, ticks) {
                            screening.answer(fits);
                        }
                    }
                    match screening.end() {
                        Some(End::Found(finding)) => vec![finding.fact()],
                        Some(End::NotAdult) | None => vec![],
                    }
                }
                Deed::Stopped(digit) => {
                    let answer = StopAnswer::from_code(digit).unwrap_or(StopAnswer::NoAnswer);
                    consequence(answer, Some(&twist), &standing, now).facts("s")
                }
                Deed::Signs(any) => {
                    let answer = if any { Reply::Yes } else { Reply::No };
                    vec![Fact::SignsAnswered { answer, session: "s".to_owned(), outcome: None }]
                }
                Deed::Mistaken => vec![Fact::Mistake],
                Deed::Lifted => standing.lift(),
            };
            for fact in facts {
                standing.apply(&fact, now);
                let moving = standing.gate(now, Wants::Moving, None);
                let serious = standing.outcome(now.date_naive()).is_some_and(|outcome| !outcome.moves());
                prop_assert!(!(serious && moving == Gate::Go), "{moving:?} in {standing:?}");
                if let Fact::Screened { outcome, .. } | Fact::CheckedToday { outcome, .. } = &fact {
                    prop_assert!(standing.outcome(now.date_naive()) >= Some(*outcome).filter(|it| !it.moves()));
                }
            }
        }
        now += chrono::TimeDelta::days(2);
        for _ in 0..10 {
            let next = match standing.gate(now, Wants::Moving, None) {
                Gate::Go => break,
                Gate::NeedScreening(_) => Script::default().found(Screening::first(standing.known())).fact(),
                Gate::NeedCheck(_) => Script::default().found(Screening::right_now()).fact(),
                Gate::CalmOnly | Gate::Blocked(Outcome::Urgent) => {
                    for fact in standing.lift() {
                        standing.apply(&fact, now);
                    }
                    continue;
                }
                Gate::NeedAnswer(Unanswered::Signs) => {
                    let session = standing.signs_open().expect("they are asked").session.clone();
                    Fact::SignsAnswered { answer: Reply::No, session, outcome: None }
                }
                Gate::NeedAnswer(Unanswered::HowEnded) => {
                    let session = standing.untold().expect("it is asked").to_owned();
                    Fact::HowEnded { session, answer: Some(StopAnswer::CarryOn) }
                }
                Gate::Blocked(outcome) => panic!("{outcome:?} two days later"),
            };
            standing.apply(&next, now);
        }
        prop_assert_eq!(standing.gate(now, Wants::Moving, None), Gate::Go);
    }
}

/// One of the things that are kept, of all the kinds that say something, take it back or come in between.
fn fact((kind, which): (u8, u8)) -> Fact {
    let (session, movement) = (format!("s{}", which % 3), unhunch::routine::MovementId::new("chair-back-extension"));
    let outcome = [Outcome::Go, Outcome::Adapt, Outcome::Pause, Outcome::Urgent, Outcome::Emergency];
    let outcome = outcome[usize::from(which) % 5];
    match kind {
        0 => Fact::CheckedToday { outcome, item: None, answers: Vec::new() },
        1 => Fact::HowEnded { session, answer: None },
        2 => Fact::HowEnded { session, answer: Some(StopAnswer::CarryOn) },
        3 | 4 => Fact::StopAnswered {
            answer: StopAnswer::NoAnswer,
            movement: Some(movement),
            session,
            outcome: (outcome > Outcome::Adapt).then_some(outcome),
            set_aside: which % 2 == 0,
        },
        5 => Fact::SignsAnswered { answer: Reply::Yes, session, outcome: None },
        6 | 7 => Fact::Mistake,
        8 => Fact::EasierNext { movement },
        9 => Fact::SetAside {
            what: unhunch::safety::What::Movement(movement),
            reason: unhunch::safety::Reason::SharpPain,
            side: None,
            session,
        },
        10 => Fact::Lifted,
        _ => Fact::Screened {
            version: 1,
            outcome,
            answers: Vec::new(),
            tags: tags(u16::from(which) * 257),
            held_by: BTreeSet::new(),
        },
    }
}

proptest! {
    #[test]
    fn all_facts_at_once_come_to_what_they_come_to_one_by_one(
        facts in proptest::collection::vec((0_u8..12, any::<u8>()), 0..60),
    ) {
        let facts: Vec<Fact> = facts.into_iter().map(fact).collect();
        let hour = |n: usize| at("2025-03-03T09:00") + chrono::TimeDelta::hours(i64::try_from(n).unwrap());
        let mut one_by_one = Standing::default();
        for (n, fact) in facts.iter().enumerate() {
            one_by_one.apply(fact, hour(n));
        }
        let at_once = Standing::of(facts.iter().enumerate().map(|(n, fact)| (fact, hour(n))));
        prop_assert_eq!(&at_once, &one_by_one);
        // And a mistake goes back as far.
        let mut later = at_once;
        later.apply(&Fact::Mistake, hour(facts.len()));
        one_by_one.apply(&Fact::Mistake, hour(facts.len()));
        prop_assert_eq!(later, one_by_one);
    }
}
