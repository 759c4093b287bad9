//! Every screen as the program shows it: the moments that the lives `tests/scenarios/screens_*.txt` draw, and the picture of
//! `unhunch show`.

#![expect(clippy::disallowed_methods, reason = "the lives are files")]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::DateTime;
use unhunch::app::Showing;
use unhunch::app::view::View;
use unhunch::routine::{Library, MovementId};
use unhunch::units::{Moment, Now};

use crate::house::House;

/// The moments, each under the name that its life gives it.
pub(crate) fn all() -> &'static [(String, View)] {
    static ALL: OnceLock<Vec<(String, View)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "scenarios"].iter().collect();
        let files = fs::read_dir(folder).expect("the folder of the lives").map(|file| file.expect("a file").path());
        let is_of_screens =
            |path: &PathBuf| path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("screens_"));
        let mut files: Vec<PathBuf> = files.filter(is_of_screens).collect();
        files.sort();
        let mut all: Vec<(String, View)> = files.into_iter().flat_map(|path| drawn_in(&path)).collect();
        all.push(("card".to_owned(), card()));
        all
    })
}

/// The moment of this name.
pub(crate) fn named(name: &str) -> View {
    let found = all().iter().find(|(it, _)| it == name);
    found.map_or_else(|| panic!("no moment {name}"), |(_, view)| view.clone())
}

/// What a life draws.
fn drawn_in(path: &PathBuf) -> Vec<(String, View)> {
    let text = fs::read_to_string(path).expect("a text file");
    let mut house = House::new();
    for command in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
        house.run(command.trim());
    }
    house.drawn
}

/// What `unhunch show` shows.
fn card() -> View {
    let movement = Library::built_in().movement(&MovementId::new("wall-chest-lean")).expect("it is built in");
    let wall = DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").expect("a time");
    let now = Now { moment: Moment::START, wall };
    Showing::new(movement, Some(12), now).view(now)
}
