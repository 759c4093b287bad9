use std::fs;
use std::path::Path;

use unhunch::shell::records::{Opened, Records};

use crate::folder::{Fact, Home, now};

#[test]
fn what_was_kept_is_read_at_the_next_launch() {
    let home = Home::new();
    let mut run = home.run(1);
    assert!(run.opened.messages.is_empty(), "{:?}", run.opened.messages);
    let (pop, fact) = (run.pop().unwrap(), run.fact("cat-cow").unwrap());
    drop(run);
    let next = home.run(2);
    assert_eq!(next.opened.journal, [pop]);
    assert_eq!(next.opened.facts, [fact]);
    assert!(next.opened.damaged.is_empty() && next.opened.messages.is_empty());
}

#[test]
fn looking_around_leaves_no_record() {
    let home = Home::new();
    drop(home.run(1));
    assert!(!home.folders.data().exists());
}

#[test]
fn two_copies_write_two_files_and_the_first_is_free_again_when_its_copy_ended() {
    let home = Home::new();
    let (mut first, mut second, mut third) = (home.run(1), home.run(2), home.run(3));
    assert_eq!(first.ids.machine(), second.ids.machine());
    for run in [&mut first, &mut second, &mut third] {
        run.pop().unwrap();
        run.fact("cat-cow").unwrap();
    }
    let machine = first.ids.machine().clone();
    let names = |home: &Home| -> Vec<_> {
        home.journals().iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let mut three = ["", ".2", ".3"].map(|number| format!("{machine}-2026{number}.jsonl")).to_vec();
    three.sort();
    assert_eq!(names(&home), three);
    drop(first);
    home.run(4).pop().unwrap();
    assert_eq!(names(&home), three);
    let opened = home.run(5).opened;
    assert_eq!((opened.journal.len(), opened.facts.len()), (4, 3));
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let mut run = home.run(1);
    run.pop().unwrap();
    run.fact("cat-cow").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut seen = 0;
    for folder in [home.folders.data().to_owned(), home.folders.journal(), home.folders.facts()] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|it| it.path().is_file()) {
            assert_eq!(mode(&entry.path()), 0o600, "{}", entry.path().display());
            seen += 1;
        }
    }
    assert_eq!(seen, 6, "two files of facts, one of the journal, and their locks");
    assert_eq!(mode(&home.folders.machine_file()), 0o600);
    // A file that a sync or a copy made readable for others is closed again before something is written to it.
    fs::set_permissions(home.journal(), fs::Permissions::from_mode(0o644)).unwrap();
    drop(run);
    home.run(2).pop().unwrap();
    assert_eq!(mode(&home.journal()), 0o600);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_symlink() {
    use std::os::unix::fs::symlink;
    let home = Home::new();
    home.run(1).pop().unwrap();
    let (journal, elsewhere) = (home.journal(), home.root.path().join("elsewhere"));
    fs::rename(&journal, &elsewhere).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    symlink(&elsewhere, &journal).unwrap();
    let mut run = home.run(2);
    assert!(run.opened.failed.is_some() && run.opened.messages.is_empty(), "{:?}", run.opened.messages);
    let error = run.pop().unwrap_err().to_string();
    assert!(error.contains("symlink"), "{error}");
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
    // Put right while the program runs, and the record goes on, with what was owed.
    fs::remove_file(&journal).unwrap();
    run.pop().unwrap();
    assert_eq!(home.entries().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_folder_of_ours_that_is_a_symlink_is_refused_and_one_above_it_is_not() {
    use std::os::unix::fs::symlink;
    let home = Home::new();
    let (real, data) = (home.root.path().join("real"), home.folders.data().to_owned());
    fs::create_dir(&real).unwrap();
    symlink(&real, &data).unwrap();
    home.run(1).pop().unwrap();
    assert_eq!(home.entries().len(), 1);
    fs::rename(real.join("journal"), home.root.path().join("elsewhere")).unwrap();
    symlink(home.root.path().join("elsewhere"), real.join("journal")).unwrap();
    let mut run = home.run(2);
    let failed = run.opened.failed.take().unwrap();
    assert!(failed.why().contains("symlink"), "{failed}");
    assert!(run.pop().unwrap_err().why().contains("symlink"));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_a_message_and_no_panic() {
    let home = Home::new();
    let machine = home.run(1).ids.machine().clone();
    fs::create_dir_all(home.folders.journal().join(format!("{machine}-2026.jsonl"))).unwrap();
    let mut run = home.run(2);
    let failed = run.opened.failed.take().unwrap();
    assert_eq!(run.opened.messages, [""; 0]);
    assert!(failed.why().contains("not a plain file"), "it is known before: {failed}");
    assert!(run.pop().is_err());
    assert!(run.fact("cat-cow").is_ok(), "the other record goes on");
}

#[test]
fn a_file_put_in_the_place_of_ours_while_we_run_is_the_one_we_go_on_with() {
    let home = Home::new();
    let mut run = home.run(1);
    run.pop().unwrap();
    let journal = home.journal();
    let copy = home.root.path().join("copy");
    fs::copy(&journal, &copy).unwrap();
    fs::rename(&copy, &journal).unwrap();
    run.pop().unwrap();
    fs::remove_file(&journal).unwrap();
    run.pop().unwrap();
    assert_eq!(home.entries().len(), 1, "what someone deleted is gone, what came after is kept");
}

#[test]
fn a_torn_last_line_is_ended_and_costs_itself_only() {
    let home = Home::new();
    let kept: Vec<_> = {
        let mut run = home.run(1);
        (0..3).map(|_| run.pop().unwrap()).collect()
    };
    let journal = home.journal();
    let whole = fs::read(&journal).unwrap();
    let last_two = whole.len() / 3;
    for cut in last_two..=whole.len() {
        fs::write(&journal, &whole[..cut]).unwrap();
        let mut run = home.run(2);
        let next = run.pop().unwrap();
        let entries = home.entries();
        let (last, before) = entries.split_last().unwrap();
        assert_eq!(*last, next, "cut at {cut}");
        assert!(!before.is_empty() && kept.starts_with(before), "cut at {cut}");
        assert!(fs::read(&journal).unwrap().starts_with(&whole[..cut]), "nothing is cut away");
    }
}

#[test]
fn without_a_folder_the_program_runs_and_says_why_nothing_is_kept() {
    let (mut records, opened): (_, Opened<Fact>) = Records::open(Err("there is no home folder"), now(), &mut || 1);
    assert_eq!(opened.messages, [""; 0]);
    assert_eq!(opened.failed.unwrap().to_string(), "the record could not be kept: there is no home folder");
    let mut ids = opened.ids;
    let fact = unhunch::journal::Record::new(&mut ids, now(), None, Fact::SetAside { movement: "cat-cow".into() });
    assert_eq!(records.keep_facts(&[fact]).unwrap_err().why(), "there is no home folder");
}

#[test]
fn an_entry_that_fits_in_no_line_is_refused_before_it_is_written() {
    let home = Home::new();
    let mut run = home.run(1);
    run.fact("cat-cow").unwrap();
    assert!(run.fact(&"x".repeat(70_000)).is_err());
    run.fact("open-book").unwrap();
    assert_eq!(home.run(2).opened.facts.len(), 2);
}
