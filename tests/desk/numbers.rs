//! What the desk may cost, as numbers of a release build on a quiet machine. They are no part of the gate, because a busy machine
//! would turn them red:
//!
//! ```text
//! cargo build --release
//! UNHUNCH_TEST_PROGRAM=$PWD/target/release/unhunch cargo test --test desk numbers -- --ignored --nocapture --test-threads 1
//! ```
//!
//! Each number is the best of several alternating runs: what else the machine does only ever adds to it.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::home::Home;
use crate::pty::{Command, Ended, Pty};
use crate::years;

/// A hundred megabytes in lines, as a build with too much to say writes them.
const SPEAKS: &str =
    "yes 'warning: unused variable: `x` in a line of about eighty columns, as they are' | head -c 100000000";

/// How long a command takes in a window of its own, at best.
fn in_a_window(times: u32, command: &dyn Fn() -> Command) -> Duration {
    let once = || {
        let began = Instant::now();
        let pty = Pty::spawn(&command());
        assert_eq!(pty.wait_for_end_within(Duration::from_secs(120)), Ended::Code(0));
        began.elapsed()
    };
    (0..times).map(|_| once()).min().expect("at least once")
}

/// How long a command takes without a terminal, at best.
fn outside(times: u32, command: &dyn Fn() -> Command) -> Duration {
    let once = || {
        let mut command = command().without_terminal();
        let began = Instant::now();
        let over = command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("it runs");
        assert!(over.success());
        began.elapsed()
    };
    (0..times).map(|_| once()).min().expect("at least once")
}

fn bare(words: &[&str]) -> Command {
    words[1..].iter().fold(Command::new(words[0]), Command::arg)
}

fn beside(home: &Home, options: &str, words: &[&str]) -> Command {
    words.iter().fold(home.command(&format!("during {options} --")), Command::arg)
}

/// A number that the kernel says of a process: kilobytes or switches.
fn number(said: &str, name: &str) -> u64 {
    let line = said.lines().find_map(|line| line.strip_prefix(name)).expect("the kernel says it");
    line.trim_start_matches(':').split_whitespace().next().expect("a number").parse().expect("a number")
}

#[test]
#[ignore = "a number of the release build on a quiet machine"]
fn a_command_that_ends_at_once_costs_ten_milliseconds_more() {
    let home = Home::new("");
    for (place, run) in [
        ("in a window", in_a_window as fn(u32, &dyn Fn() -> Command) -> Duration),
        ("without one", outside as fn(u32, &dyn Fn() -> Command) -> Duration),
    ] {
        let alone = run(40, &|| bare(&["true"]));
        let with = run(40, &|| beside(&home, "", &["true"]));
        println!("{place}: true {alone:?}, during -- true {with:?}");
        assert!(with <= alone + Duration::from_millis(10));
    }
}

#[test]
#[ignore = "a number of the release build on a quiet machine"]
fn a_hundred_megabytes_take_at_most_1_6_times_as_long() {
    let home = Home::new("");
    let speaks = home.path().join("speaks");
    fs::write(&speaks, SPEAKS).expect("a file");
    let speaks = ["sh", &speaks.to_string_lossy()];
    // A terminal that only takes what is written, so that its own work is not what is measured.
    let taken = |command: Command| command.in_script("exec script -qec \"stty rows 24 cols 80; exec $*\" /dev/null");
    let alone = outside(5, &|| taken(bare(&speaks)));
    let before = outside(5, &|| taken(beside(&home, "--after 1h", &speaks)));
    let coached = outside(5, &|| taken(beside(&home, "--after 0s --when-done leave", &speaks)));
    println!("alone {alone:?}, before the coach came {before:?}, beside the coach {coached:?}");
    assert!(before.as_secs_f64() <= 1.6 * alone.as_secs_f64());
    assert!(coached.as_secs_f64() <= 1.6 * alone.as_secs_f64());
}

#[test]
#[ignore = "a number of the release build on a quiet machine"]
fn the_status_takes_five_milliseconds_with_ten_years_of_records() {
    let home = Home::new("");
    years::put(&home.path().join("data"), 250_000, chrono::Local::now().fixed_offset());
    home.sat(20);
    let took = outside(40, &|| home.command("status"));
    println!("status {took:?}");
    assert!(took <= Duration::from_millis(5));
}

#[test]
#[ignore = "a number of the release build, and a minute long"]
fn a_watcher_wakes_twice_a_minute_and_takes_six_megabytes() {
    let home = Home::new("");
    home.sat(20);
    // The shell waits and asks the kernel. What the process waits for by itself is what wakes it; the disk's answers are not.
    let script = "strace -f -qq -e trace=clock_nanosleep,nanosleep,poll,ppoll,pselect6,epoll_wait -o $HOME/waits \"$@\" & \
                  sleep 5; wc -l < $HOME/waits; sleep 60; wc -l < $HOME/waits; cat /proc/$(pgrep -P $!)/status; kill $(pgrep -P $!)";
    let over = home.command("watch").in_script(script).without_terminal().output().expect("it runs");
    let said = String::from_utf8(over.stdout).expect("text");
    let mut counts = said.lines().map_while(|line| line.trim().parse::<u64>().ok());
    let (before, after) = (counts.next().expect("a count"), counts.next().expect("a count"));
    let woken = after - before;
    let memory = number(&said, "VmHWM");
    println!("watch: {woken} wake-ups in a minute, {memory} KiB at most");
    assert!(woken <= 2 && memory <= 6 * 1024);
}
