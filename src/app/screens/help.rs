//! The help for whatever screen it lies over.

use crate::app::Key;
use crate::app::view::{self, KeyHint, Page, Screen, View};
use crate::safety::words::{self, outcomes};

use super::parts::hint;

/// The help for a view: its keys, one a line, and what belongs to its screen.
pub(crate) fn page(view: &View) -> Page {
    let keys = view.keys.iter().filter(|it| it.key != Key::Char('?'));
    let keys: Vec<String> = keys.map(|it| format!("{}  {}", it.name, sentence(&view.screen, it))).collect();
    let mut paragraphs = vec![keys.join("\n")];
    paragraphs.extend(remarks(&view.screen));
    Page { title: "Help".to_owned(), paragraphs, ..Page::default() }
}

/// What a key does where one is, in a sentence; for a key whose label says it all, the label as one.
fn sentence(screen: &Screen, key: &KeyHint) -> String {
    let said = match screen {
        Screen::Session(_) => in_a_session(key.does),
        Screen::Ready(_) => on_the_ready_screen(key.does),
        Screen::Library(_) => in_the_library(key.does),
        Screen::Summary(_) => match key.does {
            "something is wrong" => "Opens the stop questions again, for what is felt only now.",
            "desk check" => "Ten questions about the desk.",
            "library" => "Back to the list of routines.",
            _ => "",
        },
        Screen::Card(_) => match key.does {
            "turn" => "Turns the figure by an eighth, to see it from another side.",
            "rest" => "Stops the figure; again lets it go on.",
            _ => "",
        },
        Screen::Me(_) => match key.does {
            "change" => "Ticks or clears what the cursor stands on, or opens it.",
            _ => "",
        },
        Screen::Door(_) => on_the_door(key.does),
        Screen::Ask(_) | Screen::History(_) | Screen::Page(_) => "",
    };
    match (said, key.does) {
        ("", "leave") => "Leaves the program; the terminal is as it was.".to_owned(),
        ("", does) => crate::coach::sentence(does),
        (said, _) => said.to_owned(),
    }
}

fn in_a_session(does: &str) -> &'static str {
    match does {
        "ready now" => "Begins the movement at once, without waiting for the seconds.",
        "stop" => "Stops at once, says how to come out of the position and asks what is going on.",
        "pause" => "Holds everything where it is, for as long as you like.",
        "go on" => "Counts three seconds in and goes on where it was.",
        "easier" => "Takes the easier form and half of what is left of this movement; again takes it back.",
        "skip" => "Leaves this movement and goes on with the next.",
        "back" => "Begins this part anew; in its first three seconds, the part before.",
        "longer" => "Adds ten seconds to the hold, the rest or the set-up, and the same on the other side.",
        "popped" => "Notes that something popped; nothing stops, and stretching is owed for it.",
        "turn" => "Turns the figure by an eighth, to see it from another side.",
        "voice" => "The coach says what to do, and when; again it is silent.",
        _ => "",
    }
}

fn on_the_ready_screen(does: &str) -> &'static str {
    match does {
        "start" => "Begins the routine.",
        "all fine, start" => "Says that the space is fine, and begins the routine.",
        "not fine" => {
            "Swaps what needs that chair or that space, and remembers it; it can be changed in the library under m."
        }
        "it cannot roll" => "Remembers that your chair cannot roll or tip, and does what leans on it.",
        "it rolls" => "Remembers that your chair can roll: what leans on it stays swapped.",
        "another chair" => "Swaps what leans on the chair, and remembers it; it can be changed in the library under m.",
        "Seated Cat-Cow" => "Does the seated Cat-Cow in its place this time.",
        "keep it" => "Keeps the routine as it is; that is written down.",
        "what was adapted" => "Shows what was changed for you and why.",
        "bring it back" => "Asks whether what was set aside may come back.",
        "from the start" => "Begins the whole routine anew instead of where it was left.",
        "easier form" => "Takes the easier form of what was a lot last time.",
        "gentler routine" => "Opens a routine that suits better today.",
        "something changed" => "Asks all pages again, because something is new or worse.",
        "someone else" => "For somebody else at this computer: all pages are asked, for this once.",
        "library" => "Back to the list of routines; nothing is started.",
        _ => "",
    }
}

fn on_the_door(does: &str) -> &'static str {
    match does {
        "go on" => "Goes on with what is ticked.",
        "back" => "Takes the last tick back; without one, goes back a page.",
        "checked, or a mistake" => "Says of one thing you said that it was checked since, or that it was a mistake.",
        "someone else" => "For somebody else at this computer: all pages are asked, for this once.",
        "it has passed" => "Says that what was felt is over.",
        _ => "",
    }
}

fn in_the_library(does: &str) -> &'static str {
    match does {
        "open" => "Shows what the selected routine needs and what it will be for you; nothing starts yet.",
        "minutes" => "Lists what takes you no longer than that many minutes; again lists all.",
        "place" => "Lists what is done on a chair, standing, at a wall, on the floor, and all again.",
        "find" => "Lists what has the letters you type in its name.",
        "me" => "What is stored about you, to look at and change.",
        "history" => "What was done, by day, week, month and year.",
        "learn" => "Short cards: what a pop is, why slow, when to see somebody.",
        "desk" => "Ten questions about the desk.",
        _ => "",
    }
}

/// The keys while the help is open.
pub(crate) fn keys() -> Vec<KeyHint> {
    vec![hint(Key::Esc, "any key", "closes this")]
}

fn remarks(screen: &Screen) -> Vec<String> {
    let shared = words::session::SHARED;
    match screen {
        Screen::Session(_) | Screen::Ready(_) => vec![crate::coach::sentence(shared)],
        Screen::Library(_) => vec![outcomes::STANDING_NOTICE.to_owned()],
        Screen::Ask(_) | Screen::Door(_) => vec![outcomes::ONLY_DECIDES.to_owned(), outcomes::SAVED.to_owned()],
        Screen::History(_) => {
            let levels = view::LEVELS.join(", ");
            vec![
                "Arrows go from day to day; page up and page down to the stretch before and after; home to the first day."
                    .to_owned(),
                format!("The more was done on a day, the fuller its mark: {levels}. A session under ten seconds counts for nothing."),
                "A run goes on over the days a week leaves free and one more. Days away do not count, nor do two days from a stop for pain.".to_owned(),
                "A movement that works on two areas counts for both.".to_owned(),
            ]
        }
        Screen::Card(_) | Screen::Me(_) | Screen::Page(_) | Screen::Summary(_) => Vec::new(),
    }
}
