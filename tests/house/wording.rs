//! Every safety text is the content's, byte for byte, and every text of the content that a person reads is here.
//!
//! The test reads the texts out of the content by its own marks (quotes, quoted blocks, table columns, lists, titles)
//! and holds them against the constants as two sets: a letter changed or removed on either side turns it red.

use std::collections::{BTreeMap, BTreeSet};

use unhunch::safety::words::{self, KEY_CHANGES, own};

const CONTENT: &str = include_str!("../../src/safety/CONTENT.md");
/// What holds for every movement.
const RULES: &str = include_str!("../../routines/RULES.md");

/// Quoted pieces of the sections that no screen shows, and why.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("oops/pop", "explains a letter"),
    ("easier", "names a key"),
    ("push through", "forbidden"),
    ("no pain no gain", "forbidden"),
    ("you failed", "forbidden"),
    ("streak lost", "forbidden"),
    ("are you sure?", "forbidden"),
    ("you're fine", "forbidden"),
    ("cleared", "forbidden"),
    ("safe for you", "forbidden"),
    ("nothing there that changes the plan", "the go text says it"),
];

fn section(from: &str, to: &str) -> &'static str {
    let start = CONTENT.find(&format!("\n{from}")).expect(from) + 1;
    let end = CONTENT[start..].find(&format!("\n{to}")).expect(to) + start;
    &CONTENT[start..end]
}

/// The pieces between double quotes of one line, those that stand inside a text in brackets left in it.
fn quoted(line: &str) -> Vec<String> {
    // The one text with quotes of its own stands unquoted in its table cell.
    let line = line.replace(r#"(Here "not sure" counts as no.)"#, "");
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The cells of the column with this heading, in every table of the section that has it.
fn column(section: &str, heading: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at: Option<usize> = None;
    for line in section.lines() {
        if !line.starts_with('|') {
            at = None;
        } else if let Some(at) = at {
            let cell = cells(line).get(at).copied().unwrap_or_default().to_owned();
            if !cell.starts_with("---") {
                found.push(cell);
            }
        } else {
            at = cells(line).iter().position(|cell| *cell == heading);
        }
    }
    assert!(!found.is_empty(), "no column {heading}");
    found
}

fn without_number(line: &str) -> &str {
    match line.split_once(". ") {
        Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit()) => rest,
        _ => line,
    }
}

/// Takes off the stress that a whole text stands in; stress inside a text is part of it.
fn without_stress(text: &str) -> &str {
    let inner = text.trim_matches('*');
    if inner.contains('*') { text } else { inner }
}

/// Every text of the content that a person reads.
fn of_content() -> BTreeSet<String> {
    let safety = section("## CONTENT 3.6", "# CONTENT 7");
    let copy = section("## CONTENT 7.1", "## CONTENT 7.5");
    let mut texts = BTreeSet::new();
    for line in safety.lines().chain(copy.lines()) {
        texts.extend(quoted(line));
    }
    // Quoted blocks without quotes in them: stage 0 and the answer to a pop.
    for line in safety.lines().filter_map(|line| line.strip_prefix("> ")).filter(|line| !line.contains('"')) {
        texts.insert(without_stress(without_number(line)).to_owned());
    }
    let stop = section("## CONTENT 3.7", "## CONTENT 3.8");
    let options = column(stop, "Option text").into_iter().filter(|text| !text.is_empty());
    texts.extend(options.map(|text| without_stress(&text).to_owned()));
    let ended = stop.split("**How did that end?**").nth(1).expect("how it ended");
    texts.extend(column(ended, "Answer").into_iter().filter(|answer| !answer.starts_with("no answer")));
    let keys = stop.split("(last line): `").nth(1).and_then(|rest| rest.split('`').next()).expect("the last line");
    texts.insert(keys.to_owned());
    let feel = stop.split("(optional, after a hold): ").nth(1).and_then(|rest| rest.split(". ").next()).expect("feel");
    texts.insert(feel.to_owned());
    // Titles of the cards, and the ten points.
    let cards = section("## CONTENT 7.2", "## CONTENT 7.3")
        .lines()
        .filter_map(|line| line.strip_prefix("**")?.split("**").next());
    texts.extend(cards.map(str::to_owned));
    let desk = section("## CONTENT 7.4", "## CONTENT 7.5");
    let points = desk.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    texts.extend(points.map(|line| without_number(line).to_owned()));
    let answers = desk.lines().next().and_then(|line| line.split_once('(')).expect("the answers").1;
    texts.insert(answers.trim_end_matches(')').to_owned());
    // The three of the next day in F5.
    let next_day =
        safety.split("\"How was your back after yesterday?\" ").nth(1).and_then(|rest| rest.split('.').next());
    texts.insert(next_day.expect("the next day's answers").to_owned());
    // What the questions are for, and the lines every movement shares (section 4).
    let position = section("# CONTENT 3", "## CONTENT 3.1");
    texts.extend(position.lines().filter_map(|line| Some(line.split_once("\" means. ")?.1.to_owned())));
    let shared = RULES.split("**Lines every movement shares:** ").nth(1).and_then(|rest| rest.lines().next());
    texts.insert(shared.expect("the shared lines").to_owned());
    texts
}

/// The constants with the content's own keys put back.
fn of_constants() -> BTreeMap<String, (&'static str, &'static str)> {
    words::all()
        .filter(|(theme, ..)| *theme != "door")
        .map(|(theme, name, text)| {
            let change = KEY_CHANGES.iter().find(|change| change.text == (theme, name));
            let text = match change {
                Some(change) => {
                    assert_eq!(text.matches(change.here).count(), 1, "{name} does not have its key");
                    text.replace(change.here, change.content)
                }
                None => text.to_owned(),
            };
            (text, (theme, name))
        })
        .collect()
}

#[test]
fn each_constant_is_a_whole_text_of_the_content_letter_for_letter() {
    let content = of_content();
    for (text, (theme, name)) in of_constants() {
        assert!(content.contains(&text), "{theme}::{name}: {text}");
    }
}

#[test]
fn each_text_of_the_content_is_a_constant() {
    let constants = of_constants();
    let missing: Vec<String> = of_content()
        .into_iter()
        .filter(|text| !constants.contains_key(text) && !NOT_SHOWN.iter().any(|(it, _)| it == text))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_content_has_as_many_texts_as_it_should() {
    // A reader of the content that finds nothing would agree with everything.
    let count = of_content().len();
    assert!(count > 100, "{count}");
    let constants = of_constants();
    for (text, count) in [("POINT_", 10), ("EXIT_", 5), ("ENDED_", 12)] {
        let named = |name: &str| name.starts_with(text);
        let is = constants.values().filter(|(_, name)| named(name) && *name != "ENDED_EARLY").count();
        assert_eq!(is, count, "{text}");
    }
}

#[test]
fn what_is_not_shown_stands_in_the_content() {
    let content = of_content();
    for (text, _) in NOT_SHOWN {
        assert!(content.contains(*text), "{text}");
    }
}

#[test]
fn only_keys_are_changed_and_only_in_texts_that_have_them() {
    for change in KEY_CHANGES {
        for key in [change.content, change.here] {
            let letters = key.strip_prefix('`').and_then(|key| key.strip_suffix('`')).expect("a key in backticks");
            assert_eq!(letters.chars().count(), 1, "{key}");
        }
        assert!(words::all().any(|(theme, name, _)| change.text == (theme, name)), "{change:?}");
    }
}

#[test]
fn no_text_of_our_own_stands_in_the_content() {
    let content = of_content();
    for (name, text) in own::ALL {
        assert!(!content.contains(*text), "{name}");
    }
}

#[test]
fn texts_are_calm() {
    let banned = ["are you sure", "push through", "no pain no gain", "you failed", "streak lost"];
    let claims =
        ["treats", "cures", "heals", "realigns", "decompress", "toxins", "kyphosis", "doctor-approved", "therapy"];
    let texts = words::all().map(|(_, name, text)| (name, text)).chain(own::ALL.iter().copied());
    for (name, text) in texts {
        assert!(!text.contains('!'), "{name} shouts: {text}");
        let lower = text.to_lowercase();
        for word in banned.iter().chain(&claims) {
            assert!(!lower.contains(word), "{name} says {word}: {text}");
        }
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1) {
            let shouted = word.chars().all(|c| c.is_ascii_uppercase());
            assert!(!shouted || word == "HSD", "{name} shouts {word}");
        }
    }
}

/// The texts of the door stand in the content letter for letter, each in quotes.
#[test]
fn each_text_of_the_door_stands_in_the_content() {
    let door = section("## CONTENT 3.2", "## CONTENT 3.6");
    let missing: Vec<&str> = words::door::ALL
        .iter()
        .filter(|(_, text)| !door.contains(&format!("\"{text}\"")))
        .map(|(name, _)| *name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
