//! What README says of keys is what the program has.

use std::collections::BTreeSet;

use unhunch::app::view::View;

use crate::moments;

const README: &str = include_str!("../../README.md");
/// Other names of keys that the program names once.
const ALSO: [&str; 3] = ["Esc", "Ctrl-C", "p"];

/// The keys of the table below a heading.
fn table(heading: &str) -> BTreeSet<&'static str> {
    let below = README.split_once(heading).expect("the heading stands in README").1;
    let rows =
        below.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// `Enter` and `enter` are one key, `v` and `V` are two.
fn one_name(key: &str) -> String {
    if key.chars().count() == 1 { key.to_owned() } else { key.to_lowercase() }
}

/// The keys that a view and the help over it name.
fn named(view: &View) -> impl Iterator<Item = String> {
    let hints = view.keys.iter().map(|hint| hint.name.to_owned());
    let help = view.help.iter().flat_map(|page| &page.paragraphs);
    hints.chain(help.filter_map(|line| Some(line.split_once("  ")?.0.to_owned())))
}

#[test]
fn the_keys_of_a_routine_are_those_that_readme_names() {
    let moments = ["session-set-up", "session-hold", "session-help"].map(moments::named);
    let program: BTreeSet<String> = moments.iter().flat_map(named).map(|key| one_name(&key)).collect();
    let readme: BTreeSet<String> = table("## During a routine").into_iter().map(one_name).collect();
    let missing: Vec<_> =
        program.iter().filter(|key| !readme.contains(*key) && !NOT_OF_A_ROUTINE.contains(&key.as_str())).collect();
    let surplus: Vec<_> = readme
        .iter()
        .filter(|key| !program.contains(*key) && !ALSO.iter().any(|also| also.to_lowercase() == **key))
        .collect();
    assert!(missing.is_empty() && surplus.is_empty(), "README lacks {missing:?} and has {surplus:?}");
}

/// Keys of every screen, which README says once.
const NOT_OF_A_ROUTINE: [&str; 2] = ["q", "any key"];
