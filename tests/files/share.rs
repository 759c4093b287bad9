//! Routines that travel: exported, brought home again, run as before.

use std::collections::BTreeSet;
use std::sync::Arc;

use unhunch::coach::{Brief, Person};
use unhunch::routine::{
    FileKind, Import, Library, MovementId, PersonalFile, Routine, RoutineId, Source, Status, Tag, bundle,
};

/// A routine as one file.
fn exported(library: &Library, routine: &Routine) -> String {
    let Some(Source::Embedded(text)) = library.source_of_routine(&routine.id) else { panic!("it is embedded") };
    let needed = library.needed_by(routine);
    let texts = needed.iter().map(|id| match library.source_of_movement(id) {
        Some(Source::Embedded(text)) => text,
        other => panic!("{id}: {other:?}"),
    });
    bundle(text, texts)
}

fn routine(library: &Library, id: &RoutineId) -> Arc<Routine> {
    library.routine(id).expect("it is there").expect("it has no errors")
}

/// Everything that would be done, to the nanosecond, with every word and every figure.
fn plan(library: &Library, id: &RoutineId, person: &Person) -> String {
    let routine = routine(library, id);
    let find = |id: &MovementId| library.movement_of(&routine, id);
    format!("{:#?}", Brief::gather(Arc::clone(&routine), person.clone(), &find).lay())
}

fn people() -> Vec<Person> {
    let tags: BTreeSet<Tag> = Tag::ALL.iter().copied().collect();
    let one = |tag| Person { tags: [tag].into(), ..Person::default() };
    let mut people = vec![
        Person::default(),
        Person { first_week: true, ..Person::default() },
        Person { longer_holds: true, ..Person::default() },
        Person { tags, ..Person::default() },
    ];
    people.extend([Tag::Shoulder, Tag::Neck, Tag::LowBack, Tag::LieFlat, Tag::Knee].map(one));
    people
}

#[test]
fn an_exported_routine_that_is_imported_runs_as_the_built_in_one_byte_for_byte() {
    let here = Library::built_in();
    let ids: Vec<RoutineId> = here.entries().iter().map(|entry| entry.head.id.clone()).collect();
    for id in ids {
        let text = exported(&here, &routine(&here, &id));
        let path = format!("{id}.toml");
        let file = PersonalFile { path: path.clone(), kind: FileKind::Routine, bytes: Ok(text.clone().into_bytes()) };
        assert!(here.check(&file).is_empty(), "{}", here.check(&file));
        let mut there = Library::built_in();
        there.add_personal(vec![file]);
        let entry = there.entries().iter().find(|entry| entry.head.id == id).expect("it is there");
        assert_eq!(entry.status, Status::Ok);
        let brought = routine(&there, &id);
        for movement in here.needed_by(&routine(&here, &id)) {
            assert!(brought.own.contains_key(&movement), "{id} brings {movement} along");
        }
        assert!(there.needed_by(&brought).is_empty(), "{id} needs nothing else");
        for person in people() {
            assert_eq!(plan(&here, &id, &person), plan(&there, &id, &person), "{id} for {person:?}");
        }
    }
}

#[test]
fn what_is_exported_twice_is_the_same() {
    let library = Library::built_in();
    let id = RoutineId::new("chair-stretch");
    let text = exported(&library, &routine(&library, &id));
    let (Import::Routine(again), _) = library.look_at("x.toml", text.as_bytes(), FileKind::Routine).expect("sound")
    else {
        panic!("a routine")
    };
    assert_eq!(bundle(&text, []), text);
    assert!(library.needed_by(&again).is_empty());
}

#[test]
fn a_file_that_is_looked_at_may_be_called_anything_but_must_be_sound() {
    let library = Library::built_in();
    let sound = b"id = \"mine\"\ntitle = \"Mine\"\nplace = \"chair\"\n[[steps]]\nmovement = \"shoulder-rolls\"\n";
    let (import, report) = library.look_at("download (1).toml", sound, FileKind::Routine).expect("sound");
    assert_eq!(import.id(), "mine");
    assert!(!report.is_broken());
    let report = library.look_at("x.toml", b"id = \"mine\"\n", FileKind::Routine).expect_err("it has no steps");
    assert!(report.is_broken());
    for bytes in [&b"\xff"[..], &vec![b'#'; 300 * 1024]] {
        assert!(library.look_at("x.toml", bytes, FileKind::Routine).is_err());
    }
}

#[test]
fn a_file_is_known_by_what_is_in_it() {
    assert_eq!(FileKind::guess(b"id = \"a\"\n[[steps]]\nmovement = \"cat-cow\"\n"), FileKind::Routine);
    let movement = b"id = \"a\"\nphase = \"stretch\"\nfamily = \"flex\"\ncue = \"Lean.\"\n[dose]\nhold = \"20s\"\n";
    assert_eq!(FileKind::guess(movement), FileKind::Movement);
}
