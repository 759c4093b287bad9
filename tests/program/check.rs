//! `unhunch check`: what is told of files, wherever they come from, and what the exit code says.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use serde_json::Value;

use crate::home::{Home, QUICK, assert_plain};
use crate::piped::{self, Over};

fn check(home: &Home, args: &str) -> Over {
    piped::run(&home.command(&format!("check {args}")), "")
}

/// A home with one sound file.
fn quick_only() -> Home {
    let home = Home::new();
    fs::remove_file(home.data().join("routines").join("held.toml")).expect("a file");
    home
}

fn own(home: &Home) -> String {
    home.data().join("routines").display().to_string()
}

#[test]
fn sound_files_are_said_to_be_and_are_exit_code_0() {
    let home = quick_only();
    let over = check(&home, "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_eq!(over.said, "1 file: no problems.\n");
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/routines");
    let over = check(&home, &format!("--deny warnings {built_in}"));
    assert_eq!((over.code, over.said.as_str()), (Some(0), "63 files: no problems.\n"));
}

#[test]
fn an_empty_folder_is_said_to_be_and_is_no_failure() {
    let home = Home::new();
    fs::remove_dir_all(home.data()).expect("a folder");
    let over = check(&home, "");
    assert_eq!(over.code, Some(0));
    assert!(over.said.contains("no files of your own") && over.said.contains("unhunch new"), "{}", over.said);
    assert!(!home.data().exists() && !home.state().exists(), "nothing was made");
}

#[test]
fn all_problems_of_all_files_are_said_in_one_go_and_are_exit_code_2() {
    let home = quick_only();
    home.put_routine("one.toml", QUICK.replace("\"quick\"", "\"one\"").replace("eye-reset", "eye-rset").as_bytes());
    home.put_routine("two.toml", QUICK.replace("\"quick\"", "\"two\"").replace("\"1s\"", "1").as_bytes());
    let over = check(&home, "");
    assert_eq!(over.code, Some(2));
    for text in ["one.toml:16:12", "two.toml:13:8", "two.toml:18:8", "3 files: 3 errors.", "--explain U012"] {
        assert!(over.said.contains(text), "{text:?} is missing:\n{}", over.said);
    }
    assert_plain(over.said.as_bytes());
    let short = check(&home, "--format short");
    assert_eq!(short.said.lines().count(), 3);
    assert!(short.said.contains("did you mean `eye-reset`?"), "{}", short.said);
    let github = check(&home, "--format github");
    assert!(github.said.lines().all(|line| line.starts_with("::error file=")), "{}", github.said);
    assert!(github.said.contains(",line=16,col=12,title=U021::no movement"), "{}", github.said);
    let json: Value = serde_json::from_str(&check(&home, "--format json").said).expect("JSON");
    assert_eq!((&json["errors"], &json["files"]), (&Value::from(3), &Value::from(3)));
    assert_eq!(json["problems"][0]["code"], "U021");
}

#[test]
fn a_warning_fails_only_where_it_is_asked_to() {
    let home = Home::new();
    home.put_routine("held.toml", crate::home::HELD.as_bytes());
    assert_eq!(check(&home, "").code, Some(0));
    let over = check(&home, "--deny warnings");
    assert_eq!(over.code, Some(2));
    assert!(over.said.contains("warning[U062]"), "{}", over.said);
}

#[test]
fn a_file_comes_through_the_pipe_too() {
    let home = Home::new();
    let over = piped::run(&home.command("check - --format short"), &QUICK.replace("place", "plaec"));
    assert_eq!(
        (over.code, over.said.as_str()),
        (Some(2), "<stdin>:3:1: error[U011]: unknown key `plaec` in a routine; did you mean `place`?\n")
    );
    let over = piped::run(&home.command("check -"), QUICK);
    assert_eq!((over.code, over.said.as_str()), (Some(0), "1 file: no problems.\n"));
}

#[test]
fn every_code_is_explained_and_another_is_not() {
    let home = Home::new();
    let over = check(&home, "--explain u040");
    assert_eq!(over.code, Some(0));
    assert!(over.said.starts_with("U040: the end of a range without a warm-up\n"), "{}", over.said);
    assert!(check(&home, "--explain all").said.lines().count() > 40);
    let over = check(&home, "--explain U999");
    assert_eq!((over.code, over.said.as_str()), (Some(2), ""));
    assert!(over.complained.contains("there is no code `U999`"), "{}", over.complained);
}

/// What cannot be kept in a repository: folders, links and pipes called like files, files without end.
#[test]
fn what_is_no_file_is_one_problem_each_and_the_rest_is_checked() {
    let home = Home::new();
    let folder = Path::new(&own(&home)).to_owned();
    fs::create_dir(folder.join("a-folder.toml")).expect("a folder");
    symlink("a-loop.toml", folder.join("a-loop.toml")).expect("a link");
    symlink("nowhere.toml", folder.join("a-dangling-link.toml")).expect("a link");
    symlink("/dev/zero", folder.join("a-device.toml")).expect("a link");
    let pipe = folder.join("a-pipe.toml");
    piped::run(&crate::pty::Command::new("mkfifo").arg(&pipe), "");
    let locked = home.put_routine("a-locked-file.toml", QUICK.as_bytes());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("a file");
    fs::write(folder.join("a-long-line.toml"), vec![b'x'; 10 << 20]).expect("a file");
    let almost = format!("kit = \"{}\"\n", "x".repeat((256 << 10) - 9));
    fs::write(folder.join("a-line-of-256-kib.toml"), almost).expect("a file");
    symlink("..", folder.join("up")).expect("a link");

    let over = check(&home, "--format short");
    assert_eq!((over.code, over.complained.as_str()), (Some(2), ""));
    let mut seen = over.said.replace(&format!("{}/", own(&home)), "");
    if fs::read(&locked).is_ok() {
        // Nothing is locked for root.
        seen = seen.replace(
            "a-locked-file.toml:1:6: error[U006]: the id is `quick`, the file is called `a-locked-file.toml`; write `id = \"a-locked-file\"`, or rename the file to `quick.toml`",
            LOCKED,
        );
        let lines: Vec<&str> = seen.lines().filter(|line| !line.contains("error[U007]: the id `quick`")).collect();
        seen = lines.join("\n") + "\n";
    }
    crate::golden::check("check/no-file", &seen);
    // A walk from above goes round no circle.
    let over = check(&home, &format!("{} --format short", home.data().display()));
    assert_eq!(over.said.matches("U002").count(), 1, "{}", over.said);
}

const LOCKED: &str = "a-locked-file.toml: error[U001]: the file cannot be read: permission denied; give yourself the right to read it: `chmod u+r FILE`";

#[test]
fn a_name_that_is_nothing_is_a_problem_and_a_file_named_twice_is_one() {
    let home = quick_only();
    let over = check(&home, "/nowhere/at/all.toml --format short");
    assert_eq!(over.code, Some(2));
    assert!(over.said.contains("no such file or directory; look at the spelling"), "{}", over.said);
    let quick = format!("{}/quick.toml", own(&home));
    let over = check(&home, &format!("{quick} {} {quick}", own(&home)));
    assert_eq!((over.code, over.said.as_str()), (Some(0), "1 file: no problems.\n"));
}

#[test]
fn colours_are_for_a_terminal_that_has_some() {
    let home = Home::new();
    home.put_routine("quick.toml", QUICK.replace("place", "plaec").as_bytes());
    let pty = crate::pty::Pty::spawn(&home.command("check"));
    pty.wait_for("did you mean `place`?");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("\u{1b}["), "colours");
    drop(pty);
    let pty = crate::pty::Pty::spawn(&home.command("check").env("NO_COLOR", "1"));
    pty.wait_for("did you mean `place`?");
    assert!(!pty.bytes().contains(&0x1b), "no colours");
}

#[test]
fn what_new_writes_is_sound_and_nothing_is_overwritten() {
    let home = Home::new();
    let over = piped::run(&home.command("new my-back"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert!(over.said.contains("my-back.toml"), "{}", over.said);
    let over = piped::run(&home.command("new --movement side-lean"), "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    let over = piped::run(&home.command("new wall-two --from wall-stretch"), "");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    let over = check(&home, "--deny warnings --format short");
    assert_eq!(
        over.said.lines().filter(|line| !line.starts_with("held.toml") && !line.contains("/held.toml")).count(),
        0,
        "{}",
        over.said
    );
    let over = piped::run(&home.command("new my-back"), "");
    assert_eq!(over.code, Some(2));
    assert!(over.complained.contains("is there already; `unhunch edit my-back` opens it"), "{}", over.complained);
    let over = piped::run(&home.command("new chair-stretch"), "");
    assert!(over.code == Some(2) && over.complained.contains("`unhunch edit chair-stretch` makes it yours"));
    let over = piped::run(&home.command("new my-neck --stdout"), "");
    assert!(over.code == Some(0) && over.said.contains("id = \"my-neck\""));
    assert!(!home.data().join("routines").join("my-neck.toml").exists());
}

#[test]
fn edit_copies_a_built_in_once_and_checks_what_was_saved() {
    let home = Home::new();
    let editor = home.data().join("breaks-it");
    fs::write(&editor, "#!/bin/sh\nsed -i 's/place = /plaec = /' \"$1\"\n").expect("a file");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("a file");
    let run = |with: &str| piped::run(&home.command("edit wall-stretch").env("EDITOR", with), "");
    let over = run("true");
    assert_eq!(over.code, Some(0), "{}", over.complained);
    assert!(over.complained.contains("it is copied to") && over.said.contains("no problems"), "{}", over.said);
    let over = run(&editor.display().to_string());
    assert_eq!(over.code, Some(2));
    assert!(over.said.contains("did you mean `place`?"), "{}", over.said);
    let over = run("");
    assert_eq!(over.code, Some(1));
    assert!(over.complained.contains("no editor is named; set one, like `EDITOR=nano`"), "{}", over.complained);
    let over = piped::run(&home.command("edit chair-strech").env("EDITOR", "true"), "");
    assert!(over.code == Some(2) && over.complained.contains("did you mean"), "{}", over.complained);
}
