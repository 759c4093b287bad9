//! What a terminal gets that shows fewer colours, fewer letters, or should be quiet.

use std::thread;

use crate::home::{Home, READY};
use crate::pty::Pty;

const FELT: &str = "How does the upper back feel after that?";

/// One routine from the library to the summary; everything that was written, and how often it rang.
fn walked(home: &Home, args: &str, env: &[(&str, &str)]) -> (String, usize) {
    // Lines need room to be seen all at once.
    let mut command = home.command(args).size(100, if args == "--plain" { 200 } else { 30 });
    for (name, value) in env {
        command = command.env(name, value);
    }
    let mut pty = Pty::spawn_in_shell(&command);
    pty.wait_for("The Chair Stretch");
    pty.send("/quick\r");
    pty.wait_for(if args == "--plain" { "1 routine for quick." } else { "In a test." });
    pty.send("\r");
    pty.wait_for(READY);
    pty.insist("\r", "1 of 2");
    pty.wait_for(FELT);
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    (String::from_utf8(pty.bytes()).expect("text"), pty.bells())
}

/// The numbers of every `ESC [ ... m`.
fn pens(written: &str) -> Vec<Vec<u32>> {
    let sequences = written.split("\x1b[").skip(1);
    let of = |rest: &str| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic())?;
        let (numbers, kind) = rest.split_at(end);
        kind.starts_with('m').then(|| numbers.split([';', ':']).filter_map(|it| it.parse().ok()).collect())
    };
    sequences.filter_map(of).collect()
}

#[test]
fn without_colours_none_is_written_and_what_is_selected_is_still_seen() {
    let home = Home::screened();
    let (written, _) = walked(&home, "", &[("NO_COLOR", "1")]);
    for pen in pens(&written) {
        assert!(pen.iter().all(|number| *number < 30), "{pen:?}");
    }
    assert!(pens(&written).iter().any(|pen| pen.contains(&7) || pen.contains(&1)), "bold or reverse say it");
}

#[test]
fn a_terminal_of_sixteen_colours_gets_the_ones_its_theme_names() {
    let home = Home::screened();
    let (written, _) = walked(&home, "", &[("TERM", "xterm")]);
    let pens = pens(&written);
    for pen in &pens {
        assert!(!pen.iter().any(|number| [38, 48].contains(number)), "{pen:?}");
    }
    let colours = |number: &u32| (30..38).contains(number) || (90..98).contains(number);
    assert!(pens.iter().flatten().any(colours), "there are some");
    // The background is the theme's, so that every theme is readable.
    assert!(!pens.iter().flatten().any(|number| (40..48).contains(number) || (100..108).contains(number)));
}

#[test]
fn where_the_locale_has_no_unicode_every_byte_is_ascii() {
    thread::scope(|scope| {
        for face in ["", "--plain"] {
            for locale in [("LANG", "C"), ("LC_ALL", "POSIX")] {
                scope.spawn(move || {
                    let (written, _) = walked(&Home::screened(), face, &[locale]);
                    let odd: String = written.chars().filter(|letter| !letter.is_ascii()).collect();
                    assert_eq!(odd, "", "{face} {locale:?}");
                });
            }
        }
    });
}

#[test]
fn the_bell_rings_at_the_marks_and_never_when_it_is_quiet() {
    let home = Home::screened();
    let (_, rings) = walked(&home, "", &[]);
    // The last bell rings on while the end is read; whoever leaves cuts it.
    assert!((5..=7).contains(&rings), "thrice at the start, at the end of the first hold, thrice at the end: {rings}");
    let (written, rings) = walked(&home, "--quiet", &[]);
    assert_eq!(rings, 0);
    assert!(!written.contains('\x07'));
}
