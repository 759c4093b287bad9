//! `unhunch fmt`: files are laid out where they lie, or it is said why not.

use std::fs;

use crate::home::{Home, QUICK};
use crate::piped;

/// A home whose one file of the person's is laid out otherwise.
fn untidy() -> (Home, std::path::PathBuf) {
    let home = Home::new();
    fs::remove_file(home.data().join("routines").join("held.toml")).expect("a file");
    let untidy = format!("# mine\n{}", QUICK.replace(" = ", "=").replace("\n\n", "\n\n\n"));
    let path = home.put_routine("quick.toml", untidy.as_bytes());
    (home, path)
}

#[test]
fn a_file_is_laid_out_where_it_lies_and_once_is_enough() {
    let (home, path) = untidy();
    let over = piped::run(&home.command("fmt"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert_eq!(over.said, format!("{}\n", path.display()));
    assert_eq!(fs::read_to_string(&path).expect("a file"), laid());
    let again = piped::run(&home.command("fmt"), "");
    assert_eq!((again.code, again.said.as_str()), (Some(0), ""));
}

/// What becomes of the untidy file: a step's keys stand in the order of the house.
fn laid() -> String {
    format!("# mine\n{}", QUICK.replace("setup = \"0s\"\nhold = \"1s\"\n", "hold = \"1s\"\nsetup = \"0s\"\n"))
}

#[test]
fn a_hook_is_told_which_files_would_change_and_none_does() {
    let (home, path) = untidy();
    let before = fs::read(&path).expect("a file");
    let over = piped::run(&home.command("fmt --check"), "");
    assert_eq!((over.code, over.said), (Some(2), format!("{}\n", path.display())));
    assert_eq!(fs::read(&path).expect("a file"), before);
}

#[test]
fn what_comes_through_the_pipe_goes_out_laid_out() {
    let (home, _) = untidy();
    let over = piped::run(&home.command("fmt -"), "title='A' # short\n\n\nid =   \"a\"\n");
    assert_eq!((over.code, over.said.as_str()), (Some(0), "id = \"a\"\ntitle = 'A' # short\n"));
}

#[test]
fn a_file_that_cannot_be_read_stays_as_it_is_and_the_others_are_laid_out() {
    let (home, path) = untidy();
    let broken = home.put_routine("broken.toml", b"id=\"broken\ntitle = \"A\"\n");
    let over = piped::run(&home.command("fmt"), "");
    assert_eq!(over.code, Some(2));
    assert!(over.complained.contains("error[U004]"), "{}", over.complained);
    assert!(over.complained.contains("broken.toml stays as it is"), "{}", over.complained);
    assert_eq!(fs::read(&broken).expect("a file"), b"id=\"broken\ntitle = \"A\"\n");
    assert_eq!(fs::read_to_string(&path).expect("a file"), laid());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_not_written_to_another() {
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::new();
    let folder = home.data().join("routines");
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"a\xff.toml")), "a=1\n").expect("a file");
    let over = piped::run(&home.command("fmt"), "");
    assert_eq!(over.code, Some(1));
    assert!(over.complained.contains("cannot be written"), "{}", over.complained);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 3);
}
