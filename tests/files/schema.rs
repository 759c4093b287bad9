//! The schemas say what the checker says, as far as a schema can: an independent validator is asked.

#![expect(clippy::disallowed_methods, reason = "a test may read the files of the house")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use unhunch::routine::{Code, FileKind, Library, PersonalFile, schema};
use unhunch::settings;

fn validator(kind: FileKind) -> Validator {
    jsonschema::draft7::new(&schema(kind)).expect("it is a schema")
}

fn embedded(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

fn json(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("it is JSON")
}

fn complaints(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{} {error}", error.instance_path())).collect()
}

#[test]
fn every_built_in_follows_its_schema() {
    for (kind, folder) in [(FileKind::Routine, "routines"), (FileKind::Movement, "routines/movements")] {
        let validator = validator(kind);
        let files = embedded(folder);
        assert!(files.len() > 10);
        for (name, text) in files {
            assert_eq!(complaints(&validator, &json(&text)), [""; 0], "{name}");
        }
    }
}

#[test]
fn the_sample_of_the_settings_follows_its_schema_and_a_mistake_does_not() {
    let validator = jsonschema::draft7::new(&settings::schema()).expect("it is a schema");
    assert_eq!(complaints(&validator, &json(&settings::sample())), [""; 0]);
    for bad in ["figur = 1", "[figure]\nfps = 31", "[look]\ncolours = \"pink\"", "longer_holds = \"yes\"", "plain = 1"]
    {
        assert!(!validator.is_valid(&json(bad)), "{bad}");
        assert!(settings::Settings::read("config.toml", Ok(bad.as_bytes())).1.is_broken(), "{bad}");
    }
    for key in settings::KEYS {
        let header = if key.table.is_empty() { String::new() } else { format!("[{}]\n", key.table) };
        let text = format!("{header}{} = {}\n", key.name, key.example);
        assert_eq!(complaints(&validator, &json(&text)), [""; 0], "{text}");
    }
}

/// A place in a document: keys and positions.
type Path_ = Vec<String>;

/// Every value of a document but the whole.
fn places(value: &Value, at: &mut Path_, found: &mut Vec<Path_>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(n, value)| (n.to_string(), value)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (key, child) in children {
        at.push(key);
        found.push(at.clone());
        places(child, at, found);
        at.pop();
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(value, |value, key| {
        if value.is_array() { &mut value[key.parse::<usize>().expect("a position")] } else { &mut value[key.as_str()] }
    })
}

/// The mistakes that can be planted at a place.
fn mistakes(document: &Value, path: &[String]) -> Vec<(&'static str, Value)> {
    let (last, above) = path.split_last().expect("it is not the whole");
    let mut mistakes = Vec::new();
    let mut plant = |what, change: &dyn Fn(&mut Value)| {
        let mut copy = document.clone();
        change(&mut copy);
        mistakes.push((what, copy));
    };
    if last.parse::<usize>().is_err() {
        plant("left out", &|copy| drop(at(copy, above).as_object_mut().expect("a table").remove(last)));
        plant("misspelt", &|copy| {
            let table = at(copy, above).as_object_mut().expect("a table");
            let value = table.remove(last).expect("it is there");
            table.insert(format!("{last}x"), value);
        });
    }
    let wrong: &[Value] = &match document.pointer(&format!("/{}", path.join("/"))).expect("it is there") {
        Value::String(_) => vec![7.into(), "no such thing".into(), "".into(), "x".repeat(2_000).into(), true.into()],
        Value::Number(_) => vec!["7".into(), (-1_000).into(), 1_000_000.into()],
        Value::Bool(_) => vec!["yes".into(), 1.into()],
        Value::Array(_) => vec!["x".into(), 3.into()],
        Value::Object(_) => vec!["".into(), 3.into()],
        Value::Null => Vec::new(),
    };
    for value in wrong {
        plant("wrong", &|copy| *at(copy, path) = value.clone());
    }
    mistakes
}

/// Whether a mistake is one of shape, which a schema can see.
fn is_of_shape(code: Code) -> bool {
    matches!(
        code,
        Code::MissingKey
            | Code::UnknownKey
            | Code::WrongType
            | Code::Empty
            | Code::TooLong
            | Code::OutOfRange
            | Code::UnknownWord
            | Code::BadId
            | Code::BadAmount
            | Code::NotOneEffort
            | Code::FigureWord
            | Code::FigureValue
            | Code::FigureLacks
            | Code::FigureTooMuch
    )
}

#[test]
fn a_planted_mistake_of_shape_is_seen_by_the_checker_and_the_schema_alike() {
    let mut disagree = Vec::new();
    let mut planted = 0;
    for (kind, folder) in [(FileKind::Routine, "routines"), (FileKind::Movement, "routines/movements")] {
        let (validator, library) = (validator(kind), Library::built_in());
        let mut seen = BTreeSet::new();
        for (name, text) in embedded(folder) {
            let document = json(&text);
            let mut found = Vec::new();
            places(&document, &mut Vec::new(), &mut found);
            for path in found {
                // One of each kind is enough: the first step of a routine is like the second.
                let key: Vec<_> = path.iter().filter(|key| key.parse::<usize>().is_err()).cloned().collect();
                if !seen.insert((key, path.len())) {
                    continue;
                }
                for (what, mistaken) in mistakes(&document, &path) {
                    planted += 1;
                    let text = toml::to_string(&mistaken).expect("it is TOML");
                    let file = PersonalFile { path: name.clone(), kind, bytes: Ok(text.into_bytes()) };
                    let report = library.check(&file);
                    let by_checker = report.problems().iter().any(|problem| is_of_shape(problem.code));
                    let by_schema = !validator.is_valid(&mistaken);
                    if by_checker != by_schema {
                        let value = mistaken.pointer(&format!("/{}", path.join("/")));
                        let value =
                            value.map_or_else(String::new, |value| value.to_string().chars().take(30).collect());
                        disagree.push(format!(
                            "{name} {} {what} {value}: checker {by_checker}, schema {by_schema}: {:?}",
                            path.join("."),
                            report.lines().first()
                        ));
                    }
                }
            }
        }
    }
    assert!(disagree.is_empty(), "{} of {planted}:\n{}", disagree.len(), disagree.join("\n"));
    assert!(planted > 800, "{planted}");
}

/// Broken files that the schema lets pass though what is wrong is one of shape, and why.
const LET_PASS: &[(&str, &str)] = &[("amount-that-fits-nowhere.toml", "a pattern knows digits, not how much they are")];

#[test]
fn every_broken_file_is_judged_by_the_schema_as_by_the_checker() {
    let mut let_pass = Vec::new();
    let mut judged = 0;
    let library = Library::built_in();
    for (kind, folder) in [(FileKind::Routine, "tests/errors/routines"), (FileKind::Movement, "tests/errors/movements")]
    {
        let validator = validator(kind);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        for path in paths.filter(|path| path.extension().is_some_and(|it| it == "toml")) {
            let bytes = fs::read(&path).expect("a file");
            // What is no text, or no TOML, no schema gets to see.
            let Some(table) = std::str::from_utf8(&bytes).ok().and_then(|text| text.parse::<toml::Table>().ok()) else {
                continue;
            };
            judged += 1;
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let file = PersonalFile { path: name.clone(), kind, bytes: Ok(bytes) };
            let report = library.check(&file);
            let by_schema = !validator.is_valid(&serde_json::to_value(table).expect("it is JSON"));
            assert!(!by_schema || !report.is_empty(), "{name}: the checker lets it pass");
            if !by_schema && report.problems().iter().any(|problem| is_of_shape(problem.code)) {
                let_pass.push(name);
            }
        }
    }
    let_pass.sort();
    assert!(judged > 100, "{judged}");
    assert_eq!(let_pass, LET_PASS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{judged} judged");
}
