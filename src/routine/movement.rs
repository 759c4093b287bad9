use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::figure::Figure;

use super::{Area, Dose, Family, MovementId, Need, Over, Phase, Place, Sided, Tag};

/// One thing a body does, as its file says it (CONTENT 4).
#[derive(Clone, Debug, PartialEq)]
pub struct Movement {
    /// The name of its file.
    pub id: MovementId,
    /// What it is called.
    pub name: String,
    /// Other names it goes by.
    pub also: Vec<String>,
    /// What it is for in the order of a routine.
    pub phase: Phase,
    /// What it is set aside with.
    pub family: Family,
    /// Where it can be done, the usual place first.
    pub places: Vec<Place>,
    /// What is needed, for a person to read; empty where nothing is.
    pub kit: String,
    /// What is needed, for the plan.
    pub needs: Vec<Need>,
    /// Which parts of the body it works on.
    pub areas: Vec<Area>,
    /// The same in plain words.
    pub works_on: Vec<String>,
    /// How to get into position.
    pub setup: Sided,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// The short line for the screen: at most 12 words.
    pub cue: Sided,
    /// The short line while the second direction is done.
    pub other: Option<Sided>,
    /// The short line while coming back from a hold.
    pub back: Option<Sided>,
    /// How to get to the other side, direction or spot.
    pub change: Option<Sided>,
    /// The short line between two repeats.
    pub between: Option<Sided>,
    /// What its two directions are called, the first one first; empty where it has none.
    pub directions: Vec<String>,
    /// When to breathe how.
    pub breath: String,
    /// The in-breath and out-breath to count, where the breath is paced.
    pub pace: Option<Pace>,
    /// How much.
    pub dose: Dose,
    /// The ceiling of effort, on the 0 to 10 scale of stretch feel.
    pub ceiling: u8,
    /// When to ease off, and how.
    pub ease_when: String,
    /// Tags for which it is left out.
    pub avoid: Vec<Tag>,
    /// Tags for which it is kept, with a gentler form.
    pub ease: BTreeMap<Tag, Adaptation>,
    /// What commonly goes wrong.
    pub mistakes: String,
    /// The easier form.
    pub easier: String,
    /// The harder form.
    pub harder: String,
    /// What to do in its place, in order.
    pub swaps: Vec<MovementId>,
    /// The seconds of warm-up it needs in the bank when it goes to the end of a range (W1).
    pub end_range: Option<Duration>,
    /// What it presses the body over or against.
    pub over: Option<Over>,
    /// Fit for a meeting.
    pub quiet: bool,
    /// A remark.
    pub note: Option<String>,
    /// The article's technique it comes from.
    pub article: Option<String>,
    /// What it rests on: rows of the article, numbered sources, or `design`.
    pub sources: Vec<String>,
    /// What is drawn of it.
    pub figure: Option<Arc<Figure>>,
    /// The same sitting, where one who sits need not stand up for it.
    pub seated: Option<Arc<Self>>,
}

/// A gentler form of a movement for a person with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adaptation {
    /// The line shown on the screen.
    pub say: String,
    /// A hold of at most this.
    pub hold: Option<Duration>,
    /// At most this many reps.
    pub reps: Option<u32>,
}

/// The breath of one rep; what is left of the rep is a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The in-breath.
    pub inhale: Duration,
    /// The out-breath.
    pub exhale: Duration,
}

impl Movement {
    /// The lines that are said at a moment of their own, by their keys: each at most 12 words.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &Sided)> {
        let more = [("other", &self.other), ("back", &self.back), ("change", &self.change), ("between", &self.between)];
        let more = more.into_iter().filter_map(|(key, line)| Some((key, line.as_ref()?)));
        std::iter::once(("cue", &self.cue)).chain(more)
    }

    /// Whether it can be done off the floor and on it alike, so that it asks for no change of place.
    #[must_use]
    pub fn stays_put(&self) -> bool {
        self.places.contains(&Place::Floor) && self.places.iter().any(|place| *place != Place::Floor)
    }

    /// Whether it is done on the floor only.
    #[must_use]
    pub fn on_floor(&self) -> bool {
        self.places.iter().all(|place| *place == Place::Floor)
    }

    /// Whether its sides are the left and right of the body.
    #[must_use]
    pub fn two_sided(&self) -> bool {
        self.dose.sides == 2 && self.dose.unit == super::SideUnit::Side
    }

    /// Whether its work counts towards the warm-up bank (W1).
    #[must_use]
    pub fn banks(&self) -> bool {
        matches!(self.phase, Phase::WarmUp | Phase::Prepare | Phase::Reset)
    }

    /// Whether its work is moving, not merely a reset (W1).
    #[must_use]
    pub fn moves(&self) -> bool {
        matches!(self.phase, Phase::WarmUp | Phase::Prepare)
    }
}
