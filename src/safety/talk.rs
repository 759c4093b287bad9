//! The talk about a stop: what is asked, which keys answer, what follows.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::consequence::{Asks, Consequence, Then, consequence};
use super::facts::{Fact, Reason, SoreSide, What};
use super::outcome::Outcome;
use super::reply::Reply;
use super::standing::Standing;
use super::stop::StopAnswer;
use super::words::{self, stop as texts};
use crate::routine::Movement;

/// The first question of a stop, by when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopQuestion {
    /// "What's going on?", while the session stands still.
    Stopped,
    /// The same when the session is over: what it would have done now waits for the next one.
    Afterwards,
    /// "How did that end?", about a session whose end nobody saw.
    LastTime,
}

/// A stop that has been answered: what follows, and what is still asked about it.
///
/// The session, the stop menu after it and the question at the next launch hold one of these; keys, questions and facts
/// are the same in all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopTalk {
    asked: StopQuestion,
    consequence: Consequence,
    asks: Option<FollowUp>,
    signs: Option<Reply>,
    felt: Felt,
}

/// Whether what was felt is of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Felt {
    /// It is.
    Now,
    /// It was over a day ago.
    LongAgo,
}

/// What was felt longer ago than this is not of now.
const OF_NOW: TimeDelta = TimeDelta::days(1);

/// What is asked after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// "Left, right or both?"
    SoreSide,
    /// 4a.
    Signs,
    /// Whether to take the easier form or to skip.
    Easier,
    /// Whether to end or to go on without the movement.
    EndOrGoOn,
}

/// An answer to a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// This side is sore.
    Side(SoreSide),
    /// 4a.
    Signs(Reply),
    /// The easier form.
    Easier,
    /// Skip the movement.
    Skip,
    /// End the routine.
    End,
    /// Go on without the movement.
    GoOn,
}

/// What a stop is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The session.
    pub session: &'a str,
    /// The movement that ran; none where its file is gone.
    pub movement: Option<&'a Movement>,
    /// How the person stood before the stop.
    pub standing: &'a Standing,
    /// When the session stood still.
    pub stopped: DateTime<FixedOffset>,
    /// When it is answered.
    pub now: DateTime<FixedOffset>,
}

/// The answers to which side is sore.
const SIDES: [(char, SoreSide, &str); 3] =
    [('1', SoreSide::Left, "left"), ('2', SoreSide::Right, "right"), ('3', SoreSide::Both, "both")];

impl About<'_> {
    fn felt(&self) -> Felt {
        // By a clock that was put back, what seems to come is as far off as what is past.
        if (self.now - self.stopped).abs() > OF_NOW { Felt::LongAgo } else { Felt::Now }
    }
}

impl StopQuestion {
    /// What is asked.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Stopped | Self::Afterwards => texts::QUESTION,
            Self::LastTime => texts::HOW_ENDED,
        }
    }

    /// The answers, each with its key: the same key for the same answer whenever it is asked.
    pub fn answers(self) -> impl Iterator<Item = (char, StopAnswer)> {
        let fits = move |answer: StopAnswer| match self {
            Self::Stopped | Self::Afterwards => true,
            // A pop that did not hurt, a cramp and an interruption are all "fine" once they are past.
            Self::LastTime => answer == StopAnswer::CarryOn || answer.checks_again(),
        };
        StopAnswer::ALL
            .into_iter()
            .filter(move |answer| fits(*answer))
            .filter_map(|answer| Some((answer.key()?, answer)))
    }

    /// What an answer says on the screen.
    #[must_use]
    pub const fn says(self, answer: StopAnswer) -> &'static str {
        match self {
            Self::Stopped | Self::Afterwards => answer.text(),
            Self::LastTime => answer.brief(),
        }
    }

    /// The answer that a key gives.
    #[must_use]
    pub fn answer(self, key: char) -> Option<StopAnswer> {
        self.answers().find_map(|(it, answer)| (it == key).then_some(answer))
    }
}

impl StopTalk {
    /// What `answer` leads to, and what the record keeps of it at once.
    #[must_use]
    pub fn begin(asked: StopQuestion, answer: StopAnswer, about: &About<'_>) -> (Self, Vec<Fact>) {
        let mut consequence = consequence(answer, about.movement, about.standing, about.now);
        let felt = about.felt();
        if felt == Felt::LongAgo {
            consequence.outcome = consequence.outcome.map(Outcome::long_past);
        }
        let session = about.session.to_owned();
        let mut facts = Vec::new();
        if asked == StopQuestion::LastTime {
            facts.push(Fact::HowEnded { session, answer: Some(answer) });
        }
        match asked {
            StopQuestion::Stopped => facts.extend(consequence.facts(about.session)),
            // That nothing was wrong is said with how it ended.
            StopQuestion::LastTime if answer == StopAnswer::CarryOn => {}
            StopQuestion::Afterwards | StopQuestion::LastTime => {
                facts.extend(consequence.facts_afterwards(about.session));
            }
        }
        (Self { felt, ..Self::of(asked, consequence) }, facts)
    }

    /// The talk that an answer with this consequence leads to.
    #[must_use]
    pub fn of(asked: StopQuestion, consequence: Consequence) -> Self {
        let mut it = Self { asked, consequence, asks: None, signs: None, felt: Felt::Now };
        it.asks = match it.consequence.asks {
            Some(Asks::SoreSide) => Some(FollowUp::SoreSide),
            Some(Asks::Signs) => Some(FollowUp::Signs),
            None => it.asks_of_the_session(),
        };
        it
    }

    /// What is asked about the session that stands still; one that is over is past asking.
    fn asks_of_the_session(&self) -> Option<FollowUp> {
        match (self.asked, self.consequence.then) {
            (StopQuestion::Stopped, Then::OfferEasier) => Some(FollowUp::Easier),
            (StopQuestion::Stopped, Then::LeaveMovement) => Some(FollowUp::EndOrGoOn),
            _ => None,
        }
    }

    /// 4a alone, of a stop in which it was left unanswered (S24).
    #[must_use]
    pub fn signs_again(answer: StopAnswer, about: &About<'_>) -> Self {
        let consequence = consequence(answer, about.movement, about.standing, about.now);
        let consequence = Consequence { asks: Some(Asks::Signs), outcome: None, says: Vec::new(), ..consequence };
        Self { felt: about.felt(), ..Self::of(StopQuestion::LastTime, consequence) }
    }

    /// What follows from the answer.
    #[must_use]
    pub const fn consequence(&self) -> &Consequence {
        &self.consequence
    }

    /// What is asked now; none when everything has been said.
    #[must_use]
    pub const fn asks(&self) -> Option<FollowUp> {
        self.asks
    }

    /// What was said to 4a.
    #[must_use]
    pub const fn signs(&self) -> Option<Reply> {
        self.signs
    }

    /// What it comes to, from pause on.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.consequence.outcome.max(self.signs.and_then(|reply| self.outcome_of(reply)))
    }

    fn outcome_of(&self, signs: Reply) -> Option<Outcome> {
        let outcome = Outcome::of_signs(signs)?;
        Some(if self.felt == Felt::Now { outcome } else { outcome.long_past() })
    }

    /// The text of what was answered last.
    #[must_use]
    pub fn answered(&self) -> &'static str {
        self.signs.map_or_else(|| self.asked.says(self.consequence.answer), Reply::text)
    }

    /// What is said to the answer, where there is no page for what it comes to.
    #[must_use]
    pub fn says(&self) -> Vec<String> {
        self.consequence.says.iter().map(|line| words::plain(line)).collect()
    }

    /// The question.
    #[must_use]
    pub fn question(&self) -> String {
        match self.asks {
            Some(FollowUp::SoreSide) => texts::WHICH_SIDE.to_owned(),
            Some(FollowUp::Signs) => words::plain(texts::SIGNS),
            Some(FollowUp::EndOrGoOn) => "End here, or go on without it?".to_owned(),
            Some(FollowUp::Easier) | None => String::new(),
        }
    }

    /// The answers, each with its key.
    #[must_use]
    pub fn answers(&self) -> Vec<(char, &'static str)> {
        match self.asks {
            Some(FollowUp::SoreSide) => SIDES.map(|(key, _, text)| (key, text)).to_vec(),
            Some(FollowUp::Signs) => ('1'..).zip(Reply::ALL.map(Reply::text)).collect(),
            Some(FollowUp::Easier) => vec![('1', "the easier version"), ('2', "skip it")],
            Some(FollowUp::EndOrGoOn) => vec![('1', "end the routine"), ('2', "go on without it")],
            None => Vec::new(),
        }
    }

    /// What a key says to the question.
    #[must_use]
    pub fn reads(&self, key: char) -> Option<Said> {
        match (self.asks?, key) {
            (FollowUp::SoreSide, key) => {
                SIDES.into_iter().find_map(|(it, side, _)| (it == key).then_some(Said::Side(side)))
            }
            (FollowUp::Signs, key) => Reply::from_digit(key).map(Said::Signs),
            (FollowUp::Easier, '1' | 'e') => Some(Said::Easier),
            (FollowUp::Easier, '2' | 'n') => Some(Said::Skip),
            (FollowUp::EndOrGoOn, '1') => Some(Said::End),
            (FollowUp::EndOrGoOn, '2') => Some(Said::GoOn),
            (FollowUp::Easier | FollowUp::EndOrGoOn, _) => None,
        }
    }

    /// Takes an answer to the question that is asked; one that answers nothing changes nothing. Whether it was taken.
    pub fn take(&mut self, said: Said) -> bool {
        match (self.asks, said) {
            (Some(FollowUp::SoreSide), Said::Side(_)) => self.asks = self.asks_of_the_session(),
            (Some(FollowUp::Signs), Said::Signs(reply)) => {
                self.signs = Some(reply);
                self.asks = None;
            }
            (Some(FollowUp::Easier), Said::Easier | Said::Skip)
            | (Some(FollowUp::EndOrGoOn), Said::End | Said::GoOn) => self.asks = None,
            _ => return false,
        }
        true
    }

    /// What the record keeps of an answer to the question that is asked.
    #[must_use]
    pub fn fact(&self, said: Said, session: &str) -> Option<Fact> {
        let session = session.to_owned();
        match (self.asks?, said) {
            (FollowUp::SoreSide, Said::Side(side)) => {
                let what = What::Movement(self.consequence.movement.clone()?);
                Some(Fact::SetAside { what, reason: Reason::SharpPain, side: Some(side), session })
            }
            (FollowUp::Signs, Said::Signs(answer)) => {
                Some(Fact::SignsAnswered { answer, session, outcome: self.outcome_of(answer) })
            }
            _ => None,
        }
    }

    /// The talk before what was answered last, for a key that was pressed by mistake: 4a again, or, with none, the first
    /// question.
    #[must_use]
    pub fn before_the_last(&self) -> Option<Self> {
        self.signs?;
        Some(Self { asks: Some(FollowUp::Signs), signs: None, ..self.clone() })
    }
}
