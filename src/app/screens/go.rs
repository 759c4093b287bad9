//! Where to go from a screen. A screen says it as data, and [`super::make`] makes the next screen of it: screens know
//! nothing of each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::app::Leave;
use crate::app::view::Page;
use crate::coach::{Brief, Plan, Session};
use crate::journal::{Resumable, SessionId};
use crate::routine::{Movement, Routine, Tag};
use crate::safety::pops::Offer;
use crate::safety::{Due, Open, StopQuestion, StopTalk, What};

/// What a screen says to a key.
#[derive(Debug)]
pub(in crate::app) enum Go {
    /// It stays.
    Stay,
    /// On to somewhere else.
    To(To),
    /// Out of the program.
    Leave,
}

/// A place to go to, with what it has to know.
#[derive(Clone, Debug)]
pub(in crate::app) enum To {
    /// Where the program begins, once nothing is left to ask about an earlier session.
    Beginning,
    /// Something set aside is brought back; then on to the other place.
    BringBack(What, Box<Self>),
    /// A session.
    Coaching(Box<Begin>),
    /// The check of the desk.
    Desk,
    /// What was done.
    History,
    /// The learn cards.
    Learn,
    /// The library.
    Library,
    /// What is stored about the person, at this row.
    Me(usize),
    /// The ready screen of a routine that may start, after the small questions that stand before it.
    Ready(Arc<Routine>),
    /// A routine: whether it may start, what is asked first, then its ready screen.
    Routine(Arc<Routine>),
    /// The same, where the offer for a long gap was declined.
    RoutineWithoutOffer(Arc<Routine>),
    /// Something that was said is corrected by its name; then on to the other place.
    Correct(Box<Open>, Box<Self>),
    /// Pages of the door; where nothing is held, on to the other place.
    Door(Box<Due>, Box<Self>),
    /// What is held is told; the other place is for somebody else, and for later.
    Held(Box<Self>),
    /// Pages of the door that nothing but the person asks for; then on to the other place.
    Screening(Asked, Box<Self>),
    /// The stop menu after a session.
    StopMenu(Box<Stopped>),
    /// A session after its end.
    Summary(Box<Over>),
    /// A text to read.
    Text(Box<Text>),
}

/// A session about to begin.
#[derive(Clone, Debug)]
pub(in crate::app) struct Begin {
    /// What its plan was laid from.
    pub(super) brief: Brief,
    pub(super) plan: Plan,
    /// The session it goes on with.
    pub(super) resumes: Option<Resumable>,
    /// Whether the plan was kept against the frequency guard.
    pub(super) guard_kept: bool,
}

impl Begin {
    /// The routine.
    pub(in crate::app) fn routine(&self) -> Arc<Routine> {
        Arc::clone(&self.brief.routine)
    }

    /// What its plan works around.
    pub(in crate::app) const fn tags(&self) -> &BTreeSet<Tag> {
        &self.brief.person.tags
    }
}

/// Which pages of the door the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Asked {
    /// All of them: something changed.
    Changed,
    /// *Work around*, where this is suggested.
    Tags(Option<Tag>),
}

/// A session whose stop is asked about.
#[derive(Clone, Debug)]
pub(in crate::app) struct Stopped {
    pub(super) session: SessionId,
    /// The movement it was stopped in.
    pub(super) movement: Option<Arc<Movement>>,
    /// When it stood still.
    pub(super) at: DateTime<FixedOffset>,
    /// How it is asked about.
    pub(super) asked: StopQuestion,
    /// What was answered already; without it the first question is asked.
    pub(super) talk: Option<StopTalk>,
    /// How the program is left, where nothing comes of it.
    pub(super) leave: Leave,
    /// Where it leads.
    pub(super) then: To,
}

/// A session that is over.
#[derive(Clone, Debug)]
pub(in crate::app) struct Over {
    pub(super) session: Session,
    pub(super) id: SessionId,
    /// What is offered because there were many pops.
    pub(super) offer: Option<Offer>,
}

/// A text to read, and what its keys lead to.
#[derive(Clone, Debug)]
pub(in crate::app) struct Text {
    pub(super) says: Says,
    /// Where it leads; an outcome that leaves the program leads nowhere.
    pub(super) then: To,
    /// What `u` takes back.
    pub(super) mistake: Option<Mistake>,
    /// The session whose chest pain may have passed since, which makes it urgent (CONTENT 3.7).
    pub(super) passing: Option<SessionId>,
}

/// What a text says.
#[derive(Clone, Debug)]
pub(in crate::app) enum Says {
    /// This page.
    Page(Page),
    /// What a stop came to, after what is said to its answer.
    Stop {
        /// What is said to the answer.
        says: Vec<&'static str>,
    },
    /// What is said when nobody answered the stop question.
    Unanswered(Vec<&'static str>),
}

/// An answer that was pressed by mistake.
#[derive(Clone, Debug)]
pub(in crate::app) struct Mistake {
    /// The question that comes back.
    pub(super) back: To,
    /// How the program is left after it was taken back.
    pub(super) leave: Leave,
}

impl Text {
    /// A text that leads to the library.
    pub(super) const fn new(says: Says) -> Self {
        Self { says, then: To::Library, mistake: None, passing: None }
    }
}

impl Go {
    /// To a text.
    pub(super) fn to_text(text: Text) -> Self {
        Self::To(To::Text(Box::new(text)))
    }
}

impl To {
    /// Pages of the door, then somewhere.
    pub(super) fn screening(asked: Asked, then: Self) -> Self {
        Self::Screening(asked, Box::new(then))
    }
}
