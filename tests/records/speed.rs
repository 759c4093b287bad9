//! What opening costs, by the clock: run with `cargo test --release --test records -- --ignored --nocapture`.

use std::fs;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use unhunch::journal::{Entry, Record, Replay, SessionId};

use crate::folder::{Home, now};

/// A person's years: sessions of twelve entries, three a day, up to the minute before now.
fn years(home: &Home, entries: usize) {
    home.run(1).pop().unwrap();
    let (path, mut ids) = (home.journal(), home.run(1).ids);
    let sessions = i32::try_from(entries / 12).unwrap();
    let mut text = String::new();
    for n in 0..sessions {
        let at = now() - TimeDelta::hours(8) * (sessions - n);
        let session: SessionId = ids.session(at);
        let mut add = |what: serde_json::Value| {
            let what: Entry = serde_json::from_value(what).unwrap();
            text.push_str(&Record::new(&mut ids, at, Some(session.clone()), what).line().unwrap());
        };
        add(serde_json::json!({
            "kind": "started", "routine": "chair-stretch", "title": "The Chair Stretch", "digest": "0123456789abcdef",
            "place": "chair", "planned": 586, "steps": 10, "days": n / 3, "first": "easy-march", "version": "0.1.0",
            "outcome": "go",
        }));
        for index in 0..10 {
            add(serde_json::json!({
                "kind": "step", "index": index, "routine_step": index, "movement": format!("movement-number-{index}"),
                "next": format!("movement-number-{}", index + 1), "how": "done", "work": 60, "planned": 60,
                "phase": "rotate", "stretch": 60, "areas": ["upper-back", "chest"], "first_side": "left", "sides_done": 2,
            }));
        }
        add(serde_json::json!({ "kind": "ended", "how": "finished", "work": 600, "active": 586 }));
    }
    fs::write(path, text).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn median(mut act: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..101)
        .map(|_| {
            let start = Instant::now();
            act();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[50]
}

#[test]
#[ignore = "a measurement: it needs a release build and a quiet machine"]
#[expect(clippy::print_stdout, reason = "it prints what it measured")]
fn how_long_opening_takes() {
    for entries in [0, 250, 25_000, 250_000] {
        let home = Home::new();
        years(&home, entries);
        let size = fs::metadata(home.journal()).unwrap().len();
        let read = home.run(2).opened.journal.len();
        let open = median(|| drop(home.run(2)));
        let replay = median(|| drop(Replay::of(home.run(2).opened.journal)));
        let back = home.run(2).records;
        let (found, earlier) = (back.earlier(now()).len(), median(|| drop(back.earlier(now()))));
        let mut run = home.run(3);
        let append = median(|| drop(run.pop().unwrap()));
        println!(
            "{entries} entries, {size} bytes: {read} read, open {open:?}, with replay {replay:?}, append {append:?}"
        );
        println!("  reading on: {found} read, {earlier:?}");
    }
    let empty = Home::new();
    println!("an empty home: open {:?}", median(|| drop(empty.run(2))));
}
