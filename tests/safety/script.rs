//! Answering a screening by a script.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use unhunch::routine::{Dose, Effort, Family, Movement, Order, Phase, Place, SideUnit, Tag};
use unhunch::safety::{Answer, End, Finding, Form, Kind, Progress, QuestionId, Reply, Screening};

/// Answers by question; what is not in it is answered the way of somebody with nothing to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    pub(crate) replies: BTreeMap<&'static str, Reply>,
    pub(crate) item: u8,
    pub(crate) ticked: BTreeSet<Tag>,
}

/// A screening answered to its end.
#[derive(Debug)]
pub(crate) struct Run {
    /// The words of the questions, in the order they were asked, `since` and `right?` added for the other forms.
    pub(crate) asked: Vec<String>,
    pub(crate) end: End,
}

impl Script {
    pub(crate) fn of(replies: &[(&'static str, Reply)]) -> Self {
        for (id, _) in replies {
            let id = id.trim_end_matches(" since");
            assert!(QuestionId::ALL.iter().any(|it| it.word() == id), "no question {id}");
        }
        Self { replies: replies.iter().copied().collect(), ..Self::default() }
    }

    pub(crate) fn item(item: u8, replies: &[(&'static str, Reply)]) -> Self {
        Self { item, ..Self::of(replies) }
    }

    pub(crate) fn ticking(mut self, tags: &[Tag]) -> Self {
        self.ticked = tags.iter().copied().collect();
        self
    }

    pub(crate) fn answer(&self, id: QuestionId, form: Form, kind: &Kind) -> Answer {
        let key = if form == Form::Since { format!("{} since", id.word()) } else { id.word().to_owned() };
        let silent = if id == QuestionId::Adult { Reply::Yes } else { Reply::No };
        match kind {
            Kind::OneOf(_) => Answer::Item(self.item),
            Kind::Many(_) => Answer::Ticked(self.ticked.clone()),
            Kind::YesNo | Kind::YesNoNotSure => {
                Answer::Reply(self.replies.get(key.as_str()).copied().unwrap_or(silent))
            }
        }
    }

    /// Answers to the end, finding everything read back right.
    pub(crate) fn run(&self, mut screening: Screening) -> Run {
        let mut asked = Vec::new();
        while let Some(question) = screening.ask() {
            assert!(asked.len() < 100, "no end: {asked:?}");
            let (suffix, answer) = match question.form {
                Form::ReadBack => (" right?", Answer::Reply(Reply::Yes)),
                Form::Since => (" since", self.answer(question.id, question.form, &question.kind)),
                Form::Full => ("", self.answer(question.id, question.form, &question.kind)),
            };
            asked.push(format!("{}{suffix}", question.id.word()));
            assert_ne!(screening.answer(answer), Progress::Unheard, "{question:?}");
        }
        let end = screening.end().expect("a screening that asks nothing has an end");
        Run { asked, end }
    }

    pub(crate) fn found(&self, screening: Screening) -> Finding {
        match self.run(screening).end {
            End::Found(finding) => finding,
            End::NotAdult => panic!("not adult"),
        }
    }
}

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
