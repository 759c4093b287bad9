//! Facts of every kind, so that what must hold for each of them is tried with each of them.

use std::collections::BTreeSet;

use unhunch::routine::Kit;
use unhunch::safety::frequency::Guard;
use unhunch::safety::{Fact, Item, Outcome, Page, Reason, Reply, Settled, Sign, SoreSide, StopAnswer, Told, What};

/// One of each kind at least; a kind that is missing fails [`kinds_without_an_example`].
pub(crate) fn examples() -> Vec<Fact> {
    let day = |text: &str| text.parse().expect("a day");
    let when = "2026-11-21T09:30:00+01:00".parse().expect("a moment");
    let item = Item::Sign(Sign::Limb);
    let movement = || "wall-chest-lean".into();
    let session = || "01a1fd3a03bb-00000001-00001".to_owned();
    let what = || What::Movement("wall-chest-lean".into());
    vec![
        Fact::Answered { page: Page::Before, version: 2, unread: vec!["a file".to_owned()] },
        Fact::Away { from: day("2026-11-21"), until: day("2026-12-05") },
        Fact::Back,
        Fact::BroughtBack { what: what() },
        Fact::DoneAgain { movement: movement() },
        Fact::EasierNext { movement: movement() },
        Fact::EasierOffered { movement: movement() },
        Fact::GuardKept { guard: Guard::TooSoon, movement: movement() },
        Fact::GuardSwapped { guard: Guard::TooSoon, movement: movement() },
        Fact::HowEnded { session: session(), answer: Some(StopAnswer::CarryOn) },
        Fact::KitHas { kit: Kit::Roller },
        Fact::KitLacks { kit: Kit::Roller },
        Fact::Guest { of: Box::new(Fact::Ticked { item, when }) },
        Fact::GuestBegan { routine: "chair-stretch".into() },
        Fact::GuestCame,
        Fact::GuestEnded { routine: "chair-stretch".into() },
        Fact::Mistake,
        Fact::Passed { session: session() },
        Fact::Prescribed { routine: "sheet".into(), digest: "00000000000000aa".to_owned(), mine: true },
        Fact::ReadyLineShown { what: what() },
        Fact::RibsOffered { taken: true },
        Fact::RollerWeekAsked { done: true },
        Fact::Over { item, when, how: Settled::Checked },
        Fact::SetAside { what: what(), reason: Reason::SharpPain, side: Some(SoreSide::Left), session: session() },
        Fact::Settled { file: "0000000000000007-facts.jsonl".to_owned(), digest: "00000000000000aa".to_owned() },
        Fact::SignsAnswered { answer: Reply::Yes, session: session(), outcome: Some(Outcome::Pause) },
        Fact::StillSorer { session: session() },
        Fact::StopAnswered {
            answer: StopAnswer::Limb,
            movement: Some(movement()),
            session: session(),
            outcome: Some(Outcome::Pause),
            set_aside: true,
        },
        Fact::Ticked { item, when },
        Fact::Told { item, when, told: Told::Examined },
    ]
}

/// The kinds there are that have no example, by their words; serde's own list of them says which there are.
pub(crate) fn kinds_without_an_example() -> Vec<String> {
    let unknown = serde_json::from_str::<Fact>(r#"{"fact":"none of them"}"#).expect_err("there is none of that word");
    let error = unknown.to_string();
    let listed = error.split_once("expected one of ").expect("a list of the words").1;
    let words = listed.split(", ").filter_map(|word| word.split('`').nth(1));
    let have: BTreeSet<String> = examples()
        .iter()
        .map(|fact| serde_json::to_value(fact).expect("it serializes")["fact"].as_str().expect("a word").to_owned())
        .collect();
    words.filter(|word| !have.contains(*word)).map(str::to_owned).collect()
}
