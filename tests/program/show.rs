//! `unhunch show`.

use crate::home::{Home, assert_plain};
use crate::piped;
use crate::pty::Pty;

#[test]
fn a_movement_is_played_with_its_words_and_q_leaves_with_0() {
    let home = Home::new();
    let mut pty = Pty::spawn_in_shell(&home.command("show wall-chest-lean"));
    pty.wait_for("Plant both feet");
    pty.assert_borrowed();
    let before = std::cell::OnceCell::new();
    pty.wait_until("the figure to move", |screen| {
        let text = screen.contents();
        *before.get_or_init(|| text.clone()) != text
    });
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert!(!home.state().exists(), "nothing was written");
}

#[test]
fn a_movement_is_told_in_a_pipe_and_its_poses_are_words() {
    let home = Home::new();
    let over = piped::run(&home.command("show knees-to-chest"), "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert!(over.said.contains("Set-up: Lie on your back on a firm floor"), "{}", over.said);
    assert!(over.said.contains("\nPoses: "), "{}", over.said);
    assert!(!over.said.chars().any(|it| ('\u{2800}'..='\u{28ff}').contains(&it)), "{}", over.said);
}

#[test]
fn one_picture_is_printed_in_the_size_that_is_asked_for() {
    let home = Home::new();
    for (args, size) in [
        ("show cat-cow --frame 0.5 --size 48x20", (48, 20)),
        ("show cat-cow --frame 1", (48, 20)),
        ("show wall-angels --size 24x10", (24, 10)),
        ("show open-book --still --size 80x30", (80, 30)),
    ] {
        let over = piped::run(&home.command(args), "");
        assert_eq!((over.code, over.complained.as_str()), (Some(0), ""), "{args}");
        let widest = over.said.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= size.0 && widest > size.0 / 2, "{args}: {widest}");
        assert_eq!(over.said.lines().count(), size.1, "{args}");
        assert_plain(over.said.as_bytes());
    }
}

#[test]
fn a_routine_of_the_same_name_comes_first_and_a_picture_means_the_movement() {
    let home = Home::new();
    let said = |args: &str| piped::run(&home.command(args), "").said;
    assert!(said("show cat-cow").contains("Shoulder rolls"));
    assert!(said("show cat-cow --movement").contains("round the back"));
    assert!(!said("show cat-cow --frame 0").contains("Shoulder rolls"));
}

#[test]
fn what_cannot_be_shown_is_one_message_and_exit_code_2() {
    let home = Home::new();
    let rows = [
        ("show", "<NAME>"),
        ("show cat-cw", "there is no routine or movement called `cat-cw`; did you mean `cat-cow`?"),
        ("show --movement cat-cw", "there is no movement called `cat-cw`; did you mean `cat-cow`?"),
        ("show zzzzzzzzz", "there is no routine or movement called `zzzzzzzzz`"),
        ("show evil\u{1b}[31m", "called `evil\u{fffd}[31m`"),
        ("show cat-cow --frame 2", "expected a number from 0 to 1"),
        ("show cat-cow --frame -0.1", "expected a number from 0 to 1"),
        ("show cat-cow --frame nan", "expected a number from 0 to 1"),
        ("show cat-cow --frame half", "expected a number from 0 to 1"),
        ("show cat-cow --size 48", "expected columns and rows, such as 48x20"),
        ("show cat-cow --size 23x10", "expected from 24x10 to 400x200"),
        ("show cat-cow --size 9999999x10", "expected columns and rows, such as 48x20"),
        ("show chair-stretch --frame 0", "there is no movement called `chair-stretch`"),
    ];
    for (args, complained) in rows {
        let over = piped::run(&home.command(args), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{args}: {}", over.complained);
        assert!(over.complained.contains(complained), "{args}: {}", over.complained);
        assert_plain(over.complained.as_bytes());
    }
}
