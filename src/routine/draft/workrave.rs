use roxmltree::{Document, Node, ParsingOptions};

use super::{Exercise, Found, Sides, cut, sentences};
use crate::units::text;

/// The most elements, texts and attributes that are looked at.
const NODES: u32 = 20_000;
/// The most attributes of an element: each is compared with all before it.
const ATTRIBUTES: usize = 1_000;

/// Reads Workrave's `exercises.xml`: `<exercises>` of `<exercise>` with `<title>`, `<description>` and
/// `<sequence duration="40">` of `<image src="..." duration="10" mirrorx="yes"/>`. A picture that comes mirrored too means
/// both sides, which share the time.
///
/// # Errors
/// When it is no such file: why, in words. Entities and document types are not read.
pub fn workrave(bytes: &[u8]) -> Result<Found, String> {
    let source = std::str::from_utf8(bytes).map_err(|_not_utf8| "it is not text in UTF-8".to_owned())?;
    // In an attribute a `<` is written otherwise: what has more of these before the next one has too many.
    let has_many = |element: &str| element.bytes().filter(|byte| *byte == b'=').count() > ATTRIBUTES;
    if source.bytes().filter(|byte| *byte == b'<').count() > NODES as usize || source.split('<').any(has_many) {
        return Err("there is more in it than any list of exercises has".to_owned());
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(source, options)
        .map_err(|error| format!("it is not XML: {}", text::clean(&error.to_string())))?;
    let root = document.root_element();
    if root.tag_name().name() != "exercises" {
        let name = cut(root.tag_name().name(), 40);
        return Err(format!("it begins with `<{name}>`, and Workrave's exercises with `<exercises>`"));
    }
    let mut found = Found { title: Some("Workrave's exercises".to_owned()), ..Found::default() };
    for node in root.children().filter(|node| node.has_tag_name("exercise")) {
        found.add(exercise(node));
    }
    if found.exercises.is_empty() { Err("there is no `<exercise>` in it".to_owned()) } else { Ok(found) }
}

fn exercise(node: Node<'_, '_>) -> Exercise {
    let sequence = node.children().find(|child| child.has_tag_name("sequence"));
    let secs = sequence.and_then(|it| it.attribute("duration")).and_then(|secs| secs.trim().parse::<u32>().ok());
    let mirrored = |image: Node<'_, '_>| image.attribute("mirrorx").is_some_and(|it| it == "yes" || it == "true");
    let both = sequence.is_some_and(|it| it.children().filter(Node::is_element).any(mirrored));
    let secs = secs.map(|secs| if both { secs / 2 } else { secs }).filter(|secs| (1..=600).contains(secs));
    Exercise {
        name: said(node, "title").map_or_else(|| "Movement".to_owned(), |title| cut(&title, 100)),
        says: said(node, "description").map_or_else(Vec::new, |text| sentences(&text)),
        reps: None,
        secs,
        sides: if both { Sides::Both } else { Sides::One },
    }
}

/// What stands in a child: the one without a language, or in English, or the first.
fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    let all: Vec<_> = node.children().filter(|child| child.has_tag_name(name)).collect();
    let language = |node: &Node<'_, '_>| {
        let lang = node.attributes().find(|it| it.name() == "lang").map(|it| it.value());
        lang.is_none_or(|lang| lang.starts_with("en"))
    };
    let chosen = all.iter().find(|node| language(node)).or(all.first())?;
    let text: String = chosen.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}
