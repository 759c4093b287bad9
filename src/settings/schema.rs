use serde_json::{Map, Value, json};

use super::{KEYS, Key, Kind, Row, Settings};
use crate::routine::schema::{DRAFT, count, flag, said, text};

/// The schema of `config.toml`, as [`schema`](crate::routine::schema()) is of the other files.
#[must_use]
pub fn schema() -> Value {
    let rows = Settings::default().rows();
    let keys_in = |table: &str| -> Map<String, Value> {
        let inside = KEYS.iter().zip(&rows).filter(|(key, _)| key.table == table);
        inside.map(|(key, row)| (key.name.to_owned(), of_key(key, row))).collect()
    };
    let mut properties = keys_in("");
    for key in KEYS.iter().filter(|key| !key.table.is_empty()) {
        properties.entry(key.table).or_insert_with(
            || json!({ "type": "object", "properties": keys_in(key.table), "additionalProperties": false }),
        );
    }
    json!({
        "$schema": DRAFT, "title": "The settings of unhunch", "type": "object", "properties": properties,
        "additionalProperties": false,
    })
}

fn of_key(key: &Key, row: &Row) -> Value {
    let mut value = match &key.kind {
        Kind::Amount(_) => json!({ "type": "string", "pattern": "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$" }),
        Kind::List(form) => json!({ "type": "array", "items": { "type": "string", "pattern": form } }),
        Kind::Words(words) => json!({ "type": "array", "items": { "type": "string", "enum": words() } }),
        Kind::Count(range) => count(range.clone()),
        Kind::Flag => flag(),
        Kind::NumbersOr(numbers, word) => {
            json!({ "enum": numbers.iter().map(|it| json!(it)).chain([json!(word)]).collect::<Vec<_>>() })
        }
        Kind::Text(most) => text(*most),
        Kind::Word(words) => json!({ "type": "string", "enum": words() }),
    };
    said(&mut value, key.doc.concat().trim());
    if let Some(default) = row.value.as_ref().and_then(|value| serde_json::from_str::<Value>(value).ok()) {
        value["default"] = default;
    }
    value
}
