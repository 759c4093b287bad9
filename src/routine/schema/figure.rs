use serde_json::{Value, json};

use super::part::{amount, key, line, must, number, object, one_word, words};
use crate::figure::{
    Area, Base, Hold, Joint, MOST_POSES, MarkKind, Path, PropKind, Rest, Shot, View, Way, Which, limits,
};
use crate::routine::figure_file::{BELLY, EYES, FINGERS, HEIGHT, MARK, MOST_ITEMS, POSES, ROOM, ROUND, TURN};

/// `[figure]`.
pub(super) fn figure() -> Value {
    object(&[
        key("base", one_word::<Base>(), "The posture the poses begin from"),
        key("view", view(), "From where it is seen"),
        key("shot", one_word::<Shot>(), "How near"),
        key("area", words::<Area>(), "What stands out"),
        key("which", one_word::<Which>(), "On which side it stands out"),
        key("side", one_word::<crate::figure::Which>(), "Which side the poses speak of"),
        key("props", items(&prop()), "What stands around"),
        key("marks", items(&mark()), "Arrows, dots and the like"),
        key("path", one_word::<Path>(), "How it goes from the last pose to the first"),
        key("cycle", amount(), "How long all poses take, where the dose does not say"),
        must(
            "pose",
            json!({ "type": "array", "items": { "$ref": "#/definitions/pose" }, "minItems": 1, "maxItems": MOST_POSES }),
            "The poses: one `[[figure.pose]]` table each",
        ),
    ])
}

/// What is said more than once.
pub(super) fn definitions() -> Value {
    json!({
        "place": place(), "arm": arm(), "leg": leg(), "shoulder": shoulder(), "pose": pose(),
    })
}

fn items(item: &Value) -> Value {
    json!({ "type": "array", "items": item, "maxItems": MOST_ITEMS })
}

fn place() -> Value {
    json!({ "type": "array", "items": number(&ROOM), "minItems": 2, "maxItems": 3 })
}

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn prop() -> Value {
    let table =
        object(&[must("kind", one_word::<PropKind>(), "What it is"), key("at", place(), "Where: ahead, up, right")]);
    json!({ "anyOf": [one_word::<PropKind>(), table] })
}

fn view() -> Value {
    let table = object(&[
        key("turn", number(&TURN), "Degrees round from its right toward its front"),
        key("height", number(&HEIGHT), "Degrees up"),
    ]);
    json!({ "anyOf": [one_word::<View>(), table] })
}

fn mark() -> Value {
    object(&[
        must("kind", one_word::<MarkKind>(), "What it is"),
        key("at", one_word::<Joint>(), "At which joint"),
        key("by", place(), "How far from it: ahead, up, right"),
        key("way", one_word::<Way>(), "Where it points"),
        key("length", number(&MARK), "How long it is"),
        key("from", number(&ROUND), "Where a circle begins, in degrees"),
        key("to", number(&ROUND), "Where a circle ends, in degrees"),
        key(
            "pose",
            json!({ "type": "integer", "minimum": POSES.start(), "maximum": POSES.end() }),
            "The only pose it is shown near, from 1",
        ),
        key("stays", json!({ "type": "boolean" }), "Whether it stays where the joint is on the average"),
    ])
}

/// An angle of a part of the body.
fn angle(part: &str, key: &str) -> Value {
    limits(part, key).map_or_else(|| json!({ "type": "number" }), |it| number(&(it.least..=it.most)))
}

fn bend(part: &str) -> Value {
    object(&[
        key("forward", angle(part, "forward"), "Degrees forwards"),
        key("side", angle(part, "side"), "Degrees to the right"),
        key("turn", angle(part, "turn"), "Degrees turned to the right"),
    ])
}

fn shoulder() -> Value {
    object(&[
        key("up", angle("shoulders", "up"), "How far lifted"),
        key("back", angle("shoulders", "back"), "How far drawn back"),
    ])
}

/// A limb whose end is somewhere, or on something.
fn with_one_of(mut limb: Value, on: &str) -> Value {
    limb["anyOf"] = json!([{ "required": ["at"] }, { "required": [on] }]);
    limb
}

fn arm() -> Value {
    let degrees = |name| key(name, angle("arms", name), "Degrees");
    let by_angles = object(&["raise", "out", "twist", "elbow", "wrist"].map(degrees));
    let by_place = object(&[
        key("at", place(), "Where the hand is: ahead, up, right"),
        key("hold", one_word::<Hold>(), "What the hand holds"),
        key("elbow", one_word::<Way>(), "Where the elbow points"),
        key("fingers", one_word::<Way>(), "Where the fingers point"),
    ]);
    let by_place = with_one_of(by_place, "hold");
    json!({ "anyOf": [by_angles, by_place] })
}

fn leg() -> Value {
    let degrees = |name| key(name, angle("legs", name), "Degrees");
    let by_angles = object(&["hip", "out", "twist", "knee", "foot"].map(degrees));
    let by_place = object(&[
        key("at", place(), "Where the foot is: ahead, up, right"),
        key("rest", one_word::<Rest>(), "What the foot rests on"),
        key("knee", one_word::<Way>(), "Where the knee points"),
        key("toes", one_word::<Way>(), "Where the toes point"),
    ]);
    let by_place = with_one_of(by_place, "rest");
    json!({ "anyOf": [by_angles, by_place] })
}

fn pose() -> Value {
    object(&[
        must("name", line(), "What it is called"),
        key("at", place(), "Where the pelvis is: ahead, up, right"),
        key("pelvis", bend("pelvis"), "The pelvis"),
        key("lower", bend("lower"), "The lower back"),
        key("upper", bend("upper"), "The upper back"),
        key("neck", bend("neck"), "The neck"),
        key("head", bend("head"), "The head"),
        key("shoulders", to("shoulder"), "Both shoulders"),
        key("left_shoulder", to("shoulder"), "The left shoulder"),
        key("right_shoulder", to("shoulder"), "The right shoulder"),
        key("arms", to("arm"), "Both arms"),
        key("left_arm", to("arm"), "The left arm"),
        key("right_arm", to("arm"), "The right arm"),
        key("legs", to("leg"), "Both legs"),
        key("left_leg", to("leg"), "The left leg"),
        key("right_leg", to("leg"), "The right leg"),
        key("palms", one_word::<Way>(), "Where both palms look"),
        key("left_palm", one_word::<Way>(), "Where the left palm looks"),
        key("right_palm", one_word::<Way>(), "Where the right palm looks"),
        key("eyes", number(&EYES), "0 closed, 1 open"),
        key("fingers", number(&FINGERS), "-1 a fist, 1 spread"),
        key("belly", number(&BELLY), "0 breathed out, 1 breathed in"),
    ])
}
