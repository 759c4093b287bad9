//! What the tests of the safety rules are put together from.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use unhunch::routine::{Dose, Effort, Family, Movement, Order, Phase, Place, SideUnit};

/// A movement with a left and a right and nothing else to it.
pub(crate) fn movement(id: &str, family: Family, place: Place) -> Movement {
    Movement {
        id: id.into(),
        name: id.to_owned(),
        also: Vec::new(),
        phase: Phase::Stretch,
        family,
        places: vec![place],
        kit: String::new(),
        needs: Vec::new(),
        areas: Vec::new(),
        works_on: Vec::new(),
        setup: unhunch::routine::Sided::default(),
        steps: Vec::new(),
        cue: unhunch::routine::Sided::default(),
        other: None,
        back: None,
        change: None,
        between: None,
        directions: Vec::new(),
        breath: String::new(),
        pace: None,
        dose: Dose {
            setup: std::time::Duration::ZERO,
            ramp_in: std::time::Duration::ZERO,
            effort: Effort::Hold(std::time::Duration::from_secs(20)),
            ramp_out: std::time::Duration::ZERO,
            reps: 1,
            sets: 1,
            set_rest: std::time::Duration::ZERO,
            sides: 2,
            unit: SideUnit::Side,
            rest: std::time::Duration::ZERO,
            change: std::time::Duration::ZERO,
            order: Order::Block,
        },
        ceiling: 4,
        ease_when: String::new(),
        avoid: Vec::new(),
        ease: BTreeMap::new(),
        mistakes: String::new(),
        easier: String::new(),
        harder: String::new(),
        swaps: Vec::new(),
        end_range: None,
        over: None,
        quiet: false,
        note: None,
        article: None,
        sources: Vec::new(),
        figure: None,
        seated: None,
    }
}

/// A time on the wall of someone in Berlin in winter: `2025-03-03 09:00`.
pub(crate) fn at(text: &str) -> DateTime<FixedOffset> {
    let text = format!("{}:00+01:00", text.replace(' ', "T"));
    DateTime::parse_from_rfc3339(&text).expect("a time")
}
