//! Years of a person's records as lines, the same every time: what the size of a home is made of.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta};

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

/// So many entries of a journal, three sessions a day, the last of them the day before `end`.
pub(crate) fn journal(entries: usize, end: DateTime<FixedOffset>) -> String {
    let mut text = String::with_capacity(entries * 330);
    let sessions = entries / EACH;
    let mut id = 0_u64;
    let mut add = |text: &mut String, at: DateTime<FixedOffset>, session: &str, rest: &str| {
        id += 1;
        let wall = at.to_rfc3339_opts(SecondsFormat::Millis, false);
        let millis = at.timestamp_millis();
        writeln!(
            text,
            "{{\"v\":1,\"id\":\"{millis:012x}-5eed5eed-{:05x}\",\"at\":\"{wall}\",\"machine\":\"{MACHINE}\",\
             \"session\":\"{session}\",{rest}}}",
            id & 0xf_ffff
        )
        .expect("a text takes everything");
    };
    for n in 0..sessions {
        let back = i32::try_from(sessions - n).expect("few enough");
        let start = end - TimeDelta::hours(8) * back;
        let session = format!("{:012x}-5eed5eed-00000", start.timestamp_millis());
        let routine = ["chair-stretch", "desk-reset", "upper-back-release"][n % 3];
        let started = format!(
            "\"kind\":\"started\",\"routine\":\"{routine}\",\"title\":\"The Chair Stretch\",\"digest\":\"0123456789abcdef\",\
             \"place\":\"chair\",\"planned\":586,\"steps\":10,\"days\":{},\"first\":\"easy-march\",\"version\":\"0.1.0\",\
             \"outcome\":\"go\"",
            n / 3
        );
        add(&mut text, start, &session, &started);
        for index in 0..10 {
            let at = start + TimeDelta::seconds(60) * i32::try_from(index + 1).expect("few");
            let (movement, next) = (MOVEMENTS[(n + index) % 12], MOVEMENTS[(n + index + 1) % 12]);
            let step = format!(
                "\"kind\":\"step\",\"index\":{index},\"routine_step\":{index},\"movement\":\"{movement}\",\
                 \"next\":\"{next}\",\"how\":\"done\",\"work\":60,\"planned\":60,\"phase\":\"rotate\",\"stretch\":60,\
                 \"areas\":[\"upper-back\",\"chest\"],\"first_side\":\"left\",\"sides_done\":2"
            );
            add(&mut text, at, &session, &step);
        }
        let ended = "\"kind\":\"ended\",\"how\":\"finished\",\"work\":600,\"active\":615.5,\"step\":9";
        add(&mut text, start + TimeDelta::seconds(616), &session, ended);
    }
    text
}

/// The facts of so many days: a screening, something set aside on the first of them, and the check of each day.
pub(crate) fn facts(days: usize, end: DateTime<FixedOffset>) -> String {
    let mut text = String::new();
    let mut add = |at: DateTime<FixedOffset>, n: usize, rest: &str| {
        let wall = at.to_rfc3339_opts(SecondsFormat::Millis, false);
        let millis = at.timestamp_millis();
        writeln!(
            text,
            "{{\"v\":1,\"id\":\"{millis:012x}-5eed5eed-{n:05x}\",\"at\":\"{wall}\",\"machine\":\"{MACHINE}\",{rest}}}"
        )
        .expect("a text takes everything");
    };
    for n in 0..days {
        let at = end - TimeDelta::days(1) * i32::try_from(days - n).expect("few enough");
        if n == 0 {
            add(at, 1, "\"fact\":\"screened\",\"version\":1,\"outcome\":\"go\",\"answers\":[],\"tags\":[]");
            let aside = "\"fact\":\"set-aside\",\"what\":{\"movement\":\"wall-chest-lean\"},\"reason\":\"sharp-pain\",\
                         \"session\":\"s1\"";
            add(at, 2, aside);
        }
        add(at, 3, "\"fact\":\"checked-today\",\"outcome\":\"go\"");
    }
    text
}
