//! The library: what is embedded, what a person adds, and who wins.

use std::sync::Arc;
use std::time::Duration;

use unhunch::routine::{
    Entry, FileKind, Library, Movement, MovementId, Origin, PersonalFile, Report, Routine, RoutineId, Status, Tag,
};

const SOUND_ROUTINE: &str = include_str!("../problems/routine.toml");
const CALM: &str = "eyes-and-breath";

fn file(kind: FileKind, path: &str, text: &str) -> PersonalFile {
    PersonalFile { path: path.to_owned(), kind, bytes: Ok(text.as_bytes().to_vec()) }
}

fn personal(id: &str, title: &str) -> PersonalFile {
    let text = SOUND_ROUTINE.replacen("\"a\"", &format!("{id:?}"), 1).replacen("\"A\"", &format!("{title:?}"), 1);
    file(FileKind::Routine, &format!("/home/me/routines/{id}.toml"), &text)
}

/// An embedded movement's file with something changed.
fn changed(text: &str, id: &str, out: &str, put: &str) -> PersonalFile {
    assert_eq!(text.matches(out).count(), 1, "{out}");
    file(FileKind::Movement, &format!("{id}.toml"), &text.replacen(out, put, 1))
}

fn with(files: Vec<PersonalFile>) -> Library {
    let mut library = Library::built_in();
    library.add_personal(files);
    library
}

fn routine(library: &Library, id: &str) -> Option<Result<Arc<Routine>, Arc<Report>>> {
    library.routine(&RoutineId::new(id))
}

fn sound(library: &Library, id: &str) -> Arc<Routine> {
    routine(library, id).expect("there is such a routine").unwrap_or_else(|report| panic!("{report}"))
}

fn movement(library: &Library, id: &str) -> Arc<Movement> {
    library.movement(&MovementId::new(id)).expect("there is such a movement")
}

fn entry<'l>(library: &'l Library, id: &str) -> &'l Entry {
    library.entries().iter().find(|entry| entry.head.id.as_str() == id).expect("there is such a row")
}

fn ids(library: &Library) -> Vec<&str> {
    library.entries().iter().map(|entry| entry.head.id.as_str()).collect()
}

#[test]
fn files_that_are_added_in_batches_stand_as_if_they_had_come_at_once() {
    let files: Vec<_> =
        (0..40).map(|n| personal(&format!("r-{}", n * 7 % 40), &format!("T {}", n * 11 % 40))).collect();
    let mut library = Library::built_in();
    for batch in files.chunks(7) {
        library.add_personal(batch.to_vec());
    }
    let whole = with(files);
    assert_eq!(library.entries(), whole.entries());
    for entry in whole.entries() {
        let id = entry.head.id.as_str();
        assert_eq!(sound(&library, id), sound(&whole, id), "{id}");
    }
}

/// How many rows are embedded.
fn built_in() -> usize {
    Library::built_in().entries().len()
}

#[test]
fn personal_routines_that_ask_for_a_row_stand_before_the_others() {
    let row = |id: &str, title: &str, row: u32| {
        let mut file = personal(id, title);
        file.bytes = file.bytes.map(|bytes| [format!("row = {row}\n").as_bytes(), &bytes].concat());
        file
    };
    let library = with(vec![personal("one", "Aardvark"), row("two", "Zebra", 2), row("three", "Zorilla", 1)]);
    assert_eq!(ids(&library)[built_in()..], ["three", "two", "one"]);
}

#[test]
fn personal_routines_come_last_by_title() {
    let library = with(vec![personal("one", "Zebra"), personal("two", "alpaca"), personal("three", "Badger")]);
    assert_eq!(ids(&library)[built_in()..], ["two", "three", "one"]);
    assert_eq!(sound(&library, "two").title, "alpaca");
    assert_eq!(entry(&library, "two").origin, Origin::Personal { path: "/home/me/routines/two.toml".into() });
}

#[test]
fn a_personal_routine_wins_by_its_id_and_keeps_the_place() {
    let library = with(vec![personal("wall-stretch", "My wall")]);
    assert_eq!(ids(&library), ids(&Library::built_in()));
    assert_eq!(entry(&library, "wall-stretch").head.title, "My wall");
    assert_eq!(sound(&library, "wall-stretch").title, "My wall");
}

#[test]
fn a_broken_file_is_one_row_with_its_problems() {
    let broken = SOUND_ROUTINE.replacen("shoulder-rolls", "shoulder-rols", 1);
    let mut directory = personal("folder", "Folder");
    directory.bytes = Err("is a directory".to_owned());
    let library = with(vec![file(FileKind::Routine, "a.toml", &broken), personal("b", "B"), directory]);
    assert_eq!(ids(&library)[built_in()..], ["a", "b", "folder"]);
    let Status::Broken(report) = &entry(&library, "a").status else { panic!("it is broken") };
    assert_eq!(report.lines(), ["a.toml:5:12: error[U021]: no movement is called `shoulder-rols`"]);
    assert_eq!(routine(&library, "a"), Some(Err(Arc::clone(report))));
    assert!(matches!(entry(&library, "folder").status, Status::Broken(_)));
    assert_eq!(library.heads().count(), built_in() + 1);
}

#[test]
fn names_of_broken_files_are_shown_harmless() {
    let library = with(vec![file(FileKind::Routine, "\u{1b}[31m\u{202e}x.toml", "")]);
    let head = &library.entries()[built_in()].head;
    assert_eq!((head.id.as_str(), head.title.as_str()), ("\u{fffd}[31m\u{fffd}x", "\u{fffd}[31m\u{fffd}x"));
}

#[test]
fn the_calm_routine_is_the_embedded_one_down_to_its_movements() {
    let pristine = Library::built_in().embedded_calm();
    let breathing = include_str!("../../routines/movements/diaphragmatic-breathing.toml");
    let library = with(vec![
        personal(CALM, "Not calm"),
        changed(breathing, "diaphragmatic-breathing", "rep = \"10s\"", "rep = \"12s\""),
    ]);
    assert_eq!(sound(&library, CALM).title, "Not calm");
    let calm = library.embedded_calm();
    assert_eq!(calm, pristine);
    assert_eq!(calm.origin, Origin::BuiltIn);
    for step in &calm.steps {
        assert_eq!(library.movement_of(&calm, &step.movement), pristine.own.get(&step.movement).cloned());
    }
    let library = with(vec![changed(breathing, "diaphragmatic-breathing", "rep = \"10s\"", "rep = \"12s\"")]);
    assert_eq!(sound(&library, CALM).total, Duration::from_secs(91));
    assert_eq!(entry(&library, CALM).head.total, Duration::from_secs(91));
}

#[test]
fn a_personal_movement_wins_and_the_totals_follow() {
    let hug = include_str!("../../routines/movements/upper-back-hug.toml");
    let library = with(vec![changed(hug, "upper-back-hug", "hold = \"20s\"", "hold = \"25s\"")]);
    let before = sound(&Library::built_in(), "chair-stretch").total;
    assert_eq!(sound(&library, "chair-stretch").total, before + Duration::from_secs(10));
    assert_eq!(entry(&library, "chair-stretch").head.total, before + Duration::from_secs(10));
}

#[test]
fn a_personal_movement_adds_tags_to_avoid_and_never_removes_one() {
    let text = include_str!("../../routines/movements/cat-cow.toml");
    let avoid = "avoid = [\"osteoporosis\", \"surgery\", \"sits\", \"new-hip\"]";
    for (put, expected) in [
        ("avoid = []", vec![Tag::Osteoporosis, Tag::Surgery, Tag::Sitting, Tag::NewHip]),
        ("avoid = [\"rib\", \"surgery\"]", vec![Tag::Rib, Tag::Surgery, Tag::Osteoporosis, Tag::Sitting, Tag::NewHip]),
    ] {
        let library = with(vec![changed(text, "cat-cow", avoid, put)]);
        assert_eq!(movement(&library, "cat-cow").avoid, expected);
    }
}

#[test]
fn an_own_movement_of_a_routine_adds_to_what_it_replaces() {
    let cat_cow = include_str!("../../routines/movements/cat-cow.toml");
    let own = cat_cow
        .replace("avoid = [\"osteoporosis\", \"surgery\", \"sits\", \"new-hip\"]", "avoid = []")
        .replace("\"Cat-Cow\"", "\"Mine\"");
    let own = own.replace("[dose]", "[movement.dose]").replace("[ease]", "[movement.ease]");
    let own = own.replace("[figure]", "[movement.figure]").replace("[[figure.", "[[movement.figure.");
    let text = format!("{}[[movement]]\n{own}", SOUND_ROUTINE.replace("posture-reset", "cat-cow"));
    let library = Library::built_in();
    let routine = library.read_file("a.toml", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let mine = library.movement_of(&routine, &MovementId::new("cat-cow")).expect("it is there");
    assert_eq!(
        (mine.name.as_str(), &mine.avoid[..]),
        ("Mine", &[Tag::Osteoporosis, Tag::Surgery, Tag::Sitting, Tag::NewHip][..])
    );
    assert_eq!(movement(&library, "cat-cow").name, "Cat-Cow");
}

#[test]
fn a_broken_movement_is_a_row_and_leaves_the_embedded_one_in_place() {
    let text = include_str!("../../routines/movements/cat-cow.toml");
    let library = with(vec![changed(text, "cat-cow", "rep = \"8s\"", "rep = \"8\"")]);
    let rows: Vec<&Entry> = library.entries().iter().filter(|entry| entry.kind == FileKind::Movement).collect();
    assert_eq!(rows.len(), 1);
    assert!(matches!(rows[0].status, Status::Broken(_)));
    assert_eq!(movement(&library, "cat-cow"), movement(&Library::built_in(), "cat-cow"));
    assert_eq!(sound(&library, "cat-cow").total, Duration::from_secs(283));
    assert_eq!(library.movement_ids(), Library::built_in().movement_ids());
}

#[test]
fn personal_movements_may_be_each_others_swaps_and_steps_of_routines() {
    let text = include_str!("../problems/movement.toml");
    let make = |id: &str, swap: &str| {
        let text = text.replacen("id = \"a\"", &format!("id = \"{id}\"\nswaps = [\"{swap}\"]"), 1);
        file(FileKind::Movement, &format!("{id}.toml"), &text)
    };
    let steps = SOUND_ROUTINE.replacen("shoulder-rolls", "one", 1);
    let library = with(vec![file(FileKind::Routine, "a.toml", &steps), make("one", "two"), make("two", "one")]);
    assert_eq!(sound(&library, "a").steps[0].movement.as_str(), "one");
    let ids = library.movement_ids();
    assert_eq!(ids[Library::built_in().movement_ids().len()..], [MovementId::new("one"), MovementId::new("two")]);
}

#[test]
fn an_embedded_routine_that_a_personal_movement_leaves_cold_says_so() {
    let circles = include_str!("../../routines/movements/arm-circles.toml");
    let rolls = include_str!("../../routines/movements/shoulder-rolls.toml");
    let library = with(vec![
        changed(circles, "arm-circles", "rep = \"3s\"", "rep = \"1s\""),
        changed(rolls, "shoulder-rolls", "rep = \"4s\"", "rep = \"1s\""),
    ]);
    let Some(Err(report)) = routine(&library, "chair-stretch") else { panic!("it is not warm enough") };
    assert_eq!(report.problems()[0].code.as_str(), "U040");
    assert_eq!(entry(&library, "chair-stretch").status, Status::Broken(report));
}

#[test]
fn the_nearest_name_is_suggested() {
    let library = with(vec![personal("my-back", "My back")]);
    for (word, expected) in [
        ("chair-strech", Some("chair-stretch")),
        ("cat_cow", Some("cat-cow")),
        ("Cat-Cow", Some("cat-cow")),
        ("my-bcak", Some("my-back")),
        ("towel", Some("towel-roll")),
        ("xylophone", None),
        ("", None),
    ] {
        assert_eq!(library.suggest(word), expected.map(RoutineId::new), "{word}");
    }
}

#[test]
fn a_digest_tells_versions_apart() {
    let library = Library::built_in();
    let read = |text: &str| library.read_file("a.toml", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let (one, same, other) = (read(SOUND_ROUTINE), read(SOUND_ROUTINE), read(&format!("{SOUND_ROUTINE}reps = 1\n")));
    assert_eq!(one.digest, same.digest);
    assert_ne!(one.digest, other.digest);
    assert_eq!(one.digest.to_string().len(), 16);
}

#[test]
fn nobody_is_there_is_no_answer() {
    let library = Library::built_in();
    assert_eq!(routine(&library, "handstand"), None);
    assert_eq!(library.movement(&MovementId::new("handstand")), None);
}
