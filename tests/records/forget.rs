//! What was forgotten is gone, and stays gone.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use unhunch::shell::folders::Folders;
use unhunch::shell::records::backup::merge_in;
use unhunch::shell::records::export::Export;
use unhunch::shell::records::forget::{Scope, Survey, forget, survey};
use unhunch::shell::records::{replay, whole_journal};

use crate::folder::{Home, now};

fn lived() -> Home {
    let home = Home::new();
    let mut run = home.run(1);
    run.start();
    run.step(0);
    run.session = None;
    run.pop().unwrap();
    run.fact("cat-cow").unwrap();
    home
}

fn files(home: &Home) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![home.folders.data().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            if entry.path().is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    found
}

fn all_forgotten(home: &Home) {
    let opened = home.run(9).opened;
    assert_eq!((opened.journal.len(), opened.facts.len(), opened.damaged.len()), (0, 0, 0));
    assert_eq!(opened.messages, [""; 0]);
    assert_eq!(home.run(9).records.earlier(now()), []);
    assert_eq!(whole_journal(&home.folders).0, []);
    assert_eq!(replay(&home.folders).0, unhunch::journal::Replay::default());
}

#[test]
fn it_is_said_exactly_what_goes() {
    let home = lived();
    home.run_at(7, now() + TimeDelta::days(3)).pop().unwrap();
    fs::write(home.folders.journal().join("README"), "hello").unwrap();
    let mut journal = fs::read(home.journal()).unwrap();
    journal.extend(b"rubbish\n");
    fs::write(home.journal(), journal).unwrap();
    drop(home.run(3));
    let found = survey(&home.folders, Scope::Everything);
    let day = |text: &str| text.parse().unwrap();
    let expected = Survey {
        facts: 1,
        // The session that was left open was closed in between.
        entries: 5,
        sessions: 1,
        days: Some((day("2026-11-21"), day("2026-11-24"))),
        bad: 1,
        files: found.files.clone(),
        stays: found.stays.clone(),
    };
    assert_eq!(found, expected);
    assert_eq!(found.stays.len(), 1);
    let named: Vec<_> =
        files(&home).into_iter().filter(|path| path.extension().is_some_and(|it| it != "lock")).collect();
    let mut gone = found.files.clone();
    gone.sort();
    assert_eq!(gone, named);
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    assert!(gone.iter().all(|path| !path.exists()));
    assert!(home.folders.journal().join("README").exists());
    assert!(survey(&home.folders, Scope::Everything).is_empty());
}

#[test]
fn forgotten_then_merged_it_stays_forgotten() {
    let home = lived();
    let backup = home.root.path().join("backup.jsonl");
    Export::of(&home.folders).write_new(&backup).unwrap();
    let copied: Vec<(PathBuf, Vec<u8>)> =
        files(&home).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    all_forgotten(&home);
    let merged = merge_in(&home.folders, &backup, &mut || 2).unwrap();
    assert_eq!((merged.facts, merged.entries, merged.forgotten), (0, 0, 4));
    all_forgotten(&home);
    // A file sync that brings the old files back does not bring back what was in them either.
    for (path, bytes) in copied {
        fs::write(path, bytes).unwrap();
    }
    all_forgotten(&home);
    let fresh = home.run(10).pop().unwrap();
    assert_eq!(whole_journal(&home.folders).0, [fresh]);
}

#[test]
fn what_is_kept_afterwards_is_kept() {
    let home = lived();
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    let kept = home.run(4).pop().unwrap();
    forget(&home.folders, Scope::Answers, &mut || 1).unwrap();
    assert_eq!(whole_journal(&home.folders).0, [kept]);
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    all_forgotten(&home);
}

#[test]
fn answers_and_history_are_forgotten_apart() {
    for (scope, facts, entries) in [(Scope::Answers, 0, 3), (Scope::History, 1, 0)] {
        let home = lived();
        let found = survey(&home.folders, scope);
        assert_eq!((found.facts, found.entries), (1 - facts, 3 - entries));
        forget(&home.folders, scope, &mut || 1).unwrap();
        let opened = home.run(2).opened;
        // The session that was left open is closed, which is an entry of its own.
        let left = opened.journal.len();
        assert_eq!((opened.facts.len(), left), (facts, if entries > 0 { entries + 1 } else { 0 }), "{scope:?}");
    }
}

#[test]
fn the_list_says_nothing_of_what_was_forgotten() {
    let home = lived();
    let ids: Vec<String> = home.entries().iter().map(|record| record.id.to_string()).collect();
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    for path in files(&home) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!ids.iter().any(|id| text.contains(&id[..12])), "{}", path.display());
        assert!(!text.contains("cat-cow"), "{}", path.display());
    }
    let [list] = &fs::read_dir(home.folders.forgotten()).unwrap().collect::<Vec<_>>()[..] else { panic!("one list") };
    assert_eq!(fs::read_to_string(list.as_ref().unwrap().path()).unwrap().lines().count(), 4);
}

#[test]
fn while_a_copy_runs_nothing_is_forgotten() {
    let home = lived();
    let mut run = home.run(2);
    run.pop().unwrap();
    let error = forget(&home.folders, Scope::Everything, &mut || 1).unwrap_err();
    assert!(error.why().contains("another copy of unhunch is running"), "{error}");
    drop(run);
    assert!(!home.folders.forgotten().exists());
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    all_forgotten(&home);
}

#[test]
fn what_another_machine_forgot_is_forgotten_here_too_once_they_are_merged() {
    let (here, there) = (lived(), Home::new());
    let own = here.root.path().join("own");
    fs::create_dir(&own).unwrap();
    merge_in(&there.folders, here.folders.data(), &mut || 9).unwrap();
    forget(&there.folders, Scope::Everything, &mut || 9).unwrap();
    let kept = here.run(5).pop().unwrap();
    let merged = merge_in(&here.folders, there.folders.data(), &mut || 9).unwrap();
    assert_eq!(merged.forgotten_there, 4);
    let left = whole_journal(&here.folders).0;
    // The end that closed the session had not been merged before it was forgotten there.
    assert!(left.contains(&kept) && left.len() == 2, "{left:?}");
    assert!(here.run(6).opened.facts.is_empty());
}

/// Every file operation of forgetting may be the last: what is left of the steps after it is made up at the next launch.
#[test]
fn cut_off_anywhere_it_is_brought_to_its_end_at_the_next_launch() {
    let home = lived();
    let machine = home.run(1).ids.machine().clone();
    let before: Vec<(PathBuf, Vec<u8>)> = files(&home)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "jsonl"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    forget(&home.folders, Scope::Everything, &mut || 1).unwrap();
    let put_back =
        |files: &[(PathBuf, Vec<u8>)]| files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    for removed in 0..=before.len() {
        put_back(&before);
        fs::write(home.folders.forgotten().join(format!("{machine}.unfinished")), "everything").unwrap();
        before.iter().take(removed).for_each(|(path, _)| fs::remove_file(path).unwrap());
        all_forgotten(&home);
        assert!(before.iter().all(|(path, _)| !path.exists()), "{removed}");
        assert!(!home.folders.forgotten().join(format!("{machine}.unfinished")).exists());
    }
    // A mark whose list was not written yet: nothing that was kept goes.
    put_back(&before);
    for entry in fs::read_dir(home.folders.forgotten()).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    fs::write(home.folders.forgotten().join(format!("{machine}.unfinished")), "everyth").unwrap();
    let opened = home.run(3).opened;
    assert_eq!((opened.facts.len(), opened.journal.len()), (1, 4));
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_through_a_link() {
    use std::os::unix::fs::symlink;
    let home = lived();
    let elsewhere = home.root.path().join("elsewhere");
    fs::rename(home.journal(), &elsewhere).unwrap();
    let bytes = fs::read(&elsewhere).unwrap();
    symlink(&elsewhere, home.folders.journal().join("0123456789abcdef-2026.jsonl")).unwrap();
    let found = survey(&home.folders, Scope::Everything);
    assert_eq!((found.entries, found.stays.len()), (0, 1), "{found:?}");
    let error = forget(&home.folders, Scope::Everything, &mut || 1).unwrap_err();
    assert!(error.why().contains("symlink"), "{error}");
    assert_eq!(fs::read(&elsewhere).unwrap(), bytes);
    assert!(home.run(4).opened.facts.is_empty(), "the rest is forgotten");
}

#[test]
fn there_is_nothing_to_forget_in_a_new_home() {
    let folders = Folders::under(Path::new("/nowhere/at/all"));
    assert!(survey(&folders, Scope::Everything).is_empty());
}
