//! One thing at a time: what is said now, what waits, what makes way.

use std::collections::VecDeque;
use std::time::Duration;

use super::Order;
use crate::coach::script::takes;

/// What can say something.
pub(super) trait Speaks {
    /// Begins to say something.
    fn begin(&mut self, says: &str) -> Result<(), String>;

    /// How it ended, if it is over.
    fn ended(&mut self) -> Option<Ended>;

    /// Ends it now.
    fn cut(&mut self);
}

/// How something that was said ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    Badly(String),
}

/// A phrase waits so long for what is being said, and then takes its place.
const WAITS: Duration = Duration::from_millis(1_500);
/// Nothing takes longer than this, but for words that are many.
const LONGEST: Duration = Duration::from_secs(10);
/// So many failures are enough.
const ENOUGH: u32 = 3;

/// Says one thing at a time.
pub(super) struct Mouth<S> {
    voice: S,
    saying: Option<Saying>,
    /// What is said whole, sentence by sentence.
    whole: VecDeque<String>,
    /// The phrase that waits, and since when.
    waiting: Option<(String, Duration)>,
    failures: u32,
}

/// What is being said.
struct Saying {
    since: Duration,
    takes: Duration,
    is_whole: bool,
}

impl<S: Speaks> Mouth<S> {
    pub(super) const fn new(voice: S) -> Self {
        Self { voice, saying: None, whole: VecDeque::new(), waiting: None, failures: 0 }
    }

    /// Whether anything is being said or waits.
    pub(super) fn is_busy(&self) -> bool {
        self.saying.is_some() || self.waiting.is_some() || !self.whole.is_empty()
    }

    /// Takes an order.
    pub(super) fn take(&mut self, order: Order, now: Duration) {
        match order {
            Order::Hush => self.hush(),
            Order::Phrase(says) => self.waiting = Some((says, now)),
            Order::Whole(says) => {
                self.hush();
                self.whole.extend(says);
            }
            Order::More(says) => self.whole.extend(says),
        }
    }

    /// Silence.
    pub(super) fn hush(&mut self) {
        self.whole.clear();
        self.waiting = None;
        if self.saying.take().is_some() {
            self.voice.cut();
        }
    }

    /// Looks at how it goes and begins what is next; why it gives up, if it does.
    pub(super) fn look(&mut self, now: Duration) -> Option<String> {
        let mut failed = None;
        if let Some(saying) = &self.saying {
            let took = now.saturating_sub(saying.since);
            let (words, is_whole) = (saying.takes, saying.is_whole);
            let waited = self.waiting.as_ref().is_some_and(|(_, since)| now.saturating_sub(*since) >= WAITS);
            if let Some(ended) = self.voice.ended() {
                self.saying = None;
                if let Ended::Badly(why) = ended {
                    failed = Some(why);
                }
            } else if took > LONGEST.max(words * 3) {
                self.cut();
                failed = Some("it took longer than ten seconds".to_owned());
            } else if waited && is_whole {
                // Its moment is over before what is said whole is.
                self.waiting = None;
            } else if waited {
                self.cut();
                if took > WAITS + words * 2 {
                    failed = Some("it took more than twice as long as its words".to_owned());
                }
            }
        }
        if let Some(why) = failed {
            self.failures += 1;
            if self.failures >= ENOUGH {
                return Some(format!("it failed {ENOUGH} times; at last {why}"));
            }
        }
        if self.saying.is_none() { self.begin(now) } else { None }
    }

    fn cut(&mut self) {
        self.saying = None;
        self.voice.cut();
    }

    fn begin(&mut self, now: Duration) -> Option<String> {
        let (says, is_whole) = match self.whole.pop_front() {
            Some(says) => (says, true),
            None => (self.waiting.take()?.0, false),
        };
        match self.voice.begin(&says) {
            Ok(()) => {
                self.saying = Some(Saying { since: now, takes: takes(&says), is_whole });
                None
            }
            // What cannot be started now cannot be started later.
            Err(why) => Some(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes as long as it is told to, and writes down what happens.
    #[derive(Default)]
    struct Double {
        log: Vec<String>,
        ended: Option<Ended>,
    }

    impl Speaks for Double {
        fn begin(&mut self, says: &str) -> Result<(), String> {
            self.log.push(says.to_owned());
            if says == "gone" { Err("no such file".to_owned()) } else { Ok(()) }
        }

        fn ended(&mut self) -> Option<Ended> {
            self.ended.take()
        }

        fn cut(&mut self) {
            self.log.push("(cut)".to_owned());
        }
    }

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn phrase(says: &str) -> Order {
        Order::Phrase(says.to_owned())
    }

    fn whole(says: &[&str]) -> Order {
        Order::Whole(says.iter().map(|says| (*says).to_owned()).collect())
    }

    #[test]
    fn a_phrase_waits_a_second_and_a_half_for_the_one_before_it() {
        let mut mouth = Mouth::new(Double::default());
        mouth.take(phrase("one"), ms(0));
        assert_eq!(mouth.look(ms(0)), None);
        mouth.take(phrase("two"), ms(1_000));
        assert_eq!(mouth.look(ms(2_499)), None);
        assert_eq!(mouth.voice.log, ["one"]);
        assert_eq!(mouth.look(ms(2_500)), None);
        assert_eq!(mouth.voice.log, ["one", "(cut)", "two"]);
        mouth.take(phrase("three"), ms(2_600));
        mouth.voice.ended = Some(Ended::Well);
        assert_eq!(mouth.look(ms(2_700)), None);
        assert_eq!(mouth.voice.log, ["one", "(cut)", "two", "three"]);
    }

    #[test]
    fn what_is_said_whole_begins_at_once_and_no_phrase_takes_its_place() {
        let mut mouth = Mouth::new(Double::default());
        mouth.take(phrase("one"), ms(0));
        let _ = mouth.look(ms(0));
        mouth.take(whole(&["Sit up.", "Breathe."]), ms(100));
        let _ = mouth.look(ms(100));
        mouth.take(phrase("two"), ms(200));
        for now in (300..5_000).step_by(100) {
            assert_eq!(mouth.look(ms(now)), None);
        }
        mouth.voice.ended = Some(Ended::Well);
        let _ = mouth.look(ms(5_000));
        assert_eq!(mouth.voice.log, ["one", "(cut)", "Sit up.", "Breathe."]);
        mouth.take(Order::Hush, ms(5_100));
        assert_eq!(mouth.voice.log.last().map(String::as_str), Some("(cut)"));
        assert!(!mouth.is_busy());
    }

    #[test]
    fn three_failures_are_enough_whether_it_dies_or_never_ends() {
        let mut mouth = Mouth::new(Double::default());
        let mut now = 0;
        let mut gave_up = None;
        for nth in 1..=3 {
            mouth.take(phrase("one"), ms(now));
            gave_up = mouth.look(ms(now));
            assert_eq!(gave_up, None, "{nth}");
            now += 9_999;
            assert_eq!(mouth.look(ms(now)), None, "it may take ten seconds");
            if nth == 2 {
                mouth.voice.ended = Some(Ended::Badly("exit code 1".to_owned()));
            }
            now += 2;
            gave_up = mouth.look(ms(now));
        }
        assert_eq!(gave_up.as_deref(), Some("it failed 3 times; at last it took longer than ten seconds"));
    }

    #[test]
    fn one_that_never_ends_is_noticed_where_each_phrase_makes_way_for_the_next() {
        let mut mouth = Mouth::new(Double::default());
        let mut gave_up = None;
        for now in (0..60_000).step_by(100) {
            if now % 4_000 == 0 {
                mouth.take(phrase("up and down"), ms(now));
            }
            gave_up = gave_up.or_else(|| mouth.look(ms(now)));
        }
        assert!(gave_up.is_some());
    }

    #[test]
    fn what_cannot_be_started_is_given_up_at_once() {
        let mut mouth = Mouth::new(Double::default());
        mouth.take(phrase("gone"), ms(0));
        assert_eq!(mouth.look(ms(0)).as_deref(), Some("no such file"));
    }
}
