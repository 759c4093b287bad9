//! The commands that README shows are commands of the program, with flags that they take; and it shows each of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::home::Home;
use crate::piped;

const README: &str = include_str!("../../README.md");

/// Every `unhunch ...` of the blocks of commands, and of the text, as words up to a remark, a pipe or a `--`.
fn shown() -> Vec<Vec<&'static str>> {
    let in_blocks = README.split("```").skip(1).step_by(2).flat_map(str::lines);
    let in_text = README.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2));
    let commands = in_blocks.chain(in_text).filter_map(|line| {
        let at = line.find("unhunch ").filter(|at| *at == 0 || line.as_bytes()[at - 1] != b'/')?;
        let words = line[at..].split_whitespace().skip(1);
        Some(words.take_while(|word| !word.starts_with(['#', '|', ')']) && *word != "--").collect())
    });
    commands.filter(|words: &Vec<_>| words.first().is_some_and(|word| word.is_ascii() && word.len() > 1)).collect()
}

/// What `--help` of a command says.
fn help(home: &Home, command: &str) -> String {
    let over = piped::run(&home.command(&format!("{command} --help")), "");
    assert_eq!(over.code, Some(0), "`unhunch {command}` is no command");
    over.said
}

/// The commands that the help lists.
fn listed(help: &str) -> BTreeSet<&str> {
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let first = rows.filter_map(|row| row.strip_prefix("  ")?.split(' ').next());
    first.filter(|name| !name.is_empty() && *name != "help").collect()
}

#[test]
fn the_commands_that_readme_shows_are_the_programs() {
    let home = Home::new();
    let whole = help(&home, "");
    let commands = listed(&whole);
    let mut helps: BTreeMap<&str, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut named = BTreeSet::new();
    for words in shown() {
        let command = words.iter().copied().find(|word| commands.contains(word)).unwrap_or("");
        named.insert(command);
        if command.is_empty() && words.first().is_some_and(|word| !word.starts_with("--")) {
            wrong.push(format!("`unhunch {}` is no command", words.join(" ")));
            continue;
        }
        let said = helps.entry(command).or_insert_with(|| help(&home, command));
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            let flag = flag.split(['=', '[']).next().unwrap_or(flag).trim_end_matches([',', '.', ';', ')']);
            if !said.contains(flag) && !whole.contains(flag) {
                wrong.push(format!("`unhunch {}`: {flag}", words.join(" ")));
            }
        }
    }
    let unsaid: Vec<_> = commands.iter().filter(|command| !named.contains(*command)).collect();
    assert!(wrong.is_empty() && unsaid.is_empty(), "{}\nnot shown: {unsaid:?}", wrong.join("\n"));
}
