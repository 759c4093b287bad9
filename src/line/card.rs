use crate::app::view::Card;

/// A movement in words: what it is, how to get into position, what to do, its poses.
#[must_use]
pub fn card(card: &Card) -> Vec<String> {
    let also = if card.also.is_empty() { String::new() } else { format!(" Also called {}.", card.also.join(", ")) };
    let mut lines = vec![format!("{}{also}", super::sentence(&card.name)), card.cue.clone()];
    lines.push(format!("Set-up: {}", card.setup));
    lines.extend((1..).zip(&card.steps).map(|(number, text)| format!("{number}. {text}")));
    lines.push(format!("Breath: {}", card.breath));
    lines.extend(card.figure.iter().map(|it| it.figure.in_words()));
    lines.retain(|line| !line.ends_with(": "));
    lines
}
