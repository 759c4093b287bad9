//! Values: texts, lists, numbers, and what people write for them.

use std::ops::Range;

use super::{Slip, fixed, is_bare, short};
use crate::routine::reader::quote;

/// Reads a value loosely that begins at `at`: what is wrong with it, and where its statement ends.
pub(super) fn slip(source: &str, key: &str, at: usize) -> (Option<Slip>, usize) {
    let line_end = end_of_line(source, at);
    let text = &source[at..line_end];
    let begin = at + (text.len() - text.trim_start().len());
    let value = text.trim();
    if value.is_empty() || value.starts_with('#') {
        let span = at.min(line_end)..line_end;
        let message = format!("there is no value after `{} =`", short(key));
        let hint = format!("write a value, like `{} = \"...\"`, or take the line out", short(key));
        return (Some(Slip::new(span, message, hint)), line_end);
    }
    for quotes in ["\"\"\"", "'''"] {
        if value.starts_with(quotes) {
            return long_text(source, key, begin, quotes);
        }
    }
    match value.chars().next() {
        Some('[') => list(source, key, begin),
        Some(mark @ ('"' | '\'')) => (text_in_quotes(key, value, begin, mark), line_end),
        Some('{') => (table(value, begin), line_end),
        _ => (bare(key, value, begin), line_end),
    }
}

fn end_of_line(source: &str, at: usize) -> usize {
    let end = source[at..].find('\n').map_or(source.len(), |end| at + end);
    end - usize::from(source[at..end].ends_with('\r'))
}

/// A text over several lines.
fn long_text(source: &str, key: &str, begin: usize, quotes: &str) -> (Option<Slip>, usize) {
    let inside = begin + quotes.len();
    if let Some(close) = source[inside..].find(quotes) {
        let end = inside + close + quotes.len();
        return (None, end_of_line(source, end));
    }
    let line_end = end_of_line(source, begin);
    let first = source[inside..line_end].trim_end();
    let message = "the text that begins here with three quotes is never closed".to_owned();
    let hint = match first.strip_suffix(['"', '\'']) {
        Some(text) if !text.is_empty() => fixed(key, &format!("\"{}\"", text.trim_end_matches(['"', '\'']))),
        Some(_) | None => format!("put `{quotes}` after the last word of the text"),
    };
    (Some(Slip::new(begin..line_end, message, hint).with_all_below()), source.len())
}

/// Where a text that begins with `mark` ends, its closing mark included.
fn closing(value: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in value.char_indices().skip(1) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' if mark == '"' => escaped = true,
            _ if c == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn text_in_quotes(key: &str, value: &str, begin: usize, mark: char) -> Option<Slip> {
    let end = begin + value.len();
    let Some(close) = closing(value, mark) else {
        let message = "the text that begins here has no closing quote";
        let text = value[1..].trim_end_matches(['”', '“', '\'', ';', ',']).trim_end();
        let hint =
            if text.contains(mark) { format!("put a `{mark}` at the end of the text") } else { in_quotes(key, text) };
        return Some(Slip::new(begin..end, message, hint));
    };
    let text = &value[1..close - 1];
    if mark == '"'
        && let Some(at) = wrong_escape(text)
    {
        let from = begin + 1 + at;
        let found: String = text[at..].chars().take(2).collect();
        let message = format!("{} means nothing: in double quotes a backslash begins an escape", quote(&found));
        let hint = if text.contains('\'') {
            "write two backslashes, or none".to_owned()
        } else {
            format!("write `{} = '{}'` in single quotes, or two backslashes", short(key), short(text))
        };
        return Some(Slip::new(from..from + found.len(), message, hint));
    }
    behind(key, value, close, begin)
}

/// Where in a text a backslash begins what is no escape.
fn wrong_escape(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            let (_, next) = chars.next()?;
            let digits = match next {
                'b' | 'e' | 'f' | 'n' | 'r' | 't' | '\\' | '"' => 0,
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => return Some(at),
            };
            let number: String = text[at..].chars().skip(2).take(digits).collect();
            if number.chars().count() < digits || !number.chars().all(|c| c.is_ascii_hexdigit()) {
                return Some(at);
            }
        }
    }
    None
}

/// What stands behind a value that is complete at `close`.
fn behind(key: &str, value: &str, close: usize, begin: usize) -> Option<Slip> {
    let rest = value[close..].trim();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let span = begin + value.len() - value[close..].trim_start().len()..begin + value.len();
    let kept = value[..close].trim();
    if let Some(more) = rest.strip_prefix([',', ';']) {
        if more.trim().is_empty() {
            return Some(Slip::new(span, format!("{} stands behind the value", quote(rest)), fixed(key, kept)));
        }
        let hint = format!("write `{}` on a line of its own", short(more.trim().trim_end_matches([',', ';'])));
        return Some(Slip::new(span, "two things stand on one line", hint));
    }
    if rest.starts_with("//") || rest.starts_with("--") || rest.starts_with('(') {
        let remark = rest.trim_matches(|c: char| c.is_whitespace() || "-*/()".contains(c));
        let hint = format!("write `{} = {} # {}`", short(key), short(kept), short(remark));
        return Some(Slip::new(span, "a remark behind a value begins with `#`", hint));
    }
    if rest.contains('=') && !rest.ends_with('"') || rest.split_once('=').is_some_and(|(key, _)| is_bare(key.trim())) {
        let hint = format!("write `{}` on a line of its own", short(rest));
        return Some(Slip::new(span, "two things stand on one line", hint));
    }
    if rest.chars().all(|c| c == ']' || c == '}' || c == ')') {
        return Some(Slip::new(span, format!("{} closes nothing", quote(rest)), fixed(key, kept)));
    }
    if value.starts_with(['"', '\'']) {
        let second = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''));
        if let Some(mark) = second
            && closing(rest, mark) == Some(rest.len())
            && rest.len() > 2
        {
            let [one, two] = [kept, rest].map(|text| text.trim_matches(['"', '\'']));
            let hint = fixed(key, &format!("\"{one}, {two}\""));
            return Some(Slip::new(span, "two texts stand one behind the other", hint));
        }
        // Quotes in the text itself.
        let whole = value.trim_end_matches([',', ';']);
        if whole.ends_with('"') || rest.chars().all(|c| c == '"' || c == '\'') {
            let message = "a quote inside the text ends it early";
            let text = whole.trim_matches('"');
            let hint = if rest.chars().all(|c| c == '"' || c == '\'') || text.is_empty() || close == 2 {
                fixed(key, &format!("\"{}\"", text.replace('"', "").trim_end_matches('\'')))
            } else if text.contains('\'') {
                format!("write `{} = \"{}\"`", short(key), short(&text.replace('"', "\\\"")))
            } else {
                format!("write `{} = '{}'`, with single quotes around it", short(key), short(text))
            };
            return Some(Slip::new(span, message, hint));
        }
    }
    let hint = if kept.starts_with('"') {
        let text = kept.trim_matches('"');
        format!(
            "take {} out, or put it between the quotes: `{} = \"{} {}\"`",
            quote(rest),
            short(key),
            short(text),
            short(rest)
        )
    } else {
        format!("take {} out", quote(rest))
    };
    Some(Slip::new(span, format!("{} stands behind the value", quote(rest)), hint))
}

/// A list, over several lines if need be.
fn list(source: &str, key: &str, begin: usize) -> (Option<Slip>, usize) {
    let mut depth = 0_usize;
    let mut at = begin;
    // Whether an item ended since the last comma.
    let mut item: Option<Range<usize>> = None;
    let mut line_end = begin;
    while at < source.len() {
        // A line is looked to the end of once, however many items are in it.
        if at >= line_end {
            line_end = end_of_line(source, at);
        }
        let rest = &source[at..];
        let Some(c) = rest.chars().next() else { break };
        match c {
            '[' => {
                if depth > 0 && is_a_line_of_its_own(source, at, rest) {
                    return (Some(left_open(source, key, begin, item.as_ref())), at.saturating_sub(1));
                }
                depth += 1;
                item = None;
                at += 1;
            }
            ']' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    let end = end_of_line(source, at);
                    let value = &source[begin..end];
                    return (behind(key, value, at - begin, begin), end);
                }
                item = Some(at - 1..at);
            }
            ',' => {
                item = None;
                at += 1;
            }
            '#' => at = end_of_line(source, at),
            '"' | '\'' => {
                let quotes = if c == '"' { "\"\"\"" } else { "'''" };
                if rest.starts_with(quotes) {
                    let Some(close) = rest[3..].find(quotes) else { return long_text(source, key, at, quotes) };
                    item = Some(at..at + close + 6);
                    at += close + 6;
                    continue;
                }
                let Some(close) = closing(&source[at..line_end], c) else {
                    return (Some(open_item(source, begin, at, line_end)), end_of_list(source, line_end));
                };
                if let Some(before) = item {
                    return (Some(no_comma(source, &before, at..at + close)), end_of_list(source, at + close));
                }
                item = Some(at..at + close);
                at += close;
            }
            _ if c.is_whitespace() => at += c.len_utf8(),
            _ if is_a_line_of_its_own(source, at, rest) => {
                return (Some(left_open(source, key, begin, item.as_ref())), at.saturating_sub(1));
            }
            _ => {
                let length = source[at..line_end].find([',', ']', '#', '[']).unwrap_or(line_end - at).max(c.len_utf8());
                let word = source[at..at + length].trim_end();
                if let Some(before) = item {
                    return (Some(no_comma(source, &before, at..at + word.len())), end_of_list(source, at + length));
                }
                if let Some(slip) = bare_item(word, at) {
                    return (Some(slip), end_of_list(source, at + length));
                }
                item = Some(at..at + word.len());
                at += length;
            }
        }
    }
    (Some(left_open(source, key, begin, item.as_ref())), source.len())
}

/// Where a list most likely ends that has a slip before `at`: with its line, or with the line of its bracket.
fn end_of_list(source: &str, at: usize) -> usize {
    let mut end = end_of_line(source, at);
    let mut line = source.get(at..end).unwrap_or_default();
    while !line.trim_end().ends_with(']') && end < source.len() {
        let begin = source[end..].find('\n').map_or(source.len(), |at| end + at + 1);
        let next = end_of_line(source, begin);
        line = source.get(begin..next).unwrap_or_default();
        let own = line.trim();
        if own.starts_with("[[") || super::assignment(own).is_some_and(|at| is_bare(own[..at].trim())) {
            break;
        }
        end = next;
        if begin >= source.len() {
            break;
        }
    }
    end
}

/// The most blanks a line of a list begins with.
const MOST_BLANKS: usize = 200;

/// Whether a heading or a key with `=` begins here, at the beginning of a line.
fn is_a_line_of_its_own(source: &str, at: usize, rest: &str) -> bool {
    // Only a few blanks are looked back over, and a line is looked at only from its beginning: a file may be one line.
    let blanks = source.as_bytes()[..at].iter().rev().take(MOST_BLANKS).take_while(|byte| matches!(byte, b' ' | b'\t'));
    let before = at - blanks.count();
    if before == 0 || source.as_bytes()[before - 1] != b'\n' {
        return false;
    }
    let line = rest.lines().next().unwrap_or(rest).trim_end();
    let key = || super::assignment(line).is_some_and(|equals| is_bare(line[..equals].trim()));
    let heading = || {
        line.starts_with("[[")
            || (line.starts_with('[') && line.ends_with(']') && is_bare(line.trim_matches(['[', ']'])))
    };
    heading() || key()
}

fn left_open(source: &str, key: &str, begin: usize, last: Option<&Range<usize>>) -> Slip {
    let end = end_of_line(source, begin);
    let message = format!("the list `{} = [` that begins here is never closed", short(key));
    let hint = match last {
        Some(last) => format!("put a `]` behind {}, its last item", quote(&source[last.clone()])),
        None => "put a `]` behind its last item".to_owned(),
    };
    Slip::new(begin..end, message, hint).with_all_below()
}

fn open_item(source: &str, begin: usize, at: usize, line_end: usize) -> Slip {
    let text = source[at..line_end].trim_end();
    let item = text[1..].trim_end_matches([',', ']', ' ']);
    let message = "the text that begins here has no closing quote";
    let span = at..at + text.len();
    let ends_with = |mark| text.trim_end_matches([',', ' ']).ends_with(mark);
    let next = source[line_end..].trim_start();
    let next_at = source.len() - next.len();
    let the_list_ends = ends_with(']') || next.is_empty() || is_a_line_of_its_own(source, next_at, next);
    if !the_list_ends {
        return Slip::new(span, message, format!("write `\"{}\",`", short(item)));
    }
    let hint = format!("write `\"{}\"]`", short(item));
    let slip = Slip::new(span, message, hint);
    // The bracket is missing too, or in the quotes: what comes after it is read as a part of the list.
    if source[begin..at].contains('\n') || ends_with(']') { slip } else { slip.with_all_below() }
}

fn no_comma(source: &str, before: &Range<usize>, item: Range<usize>) -> Slip {
    // `["a, "b"]`: the comma is in the quotes.
    let last = source[before.clone()].trim_matches(['"', '\'']);
    if let Some(text) = last.trim_end().strip_suffix(',') {
        let hint = format!("write `\"{}\",`", short(text));
        return Slip::new(before.clone(), "the closing quote of this text is missing before the comma", hint);
    }
    let [first, second] = [&source[before.clone()], &source[item.clone()]];
    let hint = format!("write `{}, {}`", short(first), short(&mended(second)));
    Slip::new(item, format!("expected a comma between {} and {}", quote(first), quote(second)), hint)
}

fn bare_item(word: &str, at: usize) -> Option<Slip> {
    if is_number(word) || matches!(word, "true" | "false") || word.starts_with('{') {
        return None;
    }
    let hint = format!("write `{}`", short(&mended(word)));
    let message =
        if word.starts_with(CURLY) { NOT_STRAIGHT.to_owned() } else { format!("{} needs quotes", quote(word)) };
    Some(Slip::new(at..at + word.len(), message, hint))
}

/// What typewriters and word processors put for a quote.
const CURLY: [char; 9] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '`'];
const NOT_STRAIGHT: &str = "these are not the straight quotes of a keyboard";

/// A value without quotes or brackets.
fn bare(key: &str, value: &str, begin: usize) -> Option<Slip> {
    let value = value.split(" #").next().unwrap_or(value).trim();
    let span = begin..begin + value.len();
    if value.starts_with(CURLY) {
        return Some(Slip::new(span, NOT_STRAIGHT, fixed(key, value)));
    }
    if matches!(value, "true" | "false") || is_number(value) {
        return None;
    }
    if let Some(mark) = ["//", "--"].into_iter().find(|mark| value.contains(mark)) {
        let (kept, remark) = value.split_once(mark).unwrap_or((value, ""));
        let hint = format!("write `{} = {} # {}`", short(key), short(&mended(kept.trim())), short(remark.trim()));
        return Some(Slip::new(span, "a remark behind a value begins with `#`", hint));
    }
    if let Some((first, more)) = value.split_once([',', ';']).filter(|(_, more)| more.contains('=')) {
        let hint = format!("write `{}` on a line of its own", short(more.trim()));
        let at = begin + first.len();
        return Some(Slip::new(at..begin + value.len(), "two things stand on one line", hint));
    }
    let kept = value.trim_end_matches([',', ';', ']', '}']).trim_end();
    if kept.len() < value.len() && (is_number(kept) || matches!(kept, "true" | "false")) {
        let at = begin + kept.len();
        let message = format!("{} stands behind the value", quote(&value[kept.len()..]));
        return Some(Slip::new(at..begin + value.len(), message, fixed(key, kept)));
    }
    let message = match mended(value) {
        text if matches!(text.as_str(), "true" | "false") => format!("{} is written `{text}`", quote(value)),
        text if is_number(&text) => format!("{} is written `{}`", quote(value), short(&text)),
        _ if value.ends_with(['"', '\'']) => "the opening quote is missing".to_owned(),
        _ => format!("{} needs quotes", quote(value)),
    };
    if matches!(key, "reps" | "sides" | "effort") && !value.contains(['"', ',']) && !is_number(&mended(value)) {
        let message = format!("{} is no number", quote(value));
        return Some(Slip::new(span, message, format!("write a whole number, like `{key} = 2`")));
    }
    let like_a_number = !value.contains(char::is_alphabetic) && value.contains(char::is_numeric);
    if like_a_number && !value.contains([',', '"', '\'', ':', '-']) && mended(value).starts_with('"') {
        let message = format!("{} is no number a file may have", quote(value));
        return Some(Slip::new(span, message, format!("write a whole number, like `{} = 3`", short(key))));
    }
    if value.split_once(',').is_some_and(|(whole, part)| is_number(whole) && is_number(part)) {
        let message = "a number has no comma in it";
        let whole = value.split(',').next().unwrap_or(value);
        return Some(Slip::new(span, message, format!("write `{} = {whole}`", short(key))));
    }
    Some(Slip::new(span, message, fixed(key, value)))
}

/// A table in braces.
fn table(value: &str, begin: usize) -> Option<Slip> {
    let span = begin..begin + value.len();
    let opened = value.matches('{').count();
    if opened > value.matches('}').count() {
        let message = "the `{` that begins here is never closed";
        let hint = format!("write `{} }}`", short(value.trim_end_matches([',', ' '])));
        return Some(Slip::new(span, message, hint).with_all_below());
    }
    if value.contains(':') && !value.contains('=') {
        let hint = format!("write `{}`", short(&value.replace(": ", " = ").replace(':', " = ")));
        return Some(Slip::new(span, "expected `=` between a key and its value, found `:`", hint));
    }
    // Bare words: `{ in = 4s, out = 6s }`.
    let inside = value.trim_start_matches('{').split('}').next().unwrap_or_default();
    let mut mended_parts = Vec::new();
    let mut changed = false;
    for part in inside.split(',') {
        match part.split_once('=') {
            Some((key, text)) => {
                let good = mended(text.trim());
                changed |= good != text.trim();
                mended_parts.push(format!("{} = {good}", key.trim()));
            }
            None if part.trim().is_empty() => {}
            None => {
                let word = part.trim();
                let message = format!("{} in these braces has no `=` and no value", quote(word));
                let hint = format!("write `{} = ` and a value, or take it out", short(word));
                return Some(Slip::new(span, message, hint));
            }
        }
    }
    changed.then(|| {
        Slip::new(
            span,
            "a value in these braces cannot be read",
            format!("write `{{ {} }}`", short(&mended_parts.join(", "))),
        )
    })
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut parts = digits.split('.');
    let whole = parts.next().unwrap_or_default();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = all_digits(whole) && (whole.len() == 1 || !whole.starts_with('0'));
    sound && parts.next().is_none_or(all_digits) && parts.next().is_none()
}

/// A value as it should be written.
pub(super) fn mended(value: &str) -> String {
    let value = value.trim();
    if closed(value) || is_number(value) || value.starts_with(['[', '{']) {
        return value.to_owned();
    }
    let text =
        value.trim_end_matches([',', ';']).trim_matches(|c: char| CURLY.contains(&c) || c == '"' || c == '\'').trim();
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => return "true".to_owned(),
        "false" | "no" | "off" => return "false".to_owned(),
        _ => {}
    }
    let digits = text.trim_start_matches('0');
    if text.starts_with('0') && is_number(digits) && text == value {
        return digits.to_owned();
    }
    if let Some(amount) = amount(text) {
        return format!("\"{amount}\"");
    }
    format!("\"{}\"", text.replace('"', "\\\""))
}

fn closed(value: &str) -> bool {
    value.starts_with(['"', '\'']) && value.chars().next().and_then(|mark| closing(value, mark)) == Some(value.len())
}

/// What a person writes for an amount of time, as a file has it: `5 minutes`, `20 sec`, `1m 30s`, `1.5 min`.
pub(in crate::routine) fn amount(text: &str) -> Option<String> {
    let mut rest = text.trim().trim_start_matches('-');
    let mut millis = 0_u64;
    if let Some((minutes, seconds)) = rest.split_once(':') {
        let whole = |part: &str| part.parse::<u64>().ok().filter(|number| *number < 600);
        let length = std::time::Duration::from_secs(whole(minutes)? * 60 + whole(seconds)?);
        return (!length.is_zero()).then(|| crate::units::amount::write(length));
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|end| *end > 0)?;
        let number: f64 = rest[..digits].parse().ok().filter(|number| *number < 1e6)?;
        rest = rest[digits..].trim_start();
        let unit = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let factor = match rest[..unit].to_lowercase().as_str() {
            "ms" => 1.0,
            "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunden" => 1e3,
            "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => 6e4,
            "h" | "hr" | "hour" | "hours" => 3.6e6,
            _ => return None,
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "digits under a million, times an hour"
        )]
        let part = (number * factor).round() as u64;
        millis += part;
        rest = rest[unit..].trim_start_matches([' ', ',']).trim_start_matches("and ");
    }
    (millis > 0).then(|| crate::units::amount::write(std::time::Duration::from_millis(millis)))
}

fn in_quotes(key: &str, text: &str) -> String {
    fixed(key, &format!("\"{text}\""))
}
