//! `unhunch export`, `unhunch import` and `unhunch schema`.

use std::fs;
use std::path::PathBuf;

use crate::home::{Home, assert_plain};
use crate::piped::{self, Over};
use crate::pty::{Command, Pty};

fn run(home: &Home, args: &[&str]) -> Over {
    let command = args.iter().fold(home.command(""), Command::arg);
    piped::run(&command, "")
}

/// A file on its way, with these lines in its head.
fn parcel(home: &Home, id: &str, head: &str) -> PathBuf {
    let path = home.data().join(format!("from-a-friend-{id}.toml"));
    let text = format!(
        "id = \"{id}\"\ntitle = \"A gift\"\nplace = \"chair\"\n{head}\n[[steps]]\nmovement = \"posture-reset\"\n"
    );
    fs::write(&path, text).expect("a file");
    path
}

fn own(home: &Home, id: &str) -> PathBuf {
    home.data().join("routines").join(format!("{id}.toml"))
}

#[test]
fn an_exported_routine_comes_home_through_import() {
    let home = Home::new();
    let file = home.data().join("away.toml").display().to_string();
    let over = run(&home, &["export", "cat-cow", "-o", &file]);
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert!(over.said.contains("Cat-Cow, 5 steps, "), "{}", over.said);
    let printed = run(&home, &["export", "cat-cow", "--stdout"]);
    assert_eq!(fs::read_to_string(&file).expect("text"), printed.said);

    let again = run(&home, &["export", "cat-cow", "-o", &file]);
    assert_eq!(again.code, Some(2));
    assert!(again.complained.contains("is there already"), "{}", again.complained);

    let over = run(&home, &["import", &file, "--yes"]);
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    for said in
        ["Cat-Cow (cat-cow)", "It takes the place of the built-in routine `cat-cow`.", "the same as here", "Copied"]
    {
        assert!(over.said.contains(said), "{said}: {}", over.said);
    }
    let kept = fs::read_to_string(own(&home, "cat-cow")).expect("text");
    assert_eq!(kept, format!("#:schema ./routine.schema.json\n{}", printed.said));
    assert!(home.data().join("routines/routine.schema.json").is_file(), "an editor finds the schema");
    let again = run(&home, &["export", "cat-cow", "--stdout"]);
    assert_eq!(again.said, printed.said, "what came home is exported as it came");
}

#[test]
fn author_source_licence_and_what_has_no_tags_are_shown_before_anything_is_copied() {
    let home = Home::new();
    let movement = "[[movement]]\nid = \"lean\"\nname = \"Lean\"\nphase = \"stretch\"\nfamily = \"flex\"\nplaces = [\"chair\"]\n\
                    end_range = false\nsetup = \"Sit.\"\nsteps = [\"Lean.\"]\ncue = \"Lean.\"\neffort = 3\navoid = []\n\
                    [movement.dose]\nhold = \"20s\"\n";
    let head = "author = \"Ann, physiotherapist\"\nlicence = \"CC BY 4.0\"\nsources = [\"a book\"]\n";
    let path = parcel(&home, "gift", head);
    let text = fs::read_to_string(&path).expect("text") + movement;
    fs::write(&path, text).expect("a file");
    let over = run(&home, &["import", &path.display().to_string()]);
    assert_eq!(over.code, Some(2), "nobody is there to be asked");
    for said in ["Ann, physiotherapist", "CC BY 4.0", "a book", "Lean (lean): new; no tags given", "gift.toml"] {
        assert!(over.said.contains(said), "{said}: {}", over.said);
    }
    assert!(over.complained.contains("`--yes` copies without asking"), "{}", over.complained);
    assert!(!own(&home, "gift").exists());
    let over = run(&home, &["import", &parcel(&home, "bare", "").display().to_string(), "--yes"]);
    assert!(over.said.contains("author    not said"), "{}", over.said);
}

#[test]
fn on_a_terminal_only_a_yes_copies() {
    let home = Home::new();
    let path = parcel(&home, "gift", "");
    for (answer, code, copied) in [("\r", 0, false), ("n\r", 0, false), ("y\r", 0, true)] {
        let mut pty = Pty::spawn_in_shell(&home.command("import").arg(&path));
        pty.wait_for("Copy it? [y/N]");
        pty.send(answer);
        assert_eq!(pty.wait_for_status(0), code, "{answer:?}");
        assert_eq!(own(&home, "gift").exists(), copied, "{answer:?}");
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_it_was_said() {
    let home = Home::new();
    let path = parcel(&home, "quick", "").display().to_string();
    let before = fs::read_to_string(own(&home, "quick")).expect("text");
    let over = run(&home, &["import", &path]);
    assert!(over.said.contains("It replaces your own file of that name."), "{}", over.said);
    assert_eq!(fs::read_to_string(own(&home, "quick")).expect("text"), before);
    let over = run(&home, &["import", &path, "--yes"]);
    assert_eq!(over.code, Some(0), "{}", over.complained);
    assert_ne!(fs::read_to_string(own(&home, "quick")).expect("text"), before);
}

#[test]
#[cfg(unix)]
fn nothing_is_copied_through_a_symlink() {
    let home = Home::new();
    let target = home.data().join("precious");
    fs::write(&target, "precious").expect("a file");
    std::os::unix::fs::symlink(&target, own(&home, "gift")).expect("a link");
    let over = run(&home, &["import", &parcel(&home, "gift", "").display().to_string(), "--yes"]);
    assert_eq!(over.code, Some(2));
    assert!(over.complained.contains("a symlink is there"), "{}", over.complained);
    assert_eq!(fs::read_to_string(&target).expect("text"), "precious");
}

#[test]
fn a_hostile_or_broken_file_is_shown_harmlessly_and_not_copied() {
    let home = Home::new();
    for head in ["kit = \"\\u001b[2J\\u202e\"", "kit = \"\u{202e}x\"", "kit = \"\u{9b}2J\"", "kit = \"open"] {
        let path = parcel(&home, "gift", head).display().to_string();
        let over = run(&home, &["import", &path, "--yes"]);
        assert_eq!(over.code, Some(2), "{head}: {}", over.said);
        assert_plain(over.said.as_bytes());
        assert_plain(over.complained.as_bytes());
        assert!(!over.complained.contains('\u{202e}') && !over.complained.contains('\u{9b}'), "{}", over.complained);
        assert!(over.complained.contains("error[U"), "{}", over.complained);
        assert!(!own(&home, "gift").exists());
    }
    let huge = home.data().join("huge.toml");
    fs::write(&huge, vec![b'#'; 10 << 20]).expect("a file");
    let over = run(&home, &["import", &huge.display().to_string(), "--yes"]);
    assert!(over.code == Some(2) && over.complained.contains("U002"), "{}", over.complained);
    let over = run(&home, &["import", "/dev/zero", "--yes"]);
    assert!(over.code == Some(2) && over.complained.contains("cannot be read"), "{}", over.complained);
}

#[test]
fn a_name_that_leads_elsewhere_is_no_id() {
    let home = Home::new();
    for id in ["../../evil", "/etc/evil", ".hidden"] {
        let path = home.data().join("x.toml");
        fs::write(
            &path,
            format!("id = \"{id}\"\ntitle = \"x\"\nplace = \"chair\"\n[[steps]]\nmovement = \"posture-reset\"\n"),
        )
        .expect("a file");
        let over = run(&home, &["import", &path.display().to_string(), "--yes"]);
        assert!(over.code == Some(2) && over.complained.contains("U022"), "{id}: {}", over.complained);
    }
}

#[test]
fn each_schema_is_printed() {
    let home = Home::new();
    for kind in ["routine", "movement", "config"] {
        let over = run(&home, &["schema", kind]);
        assert_eq!(over.code, Some(0));
        let schema: serde_json::Value = serde_json::from_str(&over.said).expect("it is JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{kind}");
    }
}
