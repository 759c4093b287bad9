//! Routines of one's own, laid for a person.

use std::sync::Arc;

use unhunch::coach::{Brief, Person};
use unhunch::routine::{FileKind, Library, MovementId, PersonalFile, RoutineId};

/// The library with a routine of one's own called `mine`, of these steps.
#[track_caller]
pub(crate) fn library(head: &str, steps: &str) -> Library {
    let text = format!("id = \"mine\"\ntitle = \"Mine\"\nplace = \"chair\"\n{head}\n{steps}");
    let file = PersonalFile { path: "mine.toml".to_owned(), kind: FileKind::Routine, bytes: Ok(text.into_bytes()) };
    let mut library = Library::built_in();
    let report = library.check(&file);
    assert!(!report.is_broken(), "{}", report.render(unhunch::routine::Paint::Plain));
    library.add_personal(vec![file]);
    library
}

/// What a plan of it is laid from.
#[track_caller]
pub(crate) fn brief(library: &Library, person: Person) -> Brief {
    let routine = library.routine(&RoutineId::new("mine")).expect("it is there").expect("it has no errors");
    let find = |id: &MovementId| library.movement_of(&routine, id);
    Brief::gather(Arc::clone(&routine), person, &find)
}
