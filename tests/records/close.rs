use std::fs;
use std::sync::Barrier;

use chrono::TimeDelta;
use unhunch::journal::{EndHow, Ended, Entry, Record, Replay, SessionId};

use crate::folder::{Home, now};

fn ends(records: &[Record<Entry>], session: &SessionId) -> Vec<EndHow> {
    let of = records.iter().filter(|record| record.session.as_ref() == Some(session));
    let end = |record: &Record<Entry>| if let Entry::Ended(ended) = &record.what { Some(ended.how) } else { None };
    of.filter_map(end).collect()
}

#[test]
fn a_session_left_open_is_closed_at_the_next_launch_in_its_own_file() {
    let home = Home::new();
    let session = {
        let mut run = home.run(1);
        let session = run.start();
        run.step(0);
        session
    };
    let later = now() + TimeDelta::minutes(10);
    let run = home.run_at(2, later);
    assert_eq!(ends(&run.opened.journal, &session), [EndHow::Closed]);
    assert_eq!(ends(&home.entries(), &session), [EndHow::Closed]);
    assert_eq!(home.journals().len(), 1);
    let replay = Replay::of(run.opened.journal);
    let resumable = replay.resumable(later, run.ids.machine()).unwrap();
    assert_eq!((resumable.session, resumable.step), (session.clone(), 1));
    home.run(3);
    assert_eq!(ends(&home.entries(), &session).len(), 1);
}

#[test]
fn a_session_of_a_copy_that_runs_is_neither_closed_nor_taken_up() {
    let home = Home::new();
    let mut run = home.run(1);
    let session = run.start();
    let other = home.run(2);
    assert_eq!(ends(&home.entries(), &session), []);
    assert_eq!(other.opened.busy, std::slice::from_ref(&session));
    let quit = Ended {
        how: EndHow::Quit,
        work: TimeDelta::zero().to_std().unwrap(),
        active: TimeDelta::zero().to_std().unwrap(),
        step: None,
        last: None,
        during: None,
    };
    run.keep(Entry::Ended(quit)).unwrap();
    let other = home.run(3);
    let machine = other.ids.machine().clone();
    let mut replay = Replay::of(other.opened.journal);
    assert!(replay.resumable(now(), &machine).is_some());
    other.opened.busy.into_iter().for_each(|session| replay.mark_busy(session));
    assert_eq!(replay.resumable(now(), &machine), None);
}

#[test]
fn a_session_of_another_machine_is_left_to_it() {
    let home = Home::new();
    let session = home.run(1).start();
    fs::remove_file(home.folders.machine_file()).unwrap();
    let run = home.run(7);
    assert!(run.opened.journal.iter().all(|record| record.machine != *run.ids.machine()));
    assert_eq!(ends(&home.entries(), &session), []);
}

#[test]
fn copies_that_start_at_once_close_a_session_once() {
    for round in 0..20 {
        let home = Home::new();
        let sessions: Vec<SessionId> = {
            // Two copies died, so that two files are left open.
            let (mut first, mut second) = (home.run(1), home.run(2));
            vec![first.start(), second.start()]
        };
        let start = Barrier::new(4);
        std::thread::scope(|scope| {
            for copy in 0..4 {
                let (home, start) = (&home, &start);
                scope.spawn(move || {
                    start.wait();
                    let mut run = home.run(10 + copy);
                    run.pop().unwrap();
                });
            }
        });
        for session in &sessions {
            assert_eq!(ends(&home.entries(), session), [EndHow::Closed], "round {round}");
        }
    }
}

#[test]
fn an_end_that_is_old_news_in_a_file_nobody_writes_stays_the_only_one() {
    let home = Home::new();
    let session = {
        let (_first, mut second) = (home.run(1).pop().map(|_| ()), home.run(2));
        second.start()
    };
    home.run(3);
    {
        let mut run = home.run(4);
        for _ in 0..2_500 {
            run.pop().unwrap();
        }
    }
    home.run(5);
    assert_eq!(ends(&home.entries(), &session), [EndHow::Closed]);
}
