use super::ask::choice;
use crate::app::view::Door;

/// A page of the door in full: its title, why it is asked, every line with its key.
pub(super) fn whole(door: &Door) -> Vec<String> {
    let mut lines = Vec::new();
    if !door.title.is_empty() {
        lines.push(super::sentence(&door.title));
    }
    lines.extend(door.over.iter().cloned());
    lines.extend(door.choices.iter().map(choice));
    lines.extend(door.note.clone());
    lines
}

/// What is new of a page since it was told as `told`.
pub(super) fn news(told: &Door, door: &Door) -> Vec<String> {
    if door.title != told.title || door.over != told.over {
        return whole(door);
    }
    let before = whole(told);
    let mut lines: Vec<String> = door.choices.iter().map(choice).filter(|line| !before.contains(line)).collect();
    lines.extend(door.note.clone().filter(|_| door.note != told.note));
    lines
}
