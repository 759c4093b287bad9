//! Broken routine files: named on the command line, and lying among the person's own.

use crate::home::{Home, QUICK, assert_plain};
use crate::piped;
use crate::pty::Pty;

/// A broken file: its name, its bytes, and what is said about it, the place first.
struct Broken {
    name: &'static str,
    bytes: Vec<u8>,
    says: &'static [&'static str],
}

fn broken() -> Vec<Broken> {
    let sound = |name: &str| QUICK.replacen("\"quick\"", &format!("\"{name}\""), 1);
    let with = |name: &'static str, out: &str, put: &str, says| {
        let text = sound(name);
        assert!(text.contains(out), "{name}");
        Broken { name, bytes: text.replacen(out, put, 1).into_bytes(), says }
    };
    let mut not_utf8 = with(
        "not-utf8",
        "In a test.",
        "In a #test.",
        &[":5:14", "error[U003]", "0xff", "save the file as UTF-8"] as &[_],
    );
    let at = not_utf8.bytes.iter().position(|byte| *byte == b'#').expect("the mark");
    not_utf8.bytes[at] = 0xff;
    let mut large = sound("five-megabytes").into_bytes();
    large.resize(5 << 20, b'#');
    vec![
        with("bad-amount", "hold = \"1s\"", "hold = 20", &[":13:8", "error[U012]", "^^", "write `\"20s\"`"]),
        with(
            "end-range",
            "movement = \"eye-reset\"",
            "movement = \"chair-back-extension\"",
            &[":16:12", "error[U040]", "^^^", "put warm-up steps before it"],
        ),
        with("escapes", "Quick one", "Quick\\u001b[31m \u{202e}one", &[":2:", "error[U005]", "^", "delete it"]),
        Broken {
            name: "five-megabytes",
            bytes: large,
            says: &["error[U002]", "larger than 256 KiB", "is it the right file?"],
        },
        not_utf8,
        with("syntax", "\"Quick one\"", "\"Quick one", &[":2:", "error[U004]", "^", "write `title = \"Quick one\"`"]),
        with(
            "ten-hours",
            "hold = \"1s\"",
            "hold = \"10h\"",
            &[":13:8", "error[U031]", "^^^^^", "write `\"10m\"` or less"],
        ),
        with("unknown-key", "place", "plaec", &[":3:1", "error[U011]", "^^^^^", "did you mean `place`?"]),
        with(
            "unknown-movement",
            "eye-reset",
            "eye-rset",
            &[":16:12", "error[U021]", "^^^", "did you mean `eye-reset`?"],
        ),
    ]
}

#[test]
fn run_says_where_what_and_how_to_mend_it_and_exits_with_2() {
    let home = Home::screened();
    for Broken { name, bytes, says } in broken() {
        let path = home.put_routine(&format!("../{name}.toml"), &bytes);
        let over = piped::run(&home.command("run").arg(&path), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{name}");
        for text in says {
            assert!(over.complained.contains(text), "{name}: {text:?} is missing:\n{}", over.complained);
        }
        assert!(over.complained.contains(&format!("{name}.toml")), "{name}:\n{}", over.complained);
        assert!(over.complained.contains("= help: "), "{name}:\n{}", over.complained);
        assert_plain(over.complained.as_bytes());
        assert!(!over.complained.contains('\u{202e}'), "{name}");
    }
    assert_eq!(home.told(), [""; 0]);
}

#[test]
fn run_says_all_problems_of_a_file_at_once() {
    let home = Home::screened();
    let text =
        QUICK.replace("place", "plaec").replace("eye-reset", "eye-rset").replace("hold = \"1s\"", "hold = \"10h\"");
    let path = home.put_routine("../quick.toml", text.as_bytes());
    let over = piped::run(&home.command("run").arg(&path), "");
    assert_eq!(over.code, Some(2));
    for problem in ["did you mean `place`?", ":13:8", ":16:12", ":18:8"] {
        assert!(over.complained.contains(problem), "{problem:?} is missing:\n{}", over.complained);
    }
    assert_eq!(over.complained.matches("error[").count(), 4, "{}", over.complained);
}

#[test]
fn among_the_own_files_each_is_a_row_with_its_problems_and_the_rest_works() {
    let home = Home::screened();
    let files = broken();
    for Broken { name, bytes, .. } in &files {
        home.put_routine(&format!("{name}.toml"), bytes);
    }
    let pipe = home.data().join("routines").join("pipe.toml");
    piped::run(&crate::pty::Command::new("mkfifo").arg(&pipe), "");
    std::fs::create_dir(home.data().join("routines").join("folder.toml")).expect("a folder");
    std::os::unix::fs::symlink("/dev/zero", home.data().join("routines").join("zero.toml")).expect("a symlink");

    // By name, the problems of one.
    for Broken { name, says, .. } in &files {
        let over = piped::run(&home.command("run").arg(name), "");
        assert_eq!((over.code, over.said.as_str()), (Some(2), ""), "{name}");
        for text in *says {
            assert!(over.complained.contains(text), "{name}: {text:?} is missing:\n{}", over.complained);
        }
    }

    // In the library: a row each, readable by moving to it.
    let mut pty = Pty::spawn_in_shell(&home.command("").size(140, 60));
    pty.wait_for("The Chair Stretch");
    let rows = files.len() + 3;
    pty.wait_until("a row for each", |screen| screen.contents().matches("problem").count() == rows);
    pty.send("\x1b[F");
    for _ in 0..rows + 2 {
        pty.send("k");
    }
    for Broken { name, says, .. } in &files {
        let mut found = false;
        pty.send("/");
        pty.send(name);
        pty.send("\r");
        pty.wait_until(name, |screen| {
            found = says.iter().skip(1).all(|text| flat(&screen.contents()).contains(&flat(text)));
            found
        });
        pty.send("\r");
        pty.wait_until("its page", |screen| !screen.contents().contains("minutes"));
        pty.send("\x1b");
        pty.wait_for("minutes");
        pty.send("\x1b");
        pty.wait_for("The Chair Stretch");
    }
    // The rest works.
    pty.send("/quick\r");
    pty.wait_for("In a test.");
    pty.send("\r");
    pty.wait_for(crate::home::READY);
    pty.send("q");
    assert_eq!(pty.wait_for_status(0), 0);
    pty.assert_given_back();
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains('\u{202e}'), "nothing turns the writing round");
    assert_eq!(home.told(), [""; 0]);
}

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}
