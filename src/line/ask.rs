use crate::app::view::{Ask, Choice};

/// A question in full: what to do first, the question, the answers one by one.
pub(super) fn whole(ask: &Ask) -> Vec<String> {
    let mut lines = Vec::new();
    let said_in = ask.lead.as_ref().unwrap_or(&ask.question);
    let title_is_said = ask.of.is_none() && said_in.starts_with(&ask.title);
    if !ask.title.is_empty() && !title_is_said {
        lines.push(match ask.of {
            Some((number, of)) => format!("{}, {number} of {of}.", ask.title),
            None => super::sentence(&ask.title),
        });
    }
    lines.extend(ask.lead.clone());
    lines.extend(question(ask));
    lines
}

/// The question with its lines and answers.
pub(super) fn question(ask: &Ask) -> Vec<String> {
    // Without a question there is something to do first; the answers come with it.
    let Some(question) = Some(&ask.question).filter(|question| !question.is_empty()) else { return ask.lines.clone() };
    let question = Some(question);
    let lines = ask.lines.iter().chain(question).cloned();
    lines.chain(ask.choices.iter().map(choice)).chain(ask.after.iter().cloned()).collect()
}

/// An answer with its key: `3: Shoulder, ticked`.
pub(super) fn choice(choice: &Choice) -> String {
    let ticked = match choice.ticked {
        None => "",
        Some(true) => " (ticked)",
        Some(false) => " (not ticked)",
    };
    format!("{}: {}{ticked}", choice.name, choice.text)
}

/// What is new of a question since it was told as `told`.
pub(super) fn news(told: &Ask, ask: &Ask) -> Vec<String> {
    let same_lead = ask.title == told.title && ask.lead == told.lead && ask.lead.is_some();
    if ask.question != told.question || ask.of != told.of {
        return if same_lead { question(ask) } else { whole(ask) };
    }
    let mut lines: Vec<String> = whole(ask).into_iter().filter(|line| !whole(told).contains(line)).collect();
    // Where the arrows stand is said when it changes; a tick there has just been said.
    if let Some(there) = ask.cursor.filter(|_| ask.cursor != told.cursor).and_then(|cursor| ask.choices.get(cursor)) {
        let there = choice(there);
        if !lines.contains(&there) {
            lines.push(there);
        }
    }
    lines
}
