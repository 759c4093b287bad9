//! Headings: `[dose]`, `[[steps]]`.

use super::{Lines, Slip, short};
use crate::routine::reader::quote;

/// The headings that stand once for each item of a list.
const LISTS: [&str; 3] = ["steps", "movement", "figure.pose"];

/// What is wrong with a heading.
pub(super) fn slip(text: &str, begin: usize) -> Option<Slip> {
    let opening = text.bytes().take_while(|byte| *byte == b'[' || *byte == b' ').filter(|byte| *byte == b'[').count();
    let after = text.trim_start_matches(['[', ' ']);
    let name_end = after.find(|c: char| !is_of_a_name(c)).unwrap_or(after.len());
    let name = after[..name_end].trim();
    let rest = &after[name_end..];
    let closing = rest.bytes().take_while(|byte| *byte == b']' || *byte == b' ').filter(|byte| *byte == b']').count();
    let behind = rest.trim_start_matches([']', ' ']).trim();
    let span = begin..begin + text.len();
    if name.is_empty() {
        return Some(Slip::new(span, "a heading without a name", "write `[[steps]]` to begin a step"));
    }
    let wanted = if LISTS.contains(&name) || (opening > 1 && closing > 1) { 2 } else { 1 };
    let right = format!("{}{name}{}", "[".repeat(wanted), "]".repeat(wanted));
    if opening != closing || opening > 2 || text.starts_with("[ [") || rest.starts_with("] ]") {
        let message = format!("the brackets of the heading {} do not match", quote(text));
        return Some(Slip::new(span, message, format!("write `{}`", short(&right))));
    }
    if !behind.is_empty() && !behind.starts_with('#') {
        let at = begin + text.len() - behind.len();
        let hint = format!("write `{}` on the next line", short(behind));
        return Some(Slip::new(at..begin + text.len(), "a heading stands alone on its line", hint));
    }
    if name.starts_with('.') || name.ends_with('.') || name.contains("..") || name.contains(' ') {
        let mended: Vec<&str> = name.split(['.', ' ']).filter(|part| !part.is_empty()).collect();
        let brackets = ("[".repeat(opening), "]".repeat(opening));
        let hint = format!("write `{}{}{}`", brackets.0, short(&mended.join(".")), brackets.1);
        return Some(Slip::new(span, format!("{} is no name for a heading", quote(name)), hint));
    }
    None
}

const fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"' | '\'')
}

/// The name in a heading.
fn name_of(line: &str) -> &str {
    let name = line.trim().trim_start_matches(['[', ' ']);
    name.split(']').next().unwrap_or(name).trim()
}

/// The first line that gives what the heading on the line `at` gives too.
pub(super) fn first(lines: &Lines<'_>, at: usize) -> Option<usize> {
    let name = name_of(lines.text(at));
    let mut before_all_headings = true;
    (0..at).find(|line| {
        let text = lines.text(*line).trim_start();
        if text.starts_with('[') {
            before_all_headings = false;
            let other = name_of(text);
            return other == name || other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        }
        before_all_headings && text.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
    })
}

/// What to say of a heading that stands twice, or where something of its name is already: what, and a fix.
pub(super) fn twice(lines: &Lines<'_>, at: usize) -> (String, String) {
    let text = lines.text(at).trim();
    let name = name_of(text);
    let first = first(lines, at);
    let Some(first) = first else {
        return (format!("the heading {} stands twice", quote(text)), "keep one of the two".to_owned());
    };
    let before = lines.text(first).trim();
    let number = first + 1;
    if LISTS.contains(&name) && !text.starts_with("[[") {
        let message =
            format!("{} stands twice, on line {number} too, and one bracket is for one table only", quote(text));
        return (message, format!("write `[[{name}]]` with two brackets, here and on line {number}"));
    }
    if before.starts_with('[') && before.trim_matches(['[', ']']).starts_with(&format!("{name}.")) {
        let message = format!("{} on line {number} comes before {}", quote(before), quote(text));
        return (message, format!("move {} and its lines below `[[{name}]]` and its lines", quote(before)));
    }
    if LISTS.contains(&name) && before.starts_with('[') {
        let message = format!("{} is begun with one bracket on line {number}", quote(name));
        return (message, format!("write `[[{name}]]` on line {number} too"));
    }
    if before.starts_with('[') {
        let message = format!("the heading {} stands twice, on line {number} too", quote(text));
        return (message, format!("put its lines under the heading on line {number}, and take this one out"));
    }
    let message = format!("`{name}` is given on line {number} already");
    (message, format!("take line {number} out, or put everything there"))
}
