use super::{Exercise, Found, Sides, cut, sentences};

/// Reads a plain list: a line for each exercise that begins with `1.`, `1)`, `-` or `*`, such as `1. Shoulder rolls, 10
/// times each way`. What stands above the first is the title; a line without a number goes on with the one before it.
///
/// # Errors
/// When there is no such line: why, in words.
pub fn list(bytes: &[u8]) -> Result<Found, String> {
    let source = std::str::from_utf8(bytes).map_err(|_not_utf8| "it is not text in UTF-8".to_owned())?;
    let mut found = Found::default();
    let mut items: Vec<String> = Vec::new();
    for line in source.trim_start_matches('\u{feff}').lines() {
        match (item(line), items.last_mut()) {
            (Some(begun), _) => items.push(begun.to_owned()),
            (None, _) if line.trim().is_empty() => {}
            (None, Some(item)) if item.len() < 4_000 => {
                item.push(' ');
                item.push_str(line.trim());
            }
            (None, None) if found.title.is_none() => {
                let title = line.trim().trim_start_matches('#').trim().trim_end_matches(':');
                found.title = Some(cut(title, 100)).filter(|title| !title.is_empty());
            }
            (None, Some(_) | None) => {}
        }
    }
    for item in items {
        found.add(exercise(&item));
    }
    if found.exercises.is_empty() {
        return Err("no line in it begins with `1.`, `1)`, `-` or `*`".to_owned());
    }
    Ok(found)
}

/// What follows the number or the mark of a line.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = match line.trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.len() < line.len() => rest.strip_prefix(['.', ')'])?,
        _ => line.strip_prefix(['-', '*', '•'])?,
    };
    let text = rest.trim();
    (rest.starts_with([' ', '\t']) && !text.is_empty()).then_some(text)
}

fn exercise(item: &str) -> Exercise {
    let ends = [", ", ": ", "; ", " - ", " – ", " — ", " (", ". "];
    let at = ends.iter().filter_map(|end| Some((item.find(end)?, end.len()))).min();
    let (name, rest) = at.map_or((item, ""), |(at, length)| (&item[..at], &item[at + length..]));
    let rest = rest.trim().trim_end_matches(')');
    let words: Vec<String> = item
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(numbers_apart)
        .filter(|word| !word.is_empty())
        .collect();
    let after = |units: &[&str]| {
        let at = words.windows(2).position(|pair| is_number(&pair[0]) && units.contains(&pair[1].as_str()))?;
        words[at].parse::<u32>().ok()
    };
    let before_x =
        words.windows(2).find(|pair| pair[0] == "x" && is_number(&pair[1])).and_then(|pair| pair[1].parse().ok());
    let reps = after(&["times", "time", "x", "reps", "rep", "repetitions", "repeats", "rolls", "breaths"]).or(before_x);
    let secs = after(&["s", "sec", "secs", "second", "seconds"]);
    let mins = after(&["m", "min", "mins", "minute", "minutes"]).and_then(|mins| mins.checked_mul(60));
    let has = |pairs: &[&str]| {
        words.windows(2).any(|pair| {
            ["each", "both", "either", "per", "every"].contains(&pair[0].as_str()) && pairs.contains(&pair[1].as_str())
        })
    };
    let sides = if has(&["way", "ways", "direction", "directions"]) {
        Sides::Ways
    } else if has(&["side", "sides", "arm", "arms", "leg", "legs", "hand", "hands", "shoulder", "knee", "wrist"]) {
        Sides::Both
    } else {
        Sides::One
    };
    Exercise {
        name: cut(name.trim_end_matches(['.', ':']), 100),
        says: if rest.is_empty() { Vec::new() } else { sentences(&first_upper(rest)) },
        reps: reps.filter(|reps| (1..=100).contains(reps)),
        secs: secs.or(mins).filter(|secs| (1..=600).contains(secs)),
        sides,
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20s` is a number and a word.
fn numbers_apart(word: &str) -> Vec<String> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = word.split_at(digits);
    [number, rest].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
