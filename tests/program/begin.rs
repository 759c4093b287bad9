//! `unhunch new`: a file that runs, and that an editor knows what to do with.

use std::fs;

use crate::home::Home;
use crate::piped;

#[test]
fn a_new_file_runs_as_it_is_and_names_the_schema_that_lies_beside_it() {
    let home = Home::new();
    let routines = home.data().join("routines");
    for (args, path, directive) in [
        ("new my-back", "my-back.toml", "#:schema ./routine.schema.json\n"),
        ("new my-chair --from chair-stretch", "my-chair.toml", "#:schema ./routine.schema.json\n"),
        ("new --movement my-lean", "movements/my-lean.toml", "#:schema ../movement.schema.json\n"),
    ] {
        let over = piped::run(&home.command(args), "");
        assert_eq!(over.code, Some(0), "{args}: {}", over.complained);
        assert!(over.said.contains(path), "{args}: {}", over.said);
        let text = fs::read_to_string(routines.join(path)).expect("a file");
        assert!(text.starts_with(directive), "{args}: {text}");
    }
    assert!(routines.join("routine.schema.json").is_file() && routines.join("movement.schema.json").is_file());
    let laid_otherwise = piped::run(&home.command("fmt --check"), "").said;
    assert!(!laid_otherwise.contains("my-"), "{laid_otherwise}");
}
