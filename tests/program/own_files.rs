//! The person's own files: read after the first picture, and again when one is saved.

use std::fs;

use crate::home::{Home, QUICK};
use crate::pty::Pty;

fn titled(title: &str) -> String {
    QUICK.replace("Quick one", title)
}

fn leave(mut pty: Pty) {
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
}

#[test]
fn a_file_that_is_saved_while_the_library_is_open_is_read_again() {
    let home = Home::screened();
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("Quick one");
    pty.send("/quick\r");
    pty.wait_for("In a test.");
    let path = home.put_routine("quick.toml", titled("Quicker one").as_bytes());
    pty.wait_for("Quicker one");
    home.put_routine("quick.toml", b"id = \"quick\"\ntitel = \"x\"\n");
    pty.wait_for("unknown key `titel`");
    // As an editor saves: beside it, and moved into its place.
    let beside = path.with_extension("toml~");
    fs::write(&beside, titled("Third one")).expect("a file");
    fs::rename(&beside, &path).expect("it moves");
    pty.wait_for("Third one");
    fs::remove_file(&path).expect("it goes");
    pty.wait_until("it is gone", |screen| !screen.contents().contains("Third one"));
    leave(pty);
}

#[test]
fn the_first_file_in_a_folder_that_was_not_there_is_heard_of() {
    let home = Home::screened();
    fs::remove_dir_all(home.data().join("routines")).expect("it goes");
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("The Chair Stretch");
    home.put_routine("quick.toml", titled("A new one").as_bytes());
    pty.send("/new");
    pty.wait_for("A new one");
    pty.send("\r");
    leave(pty);
}

#[test]
fn what_is_saved_elsewhere_is_read_when_the_library_is_come_back_to() {
    let home = Home::screened();
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("The Chair Stretch");
    pty.send("l");
    pty.wait_until("the cards", |screen| !screen.contents().contains("The Chair Stretch"));
    home.put_routine("quick.toml", titled("Changed one").as_bytes());
    pty.send("\x1b");
    pty.wait_for("Changed one");
    leave(pty);
}

#[test]
fn a_thousand_routines_are_all_there_and_the_first_picture_does_not_wait_for_them() {
    let home = Home::screened();
    for number in 0..1_000 {
        let text = titled(&format!("Own number {number}"));
        home.put_routine(
            &format!("own-{number}.toml"),
            text.replace("\"quick\"", &format!("\"own-{number}\"")).as_bytes(),
        );
    }
    let mut pty = Pty::spawn_in_shell(&home.command(""));
    pty.wait_for("The Chair Stretch");
    pty.send("/own number 777");
    pty.wait_for("Own number 777");
    pty.send("\r");
    leave(pty);
}
