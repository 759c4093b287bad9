use super::*;

fn read(text: &str) -> (Settings, Vec<String>) {
    let (settings, report) = Settings::read("config.toml", Ok(text.as_bytes()));
    (settings, report.lines())
}

#[test]
fn the_sample_says_exactly_the_defaults() {
    let (settings, problems) = read(&sample());
    assert_eq!(problems, [""; 0]);
    let values = |settings: &Settings| settings.rows().into_iter().map(|row| (row.key, row.value)).collect::<Vec<_>>();
    assert_eq!(values(&settings), values(&Settings::default()));
    let silent: Vec<_> =
        settings.rows().into_iter().filter(|row| row.by == By::Default && row.value.is_some()).collect();
    assert_eq!(silent, [], "every default is written in it");
}

#[test]
fn every_example_of_a_key_is_a_value_that_is_taken() {
    for key in KEYS {
        let header = if key.table.is_empty() { String::new() } else { format!("[{}]\n", key.table) };
        let (settings, problems) = read(&format!("{header}{} = {}", key.name, key.example));
        assert_eq!(problems, [""; 0], "{}", key.path());
        let row = settings.rows().into_iter().find(|row| row.key == key.path()).expect("every key has a row");
        assert_eq!((row.value.as_deref(), row.by), (Some(key.example), By::File));
        let default = Settings::default().rows().into_iter().find(|row| row.key == key.path());
        assert_ne!(default.and_then(|row| row.value), row.value, "{}: the example is the default", key.path());
    }
}

#[test]
fn a_key_without_its_table_is_told_which_one_it_belongs_to() {
    for key in KEYS.iter().filter(|key| !key.table.is_empty()) {
        let (_, report) = Settings::read("config.toml", Ok(format!("{} = {}", key.name, key.example).as_bytes()));
        let [said] = report.short().try_into().expect("one problem");
        assert!(
            said.contains("put the line below a line `[") && said.contains(&format!("`[{}]`", key.table)),
            "{said}"
        );
    }
}

#[test]
fn an_empty_file_says_nothing() {
    assert_eq!(read(""), (Settings::default(), Vec::new()));
}

#[test]
fn a_key_with_a_mistake_keeps_its_default_and_costs_no_other() {
    let (settings, problems) =
        read("longer_holds = true\nemergency_number = 112\n[figure]\nfps = 31\nstil = true\n[sound]\nbell = false\n");
    assert_eq!(
        problems,
        [
            "config.toml:2:20: error[U012]: expected a text in quotes for `emergency_number`, found the number 112",
            "config.toml:4:7: error[U015]: `fps` is 31: expected a number from 0 to 30",
            "config.toml:5:1: error[U011]: unknown key `stil` in `[figure]`",
        ]
    );
    let mut expected = Settings::default();
    expected.longer_holds.set(true, By::File);
    expected.bell.set(false, By::File);
    assert_eq!(settings, expected);
}

#[test]
fn of_a_file_that_is_not_toml_nothing_is_taken() {
    let (settings, problems) = read("longer_holds = true\n[figure\nfps = 3\n");
    assert_eq!(settings, Settings::default());
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn a_word_for_a_missing_word_is_suggested() {
    let (_, report) = Settings::read("config.toml", Ok(b"[look]\ncolours = \"non\"\n"));
    assert_eq!(
        report.problems()[0].hint.as_deref(),
        Some("did you mean `none`? It is one of: auto, none, 16, 256, true")
    );
}

#[test]
fn the_number_to_call_is_one_line_that_cannot_deceive() {
    let (settings, problems) = read("emergency_number = \" 112 \"");
    assert_eq!((settings.emergency_number.value, problems.len()), (Some(Text("112".to_owned())), 0));
    for bad in ["\"\"", "\"1\\u001b[2J\"", &format!("\"{}\"", "1".repeat(61)), "\"1\\u202e2\""] {
        let (settings, problems) = read(&format!("emergency_number = {bad}"));
        assert_eq!(problems.len(), 1, "{bad}: {problems:?}");
        let number = settings.emergency_number.value.map(|text| text.0).unwrap_or_default();
        assert_eq!(number, crate::units::text::clean(&number), "{bad}");
    }
}
