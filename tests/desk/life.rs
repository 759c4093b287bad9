//! A person at a desk on a virtual clock, and whoever calls the program there.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _};

use unhunch::breaks::{Desk, Due, Rules, Sample, Voice};
use unhunch::settings::Settings;

/// A minute, in seconds.
pub(crate) const MINUTE: i64 = 60;

/// What a person does for a minute, as far as a machine can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Presses keys.
    Typing,
    /// Gives no sign: reads, or is gone.
    Nothing,
    /// Is idle by the command that says so.
    Idle,
    /// The machine sleeps: nobody calls.
    Asleep,
    /// Is in a meeting that `busy_command` knows of.
    Meeting,
}

/// What came of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    Nothing,
    Offer(Voice),
    Deferred,
}

pub(crate) struct Life {
    pub(crate) desk: Desk,
    pub(crate) rules: Rules,
    pub(crate) at: i64,
    pub(crate) zone: FixedOffset,
    booted: i64,
    pub(crate) slept: i64,
    pub(crate) key: i64,
    pub(crate) idle_since: Option<i64>,
}

pub(crate) fn rules(text: &str) -> Rules {
    let (settings, report) = Settings::read("config.toml", Ok(text.as_bytes()));
    assert!(report.is_empty(), "{:?}", report.lines());
    Rules::of(&settings)
}

impl Life {
    /// Somebody who sits down on Tuesday, 3 November 2026, at this time.
    pub(crate) fn from(time: &str, rules: Rules) -> Self {
        let zone = FixedOffset::east_opt(3_600).expect("an offset");
        let day: NaiveDate = "2026-11-03".parse().expect("a day");
        let time = time.parse().expect("a time");
        let at = zone.from_local_datetime(&day.and_time(time)).single().expect("a moment").timestamp();
        let sample = Sample { at, up: Some(60), ..Sample::default() };
        Self { desk: Desk::new(&sample), rules, at, zone, booted: at - 60, slept: 0, key: at, idle_since: None }
    }

    pub(crate) fn wall(&self) -> DateTime<FixedOffset> {
        self.zone.timestamp_opt(self.at, 0).single().expect("a moment")
    }

    pub(crate) fn clock(&self) -> String {
        self.wall().format("%H:%M").to_string()
    }

    pub(crate) fn due(&self) -> Due {
        self.desk.due(&self.rules, self.wall())
    }

    /// What a caller sees now.
    pub(crate) fn sample(&self) -> Sample {
        Sample {
            at: self.at,
            active: Some(self.key),
            idle: self.idle_since.map(|since| self.at - since),
            up: Some(self.at - self.booted),
            asleep: self.slept,
            in_session: false,
        }
    }

    /// The wall clock is set; nothing else happens.
    pub(crate) fn set_clock(&mut self, by: i64) {
        self.at += by;
        self.booted += by;
        self.key += by;
    }

    /// A minute passes in which nobody calls.
    pub(crate) fn pass(&mut self, doing: Doing) {
        self.at += MINUTE;
        match doing {
            Doing::Typing => {
                self.key = self.at;
                self.idle_since = None;
            }
            Doing::Nothing | Doing::Meeting => self.idle_since = None,
            Doing::Idle => {
                let since = *self.idle_since.get_or_insert(self.at - MINUTE);
                self.key = self.key.max(since);
            }
            Doing::Asleep => self.slept += MINUTE,
        }
    }

    /// Somebody calls who may make an offer.
    pub(crate) fn call(&mut self, doing: Doing) -> Came {
        let wall = self.wall();
        self.desk.observe(&self.sample(), &self.rules, wall.date_naive());
        let due = self.due();
        if !due.is_now(self.at) || !self.desk.claim(self.at) {
            return Came::Nothing;
        }
        if self.desk.settle(self.at, doing == Doing::Meeting) {
            return Came::Offer(due.voice);
        }
        if doing == Doing::Meeting { Came::Deferred } else { Came::Nothing }
    }

    /// A minute passes; at its end somebody calls, unless the machine sleeps.
    pub(crate) fn minute(&mut self, doing: Doing) -> Came {
        self.pass(doing);
        if doing == Doing::Asleep { Came::Nothing } else { self.call(doing) }
    }

    /// So many minutes; when the offers came, and how they may be said.
    pub(crate) fn minutes(&mut self, minutes: i64, doing: Doing) -> Vec<(String, Voice)> {
        let mut came = Vec::new();
        for _ in 0..minutes {
            if let Came::Offer(voice) = self.minute(doing) {
                came.push((self.clock(), voice));
            }
        }
        came
    }
}
