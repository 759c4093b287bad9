//! How much the door asks of somebody who has nothing to say: screens, keys and words, counted on the real screens of the
//! real program; and what its lines ask of a reader.

use unhunch::app::view::Screen;
use unhunch::safety::{Item, Page, Sign};

use crate::house::House;

/// The window it is counted in: the whole of each page stands in it.
const WINDOW: (u16, u16) = (100, 30);
/// The most words from the library's Enter to the first set-up.
const MOST_WORDS: usize = 450;
/// The school grade a text may ask for: grade 7 is about twelve years old.
const GRADE: f64 = 7.0;

/// What stands in the window, as text.
fn picture(house: &mut House) -> String {
    house.run(&format!("draw it {}x{}", WINDOW.0, WINDOW.1)).join("\n")
}

/// Which screen stands, by its kind and its title.
fn screen(house: &mut House) -> String {
    house.run("draw it 100x30");
    match house.drawn.last().map(|(_, view)| &view.screen) {
        Some(Screen::Door(door)) => door.title.clone(),
        Some(Screen::Library(_)) => "library".to_owned(),
        Some(Screen::Me(_)) => "me".to_owned(),
        Some(Screen::Ready(_)) => "ready".to_owned(),
        Some(Screen::Session(_)) => "session".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// A program in the window, with these records and the whole clock of the house.
fn launched(house: &mut House) {
    house.run("launch");
    house.run(&format!("resize {} {}", WINDOW.0, WINDOW.1));
    house.run("watch 1s");
}

/// The screens a person sees on the way, from the library on, by pressing these keys; and the words on them.
fn way(house: &mut House, keys: &[&str]) -> (Vec<String>, usize) {
    let (mut screens, mut read) = (vec![screen(house)], 0);
    for key in keys {
        house.run(&format!("key {key}"));
        screens.push(screen(house));
        if screens.last().is_some_and(|it| it != "session") {
            read += words(&picture(house));
        }
    }
    (screens, read)
}

/// The words of a picture: what has two letters or more, or is a word of one.
fn words(picture: &str) -> usize {
    let letters = |word: &str| word.chars().filter(|it| it.is_alphabetic()).count();
    picture.split_whitespace().filter(|word| letters(word) > 1 || ["I", "a"].contains(word)).count()
}

#[test]
fn who_has_nothing_to_say_reaches_the_first_set_up_with_five_keys() {
    let mut house = House::new();
    house.run("home new");
    launched(&mut house);
    let (screens, read) = way(&mut house, &["enter", "0", "n", "z", "enter"]);
    assert_eq!(screens, ["library", "Now", "Before we start", "Work around", "ready", "session"]);
    assert!(read <= MOST_WORDS, "{read} words to read");

    house.run("until the end");
    house.run("quietly key enter");
    house.run("key q");
    launched(&mut house);
    assert_eq!(way(&mut house, &["enter", "enter"]).0, ["library", "ready", "session"], "the second time that day");

    house.run("until the end");
    house.run("quietly key enter");
    house.run("key q");
    house.run("days 1");
    launched(&mut house);
    let (screens, _) = way(&mut house, &["enter", "0"]);
    assert_eq!(screens, ["library", "Now", "ready"], "the next day");
    let ready = picture(&mut house);
    assert!(ready.contains("1 looser  2 same  3 sorer"), "how yesterday felt stands on it: {ready}");
    house.run("records");
    house.run("key enter");
    assert_eq!(screen(&mut house), "session", "Enter leaves it open");
    let kept = house.run("records").join("\n");
    assert!(!kept.contains("felt") && !kept.contains("kit"), "Enter answers nothing: {kept}");
}

#[test]
fn an_unanswered_chair_rolls_and_is_asked_about_until_it_is_answered_and_never_again() {
    let mut house = House::new();
    house.run("home screened chair-open");
    let ready = |house: &mut House| {
        let said = house.run("launch run chair-stretch").join("\n");
        (said.contains("Can your chair roll"), said.contains("4. Chair-back stretch"), said.contains("swapped"))
    };
    assert_eq!(ready(&mut house), (true, false, true), "nothing was said: it rolls");
    house.run("key esc");
    house.run("key q");
    assert_eq!(ready(&mut house), (true, false, true), "still nothing");
    let said = house.run("key f").join("\n");
    assert!(said.contains("4. Chair-back stretch") && said.contains("cannot roll"), "{said}");
    house.run("key esc");
    house.run("key q");
    assert_eq!(ready(&mut house), (false, true, false), "it is remembered");
    house.run("key c");
    house.run("key esc");
    house.run("key q");
    assert_eq!(ready(&mut house), (false, false, true), "another chair is remembered too, and not asked about");
    house.run("key esc");
    let me = house.run("key m").join("\n");
    assert!(me.contains("a chair that cannot roll or tip"), "{me}");
}

#[test]
fn in_a_window_too_small_to_show_a_page_no_key_acts() {
    for launch in ["launch", "launch run chair-stretch", "launch me"] {
        for home in ["home new", "home screened chair-open"] {
            let mut house = House::new();
            house.run(home);
            house.run(launch);
            house.run("records");
            let before = screen(&mut house);
            house.run("resize 39 12");
            for key in ["1", "a", "0", "n", "z", "f", "c", "w", "x", "u", "enter", "space", "esc", "m"] {
                house.run(&format!("key {key}"));
            }
            house.run("resize 40 11");
            house.run("key 1 5 a enter");
            assert_eq!(house.run("records"), Vec::<String>::new(), "{home}, {launch}");
            house.run("resize 80 24");
            assert_eq!(screen(&mut house), before, "{home}, {launch}");
        }
    }
}

/// What of each page is text to read: the lines to tick and the follow-ups of them.
fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for page in Page::ALL {
        for (_, item) in page.lines() {
            lines.push(item.text().to_owned());
            if let Some(asks) = item.asks() {
                lines.push(asks.question.to_owned());
                lines.extend(asks.answers().map(|(_, text)| text.to_owned()));
            }
        }
    }
    lines.extend(Sign::ALL.map(|sign| Item::Sign(sign).text().to_owned()));
    lines
}

/// The syllables of an English word, about: its groups of vowels, without a silent e.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |it: char| "aeiouy".contains(it);
    let mut groups = 0;
    let mut before = false;
    for it in word.chars() {
        groups += usize::from(vowel(it) && !before);
        before = vowel(it);
    }
    let silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}

/// The Flesch-Kincaid grade of a text; what stands between full stops, colons, semicolons and question marks is a sentence.
fn grade(texts: &[String]) -> f64 {
    let (mut sentences, mut words, mut parts) = (0_u32, 0_u32, 0_u32);
    for sentence in texts.iter().flat_map(|text| text.split(['.', ':', ';', '?'])) {
        let of = sentence.split(|it: char| !it.is_alphabetic() && it != '\'').filter(|it| !it.is_empty());
        let of: Vec<usize> = of.map(syllables).collect();
        sentences += u32::from(!of.is_empty());
        words += u32::try_from(of.len()).expect("few");
        parts += u32::try_from(of.iter().sum::<usize>()).expect("few");
    }
    let (sentences, words, parts) = (f64::from(sentences.max(1)), f64::from(words.max(1)), f64::from(parts));
    0.39 * words / sentences + 11.8 * parts / words - 15.59
}

#[test]
fn the_pages_are_read_by_a_child_of_twelve() {
    let lines = lines();
    assert!(lines.len() > 40, "the pages have lines");
    let hard: Vec<String> = lines
        .iter()
        .map(|it| (grade(std::slice::from_ref(it)), it))
        .filter(|(grade, _)| *grade > 8.0)
        .map(|(grade, it)| format!("{grade:.1} {it}"))
        .collect();
    let all = grade(&lines);
    assert!(all <= GRADE, "the pages ask for grade {all:.1}; the hardest lines:\n{}", hard.join("\n"));
}

#[test]
fn the_measure_of_reading_knows_hard_from_easy() {
    let of = |text: &str| grade(&[text.to_owned()]);
    assert!(of("The cat sat on the mat.") < 2.0);
    assert!(of("Contraindications necessitate individualised physiotherapeutic consultation beforehand") > 15.0);
}
