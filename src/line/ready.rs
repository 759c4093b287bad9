use crate::app::view::Ready;
use crate::units::amount;

/// A routine about to start: what it is, its steps, what was changed, what is asked.
pub(super) fn whole(ready: &Ready) -> Vec<String> {
    let mut lines = vec![format!("{}, {}.", ready.title, ready.length.words()), ready.opening.clone()];
    lines.extend(ready.safety.iter().cloned());
    for (number, step) in (1..).zip(&ready.steps) {
        let mark = match (step.swapped, step.notes.is_empty()) {
            (true, _) => "swapped",
            (false, false) => "adapted",
            (false, true) => "",
        };
        let about = super::listed(&[&step.name, mark, &step.dose, &amount::words(step.length)]);
        lines.push(format!("{number}. {about}."));
        if ready.adapted_open {
            lines.extend(step.notes.iter().map(|note| super::sentence(note)));
        }
    }
    lines.extend(ready.changes.iter().cloned());
    lines.extend(ready.lines.iter().cloned());
    lines.extend(ready.guard.as_ref().or(ready.check.as_ref()).cloned());
    lines
}

/// What is new since it was told as `told`: another length, other steps, notes that were opened, another question.
pub(super) fn news(told: &Ready, ready: &Ready) -> Vec<String> {
    if ready.title != told.title {
        return whole(ready);
    }
    let before = whole(told);
    whole(ready).into_iter().filter(|line| !before.contains(line)).collect()
}
