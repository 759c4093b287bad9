use super::{Ledger, Open, Sign};
use crate::safety::outcome::Outcome;
use crate::safety::words::door as words;
use crate::safety::{Item, Wants};

/// What somebody is told who is held, line by line, one idea each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The lines; of an emergency the first is whom to call.
    pub lines: Vec<String>,
    /// The gravest of what is open.
    pub outcome: Outcome,
}

/// A day as it is said: `21 November`.
const DAY: &str = "%-d %B";

impl Open {
    /// What was said, by its name and day.
    #[must_use]
    pub fn about(&self) -> String {
        words::about(self.item, &self.when.format(DAY).to_string())
    }

    fn you_said(&self) -> String {
        words::you_said(self.item, &self.when.format(DAY).to_string())
    }
}

impl Ledger {
    /// What somebody is told who is held; [`None`] where nobody is. `number` is the emergency number as it is set.
    #[must_use]
    pub fn reading(&self, number: Option<&str>) -> Option<Reading> {
        let holds = self.holds();
        let outcome = self.outcome();
        if holds.is_empty() {
            return None;
        }
        let mut lines = Vec::new();
        if outcome == Outcome::Emergency {
            let grave: Vec<&Open> = holds.iter().filter(|it| it.outcome() == outcome).collect();
            lines.push(words::call(number));
            for say in grave.iter().filter_map(|it| if let Item::Sign(sign) = it.item { sign.say() } else { None }) {
                if !lines.iter().any(|line| line == say) {
                    lines.push(say.to_owned());
                }
            }
            let still = grave.iter().any(|it| it.item == Item::Sign(Sign::Accident));
            lines.push(if still { words::DO_STILL } else { words::DO_REST }.to_owned());
            lines.extend(grave.iter().map(|it| it.you_said()));
            lines.push(words::CHECKED_SINCE.to_owned());
            return Some(Reading { lines, outcome });
        }
        lines.push(words::HELD.to_owned());
        for hold in &holds {
            lines.push(hold.you_said());
            lines.push(words::advice(hold.item, hold.outcome(), number));
        }
        if self.opens(Wants::Calm) {
            lines.push(words::STAYS_OPEN.to_owned());
        }
        let comes_back = match holds[0].item {
            Item::Sign(Sign::Fever) if holds[0].outcome() == Outcome::Pause => words::COME_BACK_WELL,
            Item::Sign(Sign::Under18) => words::COME_BACK_OF_AGE,
            Item::Sign(_) | Item::Tag(_) => words::COME_BACK,
        };
        lines.push(comes_back.to_owned());
        Some(Reading { lines, outcome })
    }

    /// Whether what was said leaves a routine of this kind open: under a pause the breathing break is, unless it is the heart
    /// that has to be seen (S2).
    #[must_use]
    pub fn opens(&self, wants: Wants) -> bool {
        match self.outcome() {
            Outcome::Go | Outcome::Adapt => true,
            Outcome::Pause => wants == Wants::Calm && !self.holds().iter().any(|it| it.item == Item::Sign(Sign::Heart)),
            Outcome::Urgent | Outcome::Emergency => false,
        }
    }
}
