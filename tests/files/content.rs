//! The embedded files say what the content says: every value of `tests/content/content.json` is compared with what the
//! reader returns.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use unhunch::routine::{
    Dose, Effort, FILE_LIMIT, FileKind, Library, Movement, MovementId, Over, PersonalFile, Routine, RoutineId, Step,
};

fn content() -> Value {
    serde_json::from_str(include_str!("../content/content.json")).expect("the content is JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list"))
}

fn words(value: &Value, key: &str) -> Vec<String> {
    list(value, key).iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is a text"))
}

fn maybe_text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn secs(value: &Value, key: &str) -> Duration {
    Duration::from_secs(value[key].as_u64().unwrap_or_else(|| panic!("{key} is a number of seconds")))
}

/// What stands where the content says that nothing is needed.
fn kit(value: &Value) -> &str {
    match text(value, "kit") {
        "none" => "",
        kit => kit,
    }
}

fn movement(library: &Library, id: &str) -> std::sync::Arc<Movement> {
    library.movement(&MovementId::new(id)).unwrap_or_else(|| panic!("no movement {id}"))
}

fn routine(library: &Library, id: &str) -> std::sync::Arc<Routine> {
    let routine = library.routine(&RoutineId::new(id)).unwrap_or_else(|| panic!("no routine {id}"));
    routine.unwrap_or_else(|report| panic!("{report}"))
}

fn written<T: std::fmt::Display>(words: &[T]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

#[test]
fn the_family_of_a_movement_is_known_without_reading_its_file() {
    let library = unhunch::routine::Library::built_in();
    for id in library.movement_ids() {
        let family = library.movement(&id).map(|movement| movement.family);
        assert!(family.is_some());
        assert_eq!(library.family(&id), family, "{id}");
    }
}

#[test]
fn every_movement_says_what_the_content_says() {
    let (content, library) = (content(), Library::built_in());
    for it in list(&content, "movements") {
        let id = text(it, "id");
        let m = movement(&library, id);
        assert_eq!(m.id.as_str(), id);
        assert_eq!(m.name, text(it, "name"), "{id}");
        assert_eq!(m.also, words(it, "aka"), "{id}");
        assert_eq!(m.phase.word(), text(it, "phase"), "{id}");
        assert_eq!(m.family.word(), text(it, "family"), "{id}");
        assert_eq!(m.family.word(), text(&content["families"], id), "{id}");
        assert_eq!(written(&m.places), words(it, "places"), "{id}");
        assert_eq!(place_in_words(&m), text(it, "place"), "{id}");
        assert_eq!(m.kit, kit(it), "{id}");
        let needs: Vec<String> = m.needs.iter().map(|need| written(&need.0).join("|")).collect();
        assert_eq!(needs, words(it, "needs"), "{id}");
        assert_eq!(written(&m.areas), words(it, "areas"), "{id}");
        assert_eq!(m.works_on, words(it, "works_on"), "{id}");
        assert_eq!(&*m.setup, text(it, "setup"), "{id}");
        assert_eq!(m.steps, words(it, "steps"), "{id}");
        assert_eq!(m.breath, text(it, "breath"), "{id}");
        let pace = it.get("pace").map(|pace| (secs(pace, "in"), secs(pace, "out")));
        assert_eq!(m.pace.map(|pace| (pace.inhale, pace.exhale)), pace, "{id}");
        assert_eq!(m.dose, dose(it), "{id}");
        assert_eq!(m.dose.total(), secs(it, "seconds"), "{id}");
        assert_eq!(u64::from(m.ceiling), it["effort"].as_u64().expect("a number"), "{id}");
        assert_eq!(m.ease_when, text(it, "ease_when"), "{id}");
        assert_eq!(written(&m.avoid), words(it, "avoid"), "{id}");
        let ease = it["ease"].as_object().expect("a table");
        assert_eq!(m.ease.len(), ease.len(), "{id}");
        for (tag, adaptation) in &m.ease {
            let expected = &ease[tag.word()];
            assert_eq!(adaptation.say, text(expected, "say"), "{id} {tag}");
            assert_eq!(adaptation.hold, expected.get("hold").map(|_| secs(expected, "hold")), "{id} {tag}");
            assert_eq!(adaptation.reps.map(u64::from), expected.get("reps").and_then(Value::as_u64), "{id} {tag}");
        }
        assert_eq!(m.mistakes, text(it, "mistakes"), "{id}");
        assert_eq!(m.easier, text(it, "easier"), "{id}");
        assert_eq!(m.harder, text(it, "harder"), "{id}");
        assert_eq!(written(&m.swaps), words(it, "swaps"), "{id}");
        assert_eq!(m.end_range.is_some(), it["end_range"].as_bool().expect("yes or no"), "{id}");
        assert_eq!(m.end_range, it.get("warm_up_needed").map(|_| secs(it, "warm_up_needed")), "{id}");
        assert_eq!(m.quiet, it["quiet"].as_bool().expect("yes or no"), "{id}");
        assert_eq!(m.note.as_deref(), maybe_text(it, "note"), "{id}");
        assert_eq!(m.article.as_deref(), maybe_text(it, "article"), "{id}");
        assert_eq!(m.sources, words(it, "sources"), "{id}");
    }
}

/// The content's own words for the places of a movement.
fn place_in_words(movement: &Movement) -> String {
    match movement.id.as_str() {
        "eye-reset" => "anywhere".to_owned(),
        _ => written(&movement.places).join(" or "),
    }
}

fn dose(it: &Value) -> Dose {
    let dose = &it["dose"];
    let effort = match text(dose, "kind") {
        "hold" => Effort::Hold(secs(dose, "hold")),
        "reps" => Effort::Rep(secs(dose, "per_rep")),
        "time" => Effort::Time(secs(dose, "hold")),
        kind => panic!("{kind}"),
    };
    let number = |key: &str| u32::try_from(dose[key].as_u64().expect("a number")).expect("a small one");
    Dose {
        setup: secs(dose, "setup"),
        ramp_in: secs(dose, "in"),
        effort,
        ramp_out: secs(dose, "out"),
        reps: number("reps"),
        sets: 1,
        set_rest: Duration::ZERO,
        sides: number("sides"),
        unit: serde_json::from_value(it.get("unit").cloned().unwrap_or_else(|| "side".into())).expect("a unit"),
        rest: secs(dose, "rest"),
        change: secs(dose, "change"),
        order: serde_json::from_value(dose["order"].clone()).expect("an order"),
    }
}

#[test]
fn every_field_of_the_content_is_compared() {
    // A new field of the content must be read and compared before it is listed here.
    let known = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<String>>();
    let found = |things: &[Value]| {
        things.iter().flat_map(|it| it.as_object().expect("a table").keys().cloned()).collect::<BTreeSet<String>>()
    };
    let content = content();
    let movements = list(&content, "movements");
    let routines = list(&content, "routines");
    let of_a_movement = [
        "id",
        "name",
        "aka",
        "phase",
        "family",
        "place",
        "places",
        "kit",
        "needs",
        "areas",
        "works_on",
        "setup",
        "steps",
        "breath",
        "pace",
        "dose",
        "seconds",
        "unit",
        "effort",
        "ease_when",
        "avoid",
        "ease",
        "mistakes",
        "easier",
        "harder",
        "swaps",
        "end_range",
        "warm_up_needed",
        "quiet",
        "note",
        "article",
        "sources",
    ];
    assert_eq!(found(movements), known(&of_a_movement));
    let doses: Vec<Value> = movements.iter().map(|it| it["dose"].clone()).collect();
    let of_a_dose = ["kind", "hold", "per_rep", "reps", "sides", "rest", "change", "setup", "in", "out", "order"];
    assert_eq!(found(&doses), known(&of_a_dose));
    let of_a_routine =
        ["id", "title", "place", "kit", "when", "warm_up", "safety", "options", "article", "level", "seconds", "steps"];
    assert_eq!(found(routines), known(&of_a_routine));
    let steps: Vec<Value> = routines.iter().flat_map(|it| list(it, "steps").iter().cloned()).collect();
    assert_eq!(found(&steps), known(&["movement", "reps", "hold", "setup", "seconds"]));
}

#[test]
fn every_routine_says_what_the_content_says() {
    let (content, library) = (content(), Library::built_in());
    for it in list(&content, "routines") {
        let id = text(it, "id");
        let r = routine(&library, id);
        assert_eq!(r.id.as_str(), id);
        assert_eq!(r.title, text(it, "title"), "{id}");
        assert_eq!(r.place.word(), text(it, "place"), "{id}");
        assert_eq!(r.kit, kit(it), "{id}");
        assert_eq!(r.when, text(it, "when"), "{id}");
        assert_eq!(r.warm_up, text(it, "warm_up"), "{id}");
        assert_eq!(r.safety, text(it, "safety"), "{id}");
        assert_eq!(r.level, text(it, "level"), "{id}");
        assert_eq!(r.article.as_deref(), maybe_text(it, "article"), "{id}");
        let options = it["options"].as_object().expect("a table");
        assert_eq!(r.options.len(), options.len(), "{id}");
        for (movement, option) in &r.options {
            assert_eq!(Some(option.as_str()), options[movement.as_str()].as_str(), "{id}");
        }
        assert_eq!(r.steps.len(), list(it, "steps").len(), "{id}");
        for (step, expected) in r.steps.iter().zip(list(it, "steps")) {
            assert_eq!(*step, step_of(expected), "{id}");
            let movement = library.movement_of(&r, &step.movement).expect("a known movement");
            assert_eq!(step.dose(&movement).total(), secs(expected, "seconds"), "{id} {}", step.movement);
        }
        assert_eq!(r.total, secs(it, "seconds"), "{id}");
    }
}

fn step_of(it: &Value) -> Step {
    let reps = it.get("reps").and_then(Value::as_u64).map(|reps| u32::try_from(reps).expect("a small number"));
    let length = |key: &str| it.get(key).map(|_| secs(it, key));
    Step {
        movement: MovementId::new(text(it, "movement")),
        effort: length("hold"),
        reps,
        sets: None,
        set_rest: None,
        setup: length("setup"),
        rest: None,
        change: None,
        swaps: None,
    }
}

#[test]
fn the_library_is_in_the_order_of_the_content() {
    let (content, library) = (content(), Library::built_in());
    let expected: Vec<&str> = list(&content, "routines").iter().map(|it| text(it, "id")).collect();
    let mut ids: Vec<&str> = library.entries().iter().map(|entry| entry.head.id.as_str()).collect();
    ids.retain(|id| expected.contains(id));
    assert_eq!(ids, expected);
}

#[test]
fn what_the_library_shows_is_what_the_files_say() {
    let library = Library::built_in();
    for entry in library.entries() {
        let (head, routine) = (&entry.head, routine(&library, entry.head.id.as_str()));
        let shown = (&head.title, head.place, &head.kit, head.total);
        assert_eq!(shown, (&routine.title, routine.place, &routine.kit, routine.total), "{}", routine.id);
    }
}

#[test]
fn every_file_on_disk_is_embedded_and_fit_to_be_mailed() {
    let library = Library::built_in();
    let routines: BTreeSet<String> = library.heads().map(|head| head.id.to_string()).collect();
    let movements: BTreeSet<String> = library.movement_ids().iter().map(ToString::to_string).collect();
    for (folder, kind, embedded) in
        [("routines", FileKind::Routine, routines), ("routines/movements", FileKind::Movement, movements)]
    {
        let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        let names: BTreeSet<String> = files.iter().map(|(name, _)| name.replace(".toml", "")).collect();
        assert_eq!(names, embedded, "{folder}");
        for (path, bytes) in files {
            assert!(bytes.len() < FILE_LIMIT);
            let report = library.check(&PersonalFile { path, kind, bytes: Ok(bytes) });
            assert!(report.is_empty(), "{report}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the files on disk are what is compared")]
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    // The page on how a figure is written stands beside the routines.
    let files = entries.filter(|path| path.extension().is_some_and(|it| it == "toml"));
    files
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("the file is readable"))
        })
        .collect()
}

#[test]
fn cues_can_be_read_from_two_metres() {
    let library = Library::built_in();
    let mut seen = BTreeSet::new();
    for id in library.movement_ids() {
        let cue = movement(&library, id.as_str()).cue.to_string();
        let words = cue.split_whitespace().count();
        assert!((1..=12).contains(&words), "{id}: {words} words");
        assert!(!cue.contains('!'), "{id}");
        assert!(cue.ends_with('.'), "{id}");
        assert!(seen.insert(cue), "{id} has the cue of another");
    }
}

#[test]
fn only_what_presses_on_the_back_is_over_something() {
    let library = Library::built_in();
    let content = content();
    let ids = list(&content, "movements").iter().map(|it| text(it, "id"));
    let over: Vec<(&str, Over)> = ids.filter_map(|id| Some((id, movement(&library, id).over?))).collect();
    let expected = [
        ("chair-back-extension", Over::Edge),
        ("wall-chest-lean", Over::Wall),
        ("towel-roll-extension", Over::Towel),
        ("foam-roller-extension", Over::Roller),
        ("foam-roller-release", Over::Roller),
    ];
    assert_eq!(over, expected);
}

#[test]
fn no_text_asks_for_a_pop_or_raises_its_voice() {
    let library = Library::built_in();
    for id in library.movement_ids() {
        let m = movement(&library, id.as_str());
        let lines = m.lines().map(|(_, line)| &**line).chain([&*m.setup, &m.breath, &m.easier, &m.harder, &m.name]);
        for line in m.steps.iter().map(String::as_str).chain(lines) {
            assert!(!line.contains('!'), "{id}: {line}");
            assert!(!line.to_lowercase().contains("pop"), "{id}: {line}");
        }
    }
}
