use chrono::NaiveDate;

use crate::app::history::{Past, WORTH_SHOWING};
use crate::app::view::KeyHint;
use crate::app::{Effect, Key, Leave};
use crate::journal::{Check, Entry, Feeling, Felt, Mark, SessionId};
use crate::safety::Fact;
use crate::safety::words::{follow_up as texts, own};

use super::context::Context;
use super::go::{Go, Mistake, Says, Text, To};
use super::parts::hint;

/// How the back was the day after the last session: a question that stands on the ready screen until it is answered
/// (CONTENT 3.8, F5; S21).
#[derive(Clone, Debug)]
pub(super) struct NextDay {
    session: SessionId,
    /// Whether that session was yesterday.
    on: NaiveDate,
    today: NaiveDate,
}

/// The answers, in the order they stand in everywhere.
pub(super) const FEELINGS: [Feeling; 3] = [Feeling::Looser, Feeling::Same, Feeling::Sorer];

/// After so many sessions in a row that it was sorer, nothing that moves goes on (S21).
const TOO_OFTEN: usize = 3;

impl NextDay {
    /// The question, where it is due.
    pub(super) fn due(context: &mut Context<'_>) -> Option<Self> {
        let today = context.now.day();
        let (session, on) = context.memory.replay().next_day_due(today)?;
        let session = session.clone();
        // What the answers come to is a matter of weeks.
        context.effects.push(Effect::ReadJournal);
        Some(Self { session, on, today })
    }

    /// The question with its answers, in a line.
    pub(super) fn line(&self) -> String {
        let answers = texts::yesterday_answers().zip(1..).map(|(answer, key)| format!("{key} {answer}"));
        let question = if self.on.succ_opt() == Some(self.today) {
            texts::YESTERDAY.to_owned()
        } else {
            own::after_day(&self.on.format("%A").to_string())
        };
        format!("{question} {}", answers.collect::<Vec<_>>().join("  "))
    }

    /// The keys that answer it.
    pub(super) fn keys() -> [KeyHint; 3] {
        [hint(Key::Char('1'), "1", "looser"), hint(Key::Char('2'), "2", "same"), hint(Key::Char('3'), "3", "sorer")]
    }

    /// Takes the answer that a key gives; what it comes to is where to go, if that is anywhere.
    pub(super) fn answer(&self, key: char, context: &mut Context<'_>) -> Option<Go> {
        let (_, how) = ('1'..).zip(FEELINGS).find(|(it, _)| *it == key)?;
        let go = felt(&self.session, Felt { how, asked: Check::NextDay }, context);
        if go.is_none() && context.memory.past().is_some_and(Past::is_worth_showing) {
            let mark = Mark { what: Some(WORTH_SHOWING.to_owned()), ..Mark::default() };
            context.memory.entry(&self.session, Entry::Noted(mark), context.now, context.effects);
            context.say(texts::PATTERN);
        }
        go
    }
}

/// Records how it felt. Sorer too often running is a pause, and where to go is its page (S21).
pub(super) fn felt(session: &SessionId, felt: Felt, context: &mut Context<'_>) -> Option<Go> {
    context.memory.entry(session, Entry::Felt(felt), context.now, context.effects);
    let sorer = context.memory.replay().sorer_running(context.now.wall) >= TOO_OFTEN;
    if felt.how != Feeling::Sorer || !sorer || context.memory.standing().is_held() {
        return None;
    }
    let mistake = Some(Mistake { back: To::Library, leave: *context.leave });
    context.fact(Fact::StillSorer { session: session.as_str().to_owned() });
    *context.leave = Leave::NotNow;
    let says = Says::Stop { says: vec![texts::PATTERN] };
    Some(Go::to_text(Text { mistake, ..Text::new(says) }))
}
