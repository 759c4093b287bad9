//! What the person sees on a screen and means by a key, by the words that stand there: what each of them rules out is
//! written down here once more, so that a line that has come to mean less is found.

use unhunch::app::Key;
use unhunch::app::view::{Ask, Choice, Door, Screen, View};

use super::person::{Grave, Place, Seen, Sign};

use Grave::{Emergency, Everything, Movement, Nothing};

/// How a line begins, what it is called later, and what it rules out by itself.
const LINES: [(&str, &str, Grave); 14] = [
    ("Chest pain or pressure", "chest pain", Emergency),
    ("Sudden, even if it is over", "sudden weakness, speech", Emergency),
    ("Numb between the legs", "numbness between the legs", Emergency),
    ("Back or neck pain from an accident", "back or neck pain from an accident", Everything),
    ("Fever now, or feeling very ill", "fever or illness", Movement),
    ("I am under 18", "age under 18", Everything),
    ("Tingling, numbness or weakness in an arm", "tingling, numbness or weakness", Movement),
    ("A fall, crash or knock", "fall, crash or knock", Movement),
    ("Pain (not stiffness) between the shoulder", "pain between the shoulder blades", Movement),
    ("Back pain with weight loss", "back pain with other signs", Everything),
    ("New or different back pain, and cancer", "new back pain, with cancer", Movement),
    ("Chest pain or unusual", "chest discomfort", Everything),
    ("Fainting, dizziness", "blackout or dizziness", Movement),
    ("In the last 12 weeks: an operation", "operation, blood clot or limit", Movement),
];

/// How a follow-up begins, and how each answer begins that rules something out; any other is no reason to wait.
const ASKS: [(&str, &[(&str, Grave)]); 13] = [
    ("Is the pain very strong", &[("Yes", Emergency), ("Not sure", Emergency), ("No", Everything)]),
    ("Do you have back or neck pain as well", &[("Yes", Everything), ("Not sure", Everything), ("No", Movement)]),
    ("The arm, hand or leg", &[("It is new", Everything), ("The arm", Everything), ("Old", Movement)]),
    ("The fall, crash", &[("Not checked", Movement)]),
    ("The pain between", &[("It is strong", Movement)]),
    ("This back pain", &[("Not checked", Movement)]),
    ("Chest, breath", &[("Not checked", Everything), ("It is new", Everything)]),
    ("The blackout", &[("It was in the last", Everything), ("Not checked", Movement)]),
    ("The operation, clot", &[("Nobody", Movement)]),
    ("Do you have sudden new back pain", &[("Yes", Everything), ("Not sure", Everything)]),
    ("Did a doctor", &[("No", Movement)]),
    ("When was the hip", &[("Less than 12 weeks ago, and nobody", Movement)]),
    (
        "Any trouble speaking",
        &[("yes", Emergency), ("not sure", Emergency), ("Yes", Emergency), ("Not sure", Emergency)],
    ),
];

/// Answers to a stop that rule something out by themselves, by how they begin, and what they are called later.
const STOPS: [(&str, &str, Grave); 4] = [
    ("Pain, tingling", "tingling, numbness or weakness", Movement),
    ("into an arm", "tingling, numbness or weakness", Movement),
    ("Chest pain", "chest pain", Emergency),
    ("chest", "chest pain", Everything),
];

/// The pages that everybody answers.
const PAGES: [&str; 3] = ["Now", "Before we start", "Work around"];

fn sign(what: &str, grave: Grave) -> Sign {
    Sign { what: what.to_owned(), grave }
}

/// What a line of a page says; one that is only worked around says nothing grave.
fn line(text: &str) -> Sign {
    let known = LINES.iter().find(|(begins, ..)| text.starts_with(begins));
    known.map_or_else(|| sign(text, Nothing), |(_, what, grave)| sign(what, *grave))
}

/// The answers to a follow-up about something.
fn follow_up(seen: &mut Seen, question: &str, of: &str, choices: &[Choice]) -> bool {
    let Some((_, graves)) = ASKS.iter().find(|(begins, _)| question.starts_with(begins)) else { return false };
    of.clone_into(&mut seen.of);
    for choice in choices {
        match graves.iter().find(|(begins, _)| choice.text.starts_with(begins)) {
            Some((_, grave)) => seen.grave.push((choice.key, sign(of, *grave))),
            None => seen.light.push(choice.key),
        }
    }
    true
}

fn door(seen: &mut Seen, door: &Door) {
    let first = door.over.first().map_or("", String::as_str);
    seen.place = Place::Question;
    seen.asks = format!("{} / {}", door.title, if PAGES.contains(&door.title.as_str()) { "" } else { first });
    seen.early = door.note.as_ref().is_some_and(|note| note.starts_with("Too early"));
    let ticked = door.choices.iter().filter(|choice| choice.ticked == Some(true));
    seen.ticked = ticked.map(|choice| line(&choice.text).what).collect();
    if let Some(page) = PAGES.into_iter().find(|page| *page == door.title) {
        seen.page = Some(page);
        seen.none = door.choices.iter().find(|it| it.text == "None of these").map(|it| it.key);
        seen.answers = seen.none.into_iter().chain([Key::Enter]).collect();
        let lines = door.choices.iter().filter(|it| it.ticked.is_some());
        seen.grave = lines.map(|it| (it.key, line(&it.text))).collect();
    } else if door.choices.last().is_some_and(|it| it.text == "Not yet") {
        let of = LINES.iter().map(|(_, name, _)| *name).find(|name| door.title.contains(name));
        let keys = door.choices.iter().rev().skip(1).map(|it| it.key).collect();
        seen.settles = Some((of.unwrap_or(&door.title).to_owned(), keys));
    } else if !door.choices.is_empty() {
        let known = follow_up(seen, &door.title, &line(first).what, &door.choices);
        assert!(known, "a follow-up nobody has thought of here: {}", door.title);
    } else {
        seen.place = Place::Text;
        seen.emergency = first.starts_with("Call ");
        seen.held = seen.emergency || first == "No stretching for now.";
    }
}

fn asked(seen: &mut Seen, ask: &Ask) {
    seen.place = Place::Question;
    seen.asks = format!("{} / {}", ask.title, ask.question);
    seen.last_time = ask.question.starts_with("How did that end");
    if ask.title == "Stopped" && !ask.question.starts_with("Any trouble") && !seen.last_time {
        seen.asks.clone_from(&ask.title);
    }
    let is_past = ask.title.starts_with("Last time");
    let key = |text: &str| ask.choices.iter().find(|it| it.text.eq_ignore_ascii_case(text)).map(|it| it.key);
    seen.none = ["Nothing, carry on", "fine", "no"].into_iter().find_map(key);
    if follow_up(seen, &ask.question, "sudden weakness, speech", &ask.choices) {
        seen.signs = ask.question.starts_with("Any trouble");
    } else if seen.last_time || ask.title == "Stopped" {
        for choice in ask.choices.iter().filter(|it| Some(it.key) != seen.none) {
            let known = STOPS.iter().find(|(begins, ..)| choice.text.starts_with(begins));
            let said = known.map_or_else(|| sign(&choice.text, Nothing), |(_, what, grave)| sign(what, *grave));
            seen.grave.push((choice.key, said));
        }
    }
    if is_past {
        // What is said of a session of an earlier day is no emergency any more.
        let signs = seen.grave.iter_mut().map(|(_, sign)| sign);
        signs.for_each(|sign| sign.grave = sign.grave.min(Everything));
    }
}

/// Reads a screen; in a window that is `tiny` there is nothing to be read but that help has to be called.
pub(crate) fn read(view: &View, tiny: bool) -> Seen {
    let mut seen = Seen { keys: view.keys.iter().map(|it| it.key).collect(), ..Seen::default() };
    match &view.screen {
        Screen::Door(it) => door(&mut seen, it),
        Screen::Ask(ask) => asked(&mut seen, ask),
        Screen::Library(_) => seen.place = Place::Library,
        Screen::Ready(ready) => {
            seen.place = Place::Ready;
            seen.asks = ready.guard.clone().unwrap_or_default();
            // The kind suggestion of another movement is not taken.
            seen.none = ready.guard.is_some().then_some(Key::Char('k'));
        }
        Screen::Session(_) => seen.place = Place::Session,
        Screen::Summary(_) => seen.place = Place::Summary,
        Screen::Me(_) => seen.place = Place::List,
        Screen::Page(page) => {
            seen.place = Place::Text;
            seen.asks = page.paragraphs.concat();
        }
        Screen::Card(_) | Screen::History(_) => seen.place = Place::Text,
    }
    seen.early |= view.notice.as_ref().is_some_and(|notice| notice.starts_with("Too early"));
    if tiny && !seen.emergency { Seen::default() } else { seen }
}
