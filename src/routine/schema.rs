//! What a file may say, as a JSON Schema (draft 7): for editors, which complete and check by it while one types.
//!
//! Words, ranges and limits are those the reader asks for, taken from the same lists. What needs more than one value to
//! judge (a warm-up that is too short, a swap that does not exist) is the checker's alone.

mod figure;
mod part;

use serde_json::{Value, json};

use super::movement_file::{REPS, SETS, SIDES};
use super::reader::PROSE;
use super::routine_file::{OWN, ROWS, STEPS};
use super::{Area, Family, FileKind, Kit, Order, Over, Phase, Place, RoutinePlace, SideUnit, Tag};
use part::{Key, amount, each, id, key, least_amount, line, must, object, one_word, some, table_of, words};
pub(crate) use part::{count, flag, said, text};

/// The version of the schema language.
pub(crate) const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a kind of file.
#[must_use]
pub fn schema(kind: FileKind) -> Value {
    let (title, mut schema) = match kind {
        FileKind::Movement => ("A movement of unhunch", object(&movement())),
        FileKind::Routine => ("A routine of unhunch", routine()),
    };
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!(title);
    schema["definitions"] = figure::definitions();
    schema
}

fn routine() -> Value {
    let mut own = object(&movement());
    said(&mut own, "A movement this file brings along");
    let mut one = object(&step());
    // At most one effort; none is the movement's own.
    let both = [["hold", "rep"], ["hold", "time"], ["rep", "time"]].map(|both| json!({ "required": both }));
    one["not"] = json!({ "anyOf": both });
    let steps = json!({ "type": "array", "items": one, "minItems": 1, "maxItems": STEPS });
    object(&[
        must("id", id(), "The name of the file without `.toml`: small letters, digits, hyphens"),
        must("title", line(), "What it is called"),
        must("place", one_word::<RoutinePlace>(), "Where it takes place"),
        key("kit", text(PROSE), "What is needed"),
        key("when", text(PROSE), "When to do it"),
        key("warm_up", text(PROSE), "A word on its warm-up"),
        key("safety", text(PROSE), "A word on doing it safely"),
        key("level", line(), "Whom it is for"),
        key(
            "row",
            count(ROWS),
            "Where it stands in the library among its like: smaller numbers first, the others by title",
        ),
        key("options", table_of(&text(PROSE)), "Other ways to do one of its movements, by the movement's id"),
        key("article", line(), "The article's technique"),
        key(
            "prescribed",
            line(),
            "By whom and when it was prescribed: once you have said that it is yours its doses hold from the first day",
        ),
        key("author", line(), "Who wrote it"),
        key("licence", line(), "Under which terms it may be passed on"),
        key("sources", each(&line()), "What it rests on"),
        must("steps", steps, "What to do, in order: one `[[steps]]` table each"),
        key(
            "movement",
            json!({ "type": "array", "items": own, "maxItems": OWN }),
            "Movements this file brings along: one `[[movement]]` table each",
        ),
    ])
}

fn step() -> Vec<Key> {
    let mut keys = vec![
        must("movement", json!({ "type": "string" }), "The id of a movement"),
        key("reps", count(REPS), "How many repeats on a side, instead of the movement's"),
        key("sets", count(SETS), "How many sets of them, instead of the movement's"),
        key("set_rest", amount(), "Rest between two sets: half a minute where nothing is said"),
        key("setup", amount(), "Time to get into position, instead of the movement's"),
        key("rest", amount(), "Rest between repeats, instead of the movement's"),
        key("change", amount(), "Time to change sides, instead of the movement's"),
        key("swaps", each(&json!({ "type": "string" })), "Movements to do in its place, instead of the movement's"),
    ];
    keys.extend(efforts("instead of the movement's"));
    keys
}

fn movement() -> Vec<Key> {
    let end_range = json!({ "oneOf": [{ "const": false }, least_amount()] });
    vec![
        must("id", id(), "The name of the file without `.toml`: small letters, digits, hyphens"),
        must("name", line(), "What it is called"),
        key("also", each(&line()), "Other names for it"),
        must("phase", one_word::<Phase>(), "What it is for in the order of a routine"),
        must("family", one_word::<Family>(), "The group it is set aside with"),
        must("places", some(&one_word::<Place>()), "Where the body is"),
        key("kit", text(PROSE), "What is needed, for a person to read"),
        key("needs", each(&need()), "What is needed, one thing an item; `desk|wall` is either"),
        key("areas", words::<Area>(), "What it works on"),
        key("works_on", each(&line()), "The same, for a person to read"),
        key("quiet", flag(), "Whether nobody beside you would notice"),
        must("end_range", end_range, "`false`, or how much warm-up it needs, like `\"1m30s\"`"),
        key("over", one_word::<Over>(), "What the body is pressed over or against"),
        must("setup", text(PROSE), "How to get into position"),
        key("sitting", text(PROSE), "How to get into position on a chair, where who sits need not stand up for it"),
        must("steps", some(&text(PROSE)), "How to do it, a sentence an item"),
        must("cue", line(), "What is said while it is done: at most 12 words"),
        key("other", line(), "What is said in the second direction: at most 12 words"),
        key("back", line(), "What is said while coming back from a hold: at most 12 words"),
        key("change", line(), "How to get to the other side, direction or spot: at most 12 words"),
        key("between", line(), "What is said between two repeats: at most 12 words"),
        key("directions", each(&line()), "What the two directions are called, the first one first"),
        key("breath", text(PROSE), "How to breathe"),
        key("pace", object(&pace()), "How long a breath takes, where it is paced"),
        must("effort", count(0..=10), "The strongest it may feel, from 0 to 10"),
        key("ease_when", text(PROSE), "When to do less"),
        key("mistakes", text(PROSE), "What is done wrong most often"),
        key("easier", text(PROSE), "The easier form"),
        key("harder", text(PROSE), "The harder form"),
        must("avoid", words::<Tag>(), "Whom it is not for; `[]` says that it is for everybody"),
        key("swaps", each(&json!({ "type": "string" })), "Movements to do in its place"),
        key("note", text(PROSE), "Anything else"),
        key("article", line(), "The article's technique"),
        key("sources", each(&line()), "What it rests on"),
        must("dose", dose(), "How long and how often"),
        key("ease", ease(), "How to do it with one of the tags"),
        key("figure", figure::figure(), "The body that shows it"),
    ]
}

fn need() -> Value {
    let kit: Vec<&str> = Kit::ALL.iter().map(|kit| kit.word()).collect();
    let kit = kit.join("|");
    json!({ "type": "string", "pattern": format!("^({kit})([|]({kit}))*$") })
}

fn pace() -> [Key; 2] {
    [must("in", least_amount(), "Breathing in"), must("out", least_amount(), "Breathing out")]
}

/// Exactly one of the three is there in a dose, at most one in a step.
fn efforts(instead: &'static str) -> [Key; 3] {
    let about = |says: &str| format!("{says}{}{instead}", if instead.is_empty() { "" } else { ", " });
    [
        key("hold", least_amount(), &about("How long to stay")),
        key("rep", least_amount(), &about("How long a repeat takes, there and back")),
        key("time", least_amount(), &about("How long to keep moving")),
    ]
}

fn dose() -> Value {
    let mut keys = vec![
        key("setup", amount(), "Time to get into position"),
        key("in", amount(), "Time to arrive in it"),
        key("out", amount(), "Time to come back"),
        key("reps", count(REPS), "How many repeats on a side, in a set"),
        key("sets", count(SETS), "How many sets of them"),
        key("set_rest", amount(), "Rest between two sets: half a minute where nothing is said"),
        key("sides", count(SIDES), "1, 2 for left and right, 3 for three spots"),
        key("unit", one_word::<SideUnit>(), "What the sides are"),
        key("rest", amount(), "Rest between repeats"),
        key("change", amount(), "Time to change sides"),
        key("order", one_word::<Order>(), "Whether a side is finished before the other begins"),
    ];
    keys.extend(efforts(""));
    let mut dose = object(&keys);
    dose["oneOf"] = json!([{ "required": ["hold"] }, { "required": ["rep"] }, { "required": ["time"] }]);
    dose
}

fn ease() -> Value {
    let adaptation = object(&[
        must("say", text(PROSE), "What is said"),
        key("hold", least_amount(), "The longest effort then"),
        key("reps", count(REPS), "The most repeats then"),
    ]);
    let properties: serde_json::Map<_, _> =
        Tag::ALL.iter().map(|tag| (tag.word().to_owned(), json!({ "anyOf": [text(PROSE), adaptation] }))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
