//! Years of a person's records as lines, the same every time: what the size of a home is made of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike as _, FixedOffset, SecondsFormat, TimeDelta};
use unhunch::journal::seal;

/// The machine it all happened on.
pub(crate) const MACHINE: &str = "00000000000000cc";
/// Entries of one session: its start, ten steps, its end.
const EACH: usize = 12;

const MOVEMENTS: [&str; 12] = [
    "easy-march",
    "shoulder-rolls",
    "seated-cat-cow",
    "seated-chest-lift",
    "seated-chair-twist",
    "chair-back-extension",
    "wall-chest-lean",
    "open-book",
    "knees-to-chest",
    "thread-the-needle",
    "wrist-flexor-stretch",
    "eye-reset",
];

/// So many entries of a journal by the year they stand in: three sessions and a check a day, the last of them the day
/// before `end`.
pub(crate) fn journal(entries: usize, end: DateTime<FixedOffset>) -> BTreeMap<i32, String> {
    let mut years: BTreeMap<i32, String> = BTreeMap::new();
    let sessions = entries * 3 / (EACH * 3 + 1);
    let mut id = 0_u64;
    let mut add = |text: &mut String, at: DateTime<FixedOffset>, session: &str, rest: &str| {
        id += 1;
        let wall = at.to_rfc3339_opts(SecondsFormat::Millis, false);
        let millis = at.timestamp_millis();
        writeln!(
            text,
            "{{\"v\":2,\"id\":\"{millis:012x}-5eed5eed-{:05x}\",\"at\":\"{wall}\",\"machine\":\"{MACHINE}\",\
             {session}{rest}}}",
            id & 0xf_ffff
        )
        .expect("a text takes everything");
    };
    for n in 0..sessions {
        let back = i32::try_from(sessions - n).expect("few enough");
        let start = end - TimeDelta::hours(8) * back;
        let text = years.entry(start.year()).or_default();
        if n % 3 == 0 {
            add(text, start - TimeDelta::minutes(1), "", "\"kind\":\"checked\"");
        }
        let session = format!("\"session\":\"{:012x}-5eed5eed-00000\",", start.timestamp_millis());
        let routine = ["chair-stretch", "desk-reset", "upper-back-release"][n % 3];
        let started = format!(
            "\"kind\":\"started\",\"routine\":\"{routine}\",\"title\":\"The Chair Stretch\",\"digest\":\"0123456789abcdef\",\
             \"place\":\"chair\",\"planned\":586,\"steps\":10,\"days\":{},\"first\":\"easy-march\",\"version\":\"0.1.0\",\
             \"outcome\":\"go\"",
            n / 3
        );
        add(text, start, &session, &started);
        for index in 0..10 {
            let at = start + TimeDelta::seconds(60) * i32::try_from(index + 1).expect("few");
            let (movement, next) = (MOVEMENTS[(n + index) % 12], MOVEMENTS[(n + index + 1) % 12]);
            let step = format!(
                "\"kind\":\"step\",\"index\":{index},\"routine_step\":{index},\"movement\":\"{movement}\",\
                 \"next\":\"{next}\",\"how\":\"done\",\"work\":60,\"planned\":60,\"phase\":\"rotate\",\"stretch\":60,\
                 \"areas\":[\"upper-back\",\"chest\"],\"first_side\":\"left\",\"sides_done\":2"
            );
            add(text, at, &session, &step);
        }
        let ended = "\"kind\":\"ended\",\"how\":\"finished\",\"work\":600,\"active\":615.5,\"step\":9";
        add(text, start + TimeDelta::seconds(616), &session, ended);
    }
    years
}

/// The facts of somebody who answered the door so many days ago and set something aside that day.
pub(crate) fn facts(days: usize, end: DateTime<FixedOffset>) -> String {
    let at = end - TimeDelta::days(1) * i32::try_from(days).expect("few enough");
    let wall = at.to_rfc3339_opts(SecondsFormat::Millis, false);
    let millis = at.timestamp_millis();
    let answered = |page| format!("\"fact\":\"answered\",\"page\":\"{page}\",\"version\":2,\"unread\":[]");
    let aside = "\"fact\":\"set-aside\",\"what\":{\"movement\":\"wall-chest-lean\"},\"reason\":\"sharp-pain\",\
                 \"session\":\"s1\""
        .to_owned();
    let line = |(n, rest): (u32, String)| {
        let line = format!(
            "{{\"v\":2,\"id\":\"{millis:012x}-5eed5eed-{n:05x}\",\"at\":\"{wall}\",\"machine\":\"{MACHINE}\",{rest}}}"
        );
        seal(&line).expect("an object") + "\n"
    };
    [(1, answered("before")), (2, answered("around")), (3, aside)].map(line).concat()
}

/// Puts all of it into the files it would stand in, in a data folder.
pub(crate) fn put(data: &Path, entries: usize, end: DateTime<FixedOffset>) {
    for folder in ["facts", "journal"] {
        fs::create_dir_all(data.join(folder)).expect("a folder");
    }
    for (year, text) in journal(entries, end) {
        fs::write(data.join(format!("journal/{MACHINE}-{year}.jsonl")), text).expect("a file");
    }
    for name in ["facts", "copy"] {
        let facts = facts(entries.div_ceil(EACH * 3 + 1), end);
        fs::write(data.join(format!("facts/{MACHINE}-{name}.jsonl")), facts).expect("a file");
    }
}
