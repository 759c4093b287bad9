use crate::app::view::Page;

/// A text in full, a line each for its title and its paragraphs.
pub(super) fn whole(page: &Page) -> Vec<String> {
    let mut lines = Vec::new();
    match (page.title.is_empty(), page.of) {
        (true, _) => {}
        (false, None) => lines.push(page.title.clone()),
        (false, Some((number, of))) => lines.push(format!("{} {number} of {of}.", super::sentence(&page.title))),
    }
    lines.extend(page.paragraphs.iter().flat_map(|text| text.split('\n')).map(spoken));
    lines
}

/// A help line without its columns: `space, p    pause` is said `space, p: pause`.
fn spoken(line: &str) -> String {
    match line.split_once("  ") {
        Some((label, rest)) if !label.is_empty() => format!("{label}: {}", rest.trim_start()),
        _ => line.to_owned(),
    }
}
