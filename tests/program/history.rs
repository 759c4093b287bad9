//! What was done, as text, JSON and CSV; and days away.

use std::fs;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::home::{Home, assert_plain};
use crate::piped::{self, Over};
use crate::pty::Pty;

/// A session so many days ago with a minute of work, and what it felt like.
pub(crate) fn session(days: i64, routine: &str, title: &str, how: &str) -> Vec<Value> {
    let began: DateTime<Utc> = Utc::now() - TimeDelta::days(days);
    let at = |seconds: i64| (began + TimeDelta::seconds(seconds)).to_rfc3339_opts(SecondsFormat::Millis, false);
    let id = format!("{:012x}-00000001-00001", began.timestamp_millis());
    let mut nth = 1;
    let mut entry = |seconds: i64, kind: &str, rest: Value| {
        nth += 1;
        let mut entry = json!({
            "v": 2, "id": format!("{:012x}-00000001-{nth:05x}", began.timestamp_millis()), "at": at(seconds),
            "machine": "1ebb53cd185c9586", "session": id, "kind": kind,
        });
        let rest = rest.as_object().expect("fields").clone();
        entry.as_object_mut().expect("fields").extend(rest);
        entry
    };
    vec![
        entry(
            0,
            "started",
            json!({ "routine": routine, "title": title, "digest": "", "place": "chair", "planned": 90,
            "steps": 2, "version": "0" }),
        ),
        entry(
            60,
            "step",
            json!({ "index": 0, "movement": "cat-cow", "how": "done", "work": 45.5, "planned": 45.5,
            "areas": ["upper-back", "low-back"] }),
        ),
        entry(
            80,
            "step",
            json!({ "index": 1, "movement": "eye-reset", "how": "left", "work": 14.5, "planned": 20,
            "areas": ["eyes"] }),
        ),
        entry(80, "stopped", json!({ "nth": 1, "answer": 9, "movement": "eye-reset", "step": 1, "segment": "work" })),
        entry(80, "ended", json!({ "how": how, "work": 60, "active": 80 })),
        entry(90, "felt", json!({ "how": "looser", "asked": "after" })),
    ]
}

pub(crate) fn home(sessions: &[Vec<Value>]) -> Home {
    let home = Home::screened_before();
    let path = home.journal_file();
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    let lines: Vec<String> = sessions.iter().flatten().map(Value::to_string).collect();
    fs::write(path, lines.join("\n") + "\n").expect("a file");
    home
}

fn asked(home: &Home, args: &str) -> Over {
    let over = piped::run(&home.command(args), "");
    assert_plain(over.said.as_bytes());
    over
}

/// Holds a value to as much of JSON Schema as the schema uses; what is wrong, with its place.
fn mistakes(value: &Value, schema: &Value, root: &Value, place: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/definitions/").expect("a definition");
        return mistakes(value, &root["definitions"][name], root, place);
    }
    let mut wrong = Vec::new();
    if let Some(words) = schema["enum"].as_array() {
        if !words.contains(value) {
            wrong.push(format!("{place}: {value} is none of {words:?}"));
        }
        return wrong;
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the schema asks for {other}"),
    };
    let fits = match &schema["type"] {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => panic!("{place}: no type in the schema"),
    };
    if !fits {
        wrong.push(format!("{place}: {value} is no {}", schema["type"]));
    }
    if schema["minimum"].is_number() && value.as_f64().is_some_and(|it| it < schema["minimum"].as_f64().unwrap()) {
        wrong.push(format!("{place}: {value} is too small"));
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                wrong.push(format!("{place}: no {name}"));
            }
        }
        for (name, field) in fields {
            match schema["properties"].get(name) {
                None => wrong.push(format!("{place}: {name} is not in the schema")),
                Some(inner) => wrong.extend(mistakes(field, inner, root, &format!("{place}.{name}"))),
            }
        }
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        wrong.extend(mistakes(item, &schema["items"], root, &format!("{place}[{at}]")));
    }
    wrong
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("history.schema.json")).expect("a schema");
    let home = home(&[session(40, "cat-cow", "Cat-Cow", "quit"), session(1, "quick", "Quick one", "finished")]);
    for (args, sessions) in
        [("history --json", 2), ("history --json --since 2w", 1), ("history --json --routine cat-cow", 1)]
    {
        let over = asked(&home, args);
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        let history: Value = serde_json::from_str(&over.said).expect("JSON");
        assert_eq!(mistakes(&history, &schema, &schema, "history"), Vec::<String>::new(), "{args}");
        assert_eq!(history["sessions"].as_array().unwrap().len(), sessions, "{args}");
        assert_eq!(history["totals"]["sessions"], sessions, "{args}");
    }
    let history: Value = serde_json::from_str(&asked(&home, "history --json").said).expect("JSON");
    assert_eq!(history["totals"]["areas"][0], json!({ "area": "upper-back", "work_seconds": 91 }));
    assert_eq!(history["sessions"][0]["steps"][0]["work_seconds"], json!(45.5));
    // The schema would see what is not right.
    let mut wrong = history.clone();
    wrong["sessions"][0]["ended"] = json!("exploded");
    wrong["new"] = json!(1);
    assert_eq!(mistakes(&wrong, &schema, &schema, "history").len(), 2);
}

#[test]
fn an_empty_record_is_json_csv_and_text_too() {
    let home = Home::new();
    let schema: Value = serde_json::from_str(include_str!("history.schema.json")).expect("a schema");
    let history: Value = serde_json::from_str(&asked(&home, "history --json").said).expect("JSON");
    assert_eq!(mistakes(&history, &schema, &schema, "history"), Vec::<String>::new());
    assert_eq!(asked(&home, "history --csv").said.lines().count(), 1);
    for args in ["history", "stats", "history --week"] {
        let over = asked(&home, args);
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        assert!(over.said.contains("Nothing yet."), "{args}: {}", over.said);
    }
    assert!(!home.state().exists(), "nothing was written");
}

/// Reads CSV by its rules (RFC 4180), without what wrote it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    assert!(row.is_empty() && field.is_empty() && !quoted, "the last row is not ended");
    rows
}

#[test]
fn the_csv_is_a_table_and_no_title_is_a_formula() {
    let titles =
        ["=HYPERLINK(\"http://x\";\"y\")", "+1", "-1", "@SUM(A1)", "\t=1", "Stretch, \"slow\"", "a\u{1b}[31mb\nc"];
    let sessions: Vec<_> =
        titles.iter().zip(0..).map(|(title, days)| session(days, "quick", title, "finished")).collect();
    let over = asked(&home(&sessions), "history --csv");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    let rows = rows(&over.said);
    assert_eq!(rows[0][..5], ["date", "time", "offset", "routine", "title"]);
    assert!(rows.iter().all(|row| row.len() == 15), "{rows:?}");
    let mut said: Vec<&str> = rows[1..].iter().map(|row| row[4].as_str()).collect();
    said.reverse();
    assert_eq!(
        said,
        ["'=HYPERLINK(\"http://x\";\"y\")", "'+1", "'-1", "'@SUM(A1)", "' =1", "Stretch, \"slow\"", "a\u{fffd}[31mb c"]
    );
    assert_eq!(rows[1][7..12], ["60", "80", "1", "finished", "looser"]);
    assert!(rows[1..].iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{rows:?}");
}

#[test]
fn the_last_two_weeks_are_listed_unless_something_else_is_asked_for() {
    let home = home(&[session(40, "cat-cow", "Cat-Cow", "quit"), session(1, "quick", "Quick one", "finished")]);
    let rows = [
        ("history", vec!["Quick one, 1:20, looser"], vec!["Cat-Cow"]),
        ("history --since 6m", vec!["Quick one", "Cat-Cow, 1:20, part of it, looser"], vec![]),
        ("history --since 2020-01-01", vec!["Quick one", "Cat-Cow"], vec![]),
        ("history --since 0d", vec!["Nothing noted here."], vec!["Quick one", "Cat-Cow"]),
        ("history --since 6m --routine cat-cow", vec!["Cat-Cow"], vec!["Quick one"]),
        ("stats", vec!["2 sessions on 2 days", "upper back", "All in all since"], vec!["▇"]),
    ];
    for (args, said, unsaid) in rows {
        let over = asked(&home, args);
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        for text in said {
            assert!(over.said.contains(text), "{args}: {}", over.said);
        }
        for text in unsaid {
            assert!(!over.said.contains(text), "{args}: {}", over.said);
        }
    }
}

#[test]
fn charts_are_for_a_terminal() {
    let home = home(&[session(1, "quick", "Quick one", "finished")]);
    for args in ["stats", "history"] {
        let pty = Pty::spawn_in_shell(&home.command(args));
        assert_eq!(pty.wait_for_status(0), 0);
        pty.wait_for("▇▇▇");
        assert!(!pty.bytes().contains(&0x1b), "nothing was coloured");
    }
}

#[test]
fn what_cannot_be_asked_is_one_message_and_exit_code_2() {
    let home = home(&[session(1, "quick", "Quick one", "finished")]);
    let rows = [
        ("history --since soon", "expected a day like `2026-11-21`"),
        ("history --since 2w --week", "cannot be used with"),
        ("history --json --csv", "cannot be used with"),
        ("history --routine qiuck", "did you mean `quick`?"),
        ("away soon", "expected a number with d, w, m or y"),
        ("away --until 2001-01-01", "has to be later than today"),
        ("away 0d", "has to be later than today"),
        ("away 2w --end", "cannot be used with"),
    ];
    for (args, complained) in rows {
        let over = piped::run(&home.command(args), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{args}: {}", over.complained);
        assert!(over.complained.contains(complained), "{args}: {}", over.complained);
    }
}

#[test]
fn days_away_are_said_told_and_ended() {
    let home = Home::screened_before();
    let rows = [
        ("away", "Not away."),
        ("away --end", "Not away."),
        ("away 2w", "Those days are not missed."),
        ("away", "`unhunch away --end` ends it."),
        ("away --end", "Welcome back."),
        ("away", "Not away."),
    ];
    for (args, said) in rows {
        let over = asked(&home, args);
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        assert!(over.said.contains(said), "{args}: {}", over.said);
    }
    assert_eq!(home.said(), ["answered", "answered", "away", "back"]);
}
