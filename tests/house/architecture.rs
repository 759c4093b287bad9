//! The walls of the house (`src/ARCHITECTURE.md`, K1): an arrow between rooms only points down, and a pure room does not touch the
//! world.

#![expect(clippy::disallowed_methods, reason = "a test may read the sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the top down; `build` is the build script, `main` the binary.
const ROOMS: [&str; 16] = [
    "build", "main", "cli", "shell", "ui", "line", "sheet", "app", "breaks", "settings", "journal", "coach", "safety",
    "routine", "figure", "units",
];

/// What a pure room may not name, with the rooms that may.
const WORLD: [(&str, &[&str]); 16] = [
    ("std::fs", &["shell", "build"]),
    ("std::env", &["shell", "build", "main"]),
    ("std::process", &["shell", "build", "cli", "main"]),
    ("Command::new", &["shell"]),
    ("TcpStream", &[]),
    ("TcpListener", &[]),
    ("UdpSocket", &[]),
    ("ToSocketAddrs", &[]),
    ("std::thread", &["shell"]),
    ("Instant::now", &["shell"]),
    ("SystemTime", &["shell"]),
    ("Local::now", &["shell"]),
    ("Utc::now", &["shell"]),
    ("crossterm", &["shell"]),
    ("rustix", &["shell"]),
    ("ratatui", &["shell", "ui"]),
];

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![source.clone()];
    let mut found = Vec::new();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            if path.extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let inside = path.strip_prefix(&source).expect("it is below src");
            let room = inside.iter().next().expect("it has a name").to_string_lossy().replace(".rs", "");
            let text = fs::read_to_string(&path).expect("a source is text");
            found.push(Source { path, room, text });
        }
    }
    found
}

/// The rooms that a line of code names as `crate::room` or, in a group, as `crate::{room, ...}`.
fn rooms_named(code: &str) -> Vec<&'static str> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("unhunch::")) {
        let rest = &code[at + code[at..].find("::").expect("it was matched") + 2..];
        let group = rest.strip_prefix('{').map_or(rest, |inside| inside.split('}').next().unwrap_or(inside));
        let first = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        for room in ROOMS {
            let in_group = rest.starts_with('{') && group.split(',').any(|name| name.trim().starts_with(room));
            if first == room || in_group {
                named.push(room);
            }
        }
    }
    named
}

fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|it| *it == room)
}

#[test]
fn an_arrow_between_rooms_only_points_down() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room != "lib") {
        let from = rank(&source.room).unwrap_or_else(|| panic!("{} is in no room", source.path.display()));
        for to in rooms_named(&code(&source.text)) {
            if rank(to).expect("it is a room") < from {
                wrong.push(format!("{} uses {to}, which is above it", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_pure_room_does_not_touch_the_world() {
    let mut wrong = Vec::new();
    for source in sources() {
        let code = code(&source.text);
        for (name, allowed) in WORLD {
            if code.contains(name) && !allowed.contains(&source.room.as_str()) {
                wrong.push(format!("{} names {name}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_top_level_holds_what_the_architecture_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "clippy.toml",
        "deny.toml",
        "routines",
        "rustfmt.toml",
        "src",
        "tests",
    ];
    let mut found: Vec<String> = fs::read_dir(root)
        .expect("the project can be read")
        .map(|entry| entry.expect("the project can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_wall_would_see_an_arrow_that_points_up() {
    assert_eq!(rooms_named("use crate::app::Key;"), ["app"]);
    assert_eq!(rooms_named("use crate::{journal::Entry, units};"), ["journal", "units"]);
    assert_eq!(code("// use crate::app;\nfn f() {}"), "fn f() {}");
}
