//! `unhunch journal` and `unhunch me --forget`.

use std::fs;

use crate::home::{Home, assert_plain};
use crate::piped::{self, Over};

fn entry(id: &str, day: &str) -> String {
    format!(
        "{{\"v\":2,\"id\":\"{id}\",\"at\":\"{day}T09:30:00.000+01:00\",\"machine\":\"00000000000000aa\",\"kind\":\"popped\"}}\n"
    )
}

fn journal(home: &Home, text: &str) {
    fs::create_dir_all(home.data().join("journal")).expect("a folder");
    fs::write(home.data().join("journal/00000000000000aa-2026.jsonl"), text).expect("a file");
}

fn ran(home: &Home, args: &str, input: &str) -> Over {
    let over = piped::run(&home.command(args), input);
    assert_plain(over.said.as_bytes());
    assert_plain(over.complained.as_bytes());
    over
}

#[test]
fn verify_says_what_is_there_and_its_exit_code_whether_all_of_it_can_be_read() {
    let home = Home::screened();
    journal(&home, &(entry("a", "2026-11-20") + &entry("b", "2026-11-21")));
    let over = ran(&home, "journal verify", "");
    assert_eq!((over.code, over.complained.as_str()), (Some(0), ""));
    assert!(
        over.said.contains("  journal/00000000000000aa-2026.jsonl: 2 entries, 2026-11-20 to 2026-11-21\n"),
        "{}",
        over.said
    );
    assert!(over.said.ends_with("3 facts, 2 entries, 0 sessions.\nEverything can be read.\n"), "{}", over.said);
    journal(&home, &(entry("a", "2026-11-20") + "\x1b[2Jrubbish\n"));
    let over = ran(&home, "journal verify", "");
    assert_eq!(over.code, Some(2));
    assert!(over.said.contains("1 line that cannot be read\n    line 2: not JSON\n"), "{}", over.said);
    let elsewhere = ran(&Home::new(), &format!("journal verify {}", home.data().display()), "");
    assert_eq!((elsewhere.code, elsewhere.said), (Some(2), over.said));
    let nowhere = ran(&home, "journal verify /nowhere/at/all", "");
    assert_eq!(nowhere.complained, "unhunch: there is no folder `/nowhere/at/all`\n");
    assert_eq!(nowhere.code, Some(2));
}

#[test]
fn what_is_exported_here_is_merged_there() {
    let (home, there) = (Home::screened(), Home::new());
    journal(&home, &entry("a", "2026-11-20"));
    let printed = ran(&home, "journal export", "");
    assert_eq!((printed.code, printed.said.lines().count()), (Some(0), 4));
    let file = home.data().join("backup.jsonl");
    let over = ran(&home, &format!("journal export {}", file.display()), "");
    assert_eq!(over.said, format!("4 lines in {}\n", file.display()));
    assert_eq!(fs::read_to_string(&file).expect("a file"), printed.said);
    let over = ran(&home, &format!("journal export {}", file.display()), "");
    assert_eq!(over.code, Some(1));
    assert!(over.complained.contains("nothing is written over it"), "{}", over.complained);
    let over = ran(&there, &format!("journal merge {}", file.display()), "");
    assert_eq!((over.code, over.said.as_str()), (Some(0), "3 facts and 1 entry came in; 0 known already.\n"));
    let over = ran(&there, &format!("journal merge {}", home.data().display()), "");
    assert_eq!((over.code, over.said.as_str()), (Some(0), "0 facts and 0 entries came in; 4 known already.\n"));
    let over = ran(&home, &format!("journal merge {}", home.data().display()), "");
    assert_eq!(over.complained, "unhunch: that is where the records are already\n");
    assert_eq!(over.code, Some(2));
}

#[test]
fn forgetting_says_what_it_removes_and_asks() {
    let home = Home::screened();
    journal(&home, &(entry("a", "2026-11-20") + &entry("b", "2026-11-21")));
    for answer in ["n\n", "\n", "", "what\n"] {
        let over = ran(&home, "me --forget", answer);
        assert_eq!(over.code, Some(0), "{answer:?}");
        assert!(over.said.contains("what you answered and what was decided: 3 facts"), "{}", over.said);
        assert!(over.said.contains("what was done: 0 sessions, 2 entries"), "{}", over.said);
        assert!(over.said.contains(&home.facts_file().display().to_string()), "{}", over.said);
        assert!(over.said.ends_with("Nothing was removed.\n"), "{}", over.said);
        assert!(home.facts_file().exists());
    }
    let over = ran(&home, "me --forget", "y\n");
    assert!(over.said.ends_with("It is forgotten.\n"), "{}", over.said);
    assert_eq!((over.code, home.facts_file().exists(), home.journal().len()), (Some(0), false, 0));
    assert_eq!(ran(&home, "me --forget", "").said, "There is nothing to forget.\n");
    assert!(home.data().join("routines/quick.toml").exists());
}

#[test]
fn part_of_it_can_be_forgotten_without_being_asked() {
    let home = Home::screened();
    journal(&home, &entry("a", "2026-11-20"));
    let over = ran(&home, "me --forget=history --yes", "");
    assert_eq!(over.code, Some(0));
    assert!(!over.said.contains("Type y") && over.said.contains("Your answers stay"), "{}", over.said);
    assert_eq!((home.journal().len(), home.facts().len()), (0, 3));
    let over = ran(&home, "me --forget=answers --yes", "");
    assert_eq!((over.code, home.facts().len()), (Some(0), 0));
    assert_eq!(ran(&home, "me --yes", "").code, Some(2));
    assert_eq!(ran(&home, "me --forget=more", "").code, Some(2));
}
