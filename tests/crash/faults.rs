//! A disk that fails: full, short writes, errors, read-only, no permission. What was acknowledged is there.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::folder::Home;
use crate::{Dice, assert_kept, child, how_many, said};

/// System calls on a record, and how each may fail.
const FAULTS: [(&str, &[&str]); 5] = [
    ("write", &["ENOSPC", "EIO", "EROFS", "EDQUOT", "EFBIG", "EINTR"]),
    ("fdatasync", &["EIO", "ENOSPC", "EINTR", "EROFS"]),
    ("openat", &["EACCES", "EROFS", "ENOSPC", "EMFILE", "EIO"]),
    ("lseek", &["EIO"]),
    ("read", &["EIO", "EINTR"]),
];
/// How many entries a child keeps.
const KEEPS: usize = 12;

/// Whether a program that lets system calls fail can be used here: not everybody may watch another process.
pub(crate) fn can_trace() -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    strace.status().is_ok_and(|status| status.success())
}

/// Runs a child under this command and checks what it says was kept; says how much was kept and how much was not.
fn keeps_what_it_says(home: &Home, before: &str) -> (usize, usize) {
    let mut copy = child(home, "appends_and_says_so", before, KEEPS);
    let heard: Vec<_> = said(&mut copy).collect();
    assert!(copy.wait().unwrap().success(), "{before}: the child died");
    assert_eq!(heard.len(), KEEPS, "{before}");
    let kept: Vec<String> = heard.iter().filter(|(word, _)| word == "kept").map(|(_, id)| id.clone()).collect();
    assert_kept(home, &kept, before);
    (kept.len(), KEEPS - kept.len())
}

fn shown(path: &Path) -> String {
    format!("'{}'", path.display())
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn whichever_system_call_fails_what_was_acknowledged_is_there() {
    if !can_trace() {
        println!("nothing was injected: there is no strace that may trace");
        return;
    }
    let mut dice = Dice::new(3);
    let rounds = how_many();
    let (mut kept, mut failed) = (0, 0);
    for round in 0..rounds {
        let home = Home::new();
        home.run(1).pop().unwrap();
        // Every call with every error in turn, at a random place: once, or for a while.
        let all: Vec<_> = FAULTS.iter().flat_map(|(call, errors)| errors.iter().map(move |it| (call, it))).collect();
        let (call, error) = all[round % all.len()];
        let first = 1 + dice.below(16);
        let places = match dice.below(3) {
            0 => format!("{first}"),
            // A call that is interrupted is made again: one that always is would be made for ever.
            _ if *error == "EINTR" => format!("{first}..{}", first + dice.below(6)),
            1 => format!("{first}..{}", first + dice.below(6)),
            _ => format!("{first}+{}", 1 + dice.below(4)),
        };
        let before = format!(
            "exec strace -f -qq -o /dev/null -e trace={call} -P {} -e inject={call}:error={error}:when={places}",
            shown(&home.journal())
        );
        let (some, others) = keeps_what_it_says(&home, &before);
        (kept, failed) = (kept + some, failed + others);
    }
    assert!(kept > 0 && failed > rounds / 10, "{kept} {failed}");
    println!(
        "{rounds} injected faults: {kept} entries were acknowledged and are there, {failed} were said to have failed"
    );
}

#[test]
#[expect(clippy::print_stdout, reason = "it prints what it did")]
fn wherever_a_file_may_grow_no_further_what_was_acknowledged_is_there() {
    let runs = Command::new("prlimit").arg("true").stdout(Stdio::null()).status();
    if !runs.is_ok_and(|status| status.success()) {
        println!("nothing was cut short: there is no prlimit");
        return;
    }
    let home = Home::new();
    let first = home.run(1).pop().unwrap().line().unwrap().len();
    // Lines are cut at a thousand places, or fifty of them.
    let limits = how_many();
    let (mut kept, mut failed) = (0, 0);
    for limit in 0..limits {
        let home = Home::new();
        home.run(1).pop().unwrap();
        let before = format!("exec prlimit --fsize={}", first + 1 + limit * 1_000 / limits);
        let (some, others) = keeps_what_it_says(&home, &before);
        (kept, failed) = (kept + some, failed + others);
    }
    assert!(kept > 0 && failed > 0);
    println!(
        "{limits} short writes: {kept} entries were acknowledged and are there, {failed} were said to have failed"
    );
}
