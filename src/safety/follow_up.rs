//! What happens in the days after (CONTENT 3.8, S4): what is still set aside, how it comes back, the first week.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::facts::{Fact, Reason, What};
use super::standing::{Aside, Standing};
use super::words::{follow_up as words, own};
use crate::routine::{Family, MovementId};

/// In how many sessions the ready screen speaks of something set aside; after that it is in `me` only (F2).
const SHOWN_IN: u32 = 3;
/// Bringing something back sooner than this asks whether to give it longer (F2).
const EARLY: TimeDelta = TimeDelta::hours(48);

/// The one line of the ready screen about what is set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideLine {
    /// What it is about.
    pub what: What,
    /// What it says.
    pub text: String,
}

/// Where bringing something back stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BringBack {
    /// It is not set aside.
    NotAside,
    /// Not while a pause or an urgent is in force (F4).
    AfterThePause,
    /// A family that a limb put aside comes back one movement at a time (F4).
    Singly,
    /// "Is it still sore after 15 minutes in a chair?"
    AskSore,
    /// "Give it a little longer?"; leaving it is the default, bringing it back all the same is allowed.
    GiveItLonger,
    /// It comes back.
    Now,
}

/// What the line calls it; a movement by the name that `name` gives it.
#[must_use]
pub fn name(what: &What, name: impl Fn(&MovementId) -> String) -> String {
    match what {
        What::Movement(movement) => name(movement),
        What::Family(family) => own::family(*family).to_owned(),
    }
}

/// The line of the ready screen: at most one, about what was set aside last and has not been shown in three sessions.
#[must_use]
pub fn aside_line(
    standing: &Standing,
    now: DateTime<FixedOffset>,
    movement_name: impl Fn(&MovementId) -> String,
) -> Option<AsideLine> {
    // A key that brings it back stands in the line, so it cannot be about what comes back singly.
    let (what, aside) = standing
        .asides()
        .filter(|(what, aside)| aside.shown < SHOWN_IN && !is_whole_limb(what, aside))
        .max_by_key(|(_, aside)| aside.since)?;
    let days = (now.date_naive() - aside.since.date_naive()).num_days();
    let text =
        words::still_aside(&name(what, movement_name), aside.reason.text(), u64::try_from(days).unwrap_or_default());
    Some(AsideLine { what: what.clone(), text })
}

/// What bringing `what` back at `now` asks next; `sore` is whether it is still sore, once that was answered.
///
/// `family_of` names the family of a movement, so that one movement can come back out of a family that is set aside.
#[must_use]
pub fn bring_back(
    standing: &Standing,
    what: &What,
    family_of: impl Fn(&MovementId) -> Option<Family>,
    now: DateTime<FixedOffset>,
    sore: Option<bool>,
) -> BringBack {
    let aside = match what {
        What::Movement(movement) => {
            family_of(movement).map_or_else(|| standing.aside(what), |family| standing.left_out(movement, family))
        }
        What::Family(_) => standing.aside(what),
    };
    let Some(aside) = aside else {
        return BringBack::NotAside;
    };
    if standing.is_held() {
        return BringBack::AfterThePause;
    }
    if is_whole_limb(what, aside) {
        return BringBack::Singly;
    }
    match sore {
        _ if now - aside.since < EARLY => BringBack::GiveItLonger,
        None => BringBack::AskSore,
        Some(true) => BringBack::GiveItLonger,
        Some(false) => BringBack::Now,
    }
}

/// Whether it is a family that a limb put aside, which does not come back whole (F4).
fn is_whole_limb(what: &What, aside: &Aside) -> bool {
    aside.reason == Reason::Limb && matches!(what, What::Family(_))
}

impl BringBack {
    /// What it says or asks; nothing when it comes back.
    #[must_use]
    pub const fn text(self) -> Option<&'static str> {
        match self {
            Self::NotAside | Self::Now => None,
            Self::AfterThePause => Some(own::AFTER_THE_PAUSE),
            Self::Singly => Some(own::SINGLY),
            Self::AskSore => Some(own::STILL_SORE),
            Self::GiveItLonger => Some(words::LONGER),
        }
    }
}

/// The fact that brings `what` back.
#[must_use]
pub fn brought_back(what: What) -> Fact {
    Fact::BroughtBack { what }
}
