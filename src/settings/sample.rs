use super::{KEYS, Settings};

/// A `config.toml` that says what each key does and sets each to its default; one whose default is nothing is commented
/// out.
#[must_use]
pub fn sample() -> String {
    let mut lines =
        vec!["# The settings of unhunch. Every key is optional; what stands here are the defaults.".to_owned()];
    let mut table = "";
    for (key, row) in KEYS.iter().zip(Settings::default().rows()) {
        lines.push(String::new());
        if key.table != table {
            table = key.table;
            lines.push(format!("[{table}]"));
        }
        lines.extend(key.doc.iter().map(|line| format!("#{line}")));
        lines.push(match row.value {
            Some(value) => format!("{} = {value}", key.name),
            None => format!("# {} = {}", key.name, key.example),
        });
    }
    lines.join("\n") + "\n"
}
