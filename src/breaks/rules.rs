use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, TimeZone as _, Weekday};

use crate::settings::{Settings, Span};

/// When breaks are wanted. Lengths are whole seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// After how much sitting a break is due.
    pub every: i64,
    /// A proved absence this long is a break.
    pub away: i64,
    /// For how long somebody who gives no sign counts as sitting.
    pub reading: i64,
    /// The days breaks are offered on.
    pub days: Vec<Weekday>,
    /// The hours they are offered in; all day where there are none.
    pub hours: Vec<Span>,
    /// Times of the day at which one is due whatever was sat.
    pub at: Vec<NaiveTime>,
}

impl Rules {
    /// Reads the rules from the settings.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            every: settings.break_every.value.secs(),
            away: settings.break_away.value.secs(),
            reading: settings.break_reading.value.secs(),
            days: settings.break_days.value.0.iter().map(|day| day.of_the_week()).collect(),
            hours: settings.break_hours.value.0.clone(),
            at: settings.break_at.value.0.clone(),
        }
    }

    /// Whether breaks are offered on a day.
    #[must_use]
    pub fn has_day(&self, day: NaiveDate) -> bool {
        self.days.contains(&day.weekday())
    }

    /// Whether breaks are offered at this time of day.
    fn has_hour(&self, time: NaiveTime) -> bool {
        self.hours.is_empty() || self.hours.iter().any(|span| (span.from..span.to).contains(&time))
    }

    /// Whether breaks are offered at this moment.
    #[must_use]
    pub fn is_open(&self, at: DateTime<FixedOffset>) -> bool {
        self.has_day(at.date_naive()) && self.has_hour(at.time())
    }

    /// The first moment from `at` on at which breaks are offered; none where the settings have no such moment.
    #[must_use]
    pub(super) fn next_open(&self, at: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        if self.is_open(at) {
            return Some(at);
        }
        let mut day = at.date_naive();
        // A week and a day has every weekday, today's later hours included.
        for _ in 0..=7 {
            if self.has_day(day) {
                let starts = self.hours.iter().map(|span| span.from);
                let starts = starts.chain(self.hours.is_empty().then_some(NaiveTime::MIN));
                let first = starts.filter_map(|time| moment(at, day, time)).filter(|start| *start >= at).min();
                if first.is_some() {
                    return first;
                }
            }
            day = day.succ_opt()?;
        }
        None
    }

    /// The last fixed time of `now`'s day that has come, and the first that is to come.
    pub(super) fn fixed(&self, now: DateTime<FixedOffset>) -> (Option<i64>, Option<i64>) {
        let today = now.date_naive();
        if !self.has_day(today) {
            return (None, None);
        }
        let times = || self.at.iter().filter_map(|time| moment(now, today, *time));
        let past = times().filter(|at| *at <= now).max().map(|at| at.timestamp());
        let next = times().filter(|at| *at > now).min().map(|at| at.timestamp());
        (past, next)
    }
}

/// A time of a day, where the clock of `like` is.
fn moment(like: DateTime<FixedOffset>, day: NaiveDate, time: NaiveTime) -> Option<DateTime<FixedOffset>> {
    like.timezone().from_local_datetime(&day.and_time(time)).single()
}
