//! What a line of a sheet says of how much: `3 x 12`, `hold 20 sec`, `2 sets of 15 s each side`.
//!
//! A dose that a professional wrote down is kept or asked about, never guessed: what is not understood, said twice or beyond
//! reason is a [`Doubt`].

use super::Sides;

/// How much a line says, and what it leaves for a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The words that say nothing of the dose.
    pub(super) rest: String,
    /// How many sets.
    pub(super) sets: Option<u32>,
    /// How often, in a set and on a side.
    pub(super) reps: Option<u32>,
    /// How long, in seconds.
    pub(super) secs: Option<u32>,
    /// Whether it is done to both sides.
    pub(super) sides: Sides,
    /// How often in a day or a week: kept as a remark, for a routine is done once.
    pub(super) often: Option<String>,
    /// What has to be asked.
    pub(super) doubts: Vec<String>,
}

/// The most repeats and seconds that are believed.
const MOST: (u32, u32) = (100, 600);

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// A number, and the upper end where it is a range.
    Number(f32, Option<f32>),
    /// A word, in lower case, and as it was written.
    Word(String, String),
    /// A mark: `x`, `"`, `'`, `/`, or what parts a sentence.
    Mark(char),
}

const SECONDS: [&str; 9] = ["s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "\""];
const MINUTES: [&str; 7] = ["m", "min", "mins", "minute", "minutes", "minuten", "'"];
const HOURS: [&str; 4] = ["h", "hour", "hours", "stunde"];
const SETS: [&str; 5] = ["set", "sets", "satz", "sätze", "series"];
const REPS: [&str; 12] =
    ["rep", "reps", "repetition", "repetitions", "repeat", "repeats", "times", "time", "x", "mal", "wdh", "breaths"];
const EACH: [&str; 8] = ["each", "both", "either", "per", "every", "je", "pro", "beide"];
const SIDE: [&str; 18] = [
    "side",
    "sides",
    "arm",
    "arms",
    "leg",
    "legs",
    "hand",
    "hands",
    "shoulder",
    "shoulders",
    "knee",
    "knees",
    "wrist",
    "wrists",
    "foot",
    "feet",
    "seite",
    "seiten",
];
const WAY: [&str; 5] = ["way", "ways", "direction", "directions", "richtung"];
const OFTEN: [&str; 12] =
    ["day", "daily", "week", "weekly", "tag", "täglich", "woche", "d", "hour", "hourly", "morning", "evening"];
/// Words that join a dose to a name and belong to neither.
const JOINS: [&str; 12] = ["for", "of", "do", "then", "hold", "holding", "a", "and", "at", "halten", "lots", "about"];

/// Takes a line apart.
pub(super) fn said(line: &str) -> Said {
    let pieces = pieces(line);
    let mut said = Said::default();
    let mut name: Vec<String> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if let Some(taken) = step(&pieces[at..], &mut said) {
            at += taken.max(1);
        } else {
            match &pieces[at] {
                Piece::Word(_, written) => name.push(written.clone()),
                Piece::Number(number, _) => name.push(number.to_string()),
                Piece::Mark('.') => name.push(".".to_owned()),
                Piece::Mark(',' | ';' | ':' | '(' | ')' | '–') => name.push(",".to_owned()),
                Piece::Mark(_) => {}
            }
            at += 1;
        }
    }
    said.rest = tidied(&name);
    let (most_reps, most_secs) = MOST;
    if let Some(reps) = said.reps.filter(|reps| !(1..=most_reps).contains(reps)) {
        said.doubts.push(format!("{reps} repeats are more than is believed"));
        said.reps = None;
    }
    if let Some(secs) = said.secs.filter(|secs| !(1..=most_secs).contains(secs)) {
        said.doubts.push(format!("{secs} seconds are more than is believed"));
        said.secs = None;
    }
    if let Some(sets) = said.sets.filter(|sets| !(1..=10).contains(sets)) {
        said.doubts.push(format!("{sets} sets are more than is believed"));
        said.sets = None;
    }
    said
}

/// What the first pieces say of the dose, and how many of them say it.
fn step(pieces: &[Piece], said: &mut Said) -> Option<usize> {
    let word = |at: usize| match pieces.get(at) {
        Some(Piece::Word(word, _)) => Some(word.as_str()),
        Some(Piece::Mark('"')) => Some("\""),
        Some(Piece::Mark('\'')) => Some("'"),
        Some(Piece::Mark('x')) => Some("x"),
        Some(Piece::Mark('+')) => Some("+"),
        _ => None,
    };
    let number = |at: usize| {
        if let Some(Piece::Number(number, upper)) = pieces.get(at) { Some((*number, *upper)) } else { None }
    };
    let is = |at: usize, words: &[&str]| word(at).is_some_and(|it| words.contains(&it));
    let slash = |at: usize| matches!(pieces.get(at), Some(Piece::Mark('/')));
    // How often in a day or a week: `2x/day`, `3 times a week`, `twice daily`.
    let often = |from: usize| {
        let joined =
            if slash(from) || is(from, &["a", "per", "each", "every", "am", "pro", "in"]) { from + 1 } else { from };
        let joined = if is(joined, &["the"]) { joined + 1 } else { joined };
        is(joined, &OFTEN).then_some(joined + 1)
    };
    let times = if number(0).is_some() && is(1, &["x", "times", "time", "mal"]) {
        Some(2)
    } else if is(0, &["once", "twice", "thrice"]) {
        Some(1)
    } else {
        None
    };
    if let Some(end) =
        times.and_then(often).or_else(|| if is(0, &["every", "each", "daily", "täglich"]) { often(0) } else { None })
    {
        let told = pieces[..end].iter().map(Piece::told).collect::<Vec<_>>().join(" ");
        said.often = Some(told.replace(" / ", " a "));
        return Some(end);
    }
    if is(0, &["twice", "thrice"]) && said.reps.is_none() {
        said.reps = Some(if is(0, &["twice"]) { 2 } else { 3 });
        return Some(1);
    }
    // `each side`, `left and right`, `each way`.
    if is(0, &EACH) && is(1, &WAY) || (is(0, &["in"]) && is(1, &EACH) && is(2, &WAY)) {
        said.sides = Sides::Ways;
        return Some(if is(0, &["in"]) { 3 } else { 2 });
    }
    let on = usize::from(is(0, &["on", "to", "with"]));
    if is(on, &EACH) && (is(on + 1, &SIDE)) {
        said.sides = Sides::Both;
        return Some(on + 2);
    }
    if slash(0) && is(1, &SIDE) {
        said.sides = Sides::Both;
        return Some(2);
    }
    if is(on, &["left", "l", "right", "r"])
        && (is(on + 1, &["and", "+"]) || slash(on + 1))
        && is(on + 2, &["left", "l", "right", "r"])
    {
        said.sides = Sides::Both;
        return Some(on + 3);
    }
    let Some(first) = number(0) else {
        // `x 10`.
        if is(0, &["x"])
            && let Some(reps) = number(1)
        {
            return Some(1 + amount(pieces, 1, reps, said));
        }
        return is(0, &["hold", "holding", "halten"]).then_some(1);
    };
    // `3 x 12`, `3 sets of 12`, `2 sets`.
    let sets_word = is(1, &SETS);
    let joined = if sets_word { 2 + usize::from(is(2, &["of", "x", "à", "a", "je"])) } else { 2 };
    if (sets_word || is(1, &["x"]))
        && let Some(second) = number(joined)
    {
        put(&mut said.sets, first, "sets", &mut said.doubts);
        return Some(joined + amount(pieces, joined, second, said));
    }
    if sets_word {
        put(&mut said.sets, first, "sets", &mut said.doubts);
        return Some(2);
    }
    let taken = amount(pieces, 0, first, said);
    if taken > 0 {
        return Some(taken);
    }
    // A bare number before `each side`, or at the end, counts repeats; at the end that is asked about.
    let before_sides = is(1, &EACH) || slash(1) && is(2, &SIDE) || is(1, &["on", "to"]) && is(2, &EACH);
    if said.reps.is_none() && (before_sides || pieces.len() == 1) {
        put(&mut said.reps, first, "repeats", &mut said.doubts);
        if !before_sides {
            said.doubts.push(format!("{}: repeats?", first.0));
        }
        return Some(1);
    }
    None
}

/// A number with what it counts: seconds, minutes or repeats. How many pieces it is; none where it counts something else.
fn amount(pieces: &[Piece], at: usize, (number, upper): (f32, Option<f32>), said: &mut Said) -> usize {
    let word = match pieces.get(at + 1) {
        Some(Piece::Word(word, _)) => Some(word.clone()),
        Some(Piece::Mark(mark @ ('"' | '\'' | 'x'))) => Some(mark.to_string()),
        _ => None,
    };
    let is = |words: &[&str]| word.as_deref().is_some_and(|it| words.contains(&it));
    // A fraction of a set of words that were read before: `3 x 12`.
    let after_x = at > 0;
    if is(&SECONDS) || is(&MINUTES) || is(&HOURS) {
        let scale = if is(&HOURS) {
            3_600.0
        } else if is(&MINUTES) {
            60.0
        } else {
            1.0
        };
        put(&mut said.secs, (number * scale, upper.map(|it| it * scale)), "seconds", &mut said.doubts);
        if after_x && said.reps.is_none() {
            // So many sets of one hold are so many holds.
            said.reps = said.sets.take();
        }
        return 2;
    }
    if is(&REPS) || (is(&["rolls", "circles", "nods", "squeezes"]) && !after_x) {
        put(&mut said.reps, (number, upper), "repeats", &mut said.doubts);
        // `rolls` belongs to the name as well.
        return if is(&REPS) { 2 } else { 1 };
    }
    if after_x {
        put(&mut said.reps, (number, upper), "repeats", &mut said.doubts);
        return 1;
    }
    0
}

/// Puts a number where it belongs; a second one, a range or a piece of one is asked about.
fn put(place: &mut Option<u32>, (number, upper): (f32, Option<f32>), what: &str, doubts: &mut Vec<String>) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped first")]
    let whole = number.clamp(0.0, 100_000.0).round() as u32;
    if (number - number.round()).abs() > 0.01 {
        doubts.push(format!("{number} {what}: taken as {whole}"));
    }
    if let Some(upper) = upper {
        doubts.push(format!("{number} to {upper} {what}: the lower number is taken"));
    }
    match place {
        Some(before) if *before != whole => doubts.push(format!("{before} and {whole} {what}: the first is taken")),
        Some(_) => {}
        None => *place = Some(whole),
    }
}

impl Piece {
    fn told(&self) -> String {
        match self {
            Self::Number(number, _) => number.to_string(),
            Self::Word(_, written) => written.clone(),
            Self::Mark(mark) => mark.to_string(),
        }
    }
}

/// A line in pieces. Fractions and both decimal marks are numbers; `20s` is a number and a word.
fn pieces(line: &str) -> Vec<Piece> {
    let letters: Vec<char> = line.chars().take(2_000).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        if c.is_ascii_digit() || fraction(c).is_some() {
            let (number, end) = numeral(&letters, at);
            let mut end = end;
            let mut upper = None;
            // `8-10`, `8 – 10`, `8 to 10`.
            let mut next = end;
            while letters.get(next) == Some(&' ') {
                next += 1;
            }
            let dash = letters.get(next).is_some_and(|c| matches!(c, '-' | '–' | '—'));
            let to = letters.get(next..next + 3).is_some_and(|it| it == ['t', 'o', ' ']);
            if dash || to {
                let mut from = next + if dash { 1 } else { 3 };
                while letters.get(from) == Some(&' ') {
                    from += 1;
                }
                if letters.get(from).is_some_and(char::is_ascii_digit) {
                    let (high, stop) = numeral(&letters, from);
                    (upper, end) = (Some(high), stop);
                }
            }
            pieces.push(Piece::Number(number, upper));
            at = end;
        } else if c.is_alphabetic() {
            let start = at;
            while letters
                .get(at)
                .is_some_and(|c| c.is_alphabetic() || (matches!(c, '-' | '\'' | '’') && is_inside(&letters, at)))
            {
                at += 1;
            }
            let written: String = letters[start..at].iter().collect();
            let word = written.to_lowercase();
            let before_number = letters[at..].iter().find(|c| **c != ' ').is_some_and(char::is_ascii_digit);
            let after_number = matches!(pieces.last(), Some(Piece::Number(..)));
            if word == "x" && (before_number || after_number) {
                pieces.push(Piece::Mark('x'));
            } else {
                pieces.push(Piece::Word(word, written));
            }
        } else {
            match c {
                '×' | '✕' | '✖' | '*' => pieces.push(Piece::Mark('x')),
                '"' | '”' | '“' | '″' if matches!(pieces.last(), Some(Piece::Number(..))) => {
                    pieces.push(Piece::Mark('"'));
                }
                '\'' | '’' | '′' if matches!(pieces.last(), Some(Piece::Number(..))) => {
                    pieces.push(Piece::Mark('\''));
                }
                '&' => pieces.push(Piece::Mark('+')),
                '/' | '+' | ',' | ';' | ':' | '(' | ')' | '.' => pieces.push(Piece::Mark(c)),
                '–' | '—' | '-' => pieces.push(Piece::Mark('–')),
                _ => {}
            }
            at += 1;
        }
    }
    pieces
}

/// Whether a mark stands between two letters.
fn is_inside(letters: &[char], at: usize) -> bool {
    at > 0 && letters[at - 1].is_alphabetic() && letters.get(at + 1).is_some_and(|c| c.is_alphabetic())
}

const fn fraction(c: char) -> Option<f32> {
    match c {
        '½' => Some(0.5),
        '¼' => Some(0.25),
        '¾' => Some(0.75),
        '⅓' => Some(1.0 / 3.0),
        '⅔' => Some(2.0 / 3.0),
        _ => None,
    }
}

/// The number that begins there, and where it ends: `12`, `0,5`, `0.5`, `1/2`, `1 1/2`, `1½`.
fn numeral(letters: &[char], start: usize) -> (f32, usize) {
    let digits = |from: usize| letters[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let read = |from: usize, count: usize| {
        letters[from..from + count.min(6)].iter().collect::<String>().parse::<f32>().unwrap_or(0.0)
    };
    let mut at = start;
    let count = digits(at);
    let mut number = if count > 0 { read(at, count) } else { 0.0 };
    if count > 6 {
        number = 1_000_000.0;
    }
    at += count;
    if letters.get(at).is_some_and(|c| matches!(c, '.' | ',')) && letters.get(at + 1).is_some_and(char::is_ascii_digit)
    {
        let places = digits(at + 1);
        let tail: String = letters[at + 1..at + 1 + places.min(4)].iter().collect();
        number += format!("0.{tail}").parse::<f32>().unwrap_or(0.0);
        at += 1 + places;
    }
    if letters.get(at) == Some(&'/') && count > 0 && letters.get(at + 1).is_some_and(char::is_ascii_digit) {
        let below = digits(at + 1);
        let under = read(at + 1, below);
        // `2x/day` and dates are no fractions; 1/2, 1/4 and 3/4 are.
        if number < under && (2.0..=4.0).contains(&under) {
            number /= under;
            at += 1 + below;
        }
    }
    if let Some(part) = letters.get(at).copied().and_then(fraction) {
        number += part;
        at += 1;
    }
    (number, at)
}

/// The words of a name, without what only joined them to a dose.
fn tidied(words: &[String]) -> String {
    let joins = |word: &str| JOINS.contains(&word.to_lowercase().as_str()) || matches!(word, "," | ".");
    let end = words.iter().rposition(|word| !joins(word)).map_or(0, |at| at + 1);
    let start = words.iter().position(|word| !joins(word)).unwrap_or(end);
    let mut text = String::new();
    for word in words.get(start..end).unwrap_or_default() {
        if matches!(word.as_str(), "," | ".") {
            if !text.ends_with([',', '.']) {
                text.push_str(word);
            }
        } else {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    text
}
