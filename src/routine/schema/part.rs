use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use crate::routine::reader::{LINE, LIST, MOST};
use crate::routine::vocabulary::Word;

/// A key of a table: its name, whether it must be there, what it takes.
pub(crate) struct Key {
    name: &'static str,
    must: bool,
    value: Value,
}

/// A key that may be left out.
pub(crate) fn key(name: &'static str, mut value: Value, says: &str) -> Key {
    said(&mut value, says);
    Key { name, must: false, value }
}

/// A key that must be there.
pub(crate) fn must(name: &'static str, value: Value, says: &str) -> Key {
    Key { must: true, ..key(name, value, says) }
}

/// Adds what an editor shows of it.
pub(crate) fn said(value: &mut Value, says: &str) {
    value["description"] = json!(says);
}

/// A table with these keys and no others.
pub(crate) fn object(keys: &[Key]) -> Value {
    let properties: Map<_, _> = keys.iter().map(|key| (key.name.to_owned(), key.value.clone())).collect();
    let required: Vec<_> = keys.iter().filter(|key| key.must).map(|key| key.name).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// A table whose keys are not known beforehand.
pub(super) fn table_of(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value, "maxProperties": MOST })
}

/// A text of so many characters at most.
pub(crate) fn text(most: usize) -> Value {
    json!({ "type": "string", "pattern": "\\S", "maxLength": most })
}

/// A short text.
pub(crate) fn line() -> Value {
    text(LINE)
}

pub(super) fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z]([a-z0-9-]{0,58}[a-z0-9])?$" })
}

/// An amount of time.
pub(super) fn amount() -> Value {
    let pattern = "^(?=.)([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";
    json!({ "type": "string", "pattern": pattern })
}

/// An amount of time of a second or more.
pub(super) fn least_amount() -> Value {
    let pattern = "^(?=.*[1-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";
    json!({ "type": "string", "pattern": pattern })
}

/// A whole number.
pub(crate) fn count(range: RangeInclusive<u32>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

/// A number.
pub(super) fn number(range: &RangeInclusive<f32>) -> Value {
    // Through text, so that 0.02 does not become 0.019999999552965164.
    let plain = |number: &f32| number.to_string().parse::<f64>().unwrap_or_default();
    json!({ "type": "number", "minimum": plain(range.start()), "maximum": plain(range.end()) })
}

/// Yes or no.
pub(crate) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A word of a closed list.
pub(crate) fn one_word<W: Word>() -> Value {
    let words: Vec<_> = W::all().iter().map(|word| word.in_a_file()).collect();
    json!({ "type": "string", "enum": words })
}

/// A list, nothing twice in it.
pub(super) fn each(item: &Value) -> Value {
    json!({ "type": "array", "items": item, "uniqueItems": true, "maxItems": LIST })
}

/// A list with something in it.
pub(super) fn some(item: &Value) -> Value {
    let mut list = each(item);
    list["minItems"] = json!(1);
    list
}

/// A list of words.
pub(super) fn words<W: Word>() -> Value {
    each(&one_word::<W>())
}
