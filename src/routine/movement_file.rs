//! What a movement's file may say, field by field.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::figure_file;
use super::reader::{Field, LINE, PROSE, Table, quote};
use super::shelf::Sight;
use super::{
    Adaptation, Code, Dose, Effort, Kit, Movement, MovementId, Need, Order, Pace, SideUnit, Sided, Tag, rules,
};
use crate::figure::Base;

/// How many reps on a side.
pub(super) const REPS: std::ops::RangeInclusive<u32> = 1..=100;
/// The sets a dose may have.
pub(super) const SETS: std::ops::RangeInclusive<u32> = 1..=10;
/// The least that counts as work.
pub(super) const LEAST: Duration = Duration::from_secs(1);
/// How many sides there are: one, left and right, or three spots.
pub(super) const SIDES: std::ops::RangeInclusive<u32> = 1..=3;

/// Reads a movement; what it is worth is for the notes to say.
pub(super) fn movement(table: &Table<'_>, sight: &Sight<'_>) -> Movement {
    let before = table.notes().errors();
    let swaps = maybe_swaps(table, sight).unwrap_or_default();
    let swaps_are_sound = table.notes().errors() == before;
    let line = |key| table.maybe_text(key, LINE).map(|text| Sided::new(&text));
    let mut movement = Movement {
        id: id(table, "id", MovementId::new),
        name: table.text("name", LINE),
        also: table.maybe_texts("also", LINE),
        phase: table.word("phase"),
        family: table.word("family"),
        places: table.words("places"),
        kit: table.maybe_text("kit", PROSE).unwrap_or_default(),
        needs: needs(table),
        areas: table.maybe_words("areas"),
        works_on: table.maybe_texts("works_on", LINE),
        quiet: table.flag("quiet"),
        end_range: end_range(table),
        over: table.maybe_word("over"),
        setup: Sided::new(&table.text("setup", PROSE)),
        steps: table.texts("steps", PROSE),
        cue: Sided::new(&table.text("cue", LINE)),
        other: line("other"),
        back: line("back"),
        change: line("change"),
        between: line("between"),
        directions: table.maybe_texts("directions", LINE),
        breath: table.maybe_text("breath", PROSE).unwrap_or_default(),
        pace: table.table("pace", "a pace", pace),
        ceiling: ceiling(table),
        ease_when: table.maybe_text("ease_when", PROSE).unwrap_or_default(),
        mistakes: table.maybe_text("mistakes", PROSE).unwrap_or_default(),
        easier: table.maybe_text("easier", PROSE).unwrap_or_default(),
        harder: table.maybe_text("harder", PROSE).unwrap_or_default(),
        avoid: avoid(table),
        swaps,
        note: table.maybe_text("note", PROSE),
        article: table.maybe_text("article", LINE),
        sources: table.maybe_texts("sources", LINE),
        dose: dose_of(table),
        ease: table.table("ease", "`[ease]`", ease).unwrap_or_default(),
        figure: figure_file::figure(table, sight, None),
        seated: None,
    };
    if let Some(setup) = table.maybe_text("sitting", PROSE) {
        let figure =
            movement.figure.is_some().then(|| figure_file::figure(table, sight, Some(Base::Sitting))).flatten();
        movement.seated = Some(Arc::new(Movement { setup: Sided::new(&setup), figure, ..movement.clone() }));
    }
    rules::judge_movement(&mut movement, swaps_are_sound, table, sight);
    movement
}

fn dose_of(table: &Table<'_>) -> Dose {
    let hint = if table.is_root() {
        "add a line `[dose]` at the end, and `hold = \"20s\"` on the line below it"
    } else {
        "add a line `[movement.dose]` below its keys, and `hold = \"20s\"` on the next"
    };
    let field = table.must("dose", Some(hint));
    field.and_then(|field| field.table("`[dose]`", dose)).unwrap_or_else(stand_in)
}

fn dose(table: &Table<'_>) -> Dose {
    let sets = table.count("sets", SETS).unwrap_or(1);
    Dose {
        setup: table.amount("setup").unwrap_or_default(),
        ramp_in: table.amount("in").unwrap_or_default(),
        effort: one_effort(table).unwrap_or(stand_in().effort),
        ramp_out: table.amount("out").unwrap_or_default(),
        reps: table.count("reps", REPS).unwrap_or(1),
        sets,
        set_rest: set_rest(table, sets).unwrap_or(Dose::SET_REST) * u32::from(sets > 1),
        sides: table.count("sides", SIDES).unwrap_or(1),
        unit: table.maybe_word("unit").unwrap_or(SideUnit::Side),
        rest: table.amount("rest").unwrap_or_default(),
        change: table.amount("change").unwrap_or_default(),
        order: table.maybe_word("order").unwrap_or(Order::Block),
    }
}

/// The rest between two sets, if it is said; with one set it is never taken.
pub(super) fn set_rest(table: &Table<'_>, sets: u32) -> Option<Duration> {
    let rest = table.amount("set_rest")?;
    if sets == 1 {
        let message = "`set_rest` is never taken: there is one set".to_owned();
        let hint = "write `sets = 2` or more, or take the line out".to_owned();
        table.notes().add_with(Code::IdleLine, table.span_of("set_rest"), message, Some(hint));
    }
    Some(rest)
}

/// The dose of a movement whose dose could not be read; the movement is not used.
const fn stand_in() -> Dose {
    Dose {
        setup: Duration::ZERO,
        ramp_in: Duration::ZERO,
        effort: Effort::Hold(LEAST),
        ramp_out: Duration::ZERO,
        reps: 1,
        sets: 1,
        set_rest: Duration::ZERO,
        sides: 1,
        unit: SideUnit::Side,
        rest: Duration::ZERO,
        change: Duration::ZERO,
        order: Order::Block,
    }
}

/// The one effort there must be.
fn one_effort(table: &Table<'_>) -> Option<Effort> {
    let given = efforts(table);
    match given.as_slice() {
        [(_, effort)] => *effort,
        [] => {
            let hint = "add `hold = \"20s\"`, `rep = \"6s\"` or `time = \"1m\"`".to_owned();
            let message = "expected one of `hold`, `rep` and `time`, found none";
            table.notes().add_with(Code::NotOneEffort, table.span(), message, Some(hint));
            None
        }
        [.., (surplus, _)] => {
            two_efforts(table, surplus, &given);
            None
        }
    }
}

/// Every effort that stands in a table, with what it says.
pub(super) fn efforts<'t>(table: &Table<'t>) -> Vec<(Field<'t>, Option<Effort>)> {
    let given = [table.maybe("hold"), table.maybe("rep"), table.maybe("time")];
    let kinds = [Effort::Hold, Effort::Rep, Effort::Time];
    let pairs = given.into_iter().zip(kinds).filter_map(|(field, kind)| Some((field?, kind)));
    pairs.map(|(field, kind)| (field.clone(), field.amount(LEAST).map(kind))).collect()
}

/// Notes that there is more than one effort.
pub(super) fn two_efforts(table: &Table<'_>, surplus: &Field<'_>, given: &[(Field<'_>, Option<Effort>)]) {
    let found: Vec<&str> = given.iter().map(|(field, _)| field.name()).collect();
    let message = format!("expected only one of `hold`, `rep` and `time`, found {}", found.join(" and "));
    let hint = format!("keep one of them: take {} out", surplus.name());
    table.notes().add_with(Code::NotOneEffort, surplus.key_span(), message, Some(hint));
}

fn pace(table: &Table<'_>) -> Pace {
    let breath = |key| {
        table
            .must(key, Some("write `pace = { in = \"4s\", out = \"6s\" }`, both of them"))
            .and_then(|field| field.amount(LEAST))
            .unwrap_or(LEAST)
    };
    Pace { inhale: breath("in"), exhale: breath("out") }
}

fn ceiling(table: &Table<'_>) -> u8 {
    let hint = "add a line `effort = 4`: the strongest it may feel, from 0 to 10; 4 is a clear stretch without pain";
    let count = table.must("effort", Some(hint)).and_then(|field| field.count(0..=10)).unwrap_or(0);
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Nobody may leave the question open: `false`, or how much warm-up it needs (S11).
fn end_range(table: &Table<'_>) -> Option<Duration> {
    let hint = "add a line `end_range = false`, or the warm-up it needs, like `end_range = \"1m30s\"`";
    let field = table.must("end_range", Some(hint))?;
    match field.as_flag() {
        Some(false) => None,
        Some(true) => {
            let hint = "write the warm-up it needs, `end_range = \"1m30s\"` or `\"2m\"`".to_owned();
            field.wrong_type("`false` or the warm-up it needs, like `\"1m30s\"`,", Some(hint));
            None
        }
        None => field.amount(LEAST),
    }
}

/// Nor this one: an empty list is an answer (S11).
fn avoid(table: &Table<'_>) -> Vec<Tag> {
    let hint = "add a line `avoid = []`, or with the tags it is not for, like `avoid = [\"osteoporosis\"]`";
    table.must("avoid", Some(hint)).map_or_else(Vec::new, |field| field.each(Field::word))
}

fn needs(table: &Table<'_>) -> Vec<Need> {
    let Some(field) = table.maybe("needs") else { return Vec::new() };
    field.each(|item| {
        let words = item.raw("a word in quotes", None)?;
        let kit = words.split('|').map(|word| {
            let kit = Kit::from_word(word);
            if kit.is_none() {
                let words: Vec<&str> = Kit::ALL.iter().map(|kit| kit.word()).collect();
                let meant = item.did_you_mean(word, words.iter().copied());
                let meant = meant.unwrap_or_else(|| "write another".to_owned());
                let hint = Some(format!("{meant} It is one of: {}", words.join(", ")));
                item.wrong(Code::UnknownWord, format!("{} is not a kind of kit", quote(word)), hint);
            }
            kit
        });
        kit.collect::<Option<Vec<_>>>().map(Need)
    })
}

fn ease(table: &Table<'_>) -> BTreeMap<Tag, Adaptation> {
    let adaptation = |field: &Field<'_>| {
        if field.is_table() {
            return field.table("an adaptation", |table| Adaptation {
                say: table.text("say", PROSE),
                hold: table.maybe("hold").and_then(|field| field.amount(LEAST)),
                reps: table.count("reps", REPS),
            });
        }
        field.text(PROSE).map(|say| Adaptation { say, hold: None, reps: None })
    };
    table.every(|key, field| Some((field.key_word::<Tag>(key)?, adaptation(field)?))).into_iter().collect()
}

/// The movements to do in its place, if the key is there.
pub(super) fn maybe_swaps(table: &Table<'_>, sight: &Sight<'_>) -> Option<Vec<MovementId>> {
    Some(table.maybe("swaps")?.each(|item| {
        let raw = item.raw("the id of a movement", None)?;
        if !sight.knows(raw) {
            unknown_movement(item, raw, sight);
            return None;
        }
        Some(MovementId::new(raw))
    }))
}

/// Notes that no movement has this name.
pub(super) fn unknown_movement(field: &Field<'_>, raw: &str, sight: &Sight<'_>) {
    let message = format!("no movement is called {}", quote(raw));
    let word = raw.trim().to_lowercase().replace([' ', '_'], "-");
    let meant = sight.names().find(|name| *name == word).or_else(|| field.nearest(raw, sight.names()));
    let meant = meant.or_else(|| sight.names().find(|name| word.len() > 3 && name.contains(&word)));
    let hint = match meant {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`unhunch list --movements` shows their names; `cat-cow` is one".to_owned(),
    };
    field.wrong(Code::UnknownMovement, message, Some(hint));
}

/// An id: small letters, digits and hyphens, beginning with a letter.
pub(super) fn id<T>(table: &Table<'_>, key: &'static str, make: impl FnOnce(&str) -> T) -> T {
    let file = table.notes().stem().filter(|stem| table.is_root() && is_id(stem));
    let named = file.map(|stem| format!("`id = \"{stem}\"`, the name of the file"));
    let add = match &named {
        Some(named) => format!("add a line {named}"),
        None => "add a line `id = \"my-back\"`, one word in small letters".to_owned(),
    };
    let field = table.must(key, Some(&add));
    let id = field.and_then(|field| {
        let raw = field.raw("an id in quotes", named.as_ref().map(|named| format!("write {named}")))?;
        if !is_id(raw) {
            let message = format!("{} is not an id: small letters, digits and hyphens, at most 60", quote(raw));
            let mended = mend(raw);
            let hint = if let Some(named) = named {
                format!("write {named}")
            } else if is_id(&mended) {
                format!("write `id = \"{mended}\"`, and call the file `{mended}.toml`")
            } else {
                "write a word that begins with a small letter, like `id = \"my-back\"`, and call the file so".to_owned()
            };
            field.wrong(Code::BadId, message, Some(hint));
            return None;
        }
        Some(raw)
    });
    make(id.unwrap_or_default())
}

/// Whether a text can be an id: small letters, digits and hyphens, beginning with a letter, at most 60.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An id made of what somebody wrote for one.
fn mend(text: &str) -> String {
    let plain: String = text.chars().map(without_its_accent).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mended = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    mended.chars().take(60).collect::<String>().trim_end_matches('-').to_owned()
}

/// The letter an accented one is made of.
const fn without_its_accent(c: char) -> char {
    match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        'ß' => 's',
        _ => c,
    }
}
