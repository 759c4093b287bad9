//! What the tests of this room share.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::routine::{Dose, Effort, Family, Movement, Order, Phase, Place, SideUnit};

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
        setup: crate::routine::Sided::default(),
        steps: Vec::new(),
        cue: crate::routine::Sided::default(),
        other: None,
        back: None,
        change: None,
        between: None,
        directions: Vec::new(),
        breath: String::new(),
        pace: None,
        dose: Dose {
            setup: Duration::ZERO,
            ramp_in: Duration::ZERO,
            effort: Effort::Hold(Duration::from_secs(20)),
            ramp_out: Duration::ZERO,
            reps: 1,
            sets: 1,
            set_rest: Duration::ZERO,
            sides: 2,
            unit: SideUnit::Side,
            rest: Duration::ZERO,
            change: Duration::ZERO,
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

/// A time on the wall: `2025-03-03T09:00:00+01:00`.
pub(crate) fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}
