//! Two watchers, three shells and a timer at once: one of them makes the offer.
//!
//! The gate runs a few races; `UNHUNCH_RACES=100 cargo test --test desk races` a hundred.

use std::fs;
use std::process::{Child, Stdio};

use crate::home::Home;

#[test]
fn of_all_who_could_make_an_offer_exactly_one_does() {
    let races = std::env::var("UNHUNCH_RACES").ok().and_then(|races| races.parse().ok()).unwrap_or(5);
    let settings = "busy_command = [\"false\"]\n[nudge]\nhow = [\"status\", \"line\", \"notify\"]\n\
                    notify_command = [\"sh\", \"-c\", \"echo one >> $HOME/offers\"]\n";
    let home = Home::new(settings);
    for race in 0..races {
        home.sat(51);
        fs::remove_file(home.path().join("offers")).ok();
        let start = |words: &str| {
            let mut command = home.command(words).without_terminal();
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
        };
        let words = ["nudge", "watch --once", "nudge", "watch --once", "status", "nudge"];
        let mut started: Vec<Child> = words.into_iter().map(start).collect();
        for child in &mut started {
            child.wait().expect("it ends");
        }
        let offers = fs::read_to_string(home.path().join("offers")).unwrap_or_default();
        assert_eq!(offers, "one\n", "race {race}: {}", home.kept());
    }
}
